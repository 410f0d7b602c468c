# Värden, målnivåer, lägen och regler med samma ord överallt.

instant = { $day } kl. { $time }

value-none = –
value-number = { $value }
value-milestones = { $done } av { $steps } steg
value-yes = Ja
value-no = Inte än
value-done = klart
value-not-done = inte klart än
value-inside = { $value }, inom gränserna ({ $share } av de besvarade veckorna)
value-outside = { $value }, utanför gränserna (inom dem i { $share } av de besvarade veckorna)
band-inside = Inom
band-outside = Utanför
value-share = { $share }
value-share-change = { $share } ({ $change } procentenheter)
value-points = { $points }
value-points-change = { $points } ({ $change })

aim-change = { $start } → { $target }
aim-at-most = högst { $high }
aim-at-least = minst { $low }
aim-within = mellan { $low } och { $high }
aim-milestones = { $steps } steg
aim-yes = klart före periodens slut

last-none = inget svar än
last-answer = { $value }, tilltro { $confidence } (vecka { $week })

status-off-track = Når inte målet
status-at-risk = I riskzonen
status-on-track = På god väg
status-stale = Inget färskt svar
status-new = Inte besvarat än
outcome-reached = Uppnått
outcome-short = Inte helt uppnått
outcome-band = Inte alltid inom
outcome-unanswered = Aldrig besvarat

counts-off-track = { $count } når inte målet
counts-at-risk = { $count } i riskzonen
counts-on-track = { $count } på god väg
counts-stale = { $count } utan färskt svar
counts-new = { $count ->
    [one] { $count } inte besvarat än
   *[other] { $count } inte besvarade än
}
counts-nothing = inga nyckelresultat

meter-answered = Nu { $value } · målnivå { $aim } · tilltro { $confidence } · vecka { $week }
meter-spread = Nu { $value } · målnivå { $aim } · tilltro { $confidence } (median av { $answers }, { $low }–{ $high }) · vecka { $week }
meter-unanswered = Målnivå { $aim } · inget svar än

fact-key-results = Nyckelresultat
fact-progress = Framsteg
fact-progress-value = { $now }, väntat vid det här laget { $expected }
fact-progress-paced = { $now }; utan dem som ska hållas inom gränser { $paced }, väntat vid det här laget { $expected }
fact-confidence = Tilltro
fact-answers = Svar sedan förra sammanställningen
fact-answers-recent = Svar under de senaste fyra veckorna
fact-answers-value = { $answered } av { $asked } efterfrågade

chart-title = Framsteg och tilltro vecka för vecka
chart-alt = Från vecka { $first_week } till vecka { $last_week } gick framstegen från { $first } till { $last }. Tilltron är nu { $confidence } av 10.
chart-alt-progress = Från vecka { $first_week } till vecka { $last_week } gick framstegen från { $first } till { $last }. Det finns inget färskt svar om tilltron.
chart-week = v. { $week }
chart-progress = Framsteg, %
chart-confidence = Tilltro, 1–10

contradiction-confident-not-moving = ”{ $title }”: tilltron är hög, men siffran rör sig inte och ligger efter det man kunde vänta sig. Vad bygger vår tilltro på?
contradiction-moving-not-confident = ”{ $title }”: siffran rör sig som den ska, men tilltron är låg. Vad ser vi framför oss?
contradiction-unchanged = ”{ $title }”: värdet har varit detsamma i de fyra senaste svaren. Mäter det verkligen vad vi arbetar med?
contradiction-spread = ”{ $title }”: svaren går från { $low } till { $high }. Värt att prata om.

every-0 = varje måndag
every-1 = varje tisdag
every-2 = varje onsdag
every-3 = varje torsdag
every-4 = varje fredag
every-5 = varje lördag
every-6 = varje söndag
of-month-0 = måndagen
of-month-1 = tisdagen
of-month-2 = onsdagen
of-month-3 = torsdagen
of-month-4 = fredagen
of-month-5 = lördagen
of-month-6 = söndagen
nth-1 = första
nth-2 = andra
nth-3 = tredje
nth-4 = fjärde

rule-weekly = { $weekday } kl. { $at }
rule-monthly = den { $nths } { $weekday } i månaden kl. { $at }
rule-workday = arbetsdag { $nth } i varje månad kl. { $at }
rule-quarterly = arbetsdag { $nth } efter varje kvartals slut kl. { $at }
rule-cycle = arbetsdag { $nth } efter varje periods slut kl. { $at }
rule-meetings = { $before ->
    [0] samma dag som varje möte kl. { $at }
    [one] arbetsdagen före varje möte kl. { $at }
   *[other] { $before } arbetsdagar före varje möte kl. { $at }
}
rule-date = { $day }
rule-dates = varje år den { $dates } kl. { $at }
rule-term = vart { $years }:e år från och med { $day } kl. { $at }

button-why = Varför får jag det här?
why-title = Därför får du det här

reading-day = Jag kan inte läsa datumet ”{ $text }”. Skriv det till exempel som 24.11.2026 eller 2026-11-24.
reading-day-two-ways = ”{ $text }” kan läsas på två sätt. Skriv datumet som 2026-11-24.
reading-day-far = ”{ $text }” ligger flera år bort. Kontrollera datumet.
