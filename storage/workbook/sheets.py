"""The table of sheets and columns: what an organisation's workbook holds, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dialogs.okr.model import Answering, Language, Length, Level, Role


class Kind(StrEnum):
    """What the cells of a column hold, and so how they are read, written and aligned."""

    TEXT = "text"
    """Somebody's own words, kept to the last space."""
    ID = "id"
    """A stable name; spaces around it are a slip and do not count."""
    CHOICE = "choice"
    NUMBER = "number"
    DAY = "day"
    CLOCK = "clock"
    INSTANT = "instant"
    WEEK = "week"
    YES_NO = "yes_no"


class MeasureKind(StrEnum):
    """The words of the column ``kind``."""

    CHANGE = "change"
    KEEP_WITHIN = "keep_within"
    MILESTONES = "milestones"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header and what stands below it."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    """True: the sheet must have the column, and each row a cell in it."""
    choices: tuple[str, ...] = ()


MOST_ROWS: Final = 100_000
"""Rows of a sheet, unless it says otherwise; the largest organisation has a tenth of it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook, or one CSV file of the folder."""

    name: str
    columns: tuple[Column, ...]
    required: bool = False
    most_rows: int | None = MOST_ROWS
    """With the header; None: any number."""

    def column(self, name: str) -> Column:
        """Return one of the sheet's columns; raise KeyError when it has none of that name."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def _id(name: str = "id") -> Column:
    return Column(name, Kind.ID, required=True)


def _link(name: str) -> Column:
    return Column(name, Kind.ID)


def _need(name: str, kind: Kind = Kind.TEXT, choices: tuple[str, ...] = ()) -> Column:
    return Column(name, kind, required=True, choices=choices)


_LANGUAGES: Final = tuple(Language)
_LANGUAGE: Final = Column("language", Kind.CHOICE, choices=_LANGUAGES)
_NOTE: Final = Column("note")
_ZONE: Final = _link("zone")

SHEETS: Final = (
    Sheet(
        "organisation",
        (
            _id(),
            _need("name"),
            _need("language", Kind.CHOICE, _LANGUAGES),
            _need("zone", Kind.ID),
            _need("country", Kind.ID),
        ),
        required=True,
    ),
    Sheet(
        "units",
        (
            _id(),
            _need("name"),
            _need("level", Kind.CHOICE, tuple(Level)),
            _link("parent"),
            Column("answering", Kind.CHOICE, choices=tuple(Answering)),
            _link("ask"),
            Column("ask_at", Kind.CLOCK),
            _LANGUAGE,
            _ZONE,
            _link("holidays"),
            Column("cycles", Kind.CHOICE, choices=tuple(Length)),
            Column("retro", Kind.NUMBER),
            _NOTE,
        ),
        required=True,
    ),
    Sheet(
        "people",
        (_id(), _need("name"), _link("email"), _LANGUAGE, _ZONE, _NOTE),
        required=True,
    ),
    Sheet(
        "memberships",
        (_id("person"), _id("unit"), _need("role", Kind.CHOICE, tuple(Role))),
        required=True,
    ),
    Sheet(
        "forums",
        (
            _id(),
            _id("unit"),
            _need("name"),
            _id("channel"),
            _link("cadence"),
            Column("at", Kind.CLOCK),
            _LANGUAGE,
            _NOTE,
        ),
    ),
    Sheet("meetings", (_id("forum"), _need("day", Kind.DAY))),
    Sheet(
        "breaks",
        (_id(), _need("first", Kind.DAY), _need("last", Kind.DAY), _link("unit"), _NOTE),
    ),
    Sheet("cycles", (_id(), _need("name"), _need("start", Kind.DAY), _need("end", Kind.DAY))),
    Sheet(
        "objectives",
        (_id(), _id("unit"), _id("cycle"), _need("title"), _NOTE, _link("continues")),
    ),
    Sheet(
        "key_results",
        (
            _id(),
            _id("objective"),
            _need("title"),
            _need("kind", Kind.CHOICE, tuple(MeasureKind)),
            Column("start", Kind.NUMBER),
            Column("target", Kind.NUMBER),
            Column("low", Kind.NUMBER),
            Column("high", Kind.NUMBER),
            Column("steps", Kind.NUMBER),
            Column("scale"),
            _link("owner"),
            _link("supports"),
            _NOTE,
            _link("continues"),
        ),
    ),
    Sheet(
        "tasks",
        (
            _id(),
            _need("title"),
            _link("unit"),
            _link("person"),
            _link("key_result"),
            Column("due", Kind.DAY),
            Column("done", Kind.YES_NO, choices=("yes", "no")),
            _NOTE,
        ),
    ),
    Sheet(
        "check_ins",
        (
            _id(),
            _id("key_result"),
            _need("week", Kind.WEEK),
            _id("person"),
            _need("at", Kind.INSTANT),
            Column("value", Kind.NUMBER),
            _need("confidence", Kind.NUMBER),
            Column("unchanged", Kind.YES_NO, choices=("yes", "no")),
            Column("comment"),
            Column("blocker"),
            _link("help_from"),
            _link("corrects"),
        ),
        most_rows=None,  # years of answers
    ),
)
"""Every sheet, in the order in which a workbook shows them."""

BY_NAME: Final[Mapping[str, Sheet]] = {sheet.name: sheet for sheet in SHEETS}


def plain_name(written: str) -> str:
    """Return a sheet's or column's name as the table has it: ``Key Results`` is ``key_results``."""
    return "_".join(written.replace("-", " ").lower().split())
