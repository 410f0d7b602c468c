"""A table as Teams' own where a telephone has room for it, else as a list of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.teams import limits
from adapters.teams.drawing.bricks import NONE, SMALL, Json, box, indented, line, run, table
from adapters.teams.drawing.canvas import Canvas, paragraph
from adapters.teams.drawing.literal import NOTHING
from dialogs.plain import short, size
from dialogs.telling import named, standing_in
from dialogs.views import Table


def draw_table(drawn: Table, canvas: Canvas, *, titled: bool) -> Iterator[Json]:
    """Draw a table under its caption, unless a heading has said it: ``titled``."""
    speech = canvas.speech
    if not titled:
        yield from paragraph(canvas.words(drawn.caption), bold=True)
    header = [speech(cell) for cell in drawn.header]
    rows = [[speech(cell) for cell in row] for row in drawn.rows]
    if not header or not rows:
        return
    canvas.wide = True
    longest = max(size(cell) for row in (header, *rows) for cell in row)
    few = len(header) <= limits.TABLE_COLUMNS and len(rows) <= limits.TABLE_ROWS
    flat = not any(standing_in(row)[0] for row in rows)
    if few and flat and longest <= limits.TABLE_CELL:
        yield _grid(header, rows)
    else:
        yield from _listed(header, rows)


def _grid(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Json:
    """Draw a table as such; a column is as wide as its longest cell wants it."""
    written = [[line(run(cell, bold=True)) for cell in header]]
    written += [[line(run(cell)) for cell in row] for row in rows]
    widths = [max(size(row[place]) for row in (header, *rows)) for place in range(len(header))]
    return table(written, [max(width, 4) for width in widths])


def _listed(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Json]:
    """Draw a table as a list: a row's name, and under it the rest with labels."""
    known = set[str]()
    for row in rows:
        deep, cells = standing_in(row)
        name = short(cells[0] if cells else "", limits.TEXT // 4) or NOTHING
        rest = short(named(header, cells, known).removeprefix(" – "), limits.TEXT // 2)
        lines = [line(run(name, bold=True))]
        if rest:
            lines.append(line(run(rest, quiet=True, size=SMALL), room=NONE))
        steps = min(deep, limits.LEVELS)
        if steps:
            yield indented(lines, steps * limits.INDENT_PIXELS, SMALL)
        else:
            yield box(lines, room=SMALL)
