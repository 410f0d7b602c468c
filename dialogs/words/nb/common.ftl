# Verdier, målnivåer, status og regler med de samme ordene overalt.

instant = { $day } kl. { $time }

value-none = –
value-number = { $value }
value-milestones = { $done } av { $steps } trinn
value-yes = Ja
value-no = Ikke ennå
value-done = ferdig
value-not-done = ikke ferdig ennå
value-inside = { $value }, innenfor grensene ({ $share } av de besvarte ukene)
value-outside = { $value }, utenfor grensene (innenfor i { $share } av de besvarte ukene)
band-inside = Innenfor
band-outside = Utenfor
value-share = { $share }
value-share-change = { $share } ({ $change } prosentpoeng)
value-points = { $points }
value-points-change = { $points } ({ $change })

aim-change = { $start } → { $target }
aim-at-most = høyst { $high }
aim-at-least = minst { $low }
aim-within = mellom { $low } og { $high }
aim-milestones = { $steps } trinn
aim-yes = ferdig innen perioden er over

last-none = ikke noe svar ennå
last-answer = { $value }, konfidens { $confidence } (uke { $week })

status-off-track = Når ikke målet
status-at-risk = I faresonen
status-on-track = I rute
status-stale = Ikke noe ferskt svar
status-new = Ikke besvart ennå
outcome-reached = Nådd
outcome-short = Ikke helt nådd
outcome-band = Ikke alltid innenfor
outcome-unanswered = Aldri besvart

counts-off-track = { $count } når ikke målet
counts-at-risk = { $count } i faresonen
counts-on-track = { $count } i rute
counts-stale = { $count } uten ferskt svar
counts-new = { $count } ikke besvart ennå
counts-nothing = ingen nøkkelresultater

meter-answered = Nå { $value } · målnivå { $aim } · konfidens { $confidence } · uke { $week }
meter-spread = Nå { $value } · målnivå { $aim } · konfidens { $confidence } (median av { $answers }, { $low }–{ $high }) · uke { $week }
meter-unanswered = Målnivå { $aim } · ikke noe svar ennå

fact-key-results = Nøkkelresultater
fact-progress = Framdrift
fact-progress-value = { $now }, forventet så langt { $expected }
fact-progress-paced = { $now }; uten dem som skal holdes innenfor grenser { $paced }, forventet så langt { $expected }
fact-confidence = Konfidens
fact-answers = Svar siden forrige oppsummering
fact-answers-recent = Svar de siste fire ukene
fact-answers-value = { $answered } av { $asked } etterspurte

chart-title = Framdrift og konfidens uke for uke
chart-alt = Fra uke { $first_week } til uke { $last_week } gikk framdriften fra { $first } til { $last }. Konfidensen er nå { $confidence } av 10.
chart-alt-progress = Fra uke { $first_week } til uke { $last_week } gikk framdriften fra { $first } til { $last }. Det finnes ikke noe ferskt svar om konfidensen.
chart-week = uke { $week }
chart-progress = Framdrift, %
chart-confidence = Konfidens, 1–10

contradiction-confident-not-moving = «{ $title }»: konfidensen er høy, men tallet står stille og ligger etter det vi kunne vente nå. Hva bygger vi konfidensen på?
contradiction-moving-not-confident = «{ $title }»: tallet beveger seg som det skal, men konfidensen er lav. Hva ser vi komme?
contradiction-unchanged = «{ $title }»: verdien har vært den samme i de fire siste svarene. Måler den det vi jobber med?
contradiction-spread = «{ $title }»: svarene går fra { $low } til { $high }. Verdt en prat.

every-0 = hver mandag
every-1 = hver tirsdag
every-2 = hver onsdag
every-3 = hver torsdag
every-4 = hver fredag
every-5 = hver lørdag
every-6 = hver søndag
of-month-0 = mandag
of-month-1 = tirsdag
of-month-2 = onsdag
of-month-3 = torsdag
of-month-4 = fredag
of-month-5 = lørdag
of-month-6 = søndag
nth-1 = første
nth-2 = andre
nth-3 = tredje
nth-4 = fjerde

rule-weekly = { $weekday } kl. { $at }
rule-monthly = { $nths } { $weekday } i måneden kl. { $at }
rule-workday = arbeidsdag { $nth } i hver måned kl. { $at }
rule-quarterly = arbeidsdag { $nth } etter hvert kvartals slutt kl. { $at }
rule-cycle = arbeidsdag { $nth } etter hver periodes slutt kl. { $at }
rule-meetings = { $before ->
    [0] samme dag som hvert møte kl. { $at }
    [one] arbeidsdagen før hvert møte kl. { $at }
   *[other] { $before } arbeidsdager før hvert møte kl. { $at }
}
rule-date = { $day }
rule-dates = hvert år { $dates } kl. { $at }
rule-term = hvert { $years }. år fra og med { $day } kl. { $at }

button-why = Hvorfor får jeg dette?
why-title = Derfor får du dette

reading-day = Jeg kan ikke lese datoen «{ $text }». Skriv den for eksempel slik: 24.11.2026.
reading-day-two-ways = «{ $text }» kan leses på to måter. Skriv datoen slik: 24.11.2026.
reading-day-far = «{ $text }» ligger flere år unna. Sjekk datoen.
