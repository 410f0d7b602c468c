# Demosidens egne ord: rammen, klokkelinjen, meldingsfeltet, skjemaene.

web-title = Rytmi
web-page-title = { $where } · Rytmi
web-skip-messages = Gå til samtalen
web-skip-write = Gå til meldingsfeltet
web-banner-title = Demo
web-banner = Alle ved denne maskinen kan se siden som hvem som helst. Den svarer bare på 127.0.0.1.
web-banner-short = Åpen for alle ved denne maskinen.
web-noscript = Siden virker også uten JavaScript, men nye meldinger vises først når du laster den på nytt.
web-languages = Sidens språk
web-organisation = Organisasjon
web-home = Til starten

web-menu-open = Personer og kanaler
web-menu-close = Lukk personer og kanaler
web-people = Personer
web-people-cut = Det finnes flere personer enn de som vises her.
web-channels = Kanaler
web-find = Søk etter person eller kanal
web-nothing-found = Ingenting med det navnet.
web-unread = nye meldinger
web-role-lead = Leder
web-role-facilitator = Fasilitator
web-role-admin = Administrator
web-role-member = Medlem
web-role-in = { $role }, { $unit }
web-channel-detail = { $unit } · { $rhythm }
web-direct = Direktemeldinger med Rytmi

web-clock = Rytmis klokke
web-clock-move = Still klokken fram
web-clock-hour = +1 time
web-clock-day = +1 dag
web-clock-monday = Neste mandag
web-clock-forum = Neste ledermøte
web-clock-quarter = Slutten av kvartalet
web-clock-moving = Klokken stilles fram …
web-clock-moved = Klokken er stilt fram.
web-clock-busy = Klokken er allerede på vei. Prøv igjen om litt.
web-target = { $at }
web-week = uke { $number }
web-day = { $weekday } { $day }
web-hour = { $at }
web-weekday-0 = mandag
web-weekday-1 = tirsdag
web-weekday-2 = onsdag
web-weekday-3 = torsdag
web-weekday-4 = fredag
web-weekday-5 = lørdag
web-weekday-6 = søndag

web-log = Meldinger
web-message-from = { $name }, kl. { $at }
web-updated = oppdatert
web-only-you = Bare synlig for deg
web-newer = Nye meldinger
web-seen-as = Vist for { $name }
web-empty = Her er det tomt ennå
web-empty-channel = Ingen oppsummering her ennå
web-empty-hint = Det Rytmi sender, dukker opp her av seg selv.
web-empty-hint-clock = Still klokken fram øverst på siden: Det Rytmi sender underveis, dukker opp her.
web-read-only = Denne kanalen kan bare leses her.
web-read-only-link = Skriv til Rytmi som { $name }

web-say-label = Melding til Rytmi fra { $name }
web-say-placeholder = Melding eller /kommando
web-say-hint = Enter sender, Skift + Enter gir ny linje
web-send = Send
web-commands = Kommandoer
web-failed = Det kom ikke fram. Ingenting du har skrevet, er borte.
web-retry = Prøv igjen
web-offline = Forbindelsen er brutt; siden fortsetter å prøve.

web-form-problems = { $count ->
    [one] Ett svar bør ses på igjen
   *[other] { $count } svar bør ses på igjen
}
web-form-close = Lukk skjemaet
web-form-cancel = Avbryt
web-form-more = Mer
web-form-leave = Forlate skjemaet uten å sende? Det du har fylt ut, forsvinner.
web-form-discard = Forlat
web-form-stay = Fortsett å fylle ut
web-optional = valgfritt
web-choose = Velg …
web-choice-none = Ikke valgt
web-figures = Vis tallene
web-when = Når
web-share = { $share }
web-expected = forventet til nå { $share }
web-no-answer = –

web-missing-title = Her er det ingen
web-missing = Personen, kanalen eller organisasjonen finnes ikke, eller finnes ikke lenger. Adressen kan være gammel.
web-being-corrected-title = Rettes nå
web-being-corrected = Denne evalueringen holder på å bli rettet. Dokumentet er her igjen når den er publisert på nytt. Fram til da kan det som ble publisert tidligere, leses i kanalen.
web-not-understood-title = Dette kunne ikke leses
web-not-understood = Noe manglet, var for langt eller hadde feil form. Gå tilbake og prøv igjen.
web-not-from-here-title = Bare fra denne maskinen
web-not-from-here = Demosiden svarer bare på sider som er åpnet på denne maskinen, på 127.0.0.1 eller localhost.
web-too-much-title = Det ble for langt
web-too-much = Det som ble sendt, er større enn siden kan ta imot. Kort ned teksten og send på nytt.
web-no-organisation-title = Her er det ingen ennå
web-no-organisation = Hent inn en organisasjon med «rytmi import STI», eller et eksempel med «rytmi import --sample nettbutikk», og last siden på nytt.
web-not-now-title = Et øyeblikk
web-not-now = Rytmi får ikke kontakt med databasen akkurat nå. Ingenting som er lagret, er gått tapt: Prøv igjen om litt.

web-rehearsal = Hva som kommer
web-harvest = Mens klokken ble stilt fram, kom { $what }.
web-harvest-nothing = Mens klokken ble stilt fram, ble ingenting sendt.
web-harvest-places = Her kom det
web-harvest-more = { $count ->
    [one] og ett sted til
   *[other] og { $count } steder til
}
web-harvest-prompt = { $count ->
    [one] ett spørsmål
   *[other] { $count } spørsmål
}
web-harvest-reminder = { $count ->
    [one] én påminnelse
   *[other] { $count } påminnelser
}
web-harvest-digest = { $count ->
    [one] én oppsummering
   *[other] { $count } oppsummeringer
}
web-harvest-retro = { $count ->
    [one] én melding om en evaluering
   *[other] { $count } meldinger om evalueringer
}
web-harvest-opening = { $count ->
    [one] én oppfordring til å åpne en periode
   *[other] { $count } oppfordringer til å åpne en periode
}
web-harvest-changes = { $count ->
    [one] ett spørsmål om avtalte endringer
   *[other] { $count } spørsmål om avtalte endringer
}
web-harvest-notice = { $count ->
    [one] én beskjed til fasilitatoren
   *[other] { $count } beskjeder til fasilitatorer
}
web-too-busy-title = Én om gangen
web-too-busy = Flere generalprøver pågår allerede. Prøv igjen om litt.
web-too-long-title = Dette tar for lang tid her
web-too-long = Generalprøven er for stor for en nettside. Velg et kortere tidsrom, eller kjør «rytmi rehearse» på kommandolinjen.
