"""The forums' channels: finds those that are named by name, and notes where they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import unquote

from adapters.teams.codes import FORBIDDEN, NOT_THERE
from adapters.teams.door import NAME
from adapters.teams.errors import ConnectorError
from adapters.teams.names import given_name, identity
from adapters.teams.sending.connector import Connector
from adapters.teams.tenancy.places import Places
from adapters.teams.tenancy.tenants import Tenants
from dialogs.chats import Conversation, Scope, Workspace
from dialogs.okr.model import ChannelId, OrganisationId
from dialogs.ports import Store

GENERAL: Final = "General"
"""What Teams' first channel of a team is called, which bears no name."""
BETWEEN: Final = " / "
"""Stands between the names of a team and of its channel."""
_ID: Final = re.compile(r"19:\S+@\S+")
_LINK: Final = re.compile(r"https?://\S*/l/channel/([^/?#\s]+)")
"""The link to a channel, as Teams gives it."""
_SLASH: Final = re.compile(r"\s*/\s*")

Told = Callable[[str, int], None]
"""Hears what is being read (``users`` or ``teams``), and how many there are so far."""


def untold(what: str, number: int) -> None:
    """Tell nobody."""
    del what, number


@dataclass(frozen=True, slots=True)
class Found:
    """What became of the forums' channels."""

    found: tuple[tuple[ChannelId, str], ...]
    not_found: tuple[ChannelId, ...]
    doubtful: tuple[ChannelId, ...]


class Channels:
    """Finds channels and saves their addresses."""

    def __init__(
        self, connector: Connector, tenants: Tenants, places: Places, store: Store
    ) -> None:
        self._connector = connector
        self._chats = tenants.chats
        self._clock = tenants.clock
        self._places = places
        self._store = store

    async def read(self, tenant: str, told: Told) -> Sequence[Conversation]:
        """Read the channels of all teams that Rytmi was added to, and return what is there.

        Raises what `Connector` raises; a team that does not know Rytmi any more is left out.
        """
        known = await self._places.all_of(tenant)
        teams = {each.team: each for each in known if each.team and each.gone is None}
        for number, (team, place) in enumerate(sorted(teams.items()), start=1):
            told("teams", number)
            await self._read_team(tenant, team, place, known)
        return [
            each
            for each in await self._places.all_of(tenant)
            if each.scope is not Scope.PERSONAL and each.gone is None
        ]

    async def _read_team(
        self, tenant: str, team: str, place: Conversation, known: Iterable[Conversation]
    ) -> None:
        at = self._clock.now()
        before = {each.name for each in known if each.team == team}
        try:
            title = given_name((await self._connector.team(place.service, team)).get("name"))
            listed = await self._connector.channels(place.service, team)
        except ConnectorError as error:
            if error.status not in {FORBIDDEN, NOT_THERE}:
                raise
            lost = [_channel(place, name, "", gone=True, at=at) for name in sorted(before)]
            await self._places.note(tenant, lost, at)
            return
        names = {
            identity(each.get("id")): given_name(each.get("name")) or GENERAL for each in listed
        }
        there = [
            _channel(place, name, f"{title}{BETWEEN}{called}")
            for name, called in names.items()
            if name
        ]
        away = [_channel(place, name, "", gone=True, at=at) for name in sorted(before - set(names))]
        await self._places.note(tenant, [*there, *away], at)

    async def find(
        self, tenant: Workspace, organisation: OrganisationId, there: Iterable[Conversation]
    ) -> Found:
        """Look for the forums' channels; where one is found, its messages go there from now on."""
        forums = await self._store.read(organisation, lambda work: work.forums())
        addresses = await self._chats.channels(organisation)
        wanted = sorted(
            {
                forum.channel
                for forum in forums
                if forum.channel and addresses.get(forum.channel, ("", ""))[0] in ("", "web", NAME)
            }
        )
        named = _named(there)
        found: list[tuple[ChannelId, str]] = []
        doubtful: list[ChannelId] = []
        for channel in wanted:
            here = named.get(_name(channel), frozenset())
            if len(here) > 1:
                doubtful.append(channel)
            elif here:
                found.append((channel, next(iter(here))))
        for channel, address in found:
            if addresses.get(channel) != (NAME, address):
                await self._chats.set_channel(organisation, channel, NAME, tenant.id, address)
        settled = {channel for channel, _ in found} | set(doubtful)
        missing = tuple(channel for channel in wanted if channel not in settled)
        return Found(tuple(found), missing, tuple(doubtful))


def _channel(
    place: Conversation, name: str, title: str, *, gone: bool = False, at: datetime | None = None
) -> Conversation:
    return Conversation(
        name=name,
        scope=Scope.CHANNEL,
        id=name,
        service=place.service,
        bot=place.bot,
        team=place.team,
        title=title,
        gone=at if gone else None,
    )


def _named(there: Iterable[Conversation]) -> Mapping[str, frozenset[str]]:
    """Return channels and groups by everything that an import may call them.

    A group bears a name only where no channel does: its members name it as they like.
    """
    channels: defaultdict[str, set[str]] = defaultdict(set)
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for each in there:
        named = channels if each.scope is Scope.CHANNEL else groups
        for name in _names(each):
            named[name].add(each.name)
    return {name: frozenset(ids) for name, ids in {**groups, **channels}.items()}


def _names(each: Conversation) -> set[str]:
    team, between, channel = each.title.partition(BETWEEN)
    if each.scope is not Scope.CHANNEL or not between:
        return {each.id, _folded(each.title)} if each.title else {each.id}
    names = {each.id, _folded(each.title), _folded(channel)}
    return names | {_folded(team)} if channel == GENERAL else names


def _name(channel: ChannelId) -> str:
    """Return what to look for: an id as it is, also that of a link; a name without its sign."""
    written = channel.strip()
    link = _LINK.fullmatch(written.partition("?")[0].rstrip("/")) or _LINK.match(written)
    if link is not None:
        return unquote(link.group(1))
    return written if _ID.fullmatch(written) else _folded(written.removeprefix("#"))


def _folded(name: str) -> str:
    return _SLASH.sub(BETWEEN, " ".join(name.split())).casefold()
