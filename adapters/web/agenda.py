"""Lays lines of a rehearsal out by week, day and hour, for a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Final
from urllib.parse import quote

from adapters.web import limits
from adapters.web.clock import written_day, written_hour
from adapters.web.door import Speech
from dialogs.flows.ledger import fate_words, kind_words, reason_words
from dialogs.ledger import Foreseen
from dialogs.okr.week import Week
from dialogs.posts import PostKind, Recipient, ToChannel, ToPerson
from dialogs.text import Day, Text


@dataclass(frozen=True, slots=True)
class Receiver:
    """A person or a channel, with the address of the conversation."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """The receivers of one unit."""

    unit: str
    receivers: tuple[Receiver, ...]
    more: int
    """How many more there are than are named."""
    why: str
    """Empty where the group says it for all its rows."""


@dataclass(frozen=True, slots=True)
class Group:
    """What happens on a day at an hour, of one kind and with one fate."""

    hour: str
    iso: str
    kind: str
    label: str
    rows: tuple[Row, ...]
    count: int
    """How many receivers there are."""
    channels: bool
    """Whether they are channels."""
    moved: str
    """From which day a free one has moved it; empty if none has."""
    fate: str
    reason: str
    why: str
    """What holds for all rows of several; empty where each has its own."""
    folded: bool
    """Whether the rows are shown only when somebody asks."""


@dataclass(frozen=True, slots=True)
class DayOf:
    """One day on which something happens."""

    iso: str
    written: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class WeekOf:
    """One ISO week."""

    heading: str
    span: str
    days: tuple[DayOf, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Draws lines by week and day for one visitor."""

    speech: Speech
    base: str
    mine: str
    """The path of the person through whose eyes channels are seen."""
    unfolded: bool

    def weeks(self, lines: Iterable[Foreseen]) -> tuple[WeekOf, ...]:
        """Lay the lines out."""
        ordered = sorted(lines, key=_place)
        return tuple(
            self._week(week, list(those))
            for week, those in groupby(ordered, key=lambda line: Week.of(line.at.date()))
        )

    def _week(self, week: Week, lines: Sequence[Foreseen]) -> WeekOf:
        speech = self.speech
        return WeekOf(
            heading=speech("web-week", number=week.number),
            span=speech(
                "rehearsal-days",
                first=Day(week.monday, with_year=False),
                last=Day(week.sunday, with_year=False),
            ),
            days=tuple(
                DayOf(day.isoformat(), written_day(day, speech), self._groups(list(those)))
                for day, those in groupby(lines, key=lambda line: line.at.date())
            ),
        )

    def _groups(self, lines: Sequence[Foreseen]) -> tuple[Group, ...]:
        return tuple(self._group(list(those)) for _, those in groupby(lines, key=_alike))

    def _group(self, lines: Sequence[Foreseen]) -> Group:
        first, speech = lines[0], self.speech
        rows = tuple(self._row(list(those)) for _, those in groupby(lines, key=_unit))
        shared = rows[0].why if len(rows) > 1 and len({row.why for row in rows}) == 1 else ""
        return Group(
            hour=written_hour(first.at, speech),
            iso=first.at.isoformat(timespec="minutes"),
            kind=first.kind.value,
            label=self._drawn(kind_words(first.kind)),
            rows=tuple(replace(row, why="") for row in rows) if shared else rows,
            count=len({line.recipient for line in lines if line.recipient is not None}),
            channels=isinstance(first.recipient, ToChannel),
            moved=self._moved(first.moved_from),
            fate="" if first.fate is None else self._drawn(fate_words(first.fate)),
            reason="" if first.reason is None else self._drawn(reason_words(first.reason)),
            why=shared,
            folded=len(rows) > limits.ROWS_UNFOLDED and not self.unfolded,
        )

    def _drawn(self, text: Text) -> str:
        return self.speech.draw(text, self.speech.reader)

    def _moved(self, day: date | None) -> str:
        if day is None:
            return ""
        return self.speech("rehearsal-moved", day=written_day(day, self.speech))

    def _row(self, lines: Sequence[Foreseen]) -> Row:
        first = lines[0]
        named = {
            line.recipient: Receiver(line.name, self._href(line.recipient))
            for line in lines
            if line.recipient is not None
        }
        receivers = tuple(named.values())
        return Row(
            unit=first.unit_name,
            receivers=receivers[: limits.NAMES_IN_A_ROW],
            more=max(0, len(receivers) - limits.NAMES_IN_A_ROW),
            why=self._drawn(first.why),
        )

    def _href(self, recipient: Recipient) -> str:
        match recipient:
            case ToPerson(person):
                return f"{self.base}/as/{quote(person, safe='')}"
            case ToChannel(channel):
                return f"{self.mine}/in/{quote(channel, safe='')}"


KINDS: Final = tuple(PostKind)
"""In the order in which those of one hour stand."""


def _place(line: Foreseen) -> tuple[datetime, int, bool, str, str, str, str]:
    return *_alike(line), line.unit_name, line.name


def _alike(line: Foreseen) -> tuple[datetime, int, bool, str, str]:
    """Return what the lines of one group have in common; the hour is that on the wall."""
    fate = "" if line.fate is None else f"{line.fate}:{line.reason}"
    moved = "" if line.moved_from is None else line.moved_from.isoformat()
    hour = line.at.replace(tzinfo=None)
    return hour, KINDS.index(line.kind), line.fate is not None, fate, moved


def _unit(line: Foreseen) -> tuple[str, str]:
    return line.unit_name, line.unit
