"""The nouns of the field: who there is, what they want, and how it is measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from dialogs.okr.cadence import Rule
    from dialogs.okr.measure import Measure
    from dialogs.okr.week import Week

OrganisationId = NewType("OrganisationId", str)
UnitId = NewType("UnitId", str)
PersonId = NewType("PersonId", str)
ForumId = NewType("ForumId", str)
ChannelId = NewType("ChannelId", str)
CycleId = NewType("CycleId", str)
ObjectiveId = NewType("ObjectiveId", str)
KeyResultId = NewType("KeyResultId", str)
TaskId = NewType("TaskId", str)
CheckInId = NewType("CheckInId", str)
BreakId = NewType("BreakId", str)


class Language(StrEnum):
    """The languages Rytmi speaks, by their BCP 47 tags."""

    ENGLISH = "en"
    FINNISH = "fi"
    SWEDISH = "sv"
    NORWEGIAN = "nb"


class Level(StrEnum):
    """Where a unit stands in the tree, from the top down."""

    ORGANISATION = "organisation"
    SECTOR = "sector"
    RESULT_AREA = "result_area"
    UNIT = "unit"
    TEAM = "team"


class Length(StrEnum):
    """How long a cycle is; cycles of one length follow one another."""

    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    """Four months."""
    HALF = "half"
    YEAR = "year"


class Role(StrEnum):
    """What a person may do in a unit; everyone may read everything in the organisation."""

    MEMBER = "member"
    LEAD = "lead"
    FACILITATOR = "facilitator"
    ADMIN = "admin"


class Answering(StrEnum):
    """Who answers for a unit's key results."""

    OWNER = "owner"
    """The key result's owner, else the unit's lead."""
    EVERYONE = "everyone"
    """Every member gives a confidence (median and spread are shown); the owner gives the value."""
    ANYONE = "anyone"
    """Any member may answer for the unit; the first answer counts for all."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """One customer: the wall that no query crosses."""

    id: OrganisationId
    name: str
    language: Language
    zone: str
    """IANA zone, such as ``Europe/Helsinki``."""
    country: str
    """ISO 3166-1 alpha-2; decides the public holidays."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A place in the organisation's tree that has objectives of its own."""

    id: UnitId
    name: str
    level: Level
    parent: UnitId | None
    answering: Answering = Answering.OWNER
    ask: Rule | None = None
    """When the unit is asked; None: as the unit above, and at the top the preset of its level."""
    ask_at: time | None = None
    """Wall-clock hour of asking, in the unit's zone; None: as the unit above, at the top 9.00."""
    language: Language | None = None
    """None: as the unit above, and at the top as the organisation."""
    zone: str | None = None
    """None: as the unit above, and at the top as the organisation."""
    holidays: str | None = None
    """ISO 3166-1 alpha-2 country whose public holidays are free; None: as the unit above, and at
    the top the organisation's country."""
    note: str = ""
    cycles: Length | None = None
    """How long its cycles are; None: as the unit above, and at the top the preset of its level."""
    retro: int | None = None
    """Working days, 1 to 20, before the end of each of its cycles at which its retro is called out;
    None: as the unit above, and at the top the preset of its level."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who answers, reads or facilitates."""

    id: PersonId
    name: str
    email: str = ""
    language: Language | None = None
    zone: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A role of a person in a unit; who has two, such as lead and facilitator, has two rows."""

    person: PersonId
    unit: UnitId
    role: Role


@dataclass(frozen=True, slots=True)
class Forum:
    """An existing management meeting that follows a unit's OKRs."""

    id: ForumId
    unit: UnitId
    name: str
    channel: ChannelId
    cadence: Rule | None
    """When its digest comes; None: the preset of its unit's level."""
    at: time | None
    """Wall-clock hour of the digest, in the unit's zone; None: that of the nearest forum above."""
    language: Language | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting in a forum's own calendar."""

    forum: ForumId
    day: date


@dataclass(frozen=True, slots=True)
class Break:
    """Days on which nobody of a unit and all below it is asked or gets a digest."""

    id: BreakId
    first: date
    last: date
    """Both days belong to it."""
    unit: UnitId | None = None
    """None: the whole organisation."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """A person is away: dates only, and never why. Ends by itself."""

    person: PersonId
    first: date
    last: date | None
    """Both days belong to it. None: until the person is back."""
    deputy: PersonId | None = None
    """Who is asked instead; None: nobody is."""

    def holds(self, day: date) -> bool:
        """Say whether the person is away on the day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Cycle:
    """The span in which objectives hold; both days belong to it."""

    id: CycleId
    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Objective:
    """An inspiring, clear aim of a unit in a cycle; at most five open per unit and cycle."""

    id: ObjectiveId
    unit: UnitId
    cycle: CycleId
    title: str
    position: int = 1
    note: str = ""
    continues: ObjectiveId | None = None
    """The objective of an earlier cycle that this one goes on with."""


@dataclass(frozen=True, slots=True)
class KeyResult:
    """An outcome number under an objective; two to five per objective."""

    id: KeyResultId
    objective: ObjectiveId
    title: str
    measure: Measure
    scale: str = ""
    """What the number counts, as people write it: ``%``, ``days``, ``kpl``; may be empty."""
    owner: PersonId | None = None
    supports: KeyResultId | None = None
    """The key result of a level above that this one hangs on."""
    position: int = 1
    note: str = ""
    continues: KeyResultId | None = None
    """The key result of an earlier cycle that this one goes on with."""


@dataclass(frozen=True, slots=True)
class Task:
    """A single thing that moves a key result; a unit's or a person's."""

    id: TaskId
    title: str
    unit: UnitId | None = None
    person: PersonId | None = None
    key_result: KeyResultId | None = None
    due: date | None = None
    done: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One person's answer about one key result for one week; never changed, only followed."""

    id: CheckInId
    key_result: KeyResultId
    week: Week
    person: PersonId
    at: datetime
    """Aware, UTC."""
    value: float | None
    """None: only a confidence was asked of this person."""
    confidence: int
    """1 to 10."""
    unchanged: bool = False
    """The person said "no change" instead of typing a number."""
    comment: str = ""
    blocker: str = ""
    help_from: UnitId | None = None
    corrects: CheckInId | None = None
