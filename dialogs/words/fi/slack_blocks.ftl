# Mitä Slackin lohkot sanovat itsestään keskustelujen ympärillä.

slack-shut = Sulje
slack-title-check-in = Tilannepäivitys vk { $week }
slack-title-week = Viikko { $week }
