# Vad Slacks block säger om sig själva, runt det som samtalen säger.

slack-expected = väntat hittills { $share }
slack-choose = Välj
slack-choose-scale = Välj { $low }–{ $high }
slack-shut = Stäng
slack-left-out = Det ryms inte mer i Slack, så en del saknas här. ”/okr status” och enhetens namn visar en enhet i taget.
slack-given = Du skrev: { $value }
slack-title-check-in = Avstämning v. { $week }
slack-title-week = Vecka { $week }
