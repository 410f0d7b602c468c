# Vad en import berättar för den som körde den.

report-refused = { $count ->
    [one] Ett problem. Inget importerades.
   *[other] { $count } problem. Inget importerades.
}
report-left-out = … och { $count } till.
report-sheet = Blad
report-added = Nya
report-changed = Ändrade
report-unchanged = Som förut
report-would = { $organisation } är i ordning. Inget ändrades, eftersom det här var en provkörning.
report-done = { $organisation } är uppdaterad.
