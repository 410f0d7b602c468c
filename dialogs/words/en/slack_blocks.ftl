# What Slack’s blocks say of themselves, around what the conversations say.

slack-shut = Close
slack-title-check-in = Check-in, w{ $week }
slack-title-week = Week { $week }
