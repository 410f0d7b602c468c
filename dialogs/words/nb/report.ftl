# Hva en import forteller den som kjørte den.

report-refused = { $count ->
    [one] Ett problem. Ingenting ble importert.
   *[other] { $count } problemer. Ingenting ble importert.
}
report-left-out = … og { $count } til.
report-sheet = Ark
report-added = Nye
report-changed = Endret
report-unchanged = Som før
report-would = { $organisation } er i orden. Ingenting ble endret, for dette var en prøvekjøring.
report-done = { $organisation } er oppdatert.
