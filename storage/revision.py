"""The organisation's revision: it moves whenever its chart, or what recurs in it, may have changed.

Whoever keeps something in memory keeps the revision it was read at, and compares.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

from sqlalchemy import select, update

from storage.part import Part, owner
from storage.tables import OrganisationRow, table
from storage.translation import organisations

REVISION: Final = select(organisations.revision).where(organisations.id == owner())
_MOVE: Final = (
    update(table(OrganisationRow))
    .where(organisations.id == owner())
    .values(revision=organisations.revision + 1)
)
_MOVED: Final = "rytmi_moved"
"""Where a connection notes the last transaction in which somebody has moved a revision."""


class Revised(Part):
    """A part that looks at the organisation's revision, or moves it."""

    @cached_property
    def _revision(self) -> int | None:
        """The organisation's revision; None where there is no such organisation."""
        row = self._one(REVISION)
        return None if row is None else row.revision

    def _move_on(self) -> None:
        """Let everybody read anew what is kept of the organisation.

        First of all in a transaction, so that two who do this at once wait in a row.
        """
        self._run(_MOVE)
        self._note_move()

    def _note_move(self) -> None:
        """Note that from here on this transaction reads what is not committed."""
        self._connection.info[_MOVED] = self._connection.get_transaction()

    @property
    def _has_moved(self) -> bool:
        """Whether somebody has moved a revision in this transaction, which SQLite's jobs share."""
        return self._connection.info.get(_MOVED) is self._connection.get_transaction()
