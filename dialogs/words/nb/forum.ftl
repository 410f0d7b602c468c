# Oppsummeringen til et ledermøte, og statusen som hvem som helst kan spørre om.

digest-title = { $unit }: slik står det til i uke { $week }
digest-summary = { $unit }, uke { $week }: { $counts }.
digest-problems = { $count ->
    [one] Ett nøkkelresultat trenger oppmerksomhet
   *[other] { $count } nøkkelresultater trenger oppmerksomhet
}
digest-no-problems = Ifølge de siste svarene er ingen nøkkelresultater i faresonen, og ingen ligger an til å bomme på målet.
digest-more-problems = { $count ->
    [one] Ett til
   *[other] { $count } til
}
digest-left-out = { $count ->
    [one] Ett til vises under sin egen enhet.
   *[other] { $count } til vises under sine egne enheter.
}
digest-meeting = Til møtet { $day }.
digest-of = Tallene gjelder perioden som var i gang { $day }.
digest-of-unit = { $title } – { $unit }
digest-blocker = Hindring
digest-asks = { $count ->
    [one] Ett ønske om hjelp til dette nivået
   *[other] { $count } ønsker om hjelp til dette nivået
}
digest-ask = { $unit }: { $title } – «{ $blocker }»
digest-ask-plain = { $unit }: { $title }
digest-more-asks = { $count ->
    [one] Ett ønske til vises under sin egen enhet.
   *[other] { $count } ønsker til vises under sine egne enheter.
}
digest-more-silent = { $count } til
digest-silence = { $count ->
    [one] Ikke noe ferskt svar fra { $units }.
   *[other] Ingen ferske svar fra { $units }.
}
digest-doubts = Verdt en prat
digest-comments = Fra svarene
digest-figures = Tallene
digest-own = { $unit }: nøkkelresultater
digest-questions = Fire spørsmål til møtet
question-tell = Hva forteller nøkkelresultatene oss?
question-change = Hva må endres for at de skal nås?
question-depend = Hvilke avhengigheter må løses?
question-support = Hvem må gi støtte?
digest-why = Oppsummeringen kommer hit for { $forum }, { $rule }, selv om ikke alle har svart.

status-title = { $unit }: status i uke { $week }
status-nothing = Her er det ingen åpne nøkkelresultater i inneværende periode.
status-which = «{ $asked }» passer på flere enheter. Hvilken mener du?
status-near = Jeg fant ingen enhet som heter «{ $asked }». Mente du en av disse?
status-unknown = Jeg fant ingen enhet som heter «{ $asked }».
status-hint = /okr status og navnet på en enhet viser den enheten; /okr tree viser alle.
tasks-title = Oppgaver
task-item = { $title } – { $state }
task-item-of = { $title } – { $person }, { $state }
task-open = åpen
task-due = innen { $day }
task-done = gjort
tasks-more = { $count ->
    [one] Én oppgave til
   *[other] { $count } oppgaver til
}
tree-title = { $organisation }, uke { $week }
tree-unit = Enhet
tree-kept = Enheter uten nøkkelresultater i inneværende periode vises med tallene for perioden som sluttet { $day }.
tree-left-out = { $count ->
    [one] Én enhet vises ikke her; spør etter den ved navn.
   *[other] { $count } enheter vises ikke her; spør etter dem ved navn.
}

meetings-title = { $forum }: møter
meetings-now = Oppsummeringen kommer { $rule }.
meetings-lead = Disse datoene erstatter de kommende møtene i kalenderen.
meetings-lead-new = Hittil har oppsummeringen fulgt en regel. Når du lagrer datoene, følger den møtene i stedet.
meetings-calendar = Kalenderen
meetings-days = Datoene for møtene
meetings-days-hint = Én på hver linje eller med komma imellom, for eksempel 24.11.2026.
meetings-before = Arbeidsdager fra oppsummering til møte
meetings-before-hint = 0 betyr samme dag som møtet.
meetings-before-wrong = Skriv et helt tall fra 0 til { $most }.
meetings-save = Lagre
meetings-done = { $forum }: fra nå av kommer oppsummeringen { $rule }.
meetings-empty = Skriv minst én dato.
meetings-past = { $day } har allerede vært. Bare kommende møter kan skrives inn.
meetings-too-many = Det er flere enn { $most } datoer. Skriv inn de nærmeste først.
meetings-which = Hvilket ledermøte mener du?
meetings-unknown = Jeg fant ikke noe ledermøte som heter «{ $asked }».
meetings-none = Det er ikke noe ledermøte der du har ansvar for kalenderen. /okr meetings og navnet på et ledermøte viser kalenderen dets.
meetings-refused = Kalenderen holdes av { $people }.
