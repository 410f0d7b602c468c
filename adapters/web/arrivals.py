"""What a move of the clock has brought: how many messages of which kind, and to which places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from adapters.web import limits
from dialogs.okr.model import OrganisationId
from dialogs.posts import Parcel, PostKind, Recipient, ToChannel

COUNTED: Final = (
    PostKind.PROMPT,
    PostKind.REMINDER,
    PostKind.DIGEST,
    PostKind.RETRO,
    PostKind.OPENING,
    PostKind.CHANGES,
    PostKind.NOTICE,
)
"""What the clock brings, in the order in which it is told; receipts follow from answers."""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What has come to one organisation."""

    counts: tuple[tuple[PostKind, int], ...]
    places: tuple[Recipient, ...]
    """Where, channels first, each once, the newest first."""


class Arrivals:
    """Counts what is delivered while the clock moves, until it moves again."""

    def __init__(self) -> None:
        self._counting = False
        self._ended: datetime | None = None
        self._counts: dict[OrganisationId, Counter[PostKind]] = {}
        self._places: dict[OrganisationId, dict[Recipient, None]] = {}

    def begin(self) -> None:
        """Forget what has come: the clock begins to move."""
        self._counting = True
        self._counts.clear()
        self._places.clear()

    def end(self, now: datetime) -> None:
        """Count no more: the clock stands where it should, at this instant."""
        self._counting = False
        self._ended = now

    def note(self, parcel: Parcel) -> None:
        """Count a message that has been delivered."""
        post = parcel.post
        if not self._counting or post.kind not in COUNTED:
            return
        self._counts.setdefault(parcel.organisation, Counter())[post.kind] += 1
        places = self._places.setdefault(parcel.organisation, {})
        places.pop(post.recipient, None)
        places[post.recipient] = None

    def of(self, organisation: OrganisationId, now: datetime) -> Harvest | None:
        """Return what the clock's last move has brought; None before its first, and a while on."""
        if self._ended is None or now - self._ended > limits.HARVEST_SHOWN:
            return None
        counts = self._counts.get(organisation, Counter())
        newest: Sequence[Recipient] = [*self._places.get(organisation, ())][::-1]
        return Harvest(
            tuple((kind, counts[kind]) for kind in COUNTED if counts[kind]),
            tuple(sorted(newest, key=lambda place: not isinstance(place, ToChannel))),
        )
