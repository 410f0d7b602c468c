# Hvordan det gikk med meldingene, og hva man gjør når en ikke kommer fram.

ledger-title = { $unit }: hvordan det gikk med meldingene
ledger-span = De to siste ukene og den kommende, med alle enheter under.
ledger-nothing = Ingen meldinger var planlagt i denne tiden.
ledger-no-unit = Du hører ikke til noen enhet. /okr ledger og navnet på en enhet viser meldingene dens.
ledger-refused = Hvordan det gikk med meldingene i { $unit }, vises for dem som svarer for enheten eller en enhet over den. Nærmest: { $people }.
ledger-refused-nobody = Hvordan det gikk med meldingene i { $unit }, vises for ledere, fasilitatorer og administratorer der og i enhetene over. Ingen har en slik rolle der ennå.
ledger-no-problems = Alt som var planlagt, har kommet fram, trengtes ikke eller er på vei.
ledger-problems = Trenger oppmerksomhet
ledger-bullet = { $at }: { $kind }, { $unit } – { $who }
ledger-all-of = alle i { $unit }
ledger-at = { $at }
ledger-at-there = { $at } (kl. { $there } der)
ledger-more = { $count } til
ledger-coming = Den kommende uken ({ $count })
ledger-coming-line = { $at }: { $kind }, { $name }
ledger-left-out = … og { $count } til.
ledger-all = Alle meldinger ({ $count })
ledger-order = Nyeste først
ledger-when = Når
ledger-message = Melding
ledger-fate = Hvordan det gikk
ledger-line = { $who }: { $kind } ({ $unit })
ledger-count = { $count }
ledger-because = { $fate } – { $reason }
ledger-moved = { $told } (flyttet fra { $day }, som er en fridag)
button-ledger = Hvordan det gikk med meldingene

kind-prompt = ukens spørsmål
kind-reminder = påminnelse
kind-receipt = kvittering
kind-digest = oppsummering
kind-retro = invitasjon til evaluering
kind-notice = beskjed til dem som har ansvar for enheten

fate-planned = På vei
fate-held = Venter på tiden sin
fate-sent = Sendt
fate-answered = Besvart
fate-late = Besvart sent
fate-missed = Uteblitt
fate-absent = Borte
fate-skipped = Utelatt
fate-not-installed = Rytmi er ikke lagt til
fate-failed = Kunne ikke leveres
fate-uncertain = Usikkert
fate-superseded = Trengs ikke lenger

reason-away = mottakeren er borte
reason-no-working-day = ingen er på jobb da
reason-merged = en nyere erstatter den
reason-nothing-to-say = det finnes ingen nøkkelresultater å rapportere
reason-downtime = Rytmi var ikke i gang
reason-answered-before = alt var allerede besvart
reason-reminders-off = påminnelser er slått av
reason-active-lately = mottakeren har svart på noe de siste dagene
reason-snoozed = mottakeren valgte et annet tidspunkt
reason-asked-already = ukens ene melding er allerede sendt
reason-back = de som var borte, er tilbake
reason-asked-lately = spørsmålet kom akkurat
reason-never-asked = selve spørsmålet kom aldri fram

cause-not-installed = mottakeren har ikke lagt til Rytmi
cause-channel-gone = kanalen er arkivert eller slettet
cause-not-invited = Rytmi er ikke med i kanalen
cause-no-such-person = chatten kjenner ikke personen
cause-given-up = chatten avviste den til og med siste forsøk
cause-refused = chatten avviste den

remedy-missed = Det kom ikke noe svar mens det ville ha telt. Ingenting fylles ut i etterkant; neste spørsmål kommer som vanlig.
remedy-downtime = Rytmi var ikke i gang, og etterpå var det for sent for denne. Du trenger ikke gjøre noe; de neste kommer som vanlig.
remedy-uncertain = Den ble sendt, men chatten sa aldri om den kom fram. Den sendes ikke på nytt på en gjetning: spør mottakeren om den kom.
remedy-not-installed = Be dem legge til Rytmi i chatten og skrive noe til den, for eksempel «hei». Deretter kommer meldingene fram.
remedy-channel-gone = Oppgi en annen kanal for ledermøtet i organisasjonens regneark, eller åpne kanalen igjen.
remedy-not-invited = Inviter Rytmi til kanalen: i Slack med /invite @Rytmi, i Teams ved å legge til appen i teamet.
remedy-no-such-person = Sjekk adressen til personen i organisasjonens regneark. Den som har sluttet, tas ut av det.
remedy-given-up = Chatten avviste den til og med siste forsøk. Hvis det skjer igjen, si fra til dem som drifter Rytmi her.
remedy-refused = Chatten avviste den. De som drifter Rytmi her, ser chattens egne ord med «rytmi ledger».

notice-title = { $receiver } kan ikke nås: { $kind } ({ $unit })
notice-not-installed = { $receiver } har ikke lagt til Rytmi i chatten eller har fjernet den. Be vedkommende finne Rytmi blant appene i chatten, legge den til og skrive noe til den, for eksempel «hei». Deretter kommer meldingene fram.
notice-no-such-person = Chatten kjenner ikke { $receiver }. Sjekk adressen i organisasjonens regneark. Den som har sluttet, tas ut av det.
notice-given-up = Chatten avviste meldingen til { $receiver } til og med siste forsøk. Denne meldingen trenger du ikke gjøre noe med. Hvis det skjer igjen, si fra til dem som drifter Rytmi her.
notice-refused = Chatten avviste meldingen til { $receiver }. De som drifter Rytmi her, ser chattens egne ord med «rytmi ledger».
notice-channel-gone = Kanalen { $receiver } er arkivert eller slettet, så oppsummeringen for { $forum } har ikke noe sted å gå. Oppgi en annen kanal for ledermøtet i organisasjonens regneark, eller åpne kanalen igjen.
notice-not-invited = Rytmi er ikke med i kanalen { $receiver }, så oppsummeringen for { $forum } kan ikke legges ut. Inviter den: i Slack med /invite @Rytmi i kanalen, i Teams ved å legge til appen i teamet.
notice-once = Dette sier jeg bare én gang.
