"""The workspaces that Rytmi is installed in: whom each speaks for, and with which token."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.codes import EXPIRED, GONE, code_of, read
from adapters.slack.counters import Counters
from adapters.slack.door import NAME, Credentials
from adapters.slack.errors import GoneError, SealError
from adapters.slack.installing.keyring import Keyring, Known, Ready
from adapters.slack.installing.rotation import EARLY, LAST_MINUTE, Refreshing, Rest, Rotation
from adapters.slack.installing.vault import Vault
from adapters.slack.wire import Wire
from dialogs.chats import Chats, Workspace
from dialogs.ports import TimeSource

log = logging.getLogger(__name__)

FRESH: Final = timedelta(seconds=15)
"""How long one may go by what was read of a workspace; another replica may change it."""
UNKNOWN: Final = timedelta(seconds=2)
"""How long one may go by not having found it: it may just be installed."""
MOST: Final = 5_000
"""Workspaces that are held; each takes a few kilobytes."""
AGAIN: Final = 3
"""How often credentials are sealed anew that change meanwhile."""

Forget = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Held:
    """What was read of a workspace."""

    workspace: Workspace | None
    """None: it was not there."""
    ready: Ready | None
    """None: its credentials do not open."""
    read_at: datetime


class Workspaces:
    """Finds a workspace by the id of its installation, ``T…`` or, for a whole organisation, ``E…``.

    Inbound and background work use the same clients, so that both refresh tokens.
    """

    def __init__(
        self,
        chats: Chats,
        credentials: Credentials,
        clock: TimeSource,
        *,
        wire: Wire | None = None,
        counters: Counters | None = None,
        rest: Rest = asyncio.sleep,
    ) -> None:
        """Read nothing yet; ``rest`` waits so many seconds.

        Raises SetUpError where the keys for sealing tokens are no keys.
        """
        self.chats = chats
        self.credentials = credentials
        self.clock = clock
        self.wire = wire or Wire(credentials.api_url)
        self.counters = counters or Counters()
        self.keyring = Keyring(credentials, self.wire)
        self._refreshing = Refreshing(
            None if self.vault is None else self._rotation(self.vault, rest), clock, self._hold
        )
        self._held: dict[str, _Held] = {}
        self._asking: dict[str, asyncio.Lock] = {}
        self._hooks: list[Forget] = []

    @property
    def vault(self) -> Vault | None:
        """What seals the tokens; None: there is no key."""
        return self.keyring.vault

    # --- which there are --------------------------------------------------------------------------

    async def find(self, workspace_id: str) -> Workspace | None:
        """Return an installed workspace; None where it never was, or is gone.

        Its organisation is None as long as no operator has connected it with one.
        """
        return (await self._look(workspace_id)).workspace

    async def known(self, workspace_id: str) -> Known:
        """Return a workspace and what Rytmi is called there; raise as `client` does."""
        return (await self._good(workspace_id)).known

    async def install(self, workspace: Workspace, credentials: Mapping[str, str]) -> Workspace:
        """Note an installation by OAuth, and return what is known of it now.

        Raises SetUpError where there is no key to seal the credentials with.
        """
        now = self.clock.now()
        sealed = self.keyring.sealing().seal(
            workspace.id, {**credentials, "installed": now.isoformat()}
        )
        before = await self.chats.workspace(NAME, workspace.id)
        parts = workspace.parts or (before.parts if before is not None else ())
        given = replace(workspace, door=NAME, sealed=sealed, parts=parts)
        found = await self.chats.install(given, now)
        self.forget(workspace.id)
        return found

    async def grant(self, workspace_id: str, teams: Collection[str]) -> None:
        """Note that workspaces of an Enterprise organisation have let Rytmi in."""
        await self._set_parts(workspace_id, teams, frozenset())

    async def withdraw(self, workspace_id: str, teams: Collection[str]) -> None:
        """Note that workspaces of an Enterprise organisation have shut Rytmi out."""
        await self._set_parts(workspace_id, frozenset(), teams)

    async def gone(self, workspace_id: str, why: str, at: datetime | None = None) -> None:
        """Forget a workspace that has removed Rytmi; once more does nothing.

        ``at`` is when it was removed, aware, where Slack says so. Slack tells it again for a day:
        what was installed after that instant stays.
        """
        if at is not None:
            self.forget(workspace_id)
            ready = (await self._look(workspace_id)).ready
            if ready is not None and ready.installed is not None and ready.installed > at:
                log.info("workspace %s was installed anew after it was removed", workspace_id)
                return
        now = self.clock.now()
        removed = await self.chats.remove(NAME, workspace_id, now)
        self._held[workspace_id] = _Held(None, None, now)
        for forget in self._hooks:
            forget(workspace_id)
        if removed:
            log.warning("workspace %s has removed Rytmi: %s", workspace_id, why)

    def on_gone(self, forget: Forget) -> None:
        """Have somebody else forget too what they hold of a workspace that is gone."""
        self._hooks.append(forget)

    def forget(self, workspace_id: str) -> None:
        """Read a workspace again when it is asked for next."""
        self._held.pop(workspace_id, None)

    # --- speaking to them -------------------------------------------------------------------------

    async def client(self, workspace_id: str) -> AsyncWebClient:
        """Return a client with a token that is good now.

        It sends each request once, on the session that all of them share. Raises GoneError where
        Rytmi is not installed, and SealError where the token does not open.
        """
        return (await self._good(workspace_id)).client

    async def call(
        self, workspace_id: str, method: str, payload: Mapping[str, Any], *, form: bool = False
    ) -> AsyncSlackResponse:
        """Call a method of Slack's Web API; ``form``: as reading methods take their arguments.

        A token that has just ended is refreshed, and the call made again. Raises what `client`
        raises, GoneError too where Rytmi turns out to be removed, SlackApiError for any other
        "no", and aiohttp's errors.
        """
        ready = await self._good(workspace_id)
        try:
            return await self._counted(ready.client, method, payload, form=form)
        except SlackApiError as error:
            code = code_of(error)
            if code != EXPIRED and code not in GONE:
                raise
            other = await self._another(workspace_id, ready.client.token, code)
            if other is None:
                raise
        return await self._counted(other, method, payload, form=form)

    async def freshen(self) -> None:
        """Refresh all credentials that soon end, also where nothing is sent; every few minutes."""
        soon = self.clock.now() + EARLY
        for workspace in await self.chats.workspaces(NAME):
            if workspace.gone is None and workspace.expires and workspace.expires <= soon:
                await self._refreshing.wait(workspace)

    async def reseal(self) -> int:
        """Seal all credentials anew with the newest key, and return how many there were.

        Raises SealError where one opens with none of the keys, SetUpError where there is no key.
        """
        vault, done = self.keyring.sealing(), 0
        for listed in await self.chats.workspaces(NAME):
            workspace: Workspace | None = listed
            for _ in range(AGAIN):
                if workspace is None or workspace.gone is not None or not workspace.sealed:
                    break
                sealed = vault.reseal(workspace.id, workspace.sealed)
                if await self.chats.reseal(workspace, sealed, workspace.expires):
                    done += 1
                    break
                workspace = await self.chats.workspace(NAME, workspace.id)
            self.forget(listed.id)
        return done

    async def settled(self) -> None:
        """Wait for the refreshes under way."""
        await self._refreshing.close()

    async def close(self) -> None:
        """Finish the refreshes under way and let go of the connections."""
        await self.settled()
        await self.wire.close()

    # --- how --------------------------------------------------------------------------------------

    def _rotation(self, vault: Vault, rest: Rest) -> Rotation:
        owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        return Rotation(
            self.chats,
            vault,
            self.credentials,
            self.clock,
            self.wire,
            self.counters,
            owner,
            rest,
        )

    async def _counted(
        self, client: AsyncWebClient, method: str, payload: Mapping[str, Any], *, form: bool
    ) -> AsyncSlackResponse:
        try:
            answer = await _call(client, method, payload, form=form)
        except SlackApiError as error:
            said = read(error)
            self.counters.calls[method, said.code] += 1
            if said.throttled:
                self.counters.waits[method] += 1
                self.counters.waited[method] += round(said.retry_after)
            raise
        except (aiohttp.ClientError, TimeoutError, OSError):
            self.counters.calls[method, "no_answer"] += 1
            raise
        self.counters.calls[method, "ok"] += 1
        return answer

    async def _look(self, workspace_id: str) -> _Held:
        """Return what is held of a workspace, read anew where it is too old."""
        held = self._held.get(workspace_id)
        if held is not None:
            age = self.clock.now() - held.read_at
            if timedelta() <= age < (FRESH if held.workspace is not None else UNKNOWN):
                return held
        found = await self.chats.workspace(NAME, workspace_id)
        return self._hold(workspace_id, found)

    def _hold(self, workspace_id: str, found: Workspace | None) -> _Held:
        if found is not None and found.gone is not None:
            found = None
        before = self._held.get(workspace_id)
        ready = None
        if found is not None:
            ready = self.keyring.open(found, None if before is None else before.ready)
        if len(self._held) >= MOST:
            self._held.clear()
        held = _Held(found, ready, self.clock.now())
        self._held[workspace_id] = held
        return held

    async def _good(self, workspace_id: str) -> Ready:
        """Return a workspace with a token that is good now, as far as the clock can tell."""
        ready = await self._readied(workspace_id)
        workspace = ready.known.workspace
        if workspace.expires is None or self.keyring.is_own(workspace_id):
            return ready
        left = workspace.expires - self.clock.now()
        if left > EARLY:
            return ready
        if left > LAST_MINUTE:
            self._refreshing.begin(workspace)
            return ready
        await self._refreshing.wait(workspace)
        return await self._readied(workspace_id)

    async def _readied(self, workspace_id: str) -> Ready:
        held = await self._look(workspace_id)
        if held.workspace is None:
            raise GoneError(workspace_id, "it is not there, or was removed")
        if held.ready is None:
            raise SealError(f"the token of workspace {workspace_id} is not here, or does not open")
        return held.ready

    async def _another(
        self, workspace_id: str, token: str | None, code: str
    ) -> AsyncWebClient | None:
        """Return a client with another token than the refused one; None: there is none.

        Before a workspace is forgotten for a token that was refused, Slack is asked once more:
        what is forgotten must be installed and matched anew.
        """
        async with self._asking.setdefault(workspace_id, asyncio.Lock()):
            self.forget(workspace_id)
            ready = await self._good(workspace_id)
            if ready.client.token != token:
                return ready.client
            if code == EXPIRED:
                await self._refreshing.wait(ready.known.workspace)
                ready = await self._readied(workspace_id)
                return None if ready.client.token == token else ready.client
            try:
                await ready.client.auth_test()
            except SlackApiError as error:
                if code_of(error) in GONE:
                    await self.gone(workspace_id, code)
                    raise GoneError(workspace_id, code) from None
            except (aiohttp.ClientError, TimeoutError, OSError):
                log.info("workspace %s could not be asked whether it is gone", workspace_id)
            return None

    async def _set_parts(
        self, workspace_id: str, more: Collection[str], less: Collection[str]
    ) -> None:
        found = await self.chats.workspace(NAME, workspace_id)
        if found is None or found.gone is not None:
            return
        parts = (set(found.parts) | set(more)) - set(less)
        if parts != set(found.parts):
            await self.chats.set_parts(NAME, workspace_id, sorted(parts))
            self.forget(workspace_id)


async def _call(
    client: AsyncWebClient, method: str, payload: Mapping[str, Any], *, form: bool
) -> AsyncSlackResponse:
    if not form:
        return await client.api_call(method, json=dict(payload))
    written = {name: _written(value) for name, value in payload.items() if value is not None}
    return await client.api_call(method, data=written)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
