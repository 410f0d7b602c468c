"""How far a key result has come: one sum for each kind of measure (DESIGN, "the sums")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never


class MeasureError(ValueError):
    """A measure that cannot be computed; ``reason`` is the key of the sentence that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Change:
    """From a start to a target: rising when the target is higher, falling when it is lower."""

    start: float
    target: float

    def __post_init__(self) -> None:
        if self.start == self.target:
            raise MeasureError("measure-start-is-target")


@dataclass(frozen=True, slots=True)
class KeepWithin:
    """Stay inside a band; one of the limits may be open (waiting time at most 14 days)."""

    low: float | None
    high: float | None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise MeasureError("measure-band-without-limits")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise MeasureError("measure-band-upside-down")

    def holds(self, value: float) -> bool:
        """Say whether the value lies inside; the limits belong to the band."""
        above = self.low is None or value >= self.low
        below = self.high is None or value <= self.high
        return above and below


@dataclass(frozen=True, slots=True)
class Milestones:
    """Done steps of all steps; at least one."""

    steps: int

    def __post_init__(self) -> None:
        if self.steps < 1:
            raise MeasureError("measure-no-milestones")


@dataclass(frozen=True, slots=True)
class YesNo:
    """One milestone: done or not."""


Measure = Change | KeepWithin | Milestones | YesNo


def progress(measure: Measure, values: Sequence[float]) -> float | None:
    """Return how far the key result has come; 1.0 is the target, None when nothing is answered.

    ``values`` are the cycle's answered weeks, oldest first, one value a week. A change and
    milestones look at the last value only and may lie below 0 or above 1; a band is the share of
    the answered weeks spent inside, so it lies in 0…1.
    """
    if not values:
        return None
    last = values[-1]
    match measure:
        case Change(start, target):
            return (last - start) / (target - start)
        case KeepWithin():
            return sum(measure.holds(value) for value in values) / len(values)
        case Milestones(steps):
            return last / steps
        case YesNo():
            return 1.0 if last >= 1 else 0.0
    assert_never(measure)


def held(share: float) -> float:
    """Hold a progress to 0…1, as an average must: one over-achiever cannot hide a failure."""
    return min(1.0, max(0.0, share))


def mean_progress(shares: Sequence[float]) -> float | None:
    """Return the mean of progresses, each held to 0…1; None when there are none."""
    if not shares:
        return None
    return sum(held(share) for share in shares) / len(shares)
