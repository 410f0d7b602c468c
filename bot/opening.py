"""Opens the database that the settings name, or says what an operator must do first."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

from bot.errors import OperatorError
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
