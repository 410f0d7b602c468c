"""Opens the database that the settings name, or says what an operator must do first."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import date
from typing import Final

from bot.errors import OperatorError
from dialogs.okr.hours import FIRST_DAY, LAST_DAY, is_near
from dialogs.okr.model import Organisation, OrganisationId, UnitId
from storage.database import Database, open_database
from storage.schema import SchemaState, state

REMEDY: Final[Mapping[SchemaState, str]] = {
    SchemaState.EMPTY: "Run `rytmi migrate`, then `rytmi import PATH` to bring your organisation "
    "in.",
    SchemaState.BEHIND: "Run `rytmi migrate`.",
    SchemaState.UNKNOWN: "They were made by a newer Rytmi: install that version, or name another "
    "database.",
}


async def open_current(url: str) -> Database:
    """Open a database whose tables are this version's.

    Raises OperatorError with the remedy where they are not, and StorageError where the database
    cannot be reached at all.
    """
    found = await asyncio.to_thread(state, url)
    if found is not SchemaState.CURRENT:
        raise OperatorError(
            f"DATABASE_URL: the tables of this database are {found.value}", REMEDY[found]
        )
    return open_database(url)


def organisations_of(
    database: Database,
) -> Callable[[], Awaitable[tuple[OrganisationId, ...]]]:
    """Return what tells the ids of all organisations."""

    async def ids() -> tuple[OrganisationId, ...]:
        return tuple(each.id for each in await database.organisations())

    return ids


async def the_organisation(database: Database, wanted: str | None) -> Organisation:
    """Return the organisation that is named, or the only one; raise OperatorError for none."""
    known = {str(each.id): each for each in await database.organisations()}
    named = ", ".join(known)
    if wanted is None and len(known) == 1:
        return next(iter(known.values()))
    if wanted is None:
        raise OperatorError(
            f"there are {len(known) or 'no'} organisations in this database",
            f"Name one with --org: {named}." if known else "Import one first: `rytmi import PATH`.",
        )
    if wanted not in known:
        raise OperatorError(
            f"there is no organisation {wanted!r}",
            f"There are: {named}." if known else "Import one first: `rytmi import PATH`.",
        )
    return known[wanted]


async def units_below(
    database: Database, organisation: Organisation, wanted: str | None
) -> Collection[UnitId] | None:
    """Return a unit and all below it; None for everybody. Raise OperatorError for no such unit."""
    if wanted is None:
        return None
    units = await database.read(organisation.id, lambda work: work.units())
    found = {each.id for each in units if each.id == wanted}
    if not found:
        ids = [str(each.id) for each in units]
        near = difflib.get_close_matches(wanted, ids, n=3, cutoff=0.4) or ids[:3]
        raise OperatorError(
            f"{organisation.name} has no unit {wanted!r}",
            f"Name one by its id, such as {', '.join(near)}; `rytmi export` lists them all.",
        )
    for each in units:  # each comes after the one above it
        if each.parent in found:
            found.add(each.id)
    return found


def read_day(option: str, written: str) -> date:
    """Read a day as an option gives it; raise OperatorError with the right form."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise OperatorError(
            f"{option}: {written!r} is no day of the calendar", "Write it as 2026-11-23."
        ) from None
    if not is_near(day):
        raise OperatorError(
            f"{option}: {written!r} is too far away",
            f"Name a day from {FIRST_DAY} to {LAST_DAY}.",
        )
    return day
