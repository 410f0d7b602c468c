"""Where a message waits half a day for its hour, what is promised holds for the day it arrives."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from dialogs.ledger import LedgerFate, LedgerLine, Reason
from dialogs.okr.cadence import read_rule
from dialogs.okr.model import Absence, Break, BreakId, PersonId, UnitId
from dialogs.posts import PostKind
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, company
from tests.conversations.stage import EngineStage, World

LIISA = PersonId("liisa")


def scattered(**zones: str) -> Structure:
    """Return the company with some of its people elsewhere."""
    whole = company()
    people = tuple(replace(each, zone=zones.get(each.id)) for each in whole.people)
    return replace(whole, people=people)


async def lines_of_liisa(world: World, kind: PostKind) -> list[LedgerLine]:
    now = world.clock.at
    lines = await world.database.read(
        ORGANISATION,
        lambda work: work.ledger(None, now - timedelta(days=30), now + timedelta(days=9), now),
    )
    return [line for line in lines if line.kind is kind and line.name == "Liisa"]


async def test_who_puts_the_question_off_is_not_reminded_beside_it(database: Database) -> None:
    await database.save_structure(scattered(liisa="America/New_York", matti="Pacific/Kiritimati"))
    world = World(database, datetime(2026, 11, 1, 12, 0, tzinfo=UTC))
    stage = EngineStage(world)
    # Tuesday, three in the afternoon: Matti has had his reminder, and hers waits for Wednesday.
    await stage.at(datetime(2026, 11, 3, 20, 0, tzinfo=UTC))
    await stage.presses("liisa", "button-tomorrow")
    await stage.at(datetime(2026, 11, 5, 12, 0, tzinfo=UTC))
    assert [
        (line.key.partition(":")[0], line.fate, line.reason)
        for line in await lines_of_liisa(world, PostKind.REMINDER)
    ] == [
        ("reminder", LedgerFate.SUPERSEDED, Reason.SNOOZED),
        ("snooze", LedgerFate.SENT, None),
    ]


async def test_what_is_late_is_not_sent_to_who_is_away_when_it_arrives(database: Database) -> None:
    await database.save_structure(scattered(liisa="Australia/Lord_Howe"))
    world = World(database, datetime(2026, 11, 8, 12, 0, tzinfo=UTC))
    await world.planner.tick(world.clock.at)
    tuesday = Absence(LIISA, date(2026, 11, 10), date(2026, 11, 10))
    await database.write(
        ORGANISATION, lambda work: work.set_absence(tuesday, LIISA, world.clock.at)
    )
    # After a night of silence: eleven in Helsinki, and Monday evening where Liisa is.
    world.clock.at = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
    await world.live_until(datetime(2026, 11, 10, 12, 0, tzinfo=UTC))
    assert [(line.fate, line.reason) for line in await lines_of_liisa(world, PostKind.PROMPT)] == [
        (LedgerFate.ABSENT, Reason.AWAY)
    ]


async def test_two_late_weeks_do_not_ask_on_one_day(database: Database) -> None:
    whole = scattered(liisa="Pacific/Kiritimati")
    fridays = tuple(
        replace(each, ask=read_rule("weekly fri"), ask_at=time(16, 59))
        if each.id == "owls"
        else each
        for each in whole.units
    )
    pause = Break(BreakId("pause"), date(2026, 12, 10), date(2026, 12, 11), UnitId("owls"))
    await database.save_structure(replace(whole, units=fridays, breaks=(pause,)))
    world = World(database, datetime(2026, 12, 12, 12, 0, tzinfo=UTC))
    await world.planner.tick(world.clock.at)
    # Friday evening where Liisa is: the Friday before, moved to Monday, may still be asked about.
    world.clock.at = datetime(2026, 12, 18, 5, 58, tzinfo=UTC)
    for hour in (18, 19):  # her Monday begins
        await world.live_until(datetime(2026, 12, 20, hour, 0, tzinfo=UTC))
    assert [
        (line.period, line.fate, line.reason)
        for line in await lines_of_liisa(world, PostKind.PROMPT)
    ] == [
        ("2026-W50", LedgerFate.SENT, None),
        ("2026-W51", LedgerFate.SKIPPED, Reason.MERGED),
    ]
