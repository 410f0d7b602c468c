# Viikoittainen tilannepäivitys: kysymys, lomake, kuittaus, kirjoitetut rivit, oikaisut.

prompt-title = Viikko { $week }: miten avaintulokset etenevät?
prompt-summary = { $count ->
    [one] Viikko { $week }: yksi avaintulos odottaa vastaustasi.
   *[other] Viikko { $week }: { $count } avaintulosta odottaa vastaustasi.
}
prompt-lead = { $count ->
    [one] Yksi luku ja luottavaisuusarvo riittävät. Aikaa menee alle minuutti.
   *[other] Luku ja luottavaisuusarvo kuhunkin riittävät. Aikaa menee alle minuutti.
}
prompt-item = { $title } – viimeksi: { $last }
prompt-typing = Voit myös kirjoittaa vastauksen: ”1: 45 7” tarkoittaa, että avaintulos 1 on nyt 45 ja luottavaisuusarvosi 7. ”1: = 7” tarkoittaa, ettei luku ole muuttunut.
prompt-why = Saat tämän, koska vastaat avaintuloksista: { $units }. Kysymys tulee { $rule }. Tiimin esihenkilö tai fasilitaattori voi muuttaa, keneltä ja milloin kysytään.

reminder-lead = { $count ->
    [one] Viikon { $week } tilannepäivityksestä puuttuu vielä yksi avaintulos. Lyhyt vastaus riittää.
   *[other] Viikon { $week } tilannepäivityksestä puuttuu vielä { $count } avaintulosta. Lyhyet vastaukset riittävät.
}
reminder-why = Tämä on viikon ainoa muistutus.
reminder-answered = Viikon { $week } tilannepäivitys on tehty. Kiitos!

button-answer = Vastaa
button-no-change = Ei muutosta
button-correct = Korjaa
button-answer-rest = Vastaa loppuihin
button-add-or-correct = Täydennä tai korjaa
button-status = Näytä tuorein tilanne

check-in-title = Tilannepäivitys, viikko { $week }
check-in-intro = Täytä se, minkä tiedät. Tyhjäksi jätetty jää auki, ja voit palata siihen myöhemmin.
check-in-intro-no-change = Luvut pysyvät ennallaan. Kuinka luottavainen olet nyt?
check-in-submit = Lähetä
check-in-group = { $number }. { $title }
check-in-lead = Viimeksi: { $last }. Tavoitetaso: { $aim }.
check-in-lead-answered = { $who } vastasi koko tiimin puolesta { $at }: { $last }. Täytä vain, jos haluat täydentää tai korjata. Tavoitetaso: { $aim }.
check-in-more = Kommentti, este tai avun tarve
check-in-nothing = Sinulla ei ole juuri nyt avaintuloksia, joista vastaat.
check-in-nothing-why = Avaintuloksesta vastaa sen omistaja tai, jos omistajaa ei ole, yksikön esihenkilö.
check-in-errors = { $count ->
    [one] Yksi kohta kaipaa pientä korjausta. Muut ovat tallessa lomakkeella.
   *[other] { $count } kohtaa kaipaa pientä korjausta. Muut ovat tallessa lomakkeella.
}
check-in-empty = Mitään ei ole vielä täytetty. Yhdestä avaintuloksesta pääsee alkuun.

value-label = Arvo nyt
value-label-scale = Arvo nyt ({ $scale })
value-label-milestones = Valmiita vaiheita (yhteensä { $steps })
value-label-yes-no = Onko valmista?
value-hint-unchanged = Jätä tyhjäksi, jos mikään ei ole muuttunut.
value-needed = Kirjoita arvo: aiempaa arvoa ei vielä ole.
confidence-label = Kuinka todennäköisesti avaintulos saavutetaan?
confidence-low = ei lainkaan
confidence-high = varmasti
confidence-needed = Valitse luottavaisuusarvo väliltä 1–10. Se kysytään joka kerta uudelleen.
comment-label = Kommentti
blocker-label = Mikä on esteenä?
help-label = Apua tarvitaan tasolta
help-hint = Asia nostetaan esiin kyseisen tason seuraavassa koosteessa.
text-too-long = Lyhennä tekstiä: enintään { $most } merkkiä.
choice-unknown = Valitse jokin luettelosta.

saved-all = { $count ->
    [one] Kiitos! Vastauksesi on tallennettu.
   *[other] Kiitos! { $count } vastaustasi on tallennettu.
}
saved-some = { $left ->
    [one] Kiitos, tallennettu. Yksi avaintulos on vielä auki.
   *[other] Kiitos, tallennettu. { $left } avaintulosta on vielä auki.
}
receipt-title = Kiitos! Viikon { $week } tilannepäivitys on tehty
receipt-partial = Viikko { $week }: vastauksesi tähän mennessä
receipt-corrected = Viikko { $week }: korjauksesi on tallennettu
receipt-summary = { $count ->
    [one] Viikko { $week }: yhteen avaintulokseen vastattu.
   *[other] Viikko { $week }: { $count } avaintulokseen vastattu.
}
receipt-left = { $left ->
    [one] Yksi avaintulos on vielä auki.
   *[other] { $left } avaintulosta on vielä auki.
}
shared-answered = { $who } vastasi { $at }: { $unit } (viikko { $week }).
shared-why = Tiimissänne yksi vastaus riittää kaikkien puolesta, joten sinun ei tarvitse vastata enää.

form-unknown = Tämä lomake ei ole sinun tai se on poistettu. Avaa uusi komennolla /okr checkin.
form-done = Tämä lomake on jo lähetetty ja tallennettu. Voit korjata sitä komennolla /okr checkin.
form-old = Lomake oli ollut auki yli viikon. Kaikki kirjoittamasi on tässä: tarkista ja lähetä uudelleen.
button-old = Tämä painike ei enää toimi. Viesti on peräisin vanhemmasta versiosta.
person-unknown = En vielä tunne sinua tässä organisaatiossa. Pyydä tiimin fasilitaattoria lisäämään sinut.

reading-not-a-number = ”{ $text }” ei ole luku. Kirjoita se esimerkiksi 45 tai 12,5.
reading-too-large = ”{ $text }” on liian suuri ollakseen oikein. Tarkista luku.
reading-other-scale = Tämän avaintuloksen mittayksikkö on { $scale }. Kirjoita pelkkä luku tai luku ja { $scale }.
reading-plain-number = Tämä avaintulos on pelkkä luku. Kirjoita vain luku.
reading-two-ways = ”{ $text }” voidaan lukea kahdella tavalla. Kirjoita { $whole } tai { $decimal }.
reading-milestones = Kirjoita, montako vaihetta on valmiina: kokonaisluku väliltä 0–{ $steps }.
reading-yes-no = Kirjoita kyllä tai ei.
reading-confidence = Luottavaisuusarvo on kokonaisluku väliltä 1–10.
reading-line = En saanut selvää tästä: ”{ $text }”.

line-refused = Mitään ei vielä tallennettu: tämä kaipaa pientä korjausta.
line-error = Avaintulos { $number }: { $error }
line-no-such = Luettelossasi ei ole avaintulosta { $number }. Numerot ovat 1–{ $most }.
line-typed = Kirjoitit
line-form = Muoto on: avaintuloksen numero, kaksoispiste, arvo, luottavaisuusarvo. Esimerkiksi 1: 45 7
