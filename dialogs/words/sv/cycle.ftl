# En enhets perioder: hur de står och hur de öppnas, avslutas, stängs och öppnas på nytt.

cycle-title = { $unit }: perioder
cycle-none = Enheten har ännu ingen period med mål.
cycle-no-unit = Du hör inte till någon enhet. /okr cycle och en enhets namn visar den enhetens perioder.
cycle-name = { $cycle } – { $phase }
cycle-phase-planning = planeras
cycle-phase-active = pågår
cycle-phase-review = utvärderas
cycle-phase-closed = stängd
cycle-days = { $start } – { $end }
cycle-days-waiting = { $start } – { $end }. Perioden väntar på att öppnas; fram till dess får ingen frågor om målen.
cycle-days-coming = { $start } – { $end }. Perioden börjar av sig själv på sin första dag.
cycle-goal = { $title } ({ $results })
cycle-goal-continues = { $goal } – fortsätter från en tidigare period
cycle-goal-continues-from = { $goal } – fortsätter från { $cycle }
cycle-goal-continues-as = { $goal } – fortsätter från { $cycle }, där det hette ”{ $former }”
cycle-goals = I perioden finns { $objectives } och { $results }.
cycle-goals-none = Inga mål har satts för perioden än.
cycle-objectives = { $count ->
    [one] ett mål
   *[other] { $count } mål
}
cycle-results = { $count ->
    [0] inga nyckelresultat
    [one] ett nyckelresultat
   *[other] { $count } nyckelresultat
}
cycle-goals-how = Målen kommer från organisationens kalkylblad eller från utvärderingen av den föregående perioden. De som driver Rytmi här läser in kalkylbladet.
cycle-lacks-fewer = Det är { $count } mål. Med högst { $most } hinner man slutföra det man påbörjar.
cycle-lacks-bare = { $count ->
    [one] Inga nyckelresultat än, så ingen får frågor om målet: { $goals }
   *[other] Inga nyckelresultat än, så ingen får frågor om målen: { $goals }
}
cycle-lacks-few = Färre än { $fewest } nyckelresultat: { $goals }
cycle-lacks-many = Fler än { $most } nyckelresultat: { $goals }
cycle-lacks-how = Det kan rättas i organisationens kalkylblad när som helst.
cycle-history = Periodens steg ({ $count })
cycle-closed-ones = Stängda perioder ({ $count })
cycle-turn = { $at }: { $phase } ({ $who })
cycle-turn-because = { $at }: { $phase } ({ $who }) – ”{ $reason }”
cycle-refused = Perioderna här öppnas och stängs av { $people }.
cycle-refused-nobody = Perioderna öppnas och stängs av enhetens chefer, facilitatorer och administratörer och av dem i enheterna ovanför. Ingen har en sådan roll än.
cycle-is = Perioden { $cycle }: { $phase }.
cycle-nothing-to-open = Ingen period i { $unit } väntar på att öppnas.
cycle-nothing-to-review = Ingen period pågår i { $unit }.
cycle-nothing-to-close = { $unit } har ingen period som kan stängas.
cycle-nothing-to-reopen = { $unit } har ingen stängd period.

button-cycle-open = Öppna perioden
button-cycle-resume = Fortsätt fråga
button-cycle-review = Sluta fråga
button-cycle-close = Stäng perioden
button-cycle-close-other = Stäng { $cycle }
button-cycle-close-anyway = Stäng utan utvärdering
button-cycle-reopen = Öppna perioden på nytt
button-cycle-show = Visa perioderna
button-cycle-retro = Se tillbaka på den

cycle-open-already = Perioden { $cycle } pågår redan.
cycle-open-closed = Perioden { $cycle } är stängd. Den kan öppnas på nytt om något måste rättas.
cycle-open-over = Periodens sista dag ({ $cycle }) var { $day }, så ingen kan få frågor om den längre.
cycle-open-waits = Perioden { $cycle } är redan öppnad och börjar { $day }.
cycle-open-rival = { $other } pågår till { $day }, och en period av samma längd pågår i taget. Stäng den först och öppna sedan { $cycle }.
cycle-open-no-goals = { $unit } har inga nyckelresultat i { $cycle } än, så det finns inget att fråga om.
cycle-opened = { $unit }: perioden { $cycle } är öppen. Frågorna kommer som vanligt.
cycle-opened-from = { $unit }: perioden { $cycle } är öppnad och börjar { $day }.

cycle-reason = Varför
cycle-reason-hint = En mening räcker. Alla i organisationen kan läsa den bland periodens steg.
cycle-reason-needed = Skriv varför i en mening.
cycle-review-title = { $unit }: sluta fråga i { $cycle }
cycle-review-lead = Ingen får fler frågor om { $cycle }. Enligt kalendern är sista dagen { $day }; fram till dess går det att fortsätta fråga.
cycle-review-reason = Varför slutar den nu? (frivilligt)
cycle-review-done = { $unit }: { $cycle } utvärderas. Ingen får fler frågor om den.
cycle-review-values = De sista värdena kan fortfarande ges. Nu är det dags att se tillbaka.
cycle-review-no-values = Avstämningar tas inte längre emot; slutvärdena rättas i utvärderingen.
cycle-close-title = { $unit }: stäng { $cycle }
cycle-close-lead = När { $cycle } är stängd tas inget mer emot. Allt som har sagts går att läsa, och perioden kan öppnas på nytt.
cycle-close-planned = { $cycle } har inte börjat. När den är stängd får ingen frågor om målen.
cycle-close-missing = { $count ->
    [one] Slutvärdet för ett nyckelresultat är inte känt: { $goals }. Det förblir så.
   *[other] Slutvärdena för { $count } nyckelresultat är inte kända: { $goals }. De förblir så.
}
cycle-missing-more = { $count ->
    [one] ett till
   *[other] { $count } till
}
cycle-close-reason = Varför stängs den?
cycle-close-done = { $unit }: { $cycle } är stängd. Ingenting går förlorat.
cycle-close-retro = { $unit } har inte sett tillbaka på { $cycle } än. När utvärderingen publiceras stängs perioden, och de mål som fortsätter tas med till nästa.
cycle-close-retro-open = Utvärderingen av { $cycle } i { $unit } är inte klar. När den publiceras stängs perioden, och de mål som fortsätter tas med till nästa.
cycle-close-retro-why = Det är tillåtet att misslyckas. Det som stängs utan att någon ser tillbaka lär ingen något.
cycle-reopen-title = { $unit }: öppna { $cycle } på nytt
cycle-reopen-lead = { $cycle } går tillbaka till utvärdering, så att något kan rättas. Ingen får frågor om den.
cycle-reopen-reason = Vad måste rättas?
cycle-reopen-retro = Även utvärderingen öppnas igen, i sitt sista steg. Det som har publicerats går att läsa tills det publiceras på nytt.
cycle-reopen-done = { $unit }: { $cycle } är öppen för rättelser.

opening-title = { $units }: nästa period börjar { $day }
opening-lead = { $count ->
    [one] Målen är klara. Perioden börjar när du öppnar den, men inte före sin första dag.
   *[other] Målen är klara. Varje period börjar när du öppnar den, men inte före sin första dag.
}
opening-unit = { $unit }: { $cycle }
opening-more = { $count ->
    [one] En enhet till väntar: /okr cycle och dess namn.
   *[other] { $count } enheter till väntar: /okr cycle och deras namn.
}
opening-otherwise = Så länge ingen öppnar perioden får ingen frågor om målen.
