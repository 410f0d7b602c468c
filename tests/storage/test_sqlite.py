from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from storage import schema
from storage.address import read_url
from storage.errors import DatabaseUnavailableError, ReadOnlyError, StoreClosedError
from storage.sqlite import SqliteRunner
from storage.together import MOST_TOGETHER


@pytest.fixture
async def runner(tmp_path: Path) -> AsyncIterator[SqliteRunner]:
    url = f"sqlite:///{tmp_path / 'rytmi.db'}"
    schema.upgrade(url)
    opened = SqliteRunner(read_url(url))
    yield opened
    await opened.close()


@pytest.fixture
def commits() -> Iterator[list[str]]:
    """One entry for each commit on its way to a database."""
    seen: list[str] = []

    def look(connection: Connection) -> None:
        seen.append("commit")

    event.listen(Engine, "commit", look)
    yield seen
    event.remove(Engine, "commit", look)


def adding(name: str) -> Callable[[Connection], str]:
    def job(connection: Connection) -> str:
        row = {"id": name}
        connection.execute(
            text("INSERT INTO organisations VALUES (:id, '', 'fi', 'Europe/Oslo', '', 1, '')"), row
        )
        return name

    return job


def names(connection: Connection) -> list[str]:
    return list(connection.execute(text("SELECT id FROM organisations ORDER BY id")).scalars())


async def setting(runner: SqliteRunner, pragma: str) -> object:
    def ask(connection: Connection) -> object:
        return connection.execute(text(f"PRAGMA {pragma}")).scalar()

    return await runner.write(ask)


async def test_the_promises_of_a_sqlite_file_are_set(runner: SqliteRunner) -> None:
    assert await setting(runner, "journal_mode") == "wal"
    assert await setting(runner, "synchronous") == 2  # FULL
    assert await setting(runner, "foreign_keys") == 1
    assert await setting(runner, "busy_timeout") == 15_000


async def test_jobs_that_wait_together_are_committed_together(
    runner: SqliteRunner, commits: list[str]
) -> None:
    started, gate = threading.Event(), threading.Event()

    def hold(connection: Connection) -> None:
        started.set()
        assert gate.wait(30)

    held = asyncio.ensure_future(runner.write(hold))
    await asyncio.to_thread(started.wait, 30)
    waiting = [asyncio.ensure_future(runner.write(adding(f"{n:03d}"))) for n in range(100)]
    await asyncio.sleep(0)  # let them hand their jobs in
    commits.clear()
    gate.set()
    await held
    assert await asyncio.gather(*waiting) == [f"{n:03d}" for n in range(100)]
    assert len(commits) == 2  # the one that held, and the hundred
    assert len(await runner.read(names)) == 100


async def test_no_commit_keeps_the_first_waiting_for_too_many(
    runner: SqliteRunner, commits: list[str]
) -> None:
    started, gate = threading.Event(), threading.Event()

    def hold(connection: Connection) -> None:
        started.set()
        assert gate.wait(30)

    held = asyncio.ensure_future(runner.write(hold))
    await asyncio.to_thread(started.wait, 30)
    count = MOST_TOGETHER + 1
    waiting = [asyncio.ensure_future(runner.write(adding(str(n)))) for n in range(count)]
    await asyncio.sleep(0)
    commits.clear()
    gate.set()
    await asyncio.gather(held, *waiting)
    assert len(commits) == 3


async def test_a_result_is_heard_only_once_it_is_committed(
    runner: SqliteRunner, tmp_path: Path
) -> None:
    await runner.write(adding("a"))
    other = sqlite3.connect(tmp_path / "rytmi.db")
    assert other.execute("SELECT id FROM organisations").fetchall() == [("a",)]
    other.close()


async def test_a_failed_commit_fails_every_job_of_it(runner: SqliteRunner) -> None:
    started, gate = threading.Event(), threading.Event()

    def hold(connection: Connection) -> None:
        started.set()
        assert gate.wait(30)

    def undo_all(connection: Connection) -> None:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("ROLLBACK")  # what SQLite does by itself when the disk is full
        raise MemoryError

    held = asyncio.ensure_future(runner.write(hold))
    await asyncio.to_thread(started.wait, 30)
    jobs = [adding("a"), undo_all, adding("b")]
    waiting = [asyncio.ensure_future(runner.write(job)) for job in jobs]
    await asyncio.sleep(0)
    gate.set()
    await held
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [MemoryError] * 3
    assert await runner.read(names) == []
    assert await runner.write(adding("c")) == "c"  # and the writer lives on


async def test_whoever_gives_up_leaves_the_others_alone(runner: SqliteRunner) -> None:
    started, gate = threading.Event(), threading.Event()

    def hold(connection: Connection) -> None:
        started.set()
        assert gate.wait(30)

    held = asyncio.ensure_future(runner.write(hold))
    await asyncio.to_thread(started.wait, 30)
    gone = asyncio.ensure_future(runner.write(adding("gone")))
    stays = asyncio.ensure_future(runner.write(adding("stays")))
    await asyncio.sleep(0)
    gone.cancel()
    gate.set()
    await asyncio.gather(held, stays)
    assert await runner.read(names) == ["gone", "stays"]


async def test_a_job_that_runs_out_of_things_is_told_apart(runner: SqliteRunner) -> None:
    def job(connection: Connection) -> object:
        return next(iter(()))

    with pytest.raises(RuntimeError, match="StopIteration"):
        await runner.write(job)


async def test_a_reader_sees_one_state_while_others_write(runner: SqliteRunner) -> None:
    await runner.write(adding("a"))
    loop = asyncio.get_running_loop()

    def look_twice(connection: Connection) -> tuple[list[str], list[str]]:
        before = names(connection)
        asyncio.run_coroutine_threadsafe(runner.write(adding("b")), loop).result(30)
        return before, names(connection)

    assert await runner.read(look_twice) == (["a"], ["a"])
    assert await runner.read(names) == ["a", "b"]


async def test_a_reader_cannot_write(runner: SqliteRunner) -> None:
    with pytest.raises(ReadOnlyError):
        await runner.read(adding("a"))


async def test_closing_twice_is_harmless(runner: SqliteRunner) -> None:
    await runner.close()
    await runner.close()
    with pytest.raises(StoreClosedError):
        await runner.write(adding("late"))


async def test_a_commit_that_is_refused_lies_in_nobodys_way(runner: SqliteRunner) -> None:
    """SQLite leaves such a transaction open, and SQLAlchemy takes it for ended."""
    refused: list[str | None] = []

    def refuse(action: int, name: str | None, *more: object) -> int:
        if (action, name) == (sqlite3.SQLITE_TRANSACTION, "COMMIT") and not refused:
            refused.append(name)
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    def add_in_vain(connection: Connection) -> str:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.set_authorizer(refuse)
        return adding("a")(connection)

    with pytest.raises(DatabaseError, match="not authorized"):
        await runner.write(add_in_vain)
    assert await runner.write(adding("b")) == "b"
    assert await runner.read(names) == ["b"]


async def test_a_file_that_another_holds_is_told_of_and_tried_again(
    runner: SqliteRunner, tmp_path: Path
) -> None:
    def hurry(connection: Connection) -> None:
        connection.execute(text("PRAGMA busy_timeout = 0"))

    await runner.write(hurry)  # the same connection serves the next transaction
    other = sqlite3.connect(tmp_path / "rytmi.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnavailableError, match="locked") as caught:
        await runner.write(adding("a"))
    assert isinstance(caught.value.__cause__, OperationalError)
    other.close()
    assert await runner.write(adding("b")) == "b"
    assert await runner.read(names) == ["b"]


async def test_glances_that_wait_together_are_told_apart(runner: SqliteRunner) -> None:
    await runner.write(adding("a"))
    started, gate = threading.Event(), threading.Event()

    def hold(connection: Connection) -> list[str]:
        found = names(connection)
        started.set()
        assert gate.wait(30)
        return found

    def fail(connection: Connection) -> None:
        raise LookupError(names(connection))

    held = asyncio.ensure_future(runner.glance(hold))
    await asyncio.to_thread(started.wait, 30)
    waiting = [
        asyncio.ensure_future(runner.glance(each)) for each in (names, fail, adding("c"), names)
    ]
    await runner.write(adding("b"))
    gate.set()
    assert await held == ["a"]
    first, failed, wrote, last = await asyncio.gather(*waiting, return_exceptions=True)
    assert first == last == ["a", "b"], "what was committed before they began"
    assert isinstance(failed, LookupError)
    assert isinstance(wrote, ReadOnlyError)


async def test_a_glance_after_the_end_is_refused(runner: SqliteRunner) -> None:
    await runner.close()
    with pytest.raises(StoreClosedError):
        await runner.glance(names)
