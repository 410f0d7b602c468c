"""Who is around a unit and can see to it that the next message arrives, and what failed there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.flow import Mishap
from dialogs.flows.check_in.facts import reader_of
from dialogs.flows.parts import today
from dialogs.flows.rights import in_care
from dialogs.okr.cadence import instant
from dialogs.okr.hours import next_working_instant
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
from dialogs.ports import Failure, ScheduleKind, Work
from dialogs.posts import Cause, PostKey, PostKind, Recipient, ToChannel, ToPerson
from dialogs.text import Reader

MOST_A_DAY: Final = 30
"""How often one day's notice is added to."""


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


class Circle:
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
