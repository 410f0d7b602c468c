# Genrepet: vad som skulle skickas under en tid, på sidan och på kommandoraden.

rehearsal-title = Genrep
rehearsal-lead = Det här skulle Rytmi skicka under den här tiden. Nu skickas inget och inget ändras.
rehearsal-nobody-answers = I ett genrep svarar ingen, så alla som tillfrågas får också en påminnelse.
rehearsal-skip = Gå till planen
rehearsal-back = Tillbaka till samtalen
rehearsal-span = Från i dag
rehearsal-span-week = en vecka
rehearsal-span-month = fyra veckor
rehearsal-span-quarter = ett kvartal
rehearsal-unit = Enhet
rehearsal-unit-all = hela organisationen
rehearsal-show = Visa
rehearsal-working = Genrepet pågår …
rehearsal-waiting = Ett annat genrep pågår. Det här står på tur.
rehearsal-progress = Hur långt genrepet har kommit
rehearsal-days = { $first } – { $last }
rehearsal-total-messages = Meddelanden
rehearsal-total-most = Flest till en person på en vecka
rehearsal-total-moved = Flyttas på grund av en ledig dag
rehearsal-total-left-out = Skickas inte
rehearsal-nothing = Inget skulle skickas under den här tiden.
rehearsal-people = { $count ->
    [one] en mottagare
   *[other] { $count } mottagare
}
rehearsal-channels = { $count ->
    [one] en kanal
   *[other] { $count } kanaler
}
rehearsal-units = { $count ->
    [one] en enhet
   *[other] { $count } enheter
}
rehearsal-more = { $count ->
    [one] och en till
   *[other] och { $count } till
}
rehearsal-moved = Flyttat från { $day }, en ledig dag
rehearsal-whys = Varför de kommer
rehearsal-why-prompt = { $unit } tillfrågas { $rule }.
rehearsal-why-reminder = En påminnelse kommer en gång, den andra arbetsdagen efter frågan, och bara om svaret saknas.
rehearsal-why-digest = { $forum } får sin sammanställning { $rule }.
rehearsal-why-retro = { $unit } bjuds in till utvärdering { $days ->
    [one] en arbetsdag
   *[other] { $days } arbetsdagar
} före periodens slut.
rehearsal-why-opening = { $unit } uppmanas att öppna sin nästa period { $days } arbetsdagar innan den börjar.
rehearsal-why-changes = De som ser till en överenskommen ändring i { $unit } tillfrågas på avstämningsdagen och mitt i perioden.
rehearsal-why-other = Följer av något som har hänt.
