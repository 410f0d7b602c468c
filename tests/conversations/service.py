"""The service behind a stage: it is stopped and started again while people sit at their windows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from bot.application import Rytmi, assemble
from tests.conversations.stage import LOST, World
from tests.slack.clockwork import NEVER

Start = Callable[[AsyncExitStack], Awaitable[None]]
"""Puts a service together and serves it until what it was given is closed."""


class Service:
    """A running service on a world's database and clock."""

    def __init__(self, world: World, start: Start) -> None:
        self._world = world
        self._start = start
        self._running = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._start(self._running)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._running.aclose()

    async def restart(self) -> None:
        """Stop in good order, and start with nothing but what is in the database."""
        await self._running.aclose()
        await self._world.reopen()
        await self._start(self._running)


def assembled(world: World) -> Rytmi:
    """Return a Rytmi on a world's database and clock; its heart does not beat by itself."""
    return assemble(
        world.database,
        world.clock,
        every=NEVER,
        not_before=world.start,
        couriers={LOST: world.refusal},
    )
