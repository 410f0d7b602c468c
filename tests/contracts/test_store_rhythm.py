from __future__ import annotations

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from dialogs.okr.cadence import BeforeMeetings, CycleWorkday, Rule, read_rule
from dialogs.okr.hours import Span
from dialogs.okr.measure import YesNo
from dialogs.okr.model import (
    Break,
    BreakId,
    ChannelId,
    Cycle,
    CycleId,
    Forum,
    ForumId,
    KeyResult,
    KeyResultId,
    Language,
    Level,
    Meeting,
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
from dialogs.okr.rhythm import DIGEST_BEFORE, RETRO_AT, RETRO_BEFORE
from dialogs.okr.week import Week
from dialogs.ports import Schedule, ScheduleKind, Work
from dialogs.session import SessionId
from storage.database import Database
from storage.structure import Structure, Tally, merged
from tests.storage.support import (
    ANNA,
    BEN,
    CARA,
    COUNTY,
    FORUM,
    NORTH,
    NOW,
    OMA,
    SECTOR,
    SOUTH,
    TODAY,
    reply,
    session,
    structure,
)

MEETING = ForumId("north-meeting")
NOBODY = "nobody"


async def schedule(database: Database, kind: ScheduleKind, subject: str) -> Schedule:
    """What recurs for a unit or a forum, as a conversation reads it."""
    found = await database.read(OMA, lambda work: work.schedule(kind, subject))
    assert found is not None
    return found


async def unit(database: Database, name: UnitId) -> Unit:
    found = await database.read(OMA, lambda work: work.unit(name))
    assert found is not None
    return found


def deep() -> Structure:
    """Five levels, one below the other, and nothing set but at the top."""
    levels = list(Level)
    names = [UnitId(level.value) for level in levels]
    above = [None, *names[:-1]]
    units = tuple(
        Unit(name, name, level, parent)
        for name, level, parent in zip(names, levels, above, strict=True)
    )
    quarter = CycleId("q4")
    return Structure(
        organisation=Organisation(OMA, "Oma", Language.FINNISH, "Europe/Helsinki", "FI"),
        units=units,
        forums=tuple(
            Forum(ForumId(name), name, name, ChannelId(name), None, None) for name in names
        ),
        cycles=(Cycle(quarter, "Q4", date(2026, 10, 1), date(2026, 12, 31)),),
        objectives=tuple(Objective(ObjectiveId(name), name, quarter, name) for name in names),
        key_results=tuple(
            KeyResult(KeyResultId(name), ObjectiveId(name), name, YesNo()) for name in names
        ),
    )


def with_unit(whole: Structure, level: Level, **changed: object) -> Structure:
    """The same structure with something set on the unit of a level."""
    units = tuple(
        replace(one, **changed) if one.level is level else one  # type: ignore[arg-type] # fields of their own kinds
        for one in whole.units
    )
    return replace(whole, units=units)


async def test_where_nobody_sets_anything_the_organisation_and_the_level_decide(
    database: Database,
) -> None:
    await database.save_structure(deep())
    units = {one.level: one for one in await database.read(OMA, lambda work: work.units())}
    assert {(one.ask, one.ask_at) for one in units.values()} == {(None, None)}
    assert {(one.language, one.zone, one.holidays) for one in units.values()} == {
        (Language.FINNISH, "Europe/Helsinki", "FI")
    }
    asked = {
        level: (await schedule(database, ScheduleKind.ASKING, one.id)).rule
        for level, one in units.items()
    }
    assert asked[Level.ORGANISATION] == asked[Level.SECTOR] == read_rule("monthly mon 1")
    assert asked[Level.RESULT_AREA] == read_rule("monthly mon 1,3")
    assert asked[Level.UNIT] == asked[Level.TEAM] == read_rule("weekly mon")
    digest = await schedule(database, ScheduleKind.DIGEST, Level.ORGANISATION.value)
    assert (digest.rule, digest.at) == (read_rule("management-group"), time(8))
    assert (await schedule(database, ScheduleKind.ASKING, Level.TEAM.value)).at == time(9)


async def test_what_a_unit_sets_holds_for_all_below_it(database: Database) -> None:
    top = with_unit(
        deep(),
        Level.SECTOR,
        ask=read_rule("weekly wed"),
        ask_at=time(10, 30),
        language=Language.SWEDISH,
        zone="Europe/Stockholm",
        holidays="SE",
    )
    whole = with_unit(
        top,
        Level.UNIT,
        ask=read_rule("weekly fri"),
        ask_at=time(8, 15),
        language=Language.NORWEGIAN,
        zone="Europe/Oslo",
        holidays="NO",
    )
    await database.save_structure(whole)
    seen = {}
    for level in Level:
        found = await schedule(database, ScheduleKind.ASKING, level.value)
        there = await unit(database, UnitId(level.value))
        seen[level] = (found.rule, found.at, found.zone, found.country, there.language)
        assert (there.zone, there.holidays) == (found.zone, found.country)
    middle = (
        read_rule("weekly wed"),
        time(10, 30),
        "Europe/Stockholm",
        "SE",
        Language.SWEDISH,
    )
    lower = (read_rule("weekly fri"), time(8, 15), "Europe/Oslo", "NO", Language.NORWEGIAN)
    assert seen[Level.ORGANISATION][2:] == ("Europe/Helsinki", "FI", Language.FINNISH)
    assert seen[Level.SECTOR] == seen[Level.RESULT_AREA] == middle
    assert seen[Level.UNIT] == seen[Level.TEAM] == lower
    # And it is the tree that gives it back once the unit in the middle says nothing any more.
    await database.save_structure(top)
    for level in (Level.UNIT, Level.TEAM):
        found = await schedule(database, ScheduleKind.ASKING, level.value)
        assert (found.rule, found.at, found.zone, found.country) == middle[:4]


async def test_a_cycle_s_end_is_called_out_as_the_nearest_unit_above_or_the_level_says(
    database: Database,
) -> None:
    async def before() -> list[int]:
        plan = await database.plans.plan(OMA)
        found = []
        for level in Level:
            planned = next(
                one
                for one in plan.schedules
                if (one.kind, one.subject) == (ScheduleKind.RETRO, level.value)
            )
            assert await schedule(database, ScheduleKind.RETRO, level.value) == planned
            assert isinstance(planned.rule, BeforeMeetings)
            there = await unit(database, UnitId(level.value))
            assert there.retro in {None, planned.rule.before}
            found.append(planned.rule.before)
        return found

    await database.save_structure(deep())
    assert await before() == [10, 10, 5, 5, 5]
    top = with_unit(deep(), Level.SECTOR, retro=20)
    whole = with_unit(top, Level.UNIT, retro=1)
    await database.save_structure(whole)
    assert await before() == [10, 20, 20, 1, 1]
    assert await database.load_structure(OMA) == whole
    changes = await database.save_structure(top)
    assert changes.tallies["units"] == Tally(changed=1, unchanged=4)  # what follows is no change
    assert await before() == [10, 20, 20, 20, 20]
    await database.save_structure(deep())
    assert await before() == [10, 10, 5, 5, 5]


async def test_a_forum_takes_its_hour_from_the_nearest_forum_above(database: Database) -> None:
    whole = deep()

    def at(**hours: time) -> Structure:
        forums = tuple(replace(one, at=hours.get(one.id)) for one in whole.forums)
        return replace(whole, forums=forums)

    async def hours() -> list[time]:
        forums = await database.read(OMA, lambda work: work.forums())
        plan = await database.plans.plan(OMA)
        found = [one.at for one in plan.schedules if one.kind is ScheduleKind.DIGEST]
        assert found == [forum.at for forum in forums]
        return found

    await database.save_structure(at(sector=time(12), unit=time(15)))
    assert await hours() == [time(8), time(12), time(12), time(15), time(15)]
    changes = await database.save_structure(at(sector=time(13)))
    assert await hours() == [time(8), time(13), time(13), time(13), time(13)]
    assert changes.tallies["forums"] == Tally(changed=2, unchanged=3)
    # An import that brings one forum alone moves those below it too.
    (sector,) = (one for one in whole.forums if one.id == "sector")
    await database.save_structure(replace(whole, forums=(replace(sector, at=time(9)),)))
    assert await hours() == [time(8), time(9), time(9), time(9), time(9)]


async def test_a_sheet_gets_back_what_was_set_and_not_what_was_inherited(
    database: Database,
) -> None:
    whole = with_unit(deep(), Level.SECTOR, holidays="SE", ask=read_rule("weekly tue"))
    await database.save_structure(whole)
    assert await database.load_structure(OMA) == whole
    assert {(one.cadence, one.at) for one in whole.forums} == {(None, None)}


async def test_a_plan_names_units_with_key_results_and_all_forums(database: Database) -> None:
    await database.save_structure(structure())
    plan = await database.plans.plan(OMA)
    asking, digest, retro, opening, changes = (
        {one.subject: one for one in plan.schedules if one.kind is kind} for kind in ScheduleKind
    )
    assert list(asking) == list(retro) == [COUNTY, SOUTH, NORTH]
    assert opening == changes == {}
    assert list(digest) == [FORUM, MEETING]
    assert (asking[NORTH].rule, asking[NORTH].at) == (read_rule("weekly tue"), time(8, 30))
    assert (asking[SOUTH].rule, asking[SOUTH].zone) == (read_rule("weekly mon"), "Europe/Stockholm")
    assert (digest[MEETING].at, digest[MEETING].country) == (time(14, 15), "FI")
    ends = (date(2026, 9, 30), date(2026, 12, 31))
    assert retro[NORTH].rule == BeforeMeetings(RETRO_BEFORE[Level.TEAM], ends)
    assert retro[COUNTY].rule == BeforeMeetings(RETRO_BEFORE[Level.ORGANISATION], ends[1:])
    assert retro[NORTH].at == RETRO_AT


async def test_a_conversation_reads_the_very_schedule_that_the_clock_has(
    database: Database,
) -> None:
    whole = structure()
    calendar = replace(whole.forums[0], cadence=read_rule("meetings 2"))
    ends = replace(whole.forums[1], cadence=read_rule("cycle workday 3"))
    await database.save_structure(replace(whole, forums=(calendar, ends)), since=NOW)
    plan = await database.plans.plan(OMA)
    assert len(plan.schedules) == 8
    for one in plan.schedules:
        assert await schedule(database, one.kind, one.subject) == one
    for kind in ScheduleKind:
        assert await database.read(OMA, lambda work, kind=kind: work.schedule(kind, NOBODY)) is None  # type: ignore[misc]  # a default binds the kind


async def rule(database: Database, subject: str, kind: ScheduleKind = ScheduleKind.DIGEST) -> Rule:
    return (await schedule(database, kind, subject)).rule


async def test_rules_that_go_by_dates_are_given_their_dates(database: Database) -> None:
    whole = structure()
    board, north = whole.forums
    await database.save_structure(
        replace(
            whole,
            units=tuple(
                replace(one, ask=read_rule("meetings 1")) if one.id == SECTOR else one
                for one in whole.units
            ),
            forums=(
                replace(board, cadence=read_rule("meetings 2")),
                replace(north, cadence=read_rule("cycle workday 3")),
            ),
        )
    )
    days = (date(2026, 12, 10), date(2027, 1, 14))
    ends = (date(2026, 9, 30), date(2026, 12, 31))
    assert await rule(database, FORUM) == BeforeMeetings(2, days)
    assert await rule(database, MEETING) == CycleWorkday(3, ends)
    # The team in the south follows its sector's rule, and no forum is nearer than the county's.
    assert await rule(database, SOUTH, ScheduleKind.ASKING) == BeforeMeetings(1, days)


async def test_breaks_of_the_organisation_and_pauses_from_above_are_free(
    database: Database,
) -> None:
    whole = structure()
    sector = Break(BreakId("sector"), date(2026, 12, 1), date(2026, 12, 2), SECTOR)
    await database.save_structure(replace(whole, breaks=(*whole.breaks, sector)))
    july = Span(date(2027, 7, 1), date(2027, 7, 31))
    pause = Span(date(2026, 12, 1), date(2026, 12, 2))
    move = Span(date(2026, 12, 7), date(2026, 12, 11))
    plan = await database.plans.plan(OMA)
    free = {(one.kind, one.subject): one.breaks for one in plan.schedules}
    assert free[ScheduleKind.ASKING, NORTH] == (pause, move, july)
    assert free[ScheduleKind.DIGEST, MEETING] == (pause, move, july)
    assert free[ScheduleKind.RETRO, SOUTH] == (pause, july)
    assert free[ScheduleKind.DIGEST, FORUM] == (july,)


async def test_zones_are_those_of_members_and_owners_that_are_not_the_unit_s(
    database: Database,
) -> None:
    whole = structure()
    people = (
        *whole.people[:1],  # Anna, who leads in the north, lives in Oslo
        replace(whole.people[1], zone="Europe/Helsinki"),  # as the unit does
        replace(whole.people[2], zone="Asia/Kolkata"),
    )
    waiting = replace(whole.key_results[0], owner=CARA)
    await database.save_structure(
        replace(whole, people=people, key_results=(waiting, *whole.key_results[1:]))
    )
    plan = await database.plans.plan(OMA)
    zones = {one.subject: one.zones for one in plan.schedules if one.kind is ScheduleKind.ASKING}
    assert zones == {
        NORTH: {"Europe/Oslo", "Asia/Kolkata"},
        COUNTY: {"Europe/Oslo"},
        SOUTH: {"Asia/Kolkata"},
    }


async def revision(database: Database) -> int:
    return (await database.plans.revisions())[OMA]


async def test_meetings_that_are_typed_take_the_place_of_those_to_come(
    database: Database,
) -> None:
    whole = structure()
    past = Meeting(FORUM, date(2026, 11, 10))
    await database.save_structure(replace(whole, meetings=(past, *whole.meetings)))
    before = await revision(database)
    typed = [date(2027, 2, 4), date(2026, 12, 17), date(2026, 11, 3)]
    await database.write(OMA, lambda work: work.set_meetings(FORUM, typed, TODAY))
    days = [date(2026, 11, 10), date(2026, 12, 17), date(2027, 2, 4)]
    assert await database.read(OMA, lambda work: work.meetings(FORUM)) == days
    assert await rule(database, FORUM) == BeforeMeetings(DIGEST_BEFORE, tuple(days))
    assert await revision(database) == before + 1
    forums = (await database.load_structure(OMA)).forums
    assert forums[0].cadence == BeforeMeetings(DIGEST_BEFORE)


async def test_a_forum_that_follows_its_meetings_keeps_its_days_before_unless_told(
    database: Database,
) -> None:
    whole = structure()
    board = replace(whole.forums[0], cadence=read_rule("meetings 5"))
    await database.save_structure(replace(whole, forums=(board, *whole.forums[1:])))
    await database.write(OMA, lambda work: work.set_meetings(FORUM, [date(2027, 2, 4)], TODAY))
    assert await rule(database, FORUM) == BeforeMeetings(5, (date(2027, 2, 4),))
    await database.write(OMA, lambda work: work.set_meetings(FORUM, [], TODAY, before=7))
    assert await rule(database, FORUM) == BeforeMeetings(7)


async def test_meetings_that_are_imported_take_the_place_of_those_from_their_first_on(
    database: Database,
) -> None:
    whole = structure()
    first, second = whole.meetings
    third = Meeting(FORUM, date(2027, 2, 11))
    other = Meeting(MEETING, date(2026, 12, 1))
    stored = replace(whole, meetings=(first, second, third, other))
    await database.save_structure(stored)
    moved = Meeting(FORUM, date(2027, 1, 21))
    given = replace(whole, meetings=(moved, third))
    changes = await database.save_structure(given)
    assert changes.tallies["meetings"] == Tally(added=1, unchanged=1)
    assert changes == await _compared(database, stored, given)
    days = await database.read(OMA, lambda work: work.meetings(FORUM))
    assert days == [first.day, second.day, moved.day, third.day]  # the 14th lies before the 21st

    given = replace(whole, meetings=(Meeting(FORUM, date(2027, 1, 7)),))
    changes = await database.save_structure(given)
    assert changes.tallies["meetings"] == Tally(changed=1)
    kept = (await database.load_structure(OMA)).meetings
    assert set(kept) == {first, *given.meetings, other}
    assert set(kept) == set(merged(stored, given).meetings)
    nothing = await database.save_structure(replace(whole, meetings=()))
    assert nothing.tallies["meetings"] == Tally()
    assert (await database.load_structure(OMA)).meetings == kept


async def _compared(database: Database, stored: Structure, given: Structure) -> object:
    """What a comparison would have said before."""
    await database.save_structure(replace(stored, meetings=(stored.meetings[0],)))
    await database.save_structure(stored)
    changes = await database.compare_structure(given)
    await database.save_structure(given)
    return changes


async def test_breaks_are_changed_by_their_id_and_none_is_removed(database: Database) -> None:
    whole = structure()
    await database.save_structure(whole)
    july, move = whole.breaks
    longer = replace(july, last=date(2027, 8, 8))
    changes = await database.save_structure(replace(whole, breaks=(longer,)))
    assert changes.tallies["breaks"] == Tally(changed=1)
    kept = (await database.load_structure(OMA)).breaks
    assert set(kept) == {longer, move}
    assert set(kept) == set(merged(whole, replace(whole, breaks=(longer,))).breaks)


async def test_a_new_zone_of_a_person_is_a_new_plan(database: Database) -> None:
    whole = structure()
    await database.save_structure(whole)
    before = await revision(database)
    ben = Person(BEN, "Ben", zone="America/New_York")
    await database.save_structure(replace(whole, people=(ben,)))
    assert await revision(database) > before
    found = await schedule(database, ScheduleKind.ASKING, NORTH)
    assert found.zones == {"Europe/Oslo", "America/New_York"}


async def test_the_clock_s_last_beat_never_goes_back(database: Database) -> None:
    assert await database.plans.last_beat() is None
    for minutes in (5, 9, 7):
        await database.plans.note_beat(NOW + timedelta(minutes=minutes))
    assert await database.plans.last_beat() == NOW + timedelta(minutes=9)


async def test_what_has_served_its_time_is_forgotten(database: Database) -> None:
    await database.save_structure(structure())
    month = timedelta(days=30)
    old, young = session("old"), replace(session("young"), expires=NOW)

    def take(at: datetime, delivery: str) -> Awaitable[None]:
        return database.write(OMA, lambda work: work.keep_reply(delivery, reply("thanks"), at))

    for number in range(1200):  # more than one transaction forgets
        await take(NOW, f"old-{number}")
    await take(NOW + timedelta(days=1), "young")
    await database.write(OMA, lambda work: work.save_session(replace(old, expires=NOW)))
    await database.write(
        OMA, lambda work: work.save_session(replace(young, expires=NOW + timedelta(days=1)))
    )
    now = NOW + month + timedelta(hours=1)
    await database.plans.tidy(now)
    await database.plans.tidy(now)
    kept = {
        name: await database.read(OMA, lambda work, name=name: work.session(SessionId(name)))  # type: ignore[misc]  # the same
        for name in ("old", "young")
    }
    assert kept["old"] is None
    assert kept["young"] is not None

    def remembered(work: Work) -> list[str]:
        names = ("old-0", "old-1199", "young")
        return [name for name in names if work.arrival(ANNA, name).repeat]

    assert await database.read(OMA, remembered) == ["young"]


@contextmanager
def counted() -> Iterator[list[str]]:
    """Gather the statements that are sent."""
    sent: list[str] = []

    def note(*of: object) -> None:
        sent.append(str(of[2]))

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("teams", [10, 400])
async def test_a_plan_takes_as_many_statements_however_large_it_is(
    database: Database, teams: int
) -> None:
    quarter = CycleId("q4")
    names = [UnitId(f"team-{number}") for number in range(teams)]
    top = Unit(UnitId("top"), "top", Level.ORGANISATION, None)
    await database.save_structure(
        Structure(
            organisation=Organisation(OMA, "Oma", Language.FINNISH, "Europe/Helsinki", "FI"),
            units=(top, *(Unit(name, name, Level.TEAM, top.id) for name in names)),
            people=tuple(
                Person(PersonId(name), name, zone=("Asia/Kolkata", None)[place % 2])
                for place, name in enumerate(names)
            ),
            memberships=tuple(Membership(PersonId(name), name, Role.LEAD) for name in names),
            forums=tuple(
                Forum(ForumId(name), name, name, ChannelId(name), BeforeMeetings(2), None)
                for name in names
            ),
            meetings=tuple(Meeting(ForumId(name), TODAY) for name in names),
            breaks=(Break(BreakId("b"), TODAY, TODAY, top.id),),
            cycles=(Cycle(quarter, "Q4", date(2026, 10, 1), date(2026, 12, 31)),),
            objectives=tuple(Objective(ObjectiveId(name), name, quarter, name) for name in names),
            key_results=tuple(
                KeyResult(KeyResultId(name), ObjectiveId(name), name, YesNo()) for name in names
            ),
        )
    )
    with counted() as sent:
        plan = await database.plans.plan(OMA)
    assert len(plan.schedules) == 3 * teams
    selects = [statement for statement in sent if statement.startswith("SELECT")]
    assert len(selects) <= 13
    last = await schedule(database, ScheduleKind.DIGEST, names[-1])
    assert last == next(
        one for one in plan.schedules if (one.kind, one.subject) == (ScheduleKind.DIGEST, names[-1])
    )
    assert (last.rule, last.breaks) == (BeforeMeetings(2, (TODAY,)), (Span(TODAY, TODAY),))


async def test_a_unit_rests_in_a_week_that_a_break_of_it_or_of_one_above_fills(
    database: Database,
) -> None:
    whole = structure()
    short = Break(BreakId("short"), date(2026, 12, 14), date(2026, 12, 17), COUNTY)
    above = Break(BreakId("above"), date(2026, 12, 19), date(2027, 1, 3), SECTOR)
    await database.save_structure(replace(whole, breaks=(*whole.breaks, short, above)))
    units = [COUNTY, SECTOR, NORTH, SOUTH]

    async def resting(number: int, year: int = 2026) -> set[str]:
        week = Week(year, number)
        return set(await database.read(OMA, lambda work: work.resting(units, week)))

    assert await resting(49) == set()
    assert await resting(50) == {NORTH}
    assert await resting(51) == set()  # from Monday to Thursday only
    assert {SECTOR, NORTH} <= await resting(52)
    assert COUNTY not in await resting(52)
    assert await resting(27, 2027) == set(units)  # July, for everybody
