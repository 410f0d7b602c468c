"""What the parts of a transaction share: a connection, and the one organisation they see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, CursorResult, Executable, bindparam

from dialogs.okr.model import OrganisationId
from storage.translation import AnyRow

OWNER: Final = "organisation_id"
"""The column by which each row belongs to an organisation."""
_SEEN: Final = "organisation"
"""The parameter of the same; SQLAlchemy keeps the names of columns for values to be written."""


def owner() -> BindParameter[str]:
    """Return the parameter that holds the organisation; `Part` fills it in."""
    return bindparam(_SEEN)


class Part:
    """One organisation's view of one transaction; statements go through here to stay inside it."""

    def __init__(
        self, connection: Connection, organisation: OrganisationId, *, holds: bool = True
    ) -> None:
        self._connection = connection
        self._id = organisation
        self._holds = holds
        """Whether rows are held until commit; a reading transaction holds none."""

    def _run(self, statement: Executable, **parameters: Any) -> CursorResult[Any]:  # noqa: ANN401 - a column's own
        result: CursorResult[Any] = self._connection.execute(
            statement, {_SEEN: self._id, **parameters}
        )
        return result

    def _all(self, statement: Executable, **parameters: Any) -> Sequence[AnyRow]:  # noqa: ANN401 - the same
        return self._run(statement, **parameters).all()

    def _one(self, statement: Executable, **parameters: Any) -> AnyRow | None:  # noqa: ANN401 - the same
        return self._run(statement, **parameters).one_or_none()

    def _each(self, statement: Executable, rows: Sequence[dict[str, Any]]) -> None:
        """Run a statement with parameters of its own once for each row."""
        if rows:
            self._connection.execute(statement, [{_SEEN: self._id, **row} for row in rows])

    def _insert(self, statement: Executable, rows: Sequence[dict[str, Any]]) -> int:
        """Insert rows, given by their columns; return how many one statement wrote."""
        if not rows:
            return 0
        # One row goes as one statement: drivers count the rows of several unreliably.
        owned = [{OWNER: self._id, **row} for row in rows]
        result = self._connection.execute(
            statement,
            owned if len(owned) > 1 else owned[0],
            # Else an insert's count is gone with its cursor on PostgreSQL, and reads -1.
            execution_options={"preserve_rowcount": True},
        )
        return result.rowcount
