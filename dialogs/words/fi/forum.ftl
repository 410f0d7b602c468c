# Johtamisfoorumin kooste ja tilanne, jota kuka tahansa voi kysyä.

digest-title = { $unit }: tilanne viikolla { $week }
digest-summary = { $unit }, viikko { $week }: { $counts }.
digest-problems = { $count ->
    [one] Yksi avaintulos kaipaa huomiota
   *[other] { $count } avaintulosta kaipaa huomiota
}
digest-no-problems = Tuoreimpien vastausten mukaan mikään avaintulos ei ole vaarassa eikä jäämässä tavoitteesta.
digest-more-problems = { $count ->
    [one] Vielä yksi
   *[other] Vielä { $count } muuta
}
digest-left-out = { $count ->
    [one] Vielä yksi näkyy oman yksikkönsä tilanteessa.
   *[other] Vielä { $count } muuta näkyy omien yksiköidensä tilanteessa.
}
digest-of = Luvut koskevat toteutusjaksoa, joka oli käynnissä { $day }.
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
digest-comments = Vastauksista poimittua
digest-figures = Luvut
digest-own = { $unit }: avaintulokset
digest-questions = Neljä kysymystä kokoukseen
question-tell = Mitä voimme päätellä avaintulosten perusteella?
question-change = Mitä muutoksia tarvitaan, jotta avaintulokset voivat toteutua?
question-depend = Onko riippuvaisuuksia, joita pitää ratkaista?
question-support = Kenen pitää tarjota tukea, jotta avaintulokset etenevät?
digest-why = Kooste tulee tälle kanavalle { $rule } (johtamisfoorumi: { $forum }), vaikka kaikki eivät olisi vielä vastanneet.

status-title = { $unit }: tilanne viikolla { $week }
status-nothing = Yksiköllä ei ole avoimia avaintuloksia kuluvalla toteutusjaksolla.
status-which = ”{ $asked }” sopii useaan yksikköön. Mitä niistä tarkoitat?
status-near = En löytänyt yksikköä ”{ $asked }”. Tarkoititko jotakin näistä?
status-unknown = En löytänyt yksikköä ”{ $asked }”.
status-hint = /okr status ja yksikön nimi näyttää kyseisen yksikön, /okr tree kaikki yksiköt.
tasks-title = Tehtävät
task-item = { $title } – { $state }
task-item-of = { $title } – { $person }, { $state }
task-open = avoin
task-due = viimeistään { $day }
task-done = tehty
tasks-more = { $count ->
    [one] Vielä yksi tehtävä
   *[other] Vielä { $count } muuta tehtävää
}
tree-title = { $organisation }, viikko { $week }
tree-unit = Yksikkö
tree-kept = Yksiköistä, joilla ei ole avaintuloksia kuluvalla toteutusjaksolla, näytetään { $day } päättyneen toteutusjakson luvut.
tree-left-out = { $count ->
    [one] Yksi yksikkö ei näy tässä; kysy sitä nimellä.
   *[other] { $count } yksikköä ei näy tässä; kysy niitä nimellä.
}
