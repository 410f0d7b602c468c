"""The sum of a unit: its own key results and all that hang below it, problems first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dialogs.okr.confidence import median_confidence
from dialogs.okr.measure import mean_progress
from dialogs.okr.model import KeyResultId, UnitId
from dialogs.okr.standing import Status
from dialogs.okr.week import Week

PROBLEMS_FIRST: Final = (Status.OFF_TRACK, Status.AT_RISK, Status.STALE, Status.NEW)
"""The order in which a review takes up what is not on track."""


@dataclass(frozen=True, slots=True)
class Line:
    """One key result as a roll-up needs it; titles and names are fetched only where shown."""

    key_result: KeyResultId
    unit: UnitId
    supports: KeyResultId | None
    status: Status
    progress: float | None
    expected: float | None
    confidence: float | None
    help_from: str = ""
    """The unit whose help the last answer asked for, if any."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a roll-up that the next digest is compared with."""

    on_track: int = 0
    at_risk: int = 0
    off_track: int = 0
    stale: int = 0
    new: int = 0
    progress: float | None = None
    """Mean over the answered key results, each held to 0…1."""
    paced: float | None = None
    """The same mean without bands: over the answered key results that have a pace."""
    expected: float | None = None
    """Mean of what was expected by now, over the very same key results as ``paced``."""
    confidence: float | None = None
    """Median over the key results with a fresh answer."""
    asked: int = 0
    """Answers asked for since the last digest."""
    answered: int = 0
    """Of those, the answers given."""

    @property
    def total(self) -> int:
        """All key results in the roll-up."""
        return self.on_track + self.at_risk + self.off_track + self.stale + self.new


@dataclass(frozen=True, slots=True)
class WeekPoint:
    """All key results of a roll-up in one week: a point of its picture."""

    week: Week
    progress: float | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class RollUp:
    """A unit's sum; ``problems`` are the worst first."""

    figures: Figures
    problems: tuple[Line, ...]


def below(parents: Mapping[UnitId, UnitId | None], top: UnitId) -> frozenset[UnitId]:
    """Return the unit and every unit below it in the tree (unit -> the unit above)."""
    children: defaultdict[UnitId, list[UnitId]] = defaultdict(list)
    for unit, parent in parents.items():
        if parent is not None:
            children[parent].append(unit)
    found: set[UnitId] = set()
    waiting = [top]
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += children[unit]
    return frozenset(found)


def above(parents: Mapping[UnitId, UnitId | None], unit: UnitId) -> list[UnitId]:
    """Return the units above one, nearest first."""
    found: list[UnitId] = []
    step = parents.get(unit)
    while step is not None:
        found.append(step)
        step = parents.get(step)
    return found


def scope(lines: Iterable[Line], units: frozenset[UnitId]) -> tuple[Line, ...]:
    """Return the lines of these units, and those that hang on them from elsewhere, each once.

    A key result of another branch belongs to the sum when it supports, directly or through
    others, one that is in it.
    """
    everything = list(lines)
    supporters: defaultdict[KeyResultId, list[Line]] = defaultdict(list)
    for line in everything:
        if line.supports is not None:
            supporters[line.supports].append(line)
    waiting = [line for line in everything if line.unit in units]
    found: dict[KeyResultId, Line] = {}
    while waiting:
        line = waiting.pop()
        if line.key_result not in found:
            found[line.key_result] = line
            waiting += supporters[line.key_result]
    return tuple(line for line in everything if line.key_result in found)


def scopes(
    lines: Iterable[Line], parents: Mapping[UnitId, UnitId | None], units: Iterable[UnitId]
) -> dict[UnitId, tuple[Line, ...]]:
    """Return the scope of each of the units and all below it, in one walk over the lines."""
    everything = list(lines)
    by_id = {line.key_result: line for line in everything}
    found: dict[UnitId, list[Line]] = {unit: [] for unit in units}
    homes: dict[UnitId, tuple[UnitId, ...]] = {}
    for line in everything:
        inside: set[UnitId] = set()
        walked: set[KeyResultId] = set()
        link: Line | None = line
        while link is not None and link.key_result not in walked:
            walked.add(link.key_result)
            if link.unit not in homes:
                way = [link.unit, *above(parents, link.unit)]
                homes[link.unit] = tuple(unit for unit in way if unit in found)
            inside.update(homes[link.unit])
            link = None if link.supports is None else by_id.get(link.supports)
        for unit in inside:
            found[unit].append(line)
    return {unit: tuple(inside) for unit, inside in found.items()}


def roll_up(lines: Sequence[Line], *, asked: int, answered: int) -> RollUp:
    """Sum up the lines of a scope; ``asked`` and ``answered`` count since the last digest.

    What was expected by now is compared with ``paced``: both are means over the key results that
    have a progress and a pace. A band has no pace, and who has not answered yet has no progress.
    """
    counts = Counter(line.status for line in lines)
    fresh = [line.confidence for line in lines if line.status not in {Status.STALE, Status.NEW}]
    pairs = [
        (line.progress, line.expected)
        for line in lines
        if line.progress is not None and line.expected is not None
    ]
    figures = Figures(
        on_track=counts[Status.ON_TRACK],
        at_risk=counts[Status.AT_RISK],
        off_track=counts[Status.OFF_TRACK],
        stale=counts[Status.STALE],
        new=counts[Status.NEW],
        progress=mean_progress([line.progress for line in lines if line.progress is not None]),
        paced=mean_progress([come for come, _ in pairs]),
        expected=sum(due for _, due in pairs) / len(pairs) if pairs else None,
        confidence=median_confidence(value for value in fresh if value is not None),
        asked=asked,
        answered=answered,
    )
    order = {name: place for place, name in enumerate(PROBLEMS_FIRST)}
    problems = sorted(
        (line for line in lines if line.status in order),
        key=lambda line: (
            order[line.status],
            line.confidence if line.confidence is not None else 0.0,
            line.progress if line.progress is not None else 0.0,
            line.key_result,
        ),
    )
    return RollUp(figures=figures, problems=tuple(problems))
