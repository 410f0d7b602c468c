# Det Teams viser av appen Rytmi før noen har skrevet til den: beskrivelsen og kommandoene i menyen.

manifest-short = Holder OKR-ene i live: en kort innsjekk i uken, oppsummering til ledermøtene
manifest-full = Rytmi spør hvert team én gang i uken hvor langt nøkkelresultatene har kommet, og hvor sikre teamet er på å nå dem. Det tar under et minutt å svare. Rytmi minner på det én gang og spør aldri den som er borte. Oppsummeringer legger Rytmi i kanalene til ledermøtene, i takt med møtene. Rytmi leser ingen kanaler, bare det som skrives til Rytmi, og meldinger der Rytmi blir nevnt.

word-checkin = innsjekk
word-home = hjem
word-status = status
word-tree = tre
word-retros = evalueringer
word-changes = endringer
word-away = borte
word-back = tilbake
word-reminders = påminnelser
word-language = språk
word-why = hvorfor
word-ledger = utsendelser
word-meetings = møter
word-retro = evaluering
word-cycle = periode
word-help = hjelp
