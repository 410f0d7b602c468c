# A person's home: their week, their key results, their unit, their settings.

home-title = Week { $week }: your key results
home-away = You are away { $days }, so nothing is asked of you.
home-away-deputy = You are away { $days }, so nothing is asked of you. { $deputy } is asked instead.
home-back = I am back
home-open = { $count ->
    [one] One key result is waiting for your answer.
   *[other] { $count } key results are waiting for your answer.
}
home-not-asked = Nothing is asked of you this week. You can still give an answer whenever you like.
home-free = Nothing is asked of you just now. You can still give an answer whenever you like.
home-done = Week { $week } is answered. Thank you!
home-answered = Answered this week
home-answered-value = { $answered } of { $all }
home-until = On time until
home-day = { $day }
home-late = { $count ->
    [one] One key result of week { $week } is still open. An answer counts until { $day }, and is marked as late.
   *[other] { $count } key results of week { $week } are still open. Answers count until { $day }, and are marked as late.
}
home-answer-late = Answer for week { $week }
home-no-unit = You belong to no unit yet. Ask whoever looks after your team to add you.
home-not-yours = You answer for no key results right now. Here is how your team is doing.
home-empty = { $unit } has no key results in the running cycle yet.
home-carers = { $unit } is looked after by { $people }.
home-key-results = Key results
home-objective = { $title } – { $unit }
home-more-key-results = { $count ->
    [one] One more key result is shown in its unit’s status.
   *[other] { $count } more key results are shown in their units’ status.
}
home-unit = { $unit } in the organisation
home-line = { $unit }: { $counts }
home-line-confidence = { $unit }: { $counts } · confidence { $confidence }
home-more-units = { $count ->
    [one] One more unit is shown in the whole organisation.
   *[other] { $count } more units are shown in the whole organisation.
}
home-status = Show the status
home-tree = The whole organisation
home-forums = What you look after
home-meetings = Meetings: { $forum }
home-coming = What comes next
home-coming-question = { $at }: the week’s question
home-coming-roll-up = { $at }: roll-up for { $forum }
home-settings = Your settings
home-language = Language
home-reminders = Reminders
home-reminders-on = on
home-reminders-off = off
home-absence = Away
home-no-absence = no days noted
home-give-days = Say when I’m away
home-change-language = Change the language
home-why = Why do I get messages?
home-help = What can Rytmi do?

command-home = Your week, your key results and your settings on one page
