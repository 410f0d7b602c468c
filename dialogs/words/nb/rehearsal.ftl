# Generalprøven: hva som ville bli sendt i et tidsrom, på siden og på kommandolinjen.

rehearsal-title = Generalprøve
rehearsal-lead = Dette ville Rytmi ha sendt i dette tidsrommet. Nå blir ingenting sendt og ingenting endret.
rehearsal-nobody-answers = I en generalprøve svarer ingen, så alle som blir spurt, får også en påminnelse.
rehearsal-skip = Gå til planen
rehearsal-back = Tilbake til samtalene
rehearsal-span = Fra i dag
rehearsal-span-week = en uke
rehearsal-span-month = fire uker
rehearsal-span-quarter = et kvartal
rehearsal-unit = Enhet
rehearsal-unit-all = hele organisasjonen
rehearsal-show = Vis
rehearsal-working = Generalprøven pågår …
rehearsal-waiting = En annen generalprøve pågår. Denne står for tur.
rehearsal-progress = Hvor langt generalprøven er kommet
rehearsal-days = { $first } – { $last }
rehearsal-total-messages = Meldinger
rehearsal-total-most = Flest til én person på en uke
rehearsal-total-moved = Flyttes på grunn av en fridag
rehearsal-total-left-out = Sendes ikke
rehearsal-nothing = Ingenting ville bli sendt i dette tidsrommet.
rehearsal-people = { $count ->
    [one] én mottaker
   *[other] { $count } mottakere
}
rehearsal-channels = { $count ->
    [one] én kanal
   *[other] { $count } kanaler
}
rehearsal-units = { $count ->
    [one] én enhet
   *[other] { $count } enheter
}
rehearsal-more = { $count ->
    [one] og én til
   *[other] og { $count } til
}
rehearsal-moved = Flyttet fra { $day }, en fridag
rehearsal-whys = Hvorfor de kommer
rehearsal-why-prompt = { $unit } blir spurt { $rule }.
rehearsal-why-reminder = En påminnelse kommer én gang, den andre arbeidsdagen etter spørsmålet, og bare hvis svaret mangler.
rehearsal-why-digest = { $forum } får oppsummeringen sin { $rule }.
rehearsal-why-retro = { $unit } inviteres til evaluering { $days ->
    [one] én arbeidsdag
   *[other] { $days } arbeidsdager
} før perioden er slutt.
rehearsal-why-opening = { $unit } blir bedt om å åpne neste periode { $days } arbeidsdager før den begynner.
rehearsal-why-changes = De som følger opp en avtalt endring i { $unit }, blir spurt på sjekkdagen og midt i perioden.
rehearsal-why-other = Følger av noe som har skjedd.
