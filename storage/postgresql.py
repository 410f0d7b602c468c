"""PostgreSQL's way of committing: a pool of connections, one transaction a job."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError

from storage.engines import constraint, reading, sqlstate, told_plainly, writing_engine
from storage.errors import CommitUnknownError, StoreClosedError

T = TypeVar("T")

CONNECTIONS: Final = 8
TRIES: Final = 5
"""How often a job is run in all when others get in its way, or its connection has died."""
_IN_THE_WAY: Final = {"40001", "40P01", "0A000"}
"""Serialization failure, deadlock, tables that have changed since a statement was prepared."""
_TWICE: Final = "23505"
_SESSIONS: Final = "pk_sessions"
"""Two have sent the same form for the first time, and each would write its session."""


class PostgresqlRunner:
    """A few threads, each with a connection while it works."""

    def __init__(self, url: URL) -> None:
        self._writing = writing_engine(url, CONNECTIONS, hurried=True)
        self._reading = reading(self._writing)
        self._threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="rytmi-database")
        self._closed = False

    async def write(self, job: Callable[[Connection], T]) -> T:
        return await self._on_a_thread(self._writing, job)

    async def read(self, job: Callable[[Connection], T]) -> T:
        return await self._on_a_thread(self._reading, job)

    async def glance(self, job: Callable[[Connection], T]) -> T:
        return await self.read(job)

    async def close(self) -> None:
        self._closed = True
        await asyncio.to_thread(self._threads.shutdown)
        self._writing.dispose()

    async def _on_a_thread(self, engine: Engine, job: Callable[[Connection], T]) -> T:
        if self._closed:
            raise StoreClosedError("the store is closed; nothing was written")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _committed, engine, job)


def _committed(engine: Engine, job: Callable[[Connection], T]) -> T:
    with told_plainly():
        for tried in range(1, TRIES):
            try:
                return _run(engine, job)
            except DBAPIError as error:
                lost = error.connection_invalidated
                if not lost and not _in_the_way(error):
                    raise
            # Nothing of the job was committed, so it may be run again; not all at the same time.
            time.sleep(random.uniform(0, 0.01 * 2**tried))  # noqa: S311 - only spreads the tries
        return _run(engine, job)


def _in_the_way(error: DBAPIError) -> bool:
    """Say whether somebody else's transaction has caused an error."""
    state = sqlstate(error)
    return state in _IN_THE_WAY or (state == _TWICE and constraint(error) == _SESSIONS)


def _run(engine: Engine, job: Callable[[Connection], T]) -> T:
    with engine.connect() as connection:
        transaction = connection.begin()
        result = job(connection)
        try:
            transaction.commit()
        except DBAPIError as error:
            if error.connection_invalidated:
                raise CommitUnknownError(
                    "the connection broke during a commit; it is not known whether it happened"
                ) from error
            raise
        return result
