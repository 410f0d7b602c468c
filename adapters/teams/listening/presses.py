"""Which press a press is: Teams may deliver one again under another name, half a minute later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from adapters.recent import Recent
from adapters.teams.listening.visit import Press, Visit
from dialogs.ports import TimeSource
from dialogs.views import Action

REMEMBERED: Final = timedelta(minutes=2)
"""How long the same button pressed once more by the same person is the same press."""
PEOPLE: Final = 20_000
"""People whose last press is remembered."""


@dataclass(frozen=True, slots=True)
class _Last:
    message: str
    action: Action
    delivery: str
    """The name under which it came for the first time."""
    at: datetime


class Presses:
    """Remembers what people have pressed last; each replica what came to it.

    Not what they pressed before that: whoever switches something off, on and off again means it.
    """

    def __init__(self, clock: TimeSource) -> None:
        """Remember nothing yet."""
        self._clock = clock
        self._last: Recent[tuple[str, str], _Last] = Recent(PEOPLE)

    def known(self, visit: Visit, press: Press) -> Visit:
        """Return a press under the name that it had when it came for the first time."""
        now, who = self._clock.now(), (visit.workspace, visit.user)
        last = self._last.get(who)
        if last is not None and (last.message, last.action) == (visit.message, press.action):
            if last.delivery == visit.delivery:
                return visit
            if timedelta() <= now - last.at < REMEMBERED:
                return replace(visit, delivery=last.delivery)
        self._last[who] = _Last(visit.message, press.action, visit.delivery, now)
        return visit

    def forget(self, visit: Visit) -> None:
        """Forget somebody's press: they have done something else, and what comes next is new."""
        self._last.forget((visit.workspace, visit.user))
