from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

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
from storage.address import read_url
from storage.chart import MOST, Chart, Charts
from storage.database import Database, open_database
from storage.errors import BrokenReferenceError
from storage.postgresql import CONNECTIONS
from storage.structure import Structure
from storage.tables import OrganisationRow, table
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


async def test_what_an_undone_import_has_brought_is_not_seen(database: Database) -> None:
    await database.save_structure(structure())
    before = await database.read(OMA, name_of_north)
    await database.compare_structure(renamed("Up north"))
    broken = replace(renamed("Up north"), memberships=(Membership(ANNA, NEW, Role.LEAD),))
    saves = [database.save_structure(broken) for _ in range(3)]
    looks = [database.write(OMA, name_of_north) for _ in range(9)]
    *failed, looked = await asyncio.gather(*saves, asyncio.gather(*looks), return_exceptions=True)
    assert [type(error) for error in failed] == [BrokenReferenceError] * 3
    assert looked == [before] * 9
    assert await database.read(OMA, name_of_north) == before


async def test_a_copy_that_is_brought_back_is_known_from_what_came_after_it(
    database: Database, database_url: str
) -> None:
    await database.save_structure(structure())
    kept = _organisation(database_url)
    await imported_elsewhere(database_url, renamed("A mistake"))
    assert await database.read(OMA, name_of_north) == "A mistake"
    _bring_back(database_url, kept)
    await imported_elsewhere(database_url, renamed("Corrected"))
    assert await database.read(OMA, name_of_north) == "Corrected"


@contextmanager
def _opened(url: str) -> Iterator[Connection]:
    engine = create_engine(read_url(url), poolclass=NullPool)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def _organisation(url: str) -> Mapping[str, Any]:
    """Copy an organisation's own row, as a backup does with all of them."""
    row = table(OrganisationRow)
    with _opened(url) as connection:
        return dict(connection.execute(select(row).where(row.c.id == OMA)).mappings().one())


def _bring_back(url: str, kept: Mapping[str, Any]) -> None:
    row = table(OrganisationRow)
    with _opened(url) as connection:
        connection.execute(update(row).where(row.c.id == OMA).values(**kept))


async def test_what_moves_the_calendar_alone_leaves_the_chart(database: Database) -> None:
    await database.save_structure(structure())

    def move(work: Work) -> str:
        work.set_meetings(FORUM, [], TODAY)
        return name_of_north(work)

    with charts_read() as found:
        names = await asyncio.gather(*(database.write(OMA, move) for _ in range(16)))
    assert {*names} == {"Oma north"}
    assert len(found) <= CONNECTIONS  # on PostgreSQL several may begin before one has read it


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
    charts, empty = Charts(), Chart("first", {}, {}, {}, {}, ())
    names = [OrganisationId(str(number)) for number in range(MOST + 1)]
    for name in names[:-1]:
        charts.keep(name, empty)
    assert charts.of(names[0]) is empty  # and so it is not the one that nobody asks for
    charts.keep(names[-1], empty)
    assert charts.of(names[1]) is None
    assert all(charts.of(name) is empty for name in names if name != names[1])
