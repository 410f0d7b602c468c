# The roll-up of a forum, and the status that anyone may ask for.

digest-title = { $unit }: where we stand in week { $week }
digest-summary = { $unit }, week { $week }: { $counts }.
digest-problems = { $count ->
    [one] One key result needs attention
   *[other] { $count } key results need attention
}
digest-no-problems = By the latest answers, no key result is off track or at risk.
digest-more-problems = { $count ->
    [one] One more
   *[other] { $count } more
}
digest-left-out = { $count ->
    [one] One more is shown in its own unit’s status.
   *[other] { $count } more are shown in their own units’ status.
}
digest-meeting = For the meeting on { $day }.
digest-of = The figures are those of the cycle that was running on { $day }.
digest-of-unit = { $title } – { $unit }
digest-blocker = In the way
digest-asks = { $count ->
    [one] One ask to this level
   *[other] { $count } asks to this level
}
digest-ask = { $unit }: { $title } – “{ $blocker }”
digest-ask-plain = { $unit }: { $title }
digest-more-asks = { $count ->
    [one] One more ask is shown in its own unit’s status.
   *[other] { $count } more asks are shown in their own units’ status.
}
digest-more-silent = { $count } others
digest-silence = { $count ->
    [one] No fresh answer from { $units }.
   *[other] No fresh answer from { $units }.
}
digest-doubts = Worth talking about
digest-comments = From the answers
digest-figures = The figures
digest-own = { $unit }: key results
digest-questions = Four questions for the meeting
question-tell = What do the key results tell us?
question-change = What must change for them to be reached?
question-depend = Which dependencies must be solved?
question-support = Who needs to give support?
digest-why = Posted here for { $forum }, { $rule }, whether or not every answer is in.

status-title = { $unit }: status in week { $week }
status-nothing = There are no open key results here in the running cycle.
status-which = “{ $asked }” fits several units. Which one do you mean?
status-near = I found no unit called “{ $asked }”. Did you mean one of these?
status-unknown = I found no unit called “{ $asked }”.
status-hint = /okr status and a unit’s name shows that unit; /okr tree shows them all.
tasks-title = Tasks
task-item = { $title } – { $state }
task-item-of = { $title } – { $person }, { $state }
task-open = open
task-due = by { $day }
task-done = done
tasks-more = { $count ->
    [one] One more task
   *[other] { $count } more tasks
}
tree-title = { $organisation }, week { $week }
tree-unit = Unit
tree-kept = Units without key results in the running cycle show the figures of the cycle that ended on { $day }.
tree-left-out = { $count ->
    [one] One unit is not listed here; ask for it by name.
   *[other] { $count } units are not listed here; ask for them by name.
}

meetings-title = { $forum }: meetings
meetings-now = The roll-up comes { $rule }.
meetings-lead = These dates take the place of the coming ones in the calendar.
meetings-lead-new = So far the roll-up follows a rule. Once dates are saved, it follows these meetings instead.
meetings-calendar = The calendar
meetings-days = Dates of the meetings
meetings-days-hint = One a line, or with commas between them, for example 24 November 2026.
meetings-before = Working days from the roll-up to the meeting
meetings-before-hint = 0 means the day of the meeting itself.
meetings-before-wrong = Write a whole number from 0 to { $most }.
meetings-save = Save
meetings-done = { $forum }: from now on the roll-up comes { $rule }.
meetings-empty = Write at least one date.
meetings-past = { $day } has passed. Only coming meetings can be entered.
meetings-too-many = That is more than { $most } dates. Enter the nearest ones first.
meetings-which = Which forum do you mean?
meetings-unknown = I found no forum called “{ $asked }”.
meetings-none = There is no forum whose calendar is yours to keep. /okr meetings and a forum’s name shows its calendar.
meetings-refused = The calendar is kept by { $people }.
