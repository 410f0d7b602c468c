"""The organisation's revision: it moves whenever what recurs in it may have changed."""

from __future__ import annotations

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


class Revised(Part):
    """A part that may move the organisation's revision."""

    def _move_on(self) -> None:
        """Let every planner read anew what recurs.

        First of all in a transaction, so that two who do this at once wait in a row.
        """
        self._run(_MOVE)
