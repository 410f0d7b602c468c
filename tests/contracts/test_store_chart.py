from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from dialogs.okr.measure import Change
from dialogs.okr.model import (
    KeyResult,
    KeyResultId,
    Level,
    Membership,
    Objective,
    ObjectiveId,
    OrganisationId,
    Role,
    Unit,
    UnitId,
)
from dialogs.ports import Work
from storage.chart import MOST, Chart, Charts
from storage.database import Database, open_database
from storage.structure import Structure
from tests.storage.support import ANNA, BEN, FORUM, NORTH, OMA, SECTOR, TODAY, structure

NEW = UnitId("new")
NEWCOMER = KeyResultId("newcomer")


def renamed(name: str) -> Structure:
    """Return the structure with another name of its team in the north."""
    found = structure()
    units = (replace(each, name=name) if each.id == NORTH else each for each in found.units)
    return replace(found, units=tuple(units))


def grown() -> Structure:
    """Return the structure with one more unit, which has a key result of Anna's."""
    found = structure()
    quarter = found.objectives[0].cycle
    aim = Objective(ObjectiveId("new"), NEW, quarter, "New", 1)
    return replace(
        found,
        units=(*found.units, Unit(NEW, "New", Level.TEAM, SECTOR)),
        objectives=(*found.objectives, aim),
        key_results=(
            *found.key_results,
            KeyResult(NEWCOMER, aim.id, "Newcomer", Change(0, 10), position=1, owner=ANNA),
        ),
    )


async def imported_elsewhere(url: str, given: Structure) -> None:
    """Save a structure as another process would."""
    other = open_database(url)
    try:
        await other.save_structure(given)
    finally:
        await other.close()


def name_of_north(work: Work) -> str:
    found = work.unit(NORTH)
    assert found is not None
    return found.name


@contextmanager
def charts_read() -> Iterator[list[str]]:
    """Gather the statements that read all memberships."""
    found: list[str] = []

    def look(*told: object) -> None:
        statement = str(told[2])
        if "memberships" in statement and statement.lstrip().startswith("SELECT"):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", look)
    yield found
    event.remove(Engine, "before_cursor_execute", look)


async def test_a_chart_is_read_once_until_it_changes(database: Database) -> None:
    await database.save_structure(structure())
    with charts_read() as found:
        for _ in range(3):
            await database.glance(OMA, lambda work: work.units_of(ANNA))
            await database.write(OMA, lambda work: work.members([NORTH]))
        assert len(found) == 1
        await database.save_structure(renamed("Up north"))
        found.clear()
        assert await database.read(OMA, name_of_north) == "Up north"
        assert await database.read(OMA, name_of_north) == "Up north"
        assert len(found) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", ["glance", "write"])
async def test_jobs_that_share_a_transaction_share_a_chart(database: Database, kind: str) -> None:
    run = {"glance": database.glance, "write": database.write}[kind]
    await database.save_structure(structure())
    with charts_read() as found:
        names = await asyncio.gather(*(run(OMA, name_of_north) for _ in range(64)))
    assert {*names} == {"Oma north"}
    assert len(found) == 1


@pytest.mark.parametrize("kind", ["read", "glance", "write"])
async def test_what_another_process_imports_holds_from_the_next_transaction_on(
    database: Database, database_url: str, kind: str
) -> None:
    run = {"read": database.read, "glance": database.glance, "write": database.write}[kind]
    await database.save_structure(structure())
    before = await run(OMA, name_of_north)
    await imported_elsewhere(database_url, renamed("Up north"))
    after = await run(OMA, name_of_north)
    assert (before, after) == ("Oma north", "Up north")


async def test_what_an_undone_transaction_has_seen_is_not_kept(
    database: Database, database_url: str
) -> None:
    await database.save_structure(structure())

    def job(work: Work) -> None:
        work.set_meetings(FORUM, [], TODAY)  # moves the revision, and the import moves it alike
        assert name_of_north(work) == "Oma north"
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - the job's own
        await database.write(OMA, job)
    await imported_elsewhere(database_url, renamed("Up north"))
    assert await database.read(OMA, name_of_north) == "Up north"


async def test_a_unit_that_comes_while_a_transaction_runs_is_left_for_the_next_one(
    database: Database, database_url: str
) -> None:
    await database.save_structure(structure())

    def owned(work: Work) -> Sequence[KeyResultId]:
        return [goal.key_result.id for goal in work.goals_owned(ANNA, TODAY)]

    def job(work: Work) -> tuple[Sequence[KeyResultId], Sequence[KeyResultId]]:
        before = owned(work)
        asyncio.run(imported_elsewhere(database_url, grown()))
        return before, owned(work)

    # On PostgreSQL a writing transaction sees what others have committed since it began.
    run = database.read if database_url.startswith("sqlite") else database.write
    before, after = await run(OMA, job)
    assert NEWCOMER not in before
    assert after == before
    assert NEWCOMER in await database.read(OMA, owned)


async def test_roles_that_are_taken_away_are_gone(database: Database) -> None:
    found = structure()
    await database.save_structure(found)
    assert [unit.id for unit, _ in await database.read(OMA, lambda work: work.units_of(BEN))] == [
        NORTH
    ]
    moved = Membership(BEN, NORTH, Role.FACILITATOR)
    await database.save_structure(Structure(found.organisation, memberships=(moved,)))
    ((_, role),) = await database.read(OMA, lambda work: work.units_of(BEN))
    assert role == moved


async def test_an_organisation_that_is_imported_later_is_seen(database: Database) -> None:
    assert await database.read(OMA, lambda work: work.units()) == []
    await database.save_structure(structure())
    assert len(await database.read(OMA, lambda work: work.units())) == len(structure().units)


def test_no_more_charts_are_kept_than_the_memory_is_meant_for() -> None:
    charts, empty = Charts(), Chart(1, {}, {}, {}, {}, ())
    for number in range(MOST + 1):
        charts.keep(OrganisationId(str(number)), empty)
    assert charts.of(OrganisationId("0")) is None
    assert charts.of(OrganisationId("1")) is charts.of(OrganisationId(str(MOST))) is empty
