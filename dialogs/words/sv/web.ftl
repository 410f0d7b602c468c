# Demosidans egna ord: ramen, klockraden, meddelanderutan, formulären.

web-title = Rytmi
web-page-title = { $where } · Rytmi
web-skip-messages = Gå till samtalet
web-skip-write = Gå till meddelanderutan
web-banner-title = Demo
web-banner = Vem som helst vid den här datorn kan se sidan som vem som helst. Den svarar bara på 127.0.0.1.
web-banner-short = Öppen för alla vid den här datorn.
web-noscript = Sidan fungerar även utan JavaScript, men nya meddelanden syns först när du laddar om den.
web-languages = Sidans språk
web-organisation = Organisation
web-home = Till början

web-menu-open = Personer och kanaler
web-menu-close = Stäng personer och kanaler
web-people = Personer
web-people-cut = Det finns fler personer än de som visas här.
web-channels = Kanaler
web-find = Sök person eller kanal
web-nothing-found = Inget med det namnet.
web-unread = nya meddelanden
web-role-lead = Chef
web-role-facilitator = Facilitator
web-role-admin = Administratör
web-role-member = Medlem
web-role-in = { $role }, { $unit }
web-channel-detail = { $unit } · { $rhythm }
web-direct = Direktmeddelanden med Rytmi

web-clock = Rytmis klocka
web-clock-move = Ställ fram klockan
web-clock-hour = +1 timme
web-clock-day = +1 dag
web-clock-monday = Nästa måndag
web-clock-forum = Nästa ledningsforum
web-clock-quarter = Kvartalets slut
web-clock-moving = Klockan ställs fram …
web-clock-moved = Klockan har ställts fram.
web-clock-busy = Klockan är redan på väg. Försök igen om en stund.
web-target = { $at }
web-week = vecka { $number }
web-day = { $weekday } { $day }
web-hour = { $at }
web-weekday-0 = måndag
web-weekday-1 = tisdag
web-weekday-2 = onsdag
web-weekday-3 = torsdag
web-weekday-4 = fredag
web-weekday-5 = lördag
web-weekday-6 = söndag

web-log = Meddelanden
web-message-from = { $name }, kl. { $at }
web-updated = uppdaterat
web-only-you = Syns bara för dig
web-newer = Nya meddelanden
web-seen-as = Visas för { $name }
web-empty = Här är det tomt än så länge
web-empty-channel = Ingen sammanställning här än
web-empty-hint = Det som Rytmi skickar dyker upp här av sig självt.
web-empty-hint-clock = Ställ fram klockan högst upp på sidan: det som Rytmi skickar på vägen dyker upp här.
web-read-only = Den här kanalen går bara att läsa här.
web-read-only-link = Skriv till Rytmi som { $name }

web-say-label = Meddelande till Rytmi från { $name }
web-say-placeholder = Meddelande eller /kommando
web-say-hint = Enter skickar, Skift + Enter ger ny rad
web-send = Skicka
web-commands = Kommandon
web-failed = Det gick inte fram. Inget du har skrivit är borta.
web-retry = Försök igen
web-offline = Anslutningen bröts; sidan fortsätter att försöka.

web-form-problems = { $count ->
    [one] Ett svar behöver ses över
   *[other] { $count } svar behöver ses över
}
web-form-close = Stäng formuläret
web-form-cancel = Avbryt
web-form-more = Mer
web-form-leave = Lämna utan att skicka? Det du har fyllt i försvinner.
web-form-discard = Lämna
web-form-stay = Fortsätt fylla i
web-optional = valfritt
web-choose = Välj …
web-choice-none = Inte valt
web-figures = Visa siffrorna
web-when = När
web-share = { $share }
web-expected = väntat hittills { $share }
web-no-answer = –

web-missing-title = Här finns ingen
web-missing = Personen, kanalen eller organisationen finns inte, eller finns inte längre. Adressen kan vara gammal.
web-being-corrected-title = Rättas just nu
web-being-corrected = Den här utvärderingen håller på att rättas. Dokumentet finns här igen när den har publicerats på nytt. Fram till dess går det som publicerades tidigare att läsa i kanalen.
web-not-understood-title = Det gick inte att läsa
web-not-understood = Något saknades, var för långt eller hade fel form. Gå tillbaka och försök igen.
web-not-from-here-title = Bara från den här datorn
web-not-from-here = Demosidan svarar bara på sidor som öppnats på den här datorn, på 127.0.0.1 eller localhost.
web-too-much-title = Det blev för långt
web-too-much = Det som skickades är större än sidan kan ta emot. Korta texten och skicka igen.
web-no-organisation-title = Här finns ingen än
web-no-organisation = Hämta in en organisation med ”rytmi import SÖKVÄG”, eller ett exempel med ”rytmi import --sample nettbutikk”, och ladda om sidan.
web-not-now-title = Ett ögonblick
web-not-now = Rytmi når inte sin databas just nu. Inget som har sparats har gått förlorat: försök igen om en stund.

web-rehearsal = Vad som väntar
web-harvest = Medan klockan ställdes fram kom { $what }.
web-harvest-nothing = Medan klockan ställdes fram skickades inget.
web-harvest-places = Dit det kom
web-harvest-more = { $count ->
    [one] och en plats till
   *[other] och { $count } platser till
}
web-harvest-prompt = { $count ->
    [one] en fråga
   *[other] { $count } frågor
}
web-harvest-reminder = { $count ->
    [one] en påminnelse
   *[other] { $count } påminnelser
}
web-harvest-digest = { $count ->
    [one] en sammanställning
   *[other] { $count } sammanställningar
}
web-harvest-retro = { $count ->
    [one] ett meddelande om en utvärdering
   *[other] { $count } meddelanden om utvärderingar
}
web-harvest-opening = { $count ->
    [one] en uppmaning att öppna en period
   *[other] { $count } uppmaningar att öppna en period
}
web-harvest-changes = { $count ->
    [one] en fråga om överenskomna ändringar
   *[other] { $count } frågor om överenskomna ändringar
}
web-harvest-notice = { $count ->
    [one] ett meddelande till facilitatorn
   *[other] { $count } meddelanden till facilitatorer
}
web-too-busy-title = Ett i taget
web-too-busy = Flera genrep pågår redan. Försök igen om en stund.
web-too-long-title = Det tar för lång tid här
web-too-long = Genrepet är för stort för en webbsida. Välj en kortare tid eller kör ”rytmi rehearse” på kommandoraden.
