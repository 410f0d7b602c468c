# Reading an organisation from sheets: where something is wrong, what it is, and what would be right.
# Names of sheets and columns stay as they stand in the file.

import-in-workbook = { $text }
import-in-sheet = Sheet { $sheet }: { $text }
import-in-column = Sheet { $sheet }, column { $column }: { $text }
import-in-row = Sheet { $sheet }, row { $row }: { $text }
import-in-cell = Sheet { $sheet }, row { $row }, column { $column }: { $text }

import-did-you-mean = Did you mean { $nearest }?
import-right-are = These are right: { $choices }.
import-add-to-sheet = Add it to the sheet { $sheet }, or correct it here.

import-no-such-path = There is nothing at { $path }. Give a folder of CSV files or an .xlsx file.
import-not-a-workbook = { $path } is neither a folder nor an .xlsx file. In Excel, save it as “Excel Workbook (.xlsx)”.
import-path-is-folder = { $path } is a folder. Give the name of a file that ends in .xlsx, or of a folder that does not.
import-empty-folder = There is no CSV file in this folder. Each sheet is a file of its own, such as { $example }.
import-workbook-unreadable = The file cannot be opened as an .xlsx workbook. It may be damaged or protected by a password: save it again from Excel, without a password.
import-workbook-too-large = The workbook is far larger than an organisation can be, and was not opened.
import-bad-encoding = The file is neither UTF-8 nor Windows-1252. In Excel, save it as “CSV UTF-8”.
import-stray-byte = Line { $line } of the file is not UTF-8, though the rest is. Correct the letters that look wrong in that line, and save the file in Excel as “CSV UTF-8”.
import-bad-quotes = A quotation mark is left open, or text follows a closed one. A cell that holds quotation marks is written "like ""this""".
import-unknown-sheet = There is no such sheet. { $hint }
import-double-sheet = This sheet is there twice. Keep one of them.
import-missing-sheet = The sheet is missing. Its columns are { $columns }.
import-no-header = The first row must name the columns: { $columns }.
import-unknown-column = There is no such column. { $hint }
import-double-column = This column is there twice. Keep one of them.
import-missing-column = The column is missing.
import-row-too-long = There is something in a cell without a heading. Look for a separator too many, or give the column its name.
import-far-right = Something stands further to the right than column { $most }. Empty that cell: it is probably there by mistake.
import-far-below = Something stands here, below { $count } empty rows. Empty the row if it is there by mistake, or move it up.
import-too-many-rows = The sheet has more than { $most } rows, which is far more than an organisation has. Delete those that do not belong here.

import-cell-empty = The cell is empty, but it is needed.
import-cell-error = The cell holds the error { $text }. Write the value itself.
import-cell-too-long = The text is longer than the { $most } characters that Excel keeps in a cell. Export to a folder of CSV files instead.
import-formula = The cell holds a formula that has not been computed. Open and save the file in Excel, or write the value itself.
import-unseen-character = The cell holds a character that nobody can see ({ $code }). Type the text anew.
import-double-id = This id already stands in row { $first }. Each id may be used once.
import-bad-id = “{ $text }” cannot be an id. Write at most { $most } characters, such as letters, digits and hyphens, and none of { "{" } { "}" } / \.
import-unknown-id = There is no “{ $text }” on the sheet { $sheet }. { $hint }
import-bad-whole-number = “{ $text }” is not a whole number.
import-bad-retro = “{ $text }” does not fit here. Write how many working days before the cycle’s end the call to the retro comes: a whole number from { $fewest } to { $most }.
import-bad-day = “{ $text }” is not a day. Write it as 2026-10-01.
import-far-day = “{ $text }” is too far away. Correct the year: it may be { $first } to { $last }.
import-bad-clock = “{ $text }” is not a time of day. Write it as 9:00 or 13:30.
import-not-in-hours = { $at } is outside working hours, and no message arrives then. Write a time from { $first } to { $last }.
import-bad-instant = “{ $text }” is not a point in time. Write it as 2026-10-05T09:12:00+03:00.
import-bad-week = “{ $text }” is not a week. Write it as 2026-W41.
import-bad-yes-no = “{ $text }” is neither yes nor no.
import-bad-choice = “{ $text }” is not known here. These are right: { $choices }.
import-bad-zone = “{ $text }” is not a time zone. { $hint }
import-bad-country = “{ $text }” is not a country code. Write two letters, such as FI, NO or SE.
import-bad-cadence = “{ $text }” is not a cadence. Write the name of one ({ $presets }) or a rule of your own, for example { $examples }.
import-ask-before-meetings = A unit cannot follow “{ $text }”, because only forums have meetings. Write another rule, for example weekly mon, or leave the cell empty.

import-one-organisation = { $count ->
    [0] The organisation is missing. Give it one row.
   *[other] There are { $count } rows, but a workbook holds one organisation.
}
import-no-units = There are no units. Begin with the organisation itself.
import-no-top = Every unit has a parent. Leave the cell empty for the one at the top.
import-second-top = The tree already has a top, in row { $first }. Name the unit above this one.
import-top-not-organisation = The unit at the top has the level organisation, not { $level }.
import-tree-circle = The units stand above one another in a circle: { $path }.
import-level-not-below = A unit of the level { $level } cannot stand below { $parent }, whose level is { $parent_level }. From the top down the levels are organisation, sector, result_area, unit and team.
import-other-top = The organisation already has { $name } ({ $id }) at the top. Keep its id, or put it on this sheet below another unit.
import-level-not-above = A unit of the level { $level } cannot stand above { $below }, whose level is { $below_level } and which is not on this sheet.
import-double-membership = This person already has this role in this unit, in row { $first }. Keep one of the rows.
import-forum-without-channel = A forum needs the channel that gets its roll-up, for example #team-1.
import-cycle-backwards = The cycle ends before it begins on { $start }.
import-cycles-overlap = { $unit } would have objectives in { $first } and in { $second }, which overlap and are about equally long. Give the objectives one of the two cycles, or correct the days so that one ends before the other begins.
import-continues-later = A goal of { $own } cannot go on with one of { $other }. Name a goal of an earlier cycle, or leave the cell empty.
import-break-backwards = The break ends before it begins on { $first }. Correct the one or the other.
import-break-too-long = The break is { $count } days long, and { $most } is the most. Correct its days, or divide it into breaks with working days in between.
import-double-meeting = This meeting of the forum already stands in row { $first }. Keep one of the rows.
import-measure-needs = A key result of the kind { $kind } needs a number here.
import-measure-not-used = A key result of the kind { $kind } does not use this column. Empty the cell, or choose another kind.
import-supports-itself = A key result cannot support itself. Name one of a level above, or leave the cell empty.
import-supports-circle = The key results support one another in a circle: { $path }.
import-supports-below = A key result of the level { $level } cannot support { $other }, whose level is { $other_level }. Support goes upwards, or sideways.
import-supported-from-above = { $other }, whose level is { $other_level }, supports { $id }, which would be of the level { $level }. Support goes upwards, or sideways.
import-leaves-too-few = { $objective } would keep fewer than { $fewest } key results. Leave this one where it is, or bring others for { $objective } as well.
import-kind-answered = This key result has been answered, so its kind cannot change: numbers of one kind mean nothing in another. Put the kind back, or give what you measure from now on a new id.

import-nobody-answers = Nobody would be asked about this key result: it has no owner, and { $unit } has no lead.
import-person-without-unit = { $name } belongs to no unit, and will not be asked anything.
import-no-meetings = { $name } follows its own meetings, but there are none yet, so it gets no roll-up. Add them to the sheet meetings, or type them later with /okr meetings.
import-meetings-not-followed = The forum { $forum } does not follow these meetings, because it has another cadence. If it should, write for example { $example } in its column cadence.
import-odd-email = “{ $text }” does not look like an e-mail address.
import-double-email = This address also stands in row { $first }.
import-check-ins-left = { $count ->
    [one] One answer was left alone: an import never changes what people have answered.
   *[other] { $count } answers were left alone: an import never changes what people have answered.
}

# The method's limits, each with its reason.
limit-too-many-objectives = Here are { $count } objectives for one unit and cycle; { $most } is the most. It is better to finish a few than to leave many half done.
limit-too-few-key-results = { $count ->
    [0] This objective has no key results; it needs at least { $fewest }. Without numbers nobody can see whether it is reached.
    [one] This objective has one key result; it needs at least { $fewest }. One number alone seldom shows whether an objective is reached.
   *[other] This objective has { $count } key results; it needs at least { $fewest }.
}
limit-too-many-key-results = This objective has { $count } key results; { $most } is the most. Fewer numbers keep the eye on what matters.

measure-start-is-target = Start and target are the same, so there is no way to go. To keep a number where it is, use keep_within with low and high.
measure-band-without-limits = To keep within needs at least one limit: low, high or both.
measure-band-upside-down = The lower limit lies above the upper one. Change them round.
measure-no-milestones = There must be at least one step.
