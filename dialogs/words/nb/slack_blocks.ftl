# Hva Slacks blokker sier om seg selv, rundt det som samtalene sier.

slack-expected = forventet til nå { $share }
slack-choose = Velg
slack-choose-scale = Velg { $low }–{ $high }
slack-shut = Lukk
slack-left-out = Det er ikke plass til mer i Slack, så noe er utelatt her. «/okr status» og enhetens navn viser én enhet om gangen.
slack-given = Du skrev: { $value }
slack-title-check-in = Innsjekk uke { $week }
slack-title-week = Uke { $week }
