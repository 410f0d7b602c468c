# Utvärderingens anteckningar, teman och röster.

notes-named = med namn
notes-anonymous = utan namn
notes-manner-named = Med namn: vid varje anteckning syns vem som har skrivit den, för alla i organisationen när skrivandet är avslutat.
notes-manner-anonymous = Utan namn: ingen får veta vem som har skrivit vad, och Rytmi sparar det inte. Anteckningarna blandas och visas tillsammans, först när minst { $fewest } har skrivit. Det som har skickats kan inte ändras eller tas tillbaka.
notes-manner-title = Med eller utan namn?
notes-manner-intro = Bestäm det innan någon skriver. Det kan inte ändras efteråt, och det står i formuläret.
notes-manner-group = Teamets anteckningar
notes-manner-field = Ska namnen synas vid anteckningarna?
notes-manner-submit = Bestäm och be medlemmarna skriva
notes-option-named = Med namn
notes-option-anonymous = Utan namn
notes-too-few-members = För anteckningar utan namn krävs minst { $fewest } medlemmar, annars går det att gissa vem som har skrivit. Den här enheten har { $count }.
notes-manner-decided = Det är redan bestämt: anteckningarna skrivs { $manner }. Det gäller under hela utvärderingen.
notes-manner-done = { $count ->
    [one] Anteckningarna skrivs { $manner }. En medlem blir ombedd att skriva.
   *[other] Anteckningarna skrivs { $manner }. { $count } medlemmar blir ombedda att skriva.
}
notes-away = { $count ->
    [one] En medlem är borta och tillfrågas inte, men kan delta ändå om den vill.
   *[other] { $count } medlemmar är borta och tillfrågas inte, men kan delta ändå om de vill.
}

notes-call-title = { $unit } utvärderar { $cycle }: vad tycker du?
notes-nudge-title = { $unit } utvärderar { $cycle }: du hinner fortfarande skriva
notes-call = Vad gick bra, vad gick mindre bra, vad borde ändras? Några rader räcker. Facilitator: { $facilitator }.
notes-call-why = Du tillfrågas eftersom du hör till { $unit }. Det är frivilligt att delta.
notes-write = Skriv
notes-write-more = Skriv mer

notes-form-title = { $unit }: utvärdering av { $cycle }
notes-form-intro = En tanke per rad. Det är tillåtet att misslyckas: det är av det vi lär oss.
notes-form-group = Dina tankar
notes-form-submit = Skicka
notes-field-well = Vad gick bra
notes-field-not-well = Vad gick mindre bra
notes-field-change = Vad vi ändrar från och med nästa period
notes-hint = En tanke per rad, högst { $most } rader med { $longest } tecken i varje fält.
notes-adds = Du har skrivit tidigare. Det du skickar nu läggs till.
notes-mine-well = Du skrev (gick bra): { $text }
notes-mine-not-well = Du skrev (gick mindre bra): { $text }
notes-mine-change = Du skrev (ändring): { $text }
notes-empty = Skriv minst en tanke, i vilket fält du vill.
notes-too-many = { $count } rader är för många: behåll de { $most } viktigaste.
notes-too-long = Rad { $number } har { $count } tecken. Korta den till { $longest } eller dela den på två rader.
notes-thanks = Tack, dina anteckningar är sparade.
notes-written = { $done } av { $of } har skrivit.
notes-once = Ett formulär kan skickas en gång. Öppna ett nytt om du vill lägga till något.
notes-not-yet = Skrivandet har inte börjat ännu. Du får ett meddelande när det börjar.
notes-over = Skrivandet är avslutat.

notes-no-retro = Jag hittar inte den utvärderingen.
notes-not-yours = Det här kan bara göras av dem som leder eller faciliterar enheten eller en enhet ovanför.
notes-not-a-member = Bara medlemmar i { $unit } skriver och röstar.
notes-elsewhere = Utvärderingen är nu i det här skedet: { $step }. Knappen hör till ett annat.
notes-to-board = Till utvärderingen

notes-remind = Påminn
notes-reminded = De som inte har skrivit ännu får en påminnelse. Det sker en gång, och ingen får veta vilka de är.
notes-reminded-before = De har redan fått en påminnelse, och det räcker.
notes-all-wrote = Alla har skrivit. Du kan visa anteckningarna.
notes-reveal = Avsluta skrivandet och visa anteckningarna
notes-nobody = Ingen har skrivit ännu.
notes-too-few = { $count ->
    [one] Bara en har skrivit. Anteckningar utan namn visas från och med { $fewest } skribenter, annars går det att gissa vem som har skrivit.
   *[other] Bara { $count } har skrivit. Anteckningar utan namn visas från och med { $fewest } skribenter, annars går det att gissa vem som har skrivit.
}
notes-too-early = Du kan vänta, påminna en gång eller gå vidare utan anteckningarna.
notes-without = Gå vidare utan anteckningarna
notes-without-sure = Gå vidare utan anteckningarna? Allt som har skrivits raderas då, utan att någon har läst det.
notes-without-do = Radera anteckningarna och gå vidare
notes-can-be-shown = Tillräckligt många har skrivit, så inget behöver raderas. Visa anteckningarna.
notes-dropped = Anteckningarna är raderade, olästa. Härnäst kommer teamet överens om ändringar.
notes-revealed = { $count ->
    [one] Skrivandet är avslutat. Det finns en anteckning.
   *[other] Skrivandet är avslutat. Det finns { $count } anteckningar.
}
notes-reopen = Öppna skrivandet igen
notes-reopened = Nu går det att skriva igen.
notes-stay-shut = De här anteckningarna har inga namn och har redan visats. Om någon kunde lägga till nu skulle det synas vems de nya är. Därför är skrivandet stängt.

notes-see = Läs anteckningarna
notes-title = { $unit }: anteckningar om { $cycle }
notes-count = { $wrote ->
    [one] { $count ->
        [one] En anteckning från en person.
       *[other] { $count } anteckningar från en person.
    }
   *[other] { $count ->
        [one] En anteckning från { $wrote } personer.
       *[other] { $count } anteckningar från { $wrote } personer.
    }
}
notes-shuffled = Skrivna utan namn. Ordningen säger ingenting om vem som har skrivit vad eller när.
notes-hidden = Anteckningarna visas tillsammans när skrivandet är avslutat.
notes-none = Den här utvärderingen har inga anteckningar.
notes-signs = + gick bra   − gick mindre bra   → ändring
notes-line-well = + { $note }
notes-line-not-well = − { $note }
notes-line-change = → { $note }
notes-by = { $text } ({ $who })
notes-other = Övrigt
notes-theme-empty = Ingen anteckning ännu.
notes-theme-dots = { $dots ->
    [one] { $theme } – en röst
   *[other] { $theme } – { $dots } röster
}

notes-group = Gruppera anteckningarna
notes-group-title = Temanas namn
notes-group-intro = { $proposed ->
    [0] Det finns { $count } anteckningar. Inget talande ord upprepas i dem, så namnen är dina att hitta på.
    [one] Det finns { $count } anteckningar. Ett tema föreslås, eftersom flera anteckningar har ett ord gemensamt. Byt namn på det som du vill och lägg till fler.
   *[other] Det finns { $count } anteckningar. { $proposed } teman föreslås, eftersom anteckningarna har ord gemensamt. Byt namn på dem som du vill och lägg till fler.
}
notes-group-again = Det finns { $count } anteckningar och { $proposed } teman. Byt namn på dem som du vill och lägg till fler.
notes-group-clear = Om du tömmer ett namn hamnar dess anteckningar under ”Övrigt”. Efter det kan du flytta enskilda anteckningar.
notes-group-names = Teman
notes-group-submit = Gruppera
notes-theme-name = Tema { $number }
notes-theme-long = Korta namnet till { $longest } tecken, så att det får plats där man röstar.
notes-theme-twice = Ett annat tema har redan det namnet.
notes-theme-none = Ge namn åt minst ett tema.
notes-grouped = { $count ->
    [one] Det finns ett tema.
   *[other] Det finns { $count } teman.
}
notes-theme-count = { $count ->
    [0] { $theme }: ingen anteckning ännu
    [one] { $theme }: en anteckning
   *[other] { $theme }: { $count } anteckningar
}
notes-other-count = { $count ->
    [one] Övrigt: en anteckning
   *[other] Övrigt: { $count } anteckningar
}
notes-names = Temanas namn
notes-move-well = Flytta: gick bra ({ $count })
notes-move-not-well = Flytta: gick mindre bra ({ $count })
notes-move-change = Flytta: ändring ({ $count })
notes-no-themes = Det finns inga teman ännu. Ge dem namn först.
notes-sort-intro = { $count ->
    [one] Välj tema för anteckningen. Lämnas det tomt hamnar den under ”Övrigt”.
   *[other] Välj tema för varje anteckning. Det som lämnas tomt hamnar under ”Övrigt”.
}
notes-sort-group = Anteckningar
notes-sort-submit = Flytta
notes-agree = Kom överens om ändringar

vote-open = Låt medlemmarna rösta
vote-opened = { $count ->
    [one] Röstningen är öppen. En medlem tillfrågas.
   *[other] Röstningen är öppen. { $count } medlemmar tillfrågas.
}
vote-too-few-themes = Med färre än { $fewest } teman som har anteckningar finns det inget att välja mellan. Ge namn åt fler teman eller gå vidare utan omröstning.
vote-without = Gå vidare utan omröstning
vote-call-title = { $unit } utvärderar { $cycle }: vad är viktigast?
vote-call = Anteckningarna gav { $count } teman. Ge { $dots } röster åt det som teamet borde ta itu med.
vote-write = Rösta
vote-again = Ändra mina röster
vote-title = { $unit }: röster om { $cycle }
vote-intro = Du har { $dots } röster. Alla får gå till samma tema, och du behöver inte använda alla.
vote-secret = Ingen ser vems rösterna är. Summorna visas när röstningen är avslutad.
vote-group = Dina röster
vote-dot = Röst { $number }
vote-submit = Lämna rösterna
vote-none = Ge minst en röst.
vote-thanks = Tack, dina röster är sparade.
vote-turnout = { $done } av { $of } har röstat.
vote-replaces = Tills röstningen avslutas kan du rösta om: de nya rösterna ersätter de tidigare.
vote-not-yet = Röstningen har inte börjat ännu. Du får ett meddelande när den börjar.
vote-over = Röstningen är avslutad.
vote-closed = { $done } av { $of } har röstat. Röstningen är avslutad.
vote-line = { $dots ->
    [one] { $theme } – en röst
   *[other] { $theme } – { $dots } röster
}
