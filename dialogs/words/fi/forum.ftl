# Johtamisfoorumin kooste ja tilanne, jota kuka tahansa voi kysyä.

digest-title = { $unit }: tilanne viikolla { $week }
digest-summary = { $unit }, viikko { $week }: { $counts }.
digest-problems = { $count ->
    [one] Yksi avaintulos kaipaa huomiota
   *[other] { $count } avaintulosta kaipaa huomiota
}
digest-no-problems = Tuoreimpien vastausten mukaan mikään avaintulos ei ole vaarassa eikä pois tavoitteesta.
digest-more-problems = { $count ->
    [one] Vielä yksi
   *[other] Vielä { $count } muuta
}
digest-left-out = { $count ->
    [one] Vielä yksi näkyy oman yksikkönsä tilanteessa.
   *[other] Vielä { $count } muuta näkyy omien yksiköidensä tilanteessa.
}
digest-of-unit = { $title } – { $unit }
digest-blocker = Esteenä
digest-asks = { $count ->
    [one] Yksi avunpyyntö tälle tasolle
   *[other] { $count } avunpyyntöä tälle tasolle
}
digest-ask = { $unit }: { $title } – ”{ $blocker }”
digest-ask-plain = { $unit }: { $title }
digest-silence = { $count ->
    [one] Tuoretta vastausta ei ole tästä yksiköstä: { $units }.
   *[other] Tuoretta vastausta ei ole näistä yksiköistä: { $units }.
}
digest-doubts = Tästä kannattaa keskustella
digest-figures = Luvut
digest-own = { $unit }: avaintulokset
digest-questions = Neljä kysymystä kokoukseen
question-tell = Mitä avaintulosten perusteella voidaan päätellä?
question-change = Minkä pitää muuttua, jotta avaintulokset toteutuvat?
question-depend = Mitä riippuvuuksia pitää ratkaista?
question-support = Kenen tuki tarvitaan?
digest-why = Kooste tulee tänne foorumille { $forum } { $rule }, vaikka kaikki eivät olisi vielä vastanneet.

status-title = { $unit }: tilanne viikolla { $week }
status-nothing = Täällä ei ole avoimia avaintuloksia kuluvalla toteutusjaksolla.
status-which = ”{ $asked }” sopii useaan yksikköön. Mitä niistä tarkoitat?
status-near = En löytänyt yksikköä ”{ $asked }”. Tarkoititko jotakin näistä?
status-unknown = En löytänyt yksikköä ”{ $asked }”.
status-hint = /okr status ja yksikön nimi näyttää kyseisen yksikön, /okr tree kaikki yksiköt.
tree-title = { $organisation }, viikko { $week }
tree-unit = Yksikkö
tree-left-out = { $count ->
    [one] Yksi yksikkö ei näy tässä; kysy sitä nimellä.
   *[other] { $count } yksikköä ei näy tässä; kysy niitä nimellä.
}
