"""A stage on which a transcript plays, and the plainest one: the engine itself, without a door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Final, Protocol

from dialogs.catalog import make_engine
from dialogs.engine import Engine
from dialogs.events import Answered, Commanded, Event, Origin, Pressed, Said, Turned
from dialogs.okr.model import ChannelId, PersonId
from dialogs.ports import Delivered, Fate, Found, Pace, Refused, Repeat
from dialogs.posts import Cause, Parcel, PostKind, ToChannel, ToPerson
from dialogs.replies import Close, Correct, Nothing, OpenForm, Reply, Show
from dialogs.views import Form, View
from scheduler.almanac import HolidayAlmanac
from scheduler.planner import Planner
from scheduler.postman import Postman
from storage.database import Database, open_database
from tests.conversations.company import ORGANISATION
from tests.conversations.interpreter import say_in_every_language
from tests.conversations.keys import buttons, keys
from tests.conversations.stored import stored


class Stage(Protocol):
    """What a transcript can do and look at, whatever door stands between."""

    async def at(self, instant: datetime) -> None:
        """Let time pass until an instant; what is planned on the way happens."""
        ...

    async def types(self, who: str, text: str) -> None:
        """Write a line to Rytmi."""
        ...

    async def presses(self, who: str, label: str) -> None:
        """Press the last visible button with this label; ``first LABEL`` means the first."""
        ...

    async def fills(self, who: str, values: Mapping[str, str]) -> None:
        """Send the open form with these fields filled in, on top of what was kept in it."""
        ...

    async def turns(self, who: str, values: Mapping[str, str]) -> None:
        """Send one page of a form that has several, and see the next where nothing is wrong."""
        ...

    async def again(self) -> None:
        """Deliver the last thing that was done a second time, as a platform might."""
        ...

    async def loses(self, conversation: str, cause: str) -> None:
        """Let the platform refuse everything to somebody, or to a channel, from now on."""
        ...

    async def restarts(self) -> None:
        """Stop the service and start it again: what people see and have typed stays."""
        ...

    async def heard(self, conversation: str) -> Sequence[Sequence[str]]:
        """Return the keys of each message that a conversation shows now, oldest first."""
        ...

    def seen(self, who: str) -> Sequence[str]:
        """Return the keys of what the last thing done has shown."""
        ...

    def errors(self, who: str) -> Mapping[str, str]:
        """Return the errors of the open form: field and key."""
        ...

    def kept(self, who: str) -> Mapping[str, str]:
        """Return what the open form still holds of what was typed."""
        ...

    def fields(self, who: str) -> Sequence[str]:
        """Return the fields of the open form."""
        ...


LOST: Final = "lost"
"""The door of those whom nothing reaches."""


class SetClock:
    """A clock that stands where it is set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the instant it was set to."""
        return self.at


@dataclass
class Letterbox:
    """A courier that keeps what it is given: a platform without limits or moods."""

    messages: dict[str, dict[str, View]] = field(default_factory=dict)
    replies: dict[str, list[View]] = field(default_factory=dict)
    """What answers a line that was written: shown in a conversation, and none of its messages."""
    fresh: list[View] = field(default_factory=list)
    """What has come since somebody looked."""
    delivered: int = 0
    repeat: Repeat = Repeat.SAFE
    pace: Pace | None = None

    async def deliver(self, parcel: Parcel) -> Fate:
        """Put a message into its conversation, in place of the one it replaces."""
        recipient = parcel.post.recipient
        name = recipient.person if isinstance(recipient, ToPerson) else recipient.channel
        reference = parcel.replaces_reference or f"m{self.delivered}"
        self.delivered += 1
        self.fresh.append(parcel.post.view)
        if parcel.post.kind is PostKind.REPLY:
            self.replies.setdefault(name, []).append(parcel.post.view)
        else:
            self.messages.setdefault(name, {})[reference] = parcel.post.view
        return Delivered(reference)

    async def find(self, parcel: Parcel) -> Found:
        """Say that nothing has to be looked up: what is delivered is marked at once."""
        raise AssertionError(parcel.post.key)


@dataclass
class Refusal:
    """A courier whose platform refuses everything, for the cause that stands in the address."""

    refused: int = 0
    repeat: Repeat = Repeat.SAFE
    pace: Pace | None = None

    async def deliver(self, parcel: Parcel) -> Fate:
        """Refuse a message."""
        self.refused += 1
        return Refused("refused", Cause(parcel.address))

    async def find(self, parcel: Parcel) -> Found:
        """Say that nothing has to be looked up: what is refused has not arrived."""
        raise AssertionError(parcel.post.key)


class World:
    """An organisation with its clock, planner, postman and engine, without a server."""

    def __init__(self, database: Database, start: datetime, url: str = "") -> None:
        """``url`` is where the database is; it is needed to restart the service."""
        self.database = database
        self.url = url
        self.start = start
        self.clock = SetClock(start)
        self.letters = Letterbox()
        self.refusal = Refusal()
        self._refused_before = 0
        self._begin()

    def _begin(self) -> None:
        self.engine: Engine = make_engine(self.database, self.clock, lambda: None, HolidayAlmanac())
        self.planner = Planner(self.database.plans, self.engine.moment, not_before=self.start)
        self.postman = self.make_postman()

    async def reopen(self) -> None:
        """Let go of the database and open it again: nothing that was known is known any more."""
        await self.database.close()
        self.database = open_database(self.url)
        self._refused_before = self.refusal.refused

    async def restart(self) -> None:
        """Stop the service and start it again on the same database."""
        await self.reopen()
        self._begin()

    def make_postman(self) -> Postman:
        """Return a postman who brings everything to the letterbox."""
        return Postman(
            self.database.outbox,
            {"web": self.letters, LOST: self.refusal},
            self.clock,
            owner="transcript",
            tell_failed=self.engine.failed,
            opens=self.engine.opens,
        )

    async def lose(self, conversation: str, cause: Cause) -> None:
        """Let a platform refuse everything to a person or a channel from now on."""
        to = (
            ToChannel(ChannelId(conversation))
            if conversation.startswith("#")
            else ToPerson(PersonId(conversation))
        )
        await self.database.set_address(ORGANISATION, to, LOST, cause.value)

    async def live_until(self, instant: datetime) -> None:
        """Let every planned moment until the instant come at its own time."""
        while True:
            await self.planner.tick(self.clock.at)
            await self.deliver()
            coming = [self.planner.next_after(self.clock.at), await self._next_held(instant)]
            next_one = min((each for each in coming if each is not None), default=instant)
            if self.clock.at >= instant:
                break
            self.clock.at = min(next_one, instant)

    async def _next_held(self, until: datetime) -> datetime | None:
        """Return when the next message that waits for its hour goes out."""
        now = self.clock.at
        lines = await self.database.read(
            ORGANISATION, lambda work: work.ledger(None, now, until, now)
        )
        return min((line.at for line in lines if line.at > now), default=None)

    async def deliver(self) -> None:
        """Let the postman go his round; everything must arrive, and be said in every language."""
        await self.postman.drain()
        while self.letters.fresh:
            say_in_every_language(self.letters.fresh.pop())
        counters, refused = self.postman.counters, self.refusal.refused - self._refused_before
        assert (counters.failed, counters.uncertain, counters.errors) == (refused, 0, 0)

    async def values_of(self, what: str) -> list[str]:
        """Return what is stored under a name, as `tests.conversations.stored` writes it."""
        return await self.database.read(ORGANISATION, lambda work: stored(work, what))


class EngineStage:
    """Plays a transcript straight on the engine.

    ``waits``: whether a line that is written has an open request, as on the web; in a chat it has
    none. ``opens``: nor has a command or a press, and forms are put up all the same.
    """

    def __init__(self, world: World, *, waits: bool = True, opens: bool = False) -> None:
        self.world = world
        self._waits = waits
        self._opens = opens
        self._deliveries = count(1)
        self._last: Event | None = None
        self._forms: dict[str, Form] = {}
        self._views: dict[str, View] = {}

    async def at(self, instant: datetime) -> None:
        """Let time pass."""
        await self.world.live_until(instant)

    def _origin(self, who: str, *, waits: bool = True) -> Origin:
        delivery = f"t:{next(self._deliveries)}"
        return Origin(ORGANISATION, PersonId(who), "web", delivery, waits, self._opens)

    async def _do(self, who: str, event: Event) -> Reply:
        self._last = event
        reply = await self.world.engine.handle(event)
        await self.world.deliver()
        say_in_every_language(reply.act)
        match reply.act:
            case OpenForm(form) | Correct(form):
                self._forms[who] = form
                self._views.pop(who, None)
            case Close(view) | Show(view):
                if isinstance(reply.act, Close):
                    self._forms.pop(who, None)
                self._views[who] = view
            case Nothing() if not event.origin.waits:
                self._forms.pop(who, None)
                self._views[who] = self.world.letters.replies[who][-1]
            case _:
                pass
        return reply

    async def types(self, who: str, text: str) -> None:
        """Write a command or a plain line."""
        command = text.removeprefix("/okr")
        if command != text:
            origin = self._origin(who, waits=not self._opens)
            await self._do(who, Commanded(origin, command))
        else:
            await self._do(who, Said(self._origin(who, waits=self._waits), text))

    async def presses(self, who: str, label: str) -> None:
        """Press a visible button of that label: in what was shown, else in messages."""
        first, label = label.startswith("first "), label.removeprefix("first ")
        shown = [*self.world.letters.messages.get(who, {}).values()]
        if who in self._views:
            shown.append(self._views[who])
        found = [
            button for view in shown for button in buttons(view) if label in set(keys(button.label))
        ]
        assert found, f"{who} sees no button {label}"
        origin = self._origin(who, waits=not self._opens)
        await self._do(who, Pressed(origin, found[0 if first else -1].action))

    async def fills(self, who: str, values: Mapping[str, str]) -> None:
        """Send the open form."""
        form = self._forms[who]
        sent = {**dict(form.given), **values}
        await self._do(who, Answered(self._origin(who), form.session, form.version, sent))

    async def turns(self, who: str, values: Mapping[str, str]) -> None:
        """Send the groups of the open form to which these fields belong."""
        form = self._forms[who]
        groups = [
            [each.id for each in (*group.fields, *group.more)]
            for group in form.groups
            if values.keys() & {each.id for each in (*group.fields, *group.more)}
        ]
        given, names = dict(form.given), [name for group in groups for name in group]
        page = {name: given.get(name, "") for name in names} | dict(values)
        await self._do(who, Turned(self._origin(who), form.session, form.version, page))

    async def again(self) -> None:
        """Deliver the last event again; the reply must be the same."""
        assert self._last is not None
        first = await self.world.engine.handle(self._last)
        assert first == await self.world.engine.handle(self._last)
        await self.world.deliver()

    async def loses(self, conversation: str, cause: str) -> None:
        """Let the platform refuse."""
        await self.world.lose(conversation, Cause(cause))

    async def restarts(self) -> None:
        """Begin with a new engine, planner and postman."""
        await self.world.restart()

    async def heard(self, conversation: str) -> Sequence[Sequence[str]]:
        """Return the messages of a conversation."""
        box = self.world.letters.messages.get(conversation, {})
        return [list(keys(view)) for view in box.values()]

    def seen(self, who: str) -> Sequence[str]:
        """Return the keys of the open form, or of the view that was shown last."""
        if who in self._views:
            return list(keys(self._views[who]))
        return list(keys(self._forms[who])) if who in self._forms else []

    def errors(self, who: str) -> Mapping[str, str]:
        """Return the form's errors by field, each by the key of its sentence."""
        form = self._forms.get(who)
        return {} if form is None else {name: next(keys(text)) for name, text in form.errors}

    def kept(self, who: str) -> Mapping[str, str]:
        """Return what was typed and is still in the form."""
        form = self._forms.get(who)
        return {} if form is None else {name: value for name, value in form.given if value}

    def fields(self, who: str) -> Sequence[str]:
        """Return the fields of the open form, in order."""
        form = self._forms.get(who)
        if form is None:
            return []
        return [each.id for group in form.groups for each in (*group.fields, *group.more)]
