"""What people see in Teams over some weeks of the sample Oma Häme: cards to be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Final
from zoneinfo import ZoneInfo

from adapters.teams.drawing.render import Json, Renderer
from bot.application import Rytmi, assemble
from bot.clocks import MovableClock
from bot.demo import Life, read_sample
from dialogs.events import Answered, Commanded, Event, Origin, Pressed
from dialogs.okr.model import Language, OrganisationId, PersonId
from dialogs.ports import Delivered, Fate, Found, Pace, Repeat
from dialogs.posts import Parcel, PostKind, ToPerson
from dialogs.replies import Close, Correct, OpenForm, Reply, Show
from dialogs.text import Reader
from dialogs.views import Action, Block, Buttons, Form, NumberField, ScaleField, TextField, View
from dialogs.words.draw import draw
from storage.database import Database, open_database
from tests.shapes.check_in import form
from tests.shapes.looking_back import TALES, LookingBack, Tale

BEGUN: Final = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)
"""Where the demonstration's story stands: the questions of this week have gone out."""
MONDAY: Final = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
LAST: Final = datetime(2026, 12, 22, 12, 0, tzinfo=UTC)
"""By then every forum of a unit has met."""
NEVER: Final = timedelta(hours=1)
FORUMS: Final = {"digest": "#yksikko-tyollistyminen", "digest-county": "#hva-jory"}
PEOPLE: Final = {Language.FINNISH: "marika.jokinen", Language.ENGLISH: "priya.raman"}
NUMBERS: Final = {Language.FINNISH: ("20", "5"), Language.ENGLISH: ("91", "14.5", "3")}
COMMENTS: Final = {
    Language.FINNISH: "Kolme uutta valmennusta alkoi, ja kaksi siirtyi joulukuulle.",
    Language.ENGLISH: "Three new courses have begun, and two have moved to December.",
}
COMMANDS: Final = ("help", "status", "tree", "why", "ledger", "away")
TENANT: Final = "11111111-2222-4333-8444-555555555555"
ZONE: Final = ZoneInfo("Europe/Helsinki")
RENDERER: Final = Renderer(draw)


@dataclass(frozen=True)
class Shot:
    """One thing that somebody sees."""

    name: str
    card: Json
    time: str


@dataclass
class Catcher:
    """A courier that keeps the newest message of each person and channel."""

    views: dict[str, tuple[View, Reader]] = field(default_factory=dict)
    repeat: Repeat = Repeat.SAFE
    pace: Pace | None = None
    _names: Iterator[int] = field(default_factory=count)

    async def deliver(self, parcel: Parcel) -> Fate:
        """Keep a message."""
        recipient = parcel.post.recipient
        name = recipient.person if isinstance(recipient, ToPerson) else recipient.channel
        if parcel.post.kind is not PostKind.NOTICE:
            self.views[name] = parcel.post.view, parcel.post.reader
        return Delivered(f"m{next(self._names)}")

    async def find(self, parcel: Parcel) -> Found:
        """Say that nothing has to be looked up: what is delivered is marked at once."""
        raise AssertionError(parcel.post.key)


class Still(MovableClock):
    """A clock that stands where it is set."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self.at = start

    def now(self) -> datetime:
        return self.at

    def set(self, at: datetime) -> None:
        self.at = max(at, self.at)


class Scene:
    """The sample's people, time that passes for them, and somebody who is watched."""

    def __init__(self, database: Database, language: Language) -> None:
        sample = read_sample("oma-hame")
        self.language = language
        self.clock = Still(BEGUN)
        self.caught = Catcher()
        self.rytmi: Rytmi = assemble(
            database, self.clock, every=NEVER, couriers={"web": self.caught}
        )
        self.life = Life(self.rytmi, self.clock, sample)
        self.life.skip_until(BEGUN)
        self._organisation: OrganisationId = sample.structure.organisation.id
        self._numbers = count()
        self.person = PersonId(PEOPLE[language])

    async def until(self, at: datetime) -> None:
        """Let time pass."""
        await self.life.live_until(at)

    async def does(self, make: type[Event], **what: Any) -> Reply:  # noqa: ANN401 - the event's own
        """Let the person do something."""
        delivery = f"teams:pictures:{next(self._numbers)}"
        origin = Origin(self._organisation, self.person, "web", delivery)
        reply = await self.rytmi.engine.handle(make(origin, **what))
        await self.rytmi.postman.drain()
        return reply

    def newest(self, name: str, conversation: str) -> Shot:
        """Draw the newest message of a conversation."""
        view, reader = self.caught.views[conversation]
        spoken = replace(reader, language=self.language)
        return self._shot(name, RENDERER.message(view, spoken, TENANT).card)

    def shown(self, name: str, reply: Reply) -> Shot:
        """Draw what an open request is answered with."""
        match reply.act:
            case OpenForm(form) | Correct(form):
                card = RENDERER.form(form, reply.reader, TENANT)
            case Close(view) | Show(view):
                card = RENDERER.showing(view, reply.reader, TENANT)
            case _:
                raise AssertionError(reply)
        return self._shot(name, card)

    def _shot(self, name: str, card: Json) -> Shot:
        return Shot(name, card, f"{self.clock.now().astimezone(ZONE):%H:%M}")


async def shots(lived: str, language: Language) -> list[Shot]:
    """Return what one person sees in a Monday's minutes, and forums in the weeks after it."""
    database = open_database(lived)
    try:
        scene = Scene(database, language)
        return await _shots(scene)
    finally:
        await database.close()


async def _shots(scene: Scene) -> list[Shot]:
    await scene.until(MONDAY)
    found = [scene.newest("prompt", scene.person)]
    prompt, _ = scene.caught.views[scene.person]
    opened = await scene.does(Pressed, action=first_action(prompt.blocks))
    found.append(scene.shown("form", opened))
    wrong = await scene.does(Answered, **_filled(_form(opened), scene.language, numbers_only=True))
    found.append(scene.shown("form-wrong", wrong))
    found.append(scene.shown("form-five", Reply(opened.reader, OpenForm(form(5)))))
    saved = await scene.does(Answered, **_filled(_form(wrong), scene.language))
    found.append(scene.shown("saved", saved))
    found.append(scene.newest("receipt", scene.person))
    found += [scene.shown(each, await scene.does(Commanded, text=each)) for each in COMMANDS]
    day = MONDAY
    while any(channel not in scene.caught.views for channel in FORUMS.values()):
        day += timedelta(days=1)
        assert day < LAST, f"a forum does not meet any more: {sorted(scene.caught.views)}"
        await scene.until(day)
    found += [scene.newest(name, channel) for name, channel in FORUMS.items()]
    return [*found, *await _look_back(scene, TALES[scene.language])]


async def _look_back(scene: Scene, tale: Tale) -> list[Shot]:
    """Return what a member sees of a retro, and what it leaves in the channels."""
    back = LookingBack(scene.rytmi.engine.handle, tale)
    await back.until_all_are_asked()
    await scene.rytmi.postman.drain()
    call, _ = scene.caught.views[scene.person]
    found = [scene.newest("retro-call", scene.person)]
    found.append(
        scene.shown("retro-write", await scene.does(Pressed, action=first_action(call.blocks)))
    )
    board = await scene.does(Commanded, text=f"retro {tale.unit}")
    found.append(scene.shown("retro-board", board))
    await back.to_the_end()
    await scene.rytmi.postman.drain()
    places = {"retro-summary": tale.channel, "retro-short": tale.above}
    return [*found, *(scene.newest(name, channel) for name, channel in places.items())]


def first_action(blocks: tuple[Block, ...]) -> Action:
    """Return what the first button does."""
    row = next(block for block in blocks if isinstance(block, Buttons))
    return row.items[0].action


def _form(reply: Reply) -> Form:
    assert isinstance(reply.act, OpenForm | Correct), reply
    return reply.act.form


def _filled(form: Form, language: Language, *, numbers_only: bool = False) -> Mapping[str, Any]:
    numbers, comment = iter(NUMBERS[language]), COMMENTS[language]
    values: dict[str, str] = {}
    for group in form.groups:
        for each in (*group.fields, *group.more):
            match each:
                case NumberField():
                    values[each.id] = next(numbers, "")
                case ScaleField() if not numbers_only:
                    values[each.id] = "7"
                case TextField() if comment and not numbers_only:
                    values[each.id], comment = comment, ""
                case _:
                    values[each.id] = ""
    return {"session": form.session, "version": form.version, "values": values}
