"""A rehearsal: the real clockwork over a copy of an organisation, with a clock that is moved.

The copy is a database of its own in a temporary folder. Nothing leaves it: its courier only notes
what it is given. Nobody answers in a rehearsal, so that everybody who is asked is reminded as well.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zoneinfo import ZoneInfo

from bot.held import Held
from dialogs.catalog import make_engine
from dialogs.flows.parts import rule_words
from dialogs.ledger import Foreseen, LedgerLine
from dialogs.okr.cadence import BeforeMeetings, instant, write_rule
from dialogs.okr.model import Forum, ForumId, OrganisationId
from dialogs.okr.rhythm import OPENING_BEFORE
from dialogs.okr.week import Week
from dialogs.ports import (
    Absent,
    Delivered,
    Fate,
    Found,
    Pace,
    Repeat,
    Schedule,
    ScheduleKind,
    TimeSource,
    Work,
)
from dialogs.posts import Parcel, PostKey, PostKind
from dialogs.text import Clock, Text, say
from scheduler.almanac import HolidayAlmanac
from scheduler.planner import Planner
from scheduler.postman import Postman
from storage.copying import copy_organisation, forget_from
from storage.database import Database, open_database
from storage.schema import upgrade

log = logging.getLogger(__name__)

LONGEST: Final = timedelta(days=400)
"""The longest span that can be rehearsed."""

RUN_UP: Final = timedelta(days=7)
"""How long before a span in the future the copy begins to live: who is reminded in its first days
was asked before them."""

DOORS: Final = ("web", "slack")
"""Every door through which something may be waiting when a rehearsal begins."""

Told = Callable[[float], None]
"""Hears how far a rehearsal has come, from 0 to 1."""


class StandingClock:
    """A clock that stands where it was put."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the instant it was put to."""
        return self.at


@dataclass
class Recorder:
    """A courier that sends nothing: it notes each message with its instant."""

    clock: TimeSource
    sent: dict[PostKey, datetime] = field(default_factory=dict)
    repeat: Repeat = Repeat.SAFE
    pace: Pace | None = None

    async def deliver(self, parcel: Parcel) -> Fate:
        """Note the message, and name it."""
        self.sent[parcel.post.key] = self.clock.now()
        return Delivered(f"rehearsed-{parcel.id}")

    async def find(self, parcel: Parcel) -> Found:
        """Say whether the message was noted."""
        known = parcel.post.key in self.sent
        return Delivered(f"rehearsed-{parcel.id}") if known else Absent()


def quiet(share: float) -> None:
    """Tell nobody how far it has come."""


async def rehearse(
    database: Database,
    organisation: OrganisationId,
    first: datetime,
    until: datetime,
    told: Told = quiet,
    *,
    now: datetime,
) -> Sequence[Foreseen]:
    """Return what would happen from ``first`` to ``until``, both included and aware, in order.

    The database is only read. ``now`` is up to when it has been lived in: what lies behind is
    forgotten in the copy, should the span begin there, and what lies between is lived through.
    """
    begin = first
    if now < first:
        begin = max(now, first - RUN_UP - timedelta(days=first.weekday()))
    with TemporaryDirectory(prefix="rytmi-rehearsal-") as folder:
        url = f"sqlite:///{Path(folder) / 'copy.sqlite'}"
        await asyncio.to_thread(upgrade, url)
        copy = open_database(url)
        try:
            await copy_organisation(database, organisation, copy)
            if begin < now:
                await forget_from(copy, organisation, begin)
            scene = _Scene(copy, organisation, begin)
            await scene.live_until(until, told)
            return await scene.foreseen(first, until)
        finally:
            await copy.close()


class _Scene:
    """A copied organisation with the real planner, engine and postman around it."""

    def __init__(self, copy: Database, organisation: OrganisationId, begin: datetime) -> None:
        self._copy = copy
        self._organisation = organisation
        self._clock = StandingClock(begin)
        self._courier = Recorder(self._clock)
        engine = make_engine(copy, self._clock, _nobody_waits, HolidayAlmanac())
        # The moment before counts, so that what is planned for the very beginning is in it.
        before = begin - timedelta(microseconds=1)
        self._planner = Planner(copy.plans, engine.moment, not_before=before)
        self._postman = Postman(
            copy.outbox,
            dict.fromkeys(DOORS, self._courier),
            self._clock,
            owner="rehearsal",
            opens=engine.opens,
        )
        self._held = Held(copy, organisation)

    async def live_until(self, until: datetime, told: Told) -> None:
        """Step from moment to moment, and to each hour for which a message is held."""
        begin = self._clock.at
        whole = max((until - begin).total_seconds(), 1.0)
        await self._held.look(begin)
        while True:
            now = self._clock.at
            if await self._planner.tick(now):
                await self._held.look(now)
            await self._postman.drain()
            coming = (self._planner.next_after(now), self._held.next_after(now))
            at = min((each for each in coming if each is not None), default=None)
            if at is None or at > until:
                break
            self._clock.at = at
            told((at - begin).total_seconds() / whole)
        told(1.0)

    async def foreseen(self, first: datetime, until: datetime) -> Sequence[Foreseen]:
        """Read the copy's ledger: what was sent, and what was not and why."""
        plan = await self._copy.plans.plan(self._organisation)
        schedules = {(each.kind, each.subject): each for each in plan.schedules}

        def job(work: Work) -> tuple[Sequence[LedgerLine], Sequence[Forum]]:
            return work.ledger(None, first, until, self._clock.at), work.forums()

        lines, forums = await self._copy.read(self._organisation, job)
        reasons = _Reasons(schedules, {forum.id: forum for forum in forums})
        found = [self._line(line, reasons) for line in lines]
        return sorted(found, key=lambda line: (line.at, line.unit, line.key))

    def _line(self, line: LedgerLine, reasons: _Reasons) -> Foreseen:
        sent = self._courier.sent.get(line.key)
        schedule, why = reasons.of(line)
        return Foreseen(
            at=(sent or line.at).astimezone(ZoneInfo(line.zone)),
            kind=line.kind,
            recipient=line.recipient,
            name=line.name,
            unit=line.unit,
            unit_name=line.unit_name,
            key=line.key,
            why=why,
            rule="" if schedule is None else write_rule(schedule.rule),
            moved_from=line.moved_from,
            fate=None if sent is not None else line.fate,
            reason=None if sent is not None else line.reason,
        )


def _nobody_waits() -> None:
    """Do nothing: the postman is called after each step anyway."""


@dataclass(frozen=True, slots=True)
class _Reasons:
    """Knows by which rule a line comes."""

    schedules: Mapping[tuple[ScheduleKind, str], Schedule]
    forums: Mapping[ForumId, Forum]

    def of(self, line: LedgerLine) -> tuple[Schedule | None, Text]:
        """Return a line's schedule, and why it comes as a sentence."""
        match line.kind:
            case PostKind.PROMPT:
                schedule = self.schedules.get((ScheduleKind.ASKING, line.unit))
                return schedule, _by_rule("rehearsal-why-prompt", schedule, unit=line.unit_name)
            case PostKind.REMINDER:
                schedule = self.schedules.get((ScheduleKind.ASKING, line.unit))
                return schedule, say("rehearsal-why-reminder")
            case PostKind.DIGEST:
                forum = self._forum(line)
                schedule = self.schedules.get((ScheduleKind.DIGEST, forum.id if forum else ""))
                name = line.unit_name if forum is None else forum.name
                return schedule, _by_rule("rehearsal-why-digest", schedule, forum=name)
            case PostKind.RETRO:
                return None, self._retro(line)
            case PostKind.OPENING:
                return None, say("rehearsal-why-opening", unit=line.unit_name, days=OPENING_BEFORE)
            case PostKind.CHANGES:
                return None, say("rehearsal-why-changes", unit=line.unit_name)
            case _:
                return None, say("rehearsal-why-other")

    def _retro(self, line: LedgerLine) -> Text:
        schedule = self.schedules.get((ScheduleKind.RETRO, line.unit))
        if schedule is None or not isinstance(schedule.rule, BeforeMeetings):
            return say("rehearsal-why-other")
        return say("rehearsal-why-retro", unit=line.unit_name, days=schedule.rule.before)

    def _forum(self, line: LedgerLine) -> Forum | None:
        """Return the forum whose digest it is: its key names it, before the period."""
        return self.forums.get(ForumId(line.key.removeprefix("digest:").rpartition(":")[0]))


def _by_rule(key: str, schedule: Schedule | None, **names: str) -> Text:
    if schedule is None:
        return say("rehearsal-why-other")
    return say(key, rule=rule_words(schedule.rule, Clock(schedule.at)), **names)


def day_begins(day: date, zone: str) -> datetime:
    """Return the first instant of a day in a zone, UTC."""
    return instant(day, time(), ZoneInfo(zone))


def week_of(line: Foreseen) -> Week:
    """Return the ISO week in which a line reaches its receiver."""
    return Week.of(line.at.date())


def now_of(clock: TimeSource, last_beat: datetime | None) -> datetime:
    """Return up to when a database has been lived in: a demonstration's may lie ahead of us."""
    return max(clock.now(), last_beat or datetime.min.replace(tzinfo=UTC))
