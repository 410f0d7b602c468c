"""A folder of CSV files, one a sheet: as Excel saves them, and so that it opens them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Protocol

from dialogs.okr.model import Language
from dialogs.text import Phrase, say
from storage.workbook.bounds import within_bounds
from storage.workbook.cells import Cell, Written, plain_number
from storage.workbook.grid import RawSheet
from storage.workbook.problems import Problems, quoted
from storage.workbook.sheets import BY_NAME, SHEETS, Kind, Sheet, plain_name

SUFFIX: Final = ".csv"
_SEPARATORS: Final = (";", ",", "\t")
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK: Final = b"\xef\xbb\xbf"
# A letter beyond ASCII in UTF-8. Read as Windows-1252 it would be nonsense, so that a file with
# but one of them is taken to be UTF-8.
_UTF8_LETTER: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# What a spreadsheet would run as a formula when it opens the file; the apostrophe is there so
# that a text which begins with one comes back whole.
_GUARDED: Final = frozenset("=+-@\t\r\n'")
_WORDS: Final = frozenset({Kind.TEXT, Kind.ID})


class Folder(Protocol):
    """A directory, on disk or inside an installed package."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        ...

    def iterdir(self) -> Iterator[Folder]:
        """Yield what lies in it."""
        ...

    def is_file(self) -> bool:
        """Say whether this is a file."""
        ...

    def read_bytes(self) -> bytes:
        """Return a file's bytes."""
        ...


def read_folder(folder: Folder, problems: Problems) -> tuple[RawSheet, ...]:
    """Read every CSV file of a folder; other files are no sheets and are left alone."""
    found: list[RawSheet] = []
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        hidden = file.name.startswith((".", "~"))
        if hidden or not file.name.lower().endswith(SUFFIX) or not file.is_file():
            continue
        name = file.name[: -len(SUFFIX)]
        known = plain_name(name)
        shown = known if known in BY_NAME else quoted(name)
        sheet = read_sheet(name, file.read_bytes(), shown, problems)
        if sheet is not None:
            found.append(sheet)
    return tuple(found)


def read_sheet(name: str, content: bytes, shown: str, problems: Problems) -> RawSheet | None:
    """Read one file; ``shown`` is the sheet's name in problems. None: it cannot be read at all."""
    try:
        text = _decoded(content)
    except _EncodingError as refusal:
        problems.add(shown, None, None, refusal.sentence)
        return None
    separator, text = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    cells = ([_unguarded(cell) for cell in row] for row in reader)
    try:
        rows = within_bounds(name, cells, problems)
    except csv.Error:
        problems.add(shown, _broken_row(text, separator), None, say("import-bad-quotes"))
        return None
    return None if rows is None else RawSheet(name, rows)


class _EncodingError(ValueError):
    """Bytes that are no text; ``sentence`` says what to do."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(sentence.key)
        self.sentence = sentence


def _decoded(content: bytes) -> str:
    """Return the text: UTF-8 with or without its mark, UTF-16 with one, else Windows-1252.

    Excel's plain "CSV" is Windows-1252 in western Europe. Raises _EncodingError when it is none of
    these, or UTF-8 with something else in the midst.
    """
    if content.startswith(_UTF16_MARKS):
        encodings: tuple[str, ...] = ("utf-16",)
    elif content.startswith(_UTF8_MARK) or _UTF8_LETTER.search(content) is not None:
        encodings = ("utf-8-sig",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            if encodings == ("utf-8-sig",):
                line = content.count(b"\n", 0, error.start) + 1
                raise _EncodingError(say("import-stray-byte", line=str(line))) from error
            continue
        if "\0" not in text:
            return text
        break
    raise _EncodingError(say("import-bad-encoding"))


def _separator(text: str) -> tuple[str, str]:
    """Return what stands between the cells, and the text without Excel's own line about it."""
    told = re.match(r"sep=([;,\t])\r?\n", text)
    if told is not None:
        return told[1], text[told.end() :]
    header = text.lstrip("\r\n").partition("\n")[0]
    names = {column.name for sheet in SHEETS for column in sheet.columns}

    def fits(separator: str) -> tuple[int, int]:
        parts = [plain_name(part.strip().strip('"')) for part in header.split(separator)]
        return sum(part in names for part in parts), len(parts)

    return max(_SEPARATORS, key=fits), text


def _broken_row(text: str, separator: str) -> int:
    """Return the row at which the quotes go wrong."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    row = 0
    try:
        for _ in reader:
            row += 1
    except csv.Error:
        return row + 1
    return row


def _guarded(text: str) -> str:
    """Return the text with an apostrophe in front where a spreadsheet would run it."""
    return f"'{text}" if text[:1] in _GUARDED else text


def _unguarded(cell: str) -> Cell:
    if cell[:1] == "'" and cell[1:2] in _GUARDED and len(cell) > 1:
        return cell[1:]
    return cell


def write_sheet(sheet: Sheet, rows: Iterable[Sequence[Written]], language: Language) -> bytes:
    """Return a CSV file as Excel of the language's countries opens it with a double click."""
    english = language is Language.ENGLISH
    separator, mark = (",", ".") if english else (";", ",")
    lines = [separator.join(column.name for column in sheet.columns)]
    for row in rows:
        cells = (
            _written(cell, column.kind, mark)
            for cell, column in zip(row, sheet.columns, strict=True)
        )
        lines.append(separator.join(_quoted(cell, separator) for cell in cells))
    # The mark at the front is what tells Excel that this is UTF-8.
    return ("\n".join(lines) + "\n").encode("utf-8-sig")


def _written(cell: Written, kind: Kind, mark: str) -> str:
    match cell:
        case None:
            return ""
        case float():
            return plain_number(cell, mark)
        case date():
            return cell.isoformat()
        case str():
            return _guarded(cell) if kind in _WORDS else cell


def _quoted(cell: str, separator: str) -> str:
    plain = not set(cell) & {separator, '"', "\r", "\n"} and cell == cell.strip()
    return cell if plain else '"' + cell.replace('"', '""') + '"'


def write_folder(
    sheets: Mapping[str, Sequence[Sequence[Written]]], language: Language
) -> Mapping[str, bytes]:
    """Return the files of a folder by name, every sheet of the table among them."""
    return {
        f"{sheet.name}{SUFFIX}": write_sheet(sheet, sheets.get(sheet.name, ()), language)
        for sheet in SHEETS
    }
