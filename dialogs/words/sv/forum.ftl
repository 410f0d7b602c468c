# Ledningsforumets sammanställning och läget som vem som helst kan fråga efter.

digest-title = { $unit }: läget vecka { $week }
digest-summary = { $unit }, vecka { $week }: { $counts }.
digest-problems = { $count ->
    [one] Ett nyckelresultat behöver uppmärksamhet
   *[other] { $count } nyckelresultat behöver uppmärksamhet
}
digest-no-problems = Enligt de senaste svaren är inget nyckelresultat i riskzonen.
digest-more-problems = { $count ->
    [one] Ett till
   *[other] { $count } till
}
digest-left-out = { $count ->
    [one] Ett till visas i sin egen enhets läge.
   *[other] { $count } till visas i sina egna enheters läge.
}
digest-of-unit = { $title } – { $unit }
digest-blocker = I vägen
digest-asks = { $count ->
    [one] En begäran om hjälp till den här nivån
   *[other] { $count } önskemål om hjälp till den här nivån
}
digest-ask = { $unit }: { $title } – ”{ $blocker }”
digest-ask-plain = { $unit }: { $title }
digest-silence = { $count ->
    [one] Inget färskt svar från { $units }.
   *[other] Inga färska svar från { $units }.
}
digest-doubts = Värt att prata om
digest-figures = Siffrorna
digest-own = { $unit }: nyckelresultat
digest-questions = Fyra frågor till mötet
question-tell = Vad säger nyckelresultaten oss?
question-change = Vad måste ändras för att de ska nås?
question-depend = Vilka beroenden måste lösas?
question-support = Vem behöver ge stöd?
digest-why = Sammanställningen kommer hit för { $forum }, { $rule }, även om alla inte har svarat.

status-title = { $unit }: läget vecka { $week }
status-nothing = Här finns inga öppna nyckelresultat under den pågående perioden.
status-which = ”{ $asked }” passar in på flera enheter. Vilken menar du?
status-near = Jag hittade ingen enhet som heter ”{ $asked }”. Menade du någon av de här?
status-unknown = Jag hittade ingen enhet som heter ”{ $asked }”.
status-hint = /okr status och en enhets namn visar den enheten; /okr tree visar alla.
tree-title = { $organisation }, vecka { $week }
tree-unit = Enhet
tree-left-out = { $count ->
    [one] En enhet visas inte här; fråga efter den vid namn.
   *[other] { $count } enheter visas inte här; fråga efter dem vid namn.
}
