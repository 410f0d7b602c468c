"""Whoever is asked or reminded is there, at work, and hears of it once a week: whole winters."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.events import Event, MomentKind, Origin, Pressed, Said
from dialogs.ledger import LedgerLine
from dialogs.okr.cadence import read_rule
from dialogs.okr.duty import duties
from dialogs.okr.hours import in_working_hours
from dialogs.okr.measure import Change
from dialogs.okr.model import (
    Answering,
    Cycle,
    CycleId,
    KeyResult,
    KeyResultId,
    Language,
    Level,
    Membership,
    Objective,
    ObjectiveId,
    Organisation,
    Person,
    PersonId,
    Role,
    Unit,
    UnitId,
)
from dialogs.okr.week import Week
from dialogs.ports import Fate, ScheduleKind, Work
from dialogs.posts import Parcel, PostKind, ToPerson
from dialogs.views import Action
from scheduler.almanac import HolidayAlmanac
from scheduler.due import moments
from storage.database import Database, open_database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION
from tests.conversations.stage import Letterbox, World

HOME = "Europe/Helsinki"
ZONES = {
    "aino": HOME,
    "eino": HOME,
    "noor": "Asia/Kolkata",
    "ny": "America/New_York",
    "lord": "Australia/Lord_Howe",
}
PEOPLE = tuple(map(PersonId, ZONES))
START = datetime(2026, 12, 13, 12, 0, tzinfo=UTC)
"""A Sunday; the weeks that follow have five free Fridays, a Wednesday and an eve in them."""
DAYS = 36
ASKERS = {PostKind.PROMPT, PostKind.REMINDER}


def winter(mondays: Answering, fridays: Answering) -> Structure:
    """Return four teams that ask on different days, and five people on four continents."""
    teams = (("mondays", "weekly mon", mondays), ("fridays", "weekly fri", fridays))
    more = (("alone", "weekly fri", Answering.OWNER), ("monthly", "monthly wed 1,3", mondays))
    leads = {"mondays": "aino", "fridays": "eino", "alone": "noor", "monthly": "ny"}
    members = {"mondays": ["ny", "lord"], "fridays": ["aino", "noor"], "alone": [], "monthly": []}
    return Structure(
        organisation=Organisation(ORGANISATION, "Winter", Language.ENGLISH, HOME, "FI"),
        units=(
            Unit(UnitId("top"), "Top", Level.ORGANISATION, None),
            *(
                Unit(UnitId(name), name, Level.TEAM, UnitId("top"), how, read_rule(rule))
                for name, rule, how in (*teams, *more)
            ),
        ),
        people=tuple(Person(each, each.title(), zone=ZONES[each]) for each in PEOPLE),
        memberships=(
            *(Membership(PersonId(who), UnitId(u), Role.LEAD) for u, who in leads.items()),
            *(
                Membership(PersonId(who), UnitId(unit), Role.MEMBER)
                for unit, people in members.items()
                for who in people
            ),
        ),
        forums=(),
        cycles=(Cycle(CycleId("c"), "C", date(2026, 10, 1), date(2027, 3, 31)),),
        objectives=tuple(
            Objective(ObjectiveId(unit), UnitId(unit), CycleId("c"), unit) for unit in leads
        ),
        key_results=tuple(
            KeyResult(
                KeyResultId(f"{unit}-{n}"),
                ObjectiveId(unit),
                "R",
                Change(0, 10),
                owner=PersonId("lord") if (unit, n) == ("mondays", 2) else None,
            )
            for unit in leads
            for n in (1, 2)
        ),
        tasks=(),
    )


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody does, so many hours after the beginning."""

    after: int
    who: PersonId
    does: str
    """``away``, ``back``, ``answer``, ``off`` or ``on``."""
    days: int
    lasts: int
    """Days; 0: until further notice."""
    deputy: PersonId | None

    def event(self, number: int, today: date) -> Event:
        """Return what reaches the engine."""
        origin = Origin(ORGANISATION, self.who, "web", f"deed:{number}")
        if self.does == "answer":
            return Said(origin, "1: 5 7")
        if self.does in {"off", "on"}:
            return Pressed(origin, Action("settings", "reminders", (("wanted", self.does),)))
        if self.does == "back":
            return Pressed(origin, Action("absence", "back"))
        first = today + timedelta(days=self.days)
        last = (first + timedelta(days=self.lasts - 1)).isoformat() if self.lasts else ""
        args = (("who", self.who), ("first", first.isoformat()), ("last", last))
        return Pressed(origin, Action("absence", "set", (*args, ("deputy", self.deputy or ""))))


deeds = st.lists(
    st.builds(
        Deed,
        after=st.integers(0, DAYS * 24),
        who=st.sampled_from(PEOPLE),
        does=st.sampled_from(["away", "away", "away", "back", "answer", "answer", "off", "on"]),
        days=st.integers(0, 6),
        lasts=st.integers(0, 9),
        deputy=st.one_of(st.none(), st.sampled_from(PEOPLE)),
    ),
    max_size=25,
).map(lambda found: sorted(found, key=lambda deed: deed.after))


@dataclass
class Witness(Letterbox):
    """A letterbox that writes down when it gets what, and whether the receiver was there."""

    database: Database | None = None
    now: Callable[[], datetime] = lambda: START
    log: list[tuple[datetime, Parcel]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    async def deliver(self, parcel: Parcel) -> Fate:
        """Take a message and look at its receiver's calendar."""
        post, at = parcel.post, self.now()
        if post.kind in ASKERS and isinstance(post.recipient, ToPerson):
            self.log.append((at, parcel))
            await self._look(parcel, post.recipient.person, at)
        return await Letterbox.deliver(self, parcel)

    async def _look(self, parcel: Parcel, who: PersonId, at: datetime) -> None:
        assert self.database is not None
        local = at.astimezone(ZoneInfo(ZONES[who]))

        def look(work: Work) -> None:
            schedule = work.schedule(ScheduleKind.ASKING, "mondays")  # all have one calendar
            assert schedule is not None
            if not in_working_hours(local.time()):
                self.wrong.append(f"{parcel.post.key} at {local:%H:%M} of {who}")
            if not HolidayAlmanac().working_days(schedule).is_working(local.date()):
                self.wrong.append(f"{parcel.post.key} on a free day, {local.date()}")
            if work.away([who], local.date()):
                self.wrong.append(f"{parcel.post.key} while {who} is away, {local.date()}")
            if parcel.post.kind is PostKind.REMINDER and work.without_reminders([who]):
                self.wrong.append(f"{parcel.post.key} although {who} wants no reminders")

        await self.database.read(ORGANISATION, look)


async def live(database: Database, structure: Structure, todo: Sequence[Deed]) -> Witness:
    """Let five weeks pass."""
    await database.save_structure(structure)
    world = World(database, START)
    witness = Witness(database=database, now=world.clock.now)
    world.letters = witness
    world.postman = world.make_postman()
    number = count()
    for deed in todo:
        await world.live_until(START + timedelta(hours=deed.after))
        today = world.clock.at.astimezone(ZoneInfo(ZONES[deed.who])).date()
        await world.engine.handle(deed.event(next(number), today))
        await world.deliver()
    await world.live_until(START + timedelta(days=DAYS))
    return witness


async def unaccounted(database: Database, structure: Structure) -> list[str]:
    """Return who should have been asked in a week and has no line in the ledger."""
    end = START + timedelta(days=DAYS)

    def job(work: Work) -> list[str]:
        lines = work.ledger(None, START - timedelta(days=7), end + timedelta(days=7), end)
        return [
            f"{unit.id} {moment.period} {person}"
            for unit in structure.units
            if (schedule := work.schedule(ScheduleKind.ASKING, unit.id)) is not None
            for moment in moments(schedule, HolidayAlmanac().working_days(schedule), START, end)
            if moment.kind is MomentKind.ASK
            for person in _answerers(work, unit)
            if not _is_told(lines, unit, moment.period, person)
        ]

    return await database.read(ORGANISATION, job)


def _answerers(work: Work, unit: Unit) -> set[PersonId]:
    members = work.members([unit.id])
    goals = work.goals([unit.id], START.date())
    return {duty.person for g in goals for duty in duties(unit.answering, g.key_result, members)}


def _is_told(lines: Sequence[LedgerLine], unit: Unit, period: str, person: PersonId) -> bool:
    return any(
        line.kind is PostKind.PROMPT
        and line.unit == unit.id
        and line.period == period
        and line.recipient in {None, ToPerson(person)}
        for line in lines
    )


@pytest.fixture(scope="session")
def winters(migrated_sqlite: Path) -> Callable[[], Database]:
    """Return what makes databases, one for each winter."""
    folder = Path(tempfile.mkdtemp())
    number = count()

    def fresh() -> Database:
        path = folder / f"{next(number)}.db"
        shutil.copy(migrated_sqlite, path)
        return open_database(f"sqlite:///{path}")

    return fresh


@settings(max_examples=15)
@given(todo=deeds, mondays=st.sampled_from(Answering), fridays=st.sampled_from(Answering))
def test_nobody_away_or_off_work_is_asked_and_nobody_twice_a_week(
    winters: Callable[[], Database],
    todo: Sequence[Deed],
    mondays: Answering,
    fridays: Answering,
) -> None:
    structure = winter(mondays, fridays)

    async def play() -> tuple[Witness, list[str]]:
        database = winters()
        try:
            witness = await live(database, structure, todo)
            return witness, await unaccounted(database, structure)
        finally:
            await database.close()

    witness, missing = asyncio.run(play())
    assert witness.wrong == []
    assert missing == []
    a_week: Counter[tuple[PersonId, Week, PostKind]] = Counter()
    for at, parcel in witness.log:
        who = parcel.post.recipient
        assert isinstance(who, ToPerson)
        local = at.astimezone(ZoneInfo(ZONES[who.person])).date()
        a_week[who.person, Week.of(local), parcel.post.kind] += 1
    assert {each: times for each, times in a_week.items() if times > 1} == {}
    if not todo:
        assert len(witness.log) > DAYS // 7


def test_without_anything_special_each_is_asked_at_their_own_nine_o_clock(
    winters: Callable[[], Database],
) -> None:
    async def play() -> Witness:
        database = winters()
        try:
            return await live(database, winter(Answering.EVERYONE, Answering.EVERYONE), ())
        finally:
            await database.close()

    witness = asyncio.run(play())
    prompts = [(at, parcel) for at, parcel in witness.log if parcel.post.kind is PostKind.PROMPT]
    hours = {
        at.astimezone(ZoneInfo(parcel.post.reader.zone)).time().replace(microsecond=0)
        for at, parcel in prompts
    }
    assert hours == {time(9)}
    assert {parcel.post.reader.zone for _, parcel in prompts} == set(ZONES.values())
