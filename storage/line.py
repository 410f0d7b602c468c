"""A connection to PostgreSQL, spoken to below psycopg's cursors: each statement is prepared once.

What a cursor does besides takes longer than all that libpq does, and gives up the interpreter five
times for each statement, for other threads to fight over. One call of libpq's does so once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from typing import Any, Final

import psycopg
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import FeatureNotSupported, InFailedSqlTransaction, error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult
from sqlalchemy import Connection

PREPARED: Final = 256
"""Statements that stay prepared in a session; each takes memory of the server's."""
COMMIT: Final = b"COMMIT"
_FINE: Final = frozenset({ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK})
_LINE: Final = "rytmi line"
_Statement = tuple[str, tuple[int, ...] | None]
"""A text, and PostgreSQL's numbers for the types of what it is given."""


class Line:
    """As much of a driver's cursor as we need; it has the rows of the last statement alone."""

    __slots__ = ("_adapt", "_driver", "_libpq", "_names", "_numbers", "_result", "rowcount")

    def __init__(self, driver: psycopg.Connection[Any]) -> None:
        self._driver = driver
        self._libpq = driver.pgconn
        self._adapt = Transformer(driver)
        self._names: dict[_Statement, bytes] = {}
        self._numbers = count()
        self._result: PGresult | None = None
        self.rowcount = -1

    def execute(self, text: str, given: Sequence[Any]) -> None:
        """Run a statement whose parameters are numbered ($1, $2 …); raise psycopg's errors."""
        values = self._adapt.dump_sequence(given, [PyFormat.AUTO] * len(given))
        statement = text, self._adapt.types
        formats = self._adapt.formats
        name = self._names.get(statement) or self._prepare(statement)
        try:
            self._result = self._answer(lambda: self._libpq.exec_prepared(name, values, formats))  # type: ignore[arg-type]  # a null is None
        except FeatureNotSupported:
            # The tables have changed since: what was prepared by the old ones is of no use.
            self._names.clear()
            raise
        self.rowcount = self._result.command_tuples or 0

    def executemany(self, text: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each of the rows, sent without waiting for one another."""
        cursor = psycopg.RawCursor(self._driver)
        cursor.executemany(text, rows)
        self._result, self.rowcount = None, cursor.rowcount

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows that have come."""
        came = self._came()
        self._adapt.set_pgresult(came)
        return self._adapt.load_rows(0, came.ntuples, tuple)

    def close(self) -> None:
        """Let go of what has come; SQLAlchemy wants that of a cursor whose statement has failed."""
        self._result = None

    @property
    def description(self) -> Sequence[tuple[None, int]]:
        """PostgreSQL's number for each column's type, where drivers have it."""
        came = self._came()
        return [(None, came.ftype(place)) for place in range(came.nfields)]

    def say(self, word: bytes) -> None:
        """Begin a transaction or commit it; raise psycopg's errors."""
        answer = self._answer(lambda: self._libpq.exec_(word))
        if word == COMMIT and answer.command_status != COMMIT:
            # A statement had failed, so PostgreSQL has rolled back, and calls that no error.
            raise InFailedSqlTransaction("a transaction that has failed cannot be committed")

    def undo(self) -> None:
        """Roll back, where the connection lives; psycopg would forget what it has prepared."""
        if not self._driver.closed:
            with suppress(psycopg.OperationalError):  # it is closed by now, and that undoes as well
                self._answer(lambda: self._libpq.exec_(b"ROLLBACK"))

    def _answer(self, ask: Callable[[], PGresult]) -> PGresult:
        """Return PostgreSQL's answer; raise psycopg's errors.

        What bears none of PostgreSQL's own codes was said by libpq: nothing more comes from the
        server, which libpq itself notices only later where the server's last words were still to
        be read. Then the connection is closed, so that others see it too.
        """
        try:
            answer = ask()
        except psycopg.OperationalError:
            self._driver.close()
            raise
        if answer.status in _FINE:
            return answer
        error = error_from_result(answer)
        if error.sqlstate is None:
            self._driver.close()
        raise error

    def _came(self) -> PGresult:
        if self._result is None:
            raise psycopg.ProgrammingError("a statement run for many rows returns none")
        return self._result

    def _prepare(self, statement: _Statement) -> bytes:
        if len(self._names) >= PREPARED:
            oldest = self._names.pop(next(iter(self._names)))
            self._answer(lambda: self._libpq.exec_(b"DEALLOCATE " + oldest))
        name = b"rytmi_%d" % next(self._numbers)
        text, types = statement
        self._answer(lambda: self._libpq.prepare(name, text.encode(), types))
        self._names[statement] = name
        return name


def line_of(connection: Connection) -> Line:
    """Return the line of a connection; it lasts as long as the driver's own connection."""
    found: Line | None = connection.info.get(_LINE)
    if found is None:
        driver: Any = connection.connection.driver_connection
        found = connection.info[_LINE] = Line(driver)
    return found
