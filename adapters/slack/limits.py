"""What Slack takes, and how much of it: one table of numbers, read by whoever draws or sends.

Sources: [R] Slack's reference of blocks and elements (docs.slack.dev/reference/block-kit), [V] of
views, [M] of the method ``chat.postMessage``, [T] measured by the checks of slack_sdk's models,
[C] seen refused by Slack in other people's code, [O] our own choice, within what Slack takes.
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

MENTIONS: Final = 5
"""Users in a line who are looked up by name. [O] One deputy is what people name."""

FIELDS: Final = 500
"""Values in one submission. [O] A view holds 100 blocks."""

ID_CHARACTERS: Final = 255
"""``block_id``, ``action_id``, ``callback_id``. [R]"""

# --- a message ----------------------------------------------------------------------------------

MESSAGE_BLOCKS: Final = 50
"""Blocks of a message. [R] Those inside a container are its own ten. [R]"""

MESSAGE_TEXT: Final = 3_900
"""A message's ``text``. Slack advises 4,000 and refuses an update above them. [M]"""

MESSAGE_BYTES: Final = 100_000
"""All blocks of a message as JSON. [O] Slack names no number; a full message has half of it."""

MESSAGE_CHARTS: Final = 2
"""``data_visualization`` blocks of a message. [R]"""

MESSAGE_TABLES: Final = 1
"""``table`` blocks of a message, those in containers counted. [C] ``only_one_table_allowed``"""

MESSAGE_PICTURES: Final = 4
"""Charts that are uploaded for one message. [O] Each costs three requests."""

# --- a modal and the Home tab -------------------------------------------------------------------

VIEW_BLOCKS: Final = 100
"""Blocks of a modal or of Home. [V]"""

PRIVATE_METADATA: Final = 3_000
"""What goes along with a modal unseen. [V]"""

VIEW_BYTES: Final = 200_000
"""A view as JSON. [O] Slack refuses above 250,000 (``view_too_large``)."""

MODAL_STACK: Final = 3
"""Modals that may lie on one another. [V]"""

MODAL_TITLE: Final = 24
"""A modal's title, its submit and its close. [V] [T]"""

PAGE_BLOCKS: Final = 60
"""Blocks of one page of a form. [O] Six key results; more are slow on a telephone."""

# --- blocks -------------------------------------------------------------------------------------

HEADER: Final = 150
"""A header's text. [R]"""

HEADER_LEVELS: Final = 4
"""A header's levels: 1 to 4. [R]"""

CONTEXT: Final = 2_000
"""One text in a context block. [O] Slack takes 3,000; small print should be short."""

RICH_TEXT: Final = 3_000
"""All text of one rich_text block. [O] Slack names no number; sections take as much."""

LIST_ITEMS: Final = 100
"""Items of one rich_text_list. [O] Slack names no number."""

LIST_LEVELS: Final = 6
"""Levels of indentation that are drawn in a list. [O] Slack draws nine; a telephone is narrow."""

ACTIONS: Final = 25
"""Elements of an actions block. [R]"""

CONTAINER_BLOCKS: Final = 10
"""Blocks inside a container; messages and Home only. [R]"""

CONTAINER_TITLE: Final = 150
"""A container's title. [R]"""

IMAGE_ALT: Final = 2_000
"""An image's alternative text. [R]"""

FILE_ALT: Final = 1_000
"""The alternative text of an uploaded file (``alt_txt``). [M] ``alt_txt_too_large``"""

IMAGE_TITLE: Final = 2_000
"""An image's title. [R]"""

TABLE_ROWS: Final = 100
"""Rows of a table, its header counted. [R]"""

TABLE_COLUMNS: Final = 20
"""Cells of a table's row. [R]"""

TABLE_CHARACTERS: Final = 10_000
"""All cells of all tables of a message. [R]"""

CHART_TITLE: Final = 50
"""A chart's title and the words at its axes. [R]"""

CHART_SERIES: Final = 12
"""Lines of a chart. [R]"""

CHART_POINTS: Final = 20
"""Points of a line. [R]"""

CHART_LABEL: Final = 20
"""A point's label and a line's name. [R]"""

# --- elements -----------------------------------------------------------------------------------

BUTTON_TEXT: Final = 75
"""A button's text. [R] [T]"""

BUTTON_VALUE: Final = 2_000
"""A button's value. [R] [T]"""

LABEL: Final = 2_000
"""An input's label, and its hint. [R] [T]"""

PLACEHOLDER: Final = 150
"""What stands in an empty input. [R] [T]"""

INPUT_TEXT: Final = 3_000
"""The longest ``max_length`` of a text input. [R]"""

OPTIONS: Final = 100
"""Options of a select. [R] [T]"""

OPTION_TEXT: Final = 75
"""An option's text. [R]"""

RADIO_SHOWN: Final = 4
"""Up to so many options stand open; more of them are a list that opens. [O]"""

# --- how it reads -------------------------------------------------------------------------------

BAR_CELLS: Final = 10
"""Cells of a text bar. [O] A telephone's line holds about 30 characters; the figures follow."""
