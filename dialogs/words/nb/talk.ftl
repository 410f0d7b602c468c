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
help-usage = { $command } { $argument }
help-open = Alle i organisasjonen kan lese alle svar og oppsummeringer. Det er lov å mislykkes; stillhet vises som stillhet.

language-ask = Hvilket språk skal jeg bruke med deg?
language-unknown = Jeg kan ikke «{ $asked }» ennå. Hvilket av disse skal jeg bruke?
language-now = Nå: { $language }
language-set = Fra nå av bruker jeg dette språket med deg: { $language }.

command-why = Hvorfor du får meldinger fra meg, og hvilke som kommer
command-cycle = Periodene til en enhet; åpnes og lukkes av dem som svarer for den
command-changes = Hva en enhet har avtalt å endre, og hvordan det går
command-ledger = Hvordan det gikk med meldingene til en enhet, for dem som svarer for den
command-meetings = Datoene for et ledermøte, for dem som svarer for det
command-retro = Evaluer perioden til en enhet: begynn, fortsett eller se hva den førte til
argument-forum = [ledermøte]
help-topic-week = Hver uke
help-topic-look = Hvordan det går
help-topic-yours = For deg
help-topic-facilitate = For ledere og fasilitatorer
help-line = { $command } – { $does }

why-all-title = Hva du får fra meg, og hvorfor
why-all-asked = Ukens spørsmål
why-all-forums = Oppsummeringer i kanalene dine
why-all-retros = Når en periode slutter eller begynner
why-nothing = Akkurat nå får du ingenting: du svarer ikke for noen nøkkelresultater, og ingen av enhetene dine har et ledermøte som får en oppsummering.
why-prompt = Dette er ukens spørsmål: hvor langt nøkkelresultatene dine har kommet, og hvor trygg du er på dem. Det kommer høyst én gang i uken, for alle enhetene dine samlet.
why-put-off = Du utsatte det selv til dette tidspunktet.
why-reminder = Dette er en påminnelse om at ukens spørsmål fortsatt står åpent. Den kommer høyst én gang i uken, og bare til dem som ikke har svart på noe de siste dagene.
why-digest = Dette er en oppsummering til et møte. Den kommer i kanalen i tide, selv om ikke alle har svart.
why-retro = En periode er snart slutt i en enhet du har ansvar for. Jeg sier fra i god tid, så dere kan se tilbake på den sammen.
why-notice = Du har ansvar for en enhet, og en melding til noen i den eller til kanalen dens kommer ikke fram. Jeg sier fra én gang, så du kan gjøre noe med det.
why-opening = Neste periode i en enhet du har ansvar for, venter på å bli åpnet. Jeg sier fra i god tid; så lenge ingen åpner den, blir ingen spurt.
why-changes = Du følger opp en endring som enheten din har avtalt. Jeg spør på den avtalte dagen og midt i perioden, til den er gjort eller gitt opp.
why-asked = { $unit } får spørsmålet { $rule } (din tid).
why-stands-in = Du blir også spurt i stedet for { $people } så lenge fraværet varer.
why-away = Du er borte til og med { $day }. Fram til da blir du ikke spurt om noe.
why-away-open = Du er borte til du skriver /okr back. Fram til da blir du ikke spurt om noe.
why-together = Du får ett spørsmål i uken for alle sammen, på det første av disse tidspunktene.
why-not-asked = Akkurat nå svarer du ikke for noen nøkkelresultater, så du blir ikke spurt om noe.
why-forum = { $forum } får oppsummeringen for { $unit } { $rule }.
why-zone = Klokkeslettet gjelder i { $zone }; under her er tidene dine egne.
why-meetings = De neste møtene: { $days }.
why-no-meetings = Det er ingen kommende møter i kalenderen.
why-retro-rule = { $unit }: { $before ->
    [one] én arbeidsdag
   *[other] { $before } arbeidsdager
} før periodens siste dag, kl. { $at } (din tid).
why-opening-rule = { $unit }: { $before ->
    [one] én arbeidsdag
   *[other] { $before } arbeidsdager
} før den første dagen i en periode som venter på å bli åpnet, kl. { $at } (din tid).
why-changes-rule = { $unit }: på dagene da avtalte endringer sjekkes, og midt i perioden, kl. { $at } (din tid).
why-next = Dette kommer:
why-next-none = Foreløpig er ikke noe mer på vei.
why-moment = { $at }
why-moment-moved = { $at } (flyttet fra { $day }, som er en fridag)
why-day = { $day }
why-moved = Etter regelen skulle det ha kommet { $day }. Det var en fridag, så det kom neste arbeidsdag.
why-change = Slik endrer du det
why-change-language = /okr language: språket jeg bruker med deg
why-change-reminders = /okr reminders off: ingen flere påminnelser; ukens spørsmål kommer likevel
why-change-away = /okr away: du blir ikke spurt om noe mens du er borte
why-change-meetings = /okr meetings { $forum }: datoene for møtene og hvor lenge før dem oppsummeringen kommer
why-change-notice = /okr ledger: alt som er sendt, og hvordan det gikk med det
why-change-rule = Rytmen i { $unit } bestemmes av { $people }.
why-change-sheet = Rytmen står i organisasjonens regneark; de som drifter Rytmi her, endrer den der.
