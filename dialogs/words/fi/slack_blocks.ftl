# Mitä Slackin lohkot sanovat itsestään keskustelujen ympärillä.

slack-expected = tähän mennessä odotettu { $share }
slack-choose = Valitse
slack-choose-scale = Valitse { $low }–{ $high }
slack-shut = Sulje
slack-left-out = Slackiin ei mahdu enempää, joten tästä puuttuu osa. ”/okr status” ja yksikön nimi näyttää yhden yksikön kerrallaan.
slack-given = Kirjoitit: { $value }
slack-title-check-in = Tilannepäivitys vk { $week }
slack-title-week = Viikko { $week }
