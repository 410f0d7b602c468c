"""From what a file holds to rows by column: headers are matched here, for every format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dialogs.text import say
from storage.workbook.cells import Cell, is_empty
from storage.workbook.problems import Problems, hint, listing, quoted
from storage.workbook.sheets import BY_NAME, SHEETS, Sheet, plain_name

HEADER_ROW: Final = 1


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as its file holds it; row 0 of ``rows`` is what a person sees as row 1."""

    name: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header."""

    number: int
    """As a person sees it in the sheet: the header is row 1."""
    cells: Mapping[str, Cell]
    """By column; a column that the sheet lacks is not in it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of the table with its rows; empty rows are left out."""

    sheet: Sheet
    columns: frozenset[str]
    """The columns that the file has."""
    rows: tuple[Row, ...]


def arrange(raw: Iterable[RawSheet], problems: Problems) -> Mapping[str, Grid]:
    """Match sheets and headers with the table; note what is unknown, missing or there twice."""
    found: dict[str, Grid] = {}
    for sheet in raw:
        known = BY_NAME.get(plain_name(sheet.name))
        if known is None:
            tip = hint(sheet.name, BY_NAME)
            problems.add(quoted(sheet.name), None, None, say("import-unknown-sheet", hint=tip))
        elif known.name in found:
            problems.add(known.name, None, None, say("import-double-sheet"))
        else:
            found[known.name] = _grid(known, sheet, problems)
    for wanted in SHEETS:
        if wanted.required and wanted.name not in found:
            columns = listing(column.name for column in wanted.columns)
            problems.add(wanted.name, None, None, say("import-missing-sheet", columns=columns))
    return found


def _grid(sheet: Sheet, raw: RawSheet, problems: Problems) -> Grid:
    header = raw.rows[0] if raw.rows else ()
    if all(is_empty(cell) for cell in header):
        columns = listing(column.name for column in sheet.columns)
        problems.add(sheet.name, HEADER_ROW, None, say("import-no-header", columns=columns))
        return Grid(sheet, frozenset(), ())
    places = _places(sheet, header, problems)
    for column in sheet.columns:
        if column.required and column.name not in places:
            problems.add(sheet.name, HEADER_ROW, column.name, say("import-missing-column"))
    rows: list[Row] = []
    for number, cells in enumerate(raw.rows[1:], start=HEADER_ROW + 1):
        if all(is_empty(cell) for cell in cells):
            continue
        headed = range(len(header))
        if any(
            not is_empty(cell) and (place not in headed or is_empty(header[place]))
            for place, cell in enumerate(cells)
        ):
            # Nobody could say what a cell without a header means.
            problems.add(sheet.name, number, None, say("import-row-too-long"))
        rows.append(
            Row(
                number,
                {
                    name: cells[place] if place < len(cells) else None
                    for name, place in places.items()
                },
            )
        )
    return Grid(sheet, frozenset(places), tuple(rows))


def _places(sheet: Sheet, header: Sequence[Cell], problems: Problems) -> Mapping[str, int]:
    """Return where each known column stands."""
    names = [column.name for column in sheet.columns]
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        if is_empty(cell):
            continue
        written = cell if isinstance(cell, str) else repr(cell)
        name = plain_name(written)
        if name not in names:
            tip = hint(written, [name for name in names if name not in places] or names)
            sentence = say("import-unknown-column", hint=tip)
            problems.add(sheet.name, HEADER_ROW, quoted(written), sentence)
        elif name in places:
            problems.add(sheet.name, HEADER_ROW, name, say("import-double-column"))
        else:
            places[name] = place
    return places
