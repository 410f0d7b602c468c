"""The connector: the few calls of Microsoft's REST service by which Rytmi speaks in Teams.

::

    POST   v3/conversations                            a personal conversation, new or as it was
    POST   v3/conversations/{id}/activities            a message
    PUT    v3/conversations/{id}/activities/{id}       another one in its place
    DELETE v3/conversations/{id}/activities/{id}
    GET    v3/conversations/{id}/members/{user}
    GET    v3/conversations/{id}/pagedmembers
    GET    v3/teams/{id}, v3/teams/{id}/conversations  a team's name, and its channels

Each call is made once, but for one whose token was refused, which has not been looked at.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

import aiohttp

from adapters.teams.codes import BUSY, UNAUTHORIZED
from adapters.teams.door import TeamsDoor
from adapters.teams.errors import AddressError, ConnectorError
from adapters.teams.names import identity
from adapters.teams.sending.tokens import Tokens
from adapters.teams.services import checked
from adapters.teams.wire import Call, Departure, Json, Wire

PAGE: Final = 500
"""Members of a page, as many as Teams gives."""
PAGES: Final = 1_000
"""Pages of a list at most: a token that goes round in a circle ends."""
LONGEST_ID: Final = 2_048
"""Characters of a platform's id; Microsoft's have at most a few hundred."""
UNREADABLE: Final = "unreadable"


class Connector:
    """Speaks for Rytmi; one for all tenants.

    Every call raises AddressError where the service address is none of Microsoft's, before
    anything is sent; SetUpError where there is no token; and what `Wire.ask` raises.
    """

    def __init__(
        self, door: TeamsDoor, *, wire: Wire | None = None, tokens: Tokens | None = None
    ) -> None:
        """Ask nothing yet."""
        self._credentials = door.credentials
        self._counters = door.counters
        self.wire = wire or Wire()
        self.tokens = tokens or Tokens(door.credentials, door.clock, door.counters)

    @property
    def bot(self) -> str:
        """What Teams calls Rytmi."""
        return f"28:{self._credentials.app_id}"

    async def send(
        self,
        service: str,
        conversation: str,
        activity: Mapping[str, Any],
        departure: Departure | None = None,
    ) -> str:
        """Post a message and return its id; empty where Teams took it and did not name it."""
        path = f"v3/conversations/{_part(conversation)}/activities"
        told = await self._ask("send", "POST", service, path, activity, departure)
        return identity(told.get("id"))

    async def update(
        self,
        service: str,
        conversation: str,
        message: str,
        activity: Mapping[str, Any],
        departure: Departure | None = None,
    ) -> None:
        """Put another message in the place of one."""
        path = f"v3/conversations/{_part(conversation)}/activities/{_part(message)}"
        body = {**activity, "id": message}
        await self._done("update", "PUT", service, path, body, departure)

    async def delete(self, service: str, conversation: str, message: str) -> None:
        """Take a message away."""
        path = f"v3/conversations/{_part(conversation)}/activities/{_part(message)}"
        await self._done("delete", "DELETE", service, path)

    async def create(
        self,
        service: str,
        tenant: str,
        user: str,
        *,
        bot: str = "",
        departure: Departure | None = None,
    ) -> str:
        """Return the personal conversation with a user, which is made where there is none.

        Nobody sees anything of it, and asked for again it is the same.
        """
        body = {
            "bot": {"id": bot or self.bot},
            "isGroup": False,
            "members": [{"id": user}],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        told = await self._ask("create", "POST", service, "v3/conversations", body, departure)
        found = identity(told.get("id"))
        if not found:
            raise ConnectorError(200, UNREADABLE)
        return found

    async def member(self, service: str, conversation: str, user: str) -> Json:
        """Return what Teams says of one member of a conversation."""
        path = f"v3/conversations/{_part(conversation)}/members/{_part(user)}"
        return await self._ask("member", "GET", service, path)

    async def members(self, service: str, conversation: str) -> AsyncIterator[Json]:
        """Go through the members of a conversation, a team's among them."""
        path = f"v3/conversations/{_part(conversation)}/pagedmembers?pageSize={PAGE}"
        after = ""
        for _ in range(PAGES):
            page = await self._ask("members", "GET", service, f"{path}{after}")
            for each in _listed(page.get("members")):
                yield each
            token = _text(page.get("continuationToken"))
            if not token:
                return
            after = f"&continuationToken={quote(token, safe='')}"

    async def team(self, service: str, team: str) -> Json:
        """Return what Teams says of a team."""
        return await self._ask("team", "GET", service, f"v3/teams/{_part(team)}")

    async def channels(self, service: str, team: str) -> Sequence[Json]:
        """Return a team's channels; the first one of each, General, bears no name."""
        path = f"v3/teams/{_part(team)}/conversations"
        told = await self._ask("channels", "GET", service, path)
        return _listed(told.get("conversations"))

    async def close(self) -> None:
        """Let go of the connections."""
        await self.tokens.close()
        await self.wire.close()

    # --- how --------------------------------------------------------------------------------------

    async def _done(
        self,
        what: str,
        method: str,
        service: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        departure: Departure | None = None,
    ) -> None:
        """Make a call of whose answer nothing is read."""
        try:
            await self._ask(what, method, service, path, body, departure)
        except ConnectorError as error:
            if error.code != UNREADABLE:
                raise

    async def _ask(
        self,
        what: str,
        method: str,
        service: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        departure: Departure | None = None,
    ) -> Json:
        call = Call(what, method, f"{checked(service, self._credentials)}{path}", body)
        token = await self.tokens.connector()
        try:
            return await self._counted(call, token, departure)
        except ConnectorError as error:
            if error.status != UNAUTHORIZED or not token:
                raise
            self.tokens.forget(token)
            other = await self.tokens.connector()
            if other == token:
                raise
        return await self._counted(call, other, departure)

    async def _counted(self, call: Call, token: str, departure: Departure | None) -> Json:
        calls = self._counters.calls
        try:
            answer = await self.wire.ask(call, token, departure)
        except ConnectorError as error:
            calls[call.what, error.code or f"http_{error.status}"] += 1
            if error.status == BUSY:
                self._counters.waits[call.what] += 1
            raise
        except (aiohttp.ClientError, TimeoutError, OSError):
            calls[call.what, "no_answer"] += 1
            raise
        calls[call.what, "ok"] += 1
        return answer


def _part(identity: str) -> str:
    """Return a platform's id as a part of a path: it may hold any sign, and lead nowhere else."""
    if not identity or len(identity) > LONGEST_ID or not identity.strip("."):
        raise AddressError("an id that is none of Microsoft's")
    return quote(identity, safe="")


def _listed(found: object) -> list[Json]:
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
