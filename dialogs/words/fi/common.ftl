# Arvot, tavoitetasot, tilat ja säännöt samoin sanoin joka paikassa.

instant = { $day } klo { $time }

value-none = –
value-number = { $value }
value-milestones = { $done }/{ $steps } vaihetta
value-yes = Kyllä
value-no = Ei vielä
value-done = valmis
value-not-done = ei vielä valmis
value-inside = { $value }, rajoissa ({ $share } vastatuista viikoista)
value-outside = { $value }, rajojen ulkopuolella (rajoissa { $share } vastatuista viikoista)
band-inside = Rajoissa
band-outside = Ei rajoissa
value-share = { $share }
value-share-change = { $share } ({ $change } %-yks.)
value-points = { $points }
value-points-change = { $points } ({ $change })

aim-change = { $start } → { $target }
aim-at-most = enintään { $high }
aim-at-least = vähintään { $low }
aim-within = välillä { $low } – { $high }
aim-milestones = { $steps ->
    [one] { $steps } vaihe
   *[other] { $steps } vaihetta
}
aim-yes = valmis toteutusjakson loppuun mennessä

last-none = ei vielä vastausta
last-answer = { $value }, luottavaisuusarvo { $confidence } (viikko { $week })

status-off-track = Jäämässä tavoitteesta
status-at-risk = Vaarassa
status-on-track = Etenee hyvin
status-stale = Ei tuoretta vastausta
status-new = Ei vielä vastattu
outcome-reached = Saavutettu
outcome-short = Ei täysin saavutettu
outcome-band = Ei aina rajoissa
outcome-unanswered = Ei vastauksia

counts-off-track = { $count } jäämässä tavoitteesta
counts-at-risk = { $count } vaarassa
counts-on-track = { $count } etenee hyvin
counts-stale = { $count } ilman tuoretta vastausta
counts-new = { $count } vielä vastaamatta
counts-nothing = ei avaintuloksia

meter-answered = Nyt { $value } · tavoitetaso { $aim } · luottavaisuusarvo { $confidence } · viikko { $week }
meter-spread = Nyt { $value } · tavoitetaso { $aim } · luottavaisuusarvo { $confidence } ({ $answers } vastauksen mediaani, { $low }–{ $high }) · viikko { $week }
meter-unanswered = Tavoitetaso { $aim } · ei vielä vastausta

fact-key-results = Avaintulokset
fact-progress = Eteneminen
fact-progress-value = { $now }, tähän mennessä odotettu { $expected }
fact-progress-paced = { $now }; ilman rajoissa pidettäviä { $paced }, tähän mennessä odotettu { $expected }
fact-confidence = Luottavaisuusarvo
fact-answers = Vastaukset edellisen koosteen jälkeen
fact-answers-recent = Vastaukset neljältä viime viikolta
fact-answers-value = { $answered }/{ $asked } pyydetystä

chart-title = Eteneminen ja luottavaisuusarvo viikoittain
chart-alt = Viikosta { $first_week } viikkoon { $last_week } eteneminen muuttui: { $first } → { $last }. Luottavaisuusarvo on nyt { $confidence } asteikolla 1–10.
chart-alt-progress = Viikosta { $first_week } viikkoon { $last_week } eteneminen muuttui: { $first } → { $last }. Luottavaisuusarvosta ei ole tuoretta vastausta.
chart-week = vk { $week }
chart-progress = Eteneminen, %
chart-confidence = Luottavaisuusarvo, 1–10

contradiction-confident-not-moving = ”{ $title }”: luottavaisuusarvo on korkea, mutta luku ei liiku ja on jäljessä siitä, missä sen tähän mennessä pitäisi olla. Mihin luottamuksemme perustuu?
contradiction-moving-not-confident = ”{ $title }”: luku etenee niin kuin pitääkin, mutta luottavaisuusarvo on matala. Mitä on näköpiirissä?
contradiction-unchanged = ”{ $title }”: arvo on ollut sama neljässä viimeisimmässä vastauksessa. Mittaako se sitä, mitä teemme?
contradiction-spread = ”{ $title }”: arviot vaihtelevat välillä { $low }–{ $high }. Tästä kannattaa keskustella.

every-0 = maanantaisin
every-1 = tiistaisin
every-2 = keskiviikkoisin
every-3 = torstaisin
every-4 = perjantaisin
every-5 = lauantaisin
every-6 = sunnuntaisin
of-month-0 = maanantaina
of-month-1 = tiistaina
of-month-2 = keskiviikkona
of-month-3 = torstaina
of-month-4 = perjantaina
of-month-5 = lauantaina
of-month-6 = sunnuntaina
nth-1 = 1.
nth-2 = 2.
nth-3 = 3.
nth-4 = 4.

rule-weekly = { $weekday } klo { $at }
rule-monthly = kuukauden { $nths } { $weekday } klo { $at }
rule-workday = joka kuukauden { $nth }. työpäivänä klo { $at }
rule-quarterly = { $nth }. työpäivänä kvartaalin päättymisen jälkeen klo { $at }
rule-cycle = { $nth }. työpäivänä kunkin toteutusjakson päättymisen jälkeen klo { $at }
rule-meetings = { $before ->
    [0] kunkin kokouksen päivänä klo { $at }
    [one] kutakin kokousta edeltävänä työpäivänä klo { $at }
   *[other] { $before } työpäivää ennen kutakin kokousta klo { $at }
}
rule-date = { $day }
rule-dates = vuosittain { $dates } klo { $at }
rule-term = { $years } vuoden välein alkaen { $day } klo { $at }

button-why = Miksi saan tämän?
why-title = Miksi saat tämän

reading-day = En osaa lukea päivämäärää ”{ $text }”. Kirjoita se esimerkiksi näin: 24.11.2026.
reading-day-two-ways = ”{ $text }” voidaan lukea kahdella tavalla. Kirjoita päivämäärä näin: 24.11.2026.
reading-day-far = ”{ $text }” on vuosien päässä. Tarkista päivämäärä.
