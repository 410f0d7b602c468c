"""How much is measured: in full, in a hurry, and just enough to see that a benchmark still runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Size:
    """The bounds of a run; a round measures each thing once, one after the other."""

    seconds: float
    """After so many no further round begins, on each database; a slow machine makes fewer."""
    rounds: int
    """Rounds of the answer path."""
    alone: int
    """Answers of a round that come one after the other."""
    crowd: int
    """Answers of a round that come side by side."""
    taken_apart: int
    """Answers that are taken apart to see where their time goes."""
    teams: int
    """Teams of the organisation that is rolled up, with five key results each."""
    weeks: int
    """Answered weeks of each of its key results."""
    digests: int
    """Digests of the organisation; a team's are ten times as many."""
    starts: int
    """Starts of the server; the demonstration starts once."""
    requests: int
    """Requests to a started server."""
    ticks: int
    """Idle ticks of the planner, and of the postman."""
    parcels: int
    """Messages that are claimed and marked, that fall due at once, and that are fanned out."""


FULL: Final = Size(
    seconds=20.0,
    rounds=5,
    alone=40,
    crowd=128,
    taken_apart=60,
    teams=10_000,
    weeks=26,
    digests=5,
    starts=5,
    requests=200,
    ticks=300,
    parcels=5_000,
)
QUICK: Final = Size(
    seconds=2.0,
    rounds=2,
    alone=12,
    crowd=64,
    taken_apart=10,
    teams=300,
    weeks=26,
    digests=2,
    starts=1,
    requests=30,
    ticks=30,
    parcels=1_000,
)
TINY: Final = Size(
    seconds=1.0,
    rounds=2,
    alone=2,
    crowd=4,
    taken_apart=2,
    teams=20,
    weeks=3,
    digests=1,
    starts=1,
    requests=4,
    ticks=3,
    parcels=60,
)
