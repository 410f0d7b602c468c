# Den ukentlige innsjekken: spørsmålet, skjemaet, kvitteringen, skrevne linjer, rettelser.

prompt-title = Uke { $week }: hvordan går det med nøkkelresultatene?
prompt-summary = { $count ->
    [one] Uke { $week }: ett nøkkelresultat venter på svaret ditt.
   *[other] Uke { $week }: { $count } nøkkelresultater venter på svaret ditt.
}
prompt-lead = { $count ->
    [one] Ett tall og konfidensen din er nok. Det tar under ett minutt.
   *[other] Et tall og konfidensen din for hvert av dem er nok. Det tar under ett minutt.
}
prompt-item = { $title } – sist: { $last }
prompt-typing = Du kan også skrive: «1: 45 7» betyr at nøkkelresultat 1 er på 45 med konfidens 7, og «1: = 7» ingen endring.
prompt-why = Du får dette fordi du svarer for nøkkelresultater i { $units }. Spørsmålet kommer { $rule }.

reminder-lead = { $count ->
    [one] Ett nøkkelresultat for uke { $week } står fortsatt åpent. Et kort svar er nok.
   *[other] { $count } nøkkelresultater for uke { $week } står fortsatt åpne. Korte svar er nok.
}
reminder-why = En påminnelse kommer bare når noe står åpent, og høyst én gang i uken. Med /okr reminders off slår du av påminnelsene.
reminder-answered = Uke { $week } er besvart. Takk!

button-answer = Svar
button-no-change = Ingen endring
button-correct = Rett
button-answer-rest = Svar på resten
button-add-or-correct = Legg til eller rett
button-status = Vis siste status

check-in-title = Innsjekk, uke { $week }
check-in-intro = Fyll inn det du vet. Det du lar stå tomt, forblir åpent, og du kan komme tilbake til det.
check-in-intro-no-change = Tallene er uendret. Hvor høy er konfidensen din nå?
check-in-submit = Send
check-in-group = { $number }. { $title }
check-in-lead = Sist: { $last }. Målnivå: { $aim }.
check-in-lead-answered = { $who } svarte for dere alle { $at }: { $last }. Fyll bare inn hvis du vil legge til eller rette noe. Målnivå: { $aim }.
check-in-more = Kommentar, hindring eller behov for hjelp
check-in-nothing = Du har ingen nøkkelresultater å svare for akkurat nå.
check-in-nothing-why = For et nøkkelresultat svarer eieren, ellers enhetens leder.
check-in-errors = { $count ->
    [one] Ett svar trenger en liten rettelse. De andre er tatt vare på.
   *[other] { $count } svar trenger en liten rettelse. De andre er tatt vare på.
}
check-in-empty = Ingenting er fylt inn ennå. Ett nøkkelresultat er nok til å begynne med.

value-label = Verdi nå
value-label-scale = Verdi nå ({ $scale })
value-label-milestones = Ferdige trinn (av { $steps })
value-label-yes-no = Er det ferdig?
value-hint-unchanged = La stå tomt hvis ingenting er endret.
value-needed = Skriv verdien: det finnes ingen tidligere å beholde.
confidence-label = Hvor trygg er du på at dere når det?
confidence-low = ikke i det hele tatt
confidence-high = helt trygg
confidence-needed = Velg et tall for konfidensen, 1–10. Spørsmålet stilles på nytt hver gang.
comment-label = Kommentar
blocker-label = Hva står i veien?
help-label = Trenger hjelp fra
help-hint = Det blir løftet i neste oppsummering for det nivået.
text-too-long = Kort ned teksten til høyst { $most } tegn.
choice-unknown = Velg noe fra listen.

saved-all = { $count ->
    [one] Takk! Svaret ditt er lagret.
   *[other] Takk! De { $count } svarene dine er lagret.
}
saved-some = { $left ->
    [one] Takk, lagret. Ett nøkkelresultat står fortsatt åpent.
   *[other] Takk, lagret. { $left } nøkkelresultater står fortsatt åpne.
}
receipt-title = Takk! Uke { $week } er besvart
receipt-partial = Uke { $week }: svarene dine så langt
receipt-corrected = Uke { $week }: rettelsen din er lagret
receipt-summary = { $count ->
    [one] Uke { $week }: ett nøkkelresultat besvart.
   *[other] Uke { $week }: { $count } nøkkelresultater besvart.
}
receipt-left = { $left ->
    [one] Ett nøkkelresultat står fortsatt åpent.
   *[other] { $left } nøkkelresultater står fortsatt åpne.
}
shared-answered = { $who } svarte for { $unit } { $at } (uke { $week }).
shared-why = I teamet deres er ett svar nok for alle, så du trenger ikke svare igjen.

form-unknown = Dette skjemaet er ikke ditt eller er fjernet. Åpne et nytt med /okr checkin.
form-done = Dette skjemaet er allerede sendt og lagret. Du kan rette det med /okr checkin.
form-sent = Skjemaet er allerede sendt, og det som sto i det da, er lagret. Det kan sendes én gang: åpne et nytt hvis du vil legge til noe.
form-old = Skjemaet hadde stått åpent i over en uke. Alt du skrev, er her: se over det og send på nytt.
form-waits = { $form }: åpne skjemaet med knappen.
form-open = Åpne skjemaet
form-next = Neste
form-page = Side { $page } av { $pages }
button-old = Denne knappen virker ikke lenger. Meldingen er fra en eldre versjon.
person-unknown = Jeg kjenner deg ikke i denne organisasjonen ennå. Be teamets fasilitator legge deg til.

reading-not-a-number = «{ $text }» er ikke et tall. Skriv det for eksempel som 45 eller 12,5.
reading-too-large = «{ $text }» er for stort til å stemme. Sjekk tallet.
reading-other-scale = Dette nøkkelresultatet måles i «{ $scale }». Skriv bare tallet, eller tallet fulgt av «{ $scale }».
reading-plain-number = Dette nøkkelresultatet har ingen måleenhet. Skriv bare tallet.
reading-two-ways = «{ $text }» kan leses på to måter. Skriv { $whole } eller { $decimal }.
reading-milestones = Skriv hvor mange trinn som er ferdige: et heltall fra 0 til { $steps }.
reading-yes-no = Skriv ja eller nei.
reading-confidence = Konfidens er et heltall fra 1 til 10.
reading-line = Jeg klarte ikke å lese «{ $text }».

line-refused = Ingenting er lagret ennå: dette trenger en liten rettelse.
line-error = Nøkkelresultat { $number }: { $error }
line-no-such = Det finnes ikke noe nøkkelresultat { $number } i listen din. Numrene går fra 1 til { $most }.
line-typed = Du skrev
line-form = Formen er: nummeret på nøkkelresultatet, kolon, verdi, konfidens. For eksempel 1: 45 7

last-confidence = konfidens { $confidence } (uke { $week })
line-confidence-only = Nøkkelresultat { $number }: her spørres det bare etter konfidensen din. Skriv { $number }: 7
prompt-lead-confidence = Du blir bare spurt om konfidensen din. Det tar under ett minutt.
prompt-typing-confidence = Du kan også skrive svaret: «1: 7» betyr at konfidensen din for nøkkelresultat 1 er 7.
prompt-item-answered = { $title } – besvart: { $last }
check-in-moved = Du svarer ikke lenger for noen av nøkkelresultatene i dette skjemaet, så ingenting er lagret ennå. Du skrev for dem: { $typed }. Se over resten og send på nytt.

prompt-stand-in = { $count ->
    [one] Du svarer også i stedet for { $names }, som er borte.
   *[other] Du svarer også i stedet for { $names }, som er borte.
}
stand-in-begins = { $who } er borte, og du er stedfortreder. Det { $who } svarer for, står nå i listen din.
stand-in-ends = { $who } er tilbake og svarer selv igjen. Du trenger ikke gjøre noe mer.
stand-in-other = Noen andre er nå stedfortreder for { $who }. Du trenger ikke gjøre noe mer.
button-later = Senere i dag
button-tomorrow = I morgen tidlig
check-in-lead-instead = { $who } svarte { $at }: { $last }. Fyll bare ut hvis du vil legge til eller rette. Målnivå: { $aim }.
shared-why-instead = Ett svar er nok her, så du trenger ikke svare igjen.
check-in-nothing-now = Noen andre svarer nå for det du ble spurt om, så du trenger ikke gjøre noe mer.
check-in-late = Uke { $week } er over. Svaret ditt teller likevel til og med { $day } og merkes som sent.
check-in-closed = Uke { $week } tar ikke lenger imot nye svar, så dette skjemaet gjelder uke { $now }.
check-in-closed-typed = Uke { $week } tar ikke lenger imot nye svar, så dette skjemaet gjelder uke { $now }, og ingenting er lagret ennå. Du skrev også: { $typed }.
check-in-closed-rest = Denne uken tar bare imot rettelser, så ingenting er lagret ennå. Du skrev for det som aldri ble besvart: { $typed }. Kontroller resten og send på nytt.
check-in-corrections = Uke { $week } tar ikke lenger imot nye svar. Det du svarte da, kan du fortsatt rette.
saved-late = Uke { $week } tok slutt { $day }, så svaret merkes som sent.
receipt-late = Besvart sent, { $at }.
snooze-set = Jeg spør igjen { $at }.
snooze-already = Du har allerede utsatt dette: jeg spør igjen { $at }.
snooze-answered = For uke { $week } står ingenting åpent lenger, så det er ingenting å utsette.
snooze-old = Uke { $week } er over, så spørsmålet utsettes ikke lenger. Du kan fortsatt svare sent.
snooze-too-late = Arbeidsdagen er kommet for langt til det. Jeg kan spørre igjen i morgen tidlig.
snooze-no-more = Dette spørsmålet er allerede utsatt mange ganger. Du kan svare når du vil.
snooze-next-week = Da kommer den nye ukens spørsmål uansett. For uke { $week } kan du svare her når som helst.
snooze-away = Da er du merket som borte, så jeg lar deg være i fred. Du kan svare når du vil.
