# Vad ett team har kommit överens om att ändra: frågas, berättas och visas igen.

changes-title = { $unit }: överenskomna ändringar
changes-none = Här finns inga överenskomna ändringar än.
changes-how = Ändringar kommer man överens om i en utvärdering: /okr retro.
changes-no-unit = Du hör inte till någon enhet. /okr changes och en enhets namn visar vad den enheten har kommit överens om.
changes-from = Gäller från och med { $cycle } ({ $day }).
changes-earlier = Från och med { $cycle } ({ $count })
change-line = { $state } – { $owner } ser till det; första uppföljningen { $day }
change-history = Vad som har sagts om det ({ $count })
change-news = { $at }: { $state } ({ $who })
change-news-comment = { $at }: { $state } ({ $who }) – ”{ $comment }”
change-state-agreed = överenskommet
change-state-under-way = på gång
change-state-done = gjort
change-state-given-up = nedlagt

button-changes = Visa ändringarna
button-change-under-way = På gång
button-change-done = Gjort
button-change-given-up = Nedlagt
button-change-tell = Säg det med ord
button-change-comment = Lägg till en mening

change-thanks = Tack, noterat: { $state }.
change-already = Så står det redan: { $state }.
change-given-up-why = Det är tillåtet att ge upp något. En mening om varför hjälper teamet i nästa utvärdering.
change-refused = Hur det här går säger { $people }.
change-gone = Den här ändringen finns inte längre eller har inte publicerats.
change-form = En överenskommen ändring
change-how = Hur går det?
change-state-label = Hur långt det har kommit
change-comment = Med en mening
change-comment-hint = Alla i organisationen kan läsa den, och teamet ser den i sin nästa utvärdering.
change-save = Spara
change-now = Hittills: { $state }. Första uppföljningen: { $day }.
change-now-comment = { $now } Senast: ”{ $comment }”

changes-ask-title = { $count ->
    [one] { $unit }: hur går det med ändringen ni kom överens om?
   *[other] { $unit }: hur går det med de { $count } ändringar ni kom överens om?
}
changes-ask-lead = { $count ->
    [one] Du ser till den här ändringen. Ett tryck räcker.
   *[other] Du ser till de här ändringarna. Ett tryck för var och en räcker.
}
changes-ask-why = Du får frågan på den dag ni kom överens om och mitt i perioden, tills det är gjort eller nedlagt.

agreed-title = Vad vi kom överens om i förra utvärderingen
agreed-title-unit = { $unit }: vad vi kom överens om i förra utvärderingen
agreed-item = { $change } – { $owner }
agreed-short = Överenskommet i förra utvärderingen: { $changes }.
agreed-short-unit = { $unit }, överenskommet i förra utvärderingen: { $changes }.

check-in-shut = { $units }: perioden tar inte emot fler avstämningar, eftersom den har avslutats eller stängts under tiden. Inget har sparats än. Du skrev för den: { $typed }. Kontrollera resten och skicka igen.
check-in-shut-nothing = { $units }: perioden tar inte emot fler avstämningar, eftersom den har avslutats eller stängts. Inget har sparats.
check-in-shut-why = Det som är känt finns kvar. Slutvärdena rättas i utvärderingen: /okr retro.
