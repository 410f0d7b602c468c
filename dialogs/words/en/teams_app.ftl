# What Teams shows of Rytmi's app before anybody has written to it: its description, and the commands in its menu.

manifest-short = Keeps your OKRs alive: a short check-in a week, roll-ups to your forums
manifest-full = Rytmi asks each team once a week how far its key results have come and how confident it is. An answer takes under a minute. Rytmi reminds once, and it never asks people who are away. It posts a roll-up to the channel of each management forum at the rhythm of that forum’s meetings. It reads no channels: only what people write to Rytmi itself, and messages in which they mention it.

word-checkin = checkin
word-home = home
word-status = status
word-tree = tree
word-retros = retros
word-changes = changes
word-away = away
word-back = back
word-reminders = reminders
word-language = language
word-why = why
word-ledger = ledger
word-meetings = meetings
word-retro = retro
word-cycle = cycle
word-help = help
