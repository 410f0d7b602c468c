"""SQLite's way of committing: one writer thread that commits all waiting jobs together.

A commit waits for the disk; the jobs that arrive meanwhile share the next one. Each job has a
savepoint, so that what one raises undoes nothing of the others.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import URL, Connection

from storage.engines import BUSY, reading_engine, told_plainly, writing_engine
from storage.errors import StoreClosedError
from storage.runner import TRACELESS

T = TypeVar("T")

MOST_TOGETHER: Final = 256
"""Jobs in one commit; more only make the first of them wait."""
READERS: Final = 4
PATIENCE: Final = 50
"""Milliseconds to wait for readers before the log is left as it is until the next commit."""


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[T]):
    """A job, and the future its caller waits for."""

    job: Callable[[Connection], T]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[T]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a job: its result, or what it raised."""

    waiting: _Waiting[Any]
    result: object = None
    error: BaseException | None = None


class SqliteRunner:
    """One writer thread with group commit, and a few reader threads beside it."""

    def __init__(self, url: URL) -> None:
        self._writing = writing_engine(url)
        self._connection: Connection | None = None
        """The writer's own; it keeps it from one commit to the next."""
        self._reading = reading_engine(url, READERS)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="rytmi-read")
        self._queue: SimpleQueue[_Waiting[Any] | None] = SimpleQueue()
        self._closed = False
        self._gate = threading.Lock()
        self._writer = threading.Thread(target=self._serve, name="rytmi-write", daemon=True)
        self._writer.start()

    async def write(self, job: Callable[[Connection], T]) -> T:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        with self._gate:
            if self._closed:
                raise StoreClosedError("the store is closed; nothing was written")
            self._queue.put(_Waiting(job, loop, future))
        return await future

    async def read(self, job: Callable[[Connection], T]) -> T:
        if self._closed:
            raise StoreClosedError("the store is closed")
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, job)

    async def close(self) -> None:
        with self._gate:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        await asyncio.to_thread(self._writer.join)
        await asyncio.to_thread(self._readers.shutdown)
        self._reading.dispose()
        self._writing.dispose()

    def _read(self, job: Callable[[Connection], T]) -> T:
        with told_plainly(), self._reading.begin() as connection:
            return job(connection)

    def _serve(self) -> None:
        while True:
            batch, last = self._next_batch()
            if batch:
                _tell(self._commit_together(batch))
            if last:
                if self._connection is not None:
                    self._connection.close()
                return

    def _next_batch(self) -> tuple[list[_Waiting[Any]], bool]:
        """Wait for a job, then take all that wait with it; True: there will be no more."""
        batch: list[_Waiting[Any]] = []
        waiting = self._queue.get()
        while waiting is not None:
            batch.append(waiting)
            if len(batch) == MOST_TOGETHER:
                return batch, False
            try:
                waiting = self._queue.get_nowait()
            except Empty:
                return batch, False
        return batch, True

    def _commit_together(self, batch: Sequence[_Waiting[Any]]) -> list[_Outcome]:
        try:
            with told_plainly(), self._begun() as connection:
                if len(batch) == 1:
                    outcomes = [_Outcome(batch[0], batch[0].job(connection))]
                else:
                    outcomes = [_run_beside_others(connection, waiting) for waiting in batch]
        except BaseException as error:  # noqa: BLE001 - whoever waits must hear of it
            return [_Outcome(waiting, error=error) for waiting in batch]
        self._leave_no_trace()
        return outcomes

    def _leave_no_trace(self) -> None:
        """Empty the log where a job has asked for it; where somebody reads, after a later commit.

        The log holds what each commit has written, one after the other, for as long as nothing
        needs its place.
        """
        connection = self._connection
        if connection is None or not connection.info.get(TRACELESS):
            return
        raw: Any = connection.connection.driver_connection
        with suppress(sqlite3.Error):  # what was committed stays; the log is emptied another time
            raw.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            try:
                (busy, _, _) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                raw.execute(f"PRAGMA busy_timeout = {int(BUSY * 1000)}")
            connection.info[TRACELESS] = bool(busy)

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        if self._connection is None:
            self._connection = self._writing.connect()
        with self._connection.begin():
            yield self._connection


def _run_beside_others(connection: Connection, waiting: _Waiting[Any]) -> _Outcome:
    """Run a job so that what it raises undoes its own writing alone."""
    raw: Any = connection.connection.driver_connection
    raw.execute("SAVEPOINT job")
    try:
        with told_plainly():
            result = waiting.job(connection)
    except BaseException as error:
        if not raw.in_transaction:
            raise  # SQLite itself has undone the whole transaction, as when the disk is full
        raw.execute("ROLLBACK TO job")
        raw.execute("RELEASE job")
        return _Outcome(waiting, error=error)
    raw.execute("RELEASE job")
    return _Outcome(waiting, result)


def _tell(outcomes: Sequence[_Outcome]) -> None:
    """Hand the outcomes to their event loops, waking each loop once."""
    by_loop: defaultdict[asyncio.AbstractEventLoop, list[_Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_loop[outcome.waiting.loop].append(outcome)
    for loop, theirs in by_loop.items():
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_settle, theirs)


def _settle(outcomes: Sequence[_Outcome]) -> None:
    for outcome in outcomes:
        future = outcome.waiting.future
        if future.done():
            continue  # the caller has given up; what was committed stays
        if outcome.error is None:
            future.set_result(outcome.result)
        elif isinstance(outcome.error, StopIteration):
            future.set_exception(RuntimeError("a job raised StopIteration"))  # futures refuse it
        else:
            future.set_exception(outcome.error)
