"""Says what goes back beside a response, and tells in a word what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, assert_never

import aiohttp

from adapters.recent import Recent
from adapters.teams.codes import AWAY, BUSY, CROSSED, NOT_THERE
from adapters.teams.errors import AddressError, ConnectorError, SetUpError, TeamsDoorError
from adapters.teams.listening.answers import Change, Say, Step
from adapters.teams.listening.visit import Visit
from adapters.teams.sending.connector import Connector

SAID: Final = "ok"
UNSURE: Final = "no_answer"
"""The request went out, and nobody knows what came of it."""
TRIES: Final = 3
"""How often something is said that Teams has no ear for yet."""
UNNAMED_REST: Final = 2.0
"""Seconds until it is tried again where Teams does not say."""
LONGEST_REST: Final = 15.0
"""Seconds that it is worth waiting; after a longer time the person has asked again."""

Rest = Callable[[float], Awaitable[None]]


class Mouth:
    """One for all tenants."""

    def __init__(self, connector: Connector, *, rest: Rest = asyncio.sleep) -> None:
        """``rest`` waits so many seconds."""
        self._connector = connector
        self._rest = rest
        self._told: Recent[str, None] = Recent(5_000)

    async def say(self, step: Step, visit: Visit, name: str) -> str:
        """Do it once, and return `SAID`, `UNSURE`, or Microsoft's word for what went wrong.

        ``name`` is the same for what is the same answer.
        The answer to something that is delivered once more is not said again: it would stand
        there twice, or take the place of what has come there since.
        """
        if name in self._told:
            return SAID
        self._told[name] = None
        for tried in range(1, TRIES + 1):
            try:
                await self._do(step, visit)
            except ConnectorError as error:
                rest = error.retry_after or UNNAMED_REST
                if _passes(error, step) and tried < TRIES and rest <= LONGEST_REST:
                    await self._rest(rest)
                    continue
                self._told.forget(name)
                return error.code or f"http_{error.status}"
            except (AddressError, SetUpError) as error:
                # Nothing has left: where it is delivered once more, it may be said yet.
                self._told.forget(name)
                return "foreign_address" if isinstance(error, AddressError) else "no_token"
            except (TeamsDoorError, aiohttp.ClientError, TimeoutError, OSError):
                return UNSURE
            break
        return SAID

    async def _do(self, step: Step, visit: Visit) -> None:
        connector = self._connector
        match step:
            case Say(activity):
                await connector.send(visit.service, visit.conversation, activity)
            case Change(activity):
                try:
                    await connector.update(
                        visit.service, visit.conversation, visit.message, activity
                    )
                except ConnectorError as error:
                    if error.status != NOT_THERE:
                        raise
                    # The card is gone; what it led to is not.
                    await connector.send(visit.service, visit.conversation, activity)
            case _:
                assert_never(step)


def _passes(error: ConnectorError, step: Step) -> bool:
    """Say whether it is worth another try: nothing was done, or done again it is the same."""
    if error.status in {BUSY, CROSSED}:
        return True
    return isinstance(step, Change) and error.status in AWAY
