"""Takes a sheet's rows as far as somebody has written them, and no further than sense goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dialogs.text import say
from storage.workbook.cells import Cell, is_empty
from storage.workbook.problems import Problems, quoted
from storage.workbook.sheets import BY_NAME, MOST_ROWS, plain_name

MOST_COLUMNS: Final = 100
"""Columns of a sheet that are looked at; the widest sheet of the table has thirteen."""
MOST_EMPTY: Final = 1_000
"""Empty rows in a row, after which what still follows is a slip."""
_BLANKS: Final = 10_000
"""Rows of blank cells that are looked through after that: a format drawn down to the bottom."""


def within_bounds(
    name: str, rows: Iterable[Sequence[Cell]], problems: Problems
) -> list[Sequence[Cell]] | None:
    """Return the rows down to the last that holds anything; None where they are far too many.

    What lies beyond the bounds is noted as a problem, once a sheet, and left out.
    """
    known = BY_NAME.get(plain_name(name))
    shown = known.name if known is not None else quoted(name)
    most = known.most_rows if known is not None else MOST_ROWS
    found: list[Sequence[Cell]] = []
    gap = blanks = 0
    wide = False
    for number, cells in enumerate(rows, start=1):
        if all(is_empty(cell) for cell in cells):
            gap += 1
            # A row that is not in the file costs nothing; one of blank cells does.
            blanks += bool(cells) and gap > MOST_EMPTY
            if blanks > _BLANKS:
                break
            continue
        if gap > MOST_EMPTY:
            problems.add(shown, number, None, say("import-far-below", count=gap))
            break
        found.extend([()] * gap)
        gap = blanks = 0
        if not wide and any(not is_empty(cell) for cell in cells[MOST_COLUMNS:]):
            wide = True
            problems.add(shown, number, None, say("import-far-right", most=MOST_COLUMNS))
        found.append(cells[:MOST_COLUMNS])
        if most is not None and len(found) > most:
            problems.add(shown, None, None, say("import-too-many-rows", most=most))
            return None
    return found
