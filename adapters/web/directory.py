"""The left column: the units in tree order with their people, and the channels of forums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from adapters.web import limits
from adapters.web.arrivals import Harvest
from adapters.web.door import Speech
from dialogs.flows.parts import rule_words
from dialogs.okr.model import (
    ChannelId,
    Forum,
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
from dialogs.okr.rhythm import digest_hour, digest_rule
from dialogs.ports import Work
from dialogs.posts import Recipient, ToChannel, ToPerson
from dialogs.text import Clock, Listing, say

ROLE_ORDER = (Role.LEAD, Role.FACILITATOR, Role.ADMIN, Role.MEMBER)


@dataclass(frozen=True, slots=True)
class Directory:
    """Who and what there is in an organisation, as one read brings it."""

    organisation: Organisation
    units: Sequence[Unit]
    members: Mapping[UnitId, Sequence[Membership]]
    people: Mapping[PersonId, Person]
    forums: Sequence[Forum]

    def forum(self, channel: ChannelId) -> Forum | None:
        """Return the first forum that meets in a channel."""
        return next((forum for forum in self.forums if forum.channel == channel), None)

    def unit(self, unit: UnitId) -> Unit | None:
        """Return a unit."""
        return next((one for one in self.units if one.id == unit), None)

    def is_below(self, unit: UnitId, above: UnitId) -> bool:
        """Say whether a unit is another one or lies below it."""
        parents = {each.id: each.parent for each in self.units}
        found: UnitId | None = unit
        for _ in self.units:
            if found is None or found == above:
                break
            found = parents.get(found)
        return found == above

    def roles_of(self, person: PersonId) -> Sequence[tuple[Unit, Role]]:
        """Return where a person belongs and as what, in tree order."""
        return [
            (unit, membership.role)
            for unit in self.units
            for membership in self.members.get(unit.id, ())
            if membership.person == person
        ]

    def start(self) -> PersonId | None:
        """Return the person whose eyes show most: the lead of the first team, else of any unit."""
        by_depth = sorted(self.units, key=lambda unit: -list(Level).index(unit.level))
        for _, units in groupby(by_depth, key=lambda unit: unit.level):
            for unit in units:
                if members := self.members.get(unit.id):
                    return members[0].person
        return None


def gather(work: Work) -> Directory:
    """Read the directory; members of a unit stand lead first, then as they were imported."""
    units = work.units()
    members: defaultdict[UnitId, list[Membership]] = defaultdict(list)
    for membership in work.members([unit.id for unit in units]):
        members[membership.unit].append(membership)
    for group in members.values():
        group.sort(key=lambda membership: ROLE_ORDER.index(membership.role))
    everyone = {membership.person for group in members.values() for membership in group}
    return Directory(
        organisation=work.organisation,
        units=tuple(units),
        members=members,
        people=work.people(everyone),
        forums=tuple(work.forums()),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the left column."""

    recipient: str
    """``person:ID`` or ``channel:ID``, as the timeline names it."""
    href: str
    name: str
    detail: str
    latest: int
    """The place of its newest message; 0: none yet."""
    current: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit of the left column with its people; ``depth`` counts from the top, 0 to 4."""

    name: str
    depth: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The left column, drawn but for its markup."""

    branches: tuple[Branch, ...]
    channels: tuple[Entry, ...]
    cut: bool
    """Whether there are more people than are shown."""


def _each_once(members: Sequence[Membership]) -> Sequence[Membership]:
    return [*{each.person: each for each in reversed(members)}.values()][::-1]


def column(
    directory: Directory,
    person: PersonId,
    channel: ChannelId | None,
    latest: Mapping[str, int],
    speech: Speech,
) -> Column:
    """Lay out the left column as one person sees it; the present conversation is marked."""
    base = address(directory.organisation.id)
    depths: dict[UnitId, int] = {}
    branches: list[Branch] = []
    room = limits.PEOPLE_SHOWN
    cut = False
    for unit in directory.units:
        depths[unit.id] = 0 if unit.parent is None else depths.get(unit.parent, -1) + 1
        # Who has several roles in a unit stands there once, with the foremost.
        members = _each_once(directory.members.get(unit.id, ()))
        cut = cut or len(members) > room
        entries = tuple(
            Entry(
                recipient=f"person:{membership.person}",
                href=f"{base}/as/{quote(membership.person, safe='')}",
                name=directory.people[membership.person].name,
                detail=speech(f"web-role-{membership.role.value}"),
                latest=latest.get(f"person:{membership.person}", 0),
                current=channel is None and membership.person == person,
            )
            for membership in members[:room]
            if membership.person in directory.people
        )
        room -= len(entries)
        if entries:
            branches.append(Branch(unit.name, min(depths[unit.id], 4), entries))
    mine = f"{base}/as/{quote(person, safe='')}"
    channels = tuple(
        Entry(
            recipient=f"channel:{forum.channel}",
            href=f"{mine}/in/{quote(forum.channel, safe='')}",
            name=forum.name,
            detail=forum_detail(directory, forum, speech),
            latest=latest.get(f"channel:{forum.channel}", 0),
            current=forum.channel == channel,
        )
        for forum in directory.forums
    )
    return Column(tuple(branches), channels, cut)


def forum_detail(directory: Directory, forum: Forum, speech: Speech) -> str:
    """Say whose forum it is and when it meets."""
    unit = directory.unit(forum.unit)
    level = Level.TEAM if unit is None else unit.level
    return speech(
        "web-channel-detail",
        unit="" if unit is None else unit.name,
        rhythm=rule_words(digest_rule(forum, level), Clock(digest_hour(forum))),
    )


def address(organisation: OrganisationId) -> str:
    """Return the path under which an organisation is shown."""
    return f"/o/{quote(organisation, safe='')}"


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation, as something leads to it."""

    name: str
    href: str
    channel: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the last move of the clock has brought, drawn but for its markup."""

    what: str
    places: tuple[Place, ...]
    more: int
    """How many more places there are than are named."""


def gathered(
    directory: Directory, mine: str, harvest: Harvest | None, speech: Speech
) -> Gathered | None:
    """Say what a move of the clock has brought; None before the first.

    ``mine`` is the path of the person through whose eyes channels are seen.
    """
    if harvest is None:
        return None
    if not harvest.counts:
        return Gathered(speech("web-harvest-nothing"), (), 0)
    counted = (say(f"web-harvest-{kind.value}", count=count) for kind, count in harvest.counts)
    known = [_place(directory, mine, recipient) for recipient in harvest.places]
    places = [place for place in known if place is not None]
    return Gathered(
        what=speech("web-harvest", what=Listing(tuple(counted))),
        places=tuple(places[: limits.ARRIVALS_NAMED]),
        more=max(0, len(places) - limits.ARRIVALS_NAMED),
    )


def _place(directory: Directory, mine: str, recipient: Recipient) -> Place | None:
    match recipient:
        case ToPerson(person):
            known = directory.people.get(person)
            href = f"{address(directory.organisation.id)}/as/{quote(person, safe='')}"
            return None if known is None else Place(known.name, href, channel=False)
        case ToChannel(channel):
            forum = directory.forum(channel)
            href = f"{mine}/in/{quote(channel, safe='')}"
            return None if forum is None else Place(forum.name, href, channel=True)
