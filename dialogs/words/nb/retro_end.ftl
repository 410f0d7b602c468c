# Hvordan en evaluering slutter: hva som endres, hva som fortsetter, hva som publiseres, og oversikten.

ending-none = Jeg finner ikke denne evalueringen. /okr retro viser hvor deres er.
ending-refused = Evalueringen for { $unit } ledes av { $people }.
ending-nobody-runs = Dette kan bare en fasilitator eller leder gjøre, og { $unit } har ingen av delene.
ending-elsewhere = Evalueringen er på et annet trinn nå: { $step }.
ending-board = Til evalueringen

agree-title = { $unit }: hva endrer vi?
agree-lead = Bli enige om høyst { $most } endringer som gjelder fra og med { $cycle }. Noen få endringer som blir noe av, er mer verdt enn mange som blir glemt.
agree-themes = Dette stemte dere på:
agree-change = Endring { $number }
agree-text = Hva gjør vi annerledes?
agree-text-hint = Noe man kan se at vi gjør, for eksempel «Vi går gjennom køen sammen hver mandag».
agree-text-missing = Skriv hva som endres, eller la hele endringen stå tom.
agree-text-long = Skriv høyst { $most } tegn.
agree-owner = Hvem sørger for det?
agree-owner-missing = Velg hvem som sørger for det: uten ansvarlig endrer ingenting seg.
agree-check = Når ser vi på den første gang?
agree-check-hint = En dag i neste periode. Står feltet tomt, blir det { $day }.
agree-check-outside = Velg en dag fra { $first } til { $last }.
agree-nothing = Eller ingenting
agree-none = Vi endrer ingenting denne gangen
agree-none-yes = Ja, ingenting å endre denne gangen
agree-none-hint = Bare hvis det ikke står noen endring over.
agree-empty = Skriv en endring, eller velg nederst at ingenting endres denne gangen.
agree-both = Det står endringer over. Fjern dette valget eller endringene.
agree-meanwhile = { $count ->
    [0] Noen andre har i mellomtiden fjernet alle endringene. Sender du skjemaet nå, gjelder det som står i det.
   *[other] Noen andre har i mellomtiden lagt inn dette: { $changes }. Sender du skjemaet nå, erstattes det av det som står i skjemaet.
}
agree-submit = Bli enige
agree-done = { $count ->
    [0] Ingenting endres fra og med { $cycle }
    [one] Én endring fra og med { $cycle }
   *[other] { $count } endringer fra og med { $cycle }
}
agree-asked = Den ansvarlige blir spurt hvordan det går, på den valgte dagen og midt i perioden. Endringene innleder også den første innsjekken i neste periode.

carry-title = Hva skjer med «{ $objective }»?
carry-lead = Ingenting blir med til { $cycle } av seg selv: hvert mål og nøkkelresultat beholdes, endres eller tas bort.
carry-reasons = Skriv en setning om hvorfor for det som endres eller tas bort. For det som beholdes, er den velkommen.
carry-objective = Mål: { $objective }
carry-verdict-objective = Målet
carry-verdict = Nøkkelresultatet
carry-keep-whole = Beholdes: det fortsetter
carry-change-whole = Endres: det fortsetter i en annen form
carry-drop-whole = Tas bort, med nøkkelresultatene sine
carry-keep-part = Beholdes
carry-change-part = Endres
carry-drop-part = Tas bort
carry-scored = Poeng { $score }, { $fit }.
carry-reason = Hvorfor?
carry-more = En ny tittel
carry-new-title = Hva heter det fra nå av?
carry-title-hint = Bare for det som endres; står feltet tomt, beholdes tittelen. Hva som måles, og målnivået endres i regnearket.
carry-missing = Velg om det beholdes, endres eller tas bort.
carry-dropped-with = Målet tas bort, og nøkkelresultatene med det. Behold målet, eller ta bort dette også.
carry-nothing-left = Alle nøkkelresultatene tas bort, så ingenting ville måle målet. Velg «Endres» hvis det får nye, eller ta det bort.
carry-reason-missing = Skriv hvorfor med en setning.
carry-reason-long = Skriv høyst { $most } tegn.
carry-title-long = En tittel har høyst { $most } tegn.
carry-unknown = Jeg finner ikke dette målet i evalueringen.
carry-submit = Lagre
carry-done = Avgjort: { $objective }
carry-said-keep = Beholdes: { $goal }
carry-said-change = Endres: { $goal }
carry-said-drop = Tas bort: { $goal }

publish-preview = { $unit }: dette publiseres om { $cycle }
publish-missing = Dette mangler
publish-unscored = { $count ->
    [one] Ett nøkkelresultat har ikke fått poeng: { $names }.
   *[other] { $count } nøkkelresultater har ikke fått poeng: { $names }.
}
publish-undecided = { $count ->
    [one] For ett mål er det åpent hva som skjer med det eller nøkkelresultatene: { $names }.
   *[other] For { $count } mål er det åpent hva som skjer med dem eller nøkkelresultatene: { $names }.
}
publish-not-yet = Evalueringen kan ikke publiseres ennå.
publish-then = Dette skjer ved publisering
publish-told = Oppsummeringen går til { $names }.
publish-told-nobody = { $unit } har verken ledermøte eller medlemmer: oppsummeringen sendes ikke til noen, men hvem som helst kan lese den med /okr retro.
publish-told-above = En kort versjon går til { $names } på nivået over.
publish-more-names = { $count ->
    [one] én til
   *[other] { $count } til
}
publish-closes = { $cycle } lukkes: det tas ikke imot flere svar for den.
publish-begins = { $count ->
    [0] { $cycle } begynner i planlegging, uten mål fra denne perioden.
    [one] { $cycle } begynner i planlegging, med ett mål fra denne perioden.
   *[other] { $cycle } begynner i planlegging, med { $count } mål og nøkkelresultater fra denne perioden.
}
publish-runs = { $count ->
    [0] { $cycle } er allerede i gang og får ingen mål fra denne perioden.
    [one] { $cycle } er allerede i gang og får ett mål fra denne perioden.
   *[other] { $cycle } er allerede i gang og får { $count } mål og nøkkelresultater fra denne perioden.
}
publish-goes-on = { $cycle } har allerede mål som tas bort her, og de blir stående der: { $names }.
publish-many-objectives = { $count } mål er flere enn metoden anbefaler: høyst fem.
publish-key-results = { $count ->
    [0] «{ $objective }» har ingen nøkkelresultater i neste periode; to til fem anbefales.
    [one] «{ $objective }» har ett nøkkelresultat i neste periode; to til fem anbefales.
   *[other] «{ $objective }» har { $count } nøkkelresultater i neste periode; to til fem anbefales.
}
publish-do = Publiser
publish-done = { $unit }: evalueringen av { $cycle } er publisert
publish-open = Åpne { $cycle } når målene er som de skal være.
publish-open-now = { $cycle } har allerede begynt. Så lenge ingen åpner perioden, blir ingen spurt om målene.
publish-read = Les oppsummeringen
publish-cycle = Til periodene
cycle-by-retro = evalueringen ble publisert

summary-title = { $unit }: evaluering av { $cycle }
summary-title-corrected = { $unit }: evaluering av { $cycle } (rettet)
summary-corrected = Rettet: denne erstatter det som ble publisert før.
summary-headline = { $count ->
    [0] { $unit }, { $cycle }: { $score } poeng i snitt, ingenting endres
    [one] { $unit }, { $cycle }: { $score } poeng i snitt, én endring
   *[other] { $unit }, { $cycle }: { $score } poeng i snitt, { $count } endringer
}
summary-headline-plain = { $count ->
    [0] { $unit }, { $cycle }: ingenting endres
    [one] { $unit }, { $cycle }: én endring
   *[other] { $unit }, { $cycle }: { $count } endringer
}
summary-lead = { $count ->
    [one] { $score } av 1 poeng for ett nøkkelresultat.
   *[other] { $score } av 1 poeng i snitt for { $count } nøkkelresultater.
}
summary-lead-plain = Ingen nøkkelresultater fikk poeng.
summary-changes = Dette endres fra og med { $cycle }
summary-nothing-changes = Ingenting å endre denne gangen.
summary-change = { $text } – { $owner }, første sjekk { $day }
summary-short-change = Fra og med { $cycle }: { $change }
summary-goals = Slik gikk det med målene
summary-key-results = { $count ->
    [one] Ett nøkkelresultat
   *[other] Alle { $count } nøkkelresultatene
}
summary-objective = { $title }: { $score }
summary-result = { $title }: { $score }, { $fit } ({ $final })
summary-final = { $value } · målnivå { $aim }
summary-aim = målnivå { $aim }
summary-score = Poeng
summary-unscored = ingen poeng ennå
summary-allowed = Det er lov å ikke nå helt fram: poengene sier hva målet lærte oss, og ikke hvor flink noen er.
summary-fits = Slik var målene satt: { $fits }.
summary-fit-good = godt valgt
summary-fit-too-easy = for lett
summary-fit-too-hard = for vanskelig
summary-fit-wrong-measure = målte feil ting
summary-fit-depended = avhang av andre
summary-fit-count-good = { $count ->
    [one] { $count } godt valgt
   *[other] { $count } godt valgte
}
summary-fit-count-too-easy = { $count ->
    [one] { $count } for lett
   *[other] { $count } for lette
}
summary-fit-count-too-hard = { $count ->
    [one] { $count } for vanskelig
   *[other] { $count } for vanskelige
}
summary-fit-count-wrong-measure = { $count } målte feil ting
summary-fit-count-depended = { $count } avhang av andre
summary-themes = Temaer
summary-theme = { $count ->
    [0] { $theme }
    [one] { $theme } – én stemme
   *[other] { $theme } – { $count } stemmer
}
summary-top-theme = { $count ->
    [one] Det som engasjerte mest: { $theme } (én stemme)
   *[other] Det som engasjerte mest: { $theme } ({ $count } stemmer)
}
summary-notes = { $count ->
    [one] Hva som ble sagt: ett notat
   *[other] Hva som ble sagt: { $count } notater
}
summary-no-theme = Uten tema
summary-note-well = Gikk bra: { $text }
summary-note-not-well = Gikk ikke bra: { $text }
summary-note-change = Å endre: { $text }
summary-note-by = { $note } ({ $author })
summary-more-notes = { $count ->
    [one] Ett notat til vises ikke her.
   *[other] { $count } notater til vises ikke her.
}
summary-all-notes = Les alle notatene
summary-notes-title = { $unit }, { $cycle }: hva som ble sagt
summary-no-notes = Det er ingen notater å lese.
summary-next-notes = { $count ->
    [one] Ett til
   *[other] { $count } til
}
summary-goes-on = Hva som skjer med målene
summary-goes-keep = Beholdes
summary-goes-change = Endres
summary-goes-drop = Tas bort
summary-renamed = { $was } → { $new }
summary-because = { $goal } – { $reason }
summary-whole = Les hele evalueringen

document-title = Som dokument:
document-unit = Enhet
document-cycle = Periode
document-of = { $name } ({ $span })
document-span = { $first } – { $last }
document-day = { $day }
document-published = Publisert
document-wrote = Notater
document-wrote-named = { $count ->
    [one] ett medlem skrev, med navn
   *[other] { $count } medlemmer skrev, med navn
}
document-wrote-anonymous = { $count ->
    [one] ett medlem skrev anonymt
   *[other] { $count } medlemmer skrev anonymt
}
document-goal = Nøkkelresultat
document-final = Sluttverdi
document-score = Poeng
document-fit = Hvordan det var satt
document-why = Hvorfor

command-retros = se evalueringene for en enhet og alle under den
retros-title = { $unit }: evalueringer
retros-lead = { $begun ->
    [0] Publiserte evalueringer: { $published } av { $all }.
   *[other] Publiserte evalueringer: { $published } av { $all }, i gang: { $begun }.
}
retros-none = Ingen enheter her har en periode bak seg ennå, så det er ingenting å se tilbake på.
retros-score = Poeng i snitt
retros-score-value = { $count ->
    [one] { $score } (ett nøkkelresultat)
   *[other] { $score } ({ $count } nøkkelresultater)
}
retros-fits = Hvordan målene var satt
retros-changes = Avtalte endringer
retros-changes-value = { $count ->
    [one] én, { $done } gjort, { $way } i gang
   *[other] { $count }, { $done } gjort, { $way } i gang
}
retros-themes = Temaer
retros-theme = { $count ->
    [0] { $theme } – { $unit }
    [one] { $theme } – { $unit }, én stemme
   *[other] { $theme } – { $unit }, { $count } stemmer
}
retros-more-themes = { $count ->
    [one] Ett tema til
   *[other] { $count } temaer til
}
retros-left-out = { $count ->
    [one] Ett til står i enhetens egen evaluering.
   *[other] { $count } til står i enhetenes egne evalueringer.
}
retros-units = Enhet for enhet
retros-unit = Enhet
retros-state = Evalueringer
retros-published = publisert
retros-under-way = i gang
retros-not-begun = ikke begynt
retros-counted = { $published } av { $all } publisert
retros-more-units = { $count ->
    [one] Én enhet til vises ikke her; spør etter den ved navn.
   *[other] { $count } enheter til vises ikke her; spør etter dem ved navn.
}
retros-notes-private = Anonyme notater blir i teamene: her er bare temaer og poeng.
