"""A table as Slack's own where it takes one, else as a list, as a telephone reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from adapters.slack import limits
from adapters.slack.drawing import bricks
from adapters.slack.drawing.bricks import Json, line, run
from adapters.slack.drawing.canvas import Canvas, paragraphs
from dialogs.plain import short, size
from dialogs.telling import is_figure, named, standing_in
from dialogs.views import Table

_ROWS: Final = limits.TABLE_ROWS - 1
_STEP, _BRANCH = "\u00a0" * 3, "└\u00a0"
"""How a row that belongs under the one above it begins; neither is torn from the row's name."""
_CELL: Final = 300
"""Characters of a cell; what is longer is easier to read in a list."""


def draw_table(table: Table, canvas: Canvas, *, titled: bool) -> Iterator[Json]:
    """Draw a table under its caption, unless a heading has said it: ``titled``."""
    speech = canvas.speech
    if not titled:
        yield from paragraphs(speech(table.caption), bold=True)
    header = [speech(cell) for cell in table.header]
    rows = [[speech(cell) for cell in row] for row in table.rows]
    if not header or not rows:
        return
    room = sum(len(cell) + 1 for row in (header, *rows) for cell in row)
    fits = len(header) <= limits.TABLE_COLUMNS and len(rows) <= _ROWS
    longest = max((size(cell) for row in (header, *rows) for cell in row), default=0)
    small = room <= canvas.cells and longest <= _CELL
    if not (canvas.rich and canvas.tables and fits and small):
        yield from _rows(header, rows)
        return
    canvas.tables -= 1
    canvas.cells -= room
    yield _grid(header, rows)


def _grid(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Json:
    """Draw a table as such: the first column wraps, columns of figures stand at the right."""
    written = [[run(cell, bold=True) for cell in header]]
    for row in rows:
        deep, cells = standing_in(row)
        first = f"{_STEP * (deep - 1)}{_BRANCH}{cells[0]}" if deep else cells[0]
        written.append([run(cell) for cell in (first, *cells[1:])])
    settings: list[Json] = [{"is_wrapped": True}]
    for place in range(1, len(header)):
        figures = all(is_figure(row[place]) for row in rows)
        settings.append({"align": "right"} if figures else {"is_wrapped": True})
    return bricks.table(written, settings)


def _rows(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Json]:
    """Draw a table as a list, as a telephone reads it: a row's name, then the rest with labels."""
    lists: list[Json] = []
    known = set[str]()
    used = 0
    for row in rows:
        deep, cells = standing_in(row)
        name = short(cells[0] if cells else "", limits.RICH_TEXT // 3)
        rest = short(named(header, cells, known), limits.RICH_TEXT // 2)
        room = size(name) + size(rest)
        if lists and used + room > limits.RICH_TEXT:
            yield bricks.rich(*lists)
            lists, used = [], 0
        parts = [run(name, bold=True), *([run(rest)] if rest else [])]
        level = min(deep, limits.LIST_LEVELS - 1)
        if lists and lists[-1]["indent"] == level:
            lists[-1]["elements"].append(line(*parts))
        else:
            lists.append(bricks.listed([line(*parts)], deep=level))
        used += room
    if lists:
        yield bricks.rich(*lists)
