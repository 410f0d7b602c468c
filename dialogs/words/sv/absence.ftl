# Frånvaro och återkomst, och reglaget för påminnelser.

absence-title = När är du borta?
absence-intro = Bara dagarna sparas, aldrig någon orsak. Den som är borta får inga frågor och räknas inte som tyst. Efter den sista dagen kommer frågorna igen av sig själva.
absence-group = Dagar
absence-who = Vem är borta?
absence-first = Första dagen
absence-first-hint = Till exempel 1 december eller 2026-12-01. Tomt: från och med i dag.
absence-last = Sista dagen
absence-last-hint = Tomt: tills vidare.
absence-deputy = Vem tillfrågas i stället?
absence-deputy-hint = Tomt: ingen.
absence-name-hint = Skriv namnet.
absence-submit = Spara
absence-check = Inget har ändrats än. Kontrollera dagarna och skicka.
absence-yours = { $error } Här kan du ange dina egna dagar.
absence-own-deputy = Välj någon annan: ingen kan ersätta sig själv.
absence-order = Den sista dagen kommer före den första. Kontrollera båda.
absence-past = De dagarna är redan förbi. Kontrollera datumen.
absence-several = ”{ $typed }” passar på flera: { $people }. Vem är det?
absence-not-yours = { $who }: bara personen själv eller dennes chef, facilitator eller administratör kan ange dagarna.
absence-nobody = Jag känner ingen som heter ”{ $typed }”.
absence-not-done = Jag kunde inte anteckna det här. Ange dagarna på nytt.

days-one = den { $first }
days-span = från { $first } till { $last }
days-until = till och med { $last }
days-open = från { $first } tills vidare
absence-line = Borta { $days }.
absence-line-deputy = Borta { $days }. { $deputy } tillfrågas i stället.

absence-set = Du är borta { $days }. Då frågar jag dig inte om något.
absence-set-of = { $who } är borta { $days } och får inga frågor då.
absence-instead = { $deputy } tillfrågas i stället.
absence-instead-now = { $deputy } tillfrågas i stället och får också den här veckans fråga.
absence-nobody-instead = Ingen tillfrågas i stället. Det som ingen annan svarar för hoppas över så länge och räknas inte som tystnad.
absence-replaces = Det här ersätter tidigare dagar: { $days }.
absence-ends = Frånvaron tar slut av sig själv. Kommer du tillbaka tidigare, skriv /okr back.
absence-ends-of = Frånvaron tar slut av sig själv. Kommer { $who } tillbaka tidigare, skriv /okr back { $who }.
absence-open = Den varar tills du skriver /okr back.
absence-open-of = Den varar tills någon skriver /okr back { $who }.
absence-cancelled = Borttaget: borta { $days }.
absence-back = Välkommen tillbaka! Från och med nu frågar jag dig igen.
absence-back-of = { $who } är tillbaka och får frågor igen från och med nu.
absence-kept = Senare frånvaro står kvar:
absence-back-open = Vecka { $week } är fortfarande öppen för dig. Svara om du vill, annars kommer nästa fråga som vanligt.
absence-none = Du är inte markerad som borta i dag.
absence-none-of = { $who } är inte markerad som borta i dag.
button-away = Ange dagarna
button-deputy = Utse en ersättare
button-change = Ändra
button-cancel-absence = Ta bort dagarna

reminders-on = Du får en påminnelse om något är öppet två arbetsdagar efter frågan, högst en gång i veckan.
reminders-off = Du får inga påminnelser.
reminders-set-on = Från och med nu påminner jag dig igen när något är öppet.
reminders-set-off = Från och med nu påminner jag dig inte.
reminders-once = Veckans fråga kommer i vilket fall en gång.
reminders-unknown = Jag förstår inte ”{ $typed }” här. Skriv on eller off.
button-reminders-on = Slå på påminnelser
button-reminders-off = Stäng av påminnelser

command-away = Säg när du är borta: bara dagar, aldrig någon orsak
command-back = Säg att du är tillbaka
command-reminders = Slå på eller stäng av påminnelser
argument-away = [1.12–5.12]
argument-name = [namn]
argument-reminders = [on|off]
