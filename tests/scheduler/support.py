"""A clock that is moved, plans and an outbox in memory that behave, and couriers that do as told.

The planner's side is small enough to run over a real database as well: give `Planner` the store's
plans and the engine's `moment` in place of `MemoryPlans` and `Claims.fire`.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from dialogs.events import Moment
from dialogs.okr.cadence import read_rule
from dialogs.okr.model import Language, OrganisationId, PersonId
from dialogs.ports import Delivered, Fate, Plan, Schedule
from dialogs.posts import Parcel, Post, PostKey, PostKind, ToPerson
from dialogs.text import Reader, Verbatim
from dialogs.views import Paragraph, View

HOME = OrganisationId("oma-hame")
ELSEWHERE = OrganisationId("nettbutikk")


def utc(text: str) -> datetime:
    """Read an instant such as ``2026-11-16 07:00``, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def asking(
    subject: str = "tiimi-1",
    rule: str = "weekly mon",
    *,
    hour: int = 9,
    minute: int = 0,
    zone: str = "Europe/Helsinki",
    country: str = "FI",
    organisation: OrganisationId = HOME,
) -> Schedule:
    """Schedule a unit that is asked."""
    return Schedule(
        organisation,
        subject,
        digest=False,
        rule=read_rule(rule),
        hour=hour,
        minute=minute,
        zone=zone,
        country=country,
    )


def digest(subject: str = "jory", rule: str = "monthly workday 5", *, hour: int = 8) -> Schedule:
    """Schedule a forum that gets its digest."""
    return replace(asking(subject, rule, hour=hour), digest=True)


@dataclass(frozen=True, slots=True)
class Free:
    """Working days of a place without holidays but the given ones; by default without weekends."""

    days: frozenset[date] = frozenset()
    weekends: bool = False

    def is_working(self, day: date, /) -> bool:
        return day not in self.days and not (self.weekends and day.isoweekday() > 5)


JULY = Free(frozenset(date(2026, 7, day) for day in range(1, 32)), weekends=True)
"""A place that closes for the whole of July 2026."""


@dataclass(slots=True)
class Clock:
    """Stands still until it is moved."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def move(self, **delta: float) -> None:
        self.at += timedelta(**delta)


class MemoryPlans:
    """Plans that count how often they are read."""

    def __init__(self, *schedules: Schedule) -> None:
        self.reads: Counter[OrganisationId] = Counter()
        self._plans: dict[OrganisationId, Plan] = {}
        for organisation in {schedule.organisation for schedule in schedules}:
            own = (each for each in schedules if each.organisation == organisation)
            self.change(organisation, own)

    def change(self, organisation: OrganisationId, schedules: Iterable[Schedule]) -> None:
        """Give an organisation another plan and another number."""
        before = self._plans.get(organisation)
        number = before.revision + 1 if before is not None else 1
        self._plans[organisation] = Plan(organisation, number, tuple(schedules))

    def remove(self, organisation: OrganisationId) -> None:
        del self._plans[organisation]

    async def revisions(self) -> Mapping[OrganisationId, int]:
        return {plan.organisation: plan.revision for plan in self._plans.values()}

    async def plan(self, organisation: OrganisationId) -> Plan:
        self.reads[organisation] += 1
        await asyncio.sleep(0)
        return self._plans[organisation]


@dataclass(slots=True)
class Claims:
    """What the engine's moments come down to: a unique key; the first who claims it has it."""

    fired: dict[tuple[OrganisationId, str], Moment] = field(default_factory=dict)
    handed: list[str] = field(default_factory=list)
    """The keys handed over, in order, claimed before or not."""

    async def fire(self, moment: Moment) -> bool:
        self.handed.append(moment.key)
        await asyncio.sleep(0)
        if (moment.organisation, moment.key) in self.fired:
            return False
        self.fired[moment.organisation, moment.key] = moment
        return True

    @property
    def keys(self) -> list[str]:
        return [key for _, key in self.fired]


def post(
    key: str,
    at: datetime,
    *,
    to: str = "aino",
    kind: PostKind = PostKind.PROMPT,
    replaces: str | None = None,
    words: str = "How far have you come?",
) -> Post:
    """Write a message to somebody."""
    return Post(
        key=PostKey(key),
        kind=kind,
        recipient=ToPerson(PersonId(to)),
        reader=Reader(Language.FINNISH, "Europe/Helsinki"),
        view=View(Verbatim(words), (Paragraph(Verbatim(words)),)),
        at=at,
        replaces=PostKey(replaces) if replaces is not None else None,
    )


@dataclass(slots=True)
class Row:
    """A message in the outbox of memory."""

    id: int
    post: Post
    organisation: OrganisationId
    door: str
    state: str = "ready"
    due: datetime = field(default_factory=lambda: datetime.min.replace(tzinfo=UTC))
    owner: str | None = None
    lease_until: datetime | None = None
    attempts: int = 0
    reason: str = ""
    reference: str | None = None
    doubtful: bool = False


class MemoryOutbox:
    """An outbox that keeps the port's promises: leases end, and marks are fenced."""

    def __init__(self) -> None:
        self.rows: dict[PostKey, Row] = {}

    def put(self, *posts: Post, door: str = "web", organisation: OrganisationId = HOME) -> None:
        for each in posts:
            row = Row(len(self.rows) + 1, each, organisation, door, due=each.at)
            self.rows.setdefault(each.key, row)

    def states(self) -> dict[str, str]:
        return {str(key): row.state for key, row in self.rows.items()}

    async def claim(
        self, owner: str, now: datetime, lease_until: datetime, most: int
    ) -> Sequence[Parcel]:
        await asyncio.sleep(0)
        ready = sorted(
            (row for row in self.rows.values() if _is_claimable(row, now)),
            key=lambda row: (row.due, row.id),
        )
        parcels: list[Parcel] = []
        for row in ready[:most]:
            row.doubtful = row.doubtful or row.state == "sending"
            row.state, row.owner, row.lease_until = "sending", owner, lease_until
            row.attempts += 1
            parcels.append(self._parcel(row))
        # A database returns the claimed rows in whatever order it likes.
        return parcels[::-1]

    def _parcel(self, row: Row) -> Parcel:
        replaced = self.rows.get(row.post.replaces) if row.post.replaces is not None else None
        return Parcel(
            id=row.id,
            organisation=row.organisation,
            door=row.door,
            address=str(row.post.recipient),
            post=row.post,
            attempt=row.attempts,
            replaces_reference=replaced.reference if replaced is not None else None,
            doubtful=row.doubtful,
        )

    async def mark_sent(self, parcel: Parcel, owner: str, at: datetime, reference: str) -> bool:
        return await self._mark(parcel, owner, "sent", reference=reference)

    async def mark_later(self, parcel: Parcel, owner: str, until: datetime, reason: str) -> bool:
        return await self._mark(parcel, owner, "ready", due=until, reason=reason)

    async def mark_failed(self, parcel: Parcel, owner: str, at: datetime, reason: str) -> bool:
        return await self._mark(parcel, owner, "failed", reason=reason)

    async def mark_uncertain(self, parcel: Parcel, owner: str, at: datetime, reason: str) -> bool:
        return await self._mark(parcel, owner, "uncertain", reason=reason)

    async def _mark(  # one place for the fence
        self,
        parcel: Parcel,
        owner: str,
        state: str,
        *,
        due: datetime | None = None,
        reason: str = "",
        reference: str | None = None,
    ) -> bool:
        await asyncio.sleep(0)
        row = self.rows[parcel.post.key]
        if (row.state, row.owner, row.attempts) != ("sending", owner, parcel.attempt):
            return False
        row.state, row.owner, row.lease_until = state, None, None
        row.reason, row.reference = reason, reference or row.reference
        row.due = due if due is not None else row.due
        return True


def _is_claimable(row: Row, now: datetime) -> bool:
    if row.state == "sending":
        return row.lease_until is not None and row.lease_until <= now
    return row.state == "ready" and row.due <= now


@dataclass(slots=True)
class Platform:
    """A platform with a log of its own: the judge of what has arrived."""

    script: dict[str, list[Fate]] = field(default_factory=dict)
    """What becomes of the tries of a key, one after the other; after that it arrives."""
    arrived: list[str] = field(default_factory=list)
    tried: list[Parcel] = field(default_factory=list)
    under_way: int = 0
    most_at_once: int = 0

    async def deliver(self, parcel: Parcel) -> Fate:
        self.tried.append(parcel)
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        await asyncio.sleep(0)
        self.under_way -= 1
        left = self.script.get(str(parcel.post.key))
        fate = left.pop(0) if left else Delivered(f"ts-{parcel.post.key}")
        if isinstance(fate, Delivered):
            self.arrived.append(str(parcel.post.key))
        return fate
