# Vad Slackdörren själv säger, när inget samtal har ordet.

slack-slow = Det här tar längre tid än Slack väntar. Arbetet fortsätter, och svaret kommer här så snart det är klart.
slack-slow-form = Det här tar längre tid än Slack väntar. Allt du har skrivit finns kvar: skicka igen om en liten stund. Inget sparas två gånger.
slack-form-late = Formuläret blev inte klart i tid. Försök igen.
slack-unavailable = Rytmi når inte sin databas just nu. Försök igen om några minuter; inget sparas två gånger.
slack-unreached = Slack svarade inte Rytmi just nu. Försök igen om en liten stund.
slack-failed = Något gick fel i Rytmi, och det har antecknats i loggen. Försök igen. Om det händer en gång till, säg till dem som driver Rytmi här.
slack-undrawn = Rytmi har tagit emot det du gjorde men kunde inte visa resultatet. Det har antecknats i loggen, och /okr status visar läget.
slack-not-installed = Rytmi är inte längre installerat i den här Slack-arbetsytan. Be er Slackadministratör att installera det igen.
slack-not-connected = Rytmi är installerat här men vet ännu inte vilken organisation arbetsytan hör till. De som driver Rytmi här kan koppla ihop dem: rytmi slack connect { $workspace } --org ID
slack-person-unknown = Jag vet ännu inte vem du är i din organisation: din e-postadress finns inte i dess personlista. Skicka ditt Slack-id, { $user }, till dem som driver Rytmi här, så kan de koppla det till dig: rytmi slack pair PERSON { $user }
slack-foreign = Den här knappen eller det här formuläret kommer från en annan arbetsyta och gör ingenting här. Börja om med /okr.
slack-too-long = Det är för långt för att läsas på en gång: högst { $most } tecken, tack.
