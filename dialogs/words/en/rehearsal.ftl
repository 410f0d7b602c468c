# The rehearsal: what would be sent in a span of time, on the page and on the command line.

rehearsal-title = Rehearsal
rehearsal-lead = What Rytmi would send in this time. Nothing is sent and nothing is changed.
rehearsal-nobody-answers = Nobody answers in a rehearsal, so everyone who is asked is reminded too.
rehearsal-skip = Skip to the plan
rehearsal-back = Back to the conversations
rehearsal-span = From today
rehearsal-span-week = one week
rehearsal-span-month = four weeks
rehearsal-span-quarter = a quarter
rehearsal-unit = Unit
rehearsal-unit-all = the whole organisation
rehearsal-show = Show
rehearsal-working = The rehearsal is running …
rehearsal-waiting = Another rehearsal is running. This one comes next.
rehearsal-progress = How far the rehearsal has come
rehearsal-days = { $first } – { $last }
rehearsal-total-messages = Messages
rehearsal-total-most = Most for one person in a week
rehearsal-total-moved = Moved by a free day
rehearsal-total-left-out = Not sent
rehearsal-nothing = Nothing would be sent in this time.
rehearsal-people = { $count ->
    [one] one receiver
   *[other] { $count } receivers
}
rehearsal-channels = { $count ->
    [one] one channel
   *[other] { $count } channels
}
rehearsal-units = { $count ->
    [one] one unit
   *[other] { $count } units
}
rehearsal-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
rehearsal-moved = Moved from { $day }, a free day
rehearsal-whys = Why these come
rehearsal-why-prompt = { $unit } is asked { $rule }.
rehearsal-why-reminder = A reminder comes once, on the second working day after the question, and only while the answer is missing.
rehearsal-why-digest = { $forum } gets its roll-up { $rule }.
rehearsal-why-retro = { $unit } is called to look back { $days ->
    [one] one working day
   *[other] { $days } working days
} before its cycle ends.
rehearsal-why-opening = { $unit } is asked to open its next cycle { $days } working days before it begins.
rehearsal-why-changes = Those who see to an agreed change in { $unit } are asked on the day it is checked, and at mid-cycle.
rehearsal-why-other = Follows from something that has happened.
