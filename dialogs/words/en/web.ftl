# The demonstration page's own words: its frame, the clock bar, the message box, forms.

web-title = Rytmi
web-page-title = { $where } · Rytmi
web-skip-messages = Skip to the conversation
web-skip-write = Skip to the message box
web-banner-title = Demonstration
web-banner = Anyone at this computer can open this page and look as anyone. It answers on 127.0.0.1 only.
web-banner-short = Open to anyone at this computer.
web-noscript = Without JavaScript the page works too, but new messages appear only when you reload it.
web-languages = Language of the page
web-organisation = Organisation
web-home = To the start

web-menu-open = People and channels
web-menu-close = Close people and channels
web-people = People
web-people-cut = There are more people than are shown here.
web-channels = Channels
web-find = Find a person or channel
web-nothing-found = Nothing by that name.
web-unread = new messages
web-role-lead = Lead
web-role-facilitator = Facilitator
web-role-admin = Administrator
web-role-member = Member
web-role-in = { $role }, { $unit }
web-channel-detail = { $unit } · { $rhythm }
web-direct = Direct messages with Rytmi

web-clock = Rytmi’s clock
web-clock-move = Move the clock
web-clock-hour = +1 hour
web-clock-day = +1 day
web-clock-monday = Next Monday
web-clock-forum = Next forum
web-clock-quarter = End of quarter
web-clock-moving = The clock is moving …
web-clock-moved = The clock has moved.
web-clock-busy = The clock is already on its way. Try again in a moment.
web-target = { $at }
web-week = week { $number }
web-day = { $weekday } { $day }
web-hour = { $at }
web-weekday-0 = Monday
web-weekday-1 = Tuesday
web-weekday-2 = Wednesday
web-weekday-3 = Thursday
web-weekday-4 = Friday
web-weekday-5 = Saturday
web-weekday-6 = Sunday

web-log = Messages
web-message-from = { $name }, { $at }
web-updated = updated
web-only-you = Only visible to you
web-newer = New messages
web-seen-as = Seen as { $name }
web-empty = Nothing here yet
web-empty-channel = No roll-up here yet
web-empty-hint = What Rytmi sends will appear here by itself.
web-empty-hint-clock = Move the clock forward at the top of the page: what Rytmi sends on the way will appear here.
web-read-only = This channel is for reading here.
web-read-only-link = Write to Rytmi as { $name }

web-say-label = Message to Rytmi as { $name }
web-say-placeholder = Message or /command
web-say-hint = Enter sends, Shift + Enter starts a new line
web-send = Send
web-commands = Commands
web-failed = That did not get through. Nothing you typed is lost.
web-retry = Try again
web-offline = The connection is lost; the page keeps trying.

web-form-problems = { $count ->
    [one] One answer needs another look
   *[other] { $count } answers need another look
}
web-form-close = Close the form
web-form-cancel = Cancel
web-form-more = More
web-form-leave = Leave without sending what you have filled in?
web-form-discard = Leave
web-form-stay = Keep filling in
web-optional = optional
web-choose = Choose …
web-choice-none = Not chosen
web-figures = Show the figures
web-when = When
web-share = { $share }
web-expected = expected by now { $share }
web-no-answer = –

web-missing-title = There is nobody here
web-missing = This person, channel or organisation does not exist, or no longer does. The address may be an old one.
web-being-corrected-title = Being corrected
web-being-corrected = This retro is being corrected. Its document comes back once it is published again; until then, what was published can be read in the channel.
web-not-understood-title = That could not be read
web-not-understood = Part of the request was missing, too long or malformed. Go back and try again.
web-not-from-here-title = Only from this computer
web-not-from-here = This demonstration answers only to pages opened on this computer, at 127.0.0.1 or localhost.
web-too-much-title = That is too long
web-too-much = What was sent is larger than the page can take. Shorten the text and send it again.
web-no-organisation-title = Nobody is here yet
web-no-organisation = Bring an organisation in with “rytmi import PATH”, or a sample with “rytmi import --sample oma-hame”, and load this page again.
web-not-now-title = One moment, please
web-not-now = Rytmi cannot reach its database just now. Nothing that has been stored is lost: try again in a moment.

web-rehearsal = What is coming
web-harvest = While the clock moved: { $what }.
web-harvest-nothing = While the clock moved, nothing was sent.
web-harvest-places = Where it arrived
web-harvest-more = { $count ->
    [one] and one more place
   *[other] and { $count } more places
}
web-harvest-prompt = { $count ->
    [one] one question
   *[other] { $count } questions
}
web-harvest-reminder = { $count ->
    [one] one reminder
   *[other] { $count } reminders
}
web-harvest-digest = { $count ->
    [one] one roll-up
   *[other] { $count } roll-ups
}
web-harvest-retro = { $count ->
    [one] one message about a retro
   *[other] { $count } messages about retros
}
web-harvest-opening = { $count ->
    [one] one call to open a cycle
   *[other] { $count } calls to open a cycle
}
web-harvest-changes = { $count ->
    [one] one question about agreed changes
   *[other] { $count } questions about agreed changes
}
web-harvest-notice = { $count ->
    [one] one notice
   *[other] { $count } notices
}
web-too-busy-title = One at a time
web-too-busy = Several rehearsals are running already. Try again in a moment.
web-too-long-title = That takes too long here
web-too-long = This rehearsal is too large for a page. Choose a shorter time, or run “rytmi rehearse” on the command line.
