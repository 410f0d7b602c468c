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
digest-of = The figures are those of the cycle that was running on { $day }.
digest-of-unit = { $title } – { $unit }
digest-blocker = In the way
digest-asks = { $count ->
    [one] One ask to this level
   *[other] { $count } asks to this level
}
digest-ask = { $unit }: { $title } – “{ $blocker }”
digest-ask-plain = { $unit }: { $title }
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
