"""Microsoft Graph, as far as an administrator lets Rytmi use it: users, and installing itself.

It needs ``User.Read.All`` to read users, and ``TeamsAppInstallation.ReadWriteSelfForUser.All`` to
be installed for them. Nothing here is called unless TEAMS_GRAPH is switched on.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from enum import StrEnum
from typing import Final
from urllib.parse import quote

import aiohttp

from adapters.teams.codes import AWAY, BUSY, FORBIDDEN, UNAUTHORIZED
from adapters.teams.door import TeamsDoor
from adapters.teams.errors import AddressError, ConnectorError, SetUpError
from adapters.teams.sending.tokens import Tokens
from adapters.teams.wire import Call, Json, Wire

log = logging.getLogger(__name__)

PAGE: Final = 999
"""Users of a page, as many as Graph gives."""
PAGES: Final = 2_000
"""Pages of a list at most: an address that goes round in a circle ends."""
PATIENCE: Final = 10
"""How often in a row one thing is asked for again."""
LONGEST_REST: Final = 120.0
"""Seconds that one waits for an answer; where Graph asks for more, it is asked another time."""
UNNAMED_REST: Final = 10.0
"""Seconds to wait where Graph did not say how many."""
CONFLICT: Final = 409
DENIED: Final = "Authorization_RequestDenied"
"""An administrator has not agreed; any other no is for one user."""

Rest = Callable[[float], Awaitable[None]]
"""Waits so many seconds."""


class Installed(StrEnum):
    """What became of an installation."""

    NEW = "new"
    ALREADY = "already"
    """It was there before."""


class Graph:
    """Speaks with Graph in the name of the app; one for all tenants.

    Calls raise SetUpError where an administrator has not agreed to what is asked, or there is no
    token; ConnectorError for any other no, and aiohttp's errors.
    """

    def __init__(
        self, door: TeamsDoor, wire: Wire, tokens: Tokens, *, rest: Rest = asyncio.sleep
    ) -> None:
        """Ask nothing yet; ``rest`` waits so many seconds."""
        self._base = f"{door.credentials.cloud.graph.rstrip('/')}/v1.0/"
        self._counters = door.counters
        self._wire = wire
        self._tokens = tokens
        self._rest = rest

    async def users(self, tenant: str, selected: str) -> AsyncIterator[Json]:
        """Go through all users of a tenant; ``selected`` names what is read of them."""
        url = f"{self._base}users?$select={selected}&$top={PAGE}"
        for _ in range(PAGES):
            page = await self._asked(tenant, Call("graph_users", "GET", url))
            found = page.get("value")
            for each in found if isinstance(found, list) else ():
                if isinstance(each, dict):
                    yield each
            following = page.get("@odata.nextLink")
            if not isinstance(following, str) or not following:
                return
            if not following.startswith(self._base):
                raise AddressError("a page of users that is none of Graph's")
            url = following

    async def user(self, tenant: str, user: str, selected: str) -> Json:
        """Return one user; raise ConnectorError (404) where there is none of this id."""
        url = f"{self._base}users/{quote(user, safe='')}?$select={selected}"
        return await self._asked(tenant, Call("graph_user", "GET", url))

    async def install(self, tenant: str, user: str, app: str) -> Installed:
        """Install Rytmi for a user, by its id in the tenant's app catalogue.

        Done twice it is the same: Graph says that it is there already.
        """
        url = f"{self._base}users/{quote(user, safe='')}/teamwork/installedApps"
        body = {"teamsApp@odata.bind": f"{self._base}appCatalogs/teamsApps/{quote(app, safe='')}"}
        try:
            await self._asked(tenant, Call("graph_install", "POST", url, body))
        except ConnectorError as error:
            if error.status != CONFLICT:
                raise
            return Installed.ALREADY
        return Installed.NEW

    # --- how --------------------------------------------------------------------------------------

    async def _asked(self, tenant: str, call: Call) -> Json:
        """Make a call; wait and make it again where Graph asks for patience, or is away."""
        for _ in range(PATIENCE):
            try:
                return await self._once(tenant, call)
            except ConnectorError as error:
                passes = error.status == BUSY or error.status in AWAY
                if not passes or error.retry_after > LONGEST_REST:
                    raise
                seconds = error.retry_after or UNNAMED_REST
                log.info("Graph asks to wait %g s with %s", seconds, call.what)
                await self._rest(seconds)
        return await self._once(tenant, call)

    async def _once(self, tenant: str, call: Call) -> Json:
        token = await self._tokens.graph(tenant)
        try:
            return await self._counted(call, token)
        except ConnectorError as error:
            if error.status != UNAUTHORIZED:
                raise
            self._tokens.forget(token)
            other = await self._tokens.graph(tenant)
            if other == token:
                raise
        return await self._counted(call, other)

    async def _counted(self, call: Call, token: str) -> Json:
        calls = self._counters.calls
        try:
            answer = await self._wire.ask(call, token)
        except ConnectorError as error:
            calls[call.what, error.code or f"http_{error.status}"] += 1
            if error.status == BUSY:
                self._counters.waits[call.what] += 1
            if error.status == FORBIDDEN and error.code == DENIED:
                # What is agreed to from now on stands in the next token only.
                self._tokens.forget(token)
                raise _not_agreed(call, error) from None
            raise
        except (aiohttp.ClientError, TimeoutError, OSError):
            calls[call.what, "no_answer"] += 1
            raise
        calls[call.what, "ok"] += 1
        return answer


def _not_agreed(call: Call, error: ConnectorError) -> SetUpError:
    """Tell of a missing consent, which an administrator gives."""
    permission = (
        "TeamsAppInstallation.ReadWriteSelfForUser.All"
        if call.what == "graph_install"
        else "User.Read.All"
    )
    return SetUpError(
        "TEAMS_GRAPH",
        f"Microsoft Graph does not let Rytmi do this ({error.code})",
        f"An administrator grants the application permission {permission} at portal.azure.com, "
        "under App registrations, API permissions, and gives consent for the organisation.",
    )
