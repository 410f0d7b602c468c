"""Opens connections: the settings by which each database keeps what it has promised."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import QueuePool

from storage.address import is_sqlite
from storage.errors import (
    BrokenReferenceError,
    DatabaseUnavailableError,
    ReadOnlyError,
    SchemaError,
    StorageError,
)
from storage.line import COMMIT, line_of

BUSY: Final = 15.0
"""Seconds to wait for another process that writes to the same SQLite file."""
CONNECT: Final = 10
"""Seconds that PostgreSQL may take to let us in."""
LONGEST_STATEMENT: Final = 30.0
"""Seconds of one statement, its wait for others included, in a transaction somebody waits for."""
LONGEST_SILENCE: Final = 30.0
"""Seconds after which a PostgreSQL that says nothing counts as gone, and we for it: a process that
was stopped in the middle of a transaction must not hold its rows for longer."""
_KEEPALIVE: Final = {
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 4,
    "tcp_user_timeout": int(LONGEST_SILENCE * 1000),
}
"""Seconds, but the last in milliseconds: a computer that has gone without a word is noticed."""
_BEGIN_WRITING: Final = b"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
_BEGIN_READING: Final = b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_READS: Final = "rytmi_reads"
"""The execution option of an engine's twin for reading."""
_PRAGMAS: Final = (
    f"PRAGMA busy_timeout = {int(BUSY * 1000)}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # NORMAL may lose the last commits when the power fails
    "PRAGMA cache_size = -32768",  # 32 MiB
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",  # what is deleted does not lie about in the file
)


def writing_engine(url: URL, connections: int = 1, *, hurried: bool = False) -> Engine:
    """Return an engine whose transactions may write; on SQLite they begin as writers.

    ``hurried``: somebody waits, so that PostgreSQL ends a statement or a silence that takes too
    long. Without it both may take any time, as a change of the tables must.
    """
    if not is_sqlite(url):
        return _postgresql_engine(url, connections, hurried=hurried)
    engine = _sqlite_engine(url, connections)
    event.listen(engine, "connect", _use_write_ahead_log)
    # A transaction that began by reading could not wait: it would fail at once when it writes.
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reading_engine(url: URL, connections: int) -> Engine:
    """Return an engine whose transactions see one state of the database and cannot write."""
    if not is_sqlite(url):
        return reading(_postgresql_engine(url, connections, hurried=True))
    engine = _sqlite_engine(url, connections)
    event.listen(engine, "connect", _forbid_writing)
    event.listen(engine, "begin", _begin)
    return engine


def reading(engine: Engine) -> Engine:
    """Return the PostgreSQL engine's twin for reading; both share their connections."""
    return engine.execution_options(**{_READS: True})


def _postgresql_engine(url: URL, connections: int, *, hurried: bool) -> Engine:
    options = ["-c TimeZone=UTC"]
    if hurried:
        options += [
            f"-c statement_timeout={LONGEST_STATEMENT * 1000:.0f}",
            f"-c idle_in_transaction_session_timeout={LONGEST_SILENCE * 1000:.0f}",
        ]
    # What the address itself says stands above our own choice.
    given = {name: value for name, value in _KEEPALIVE.items() if name not in url.query}
    engine = create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_reset_on_return=None,  # each transaction ends before its connection is given back
        hide_parameters=True,  # an error's text goes into the log; what people wrote must not
        connect_args={"options": " ".join(options), "connect_timeout": CONNECT, **given},
    )
    # psycopg, which would say the same after longer thought, then finds it said.
    event.listen(engine, "begin", _begin_on_postgresql)
    event.listen(engine, "commit", _commit_on_postgresql)
    event.listen(engine, "rollback", _roll_back_on_postgresql)
    return engine


def _sqlite_engine(url: URL, connections: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        hide_parameters=True,  # an error's text goes into the log; what people wrote must not
        connect_args={"check_same_thread": False, "timeout": BUSY},
    )
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: sqlite3.Connection, record: object) -> None:
    del record
    connection.isolation_level = None  # Python would begin transactions by rules of its own
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _use_write_ahead_log(connection: sqlite3.Connection, record: object) -> None:
    del record
    deadline = time.monotonic() + BUSY
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            # Two that change a new file's journal at once are refused without waiting.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _forbid_writing(connection: sqlite3.Connection, record: object) -> None:
    del record
    connection.execute("PRAGMA query_only = ON")


def _begin_immediate(connection: Connection) -> None:
    _say_to_sqlite(connection, "BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    _say_to_sqlite(connection, "BEGIN")


def _say_to_sqlite(connection: Connection, word: str) -> None:
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute(word)
    except sqlite3.Error as error:
        _as_sqlalchemy_would(connection, error, word)


def _begin_on_postgresql(connection: Connection) -> None:
    reads = connection.get_execution_options().get(_READS)
    _say(connection, _BEGIN_READING if reads else _BEGIN_WRITING)


def _commit_on_postgresql(connection: Connection) -> None:
    _say(connection, COMMIT)


def _say(connection: Connection, word: bytes) -> None:
    try:
        line_of(connection).say(word)
    except psycopg.Error as error:
        _as_sqlalchemy_would(connection, error, word.decode())


def _as_sqlalchemy_would(connection: Connection, error: Exception, word: str) -> NoReturn:
    """Raise a driver's error as one of SQLAlchemy's; see `storage.prepared.Wire`."""
    connection._handle_dbapi_exception(error, word, None, None, None)  # noqa: SLF001 - no public one


def _roll_back_on_postgresql(connection: Connection) -> None:
    if not connection.invalidated:
        line_of(connection).undo()


@contextmanager
def told_plainly() -> Iterator[None]:
    """Raise this room's own errors for what a database may answer; others pass as they are."""
    try:
        yield
    except DBAPIError as error:
        plain = _plain(error)
        if plain is None:
            raise
        raise plain from error


def sqlstate(error: DBAPIError) -> str:
    """Return PostgreSQL's five letters for an error; empty on SQLite, or without a connection."""
    state: Any = getattr(error.orig, "sqlstate", None)
    return state or ""


def constraint(error: DBAPIError) -> str:
    """Return the constraint that PostgreSQL names with an error; empty where it names none."""
    told: Any = getattr(error.orig, "diag", None)
    return getattr(told, "constraint_name", None) or ""


def _plain(error: DBAPIError) -> StorageError | None:
    cause = str(error.orig).strip()
    state = sqlstate(error)
    name: str = getattr(error.orig, "sqlite_errorname", "")
    if isinstance(error, IntegrityError):
        return BrokenReferenceError(f"a row cannot be stored: {cause}")
    if name.startswith("SQLITE_READONLY") or state == "25006":
        return ReadOnlyError(f"a reading transaction tried to write: {cause}")
    if state in {"42P01", "42703"} or cause.startswith(("no such table", "no such column")):
        return SchemaError(f"the tables do not fit this version; run `rytmi migrate`: {cause}")
    if name == "SQLITE_NOTADB":
        return DatabaseUnavailableError(f"the file that DATABASE_URL names is no database: {cause}")
    lost = name.startswith(("SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR"))
    if state == "57014":
        longest = f"{LONGEST_STATEMENT:g} s"
        return DatabaseUnavailableError(f"the database took longer than {longest}: {cause}")
    if lost or error.connection_invalidated or state[:2] in {"08", "53", "57"}:
        return DatabaseUnavailableError(f"the database cannot be used: {cause}")
    if not state and not name:  # psycopg without a connection
        return DatabaseUnavailableError(f"the database cannot be reached: {cause}")
    return None
