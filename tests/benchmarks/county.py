"""A county of thousands of teams with half a year of answers, made inside the database.

Nothing is drawn by lot, so that two runs fill in the same; values follow from the rows' own numbers
and are spread over all statuses.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psycopg

from dialogs.okr.model import OrganisationId, UnitId
from storage.address import is_sqlite, read_url
from tests.benchmarks.workplace import file_of, keep_house, plain_url

ORGANISATION: Final = OrganisationId("bench")
TOP: Final = UnitId("county")
SOME_TEAM: Final = UnitId("t10007")
NOW: Final = datetime(2026, 12, 16, 9, 0, tzinfo=UTC)
KEY_RESULTS: Final = 5
"""Of each team."""
STATEMENTS: Final = Path(__file__).with_name("county.sql")
MOST_WEEKS: Final = 41
"""Weeks that have two digits in their number."""

Run = Callable[[str], object]


def forum_of(unit: UnitId) -> str:
    """Return the id of a unit's forum; the county and one team have one."""
    return f"forum-{unit}"


def fill(url: str, teams: int, weeks: int) -> None:
    """Fill a migrated database; every key result is answered in each of the weeks."""
    if not 1 <= weeks <= MOST_WEEKS:
        raise ValueError(f"between 1 and {MOST_WEEKS} weeks can be filled in, not {weeks}")
    # SQLite keeps instants and hours as text, and would make a number of them in a cast.
    own = {":instant": "text", ":time": "text"}
    theirs = {":instant": "timestamp with time zone", ":time": "time"}
    words = own if is_sqlite(read_url(url)) else theirs
    words |= {":teams": str(teams), ":weeks": str(weeks)}
    text = STATEMENTS.read_text("utf-8")
    for name, value in words.items():
        text = text.replace(name, value)
    with _connected(url) as run:
        for statement in text.split(";\n"):
            if statement.strip():
                run(statement)
    keep_house(url)


@contextmanager
def _connected(url: str) -> Iterator[Run]:
    """Connect for one big transaction in which no reference is checked: nobody depends on it."""
    if is_sqlite(read_url(url)):
        with closing(sqlite3.connect(file_of(url), isolation_level=None)) as file:
            file.execute("PRAGMA synchronous = OFF")
            file.execute("PRAGMA cache_size = -65536")
            file.execute("BEGIN")
            yield file.execute
            file.execute("COMMIT")
        return
    with psycopg.connect(plain_url(url)) as server:
        server.execute("SET session_replication_role = replica")
        yield lambda statement: server.execute(statement.encode())
