# Commands, help and settings.

command-checkin = Answer for your key results, or correct an answer
command-status = How a unit stands; your own if you name none
command-tree = The whole organisation at a glance
command-language = The language I use with you
command-help = This list
argument-unit = [unit]
argument-language = [en|fi|sv|nb]

help-title = What I can do for you
help-lead = Once a week I ask how far your key results have come and how confident you are, and I bring a summary to your meetings.
help-unknown = I don’t know “{ $typed }”.
help-meant = Did you mean this?
help-usage = { $command } { $argument }
help-open = Everyone in the organisation can read every answer and roll-up. Falling short is allowed; silence is shown as silence.

language-ask = Which language shall I use with you?
language-unknown = I don’t speak “{ $asked }” yet. Which of these shall I use?
language-now = Now: { $language }
language-set = From now on I use this language with you: { $language }.

command-why = Why you get messages from me, and which come next
command-cycle = How the cycles of a unit stand; opened and closed by those who answer for it
command-changes = What a unit has agreed to change, and how it goes
command-ledger = What became of the messages of a unit, for those who answer for it
command-meetings = The dates of a forum’s meetings, for those who answer for it
command-retro = Look back on a unit’s cycle together: begin, go on, or see what came of it
argument-forum = [forum]
help-topic-week = Every week
help-topic-look = Where we stand
help-topic-yours = For you
help-topic-facilitate = For leads and facilitators
help-line = { $command } – { $does }

why-all-title = What you get from me, and why
why-all-asked = The week’s question
why-all-forums = Roll-ups in your channels
why-all-retros = When a cycle ends or begins
why-nothing = At the moment you get nothing: you answer for no key results, and none of your units has a forum that gets a roll-up.
why-prompt = This is the week’s question: how far your key results have come, and how confident you are. It comes once a week at most, for all your units together.
why-put-off = You put it off to this hour yourself.
why-reminder = This is a reminder that the week’s question is still open. It comes once a week at most, and only to those who have not answered anything in the last days.
why-digest = This is a roll-up for a meeting. It comes to this channel on time, whether or not every answer is in.
why-retro = A cycle of a unit that you look after is about to end. I tell you in good time, so that you can look back on it together.
why-notice = You look after a unit, and a message to somebody in it or to its channel cannot arrive. I tell you once, so that you can do something about it.
why-opening = The next cycle of a unit that you look after waits for somebody to open it. I tell you in good time; as long as nobody opens it, nobody is asked.
why-changes = You see to a change that your unit has agreed on. I ask on the day you agreed on and at mid-cycle, until it is done or given up.
why-asked = { $unit } is asked { $rule } (your time).
why-stands-in = You are also asked in place of { $people } for as long as they are away.
why-away = You are away up to and including { $day }. Nothing is asked of you before that is over.
why-away-open = You are away until you write /okr back. Nothing is asked of you before that.
why-together = You get one question a week for all of them, at the first of these hours.
why-not-asked = At the moment you answer for no key results, so nothing is asked of you.
why-forum = { $forum } gets the roll-up of { $unit } { $rule }.
why-zone = That hour is the one in { $zone }; below, hours are in your own time.
why-meetings = The next meetings: { $days }.
why-no-meetings = No coming meeting is in the forum’s calendar.
why-retro-rule = { $unit }: { $before ->
    [one] one working day
   *[other] { $before } working days
} before the cycle’s last day, at { $at } (your time).
why-opening-rule = { $unit }: { $before ->
    [one] one working day
   *[other] { $before } working days
} before the first day of a cycle that waits to be opened, at { $at } (your time).
why-changes-rule = { $unit }: on the days on which agreed changes are checked, and at mid-cycle, at { $at } (your time).
why-next = What comes next:
why-next-none = Nothing more is in sight for now.
why-moment = { $at }
why-moment-moved = { $at } (moved from { $day }, a day off)
why-day = { $day }
why-moved = By the rule it would have come on { $day }. That was a day off, so it came on the next working day.
why-change = How to change it
why-change-language = /okr language: the language I use with you
why-change-reminders = /okr reminders off: no more reminders; the week’s question still comes
why-change-away = /okr away: nothing is asked of you while you are away
why-change-meetings = /okr meetings { $forum }: the dates of the meetings, and how long before them the roll-up comes
why-change-notice = /okr ledger: everything that was sent, and what became of it
why-change-rule = The rhythm of { $unit } is for { $people } to decide.
why-change-sheet = The rhythm is kept in the organisation’s sheet; those who run Rytmi here change it there.
