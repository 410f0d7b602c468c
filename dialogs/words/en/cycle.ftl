# A unit’s cycles: how they stand, and how people open, end, close and reopen them.

cycle-title = { $unit }: cycles
cycle-none = This unit has no cycle with goals yet.
cycle-no-unit = You belong to no unit. /okr cycle and a unit’s name shows that unit’s cycles.
cycle-name = { $cycle } – { $phase }
cycle-phase-planning = being planned
cycle-phase-active = running
cycle-phase-review = in review
cycle-phase-closed = closed
cycle-days = { $start } – { $end }
cycle-days-waiting = { $start } – { $end }. It waits for somebody to open it; until then nobody is asked about its goals.
cycle-days-coming = { $start } – { $end }. It begins by itself on its first day.
cycle-goal = { $title } ({ $results })
cycle-goal-continues = { $goal } – goes on from an earlier cycle
cycle-goal-continues-from = { $goal } – goes on from { $cycle }
cycle-goal-continues-as = { $goal } – goes on from { $cycle }, where it was called “{ $former }”
cycle-goals = It holds { $objectives } and { $results }.
cycle-goals-none = No goals have been set for it yet.
cycle-objectives = { $count ->
    [one] one objective
   *[other] { $count } objectives
}
cycle-results = { $count ->
    [0] no key results
    [one] one key result
   *[other] { $count } key results
}
cycle-goals-how = Goals come from the organisation’s sheet, or from the retro of the cycle before: those who run Rytmi here read the sheet in.
cycle-lacks-fewer = That is { $count } objectives. With { $most } at most, people finish what they begin.
cycle-lacks-bare = { $count ->
    [one] No key result yet, so nobody is asked about it: { $goals }
   *[other] No key results yet, so nobody is asked about them: { $goals }
}
cycle-lacks-few = Fewer than { $fewest } key results: { $goals }
cycle-lacks-many = More than { $most } key results: { $goals }
cycle-lacks-how = You can mend this in the organisation’s sheet at any time.
cycle-history = History ({ $count })
cycle-closed-ones = Closed cycles ({ $count })
cycle-turn = { $at }: { $phase }, by { $who }
cycle-turn-because = { $at }: { $phase }, by { $who } – “{ $reason }”
cycle-refused = Cycles here are opened and closed by { $people }.
cycle-refused-nobody = Cycles here are opened and closed by the unit’s leads, facilitators and admins, and by those of the units above. Nobody has such a role yet.
cycle-is = The cycle { $cycle } is { $phase }.
cycle-nothing-to-open = No cycle of { $unit } waits to be opened.
cycle-nothing-to-review = No cycle of { $unit } is running.
cycle-nothing-to-close = { $unit } has no cycle that could be closed.
cycle-nothing-to-reopen = { $unit } has no closed cycle.

button-cycle-open = Open the cycle
button-cycle-resume = Go on asking
button-cycle-review = Stop asking
button-cycle-close = Close the cycle
button-cycle-close-other = Close { $cycle }
button-cycle-close-anyway = Close without a retro
button-cycle-reopen = Reopen the cycle
button-cycle-show = Show the cycles
button-cycle-retro = Look back on it

cycle-open-already = The cycle { $cycle } is already running.
cycle-open-closed = The cycle { $cycle } has been closed. It can be reopened if something in it must be corrected.
cycle-open-over = The last day of the cycle { $cycle } was { $day }, so nobody can be asked in it any more.
cycle-open-waits = The cycle { $cycle } is open already, and begins on { $day }.
cycle-open-rival = { $other } runs until { $day }, and one cycle of a length runs at a time. Close it first, then open { $cycle }.
cycle-open-no-goals = { $unit } has no key results in { $cycle } yet, so there is nothing to ask about.
cycle-opened = { $unit }: the cycle { $cycle } is open. The questions come as usual.
cycle-opened-from = { $unit }: the cycle { $cycle } is open, and begins on { $day }.

cycle-reason = Why
cycle-reason-hint = One sentence. Everyone in the organisation can read it in the history.
cycle-reason-needed = Write in a sentence why.
cycle-review-title = { $unit }: stop asking about { $cycle }
cycle-review-lead = Nobody is asked about { $cycle } any more. Its last day by the calendar is { $day }; you can go on asking until then.
cycle-review-reason = Why does it end now? (optional)
cycle-review-done = { $unit }: { $cycle } is in review. Nobody is asked about it any more.
cycle-review-values = Last values can still be given. Now is the time to look back.
cycle-review-no-values = Check-ins are no longer taken; final values are put right in the retro.
cycle-close-title = { $unit }: close { $cycle }
cycle-close-lead = Once { $cycle } is closed, nothing lands in it any more. Everything that was said stays readable, and it can be reopened.
cycle-close-planned = { $cycle } has not begun. Once it is closed, nobody is asked about its goals.
cycle-close-missing = { $count ->
    [one] The final value of one key result is not known: { $goals }. It stays like that.
   *[other] The final values of { $count } key results are not known: { $goals }. They stay like that.
}
cycle-missing-more = { $count ->
    [one] one more
   *[other] { $count } more
}
cycle-close-reason = Why is it closed?
cycle-close-done = { $unit }: { $cycle } is closed. Nothing in it is lost.
cycle-close-retro = { $unit } has not looked back on { $cycle } yet. Publishing a retro closes the cycle, and takes the goals that go on into the next one.
cycle-close-retro-open = The retro of { $cycle } in { $unit } is still open. Publishing it closes the cycle, and takes the goals that go on into the next one.
cycle-close-retro-why = Failing is allowed. What is closed unseen teaches nobody anything.
cycle-reopen-title = { $unit }: reopen { $cycle }
cycle-reopen-lead = { $cycle } goes back into review, so that something can be corrected. Nobody is asked about it.
cycle-reopen-reason = What must be corrected?
cycle-reopen-retro = Its retro opens again too, at its last step. What was published stays readable until it is published anew.
cycle-reopen-done = { $unit }: { $cycle } is open for corrections.

opening-title = { $units }: the next cycle begins on { $day }
opening-lead = { $count ->
    [one] The goals are ready. The cycle begins once you open it, and not before its first day.
   *[other] The goals are ready. Each cycle begins once you open it, and not before its first day.
}
opening-unit = { $unit }: { $cycle }
opening-more = { $count ->
    [one] One more unit waits too: /okr cycle and its name.
   *[other] { $count } more units wait too: /okr cycle and their names.
}
opening-otherwise = As long as nobody opens it, nobody is asked about its goals.
