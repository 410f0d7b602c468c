# Mitä Teams-ovi sanoo itse, silloin kun mikään keskustelu ei ole vuorossa.

teams-answered = Vastaus on tässä keskustelussa.
teams-slow = Tämä kestää kauemmin kuin Teams jaksaa odottaa. Paina painiketta hetken kuluttua uudelleen; mitään ei tehdä kahteen kertaan.
teams-slow-form = Tämä kestää kauemmin kuin Teams jaksaa odottaa. Kaikki kirjoittamasi on tallella: lähetä hetken kuluttua uudelleen. Mitään ei tallenneta kahteen kertaan.
teams-unavailable = Rytmi ei juuri nyt saa yhteyttä tietokantaansa. Yritä uudelleen muutaman minuutin kuluttua; mitään ei tallenneta kahteen kertaan.
teams-unreached = Microsoft ei juuri nyt vastannut Rytmille. Yritä hetken kuluttua uudelleen.
teams-failed = Rytmissä meni jokin vikaan, ja siitä jäi merkintä lokiin. Yritä uudelleen. Jos sama toistuu, kerro Rytmin ylläpitäjälle.
teams-undrawn = Asia tuli perille, mutta Rytmi ei pystynyt näyttämään tulosta. Siitä jäi merkintä lokiin. Kirjoita tilanne, niin näet, missä mennään.
teams-not-installed = Rytmi ei ole enää käytössä tämän organisaation Teamsissa. Kysy asiasta Rytmin ylläpitäjältä.
teams-not-connected = Rytmi on asennettu tänne, mutta se ei vielä tiedä, mihin organisaatioon tämä Teams-ympäristö kuuluu. Rytmin ylläpitäjä voi yhdistää ne: rytmi teams connect { $tenant } --org ID
teams-person-unknown = En vielä tiedä, kuka olet organisaatiossasi: sähköpostiosoitettasi ei ole sen henkilöluettelossa. Lähetä Microsoft-käyttäjätunnisteesi { $user } Rytmin ylläpitäjälle. Hän voi yhdistää sen sinuun: rytmi teams pair PERSON { $user }
teams-foreign = Tämä kortti ei ole Rytmin tälle organisaatiolle tekemä, eikä se tee täällä mitään. Aloita uudelleen kirjoittamalla ohje.
teams-too-long = Tuo on liian pitkä luettavaksi kerralla: enintään { $most } merkkiä, kiitos.
