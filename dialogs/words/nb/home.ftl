# Den egne siden: uken, nøkkelresultatene, enheten og innstillingene.

home-title = Uke { $week }: nøkkelresultatene dine
home-away = Du er borte { $days }, så du får ingen spørsmål.
home-away-deputy = Du er borte { $days }, så du får ingen spørsmål. { $deputy } får dem i stedet.
home-back = Jeg er tilbake
home-open = { $count ->
    [one] Ett nøkkelresultat venter på svaret ditt.
   *[other] { $count } nøkkelresultater venter på svaret ditt.
}
home-not-asked = Denne uken blir du ikke spurt om noe. Du kan likevel svare når du vil.
home-free = Akkurat nå blir du ikke spurt om noe. Du kan likevel svare når du vil.
home-done = Uke { $week } er besvart. Takk!
home-answered = Besvart denne uken
home-answered-value = { $answered } av { $all }
home-until = I tide til og med
home-day = { $day }
home-late = { $count ->
    [one] Ett nøkkelresultat fra uke { $week } står fortsatt åpent. Svaret teller til og med { $day } og merkes som sent.
   *[other] { $count } nøkkelresultater fra uke { $week } står fortsatt åpne. Svarene teller til og med { $day } og merkes som sene.
}
home-answer-late = Svar for uke { $week }
home-no-unit = Du hører ikke til noen enhet ennå. Be teamets fasilitator eller leder om å legge deg til.
home-not-yours = Akkurat nå svarer du ikke for noen nøkkelresultater. Slik går det med teamet ditt.
home-empty = { $unit } har ingen nøkkelresultater i inneværende periode ennå.
home-carers = { $unit } følges opp av { $people }.
home-key-results = Nøkkelresultater
home-objective = { $title } – { $unit }
home-more-key-results = { $count ->
    [one] Ett nøkkelresultat til vises under enhetens status.
   *[other] { $count } nøkkelresultater til vises under enhetenes status.
}
home-unit = { $unit } i organisasjonen
home-line = { $unit }: { $counts }
home-line-confidence = { $unit }: { $counts } · konfidens { $confidence }
home-more-units = { $count ->
    [one] Én enhet til vises i overblikket over hele organisasjonen.
   *[other] { $count } enheter til vises i overblikket over hele organisasjonen.
}
home-status = Vis status
home-tree = Hele organisasjonen
home-forums = Det du har ansvar for
home-meetings = Møter: { $forum }
home-coming = Dette kommer
home-coming-question = { $at }: ukens spørsmål
home-coming-roll-up = { $at }: oppsummering til { $forum }
home-settings = Innstillingene dine
home-language = Språk
home-reminders = Påminnelser
home-reminders-on = på
home-reminders-off = av
home-absence = Fravær
home-no-absence = ingen dager oppgitt
home-give-days = Oppgi fravær
home-change-language = Bytt språk
home-why = Hvorfor får jeg meldinger?
home-help = Hva kan Rytmi gjøre?

command-home = Uken din, nøkkelresultatene dine og innstillingene dine på én side
