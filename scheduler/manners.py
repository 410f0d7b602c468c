"""How a postman works: his patience, his waits between tries, and what he counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dialogs.posts import Parcel

BACK_OFF: Final = (
    timedelta(seconds=5),
    timedelta(seconds=15),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=2),
)
"""Wait after each try that the platform did not take and named no time for; jitter comes on top."""

JITTER: Final = 0.25
"""The share of a wait that is added at random at most: what failed together shall not return so."""

LONGEST_WAIT: Final = timedelta(days=1)
"""No platform's "try again later" is taken for longer than this."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How a postman works; ``lease`` is at least three times ``patience``."""

    at_once: int = 50
    """Conversations of one lane that are delivered to side by side, and most claimed at once."""
    lanes: int = 1000
    """Lanes that are looked after at once; each that sends waits for its own platform only."""
    patience: timedelta = timedelta(seconds=10)
    """How long a courier may take; then nobody knows whether the parcel arrived."""
    lease: timedelta = timedelta(seconds=60)
    """How long claimed parcels belong to this postman."""
    idle: timedelta = timedelta(seconds=2)
    """How often an outbox is looked at that nobody has called about."""
    called: timedelta = timedelta(milliseconds=50)
    """How long calls may come together before the outbox is looked at: one look is for them all."""
    gather: timedelta = timedelta(milliseconds=250)
    """How long a lane may let what its pace allows come together, to claim it at once."""
    watch: timedelta = timedelta(minutes=1)
    """How often the backlog is measured and failures are looked for that nobody was told of."""
    back_off: tuple[timedelta, ...] = BACK_OFF

    def __post_init__(self) -> None:
        if self.lease < 3 * self.patience:
            raise ValueError(
                f"a lease of {self.lease} is too short for couriers of {self.patience}"
            )

    @property
    def last_try(self) -> int:
        """After how many tries a parcel may be given up.

        It is given up when it has had its tries *and* the age of `give_up_after`. Neither alone
        would be fair: a throttled workspace uses up tries in minutes without anything being wrong,
        and after downtime a first try may be old.
        """
        return len(self.back_off) + 1

    @property
    def give_up_after(self) -> timedelta:
        """How old a parcel must be to be given up."""
        return sum(self.back_off, timedelta())

    def next_try(
        self, parcel: Parcel, seconds: float, now: datetime, chance: Callable[[], float]
    ) -> datetime | None:
        """Return when a parcel is tried again; None: it is given up.

        ``seconds`` is what the platform asked for, 0 where it named no time.
        """
        if parcel.attempt >= self.last_try and now - parcel.post.at >= self.give_up_after:
            return None
        if seconds > 0:
            return now + min(timedelta(seconds=seconds), LONGEST_WAIT)
        wait = self.back_off[min(parcel.attempt, len(self.back_off)) - 1]
        return now + wait * (1 + JITTER * chance())


@dataclass(slots=True)
class Counters:
    """What a postman has done since its start; what stands last is now."""

    claimed: int = 0
    sent: int = 0
    later: int = 0
    """Not taken by the platform, and to be tried again."""
    doubted: int = 0
    """Sent without an answer, and to be looked up or tried again."""
    looked_up: int = 0
    """Asked for on the platform, because they may have arrived."""
    failed: int = 0
    uncertain: int = 0
    stale: int = 0
    """Held up until they were of no use, and not sent."""
    postponed: int = 0
    """Held up past their receivers' hours, and waiting for the next ones."""
    returned: int = 0
    """Given back untried: the postman stopped, or was stopped."""
    lost: int = 0
    """Marks refused because the lease had ended and another postman has the parcel."""
    held: int = 0
    """Rests that platforms have asked of whole lanes."""
    told: int = 0
    """Failures that somebody has been told of."""
    errors: int = 0
    """Drains and marks that failed with an exception; the leases end by themselves."""
    in_hand: int = 0
    """Now: parcels being delivered."""
    lanes: int = 0
    """Now: lanes being looked after."""
    lanes_held: int = 0
    """When last measured: lanes with something to send that must rest."""
    waited: float = 0.0
    """When last measured: seconds for which the oldest message that is due had waited."""


NOW: Final = frozenset({"in_hand", "lanes", "lanes_held", "waited"})
"""Counters that go up and down."""
