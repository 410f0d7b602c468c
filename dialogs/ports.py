"""What the dialogs need from outside: a store, a clock, couriers.

A transaction sees one organisation only.

A transaction is a plain function of a `Work`: the store runs it on a thread of its own and commits
before the caller hears its result. That is the one path for SQLite (one writer that commits several
functions together) and for PostgreSQL (a pool of connections). Where two got in each other's way
the store runs one of them again from its beginning, so a function changes nothing but rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from dialogs.events import Moment
from dialogs.okr.cadence import Rule
from dialogs.okr.model import (
    CheckIn,
    Cycle,
    Forum,
    ForumId,
    KeyResult,
    KeyResultId,
    Language,
    Membership,
    Objective,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    Task,
    Unit,
    UnitId,
)
from dialogs.okr.rollup import Figures, Line, WeekPoint
from dialogs.okr.standing import Standing, WeekAnswer
from dialogs.okr.week import Week
from dialogs.posts import Parcel, Post, PostKey, Recipient
from dialogs.replies import Reply
from dialogs.session import Session, SessionId

T = TypeVar("T")


class TimeSource(Protocol):
    """Tells what time it is; the demonstration and the tests move it."""

    def now(self) -> datetime:
        """Return the present instant, aware, UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Goal:
    """A key result with all that surrounds it, as one read brings it."""

    key_result: KeyResult
    objective: Objective
    cycle: Cycle
    unit: Unit
    """With language and zone already resolved up the tree, never None."""
    standing: Standing


@dataclass(frozen=True, slots=True)
class Schedule:
    """When something recurs: a unit's asking, or a forum's digest."""

    organisation: OrganisationId
    subject: str
    """The unit's or the forum's id."""
    digest: bool
    """False: a unit that is asked; True: a forum that gets its digest."""
    rule: Rule
    hour: int
    minute: int
    zone: str
    country: str
    since: datetime | None = None
    """When it was first set up, aware, UTC: nothing planned before counts. None: always."""


@dataclass(frozen=True, slots=True)
class PastDigest:
    """The figures of a forum's last digest, to say what has changed since."""

    at: datetime
    figures: Figures


@dataclass(frozen=True, slots=True)
class Counts:
    """Answers asked for and answers given, of a unit and all below it in some weeks."""

    asked: int
    answered: int


class Work(Protocol):
    """One transaction in one organisation: every call reads or writes its rows only."""

    @property
    def organisation(self) -> Organisation:
        """The organisation that this transaction sees."""
        ...

    # --- who there is -------------------------------------------------------------------------

    def person(self, person: PersonId) -> Person | None:
        """Return a person; None when there is none of that id."""
        ...

    def people(self, people: Collection[PersonId]) -> Mapping[PersonId, Person]:
        """Return those of the people who exist."""
        ...

    def set_language(self, person: PersonId, language: Language) -> None:
        """Change the language in which Rytmi talks to a person."""
        ...

    def units_of(self, person: PersonId) -> Sequence[tuple[Unit, Membership]]:
        """Return the person's units (language and zone resolved), lowest level first.

        Each unit comes once, with the foremost role that the person has there: lead, facilitator,
        admin, member.
        """
        ...

    def members(self, units: Collection[UnitId]) -> Sequence[Membership]:
        """Return all memberships of the units; a person with two roles in one has two."""
        ...

    def unit(self, unit: UnitId) -> Unit | None:
        """Return a unit with language and zone resolved up the tree."""
        ...

    def units(self) -> Sequence[Unit]:
        """Return all units, resolved, each after the unit above it, siblings in import order."""
        ...

    def above(self, unit: UnitId) -> Sequence[Unit]:
        """Return the units above one, nearest first; empty at the top and for an unknown unit."""
        ...

    def forum(self, forum: ForumId) -> Forum | None:
        """Return a forum."""
        ...

    def forums(self) -> Sequence[Forum]:
        """Return all forums in import order."""
        ...

    # --- what they want -----------------------------------------------------------------------

    def goals(self, units: Collection[UnitId], on: date) -> Sequence[Goal]:
        """Return the units' key results in cycles that contain the day, in the sheet's order."""
        ...

    def goals_by_id(self, key_results: Collection[KeyResultId]) -> Sequence[Goal]:
        """Return these key results whatever their cycle, in the order of their sheet."""
        ...

    def goals_owned(self, person: PersonId, on: date) -> Sequence[Goal]:
        """Return the key results a person owns in cycles that contain the day."""
        ...

    def last_cycle_end(self, before: date) -> date | None:
        """Return the last day of the cycle that ended last before a day; None: none has ended."""
        ...

    def lines(self, unit: UnitId | None, on: date, of: date | None = None) -> Sequence[Line]:
        """Return the lines of a unit's sum on a day, in no order; None: of the organisation.

        ``of`` names a day of the cycles that are summed up, where it is not the same day.

        What belongs to a sum is what `dialogs.okr.rollup.scope` says: the key results of the unit
        and of all below it, and those that hang on them from elsewhere, in cycles that contain the
        day.
        """
        ...

    def tasks(self, units: Collection[UnitId]) -> Sequence[Task]:
        """Return the tasks of the units."""
        ...

    # --- what they answer ---------------------------------------------------------------------

    def lock(self, key_results: Collection[KeyResultId]) -> None:
        """Hold the key results until commit, so that two answers at once are summed one by one."""
        ...

    def weeks(
        self, key_results: Collection[KeyResultId]
    ) -> Mapping[KeyResultId, Sequence[WeekAnswer]]:
        """Return the answered weeks of each key result, oldest first."""
        ...

    def check_ins(self, key_results: Collection[KeyResultId], week: Week) -> Sequence[CheckIn]:
        """Return every check-in of a week, corrected ones too, oldest first."""
        ...

    def history(self, key_result: KeyResultId) -> Sequence[CheckIn]:
        """Return every check-in of a key result, corrected ones too, oldest first."""
        ...

    def record(self, check_ins: Sequence[CheckIn]) -> None:
        """Append check-ins to the history, and settle the obligations that they answer.

        An answer settles its own week's; where the week has none, the newest open one of an
        earlier week; where none is open either, one that is noted with it as asked and answered.
        """
        ...

    def set_week(self, key_result: KeyResultId, answer: WeekAnswer, progress: float | None) -> None:
        """Write what the team says about a key result in a week, in place of what it said before.

        ``progress`` is the key result's progress at that week, for the picture of a roll-up.
        """
        ...

    def set_standings(self, standings: Sequence[Standing]) -> None:
        """Write the standings of key results, one row each.

        ``unanswered`` is held to what was really asked after the last answered week.
        """
        ...

    def asked(self, units: Collection[UnitId], week: Week) -> Sequence[KeyResultId]:
        """Return the key results about which the units were asked in a week."""
        ...

    def open_obligations(
        self, unit: UnitId, week: Week, key_results: Collection[KeyResultId]
    ) -> None:
        """Note that these key results are asked about in a week; noting it again adds nothing."""
        ...

    def counts(self, unit: UnitId, weeks: tuple[Week, Week]) -> Counts:
        """Return how many answers were asked of a unit and all below it; both weeks count."""
        ...

    def trend(
        self, key_results: Collection[KeyResultId], weeks: tuple[Week, Week]
    ) -> Sequence[WeekPoint]:
        """Return mean progress (each held to 0…1) and median confidence at each week's end.

        A key result that was not answered in a week counts as it was answered last, so that a
        missing answer moves no line. Both weeks are included, oldest first; weeks before the first
        answer of all are left out.
        """
        ...

    # --- what has been said -------------------------------------------------------------------

    def past_digest(self, forum: ForumId) -> PastDigest | None:
        """Return the last digest of a forum."""
        ...

    def keep_digest(self, forum: ForumId, period: str, digest: PastDigest) -> None:
        """Keep the figures of a digest for the next comparison."""
        ...

    def post(self, posts: Sequence[Post]) -> None:
        """Put messages into the outbox; a key that is already there is left as it is."""
        ...

    def posted(self, keys: Collection[PostKey]) -> frozenset[PostKey]:
        """Return those keys that the outbox knows, whatever their fate."""
        ...

    # --- what keeps promises ------------------------------------------------------------------

    def claim(self, delivery: str, now: datetime) -> Claim:
        """Claim a delivery's key; a repeat waits for the first and gets its reply."""
        ...

    def keep_reply(self, delivery: str, reply: Reply) -> None:
        """Keep the reply of a claimed delivery for its repeats."""
        ...

    def claim_moment(self, moment: Moment, now: datetime) -> bool:
        """Claim a moment's key; False when it was claimed before, by whomever."""
        ...

    def session(self, session: SessionId) -> Session | None:
        """Return a session and hold it until commit."""
        ...

    def save_session(self, session: Session) -> None:
        """Write a session, new or moved on."""
        ...


@dataclass(frozen=True, slots=True)
class Claim:
    """The outcome of claiming a delivery."""

    first: bool
    reply: Reply | None = None
    """The reply kept for a repeat; None for the first."""


class Store(Protocol):
    """Runs transactions; a raised exception rolls the one transaction back and nothing else."""

    async def write(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        """Run the job in a writing transaction and return its result once it is committed."""
        ...

    async def read(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        """Run the job in a reading transaction; what it would write is refused."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that recurs in one organisation, and the number that changes when it does."""

    organisation: OrganisationId
    revision: int
    schedules: tuple[Schedule, ...]


class Plans(Protocol):
    """What the clock needs to know; crosses organisations, for the clock alone."""

    async def revisions(self) -> Mapping[OrganisationId, int]:
        """Return each organisation's plan number; it changes with each import or setting."""
        ...

    async def plan(self, organisation: OrganisationId) -> Plan:
        """Return what recurs: the organisation's units with key results, and all its forums."""
        ...


class Outbox(Protocol):
    """What the postman needs; crosses organisations, for the postman alone.

    A claimed row belongs to its owner until the lease ends; marks are fenced by owner and attempt.
    """

    async def claim(
        self, owner: str, now: datetime, lease_until: datetime, most: int
    ) -> Sequence[Parcel]:
        """Claim ready parcels, oldest first, in one statement; an ended lease counts as ready."""
        ...

    async def mark_sent(self, parcel: Parcel, owner: str, at: datetime, reference: str) -> bool:
        """Note that a parcel arrived, and its reference; False when the lease is lost."""
        ...

    async def mark_later(self, parcel: Parcel, owner: str, until: datetime, reason: str) -> bool:
        """Give a parcel back, not to be tried before an instant; False when the lease is lost."""
        ...

    async def mark_failed(self, parcel: Parcel, owner: str, at: datetime, reason: str) -> bool:
        """Note that a parcel will never arrive, and why; False when the lease is lost."""
        ...

    async def mark_uncertain(self, parcel: Parcel, owner: str, at: datetime, reason: str) -> bool:
        """Note that nobody knows whether a parcel arrived; False when the lease is lost."""
        ...


@dataclass(frozen=True, slots=True)
class Delivered:
    """The platform took the message and named it."""

    reference: str


@dataclass(frozen=True, slots=True)
class Later:
    """The platform did not take it; try again after so many seconds."""

    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The platform will never take it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The request went out and no answer came."""

    reason: str


Fate = Delivered | Later | Refused | Unknown


class Courier(Protocol):
    """Carries one parcel to one platform."""

    async def deliver(self, parcel: Parcel) -> Fate:
        """Draw the view, send it (or replace what it replaces), and tell what became of it."""
        ...


@dataclass(frozen=True, slots=True)
class Message:
    """A message as its conversation shows it now: replaced ones carry their newest view."""

    key: PostKey
    """The key of the post that opened the message; it stays the same when the post is replaced."""
    place: int
    """Grows with each delivery or replacement; a page asks for what lies above the last it saw."""
    at: datetime
    """Aware, UTC: when the message first arrived."""
    replaced: bool
    post: Post


class Timeline(Protocol):
    """What has been delivered, for doors whose platform keeps no messages of its own."""

    async def conversation(
        self, organisation: OrganisationId, recipient: Recipient, *, above: int, most: int
    ) -> Sequence[Message]:
        """Return the newest messages of a conversation whose place lies above one, oldest first."""
        ...

    async def latest(self, organisation: OrganisationId) -> Mapping[str, int]:
        """Return for each recipient (``person:ID`` or ``channel:ID``) the highest place."""
        ...
