"""A clock that is moved, and plans and claims in memory that behave.

The planner's side is small enough to run over a real database as well: give `Planner` the store's
plans and the engine's `moment` in place of `MemoryPlans` and `Claims.fire`.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from dialogs.events import Moment
from dialogs.okr.cadence import read_rule
from dialogs.okr.model import Language, OrganisationId, PersonId
from dialogs.ports import Plan, Schedule, ScheduleKind
from dialogs.posts import Post, PostKey, PostKind, ToPerson
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
        ScheduleKind.ASKING,
        rule=read_rule(rule),
        at=time(hour, minute),
        zone=zone,
        country=country,
    )


def digest(subject: str = "jory", rule: str = "monthly workday 5", *, hour: int = 8) -> Schedule:
    """Schedule a forum that gets its digest."""
    return replace(asking(subject, rule, hour=hour), kind=ScheduleKind.DIGEST)


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
        self.beats: list[datetime] = []
        self.tidied: list[datetime] = []
        self.claims: Claims | None = None
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

    async def claimed(self, organisation: OrganisationId, since: datetime) -> Collection[str]:
        fired = self.claims.fired if self.claims is not None else {}
        return [
            key
            for (owner, key), each in fired.items()
            if owner == organisation and each.planned > since
        ]

    async def last_beat(self) -> datetime | None:
        return max(self.beats, default=None)

    async def note_beat(self, now: datetime) -> None:
        self.beats.append(now)

    async def tidy(self, now: datetime) -> None:
        self.tidied.append(now)


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
