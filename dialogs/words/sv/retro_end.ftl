# Hur en utvärdering slutar: vad som ändras, vad som fortsätter, vad som publiceras, och översikten.

ending-none = Jag hittar inte den här utvärderingen. /okr retro visar var er är.
ending-refused = Utvärderingen för { $unit } leds av { $people }.
ending-nobody-runs = Det här kan bara en facilitator eller chef göra, och { $unit } har ingendera.
ending-elsewhere = Utvärderingen är vid ett annat steg nu: { $step }.
ending-board = Till utvärderingen

agree-title = { $unit }: vad ändrar vi?
agree-lead = Kom överens om högst { $most } ändringar som gäller från och med { $cycle }. Några få ändringar som blir av är värda mer än många som glöms bort.
agree-themes = Det här röstade ni på:
agree-change = Ändring { $number }
agree-text = Vad gör vi annorlunda?
agree-text-hint = Något som man kan se att vi gör, till exempel ”Vi går igenom kön tillsammans varje måndag”.
agree-text-missing = Skriv vad som ändras, eller lämna hela ändringen tom.
agree-text-long = Skriv högst { $most } tecken.
agree-owner = Vem ser till att det blir av?
agree-owner-missing = Välj vem som ser till att det blir av: utan ansvarig ändras ingenting.
agree-check = När tittar vi på den första gången?
agree-check-hint = En dag i nästa period. Lämnas fältet tomt blir det { $day }.
agree-check-outside = Välj en dag från { $first } till { $last }.
agree-nothing = Eller ingenting alls
agree-none = Vi ändrar ingenting den här gången
agree-none-yes = Ja, inget att ändra den här gången
agree-none-hint = Bara om ingen ändring står ovanför.
agree-empty = Skriv en ändring, eller välj längst ned att ingenting ändras den här gången.
agree-both = Det står ändringar ovanför. Ta bort det här valet eller ändringarna.
agree-meanwhile = { $count ->
    [0] Någon annan har under tiden tagit bort alla ändringar. Om du skickar formuläret nu gäller det som står i det.
   *[other] Någon annan har under tiden fört in det här: { $changes }. Om du skickar formuläret nu ersätts det av det som står i formuläret.
}
agree-submit = Kom överens
agree-done = { $count ->
    [0] Ingenting ändras från och med { $cycle }
    [one] En ändring från och med { $cycle }
   *[other] { $count } ändringar från och med { $cycle }
}
agree-asked = Den ansvariga får frågan hur det går på den valda dagen och mitt i perioden. Ändringarna inleder också nästa periods första avstämning.

carry-title = Vad händer med ”{ $objective }”?
carry-lead = Ingenting följer med till { $cycle } av sig självt: varje mål och nyckelresultat behålls, ändras eller tas bort.
carry-reasons = Skriv en mening om varför för det som ändras eller tas bort. För det som behålls får ni gärna skriva den.
carry-objective = Mål: { $objective }
carry-verdict-objective = Målet
carry-verdict = Nyckelresultatet
carry-keep-whole = Behålls: det fortsätter
carry-change-whole = Ändras: det fortsätter i en annan form
carry-drop-whole = Tas bort, med sina nyckelresultat
carry-keep-part = Behålls
carry-change-part = Ändras
carry-drop-part = Tas bort
carry-scored = Poäng { $score }, { $fit }.
carry-reason = Varför?
carry-more = En ny rubrik
carry-new-title = Vad heter det från och med nu?
carry-title-hint = Bara för det som ändras; lämnas fältet tomt står rubriken kvar. Mått och målnivå ändras i kalkylbladet.
carry-missing = Välj om det behålls, ändras eller tas bort.
carry-dropped-with = Målet tas bort, och nyckelresultaten med det. Behåll målet, eller ta bort även det här.
carry-nothing-left = Alla nyckelresultat tas bort, så ingenting skulle mäta målet. Välj ”Ändras” om det får nya, ta annars bort det.
carry-reason-missing = Skriv varför med en mening.
carry-reason-long = Skriv högst { $most } tecken.
carry-title-long = En rubrik har högst { $most } tecken.
carry-unknown = Jag hittar inte det här målet i utvärderingen.
carry-submit = Spara
carry-done = Avgjort: { $objective }
carry-said-keep = Behålls: { $goal }
carry-said-change = Ändras: { $goal }
carry-said-drop = Tas bort: { $goal }

publish-preview = { $unit }: det här publiceras om { $cycle }
publish-missing = Det här saknas
publish-unscored = { $count ->
    [one] Ett nyckelresultat har inga poäng: { $names }.
   *[other] { $count } nyckelresultat har inga poäng: { $names }.
}
publish-undecided = { $count ->
    [one] För ett mål är det öppet vad som händer med det eller dess nyckelresultat: { $names }.
   *[other] För { $count } mål är det öppet vad som händer med dem eller deras nyckelresultat: { $names }.
}
publish-not-yet = Utvärderingen kan inte publiceras än.
publish-then = Det här händer vid publicering
publish-told = Sammanfattningen går till { $names }.
publish-told-nobody = { $unit } har varken ledningsforum eller medlemmar: sammanfattningen skickas inte till någon, men vem som helst kan läsa den med /okr retro.
publish-told-above = En kort version går till { $names } på nivån ovanför.
publish-more-names = { $count ->
    [one] en till
   *[other] { $count } till
}
publish-closes = { $cycle } stängs: inga fler svar tas emot för den.
publish-begins = { $count ->
    [0] { $cycle } börjar i planering, utan mål från den här perioden.
    [one] { $cycle } börjar i planering, med ett mål från den här perioden.
   *[other] { $cycle } börjar i planering, med { $count } mål och nyckelresultat från den här perioden.
}
publish-runs = { $count ->
    [0] { $cycle } pågår redan och får inga mål från den här perioden.
    [one] { $cycle } pågår redan och får ett mål från den här perioden.
   *[other] { $cycle } pågår redan och får { $count } mål och nyckelresultat från den här perioden.
}
publish-goes-on = { $cycle } har redan mål som tas bort här, och de står kvar där: { $names }.
publish-many-objectives = { $count } mål är fler än metoden rekommenderar: högst fem.
publish-key-results = { $count ->
    [0] ”{ $objective }” har inget nyckelresultat i nästa period; två till fem rekommenderas.
    [one] ”{ $objective }” har ett nyckelresultat i nästa period; två till fem rekommenderas.
   *[other] ”{ $objective }” har { $count } nyckelresultat i nästa period; två till fem rekommenderas.
}
publish-do = Publicera
publish-done = { $unit }: utvärderingen av { $cycle } är publicerad
publish-open = Öppna { $cycle } när målen är som de ska.
publish-open-now = { $cycle } har redan börjat. Så länge ingen öppnar perioden får ingen frågor om målen.
publish-read = Läs sammanfattningen
publish-cycle = Till perioderna
cycle-by-retro = utvärderingen publicerades

summary-title = { $unit }: utvärdering av { $cycle }
summary-title-corrected = { $unit }: utvärdering av { $cycle } (rättad)
summary-corrected = Rättad: den här ersätter det som publicerades tidigare.
summary-headline = { $count ->
    [0] { $unit }, { $cycle }: { $score } poäng i snitt, ingenting ändras
    [one] { $unit }, { $cycle }: { $score } poäng i snitt, en ändring
   *[other] { $unit }, { $cycle }: { $score } poäng i snitt, { $count } ändringar
}
summary-headline-plain = { $count ->
    [0] { $unit }, { $cycle }: ingenting ändras
    [one] { $unit }, { $cycle }: en ändring
   *[other] { $unit }, { $cycle }: { $count } ändringar
}
summary-lead = { $count ->
    [one] { $score } av 1 poäng för ett nyckelresultat.
   *[other] { $score } av 1 poäng i snitt för { $count } nyckelresultat.
}
summary-lead-plain = Inget nyckelresultat fick poäng.
summary-changes = Det här ändras från och med { $cycle }
summary-nothing-changes = Inget att ändra den här gången.
summary-change = { $text } – { $owner }, första uppföljningen { $day }
summary-short-change = Från och med { $cycle }: { $change }
summary-goals = Så gick det med målen
summary-key-results = { $count ->
    [one] Ett nyckelresultat
   *[other] Alla { $count } nyckelresultat
}
summary-objective = { $title }: { $score }
summary-result = { $title }: { $score }, { $fit } ({ $final })
summary-final = { $value } · målnivå { $aim }
summary-aim = målnivå { $aim }
summary-score = Poäng
summary-unscored = inga poäng än
summary-allowed = Det är tillåtet att inte nå ända fram: poängen säger vad målet lärde oss, och inte hur bra någon är.
summary-fits = Så var målen satta: { $fits }.
summary-fit-good = väl valt
summary-fit-too-easy = för lätt
summary-fit-too-hard = för svårt
summary-fit-wrong-measure = mätte fel sak
summary-fit-depended = berodde på andra
summary-fit-count-good = { $count ->
    [one] { $count } väl valt
   *[other] { $count } väl valda
}
summary-fit-count-too-easy = { $count ->
    [one] { $count } för lätt
   *[other] { $count } för lätta
}
summary-fit-count-too-hard = { $count ->
    [one] { $count } för svårt
   *[other] { $count } för svåra
}
summary-fit-count-wrong-measure = { $count } mätte fel sak
summary-fit-count-depended = { $count } berodde på andra
summary-themes = Teman
summary-theme = { $count ->
    [0] { $theme }
    [one] { $theme } – en röst
   *[other] { $theme } – { $count } röster
}
summary-top-theme = { $count ->
    [one] Det som engagerade mest: { $theme } (en röst)
   *[other] Det som engagerade mest: { $theme } ({ $count } röster)
}
summary-notes = { $count ->
    [one] Vad som sades: en anteckning
   *[other] Vad som sades: { $count } anteckningar
}
summary-no-theme = Utan tema
summary-note-well = Gick bra: { $text }
summary-note-not-well = Gick inte bra: { $text }
summary-note-change = Att ändra: { $text }
summary-note-by = { $note } ({ $author })
summary-more-notes = { $count ->
    [one] En anteckning till visas inte här.
   *[other] { $count } anteckningar till visas inte här.
}
summary-all-notes = Läs alla anteckningar
summary-notes-title = { $unit }, { $cycle }: vad som sades
summary-no-notes = Det finns inga anteckningar att läsa.
summary-next-notes = { $count ->
    [one] En till
   *[other] { $count } till
}
summary-goes-on = Vad som händer med målen
summary-goes-keep = Behålls
summary-goes-change = Ändras
summary-goes-drop = Tas bort
summary-renamed = { $was } → { $new }
summary-because = { $goal } – { $reason }
summary-whole = Läs hela utvärderingen

document-title = Som dokument:
document-unit = Enhet
document-cycle = Period
document-of = { $name } ({ $span })
document-span = { $first } – { $last }
document-day = { $day }
document-published = Publicerad
document-wrote = Anteckningar
document-wrote-named = { $count ->
    [one] en medlem skrev, med namn
   *[other] { $count } medlemmar skrev, med namn
}
document-wrote-anonymous = { $count ->
    [one] en medlem skrev anonymt
   *[other] { $count } medlemmar skrev anonymt
}
document-goal = Nyckelresultat
document-final = Slutvärde
document-score = Poäng
document-fit = Hur det var satt
document-why = Varför

command-retros = se utvärderingarna för en enhet och alla under den
retros-title = { $unit }: utvärderingar
retros-lead = { $begun ->
    [0] Publicerade utvärderingar: { $published } av { $all }.
   *[other] Publicerade utvärderingar: { $published } av { $all }, pågående: { $begun }.
}
retros-none = Ingen enhet här har någon period bakom sig än, så det finns inget att se tillbaka på.
retros-score = Poäng i snitt
retros-score-value = { $count ->
    [one] { $score } (ett nyckelresultat)
   *[other] { $score } ({ $count } nyckelresultat)
}
retros-fits = Hur målen var satta
retros-changes = Överenskomna ändringar
retros-changes-value = { $count ->
    [one] en, { $done } gjorda, { $way } på gång
   *[other] { $count }, { $done } gjorda, { $way } på gång
}
retros-themes = Teman
retros-theme = { $count ->
    [0] { $theme } – { $unit }
    [one] { $theme } – { $unit }, en röst
   *[other] { $theme } – { $unit }, { $count } röster
}
retros-more-themes = { $count ->
    [one] Ett tema till
   *[other] { $count } teman till
}
retros-left-out = { $count ->
    [one] Ett till står i enhetens egen utvärdering.
   *[other] { $count } till står i enheternas egna utvärderingar.
}
retros-units = Enhet för enhet
retros-unit = Enhet
retros-state = Utvärderingar
retros-published = publicerad
retros-under-way = pågår
retros-not-begun = inte påbörjad
retros-counted = { $published } av { $all } publicerade
retros-more-units = { $count ->
    [one] En enhet till visas inte här; fråga efter den vid namn.
   *[other] { $count } enheter till visas inte här; fråga efter dem vid namn.
}
retros-notes-private = Anonyma anteckningar stannar i teamen: här finns bara teman och poäng.
