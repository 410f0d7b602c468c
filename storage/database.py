"""The database: transactions for the dialogs, parcels for the postman, plans for the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy import Connection

from dialogs.chats import Chats
from dialogs.okr.model import CheckIn, Organisation, OrganisationId
from dialogs.ports import Outbox, Plans, Timeline, Work
from dialogs.posts import Recipient
from storage.accounts import Accounts
from storage.address import is_sqlite, read_url
from storage.chart import Charts
from storage.chats import Workspaces
from storage.errors import CommitUnknownError, DatabaseUnavailableError, TakenMeanwhileError
from storage.keeper import Keeper
from storage.mail import write_recipient
from storage.outbox import PostOffice
from storage.plans import Calendar, all_organisations
from storage.postgresql import PostgresqlRunner
from storage.runner import Runner
from storage.sqlite import SqliteRunner
from storage.structure import Changes, Structure
from storage.timeline import Conversations
from storage.work import Rows

T = TypeVar("T")

PATIENCE: Final = 45.0
"""Seconds after which a transaction's caller hears that the database says nothing at all."""


class _Undone(Exception):  # noqa: N818 - it carries a result out of a transaction rolled back
    def __init__(self, changes: Changes) -> None:
        super().__init__()
        self.changes = changes


class Database:
    """A `Store`, and what else the other rooms need of the same rows."""

    def __init__(self, runner: Runner, *, patience: float = PATIENCE) -> None:
        """Take the runner, and the seconds after which whoever waits for a transaction is told."""
        self.runner = runner
        self._charts = Charts()
        self._patience = patience
        self.outbox: Outbox = PostOffice(runner)
        self.plans: Plans = Calendar(runner)
        self.timeline: Timeline = Conversations(runner)
        self.chats: Chats = Workspaces(runner)

    async def write(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        waiting = asyncio.timeout(self._patience)
        try:
            async with waiting:
                return await self._written(organisation, job)
        except TimeoutError:
            if not waiting.expired():
                raise
            raise CommitUnknownError(
                f"the database said nothing for {self._patience:g} s;"
                " it is not known whether it committed"
            ) from None

    async def read(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        return await self._seen(organisation, job, self.runner.read)

    async def glance(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        return await self._seen(organisation, job, self.runner.glance)

    async def _seen(
        self,
        organisation: OrganisationId,
        job: Callable[[Work], T],
        run: Callable[[Callable[[Connection], T]], Awaitable[T]],
    ) -> T:
        waiting = asyncio.timeout(self._patience)
        try:
            async with waiting:
                return await run(
                    lambda connection: self._rows(connection, organisation, holds=False).done(job)
                )
        except TimeoutError:
            if not waiting.expired():
                raise
            raise DatabaseUnavailableError(
                f"the database said nothing for {self._patience:g} s"
            ) from None

    async def _written(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        def run(connection: Connection) -> T:
            return self._rows(connection, organisation, holds=True).done(job)

        try:
            return await self.runner.write(run)
        except TakenMeanwhileError:
            return await self.runner.write(run)  # and finds what was taken

    def _rows(self, connection: Connection, organisation: OrganisationId, *, holds: bool) -> Rows:
        return Rows(connection, organisation, self._charts, holds=holds)

    async def organisations(self) -> Sequence[Organisation]:
        """Return all organisations, by id."""
        return await self.runner.read(all_organisations)

    async def load_structure(self, organisation: OrganisationId) -> Structure:
        """Return what people have set up; raise UnknownOrganisationError where there is none."""
        return await self.runner.read(lambda connection: Keeper(connection, organisation).load())

    async def save_structure(self, structure: Structure, since: datetime | None = None) -> Changes:
        """Add what is new and change what is different, all or nothing; nothing is ever removed.

        But for roles: those that a person has in a unit are replaced by those given for the two.
        And for meetings: those of a forum are replaced by those given for it, from the first of
        these on.
        What a goal goes on with stays as it was where the structure does not say.
        The sums of key results whose measure or cycle has changed are drawn up anew.

        ``since`` is when units and forums that are new here begin to be asked and to get digests;
        None: they are caught up on what lies behind.

        Raises:
            StructureError: the units or the alignment of key results go round in a circle.
            MeasureKindError: a key result that has answers is to be measured in another way.
            BrokenReferenceError: a row names another that is neither given nor stored.
        """
        organisation = structure.organisation.id
        return await self.runner.write(
            lambda connection: Keeper(connection, organisation).save(structure, since)
        )

    async def compare_structure(self, structure: Structure) -> Changes:
        """Return what saving the structure would do, and do nothing; raises as saving does."""
        organisation = structure.organisation.id

        def job(connection: Connection) -> None:
            raise _Undone(Keeper(connection, organisation).save(structure))

        try:
            await self.runner.write(job)
        except _Undone as undone:
            return undone.changes
        raise AssertionError("a job that always raises came back")

    async def check_ins(self, organisation: OrganisationId) -> Sequence[CheckIn]:
        """Return the whole history of an organisation, oldest first."""
        return await self.runner.read(
            lambda connection: Keeper(connection, organisation).check_ins()
        )

    async def set_address(
        self,
        organisation: OrganisationId,
        recipient: Recipient,
        door: str,
        address: str,
        workspace: str = "",
    ) -> None:
        """Reach a recipient at a door from now on; messages already written go the old way.

        ``workspace`` is the platform's name of the workspace or tenant; empty where it has none.
        """
        to, place = write_recipient(recipient), (door, workspace, address)
        await self.runner.write(
            lambda connection: Accounts(connection, organisation).reach({to: place})
        )

    async def close(self) -> None:
        """Finish what was handed in, then let go of the database."""
        await self.runner.close()


def open_database(url: str) -> Database:
    """Open the database that a DATABASE_URL names; connections are made when they are needed.

    Raises:
        DatabaseUrlError: the text names nothing that Rytmi can use.
    """
    address = read_url(url)
    runner: Runner = SqliteRunner(address) if is_sqlite(address) else PostgresqlRunner(address)
    return Database(runner)
