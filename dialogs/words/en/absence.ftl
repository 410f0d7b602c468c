# Being away and coming back, and the switch for reminders.

absence-title = When are you away?
absence-intro = Only the days are kept, never a reason. Whoever is away is not asked and not counted as silent. After the last day the questions come again by themselves.
absence-group = Days
absence-who = Who is away?
absence-first = First day
absence-first-hint = For example 1 December or 2026-12-01. Empty: from today on.
absence-last = Last day
absence-last-hint = Empty: until further notice.
absence-deputy = Who is asked instead?
absence-deputy-hint = Empty: nobody is.
absence-name-hint = Write the name.
absence-submit = Save
absence-check = Nothing has been changed yet. Check the days and send.
absence-yours = { $error } Below you can say when you yourself are away.
absence-own-deputy = Choose somebody else: nobody can stand in for themselves.
absence-order = The last day comes before the first. Please check both.
absence-past = Those days are over already. Please check the dates.
absence-several = “{ $typed }” fits several people: { $people }. Which one is it?
absence-not-yours = { $who }: only they themselves, or their lead, facilitator or admin, can give these days.
absence-nobody = I don’t know anybody called “{ $typed }”.
absence-not-done = I could not note this. Please give the days again.

days-one = on { $first }
days-span = from { $first } to { $last }
days-until = to the end of { $last }
days-open = from { $first } until further notice
absence-line = Away { $days }.
absence-line-deputy = Away { $days }; { $deputy } is asked instead.

absence-set = You are away { $days }. I will not ask you anything then.
absence-set-of = { $who } is away { $days } and will not be asked anything then.
absence-instead = { $deputy } is asked instead.
absence-instead-now = { $deputy } is asked instead, and gets this week’s question too.
absence-nobody-instead = Nobody is asked instead. What nobody else answers for is left out meanwhile, and does not count as silence.
absence-replaces = This takes the place of earlier dates: { $days }.
absence-ends = It ends by itself. If you come back earlier, write /okr back.
absence-ends-of = It ends by itself. If { $who } comes back earlier, write /okr back { $who }.
absence-open = It lasts until you write /okr back.
absence-open-of = It lasts until somebody writes /okr back { $who }.
absence-cancelled = Cancelled: away { $days }.
absence-back = Welcome back! From now on I ask you again.
absence-back-of = { $who } is back, and is asked again from now on.
absence-kept = Later absences stay as they are:
absence-back-open = Week { $week } is still open for you. Answer if you like; otherwise the next question comes as usual.
absence-none = You are not marked as away today.
absence-none-of = { $who } is not marked as away today.
button-away = Give the days
button-deputy = Name a deputy
button-change = Change
button-cancel-absence = Cancel these days

reminders-on = You get a reminder when something is still open two working days after the question, once a week at most.
reminders-off = You get no reminders.
reminders-set-on = From now on I remind you again when something is still open.
reminders-set-off = From now on I don’t remind you.
reminders-once = The week’s question comes once in either case.
reminders-unknown = I don’t understand “{ $typed }” here. Write on or off.
button-reminders-on = Turn reminders on
button-reminders-off = Turn reminders off

command-away = Say when you are away: only days, never a reason
command-back = Say that you are back
command-reminders = Turn reminders on or off
argument-away = [1.12.–5.12.]
argument-name = [name]
argument-reminders = [on|off]
