# Periodene til en enhet: hvordan de står, og hvordan de åpnes, avsluttes, lukkes og åpnes på nytt.

cycle-title = { $unit }: perioder
cycle-none = Enheten har ingen periode med mål ennå.
cycle-no-unit = Du hører ikke til noen enhet. /okr cycle og navnet på en enhet viser periodene til den enheten.
cycle-name = { $cycle } – { $phase }
cycle-phase-planning = planlegges
cycle-phase-active = pågår
cycle-phase-review = evalueres
cycle-phase-closed = lukket
cycle-days = { $start } – { $end }
cycle-days-waiting = { $start } – { $end }. Perioden venter på å bli åpnet; fram til da blir ingen spurt om målene.
cycle-days-coming = { $start } – { $end }. Perioden begynner av seg selv på sin første dag.
cycle-goal = { $title } ({ $results })
cycle-goal-continues = { $goal } – fortsetter fra en tidligere periode
cycle-goal-continues-from = { $goal } – fortsetter fra { $cycle }
cycle-goal-continues-as = { $goal } – fortsetter fra { $cycle }, der det het «{ $former }»
cycle-goals = Perioden har { $objectives } og { $results }.
cycle-goals-none = Det er ikke satt noen mål for perioden ennå.
cycle-objectives = { $count ->
    [one] ett mål
   *[other] { $count } mål
}
cycle-results = { $count ->
    [0] ingen nøkkelresultater
    [one] ett nøkkelresultat
   *[other] { $count } nøkkelresultater
}
cycle-goals-how = Målene kommer fra organisasjonens regneark eller fra evalueringen av forrige periode. De som drifter Rytmi her, leser inn regnearket.
cycle-lacks-fewer = Det er { $count } mål. Med høyst { $most } rekker man å fullføre det man begynner på.
cycle-lacks-bare = { $count ->
    [one] Ingen nøkkelresultater ennå, så ingen blir spurt om målet: { $goals }
   *[other] Ingen nøkkelresultater ennå, så ingen blir spurt om målene: { $goals }
}
cycle-lacks-few = Færre enn { $fewest } nøkkelresultater: { $goals }
cycle-lacks-many = Flere enn { $most } nøkkelresultater: { $goals }
cycle-lacks-how = Det kan rettes i organisasjonens regneark når som helst.
cycle-history = Periodens trinn ({ $count })
cycle-closed-ones = Lukkede perioder ({ $count })
cycle-turn = { $at }: { $phase } ({ $who })
cycle-turn-because = { $at }: { $phase } ({ $who }) – «{ $reason }»
cycle-refused = Periodene her åpnes og lukkes av { $people }.
cycle-refused-nobody = Periodene åpnes og lukkes av enhetens ledere, fasilitatorer og administratorer, og av dem i enhetene over. Ingen har en slik rolle ennå.
cycle-is = Perioden { $cycle }: { $phase }.
cycle-nothing-to-open = Ingen periode i { $unit } venter på å bli åpnet.
cycle-nothing-to-review = Ingen periode pågår i { $unit }.
cycle-nothing-to-close = { $unit } har ingen periode som kan lukkes.
cycle-nothing-to-reopen = { $unit } har ingen lukket periode.

button-cycle-open = Åpne perioden
button-cycle-resume = Fortsett å spørre
button-cycle-review = Slutt å spørre
button-cycle-close = Lukk perioden
button-cycle-close-other = Lukk { $cycle }
button-cycle-close-anyway = Lukk uten evaluering
button-cycle-reopen = Åpne perioden på nytt
button-cycle-show = Vis periodene
button-cycle-retro = Se tilbake på den

cycle-open-already = Perioden { $cycle } pågår allerede.
cycle-open-closed = Perioden { $cycle } er lukket. Den kan åpnes på nytt hvis noe må rettes.
cycle-open-over = Den siste dagen i perioden { $cycle } var { $day }, så ingen kan spørres om den lenger.
cycle-open-waits = Perioden { $cycle } er allerede åpnet og begynner { $day }.
cycle-open-rival = { $other } pågår til { $day }, og det pågår én periode av samme lengde om gangen. Lukk den først, og åpne så { $cycle }.
cycle-open-no-goals = { $unit } har ingen nøkkelresultater i { $cycle } ennå, så det er ingenting å spørre om.
cycle-opened = { $unit }: perioden { $cycle } er åpen. Spørsmålene kommer som vanlig.
cycle-opened-from = { $unit }: perioden { $cycle } er åpnet og begynner { $day }.

cycle-reason = Hvorfor
cycle-reason-hint = Én setning er nok. Alle i organisasjonen kan lese den blant periodens trinn.
cycle-reason-needed = Skriv hvorfor i én setning.
cycle-review-title = { $unit }: slutt å spørre i { $cycle }
cycle-review-lead = Ingen blir spurt mer om { $cycle }. Etter kalenderen er siste dag { $day }; fram til da går det an å fortsette å spørre.
cycle-review-reason = Hvorfor slutter den nå? (valgfritt)
cycle-review-done = { $unit }: { $cycle } evalueres. Ingen blir spurt mer om den.
cycle-review-values = De siste verdiene kan fortsatt gis. Nå er tiden inne til å se tilbake.
cycle-review-no-values = Innsjekker tas ikke imot lenger; sluttverdiene rettes i evalueringen.
cycle-close-title = { $unit }: lukk { $cycle }
cycle-close-lead = Når { $cycle } er lukket, tas ingenting mer imot. Alt som er sagt, kan fortsatt leses, og perioden kan åpnes på nytt.
cycle-close-planned = { $cycle } har ikke begynt. Når den er lukket, blir ingen spurt om målene.
cycle-close-missing = { $count ->
    [one] Sluttverdien for ett nøkkelresultat er ikke kjent: { $goals }. Slik blir det stående.
   *[other] Sluttverdiene for { $count } nøkkelresultater er ikke kjent: { $goals }. Slik blir det stående.
}
cycle-missing-more = { $count ->
    [one] ett til
   *[other] { $count } til
}
cycle-close-reason = Hvorfor lukkes den?
cycle-close-done = { $unit }: { $cycle } er lukket. Ingenting går tapt.
cycle-close-retro = { $unit } har ikke sett tilbake på { $cycle } ennå. Når evalueringen publiseres, lukkes perioden, og målene som fortsetter, tas med til den neste.
cycle-close-retro-open = Evalueringen av { $cycle } i { $unit } er ikke ferdig. Når den publiseres, lukkes perioden, og målene som fortsetter, tas med til den neste.
cycle-close-retro-why = Det er lov å mislykkes. Det som lukkes uten at noen ser tilbake, lærer ingen noe.
cycle-reopen-title = { $unit }: åpne { $cycle } på nytt
cycle-reopen-lead = { $cycle } går tilbake til evaluering, så noe kan rettes. Ingen blir spurt om den.
cycle-reopen-reason = Hva må rettes?
cycle-reopen-retro = Evalueringen åpnes også igjen, på siste trinn. Det som er publisert, kan leses til det publiseres på nytt.
cycle-reopen-done = { $unit }: { $cycle } er åpen for rettelser.

opening-title = { $units }: neste periode begynner { $day }
opening-lead = { $count ->
    [one] Målene er klare. Perioden begynner når du åpner den, men ikke før sin første dag.
   *[other] Målene er klare. Hver periode begynner når du åpner den, men ikke før sin første dag.
}
opening-unit = { $unit }: { $cycle }
opening-more = { $count ->
    [one] Én enhet til venter: /okr cycle og navnet på den.
   *[other] { $count } enheter til venter: /okr cycle og navnet på dem.
}
opening-otherwise = Så lenge ingen åpner perioden, blir ingen spurt om målene.
