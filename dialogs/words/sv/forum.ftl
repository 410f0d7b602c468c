# Ledningsforumets sammanställning och läget som vem som helst kan fråga efter.

digest-title = { $unit }: läget vecka { $week }
digest-summary = { $unit }, vecka { $week }: { $counts }.
digest-problems = { $count ->
    [one] Ett nyckelresultat behöver uppmärksamhet
   *[other] { $count } nyckelresultat behöver uppmärksamhet
}
digest-no-problems = Enligt de senaste svaren ligger inget nyckelresultat i riskzonen eller missar målet.
digest-more-problems = { $count ->
    [one] Ett till
   *[other] { $count } till
}
digest-left-out = { $count ->
    [one] Ett till visas under sin egen enhet.
   *[other] { $count } till visas under sina egna enheter.
}
digest-meeting = Inför mötet { $day }.
digest-of = Siffrorna gäller den period som pågick { $day }.
digest-of-unit = { $title } – { $unit }
digest-blocker = Hinder
digest-asks = { $count ->
    [one] Ett önskemål om hjälp till den här nivån
   *[other] { $count } önskemål om hjälp till den här nivån
}
digest-ask = { $unit }: { $title } – ”{ $blocker }”
digest-ask-plain = { $unit }: { $title }
digest-more-asks = { $count ->
    [one] Ett önskemål till visas i den egna enhetens läge.
   *[other] { $count } önskemål till visas i de egna enheternas läge.
}
digest-more-silent = { $count } till
digest-silence = { $count ->
    [one] Inget färskt svar från { $units }.
   *[other] Inga färska svar från { $units }.
}
digest-doubts = Värt att prata om
digest-comments = Ur svaren
digest-figures = Siffrorna
digest-own = { $unit }: nyckelresultat
digest-questions = Fyra frågor till mötet
question-tell = Vad säger nyckelresultaten oss?
question-change = Vad måste ändras för att de ska nås?
question-depend = Vilka beroenden måste lösas?
question-support = Vem behöver ge stöd?
digest-why = Sammanställningen kommer hit inför { $forum }, { $rule }, även om alla inte har svarat.

status-title = { $unit }: läget vecka { $week }
status-nothing = Här finns inga öppna nyckelresultat under den pågående perioden.
status-which = ”{ $asked }” passar in på flera enheter. Vilken menar du?
status-near = Jag hittade ingen enhet som heter ”{ $asked }”. Menade du någon av de här?
status-unknown = Jag hittade ingen enhet som heter ”{ $asked }”.
status-hint = /okr status och en enhets namn visar den enheten; /okr tree visar alla.
tasks-title = Uppgifter
task-item = { $title } – { $state }
task-item-of = { $title } – { $person }, { $state }
task-open = öppen
task-due = senast { $day }
task-done = klar
tasks-more = { $count ->
    [one] En uppgift till
   *[other] { $count } uppgifter till
}
tree-title = { $organisation }, vecka { $week }
tree-unit = Enhet
tree-kept = Enheter utan nyckelresultat under den pågående perioden visas med siffrorna för den period som slutade { $day }.
tree-left-out = { $count ->
    [one] En enhet visas inte här; fråga efter den vid namn.
   *[other] { $count } enheter visas inte här; fråga efter dem vid namn.
}

meetings-title = { $forum }: möten
meetings-now = Sammanställningen kommer { $rule }.
meetings-lead = De här datumen ersätter de kommande mötena i kalendern.
meetings-lead-new = Hittills har sammanställningen följt en regel. När du sparar datumen följer den i stället mötena.
meetings-calendar = Kalendern
meetings-days = Mötenas datum
meetings-days-hint = Ett per rad eller med komman emellan, till exempel 2026-11-24.
meetings-before = Arbetsdagar från sammanställning till möte
meetings-before-hint = 0 betyder samma dag som mötet.
meetings-before-wrong = Skriv ett heltal från 0 till { $most }.
meetings-save = Spara
meetings-done = { $forum }: från och med nu kommer sammanställningen { $rule }.
meetings-empty = Skriv minst ett datum.
meetings-past = { $day } har redan varit. Bara kommande möten kan skrivas in.
meetings-too-many = Det är fler än { $most } datum. Skriv in de närmaste först.
meetings-which = Vilket forum menar du?
meetings-unknown = Jag hittade inget forum som heter ”{ $asked }”.
meetings-none = Det finns inget forum vars kalender du ansvarar för. /okr meetings och ett forums namn visar dess kalender.
meetings-refused = Kalendern sköts av { $people }.
