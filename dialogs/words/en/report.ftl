# What an import tells the person who ran it.

report-refused = { $count ->
    [one] One problem. Nothing was imported.
   *[other] { $count } problems. Nothing was imported.
}
report-left-out = { $count ->
    [one] … and one more.
   *[other] … and { $count } more.
}
report-sheet = Sheet
report-added = New
report-changed = Changed
report-unchanged = As before
report-would = { $organisation } is in order. Nothing was changed, as this was a dry run.
report-done = { $organisation } is up to date.
