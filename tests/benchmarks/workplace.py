"""Where a run works: a directory, two kinds of databases in it, a console to say what it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

import psycopg
from rich.console import Console
from sqlalchemy import make_url

from storage import schema
from storage.address import is_sqlite, read_url
from tests.benchmarks.sizes import Size
from tests.postgres import fresh_database

SQLITE: Final = "SQLite"
POSTGRESQL: Final = "PostgreSQL"
NUMBERS: Final = count(1)


@dataclass(frozen=True, slots=True)
class Workplace:
    """What every benchmark gets; all it leaves behind is gone with the directory."""

    directory: Path
    size: Size
    console: Console
    postgres: str | None
    """The address of a running server whose user may create databases; None: left out."""

    @contextmanager
    def databases(self) -> Iterator[Mapping[str, str]]:
        """Make a migrated database of each kind that there is, and remove them at the end."""
        with ExitStack() as stack:
            path = self.directory / f"bench-{next(NUMBERS)}.sqlite"
            urls = {SQLITE: f"sqlite:///{path}"}
            stack.callback(_remove, path)
            if self.postgres is not None:
                urls[POSTGRESQL] = stack.enter_context(fresh_database(self.postgres))
            for url in urls.values():
                schema.upgrade(url)
            yield urls

    def say(self, text: str) -> None:
        """Tell the person who waits what is being done."""
        self.console.print(f"· {text} …", style="dim", highlight=False)


def file_of(url: str) -> Path:
    """Return the file of a SQLite address."""
    return Path(make_url(url).database or "")


def keep_house(url: str) -> None:
    """Do what PostgreSQL's own housekeeping would do within a minute of so many new rows."""
    if not is_sqlite(read_url(url)):
        with psycopg.connect(plain_url(url), autocommit=True) as server:
            server.execute("VACUUM ANALYZE")


def plain_url(url: str) -> str:
    """Return an address of PostgreSQL as psycopg itself reads it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
