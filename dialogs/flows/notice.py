"""What follows when messages will never arrive: those who can mend it are told, once a day.

One message tells somebody of all that failed on a day: where a whole workspace has removed Rytmi,
they get one list and not two hundred notices. What fails later on the same day is added to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.flow import Aftermath, Mishap
from dialogs.flows.check_in.facts import reader_of
from dialogs.flows.ledger import kind_words, show_action
from dialogs.flows.parts import blocks, today, why_button
from dialogs.flows.rights import in_care
from dialogs.okr.cadence import instant
from dialogs.okr.hours import LONGEST_BREAK, next_working_instant
from dialogs.okr.model import (
    Absence,
    ChannelId,
    Forum,
    Membership,
    Person,
    PersonId,
    Unit,
    UnitId,
)
from dialogs.okr.week import Week
from dialogs.ports import Failure, ScheduleKind, Work
from dialogs.posts import (
    Cause,
    Planned,
    Post,
    PostKey,
    PostKind,
    Recipient,
    ToChannel,
    ToPerson,
)
from dialogs.text import Reader, Text, say
from dialogs.views import (
    Block,
    Bullets,
    Button,
    Buttons,
    Details,
    Heading,
    Note,
    Paragraph,
    Tone,
    View,
)
from dialogs.writes import FailuresTold, Write

MOST_TOGETHER: Final = 500
"""Failures that are looked into at once; more of them follow at once, and are added."""
MOST_A_DAY: Final = 30
"""How often one day's notice is added to."""
MOST_NAMED: Final = 8
"""Receivers that stand in the open under one remedy; more of them are folded away."""
MOST_FOLDED: Final = 30
"""Those that are folded away; of the rest only the number is told."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A person or a channel that cannot be reached."""

    failure: Failure
    unit: Unit
    """The unit that the message was about."""
    receiver: str
    """The name of the person, or of the channel."""
    forum: Forum | None
    """The forum whose channel it is."""


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who can see to it that the next message arrives."""

    person: Person
    reader: Reader
    at: datetime
    """Aware, UTC: when it may reach them."""

    @property
    def day(self) -> date:
        """The day on which it reaches them, where they are."""
        return today(self.at, self.reader)


@dataclass(frozen=True, slots=True)
class Notice:
    """All that one person is told on one day."""

    told: Told
    lost: tuple[Lost, ...]
    """Oldest first; what is on the list already stays on it."""
    unit: Unit
    """The nearest unit that all of it lies in or below."""
    key: PostKey
    replaces: PostKey | None
    """The day's notice so far; None: there is none yet."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The messages that failed, and who is told; nobody, where nobody must know (any more)."""

    keys: tuple[PostKey, ...]
    notices: tuple[Notice, ...] = ()


def gather(work: Work, mishap: Mishap) -> Facts:
    """Find out whom failures concern: the one that was named, and all that nobody knows of yet.

    Of a notice that fails nobody is told again, and neither of what an earlier notice has told.
    """
    failures = work.untold(MOST_TOGETHER)
    keys = tuple(each.key for each in failures)
    circle = _Circle(work, mishap)
    news = defaultdict[tuple[PersonId, date], list[Lost]](list)
    told: dict[tuple[PersonId, date], Told] = {}
    for lost in circle.lost(each for each in failures if not each.known):
        for each in circle.told(lost, mishap.now):
            news[each.person.id, each.day].append(lost)
            told.setdefault((each.person.id, each.day), each)
    known = _so_far(circle, told)
    return Facts(
        keys,
        tuple(_notice(circle, told[each], known.get(each, ()), news[each]) for each in news),
    )


def _so_far(
    circle: _Circle, told: Mapping[tuple[PersonId, date], Told]
) -> Mapping[tuple[PersonId, date], Sequence[Lost]]:
    """Return what those who have had a notice for their day already were told in it."""
    had = {key for key, each in told.items() if circle.chain(each)[1] is not None}
    found = defaultdict[tuple[PersonId, date], list[Lost]](list)
    if had:
        for lost in circle.lost(circle.work.told(circle.mishap.now - LONGEST_BREAK)):
            for each in circle.told(lost, lost.failure.at):
                if (each.person.id, each.day) in had:
                    found[each.person.id, each.day].append(lost)
    return found


def _notice(circle: _Circle, told: Told, known: Sequence[Lost], new: Sequence[Lost]) -> Notice:
    lost = {(each.failure.recipient, each.failure.cause): each for each in (*known, *new)}
    key, replaces = circle.chain(told)
    listed = tuple(lost.values())
    return Notice(told, listed, circle.common({each.unit.id for each in listed}), key, replaces)


class _Circle:
    """Who is around a unit; each question is put to the store once, however much has failed."""

    def __init__(self, work: Work, mishap: Mishap) -> None:
        self.work = work
        self.mishap = mishap
        self._forums: dict[ChannelId, Forum] | None = None
        self._ways: dict[UnitId, tuple[Unit, ...]] = {}
        self._members: dict[UnitId, Sequence[Membership]] = {}
        self._away: dict[UnitId, Mapping[PersonId, Absence]] = {}
        self._people: dict[PersonId, Person] = {}
        self._chains: dict[tuple[PersonId, date], tuple[PostKey, PostKey | None]] = {}

    def lost(self, failures: Iterable[Failure]) -> Iterator[Lost]:
        """Yield what failed and matters to somebody, each receiver once for each cause."""
        seen: set[tuple[Recipient, Cause]] = set()
        for failure in failures:
            pair = failure.recipient, failure.cause
            if failure.kind is PostKind.NOTICE or pair in seen:
                continue
            seen.add(pair)
            forum = self._forum(failure.recipient)
            unit = self._unit(failure, forum)
            if unit is not None:
                yield Lost(failure, unit, self._name(failure.recipient), forum)

    def told(self, lost: Lost, after: datetime) -> Iterator[Told]:
        """Yield who looks after the unit, or the next above it, and is there.

        Where nobody is, the first of them to be back.
        """
        to, unit = lost.failure.recipient, lost.unit
        without = frozenset({to.person} if isinstance(to, ToPerson) else ())
        organisation = self.work.organisation
        home = Reader(unit.language or organisation.language, unit.zone or organisation.zone)
        back: list[tuple[date, Person]] = []
        for place in self._way(unit.id):
            away = self._away_from(place.id, home)
            there = self._carers(place.id, without | away.keys())
            if there:
                yield from (self._reached(unit, home, each, after) for each in there)
                return
            back += [
                (absence.last, each)
                for each in self._carers(place.id, without)
                if (absence := away[each.id]).last is not None
            ]
        if back:
            last, first = min(back, key=lambda each: each[0])
            zone = ZoneInfo(first.zone or home.zone)
            morning = instant(last + timedelta(days=1), time(0), zone)
            yield self._reached(unit, home, first, max(morning, after))

    def chain(self, told: Told) -> tuple[PostKey, PostKey | None]:
        """Return the key of the next notice for a day, and that of the one it takes the place of.

        A day that has been added to very often begins a second list.
        """
        name = told.person.id, told.day
        if name not in self._chains:
            keys = [PostKey(f"notice:{name[0]}:{name[1]}:{n}") for n in range(1, MOST_A_DAY + 1)]
            posted = self.work.posted(keys)
            free = next((place for place, key in enumerate(keys) if key not in posted), None)
            if free is None:
                at = f"{self.mishap.now:%H%M%S%f}"
                self._chains[name] = PostKey(f"notice:{name[0]}:{name[1]}:{at}"), keys[-1]
            else:
                self._chains[name] = keys[free], keys[free - 1] if free else None
        return self._chains[name]

    def common(self, units: Iterable[UnitId]) -> Unit:
        """Return the nearest unit that all of these are, or lie below."""
        ways = [self._way(unit) for unit in units]
        shared = frozenset.intersection(*(frozenset(each.id for each in way) for way in ways))
        return next((each for each in ways[0] if each.id in shared), ways[0][-1])

    def _way(self, unit: UnitId) -> tuple[Unit, ...]:
        """Return a unit and those above it, nearest first."""
        if unit not in self._ways:
            found = self.work.unit(unit)
            self._ways[unit] = () if found is None else (found, *self.work.above(unit))
        return self._ways[unit]

    def _forum(self, recipient: Recipient) -> Forum | None:
        if not isinstance(recipient, ToChannel):
            return None
        if self._forums is None:
            self._forums = {each.channel: each for each in reversed(self.work.forums())}
        return self._forums.get(recipient.channel)

    def _unit(self, failure: Failure, forum: Forum | None) -> Unit | None:
        """Return the unit that a failure concerns: what it was about, else its receiver's."""
        if failure.unit is not None:
            return next(iter(self._way(failure.unit)), None)
        if isinstance(failure.recipient, ToPerson):
            units = self.work.units_of(failure.recipient.person)
            return next((unit for unit, _ in units), None)
        return None if forum is None else next(iter(self._way(forum.unit)), None)

    def _name(self, recipient: Recipient) -> str:
        if isinstance(recipient, ToChannel):
            return recipient.channel
        person = self._person(recipient.person)
        return recipient.person if person is None else person.name

    def _person(self, person: PersonId) -> Person | None:
        if person not in self._people:
            self._people |= self.work.people({person})
        return self._people.get(person)

    def _members_of(self, unit: UnitId) -> Sequence[Membership]:
        if unit not in self._members:
            self._members[unit] = self.work.members([unit])
            # All at once: each of them may be looked for by name.
            unknown = {each.person for each in self._members[unit]} - self._people.keys()
            self._people |= self.work.people(unknown) if unknown else {}
        return self._members[unit]

    def _away_from(self, unit: UnitId, home: Reader) -> Mapping[PersonId, Absence]:
        if unit not in self._away:
            known = {each.person for each in self._members_of(unit)}
            self._away[unit] = self.work.away(known, today(self.mishap.now, home))
        return self._away[unit]

    def _carers(self, unit: UnitId, without: frozenset[PersonId]) -> list[Person]:
        found = in_care(self._members_of(unit), without)
        people = {each: self._people[each] for each in found if each in self._people}
        return sorted(people.values(), key=lambda person: (person.name.casefold(), person.id))

    def _reached(self, unit: Unit, home: Reader, person: Person, after: datetime) -> Told:
        """Let a notice wait for the receiver's next working hour."""
        reader = reader_of(person, home)
        schedule = self.work.schedule(ScheduleKind.ASKING, unit.id)
        at: datetime | None = None
        if schedule is not None:
            working = self.mishap.almanac.working_days(schedule)
            at = next_working_instant(after, ZoneInfo(reader.zone), working)
        return Told(person, reader, at if at is not None else after)


def compose(facts: Facts) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Tell each of them what happened and what to do, and note that the failures are known."""
    writes = (FailuresTold(facts.keys),) if facts.keys else ()
    return writes, tuple(_post(each) for each in facts.notices)


def _post(notice: Notice) -> Post:
    told = notice.told
    return Post(
        key=notice.key,
        kind=PostKind.NOTICE,
        recipient=ToPerson(told.person.id),
        reader=told.reader,
        view=_view(notice),
        at=told.at,
        replaces=notice.replaces,
        planned=Planned(notice.unit.id, str(Week.of(told.day)), told.at),
    )


def _view(notice: Notice) -> View:
    if len(notice.lost) == 1:
        return _of_one(notice, notice.lost[0])
    title = say("notice-many-title", count=len(notice.lost))
    remedies = defaultdict[str, list[Lost]](list)
    for each in notice.lost:
        remedies[_remedy(each.failure)].append(each)
    listed = (block for key, lost in remedies.items() for block in _listed(key, lost))
    return View(
        title,
        (Heading(title), *listed, Paragraph(say("notice-many-once")), _buttons(notice)),
    )


def _of_one(notice: Notice, lost: Lost) -> View:
    title = say(
        "notice-title",
        receiver=lost.receiver,
        kind=kind_words(lost.failure.kind),
        unit=lost.unit.name,
    )
    forum = lost.forum.name if lost.forum is not None else lost.receiver
    remedy = say(f"notice-{_remedy(lost.failure)}", receiver=lost.receiver, forum=forum)
    return View(
        summary=title,
        blocks=(
            Heading(title),
            Paragraph(remedy, Tone.CARE),
            Paragraph(say("notice-once")),
            _buttons(notice),
        ),
    )


def _listed(remedy: str, lost: Sequence[Lost]) -> Iterator[Block]:
    """Say what to do, and about whom."""
    yield Paragraph(say(f"remedy-{remedy}"), Tone.CARE)
    names: list[Text] = [
        say("notice-one", receiver=each.receiver, unit=each.unit.name)
        for each in lost[: MOST_NAMED + MOST_FOLDED]
    ]
    yield Bullets(tuple(names[:MOST_NAMED]))
    rest = names[MOST_NAMED:]
    if rest:
        left = len(lost) - len(names)
        note = Note(say("ledger-left-out", count=left)) if left else None
        title = say("ledger-more", count=len(lost) - MOST_NAMED)
        yield Details(title, blocks(Bullets(tuple(rest)), note))


def _buttons(notice: Notice) -> Buttons:
    ledger = Button(say("button-ledger"), show_action(notice.unit.id))
    return Buttons((ledger, why_button(notice.key)))


def _remedy(failure: Failure) -> str:
    """Name what to do; a cause that a channel or a person cannot have falls to the general word."""
    match failure.recipient:
        case ToPerson():
            return _FOR_PERSON.get(failure.cause, "refused")
        case ToChannel():
            return _FOR_CHANNEL.get(failure.cause, "refused")


_FOR_PERSON: Final = {
    Cause.NOT_INSTALLED: "not-installed",
    Cause.NO_SUCH_PERSON: "no-such-person",
    Cause.GIVEN_UP: "given-up",
}
_FOR_CHANNEL: Final = {
    Cause.CHANNEL_GONE: "channel-gone",
    Cause.NOT_INVITED: "not-invited",
    Cause.NOT_INSTALLED: "not-invited",
    Cause.GIVEN_UP: "given-up",
}

AFTERMATH: Final = Aftermath(gather, compose)
