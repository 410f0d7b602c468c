"""The forums' channels: finds those that are named by name, and notes where they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from adapters.slack.door import NAME
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.people.listing import Listing, Told
from dialogs.chats import Workspace
from dialogs.okr.model import ChannelId, OrganisationId
from dialogs.ports import Store

_ID: Final = re.compile(r"[CG][A-Z0-9]{7,}")
"""A channel's id, as it stands in its link; names have no capitals."""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of the forums' channels."""

    found: tuple[tuple[ChannelId, str], ...]
    not_found: tuple[ChannelId, ...]
    not_joined: tuple[ChannelId, ...]
    doubtful: tuple[ChannelId, ...]


@dataclass(frozen=True, slots=True)
class _Channel:
    id: str
    joined: bool


class Channels:
    """Finds channels and saves their addresses."""

    def __init__(self, workspaces: Workspaces, store: Store, listing: Listing) -> None:
        self._workspaces = workspaces
        self._store = store
        self._listing = listing

    async def find(
        self,
        workspace: Workspace,
        organisation: OrganisationId,
        teams: Sequence[str | None],
        told: Told,
    ) -> Found:
        """Look for the forums' channels; where one is found, its messages go there from now on."""
        forums = await self._store.read(organisation, lambda work: work.forums())
        addresses = await self._workspaces.chats.channels(organisation)
        wanted = sorted(
            {
                forum.channel
                for forum in forums
                if forum.channel and addresses.get(forum.channel, ("", ""))[0] in ("", "web", NAME)
            }
        )
        listed = await self._listed(workspace, teams, wanted, told) if wanted else {}
        found: list[tuple[ChannelId, str]] = []
        doubtful: list[ChannelId] = []
        not_joined: list[ChannelId] = []
        for channel in wanted:
            here = listed.get(_name(channel), ())
            if len(here) > 1:
                doubtful.append(channel)
            elif here:
                found.append((channel, here[0].id))
                if not here[0].joined:
                    not_joined.append(channel)
        for channel, address in found:
            if addresses.get(channel) != (NAME, address):
                await self._workspaces.chats.set_channel(
                    organisation, channel, NAME, workspace.id, address
                )
        settled = {channel for channel, _ in found} | set(doubtful)
        missing = tuple(channel for channel in wanted if channel not in settled)
        return Found(tuple(found), missing, tuple(not_joined), tuple(doubtful))

    async def _listed(
        self,
        workspace: Workspace,
        teams: Sequence[str | None],
        wanted: Collection[ChannelId],
        told: Told,
    ) -> Mapping[str, Sequence[_Channel]]:
        """Return those channels of a workspace that are wanted, by name and by id."""
        names = {_name(channel) for channel in wanted}
        found: dict[str, dict[str, _Channel]] = defaultdict(dict)
        number = 0
        for team in teams:
            asked = {
                "types": "public_channel,private_channel",
                "exclude_archived": True,
                "team_id": team,
            }
            async for line in self._listing.read(
                workspace.id, "conversations.list", "channels", asked
            ):
                number += 1
                told("channels", number)
                channel = _Channel(str(line.get("id")), bool(line.get("is_member")))
                for name in names & {str(line.get("name", "")).casefold(), channel.id}:
                    found[name][channel.id] = channel
        return {name: tuple(channels.values()) for name, channels in found.items()}


def _name(channel: ChannelId) -> str:
    """Return what to look for: an id as it is, a name without its sign."""
    written = channel.strip()
    return written if _ID.fullmatch(written) else written.lstrip("#").casefold()
