# Kommandon, hjälp och inställningar.

command-checkin = Gör en avstämning eller rätta ditt svar
command-status = Hur det går för en enhet; din egen om du inte nämner någon
command-tree = Hela organisationen i en överblick
command-language = Språket jag använder med dig
command-help = Den här listan
argument-unit = [enhet]
argument-language = [en|fi|sv|nb]

help-title = Det här kan jag göra för dig
help-lead = En gång i veckan frågar jag hur långt dina nyckelresultat har kommit och hur stor din tilltro är, och tar med en sammanställning till era möten.
help-unknown = Jag känner inte till ”{ $typed }”.
help-meant = Menade du det här?
help-usage = { $command } { $argument }
help-open = Alla i organisationen kan läsa alla svar och sammanställningar. Det är tillåtet att misslyckas; tystnad visas som tystnad.

language-ask = Vilket språk ska jag använda med dig?
language-unknown = Jag kan inte ”{ $asked }” än. Vilket av de här ska jag använda?
language-now = Nu: { $language }
language-set = Från och med nu använder jag det här språket med dig: { $language }.

command-why = Varför du får meddelanden av mig och vilka som kommer härnäst
command-cycle = En enhets perioder; öppnas och stängs av dem som svarar för enheten
command-changes = Vad en enhet har kommit överens om att ändra och hur det går
command-ledger = Vad som hände med en enhets meddelanden, för dem som svarar för enheten
command-meetings = Datumen för ett forums möten, för dem som svarar för det
command-retro = Utvärdera en enhets period: börja, fortsätt eller se vad den ledde till
argument-forum = [forum]
help-topic-week = Varje vecka
help-topic-look = Hur det går
help-topic-yours = För dig
help-topic-facilitate = För chefer och facilitatorer
help-line = { $command } – { $does }

why-all-title = Vad du får av mig och varför
why-all-asked = Veckans fråga
why-all-forums = Sammanställningar i dina kanaler
why-all-retros = När en period slutar eller börjar
why-nothing = Just nu får du ingenting: du svarar inte för några nyckelresultat, och ingen av dina enheter har ett forum som får en sammanställning.
why-prompt = Det här är veckans fråga: hur långt dina nyckelresultat har kommit och hur stor din tilltro är. Den kommer högst en gång i veckan, för alla dina enheter tillsammans.
why-put-off = Du sköt själv upp den till den här tiden.
why-reminder = Det här är en påminnelse om att veckans fråga fortfarande är öppen. Den kommer högst en gång i veckan, och bara till dem som inte har svarat på något de senaste dagarna.
why-digest = Det här är en sammanställning inför ett möte. Den kommer till kanalen i tid, även om alla inte har svarat.
why-retro = En period tar snart slut i en enhet som du ansvarar för. Jag säger till i god tid, så att ni kan se tillbaka på den tillsammans.
why-notice = Du ansvarar för en enhet, och ett meddelande till någon i den eller till dess kanal kommer inte fram. Jag säger till en gång, så att du kan göra något åt det.
why-opening = Nästa period i en enhet som du ansvarar för väntar på att öppnas. Jag säger till i god tid; så länge ingen öppnar den får ingen frågor.
why-changes = Du ser till en ändring som din enhet har kommit överens om. Jag frågar på den överenskomna dagen och mitt i perioden, tills den är gjord eller nedlagd.
why-asked = { $unit } får frågan { $rule } (din tid).
why-stands-in = Du tillfrågas också i stället för { $people } under frånvaron.
why-away = Du är borta till och med { $day }. Fram till dess får du inga frågor.
why-away-open = Du är borta tills du skriver /okr back. Fram till dess får du inga frågor.
why-together = Du får en enda fråga i veckan för alla, vid den första av de här tidpunkterna.
why-not-asked = Just nu svarar du inte för några nyckelresultat, så du får inga frågor.
why-forum = { $forum } får sammanställningen för { $unit } { $rule }.
why-zone = Klockslaget gäller i { $zone }; här nedanför är tiderna dina egna.
why-meetings = De närmaste mötena: { $days }.
why-no-meetings = Det finns inga kommande möten i forumets kalender.
why-retro-rule = { $unit }: { $before ->
    [one] en arbetsdag
   *[other] { $before } arbetsdagar
} före periodens sista dag, kl. { $at } (din tid).
why-opening-rule = { $unit }: { $before ->
    [one] en arbetsdag
   *[other] { $before } arbetsdagar
} före den första dagen i en period som väntar på att öppnas, kl. { $at } (din tid).
why-changes-rule = { $unit }: på de dagar då överenskomna ändringar stäms av, och mitt i perioden, kl. { $at } (din tid).
why-next = Härnäst:
why-next-none = Just nu är inget mer på gång.
why-moment = { $at }
why-moment-moved = { $at } (flyttat från { $day }, som är en ledig dag)
why-day = { $day }
why-moved = Enligt regeln skulle det ha kommit { $day }. Det var en ledig dag, så det kom nästa arbetsdag.
why-change = Så ändrar du det
why-change-language = /okr language: språket jag använder med dig
why-change-reminders = /okr reminders off: inga fler påminnelser; veckans fråga kommer ändå
why-change-away = /okr away: du får inga frågor medan du är borta
why-change-meetings = /okr meetings { $forum }: mötenas datum och hur långt före dem sammanställningen kommer
why-change-notice = /okr ledger: allt som har skickats och vad som hände med det
why-change-rule = Om rytmen i { $unit } beslutar { $people }.
why-change-sheet = Rytmen står i organisationens kalkylblad; de som driver Rytmi här ändrar den där.
