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
digest-of = Tallene gjelder perioden som var i gang { $day }.
digest-of-unit = { $title } – { $unit }
digest-blocker = Hindring
digest-asks = { $count ->
    [one] Ett ønske om hjelp til dette nivået
   *[other] { $count } ønsker om hjelp til dette nivået
}
digest-ask = { $unit }: { $title } – «{ $blocker }»
digest-ask-plain = { $unit }: { $title }
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
