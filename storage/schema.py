"""Brings the tables to this version of Rytmi, and says how far a database has come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, text

from storage.address import is_sqlite, read_url
from storage.engines import reading_engine, told_plainly, writing_engine
from storage.errors import SchemaError

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_LOCK: Final = text("SELECT pg_advisory_xact_lock(7952811417)")
"""Any number will do, as long as nobody else on the same database takes it."""


class SchemaState(StrEnum):
    """How a database's tables stand to this version of Rytmi."""

    CURRENT = "current"
    BEHIND = "behind"
    """An older version's; `rytmi migrate` brings them here."""
    EMPTY = "empty"
    """There are none yet; `rytmi migrate` makes them."""
    UNKNOWN = "unknown"
    """A version's that this one does not know, most likely a newer one's."""


def upgrade(url: str) -> None:
    """Make or change the tables until they are this version's; doing it twice does nothing.

    Two that upgrade at once wait for each other.

    Raises:
        DatabaseUrlError: the text names nothing that Rytmi can use.
        DatabaseUnavailableError: the database cannot be reached.
        SchemaError: the tables belong to a version that this one does not know.
    """
    address = read_url(url)
    with _writing(address) as connection:
        if not is_sqlite(address):  # there, a writing transaction is the lock already
            connection.execute(_LOCK)
        config = alembic_config()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise SchemaError(
                f"the database belongs to a version of Rytmi that this one does not know: {error}"
            ) from error


def state(url: str) -> SchemaState:
    """Return how the tables of a database stand to this version; change nothing.

    Raises:
        DatabaseUrlError: the text names nothing that Rytmi can use.
        DatabaseUnavailableError: the database cannot be reached.
    """
    address = read_url(url)
    if is_sqlite(address) and not Path(address.database or "").exists():
        return SchemaState.EMPTY  # looking would create the file
    with _reading(address) as connection:
        heads = MigrationContext.configure(connection).get_current_heads()
    if not heads:
        return SchemaState.EMPTY
    script = ScriptDirectory.from_config(alembic_config())
    if set(heads) == set(script.get_heads()):
        return SchemaState.CURRENT
    known = {revision.revision for revision in script.walk_revisions()}
    return SchemaState.BEHIND if known.issuperset(heads) else SchemaState.UNKNOWN


def alembic_config() -> Config:
    """Return the settings by which Alembic finds our migrations."""
    config = Config()
    # The file format of Alembic's settings gives "%" a meaning, and a path may hold one.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@contextmanager
def _writing(address: URL) -> Iterator[Connection]:
    engine = writing_engine(address)
    try:
        with told_plainly(), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _reading(address: URL) -> Iterator[Connection]:
    engine = reading_engine(address, 1)
    try:
        with told_plainly(), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
