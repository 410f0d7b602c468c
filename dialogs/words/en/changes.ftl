# What a team has agreed to do otherwise: asked about, said, and shown again.

changes-title = { $unit }: what we agreed to change
changes-none = No changes have been agreed on here yet.
changes-how = Changes are agreed on in a retro: /okr retro.
changes-no-unit = You belong to no unit. /okr changes and a unit’s name shows what that unit has agreed on.
changes-from = In force from { $cycle } on ({ $day }).
changes-earlier = From { $cycle } on ({ $count })
change-line = { $state } – { $owner } sees to it; first checked on { $day }
change-history = { $count ->
    [one] What has been said of it (once)
   *[other] What has been said of it ({ $count } times)
}
change-news = { $at }: { $state } ({ $who })
change-news-comment = { $at }: { $state } ({ $who }) – “{ $comment }”
change-state-agreed = agreed
change-state-under-way = under way
change-state-done = done
change-state-given-up = given up

button-changes = Show the agreed changes
button-change-under-way = Under way
button-change-done = Done
button-change-given-up = Given up
button-change-tell = Say it in words
button-change-comment = Add a sentence

change-thanks = Thank you, noted: { $state }.
change-already = That is how it stands already: { $state }.
change-given-up-why = Giving something up is allowed. A sentence of why helps the team in its next retro.
change-refused = How this goes is said by { $people }.
change-gone = This change no longer exists, or has not been published.
change-form = An agreed change
change-how = How does it go?
change-state-label = How far it has come
change-comment = In a sentence
change-comment-hint = Everyone in the organisation can read it, and the team sees it in its next retro.
change-save = Save
change-now = So far: { $state }. First check: { $day }.
change-now-comment = { $now } Last word: “{ $comment }”

changes-ask-title = { $count ->
    [one] { $unit }: how does what you agreed on go?
   *[other] { $unit }: how do the { $count } changes you agreed on go?
}
changes-ask-lead = { $count ->
    [one] You see to this change. One press is enough.
   *[other] You see to these changes. One press for each is enough.
}
changes-ask-why = You are asked on the day you agreed on and at mid-cycle, until it is done or given up.

agreed-title = What we agreed on in the last retro
agreed-title-unit = { $unit }: what we agreed on in the last retro
agreed-item = { $change } – { $owner }
agreed-short = Agreed in the last retro: { $changes }.
agreed-short-unit = { $unit }, agreed in the last retro: { $changes }.

check-in-shut = { $units }: the cycle takes no more check-ins, because it has been ended or closed meanwhile. Nothing has been saved yet. You wrote for it: { $typed }. Check the rest and send it again.
check-in-shut-nothing = { $units }: the cycle takes no more check-ins, because it has been ended or closed. Nothing has been saved.
check-in-shut-why = What is known stays. Final values are put right in the retro: /okr retro.
