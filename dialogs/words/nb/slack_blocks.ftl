# Hva Slacks blokker sier om seg selv, rundt det som samtalene sier.

slack-shut = Lukk
slack-title-check-in = Innsjekk uke { $week }
slack-title-week = Uke { $week }
