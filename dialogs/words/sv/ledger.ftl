# Vad som hände med meddelandena, och vad man gör när ett inte kommer fram.

ledger-title = { $unit }: vad som hände med meddelandena
ledger-span = De två senaste veckorna och den kommande, med alla enheter under.
ledger-nothing = Inga meddelanden var planerade under den här tiden.
ledger-no-unit = Du hör inte till någon enhet. /okr ledger och en enhets namn visar den enhetens meddelanden.
ledger-refused = Vad som hände med meddelandena i { $unit } visas för dem som svarar för enheten eller en enhet ovanför. Närmast: { $people }.
ledger-refused-nobody = Vad som hände med meddelandena i { $unit } visas för chefer, facilitatorer och administratörer där och i enheterna ovanför. Ingen har en sådan roll där än.
ledger-no-problems = Allt som var planerat har kommit fram, behövdes inte eller är på väg.
ledger-problems = Behöver uppmärksamhet
ledger-bullet = { $at }: { $kind }, { $unit } – { $who }
ledger-all-of = alla i { $unit }
ledger-at = { $at }
ledger-at-there = { $at } (kl. { $there } där)
ledger-more = { $count } till
ledger-coming = Under den kommande veckan ({ $count })
ledger-coming-line = { $at }: { $kind }, { $name }
ledger-left-out = … och { $count } till.
ledger-all = Alla meddelanden ({ $count })
ledger-order = Nyaste först
ledger-when = När
ledger-message = Meddelande
ledger-fate = Vad som hände
ledger-line = { $who }: { $kind } ({ $unit })
ledger-count = { $count }
ledger-because = { $fate } – { $reason }
ledger-moved = { $told } (flyttat från { $day }, som är en ledig dag)
button-ledger = Vad som hände med meddelandena

kind-prompt = veckans fråga
kind-reminder = påminnelse
kind-receipt = kvittens
kind-digest = sammanställning
kind-retro = inbjudan till utvärdering
kind-notice = besked till dem som ansvarar för enheten

fate-planned = På väg
fate-held = Väntar på sin tid
fate-sent = Skickat
fate-answered = Besvarat
fate-late = Besvarat sent
fate-missed = Missat
fate-absent = Borta
fate-skipped = Utelämnat
fate-not-installed = Rytmi är inte tillagt
fate-failed = Kunde inte levereras
fate-uncertain = Osäkert
fate-superseded = Behövs inte längre

reason-away = mottagaren är borta
reason-no-working-day = ingen arbetar då
reason-merged = ett nyare ersätter det
reason-nothing-to-say = det finns inga nyckelresultat att rapportera
reason-downtime = Rytmi var inte i gång
reason-answered-before = allt var redan besvarat
reason-reminders-off = påminnelser är avstängda
reason-active-lately = mottagaren har svarat på något de senaste dagarna
reason-snoozed = mottagaren valde en annan tid
reason-asked-already = veckans enda meddelande har redan skickats
reason-back = de som var borta är tillbaka
reason-asked-lately = frågan kom alldeles nyss
reason-never-asked = själva frågan kom aldrig fram

cause-not-installed = mottagaren har inte lagt till Rytmi
cause-channel-gone = kanalen är arkiverad eller borttagen
cause-not-invited = Rytmi är inte med i kanalen
cause-no-such-person = chatten känner inte till personen
cause-given-up = chatten avvisade det till och med sista försöket
cause-refused = chatten avvisade det

remedy-missed = Inget svar kom medan det skulle ha räknats. Inget fylls i efteråt; nästa fråga kommer som vanligt.
remedy-downtime = Rytmi var inte i gång, och efteråt var det för sent för det här. Du behöver inte göra något; de nästa kommer som vanligt.
remedy-uncertain = Det skickades, men chatten sade aldrig om det kom fram. Det skickas inte igen på en gissning: fråga mottagaren om det kom.
remedy-not-installed = Be dem lägga till Rytmi i chatten och skriva något till det, till exempel ”hej”. Därefter kommer meddelandena fram.
remedy-channel-gone = Ange en annan kanal för forumet i organisationens kalkylblad, eller öppna kanalen igen.
remedy-not-invited = Bjud in Rytmi till kanalen: i Slack med /invite @Rytmi, i Teams genom att lägga till appen i teamet.
remedy-no-such-person = Kontrollera personens adress i organisationens kalkylblad. Den som har slutat tas bort ur det.
remedy-given-up = Chatten avvisade det till och med sista försöket. Om det händer igen, säg till dem som driver Rytmi här.
remedy-refused = Chatten avvisade det. De som driver Rytmi här ser chattens egna ord med ”rytmi ledger”.

notice-title = { $receiver } nås inte: { $kind } ({ $unit })
notice-not-installed = { $receiver } har inte lagt till Rytmi i chatten eller har tagit bort det. Be personen leta upp Rytmi bland chattens appar, lägga till det och skriva något till det, till exempel ”hej”. Därefter kommer meddelandena fram.
notice-no-such-person = Chatten känner inte till { $receiver }. Kontrollera adressen i organisationens kalkylblad. Den som har slutat tas bort ur det.
notice-given-up = Chatten avvisade meddelandet till { $receiver } till och med sista försöket. Det här meddelandet behöver du inte göra något åt. Om det händer igen, säg till dem som driver Rytmi här.
notice-refused = Chatten avvisade meddelandet till { $receiver }. De som driver Rytmi här ser chattens egna ord med ”rytmi ledger”.
notice-channel-gone = Kanalen { $receiver } är arkiverad eller borttagen, så sammanställningen för { $forum } har ingenstans att ta vägen. Ange en annan kanal för forumet i organisationens kalkylblad, eller öppna kanalen igen.
notice-not-invited = Rytmi är inte med i kanalen { $receiver }, så sammanställningen för { $forum } kan inte publiceras. Bjud in det: i Slack med /invite @Rytmi i kanalen, i Teams genom att lägga till appen i teamet.
notice-once = Jag säger det här en gång.
