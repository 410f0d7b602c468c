"""A cycle's life in a unit: planned, active, looked back on, closed; people turn it, dates help."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import Final

from dialogs.okr.model import Cycle, CycleId, Length, Level, PersonId, Unit, UnitId
from dialogs.okr.standing import LAST_WORD


class Phase(StrEnum):
    """Where a cycle stands in a unit."""

    PLANNING = "planning"
    """Its goals are being set; nobody is asked about them."""
    ACTIVE = "active"
    """The unit is asked about its key results."""
    REVIEW = "review"
    """Nobody is asked any more; last values are taken, and the unit looks back."""
    CLOSED = "closed"
    """Nothing is taken any more."""


MAY_FOLLOW: Final[Mapping[Phase, frozenset[Phase]]] = {
    Phase.PLANNING: frozenset({Phase.ACTIVE, Phase.CLOSED}),
    Phase.ACTIVE: frozenset({Phase.REVIEW, Phase.CLOSED}),
    Phase.REVIEW: frozenset({Phase.ACTIVE, Phase.CLOSED}),
    Phase.CLOSED: frozenset({Phase.REVIEW}),
}
"""What people may make of a cycle; closed is reopened into review, and goes on from there."""

LENGTHS: Final[Mapping[Level, Length]] = {
    Level.ORGANISATION: Length.YEAR,
    Level.SECTOR: Length.YEAR,
    Level.RESULT_AREA: Length.QUARTER,
    Level.UNIT: Length.QUARTER,
    Level.TEAM: Length.QUARTER,
}
"""How long a unit's cycles are where neither it nor those above it say so, by level."""

MONTHS: Final[Mapping[Length, int]] = {
    Length.MONTH: 1,
    Length.QUARTER: 3,
    Length.TERTIAL: 4,
    Length.HALF: 6,
    Length.YEAR: 12,
}
BY_RETRO: Final = "retro"
"""The reason of a turn that publishing a retro has taken; words say it in the reader's language."""
_DAYS_OF_A_MONTH: Final = 30.44


_PART_FIRST: Final = re.compile(r"([QTH])\d([ /.-]+)\d{4}", re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(r"\d{4}([ /.-]+)([QTH])\d", re.IGNORECASE)
"""How people name a quarter, a tertial or a half."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody has turned a unit's cycle into another phase; turns are only ever added."""

    unit: UnitId
    cycle: CycleId
    number: int
    """Counts the turns of this unit's cycle from 1."""
    phase: Phase
    at: datetime
    """Aware, UTC."""
    by: PersonId
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """A cycle in which a unit has goals, or that somebody has turned there."""

    cycle: Cycle
    turn: Turn | None = None
    """The last one; None: dates alone decide."""


def length_of(cycle: Cycle) -> Length:
    """Return the length that a cycle comes nearest to; cycles of one length are of one rule."""
    months = ((cycle.end - cycle.start).days + 1) / _DAYS_OF_A_MONTH
    return min(MONTHS, key=lambda length: abs(MONTHS[length] - months))


def cycle_length(unit: Unit) -> Length:
    """Return how long a unit's own cycles are; the unit is resolved up the tree."""
    return unit.cycles if unit.cycles is not None else LENGTHS[unit.level]


def phases(lives: Sequence[Life], today: date) -> Mapping[CycleId, Phase]:
    """Return the phase of each of a unit's cycles on a day.

    Nobody need open a cycle whose goals came in a sheet: its dates do. One that a retro has begun
    stays in planning until somebody opens it. Of overlapping cycles of one length one is active at
    most: the one that was opened last, else the one that started last; the others are in review.
    """
    found = {
        each.cycle.id: alone(each.cycle, None if each.turn is None else each.turn.phase, today)
        for each in lives
    }
    rivals: dict[Length, list[Life]] = {}
    for each in lives:
        if found[each.cycle.id] is Phase.ACTIVE:
            rivals.setdefault(length_of(each.cycle), []).append(each)
    for several in rivals.values():
        foremost = max(several, key=_precedence)
        found |= {each.cycle.id: Phase.REVIEW for each in several if each is not foremost}
    return found


def alone(cycle: Cycle, turned: Phase | None, today: date) -> Phase:
    """Return the phase that a cycle has where no other of its length runs.

    ``turned`` is what people have made of it; None: its dates alone decide.
    """
    if turned is not None and turned is not Phase.ACTIVE:
        return turned
    if today < cycle.start:
        return Phase.PLANNING
    return Phase.ACTIVE if today <= cycle.end else Phase.REVIEW


def _precedence(life: Life) -> tuple[datetime, date, str]:
    opened = life.turn.at if life.turn is not None else _NEVER
    return opened, life.cycle.start, life.cycle.id


_NEVER: Final = datetime.min.replace(tzinfo=UTC)


def rivals(life: Life, lives: Iterable[Life], today: date) -> Sequence[Life]:
    """Return what stands in the way of opening a cycle: others of its length, in its days.

    Those that are active, or will be of themselves, on a day from today on that is one of the
    cycle's own; the first to start first.
    """
    first, last = max(life.cycle.start, today), life.cycle.end
    found = (
        each
        for each in lives
        if each.cycle.id != life.cycle.id
        and length_of(each.cycle) is length_of(life.cycle)
        and (each.turn is None or each.turn.phase is Phase.ACTIVE)
        and max(each.cycle.start, first) <= min(each.cycle.end, last)
    )
    return sorted(found, key=lambda each: (each.cycle.start, each.cycle.id))


def takes_answers(cycle: Cycle, phase: Phase, today: date) -> bool:
    """Say whether answers still land in a cycle: while it is active, and in review for two weeks.

    A cycle that was closed takes none, however recent its end.
    """
    match phase:
        case Phase.ACTIVE:
            return True
        case Phase.REVIEW:
            return today <= cycle.end + LAST_WORD
        case _:
            return False


def next_cycle(cycle: Cycle, length: Length, known: Iterable[Cycle]) -> Cycle:
    """Return the cycle that comes after one: of those known, else a new one of a length.

    A known one is next that begins within so many months; what lies further ahead is another's
    plan. A new one begins on the day after and ends with a whole number of months. It is named as
    its year and part are (``2027-Q1``), and a known cycle of that id keeps it for itself.
    """
    start = cycle.end + timedelta(days=1)
    end = _months_later(start, MONTHS[length]) - timedelta(days=1)
    cycles = list(known)
    later = [each for each in cycles if start <= each.start <= end and length_of(each) is length]
    if later:
        return min(later, key=lambda each: (each.start, each.id))
    name = cycle_name(start, length)
    taken = {each.id.casefold() for each in cycles}
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    free = next(each for each in names if each.casefold() not in taken)
    alike = _named_alike(cycle, name)
    known_names = {each.name.casefold() for each in cycles}
    shown = free if alike is None or alike.casefold() in known_names else alike
    return Cycle(CycleId(free), shown, start, end)


def _named_alike(cycle: Cycle, name: str) -> str | None:
    """Write the name of the next cycle as people wrote this one's: ``Q4 2026``, ``Q1 2027``.

    ``name`` is the next one's as Rytmi writes it. None: this one's name has no such form.
    """
    year, _, part = name.partition("-")
    if found := _PART_FIRST.fullmatch(cycle.name):
        letter, between = found.groups()
        return f"{letter}{part[1:]}{between}{year}" if letter.upper() == part[:1] else None
    if found := _YEAR_FIRST.fullmatch(cycle.name):
        between, letter = found.groups()
        return f"{year}{between}{letter}{part[1:]}" if letter.upper() == part[:1] else None
    return None


def _months_later(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(f"no day {months} months after {day}")


def cycle_name(start: date, length: Length) -> str:
    """Name a cycle by the year and part in which it starts: 2027, 2027-Q1, 2027-T2, 2027-03.

    Where cycles are made of whole weeks, one may start some days before its part of the year does.
    """
    day = start + _SOME_DAYS
    part = (day.month - 1) // MONTHS[length] + 1
    match length:
        case Length.YEAR:
            return str(day.year)
        case Length.HALF:
            return f"{day.year}-H{part}"
        case Length.TERTIAL:
            return f"{day.year}-T{part}"
        case Length.QUARTER:
            return f"{day.year}-Q{part}"
        case Length.MONTH:
            return f"{day.year}-{day.month:02}"


_SOME_DAYS: Final = timedelta(days=7)


def midpoint(cycle: Cycle) -> date:
    """Return the day at which half of a cycle has passed."""
    return cycle.start + (cycle.end - cycle.start) / 2
