# What Slack’s blocks say of themselves, around what the conversations say.

slack-expected = expected by now { $share }
slack-choose = Choose
slack-choose-scale = Choose from { $low } to { $high }
slack-shut = Close
slack-left-out = Slack shows no longer message than this, so something is left out here. “/okr status” with a unit’s name shows one unit at a time.
slack-rows-left-out = { $count ->
    [one] One more row is left out here.
   *[other] { $count } more rows are left out here.
} “/okr status” with a unit’s name shows one unit at a time.
slack-options-left-out = { $count ->
    [one] One more cannot be shown here.
   *[other] { $count } more cannot be shown here.
}
slack-given = You wrote: { $value }
slack-title-check-in = Check-in, w{ $week }
slack-title-week = Week { $week }
