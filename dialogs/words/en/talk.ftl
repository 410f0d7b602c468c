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
help-table = Commands
help-command = Command
help-does = What it does
help-usage = { $command } { $argument }
help-open = Everyone in the organisation can read everything here. Falling short is allowed; silence is shown as silence.

language-ask = Which language shall I use with you?
language-unknown = I don’t speak “{ $asked }” yet. Which of these shall I use?
language-now = Now: { $language }
language-set = From now on I use this language with you: { $language }.
