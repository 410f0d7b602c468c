# Vad Teamsdörren själv säger, när inget samtal har ordet.

teams-answered = Svaret finns här i chatten.
teams-slow = Det här tar längre tid än Teams väntar. Tryck på knappen igen om en liten stund; inget görs två gånger.
teams-slow-form = Det här tar längre tid än Teams väntar. Allt du har skrivit finns kvar: skicka igen om en liten stund. Inget sparas två gånger.
teams-unavailable = Rytmi når inte sin databas just nu. Försök igen om några minuter; inget sparas två gånger.
teams-unreached = Microsoft svarade inte Rytmi just nu. Försök igen om en liten stund.
teams-failed = Något gick fel i Rytmi, och det har antecknats i loggen. Försök igen. Om det händer en gång till, säg till dem som driver Rytmi här.
teams-undrawn = Rytmi har tagit emot det du gjorde men kunde inte visa resultatet. Det har antecknats i loggen. Skriv läget, så ser du hur det står till.
teams-not-installed = Rytmi används inte längre i den här organisationens Teams. Fråga dem som driver Rytmi här.
teams-not-connected = Rytmi är installerat här men vet ännu inte vilken organisation den här Teams-miljön hör till. De som driver Rytmi här kan koppla ihop dem: rytmi teams connect { $tenant } --org ID
teams-person-unknown = Jag vet ännu inte vem du är i din organisation: din e-postadress finns inte i dess personlista. Skicka ditt användar-id hos Microsoft, { $user }, till dem som driver Rytmi här, så kan de koppla det till dig: rytmi teams pair PERSON { $user }
teams-foreign = Det här kortet har Rytmi inte gjort för den här organisationen, och det gör ingenting här. Skriv hjälp för att börja om.
teams-too-long = Det är för långt för att läsas på en gång: högst { $most } tecken, tack.
