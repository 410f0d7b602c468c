"""What goes wrong between an app and Teams: refusals, lost answers, and being told to slow down."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Final

Json = dict[str, Any]

PER_CONVERSATION: Final = {
    "send": ((7, 1), (8, 2), (60, 30), (1800, 3600)),
    "create": ((7, 1), (8, 2), (60, 30), (1800, 3600)),
    "members": ((14, 1), (16, 2), (120, 30), (3600, 3600)),
}
"""How many calls a bot has in one conversation, and in how many seconds."""
PER_TENANT: Final = ((50, 1),)
"""How many calls an app has in a tenant altogether."""
PER_GRAPH: Final = {"install": ((30, 1),), "read": ((130, 10),)}
"""Calls of Graph of an app in a tenant."""


class WrongError(Exception):
    """What Microsoft answers with an error."""

    def __init__(self, status: int, code: str, message: str = "") -> None:
        super().__init__(f"{status} {code}")
        self.status = int(status)
        self.code = code
        self.message = message or code


class TooManyError(WrongError):
    """The call came too soon after others; ``seconds``: how long to wait, 0: it is not said."""

    def __init__(self, seconds: float) -> None:
        super().__init__(HTTPStatus.TOO_MANY_REQUESTS, "TooManyRequests")
        self.seconds = math.ceil(seconds)


class Fault(StrEnum):
    """What happens to a call instead of an answer."""

    RESET_BEFORE = "reset before"
    RESET_AFTER = "reset after"
    """It is done, and the answer is lost."""
    GATEWAY_BEFORE = "502 before"
    GATEWAY_AFTER = "502 after"
    """It is done, and somebody in the middle says that it failed."""
    ERROR_BEFORE = "500 before"
    ERROR_AFTER = "500 after"
    NOT_JSON = "not json"
    """A page in place of an answer; nothing is done."""
    SLOW = "slow"
    """Nothing is done or answered before `Platform.release`."""
    SLOW_AFTER = "slow after"
    """It is done at once, and answered after `Platform.release`."""


DONE: Final = frozenset(
    {Fault.RESET_AFTER, Fault.GATEWAY_AFTER, Fault.ERROR_AFTER, Fault.SLOW_AFTER}
)
"""Faults of calls that were done nevertheless."""


@dataclass
class Trouble:
    """What the next calls of an operation meet."""

    what: Fault | WrongError
    left: int = 1
    tenant: str = ""
    """Empty: in all of them."""
    after: int = 0
    """How many calls pass before."""


@dataclass
class Call:
    """One call as it came, and what became of it."""

    at: datetime
    what: str
    """The operation: ``create``, ``post``, ``update``, ``delete``, ``members``, ``users`` …"""
    tenant: str
    conversation: str = ""
    body: Json = field(default_factory=dict)
    base: str = ""
    """The service address that it came to, such as ``/emea/TENANT``."""
    app: str = ""
    """Whose token it was; empty for one without a good token."""
    size: int = 0
    """Bytes of the body in UTF-16, as Teams counts them."""
    status: int = 0
    error: str = ""
    """Empty: it went well."""


Limits = tuple[tuple[int, int], ...]


@dataclass
class Allowance:
    """How much may be called, counted on the double's own clock."""

    strict: bool = True
    """False: nothing but `close` ever says too much."""
    says_when: bool = True
    """Whether Retry-After is told."""
    _calls: dict[tuple[str, str], deque[datetime]] = field(
        default_factory=lambda: defaultdict(deque)
    )
    _until: dict[str, datetime] = field(default_factory=dict)

    def close(self, where: str, until: datetime) -> None:
        """Take nothing in a tenant or a conversation until then."""
        self._until[where] = until

    def take(self, kind: str, where: str, limits: Limits, now: datetime) -> None:
        """Count a call; raise TooManyError where it is one too many."""
        held = self._until.get(where)
        if held is not None and held > now:
            raise self._too_many((held - now).total_seconds())
        if not self.strict:
            return
        recent = self._calls[kind, where]
        longest = timedelta(seconds=max(seconds for _, seconds in limits))
        while recent and recent[0] <= now - longest:
            recent.popleft()
        for most, seconds in limits:
            if len(recent) < most:
                continue
            free = recent[-most] + timedelta(seconds=seconds)
            if free > now:
                raise self._too_many((free - now).total_seconds())
        recent.append(now)

    def _too_many(self, seconds: float) -> TooManyError:
        return TooManyError(seconds if self.says_when else 0)
