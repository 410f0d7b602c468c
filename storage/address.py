"""Reads DATABASE_URL: whatever driver it names, or none, it becomes one that Rytmi brings along."""

from __future__ import annotations

import os
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
    if kind == "sqlite":
        return _sqlite(url)
    # What follows an unescaped "@" of a password would count as the host's name, and whoever says
    # that there is no such host would show it.
    if text.count("@") > 1:
        raise DatabaseUrlError(
            "DATABASE_URL has one @ too many; in a password, write @ as %40 and % as %25"
        )
    return _postgresql(url)


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
    if not name.startswith("file:"):
        _check_file(Path(name))
    return url.set(drivername=SQLITE)


def _check_file(file: Path) -> None:
    folder = file.parent
    if not folder.is_dir():
        raise DatabaseUrlError(
            f"DATABASE_URL names a SQLite file in {str(folder)!r}, which is no folder; create it"
        )
    if file.is_dir():
        raise DatabaseUrlError(
            f"DATABASE_URL names {str(file)!r}, which is a folder; name a file in it"
        )
    # SQLite keeps two more files beside its own, so that it must be able to write the folder too.
    closed = [
        each for each in (file, folder) if each.exists() and not os.access(each, os.R_OK | os.W_OK)
    ]
    if closed:
        raise DatabaseUrlError(
            f"DATABASE_URL names {str(file)!r}, and this user may not read and write"
            f" {str(closed[0])!r}; give the user that right, or name a file elsewhere"
        )


def _postgresql(url: URL) -> URL:
    query = dict(url.query)
    if "ssl" in query:  # asyncpg's word for the same
        query["sslmode"] = query.pop("ssl")
    return url.set(drivername=POSTGRESQL, query=query)
