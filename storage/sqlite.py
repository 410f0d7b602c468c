"""SQLite's way of committing: one writer thread that commits all waiting jobs together.

A commit waits for the disk; the jobs that arrive meanwhile share the next one. Each job has a
savepoint, so that what one raises undoes nothing of the others.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final, TypeVar

from sqlalchemy import URL, Connection

from storage.engines import BUSY, reading_engine, told_plainly, writing_engine
from storage.errors import StoreClosedError
from storage.runner import TRACELESS
from storage.together import Together

T = TypeVar("T")

READERS: Final = 4
PATIENCE: Final = 50
"""Milliseconds to wait for readers before the log is left as it is until the next commit."""


class SqliteRunner:
    """One writer thread with group commit, one that glances, and a few for what takes longer."""

    def __init__(self, url: URL) -> None:
        self._writing = writing_engine(url)
        self._reading = reading_engine(url, READERS + 1)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="rytmi-read")
        self._closed = False
        self._writer = Together("rytmi-write", self._writing, writes=True, after=_leave_no_trace)
        self._glancer = Together("rytmi-glance", self._reading, writes=False)

    async def write(self, job: Callable[[Connection], T]) -> T:
        return await self._writer.run(job)

    async def glance(self, job: Callable[[Connection], T]) -> T:
        return await self._glancer.run(job)

    async def read(self, job: Callable[[Connection], T]) -> T:
        if self._closed:
            raise StoreClosedError("the store is closed")
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, job)

    async def close(self) -> None:
        self._closed = True
        await self._writer.close()
        await self._glancer.close()
        await asyncio.to_thread(self._readers.shutdown)
        self._reading.dispose()
        self._writing.dispose()

    def _read(self, job: Callable[[Connection], T]) -> T:
        with told_plainly(), self._reading.begin() as connection:
            return job(connection)


def _leave_no_trace(connection: Connection) -> None:
    """Empty the log where a job has asked for it; where somebody reads, after a later commit.

    The log holds what each commit has written, one after the other, for as long as nothing
    needs its place.
    """
    if not connection.info.get(TRACELESS):
        return
    raw: Any = connection.connection.driver_connection
    with suppress(sqlite3.Error):  # what was committed stays; the log is emptied another time
        raw.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            (busy, _, _) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            raw.execute(f"PRAGMA busy_timeout = {int(BUSY * 1000)}")
        connection.info[TRACELESS] = bool(busy)
