# Kenraaliharjoitus: mitä jollakin aikavälillä lähetettäisiin, sivulla ja komentorivillä.

rehearsal-title = Kenraaliharjoitus
rehearsal-lead = Nämä viestit Rytmi lähettäisi tällä aikavälillä. Nyt mitään ei lähetetä eikä muuteta.
rehearsal-nobody-answers = Harjoituksessa kukaan ei vastaa, joten kaikki, joilta kysytään, saavat myös muistutuksen.
rehearsal-skip = Siirry suunnitelmaan
rehearsal-back = Takaisin keskusteluihin
rehearsal-span = Tästä päivästä eteenpäin
rehearsal-span-week = viikko
rehearsal-span-month = neljä viikkoa
rehearsal-span-quarter = kvartaali
rehearsal-unit = Yksikkö
rehearsal-unit-all = koko organisaatio
rehearsal-show = Näytä
rehearsal-working = Harjoitus on käynnissä …
rehearsal-waiting = Toinen harjoitus on käynnissä. Tämä on vuorossa sen jälkeen.
rehearsal-progress = Kuinka pitkällä harjoitus on
rehearsal-days = { $first } – { $last }
rehearsal-total-messages = Viestejä
rehearsal-total-most = Enimmillään yhdelle viikossa
rehearsal-total-moved = Siirtyy vapaapäivän takia
rehearsal-total-left-out = Jää lähettämättä
rehearsal-nothing = Tällä aikavälillä ei lähetettäisi mitään.
rehearsal-people = { $count ->
    [one] yksi vastaanottaja
   *[other] { $count } vastaanottajaa
}
rehearsal-channels = { $count ->
    [one] yksi kanava
   *[other] { $count } kanavaa
}
rehearsal-units = { $count ->
    [one] yksi yksikkö
   *[other] { $count } yksikköä
}
rehearsal-more = { $count ->
    [one] ja yksi muu
   *[other] ja { $count } muuta
}
rehearsal-moved = Siirretty, koska { $day } on vapaapäivä
rehearsal-whys = Miksi nämä tulevat
rehearsal-why-prompt = { $unit }: kysymys tulee { $rule }.
rehearsal-why-reminder = Muistutus tulee kerran, toisena työpäivänä kysymyksen jälkeen, ja vain jos vastaus puuttuu.
rehearsal-why-digest = { $forum }: kooste tulee { $rule }.
rehearsal-why-retro = { $unit }: kutsu arviointiin tulee { $days ->
    [one] yhtä työpäivää
   *[other] { $days } työpäivää
} ennen toteutusjakson loppua.
rehearsal-why-opening = { $unit }: kehotus avata seuraava toteutusjakso tulee { $days } työpäivää ennen sen alkua.
rehearsal-why-changes = { $unit }: sovittujen muutosten vastuuhenkilöiltä kysytään tarkistuspäivänä ja jakson puolivälissä.
rehearsal-why-other = Seuraa jostakin, mitä on tapahtunut.
