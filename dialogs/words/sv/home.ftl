# Den egna sidan: veckan, nyckelresultaten, enheten och inställningarna.

home-title = Vecka { $week }: dina nyckelresultat
home-away = Du är borta { $days }, så du får inga frågor.
home-away-deputy = Du är borta { $days }, så du får inga frågor. { $deputy } får dem i stället.
home-back = Jag är tillbaka
home-open = { $count ->
    [one] Ett nyckelresultat väntar på ditt svar.
   *[other] { $count } nyckelresultat väntar på ditt svar.
}
home-not-asked = Den här veckan får du ingen fråga. Du kan ändå svara när du vill.
home-free = Just nu får du inga frågor. Du kan ändå svara när du vill.
home-done = Vecka { $week } är besvarad. Tack!
home-answered = Besvarat den här veckan
home-answered-value = { $answered } av { $all }
home-until = I tid till och med
home-day = { $day }
home-late = { $count ->
    [one] Ett nyckelresultat från vecka { $week } är fortfarande öppet. Svaret räknas till och med { $day } och märks som sent.
   *[other] { $count } nyckelresultat från vecka { $week } är fortfarande öppna. Svaren räknas till och med { $day } och märks som sena.
}
home-answer-late = Svara för vecka { $week }
home-no-unit = Du hör inte till någon enhet än. Be teamets facilitator eller chef att lägga till dig.
home-not-yours = Just nu svarar du inte för några nyckelresultat. Så här går det för ditt team.
home-empty = { $unit } har inga nyckelresultat under den pågående perioden än.
home-carers = { $unit } sköts av { $people }.
home-key-results = Nyckelresultat
home-objective = { $title } – { $unit }
home-more-key-results = { $count ->
    [one] Ett nyckelresultat till visas i enhetens läge.
   *[other] { $count } nyckelresultat till visas i enheternas läge.
}
home-unit = { $unit } i organisationen
home-line = { $unit }: { $counts }
home-line-confidence = { $unit }: { $counts } · tilltro { $confidence }
home-more-units = { $count ->
    [one] En enhet till visas i överblicken över hela organisationen.
   *[other] { $count } enheter till visas i överblicken över hela organisationen.
}
home-status = Visa läget
home-tree = Hela organisationen
home-forums = Det du ansvarar för
home-meetings = Möten: { $forum }
home-coming = Det här kommer härnäst
home-coming-question = { $at }: veckans fråga
home-coming-roll-up = { $at }: sammanställning till { $forum }
home-settings = Dina inställningar
home-language = Språk
home-reminders = Påminnelser
home-reminders-on = på
home-reminders-off = av
home-absence = Frånvaro
home-no-absence = inga dagar angivna
home-give-days = Ange frånvaro
home-change-language = Byt språk
home-why = Varför får jag meddelanden?
home-help = Vad kan Rytmi göra?

command-home = Din vecka, dina nyckelresultat och dina inställningar på en sida
