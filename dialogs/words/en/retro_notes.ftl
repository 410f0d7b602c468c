# A retro’s notes, themes and dots.

notes-named = with names
notes-anonymous = without names
notes-manner-named = With names: each note shows who wrote it, to everyone in the organisation once writing has ended.
notes-manner-anonymous = Without names: nobody is told who wrote what, and Rytmi does not store it. The notes are shuffled and shown together, only once at least { $fewest } people have written. What is sent cannot be changed or taken back.
notes-manner-title = With or without names?
notes-manner-intro = Decide before anyone writes. It cannot be changed afterwards, and it is stated in the form.
notes-manner-group = The team’s notes
notes-manner-field = Do the notes bear names?
notes-manner-submit = Decide and ask the members
notes-option-named = With names
notes-option-anonymous = Without names
notes-too-few-members = Notes without names need at least { $fewest } members, or people could guess who wrote what. This unit has { $count }.
notes-manner-decided = It is already decided: the notes are written { $manner }. That stays so for this retro.
notes-manner-done = { $count ->
    [one] The notes are written { $manner }. One member is being asked to write.
   *[other] The notes are written { $manner }. { $count } members are being asked to write.
}
notes-away = { $count ->
    [one] One member is away and is not asked; they can still write if they wish.
   *[other] { $count } members are away and are not asked; they can still write if they wish.
}

notes-call-title = { $unit } looks back on { $cycle }: what do you think?
notes-nudge-title = { $unit } looks back on { $cycle }: there is still time to write
notes-call = What went well, what did not, what should change? A few lines are enough. { $facilitator } facilitates.
notes-call-why = You are asked because you belong to { $unit }. Taking part is voluntary.
notes-write = Write
notes-write-more = Write more

notes-form-title = { $unit }: looking back on { $cycle }
notes-form-intro = One thought a line. It is fine if something failed: that is what there is to learn from.
notes-form-group = Your thoughts
notes-form-submit = Send
notes-field-well = What went well
notes-field-not-well = What did not go well
notes-field-change = What we change from the next cycle on
notes-hint = One thought a line, at most { $most } lines of { $longest } characters in each field.
notes-adds = You have written before. What you send now is added to it.
notes-mine-well = You wrote (went well): { $text }
notes-mine-not-well = You wrote (did not go well): { $text }
notes-mine-change = You wrote (change): { $text }
notes-empty = Write at least one thought, in whichever field you like.
notes-too-many = { $count } lines is too many: keep the { $most } most important ones.
notes-too-long = Line { $number } has { $count } characters. Shorten it to { $longest }, or split it into two lines.
notes-thanks = Thank you, your notes are in.
notes-written = { $done } of { $of } have written.
notes-once = A form is taken once. To add something, open a new one.
notes-not-yet = Writing has not begun yet. You will be asked when it does.
notes-over = Writing has ended.

notes-no-retro = I can’t find that retro.
notes-not-yours = Only those who lead or facilitate the unit, or a unit above it, can do this.
notes-not-a-member = Only members of { $unit } write and vote.
notes-elsewhere = The retro is now at this step: { $step }. This button belongs to another one.
notes-to-board = To the retro

notes-remind = Remind
notes-reminded = Those who have not written yet are being reminded. That is done once, and nobody is told who they are.
notes-reminded-before = They have been reminded once, and that is enough.
notes-all-wrote = Everyone has written. You can show the notes.
notes-reveal = End writing and show the notes
notes-nobody = Nobody has written yet.
notes-too-few = { $count ->
    [one] Only one person has written. Notes without names are shown from { $fewest } writers on, or people could guess who wrote what.
   *[other] Only { $count } have written. Notes without names are shown from { $fewest } writers on, or people could guess who wrote what.
}
notes-too-early = You can wait, remind people once, or go on without the notes.
notes-without = Go on without the notes
notes-without-sure = Go on without the notes? All that has been written is then deleted, and nobody will have read it.
notes-without-do = Delete the notes and go on
notes-can-be-shown = Enough people have written, so nothing needs to be deleted. Show the notes.
notes-dropped = The notes are deleted, unread. Next the team agrees on what it changes.
notes-revealed = { $count ->
    [one] Writing has ended. There is one note.
   *[other] Writing has ended. There are { $count } notes.
}
notes-reopen = Let people write again
notes-reopened = People can write again.
notes-stay-shut = These notes bear no names and have been shown. If anyone could add to them now, it would show whose the new ones are. So writing stays closed.

notes-see = Read the notes
notes-title = { $unit }: notes on { $cycle }
notes-count = { $wrote ->
    [one] { $count ->
        [one] One note from one person.
       *[other] { $count } notes from one person.
    }
   *[other] { $count ->
        [one] One note from { $wrote } people.
       *[other] { $count } notes from { $wrote } people.
    }
}
notes-shuffled = Written without names. Their order says nothing about who wrote what, or when.
notes-hidden = The notes are shown together, once writing has ended.
notes-none = This retro has no notes.
notes-signs = + went well   − did not go well   → change
notes-line-well = + { $note }
notes-line-not-well = − { $note }
notes-line-change = → { $note }
notes-by = { $text } ({ $who })
notes-other = Other
notes-theme-empty = No note yet.
notes-theme-dots = { $dots ->
    [one] { $theme } – one dot
   *[other] { $theme } – { $dots } dots
}

notes-group = Group the notes
notes-group-title = Names of the themes
notes-group-intro = { $proposed ->
    [0] There are { $count } notes. No two of them share a telling word, so the names are yours to find.
    [one] There are { $count } notes. One theme is proposed, because several notes share a word. Rename it as you like and add more.
   *[other] There are { $count } notes. { $proposed } themes are proposed, because notes share a word. Rename them as you like and add more.
}
notes-group-again = There are { $count } notes and { $proposed } themes. Rename them as you like and add more.
notes-group-clear = Clear a name, and its notes go to “Other”. After this you can move single notes.
notes-group-names = Themes
notes-group-submit = Group
notes-theme-name = Theme { $number }
notes-theme-long = Shorten the name to { $longest } characters, so that it fits where people vote.
notes-theme-twice = Another theme already has this name.
notes-theme-none = Name at least one theme.
notes-grouped = { $count ->
    [one] There is one theme.
   *[other] There are { $count } themes.
}
notes-theme-count = { $count ->
    [0] { $theme }: no note yet
    [one] { $theme }: one note
   *[other] { $theme }: { $count } notes
}
notes-other-count = { $count ->
    [one] Other: one note
   *[other] Other: { $count } notes
}
notes-names = Names of the themes
notes-move-well = Move: went well ({ $count })
notes-move-not-well = Move: did not go well ({ $count })
notes-move-change = Move: change ({ $count })
notes-no-themes = There are no themes yet. Name them first.
notes-sort-intro = { $count ->
    [one] Choose the theme of the note. Left empty, it goes to “Other”.
   *[other] Choose the theme of each note. What is left empty goes to “Other”.
}
notes-sort-group = Notes
notes-sort-submit = Move
notes-agree = Agree on changes

vote-open = Let the members vote
vote-opened = { $count ->
    [one] Voting is open. One member is being asked.
   *[other] Voting is open. { $count } members are being asked.
}
vote-too-few-themes = With fewer than { $fewest } themes that hold a note there is nothing to choose. Name more themes, or go on without a vote.
vote-without = Go on without a vote
vote-call-title = { $unit } looks back on { $cycle }: what matters most?
vote-call = { $count } themes have come out of the notes. Give { $dots } dots to what the team should take up.
vote-write = Vote
vote-again = Change my dots
vote-title = { $unit }: dots for { $cycle }
vote-intro = You have { $dots } dots. They may all go to one theme, and you need not use them all.
vote-secret = Nobody sees whose dots they are. The sums are shown once voting has ended.
vote-group = Your dots
vote-dot = Dot { $number }
vote-submit = Give the dots
vote-none = Give at least one dot.
vote-thanks = Thank you, your dots are in.
vote-turnout = { $done } of { $of } have voted.
vote-replaces = Until voting ends you can give them otherwise; the new ones take their place.
vote-not-yet = Voting has not begun yet. You will be asked when it does.
vote-over = Voting has ended.
vote-closed = { $done } of { $of } have voted. Voting has ended.
vote-line = { $dots ->
    [one] { $theme } – one dot
   *[other] { $theme } – { $dots } dots
}
