# Hva Slack-døren selv sier, når ingen samtale har ordet.

slack-slow = Dette tar lengre tid enn Slack venter. Arbeidet fortsetter, og svaret kommer her så snart det er klart.
slack-slow-form = Dette tar lengre tid enn Slack venter. Alt du har skrevet, er her fortsatt: send på nytt om et øyeblikk. Ingenting lagres to ganger.
slack-form-late = Skjemaet ble ikke klart i tide. Prøv igjen.
slack-unavailable = Rytmi når ikke databasen sin akkurat nå. Prøv igjen om noen minutter; ingenting lagres to ganger.
slack-unreached = Slack svarte ikke Rytmi akkurat nå. Prøv igjen om et øyeblikk.
slack-failed = Noe gikk galt i Rytmi, og det er notert i loggen. Prøv igjen. Hvis det skjer en gang til, si fra til dem som drifter Rytmi her.
slack-undrawn = Rytmi har tatt imot det du gjorde, men klarte ikke å vise resultatet. Det er notert i loggen, og /okr status viser hvordan det står til.
slack-not-installed = Rytmi er ikke lenger installert i dette Slack-arbeidsområdet. Be Slack-administratoren deres om å installere det på nytt.
slack-not-connected = Rytmi er installert her, men vet ennå ikke hvilken organisasjon arbeidsområdet hører til. De som drifter Rytmi her, kan koble dem sammen: rytmi slack connect { $workspace } --org ID
slack-person-unknown = Jeg vet ennå ikke hvem du er i organisasjonen din: e-postadressen din står ikke i personlisten der. Send Slack-id-en din, { $user }, til dem som drifter Rytmi her, så kan de koble den til deg: rytmi slack pair PERSON { $user }
slack-foreign = Denne knappen eller dette skjemaet kommer fra et annet arbeidsområde og gjør ingenting her. Begynn på nytt med /okr.
slack-too-long = Det er for langt til å leses på én gang: høyst { $most } tegn, takk.
