# Toteutusjakson arviointi: kutsu, tilannenäkymä, faktat, pisteet ja fasilitointi.

retro-title = { $units }: toteutusjakso päättyy { $day }
retro-lead = Toteutusjakson viimeinen päivä on { $day }. Sopikaa nyt, milloin arvioitte sitä yhdessä. Viimeiset arvot voi antaa vielä kahden viikon ajan sen jälkeen.
retro-units = { $count } yksikköä
retro-well = Mikä onnistui?
retro-not-well = Mikä ei onnistunut?
retro-change = Mitä muutamme seuraavasta toteutusjaksosta alkaen?
retro-call-missing = Vielä puuttuu
retro-call-none = Mitään ei puutu: jokaisella avaintuloksella on tuore vastaus.
retro-call-answers = { $count ->
    [one] yksi avaintulos ilman tuoretta vastausta
   *[other] { $count } avaintulosta ilman tuoretta vastausta
}
retro-call-news = { $count ->
    [one] yksi viime arvioinnin muutos, josta ei ole kuultu mitään
   *[other] { $count } viime arvioinnin muutosta, joista ei ole kuultu mitään
}
retro-call-begun = arviointi on käynnissä ({ $step })
retro-call-unit = { $unit }: { $missing }
retro-call-ready = mitään ei puutu

retro-board-title = { $unit }: arviointi, { $cycle }
retro-board-summary = { $title } – nyt: { $step }
retro-which = Tällainen nimi on usealla yksiköllä. Mitä tarkoitat?
retro-unknown = En tunne yksikköä ”{ $asked }”.
retro-gone = Tätä arviointia ei enää ole. Oman yksikkösi arvioinnin näet komennolla /okr retro.
retro-none = Et kuulu vielä mihinkään yksikköön. Kirjoita /okr retro ja yksikön nimi, niin näet sen arvioinnin.
retro-no-cycle = Yksiköllä { $unit } ei ole vielä ollut toteutusjaksoa, jolla olisi tavoitteita, joten arvioitavaa ei ole.
retro-hint = /okr retro ja yksikön nimi näyttää yksikön arvioinnin: ennen alkua, sen aikana ja lopputuloksen.

retro-invite-lead = Arviointi koskee aikaa { $first } – { $last }. Se alkaa faktoista ja päättyy muutamaan muutokseen, jotka ovat voimassa seuraavasta toteutusjaksosta alkaen.
retro-invite-early = Toteutusjakso kestää { $day } asti. Arvioinnin voi aloittaa jo aiemmin; myöhemmin annetut arvot ehtivät vielä mukaan.
retro-invite-way = Näin arviointi etenee
retro-way-1 = Katsotte faktat yhdessä: miten pitkälle kukin avaintulos eteni, mikä oli esteenä ja mitä viime kerran muutoksista tuli.
retro-way-2 = Pisteytätte avaintulokset ja kerrotte, miksi niin kävi. Epäonnistuminen on sallittua; vaikeneminen ei.
retro-way-3 = Jokainen kirjoittaa rauhassa, mikä onnistui, mikä ei ja mitä pitäisi muuttaa: omalla nimellä tai nimettömänä.
retro-way-4 = Ryhmittelette huomiot, jokaisella on kolme ääntä, ja sovitte enintään kolmesta muutoksesta, joilla kaikilla on vastuuhenkilö.
retro-way-5 = Jokainen tavoite säilyy, muuttuu tai jää pois, ja yhteenveto lähtee kanavallenne.
retro-fact-objectives = Tavoitteita
retro-fact-before = Viime kerran muutoksia
retro-number = { $count }
retro-who-runs = Arvioinnin voi aloittaa: { $people }.
retro-nobody-runs = Arviointia vetävät vain fasilitaattorit ja esihenkilöt, eikä yksiköllä ole vielä ketään. Rytmin ylläpitäjät voivat lisätä vetäjän.
retro-missing = Vielä puuttuu
retro-missing-answer = ”{ $title }”: ei yhtään vastausta
retro-missing-fresh = ”{ $title }”: ei tuoretta vastausta; viimeisin on viikolta { $week }
retro-missing-news = Muutoksesta ”{ $change }” ei ole kuultu mitään
retro-missing-more = Ja vielä { $count } muuta.

retro-stage-facts = Faktat
retro-stage-scoring = Pisteet
retro-stage-collecting = Huomiot
retro-stage-grouping = Teemat
retro-stage-voting = Äänet
retro-stage-agreeing = Muutokset
retro-stage-carrying = Mikä jatkuu
retro-stage-published = Yhteenveto
retro-step-done = ✓ { $step }
retro-step-done-with = ✓ { $step }: { $detail }
retro-step-open = ! { $step } (kesken)
retro-step-open-with = ! { $step } (kesken): { $detail }
retro-step-now = ▶ { $step } (nyt)
retro-step-now-with = ▶ { $step } (nyt): { $detail }
retro-step-to-come = ○ { $step }
retro-step-to-come-with = ○ { $step }: { $detail }
retro-step-left-out = – { $step } (ohitettu)
retro-detail-scored = { $done }/{ $of } avaintulosta pisteytetty
retro-detail-named = nimellä
retro-detail-anonymous = nimettömänä
retro-detail-wrote = { $count ->
    [one] yksi on kirjoittanut
   *[other] { $count } on kirjoittanut
} ({ $manner })
retro-detail-writing = { $done }/{ $of } on kirjoittanut ({ $manner })
retro-detail-themes = { $count ->
    [one] yksi teema
   *[other] { $count } teemaa
}
retro-detail-voted = { $done }/{ $of } on äänestänyt
retro-detail-dots = { $count ->
    [one] yksi ääni
   *[other] { $count } ääntä
}
retro-detail-changes = { $count ->
    [one] yhdestä muutoksesta sovittu
   *[other] { $count } muutoksesta sovittu
}
retro-detail-carried = { $done }/{ $of } ratkaistu

retro-lead-facts = Katsokaa faktat yhdessä, ennen kuin kukaan arvioi: mitä luvut kertovat ja mitä viime kerran muutoksista tuli.
retro-lead-scoring = Pisteyttäkää, mitä kustakin avaintuloksesta tuli, ja kertokaa lauseella miksi. Luvut ehdottavat, te päätätte.
retro-lead-collecting-named = Jokainen kirjoittaa rauhassa. Huomiot näytetään kaikki yhdessä ja nimien kanssa, kun kirjoittaminen päättyy.
retro-lead-collecting-anonymous = Jokainen kirjoittaa rauhassa. Huomiot näytetään kaikki yhdessä, satunnaisessa järjestyksessä ja ilman nimiä, kun kirjoittaminen päättyy; vain, jos kirjoittajia on vähintään neljä.
retro-lead-grouping = Kootkaa samaa asiaa koskevat huomiot yhden teeman alle.
retro-lead-voting = Jokaisella on kolme ääntä sille, mikä on tärkeintä.
retro-lead-agreeing = Sopikaa enintään kolmesta muutoksesta. Kullakin on vastuuhenkilö ja päivä, jona sitä katsotaan ensimmäisen kerran.
retro-lead-carrying = Päättäkää jokaisesta tavoitteesta, säilyykö se, muuttuuko se vai jääkö se pois. Mikään ei jatku itsestään.
retro-lead-published = Arviointi on julkaistu.
retro-correcting = Tämä arviointi on jo julkaistu, ja sitä korjataan. Aiemmin julkaistu on kanavalla, kunnes arviointi julkaistaan uudelleen.
retro-facilitated = Tätä arviointia vetää { $person }.
retro-more = Muuta

retro-do-begin = Avaa arviointi
retro-do-start = Aloita arviointi
retro-do-board = Näytä arviointi
retro-do-facts = Katso faktat
retro-do-all-facts = Koko toteutusjakso
retro-do-go = Jatka: { $step }
retro-do-back = Takaisin: { $step }
retro-do-score = Pisteytä: { $objective }
retro-do-scores = Näytä pisteet
retro-do-manner = Jatka: Huomiot
retro-do-without-notes = Jatka ilman huomioita
retro-do-write = Kirjoita omat huomiosi
retro-do-write-more = Kirjoita lisää
retro-do-remind = Muistuta niitä, jotka eivät ole kirjoittaneet
retro-do-reveal = Päätä kirjoittaminen ja näytä huomiot
retro-do-group = Ryhmittele huomiot
retro-do-group-again = Muuta teemoja
retro-do-open-vote = Avaa äänestys
retro-do-without-vote = Jatka äänestämättä
retro-do-vote = Anna äänesi
retro-do-vote-again = Muuta ääniäsi
retro-do-close-vote = Laske äänet
retro-do-agree = Sovi muutoksista
retro-do-agree-again = Muokkaa muutoksia
retro-do-without-changes = Jatka ilman muutoksia
retro-do-carry = Ratkaise: { $objective }
retro-do-carry-again = Ratkaise uudelleen: { $objective }
retro-do-preview = Katso, mitä julkaistaan
retro-do-correct = Korjaa ja julkaise uudelleen
retro-do-hand = Anna toisen vedettäväksi
retro-do-hand-now = Luovuta
retro-do-take-over = Ota vedettäväksesi

retro-go-nothing = Tätä arviointia ei ole vielä aloitettu.
retro-go-closed = Toteutusjakso on päätetty, joten arviointi on sellainen kuin se julkaistiin. Avaa toteutusjakso ensin uudelleen: /okr cycle.
retro-go-count = Joku on jo äänestänyt. Laske äänet ensin, jottei yksikään katoa.
retro-go-manner = Päätä ensin, näkyvätkö kirjoittajien nimet.
retro-go-shown = Nimettömät huomiot on jo näytetty. Uudet erottuisivat niistä, joten kirjoittamiseen ei voi palata.
retro-go-reveal = Joku on jo kirjoittanut. Päätä kirjoittaminen ensin, jottei mikään jää lukematta.
retro-go-no-notes = Ryhmiteltäviä huomioita ei ole.
retro-go-counted = Äänet on laskettu, eikä kukaan enää tiedä, kenen ne olivat. Palatessa ne katoaisivat.
retro-go-vote = Avaa ensin äänestys, jotta kaikki saavat siitä tiedon.
retro-go-publish = Katso ensin esikatselu; julkaiset sieltä.
retro-now-at = Arvioinnissa on nyt vuorossa: { $step }. Tässä on sen tilanne.
retro-not-published = Huomiot ja pisteet näkyvät vain yksikön jäsenille, kunnes arviointi julkaistaan. Sen jälkeen kaikki voivat lukea ne.
retro-begun-already = Arviointi on jo aloitettu. Tässä on sen tilanne.
retro-closed = Toteutusjakso on päätetty. Avaa se ensin uudelleen, jos haluat arvioida sen: /okr cycle.
retro-not-yours = Tätä arviointia voi vetää { $people }. Alla on se, mitä voit itse tehdä.

retro-taken = Sinä vedät nyt tätä arviointia.
retro-taken-over = { $person } vetää tätä arviointia tästä lähtien. Nyt on vuorossa: { $step }.
retro-handed = { $person } vetää tätä arviointia tästä lähtien ja on saanut siitä tiedon.
retro-handed-to-you = { $person } antoi tämän arvioinnin sinun vedettäväksesi. Nyt on vuorossa: { $step }. Mitään ei katoa: jatkat siitä, mihin jäätiin.
retro-hand-summary = { $title }: { $words }
retro-hand-title = Arviointi toisen vedettäväksi
retro-hand-lead = Kaikki säilyy ennallaan. Uusi vetäjä saa heti tiedon.
retro-hand-who = Kuka vetää tästä lähtien?
retro-hand-hint = Yksikön ja sen yläpuolella olevien yksiköiden fasilitaattorit ja esihenkilöt.
retro-hand-nobody = Kukaan muu ei voi vetää tätä arviointia. Rytmin ylläpitäjät voivat lisätä fasilitaattorin.

retro-scores-title = { $unit }: pisteet, { $cycle }
retro-scores-none = Mitään ei ole vielä pisteytetty.
retro-scores-final = Lopulta { $value } · tavoitetaso { $aim }
retro-score-title = Pisteet: { $objective }
retro-score-submit = Tallenna pisteet
retro-score-intro = Loppuarvo ja pisteet on ehdotettu toteutusjakson vastauksista. Muuttakaa niitä vapaasti; perustelu on teidän omanne.
retro-score-allowed = Pisteet eivät ole arvosana. Korkealle tähtääminen ja vajaaksi jääminen on sallittua ja opettaa enemmän kuin varma 1,0.
retro-score-proposed = Luvut kertovat: { $value }, tavoitetaso { $aim }. Ehdotus: { $score }.
retro-score-unknown = Tähän ei koskaan vastattu, joten ehdotusta ei ole. Tavoitetaso: { $aim }.
retro-score-by = Viimeksi pisteytti { $person }, { $at }. Tavoitetaso: { $aim }.
retro-score-value = Loppuarvo
retro-score-value-scale = Loppuarvo ({ $scale })
retro-score-value-hint = Jätä tyhjäksi, jos arvoa ei koskaan saatu tietää.
retro-score-score = Pisteet 0,0–1,0
retro-score-hint = 1,0: saavutettiin. 0,7: pitkällä. 0,0: ei liikkunut.
retro-score-why = Miksi kävi näin?
retro-score-why-hint = Lause riittää.
retro-score-fit = Oliko se asetettu hyvin?
retro-score-needed = Anna pisteet väliltä 0,0–1,0.
retro-score-wrong = ”{ $text }” ei kelpaa pisteiksi. Kirjoita luku väliltä 0,0–1,0, esimerkiksi 0,7.
retro-score-why-needed = Kerro lauseella, miksi kävi näin: ensi kerralla siitä on iloa.
retro-score-fit-needed = Valitse, miten hyvin se oli asetettu.
retro-score-published = Arviointi on julkaistu, ja sen pisteet pysyvät.
retro-score-nothing = Tässä ei ole pisteytettäviä avaintuloksia.
retro-score-done = Tallennettu: { $objective }.

retro-facts-title = Faktat – { $title }
retro-facts-before = Mistä viimeksi sovittiin
retro-facts-no-before = Tälle toteutusjaksolle ei ollut sovittu muutoksia.
retro-facts-change = { $change } – { $person }: { $state }
retro-facts-news = { $number }. { $day }, { $person } ({ $state }): { $words }
retro-facts-goals = Miten kävi
retro-facts-none = Tässä ei ole avaintuloksia.
retro-facts-allowed = Vajaaksi jääminen on sallittua. Tärkeintä on, mitä se kertoo.
retro-facts-answered = Vastattuja viikkoja
retro-facts-answered-value = { $answered }/{ $asked } kysytystä
retro-facts-obstacles = Mikä oli esteenä
retro-facts-more = { $count ->
    [one] Vielä yksi avaintulos
   *[other] Vielä { $count } avaintulosta
}
retro-facts-weeks = Kysytyt ja vastaamatta jääneet viikot
retro-facts-key-result = Avaintulos
retro-facts-asked = Kysytty
retro-facts-missed = Vastaamatta
retro-facts-named = Esteitä
retro-facts-week = Viikko { $week }
retro-facts-span = Viikot { $first }–{ $last }
retro-facts-blocked = { $when }: ”{ $words }”
retro-facts-blocked-help = { $when }: ”{ $words }” – apua pyydettiin ({ $unit })
retro-facts-help = { $when }: apua pyydettiin ({ $unit })
retro-facts-of = { $title } – { $said }
retro-facts-curve = { $title }: viikoittain
retro-facts-silent = { $count ->
    [one] Vastaus puuttuu yhdeltä viikolta (kysyttiin { $asked })
   *[other] Vastaus puuttuu { $count } viikolta (kysyttiin { $asked })
}: { $weeks }.
retro-facts-one = { $week }
retro-facts-several = { $first }–{ $last }

why-retro-write = Tiimisi arvioi toteutusjaksoaan, ja jokaista jäsentä pyydetään kerran kirjoittamaan, mikä onnistui, mikä ei ja mitä pitäisi muuttaa. Osallistuminen on vapaaehtoista.
why-retro-nudge = Tämä on ainoa muistutus kirjoittaa tiimisi arviointiin. Se tulee vain niille, jotka eivät ole vielä kirjoittaneet.
why-retro-vote = Tiimisi arvioinnissa äänestetään, ja jokaisella jäsenellä on kolme ääntä sille, mikä on tärkeintä.
why-retro-summary = Tiimi on arvioinut toteutusjaksonsa. Yhteenveto lähetetään sen kanavalle tai, jos kanavaa ei ole, jäsenille. Se tulee kerran ja uudelleen vain, jos sitä on korjattu.
why-retro-short = Tiimi on arvioinut toteutusjaksonsa. Ylempi taso saa lopputuloksesta lyhyen muodon. Se tulee kerran ja uudelleen vain, jos sitä on korjattu.
why-retro-hand = Arvioinnin vetäjä on vaihtunut: vedät sitä nyt itse, tai joku on ottanut sen sinulta vedettäväkseen.
