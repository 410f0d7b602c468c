# Mitä tuonti kertoo sen ajajalle.

report-refused = { $count ->
    [one] Yksi ongelma. Mitään ei tuotu.
   *[other] { $count } ongelmaa. Mitään ei tuotu.
}
report-left-out = { $count ->
    [one] … ja vielä yksi.
   *[other] … ja vielä { $count }.
}
report-sheet = Taulukko
report-added = Uusia
report-changed = Muuttuneita
report-unchanged = Ennallaan
report-would = { $organisation } on kunnossa. Mitään ei muutettu, koska tämä oli koeajo.
report-done = { $organisation } on ajan tasalla.
