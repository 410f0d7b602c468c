# How a retro ends: what changes, what goes on, what is published, and the roll-up of retros.

ending-none = I do not find this retro. /okr retro shows where yours is.
ending-refused = The retro of { $unit } is run by { $people }.
ending-nobody-runs = Only facilitators and leads can do this, and { $unit } has neither.
ending-elsewhere = The retro is at another step now: { $step }.
ending-board = To the retro

agree-title = { $unit }: what do we change?
agree-lead = Agree on { $most } changes at most that hold from { $cycle } on. Few changes that are made are worth more than many that are forgotten.
agree-themes = What you voted for:
agree-change = Change { $number }
agree-text = What do we do differently?
agree-text-hint = Something that one can see being done, for example “We look at the queue together every Monday”.
agree-text-missing = Write what changes, or leave the whole change empty.
agree-text-long = Write it in { $most } characters at most.
agree-owner = Who sees to it?
agree-owner-missing = Choose who sees to it: without an owner nothing changes.
agree-check = When is it first looked at?
agree-check-hint = A day in the next cycle. Left empty, it is { $day }.
agree-check-outside = Choose a day from { $first } to { $last }.
agree-nothing = Or nothing at all
agree-none = We change nothing this time
agree-none-yes = Yes, nothing to change this time
agree-none-hint = Only if no change is written above.
agree-empty = Write a change, or choose at the end that nothing changes this time.
agree-both = Changes are written above. Clear this choice, or the changes.
agree-meanwhile = { $count ->
    [0] Somebody else has taken out all changes meanwhile. If you send the form now, what stands in it is agreed.
   *[other] Somebody else has agreed on this meanwhile: { $changes }. If you send the form now, what stands in it takes its place.
}
agree-submit = Agree
agree-done = { $count ->
    [0] Nothing changes from { $cycle } on
    [one] One change from { $cycle } on
   *[other] { $count } changes from { $cycle } on
}
agree-asked = The owner is asked on the first day and at mid-cycle how it goes, and the changes open the next cycle’s first check-in.

carry-title = What becomes of “{ $objective }”?
carry-lead = Nothing goes on into { $cycle } by itself: each goal is kept, changed or dropped.
carry-reasons = A sentence of why is needed for what is changed or dropped. For what is kept it is welcome.
carry-objective = Objective: { $objective }
carry-verdict-objective = The objective
carry-verdict = The key result
carry-keep-whole = Keep: it goes on
carry-change-whole = Change: it goes on in another form
carry-drop-whole = Drop it, with its key results
carry-keep-part = Keep
carry-change-part = Change
carry-drop-part = Drop
carry-scored = Score { $score }, { $fit }.
carry-reason = Why?
carry-more = A new title
carry-new-title = What is it called from now on?
carry-title-hint = Only for what is changed; left empty, the title stays. Measure and target are changed in the sheet.
carry-missing = Choose whether it is kept, changed or dropped.
carry-dropped-with = The objective is dropped, and its key results with it. Keep the objective, or drop this one too.
carry-nothing-left = All its key results are dropped, so nothing would measure it. Choose “Change” if it gets new ones, else drop it.
carry-reason-missing = Write in a sentence why.
carry-reason-long = Write it in { $most } characters at most.
carry-title-long = A title has { $most } characters at most.
carry-unknown = I do not find this objective in the retro.
carry-submit = Save
carry-done = Settled: { $objective }
carry-said-keep = Kept: { $goal }
carry-said-change = Changed: { $goal }
carry-said-drop = Dropped: { $goal }

publish-preview = { $unit }: this will be published of { $cycle }
publish-missing = Still missing
publish-unscored = { $count ->
    [one] One key result has no score: { $names }.
   *[other] { $count } key results have no score: { $names }.
}
publish-undecided = { $count ->
    [one] Of one objective it is open what becomes of it or its key results: { $names }.
   *[other] Of { $count } objectives it is open what becomes of them or their key results: { $names }.
}
publish-not-yet = The retro cannot be published yet.
publish-then = What publishing does
publish-told = The summary goes to { $names }.
publish-told-nobody = { $unit } has neither a forum nor members: the summary goes to nobody, and anyone can read it with /okr retro.
publish-told-above = A short form goes to { $names }, at the level above.
publish-more-names = { $count ->
    [one] one more
   *[other] { $count } more
}
publish-closes = { $cycle } is closed: no more answers are taken for it.
publish-begins = { $count ->
    [0] { $cycle } begins in planning, with no goals from this cycle.
    [one] { $cycle } begins in planning, with one goal from this cycle.
   *[other] { $cycle } begins in planning, with { $count } objectives and key results from this cycle.
}
publish-runs = { $count ->
    [0] { $cycle } is running already and gets no goals from this cycle.
    [one] { $cycle } is running already and gets one goal from this cycle.
   *[other] { $cycle } is running already and gets { $count } objectives and key results from this cycle.
}
publish-goes-on = { $cycle } already holds goals that are dropped here, and keeps them: { $names }.
publish-many-objectives = { $count } objectives are more than the method recommends: five at most.
publish-key-results = { $count ->
    [0] “{ $objective }” has no key result in the next cycle; two to five are recommended.
    [one] “{ $objective }” has one key result in the next cycle; two to five are recommended.
   *[other] “{ $objective }” has { $count } key results in the next cycle; two to five are recommended.
}
publish-do = Publish
publish-done = { $unit }: the retro of { $cycle } is published
publish-open = Open { $cycle } when its goals are as they should be.
publish-open-now = { $cycle } has begun already. Until somebody opens it, nobody is asked about its goals.
publish-read = Read the summary
publish-cycle = To the cycles
cycle-by-retro = the retro was published

summary-title = { $unit }: retro of { $cycle }
summary-title-corrected = { $unit }: retro of { $cycle } (corrected)
summary-corrected = Corrected: this takes the place of what was published before.
summary-headline = { $count ->
    [0] { $unit }, { $cycle }: score { $score } on average, nothing changes
    [one] { $unit }, { $cycle }: score { $score } on average, one change
   *[other] { $unit }, { $cycle }: score { $score } on average, { $count } changes
}
summary-headline-plain = { $count ->
    [0] { $unit }, { $cycle }: nothing changes
    [one] { $unit }, { $cycle }: one change
   *[other] { $unit }, { $cycle }: { $count } changes
}
summary-lead = { $count ->
    [one] Score { $score } out of 1 for one key result.
   *[other] Score { $score } out of 1 on average for { $count } key results.
}
summary-lead-plain = No key result was scored.
summary-changes = What changes from { $cycle } on
summary-nothing-changes = Nothing to change this time.
summary-change = { $text } – { $owner }, first look on { $day }
summary-short-change = From { $cycle } on: { $change }
summary-goals = What came of the goals
summary-key-results = { $count ->
    [one] One key result
   *[other] All { $count } key results
}
summary-objective = { $title }: { $score }
summary-result = { $title }: { $score }, { $fit } ({ $final })
summary-final = { $value } · target { $aim }
summary-aim = target { $aim }
summary-score = Score
summary-unscored = no score yet
summary-allowed = Falling short is allowed: a score says what the goal taught us, and not how good somebody is.
summary-fits = How the goals were set: { $fits }.
summary-fit-good = set well
summary-fit-too-easy = too easy
summary-fit-too-hard = too hard
summary-fit-wrong-measure = measured the wrong thing
summary-fit-depended = depended on others
summary-fit-count-good = { $count } set well
summary-fit-count-too-easy = { $count } too easy
summary-fit-count-too-hard = { $count } too hard
summary-fit-count-wrong-measure = { $count } measured the wrong thing
summary-fit-count-depended = { $count } depended on others
summary-themes = Themes
summary-theme = { $count ->
    [0] { $theme }
    [one] { $theme } – one dot
   *[other] { $theme } – { $count } dots
}
summary-top-theme = { $count ->
    [one] Most on our minds: { $theme } (one dot)
   *[other] Most on our minds: { $theme } ({ $count } dots)
}
summary-notes = { $count ->
    [one] What was said: one note
   *[other] What was said: { $count } notes
}
summary-no-theme = Without a theme
summary-note-well = Went well: { $text }
summary-note-not-well = Did not go well: { $text }
summary-note-change = To change: { $text }
summary-note-by = { $note } ({ $author })
summary-more-notes = { $count ->
    [one] One more note is not shown here.
   *[other] { $count } more notes are not shown here.
}
summary-all-notes = Read all notes
summary-notes-title = { $unit }, { $cycle }: what was said
summary-no-notes = There are no notes to read.
summary-next-notes = { $count ->
    [one] One more
   *[other] { $count } more
}
summary-goes-on = What becomes of the goals
summary-goes-keep = Kept
summary-goes-change = Changed
summary-goes-drop = Dropped
summary-renamed = { $was } → { $new }
summary-because = { $goal } – { $reason }
summary-whole = Read the whole retro

document-title = As a document:
document-unit = Unit
document-cycle = Cycle
document-of = { $name } ({ $span })
document-span = { $first } – { $last }
document-day = { $day }
document-published = Published
document-wrote = Notes
document-wrote-named = { $count ->
    [one] one member wrote, under their name
   *[other] { $count } members wrote, under their names
}
document-wrote-anonymous = { $count ->
    [one] one member wrote, anonymously
   *[other] { $count } members wrote, anonymously
}
document-goal = Key result
document-final = Final value
document-score = Score
document-fit = How it was set
document-why = Why

command-retros = look at the retros of a unit and all below it
retros-title = { $unit }: retros
retros-lead = { $begun ->
    [0] Published: { $published } of { $all } retros.
   *[other] Published: { $published } of { $all } retros; under way: { $begun }.
}
retros-none = No unit here has a cycle behind it yet, so there is nothing to look back on.
retros-score = Score on average
retros-score-value = { $count ->
    [one] { $score } (one key result)
   *[other] { $score } ({ $count } key results)
}
retros-fits = How goals were set
retros-changes = Changes agreed
retros-changes-value = { $count ->
    [one] one, { $done } done, { $way } under way
   *[other] { $count }, { $done } done, { $way } under way
}
retros-themes = Themes
retros-theme = { $count ->
    [0] { $theme } – { $unit }
    [one] { $theme } – { $unit }, one dot
   *[other] { $theme } – { $unit }, { $count } dots
}
retros-more-themes = { $count ->
    [one] One more theme
   *[other] { $count } more themes
}
retros-left-out = { $count ->
    [one] One more stands in its unit’s own retro.
   *[other] { $count } more stand in their units’ own retros.
}
retros-units = Unit by unit
retros-unit = Unit
retros-state = Retros
retros-published = published
retros-under-way = under way
retros-not-begun = not begun
retros-counted = { $published } of { $all } published
retros-more-units = { $count ->
    [one] One more unit is not listed here; ask for it by name.
   *[other] { $count } more units are not listed here; ask for them by name.
}
retros-notes-private = Anonymous notes stay with their teams: here are themes and scores only.
