# What the same things are called everywhere: values, aims, status, rules.

instant = { $day } at { $time }

value-none = –
value-number = { $value }
value-milestones = { $done } of { $steps } steps
value-yes = Yes
value-no = Not yet
value-done = done
value-not-done = not done yet
value-inside = { $value }, inside the limits ({ $share } of the answered weeks)
value-outside = { $value }, outside the limits (inside in { $share } of the answered weeks)
band-inside = Inside
band-outside = Outside
value-share = { $share }
value-share-change = { $share } ({ $change } points)
value-points = { $points }
value-points-change = { $points } ({ $change })

aim-change = { $start } → { $target }
aim-at-most = at most { $high }
aim-at-least = at least { $low }
aim-within = between { $low } and { $high }
aim-milestones = { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
}
aim-yes = done by the end of the cycle

last-none = no answer yet
last-answer = { $value }, confidence { $confidence } (week { $week })

status-off-track = Off track
status-at-risk = At risk
status-on-track = On track
status-stale = No fresh answer
status-new = Not answered yet
outcome-reached = Reached
outcome-short = Not fully reached
outcome-band = Not always inside
outcome-unanswered = Never answered

counts-off-track = { $count } off track
counts-at-risk = { $count } at risk
counts-on-track = { $count } on track
counts-stale = { $count } without a fresh answer
counts-new = { $count } not answered yet
counts-nothing = no key results

meter-answered = Now { $value } · target { $aim } · confidence { $confidence } · week { $week }
meter-spread = Now { $value } · target { $aim } · confidence { $confidence } (median of { $answers }, { $low }–{ $high }) · week { $week }
meter-unanswered = Target { $aim } · no answer yet

fact-key-results = Key results
fact-progress = Progress
fact-progress-value = { $now }, expected by now { $expected }
fact-progress-paced = { $now }; without what is kept within limits { $paced }, expected by now { $expected }
fact-confidence = Confidence
fact-answers = Answers since the last roll-up
fact-answers-recent = Answers in the last four weeks
fact-answers-value = { $answered } of { $asked } asked for

chart-title = Progress and confidence by week
chart-alt = From week { $first_week } to week { $last_week } progress went from { $first } to { $last }; confidence is now { $confidence } out of 10.
chart-alt-progress = From week { $first_week } to week { $last_week } progress went from { $first } to { $last }; there is no fresh answer about confidence.
chart-week = w{ $week }
chart-progress = Progress, %
chart-confidence = Confidence, 1–10

contradiction-confident-not-moving = “{ $title }”: the confidence is high, but the number is not moving and is behind what one would expect by now. What makes us confident?
contradiction-moving-not-confident = “{ $title }”: the number is moving as it should, but the confidence is low. What do we see coming?
contradiction-unchanged = “{ $title }”: the value has been the same in the last four answers. Does it measure what we are working on?
contradiction-spread = “{ $title }”: the answers range from { $low } to { $high }. Worth talking about.

every-0 = every Monday
every-1 = every Tuesday
every-2 = every Wednesday
every-3 = every Thursday
every-4 = every Friday
every-5 = every Saturday
every-6 = every Sunday
of-month-0 = Monday
of-month-1 = Tuesday
of-month-2 = Wednesday
of-month-3 = Thursday
of-month-4 = Friday
of-month-5 = Saturday
of-month-6 = Sunday
nth-1 = first
nth-2 = second
nth-3 = third
nth-4 = fourth

rule-weekly = { $weekday } at { $at }
rule-monthly = on the { $nths } { $weekday } of each month at { $at }
rule-workday = on working day { $nth } of each month at { $at }
rule-quarterly = on working day { $nth } after each quarter’s end at { $at }
rule-cycle = on working day { $nth } after each cycle’s end at { $at }
rule-meetings = { $before ->
    [0] on the day of each meeting at { $at }
    [one] one working day before each meeting at { $at }
   *[other] { $before } working days before each meeting at { $at }
}
rule-date = { $day }
rule-dates = each year on { $dates } at { $at }
rule-term = every { $years } years from { $day } on, at { $at }

button-why = Why do I get this?
why-title = Why you get this

reading-day = “{ $text }” is not a date I can read. Write it for example as 24 November 2026 or 2026-11-24.
reading-day-two-ways = “{ $text }” can be read in two ways. Write the month by name, or the date as 2026-11-24.
reading-day-far = “{ $text }” is years away. Please check the date.
