"""What Teams tells of tenants, teams and people, without anybody waiting for an answer.

Everything here may be told twice, late and in any order: what is done has the same end each time.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final

from adapters.teams.door import NAME, TeamsDoor
from adapters.teams.listening.desk import PATIENCE
from adapters.teams.listening.inbound import tenant_of
from adapters.teams.listening.lock import Body
from adapters.teams.listening.visit import Served
from adapters.teams.names import given_name, identity
from adapters.teams.people.roster import Roster
from adapters.teams.people.sightings import Sighting, inner, sighting_of
from adapters.teams.people.users import text
from adapters.teams.tenancy.places import Places
from adapters.teams.tenancy.tenants import Tenants
from adapters.turns import Turns
from dialogs.chats import Conversation, Scope, Workspace
from dialogs.events import Commanded, Origin

GREETING: Final = "help"
"""The command with which somebody is greeted who has just got Rytmi."""

Do = Callable[[Workspace, Body, Sighting], Awaitable[None]]

log = logging.getLogger(__name__)


class News:
    """Takes in what is told."""

    def __init__(
        self,
        door: TeamsDoor,
        tenants: Tenants,
        places: Places,
        roster: Roster,
        *,
        turns: Turns,
        patience: float = PATIENCE,
    ) -> None:
        """``patience``: seconds after which Teams is answered, whatever is ready."""
        self._door = door
        self._tenants = tenants
        self._places = places
        self._roster = roster
        self._turns = turns
        self._patience = patience
        self._table: Final[Mapping[str, Do]] = MappingProxyType(
            {
                "add": self._added,
                "add-upgrade": self._added,
                "remove": self._removed,
                "remove-upgrade": self._removed,
                "channelCreated": self._channel,
                "channelRenamed": self._channel,
                "channelRestored": self._channel,
                "channelDeleted": self._channel_gone,
                "teamDeleted": self._removed,
                "teamHardDeleted": self._removed,
            }
        )

    async def take(self, body: Body) -> Served:
        """Do what follows from what is told; where somebody was is noted of every activity."""
        tenant, kind = tenant_of(body), _kind(body)
        task = self._turns.start(self._done(kind, tenant, body))
        finished, _ = await asyncio.wait({task}, timeout=self._patience)
        outcome = task.result() if finished else "late"
        counted = kind if kind in self._table else "event"
        self._door.counters.requests[counted, outcome] += 1
        # Teams may tell it again.
        return Served(HTTPStatus.SERVICE_UNAVAILABLE if outcome == "failed" else HTTPStatus.OK)

    async def _done(self, kind: str, tenant_id: str, body: Body) -> str:
        try:
            tenant = await self._tenants.met(tenant_id)
            if tenant is None:
                return "ignored"
            seen = sighting_of(tenant_id, body)
            do = self._table.get(kind)
            if do is not None:
                await do(tenant, body, seen)
            else:
                await self._roster.seen(seen)
        except Exception as error:  # noqa: BLE001 - the operator gets a log; nobody waits
            named = kind if kind in self._table else "event"
            log.warning("the event %s was put off: %s", named, type(error).__name__)
            return "failed"
        return "done" if do is not None else "ignored"

    async def _added(self, tenant: Workspace, body: Body, seen: Sighting) -> None:
        """Note that Rytmi has come somewhere; greet who has it for themselves now."""
        del body
        await self._roster.seen(seen)
        if tenant.organisation is None:
            return
        if seen.place is None or seen.place.scope is not Scope.PERSONAL or not seen.user:
            return
        person = await self._roster.person(tenant.id, seen.user)
        if person is None:
            return
        delivery = f"{NAME}:{tenant.id}:greeting:{seen.user}:{seen.place.id}"
        origin = Origin(tenant.organisation, person, NAME, delivery, waits=False)
        await self._door.handle(Commanded(origin, GREETING))

    async def _removed(self, tenant: Workspace, body: Body, seen: Sighting) -> None:
        """Note that Rytmi may not write there any more: to somebody, a group, or a whole team."""
        place, team = seen.place, identity(inner(inner(body, "channelData"), "team").get("id"))
        if place is None:
            return
        gone = [place]
        if place.scope is Scope.CHANNEL and team:
            known = await self._places.all_of(tenant.id)
            gone = [place, *(each for each in known if each.team == team)]
        for each in {each.name: each for each in gone}.values():
            await self._places.lost(tenant.id, each.name, each)

    async def _channel(self, tenant: Workspace, body: Body, seen: Sighting) -> None:
        """Note a channel that is new, has another name, or is back."""
        found = _channel_of(body, seen)
        if found is not None:
            await self._places.note(tenant.id, [found])

    async def _channel_gone(self, tenant: Workspace, body: Body, seen: Sighting) -> None:
        found = _channel_of(body, seen)
        if found is not None:
            await self._places.lost(tenant.id, found.name, found)


def _kind(body: Body) -> str:
    """Say what is told: of an installation, of Rytmi among members, or of a channel."""
    match body["type"]:
        case "installationUpdate":
            return text(body.get("action"))
        case "conversationUpdate":
            bot = text(inner(body, "recipient").get("id"))
            if _names(body.get("membersAdded"), bot):
                return "add"
            if _names(body.get("membersRemoved"), bot):
                return "remove"
            return text(inner(body, "channelData").get("eventType"))
        case _:
            return "other"


def _names(members: object, bot: str) -> bool:
    listed = members if isinstance(members, list) else []
    return bool(bot) and any(isinstance(each, dict) and each.get("id") == bot for each in listed)


def _channel_of(body: Body, seen: Sighting) -> Conversation | None:
    """Return the channel that is told of; another one than the one it is told in."""
    data, place = inner(body, "channelData"), seen.place
    told: Mapping[str, Any] = inner(data, "channel")
    name, team = identity(told.get("id")), identity(inner(data, "team").get("id"))
    if not name or place is None:
        return None
    title = given_name(told.get("name"))
    return Conversation(
        name, Scope.CHANNEL, name, place.service, bot=place.bot, team=team, title=title
    )
