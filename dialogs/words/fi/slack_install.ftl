# Sivut, jotka selain näyttää, kun Rytmi asennetaan Slack-työtilaan.

slack-install-done = Rytmi on nyt työtilassa { $workspace }
slack-install-next = Yksi vaihe on jäljellä: on kerrottava, mihin organisaatioon työtila kuuluu. Välitä tämä rivi Rytmin ylläpitäjälle. Hän kirjoittaa sen palvelimella ja vaihtaa kohtaan ID organisaation tunnuksen.
slack-install-connected = Työtila on jo yhdistetty organisaatioonsa. Muuta ei tarvita.
slack-install-not = Rytmiä ei asennettu
slack-install-stopped = Asennus keskeytettiin Slackissa. Mikään ei muuttunut.
slack-install-old = Asennus oli ollut auki liian kauan tai se aloitettiin toisella selaimella. Aloita alusta ja pysy samassa selaimessa.
slack-install-refused = Slack ei hyväksynyt asennusta. Aloita alusta. Jos sama toistuu, kerro Rytmin ylläpitäjälle, että Slackin vastaus on ”{ $code }”.
slack-install-silent = Slack ei juuri nyt vastaa. Mitään ei asennettu. Yritä muutaman minuutin kuluttua uudelleen.
slack-install-unsaved = Asennusta ei juuri nyt voitu tallentaa. Aloita alusta muutaman minuutin kuluttua.
slack-install-again = Aloita alusta
