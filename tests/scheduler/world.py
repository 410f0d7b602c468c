"""A postman, his clock, and outboxes that a database or a machine lets down in some way."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogs.ports import (
    Claimed,
    Courier,
    Outbox,
)
from scheduler.postman import Postman
from tests.scheduler.mail import Mailbox, Platform
from tests.scheduler.support import Clock, utc

NOW = utc("2026-11-16 07:00")


@dataclass
class World:
    """One postman, his clock and the platform behind the page's door."""

    mail: Mailbox
    platform: Platform = field(default_factory=Platform)
    clock: Clock = field(default_factory=lambda: Clock(NOW))
    rests: list[float] = field(default_factory=list)
    postman: Postman = field(init=False)

    def __post_init__(self) -> None:
        self.postman = self.another("postman-1")

    def another(self, owner: str, outbox: Outbox | None = None, **given: Any) -> Postman:  # noqa: ANN401 - a postman's own
        """Return one more postman for the same outbox."""
        couriers: Mapping[str, Courier] = dict.fromkeys(("web", "slack"), self.platform)
        given = {"couriers": couriers, "chance": lambda: 0.0, "rest": self.rest, **given}
        return Postman(
            outbox or self.mail.outbox,
            clock=self.clock,
            owner=owner,
            steady=self.steady,
            **given,
        )

    def steady(self) -> float:
        """Count seconds as the clock does."""
        return self.clock.at.timestamp()

    async def rest(self, seconds: float) -> None:
        """Let so many seconds pass at once."""
        self.rests.append(seconds)
        await asyncio.sleep(0)
        self.clock.move(seconds=seconds)


class Veiled:
    """An outbox seen through something that goes wrong."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever an outbox has
        return getattr(self.outbox, name)


class Claims(Veiled):
    """An outbox that counts how often it is asked."""

    count = 0

    async def claim(self, *given: Any) -> Claimed:  # noqa: ANN401 - the port's own
        """Count, and claim."""
        self.count += 1
        return await self.outbox.claim(*given)


class Lame(Veiled):
    """An outbox whose first claim fails."""

    failed = False

    async def claim(self, *given: Any) -> Claimed:  # noqa: ANN401 - the port's own
        """Fail, or claim."""
        if not self.failed:
            self.failed = True
            raise OSError("the server closed the connection")
        return await self.outbox.claim(*given)
