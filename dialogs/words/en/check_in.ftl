# The weekly check-in: prompt, form, receipt, typed lines, refusals.

prompt-title = Week { $week }: how are your key results doing?
prompt-summary = { $count ->
    [one] Week { $week }: one key result is waiting for your answer.
   *[other] Week { $week }: { $count } key results are waiting for your answer.
}
prompt-lead = { $count ->
    [one] One number and how confident you are. It takes less than a minute.
   *[other] A number each and how confident you are. It takes less than a minute.
}
prompt-item = { $title } – last: { $last }
prompt-typing = You can also type it: “1: 45 7” means key result 1 is at 45, confidence 7; “1: = 7” means no change.
prompt-why = You get this because you answer for key results of { $units }. The question comes { $rule }.

reminder-lead = { $count ->
    [one] One key result of week { $week } is still open. A short answer is enough.
   *[other] { $count } key results of week { $week } are still open. Short answers are enough.
}
reminder-why = A reminder comes only while something is open, and once a week at most. /okr reminders off turns reminders off.
reminder-answered = Week { $week } is answered. Thank you!

button-answer = Answer
button-no-change = No change
button-correct = Correct
button-answer-rest = Answer the rest
button-add-or-correct = Add or correct
button-status = Show the latest figures

check-in-title = Check-in, week { $week }
check-in-intro = Fill in what you know. What you leave empty stays open, and you can come back to it.
check-in-intro-no-change = The values stay as they were. How confident are you now?
check-in-submit = Send
check-in-group = { $number }. { $title }
check-in-lead = Last: { $last }. Target: { $aim }.
check-in-lead-answered = { $who } answered on { $at } for all of you: { $last }. Fill in only to add or correct. Target: { $aim }.
check-in-more = Comment, obstacle or help needed
check-in-nothing = You have no key results to answer for right now.
check-in-nothing-why = Key results are answered for by their owner, or else by the unit’s lead.
check-in-errors = { $count ->
    [one] One answer needs a small correction. The others are kept.
   *[other] { $count } answers need a small correction. The others are kept.
}
check-in-empty = Nothing is filled in yet. One key result is enough to begin with.

value-label = Value now
value-label-scale = Value now ({ $scale })
value-label-milestones = Steps done (of { $steps })
value-label-yes-no = Is it done?
value-hint-unchanged = Leave empty if nothing has changed.
value-needed = Write the value: there is no earlier one to keep.
confidence-label = How confident are you that you will reach it?
confidence-low = not at all
confidence-high = certain
confidence-needed = Choose a confidence from 1 to 10. It is asked anew each time.
comment-label = Comment
blocker-label = What is in the way?
help-label = Needs help from
help-hint = It is raised in that level’s next roll-up.
text-too-long = Please shorten this to { $most } characters at most.
choice-unknown = Choose one of the list.

saved-all = { $count ->
    [one] Thank you! Your answer is saved.
   *[other] Thank you! Your { $count } answers are saved.
}
saved-some = { $left ->
    [one] Thank you, saved. One key result is still open.
   *[other] Thank you, saved. { $left } key results are still open.
}
receipt-title = Thank you! Week { $week } is answered
receipt-partial = Week { $week }: your answers so far
receipt-corrected = Week { $week }: your correction is saved
receipt-summary = { $count ->
    [one] Week { $week }: one key result answered.
   *[other] Week { $week }: { $count } key results answered.
}
receipt-left = { $left ->
    [one] One key result is still open.
   *[other] { $left } key results are still open.
}
shared-answered = { $who } answered for { $unit } on { $at } (week { $week }).
shared-why = In your team one answer counts for all, so you need not answer again.

form-unknown = This form is not yours or has been removed. Open a new one with /okr checkin.
form-done = This form has already been sent and saved. You can correct it with /okr checkin.
form-sent = This form has been sent, and what was in it then is saved. It is taken once: to send something more, open a new one.
form-old = This form had been open for over a week. Everything you typed is here: check it and send again.
form-waits = { $form }: press to open the form.
form-open = Open the form
form-next = Next
form-page = Page { $page } of { $pages }
button-old = This button no longer works. Its message is from an earlier version.
person-unknown = I don’t know you in this organisation yet. Ask your team’s facilitator to add you.

reading-not-a-number = “{ $text }” is not a number. Write it for example as 45 or 12.5.
reading-too-large = “{ $text }” is too large to be right. Please check the number.
reading-other-scale = This key result is measured in “{ $scale }”. Write only the number, or the number followed by “{ $scale }”.
reading-plain-number = This key result is a plain number. Write only the number.
reading-two-ways = “{ $text }” can be read in two ways. Write { $whole } or { $decimal }.
reading-milestones = Write how many steps are done: a whole number from 0 to { $steps }.
reading-yes-no = Write yes or no.
reading-confidence = Confidence is a whole number from 1 to 10.
reading-line = I could not read “{ $text }”.

line-refused = Nothing was saved yet: this needs a small correction.
line-error = Key result { $number }: { $error }
line-no-such = There is no key result { $number } in your list. The numbers go from 1 to { $most }.
line-typed = You wrote
line-form = The form is: number of the key result, colon, value, confidence. For example 1: 45 7

last-confidence = confidence { $confidence } (week { $week })
line-confidence-only = Key result { $number }: only your confidence is asked here. Write { $number }: 7
prompt-lead-confidence = Only how confident you are is asked. It takes less than a minute.
prompt-typing-confidence = You can also type it: “1: 7” means that your confidence in key result 1 is 7.
prompt-item-answered = { $title } – answered: { $last }
check-in-moved = Some key results of this form are no longer yours to answer, so nothing was saved yet. You wrote for them: { $typed }. Check the rest and send again.

prompt-stand-in = { $count ->
    [one] You also answer in place of { $names }, who is away.
   *[other] You also answer in place of { $names }, who are away.
}
stand-in-begins = { $who } is away, and you stand in. What { $who } answers for is in your list now.
stand-in-ends = { $who } is back and answers again. There is nothing left for you to do.
stand-in-other = Somebody else stands in for { $who } now. There is nothing left for you to do.
button-later = Later today
button-tomorrow = Tomorrow morning
check-in-lead-instead = { $who } answered on { $at }: { $last }. Fill in only to add or correct. Target: { $aim }.
shared-why-instead = One answer is enough here, so you need not answer again.
check-in-nothing-now = Somebody else answers now for what you were asked, so nothing is left for you to do.
check-in-late = Week { $week } is over. Your answer still counts until { $day }, and is marked as late.
check-in-closed = Week { $week } takes no new answers any more, so this form is about week { $now }.
check-in-closed-typed = Week { $week } takes no new answers any more, so this form is about week { $now } and nothing was saved yet. You also wrote: { $typed }.
check-in-closed-rest = This week takes corrections only, so nothing was saved yet. You wrote for what was never answered: { $typed }. Check the rest and send again.
check-in-corrections = Week { $week } takes no new answers any more. What you answered then can still be corrected.
saved-late = Week { $week } ended on { $day }, so the answer is marked as late.
receipt-late = Answered late, on { $at }.
snooze-set = All right, I will ask again on { $at }.
snooze-already = You have put this off already: I will ask again on { $at }.
snooze-answered = Nothing is open for week { $week } any more, so there is nothing to put off.
snooze-old = Week { $week } is over, so its question is not put off any more. You can still answer late.
snooze-too-late = The working day is too far gone for that. I can ask again in the morning.
snooze-no-more = This question has been put off many times already. You can answer whenever you like.
snooze-next-week = By then the new week’s question comes anyway. Week { $week } can be answered here at any time.
snooze-away = You are marked as away then, so I leave you alone. You can answer whenever you like.
