"""What goes wrong between an app and Slack: errors, lost answers, and being told to slow down."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

Json = dict[str, Any]

TIERS: Final = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute, of each method in each workspace."""
POSTS_A_MINUTE: Final = 600
"""Slack says "several hundred"; a workspace's own allowance for new messages."""


class WrongError(Exception):
    """What the Web API answers with ``ok: false``."""

    def __init__(self, error: str, **more: Any) -> None:  # noqa: ANN401 - what JSON can hold
        super().__init__(error)
        self.error = error
        self.more = more


class TooManyError(Exception):
    """The call came too soon after others."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = max(1, math.ceil(seconds))


class Fault(StrEnum):
    """What happens to a call instead of an answer."""

    RESET_BEFORE = "reset before"
    RESET_AFTER = "reset after"
    """It is done, and the answer is lost."""
    ERROR_BEFORE = "error before"
    ERROR_AFTER = "error after"
    NOT_JSON = "not json"
    """A page in place of an answer, as a proxy in the middle sends one; nothing is done."""


DONE: Final = frozenset({Fault.RESET_AFTER, Fault.ERROR_AFTER})
"""Faults of calls that were done nevertheless."""


@dataclass
class Trouble:
    """What the next calls of a method meet."""

    what: Fault | str
    """A fault, or the error of an answer that says no."""
    left: int = 1
    workspace: str = ""
    """Empty: in all of them."""
    after: int = 0
    """How many calls pass before."""


@dataclass
class Call:
    """One call as it came, and what became of it."""

    at: datetime
    method: str
    owner: str
    """Whose token it was; empty for one without a good token."""
    args: Json
    status: int = 0
    error: str = ""
    """Empty: it went well."""


@dataclass
class Allowance:
    """How much may be called, counted on the double's own clock."""

    strict: bool = True
    """False: nothing but `Platform.throttle` ever says too much."""
    burst: int = 1
    """How many messages a channel takes at once after a rest; then one a second."""
    scale: float = 1.0
    """How many times the real allowance each tier is."""
    _calls: dict[tuple[str, str], list[datetime]] = field(default_factory=lambda: defaultdict(list))
    _room: dict[tuple[str, str], tuple[float, datetime]] = field(default_factory=dict)
    _until: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def close(self, owner: str, method: str, until: datetime) -> None:
        """Take nothing of a method in a workspace until then."""
        self._until[owner, method] = until

    def take(self, owner: str, method: str, tier: int, now: datetime) -> None:
        """Count a call; raise TooManyError where it is one too many."""
        held = self._until.get((owner, method))
        if held is not None and held > now:
            raise TooManyError((held - now).total_seconds())
        if not self.strict:
            return
        most = math.floor(self.scale * (TIERS.get(tier) or POSTS_A_MINUTE))
        minute = now - timedelta(minutes=1)
        recent = [at for at in self._calls[owner, method] if at > minute]
        self._calls[owner, method] = recent
        if len(recent) >= most:
            raise TooManyError((recent[0] - minute).total_seconds())
        recent.append(now)

    def post(self, owner: str, channel: str, now: datetime) -> None:
        """Count a message in a channel; raise TooManyError where it comes too soon."""
        if not self.strict:
            return
        left, at = self._room.get((owner, channel), (float(self.burst), now))
        left = min(float(self.burst), left + (now - at).total_seconds())
        self._room[owner, channel] = left, now
        if left < 1:
            raise TooManyError(1 - left)
        self._room[owner, channel] = left - 1, now
