# Sidene som nettleseren viser når Rytmi installeres i et Slack-arbeidsområde.

slack-install-done = Rytmi er nå i { $workspace }
slack-install-next = Ett steg gjenstår: å si hvilken organisasjon arbeidsområdet hører til. Send denne linjen til den som drifter Rytmi. Den skrives på serveren, med organisasjonens id i stedet for ID.
slack-install-connected = Arbeidsområdet er allerede koblet til organisasjonen sin. Mer trengs ikke.
slack-install-not = Rytmi ble ikke installert
slack-install-stopped = Installasjonen ble avbrutt i Slack. Ingenting er endret.
slack-install-old = Installasjonen hadde stått åpen for lenge, eller den ble startet i en annen nettleser. Begynn på nytt, og bli i samme nettleser.
slack-install-refused = Slack godtok ikke installasjonen. Begynn på nytt. Skjer det igjen, si fra til den som drifter Rytmi at Slack svarer «{ $code }».
slack-install-silent = Slack svarer ikke akkurat nå. Ingenting ble installert. Prøv igjen om noen minutter.
slack-install-unsaved = Installasjonen kunne ikke lagres akkurat nå. Begynn på nytt om noen minutter.
slack-install-again = Begynn på nytt
