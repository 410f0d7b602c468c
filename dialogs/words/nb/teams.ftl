# Hva Teams-døren selv sier, når ingen samtale har ordet.

teams-answered = Svaret står her i chatten.
teams-slow = Dette tar lengre tid enn Teams venter. Trykk på knappen igjen om et øyeblikk; ingenting gjøres to ganger.
teams-slow-form = Dette tar lengre tid enn Teams venter. Alt du har skrevet, er her fortsatt: send på nytt om et øyeblikk. Ingenting lagres to ganger.
teams-unavailable = Rytmi når ikke databasen sin akkurat nå. Prøv igjen om noen minutter; ingenting lagres to ganger.
teams-unreached = Microsoft svarte ikke Rytmi akkurat nå. Prøv igjen om et øyeblikk.
teams-failed = Noe gikk galt i Rytmi, og det er notert i loggen. Prøv igjen. Hvis det skjer en gang til, si fra til dem som drifter Rytmi her.
teams-undrawn = Rytmi har tatt imot det du gjorde, men klarte ikke å vise resultatet. Det er notert i loggen. Skriv status for å se hvordan det står til.
teams-not-installed = Rytmi er ikke lenger i bruk i Teams i denne organisasjonen. Spør dem som drifter Rytmi her.
teams-not-connected = Rytmi er installert her, men vet ennå ikke hvilken organisasjon dette Teams-miljøet hører til. De som drifter Rytmi her, kan koble dem sammen: rytmi teams connect { $tenant } --org ID
teams-person-unknown = Jeg vet ennå ikke hvem du er i organisasjonen din: e-postadressen din står ikke i personlisten der. Send bruker-id-en din hos Microsoft, { $user }, til dem som drifter Rytmi her, så kan de koble den til deg: rytmi teams pair PERSON { $user }
teams-foreign = Dette kortet er ikke laget av Rytmi for denne organisasjonen, og det gjør ingenting her. Skriv hjelp for å begynne på nytt.
teams-too-long = Det er for langt til å leses på én gang: høyst { $most } tegn, takk.
