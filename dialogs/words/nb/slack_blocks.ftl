# Hva Slacks blokker sier om seg selv, rundt det som samtalene sier.

slack-expected = forventet til nå { $share }
slack-choose = Velg
slack-choose-scale = Velg { $low }–{ $high }
slack-shut = Lukk
slack-left-out = Slack viser ikke lengre meldinger enn dette, så noe er utelatt her. «/okr status» med enhetens navn viser én enhet om gangen.
slack-given = Du skrev: { $value }
slack-title-check-in = Innsjekk uke { $week }
slack-title-week = Uke { $week }
