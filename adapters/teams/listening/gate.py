"""The address of the door: a request comes in, is let in or turned away, and is answered."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from aiohttp import web

from adapters.teams.counters import Counters
from adapters.teams.listening.lock import (
    Body,
    Foreign,
    Lock,
    Shut,
    TooLarge,
    TooSlow,
    Unproved,
    Unsigned,
)
from adapters.teams.listening.sdk import TeamsAdapter
from adapters.teams.listening.visit import Served
from dialogs.ports import TimeSource

MESSAGES: Final = "/api/messages"
WARN_EVERY: Final = timedelta(minutes=1)

Take = Callable[[Body], Awaitable[Served]]

log = logging.getLogger(__name__)


class Gate:
    """Stands between the server and the desk."""

    def __init__(
        self, lock: Lock, adapter: TeamsAdapter, take: Take, counters: Counters, clock: TimeSource
    ) -> None:
        self._lock = lock
        self._adapter = adapter
        self._take = take
        self._counters = counters
        self._clock = clock
        self._warned: datetime | None = None

    async def messages(self, request: web.Request) -> web.Response:
        """Answer a request."""
        served = Served()

        async def turn() -> None:
            nonlocal served
            self._lock.admit(knock.body)
            served = await self._take(knock.body)

        try:
            knock = await self._lock.open(request)
            await self._adapter.serve(knock, turn)
        except Shut as shut:
            return self._turned_away(shut)
        if served.body is None:
            return web.Response(status=served.status)
        written = json.dumps(served.body, ensure_ascii=False, separators=(",", ":"))
        return web.Response(
            status=served.status, text=written, content_type="application/json", charset="utf-8"
        )

    def _turned_away(self, shut: Shut) -> web.Response:
        self._counters.requests["http", shut.word] += 1
        now = self._clock.now()
        if self._warned is None or now - self._warned >= WARN_EVERY:
            self._warned = now
            log.warning(
                "a request was turned away at %s: %s. %s", MESSAGES, shut.word, _remedy(shut)
            )
        response = web.Response(status=shut.status, text=shut.word)
        if isinstance(shut, TooLarge | TooSlow):
            response.force_close()
        return response


def _remedy(shut: Shut) -> str:
    """Say what an operator can do about it, where Teams itself was turned away."""
    match shut:
        case Unproved():
            return "It is tried again."
        case Foreign():
            return "Where people of that tenant are to use Rytmi, put its id into TEAMS_TENANTS."
        case Unsigned():
            return "Where it came from Teams, look at MICROSOFT_APP_ID and this computer's clock."
        case _:
            return "It is nothing that Teams sends: somebody else has found the address."
