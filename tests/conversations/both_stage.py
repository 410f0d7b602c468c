"""Plays transcripts where one organisation has two chats: some are in Slack, some are in Teams."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Final

import aiohttp
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.application import application
from bot.settings import Settings
from bot.slack.wiring import SlackChat
from bot.teams.wiring import TeamsChat
from dialogs.chats import Account
from dialogs.okr.model import ChannelId, ForumId, PersonId, UnitId
from dialogs.posts import Cause
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, company
from tests.conversations.service import Service, assembled
from tests.conversations.slack_stage import SlackStage, mover, on_its_clock, with_addresses
from tests.conversations.slack_words import draw_keys
from tests.conversations.stage import Stage, World
from tests.conversations.teams_stage import TEAM, TeamsStage, connected, settings_for
from tests.patience import AMPLE
from tests.slack.clockwork import resting
from tests.slack.places import Channel, Workspace
from tests.slack.places import people_of as slack_people
from tests.slack.platform import Platform as Slack
from tests.slack.server import serving as serving_slack
from tests.slack.wires import HttpWire as SlackWire
from tests.teams.graph import grant
from tests.teams.places import Tenant, guid
from tests.teams.places import people_of as teams_people
from tests.teams.platform import Platform as Teams
from tests.teams.server import serving as serving_teams
from tests.teams.wires import HttpWire as TeamsWire

IN_SLACK: Final = ("liisa", "matti", "chief", "bertta", "bengt")
IN_TEAMS: Final = ("head", "heidi", "harri", "henna", "bengt")
CHANNELS: Final = {"#hares": "slack", "#owls": "slack", "#area": "teams"}
"""Where the forums' channels are: the one's team is in the other chat."""


class BothStage:
    """Does what people do in the chat they are in; ``who@slack`` and ``who@teams`` name one."""

    service: Service

    def __init__(self, slack: SlackStage, teams: TeamsStage) -> None:
        self._stages: dict[str, Stage] = {"slack": slack, "teams": teams}
        self._slack = slack
        self._last: Stage | None = None

    def _of(self, who: str) -> tuple[Stage, str]:
        name, _, door = who.partition("@")
        door = door or CHANNELS.get(name) or ("slack" if name in IN_SLACK else "teams")
        return self._stages[door], name

    def _acting(self, who: str) -> tuple[Stage, str]:
        self._last, name = found = self._of(who)
        del name
        return found

    async def at(self, instant: datetime) -> None:
        """Let time pass."""
        for each in self._stages.values():
            await each.at(instant)

    async def types(self, who: str, text: str) -> None:
        """Write a command or a line."""
        stage, name = self._acting(who)
        await stage.types(name, text)

    async def presses(self, who: str, label: str) -> None:
        """Press a visible button."""
        stage, name = self._acting(who)
        await stage.presses(name, label)

    async def fills(self, who: str, values: Mapping[str, str]) -> None:
        """Send the open form."""
        stage, name = self._acting(who)
        await stage.fills(name, values)

    async def turns(self, who: str, values: Mapping[str, str]) -> None:
        """Send a page of it."""
        stage, name = self._acting(who)
        await stage.turns(name, values)

    async def again(self) -> None:
        """Deliver the last thing again."""
        assert self._last is not None
        await self._last.again()

    async def loses(self, conversation: str, cause: str) -> None:
        """Let the platforms refuse."""
        await self._slack.world.lose(conversation, Cause(cause))

    async def restarts(self) -> None:
        """Stop the one service that speaks to both chats, and start it again."""
        await self.service.restart()

    async def heard(self, conversation: str) -> Sequence[Sequence[str]]:
        """Return a conversation's messages, those of both chats where nobody says which."""
        if "@" in conversation or conversation.startswith("#"):
            stage, name = self._of(conversation)
            return await stage.heard(name)
        chats = (("slack", IN_SLACK), ("teams", IN_TEAMS))
        return [
            message
            for door, people in chats
            if conversation in people
            for message in await self._stages[door].heard(conversation)
        ]

    def seen(self, who: str) -> Sequence[str]:
        """Return what was shown last."""
        stage, name = self._of(who)
        return stage.seen(name)

    def errors(self, who: str) -> Mapping[str, str]:
        """Return the errors of the open form."""
        stage, name = self._of(who)
        return stage.errors(name)

    def kept(self, who: str) -> Mapping[str, str]:
        """Return what stands in the open form."""
        stage, name = self._of(who)
        return stage.kept(name)

    def fields(self, who: str) -> Sequence[str]:
        """Return the fields of the open form."""
        stage, name = self._of(who)
        return stage.fields(name)


def in_two_chats() -> Structure:
    """Return the company with a forum for the hares."""
    whole = with_addresses(company())
    weekly = next(each for each in whole.forums if each.unit == UnitId("owls"))
    hares = replace(
        weekly,
        id=ForumId("hares-meeting"),
        unit=UnitId("hares"),
        name="hares-meeting",
        channel=ChannelId("#hares"),
    )
    return replace(whole, forums=(*whole.forums, hares))


def slack_of(world: World) -> tuple[Slack, Workspace]:
    """Return a Slack in which some of the people are, and the hares' channel."""
    platform = Slack(world.clock)
    workspace = platform.add_workspace(Workspace("T0COUNTY", "County"))
    slack_people(workspace, IN_SLACK)
    for name in ("hares", "owls"):
        members = {workspace.bot_user}
        workspace.add_channel(Channel(f"C0{name.upper()}00", name, members=members))
    return platform, workspace


def teams_of(world: World) -> tuple[Teams, Tenant]:
    """Return a Teams in which the others are, and the area's channel."""
    platform = Teams(world.clock)
    tenant = platform.add_tenant(Tenant(guid("county"), "County", by_policy=True))
    teams_people(tenant, IN_TEAMS)
    platform.app.tenant = tenant.id
    tenant.add_team(TEAM, ("area",))
    grant(platform)
    return platform, tenant


@asynccontextmanager
async def both_stage(world: World, url: str) -> AsyncIterator[BothStage]:
    """Run one server on a world's database and clock beside a Slack and a Teams.

    Bengt is in both; an operator has said that his account in Teams is his.
    """
    await world.database.save_structure(in_two_chats())
    slack, workspace = slack_of(world)
    teams, tenant = teams_of(world)
    async with serving_slack(slack), serving_teams(teams), aiohttp.ClientSession() as session:
        settings = Settings(
            web_door=False,
            slack_signing_secret=SecretStr(slack.client.signing_secret),
            slack_bot_token=SecretStr(slack.issue(workspace.id).value),
            slack_api_url=f"{slack.url}/api/",
            **settings_for(teams, tenant),
        )
        in_slack, in_teams = SlackWire(slack, session, ""), TeamsWire(teams, session, "")
        stage = BothStage(
            SlackStage(world, slack, workspace, in_slack),
            TeamsStage(world, teams, tenant, in_teams),
        )

        async def start(running: AsyncExitStack) -> None:
            read = {"slack": asyncio.Event(), "teams": asyncio.Event()}
            rest = resting(mover(world))
            chats = (
                SlackChat(settings, lambda _: read["slack"].set(), draw_keys, rest, patience=AMPLE),
                TeamsChat(settings, lambda _: read["teams"].set(), draw_keys, rest, patience=AMPLE),
            )
            rytmi = on_its_clock(assembled(world), world)
            served = application(rytmi, url=url, web_door=False, chats=chats)
            server = await running.enter_async_context(TestServer(served))
            for each in read.values():
                await each.wait()
            in_slack.moves_to(str(server.make_url("")))
            in_teams.moves_to(str(server.make_url("")))
            if not tenant.teams[0].has_app:
                await connected(teams, tenant, in_teams, chats[1])
                await _pair_bengt(world, tenant)

        async with Service(world, start) as stage.service:
            yield stage


async def _pair_bengt(world: World, tenant: Tenant) -> None:
    bengt = tenant.user("bengt@county.example")
    own = Account(bengt.aad, PersonId("bengt"), bengt.name, bengt.email, paired=True)
    await world.database.chats.save_accounts(
        ORGANISATION, "teams", tenant.id, [own], world.clock.at
    )
