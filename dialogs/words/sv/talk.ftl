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
help-table = Kommandon
help-command = Kommando
help-does = Vad det gör
help-usage = { $command } { $argument }
help-open = Alla i organisationen kan läsa allt här. Det är tillåtet att misslyckas; tystnad visas som tystnad.

language-ask = Vilket språk ska jag använda med dig?
language-unknown = Jag kan inte ”{ $asked }” än. Vilket av de här ska jag använda?
language-now = Nu: { $language }
language-set = Från och med nu använder jag det här språket med dig: { $language }.
