"""Plays transcripts through the real Slack door: signed requests in, Block Kit out, read by key."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

import aiohttp
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.application import Rytmi, application
from bot.settings import Settings
from bot.slack.wiring import SlackChat
from dialogs.commands import SLASH
from dialogs.posts import Cause
from storage.structure import Structure
from tests.conversations.company import company
from tests.conversations.service import Service, assembled
from tests.conversations.slack_reading import (
    CARE,
    given,
    hint,
    is_reply,
    message_keys,
    modal_keys,
    page,
)
from tests.conversations.slack_words import draw_keys, keys_in, sign
from tests.conversations.stage import World
from tests.patience import AMPLE
from tests.slack.clockwork import on_moved_clock, resting
from tests.slack.keyboard import Keyboard, Pressable, buttons
from tests.slack.modals import Modal, RefusedError, initial
from tests.slack.places import Channel, Json, Message, Workspace, people_of
from tests.slack.platform import Platform
from tests.slack.server import serving
from tests.slack.wires import Answer, HttpWire, SocketWire, Wire

NEWER: Final = frozenset({"container", "data_visualization", "table"})
"""The blocks that a Slack of 2024 does not know."""
A_MOMENT: Final = timedelta(seconds=1)
"""A conversation takes one message a second."""
STRANGER: Final = "stranger"
"""Somebody of the workspace whom nobody in the organisation knows."""


@dataclass
class Player:
    """Somebody in the transcript, and what they look at."""

    keyboard: Keyboard
    shown: Modal | Message | None = None
    """What the last thing done has shown."""
    typed: dict[str, str] = field(default_factory=dict)
    """What they have typed into the open modal, as they wrote it."""
    drawn_anew: bool = False
    """Whether the open modal stands as the server drew it, with nothing typed since."""

    def seen_by_now(self) -> tuple[object, ...]:
        """Return what changes when something new is shown."""
        modal = self.keyboard.modal
        return (
            modal and (modal.id, modal.hash, tuple(modal.errors)),
            len(self.keyboard.screen.told),
            len(self.replies()),
        )

    def replies(self) -> list[Message]:
        """Return the messages that answer lines."""
        return [each for each in self.keyboard.messages() if is_reply(each)]


class SlackStage:
    """Does what people do in Slack's own window, and reads what it would show them."""

    service: Service

    def __init__(self, world: World, platform: Platform, workspace: Workspace, wire: Wire) -> None:
        """Take a world and its Slack; the service comes when it is started."""
        self.world = world
        self.platform = platform
        self.workspace = workspace
        self.bent: list[str] = []
        """What Slack's own window would not have let anybody do, and was sent nevertheless."""
        self._wire = wire
        self._players: dict[str, Player] = {}
        self._judged = 0
        """Calls that have been looked at."""
        self._last: tuple[Callable[[], Awaitable[Answer]], Answer] | None = None

    def player(self, who: str) -> Player:
        """Return somebody at their keyboard."""
        if who not in self._players:
            user = f"U0{who.upper()}"
            keyboard = Keyboard(self.platform, self._wire, self.workspace, user)
            self._players[who] = Player(keyboard)
        return self._players[who]

    async def at(self, instant: datetime) -> None:
        """Let time pass."""
        await self.world.live_until(instant)
        await self._settle()

    async def types(self, who: str, text: str) -> None:
        """Type a command, or write a line in the direct conversation."""
        player = self.player(who)
        keyboard = player.keyboard
        keyboard.screen.modals.clear()
        if text.startswith(SLASH):
            channel = keyboard.conversation()
            said = text.removeprefix(SLASH).removeprefix(" ")
            fields = keyboard.envelopes.command(SLASH, said, channel)
            await self._do(player, lambda: keyboard.deliver_command(fields))
            self._last = (lambda: self._wire.command(fields)), _answer(keyboard)
            return

        async def writes() -> None:
            envelope = await keyboard.writes(text)
            self._last = (lambda: self._wire.event(envelope, 1, "http_timeout")), _answer(keyboard)

        await self._do(player, writes)

    async def presses(self, who: str, label: str) -> None:
        """Press a visible button of that label: in what was shown, else in messages."""
        first, label = label.startswith("first "), label.removeprefix("first ")
        player = self.player(who)
        keyboard, wanted = player.keyboard, sign(label)
        found = [each for each in keyboard.pressable() if wanted in each.label]
        if keyboard.modal is not None and not found:
            keyboard.screen.modals.clear()
        if keyboard.modal is None:
            found = [each for each in _in_sight(player) if wanted in each.label]
        assert found, f"{who} sees no button {label}"
        pressed = found[0 if first else -1]
        payload = keyboard.payload_of(pressed)
        await self._do(player, lambda: keyboard.deliver_press(payload))
        self._last = (lambda: self._wire.interaction(payload)), _answer(keyboard)

    async def fills(self, who: str, values: Mapping[str, str]) -> None:
        """Fill in and send the open modal, page by page where it has several."""
        rest = dict(values)
        while await self._page(who, rest):
            pass
        assert not rest, f"the form has no fields {sorted(rest)}"

    async def turns(self, who: str, values: Mapping[str, str]) -> None:
        """Fill in and send one page of the open modal, which is not its last."""
        rest = dict(values)
        turned = await self._page(who, rest)
        assert not rest, f"the page has no fields {sorted(rest)}"
        assert turned or self.errors(who), f"{who} has no next page"

    async def _page(self, who: str, rest: dict[str, str]) -> bool:
        """Send a page with what belongs into it, taken out of the rest; tell if another came."""
        player = self.player(who)
        keyboard = player.keyboard
        modal = keyboard.modal
        assert modal is not None, f"{who} has no form open"
        here = {block["block_id"]: block for block, _ in modal.inputs()}
        for name in [name for name in rest if name in here]:
            self._put(player, modal, here[name], rest.pop(name))
        missing = modal.missing()
        if missing:
            self.bent.append(f"{who} left out {missing}")
        before = page(modal)
        await self._sends(player, keyboard.envelopes.submission(modal))
        if modal is not keyboard.modal or modal.errors or page(modal) != before + 1:
            return False
        player.typed.clear()
        return True

    async def _sends(self, player: Player, payload: Json) -> None:
        await self._do(player, lambda: player.keyboard.deliver_submission(payload))
        self._last = (lambda: self._wire.interaction(payload)), _answer(player.keyboard)

    def _put(self, player: Player, modal: Modal, block: Json, value: str) -> None:
        """Type something in, also what only another client than Slack's own would let through."""
        try:
            modal.types_into(block, value)
        except RefusedError as refused:
            self.bent.append(f"{block['block_id']}: {refused}")
            modal.forces_into(block, value)
        player.typed[block["block_id"]] = value
        player.drawn_anew = False

    async def again(self) -> None:
        """Deliver the very same thing again; the answer is the same."""
        assert self._last is not None
        deliver, first = self._last
        for _ in range(2):
            repeated = await deliver()
            assert (repeated.status, repeated.body) == (first.status, first.body)
        await self._settle()

    async def loses(self, conversation: str, cause: str) -> None:
        """Let the platform refuse."""
        await self.world.lose(conversation, Cause(cause))

    async def restarts(self) -> None:
        """Stop the service and start it again; modals stay open, and Slack has noticed nothing."""
        await self.service.restart()

    async def heard(self, conversation: str) -> Sequence[Sequence[str]]:
        """Return a conversation's messages; what answers a line is shown, and is none of them."""
        if conversation.startswith("#"):
            messages = self._channel(conversation).messages
        else:
            messages = self.player(conversation).keyboard.messages()
        return [list(message_keys(each)) for each in messages if not is_reply(each)]

    def seen(self, who: str) -> Sequence[str]:
        """Return the keys of what was shown last."""
        match self.player(who).shown:
            case Modal() as modal:
                return list(modal_keys(modal))
            case Message() as message:
                return list(message_keys(message))
            case None:
                return []

    def errors(self, who: str) -> Mapping[str, str]:
        """Return the sentences beside the fields, as Slack puts them there or as they are drawn."""
        modal = self.player(who).keyboard.modal
        if modal is None:
            return {}
        drawn = {
            block["block_id"]: line
            for block, _ in modal.inputs()
            for line in hint(block)
            if line.startswith(CARE)
        }
        return {name: next(keys_in(text)) for name, text in (modal.errors or drawn).items()}

    def kept(self, who: str) -> Mapping[str, str]:
        """Return what stands in the fields; what the server put there, where it drew them anew."""
        player = self.player(who)
        modal = player.keyboard.modal
        if modal is None:
            return {}
        found = {}
        for block, element in modal.inputs():
            name, place = block["block_id"], (block["block_id"], element["action_id"])
            value = initial(element) if player.drawn_anew else modal.typed[place]
            text = value["value"] if isinstance(value, dict) else str(value or "")
            text = text or given(block)
            typed = player.typed.get(name, text)
            # A number comes back as Slack writes numbers; what was typed is the same one.
            found[name] = typed if typed.replace(",", ".") == text.replace(",", ".") else text
        return {name: value for name, value in found.items() if value}

    def fields(self, who: str) -> Sequence[str]:
        """Return the fields of the open form, in order."""
        modal = self.player(who).keyboard.modal
        return [] if modal is None else [block["block_id"] for block, _ in modal.inputs()]

    async def _do(self, player: Player, act: Callable[[], Awaitable[object]]) -> None:
        keyboard, before = player.keyboard, player.seen_by_now()
        modal, drawn = keyboard.modal, keyboard.modal and keyboard.modal.hash
        await act()
        await self._settle()
        after = player.seen_by_now()
        if after[0] and after[0] != before[0]:
            player.shown = keyboard.modal
            if keyboard.modal is not modal:
                player.typed.clear()
            player.drawn_anew = keyboard.modal is modal and drawn != modal.hash if modal else False
        elif after[1] != before[1]:
            player.shown = keyboard.screen.told[-1]
        elif after[2] != before[2]:
            player.shown = player.replies()[-1]

    def _channel(self, name: str) -> Channel:
        wanted = name.removeprefix("#")
        return next(each for each in self.workspace.channels.values() if each.name == wanted)

    async def _settle(self) -> None:
        """Deliver what waits, also what Slack wanted to have a second later."""
        while True:
            await self.world.postman.drain()
            before, self._judged = self._judged, len(self.platform.calls)
            calls = self.platform.calls[before:]
            if not any(each.status == HTTPStatus.TOO_MANY_REQUESTS for each in calls):
                break
            self.world.clock.at += A_MOMENT
        self._well()

    def _well(self) -> None:
        """Raise AssertionError where Slack has refused something, or had to say so itself."""
        self.platform.all_well()
        for who, player in self._players.items():
            assert not player.keyboard.accidents, f"{who}: {player.keyboard.accidents}"


def _answer(keyboard: Keyboard) -> Answer:
    assert keyboard.last is not None
    return keyboard.last


def _in_sight(player: Player) -> list[Pressable]:
    """Return the buttons of all messages, and of what was shown last where that is ephemeral."""
    messages = player.keyboard.messages()
    if isinstance(player.shown, Message) and player.shown not in messages:
        messages.append(player.shown)
    return [
        Pressable(*each, message=message)
        for message in messages
        for each in buttons({"blocks": message.blocks})
    ]


def slack_of(world: World, whole: Structure) -> tuple[Platform, Workspace]:
    """Return a Slack with one workspace, in which all people of a company are, and a stranger."""
    platform = Platform(world.clock)
    workspace = platform.add_workspace(Workspace("T0COUNTY", "County"))
    people_of(workspace, [*(each.id for each in whole.people), STRANGER])
    for name in channels_of(whole):
        members = {workspace.bot_user}
        workspace.add_channel(Channel(f"C0{name.upper()}00", name, members=members))
    return platform, workspace


def channels_of(whole: Structure) -> list[str]:
    """Return the names of the channels in which a company's forums meet."""
    return sorted({each.channel.removeprefix("#") for each in whole.forums})


def with_addresses(whole: Structure) -> Structure:
    """Return a company with the e-mail addresses by which Slack's users are known."""
    people = (replace(each, email=f"{each.id}@county.example") for each in whole.people)
    return replace(whole, people=tuple(people))


def mover(world: World) -> Callable[[timedelta], None]:
    """Return what moves a world's clock on."""

    def move(by: timedelta) -> None:
        world.clock.at += by

    return move


def on_its_clock(rytmi: Rytmi, world: World) -> Rytmi:
    """Give a world this Rytmi's parts, with a postman whose rests move the world's clock."""
    moved = on_moved_clock(rytmi, mover(world))
    world.planner, world.postman = moved.planner, moved.postman
    return moved


@asynccontextmanager
async def slack_stage(
    world: World,
    url: str,
    whole: Structure | None = None,
    *,
    by_socket: bool = False,
    old: bool = False,
) -> AsyncIterator[SlackStage]:
    """Run the server on a world's database and clock beside a Slack; keys stand for words.

    ``old``: Slack knows none of the blocks of 2025 and 2026.
    """
    whole = with_addresses(company() if whole is None else whole)
    await world.database.save_structure(whole)
    platform, workspace = slack_of(world, whole)
    platform.unknown_blocks = NEWER if old else frozenset()
    async with serving(platform) as sockets, aiohttp.ClientSession() as session:
        settings = Settings(
            web_door=False,
            slack_signing_secret=SecretStr(platform.client.signing_secret),
            slack_bot_token=SecretStr(platform.issue(workspace.id).value),
            slack_app_token=SecretStr(platform.issue_app_token().value if by_socket else ""),
            slack_api_url=f"{platform.url}/api/",
        )
        posts = HttpWire(platform, session, "")
        wire = SocketWire(sockets) if by_socket else posts
        stage = SlackStage(world, platform, workspace, wire)

        async def start(running: AsyncExitStack) -> None:
            rytmi, known = on_its_clock(assembled(world), world), asyncio.Event()
            rest = resting(mover(world))
            chat = SlackChat(settings, lambda _: known.set(), draw_keys, rest, patience=AMPLE)
            served = application(rytmi, url=url, web_door=False, chats=(chat,))
            server = await running.enter_async_context(TestServer(served))
            await known.wait()
            if by_socket:
                await sockets.arrived.wait()
            posts.moves_to(str(server.make_url("")))

        async with Service(world, start) as stage.service:
            yield stage
