# Veckans avstämning: frågan, formuläret, kvittot, skrivna rader, rättelser.

prompt-title = Vecka { $week }: hur går det med nyckelresultaten?
prompt-summary = { $count ->
    [one] Vecka { $week }: ett nyckelresultat väntar på ditt svar.
   *[other] Vecka { $week }: { $count } nyckelresultat väntar på ditt svar.
}
prompt-lead = { $count ->
    [one] En siffra och din tilltro räcker. Det tar mindre än en minut.
   *[other] En siffra och din tilltro för vart och ett räcker. Det tar mindre än en minut.
}
prompt-item = { $title } – senast: { $last }
prompt-typing = Du kan också skriva: ”1: 45 7” betyder att nyckelresultat 1 är på 45 med tilltro 7, och ”1: = 7” ingen förändring.
prompt-why = Du får det här för att du svarar för nyckelresultat i { $units }. Frågan kommer { $rule }.

reminder-lead = { $count ->
    [one] Ett nyckelresultat för vecka { $week } är fortfarande obesvarat. Ett kort svar räcker.
   *[other] { $count } nyckelresultat för vecka { $week } är fortfarande obesvarade. Korta svar räcker.
}
reminder-why = En påminnelse kommer bara när något är öppet, och högst en gång i veckan. Med /okr reminders off stänger du av påminnelserna.
reminder-answered = Vecka { $week } är besvarad. Tack!

button-answer = Svara
button-no-change = Ingen förändring
button-correct = Rätta
button-answer-rest = Svara på resten
button-add-or-correct = Komplettera eller rätta
button-status = Visa det senaste läget

check-in-title = Avstämning, vecka { $week }
check-in-intro = Fyll i det du vet. Det du lämnar tomt förblir öppet, och du kan komma tillbaka till det.
check-in-intro-no-change = Siffrorna är oförändrade. Hur stor är din tilltro nu?
check-in-submit = Skicka
check-in-group = { $number }. { $title }
check-in-lead = Senast: { $last }. Målnivå: { $aim }.
check-in-lead-answered = { $who } svarade för er alla { $at }: { $last }. Fyll bara i om du vill komplettera eller rätta. Målnivå: { $aim }.
check-in-more = Kommentar, hinder eller behov av hjälp
check-in-nothing = Du har inga nyckelresultat att svara för just nu.
check-in-nothing-why = För ett nyckelresultat svarar dess ägare, annars enhetens chef.
check-in-errors = { $count ->
    [one] Ett svar behöver en liten rättelse. De andra finns kvar.
   *[other] { $count } svar behöver en liten rättelse. De andra finns kvar.
}
check-in-empty = Inget är ifyllt än. Ett nyckelresultat räcker för att börja.

value-label = Värde nu
value-label-scale = Värde nu ({ $scale })
value-label-milestones = Klara steg (av { $steps })
value-label-yes-no = Är det klart?
value-hint-unchanged = Lämna tomt om inget har förändrats.
value-needed = Skriv värdet: det finns inget tidigare att behålla.
confidence-label = Hur stor är din tilltro till att ni når det?
confidence-low = ingen alls
confidence-high = full tilltro
confidence-needed = Välj ett värde för din tilltro, 1–10. Frågan ställs på nytt varje gång.
comment-label = Kommentar
blocker-label = Vad står i vägen?
help-label = Behöver hjälp av
help-hint = Det tas upp i den nivåns nästa sammanställning.
text-too-long = Korta ner texten till högst { $most } tecken.
choice-unknown = Välj något i listan.

saved-all = { $count ->
    [one] Tack! Ditt svar är sparat.
   *[other] Tack! Dina { $count } svar är sparade.
}
saved-some = { $left ->
    [one] Tack, sparat. Ett nyckelresultat är fortfarande öppet.
   *[other] Tack, sparat. { $left } nyckelresultat är fortfarande öppna.
}
receipt-title = Tack! Vecka { $week } är besvarad
receipt-partial = Vecka { $week }: dina svar så här långt
receipt-corrected = Vecka { $week }: din rättelse är sparad
receipt-summary = { $count ->
    [one] Vecka { $week }: ett nyckelresultat besvarat.
   *[other] Vecka { $week }: { $count } nyckelresultat besvarade.
}
receipt-left = { $left ->
    [one] Ett nyckelresultat är fortfarande öppet.
   *[other] { $left } nyckelresultat är fortfarande öppna.
}
shared-answered = { $who } svarade för { $unit } { $at } (vecka { $week }).
shared-why = I ert team räcker ett svar för alla, så du behöver inte svara igen.

form-unknown = Det här formuläret är inte ditt eller har tagits bort. Öppna ett nytt med /okr checkin.
form-done = Det här formuläret är redan skickat och sparat. Du kan rätta det med /okr checkin.
form-sent = Formuläret har redan skickats, och det som stod i det då är sparat. Det kan skickas en gång: öppna ett nytt om du vill lägga till något.
form-old = Formuläret hade varit öppet i över en vecka. Allt du skrev finns här: kontrollera och skicka igen.
form-waits = { $form }: öppna formuläret med knappen.
form-open = Öppna formuläret
form-next = Nästa
form-page = Sida { $page } av { $pages }
button-old = Den här knappen fungerar inte längre. Meddelandet är från en äldre version.
person-unknown = Jag känner dig inte i den här organisationen än. Be teamets facilitator lägga till dig.

reading-not-a-number = ”{ $text }” är inget tal. Skriv det till exempel som 45 eller 12,5.
reading-too-large = ”{ $text }” är för stort för att stämma. Kontrollera talet.
reading-other-scale = Det här nyckelresultatet mäts i ”{ $scale }”. Skriv bara talet, eller talet följt av ”{ $scale }”.
reading-plain-number = Det här nyckelresultatet har ingen måttenhet. Skriv bara talet.
reading-two-ways = ”{ $text }” kan läsas på två sätt. Skriv { $whole } eller { $decimal }.
reading-milestones = Skriv hur många steg som är klara: ett heltal från 0 till { $steps }.
reading-yes-no = Skriv ja eller nej.
reading-confidence = Tilltron är ett heltal från 1 till 10.
reading-line = Jag kunde inte läsa ”{ $text }”.

line-refused = Inget har sparats än: det här behöver en liten rättelse.
line-error = Nyckelresultat { $number }: { $error }
line-no-such = Det finns inget nyckelresultat { $number } i din lista. Numren går från 1 till { $most }.
line-typed = Du skrev
line-form = Formen är: nyckelresultatets nummer, kolon, värde, tilltro. Till exempel 1: 45 7

last-confidence = tilltro { $confidence } (vecka { $week })
line-confidence-only = Nyckelresultat { $number }: här frågas bara efter din tilltro. Skriv { $number }: 7
prompt-lead-confidence = Vi frågar bara efter din tilltro. Det tar mindre än en minut.
prompt-typing-confidence = Du kan också skriva svaret: ”1: 7” betyder att din tilltro till nyckelresultat 1 är 7.
prompt-item-answered = { $title } – besvarat: { $last }
check-in-moved = Du svarar inte längre för en del av nyckelresultaten i det här formuläret, så inget har sparats än. Du skrev för dem: { $typed }. Kontrollera resten och skicka igen.

prompt-stand-in = { $count ->
    [one] Du svarar också i stället för { $names }, som är borta.
   *[other] Du svarar också i stället för { $names }, som är borta.
}
stand-in-begins = { $who } är borta och du är ersättare. Det som { $who } svarar för finns nu i din lista.
stand-in-ends = { $who } är tillbaka och svarar själv igen. Du behöver inte göra något mer.
stand-in-other = Någon annan ersätter nu { $who }. Du behöver inte göra något mer.
button-later = Senare i dag
button-tomorrow = I morgon bitti
check-in-lead-instead = { $who } svarade { $at }: { $last }. Fyll bara i om du vill komplettera eller rätta. Målnivå: { $aim }.
shared-why-instead = Ett svar räcker här, så du behöver inte svara igen.
check-in-nothing-now = Någon annan svarar nu för det du tillfrågades om, så du behöver inte göra något mer.
check-in-late = Vecka { $week } är slut. Ditt svar räknas ändå till och med { $day } och markeras som sent.
check-in-closed = Vecka { $week } tar inte längre emot nya svar, så det här formuläret gäller vecka { $now }.
check-in-closed-typed = Vecka { $week } tar inte längre emot nya svar, så det här formuläret gäller vecka { $now } och inget har sparats än. Du skrev också: { $typed }.
check-in-closed-rest = Den här veckan tar bara emot rättelser, så inget har sparats än. Du skrev för det som aldrig besvarades: { $typed }. Kontrollera resten och skicka igen.
check-in-corrections = Vecka { $week } tar inte längre emot nya svar. Det du svarade då kan du fortfarande rätta.
saved-late = Vecka { $week } slutade { $day }, så svaret markeras som sent.
receipt-late = Besvarat sent, { $at }.
snooze-set = Jag frågar igen { $at }.
snooze-already = Du har redan skjutit upp det här: jag frågar igen { $at }.
snooze-answered = För vecka { $week } är inget öppet längre, så det finns inget att skjuta upp.
snooze-old = Vecka { $week } är slut, så dess fråga skjuts inte upp längre. Du kan fortfarande svara sent.
snooze-too-late = Arbetsdagen är för långt gången för det. Jag kan fråga igen på morgonen.
snooze-no-more = Den här frågan har redan skjutits upp många gånger. Du kan svara när du vill.
snooze-next-week = Då kommer den nya veckans fråga ändå. För vecka { $week } kan du svara här när som helst.
snooze-away = Då är du markerad som borta, så jag lämnar dig i fred. Du kan svara när du vill.
