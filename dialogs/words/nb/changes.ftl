# Hva et team er blitt enige om å endre: det spørres om, fortelles og vises igjen.

changes-title = { $unit }: avtalte endringer
changes-none = Det er ikke avtalt noen endringer her ennå.
changes-how = Endringer avtales i en evaluering: /okr retro.
changes-no-unit = Du hører ikke til noen enhet. /okr changes og navnet på en enhet viser hva den enheten har avtalt.
changes-from = Gjelder fra og med { $cycle } ({ $day }).
changes-earlier = Fra og med { $cycle } ({ $count })
change-line = { $state } – { $owner } følger det opp; første sjekk { $day }
change-history = Hva som er sagt om det ({ $count })
change-news = { $at }: { $state } ({ $who })
change-news-comment = { $at }: { $state } ({ $who }) – «{ $comment }»
change-state-agreed = avtalt
change-state-under-way = i gang
change-state-done = gjort
change-state-given-up = gitt opp

button-changes = Vis de avtalte endringene
button-change-under-way = I gang
button-change-done = Gjort
button-change-given-up = Gitt opp
button-change-tell = Si det med ord
button-change-comment = Legg til en setning

change-thanks = Takk, notert: { $state }.
change-already = Slik står det allerede: { $state }.
change-given-up-why = Det er lov å gi opp noe. En setning om hvorfor hjelper teamet i neste evaluering.
change-refused = Hvordan det går med dette, sier { $people }.
change-gone = Denne endringen finnes ikke lenger, eller den er ikke publisert.
change-form = En avtalt endring
change-how = Hvordan går det?
change-state-label = Hvor langt det er kommet
change-comment = Med en setning
change-comment-hint = Alle i organisasjonen kan lese den, og teamet ser den i sin neste evaluering.
change-save = Lagre
change-now = Så langt: { $state }. Første sjekk: { $day }.
change-now-comment = { $now } Sist: «{ $comment }»

changes-ask-title = { $count ->
    [one] { $unit }: hvordan går det med endringen dere avtalte?
   *[other] { $unit }: hvordan går det med de { $count } endringene dere avtalte?
}
changes-ask-lead = { $count ->
    [one] Du følger opp denne endringen. Ett trykk er nok.
   *[other] Du følger opp disse endringene. Ett trykk for hver er nok.
}
changes-ask-why = Du blir spurt på dagen dere avtalte, og midt i perioden, til det er gjort eller gitt opp.

agreed-title = Hva vi avtalte i forrige evaluering
agreed-title-unit = { $unit }: hva vi avtalte i forrige evaluering
agreed-item = { $change } – { $owner }
agreed-short = Avtalt i forrige evaluering: { $changes }.
agreed-short-unit = { $unit }, avtalt i forrige evaluering: { $changes }.

check-in-shut = { $units }: perioden tar ikke imot flere innsjekker, fordi den er avsluttet eller lukket i mellomtiden. Ingenting er lagret ennå. Du skrev for den: { $typed }. Se over resten og send på nytt.
check-in-shut-nothing = { $units }: perioden tar ikke imot flere innsjekker, fordi den er avsluttet eller lukket. Ingenting er lagret.
check-in-shut-why = Det som er kjent, blir stående. Sluttverdiene rettes i evalueringen: /okr retro.
