# Mitä kortit ja lohkot sanovat itsestään missä tahansa keskusteluohjelmassa.

expected-by-now = tähän mennessä odotettu { $share }
field-choose = Valitse
field-choose-scale = Valitse { $low }–{ $high }
field-given = Kirjoitit: { $value }
field-needs-number = Kirjoita tähän luku.
field-needs-choice = Valitse jokin vaihtoehdoista.
field-needs-words = Kirjoita tähän jotakin.
left-out = Tähän ei mahdu enempää, joten osa puuttuu. ”/okr status” ja yksikön nimi näyttää yhden yksikön kerrallaan.
