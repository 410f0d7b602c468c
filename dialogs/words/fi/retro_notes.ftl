# Arvioinnin huomiot, teemat ja äänet.

notes-named = nimellä
notes-anonymous = nimettömänä
notes-manner-named = Nimellä: jokaisessa huomiossa näkyy kirjoittajan nimi. Kaikki organisaatiossa näkevät huomiot, kun kirjoittaminen on päättynyt.
notes-manner-anonymous = Nimettömänä: kukaan ei saa tietää, kuka kirjoitti mitäkin, eikä Rytmi tallenna sitä. Huomiot sekoitetaan ja näytetään yhdessä vasta, kun vähintään { $fewest } on kirjoittanut. Lähetettyä ei voi muuttaa eikä perua.
notes-manner-title = Nimellä vai nimettömänä?
notes-manner-intro = Päätä tämä ennen kuin kukaan kirjoittaa. Päätöstä ei voi myöhemmin muuttaa, ja se kerrotaan lomakkeessa.
notes-manner-group = Tiimin huomiot
notes-manner-field = Kirjoitetaanko huomiot nimellä?
notes-manner-submit = Päätä ja pyydä jäseniä kirjoittamaan
notes-option-named = Nimellä
notes-option-anonymous = Nimettömänä
notes-too-few-members = Nimettömiin huomioihin tarvitaan vähintään { $fewest } jäsentä, muuten kirjoittajan voisi arvata. Tässä yksikössä jäseniä on { $count }.
notes-manner-decided = Tämä on jo päätetty: huomiot kirjoitetaan { $manner }. Päätös pysyy voimassa koko arvioinnin ajan.
notes-manner-done = { $count ->
    [one] Huomiot kirjoitetaan { $manner }. Yhtä jäsentä pyydetään kirjoittamaan.
   *[other] Huomiot kirjoitetaan { $manner }. { $count } jäsentä pyydetään kirjoittamaan.
}
notes-away = { $count ->
    [one] Yksi jäsen on poissa, eikä häneltä kysytä. Hän voi silti osallistua halutessaan.
   *[other] { $count } jäsentä on poissa, eikä heiltä kysytä. He voivat silti osallistua halutessaan.
}

notes-call-title = { $unit } arvioi jaksoa { $cycle }: mitä mieltä sinä olet?
notes-nudge-title = { $unit } arvioi jaksoa { $cycle }: vielä ehdit kirjoittaa
notes-call = Mikä onnistui, mikä ei onnistunut, mitä pitäisi muuttaa? Muutama rivi riittää. Fasilitaattori: { $facilitator }.
notes-call-why = Sinulta kysytään, koska kuulut yksikköön { $unit }. Osallistuminen on vapaaehtoista.
notes-write = Kirjoita
notes-write-more = Kirjoita lisää

notes-form-title = { $unit }: jakson { $cycle } arviointi
notes-form-intro = Yksi ajatus riville. Epäonnistuminen on sallittua: juuri siitä opitaan.
notes-form-group = Ajatuksesi
notes-form-submit = Lähetä
notes-field-well = Mikä onnistui
notes-field-not-well = Mikä ei onnistunut
notes-field-change = Mitä muutamme seuraavasta jaksosta alkaen
notes-hint = Yksi ajatus riville. Joka kentässä enintään { $most } riviä, rivillä enintään { $longest } merkkiä.
notes-adds = Olet jo kirjoittanut. Nyt lähettämäsi lisätään aiempaan.
notes-mine-well = Kirjoitit (onnistui): { $text }
notes-mine-not-well = Kirjoitit (ei onnistunut): { $text }
notes-mine-change = Kirjoitit (muutos): { $text }
notes-empty = Kirjoita ainakin yksi ajatus, mihin kenttään tahansa.
notes-too-many = { $count } riviä on liikaa: jätä { $most } tärkeintä.
notes-too-long = Rivillä { $number } on { $count } merkkiä. Lyhennä se { $longest } merkkiin tai jaa kahdelle riville.
notes-thanks = Kiitos, huomiosi ovat tallessa.
notes-written = { $done }/{ $of } on kirjoittanut.
notes-once = Lomakkeen voi lähettää vain kerran. Jos haluat lisätä jotain, avaa uusi.
notes-not-yet = Kirjoittaminen ei ole vielä alkanut. Saat viestin, kun se alkaa.
notes-over = Kirjoittaminen on päättynyt.

notes-no-retro = En löydä tätä arviointia.
notes-not-yours = Tämän voi tehdä vain se, joka johtaa tai fasilitoi yksikköä tai sen yläpuolella olevaa yksikköä.
notes-not-a-member = Vain yksikön { $unit } jäsenet kirjoittavat ja äänestävät.
notes-elsewhere = Arviointi on nyt tässä vaiheessa: { $step }. Painike kuuluu toiseen vaiheeseen.
notes-to-board = Arviointiin

notes-remind = Muistuta
notes-reminded = Niitä, jotka eivät ole vielä kirjoittaneet, muistutetaan. Muistutus lähetetään vain kerran, eikä kenellekään kerrota, keille se lähtee.
notes-reminded-before = Heitä on jo muistutettu kerran, ja se riittää.
notes-all-wrote = Kaikki ovat kirjoittaneet. Voit näyttää huomiot.
notes-reveal = Päätä kirjoittaminen ja näytä huomiot
notes-nobody = Kukaan ei ole vielä kirjoittanut.
notes-too-few = { $count ->
    [one] Vain yksi on kirjoittanut. Nimettömät huomiot näytetään, kun kirjoittajia on vähintään { $fewest }, muuten kirjoittajan voisi arvata.
   *[other] Vain { $count } on kirjoittanut. Nimettömät huomiot näytetään, kun kirjoittajia on vähintään { $fewest }, muuten kirjoittajan voisi arvata.
}
notes-too-early = Voit odottaa, muistuttaa kerran tai jatkaa ilman huomioita.
notes-without = Jatka ilman huomioita
notes-without-sure = Jatketaanko ilman huomioita? Kaikki kirjoitettu poistetaan, eikä kukaan ehdi lukea sitä.
notes-without-do = Poista huomiot ja jatka
notes-can-be-shown = Kirjoittajia on tarpeeksi, joten mitään ei tarvitse poistaa. Näytä huomiot.
notes-dropped = Huomiot on poistettu lukematta. Seuraavaksi tiimi sopii muutoksista.
notes-revealed = { $count ->
    [one] Kirjoittaminen on päättynyt. Huomioita on yksi.
   *[other] Kirjoittaminen on päättynyt. Huomioita on { $count }.
}
notes-reopen = Avaa kirjoittaminen uudelleen
notes-reopened = Nyt voi taas kirjoittaa.
notes-stay-shut = Nämä huomiot kirjoitettiin nimettömänä, ja ne on jo näytetty. Jos niihin voisi nyt lisätä, uusien kirjoittaja paljastuisi. Siksi kirjoittaminen pysyy suljettuna.

notes-see = Lue huomiot
notes-title = { $unit }: huomiot jaksosta { $cycle }
notes-count = { $wrote ->
    [one] { $count ->
        [one] Yksi huomio yhdeltä kirjoittajalta.
       *[other] { $count } huomiota yhdeltä kirjoittajalta.
    }
   *[other] { $count ->
        [one] Yksi huomio { $wrote } kirjoittajalta.
       *[other] { $count } huomiota { $wrote } kirjoittajalta.
    }
}
notes-shuffled = Kirjoitettu nimettömänä. Järjestys ei kerro, kuka kirjoitti mitäkin tai milloin.
notes-hidden = Huomiot näytetään yhdessä, kun kirjoittaminen on päättynyt.
notes-none = Tässä arvioinnissa ei ole huomioita.
notes-signs = + onnistui   − ei onnistunut   → muutos
notes-line-well = + { $note }
notes-line-not-well = − { $note }
notes-line-change = → { $note }
notes-by = { $text } ({ $who })
notes-other = Muut
notes-theme-empty = Ei vielä huomioita.
notes-theme-dots = { $dots ->
    [one] { $theme } – yksi ääni
   *[other] { $theme } – { $dots } ääntä
}

notes-group = Ryhmittele huomiot
notes-group-title = Teemojen nimet
notes-group-intro = { $proposed ->
    [0] Huomioita on { $count }. Niissä ei toistu mikään kuvaava sana, joten nimet jäävät sinun keksittäviksesi.
    [one] Huomioita on { $count }. Ehdotuksena on yksi teema, koska sama sana toistuu useassa huomiossa. Voit nimetä sen uudelleen ja lisätä muita.
   *[other] Huomioita on { $count }. Ehdotuksena on { $proposed } teemaa, koska samat sanat toistuvat huomioissa. Voit nimetä ne uudelleen ja lisätä muita.
}
notes-group-again = Huomioita on { $count } ja teemoja { $proposed }. Voit nimetä teemat uudelleen ja lisätä muita.
notes-group-clear = Jos tyhjennät nimen, sen huomiot siirtyvät kohtaan ”Muut”. Tämän jälkeen voit siirtää yksittäisiä huomioita.
notes-group-names = Teemat
notes-group-submit = Ryhmittele
notes-theme-name = Teema { $number }
notes-theme-long = Lyhennä nimi { $longest } merkkiin, jotta se mahtuu äänestyslomakkeeseen.
notes-theme-twice = Toisella teemalla on jo tämä nimi.
notes-theme-none = Nimeä ainakin yksi teema.
notes-grouped = { $count ->
    [one] Teemoja on yksi.
   *[other] Teemoja on { $count }.
}
notes-theme-count = { $count ->
    [0] { $theme }: ei vielä huomioita
    [one] { $theme }: yksi huomio
   *[other] { $theme }: { $count } huomiota
}
notes-other-count = { $count ->
    [one] Muut: yksi huomio
   *[other] Muut: { $count } huomiota
}
notes-names = Teemojen nimet
notes-move-well = Siirrä: onnistui ({ $count })
notes-move-not-well = Siirrä: ei onnistunut ({ $count })
notes-move-change = Siirrä: muutos ({ $count })
notes-no-themes = Teemoja ei vielä ole. Nimeä ne ensin.
notes-sort-intro = { $count ->
    [one] Valitse huomion teema. Tyhjäksi jätetty siirtyy kohtaan ”Muut”.
   *[other] Valitse kunkin huomion teema. Tyhjäksi jätetyt siirtyvät kohtaan ”Muut”.
}
notes-sort-group = Huomiot
notes-sort-submit = Siirrä
notes-agree = Sopikaa muutoksista

vote-open = Avaa äänestys jäsenille
vote-opened = { $count ->
    [one] Äänestys on auki. Yhdelle jäsenelle lähtee kutsu.
   *[other] Äänestys on auki. { $count } jäsenelle lähtee kutsu.
}
vote-too-few-themes = Valittavaa ei ole, jos teemoja, joissa on huomioita, on vähemmän kuin { $fewest }. Nimeä lisää teemoja tai jatka ilman äänestystä.
vote-without = Jatka ilman äänestystä
vote-call-title = { $unit } arvioi jaksoa { $cycle }: mikä on tärkeintä?
vote-call = Huomioista muodostui { $count } teemaa. Anna { $dots } ääntä sille, mihin tiimin pitäisi tarttua.
vote-write = Äänestä
vote-again = Muuta ääniäni
vote-title = { $unit }: äänestys jaksosta { $cycle }
vote-intro = Sinulla on { $dots } ääntä. Voit antaa ne kaikki samalle teemalle, eikä kaikkia tarvitse käyttää.
vote-secret = Kukaan ei näe, kenen äänet ovat. Summat näytetään, kun äänestys on päättynyt.
vote-group = Äänesi
vote-dot = { $number }. ääni
vote-submit = Anna äänet
vote-none = Anna ainakin yksi ääni.
vote-thanks = Kiitos, äänesi ovat tallessa.
vote-turnout = { $done }/{ $of } on äänestänyt.
vote-replaces = Äänestyksen päättymiseen asti voit äänestää uudelleen: uudet äänet korvaavat aiemmat.
vote-not-yet = Äänestys ei ole vielä alkanut. Saat viestin, kun se alkaa.
vote-over = Äänestys on päättynyt.
vote-closed = { $done }/{ $of } on äänestänyt. Äänestys on päättynyt.
vote-line = { $dots ->
    [one] { $theme } – yksi ääni
   *[other] { $theme } – { $dots } ääntä
}
