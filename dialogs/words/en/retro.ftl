# Looking back on a cycle: the call, the board, the facts, the scores, and who runs it.

retro-title = { $units }: the cycle ends on { $day }
retro-lead = The last day of the cycle is { $day }. Agree now when you look back on it together. Last values can still be given for two weeks after that day.
retro-units = { $count } units
retro-well = What went well?
retro-not-well = What did not go well?
retro-change = What do we change from the next cycle on?
retro-call-missing = What is missing
retro-call-none = Nothing is missing: every key result has a fresh answer.
retro-call-answers = { $count ->
    [one] one key result without a fresh answer
   *[other] { $count } key results without a fresh answer
}
retro-call-news = { $count ->
    [one] one change from the last retro of which nothing has been heard
   *[other] { $count } changes from the last retro of which nothing has been heard
}
retro-call-begun = the retro is under way ({ $step })
retro-call-unit = { $unit }: { $missing }
retro-call-ready = nothing is missing

retro-board-title = { $unit }: looking back on { $cycle }
retro-board-summary = { $title } – now: { $step }
retro-which = Several units have a name like that. Which one do you mean?
retro-unknown = I do not know a unit called “{ $asked }”.
retro-gone = This retro is no longer there. Write /okr retro to see your unit’s.
retro-none = You do not belong to a unit yet. Write /okr retro and a unit’s name to see that unit’s retro.
retro-no-cycle = { $unit } has not had a cycle with objectives yet, so there is nothing to look back on.
retro-hint = /okr retro and a unit’s name shows its retro: before it begins, while it runs, and what came of it.

retro-invite-lead = This retro looks back on the time from { $first } to { $last }. It begins with the facts and ends in a few changes that are in force from the next cycle on.
retro-invite-early = The cycle runs until { $day }. You can begin before that; values that come in later still count.
retro-invite-way = How it goes
retro-way-1 = You look at the facts together: how far each key result came, what stood in the way, what became of last time’s changes.
retro-way-2 = You score each key result and say why. Falling short is allowed; saying nothing is not.
retro-way-3 = Each member writes in private what went well, what did not, and what to change: under their names or anonymously.
retro-way-4 = You group the notes, everybody has three dots, and you agree on three changes at most, each with somebody who sees to it.
retro-way-5 = Each goal is kept, changed or dropped, and the summary goes to your channel.
retro-fact-objectives = Objectives
retro-fact-before = Changes from last time
retro-number = { $count }
retro-who-runs = { $people } can begin it.
retro-nobody-runs = Only facilitators and leads run a retro, and this unit has none yet. The people who keep Rytmi can add one.
retro-missing = Still missing
retro-missing-answer = “{ $title }” was never answered
retro-missing-fresh = “{ $title }” has no fresh answer; the last one is from week { $week }
retro-missing-news = Nothing has been heard of the change “{ $change }”
retro-missing-more = And { $count } more.

retro-stage-facts = Facts
retro-stage-scoring = Scores
retro-stage-collecting = Notes
retro-stage-grouping = Themes
retro-stage-voting = Dots
retro-stage-agreeing = Changes
retro-stage-carrying = What goes on
retro-stage-published = Summary
retro-step-done = ✓ { $step }
retro-step-done-with = ✓ { $step }: { $detail }
retro-step-open = ! { $step } (not finished)
retro-step-open-with = ! { $step } (not finished): { $detail }
retro-step-now = ▶ { $step } (now)
retro-step-now-with = ▶ { $step } (now): { $detail }
retro-step-to-come = ○ { $step }
retro-step-to-come-with = ○ { $step }: { $detail }
retro-step-left-out = – { $step } (left out)
retro-detail-scored = { $done } of { $of } key results scored
retro-detail-named = with names
retro-detail-anonymous = anonymous
retro-detail-wrote = { $count ->
    [one] one person has written
   *[other] { $count } people have written
}, { $manner }
retro-detail-writing = { $done } of { $of } have written, { $manner }
retro-detail-themes = { $count ->
    [one] one theme
   *[other] { $count } themes
}
retro-detail-voted = { $done } of { $of } have given their dots
retro-detail-dots = { $count ->
    [one] one dot
   *[other] { $count } dots
}
retro-detail-changes = { $count ->
    [one] one change agreed
   *[other] { $count } changes agreed
}
retro-detail-carried = { $done } of { $of } goals decided

retro-lead-facts = Look at the facts together before anybody judges: what the figures say, and what became of last time’s changes.
retro-lead-scoring = Score what came of each key result, and say why in a sentence. The figures propose; you decide.
retro-lead-collecting-named = Everybody writes in private. Notes are shown together, with names, when the writing ends.
retro-lead-collecting-anonymous = Everybody writes in private. Notes are shown together, in random order and without names, when the writing ends; only from four writers on.
retro-lead-grouping = Put the notes that are about the same under one theme.
retro-lead-voting = Everybody has three dots for what matters most.
retro-lead-agreeing = Agree on three changes at most. Each has somebody who sees to it, and a day on which it is first looked at.
retro-lead-carrying = Say of each goal whether it is kept, changed or dropped. Nothing goes on silently.
retro-lead-published = The retro is published.
retro-correcting = This retro was published and is being corrected. What was published stays in the channel until it is published again.
retro-facilitated = { $person } facilitates this retro.
retro-more = Otherwise

retro-do-begin = Open the retro
retro-do-start = Begin the retro
retro-do-board = Show the retro
retro-do-facts = Look at the facts
retro-do-all-facts = The whole cycle
retro-do-go = Go on: { $step }
retro-do-back = Back: { $step }
retro-do-score = Score: { $objective }
retro-do-scores = Show the scores
retro-do-manner = Go on: Notes
retro-do-without-notes = Go on without notes
retro-do-write = Write my notes
retro-do-write-more = Write more
retro-do-remind = Remind those who have not written
retro-do-reveal = End the writing and show the notes
retro-do-group = Group the notes
retro-do-group-again = Change the themes
retro-do-open-vote = Let everybody vote
retro-do-without-vote = Go on without voting
retro-do-vote = Give my dots
retro-do-vote-again = Change my dots
retro-do-close-vote = Count the dots
retro-do-agree = Agree on changes
retro-do-agree-again = Edit the changes
retro-do-without-changes = Go on without changes
retro-do-carry = Decide: { $objective }
retro-do-carry-again = Decide again: { $objective }
retro-do-preview = See what will be published
retro-do-correct = Correct it and publish again
retro-do-hand = Hand it to somebody else
retro-do-hand-now = Hand over
retro-do-take-over = Take over

retro-go-nothing = Nobody has begun this retro yet.
retro-go-closed = The cycle is closed, so its retro stands as it was published. Open the cycle again first: /okr cycle.
retro-go-count = Some have already voted. Count the dots first, so that none is lost.
retro-go-manner = First decide whether notes bear names.
retro-go-shown = The anonymous notes have been shown. Who wrote now could be told from the others, so there is no way back to writing.
retro-go-reveal = Somebody has already written. End the writing first, so that no note lies unread.
retro-go-no-notes = There are no notes to group.
retro-go-counted = The dots have been counted, and nobody knows any more whose they were. Going back would lose them.
retro-go-vote = Open the vote first, so that everybody hears of it.
retro-go-publish = Look at the preview first; you publish from there.
retro-now-at = The retro is now at: { $step }. Here is how it stands.
retro-not-published = Notes and scores are for the unit's members until the retro is published. Then everybody can read them.
retro-begun-already = The retro has been begun already. Here is how it stands.
retro-closed = The cycle is closed. To look back on it, open it again first: /okr cycle.
retro-not-yours = { $people } can run this retro. What you can do yourself is below.

retro-taken = You facilitate this retro now.
retro-taken-over = { $person } facilitates this retro from now on. It is now at: { $step }.
retro-handed = { $person } facilitates this retro from now on, and has been told.
retro-handed-to-you = { $person } has handed this retro to you. It is now at: { $step }. Nothing is lost: you go on where it is.
retro-hand-summary = { $title }: { $words }
retro-hand-title = Hand over the retro
retro-hand-lead = Everything stays as it is. Whoever takes over is told at once.
retro-hand-who = Who facilitates from now on?
retro-hand-hint = Facilitators and leads of the unit and of those above it.
retro-hand-nobody = There is nobody else who may run this retro. The people who keep Rytmi can add a facilitator.

retro-scores-title = { $unit }: scores for { $cycle }
retro-scores-none = Nothing has been scored yet.
retro-scores-final = In the end { $value } · target { $aim }
retro-score-title = Scores: { $objective }
retro-score-submit = Save the scores
retro-score-intro = Final value and score are proposed from the answers of the cycle. Change them as you see fit; the sentence of why is yours.
retro-score-allowed = A score is no grade. Aiming high and falling short is allowed, and teaches more than a safe 1.0.
retro-score-proposed = The figures say: { $value }, target { $aim }. Proposed score: { $score }.
retro-score-unknown = It was never answered, so nothing is proposed. Target: { $aim }.
retro-score-by = { $person } last scored this, { $at }. Target: { $aim }.
retro-score-value = Final value
retro-score-value-scale = Final value ({ $scale })
retro-score-value-hint = Leave it empty if it was never known.
retro-score-score = Score from 0.0 to 1.0
retro-score-hint = 1.0: reached. 0.7: a good way there. 0.0: did not move.
retro-score-why = Why did it go like this?
retro-score-why-hint = A sentence is enough.
retro-score-fit = Was it set well?
retro-score-needed = Give a score from 0.0 to 1.0.
retro-score-wrong = “{ $text }” is not a score. Write a number from 0.0 to 1.0, such as 0.7.
retro-score-why-needed = Say in a sentence why it went like this: next time you will be glad of it.
retro-score-fit-needed = Choose how well it was set.
retro-score-published = This retro is published, and its scores stand.
retro-score-nothing = There is no key result to score here.
retro-score-done = Saved: { $objective }.

retro-facts-title = Facts – { $title }
retro-facts-before = What you agreed last time
retro-facts-no-before = No changes were agreed for this cycle.
retro-facts-change = { $change } – { $person }: { $state }
retro-facts-news = { $number }. { $day }, { $person } ({ $state }): { $words }
retro-facts-goals = How it went
retro-facts-none = There are no key results here.
retro-facts-allowed = Falling short is allowed. What counts is what it tells you.
retro-facts-answered = Weeks answered
retro-facts-answered-value = { $answered } of { $asked } asked
retro-facts-obstacles = What stood in the way
retro-facts-more = { $count ->
    [one] One more key result
   *[other] { $count } more key results
}
retro-facts-weeks = Weeks asked and missed
retro-facts-key-result = Key result
retro-facts-asked = Asked
retro-facts-missed = Missed
retro-facts-named = Obstacles
retro-facts-week = Week { $week }
retro-facts-span = Weeks { $first }–{ $last }
retro-facts-blocked = { $when }: “{ $words }”
retro-facts-blocked-help = { $when }: “{ $words }” – help asked of { $unit }
retro-facts-help = { $when }: help asked of { $unit }
retro-facts-of = { $title } – { $said }
retro-facts-curve = { $title }: by week
retro-facts-silent = { $count ->
    [one] No answer in one of { $asked } weeks
   *[other] No answer in { $count } of { $asked } weeks
}: { $weeks }.
retro-facts-one = { $week }
retro-facts-several = { $first }–{ $last }

why-retro-write = Your team looks back on its cycle, and every member is asked once to write what went well, what did not, and what to change. Taking part is voluntary.
why-retro-nudge = This is the one reminder to write for your team’s retro. It comes only to those who have not written yet.
why-retro-vote = Your team’s retro has come to the vote, and every member has three dots for what matters most.
why-retro-summary = A team has looked back on its cycle. Its summary goes to the channel where the team meets, or to its members where there is none; once, and again only where it was corrected.
why-retro-short = A team has looked back on its cycle. The level above gets a short form of what came of it; once, and again only where it was corrected.
why-retro-hand = A retro that you may run has changed hands: it is yours now, or somebody has taken it over from you.
