# Kommandoer, hjelp og innstillinger.

command-checkin = Gjør en innsjekk eller rett svaret ditt
command-status = Hvordan det går med en enhet; din egen hvis du ikke nevner noen
command-tree = Et overblikk over hele organisasjonen
command-language = Språket jeg bruker med deg
command-help = Denne listen
argument-unit = [enhet]
argument-language = [en|fi|sv|nb]

help-title = Dette kan jeg gjøre for deg
help-lead = En gang i uken spør jeg hvor langt nøkkelresultatene dine har kommet og hvor trygg du er på dem, og tar med en oppsummering til møtene deres.
help-unknown = Jeg kjenner ikke «{ $typed }».
help-meant = Mente du dette?
help-table = Kommandoer
help-command = Kommando
help-does = Hva den gjør
help-usage = { $command } { $argument }
help-open = Alle i organisasjonen kan lese alt her. Det er lov å mislykkes; stillhet vises som stillhet.

language-ask = Hvilket språk skal jeg bruke med deg?
language-unknown = Jeg kan ikke «{ $asked }» ennå. Hvilket av disse skal jeg bruke?
language-now = Nå: { $language }
language-set = Fra nå av bruker jeg dette språket med deg: { $language }.
