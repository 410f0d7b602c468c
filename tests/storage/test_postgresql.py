from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, text

from storage import schema
from storage.address import read_url
from storage.database import open_database
from storage.errors import CommitUnknownError, ReadOnlyError, StoreClosedError
from storage.postgresql import PostgresqlRunner
from tests.patience import AMPLE
from tests.postgres import fresh_database
from tests.storage.support import structure

pytestmark = pytest.mark.postgres


@pytest.fixture
async def runner(migrated_postgres: str) -> AsyncIterator[PostgresqlRunner]:
    opened = PostgresqlRunner(read_url(migrated_postgres))
    await opened.write(lambda connection: _run(connection, "CREATE TABLE place (id int, who int)"))
    await opened.write(lambda connection: _run(connection, "INSERT INTO place VALUES (1,0), (2,0)"))
    yield opened
    await opened.close()
    last = PostgresqlRunner(read_url(migrated_postgres))
    await last.write(lambda connection: _run(connection, "DROP TABLE place"))
    await last.close()


def _run(connection: Connection, statement: str) -> None:
    connection.execute(text(statement))


def _take(connection: Connection, place: int, who: int) -> None:
    statement = text("UPDATE place SET who = :who WHERE id = :place")
    connection.execute(statement, {"place": place, "who": who})


def _places(connection: Connection) -> list[tuple[int, int]]:
    rows = connection.execute(text("SELECT id, who FROM place ORDER BY id"))
    return [(row.id, row.who) for row in rows]


async def test_jobs_that_lock_each_other_out_are_run_again(runner: PostgresqlRunner) -> None:
    meeting = threading.Barrier(2, timeout=AMPLE)
    tries: list[int] = []

    def taking(first: int, second: int) -> None:
        def job(connection: Connection) -> None:
            tries.append(first)
            _take(connection, first, first)
            if tries.count(first) == 1:
                meeting.wait()
            _take(connection, second, first)

        jobs.append(asyncio.ensure_future(runner.write(job)))

    jobs: list[asyncio.Future[None]] = []
    taking(1, 2)
    taking(2, 1)
    await asyncio.gather(*jobs)
    assert len(tries) == 3  # one of the two had to begin again
    found = await runner.read(_places)
    assert found in ([(1, 1), (2, 1)], [(1, 2), (2, 2)])


async def test_a_job_whose_connection_dies_is_run_again(runner: PostgresqlRunner) -> None:
    tries: list[int] = []

    def job(connection: Connection) -> None:
        tries.append(1)
        _run(connection, "UPDATE place SET who = who + 1")
        if len(tries) == 1:
            _run(connection, "SELECT pg_terminate_backend(pg_backend_pid())")

    await runner.write(job)
    assert len(tries) == 2
    assert await runner.read(_places) == [(1, 1), (2, 1)]


async def test_connections_that_died_while_idle_are_not_noticed(runner: PostgresqlRunner) -> None:
    kill = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await asyncio.gather(*(runner.read(_places) for _ in range(8)))
    await runner.write(lambda connection: _run(connection, kill))
    found = await asyncio.gather(*(runner.read(_places) for _ in range(8)))
    assert found == [[(1, 0), (2, 0)]] * 8


async def test_a_commit_that_nobody_confirmed_is_not_repeated(runner: PostgresqlRunner) -> None:
    tries: list[int] = []

    def job(connection: Connection) -> None:
        tries.append(1)
        raw = connection.connection.driver_connection
        assert raw is not None
        _run(connection, "UPDATE place SET who = 7")
        raw.pgconn.finish()  # the line is cut between the last statement and the commit

    with pytest.raises(CommitUnknownError):
        await runner.write(job)
    assert tries == [1]
    assert await runner.read(_places) == [(1, 0), (2, 0)]


async def test_a_reader_sees_one_state_and_cannot_write(runner: PostgresqlRunner) -> None:
    loop = asyncio.get_running_loop()

    def change(connection: Connection) -> None:
        _run(connection, "UPDATE place SET who = 9")

    def look_twice(connection: Connection) -> bool:
        before = _places(connection)
        asyncio.run_coroutine_threadsafe(runner.write(change), loop).result(30)
        return before == _places(connection)

    assert await runner.read(look_twice)
    assert await runner.read(_places) == [(1, 9), (2, 9)]
    with pytest.raises(ReadOnlyError):
        await runner.read(change)
    await runner.write(change)  # the connection that read may write again


async def test_after_closing_nothing_is_taken(runner: PostgresqlRunner) -> None:
    await runner.close()
    with pytest.raises(StoreClosedError):
        await runner.read(_places)


async def test_what_was_imported_is_counted_before_anybody_asks(postgres_server: str) -> None:
    whole = structure()
    with fresh_database(postgres_server) as url:
        schema.upgrade(url)
        database = open_database(url)
        await database.save_structure(whole)
        await database.close()
        runner = PostgresqlRunner(read_url(url))
        counted = text("SELECT reltuples FROM pg_class WHERE relname = 'key_results'")
        rows = await runner.read(lambda connection: connection.execute(counted).scalar_one())
        await runner.close()
    assert rows == len(whole.key_results)  # -1 where nobody has counted
