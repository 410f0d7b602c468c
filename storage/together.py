"""A thread of SQLite's that runs all jobs that wait in one transaction, and wakes a loop once.

What costs most beside short jobs is going from thread to thread: Python runs one at a time, and
each way there makes somebody wait. Jobs that were handed in while others ran therefore go together.
"""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import SQLAlchemyError

from storage.engines import told_plainly
from storage.errors import StoreClosedError

T = TypeVar("T")

MOST_TOGETHER: Final = 256
"""Jobs in one transaction; more only make the first of them wait."""


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


class Together:
    """One thread with a connection of its own, which it keeps from one transaction to the next."""

    def __init__(
        self,
        name: str,
        engine: Engine,
        *,
        writes: bool,
        after: Callable[[Connection], None] = lambda _: None,
    ) -> None:
        """Start the thread.

        Args:
            name: the thread's.
            engine: where its connection comes from.
            writes: whether each of several jobs needs a savepoint, so that what one raises undoes
                nothing of the others.
            after: what is done with the connection after each transaction.
        """
        self._engine = engine
        self._writes = writes
        self._after = after
        self._connection: Connection | None = None
        self._queue: SimpleQueue[_Waiting[Any] | None] = SimpleQueue()
        self._closed = False
        self._gate = threading.Lock()
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._thread.start()

    async def run(self, job: Callable[[Connection], T]) -> T:
        """Run the job and return its result once its transaction has ended."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        with self._gate:
            if self._closed:
                raise StoreClosedError("the store is closed; nothing was written")
            self._queue.put(_Waiting(job, loop, future))
        return await future

    async def close(self) -> None:
        """Run what was handed in, then let go of the connection."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        await asyncio.to_thread(self._thread.join)

    def _serve(self) -> None:
        while True:
            batch, last = self._next_batch()
            if batch:
                _tell(self._run_together(batch))
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

    def _run_together(self, batch: Sequence[_Waiting[Any]]) -> list[_Outcome]:
        try:
            with told_plainly(), self._begun() as transaction:
                connection = transaction.connection
                if len(batch) == 1:
                    outcomes = [_Outcome(batch[0], batch[0].job(connection))]
                elif self._writes:
                    outcomes = [_with_savepoint(connection, waiting) for waiting in batch]
                else:
                    outcomes = [_beside_others(connection, waiting) for waiting in batch]
        except BaseException as error:  # noqa: BLE001 - whoever waits must hear of it
            self._let_go()
            return [_Outcome(waiting, error=error) for waiting in batch]
        if self._connection is not None:
            self._after(self._connection)
        return outcomes

    def _let_go(self) -> None:
        """Give back a connection whose transaction could not be ended; the next gets another.

        What is given back is rolled back, so that nothing lies in the next one's way.
        """
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(SQLAlchemyError):
                connection.close()

    def _begun(self) -> RootTransaction:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection.begin()


def _with_savepoint(connection: Connection, waiting: _Waiting[Any]) -> _Outcome:
    """Run a job so that what it raises undoes its own writing alone."""
    raw: Any = connection.connection.driver_connection
    raw.execute("SAVEPOINT job")
    outcome = _beside_others(connection, waiting)
    if outcome.error is not None:
        if not raw.in_transaction:
            raise outcome.error  # SQLite itself has undone the whole transaction, as on a full disk
        raw.execute("ROLLBACK TO job")
    raw.execute("RELEASE job")
    return outcome


def _beside_others(connection: Connection, waiting: _Waiting[Any]) -> _Outcome:
    """Run a job so that what it raises is told to its own caller alone."""
    try:
        with told_plainly():
            return _Outcome(waiting, waiting.job(connection))
    except BaseException as error:  # noqa: BLE001 - whoever waits must hear of it
        return _Outcome(waiting, error=error)


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
