# Esittelysivun omat sanat: kehys, kellopalkki, viestikenttä, lomakkeet.

web-title = Rytmi
web-page-title = { $where } · Rytmi
web-skip-messages = Siirry keskusteluun
web-skip-write = Siirry viestikenttään
web-banner-title = Esittely
web-banner = Kuka tahansa tällä koneella voi katsella kenen tahansa silmin. Sivu vastaa vain osoitteessa 127.0.0.1.
web-banner-short = Avoin kaikille tällä koneella.
web-noscript = Sivu toimii myös ilman JavaScriptiä, mutta uudet viestit näkyvät vasta, kun lataat sivun uudelleen.
web-languages = Sivun kieli
web-organisation = Organisaatio
web-home = Alkuun

web-menu-open = Ihmiset ja kanavat
web-menu-close = Sulje ihmiset ja kanavat
web-people = Ihmiset
web-people-cut = Ihmisiä on enemmän kuin tässä näkyy.
web-channels = Kanavat
web-find = Etsi ihmistä tai kanavaa
web-nothing-found = Sen nimistä ei löytynyt.
web-unread = uusia viestejä
web-role-lead = Esihenkilö
web-role-facilitator = Fasilitaattori
web-role-admin = Pääkäyttäjä
web-role-member = Jäsen
web-role-in = { $role }, { $unit }
web-channel-detail = { $unit } · { $rhythm }
web-direct = Yksityisviestit Rytmin kanssa

web-clock = Rytmin kello
web-clock-move = Siirrä kelloa
web-clock-hour = +1 tunti
web-clock-day = +1 päivä
web-clock-monday = Ensi maanantai
web-clock-forum = Seuraava johtamisfoorumi
web-clock-quarter = Kvartaalin loppu
web-clock-moving = Kello siirtyy …
web-clock-moved = Kello on siirretty.
web-clock-busy = Kello on jo liikkeellä. Yritä hetken päästä uudelleen.
web-target = { $at }
web-week = viikko { $number }
web-day = { $weekday } { $day }
web-hour = { $at }
web-weekday-0 = maanantai
web-weekday-1 = tiistai
web-weekday-2 = keskiviikko
web-weekday-3 = torstai
web-weekday-4 = perjantai
web-weekday-5 = lauantai
web-weekday-6 = sunnuntai

web-log = Viestit
web-message-from = { $name }, klo { $at }
web-updated = päivitetty
web-only-you = Näkyy vain sinulle
web-newer = Uusia viestejä
web-seen-as = Katsojana { $name }
web-empty = Täällä ei ole vielä mitään
web-empty-channel = Täällä ei ole vielä koostetta
web-empty-hint = Rytmin viestit ilmestyvät tähän itsestään.
web-empty-hint-clock = Siirrä kelloa eteenpäin sivun yläreunasta: Rytmin viestit ilmestyvät tähän matkan varrella.
web-read-only = Tätä kanavaa voi täällä vain lukea.
web-read-only-link = Kirjoita Rytmille nimellä { $name }

web-say-label = Viesti Rytmille, kirjoittajana { $name }
web-say-placeholder = Viesti tai /komento
web-say-hint = Enter lähettää, Vaihto + Enter vaihtaa riviä
web-send = Lähetä
web-commands = Komennot
web-failed = Lähetys ei onnistunut. Mitään kirjoittamaasi ei ole kadonnut.
web-retry = Yritä uudelleen
web-offline = Yhteys katkesi; sivu yrittää uudelleen.

web-form-problems = { $count ->
    [one] Yksi vastaus kaipaa tarkistusta
   *[other] { $count } vastausta kaipaa tarkistusta
}
web-form-close = Sulje lomake
web-form-cancel = Peruuta
web-form-more = Lisää
web-form-leave = Poistutaanko lähettämättä? Täyttämäsi tiedot katoavat.
web-form-discard = Poistu
web-form-stay = Jatka täyttämistä
web-optional = valinnainen
web-choose = Valitse …
web-choice-none = Ei valittu
web-figures = Näytä luvut
web-when = Milloin
web-share = { $share }
web-expected = tähän mennessä odotettu { $share }
web-no-answer = –

web-missing-title = Täällä ei ole ketään
web-missing = Henkilöä, kanavaa tai organisaatiota ei ole, tai se on poistettu. Osoite voi olla vanha.
web-being-corrected-title = Korjattavana
web-being-corrected = Tätä arviointia korjataan. Asiakirja on taas saatavilla, kun arviointi julkaistaan uudelleen. Siihen asti aiemmin julkaistun voi lukea kanavalta.
web-not-understood-title = Pyyntöä ei voitu lukea
web-not-understood = Jotain puuttui tai oli liian pitkää tai väärässä muodossa. Palaa takaisin ja yritä uudelleen.
web-not-from-here-title = Vain tältä tietokoneelta
web-not-from-here = Esittely vastaa vain sivuille, jotka on avattu tällä tietokoneella osoitteessa 127.0.0.1 tai localhost.
web-too-much-title = Liian pitkä
web-too-much = Lähetetty sisältö on suurempi kuin sivu voi ottaa vastaan. Lyhennä tekstiä ja lähetä uudelleen.
web-no-organisation-title = Täällä ei ole vielä ketään
web-no-organisation = Tuo organisaatio komennolla ”rytmi import POLKU” tai esimerkki komennolla ”rytmi import --sample oma-hame” ja lataa sivu uudelleen.
web-not-now-title = Hetkinen
web-not-now = Rytmi ei juuri nyt saa yhteyttä tietokantaansa. Mitään tallennettua ei ole kadonnut: yritä hetken päästä uudelleen.

web-rehearsal = Mitä on tulossa
web-harvest = Kellon siirtyessä tuli { $what }.
web-harvest-nothing = Kellon siirtyessä ei lähetetty mitään.
web-harvest-places = Minne viestit tulivat
web-harvest-more = { $count ->
    [one] ja yksi muu paikka
   *[other] ja { $count } muuta paikkaa
}
web-harvest-prompt = { $count ->
    [one] yksi kysymys
   *[other] { $count } kysymystä
}
web-harvest-reminder = { $count ->
    [one] yksi muistutus
   *[other] { $count } muistutusta
}
web-harvest-digest = { $count ->
    [one] yksi kooste
   *[other] { $count } koostetta
}
web-harvest-retro = { $count ->
    [one] yksi viesti arvioinnista
   *[other] { $count } viestiä arvioinneista
}
web-harvest-opening = { $count ->
    [one] yksi kehotus avata toteutusjakso
   *[other] { $count } kehotusta avata toteutusjakso
}
web-harvest-changes = { $count ->
    [one] yksi kysymys sovituista muutoksista
   *[other] { $count } kysymystä sovituista muutoksista
}
web-harvest-notice = { $count ->
    [one] yksi ilmoitus
   *[other] { $count } ilmoitusta
}
web-too-busy-title = Yksi kerrallaan
web-too-busy = Useita harjoituksia on jo käynnissä. Yritä hetken päästä uudelleen.
web-too-long-title = Tämä kestää täällä liian kauan
web-too-long = Harjoitus on liian laaja verkkosivulle. Valitse lyhyempi aika tai käytä komentoa ”rytmi rehearse”.
