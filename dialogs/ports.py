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
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol, TypeVar

from dialogs.events import Moment
from dialogs.ledger import LedgerEntry, LedgerFate, LedgerLine, Reason
from dialogs.okr.cadence import Rule, WorkingDays
from dialogs.okr.cycle import Phase
from dialogs.okr.hours import Span
from dialogs.okr.model import (
    Absence,
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
from dialogs.okr.standing import Standing, WeekAnswer, WeekSaid
from dialogs.okr.week import Week
from dialogs.okr.window import Window
from dialogs.posts import Cause, Lane, Parcel, Planned, Post, PostKey, PostKind, Recipient
from dialogs.replies import Reply
from dialogs.retros import Cycles, Retros
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
    turned: Phase | None = None
    """What people have made of the cycle in the unit; None: its dates alone decide."""


@dataclass(frozen=True, slots=True)
class WeekGoal:
    """A key result that somebody may be asked about in a week."""

    goal: Goal
    asked_in: UnitId | None
    """The unit that was asked about it in the week; None: it has not been asked about."""


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds key results in a week, as one read brings it; what is unknown is left out."""

    members: Mapping[UnitId, Sequence[Membership]]
    """As `Work.members` returns them, of each of the key results' units."""
    above: Mapping[UnitId, Sequence[Unit]]
    """The units above each of those, nearest first."""
    away: Sequence[Mapping[PersonId, Absence]]
    """On each of the days that were asked about: members and owners who are away."""
    check_ins: Sequence[CheckIn]
    """Those of the week, corrected ones too, oldest first."""
    weeks: Mapping[KeyResultId, Sequence[WeekAnswer]]
    """The answered weeks, oldest first."""
    closed: frozenset[KeyResultId]
    """Those of the key results whose cycle is closed, or not opened yet, in their unit: no answer
    lands there. Seen after the key results were held, so that it is still so at commit."""
    posted: Mapping[PostKey, Posted]
    """What has become of those of the messages that the outbox knows."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What has become of a message in the outbox."""

    at: datetime | None
    """When it arrived, or may arrive at the earliest, aware, UTC; None: it never will."""
    done: bool
    """Nothing more is done about it: it has arrived, failed, or been left unsent."""


class ScheduleKind(StrEnum):
    """What a schedule brings."""

    ASKING = "asking"
    """A unit is asked, and those who have not answered are reminded."""
    DIGEST = "digest"
    """A forum gets its roll-up."""
    RETRO = "retro"
    """A unit's cycle ends."""
    OPENING = "opening"
    """A unit's cycle begins that waits for somebody to open it."""
    CHANGES = "changes"
    """What a unit has agreed to change is looked at: on its first check day, and at mid-cycle."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When something recurs for a unit or a forum; all that is inherited is filled in."""

    organisation: OrganisationId
    subject: str
    """The unit's or the forum's id."""
    kind: ScheduleKind
    rule: Rule
    at: time
    """Wall-clock hour in the zone; of prompts and reminders, in each receiver's own zone."""
    zone: str
    country: str
    """Whose public holidays are free."""
    breaks: tuple[Span, ...] = ()
    """The organisation's breaks and the pauses of the unit and those above it, oldest first."""
    zones: frozenset[str] = frozenset()
    """Zones of those it concerns, where they are not the schedule's own."""
    since: datetime | None = None
    """When it was first set up, aware, UTC: nothing planned before counts. None: always."""


class Almanac(Protocol):
    """Knows the free days, and what comes next."""

    def working_days(self, schedule: Schedule) -> WorkingDays:
        """Return the days on which those of a schedule work."""
        ...

    def coming(self, schedule: Schedule, after: datetime, most: int) -> Sequence[Moment]:
        """Return the next moments planned after an instant, in order, dropped ones left out."""
        ...


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


class Work(Cycles, Retros, Protocol):
    """One transaction in one organisation: every call reads or writes its rows only."""

    @property
    def organisation(self) -> Organisation:
        """The organisation that this transaction sees."""
        ...

    # --- who there is -------------------------------------------------------------------------

    def person(self, person: PersonId) -> Person | None:
        """Return a person; None when there is none of that id.

        Zone and language are those of their chat where none are set with Rytmi; so wherever people
        come out of here.
        """
        ...

    def people(self, people: Collection[PersonId]) -> Mapping[PersonId, Person]:
        """Return those of the people who exist."""
        ...

    def everyone(self) -> Sequence[Person]:
        """Return all people, in import order."""
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

    def homes(
        self, people: Collection[PersonId]
    ) -> Mapping[PersonId, Sequence[tuple[Unit, Membership]]]:
        """Return the units of several people, of each as `units_of` does."""
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

    # --- when, and who is there ----------------------------------------------------------------

    def schedule(self, kind: ScheduleKind, subject: str) -> Schedule | None:
        """Return what recurs for a unit or a forum; None for an unknown one."""
        ...

    def meetings(self, forum: ForumId) -> Sequence[date]:
        """Return the meetings of a forum's own calendar, oldest first."""
        ...

    def resting(self, asked: Collection[UnitId], week: Week) -> frozenset[UnitId]:
        """Return those of the units that have a break from Monday to Friday of a week."""
        ...

    def set_meetings(
        self, forum: ForumId, days: Collection[date], today: date, before: int | None = None
    ) -> None:
        """Put these in the place of the forum's meetings from today on, and follow them.

        A forum that followed a rule follows its calendar from now on; ``before`` is how many
        working days its digest comes before a meeting. None: as many as it was, else the usual.
        """
        ...

    def away(self, people: Collection[PersonId], on: date) -> Mapping[PersonId, Absence]:
        """Return those of the people who are away on a day.

        Those whose accounts in the chats are all switched off are away without an end.
        """
        ...

    def absences(self, person: PersonId, since: date) -> Sequence[Absence]:
        """Return a person's absences that end on a day or later, the first one first."""
        ...

    def stands_in_for(
        self, people: Collection[PersonId], on: date
    ) -> Mapping[PersonId, Sequence[PersonId]]:
        """Return whose deputy each of the people is on a day; who is nobody's is not in it."""
        ...

    def set_absence(self, absence: Absence, by: PersonId, at: datetime) -> None:
        """Note that a person is away, in place of every absence that touches these days."""
        ...

    def end_absence(self, person: PersonId, day: date) -> None:
        """End a person's absence so that they are back on a day; forget those yet to come."""
        ...

    def without_reminders(self, people: Collection[PersonId]) -> frozenset[PersonId]:
        """Return those of the people who have switched reminders off."""
        ...

    def set_reminders(self, person: PersonId, *, wanted: bool) -> None:
        """Switch a person's reminders on or off."""
        ...

    # --- what they want -----------------------------------------------------------------------

    def goals(self, units: Collection[UnitId], on: date) -> Sequence[Goal]:
        """Return the units' key results of cycles that are active there on the day, in their order.

        A cycle that was closed or put into review before its end, one that waits to be opened, and
        one that another of its length has taken the place of, are not among them: see
        `dialogs.okr.cycle.phases`.
        """
        ...

    def goals_by_id(self, key_results: Collection[KeyResultId]) -> Sequence[Goal]:
        """Return these key results whatever their cycle, in the order of their sheet."""
        ...

    def goals_owned(self, person: PersonId, on: date) -> Sequence[Goal]:
        """Return the key results a person owns in cycles that contain the day."""
        ...

    def goals_in_week(
        self,
        units: Collection[UnitId],
        owners: Collection[PersonId],
        on: date,
        week: Week,
        *,
        hold: bool = False,
    ) -> Sequence[WeekGoal]:
        """Return the key results that people of these units, or owners, may be asked about.

        Those that are the units' or the owners' and run on the day, and those about which the
        units, or the units of what the owners own, were asked in the week; in the sheet's order.

        ``hold`` keeps them until commit, as they are now, so that two answers at once are summed
        one by one.
        """
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

    def around(
        self,
        goals: Collection[Goal],
        week: Week,
        days: Sequence[date],
        posts: Collection[PostKey] = (),
    ) -> Around:
        """Return what surrounds key results in a week, and what has become of messages.

        ``days`` are those on which it counts who is away, one at least.
        """
        ...

    def tasks(self, units: Collection[UnitId]) -> Sequence[Task]:
        """Return the tasks of the units."""
        ...

    # --- what they answer ---------------------------------------------------------------------

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
        earlier week whose window has not closed; where none is open either, one that is noted with
        it as asked and answered. What has been missed stays missed.
        """
        ...

    def set_weeks(self, said: Sequence[WeekSaid]) -> None:
        """Write what teams say about key results in weeks, in place of what they said before."""
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
        self, unit: UnitId, week: Week, key_results: Collection[KeyResultId], window: Window
    ) -> None:
        """Note that these key results are asked about in a week; noting it again adds nothing."""
        ...

    def withdraw_obligations(self, week: Week, key_results: Collection[KeyResultId]) -> None:
        """Ask no longer about these key results in a week: nobody who could answer is there.

        What has been answered already stays; standings count as if it had not been asked.
        """
        ...

    def last_answers(self, people: Collection[PersonId]) -> Mapping[PersonId, datetime]:
        """Return when each person last answered anything; who never has is not in it."""
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

    def posted(self, keys: Collection[PostKey]) -> Mapping[PostKey, Posted]:
        """Return what has become of those of the messages that the outbox knows."""
        ...

    def planned(self, key: PostKey) -> Planned | None:
        """Return what the ledger keeps of a message; None where nobody planned it."""
        ...

    def settle_posts(
        self, keys: Collection[PostKey], unsent: Collection[PostKey], at: datetime
    ) -> None:
        """Note in the ledger that what these messages ask is answered; unsent ones stay unsent.

        ``unsent`` are those of the keys that may not be on their way yet.
        """
        ...

    def withdraw_posts(
        self, keys: Collection[PostKey], fate: LedgerFate, reason: Reason, at: datetime
    ) -> None:
        """Leave unsent what is not on its way yet of these messages; the ledger says why."""
        ...

    def excuse_posts(self, keys: Collection[PostKey]) -> None:
        """Wait no longer for an answer to these messages: unanswered, they are not missed."""
        ...

    def note(self, entries: Sequence[LedgerEntry]) -> None:
        """Write down messages that were planned and are not sent; a known key is left as it is."""
        ...

    def ledger(
        self, units: Collection[UnitId] | None, since: datetime, until: datetime, now: datetime
    ) -> Sequence[LedgerLine]:
        """Return the messages planned in a span and their fates as of now, oldest first.

        None: of all units. Both ends of the span are included.
        """
        ...

    def untold(self, most: int) -> Sequence[Failure]:
        """Return failed messages of which nobody has been told, oldest first; hold them."""
        ...

    def told(self, since: datetime) -> Sequence[Failure]:
        """Return the failures since an instant that were news when they were told, oldest first."""
        ...

    def failures_told(self, keys: Collection[PostKey]) -> None:
        """Note that everybody who must know of these failures has been told."""
        ...

    # --- what keeps promises ------------------------------------------------------------------

    def arrival(
        self,
        person: PersonId,
        delivery: str,
        session: SessionId | None = None,
        *,
        carried: bool = False,
    ) -> Arrival:
        """Return who has sent a delivery, and whether it was taken before; hold the session.

        ``carried`` says that there may well be no row of the session yet.
        """
        ...

    def keep_reply(self, delivery: str, reply: Reply, now: datetime) -> None:
        """Claim a delivery's key, and keep its reply for the repeats: the last thing to be done.

        Where another transaction has claimed it since the arrival, nothing of this one happens:
        it begins anew, and finds the other's reply.
        """
        ...

    def claim_moment(self, moment: Moment, now: datetime) -> bool:
        """Claim a moment's key; False when it was claimed before, by whomever."""
        ...

    def session(self, session: SessionId) -> Session | None:
        """Return a session."""
        ...

    def save_session(self, session: Session) -> None:
        """Write a session, new or moved on.

        Where there is no row of it yet, and another transaction writes one meanwhile, nothing of
        this one happens: it begins anew, and finds the other's.
        """
        ...

    def end_session(self, session: Session) -> None:
        """Note that what a session's form asked is done, and keep nothing of its pages.

        Where there is no row of it yet, as `save_session`.
        """
        ...


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of a delivery when it arrives."""

    person: Person | None
    """Who has sent it; None: a stranger."""
    session: Session | None = None
    """The one that it answers; None where there is none of that id."""
    repeat: bool = False
    """Whether it was taken before."""
    reply: Reply | None = None
    """What it was answered then; None for one that is new."""


class StoreUnavailableError(Exception):
    """The store cannot do its work now, or cannot say whether it did.

    The same delivery may be handed in again later: its claim keeps it from being done twice.
    """


class Store(Protocol):
    """Runs transactions; a raised exception rolls the one transaction back and nothing else."""

    async def write(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        """Run the job in a writing transaction and return its result once it is committed."""
        ...

    async def read(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        """Run the job in a reading transaction; what it would write is refused."""
        ...

    async def glance(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        """Run a job as `read` does that is short, and that somebody waits for.

        Jobs that wait together may see one state of the database, none older than when the last
        of them came; a long one would make the others wait.
        """
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

    async def claimed(self, organisation: OrganisationId, since: datetime) -> Collection[str]:
        """Return the keys of claimed moments that were planned after an instant."""
        ...

    async def last_beat(self) -> datetime | None:
        """Return when a planner last noted that it was alive; None: never before."""
        ...

    async def note_beat(self, now: datetime) -> None:
        """Note that a planner is alive; an earlier instant than the noted one changes nothing."""
        ...

    async def tidy(self, now: datetime) -> None:
        """Forget claims and ended sessions of more than a month ago; once a day is enough."""
        ...


@dataclass(frozen=True, slots=True)
class Failure:
    """A message that will never arrive."""

    key: PostKey
    kind: PostKind
    recipient: Recipient
    unit: UnitId | None
    """The unit that it was about; None: an answer to somebody."""
    cause: Cause
    at: datetime
    """Aware, UTC: when it failed."""
    known: bool = False
    """An earlier message to the same receiver failed for the same cause and has been told, and
    none has arrived since: it is no news."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a platform allows one workspace; all replicas together keep to it."""

    per_second: float
    burst: int = 1
    """How many may go at once after a rest."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a postman got from a lane."""

    parcels: tuple[Parcel, ...]
    again: datetime | None
    """When the lane allows more, aware, UTC; None: at any time."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits in the outbox, for those who watch over it."""

    oldest: datetime | None
    """Aware, UTC: since when the oldest message that is due has waited; None: none is due."""
    held: int
    """Lanes in which something is due, and which a platform has asked to rest."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """The platform took the message and named it."""

    reference: str


class Held(StrEnum):
    """How much of a platform asks for patience."""

    PARCEL = "parcel"
    """This message; others of its conversation wait behind it."""
    LANE = "lane"
    """Everything in the workspace."""


@dataclass(frozen=True, slots=True)
class Later:
    """The platform did not take it; try again after so many seconds."""

    seconds: float
    """0: it named no time."""
    reason: str
    held: Held = Held.PARCEL


@dataclass(frozen=True, slots=True)
class Refused:
    """The platform will never take it."""

    reason: str
    cause: Cause = Cause.REFUSED


@dataclass(frozen=True, slots=True)
class Unknown:
    """The request went out and no answer came."""

    reason: str


@dataclass(frozen=True, slots=True)
class Stale:
    """It was held up until it was of no use any more, and is not sent."""


@dataclass(frozen=True, slots=True)
class Absent:
    """The platform was asked for a message, and does not have it."""


Fate = Delivered | Later | Refused | Unknown
Found = Delivered | Absent | Later | Unknown


class Repeat(StrEnum):
    """What may be done about a message that may have arrived already."""

    SAFE = "safe"
    """Send again: the same key cannot arrive twice."""
    LOOK_UP = "look_up"
    """Ask the platform first, and send again only what it does not have."""
    NEVER = "never"
    """Nothing: it is marked uncertain."""


class Courier(Protocol):
    """Carries parcels to one platform."""

    @property
    def repeat(self) -> Repeat:
        """What may be done about a doubtful parcel."""
        ...

    @property
    def pace(self) -> Pace | None:
        """What the platform allows each workspace; None: as much as comes."""
        ...

    async def deliver(self, parcel: Parcel) -> Fate:
        """Draw the view, send it (or replace what it replaces), and tell what became of it.

        As the last thing before the request goes out, `Parcel.in_time` is asked; where it says no,
        nothing is sent and the fate is ``Later``.
        """
        ...

    async def find(self, parcel: Parcel) -> Found:
        """Ask the platform for the parcel by its key; called where ``repeat`` is LOOK_UP only."""
        ...


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of one try."""

    parcel: Parcel
    fate: Fate | Stale
    at: datetime
    """Aware, UTC: when it became of it; of ``Later``, until when it waits."""


class Outbox(Protocol):
    """What the postman needs; crosses organisations, for the postman alone.

    A claimed row belongs to its owner until the lease ends; marks are fenced by owner and attempt.
    """

    async def lanes(self, now: datetime, most: int) -> Sequence[Lane]:
        """Return lanes in which something is due and nothing holds them, longest waiting first."""
        ...

    async def backlog(self, now: datetime) -> Backlog:
        """Return how much waits; what is being sent counts as waiting."""
        ...

    async def claim(
        self,
        owner: str,
        lane: Lane,
        pace: Pace | None,
        now: datetime,
        lease_until: datetime,
        most: int,
    ) -> Claimed:
        """Claim ready parcels of a lane, oldest first, as many as its pace allows.

        An ended lease counts as ready. What the pace allows is counted in the database, so that
        all replicas together keep to it.
        """
        ...

    async def renew(self, parcel: Parcel, owner: str, until: datetime) -> bool:
        """Lengthen a parcel's lease just before it is sent; False when the lease is lost."""
        ...

    async def mark(self, marks: Sequence[Mark], owner: str) -> Sequence[bool]:
        """Note what became of tries, all in one transaction; False where the lease is lost.

        ``Later`` gives a parcel back until an instant; ``Unknown`` is final. `retry` is for what
        may have arrived and may be tried again.
        """
        ...

    async def retry(self, parcel: Parcel, owner: str, until: datetime, reason: str) -> bool:
        """Give back a parcel that may have arrived: its next try knows that it is doubtful."""
        ...

    async def postpone(self, parcel: Parcel, owner: str, until: datetime) -> bool:
        """Give back a parcel that must wait for its receiver's hours; it costs no try."""
        ...

    async def give_back(self, parcels: Sequence[Parcel], owner: str) -> None:
        """Give back what was not begun, ready at once; it costs neither a try nor a place."""
        ...

    async def hold(self, lane: Lane, until: datetime, reason: str) -> None:
        """Let a lane rest until an instant; a longer rest that holds already stays."""
        ...

    async def untold(self, most: int) -> Sequence[tuple[OrganisationId, PostKey]]:
        """Return failed messages of which nobody has been told, oldest first."""
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
