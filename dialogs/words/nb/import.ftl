# Å lese inn en organisasjon fra ark: hvor noe er galt, hva det er, og hva som ville vært riktig.
# Navn på ark og kolonner står som i filen.

import-in-workbook = { $text }
import-in-sheet = Arket { $sheet }: { $text }
import-in-column = Arket { $sheet }, kolonne { $column }: { $text }
import-in-row = Arket { $sheet }, rad { $row }: { $text }
import-in-cell = Arket { $sheet }, rad { $row }, kolonne { $column }: { $text }

import-did-you-mean = Mente du { $nearest }?
import-right-are = Riktig er { $choices }.
import-add-to-sheet = Legg det til i arket { $sheet }, eller rett det her.

import-no-such-path = Det finnes ingenting på { $path }. Oppgi en mappe med CSV-filer eller en .xlsx-fil.
import-not-a-workbook = { $path } er verken en mappe eller en .xlsx-fil. Lagre den i Excel som «Excel-arbeidsbok (.xlsx)».
import-path-is-folder = { $path } er en mappe. Oppgi et filnavn som slutter på .xlsx, eller en mappe med et navn som ikke gjør det.
import-empty-folder = Det er ingen CSV-fil i mappen. Hvert ark er en egen fil, for eksempel { $example }.
import-workbook-unreadable = Filen kan ikke åpnes som en .xlsx-arbeidsbok. Den kan være skadet eller beskyttet med passord: lagre den på nytt fra Excel, uten passord.
import-workbook-too-large = Arbeidsboken er mye større enn en organisasjon kan være, og ble ikke åpnet.
import-bad-encoding = Filen er verken UTF-8 eller Windows-1252. Lagre den i Excel som «CSV UTF-8».
import-stray-byte = Linje { $line } i filen er ikke UTF-8, selv om resten er det. Rett bokstavene som ser feil ut på den linjen, og lagre filen i Excel som «CSV UTF-8».
import-bad-quotes = Et anførselstegn er ikke lukket, eller det står tekst etter et lukket. En celle med anførselstegn skrives "slik ""som dette""".
import-unknown-sheet = Det finnes ikke noe slikt ark. { $hint }
import-double-sheet = Arket finnes to ganger. Behold ett av dem.
import-missing-sheet = Arket mangler. Kolonnene er { $columns }.
import-no-header = Den første raden må inneholde navnene på kolonnene: { $columns }.
import-unknown-column = Det finnes ingen slik kolonne. { $hint }
import-double-column = Kolonnen finnes to ganger. Behold én av dem.
import-missing-column = Kolonnen mangler.
import-row-too-long = Det står noe i en celle uten overskrift. Se etter et skilletegn for mye, eller gi kolonnen navn.
import-far-right = Det står noe til høyre for kolonne { $most }. Tøm cellen: den er trolig fylt ut ved en feil.
import-far-below = Det står noe her, under { $count } tomme rader. Tøm raden hvis den er fylt ut ved en feil, eller flytt den opp.
import-too-many-rows = Arket har mer enn { $most } rader, langt flere enn noen organisasjon har. Slett dem som ikke hører hjemme her.

import-cell-empty = Cellen er tom, men må fylles ut.
import-cell-error = Cellen inneholder feilen { $text }. Skriv selve verdien.
import-cell-too-long = Teksten er lengre enn de { $most } tegnene Excel har plass til i en celle. Eksporter til en mappe med CSV-filer i stedet.
import-formula = Cellen inneholder en formel som ikke er regnet ut. Åpne og lagre filen i Excel, eller skriv selve verdien.
import-unseen-character = Cellen inneholder et tegn som ikke kan sees ({ $code }). Skriv teksten på nytt.
import-double-id = Denne id-en står allerede på rad { $first }. Hver id kan brukes én gang.
import-bad-id = «{ $text }» kan ikke være en id. Skriv høyst { $most } tegn, for eksempel bokstaver, sifre og bindestreker, og ingen av tegnene { "{" } { "}" } / \.
import-unknown-id = «{ $text }» finnes ikke i arket { $sheet }. { $hint }
import-bad-whole-number = «{ $text }» er ikke et heltall.
import-bad-retro = «{ $text }» passer ikke her. Skriv hvor mange arbeidsdager før periodens slutt invitasjonen til evalueringen kommer: et helt tall fra { $fewest } til { $most }.
import-bad-day = «{ $text }» er ikke en dato. Skriv den som 2026-10-01 eller 1.10.2026.
import-far-day = «{ $text }» er for langt unna. Rett året: det kan være { $first }–{ $last }.
import-bad-clock = «{ $text }» er ikke et klokkeslett. Skriv det som 9:00 eller 13.30.
import-not-in-hours = { $at } er utenfor arbeidstiden, og meldinger sendes bare i arbeidstiden. Skriv et klokkeslett fra { $first } til { $last }.
import-bad-instant = «{ $text }» er ikke et tidspunkt. Skriv det som 2026-10-05T09:12:00+03:00.
import-bad-week = «{ $text }» er ikke en uke. Skriv den som 2026-W41.
import-bad-yes-no = «{ $text }» er verken ja eller nei.
import-bad-choice = «{ $text }» går ikke her. Riktig er { $choices }.
import-bad-zone = «{ $text }» er ikke en tidssone. { $hint }
import-bad-country = «{ $text }» er ikke en landkode. Skriv to bokstaver, for eksempel FI, NO eller SE.
import-bad-cadence = «{ $text }» er ikke en rytme. Skriv navnet på en ferdig rytme ({ $presets }) eller en egen regel, for eksempel { $examples }.
import-ask-before-meetings = En enhet kan ikke følge «{ $text }», fordi bare ledermøter har møtedatoer. Skriv en annen regel, for eksempel weekly mon, eller la cellen stå tom.

import-one-organisation = { $count ->
    [0] Organisasjonen mangler. Gi den én rad.
   *[other] Det er { $count } rader, men en arbeidsbok har plass til én organisasjon.
}
import-no-units = Det finnes ingen enheter. Begynn med selve organisasjonen.
import-no-top = Alle enhetene har en enhet over seg. La cellen stå tom for den øverste.
import-second-top = Den øverste enheten står allerede på rad { $first }. Oppgi hvilken enhet denne hører under.
import-top-not-organisation = Den øverste enheten har nivået organisation, ikke { $level }.
import-tree-circle = Enhetene står over hverandre i en sirkel: { $path }.
import-level-not-below = En enhet på nivået { $level } kan ikke stå under { $parent }, som har nivået { $parent_level }. Ovenfra og ned er nivåene organisation, sector, result_area, unit og team.
import-other-top = Organisasjonen har allerede { $name } ({ $id }) øverst. Behold id-en, eller legg den under en annen enhet på dette arket.
import-level-not-above = En enhet på nivået { $level } kan ikke stå over { $below }, som har nivået { $below_level } og ikke er på dette arket.
import-double-membership = Personen har allerede denne rollen i enheten, på rad { $first }. Behold én av radene.
import-forum-without-channel = Et ledermøte trenger en kanal som oppsummeringen sendes til, for eksempel #team-1.
import-cycle-backwards = Perioden slutter før den begynner { $start }.
import-cycles-overlap = { $unit } ville fått mål i både { $first } og { $second }, som overlapper hverandre og er omtrent like lange. Legg målene i én av periodene, eller rett datoene slik at den ene slutter før den andre begynner.
import-continues-later = Et mål i { $own } kan ikke videreføre et i { $other }. Oppgi et mål fra en tidligere periode, eller la cellen stå tom.
import-break-backwards = Pausen slutter før den begynner { $first }. Rett den ene eller den andre dagen.
import-break-too-long = Pausen er { $count } dager lang, og { $most } er det meste. Rett dagene, eller del den i pauser med arbeidsdager imellom.
import-double-meeting = Det samme møtet står allerede på rad { $first }. Behold én av radene.
import-measure-needs = Et nøkkelresultat av typen { $kind } trenger et tall her.
import-measure-not-used = Et nøkkelresultat av typen { $kind } bruker ikke denne kolonnen. Tøm cellen, eller velg en annen type.
import-supports-itself = Et nøkkelresultat kan ikke støtte seg selv. Oppgi et på et høyere nivå, eller la cellen stå tom.
import-supports-circle = Nøkkelresultatene støtter hverandre i en sirkel: { $path }.
import-supports-below = Et nøkkelresultat på nivået { $level } kan ikke støtte { $other }, som har nivået { $other_level }. Støtte går oppover eller sidelengs.
import-supported-from-above = { $other }, som har nivået { $other_level }, støtter { $id }, som ville fått nivået { $level }. Støtte går oppover eller til siden.
import-leaves-too-few = { $objective } ville sitte igjen med færre enn { $fewest } nøkkelresultater. La dette stå der det står, eller ta med flere til { $objective } også.
import-kind-answered = Nøkkelresultatet har allerede fått svar, så typen kan ikke endres: tall av én type betyr ingenting i en annen. Sett typen tilbake, eller gi det som måles fra nå av, en ny id.

import-nobody-answers = Ingen ville blitt spurt om dette nøkkelresultatet: det har ingen eier, og { $unit } har ingen leder.
import-person-without-unit = { $name } hører ikke til noen enhet og får ingen spørsmål.
import-no-meetings = { $name } følger møtene sine, men ingen er lagt inn, så det kommer ingen oppsummering. Legg dem til i arket meetings, eller skriv dem inn senere med /okr meetings.
import-meetings-not-followed = Ledermøtet { $forum } følger ikke disse møtedatoene, fordi det har en annen rytme. Skal det følge dem, skriver du for eksempel { $example } i kolonnen cadence.
import-odd-email = «{ $text }» ser ikke ut som en e-postadresse.
import-double-email = Den samme adressen står også på rad { $first }.
import-check-ins-left = { $count ->
    [one] Ett svar ble ikke rørt: en import endrer aldri det folk har svart.
   *[other] { $count } svar ble ikke rørt: en import endrer aldri det folk har svart.
}

# Metodens grenser, hver med sin grunn.
limit-too-many-objectives = Her er det { $count } mål for én enhet og periode, og { $most } er det meste. Det er bedre å fullføre noen få enn å la mange ligge halvferdige.
limit-too-few-key-results = { $count ->
    [0] Målet har ingen nøkkelresultater og trenger minst { $fewest }. Uten tall kan ingen se om målet er nådd.
    [one] Målet har ett nøkkelresultat og trenger minst { $fewest }. Ett tall alene viser sjelden om målet er nådd.
   *[other] Målet har { $count } nøkkelresultater og trenger minst { $fewest }.
}
limit-too-many-key-results = Målet har { $count } nøkkelresultater, og { $most } er det meste. Færre tall holder blikket på det viktige.

measure-start-is-target = Start og mål er like, så det er ingen vei å gå. Skal tallet holde seg der det er, velg keep_within med low og high.
measure-band-without-limits = For å holde noe innenfor grenser trengs minst én grense: low, high eller begge.
measure-band-upside-down = Den nedre grensen ligger over den øvre. Bytt om på dem.
measure-no-milestones = Det må være minst ett trinn.
