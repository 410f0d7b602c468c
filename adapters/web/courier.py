"""Delivery to the page: the outbox keeps the messages, so a delivery only wakes the open pages.

A postman notes a delivery after `WebCourier.deliver` has returned, so a page that looked at once
would look too early. Pages therefore look when the bell rings, which it does shortly after a
delivery and whenever the postman calls `WebCourier.delivered`, and every couple of seconds anyway.
"""

from __future__ import annotations

import asyncio

from adapters.web import limits
from dialogs.ports import Absent, Delivered, Fate, Found, Pace, Repeat
from dialogs.posts import Parcel


class Bell:
    """Wakes whoever waits; counts its rings, so that none is missed between looking and waiting."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()
        self._soon: asyncio.TimerHandle | None = None
        self.rung = 0
        self.closed = False

    def ring(self) -> None:
        """Wake everyone who waits; to be called on the event loop."""
        self.rung += 1
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)

    def ring_soon(self, seconds: float) -> None:
        """Ring once after so many seconds; asking again meanwhile adds nothing."""
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_later(seconds, self._ring_now)

    def close(self) -> None:
        """Send everyone home, now and from now on."""
        self.closed = True
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        self.ring()

    async def wait(self, heard: int, seconds: float) -> None:
        """Wait until the bell has rung more than ``heard`` times, at most so many seconds."""
        if self.closed or self.rung != heard:
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            await asyncio.wait((waiter,), timeout=seconds)
        finally:
            self._waiting.discard(waiter)

    def _ring_now(self) -> None:
        self._soon = None
        self.ring()


class WebCourier:
    """Carries parcels to the page: every parcel arrives, under a name of our own."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell

    @property
    def repeat(self) -> Repeat:
        """Send it again: a message of the page is its row in the outbox, and that is there once."""
        return Repeat.SAFE

    @property
    def pace(self) -> Pace | None:
        """As much as comes."""
        return None

    async def deliver(self, parcel: Parcel) -> Fate:
        """Name the message; one that replaces another keeps the other's name."""
        self._bell.ring_soon(limits.SETTLING.total_seconds())
        return Delivered(parcel.replaces_reference or f"web-{parcel.id}")

    async def find(self, parcel: Parcel) -> Found:
        """Say that it is not there; nobody asks where sending again is safe."""
        del parcel
        return Absent()

    def delivered(self) -> None:
        """Wake the pages: what was delivered is now noted in the outbox."""
        self._bell.ring()
