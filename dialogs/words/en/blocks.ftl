# What cards and blocks say of themselves in any chat, around what the conversations say.

expected-by-now = expected by now { $share }
field-choose = Choose
field-choose-scale = Choose from { $low } to { $high }
field-given = You wrote: { $value }
field-needs-number = Write a number here.
field-needs-choice = Choose one of these.
field-needs-words = Write something here.
left-out = There is no room for more here, so something is left out. “/okr status” and a unit’s name shows one unit at a time.
