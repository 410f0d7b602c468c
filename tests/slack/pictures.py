"""What people see in Slack over some weeks of the sample Oma Häme: payloads to be drawn."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import subprocess
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import aiohttp
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.application import Rytmi, application, assemble
from bot.clocks import MovableClock
from bot.demo import Life, read_sample
from bot.settings import Settings
from bot.slack.wiring import SlackChat
from dialogs.okr.model import Language
from storage.database import open_database
from tests.patience import AMPLE
from tests.shapes.looking_back import TALES, LookingBack, Tale
from tests.slack.clockwork import NEVER, on_moved_clock, resting
from tests.slack.keyboard import Keyboard
from tests.slack.modals import Modal, options_of
from tests.slack.places import Channel, Json, Message, User, Workspace
from tests.slack.platform import Platform
from tests.slack.server import serving
from tests.slack.wires import HttpWire

BEGUN: Final = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)
"""Where the demonstration's story stands: the questions of this week have gone to its page."""
MONDAY: Final = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
LAST: Final = datetime(2026, 12, 22, 12, 0, tzinfo=UTC)
"""By then every forum of a unit has met."""
CHANNEL: Final = "yksikko-tyollistyminen"
PEOPLE: Final = {Language.FINNISH: "marika.jokinen", Language.ENGLISH: "priya.raman"}
NUMBERS: Final = {Language.FINNISH: ("20", "5"), Language.ENGLISH: ("91", "14.5", "3")}
COMMENTS: Final = {
    Language.FINNISH: "Kolme uutta valmennusta alkoi, ja kaksi siirtyi joulukuulle.",
    Language.ENGLISH: "Three new courses have begun, and two have moved to December.",
}
NEWER: Final = frozenset({"container", "data_visualization", "table"})
ZONE: Final = ZoneInfo("Europe/Helsinki")


@dataclass(frozen=True)
class Shot:
    """One thing that somebody sees."""

    name: str
    kind: str
    """``message``, ``ephemeral``, ``modal`` or ``home``."""
    payload: Json
    time: str = ""
    errors: dict[str, str] = field(default_factory=dict)


class Still(MovableClock):
    """A clock that stands where it is set."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self.at = start

    def now(self) -> datetime:
        return self.at

    def set(self, at: datetime) -> None:
        self.at = max(at, self.at)


@dataclass
class Scene:
    """A Slack in which the sample's people are, and time that passes for them."""

    platform: Platform
    workspace: Workspace
    life: Life
    rytmi: Rytmi
    keyboard: Keyboard

    @property
    def channel(self) -> Channel:
        """The channel of the forum that is looked at."""
        return self.channel_of(f"#{CHANNEL}")

    def channel_of(self, name: str) -> Channel:
        """Return a channel by its name."""
        channels = self.workspace.channels.values()
        return next(each for each in channels if f"#{each.name}" == name)

    async def until_the_next_digest(self) -> Message:
        """Let days pass until the forum meets."""
        before, day = len(self.channel.messages), self.platform.clock.now()
        while len(self.channel.messages) == before:
            day += timedelta(days=1)
            assert day < LAST, "the forum does not meet any more"
            await self.life.live_until(day)
        return self.channel.messages[-1]


async def shots(lived: str, language: Language) -> list[Shot]:
    """Return what one person sees in a Monday's minutes, and a forum in the weeks after it."""
    async with _scene(lived, language) as scene:
        await scene.life.live_until(MONDAY)
        keyboard = scene.keyboard
        found = [_message("prompt", keyboard.messages()[-1])]
        await keyboard.presses(_first_label(keyboard.messages()[-1]))
        found.append(_modal("form", keyboard))
        _fill(keyboard, language, only_numbers=True)
        await keyboard.submits(checks=False)
        found.append(_modal("form-wrong", keyboard))
        _fill(keyboard, language)
        await keyboard.submits()
        found.append(_modal("saved", keyboard))
        keyboard.closes()
        await scene.rytmi.postman.drain()
        found.append(_message("receipt", keyboard.messages()[-1]))
        for command in ("help", "status", "tree", "why"):
            await keyboard.types(command)
            found.append(_message(command, keyboard.screen.told[-1]))
        await keyboard.opens_home()
        assert keyboard.home is not None
        found.append(Shot("home", "home", keyboard.home))
        found.append(_message("digest", await scene.until_the_next_digest()))
        found += await _look_back(scene, TALES[language])
        scene.platform.unknown_blocks = NEWER
        older = await scene.until_the_next_digest()
        found.append(_message("digest-older", _with_pictures(older, scene.platform)))
        assert "data:image/png" in repr(found[-1].payload), "the chart's picture is missing"
        scene.platform.all_well()
        assert keyboard.accidents == []
        return found


async def _look_back(scene: Scene, tale: Tale) -> list[Shot]:
    """Return what a member sees of a retro, and what it leaves in the channels."""
    keyboard, postman = scene.keyboard, scene.rytmi.postman
    keyboard.in_home = False
    back = LookingBack(scene.rytmi.engine.handle, tale)
    await back.until_all_are_asked()
    await postman.drain()
    found = [_message("retro-call", keyboard.messages()[-1])]
    await keyboard.presses(_first_label(keyboard.messages()[-1]))
    found.append(_modal("retro-write", keyboard))
    keyboard.closes()
    await keyboard.types(f"retro {tale.unit}")
    found.append(_message("retro-board", keyboard.screen.told[-1]))
    await back.to_the_end()
    await postman.drain()
    places = {"retro-summary": tale.channel, "retro-short": tale.above}
    for name, channel in places.items():
        found.append(_message(name, scene.channel_of(channel).messages[-1]))
    return found


@asynccontextmanager
async def _scene(lived: str, language: Language) -> AsyncIterator[Scene]:
    sample, clock = read_sample("oma-hame"), Still(BEGUN)
    platform = Platform(clock)
    workspace = platform.add_workspace(Workspace("T0HAME", "Oma Häme"))
    for person in sample.structure.people:
        workspace.add_user(User(_user(person.id), person.name, person.email))
    for number, forum in enumerate(sample.structure.forums):
        name, members = forum.channel.removeprefix("#"), {workspace.bot_user}
        workspace.add_channel(Channel(f"C{number:08d}", name, members=members))
    database = open_database(lived)
    forums = tuple(replace(each, language=language) for each in sample.structure.forums)
    await database.save_structure(replace(sample.structure, forums=forums))

    def move(by: timedelta) -> None:
        clock.set(clock.now() + by)

    rytmi = on_moved_clock(assemble(database, clock, every=NEVER), move)
    async with serving(platform), aiohttp.ClientSession() as session:
        settings = Settings(
            web_door=False,
            slack_signing_secret=SecretStr(platform.client.signing_secret),
            slack_bot_token=SecretStr(platform.issue(workspace.id).value),
            slack_api_url=f"{platform.url}/api/",
        )
        known = asyncio.Event()
        chat = SlackChat(settings, lambda _: known.set(), rest=resting(move), patience=AMPLE)
        served = application(rytmi, url=lived, web_door=False, chats=(chat,))
        async with TestServer(served) as server:
            await known.wait()
            life = Life(rytmi, clock, sample)
            life.skip_until(clock.now())
            wire = HttpWire(platform, session, str(server.make_url("")))
            keyboard = Keyboard(platform, wire, workspace, _user(PEOPLE[language]))
            yield Scene(platform, workspace, life, rytmi, keyboard)


def _user(person: str) -> str:
    return f"U0{person.upper().replace('.', '').replace('-', '')}"


def _first_label(message: Message) -> str:
    actions = next(each for each in message.blocks if each["type"] == "actions")
    label: str = actions["elements"][0]["text"]["text"]
    return label


def _fill(keyboard: Keyboard, language: Language, *, only_numbers: bool = False) -> None:
    modal = keyboard.modal
    assert modal is not None
    numbers = iter(NUMBERS[language])
    comment = COMMENTS[language]
    for block, element in modal.inputs():
        kind = element["type"]
        if kind == "number_input":
            modal.types_into(block, next(numbers, ""))
        elif only_numbers:
            continue
        elif not block.get("optional", False):
            chosen = options_of(element)
            modal.types_into(block, chosen[min(6, len(chosen) - 1)]["value"])
        elif kind == "plain_text_input" and comment:
            modal.types_into(block, comment)
            comment = ""


def _message(name: str, message: Message) -> Shot:
    at = datetime.fromtimestamp(float(message.ts), ZONE)
    kind = "ephemeral" if message.only_for else "message"
    return Shot(name, kind, {"text": message.text, "blocks": message.blocks}, at.isoformat())


def _modal(name: str, keyboard: Keyboard) -> Shot:
    modal = keyboard.modal
    assert modal is not None, keyboard.accidents
    return Shot(name, "modal", _as_typed(modal), errors=modal.errors)


def _as_typed(modal: Modal) -> Json:
    """Return a modal's view as it stands in the window, with what was typed and chosen."""
    view: Json = json.loads(json.dumps(modal.view))
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        typed = modal.typed[block["block_id"], element["action_id"]]
        if isinstance(typed, dict):
            element["initial_option"] = typed
        elif typed:
            element["initial_value"] = typed
    return view


def _with_pictures(message: Message, platform: Platform) -> Message:
    """Put the uploaded pictures where the blocks name them."""

    def shown(part: Any) -> Any:  # noqa: ANN401 - any JSON
        if isinstance(part, list):
            return [shown(each) for each in part]
        if not isinstance(part, dict):
            return part
        rest = {key: shown(each) for key, each in part.items() if key != "slack_file"}
        if "slack_file" in part:
            content = platform.uploads[part["slack_file"]["id"]].content or b""
            rest["image_url"] = f"data:image/png;base64,{base64.b64encode(content).decode()}"
        return rest

    return replace(message, blocks=shown(message.blocks))


def draw_pages(node: Path, found: Mapping[Path, Shot], listed: Path) -> None:
    """Draw each shot as the page of that name; ``listed`` is where the list of them is written."""
    wanted = [{"page": str(page), "shot": asdict(shot)} for page, shot in found.items()]
    listed.write_text(json.dumps(wanted), encoding="utf-8")
    command = ["node", "view.cjs", str(listed)]
    zone = {**os.environ, "TZ": str(ZONE)}
    subprocess.run(command, cwd=node, env=zone, check=True, timeout=AMPLE)
