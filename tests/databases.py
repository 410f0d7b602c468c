"""Databases for tests: each test that asks for one runs on SQLite and on PostgreSQL.

- ``empty_url``: the address of a database without tables.
- ``database_url``: the address of one with this version's tables and no rows.
- ``database``: the same, opened as a `Database` and closed at the end.

Whoever uses one of them, or copies ``migrated_sqlite``, commits without waiting for the disk: no
test can see the difference, for only a power cut shows it, and the server of PostgreSQL is as
careless. What opens a file of its own keeps what production promises (tests/storage/test_sqlite.py,
the benchmarks, every server in a process of its own).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio

from storage import engines, schema
from storage.database import Database, open_database
from storage.tables import metadata
from tests.postgres import PostgresUnavailableError, fresh_database, running_postgres

PROMISE = "PRAGMA synchronous = FULL"
CARELESS = "PRAGMA synchronous = OFF"
THROWN_AWAY = frozenset({"migrated_sqlite", "empty_url", "database_url"})
"""Fixtures whose files nobody needs after the test."""
BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One PostgreSQL for the whole run; its tests are skipped where it cannot start."""
    try:
        with running_postgres(tmp_path_factory.mktemp("server")) as url:
            yield url
    except PostgresUnavailableError as error:
        if os.environ.get("RYTMI_REQUIRE_ALL") == "1":
            raise
        pytest.skip(f"PostgreSQL cannot run here: {error}")


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[str]:
    """One database that the tests use one after another; to make one takes half a second."""
    with fresh_database(postgres_server) as url:
        schema.upgrade(url)
        yield url


class Emptier:
    """What removes all rows from the database that tests share.

    It stays connected: to a new connection every table is new, and that takes ten times as long.
    """

    def __init__(self, url: str) -> None:
        self._plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._connection = psycopg.connect(self._plain, autocommit=True)

    def empty(self) -> None:
        """Remove all rows; connect again where a test has cut all connections."""
        tables = [table.name for table in reversed(metadata.sorted_tables)]
        statement = "; ".join(f"DELETE FROM {table}" for table in tables)  # noqa: S608 - our own
        try:
            self._connection.execute(statement.encode())
        except psycopg.OperationalError:
            self.close()
            self._connection = psycopg.connect(self._plain, autocommit=True)
            self._connection.execute(statement.encode())

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


@pytest.fixture(scope="session")
def emptier(migrated_postgres: str) -> Iterator[Emptier]:
    """The one that empties the shared database after each test."""
    made = Emptier(migrated_postgres)
    yield made
    made.close()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that the tests' own ones are copied from."""
    path = tmp_path_factory.mktemp("template") / "rytmi.db"
    schema.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(autouse=True)
def _careless_sqlite(request: pytest.FixtureRequest) -> None:
    if THROWN_AWAY.isdisjoint(request.fixturenames):
        return
    promises = engines._PRAGMAS  # noqa: SLF001 - production needs no way to weaken them
    assert PROMISE in promises
    careless = tuple(CARELESS if each == PROMISE else each for each in promises)
    request.getfixturevalue("monkeypatch").setattr(engines, "_PRAGMAS", careless)


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables, one of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'rytmi.db'}"
        return
    with fresh_database(request.getfixturevalue("postgres_server")) as url:
        yield url


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database without rows, one of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "rytmi.db"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite:///{path}"
        return
    emptier: Emptier = request.getfixturevalue("emptier")
    yield request.getfixturevalue("migrated_postgres")
    emptier.empty()


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated database without rows, opened."""
    opened = open_database(database_url)
    yield opened
    await opened.close()
