"""Plays transcripts through the real Teams door: signed activities in, cards out, read by key."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final

import aiohttp
from aiohttp.test_utils import TestServer
from pydantic import SecretStr
from sqlalchemy import Connection, select

from bot.application import application
from bot.settings import Settings
from bot.teams.wiring import TeamsChat
from dialogs.posts import Cause, PostKind
from storage.structure import Structure
from storage.tables import OutboxRow, table
from tests.conversations.company import ORGANISATION, company
from tests.conversations.service import Service, assembled
from tests.conversations.slack_stage import (
    STRANGER,
    channels_of,
    mover,
    on_its_clock,
    with_addresses,
)
from tests.conversations.slack_words import draw_keys, keys_in, sign
from tests.conversations.stage import World
from tests.conversations.teams_reading import errors, form_keys, page, sender, view_keys
from tests.patience import AMPLE
from tests.slack.clockwork import resting
from tests.teams.activities import install_in
from tests.teams.graph import grant
from tests.teams.places import Chat, Message, Tenant, guid, people_of
from tests.teams.platform import Platform
from tests.teams.screen import RefusedError, Screen
from tests.teams.server import serving
from tests.teams.window import Pressable, Window
from tests.teams.wires import HttpWire, Wire, tell

A_MOMENT: Final = timedelta(seconds=1)
"""A conversation takes seven messages a second."""
TEAM: Final = "County"
REMEMBERED: Final = timedelta(minutes=2)
"""How long a button that is pressed once more counts as delivered once more."""
_outbox: Final = table(OutboxRow).c
_PLANNED: Final = select(_outbox.reference).where(
    _outbox.organisation_id == ORGANISATION,
    _outbox.door == "teams",
    _outbox.kind != PostKind.REPLY.value,
    _outbox.reference.is_not(None),
)


@dataclass
class Player:
    """Somebody in the transcript, and what they look at."""

    window: Window
    shown: Screen | None = None
    """What the last thing done has shown."""
    typed: dict[str, str] = field(default_factory=dict)
    """What they have typed into the open form, as they wrote it."""
    pressed: dict[str, datetime] = field(default_factory=dict)
    """When they have pressed which button of which message."""


class TeamsStage:
    """Does what people do in Teams' own window, and reads what it would show them."""

    service: Service

    def __init__(
        self, world: World, platform: Platform, tenant: Tenant, wire: Wire, *, older: bool = False
    ) -> None:
        """Take a world and its Teams; the service comes when it is started.

        ``older``: the clients do not know Action.Execute.
        """
        self.world = world
        self.platform = platform
        self.tenant = tenant
        self.bent: list[str] = []
        """What Teams' own window would not have let anybody do, and was sent nevertheless."""
        self._wire = wire
        self._older = older
        self._players: dict[str, Player] = {}
        self._judged = 0
        """Calls that have been looked at."""
        self._last: Player | None = None

    def player(self, who: str) -> Player:
        """Return somebody at their window."""
        if who not in self._players:
            user = self.tenant.user(f"{who}@county.example")
            window = Window(self.platform, self._wire, self.tenant, user, older=self._older)
            self._players[who] = Player(window)
        return self._players[who]

    async def at(self, instant: datetime) -> None:
        """Let time pass."""
        await self.world.live_until(instant)
        await self._settle()

    async def types(self, who: str, text: str) -> None:
        """Write a command or a line in the personal conversation."""
        player = self.player(who)
        await self._do(player, lambda: player.window.types(text))

    async def presses(self, who: str, label: str) -> None:
        """Press a visible button of that label."""
        first, label = label.startswith("first "), label.removeprefix("first ")
        player, wanted = self.player(who), sign(label)
        found = [each for each in await self._in_sight(player) if wanted in each.label]
        assert found, f"{who} sees no button {label}"
        pressed = found[0 if first else -1]
        self._takes_time(player, pressed)
        await self._do(player, lambda: player.window.press(pressed), pressed.screen)

    async def _in_sight(self, player: Player) -> list[Pressable]:
        """Return the buttons of all planned messages, and of what was shown last.

        What was shown before has gone out of sight: conversations are long.
        """
        seen = await self._planned()
        if player.shown is not None:
            seen |= {player.shown.message.id}
        return [each for each in player.window.pressable() if each.screen.message.id in seen]

    def _takes_time(self, player: Player, pressed: Pressable) -> None:
        """Let time pass where a button is pressed again: at once, it would be the same press."""
        clock = self.world.clock
        name = f"{pressed.screen.message.id} {json.dumps(pressed.action)}"
        before = player.pressed.get(name)
        if before is not None:
            clock.at = max(clock.at, before + REMEMBERED)
        player.pressed[name] = clock.at

    async def fills(self, who: str, values: Mapping[str, str]) -> None:
        """Fill in and send the open form, page by page where it has several."""
        rest = dict(values)
        while await self._page(who, rest):
            pass
        assert not rest, f"the form has no fields {sorted(rest)}"

    async def turns(self, who: str, values: Mapping[str, str]) -> None:
        """Fill in and send one page of the open form, which is not its last."""
        rest = dict(values)
        turned = await self._page(who, rest)
        assert not rest, f"the page has no fields {sorted(rest)}"
        assert turned or self.errors(who), f"{who} has no next page"

    async def _page(self, who: str, rest: dict[str, str]) -> bool:
        """Send a page with what belongs into it, taken out of the rest; tell if another came."""
        player = self.player(who)
        form = player.shown
        button = None if form is None else sender(form)
        assert form is not None, f"{who} has no form open"
        assert button is not None, f"{who} has no form open"
        here = {each["id"] for each in form.inputs()}
        for name in [name for name in rest if name in here]:
            self._put(player, form, name, rest.pop(name))
        missing = form.missing()
        if missing:
            self.bent.append(f"{who} left out {missing}")
        before, _ = page(form)
        pressed = Pressable(button, form)
        await self._do(player, lambda: player.window.press(pressed, checks=False), form)
        shown = player.shown
        if shown is None or sender(shown) is None or page(shown)[0] != before + 1:
            return False
        player.typed.clear()
        return True

    def _put(self, player: Player, form: Screen, name: str, value: str) -> None:
        """Type something in, also what only another client than Teams' own would let through."""
        try:
            form.types_into(name, value)
        except RefusedError as refused:
            self.bent.append(f"{name}: {refused}")
            form.forces_into(name, value)
        player.typed[name] = value

    async def again(self) -> None:
        """Deliver the same thing again, as it was and under another name; the answer is the same.

        A line has one name only: under another one it would be another line.
        """
        assert self._last is not None
        window = self._last.window
        first, sent = window.last, window.sent
        assert first is not None
        before = len(window.chat.messages)
        repeated = [await window.delivers_again()]
        is_line = sent["type"] == "message" and "value" not in sent
        repeated.append(await (window.delivers_again() if is_line else window.delivers_anew()))
        for each in repeated:
            assert (each.status, each.body) == (first.status, first.body)
        await self._settle()
        assert len(window.chat.messages) == before

    async def loses(self, conversation: str, cause: str) -> None:
        """Let the platform refuse."""
        await self.world.lose(conversation, Cause(cause))

    async def restarts(self) -> None:
        """Stop the service and start it again; cards stay, and Teams has noticed nothing."""
        await self.service.restart()

    async def heard(self, conversation: str) -> Sequence[Sequence[str]]:
        """Return a conversation's messages; what answers a line is shown, and is none of them."""
        planned = await self._planned()
        found = [each for each in self._messages(conversation) if each.id in planned]
        return [[*keys_in(each.summary), *view_keys(self._screen(each))] for each in found]

    def _messages(self, conversation: str) -> list[Message]:
        chat = (
            self._channel(conversation)
            if conversation.startswith("#")
            else self.player(conversation).window.chat
        )
        return [each for each in chat.messages if each.from_app and not each.deleted]

    def _screen(self, message: Message) -> Screen:
        assert message.card is not None
        return Screen(message, message.card, self.platform.unknown)

    async def _planned(self) -> frozenset[str]:
        """Return the names of the messages that were planned, and answer no line and no press."""

        def read(connection: Connection) -> frozenset[str]:
            found = connection.execute(_PLANNED)
            return frozenset(str(reference).partition(" ")[2] for (reference,) in found)

        return await self.world.database.runner.read(read)

    def seen(self, who: str) -> Sequence[str]:
        """Return the keys of what was shown last."""
        shown = self.player(who).shown
        if shown is None:
            return []
        if sender(shown) is not None:
            return list(form_keys(shown))
        return [*keys_in(shown.message.summary), *view_keys(shown)]

    def errors(self, who: str) -> Mapping[str, str]:
        """Return the sentences under the fields of the open form."""
        form = self._form(who)
        return {} if form is None else errors(form)

    def kept(self, who: str) -> Mapping[str, str]:
        """Return what stands in the fields."""
        form, player = self._form(who), self.player(who)
        if form is None:
            return {}
        found = {}
        for name, text in form.typed.items():
            typed = player.typed.get(name, text)
            # A number comes back as cards write numbers; what was typed is the same one.
            found[name] = typed if typed.replace(",", ".") == text.replace(",", ".") else text
        return {name: value for name, value in found.items() if value}

    def fields(self, who: str) -> Sequence[str]:
        """Return the fields of the open form, in order."""
        form = self._form(who)
        return [] if form is None else [each["id"] for each in form.inputs()]

    def _form(self, who: str) -> Screen | None:
        shown = self.player(who).shown
        return shown if shown is not None and sender(shown) is not None else None

    async def _do(
        self, player: Player, act: Callable[[], Awaitable[object]], pressed: Screen | None = None
    ) -> None:
        """Do something and find what it has shown: on the pressed card, or as a message."""
        window, before = player.window, len(player.window.chat.messages)
        was = pressed and pressed.card
        await act()
        self._last = player
        changed = pressed and window.screen(pressed.message)
        if changed is not None and changed.card is not was:
            player.shown = changed
        await self._settle()
        planned = await self._planned()
        for each in window.chat.messages[before:]:
            if each.from_app and not each.deleted and each.id not in planned:
                player.shown = window.screen(each)
                player.typed.clear()

    def _channel(self, name: str) -> Chat:
        return self.tenant.teams[0].channel(name.removeprefix("#"))

    async def _settle(self) -> None:
        """Deliver what waits, also what Teams wanted to have a second later."""
        while True:
            await self.world.postman.drain()
            before, self._judged = self._judged, len(self.platform.calls)
            calls = self.platform.calls[before:]
            if not any(each.status == HTTPStatus.TOO_MANY_REQUESTS for each in calls):
                break
            self.world.clock.at += A_MOMENT
        self._well()

    def _well(self) -> None:
        """Raise AssertionError where Teams would not have shown something, or had to complain."""
        self.platform.all_well()
        for who, player in self._players.items():
            trouble = [*player.window.accidents, *player.window.wrongs]
            assert not trouble, f"{who}: {trouble}"


def teams_of(world: World, whole: Structure) -> tuple[Platform, Tenant]:
    """Return a Teams with one tenant, in which all people of a company are, and a stranger.

    They have the app by the administrator's policy, and one team has it as well.
    """
    platform = Platform(world.clock)
    tenant = platform.add_tenant(Tenant(guid("county"), "County", by_policy=True))
    people_of(tenant, [*(each.id for each in whole.people), STRANGER])
    platform.app.tenant = tenant.id
    tenant.add_team(TEAM, channels_of(whole))
    grant(platform)
    return platform, tenant


def settings_for(platform: Platform, tenant: Tenant) -> dict[str, Any]:
    """Return the settings with which Rytmi reaches the double."""
    return {
        "microsoft_app_id": platform.app.id,
        "microsoft_app_password": SecretStr(platform.app.secret),
        "microsoft_app_tenant_id": tenant.id,
        "teams_graph": True,
        "teams_login_url": platform.url,
        "teams_openid_url": f"{platform.url}/v1/.well-known/openidconfiguration",
        "teams_service_url": f"{platform.url}/teams/",
        "teams_graph_url": platform.url,
    }


async def connected(platform: Platform, tenant: Tenant, wire: Wire, chat: TeamsChat) -> None:
    """Let somebody install the app in the team; the app is told, and looks for the channels."""
    install_in(platform, tenant, tenant.teams[0], next(iter(tenant.users.values())))
    await tell(platform, wire)
    assert chat.parts is not None
    await chat.parts.upkeep.round()


@asynccontextmanager
async def teams_stage(
    world: World,
    url: str,
    whole: Structure | None = None,
    *,
    older: bool = False,
    unknown: frozenset[str] = frozenset(),
) -> AsyncIterator[TeamsStage]:
    """Run the server on a world's database and clock beside a Teams; keys stand for words.

    ``older``: the clients do not know Action.Execute. ``unknown``: nor do they know these elements.
    """
    whole = with_addresses(company() if whole is None else whole)
    await world.database.save_structure(whole)
    platform, tenant = teams_of(world, whole)
    platform.unknown = unknown
    async with serving(platform), aiohttp.ClientSession() as session:
        settings = Settings(web_door=False, **settings_for(platform, tenant))
        wire = HttpWire(platform, session, "")
        stage = TeamsStage(world, platform, tenant, wire, older=older)

        async def start(running: AsyncExitStack) -> None:
            rytmi, known = on_its_clock(assembled(world), world), asyncio.Event()
            rest = resting(mover(world))
            chat = TeamsChat(settings, lambda _: known.set(), draw_keys, rest, patience=AMPLE)
            served = application(rytmi, url=url, web_door=False, chats=(chat,))
            server = await running.enter_async_context(TestServer(served))
            await known.wait()
            wire.moves_to(str(server.make_url("")))
            if not tenant.teams[0].has_app:
                await connected(platform, tenant, wire, chat)

        async with Service(world, start) as stage.service:
            yield stage
