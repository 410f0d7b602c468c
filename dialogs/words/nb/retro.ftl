# Evaluering av en periode: invitasjonen, oversikten, fakta, poeng og hvem som leder.

retro-title = { $units }: perioden slutter { $day }
retro-lead = Den siste dagen i perioden er { $day }. Avtal nå når dere ser tilbake på den sammen. De siste verdiene kan gis i to uker til etter det.
retro-units = { $count } enheter
retro-well = Hva gikk bra?
retro-not-well = Hva gikk ikke bra?
retro-change = Hva endrer vi fra og med neste periode?
retro-call-missing = Dette mangler
retro-call-none = Ingenting mangler: hvert nøkkelresultat har et ferskt svar.
retro-call-answers = { $count ->
    [one] ett nøkkelresultat uten ferskt svar
   *[other] { $count } nøkkelresultater uten ferskt svar
}
retro-call-news = { $count ->
    [one] én endring fra forrige evaluering som ingen har hørt noe om
   *[other] { $count } endringer fra forrige evaluering som ingen har hørt noe om
}
retro-call-begun = evalueringen er i gang ({ $step })
retro-call-unit = { $unit }: { $missing }
retro-call-ready = ingenting mangler

retro-board-title = { $unit }: evaluering av { $cycle }
retro-board-summary = { $title } – nå: { $step }
retro-which = Flere enheter heter noe slikt. Hvilken mener du?
retro-unknown = Jeg kjenner ikke enheten «{ $asked }».
retro-gone = Denne evalueringen finnes ikke lenger. Skriv /okr retro for å se den for enheten din.
retro-none = Du hører ikke til noen enhet ennå. Skriv /okr retro og navnet på en enhet for å se evalueringen der.
retro-no-cycle = { $unit } har ikke hatt noen periode med mål ennå, så det er ingenting å evaluere.
retro-hint = /okr retro og navnet på en enhet viser evalueringen der: før den begynner, mens den pågår, og hva den førte til.

retro-invite-lead = Evalueringen gjelder tiden { $first } – { $last }. Den begynner med fakta og ender i noen få endringer som gjelder fra og med neste periode.
retro-invite-early = Perioden varer til og med { $day }. Dere kan begynne før; verdier som kommer senere, teller likevel.
retro-invite-way = Slik foregår det
retro-way-1 = Dere ser på fakta sammen: hvor langt hvert nøkkelresultat kom, hva som sto i veien, og hva det ble av endringene fra sist.
retro-way-2 = Dere gir poeng til hvert nøkkelresultat og sier hvorfor. Det er lov å ikke nå helt fram, men ikke å tie.
retro-way-3 = Alle skriver i fred og ro hva som gikk bra, hva som ikke gikk bra, og hva som bør endres: med eller uten navn.
retro-way-4 = Dere grupperer notatene, alle har tre stemmer, og dere blir enige om høyst tre endringer som hver har en ansvarlig.
retro-way-5 = Hvert mål beholdes, endres eller tas bort, og oppsummeringen går til kanalen deres.
retro-fact-objectives = Mål
retro-fact-before = Endringer fra sist
retro-number = { $count }
retro-who-runs = { $people } kan starte den.
retro-nobody-runs = Bare fasilitatorer og ledere leder en evaluering, og enheten har ingen ennå. De som drifter Rytmi, kan legge til noen.
retro-missing = Mangler ennå
retro-missing-answer = «{ $title }» har aldri fått svar
retro-missing-fresh = «{ $title }» har ikke noe ferskt svar; det siste er fra uke { $week }
retro-missing-news = Ingen har hørt noe om endringen «{ $change }»
retro-missing-more = Og { $count } til.

retro-stage-facts = Fakta
retro-stage-scoring = Poeng
retro-stage-collecting = Notater
retro-stage-grouping = Temaer
retro-stage-voting = Stemmer
retro-stage-agreeing = Endringer
retro-stage-carrying = Hva som går videre
retro-stage-published = Oppsummering
retro-step-done = ✓ { $step }
retro-step-done-with = ✓ { $step }: { $detail }
retro-step-open = ! { $step } (ikke ferdig)
retro-step-open-with = ! { $step } (ikke ferdig): { $detail }
retro-step-now = ▶ { $step } (nå)
retro-step-now-with = ▶ { $step } (nå): { $detail }
retro-step-to-come = ○ { $step }
retro-step-to-come-with = ○ { $step }: { $detail }
retro-step-left-out = – { $step } (hoppet over)
retro-detail-scored = { $done } av { $of } nøkkelresultater har fått poeng
retro-detail-named = med navn
retro-detail-anonymous = uten navn
retro-detail-wrote = { $count ->
    [one] én har skrevet
   *[other] { $count } har skrevet
} ({ $manner })
retro-detail-writing = { $done } av { $of } har skrevet ({ $manner })
retro-detail-themes = { $count ->
    [one] ett tema
   *[other] { $count } temaer
}
retro-detail-voted = { $done } av { $of } har stemt
retro-detail-dots = { $count ->
    [one] én stemme
   *[other] { $count } stemmer
}
retro-detail-changes = { $count ->
    [one] én endring avtalt
   *[other] { $count } endringer avtalt
}
retro-detail-carried = { $done } av { $of } avgjort

retro-lead-facts = Se på fakta sammen før noen vurderer: hva tallene sier, og hva det ble av endringene fra sist.
retro-lead-scoring = Gi poeng for hva det ble av hvert nøkkelresultat, og si hvorfor med en setning. Tallene foreslår, dere bestemmer.
retro-lead-collecting-named = Alle skriver i fred og ro. Notatene vises samlet og med navn når skrivingen avsluttes.
retro-lead-collecting-anonymous = Alle skriver i fred og ro. Notatene vises samlet, i tilfeldig rekkefølge og uten navn når skrivingen avsluttes, men bare om minst fire har skrevet.
retro-lead-grouping = Samle notatene som handler om det samme, under ett tema.
retro-lead-voting = Alle har tre stemmer til det som er viktigst.
retro-lead-agreeing = Bli enige om høyst tre endringer. Hver av dem har en ansvarlig og en dag da dere først ser hvordan det går.
retro-lead-carrying = Si om hvert mål skal beholdes, endres eller tas bort. Ingenting går videre av seg selv.
retro-lead-published = Evalueringen er publisert.
retro-correcting = Denne evalueringen er publisert og holder på å bli rettet. Det som ble publisert, blir stående i kanalen til den publiseres på nytt.
retro-facilitated = { $person } leder denne evalueringen.
retro-more = Annet

retro-do-begin = Åpne evalueringen
retro-do-start = Start evalueringen
retro-do-board = Vis evalueringen
retro-do-facts = Se på fakta
retro-do-all-facts = Hele perioden
retro-do-go = Videre: { $step }
retro-do-back = Tilbake: { $step }
retro-do-score = Gi poeng: { $objective }
retro-do-scores = Vis poengene
retro-do-manner = Videre: Notater
retro-do-without-notes = Gå videre uten notater
retro-do-write = Skriv notatene mine
retro-do-write-more = Skriv mer
retro-do-remind = Send påminnelse til dem som ikke har skrevet
retro-do-reveal = Avslutt skrivingen og vis notatene
retro-do-group = Grupper notatene
retro-do-group-again = Endre temaene
retro-do-open-vote = Åpne avstemningen
retro-do-without-vote = Gå videre uten avstemning
retro-do-vote = Gi stemmene mine
retro-do-vote-again = Endre stemmene mine
retro-do-close-vote = Tell stemmene
retro-do-agree = Bli enige om endringer
retro-do-agree-again = Rediger endringene
retro-do-without-changes = Gå videre uten endringer
retro-do-carry = Avgjør: { $objective }
retro-do-carry-again = Avgjør på nytt: { $objective }
retro-do-preview = Se hva som blir publisert
retro-do-correct = Rett og publiser på nytt
retro-do-hand = Overlat den til noen andre
retro-do-hand-now = Overlat
retro-do-take-over = Ta over

retro-go-nothing = Ingen har begynt denne evalueringen ennå.
retro-go-closed = Perioden er lukket, så evalueringen står slik den ble publisert. Åpne perioden igjen først: /okr cycle.
retro-go-count = Noen har allerede stemt. Tell stemmene først, så ingen går tapt.
retro-go-manner = Bestem først om navnene skal vises.
retro-go-shown = De anonyme notatene er allerede vist. Nye ville skille seg ut, så det går ikke an å gå tilbake til skrivingen.
retro-go-reveal = Noen har allerede skrevet. Avslutt skrivingen først, så ingenting blir liggende ulest.
retro-go-no-notes = Det er ingen notater å gruppere.
retro-go-counted = Stemmene er talt, og ingen vet lenger hvem de kom fra. De ville gå tapt om dere gikk tilbake.
retro-go-vote = Åpne avstemningen først, så alle får vite om den.
retro-go-publish = Se på forhåndsvisningen først; du publiserer derfra.
retro-now-at = Evalueringen er nå her: { $step }. Slik ligger det an.
retro-not-published = Notater og poeng er bare for enhetens medlemmer til evalueringen er publisert. Da kan alle lese dem.
retro-begun-already = Evalueringen er allerede i gang. Slik ligger det an.
retro-closed = Perioden er lukket. Åpne den igjen først hvis dere vil evaluere den: /okr cycle.
retro-not-yours = { $people } kan lede denne evalueringen. Det du selv kan gjøre, står nedenfor.

retro-taken = Du leder nå denne evalueringen.
retro-taken-over = { $person } leder denne evalueringen fra nå av. Den er nå her: { $step }.
retro-handed = { $person } leder denne evalueringen fra nå av og har fått beskjed.
retro-handed-to-you = { $person } har overlatt denne evalueringen til deg. Den er nå her: { $step }. Ingenting går tapt: du fortsetter der dere er.
retro-hand-summary = { $title }: { $words }
retro-hand-title = Overlat evalueringen
retro-hand-lead = Alt blir som det er. Den som tar over, får beskjed med en gang.
retro-hand-who = Hvem leder fra nå av?
retro-hand-hint = Fasilitatorer og ledere i enheten og i enhetene over den.
retro-hand-nobody = Ingen andre kan lede denne evalueringen. De som drifter Rytmi, kan legge til en fasilitator.

retro-scores-title = { $unit }: poeng for { $cycle }
retro-scores-none = Ingenting har fått poeng ennå.
retro-scores-final = Til slutt { $value } · målnivå { $aim }
retro-score-title = Poeng: { $objective }
retro-score-submit = Lagre poengene
retro-score-intro = Sluttverdi og poeng er foreslått ut fra svarene i perioden. Endre som dere vil; begrunnelsen er deres egen.
retro-score-allowed = Poengene er ingen karakter. Å sikte høyt og ikke nå helt fram er lov, og lærer dere mer enn en trygg 1,0.
retro-score-proposed = Tallene sier: { $value }, målnivå { $aim }. Foreslått poeng: { $score }.
retro-score-unknown = Det kom aldri noe svar, så ingenting foreslås. Målnivå: { $aim }.
retro-score-by = { $person } ga poeng sist, { $at }. Målnivå: { $aim }.
retro-score-value = Sluttverdi
retro-score-value-scale = Sluttverdi ({ $scale })
retro-score-value-hint = La feltet stå tomt hvis den aldri ble kjent.
retro-score-score = Poeng 0,0–1,0
retro-score-hint = 1,0: nådd. 0,7: godt på vei. 0,0: ingen bevegelse.
retro-score-why = Hvorfor gikk det slik?
retro-score-why-hint = Én setning er nok.
retro-score-fit = Var det godt satt?
retro-score-needed = Gi poeng mellom 0,0 og 1,0.
retro-score-wrong = «{ $text }» er ikke poeng. Skriv et tall mellom 0,0 og 1,0, for eksempel 0,7.
retro-score-why-needed = Si med en setning hvorfor det gikk slik: neste gang er dere glade for den.
retro-score-fit-needed = Velg hvor godt det var satt.
retro-score-published = Evalueringen er publisert, og poengene står.
retro-score-nothing = Her er det ikke noe nøkkelresultat å gi poeng.
retro-score-done = Lagret: { $objective }.

retro-facts-title = Fakta – { $title }
retro-facts-before = Hva dere ble enige om sist
retro-facts-no-before = Ingen endringer var avtalt for denne perioden.
retro-facts-change = { $change } – { $person }: { $state }
retro-facts-news = { $number }. { $day }, { $person } ({ $state }): { $words }
retro-facts-goals = Hvordan det gikk
retro-facts-none = Her er det ingen nøkkelresultater.
retro-facts-allowed = Det er lov å ikke nå helt fram. Det som teller, er hva det forteller dere.
retro-facts-answered = Besvarte uker
retro-facts-answered-value = { $answered } av { $asked } spurte
retro-facts-obstacles = Hva som sto i veien
retro-facts-more = { $count ->
    [one] Ett nøkkelresultat til
   *[other] { $count } nøkkelresultater til
}
retro-facts-weeks = Spurte og ubesvarte uker
retro-facts-key-result = Nøkkelresultat
retro-facts-asked = Spurt
retro-facts-missed = Ubesvart
retro-facts-named = Hindringer
retro-facts-week = Uke { $week }
retro-facts-span = Uke { $first }–{ $last }
retro-facts-blocked = { $when }: «{ $words }»
retro-facts-blocked-help = { $when }: «{ $words }» – bedt om hjelp fra { $unit }
retro-facts-help = { $when }: bedt om hjelp fra { $unit }
retro-facts-of = { $title } – { $said }
retro-facts-curve = { $title }: uke for uke
retro-facts-silent = { $count ->
    [one] Uten svar i én av { $asked } uker
   *[other] Uten svar i { $count } av { $asked } uker
}: { $weeks }.
retro-facts-one = { $week }
retro-facts-several = { $first }–{ $last }

why-retro-write = Teamet ditt evaluerer perioden sin, og hvert medlem blir spurt én gang om hva som gikk bra, hva som ikke gikk bra, og hva som bør endres. Det er frivillig å delta.
why-retro-nudge = Dette er den eneste påminnelsen om å skrive til teamets evaluering. Den går bare til dem som ikke har skrevet ennå.
why-retro-vote = Teamets evaluering har kommet til avstemningen, og hvert medlem har tre stemmer til det som er viktigst.
why-retro-summary = Et team har evaluert perioden sin. Oppsummeringen går til kanalen der teamet møtes, eller til medlemmene hvis det ikke har noen. Den kommer én gang, og på nytt bare hvis den er rettet.
why-retro-short = Et team har evaluert perioden sin. Nivået over får en kort versjon av hva det førte til. Den kommer én gang, og på nytt bare hvis den er rettet.
why-retro-hand = En evaluering som du kan lede, har skiftet leder: den er din nå, eller så har noen tatt den over fra deg.
