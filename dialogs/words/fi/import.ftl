# Organisaation lukeminen taulukoista: missä jokin on pielessä, mikä se on ja mikä olisi oikein.
# Taulukoiden ja sarakkeiden nimet ovat samat kuin tiedostossa.

import-in-workbook = { $text }
import-in-sheet = Taulukko { $sheet }: { $text }
import-in-column = Taulukko { $sheet }, sarake { $column }: { $text }
import-in-row = Taulukko { $sheet }, rivi { $row }: { $text }
import-in-cell = Taulukko { $sheet }, rivi { $row }, sarake { $column }: { $text }

import-did-you-mean = Tarkoititko: { $nearest }?
import-right-are = Oikeita ovat { $choices }.
import-add-to-sheet = Lisää se taulukkoon { $sheet } tai korjaa se tähän.

import-no-such-path = Polussa { $path } ei ole mitään. Anna CSV-tiedostojen kansio tai .xlsx-tiedosto.
import-not-a-workbook = { $path } ei ole kansio eikä .xlsx-tiedosto. Tallenna se Excelissä muodossa ”Excel-työkirja (.xlsx)”.
import-path-is-folder = { $path } on kansio. Anna tiedostolle .xlsx-päätteinen nimi tai kansiolle nimi ilman sitä.
import-empty-folder = Kansiossa ei ole yhtään CSV-tiedostoa. Jokainen taulukko on oma tiedostonsa, esimerkiksi { $example }.
import-workbook-unreadable = Tiedostoa ei voi avata .xlsx-työkirjana. Se voi olla vioittunut tai suojattu salasanalla: tallenna se Excelissä uudelleen ilman salasanaa.
import-workbook-too-large = Työkirja on paljon suurempi kuin mikään organisaatio, eikä sitä avattu.
import-bad-encoding = Tiedoston merkistö ei ole UTF-8 eikä Windows-1252. Tallenna se Excelissä muodossa ”CSV UTF-8”.
import-stray-byte = Tiedoston rivi { $line } ei ole UTF-8-muodossa, vaikka muut rivit ovat. Korjaa rivin väärältä näyttävät kirjaimet ja tallenna tiedosto Excelissä muodossa ”CSV UTF-8”.
import-bad-quotes = Lainausmerkki on jäänyt auki, tai sulkevan lainausmerkin perässä on tekstiä. Lainausmerkkejä sisältävä solu kirjoitetaan "näin ""lainaten""".
import-unknown-sheet = Tällaista taulukkoa ei ole. { $hint }
import-double-sheet = Taulukko on mukana kahdesti. Jätä niistä yksi.
import-missing-sheet = Taulukko puuttuu. Sen sarakkeet ovat { $columns }.
import-no-header = Ensimmäisellä rivillä pitää olla sarakkeiden nimet: { $columns }.
import-unknown-column = Tällaista saraketta ei ole. { $hint }
import-double-column = Sarake on mukana kahdesti. Jätä niistä yksi.
import-missing-column = Sarake puuttuu.
import-row-too-long = Otsikottomassa solussa on jotakin. Etsi ylimääräinen erotin tai anna sarakkeelle nimi.
import-far-right = Sarakkeen { $most } oikealla puolella on jotakin. Tyhjennä solu: se on luultavasti täytetty vahingossa.
import-far-below = Tällä rivillä on jotakin, vaikka yläpuolella on { $count } tyhjää riviä. Tyhjennä rivi, jos se on täytetty vahingossa, tai siirrä se ylemmäs.
import-too-many-rows = Taulukossa on yli { $most } riviä, mikä on paljon enemmän kuin millään organisaatiolla. Poista rivit, jotka eivät kuulu siihen.

import-cell-empty = Solu on tyhjä, mutta tieto tarvitaan.
import-cell-error = Solussa on virhe { $text }. Kirjoita siihen arvo.
import-cell-too-long = Teksti on pidempi kuin Excelin soluun mahtuvat { $most } merkkiä. Vie tiedot CSV-tiedostojen kansioon.
import-formula = Solussa on kaava, jota ei ole laskettu. Avaa ja tallenna tiedosto Excelissä tai kirjoita soluun arvo.
import-unseen-character = Solussa on merkki, jota ei voi nähdä ({ $code }). Kirjoita teksti uudelleen.
import-double-id = Sama tunnus on jo rivillä { $first }. Kutakin tunnusta voi käyttää vain kerran.
import-bad-id = ”{ $text }” ei kelpaa tunnukseksi. Kirjoita enintään { $most } merkkiä, esimerkiksi kirjaimia, numeroita ja yhdysmerkkejä, mutta ei merkkejä { "{" } { "}" } / \.
import-unknown-id = Tunnusta ”{ $text }” ei ole taulukossa { $sheet }. { $hint }
import-bad-whole-number = ”{ $text }” ei ole kokonaisluku.
import-bad-retro = ”{ $text }” ei sovi tähän. Kirjoita, montako työpäivää ennen toteutusjakson loppua kutsu arviointiin tulee: kokonaisluku väliltä { $fewest }–{ $most }.
import-bad-day = ”{ $text }” ei ole päivämäärä. Kirjoita se muodossa 2026-10-01 tai 1.10.2026.
import-far-day = ”{ $text }” on liian kaukana. Korjaa vuosi: se voi olla { $first }–{ $last }.
import-bad-clock = ”{ $text }” ei ole kellonaika. Kirjoita se muodossa 9.00 tai 13.30.
import-not-in-hours = { $at } on työajan ulkopuolella, ja viestejä lähetetään vain työaikana. Kirjoita kellonaika väliltä { $first }–{ $last }.
import-bad-instant = ”{ $text }” ei ole ajankohta. Kirjoita se muodossa 2026-10-05T09:12:00+03:00.
import-bad-week = ”{ $text }” ei ole viikko. Kirjoita se muodossa 2026-W41.
import-bad-yes-no = ”{ $text }” ei ole kyllä eikä ei.
import-bad-choice = Arvo ”{ $text }” ei käy tähän. Oikeita ovat { $choices }.
import-bad-zone = ”{ $text }” ei ole aikavyöhyke. { $hint }
import-bad-country = ”{ $text }” ei ole maakoodi. Kirjoita kaksi kirjainta, esimerkiksi FI, NO tai SE.
import-bad-cadence = ”{ $text }” ei ole rytmi. Kirjoita valmiin rytmin nimi ({ $presets }) tai oma sääntö, esimerkiksi { $examples }.
import-ask-before-meetings = Yksikkö ei voi noudattaa sääntöä ”{ $text }”, koska kokouksia on vain foorumeilla. Kirjoita toinen sääntö, esimerkiksi weekly mon, tai jätä solu tyhjäksi.

import-one-organisation = { $count ->
    [0] Organisaatio puuttuu. Kirjoita se yhdelle riville.
   *[other] Rivejä on { $count }, mutta työkirjassa on vain yksi organisaatio.
}
import-no-units = Yksiköitä ei ole. Aloita organisaatiosta itsestään.
import-no-top = Jokaisella yksiköllä on yläyksikkö. Jätä solu tyhjäksi ylimmän kohdalla.
import-second-top = Ylin yksikkö on jo rivillä { $first }. Kirjoita tähän, minkä yksikön alla tämä on.
import-top-not-organisation = Ylimmän yksikön taso on organisation, ei { $level }.
import-tree-circle = Yksiköt ovat toistensa alla kehässä: { $path }.
import-level-not-below = Tason { $level } yksikkö ei voi olla yksikön { $parent } alla, jonka taso on { $parent_level }. Tasot ylhäältä alas ovat organisation, sector, result_area, unit ja team.
import-other-top = Organisaation ylin yksikkö on jo { $name } ({ $id }). Säilytä sen tunnus tai vie se tällä taulukolla toisen yksikön alle.
import-level-not-above = Tason { $level } yksikkö ei voi olla yksikön { $below } yläpuolella, jonka taso on { $below_level } ja joka ei ole tällä taulukolla.
import-double-membership = Henkilöllä on jo tämä rooli tässä yksikössä rivillä { $first }. Jätä riveistä yksi.
import-forum-without-channel = Foorumille tarvitaan kanava, johon kooste lähetetään, esimerkiksi #tiimi-1.
import-cycle-backwards = Toteutusjakso päättyy ennen alkuaan { $start }.
import-cycles-overlap = Yksiköllä { $unit } olisi tavoitteita toteutusjaksoilla { $first } ja { $second }, jotka menevät päällekkäin ja ovat suunnilleen yhtä pitkiä. Siirrä tavoitteet toiselle niistä tai korjaa päivät niin, että toinen päättyy ennen kuin toinen alkaa.
import-continues-later = Toteutusjakson { $own } tavoite ei voi jatkaa jakson { $other } tavoitetta. Kirjoita aiemman toteutusjakson tavoitteen tunnus tai jätä solu tyhjäksi.
import-break-backwards = Tauko päättyy ennen alkuaan { $first }. Korjaa jompikumpi päivä.
import-break-too-long = Tauko kestää { $count } päivää, ja enimmäispituus on { $most }. Korjaa päivät tai jaa tauko osiin, joiden välissä on työpäiviä.
import-double-meeting = Sama foorumin kokous on jo rivillä { $first }. Jätä riveistä yksi.
import-measure-needs = Avaintulos, jonka laji on { $kind }, tarvitsee tähän luvun.
import-measure-not-used = Avaintulos, jonka laji on { $kind }, ei käytä tätä saraketta. Tyhjennä solu tai valitse toinen laji.
import-supports-itself = Avaintulos ei voi tukea itseään. Kirjoita ylemmän tason avaintulos tai jätä solu tyhjäksi.
import-supports-circle = Avaintulokset tukevat toisiaan kehässä: { $path }.
import-supports-below = Tason { $level } avaintulos ei voi tukea avaintulosta { $other }, jonka taso on { $other_level }. Tuki kulkee ylöspäin tai samalla tasolla.
import-supported-from-above = Tason { $other_level } avaintulos { $other } tukee avaintulosta { $id }, jonka tasoksi tulisi { $level }. Tuki kulkee ylöspäin tai samalla tasolla.
import-leaves-too-few = Tavoitteelle { $objective } jäisi vähemmän kuin { $fewest } avaintulosta. Jätä tämä paikalleen tai tuo tavoitteelle { $objective } myös muita.
import-kind-answered = Tähän avaintulokseen on jo vastattu, joten sen lajia ei voi vaihtaa: yhden lajin luvut eivät kerro mitään toisessa. Palauta laji tai anna tästä eteenpäin mitattavalle asialle uusi tunnus.

import-nobody-answers = Tätä avaintulosta ei kysyttäisi keneltäkään: sillä ei ole omistajaa, eikä yksiköllä { $unit } ole esihenkilöä.
import-person-without-unit = { $name } ei kuulu mihinkään yksikköön, eikä häneltä kysytä mitään.
import-no-meetings = { $name } noudattaa kokouskalenteriaan, mutta kokouksia ei ole, eikä foorumi saa koostetta. Lisää kokoukset taulukkoon meetings tai kirjoita ne myöhemmin komennolla /okr meetings.
import-meetings-not-followed = Foorumi { $forum } ei noudata näitä kokouspäiviä, koska sen rytmi on toinen. Jos sen pitää noudattaa niitä, kirjoita sen sarakkeeseen cadence esimerkiksi { $example }.
import-odd-email = ”{ $text }” ei näytä sähköpostiosoitteelta.
import-double-email = Sama osoite on myös rivillä { $first }.
import-check-ins-left = { $count ->
    [one] Yhteen vastaukseen ei koskettu: tuonti ei koskaan muuta annettuja vastauksia.
   *[other] { $count } vastaukseen ei koskettu: tuonti ei koskaan muuta annettuja vastauksia.
}

# Mallin rajat perusteluineen.
limit-too-many-objectives = Yksiköllä on samalla toteutusjaksolla { $count } tavoitetta, ja enimmäismäärä on { $most }. On parempi saada muutama valmiiksi kuin jättää monta kesken.
limit-too-few-key-results = { $count ->
    [0] Tavoitteella ei ole avaintuloksia, ja niitä tarvitaan vähintään { $fewest }. Ilman lukuja kukaan ei näe, onko tavoite saavutettu.
    [one] Tavoitteella on yksi avaintulos, ja niitä tarvitaan vähintään { $fewest }. Yksi luku kertoo harvoin, onko tavoite saavutettu.
   *[other] Tavoitteella on { $count } avaintulosta, ja niitä tarvitaan vähintään { $fewest }.
}
limit-too-many-key-results = Tavoitteella on { $count } avaintulosta, ja enimmäismäärä on { $most }. Kun lukuja on vähän, katse pysyy olennaisessa.

measure-start-is-target = Lähtöarvo ja tavoite ovat samat, joten matkaa ei ole. Jos luvun on tarkoitus pysyä paikallaan, valitse keep_within ja anna low ja high.
measure-band-without-limits = Rajoissa pysymiseen tarvitaan ainakin yksi raja: low, high tai molemmat.
measure-band-upside-down = Alaraja on ylärajaa suurempi. Vaihda ne päittäin.
measure-no-milestones = Vaiheita pitää olla ainakin yksi.
