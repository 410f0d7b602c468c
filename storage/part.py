"""What the parts of a transaction share: a connection, and the one organisation they see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, Executable, bindparam
from sqlalchemy.exc import MultipleResultsFound

from dialogs.okr.model import OrganisationId
from storage.prepared import Record, Wire

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
        self._wire = Wire(connection)
        self._id = organisation
        self._holds = holds
        """Whether rows are held until commit; a reading transaction holds none."""

    @property
    def _has_rivals(self) -> bool:
        """Whether others may write the same rows before the commit, so that they must be held."""
        # On SQLite a writing transaction holds the whole database already.
        return self._holds and self._connection.dialect.name != "sqlite"

    def _run(self, statement: Executable, **parameters: Any) -> None:  # noqa: ANN401 - a column's own
        self._wire.count(statement, [{_SEEN: self._id, **parameters}])

    def _all(self, statement: Executable, **parameters: Any) -> Sequence[Record]:  # noqa: ANN401 - the same
        return self._wire.records(statement, {_SEEN: self._id, **parameters})

    def _one(self, statement: Executable, **parameters: Any) -> Record | None:  # noqa: ANN401 - the same
        found = self._all(statement, **parameters)
        if len(found) > 1:
            raise MultipleResultsFound(f"{len(found)} rows, where there is one at most")
        return found[0] if found else None

    def _each(self, statement: Executable, rows: Sequence[dict[str, Any]]) -> None:
        """Run a statement with parameters of its own once for each row."""
        if rows:
            self._wire.count(statement, [{_SEEN: self._id, **row} for row in rows])

    def _insert(self, statement: Executable, rows: Sequence[dict[str, Any]]) -> int:
        """Insert rows, given by their columns; return how many were written."""
        if not rows:
            return 0
        return self._wire.count(statement, [{OWNER: self._id, **row} for row in rows])

    def _batches(self, statement: Executable, most: int) -> Iterator[Sequence[dict[str, Any]]]:
        """Read rows by their columns' names, a batch at a time: there may be millions."""
        streamed = statement.execution_options(yield_per=most)
        rows = self._connection.execute(streamed, {_SEEN: self._id}).mappings()
        for batch in rows.partitions():
            yield [dict(row) for row in batch]
