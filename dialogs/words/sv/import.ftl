# Att läsa in en organisation från blad: var något är fel, vad det är och vad som vore rätt.
# Bladens och kolumnernas namn står som i filen.

import-in-workbook = { $text }
import-in-sheet = Bladet { $sheet }: { $text }
import-in-column = Bladet { $sheet }, kolumn { $column }: { $text }
import-in-row = Bladet { $sheet }, rad { $row }: { $text }
import-in-cell = Bladet { $sheet }, rad { $row }, kolumn { $column }: { $text }

import-did-you-mean = Menade du { $nearest }?
import-right-are = Rätt är { $choices }.
import-add-to-sheet = Lägg till det på bladet { $sheet } eller rätta det här.

import-no-such-path = Det finns inget på { $path }. Ange en mapp med CSV-filer eller en .xlsx-fil.
import-not-a-workbook = { $path } är varken en mapp eller en .xlsx-fil. Spara den i Excel som ”Excel-arbetsbok (.xlsx)”.
import-path-is-folder = { $path } är en mapp. Ange ett filnamn som slutar på .xlsx, eller en mapp vars namn inte gör det.
import-empty-folder = Det finns ingen CSV-fil i mappen. Varje blad är en egen fil, till exempel { $example }.
import-workbook-unreadable = Filen går inte att öppna som en .xlsx-arbetsbok. Den kan vara skadad eller lösenordsskyddad: spara den på nytt i Excel, utan lösenord.
import-workbook-too-large = Arbetsboken är mycket större än en organisation kan vara och öppnades inte.
import-bad-encoding = Filen är varken UTF-8 eller Windows-1252. Spara den i Excel som ”CSV UTF-8”.
import-stray-byte = Rad { $line } i filen är inte UTF-8, fast resten är det. Rätta de bokstäver som ser fel ut på raden och spara filen i Excel som ”CSV UTF-8”.
import-bad-quotes = Ett citattecken har inte stängts, eller så följer text efter ett stängt. En cell med citattecken skrivs "så ""här""".
import-unknown-sheet = Det finns inget sådant blad. { $hint }
import-double-sheet = Bladet finns två gånger. Behåll ett av dem.
import-missing-sheet = Bladet saknas. Dess kolumner är { $columns }.
import-no-header = Första raden ska innehålla kolumnernas namn: { $columns }.
import-unknown-column = Det finns ingen sådan kolumn. { $hint }
import-double-column = Kolumnen finns två gånger. Behåll en av dem.
import-missing-column = Kolumnen saknas.
import-row-too-long = Det står något i en cell utan rubrik. Leta efter ett avgränsningstecken för mycket, eller ge kolumnen dess namn.
import-far-right = Det står något till höger om kolumn { $most }. Töm cellen: den är förmodligen ifylld av misstag.
import-far-below = Det står något här, under { $count } tomma rader. Töm raden om den är ifylld av misstag, eller flytta upp den.
import-too-many-rows = Bladet har mer än { $most } rader, långt fler än någon organisation har. Ta bort dem som inte hör hit.

import-cell-empty = Cellen är tom men behövs.
import-cell-error = Cellen innehåller felet { $text }. Skriv själva värdet.
import-cell-too-long = Texten är längre än de { $most } tecken som Excel rymmer i en cell. Exportera till en mapp med CSV-filer i stället.
import-formula = Cellen innehåller en formel som inte har räknats ut. Öppna och spara filen i Excel, eller skriv själva värdet.
import-unseen-character = Cellen innehåller ett tecken som inte går att se ({ $code }). Skriv texten på nytt.
import-double-id = Samma id står redan på rad { $first }. Varje id får användas en gång.
import-bad-id = ”{ $text }” kan inte vara ett id. Skriv högst { $most } tecken, till exempel bokstäver, siffror och bindestreck, och inga av tecknen { "{" } { "}" } / \.
import-unknown-id = ”{ $text }” finns inte på bladet { $sheet }. { $hint }
import-bad-whole-number = ”{ $text }” är inget heltal.
import-bad-retro = ”{ $text }” passar inte här. Skriv hur många arbetsdagar före periodens slut inbjudan till utvärderingen kommer: ett heltal från { $fewest } till { $most }.
import-bad-day = ”{ $text }” är inget datum. Skriv det som 2026-10-01.
import-far-day = ”{ $text }” ligger för långt bort. Rätta året: det kan vara { $first }–{ $last }.
import-bad-clock = ”{ $text }” är inget klockslag. Skriv det som 9:00 eller 13:30.
import-not-in-hours = { $at } ligger utanför arbetstid, och meddelanden skickas bara under arbetstid. Skriv ett klockslag från { $first } till { $last }.
import-bad-instant = ”{ $text }” är ingen tidpunkt. Skriv den som 2026-10-05T09:12:00+03:00.
import-bad-week = ”{ $text }” är ingen vecka. Skriv den som 2026-W41.
import-bad-yes-no = ”{ $text }” är varken ja eller nej.
import-bad-choice = ”{ $text }” går inte här. Rätt är { $choices }.
import-bad-zone = ”{ $text }” är ingen tidszon. { $hint }
import-bad-country = ”{ $text }” är ingen landskod. Skriv två bokstäver, till exempel FI, NO eller SE.
import-bad-cadence = ”{ $text }” är ingen rytm. Skriv namnet på en färdig rytm ({ $presets }) eller en egen regel, till exempel { $examples }.
import-ask-before-meetings = En enhet kan inte följa ”{ $text }”, eftersom bara forum har möten. Skriv en annan regel, till exempel weekly mon, eller lämna cellen tom.

import-one-organisation = { $count ->
    [0] Organisationen saknas. Ge den en rad.
   *[other] Det finns { $count } rader, men en arbetsbok rymmer en enda organisation.
}
import-no-units = Det finns inga enheter. Börja med själva organisationen.
import-no-top = Varje enhet har en enhet över sig. Lämna cellen tom för den översta.
import-second-top = Den översta enheten står redan på rad { $first }. Ange vilken enhet den här hör under.
import-top-not-organisation = Den översta enheten har nivån organisation, inte { $level }.
import-tree-circle = Enheterna står över varandra i en cirkel: { $path }.
import-level-not-below = En enhet på nivån { $level } kan inte stå under { $parent }, som har nivån { $parent_level }. Uppifrån och ned är nivåerna organisation, sector, result_area, unit och team.
import-other-top = Organisationen har redan { $name } ({ $id }) överst. Behåll dess id, eller lägg den under en annan enhet på det här bladet.
import-level-not-above = En enhet på nivån { $level } kan inte stå ovanför { $below }, som har nivån { $below_level } och inte finns på det här bladet.
import-double-membership = Personen har redan den här rollen i enheten, på rad { $first }. Behåll en av raderna.
import-forum-without-channel = Ett forum behöver en kanal dit sammanställningen skickas, till exempel #team-1.
import-cycle-backwards = Perioden slutar innan den börjar { $start }.
import-cycles-overlap = { $unit } skulle ha mål i både { $first } och { $second }, som överlappar varandra och är ungefär lika långa. Lägg målen i en av perioderna, eller rätta datumen så att den ena slutar innan den andra börjar.
import-continues-later = Ett mål i { $own } kan inte fortsätta på ett i { $other }. Ange ett mål från en tidigare period, eller lämna cellen tom.
import-break-backwards = Uppehållet slutar innan det börjar { $first }. Rätta den ena eller den andra dagen.
import-break-too-long = Uppehållet är { $count } dagar långt, och { $most } är det längsta. Rätta dagarna, eller dela upp det i uppehåll med arbetsdagar emellan.
import-double-meeting = Samma möte i forumet står redan på rad { $first }. Behåll en av raderna.
import-measure-needs = Ett nyckelresultat av slaget { $kind } behöver ett tal här.
import-measure-not-used = Ett nyckelresultat av slaget { $kind } använder inte den här kolumnen. Töm cellen eller välj ett annat slag.
import-supports-itself = Ett nyckelresultat kan inte stödja sig självt. Ange ett på en högre nivå eller lämna cellen tom.
import-supports-circle = Nyckelresultaten stöder varandra i en cirkel: { $path }.
import-supports-below = Ett nyckelresultat på nivån { $level } kan inte stödja { $other }, som har nivån { $other_level }. Stöd går uppåt eller i sidled.
import-supported-from-above = { $other }, som har nivån { $other_level }, stöder { $id }, som skulle få nivån { $level }. Stöd går uppåt eller åt sidan.
import-leaves-too-few = { $objective } skulle få färre än { $fewest } nyckelresultat kvar. Låt det här stå där det står, eller ta med fler till { $objective } också.
import-kind-answered = Nyckelresultatet har redan fått svar, så dess slag kan inte ändras: siffror av ett slag betyder inget i ett annat. Sätt tillbaka slaget, eller ge det som mäts från och med nu ett nytt id.

import-nobody-answers = Ingen skulle få frågan om det här nyckelresultatet: det saknar ägare, och { $unit } saknar chef.
import-person-without-unit = { $name } hör inte till någon enhet och får inga frågor.
import-no-meetings = { $name } följer sina möten, men det finns inga, så forumet får ingen sammanställning. Lägg till dem på bladet meetings, eller skriv in dem senare med /okr meetings.
import-meetings-not-followed = Forumet { $forum } följer inte de här mötena, eftersom det har en annan rytm. Ska det följa dem, skriv till exempel { $example } i dess kolumn cadence.
import-odd-email = ”{ $text }” ser inte ut som en e-postadress.
import-double-email = Samma adress står också på rad { $first }.
import-check-ins-left = { $count ->
    [one] Ett svar lämnades orört: en import ändrar aldrig det som människor har svarat.
   *[other] { $count } svar lämnades orörda: en import ändrar aldrig det som människor har svarat.
}

# Metodens gränser, var och en med sitt skäl.
limit-too-many-objectives = Här finns { $count } mål för en enhet och en period, och { $most } är det högsta antalet. Det är bättre att slutföra några få än att lämna många halvfärdiga.
limit-too-few-key-results = { $count ->
    [0] Målet har inga nyckelresultat och behöver minst { $fewest }. Utan tal kan ingen se om målet är nått.
    [one] Målet har ett nyckelresultat och behöver minst { $fewest }. Ett enda tal visar sällan om målet är nått.
   *[other] Målet har { $count } nyckelresultat och behöver minst { $fewest }.
}
limit-too-many-key-results = Målet har { $count } nyckelresultat, och { $most } är det högsta antalet. Med färre tal hålls blicken på det viktiga.

measure-start-is-target = Utgångsläge och mål är lika, så det finns ingen väg att gå. Ska talet ligga kvar där det är, välj keep_within med low och high.
measure-band-without-limits = För att hålla något inom gränser behövs minst en gräns: low, high eller båda.
measure-band-upside-down = Den nedre gränsen ligger över den övre. Låt dem byta plats.
measure-no-milestones = Det måste finnas minst ett steg.
