"""What is wrong with a workbook: each problem with its place and what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from dialogs.text import Listing, Phrase, Text, Verbatim, say
from storage.workbook.characters import visible
from storage.workbook.sheets import SHEETS

_LONGEST_QUOTED: Final = 60
"""Characters of a cell that a sentence quotes."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a workbook that a person should look at."""

    sheet: str
    """Empty: the workbook as a whole."""
    row: int | None
    """As the person sees it in the sheet: the header is row 1. None: the sheet as a whole."""
    column: str | None
    """None: the row as a whole."""
    text: Text
    """What is wrong, and what would be right."""

    @property
    def line(self) -> Phrase:
        """The problem with its place in front, as one line of a report."""
        if not self.sheet:
            return say("import-in-workbook", text=self.text)
        if self.row is None and self.column is None:
            return say("import-in-sheet", sheet=self.sheet, text=self.text)
        if self.row is None:
            return say(
                "import-in-column", sheet=self.sheet, column=self.column or "", text=self.text
            )
        if self.column is None:
            return say("import-in-row", sheet=self.sheet, row=str(self.row), text=self.text)
        return say(
            "import-in-cell",
            sheet=self.sheet,
            row=str(self.row),
            column=self.column,
            text=self.text,
        )


class Problems:
    """Collects problems while a workbook is read, so that all of them are told at once."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def add(self, sheet: str, row: int | None, column: str | None, text: Text) -> None:
        """Note a problem; the same one twice is told once."""
        self._found[Problem(sheet, row, column, text)] = None

    def __bool__(self) -> bool:
        return bool(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def in_order(self) -> tuple[Problem, ...]:
        """Return the problems by sheet, row and column; the workbook's own come first."""
        sheets = {sheet.name: place for place, sheet in enumerate(SHEETS, start=1)}
        columns = {
            (sheet.name, column.name): place
            for sheet in SHEETS
            for place, column in enumerate(sheet.columns, start=1)
        }

        def place(problem: Problem) -> tuple[int, str, int, int]:
            return (
                sheets.get(problem.sheet, len(sheets) + 1) if problem.sheet else 0,
                problem.sheet,
                problem.row or 0,
                columns.get((problem.sheet, problem.column or ""), 0),
            )

        return tuple(sorted(self._found, key=place))


class CellError(ValueError):
    """A cell that cannot be taken; ``sentence`` says what is wrong and what would be right."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def nearest(written: str, right: Iterable[str]) -> str | None:
    """Return the right word that what was written comes closest to; None when none is close."""
    by_folded: dict[str, str] = {}
    for word in right:
        by_folded.setdefault(word.casefold(), word)
    found = get_close_matches(written.strip().casefold(), list(by_folded), n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def hint(written: str, right: Iterable[str]) -> Phrase:
    """Say what would be right: the nearest word, or all of them where none is near."""
    words = list(right)
    near = words[0] if len(words) == 1 else nearest(written, words)
    if near is not None:
        return say("import-did-you-mean", nearest=near)
    return say("import-right-are", choices=listing(words))


def listing(words: Iterable[str]) -> Listing:
    """Return words of the workbook as a list that each language joins in its own way."""
    return Listing(tuple(Verbatim(word) for word in words))


def quoted(text: str) -> str:
    """Return a cell's text as a sentence can carry it: on one line, and not too long."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= _LONGEST_QUOTED else f"{line[:_LONGEST_QUOTED]}…"
