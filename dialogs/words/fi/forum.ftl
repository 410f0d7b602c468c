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
digest-meeting = Kokoukseen { $day }.
digest-of = Luvut koskevat toteutusjaksoa, joka oli käynnissä { $day }.
digest-of-unit = { $title } – { $unit }
digest-blocker = Esteenä
digest-asks = { $count ->
    [one] Yksi avunpyyntö tälle tasolle
   *[other] { $count } avunpyyntöä tälle tasolle
}
digest-ask = { $unit }: { $title } – ”{ $blocker }”
digest-ask-plain = { $unit }: { $title }
digest-more-asks = { $count ->
    [one] Vielä yksi avunpyyntö näkyy oman yksikkönsä tilanteessa.
   *[other] Vielä { $count } avunpyyntöä näkyy omien yksiköidensä tilanteessa.
}
digest-more-silent = { $count } muuta
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

meetings-title = { $forum }: kokoukset
meetings-now = Kooste tulee { $rule }.
meetings-lead = Nämä päivät korvaavat kalenterissa olevat tulevat kokoukset.
meetings-lead-new = Tähän asti kooste on tullut säännön mukaan. Kun tallennat kokouspäivät, se tulee jatkossa niiden mukaan.
meetings-calendar = Kalenteri
meetings-days = Kokouspäivät
meetings-days-hint = Yksi rivillä tai pilkuin erotettuina, esimerkiksi 24.11.2026.
meetings-before = Montako työpäivää ennen kokousta kooste tulee
meetings-before-hint = 0 tarkoittaa kokouspäivää.
meetings-before-wrong = Kirjoita kokonaisluku väliltä 0–{ $most }.
meetings-save = Tallenna
meetings-done = { $forum }: tästä lähtien kooste tulee { $rule }.
meetings-empty = Kirjoita vähintään yksi päivä.
meetings-past = { $day } on jo mennyt. Vain tulevia kokouksia voi kirjata.
meetings-too-many = Päiviä on yli { $most }. Kirjaa ensin lähimmät.
meetings-which = Mitä johtamisfoorumia tarkoitat?
meetings-unknown = En löytänyt johtamisfoorumia ”{ $asked }”.
meetings-none = Vastuullasi ei ole johtamisfoorumia, jonka kalenteria voisit muuttaa. /okr meetings ja foorumin nimi näyttää sen kalenterin.
meetings-refused = Kalenteria ylläpitää { $people }.
