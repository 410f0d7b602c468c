# Mitä viesteille tapahtui ja mitä tehdä, kun viesti ei mene perille.

ledger-title = { $unit }: mitä viesteille tapahtui
ledger-span = Kaksi viime viikkoa ja tuleva viikko, alemmat yksiköt mukaan lukien.
ledger-nothing = Tälle ajalle ei ollut suunniteltu viestejä.
ledger-no-unit = Et kuulu mihinkään yksikköön. /okr ledger ja yksikön nimi näyttää sen viestit.
ledger-refused = Viestien vaiheet näkevät ne, jotka vastaavat tästä yksiköstä tai sen yläpuolella olevista (yksikkö: { $unit }). Lähimpänä: { $people }.
ledger-refused-nobody = Viestien vaiheet näkevät yksikön ja sen yläpuolella olevien yksiköiden esihenkilöt, fasilitaattorit ja pääkäyttäjät (yksikkö: { $unit }). Kenelläkään ei vielä ole sellaista roolia.
ledger-no-problems = Kaikki suunniteltu on mennyt perille, käynyt tarpeettomaksi tai on matkalla.
ledger-problems = Kaipaa huomiota
ledger-bullet = { $at }: { $kind }, { $unit } – { $who }
ledger-all-of = kaikki ({ $unit })
ledger-at = { $at }
ledger-at-there = { $at } (siellä klo { $there })
ledger-more = Vielä { $count }
ledger-coming = Tulevan viikon aikana ({ $count })
ledger-coming-line = { $at }: { $kind }, { $name }
ledger-left-out = … ja vielä { $count }.
ledger-all = Kaikki viestit ({ $count })
ledger-order = Uusin ensin
ledger-when = Milloin
ledger-message = Viesti
ledger-fate = Mitä sille tapahtui
ledger-line = { $who }: { $kind } ({ $unit })
ledger-count = { $count }
ledger-because = { $fate } – { $reason }
ledger-moved = { $told } (siirtynyt vapaapäivältä { $day })
button-ledger = Mitä viesteille tapahtui

kind-prompt = viikon kysymys
kind-reminder = muistutus
kind-receipt = kuittaus
kind-digest = kooste
kind-retro = kutsu arviointiin
kind-notice = ilmoitus yksiköstä vastaaville

fate-planned = Matkalla
fate-held = Odottaa aikaansa
fate-sent = Lähetetty
fate-answered = Vastattu
fate-late = Vastattu myöhässä
fate-missed = Jäi väliin
fate-absent = Poissa
fate-skipped = Jätetty pois
fate-not-installed = Rytmiä ei ole lisätty
fate-failed = Ei mennyt perille
fate-uncertain = Epävarma
fate-superseded = Ei enää tarpeen

reason-away = vastaanottaja on poissa
reason-no-working-day = kukaan ei ole silloin töissä
reason-merged = uudempi viesti korvaa sen
reason-nothing-to-say = raportoitavia avaintuloksia ei ole
reason-downtime = Rytmi ei ollut käynnissä
reason-answered-before = kaikkeen oli jo vastattu
reason-reminders-off = muistutukset on kytketty pois
reason-active-lately = vastaanottaja on vastannut johonkin viime päivinä
reason-snoozed = vastaanottaja valitsi toisen ajan
reason-asked-already = viikon ainoa viesti on jo lähetetty
reason-back = poissa olleet ovat palanneet
reason-asked-lately = kysymys tuli vasta äsken
reason-never-asked = itse kysymys ei mennyt perille

cause-not-installed = vastaanottaja ei ole lisännyt Rytmiä
cause-channel-gone = kanava on arkistoitu tai poistettu
cause-not-invited = Rytmi ei ole kanavan jäsen
cause-no-such-person = viestisovellus ei tunne henkilöä
cause-given-up = viestisovellus kieltäytyi viimeiseen yritykseen asti
cause-refused = viestisovellus kieltäytyi

remedy-missed = Vastausta ei tullut ajassa, jossa se olisi laskettu mukaan. Mitään ei täydennetä jälkikäteen; seuraava kysymys tulee tavalliseen tapaan.
remedy-downtime = Rytmi ei ollut käynnissä, ja sen jälkeen tämä oli jo myöhäistä. Mitään ei tarvitse tehdä; seuraavat tulevat tavalliseen tapaan.
remedy-uncertain = Viesti lähetettiin, mutta viestisovellus ei kertonut, menikö se perille. Sitä ei lähetetä arvaamalla uudelleen: kysy vastaanottajalta, tuliko se.
remedy-not-installed = Pyydä heitä lisäämään Rytmi viestisovellukseen ja kirjoittamaan sille jotakin, vaikkapa ”hei”. Sen jälkeen viestit tulevat perille.
remedy-channel-gone = Nimeä foorumille toinen kanava organisaation taulukossa tai avaa kanava uudelleen.
remedy-not-invited = Kutsu Rytmi kanavalle: Slackissa komennolla /invite @Rytmi, Teamsissa lisäämällä sovellus tiimiin.
remedy-no-such-person = Tarkista henkilön osoite organisaation taulukosta. Jos hän on lähtenyt, poista hänet siitä.
remedy-given-up = Viestisovellus kieltäytyi viimeiseen yritykseen asti. Jos niin käy uudelleen, kerro siitä Rytmin ylläpitäjille.
remedy-refused = Viestisovellus kieltäytyi. Rytmin ylläpitäjät näkevät sen omat sanat komennolla ”rytmi ledger”.

notice-title = { $receiver }: { $kind } ei mene perille ({ $unit })
notice-not-installed = { $receiver } ei ole lisännyt Rytmiä viestisovellukseen tai on poistanut sen. Pyydä häntä etsimään Rytmi sovellusten joukosta, lisäämään se ja kirjoittamaan sille jotakin, vaikkapa ”hei”. Sen jälkeen viestit tulevat perille.
notice-no-such-person = Viestisovellus ei tunne vastaanottajaa { $receiver }. Tarkista osoite organisaation taulukosta. Jos henkilö on lähtenyt, poista hänet siitä.
notice-given-up = Viestisovellus kieltäytyi viimeiseen yritykseen asti (vastaanottaja: { $receiver }). Tälle viestille ei tarvitse tehdä mitään. Jos niin käy uudelleen, kerro siitä Rytmin ylläpitäjille.
notice-refused = Viestisovellus kieltäytyi (vastaanottaja: { $receiver }). Rytmin ylläpitäjät näkevät sen omat sanat komennolla ”rytmi ledger”.
notice-channel-gone = Kanava { $receiver } on arkistoitu tai poistettu, joten koosteella ei ole paikkaa (johtamisfoorumi: { $forum }). Nimeä foorumille toinen kanava organisaation taulukossa tai avaa kanava uudelleen.
notice-not-invited = Rytmi ei ole kanavan { $receiver } jäsen, joten koostetta ei voi julkaista (johtamisfoorumi: { $forum }). Kutsu se: Slackissa kirjoita kanavalle /invite @Rytmi, Teamsissa lisää sovellus tiimiin.
notice-once = Kerron tästä vain kerran.
