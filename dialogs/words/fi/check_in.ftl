# Viikoittainen tilannepäivitys: kysymys, lomake, kuittaus, kirjoitetut rivit, oikaisut.

prompt-title = Viikko { $week }: miten avaintulokset etenevät?
prompt-summary = { $count ->
    [one] Viikko { $week }: yksi avaintulos odottaa vastaustasi.
   *[other] Viikko { $week }: { $count } avaintulosta odottaa vastaustasi.
}
prompt-lead = { $count ->
    [one] Yksi luku ja luottavaisuusarvo riittävät. Aikaa menee alle minuutti.
   *[other] Kuhunkin riittää luku ja luottavaisuusarvo. Aikaa menee alle minuutti.
}
prompt-item = { $title } – viimeksi: { $last }
prompt-typing = Voit myös kirjoittaa: ”1: 45 7” tarkoittaa, että avaintuloksen 1 arvo on 45 ja luottavaisuusarvo 7, ja ”1: = 7”, ettei arvo ole muuttunut.
prompt-why = Saat tämän viestin, koska vastaat avaintuloksista (yksikkö: { $units }). Kysymys tulee { $rule }.

reminder-lead = { $count ->
    [one] Viikon { $week } tilannepäivityksestä puuttuu vielä yksi avaintulos. Lyhyt vastaus riittää.
   *[other] Viikon { $week } tilannepäivityksestä puuttuu vielä { $count } avaintulosta. Lyhyet vastaukset riittävät.
}
reminder-why = Muistutus tulee vain, kun jotakin on vielä auki, ja enintään kerran viikossa. Muistutukset saa pois komennolla /okr reminders off.
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
check-in-nothing = Sinulla ei ole juuri nyt avaintuloksia, joihin vastata.
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
confidence-low = hyvin epätodennäköisesti
confidence-high = varmasti
confidence-needed = Valitse luottavaisuusarvo väliltä 1–10. Se kysytään joka kerta uudelleen.
comment-label = Kommentti
blocker-label = Mikä on esteenä?
help-label = Keneltä tarvitaan apua?
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
shared-answered = { $who } vastasi yksikön { $unit } puolesta { $at } (viikko { $week }).
shared-why = Tiimissänne yksi vastaus riittää kaikkien puolesta, joten sinun ei tarvitse vastata enää.

form-unknown = Tämä lomake ei ole sinun tai se on poistettu. Avaa uusi komennolla /okr checkin.
form-done = Tämä lomake on jo lähetetty ja tallennettu. Voit korjata sitä komennolla /okr checkin.
form-sent = Tämä lomake on jo lähetetty, ja sen silloinen sisältö on tallessa. Lomakkeen voi lähettää vain kerran: jos haluat lisätä jotain, avaa uusi.
form-old = Lomake on ollut auki yli viikon. Kaikki kirjoittamasi on tässä: tarkista ja lähetä uudelleen.
form-waits = { $form }: avaa lomake painikkeesta.
form-open = Avaa lomake
form-next = Seuraava
form-page = Sivu { $page } / { $pages }
button-old = Tämä painike ei enää toimi. Viesti on peräisin vanhemmasta versiosta.
person-unknown = En vielä tunne sinua tässä organisaatiossa. Pyydä tiimin fasilitaattoria lisäämään sinut.

reading-not-a-number = ”{ $text }” ei ole luku. Kirjoita se esimerkiksi 45 tai 12,5.
reading-too-large = ”{ $text }” on liian suuri ollakseen oikein. Tarkista luku.
reading-other-scale = Tämän avaintuloksen mittayksikkö on ”{ $scale }”. Kirjoita pelkkä luku tai luku ja sen perään ”{ $scale }”.
reading-plain-number = Tällä avaintuloksella ei ole mittayksikköä. Kirjoita pelkkä luku.
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

last-confidence = luottavaisuusarvo { $confidence } (viikko { $week })
line-confidence-only = Avaintulos { $number }: tässä kysytään vain luottavaisuusarvoa. Kirjoita { $number }: 7
prompt-lead-confidence = Sinulta kysytään vain luottavaisuusarvoa. Aikaa menee alle minuutti.
prompt-typing-confidence = Voit myös kirjoittaa vastauksen: ”1: 7” tarkoittaa, että luottavaisuusarvosi avaintulokselle 1 on 7.
prompt-item-answered = { $title } – vastattu: { $last }
check-in-moved = Osasta tämän lomakkeen avaintuloksista et enää vastaa, joten mitään ei vielä tallennettu. Kirjoitit niihin: { $typed }. Tarkista loput ja lähetä uudelleen.

prompt-stand-in = { $count ->
    [one] Vastaat myös poissa olevan kollegasi puolesta: { $names }.
   *[other] Vastaat myös poissa olevien kollegoidesi puolesta: { $names }.
}
stand-in-begins = { $who } on poissa, ja sinä olet sijaisena. Myös sijaistettavan avaintulokset ovat nyt luettelossasi.
stand-in-ends = { $who } on palannut ja vastaa taas itse. Sinun ei tarvitse tehdä enää mitään.
stand-in-other = Poissa olevan ({ $who }) sijaisena on nyt joku muu. Sinun ei tarvitse tehdä enää mitään.
button-later = Myöhemmin tänään
button-tomorrow = Huomenaamulla
check-in-lead-instead = { $who } vastasi { $at }: { $last }. Täytä vain, jos haluat täydentää tai korjata. Tavoitetaso: { $aim }.
shared-why-instead = Yksi vastaus riittää, joten sinun ei tarvitse vastata enää.
check-in-nothing-now = Sinulta kysyttyihin avaintuloksiin vastaa nyt joku muu, joten sinun ei tarvitse tehdä enää mitään.
check-in-late = Viikko { $week } on päättynyt. Vastauksesi otetaan vielä mukaan { $day } asti, ja se merkitään myöhässä annetuksi.
check-in-closed = Viikosta { $week } ei oteta enää uusia vastauksia, joten tämä lomake koskee viikkoa { $now }.
check-in-closed-typed = Viikosta { $week } ei oteta enää uusia vastauksia, joten tämä lomake koskee viikkoa { $now }, eikä mitään vielä tallennettu. Kirjoitit myös: { $typed }.
check-in-closed-rest = Tästä viikosta otetaan enää korjauksia, joten mitään ei vielä tallennettu. Kirjoitit avaintuloksiin, joihin ei ollut vastattu: { $typed }. Tarkista loput ja lähetä uudelleen.
check-in-corrections = Viikosta { $week } ei oteta enää uusia vastauksia. Silloin antamiasi vastauksia voit yhä korjata.
saved-late = Viikko { $week } päättyi { $day }, joten vastaus merkitään myöhässä annetuksi.
receipt-late = Vastattu myöhässä, { $at }.
snooze-set = Selvä, kysyn uudelleen { $at }.
snooze-already = Olet jo siirtänyt tämän: kysyn uudelleen { $at }.
snooze-answered = Viikosta { $week } ei ole enää mitään auki, joten siirrettävää ei ole.
snooze-old = Viikko { $week } on päättynyt, joten sen kysymystä ei enää siirretä. Voit yhä vastata myöhässä.
snooze-too-late = Työpäivä on siihen jo liian pitkällä. Voin kysyä uudelleen aamulla.
snooze-no-more = Tätä kysymystä on siirretty jo monta kertaa. Voit vastata, milloin haluat.
snooze-next-week = Siihen mennessä tulee jo uuden viikon kysymys. Viikosta { $week } voit vastata tästä milloin vain.
snooze-away = Olet silloin merkitty poissa olevaksi, joten en kysy mitään. Voit vastata, milloin haluat.
