"""What PostgreSQL is told below psycopg's cursors: prepared once, and honest about commits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    create_engine,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError, IntegrityError, InternalError
from sqlalchemy.pool import NullPool

from dialogs.ports import StoreUnavailableError
from storage.address import read_url
from storage.line import PREPARED
from storage.postgresql import PostgresqlRunner
from storage.prepared import Wire
from tests.cut_lines import wire_to

pytestmark = pytest.mark.postgres

_THINGS = Table("things", MetaData(), Column("id", Integer, primary_key=True), Column("name", Text))
_NAMED = select(_THINGS.c.name).where(_THINGS.c.id == bindparam("wanted"))
_COUNT = text("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'rytmi%'")


@pytest.fixture
async def runner(migrated_postgres: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    monkeypatch.setattr("storage.postgresql.CONNECTIONS", 1)  # so that it is always the same one
    opened = PostgresqlRunner(read_url(migrated_postgres))
    await opened.write(
        lambda connection: _run(connection, "CREATE TABLE things (id int, name text)")
    )
    await opened.write(lambda connection: _run(connection, "INSERT INTO things VALUES (1, '5 %')"))
    yield opened
    await opened.write(lambda connection: _run(connection, "DROP TABLE things"))
    await opened.close()


def _run(connection: Connection, statement: str) -> None:
    connection.execute(text(statement))


def _look(connection: Connection) -> str:
    ((name,),) = Wire(connection).records(_NAMED, {"wanted": 1})
    return str(name)


def _prepared(connection: Connection) -> int:
    found: int = connection.execute(_COUNT).scalar_one()
    return found


async def test_a_statement_is_prepared_once_for_all_transactions(runner: PostgresqlRunner) -> None:
    def look_and_fail(connection: Connection) -> None:
        _look(connection)
        raise LookupError

    assert [await runner.write(_look), await runner.read(_look)] == ["5 %"] * 2
    with pytest.raises(LookupError):
        await runner.write(look_and_fail)
    assert await runner.read(_look) == "5 %"
    assert await runner.read(_prepared) == 1


async def test_a_percent_sign_and_a_value_used_twice_arrive_as_they_are(
    runner: PostgresqlRunner,
) -> None:
    wanted = bindparam("wanted", type_=Text())
    twice = select(wanted.concat(" of "), wanted).where(_THINGS.c.name.like("5 %", escape="!"))

    def look(connection: Connection) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in Wire(connection).records(twice, {"wanted": "%s"})]

    assert await runner.read(look) == [("%s of ", "%s")]


async def test_no_more_stay_prepared_than_the_server_shall_remember(
    runner: PostgresqlRunner,
) -> None:
    looks = [select((_THINGS.c.id + n).label(f"and_{n}")) for n in range(PREPARED + 3)]

    def look_at_all(connection: Connection) -> list[int]:
        wire = Wire(connection)
        return [wire.records(look, {})[0][0] for look in looks]

    expected = [number + 1 for number in range(PREPARED + 3)]
    assert await runner.read(look_at_all) == expected
    assert await runner.read(look_at_all) == expected
    assert await runner.read(_prepared) == PREPARED


async def test_tables_that_have_changed_are_looked_at_anew(runner: PostgresqlRunner) -> None:
    assert await runner.read(_look) == "5 %"
    change = "ALTER TABLE things ALTER COLUMN name TYPE int USING 7"
    await runner.write(lambda connection: _run(connection, change))
    assert await runner.read(_look) == "7"


async def test_a_job_that_overlooks_a_failed_statement_does_not_pass_for_committed(
    runner: PostgresqlRunner,
) -> None:
    def overlook(connection: Connection) -> None:
        _run(connection, "UPDATE things SET name = 'changed'")
        with pytest.raises(DBAPIError):
            _run(connection, "SELECT 1 / 0")

    with pytest.raises(InternalError, match="cannot be committed"):
        await runner.write(overlook)
    assert await runner.read(_look) == "5 %"


async def test_a_promise_kept_for_the_commit_is_told_by_it(runner: PostgresqlRunner) -> None:
    deferred = "ALTER TABLE things ADD UNIQUE (id) DEFERRABLE INITIALLY DEFERRED"
    await runner.write(lambda connection: _run(connection, deferred))

    def twice(connection: Connection) -> None:
        _run(connection, "INSERT INTO things VALUES (1, 'again')")

    with pytest.raises(Exception, match="duplicate key") as told:
        await runner.write(twice)
    assert isinstance(told.value.__cause__, IntegrityError)
    assert await runner.read(_look) == "5 %"


def _end_all_others(url: str) -> None:
    """End all connections to the database but the one that says so, as a restart would."""
    ending = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    engine = create_engine(read_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(ending)


@pytest.mark.parametrize("how", ["read", "write"])
async def test_a_connection_that_the_server_has_ended_is_replaced(
    runner: PostgresqlRunner, migrated_postgres: str, how: str
) -> None:
    run = runner.read if how == "read" else runner.write
    assert await run(_look) == "5 %"
    await asyncio.to_thread(_end_all_others, migrated_postgres)
    assert await run(_look) == "5 %"


async def test_a_connection_that_ends_in_the_middle_is_replaced(
    runner: PostgresqlRunner, migrated_postgres: str
) -> None:
    tries = []

    def look(connection: Connection) -> str:
        tries.append(_look(connection))
        if len(tries) == 1:
            _end_all_others(migrated_postgres)
        return _look(connection)

    assert await runner.write(look) == "5 %"
    assert len(tries) == 2


async def test_a_job_that_overlooks_an_ended_connection_is_told_plainly(
    runner: PostgresqlRunner, migrated_postgres: str
) -> None:
    """Whether a commit has happened is not known where the connection breaks in it."""

    def overlook(connection: Connection) -> None:
        _run(connection, "UPDATE things SET name = 'changed'")
        _end_all_others(migrated_postgres)

    with pytest.raises(StoreUnavailableError):
        await runner.write(overlook)
    assert await runner.read(_look) == "5 %"


@pytest.mark.parametrize("how", ["read", "write"])
async def test_a_connection_that_breaks_off_with_a_last_word_is_replaced(
    migrated_postgres: str, how: str
) -> None:
    """The driver has read the word, and takes the connection for a good one still."""
    with wire_to(migrated_postgres) as (wire, url):
        runner = PostgresqlRunner(read_url(url))
        run = runner.read if how == "read" else runner.write
        assert await run(_one) == 1
        wire.break_off()
        assert await run(_one) == 1
        await runner.close()


def _one(connection: Connection) -> int:
    found: int = connection.execute(text("SELECT 1")).scalar_one()
    return found
