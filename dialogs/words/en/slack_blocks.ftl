# What Slack’s blocks say of themselves, around what the conversations say.

slack-expected = expected by now { $share }
slack-choose = Choose
slack-choose-scale = Choose from { $low } to { $high }
slack-shut = Close
slack-left-out = There is no room for more in Slack, so something is left out here. “/okr status” and a unit’s name shows one unit at a time.
slack-given = You wrote: { $value }
slack-title-check-in = Check-in, w{ $week }
slack-title-week = Week { $week }
