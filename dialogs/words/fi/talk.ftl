# Komennot, ohje ja asetukset.

command-checkin = Tee tilannepäivitys tai korjaa vastaustasi
command-status = Yksikön tilanne; oma yksikkösi, jos et nimeä muuta
command-tree = Koko organisaatio yhdellä silmäyksellä
command-language = Kieli, jota käytän kanssasi
command-help = Tämä luettelo
argument-unit = [yksikkö]
argument-language = [en|fi|sv|nb]

help-title = Näin voin auttaa
help-lead = Kerran viikossa kysyn, miten pitkällä avaintuloksesi ovat ja kuinka luottavainen olet, ja tuon koosteen kokouksiinne.
help-unknown = En tunne komentoa ”{ $typed }”.
help-meant = Tarkoititko tätä?
help-usage = { $command } { $argument }
help-open = Kaikki organisaatiossa voivat lukea kaikki vastaukset ja koosteet. Epäonnistuminen on sallittua; hiljaisuus näytetään hiljaisuutena.

language-ask = Mitä kieltä käytän kanssasi?
language-unknown = En osaa vielä kieltä ”{ $asked }”. Mitä näistä käytän?
language-now = Nyt: { $language }
language-set = Tästä lähtien käytän kanssasi tätä kieltä: { $language }.

command-why = Miksi saat minulta viestejä ja mitkä tulevat seuraavaksi
command-cycle = Yksikön toteutusjaksot; avaaminen ja päättäminen yksiköstä vastaaville
command-changes = Mitä yksikkö on sopinut muuttavansa ja miten se etenee
command-ledger = Mitä yksikön viesteille tapahtui; yksiköstä vastaaville
command-meetings = Johtamisfoorumin kokouspäivät; foorumista vastaaville
command-retro = Yksikön toteutusjakson arviointi: aloita, jatka tai katso lopputulos
argument-forum = [foorumi]
help-topic-week = Joka viikko
help-topic-look = Missä mennään
help-topic-yours = Sinulle
help-topic-facilitate = Esihenkilöille ja fasilitaattoreille
help-line = { $command } – { $does }

why-all-title = Mitä saat minulta ja miksi
why-all-asked = Viikon kysymys
why-all-forums = Koosteet kanavillasi
why-all-retros = Kun toteutusjakso päättyy tai alkaa
why-nothing = Juuri nyt et saa mitään: et vastaa avaintuloksista, eikä yksiköilläsi ole johtamisfoorumia, jolle tulisi kooste.
why-prompt = Tämä on viikon kysymys: miten pitkällä avaintuloksesi ovat ja kuinka luottavainen olet. Se tulee enintään kerran viikossa, kaikista yksiköistäsi yhdellä kertaa.
why-put-off = Siirsit sen itse tähän hetkeen.
why-reminder = Tämä muistuttaa, että viikon kysymys on vielä auki. Muistutus tulee enintään kerran viikossa ja vain niille, jotka eivät ole viime päivinä vastanneet mihinkään.
why-digest = Tämä on kooste kokousta varten. Se tulee tälle kanavalle ajallaan, vaikka kaikki eivät olisi vielä vastanneet.
why-retro = Vastuullasi olevan yksikön toteutusjakso on päättymässä. Kerron siitä hyvissä ajoin, jotta ehditte arvioida sitä yhdessä.
why-notice = Vastuullasi on yksikkö, jonka henkilölle tai kanavalle viesti ei mene perille. Kerron siitä kerran, jotta voit tehdä asialle jotakin.
why-opening = Vastuullasi olevan yksikön seuraava toteutusjakso odottaa avaamista. Kerron siitä hyvissä ajoin; ennen avaamista keneltäkään ei kysytä mitään.
why-changes = Olet yksikkösi sopiman muutoksen vastuuhenkilö. Kysyn sovittuna päivänä ja jakson puolivälissä, kunnes muutos on tehty tai siitä on luovuttu.
why-asked = Kysymys tulee { $rule } sinun aikaasi (yksikkö: { $unit }).
why-stands-in = Sinulta kysytään myös poissa olevan puolesta: { $people }.
why-away = Poissaolosi kestää { $day } asti, se päivä mukaan lukien. Sitä ennen sinulta ei kysytä mitään.
why-away-open = Olet poissa, kunnes kirjoitat /okr back. Sitä ennen sinulta ei kysytä mitään.
why-together = Kaikista tulee yksi yhteinen kysymys viikossa, aina ensimmäisenä näistä hetkistä.
why-not-asked = Et juuri nyt vastaa avaintuloksista, joten sinulta ei kysytä mitään.
why-forum = { $forum }: kooste tulee { $rule } (yksikkö: { $unit }).
why-zone = Tämä kellonaika on aikavyöhykkeeltä { $zone }; alla ajat ovat omaa aikaasi.
why-meetings = Seuraavat kokoukset: { $days }.
why-no-meetings = Foorumin kalenterissa ei ole tulevia kokouksia.
why-retro-rule = { $unit }: { $before ->
    [one] yhtä työpäivää
   *[other] { $before } työpäivää
} ennen toteutusjakson viimeistä päivää klo { $at } (sinun aikaasi).
why-opening-rule = { $unit }: { $before ->
    [one] yhtä työpäivää
   *[other] { $before } työpäivää
} ennen avaamista odottavan toteutusjakson ensimmäistä päivää klo { $at } (sinun aikaasi).
why-changes-rule = { $unit }: sovittujen muutosten tarkistuspäivinä ja jakson puolivälissä klo { $at } (sinun aikaasi).
why-next = Seuraavaksi:
why-next-none = Toistaiseksi mitään ei ole tulossa.
why-moment = { $at }
why-moment-moved = { $at } (siirtynyt vapaapäivältä { $day })
why-day = { $day }
why-moved = Säännön mukainen päivä olisi ollut { $day }. Se oli vapaapäivä, joten viesti tuli seuraavana työpäivänä.
why-change = Näin voit muuttaa tätä
why-change-language = /okr language: kieli, jota käytän kanssasi
why-change-reminders = /okr reminders off: ei enää muistutuksia; viikon kysymys tulee silti
why-change-away = /okr away: sinulta ei kysytä mitään poissa ollessasi
why-change-meetings = /okr meetings { $forum }: kokouspäivät ja se, kuinka paljon ennen niitä kooste tulee
why-change-notice = /okr ledger: kaikki lähetetty ja mitä sille tapahtui
why-change-rule = Aikataulusta päättää { $people } (yksikkö: { $unit }).
why-change-sheet = Aikataulu on organisaation taulukossa; muutokset tekevät siihen Rytmin ylläpitäjät.
