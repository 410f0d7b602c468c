# Utvärdering av en period: inbjudan, läget, fakta, poäng och vem som leder.

retro-title = { $units }: perioden slutar { $day }
retro-lead = Periodens sista dag är { $day }. Bestäm nu när ni ser tillbaka på den tillsammans. De sista värdena kan ges i två veckor till efter det.
retro-units = { $count } enheter
retro-well = Vad gick bra?
retro-not-well = Vad gick inte bra?
retro-change = Vad ändrar vi från och med nästa period?
retro-call-missing = Det som saknas
retro-call-none = Inget saknas: varje nyckelresultat har ett färskt svar.
retro-call-answers = { $count ->
    [one] ett nyckelresultat utan färskt svar
   *[other] { $count } nyckelresultat utan färskt svar
}
retro-call-news = { $count ->
    [one] en ändring från förra utvärderingen som ingen har hört något om
   *[other] { $count } ändringar från förra utvärderingen som ingen har hört något om
}
retro-call-begun = utvärderingen pågår ({ $step })
retro-call-unit = { $unit }: { $missing }
retro-call-ready = inget saknas

retro-board-title = { $unit }: utvärdering av { $cycle }
retro-board-summary = { $title } – nu: { $step }
retro-which = Flera enheter heter så. Vilken menar du?
retro-unknown = Jag känner inte till enheten ”{ $asked }”.
retro-gone = Den här utvärderingen finns inte längre. Skriv /okr retro för att se din egen enhets.
retro-none = Du hör inte till någon enhet än. Skriv /okr retro och en enhets namn för att se dess utvärdering.
retro-no-cycle = { $unit } har inte haft någon period med mål än, så det finns inget att utvärdera.
retro-hint = /okr retro och en enhets namn visar dess utvärdering: innan den börjar, medan den pågår och vad den ledde till.

retro-invite-lead = Utvärderingen gäller tiden { $first } – { $last }. Den börjar med fakta och slutar i några få ändringar som gäller från och med nästa period.
retro-invite-early = Perioden pågår till och med { $day }. Ni kan börja tidigare; värden som kommer in senare räknas ändå.
retro-invite-way = Så går det till
retro-way-1 = Ni ser på fakta tillsammans: hur långt varje nyckelresultat kom, vad som stod i vägen och vad det blev av förra gångens ändringar.
retro-way-2 = Ni poängsätter varje nyckelresultat och säger varför. Det är tillåtet att inte nå ända fram, men inte att tiga.
retro-way-3 = Alla skriver i lugn och ro vad som gick bra, vad som inte gick bra och vad som bör ändras: med eller utan namn.
retro-way-4 = Ni grupperar anteckningarna, alla har tre röster, och ni kommer överens om högst tre ändringar som var och en har en ansvarig.
retro-way-5 = Varje mål behålls, ändras eller tas bort, och sammanfattningen går till er kanal.
retro-fact-objectives = Mål
retro-fact-before = Ändringar från förra gången
retro-number = { $count }
retro-who-runs = { $people } kan starta den.
retro-nobody-runs = Bara facilitatorer och chefer leder en utvärdering, och enheten har ingen än. De som sköter Rytmi kan lägga till någon.
retro-missing = Saknas ännu
retro-missing-answer = ”{ $title }” har aldrig fått något svar
retro-missing-fresh = ”{ $title }” har inget färskt svar; det senaste är från vecka { $week }
retro-missing-news = Ingen har hört något om ändringen ”{ $change }”
retro-missing-more = Och { $count } till.

retro-stage-facts = Fakta
retro-stage-scoring = Poäng
retro-stage-collecting = Anteckningar
retro-stage-grouping = Teman
retro-stage-voting = Röster
retro-stage-agreeing = Ändringar
retro-stage-carrying = Vad som fortsätter
retro-stage-published = Sammanfattning
retro-step-done = ✓ { $step }
retro-step-done-with = ✓ { $step }: { $detail }
retro-step-open = ! { $step } (inte klart)
retro-step-open-with = ! { $step } (inte klart): { $detail }
retro-step-now = ▶ { $step } (nu)
retro-step-now-with = ▶ { $step } (nu): { $detail }
retro-step-to-come = ○ { $step }
retro-step-to-come-with = ○ { $step }: { $detail }
retro-step-left-out = – { $step } (överhoppat)
retro-detail-scored = { $done } av { $of } nyckelresultat poängsatta
retro-detail-named = med namn
retro-detail-anonymous = utan namn
retro-detail-wrote = { $count ->
    [one] en har skrivit
   *[other] { $count } har skrivit
} ({ $manner })
retro-detail-writing = { $done } av { $of } har skrivit ({ $manner })
retro-detail-themes = { $count ->
    [one] ett tema
   *[other] { $count } teman
}
retro-detail-voted = { $done } av { $of } har röstat
retro-detail-dots = { $count ->
    [one] en röst
   *[other] { $count } röster
}
retro-detail-changes = { $count ->
    [one] en ändring överenskommen
   *[other] { $count } ändringar överenskomna
}
retro-detail-carried = { $done } av { $of } avgjorda

retro-lead-facts = Se på fakta tillsammans innan någon bedömer: vad siffrorna säger och vad det blev av förra gångens ändringar.
retro-lead-scoring = Poängsätt vad det blev av varje nyckelresultat och säg varför i en mening. Siffrorna föreslår, ni bestämmer.
retro-lead-collecting-named = Alla skriver i lugn och ro. Anteckningarna visas tillsammans och med namn när skrivandet avslutas.
retro-lead-collecting-anonymous = Alla skriver i lugn och ro. Anteckningarna visas tillsammans, i slumpvis ordning och utan namn när skrivandet avslutas, men bara om minst fyra har skrivit.
retro-lead-grouping = Samla de anteckningar som handlar om samma sak under ett tema.
retro-lead-voting = Alla har tre röster på det som är viktigast.
retro-lead-agreeing = Kom överens om högst tre ändringar. Var och en har en ansvarig och en dag då ni först ser hur det går.
retro-lead-carrying = Säg om varje mål ska behållas, ändras eller tas bort. Inget fortsätter av sig självt.
retro-lead-published = Utvärderingen är publicerad.
retro-correcting = Den här utvärderingen har publicerats och håller på att rättas. Det som publicerades finns kvar i kanalen tills den publiceras på nytt.
retro-facilitated = { $person } leder den här utvärderingen.
retro-more = Annat

retro-do-begin = Öppna utvärderingen
retro-do-start = Starta utvärderingen
retro-do-board = Visa utvärderingen
retro-do-facts = Se fakta
retro-do-all-facts = Hela perioden
retro-do-go = Fortsätt: { $step }
retro-do-back = Tillbaka: { $step }
retro-do-score = Poängsätt: { $objective }
retro-do-scores = Visa poängen
retro-do-manner = Fortsätt: Anteckningar
retro-do-without-notes = Fortsätt utan anteckningar
retro-do-write = Skriv mina anteckningar
retro-do-write-more = Skriv mer
retro-do-remind = Påminn dem som inte har skrivit
retro-do-reveal = Avsluta skrivandet och visa anteckningarna
retro-do-group = Gruppera anteckningarna
retro-do-group-again = Ändra temana
retro-do-open-vote = Öppna omröstningen
retro-do-without-vote = Fortsätt utan omröstning
retro-do-vote = Ge mina röster
retro-do-vote-again = Ändra mina röster
retro-do-close-vote = Räkna rösterna
retro-do-agree = Kom överens om ändringar
retro-do-agree-again = Redigera ändringarna
retro-do-without-changes = Fortsätt utan ändringar
retro-do-carry = Avgör: { $objective }
retro-do-carry-again = Avgör på nytt: { $objective }
retro-do-preview = Se vad som publiceras
retro-do-correct = Rätta och publicera igen
retro-do-hand = Lämna över till någon annan
retro-do-hand-now = Lämna över
retro-do-take-over = Ta över

retro-go-nothing = Ingen har börjat den här utvärderingen än.
retro-go-closed = Perioden är stängd, så utvärderingen står som den publicerades. Öppna perioden igen först: /okr cycle.
retro-go-count = Någon har redan röstat. Räkna rösterna först så att ingen går förlorad.
retro-go-manner = Bestäm först om namnen ska synas.
retro-go-shown = De anonyma anteckningarna har redan visats. Nya skulle gå att skilja från dem, så det går inte att gå tillbaka till skrivandet.
retro-go-reveal = Någon har redan skrivit. Avsluta skrivandet först så att inget blir oläst.
retro-go-no-notes = Det finns inga anteckningar att gruppera.
retro-go-counted = Rösterna är räknade, och ingen vet längre vems de var. De skulle gå förlorade om ni gick tillbaka.
retro-go-vote = Öppna omröstningen först, så att alla får veta om den.
retro-go-publish = Titta på förhandsvisningen först; du publicerar därifrån.
retro-now-at = I utvärderingen gäller nu: { $step }. Så här ligger det till.
retro-not-published = Anteckningar och poäng är bara för enhetens medlemmar tills utvärderingen har publicerats. Sedan kan alla läsa dem.
retro-begun-already = Utvärderingen har redan börjat. Så här ligger det till.
retro-closed = Perioden är stängd. Öppna den igen först om ni vill utvärdera den: /okr cycle.
retro-not-yours = { $people } kan leda den här utvärderingen. Det du själv kan göra står nedan.

retro-taken = Du leder nu den här utvärderingen.
retro-taken-over = { $person } leder den här utvärderingen från och med nu. Just nu gäller: { $step }.
retro-handed = { $person } leder den här utvärderingen från och med nu och har fått veta det.
retro-handed-to-you = { $person } har lämnat över den här utvärderingen till dig. Just nu gäller: { $step }. Inget går förlorat: du fortsätter där ni är.
retro-hand-summary = { $title }: { $words }
retro-hand-title = Lämna över utvärderingen
retro-hand-lead = Allt blir kvar som det är. Den som tar över får veta det genast.
retro-hand-who = Vem leder från och med nu?
retro-hand-hint = Facilitatorer och chefer i enheten och i enheterna ovanför.
retro-hand-nobody = Ingen annan kan leda den här utvärderingen. De som sköter Rytmi kan lägga till en facilitator.

retro-scores-title = { $unit }: poäng för { $cycle }
retro-scores-none = Inget är poängsatt än.
retro-scores-final = Till slut { $value } · målnivå { $aim }
retro-score-title = Poäng: { $objective }
retro-score-submit = Spara poängen
retro-score-intro = Slutvärde och poäng är föreslagna utifrån periodens svar. Ändra som ni vill; motiveringen är er egen.
retro-score-allowed = Poängen är inget betyg. Att sikta högt och inte nå ända fram är tillåtet och lär er mer än en säker 1,0.
retro-score-proposed = Siffrorna säger: { $value }, målnivå { $aim }. Föreslagen poäng: { $score }.
retro-score-unknown = Det kom aldrig något svar, så inget föreslås. Målnivå: { $aim }.
retro-score-by = Senast poängsatt av { $person }, { $at }. Målnivå: { $aim }.
retro-score-value = Slutvärde
retro-score-value-scale = Slutvärde ({ $scale })
retro-score-value-hint = Lämna tomt om det aldrig blev känt.
retro-score-score = Poäng 0,0–1,0
retro-score-hint = 1,0: nått. 0,7: långt på väg. 0,0: ingen rörelse.
retro-score-why = Varför gick det så här?
retro-score-why-hint = En mening räcker.
retro-score-fit = Var det väl satt?
retro-score-needed = Ge en poäng mellan 0,0 och 1,0.
retro-score-wrong = ”{ $text }” är ingen poäng. Skriv ett tal mellan 0,0 och 1,0, till exempel 0,7.
retro-score-why-needed = Säg i en mening varför det gick så här: nästa gång har ni glädje av det.
retro-score-fit-needed = Välj hur väl det var satt.
retro-score-published = Utvärderingen är publicerad och poängen står fast.
retro-score-nothing = Här finns inget nyckelresultat att poängsätta.
retro-score-done = Sparat: { $objective }.

retro-facts-title = Fakta – { $title }
retro-facts-before = Vad ni kom överens om förra gången
retro-facts-no-before = Inga ändringar var överenskomna för den här perioden.
retro-facts-change = { $change } – { $person }: { $state }
retro-facts-news = { $number }. { $day }, { $person } ({ $state }): { $words }
retro-facts-goals = Hur det gick
retro-facts-none = Här finns inga nyckelresultat.
retro-facts-allowed = Det är tillåtet att inte nå ända fram. Det viktiga är vad det säger er.
retro-facts-answered = Besvarade veckor
retro-facts-answered-value = { $answered } av { $asked } tillfrågade
retro-facts-obstacles = Vad som stod i vägen
retro-facts-more = { $count ->
    [one] Ett nyckelresultat till
   *[other] { $count } nyckelresultat till
}
retro-facts-weeks = Tillfrågade och obesvarade veckor
retro-facts-key-result = Nyckelresultat
retro-facts-asked = Tillfrågat
retro-facts-missed = Obesvarat
retro-facts-named = Hinder
retro-facts-week = Vecka { $week }
retro-facts-span = Vecka { $first }–{ $last }
retro-facts-blocked = { $when }: ”{ $words }”
retro-facts-blocked-help = { $when }: ”{ $words }” – hjälp begärdes från { $unit }
retro-facts-help = { $when }: hjälp begärdes från { $unit }
retro-facts-of = { $title } – { $said }
retro-facts-curve = { $title }: per vecka
retro-facts-silent = { $count ->
    [one] Inget svar under en av { $asked } veckor
   *[other] Inget svar under { $count } av { $asked } veckor
}: { $weeks }.
retro-facts-one = { $week }
retro-facts-several = { $first }–{ $last }

why-retro-write = Ditt team utvärderar sin period, och varje medlem får en gång frågan vad som gick bra, vad som inte gick bra och vad som bör ändras. Det är frivilligt att delta.
why-retro-nudge = Det här är den enda påminnelsen om att skriva till teamets utvärdering. Den går bara till dem som inte har skrivit än.
why-retro-vote = Teamets utvärdering har kommit till omröstningen, och varje medlem har tre röster på det som är viktigast.
why-retro-summary = Ett team har utvärderat sin period. Sammanfattningen går till teamets kanal, eller till medlemmarna om det inte har någon. Den kommer en gång, och på nytt bara om den har rättats.
why-retro-short = Ett team har utvärderat sin period. Nivån ovanför får en kort version av vad det ledde till. Den kommer en gång, och på nytt bara om den har rättats.
why-retro-hand = En utvärdering som du kan leda har bytt ledare: den är din nu, eller så har någon tagit över den av dig.
