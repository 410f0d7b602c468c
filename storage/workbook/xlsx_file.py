"""One .xlsx workbook with all sheets: Excel's own numbers and days, written for people."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.cell import MergedCell
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dialogs.text import say
from storage.workbook.bounds import within_bounds
from storage.workbook.cells import Broken, Cell, Written, plain_number
from storage.workbook.grid import RawSheet
from storage.workbook.problems import Problems
from storage.workbook.sheets import SHEETS, Kind, Sheet

LONGEST_CELL: Final = 32_767
"""Characters that Excel keeps in one cell."""
MOST_BYTES: Final = 200_000_000
"""Unpacked size up to which a workbook is opened; a bomb is far larger, an organisation smaller."""

_FORMATS: Final[Mapping[Kind, str]] = {Kind.NUMBER: "General", Kind.DAY: "yyyy-mm-dd"}
_TEXT_FORMAT: Final = "@"
_WIDEST: Final = 60
_NARROWEST: Final = 8
# Characters that XML cannot hold, or would change: Excel writes them as _xHHHH_, and an innocent
# text of that form with its underscore escaped.
_NEEDS_ESCAPE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA: Final = Broken(say("import-formula"))
_ERROR: Final = re.compile(r"#[A-Z/0]+[!?A]?")


def read_xlsx(content: bytes, problems: Problems) -> tuple[RawSheet, ...] | None:
    """Read the sheets of a workbook; sheets without a single cell are no sheets.

    None where it cannot be read at all, or has a sheet without end.
    """
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > MOST_BYTES:
            problems.add("", None, None, say("import-workbook-too-large"))
            return None
        return _sheets(content, problems)
    except Exception:  # noqa: BLE001 - openpyxl promises no errors of its own for a broken file
        problems.add("", None, None, say("import-workbook-unreadable"))
        return None


def _sheets(content: bytes, problems: Problems) -> tuple[RawSheet, ...] | None:
    """Read every sheet; then, where there are formulas, what they came to when last computed."""
    found: list[RawSheet] = []
    with _opened(content) as sheets:
        for sheet in sheets:
            rows = within_bounds(sheet.title, _rows(sheet), problems)
            if rows is None:
                return None
            if rows:
                found.append(RawSheet(sheet.title, rows))
    with_formulas = {sheet.name for sheet in found if any(_FORMULA in row for row in sheet.rows)}
    if not with_formulas:
        return tuple(found)
    with _opened(content, computed=True) as sheets:
        computed = {sheet.title: sheet for sheet in sheets if sheet.title in with_formulas}
        return tuple(
            RawSheet(sheet.name, _filled_in(sheet.rows, computed[sheet.name]))
            if sheet.name in computed
            else sheet
            for sheet in found
        )


@contextmanager
def _opened(content: bytes, *, computed: bool = False) -> Iterator[Sequence[Worksheet]]:
    with warnings.catch_warnings():
        # What openpyxl cannot keep (pictures, newer validation) is nothing that is read here.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=computed)
        try:
            for sheet in book.worksheets:
                # The size that a file claims for a sheet is often wrong, and may be anything.
                sheet.reset_dimensions()
            yield book.worksheets
        finally:
            book.close()


def _rows(sheet: Worksheet, *, computed: bool = False) -> Iterator[Sequence[Cell]]:
    """Yield row by row, so that what nobody wants is never read; a row left out is empty."""
    for row in sheet.iter_rows():
        yield [_cell(cell, computed=computed) for cell in row]


def _filled_in(rows: Sequence[Sequence[Cell]], computed: Worksheet) -> Sequence[Sequence[Cell]]:
    values = islice(_rows(computed, computed=True), len(rows))
    return [
        # What was told may be wider than what is looked at; a formula without a value stays one.
        [
            value if cell == _FORMULA and value is not None else cell
            for cell, value in zip(row, told, strict=False)
        ]
        for row, told in zip(rows, values, strict=True)
    ]


def _cell(cell: object, *, computed: bool) -> Cell:
    """Return a cell's value; a formula's is the one that was computed last."""
    if not isinstance(cell, ReadOnlyCell):
        return None  # a cell that the file does not have
    value = cell.value
    if cell.data_type == "e" or (computed and isinstance(value, str) and _ERROR.fullmatch(value)):
        return Broken(say("import-cell-error", text=str(value)))
    if cell.data_type == "f":
        return _FORMULA
    match value:
        case None:
            return None
        case bool() | datetime() | date() | time() | timedelta():
            return value
        case int() | float():
            # 85 % is kept as 0.85 under a format of per cent.
            percent = "%" in (cell.number_format or "")
            return round(value * 100, 10) if percent else value
        case _:
            return _unescaped(str(value))


def _escaped(text: str) -> str:
    return _NEEDS_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def write_xlsx(sheets: Mapping[str, Sequence[Sequence[Written]]]) -> bytes:
    """Return a workbook with every sheet of the table."""
    book = Workbook()
    book.properties.creator = "Rytmi"
    for sheet in list(book.worksheets):
        book.remove(sheet)
    for described in SHEETS:
        _write_sheet(book.create_sheet(described.name), described, sheets.get(described.name, ()))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_sheet(sheet: Worksheet, described: Sheet, rows: Sequence[Sequence[Written]]) -> None:
    for place, column in enumerate(described.columns, start=1):
        head = sheet.cell(1, place, column.name)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="E8EEF4")
        longest = max((len(str(row[place - 1] or "")) for row in rows), default=0)
        letter = get_column_letter(place)
        width = min(_WIDEST, max(_NARROWEST, len(column.name), longest) + 2)
        sheet.column_dimensions[letter].width = width
        # Cells that a person fills in later keep what is typed, 007 too.
        sheet.column_dimensions[letter].number_format = _FORMATS.get(column.kind, _TEXT_FORMAT)
        if column.choices:
            _offer(sheet, letter, column.choices)
    for number, row in enumerate(rows, start=2):
        for place, (value, column) in enumerate(zip(row, described.columns, strict=True), start=1):
            if value is not None:
                _write_cell(sheet.cell(number, place), value, column.kind)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _write_cell(cell: XlsxCell | MergedCell, value: Written, kind: Kind) -> None:
    if isinstance(value, float):
        # A number of more digits than Excel keeps stands as text, so that none is lost.
        value = value if float(f"{value:.15g}") == value else plain_number(value)
    elif isinstance(value, date) and value.year <= 1900:  # noqa: PLR2004 - Excel's days begin there
        value = value.isoformat()
    if isinstance(value, str):
        cell.value = _escaped(value)
        # Set afterwards: openpyxl takes a text that begins with = for a formula.
        cell.data_type = "s"
        cell.number_format = _TEXT_FORMAT
        cell.alignment = Alignment(vertical="top", wrap_text="\n" in value)
        if value[:1] in {"=", "+", "-", "@", "'"}:
            cell.quotePrefix = True
    else:
        cell.value = value
        cell.number_format = _FORMATS.get(kind, _TEXT_FORMAT)
        cell.alignment = Alignment(vertical="top")


def _offer(sheet: Worksheet, letter: str, choices: tuple[str, ...]) -> None:
    """Offer the column's words as a list in each of its cells."""
    listed = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    listed.add(f"{letter}2:{letter}1048576")
    sheet.add_data_validation(listed)
