# What Slack’s blocks say of themselves, around what the conversations say.

slack-expected = expected by now { $share }
slack-choose = Choose
slack-choose-scale = Choose from { $low } to { $high }
slack-shut = Close
slack-left-out = Slack shows no longer message than this, so something is left out here. “/okr status” with a unit’s name shows one unit at a time.
slack-given = You wrote: { $value }
slack-title-check-in = Check-in, w{ $week }
slack-title-week = Week { $week }
