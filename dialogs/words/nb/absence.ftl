# Fravær og tilbakekomst, og bryteren for påminnelser.

absence-title = Når er du borte?
absence-intro = Bare dagene lagres, aldri noen årsak. Den som er borte, får ingen spørsmål og regnes ikke som taus. Etter den siste dagen kommer spørsmålene igjen av seg selv.
absence-group = Dager
absence-who = Hvem er borte?
absence-first = Første dag
absence-first-hint = For eksempel 1. desember eller 2026-12-01. Tomt: fra og med i dag.
absence-last = Siste dag
absence-last-hint = Tomt: inntil videre.
absence-deputy = Hvem blir spurt i stedet?
absence-deputy-hint = Tomt: ingen.
absence-name-hint = Skriv navnet.
absence-submit = Lagre
absence-check = Ingenting er endret ennå. Kontroller dagene og send.
absence-yours = { $error } Her kan du oppgi dine egne dager.
absence-own-deputy = Velg noen andre: ingen kan være sin egen stedfortreder.
absence-order = Den siste dagen kommer før den første. Kontroller begge.
absence-past = De dagene er allerede over. Kontroller datoene.
absence-several = «{ $typed }» passer på flere: { $people }. Hvem er det?
absence-not-yours = { $who }: bare personen selv eller personens leder, fasilitator eller administrator kan oppgi dagene.
absence-nobody = Jeg kjenner ingen som heter «{ $typed }».
absence-not-done = Jeg fikk ikke notert dette. Oppgi dagene på nytt.

days-one = { $first }
days-span = fra { $first } til { $last }
days-until = til og med { $last }
days-open = fra { $first } inntil videre
absence-line = Borte { $days }.
absence-line-deputy = Borte { $days }. { $deputy } blir spurt i stedet.

absence-set = Du er borte { $days }. Da spør jeg deg ikke om noe.
absence-set-of = { $who } er borte { $days } og får ingen spørsmål da.
absence-instead = { $deputy } blir spurt i stedet.
absence-instead-now = { $deputy } blir spurt i stedet og får også spørsmålet for denne uken.
absence-nobody-instead = Ingen blir spurt i stedet. Det ingen andre svarer for, hoppes over så lenge og regnes ikke som taushet.
absence-replaces = Dette erstatter tidligere dager: { $days }.
absence-ends = Fraværet tar slutt av seg selv. Kommer du tilbake tidligere, skriv /okr back.
absence-ends-of = Fraværet tar slutt av seg selv. Kommer { $who } tilbake tidligere, skriv /okr back { $who }.
absence-open = Det varer til du skriver /okr back.
absence-open-of = Det varer til noen skriver /okr back { $who }.
absence-cancelled = Fjernet: borte { $days }.
absence-back = Velkommen tilbake! Fra nå av spør jeg deg igjen.
absence-back-of = { $who } er tilbake og får spørsmål igjen fra nå av.
absence-kept = Senere fravær blir stående:
absence-back-open = Uke { $week } står fortsatt åpen for deg. Svar hvis du vil, ellers kommer neste spørsmål som vanlig.
absence-none = Du er ikke merket som borte i dag.
absence-none-of = { $who } er ikke merket som borte i dag.
button-away = Oppgi dagene
button-deputy = Pek ut en stedfortreder
button-change = Endre
button-cancel-absence = Fjern dagene

reminders-on = Du får en påminnelse hvis noe står åpent to arbeidsdager etter spørsmålet, høyst én gang i uken.
reminders-off = Du får ingen påminnelser.
reminders-set-on = Fra nå av minner jeg deg på det igjen når noe står åpent.
reminders-set-off = Fra nå av minner jeg deg ikke på noe.
reminders-once = Ukens spørsmål kommer uansett én gang.
reminders-unknown = Jeg forstår ikke «{ $typed }» her. Skriv on eller off.
button-reminders-on = Slå på påminnelser
button-reminders-off = Slå av påminnelser

command-away = Si når du er borte: bare dager, aldri noen årsak
command-back = Si at du er tilbake
command-reminders = Slå påminnelser på eller av
argument-away = [1.12.–5.12.]
argument-name = [navn]
argument-reminders = [on|off]
