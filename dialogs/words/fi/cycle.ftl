# Yksikön toteutusjaksot: missä vaiheessa ne ovat ja miten ne avataan, lopetetaan, päätetään ja avataan uudelleen.

cycle-title = { $unit }: toteutusjaksot
cycle-none = Tällä yksiköllä ei ole vielä toteutusjaksoa, jolle olisi asetettu tavoitteita.
cycle-no-unit = Et kuulu mihinkään yksikköön. Komento /okr cycle ja yksikön nimi näyttää sen yksikön toteutusjaksot.
cycle-name = { $cycle } – { $phase }
cycle-phase-planning = suunnitteilla
cycle-phase-active = käynnissä
cycle-phase-review = arvioitavana
cycle-phase-closed = päätetty
cycle-days = { $start } – { $end }
cycle-days-waiting = { $start } – { $end }. Jakso odottaa avaamista; siihen asti sen tavoitteista ei kysytä keneltäkään.
cycle-days-coming = { $start } – { $end }. Jakso alkaa itsestään ensimmäisenä päivänään.
cycle-goal = { $title } ({ $results })
cycle-goal-continues = { $goal } – jatkuu aiemmasta jaksosta
cycle-goal-continues-from = { $goal } – jatkuu jaksosta { $cycle }
cycle-goal-continues-as = { $goal } – jatkuu jaksosta { $cycle }, jossa sen nimi oli ”{ $former }”
cycle-goals = Jaksolla on { $objectives }, { $results }.
cycle-goals-none = Jaksolle ei ole vielä asetettu tavoitteita.
cycle-objectives = { $count ->
    [one] yksi tavoite
   *[other] { $count } tavoitetta
}
cycle-results = { $count ->
    [0] ei avaintuloksia
    [one] yksi avaintulos
   *[other] { $count } avaintulosta
}
cycle-goals-how = Tavoitteet tulevat organisaation taulukosta tai edellisen jakson arvioinnista. Taulukon lukevat sisään Rytmin ylläpitäjät.
cycle-lacks-fewer = Tavoitteita on { $count }. Kun niitä on enintään { $most }, aloitettu saadaan myös valmiiksi.
cycle-lacks-bare = { $count ->
    [one] Avaintuloksia ei vielä ole, joten tavoitteesta ei kysytä: { $goals }
   *[other] Avaintuloksia ei vielä ole, joten näistä tavoitteista ei kysytä: { $goals }
}
cycle-lacks-few = Alle { $fewest } avaintulosta: { $goals }
cycle-lacks-many = Yli { $most } avaintulosta: { $goals }
cycle-lacks-how = Tämän voi korjata organisaation taulukossa milloin tahansa.
cycle-history = Jakson vaiheet ({ $count })
cycle-closed-ones = Päätetyt jaksot ({ $count })
cycle-turn = { $at }: { $phase } ({ $who })
cycle-turn-because = { $at }: { $phase } ({ $who }) – ”{ $reason }”
cycle-refused = Tämän yksikön jaksot avaa ja päättää { $people }.
cycle-refused-nobody = Jaksot avaavat ja päättävät yksikön esihenkilöt, fasilitaattorit ja ylläpitäjät sekä ylempien yksiköiden vastaavat. Kenelläkään ei vielä ole tällaista roolia.
cycle-is = Toteutusjakson { $cycle } vaihe: { $phase }.
cycle-nothing-to-open = Mikään jakso ei odota avaamista (yksikkö: { $unit }).
cycle-nothing-to-review = Mikään jakso ei ole käynnissä (yksikkö: { $unit }).
cycle-nothing-to-close = Päätettäviä jaksoja ei ole (yksikkö: { $unit }).
cycle-nothing-to-reopen = Päätettyjä jaksoja ei ole (yksikkö: { $unit }).

button-cycle-open = Avaa jakso
button-cycle-resume = Jatka kyselyä
button-cycle-review = Lopeta kysely
button-cycle-close = Päätä jakso
button-cycle-close-other = Päätä { $cycle }
button-cycle-close-anyway = Päätä ilman arviointia
button-cycle-reopen = Avaa jakso uudelleen
button-cycle-show = Näytä jaksot
button-cycle-retro = Arvioi jakso

cycle-open-already = Toteutusjakso { $cycle } on jo käynnissä.
cycle-open-closed = Toteutusjakso { $cycle } on päätetty. Sen voi avata uudelleen, jos jotakin on korjattava.
cycle-open-over = Toteutusjakson { $cycle } viimeinen päivä oli { $day }, joten sen tavoitteista ei voi enää kysyä.
cycle-open-waits = Toteutusjakso { $cycle } on jo avattu ja alkaa { $day }.
cycle-open-rival = { $other } on käynnissä { $day } asti, ja samanpituisia jaksoja on käynnissä yksi kerrallaan. Päätä se ensin ja avaa sitten { $cycle }.
cycle-open-no-goals = Jaksolla { $cycle } ei ole vielä avaintuloksia, joten kysyttävää ei ole (yksikkö: { $unit }).
cycle-opened = { $unit }: toteutusjakso { $cycle } on avattu. Kysymykset tulevat tavalliseen tapaan.
cycle-opened-from = { $unit }: toteutusjakso { $cycle } on avattu ja alkaa { $day }.

cycle-reason = Perustelu
cycle-reason-hint = Yksi virke riittää. Kaikki organisaatiossa voivat lukea sen jakson vaiheista.
cycle-reason-needed = Kirjoita virke perusteluksi.
cycle-review-title = { $unit }: kyselyn lopettaminen, { $cycle }
cycle-review-lead = Jaksosta { $cycle } ei kysytä enää. Kalenterin mukaan sen viimeinen päivä on { $day }; siihen asti kyselyä voi vielä jatkaa.
cycle-review-reason = Miksi kysely päättyy nyt? (ei pakollinen)
cycle-review-done = { $unit }: { $cycle } on arvioitavana. Siitä ei enää kysytä.
cycle-review-values = Viimeiset arvot voi vielä antaa. Nyt on aika arvioida jaksoa yhdessä.
cycle-review-no-values = Tilannepäivityksiä ei enää oteta vastaan; lopulliset arvot korjataan arvioinnissa.
cycle-close-title = { $unit }: jakson { $cycle } päättäminen
cycle-close-lead = Kun { $cycle } on päätetty, siihen ei kirjata enää mitään. Kaikki sanottu jää luettavaksi, ja jakson voi avata uudelleen.
cycle-close-planned = { $cycle } ei ole alkanut. Kun se on päätetty, sen tavoitteista ei kysytä.
cycle-close-missing = { $count ->
    [one] Yhden avaintuloksen lopullista arvoa ei tiedetä: { $goals }. Se jää silleen.
   *[other] { $count } avaintuloksen lopullista arvoa ei tiedetä: { $goals }. Ne jäävät silleen.
}
cycle-missing-more = { $count ->
    [one] yksi muu
   *[other] { $count } muuta
}
cycle-close-reason = Miksi jakso päätetään?
cycle-close-done = { $unit }: { $cycle } on päätetty. Mitään ei katoa.
cycle-close-retro = Jaksoa { $cycle } ei ole vielä arvioitu (yksikkö: { $unit }). Arvioinnin julkaiseminen päättää jakson ja siirtää jatkuvat tavoitteet seuraavaan.
cycle-close-retro-open = Jakson { $cycle } arviointi on kesken (yksikkö: { $unit }). Sen julkaiseminen päättää jakson ja siirtää jatkuvat tavoitteet seuraavaan.
cycle-close-retro-why = Epäonnistuminen on sallittua. Arvioimatta päätetty jakso ei opeta kenellekään mitään.
cycle-reopen-title = { $unit }: jakson { $cycle } avaaminen uudelleen
cycle-reopen-lead = { $cycle } palaa arvioitavaksi, jotta siihen voi tehdä korjauksia. Siitä ei kysytä keneltäkään.
cycle-reopen-reason = Mitä on korjattava?
cycle-reopen-retro = Myös jakson arviointi avautuu viimeisestä vaiheestaan. Julkaistu yhteenveto on luettavissa, kunnes uusi julkaistaan.
cycle-reopen-done = { $unit }: { $cycle } on avoinna korjauksia varten.

opening-title = { $units }: seuraava toteutusjakso alkaa { $day }
opening-lead = { $count ->
    [one] Tavoitteet ovat valmiina. Jakso alkaa, kun avaat sen, kuitenkin aikaisintaan ensimmäisenä päivänään.
   *[other] Tavoitteet ovat valmiina. Kukin jakso alkaa, kun avaat sen, kuitenkin aikaisintaan ensimmäisenä päivänään.
}
opening-unit = { $unit }: { $cycle }
opening-more = { $count ->
    [one] Myös yksi muu yksikkö odottaa: /okr cycle ja yksikön nimi.
   *[other] Myös { $count } muuta yksikköä odottaa: /okr cycle ja yksikön nimi.
}
opening-otherwise = Ennen kuin jakso avataan, sen tavoitteista ei kysytä keneltäkään.
