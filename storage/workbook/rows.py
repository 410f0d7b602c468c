"""Reads one row: each cell by its column, each link held against its sheet, every problem noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from dialogs.okr.model import Language
from dialogs.text import Text, say
from storage.workbook import cells
from storage.workbook.cells import Cell, is_empty
from storage.workbook.grid import Grid, Row
from storage.workbook.problems import CellError, Problems, nearest, quoted
from storage.workbook.sheets import Sheet

T = TypeVar("T")

HINTED: Final = 200
"""Problems up to which the nearest right word is looked for: it takes long among thousands."""

Ids = Mapping[str, Mapping[str, int]]
"""For each sheet with ids: id -> the row where it stands first."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A sound row: where it stands and what it says."""

    row: int
    value: T


@dataclass(frozen=True, slots=True)
class Context:
    """What the reading of a row needs to know of the rest of the workbook."""

    problems: Problems
    ids: Ids
    language: Language
    """How numbers are written here."""


class RowReader:
    """Reads one row; notes every problem and stays ``sound`` only while there is none."""

    def __init__(self, context: Context, sheet: Sheet, row: Row) -> None:
        self.context = context
        self.sheet = sheet
        self.row = row
        self.sound = True

    def refuse(self, column: str | None, sentence: Text) -> None:
        """Note what is wrong with a cell, or with the row as a whole."""
        self.sound = False
        self.context.problems.add(self.sheet.name, self.row.number, column, sentence)

    def has(self, column: str) -> bool:
        """Say whether anything stands in the cell."""
        return not is_empty(self.row.cells.get(column))

    def may(self, column: str, read: Callable[[Cell], T]) -> T | None:
        """Read a cell that may be empty."""
        return self._read(column, read) if self.has(column) else None

    def _read(self, column: str, read: Callable[[Cell], T]) -> T | None:
        try:
            return read(self.row.cells.get(column))
        except CellError as refusal:
            self.refuse(column, refusal.sentence)
            return None

    def must(self, column: str, read: Callable[[Cell], T]) -> T | None:
        """Read a cell that must be filled; None, and no longer sound, where it cannot be read."""
        if column in self.row.cells and not self.has(column):
            self.refuse(column, say("import-cell-empty"))
        value = self.may(column, read)
        if value is None:
            self.sound = False
        return value

    def need(self, column: str, read: Callable[[Cell], T], instead: T) -> T:
        """Read a cell that must be filled; ``instead`` stands in where it cannot be read."""
        value = self.must(column, read)
        return instead if value is None else value

    def words(self, column: str) -> str:
        """Read words that must be there."""
        return self.need(column, cells.read_text, "")

    def note(self, column: str = "note") -> str:
        """Read words that may be absent."""
        # Spaces alone are words too: an export keeps them.
        return self._read(column, cells.read_text) or ""

    def link(self, column: str, sheet: str, stored: Collection[str] = ()) -> str | None:
        """Read an id of another sheet that may be absent; a stored one need not be on it."""
        return self.may(column, lambda cell: self._known(cell, sheet, stored))

    def must_link(self, column: str, sheet: str) -> str:
        """Read an id of another sheet that must be there."""
        return self.need(column, lambda cell: self._known(cell, sheet), "")

    def number(self, column: str) -> float | None:
        """Read a number; the sheet's scale may stand behind it."""
        cell = self.row.cells.get("scale")
        scale = cell.strip() if isinstance(cell, str) else ""
        return self.may(column, lambda cell: cells.number(cell, self.context.language, scale))

    def language(self) -> Language | None:
        """Read the language of a unit, a person or a forum."""
        return self.may("language", cells.choice(Language))

    def _known(self, cell: Cell, sheet: str, stored: Collection[str] = ()) -> str:
        text = cells.read_name(cell)
        known = self.context.ids.get(sheet, {})
        if text in known or text in stored:
            return text
        near = nearest(text, known) if len(self.context.problems) < HINTED else None
        tip = (
            say("import-did-you-mean", nearest=near)
            if near is not None
            else say("import-add-to-sheet", sheet=sheet)
        )
        raise CellError(say("import-unknown-id", text=quoted(text), sheet=sheet, hint=tip))


def entries(
    context: Context, grid: Grid | None, read: Callable[[RowReader], T]
) -> tuple[Entry[T], ...]:
    """Return the sound rows of a sheet; none where the workbook lacks it."""
    return tuple(_entries(context, grid, read)) if grid is not None else ()


def _entries(context: Context, grid: Grid, read: Callable[[RowReader], T]) -> Iterator[Entry[T]]:
    for row in grid.rows:
        reader = RowReader(context, grid.sheet, row)
        value = read(reader)
        if reader.sound:
            yield Entry(row.number, value)


class Places:
    """Counts places from 1 within whatever belongs together, in the order of the sheet."""

    def __init__(self) -> None:
        self._last: Counter[tuple[str, ...]] = Counter()

    def next(self, *within: str) -> int:
        """Return the next place."""
        self._last[within] += 1
        return self._last[within]
