"""Token rotation: new credentials before the old ones end, one refresh at a time per workspace.

Slack's tokens last 12 hours. A refresh token works once, with a short grace, and two access tokens
are good at a time: who does not refresh goes on with the old one. The lease of `Chats` keeps the
replicas apart; it is short, so that where a process dies between Slack's answer and our commit,
another one asks again within the grace.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextvars import Context
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.codes import code_of
from adapters.slack.counters import Counters
from adapters.slack.door import Credentials
from adapters.slack.installing.vault import Vault
from adapters.slack.wire import Wire
from dialogs.chats import Chats, Workspace
from dialogs.ports import StoreUnavailableError, TimeSource

log = logging.getLogger(__name__)

EARLY: Final = timedelta(hours=2)
"""How long before its end a token is refreshed."""
LAST_MINUTE: Final = timedelta(minutes=1)
"""How close to its end a token is so unsure that a call waits for the new one."""
LEASE: Final = timedelta(seconds=20)
"""How long one may take to refresh; longer than one request may take, and no longer than needed."""
REST: Final = timedelta(minutes=1)
"""Wait after a refresh that failed, so that not each request tries again."""
WRITES: Final = 3
"""How often the commit of what Slack gave is tried."""
OTHERS: Final = 25
"""How often one looks whether another has done it, where the token has ended already."""
GLANCE: Final = 0.2
"""Seconds between two such looks."""

Rest = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Rotation:
    """Refreshes credentials, for one process of several."""

    chats: Chats
    vault: Vault
    credentials: Credentials
    clock: TimeSource
    wire: Wire
    counters: Counters
    owner: str
    """Names this process in leases."""
    rest: Rest = asyncio.sleep
    """Waits so many seconds."""

    async def refresh(self, workspace: Workspace) -> Workspace | None:
        """Refresh a workspace's credentials, or find that another one does; return what holds now.

        None: it is gone. The old credentials come back where nothing could be done.
        """
        now = self.clock.now()
        if not await self.chats.lease(workspace, self.owner, now, now + LEASE):
            self.counters.refreshes["left"] += 1
            return await self._others(workspace)
        fresh = await self._fetched(workspace)
        self.counters.refreshes["failed" if fresh is None else "renewed"] += 1
        if fresh is not None:
            await self._kept(workspace, *fresh)
        return await self._now(workspace)

    async def _others(self, workspace: Workspace) -> Workspace | None:
        """Go on with the old token while another process fetches the new one; wait if it ended."""
        for _ in range(OTHERS):
            found = await self._now(workspace)
            if found is None or found.version != workspace.version:
                return found
            if found.expires is None or found.expires > self.clock.now():
                return found
            await self.rest(GLANCE)
        return workspace

    async def _fetched(self, workspace: Workspace) -> tuple[Mapping[str, str], datetime] | None:
        secrets = self.vault.open(workspace.id, workspace.sealed)
        try:
            answer = await self.wire.grant(
                self.credentials,
                {"grant_type": "refresh_token", "refresh_token": secrets.get("refresh", "")},
            )
        except SlackApiError as error:
            # Where another one was quicker after a stopped process, its new token is there already.
            log.warning("no new token for workspace %s: %s", workspace.id, code_of(error))
            return None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("no new token for workspace %s: %s", workspace.id, type(error).__name__)
            return None
        token, refresh = answer.get("access_token"), answer.get("refresh_token")
        seconds = answer.get("expires_in")
        if not (isinstance(token, str) and isinstance(refresh, str) and isinstance(seconds, int)):
            log.error("Slack's answer for workspace %s has no new token in it", workspace.id)
            return None
        fresh = {**secrets, "token": token, "refresh": refresh}
        return fresh, self.clock.now() + timedelta(seconds=seconds)

    async def _kept(
        self, workspace: Workspace, secrets: Mapping[str, str], expires: datetime
    ) -> None:
        """Write down what Slack gave; it gives it only once."""
        sealed = self.vault.seal(workspace.id, secrets)
        for left in reversed(range(WRITES)):
            try:
                if not await self.chats.reseal(workspace, sealed, expires):
                    log.info("workspace %s was installed anew meanwhile", workspace.id)
            except StoreUnavailableError:
                if not left:
                    log.exception("the new token of workspace %s could not be kept", workspace.id)
                    return
                await self.rest(GLANCE)
            else:
                log.info("workspace %s has a new token until %s", workspace.id, expires)
                return

    async def _now(self, workspace: Workspace) -> Workspace | None:
        found = await self.chats.workspace(workspace.door, workspace.id)
        return found if found is not None and found.gone is None else None


class Refreshing:
    """The refreshes under way in this process: at most one for each workspace."""

    def __init__(
        self,
        rotation: Rotation | None,
        clock: TimeSource,
        hold: Callable[[str, Workspace | None], object],
    ) -> None:
        """``hold`` is given what holds of a workspace afterwards; without a rotation none ends."""
        self._rotation = rotation
        self._clock = clock
        self._hold = hold
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._tired: dict[str, datetime] = {}

    def begin(self, workspace: Workspace) -> asyncio.Task[None] | None:
        """Begin to refresh, or join in; None: it has just failed, and is not tried for a while."""
        under_way = self._under_way.get(workspace.id)
        if under_way is not None:
            return under_way
        tired = self._tired.get(workspace.id)
        if self._rotation is None or (tired is not None and tired > self._clock.now()):
            return None
        # A task with a context of its own: whoever gives up waiting does not end it, and what a
        # message asks before it leaves is not asked of this.
        loop = asyncio.get_running_loop()
        task = loop.create_task(self._refresh(self._rotation, workspace), context=Context())
        self._under_way[workspace.id] = task
        task.add_done_callback(lambda _: self._under_way.pop(workspace.id, None))
        return task

    async def wait(self, workspace: Workspace) -> None:
        """Refresh, and wait for it."""
        task = self.begin(workspace)
        if task is not None:
            await asyncio.shield(task)

    async def close(self) -> None:
        """Wait for those under way: Slack gives a token once."""
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def _refresh(self, rotation: Rotation, workspace: Workspace) -> None:
        try:
            found = await rotation.refresh(workspace)
        except Exception as error:  # noqa: BLE001 - the old token may serve for hours yet
            found = workspace
            log.error(  # noqa: TRY400 - what an error quotes may be secret
                "the token of workspace %s was not refreshed: %s",
                workspace.id,
                type(error).__name__,
            )
        if found is not None and found.version == workspace.version:
            self._tired[workspace.id] = self._clock.now() + REST
        else:
            self._tired.pop(workspace.id, None)
        self._hold(workspace.id, found)
