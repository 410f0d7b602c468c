# Vad Slacks block säger om sig själva, runt det som samtalen säger.

slack-shut = Stäng
slack-title-check-in = Avstämning v. { $week }
slack-title-week = Vecka { $week }
