# Mitä Slack-ovi sanoo itse, silloin kun mikään keskustelu ei ole vuorossa.

slack-slow = Tämä kestää kauemmin kuin Slack jaksaa odottaa. Asia on kuitenkin työn alla, ja vastaus tulee tähän heti, kun se on valmis.
slack-slow-form = Tämä kestää kauemmin kuin Slack jaksaa odottaa. Kaikki kirjoittamasi on tallella: lähetä hetken kuluttua uudelleen. Mitään ei tallenneta kahteen kertaan.
slack-form-late = Lomake ei ehtinyt avautua ajoissa. Yritä uudelleen.
slack-unavailable = Rytmi ei juuri nyt saa yhteyttä tietokantaansa. Yritä uudelleen muutaman minuutin kuluttua; mitään ei tallenneta kahteen kertaan.
slack-unreached = Slack ei juuri nyt vastannut Rytmille. Yritä hetken kuluttua uudelleen.
slack-failed = Rytmissä meni jokin vikaan, ja siitä jäi merkintä lokiin. Yritä uudelleen. Jos sama toistuu, kerro Rytmin ylläpitäjälle.
slack-undrawn = Asia tuli perille, mutta Rytmi ei pystynyt näyttämään tulosta. Siitä jäi merkintä lokiin, ja /okr status näyttää tilanteen.
slack-not-installed = Rytmiä ei ole enää asennettu tähän Slack-työtilaan. Pyydä Slackin pääkäyttäjää asentamaan se uudelleen.
slack-not-connected = Rytmi on asennettu tänne, mutta se ei vielä tiedä, mihin organisaatioon tämä työtila kuuluu. Rytmin ylläpitäjä voi yhdistää ne: rytmi slack connect { $workspace } --org ID
slack-person-unknown = En vielä tiedä, kuka olet organisaatiossasi: sähköpostiosoitettasi ei ole sen henkilöluettelossa. Lähetä Slack-tunnuksesi { $user } Rytmin ylläpitäjälle. Hän voi yhdistää sen sinuun: rytmi slack pair PERSON { $user }
slack-foreign = Tämä painike tai lomake on toisesta työtilasta eikä tee täällä mitään. Aloita uudelleen komennolla /okr.
slack-too-long = Tuo on liian pitkä luettavaksi kerralla: enintään { $most } merkkiä, kiitos.
