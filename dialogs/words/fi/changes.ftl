# Mitä tiimi on sopinut muuttavansa: kysytään, kerrotaan ja näytetään uudelleen.

changes-title = { $unit }: sovitut muutokset
changes-none = Täällä ei ole vielä sovittu muutoksista.
changes-how = Muutoksista sovitaan arvioinnissa: /okr retro.
changes-no-unit = Et kuulu mihinkään yksikköön. Komento /okr changes ja yksikön nimi näyttää, mitä se yksikkö on sopinut.
changes-from = Voimassa jaksosta { $cycle } alkaen ({ $day }).
changes-earlier = Jaksosta { $cycle } alkaen ({ $count })
change-line = { $state } – vastuuhenkilö { $owner }; ensimmäinen tarkistus { $day }
change-history = Mitä siitä on kerrottu ({ $count })
change-news = { $at }: { $state } ({ $who })
change-news-comment = { $at }: { $state } ({ $who }) – ”{ $comment }”
change-state-agreed = sovittu
change-state-under-way = tekeillä
change-state-done = tehty
change-state-given-up = luovuttu

button-changes = Näytä sovitut muutokset
button-change-under-way = Tekeillä
button-change-done = Tehty
button-change-given-up = Luovuttu
button-change-tell = Kerro omin sanoin
button-change-comment = Lisää virke

change-thanks = Kiitos, merkitty: { $state }.
change-already = Niin se on jo merkitty: { $state }.
change-given-up-why = Luopuminen on sallittua. Virke siitä, miksi, auttaa tiimiä seuraavassa arvioinnissa.
change-refused = Tämän muutoksen etenemisestä kertoo { $people }.
change-gone = Tätä muutosta ei enää ole, tai sitä ei ole julkaistu.
change-form = Sovittu muutos
change-how = Miten muutos etenee?
change-state-label = Missä mennään
change-comment = Yhdellä virkkeellä
change-comment-hint = Kaikki organisaatiossa voivat lukea tämän, ja tiimi näkee sen seuraavassa arvioinnissaan.
change-save = Tallenna
change-now = Tähän mennessä: { $state }. Ensimmäinen tarkistus: { $day }.
change-now-comment = { $now } Viimeksi: ”{ $comment }”

changes-ask-title = { $count ->
    [one] { $unit }: miten sovittu muutos etenee?
   *[other] { $unit }: miten { $count } sovittua muutosta etenee?
}
changes-ask-lead = { $count ->
    [one] Olet tämän muutoksen vastuuhenkilö. Yksi painallus riittää.
   *[other] Olet näiden muutosten vastuuhenkilö. Kuhunkin riittää yksi painallus.
}
changes-ask-why = Kysyn sovittuna päivänä ja jakson puolivälissä, kunnes muutos on tehty tai siitä on luovuttu.

agreed-title = Mitä sovimme viime arvioinnissa
agreed-title-unit = { $unit }: mitä sovimme viime arvioinnissa
agreed-item = { $change } – { $owner }
agreed-short = Viime arvioinnissa sovittiin: { $changes }.
agreed-short-unit = { $unit }, viime arvioinnissa sovittiin: { $changes }.

check-in-shut = { $units }: toteutusjaksoon ei oteta enää tilannepäivityksiä, koska se on sillä välin lopetettu tai päätetty. Mitään ei vielä tallennettu. Kirjoitit siihen: { $typed }. Tarkista loput ja lähetä uudelleen.
check-in-shut-nothing = { $units }: toteutusjaksoon ei oteta enää tilannepäivityksiä, koska se on lopetettu tai päätetty. Mitään ei tallennettu.
check-in-shut-why = Aiemmin kerrottu säilyy. Lopulliset arvot korjataan arvioinnissa: /okr retro.
