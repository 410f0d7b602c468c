# Arvioinnin loppu: mitä muutetaan, mikä jatkuu, mitä julkaistaan, sekä arviointien kooste.

ending-none = En löydä tätä arviointia. /okr retro näyttää, missä omanne on.
ending-refused = Yksikön { $unit } arviointia vetää { $people }.
ending-nobody-runs = Tämän voi tehdä vain fasilitaattori tai esihenkilö, eikä yksiköllä { $unit } ole kumpaakaan.
ending-elsewhere = Arviointi on nyt toisessa vaiheessa: { $step }.
ending-board = Arviointiin

agree-title = { $unit }: mitä muutamme?
agree-lead = Sopikaa enintään { $most } muutosta, jotka ovat voimassa jaksosta { $cycle } alkaen. Muutama toteutuva muutos on arvokkaampi kuin monta unohdettua.
agree-themes = Näitä äänestitte:
agree-change = Muutos { $number }
agree-text = Mitä teemme toisin?
agree-text-hint = Jotakin, minkä tekemisen voi nähdä, esimerkiksi ”Käymme jonon yhdessä läpi joka maanantai”.
agree-text-missing = Kirjoita, mikä muuttuu, tai jätä koko muutos tyhjäksi.
agree-text-long = Kirjoita enintään { $most } merkillä.
agree-owner = Kuka huolehtii siitä?
agree-owner-missing = Valitse, kuka siitä huolehtii: ilman vastuuhenkilöä mikään ei muutu.
agree-check = Milloin sitä tarkastellaan ensimmäisen kerran?
agree-check-hint = Päivä seuraavalla toteutusjaksolla. Jos jätät tyhjäksi, päivä on { $day }.
agree-check-outside = Valitse päivä väliltä { $first } – { $last }.
agree-nothing = Tai ei mitään
agree-none = Emme muuta tällä kertaa mitään
agree-none-yes = Kyllä, tällä kertaa ei ole muutettavaa
agree-none-hint = Vain jos yllä ei ole yhtään muutosta.
agree-empty = Kirjoita muutos tai valitse lopusta, että tällä kertaa mikään ei muutu.
agree-both = Yllä on muutoksia. Poista tämä valinta tai muutokset.
agree-meanwhile = { $count ->
    [0] Joku muu on sillä välin poistanut kaikki muutokset. Jos lähetät lomakkeen nyt, sovituksi tulee se, mitä siinä lukee.
   *[other] Joku muu on sillä välin kirjannut tämän: { $changes }. Jos lähetät lomakkeen nyt, sen sisältö tulee tilalle.
}
agree-submit = Sovitaan näin
agree-done = { $count ->
    [0] Mikään ei muutu jaksosta { $cycle } alkaen
    [one] Yksi muutos jaksosta { $cycle } alkaen
   *[other] { $count } muutosta jaksosta { $cycle } alkaen
}
agree-asked = Vastuuhenkilöltä kysytään sovittuna päivänä ja jakson puolivälissä, miten muutos etenee. Muutokset ovat esillä myös seuraavan jakson ensimmäisessä tilannepäivityksessä.

carry-title = Mitä tavoitteelle ”{ $objective }” tapahtuu?
carry-lead = Mikään ei siirry jaksolle { $cycle } itsestään: jokainen tavoite ja avaintulos pidetään, muutetaan tai jätetään pois.
carry-reasons = Perustele lauseella se, mitä muutetaan tai jätetään pois. Perustella saa senkin, mikä pidetään.
carry-objective = Tavoite: { $objective }
carry-verdict-objective = Tavoite
carry-verdict = Avaintulos
carry-keep-whole = Pidetään: jatkuu sellaisenaan
carry-change-whole = Muutetaan: jatkuu toisessa muodossa
carry-drop-whole = Jätetään pois avaintuloksineen
carry-keep-part = Pidetään
carry-change-part = Muutetaan
carry-drop-part = Jätetään pois
carry-scored = Pisteet { $score }, { $fit }.
carry-reason = Miksi?
carry-more = Uusi nimi
carry-new-title = Miten se muotoillaan jatkossa?
carry-title-hint = Vain muutettaville; tyhjänä nimi säilyy. Mittari ja tavoitetaso muutetaan taulukossa.
carry-missing = Valitse, pidetäänkö, muutetaanko vai jätetäänkö pois.
carry-dropped-with = Tavoite jätetään pois, ja sen avaintulokset samalla. Pidä tavoite tai jätä tämäkin pois.
carry-nothing-left = Kaikki avaintulokset jätetään pois, joten mikään ei mittaisi tavoitetta. Valitse ”Muutetaan”, jos se saa uudet avaintulokset, muuten jätä se pois.
carry-reason-missing = Perustele yhdellä lauseella.
carry-reason-long = Kirjoita enintään { $most } merkillä.
carry-title-long = Nimessä voi olla enintään { $most } merkkiä.
carry-unknown = En löydä tätä tavoitetta arvioinnista.
carry-submit = Tallenna
carry-done = Ratkaistu: { $objective }
carry-said-keep = Pidetään: { $goal }
carry-said-change = Muutetaan: { $goal }
carry-said-drop = Jätetään pois: { $goal }

publish-preview = { $unit }: tämä julkaistaan jaksosta { $cycle }
publish-missing = Vielä puuttuu
publish-unscored = { $count ->
    [one] Yhdellä avaintuloksella ei ole pisteitä: { $names }.
   *[other] { $count } avaintuloksella ei ole pisteitä: { $names }.
}
publish-undecided = { $count ->
    [one] Yhden tavoitteen tai sen avaintulosten jatko on auki: { $names }.
   *[other] { $count } tavoitteen tai niiden avaintulosten jatko on auki: { $names }.
}
publish-not-yet = Arviointia ei voi vielä julkaista.
publish-then = Mitä julkaistaessa tapahtuu
publish-told = Yhteenveto lähetetään: { $names }.
publish-told-nobody = Yksiköllä { $unit } ei ole johtamisfoorumia eikä jäseniä: yhteenvetoa ei lähetetä kenellekään, mutta kuka tahansa voi lukea sen komennolla /okr retro.
publish-told-above = Lyhyt muoto lähetetään ylemmälle tasolle: { $names }.
publish-more-names = { $count ->
    [one] vielä yksi
   *[other] vielä { $count } muuta
}
publish-closes = Jakso { $cycle } päätetään: siihen ei oteta enää vastauksia.
publish-begins = { $count ->
    [0] Jakso { $cycle } alkaa suunnittelusta, eikä siihen siirry tavoitteita tältä jaksolta.
    [one] Jakso { $cycle } alkaa suunnittelusta, ja siihen siirtyy yksi tavoite tältä jaksolta.
   *[other] Jakso { $cycle } alkaa suunnittelusta, ja siihen siirtyy { $count } tavoitetta ja avaintulosta tältä jaksolta.
}
publish-runs = { $count ->
    [0] Jakso { $cycle } on jo käynnissä, eikä siihen siirry tavoitteita tältä jaksolta.
    [one] Jakso { $cycle } on jo käynnissä, ja siihen siirtyy yksi tavoite tältä jaksolta.
   *[other] Jakso { $cycle } on jo käynnissä, ja siihen siirtyy { $count } tavoitetta ja avaintulosta tältä jaksolta.
}
publish-goes-on = Jaksolla { $cycle } on jo tavoitteita, jotka tässä jätetään pois, ja ne pysyvät siellä: { $names }.
publish-many-objectives = { $count } tavoitetta on enemmän kuin menetelmä suosittaa: enintään viisi.
publish-key-results = { $count ->
    [0] Tavoitteella ”{ $objective }” ei ole avaintuloksia seuraavalla jaksolla; suositus on kahdesta viiteen.
    [one] Tavoitteella ”{ $objective }” on yksi avaintulos seuraavalla jaksolla; suositus on kahdesta viiteen.
   *[other] Tavoitteella ”{ $objective }” on { $count } avaintulosta seuraavalla jaksolla; suositus on kahdesta viiteen.
}
publish-do = Julkaise
publish-done = { $unit }: jakson { $cycle } arviointi on julkaistu
publish-open = Avaa jakso { $cycle }, kun sen tavoitteet ovat kunnossa.
publish-open-now = Jakso { $cycle } on jo alkanut. Ennen kuin se avataan, sen tavoitteista ei kysytä keneltäkään.
publish-read = Lue yhteenveto
publish-cycle = Toteutusjaksoihin
cycle-by-retro = arviointi julkaistiin

summary-title = { $unit }: jakson { $cycle } arviointi
summary-title-corrected = { $unit }: jakson { $cycle } arviointi (korjattu)
summary-corrected = Korjattu: tämä korvaa aiemmin julkaistun.
summary-headline = { $count ->
    [0] { $unit }, { $cycle }: pisteet keskimäärin { $score }, ei muutoksia
    [one] { $unit }, { $cycle }: pisteet keskimäärin { $score }, yksi muutos
   *[other] { $unit }, { $cycle }: pisteet keskimäärin { $score }, { $count } muutosta
}
summary-headline-plain = { $count ->
    [0] { $unit }, { $cycle }: ei muutoksia
    [one] { $unit }, { $cycle }: yksi muutos
   *[other] { $unit }, { $cycle }: { $count } muutosta
}
summary-lead = { $count ->
    [one] Yhden avaintuloksen pisteet ovat { $score } (asteikko 0–1).
   *[other] { $count } avaintuloksen pisteet ovat keskimäärin { $score } (asteikko 0–1).
}
summary-lead-plain = Avaintuloksia ei pisteytetty.
summary-changes = Mikä muuttuu jaksosta { $cycle } alkaen
summary-nothing-changes = Tällä kertaa ei ole muutettavaa.
summary-change = { $text } – { $owner }, ensimmäinen tarkastelu { $day }
summary-short-change = Jaksosta { $cycle } alkaen: { $change }
summary-goals = Miten tavoitteille kävi
summary-key-results = { $count ->
    [one] Yksi avaintulos
   *[other] Kaikki { $count } avaintulosta
}
summary-objective = { $title }: { $score }
summary-result = { $title }: { $score }, { $fit } ({ $final })
summary-final = { $value } · tavoitetaso { $aim }
summary-aim = tavoitetaso { $aim }
summary-score = Pisteet
summary-unscored = ei vielä pisteitä
summary-allowed = Vajaaksi jääminen on sallittua: pisteet kertovat, mitä tavoite opetti, eivät siitä, miten hyvä joku on.
summary-fits = Miten tavoitteet oli asetettu: { $fits }.
summary-fit-good = hyvin asetettu
summary-fit-too-easy = liian helppo
summary-fit-too-hard = liian vaikea
summary-fit-wrong-measure = mittasi väärää asiaa
summary-fit-depended = riippui muista
summary-fit-count-good = { $count } hyvin asetettu
summary-fit-count-too-easy = { $count } liian helppo
summary-fit-count-too-hard = { $count } liian vaikea
summary-fit-count-wrong-measure = { $count } mittasi väärää asiaa
summary-fit-count-depended = { $count } riippui muista
summary-themes = Teemat
summary-theme = { $count ->
    [0] { $theme }
    [one] { $theme } – yksi ääni
   *[other] { $theme } – { $count } ääntä
}
summary-top-theme = { $count ->
    [one] Eniten mielessä: { $theme } (yksi ääni)
   *[other] Eniten mielessä: { $theme } ({ $count } ääntä)
}
summary-notes = { $count ->
    [one] Mitä sanottiin: yksi huomio
   *[other] Mitä sanottiin: { $count } huomiota
}
summary-no-theme = Ilman teemaa
summary-note-well = Onnistui: { $text }
summary-note-not-well = Ei onnistunut: { $text }
summary-note-change = Muutettavaa: { $text }
summary-note-by = { $note } ({ $author })
summary-more-notes = { $count ->
    [one] Yksi huomio ei näy tässä.
   *[other] { $count } muuta huomiota ei näy tässä.
}
summary-all-notes = Lue kaikki huomiot
summary-notes-title = { $unit }, { $cycle }: mitä sanottiin
summary-no-notes = Luettavia huomioita ei ole.
summary-next-notes = { $count ->
    [one] Vielä yksi
   *[other] Vielä { $count } muuta
}
summary-goes-on = Mitä tavoitteille tapahtuu
summary-goes-keep = Pidetään
summary-goes-change = Muutetaan
summary-goes-drop = Jätetään pois
summary-renamed = { $was } → { $new }
summary-because = { $goal } – { $reason }
summary-whole = Lue koko arviointi

document-title = Asiakirjana:
document-unit = Yksikkö
document-cycle = Toteutusjakso
document-of = { $name } ({ $span })
document-span = { $first } – { $last }
document-day = { $day }
document-published = Julkaistu
document-wrote = Huomiot
document-wrote-named = { $count ->
    [one] yksi jäsen kirjoitti omalla nimellään
   *[other] { $count } jäsentä kirjoitti omalla nimellään
}
document-wrote-anonymous = { $count ->
    [one] yksi jäsen kirjoitti nimettömänä
   *[other] { $count } jäsentä kirjoitti nimettömänä
}
document-goal = Avaintulos
document-final = Lopullinen arvo
document-score = Pisteet
document-fit = Miten asetettu
document-why = Miksi

command-retros = katso yksikön ja kaikkien sen alla olevien arvioinnit
retros-title = { $unit }: arvioinnit
retros-lead = { $begun ->
    [0] Arvioinneista julkaistu: { $published }/{ $all }.
   *[other] Arvioinneista julkaistu: { $published }/{ $all }, kesken: { $begun }.
}
retros-none = Yhdelläkään yksiköllä ei ole täällä vielä jaksoa takanaan, joten arvioitavaa ei ole.
retros-score = Pisteet keskimäärin
retros-score-value = { $count ->
    [one] { $score } (yksi avaintulos)
   *[other] { $score } ({ $count } avaintulosta)
}
retros-fits = Miten tavoitteet oli asetettu
retros-changes = Sovittuja muutoksia
retros-changes-value = { $count ->
    [one] yksi, tehty { $done }, tekeillä { $way }
   *[other] { $count }, tehty { $done }, tekeillä { $way }
}
retros-themes = Teemat
retros-theme = { $count ->
    [0] { $theme } – { $unit }
    [one] { $theme } – { $unit }, yksi ääni
   *[other] { $theme } – { $unit }, { $count } ääntä
}
retros-more-themes = { $count ->
    [one] Vielä yksi teema
   *[other] Vielä { $count } muuta teemaa
}
retros-left-out = { $count ->
    [one] Vielä yksi on oman yksikkönsä arvioinnissa.
   *[other] Vielä { $count } muuta on omien yksiköidensä arvioinneissa.
}
retros-units = Yksiköittäin
retros-unit = Yksikkö
retros-state = Arvioinnit
retros-published = julkaistu
retros-under-way = kesken
retros-not-begun = ei aloitettu
retros-counted = { $published }/{ $all } julkaistu
retros-more-units = { $count ->
    [one] Yksi yksikkö ei näy tässä; kysy sitä nimellä.
   *[other] { $count } yksikköä ei näy tässä; kysy niitä nimellä.
}
retros-notes-private = Nimettömät huomiot jäävät tiimeihin: tässä ovat vain teemat ja pisteet.
