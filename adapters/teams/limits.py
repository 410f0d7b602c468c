"""What Teams takes, and how much of it: one table of numbers, read by whoever draws or sends.

Sources: [T] Microsoft's documents on bots and cards in Teams (learn.microsoft.com/microsoftteams),
[S] the schema of Adaptive Cards 1.5, [R] measured in Microsoft's own renderer (npm adaptivecards
3.0.6), [C] seen of Teams in other people's code and complaints, [O] our own choice, within what
Teams takes.
"""

from __future__ import annotations

from typing import Final

# --- what comes in ------------------------------------------------------------------------------

BODY_BYTES: Final = 256 * 1024
"""A request's body. [O] The largest form we draw is sent back in about a tenth of it."""

VALUE_CHARACTERS: Final = 20_000
"""Any value that arrives; a field's own, lower bound is the flow's to explain. [O]"""

LINE_CHARACTERS: Final = 3_000
"""A line written to Rytmi, or a command with all that follows it. [O] As on the built-in page."""

FIELDS: Final = 500
"""Values in one submission. [O] A page of a form has at most a tenth."""

# --- a card -------------------------------------------------------------------------------------

VERSION: Final = "1.5"
"""The newest Adaptive Cards that Teams draws on every device. [T] 1.6 came blank on Android. [C]"""

CARD_BYTES: Final = 72_000
"""A card as JSON, counted in UTF-16. Teams advises at most 80 KB for all of a message. [T] [O]"""

DETAILS_BYTES: Final = 40_000
"""What is folded away under one title, counted in the same way. [O]"""

SUMMARY: Final = 240
"""What a notification says. [O] A telephone shows two lines of it."""

ACTIONS: Final = 5
"""Buttons in a row. [R] What is above the number goes into a menu of its own."""

ROW: Final = 52
"""Units of all that stands on the buttons of a row. [O] A telephone's width; more is cut there."""

BUTTON_EDGE: Final = 5
"""What a button takes besides its words, in their units. [O]"""

BUTTON_TEXT: Final = 60
"""A button's text. [O] Teams cuts what is wider than the card."""

ACTION_BYTES: Final = 6_000
"""A button's own data, counted in UTF-16; it stands in the card twice. [O]"""

TEXT: Final = 6_000
"""One text of a message. [O] Four times what a person may write into a field."""

TABLE_ROWS: Final = 30
"""Rows of a table that is drawn as one; a longer one is a list. [O]"""

TABLE_COLUMNS: Final = 3
"""Columns of a table that is drawn as one. [O] More are none on a telephone."""

TABLE_CELL: Final = 28
"""Characters of a cell in it. [O] Longer ones are easier to read in a list."""

CHART_SERIES: Final = 6
"""Lines of a chart. [O] Six can be told apart."""

CHART_POINTS: Final = 26
"""Points of a line, the newest ones: half a year of weeks. [O]"""

CHART_LABEL: Final = 24
"""A point's label and a line's name. [O] The axis is narrow."""

# --- a form -------------------------------------------------------------------------------------

PAGE_ROWS: Final = 70
"""Rows of one page of a form. [O] Five key results: as many as an objective has at most."""

ROW_UNITS: Final = 430
"""Units of UTF-16 in one row, with all that somebody may write there: a page fits a card. [O]"""

FIELD_UNITS: Final = 280
"""What a field takes of them by itself. [O]"""

LABEL: Final = 300
"""An input's label. [O]"""

TITLE: Final = 400
"""A title of a form or of a group in it; some are whole sentences. [O]"""

HINT: Final = 600
"""What stands under an input. [O]"""

PLACEHOLDER: Final = 44
"""What stands in an empty input; a longer hint stands under it. [O] A telephone's line."""

INPUT_TEXT: Final = 3_000
"""The longest text of an input. [O] As in Slack."""

NUMBER_DIGITS: Final = 10
"""Digits of a number that an input for numbers takes. [C]"""

OPTION_TEXT: Final = 80
"""An option's text. [O] A list that opens is as wide as the card."""

OPTIONS_UNITS: Final = 14_000
"""Units of all options of one input together. [O] A hundred and fifty, or more short ones."""

RADIO_SHOWN: Final = 4
"""Up to so many options stand open; more of them are a list that opens. [O]"""

# --- how it reads -------------------------------------------------------------------------------

INDENT_PIXELS: Final = 14
"""How far a row stands in that belongs under the one above it. [O]"""

LEVELS: Final = 6
"""Steps in which rows stand in at most. [O] A telephone is narrow."""
