# Poissaolo ja paluu sekä muistutusten kytkin.

absence-title = Milloin olet poissa?
absence-intro = Vain päivät tallennetaan, syytä ei koskaan. Poissa olevalta ei kysytä mitään, eikä häntä lasketa vastaamattomaksi. Viimeisen päivän jälkeen kysymykset tulevat taas itsestään.
absence-group = Päivät
absence-who = Kuka on poissa?
absence-first = Ensimmäinen päivä
absence-first-hint = Esimerkiksi 1.12. tai 2026-12-01. Tyhjä: tästä päivästä alkaen.
absence-last = Viimeinen päivä
absence-last-hint = Tyhjä: toistaiseksi.
absence-deputy = Keneltä kysytään sillä aikaa?
absence-deputy-hint = Tyhjä: ei keneltäkään.
absence-name-hint = Kirjoita nimi.
absence-submit = Tallenna
absence-check = Mitään ei ole vielä muutettu. Tarkista päivät ja lähetä.
absence-yours = { $error } Tällä lomakkeella voit ilmoittaa omat poissaolosi.
absence-own-deputy = Valitse joku toinen: kukaan ei voi olla oma sijaisensa.
absence-order = Viimeinen päivä on ennen ensimmäistä. Tarkista molemmat.
absence-past = Nuo päivät ovat jo menneet. Tarkista päivämäärät.
absence-several = ”{ $typed }” sopii moneen: { $people }. Ketä tarkoitat?
absence-not-yours = { $who }: poissaolon voi ilmoittaa vain hän itse tai hänen esihenkilönsä, fasilitaattorinsa tai pääkäyttäjänsä.
absence-nobody = En tunne ketään nimellä ”{ $typed }”.
absence-not-done = En saanut tätä kirjattua. Anna päivät uudelleen.

days-one = { $first }
days-span = { $first }–{ $last }
days-until = { $last } asti
days-open = { $first } alkaen toistaiseksi
absence-line = Poissa { $days }.
absence-line-deputy = Poissa { $days }, sijaisena { $deputy }.

absence-set = Olet poissa { $days }. En kysy sinulta silloin mitään.
absence-set-of = { $who } on poissa { $days }. Häneltä ei kysytä silloin mitään.
absence-instead = Kysymykset saa sillä aikaa { $deputy }.
absence-instead-now = Kysymykset saa sillä aikaa { $deputy }, myös tämän viikon kysymyksen.
absence-nobody-instead = Sijaista ei ole. Avaintulokset, joista kukaan muu ei vastaa, jätetään siksi ajaksi väliin, eikä niitä lasketa vastaamattomiksi.
absence-replaces = Tämä korvaa aiemmat päivät: { $days }.
absence-ends = Poissaolo päättyy itsestään. Jos palaat aiemmin, kirjoita /okr back.
absence-ends-of = Poissaolo päättyy itsestään. Jos { $who } palaa aiemmin, kirjoita /okr back { $who }.
absence-open = Poissaolo jatkuu, kunnes kirjoitat /okr back.
absence-open-of = Poissaolo jatkuu, kunnes joku kirjoittaa /okr back { $who }.
absence-cancelled = Peruttu: poissa { $days }.
absence-back = Tervetuloa takaisin! Tästä lähtien kysyn taas sinulta.
absence-back-of = { $who } on palannut. Häneltä kysytään taas tästä lähtien.
absence-kept = Myöhemmät poissaolot pysyvät ennallaan:
absence-back-open = Viikko { $week } on sinulta vielä auki. Vastaa, jos haluat. Muuten seuraava kysymys tulee tavalliseen tapaan.
absence-none = Sinua ei ole merkitty tänään poissa olevaksi.
absence-none-of = { $who } ei ole tänään merkitty poissa olevaksi.
button-away = Anna päivät
button-deputy = Nimeä sijainen
button-change = Muuta
button-cancel-absence = Peru poissaolo

reminders-on = Saat muistutuksen, jos jotakin on vielä auki kahden työpäivän päästä kysymyksestä, enintään kerran viikossa.
reminders-off = Et saa muistutuksia.
reminders-set-on = Tästä lähtien muistutan taas, jos jotakin on vielä auki.
reminders-set-off = Tästä lähtien en muistuta sinua.
reminders-once = Viikon kysymys tulee joka tapauksessa kerran.
reminders-unknown = En ymmärrä tässä sanaa ”{ $typed }”. Kirjoita on tai off.
button-reminders-on = Ota muistutukset käyttöön
button-reminders-off = Poista muistutukset käytöstä

command-away = Ilmoita, milloin olet poissa: vain päivät, syytä ei kysytä
command-back = Ilmoita palanneesi
command-reminders = Muistutukset käyttöön tai pois
argument-away = [1.12.–5.12.]
argument-name = [nimi]
argument-reminders = [on|off]
