"""The tokens that Rytmi shows at Microsoft: fetched one at a time, and held while they are good."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from adapters.teams.counters import Counters
from adapters.teams.door import AppType, Credentials
from adapters.teams.errors import SetUpError
from adapters.teams.sending.login import EVERYONES, Grant, Login, MicrosoftLogin
from dialogs.ports import TimeSource

log = logging.getLogger(__name__)

EARLY: Final = timedelta(minutes=10)
"""How long before its end a token is renewed, while the old one is still used."""
LAST: Final = timedelta(minutes=1)
"""How long before its end a token is used no more."""
REST: Final = timedelta(seconds=5)
"""For how long a failure is told again before Microsoft is asked again: many ask at once."""

_Key = tuple[str, str]
"""A tenant and a scope."""


@dataclass(frozen=True, slots=True)
class _Held:
    grant: Grant
    ends: datetime


@dataclass(frozen=True, slots=True)
class _Failed:
    error: SetUpError
    until: datetime


class Tokens:
    """Knows a good token for each tenant and scope."""

    def __init__(
        self,
        credentials: Credentials,
        clock: TimeSource,
        counters: Counters,
        *,
        login: Login | None = None,
    ) -> None:
        """Fetch nothing yet; ``login`` is asked on a thread."""
        self._credentials = credentials
        self._clock = clock
        self._counters = counters
        self._login = login or MicrosoftLogin(credentials)
        self._held: dict[_Key, _Held] = {}
        self._failed: dict[_Key, _Failed] = {}
        self._under_way: dict[_Key, asyncio.Task[Grant]] = {}

    async def connector(self) -> str:
        """Return the token for the connector; empty in development, where there is no app.

        Raises SetUpError where Microsoft gives none, UnreachedError where it does not answer.
        """
        own = self._credentials
        if not own.app_id:
            return ""
        everyones = own.app_type is AppType.MULTI_TENANT
        return await self._good((EVERYONES if everyones else own.tenant, own.cloud.scope))

    async def graph(self, tenant: str) -> str:
        """Return the token for Microsoft Graph in a tenant; raise as `connector` does."""
        return await self._good((tenant, f"{self._credentials.cloud.graph}/.default"))

    def forget(self, token: str) -> None:
        """Fetch another one than this next time: it was refused."""
        for key in [key for key, held in self._held.items() if held.grant.token == token]:
            del self._held[key]

    async def close(self) -> None:
        """Wait for what is under way: a thread cannot be called back."""
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def _good(self, key: _Key) -> str:
        held, now = self._held.get(key), self._clock.now()
        left = timedelta() if held is None else held.ends - now
        if held is not None and left > EARLY:
            return held.grant.token
        failed = self._failed.get(key)
        resting = failed is not None and failed.until > now
        if held is not None and left > LAST:
            if not resting:
                self._fetching(key)
            return held.grant.token
        if failed is not None and resting:
            raise failed.error
        # Whoever waits may be in a hurry; the fetching goes on for the others.
        return (await asyncio.shield(self._fetching(key))).token

    def _fetching(self, key: _Key) -> asyncio.Task[Grant]:
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(self._fetched(key))
            self._under_way[key] = task
            task.add_done_callback(lambda done: self._is_done(key, done))
        return task

    async def _fetched(self, key: _Key) -> Grant:
        try:
            grant = await asyncio.to_thread(self._login.fetch, *key)
        except SetUpError as error:
            self._counters.tokens["failed"] += 1
            self._failed[key] = _Failed(error, self._clock.now() + REST)
            raise
        self._counters.tokens["fetched"] += 1
        self._failed.pop(key, None)
        self._held[key] = _Held(grant, self._clock.now() + timedelta(seconds=grant.seconds))
        return grant

    def _is_done(self, key: _Key, task: asyncio.Task[Grant]) -> None:
        self._under_way.pop(key, None)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.warning("no token from Microsoft: %s", error)
