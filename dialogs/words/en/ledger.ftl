# What became of the messages, and what to do where one cannot arrive.

ledger-title = { $unit }: what became of the messages
ledger-span = The last two weeks and the coming one, with all units below.
ledger-nothing = No message was planned in this time.
ledger-no-unit = You belong to no unit. /okr ledger and a unit’s name shows that unit’s messages.
ledger-refused = What became of the messages of { $unit } is shown to those who answer for it or for a unit above it. The nearest: { $people }.
ledger-refused-nobody = What became of the messages of { $unit } is shown to its leads, facilitators and admins, and to those of the units above. Nobody has such a role there yet.
ledger-no-problems = Everything that was planned has arrived, was not needed, or is on its way.
ledger-problems = Needs attention
ledger-bullet = { $at }: { $kind }, { $unit } – { $who }
ledger-all-of = everyone in { $unit }
ledger-at = { $at }
ledger-at-there = { $at } ({ $there } there)
ledger-more = { $count } more
ledger-coming = In the coming week ({ $count })
ledger-coming-line = { $at }: { $kind }, { $name }
ledger-left-out = … and { $count } more.
ledger-all = All messages ({ $count })
ledger-order = Newest first
ledger-when = When
ledger-message = Message
ledger-fate = What became of it
ledger-line = { $who }: { $kind } ({ $unit })
ledger-count = { $count }
ledger-because = { $fate } – { $reason }
ledger-moved = { $told } (moved from { $day }, a day off)
button-ledger = What became of the messages

kind-prompt = the week’s question
kind-reminder = reminder
kind-receipt = receipt
kind-digest = roll-up
kind-retro = call to look back
kind-notice = notice to those who look after the unit

fate-planned = On its way
fate-held = Waiting for its hour
fate-sent = Sent
fate-answered = Answered
fate-late = Answered late
fate-missed = Missed
fate-absent = Away
fate-skipped = Left out
fate-not-installed = Rytmi not added
fate-failed = Could not be delivered
fate-uncertain = Uncertain
fate-superseded = Not needed any more

reason-away = the receiver is away
reason-no-working-day = nobody works then
reason-merged = a newer one speaks for it
reason-nothing-to-say = there is no key result to report on
reason-downtime = Rytmi was not running
reason-answered-before = everything had been answered already
reason-reminders-off = reminders are switched off
reason-active-lately = the receiver has answered something in the last days
reason-snoozed = the receiver chose another hour
reason-asked-already = the week’s one message had gone out already
reason-back = those who were away are back
reason-asked-lately = the question itself has only just come
reason-never-asked = the question itself never arrived

cause-not-installed = Rytmi is not added in the receiver’s chat
cause-channel-gone = the channel was archived or deleted
cause-not-invited = Rytmi is not a member of the channel
cause-no-such-person = the chat does not know the person
cause-given-up = the chat kept refusing until the last try
cause-refused = the chat refused it

remedy-missed = No answer came while it would have counted. Nothing is filled in afterwards; the next question comes as usual.
remedy-downtime = Rytmi was not running, and afterwards it was too late for this. There is nothing to do; the next ones come as usual.
remedy-uncertain = It was sent, but the chat never said whether it arrived. It is not sent again by guess: ask the receiver whether it came.
remedy-not-installed = Ask them to add Rytmi in the chat and to write it a word, such as “hello”. From then on messages arrive.
remedy-channel-gone = Name another channel for the forum in the organisation’s sheet, or open the channel again.
remedy-not-invited = Invite Rytmi to the channel: in Slack with /invite @Rytmi, in Teams by adding the app to the team.
remedy-no-such-person = Check the person’s address in the organisation’s sheet. Whoever has left is taken out of it.
remedy-given-up = The chat kept refusing until the last try. If it happens again, tell those who run Rytmi here.
remedy-refused = The chat refused it. Those who run Rytmi here find the chat’s own words with “rytmi ledger”.

notice-title = { $receiver } cannot be reached: { $kind } ({ $unit })
notice-not-installed = { $receiver } has not added Rytmi in the chat, or has removed it. Ask them to look for Rytmi among the chat’s apps, to add it and to write it a word, such as “hello”. From then on messages arrive.
notice-no-such-person = The chat does not know { $receiver }. Check the address in the organisation’s sheet. Whoever has left is taken out of it.
notice-given-up = The chat refused the message to { $receiver } until the last try. There is nothing to do about this one. If it happens again, tell those who run Rytmi here.
notice-refused = The chat refused the message to { $receiver }. Those who run Rytmi here find the chat’s own words with “rytmi ledger”.
notice-channel-gone = The channel { $receiver } was archived or deleted, so the roll-up for { $forum } has nowhere to go. Name another channel for the forum in the organisation’s sheet, or open the channel again.
notice-not-invited = Rytmi is not a member of the channel { $receiver }, so the roll-up for { $forum } cannot be posted. Invite it: in Slack with /invite @Rytmi in the channel, in Teams by adding the app to the team.
notice-once = I tell you this once.
