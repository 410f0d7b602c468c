"""The team's estimate, 1 to 10, of how likely it is to reach a key result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Final

LOWEST: Final = 1
HIGHEST: Final = 10
WIDE_SPREAD: Final = 4
"""Points between the lowest and the highest answer from which the team should talk about it."""


class Band(StrEnum):
    """What a confidence says about a key result."""

    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    ON_TRACK = "on_track"


BANDS: Final[tuple[tuple[float, Band], ...]] = (
    (4, Band.OFF_TRACK),
    (7, Band.AT_RISK),
    (HIGHEST + 1, Band.ON_TRACK),
)
"""Each band with the confidence at which the next one begins: 1-3, 4-6, 7-10."""


def band(confidence: float) -> Band:
    """Return the band of a confidence (1 to 10; a median may lie between whole numbers).

    Raises:
        ValueError: the confidence lies outside 1 to 10.
    """
    if LOWEST <= confidence <= HIGHEST:
        for above, name in BANDS:
            if confidence < above:
                return name
    raise ValueError(f"a confidence lies between {LOWEST} and {HIGHEST}, not at {confidence}")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What several people's confidences say together; no name is in it."""

    median: float
    low: int
    high: int
    answers: int

    @property
    def spread(self) -> int:
        """Points between the lowest and the highest answer."""
        return self.high - self.low

    @property
    def wide(self) -> bool:
        """Whether the answers lie so far apart that the team should talk about it."""
        return self.spread >= WIDE_SPREAD


def opinion(confidences: Sequence[int]) -> Opinion:
    """Sum up the answers, at least one; the team's value is their median."""
    return Opinion(
        median=float(median(confidences)),
        low=min(confidences),
        high=max(confidences),
        answers=len(confidences),
    )


def median_confidence(confidences: Iterable[float]) -> float | None:
    """Return the median of many key results' confidences; None when there are none."""
    return median_of_counts(Counter(confidences))


def median_of_counts(counts: Mapping[float, int]) -> float | None:
    """Return the median of a histogram (confidence -> how many); None when it is empty."""
    total = sum(counts.values())
    if total == 0:
        return None
    lower, upper = (total - 1) // 2, total // 2
    found: list[float] = []
    seen = 0
    for value in sorted(counts):
        before, seen = seen, seen + counts[value]
        found += [value for place in (lower, upper) if before <= place < seen]
    return sum(found) / 2
