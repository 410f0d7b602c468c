# Vad Teams visar av appen Rytmi innan någon har skrivit till den: beskrivningen och kommandona i menyn.

manifest-short = Håller era OKR levande: en kort avstämning i veckan, översikt till forumen
manifest-full = Rytmi frågar varje team en gång i veckan hur långt nyckelresultaten har kommit och hur stor tilltron är. Det tar mindre än en minut att svara. Rytmi påminner en gång och frågar aldrig den som är borta. Sammanställningar lägger Rytmi i ledningsforumens kanaler, i takt med forumens möten. Rytmi läser inga kanaler, bara det som skrivs till Rytmi och meddelanden där Rytmi nämns.

word-checkin = avstämning
word-home = hem
word-status = läget
word-tree = träd
word-retros = utvärderingar
word-changes = ändringar
word-away = borta
word-back = tillbaka
word-reminders = påminnelser
word-language = språk
word-why = varför
word-ledger = utskickslogg
word-meetings = möten
word-retro = utvärdering
word-cycle = period
word-help = hjälp
