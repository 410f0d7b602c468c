"""A database that says nothing holds nobody for ever."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import Connection, text

from dialogs.ports import StoreUnavailableError, Work
from storage.address import read_url
from storage.database import Database
from storage.engines import LONGEST_STATEMENT, writing_engine
from storage.errors import CommitUnknownError, DatabaseUnavailableError
from storage.postgresql import PostgresqlRunner
from tests.storage.support import OMA, structure

SHORT = 0.05


@pytest.mark.parametrize("writing", [True, False])
async def test_who_waits_for_a_silent_database_is_told(
    database: Database, *, writing: bool
) -> None:
    await database.save_structure(structure())
    released = threading.Event()

    def hang(work: Work) -> None:
        del work
        released.wait()

    hurried = Database(database.runner, patience=SHORT)
    kind = CommitUnknownError if writing else DatabaseUnavailableError
    try:
        with pytest.raises(kind, match="said nothing for"):
            await (hurried.write if writing else hurried.read)(OMA, hang)
    finally:
        released.set()
    # The thread is free again, and so is the database.
    assert await database.read(OMA, lambda work: work.organisation.id) == OMA


def test_what_may_pass_by_itself_is_known_to_the_doors() -> None:
    for kind in (CommitUnknownError, DatabaseUnavailableError):
        assert issubclass(kind, StoreUnavailableError)


@pytest.mark.postgres
async def test_postgresql_ends_a_statement_that_takes_too_long(migrated_postgres: str) -> None:
    runner = PostgresqlRunner(read_url(migrated_postgres))

    def job(connection: Connection) -> str:
        shown: str = connection.execute(text("SHOW statement_timeout")).scalar_one()
        connection.execute(text("SET LOCAL statement_timeout = 20"))
        return shown

    def slow(connection: Connection) -> None:
        job(connection)
        connection.execute(text("SELECT pg_sleep(60)"))

    try:
        assert await runner.write(job) == f"{LONGEST_STATEMENT:g}s"
        with pytest.raises(DatabaseUnavailableError, match="took longer"):
            await runner.write(slow)
    finally:
        await runner.close()


@pytest.mark.postgres
def test_a_change_of_the_tables_may_take_its_time(migrated_postgres: str) -> None:
    engine = writing_engine(read_url(migrated_postgres))
    try:
        with engine.connect() as connection:
            shown = connection.execute(text("SHOW statement_timeout")).scalar_one()
    finally:
        engine.dispose()
    assert shown == "0"
