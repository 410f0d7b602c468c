"""A small house behind the page: an organisation in memory, an outbox, a clock, a short check-in.

Everything here does what it says, only with less: the engine remembers deliveries as the real one
does, and messages get their place when they are delivered and not before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from aiohttp import web

from adapters.web.clock import targets
from adapters.web.courier import WebCourier
from adapters.web.door import CommandHint, Target, WebDoor
from adapters.web.mount import mount
from dialogs.events import Answered, Commanded, Event, Pressed, Said, Turned
from dialogs.okr.cadence import read_rule
from dialogs.okr.model import (
    ChannelId,
    Forum,
    ForumId,
    Language,
    Level,
    Membership,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    Role,
    Unit,
    UnitId,
)
from dialogs.ports import Delivered, Message, Work
from dialogs.posts import Parcel, Post, PostKey, PostKind, Recipient, ToChannel, ToPerson
from dialogs.replies import Act, Close, Correct, Nothing, OpenForm, Reply, Show
from dialogs.session import SessionId
from dialogs.text import Reader, Text, Verbatim, say
from dialogs.views import (
    Action,
    Button,
    Buttons,
    Form,
    Group,
    Heading,
    NumberField,
    Paragraph,
    ScaleField,
    TextField,
    Tone,
    View,
)
from dialogs.words.draw import draw

T = TypeVar("T")

HAME = OrganisationId("häme")
ZONE = "Europe/Helsinki"
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""Monday of week 48, nine o'clock in Helsinki."""
AINO, VEIKKO, STINA = PersonId("aino"), PersonId("veikko"), PersonId("stina")
TEAM_CHANNEL, BOARD_CHANNEL = ChannelId("tiimi"), ChannelId("aluehallitus/2026")

ORGANISATION = Organisation(HAME, "Oma Häme", Language.FINNISH, ZONE, "FI")
OTHER = Organisation(OrganisationId("nett"), "Nettbutikk", Language.NORWEGIAN, "Europe/Oslo", "NO")
UNITS = (
    Unit(UnitId("oma"), "Oma Häme", Level.ORGANISATION, None),
    Unit(UnitId("sote"), "Sosiaali- ja terveyspalvelut", Level.SECTOR, UnitId("oma")),
    Unit(UnitId("koti"), "Kotihoito", Level.RESULT_AREA, UnitId("sote")),
    Unit(UnitId("tiimi-1"), "Kotihoidon tiimi 1", Level.TEAM, UnitId("koti")),
)
PEOPLE = (
    Person(AINO, "Aino Virtanen"),
    Person(VEIKKO, "Veikko Lehto"),
    Person(STINA, "Stina Åberg", language=Language.SWEDISH),
)
MEMBERS = (
    Membership(VEIKKO, UnitId("oma"), Role.ADMIN),
    Membership(STINA, UnitId("tiimi-1"), Role.MEMBER),
    Membership(AINO, UnitId("tiimi-1"), Role.LEAD),
)
FORUMS = (
    Forum(
        ForumId("aluehallitus"),
        UnitId("oma"),
        "Aluehallitus",
        BOARD_CHANNEL,
        read_rule("board"),
        time(12, 0),
    ),
    Forum(
        ForumId("tiimi"),
        UnitId("tiimi-1"),
        "Tiimipalaveri",
        TEAM_CHANNEL,
        read_rule("team"),
        time(13, 0),
    ),
)


@dataclass(frozen=True, slots=True)
class Register:
    """The part of a transaction that the page reads."""

    organisation: Organisation
    everyone: Sequence[Person]
    tree: Sequence[Unit]
    memberships: Sequence[Membership]
    meetings: Sequence[Forum]

    def person(self, person: PersonId) -> Person | None:
        return self.people([person]).get(person)

    def people(self, people: Collection[PersonId]) -> Mapping[PersonId, Person]:
        return {one.id: one for one in self.everyone if one.id in people}

    def units(self) -> Sequence[Unit]:
        return self.tree

    def members(self, units: Collection[UnitId]) -> Sequence[Membership]:
        return [one for one in self.memberships if one.unit in units]

    def forums(self) -> Sequence[Forum]:
        return self.meetings


class Registers:
    """A store of registers, for reading."""

    def __init__(self, *registers: Register) -> None:
        self._registers = {register.organisation.id: register for register in registers}

    async def read(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        # The page reads who there is and nothing else; a wider read would fail here at once.
        return job(cast("Work", self._registers[organisation]))

    async def glance(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        return await self.read(organisation, job)

    async def write(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        raise AssertionError("the page writes nothing")


class Wall:
    """An outbox and a timeline in one: what was delivered, by recipient."""

    def __init__(self) -> None:
        self._messages: dict[tuple[OrganisationId, str], list[Message]] = {}
        self._place = 0

    def put(self, organisation: OrganisationId, post: Post, at: datetime) -> None:
        """Note a delivery; a message that replaces another takes its place in the list."""
        self._place += 1
        messages = self._messages.setdefault((organisation, _name(post.recipient)), [])
        messages[:] = [one for one in messages if one.key != post.replaces]
        replaced = post.replaces is not None
        messages.append(Message(post.key, self._place, at, replaced=replaced, post=post))

    async def conversation(
        self, organisation: OrganisationId, recipient: Recipient, *, above: int, most: int
    ) -> Sequence[Message]:
        messages = self._messages.get((organisation, _name(recipient)), [])
        return [message for message in messages if message.place > above][-most:]

    async def latest(self, organisation: OrganisationId) -> Mapping[str, int]:
        return {
            recipient: messages[-1].place
            for (owner, recipient), messages in self._messages.items()
            if owner == organisation and messages
        }


def _name(recipient: Recipient) -> str:
    match recipient:
        case ToPerson(person):
            return f"person:{person}"
        case ToChannel(channel):
            return f"channel:{channel}"


class SteppingClock:
    """A clock that stands still until it is moved; a move waits for ``gate``."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self._now = now
        self.gate = asyncio.Event()
        self.gate.set()
        self.moves: list[str] = []
        self.on_move: Callable[[datetime], None] = lambda _now: None
        self.on_the_way: Callable[[], Awaitable[None]] | None = None

    def now(self) -> datetime:
        return self._now

    def pass_by(self, time: timedelta) -> None:
        """Let time pass as it does by itself."""
        self._now += time

    @property
    def movable(self) -> bool:
        return True

    def choices(self, now: datetime) -> Sequence[Target]:
        return targets(now, ZoneInfo(ZONE), datetime(2026, 12, 1, 11, 0, tzinfo=UTC))

    async def move(self, target: Target) -> None:
        self.moves.append(target.name)
        await self.gate.wait()
        if self.on_the_way is not None:
            await self.on_the_way()
        self._now = target.at
        self.on_move(self._now)


@dataclass
class House:
    """The page with everything behind it; tests reach in and look."""

    clock: SteppingClock = field(default_factory=SteppingClock)
    wall: Wall = field(default_factory=Wall)
    events: list[Event] = field(default_factory=list)
    replies: dict[str, Reply] = field(default_factory=dict)
    stored: list[Mapping[str, str]] = field(default_factory=list)
    commands: Sequence[CommandHint] = (
        CommandHint("/okr checkin", Verbatim("Answer this week’s check-in")),
        CommandHint("/okr status [unit]", Verbatim("How the key results are doing")),
    )
    organisations: tuple[Organisation, ...] = (ORGANISATION, OTHER)
    newcomers: Sequence[Person] = ()
    """Members of Aino's team besides those who are always there."""

    def __post_init__(self) -> None:
        store = Registers(self._register(), Register(OTHER, (), (), (), ()))

        async def known() -> Sequence[Organisation]:
            return self.organisations

        self.door = WebDoor(
            handle=self.handle,
            store=store,
            timeline=self.wall,
            organisation=HAME,
            organisations=known,
            draw=draw,
            clock=self.clock,
            commands=self.commands,
        )
        self.courier = WebCourier(self.door.bell)

    def _register(self) -> Register:
        joined = [Membership(one.id, UnitId("tiimi-1"), Role.MEMBER) for one in self.newcomers]
        return Register(
            ORGANISATION, (*PEOPLE, *self.newcomers), UNITS, (*MEMBERS, *joined), FORUMS
        )

    def app(self) -> web.Application:
        """Return an application with the page in it."""
        made = web.Application()
        mount(made, self.door)
        return made

    async def deliver(self, post: Post) -> None:
        """Do what a postman does: deliver, then note it, then ring."""
        parcel = Parcel(1, HAME, "web", "", _name(post.recipient), post, 1, None)
        assert isinstance(await self.courier.deliver(parcel), Delivered)
        self.wall.put(HAME, post, self.clock.now())
        self.door.arrivals.note(parcel)
        self.courier.delivered()

    async def handle(self, event: Event) -> Reply:
        """Answer an event; a delivery that was seen before gets the same reply."""
        delivery = event.origin.delivery
        if delivery not in self.replies:
            self.events.append(event)
            reader = Reader(Language.ENGLISH, ZONE)
            self.replies[delivery] = Reply(reader, self._act(event))
        return self.replies[delivery]

    def _act(self, event: Event) -> Act:
        match event:
            case Commanded(text=""):
                return Nothing()
            case Commanded(text=text):
                return OpenForm(form()) if text == "checkin" else Show(told(f"command: {text}"))
            case Said(text=text):
                return Show(told(f"heard: {text}"))
            case Pressed(action=action):
                if action.flow == "check_in":
                    return OpenForm(form())
                return Show(told(f"pressed: {action.step} {dict(action.args)}"))
            case Answered():
                return self._answered(event)
            case Turned():
                raise AssertionError("the page shows a form whole")

    def _answered(self, event: Answered) -> Act:
        value = event.values.get("value:kr-1", "")
        errors: list[tuple[str, Text]] = []
        if not value.replace(",", ".").replace(".", "", 1).isdigit():
            errors.append(("value:kr-1", Verbatim("Write a number, such as 12,5")))
        if not event.values.get("confidence:kr-1"):
            errors.append(("confidence:kr-1", say("confidence-needed")))
        if errors:
            given = tuple(event.values.items())
            return Correct(
                replace(form(), version=event.version + 1, given=given, errors=tuple(errors))
            )
        self.stored.append(event.values)
        return Close(told("Thanks!", Tone.GOOD))


def told(words: str, tone: Tone = Tone.PLAIN) -> View:
    """Return a message of one sentence."""
    return View(Verbatim(words), (Paragraph(Verbatim(words), tone),))


def form() -> Form:
    """Return a short check-in."""
    return Form(
        session=SessionId("session-1"),
        version=1,
        title=say("check-in-title", week=48),
        submit=say("check-in-submit"),
        intro=(say("check-in-intro"),),
        groups=(
            Group(
                title=Verbatim("1. Home care visits on time"),
                lead=Verbatim("Last: 71 %, confidence 6 (week 47). Target: 60 → 90 %."),
                fields=(
                    NumberField("value:kr-1", say("value-label-scale", scale="%")),
                    ScaleField(
                        "confidence:kr-1",
                        say("confidence-label"),
                        1,
                        10,
                        say("confidence-low"),
                        say("confidence-high"),
                    ),
                ),
                more_title=say("check-in-more"),
                more=(TextField("comment:kr-1", say("comment-label"), 1000, lines=2),),
            ),
        ),
    )


def prompt(person: PersonId = AINO, key: str = "ask:1") -> Post:
    """Return Monday's question."""
    button = Button(say("button-answer"), Action("check_in", "form", (("week", "2026-W48"),)), True)
    return Post(
        key=PostKey(key),
        kind=PostKind.PROMPT,
        recipient=ToPerson(person),
        reader=Reader(Language.FINNISH, ZONE),
        view=View(
            say("prompt-summary", week=48, count=2),
            (Heading(say("prompt-title", week=48)), Buttons((button,))),
        ),
        at=MONDAY,
    )


def receipt(key: str = "receipt:1") -> Post:
    """Return what takes the question's place once it is answered."""
    return replace(
        prompt(key=key),
        kind=PostKind.RECEIPT,
        view=told("Week 48 is answered"),
        replaces=PostKey("ask:1"),
    )


def digest(words: str, key: str = "digest:1", channel: ChannelId = TEAM_CHANNEL) -> Post:
    """Return a message for a channel."""
    return Post(
        key=PostKey(key),
        kind=PostKind.DIGEST,
        recipient=ToChannel(channel),
        reader=Reader(Language.FINNISH, ZONE),
        view=told(words),
        at=MONDAY,
    )
