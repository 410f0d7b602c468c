# Oma sivu: viikko, avaintulokset, yksikkö ja asetukset.

home-title = Viikko { $week }: avaintuloksesi
home-away = Olet poissa { $days }, joten sinulta ei kysytä mitään.
home-away-deputy = Olet poissa { $days }, joten sinulta ei kysytä mitään. Kysymykset saa sillä aikaa { $deputy }.
home-back = Palasin
home-open = { $count ->
    [one] Yksi avaintulos odottaa vastaustasi.
   *[other] { $count } avaintulosta odottaa vastaustasi.
}
home-not-asked = Tällä viikolla sinulta ei kysytä mitään. Voit silti vastata, milloin haluat.
home-free = Juuri nyt sinulta ei kysytä mitään. Voit silti vastata, milloin haluat.
home-done = Viikon { $week } tilannepäivitys on tehty. Kiitos!
home-answered = Vastattu tällä viikolla
home-answered-value = { $answered }/{ $all }
home-until = Ajoissa viimeistään
home-day = { $day }
home-late = { $count ->
    [one] Viikolta { $week } on vielä auki yksi avaintulos. Vastaus otetaan mukaan { $day } asti, ja se merkitään myöhässä annetuksi.
   *[other] Viikolta { $week } on vielä auki { $count } avaintulosta. Vastaukset otetaan mukaan { $day } asti, ja ne merkitään myöhässä annetuiksi.
}
home-answer-late = Vastaa viikosta { $week }
home-no-unit = Et kuulu vielä mihinkään yksikköön. Pyydä tiimisi fasilitaattoria tai esihenkilöä lisäämään sinut.
home-not-yours = Et juuri nyt vastaa avaintuloksista. Tästä näet, miten tiimisi etenee.
home-empty = Yksiköllä { $unit } ei ole vielä avaintuloksia kuluvalla toteutusjaksolla.
home-carers = Yksiköstä { $unit } huolehtii { $people }.
home-key-results = Avaintulokset
home-objective = { $title } – { $unit }
home-more-key-results = { $count ->
    [one] Vielä yksi avaintulos näkyy yksikkönsä tilanteessa.
   *[other] Vielä { $count } avaintulosta näkyy yksiköidensä tilanteessa.
}
home-unit = { $unit } organisaatiossa
home-line = { $unit }: { $counts }
home-line-confidence = { $unit }: { $counts } · luottavaisuusarvo { $confidence }
home-more-units = { $count ->
    [one] Vielä yksi yksikkö näkyy koko organisaation tilanteessa.
   *[other] Vielä { $count } yksikköä näkyy koko organisaation tilanteessa.
}
home-status = Näytä tilanne
home-tree = Koko organisaatio
home-forums = Vastuullasi
home-meetings = Kokoukset: { $forum }
home-coming = Seuraavaksi tulossa
home-coming-question = { $at }: viikon kysymys
home-coming-roll-up = { $at }: kooste foorumille { $forum }
home-settings = Asetuksesi
home-language = Kieli
home-reminders = Muistutukset
home-reminders-on = käytössä
home-reminders-off = pois käytöstä
home-absence = Poissaolo
home-no-absence = ei ilmoitettuja päiviä
home-give-days = Ilmoita poissaolo
home-change-language = Vaihda kieltä
home-why = Miksi saan viestejä?
home-help = Mitä Rytmi osaa?

command-home = Viikkosi, avaintuloksesi ja asetuksesi yhdellä sivulla
