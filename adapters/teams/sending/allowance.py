"""What Teams takes of a bot in one conversation, counted here so that it need not say no."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from typing import Final

WINDOWS: Final = ((7, 1), (8, 2), (60, 30), (1800, 3600))
"""So many messages in so many seconds, as Microsoft's page on rate limits says."""
LONGEST: Final = timedelta(seconds=WINDOWS[-1][1])
BRIEFLY: Final = timedelta(seconds=WINDOWS[1][1])
MOST: Final = 5_000
"""Conversations that are counted, before those that lie behind are left out."""

_Conversation = tuple[str, str]
"""A tenant, and the name of a user or a channel in it."""


class Allowance:
    """Counts what one process has sent; what others send too, Teams says."""

    def __init__(self) -> None:
        """Count from nothing."""
        self._sent: dict[_Conversation, deque[datetime]] = {}

    def wait(self, where: _Conversation, now: datetime) -> timedelta:
        """Return how long to wait before another message may go there; zero: not at all."""
        sent = self._sent.get(where)
        if not sent:
            return timedelta()
        wait = timedelta()
        for most, seconds in WINDOWS:
            if len(sent) >= most:
                # The one that must have left the window for another to have room in it.
                wait = max(wait, sent[-most] + timedelta(seconds=seconds) - now)
        return min(wait, LONGEST)

    def took(self, where: _Conversation, now: datetime) -> None:
        """Note that something has gone there."""
        if len(self._sent) >= MOST and where not in self._sent:
            since = now - BRIEFLY
            self._sent = {key: sent for key, sent in self._sent.items() if sent[-1] > since}
        self._sent.setdefault(where, deque(maxlen=WINDOWS[-1][0])).append(now)

    def is_busy(self, where: _Conversation, now: datetime) -> bool:
        """Say whether something else went there just now."""
        sent = self._sent.get(where)
        return sent is not None and timedelta() <= now - sent[-1] < BRIEFLY
