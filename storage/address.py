"""Reads DATABASE_URL: whatever driver it names, or none, it becomes one that Rytmi brings along."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import DatabaseUrlError

SQLITE: Final = "sqlite+pysqlite"
POSTGRESQL: Final = "postgresql+psycopg"
_DRIVERS: Final = {
    "sqlite": {"", "pysqlite", "aiosqlite"},
    "postgresql": {"", "psycopg", "psycopg_async", "psycopg2", "asyncpg"},
    "postgres": {"", "psycopg", "psycopg2", "asyncpg"},
}
_FORMS: Final = "sqlite:///rytmi.db or postgresql://user:password@host:5432/name"


def read_url(text: str) -> URL:
    """Return the address with our own driver; raise DatabaseUrlError where none fits."""
    try:
        url = make_url(text.strip())
    except (ArgumentError, ValueError):
        # The text itself is not repeated: it may hold a password.
        raise DatabaseUrlError(f"DATABASE_URL is not an address; write {_FORMS}") from None
    kind, _, driver = url.drivername.partition("+")
    if driver not in _DRIVERS.get(kind, ()):
        raise DatabaseUrlError(
            f"DATABASE_URL names {url.drivername!r}, which Rytmi cannot use; write {_FORMS}"
        )
    return _sqlite(url) if kind == "sqlite" else _postgresql(url)


def is_sqlite(url: URL) -> bool:
    """Say whether the address is a SQLite file's."""
    return url.drivername == SQLITE


def _sqlite(url: URL) -> URL:
    name = url.database
    if not name or ":memory:" in name or url.query.get("mode") == "memory":
        raise DatabaseUrlError(
            "DATABASE_URL names a SQLite database in memory, which one writer and several readers"
            " cannot share; name a file, such as sqlite:///rytmi.db"
        )
    if url.host:
        raise DatabaseUrlError(
            f"DATABASE_URL names a host ({url.host}) for SQLite; a path begins after three"
            " slashes: sqlite:///rytmi.db, or four when it is absolute"
        )
    folder = Path(name).parent
    if not name.startswith("file:") and not folder.is_dir():
        raise DatabaseUrlError(
            f"DATABASE_URL names a SQLite file in {str(folder)!r}, which is no folder; create it"
        )
    return url.set(drivername=SQLITE)


def _postgresql(url: URL) -> URL:
    query = dict(url.query)
    if "ssl" in query:  # asyncpg's word for the same
        query["sslmode"] = query.pop("ssl")
    return url.set(drivername=POSTGRESQL, query=query)
