"""Databases for tests: each test that asks for one runs on SQLite and on PostgreSQL.

- ``empty_url``: the address of a database without tables.
- ``database_url``: the address of one with this version's tables and no rows.
- ``database``: the same, opened as a `Database` and closed at the end.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio

from storage import schema
from storage.database import Database, open_database
from storage.tables import metadata
from tests.postgres import PostgresUnavailableError, fresh_database, running_postgres

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


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that the tests' own ones are copied from."""
    path = tmp_path_factory.mktemp("template") / "rytmi.db"
    schema.upgrade(f"sqlite:///{path}")
    return path


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
    with _emptied(request.getfixturevalue("migrated_postgres")) as url:
        yield url


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated database without rows, opened."""
    opened = open_database(database_url)
    yield opened
    await opened.close()


@contextmanager
def _emptied(url: str) -> Iterator[str]:
    yield url
    tables = [table.name for table in reversed(metadata.sorted_tables)]
    statement = "; ".join(f"DELETE FROM {table}" for table in tables)  # noqa: S608 - our own names
    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain) as connection:
        connection.execute(statement.encode())
