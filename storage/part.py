"""What the parts of a transaction share: a connection, and the one organisation they see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Executable
from sqlalchemy.exc import MultipleResultsFound

from dialogs.okr.model import OrganisationId
from storage.bundle import Bundle, Write
from storage.looks import Looks
from storage.owner import OWNER, SEEN, owner
from storage.prepared import Record, Values, Wire

__all__ = ["OWNER", "Part", "owner"]


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
        self._bundles = False
        """Whether writes may wait for each other; whoever lets them says when all is done."""
        self._waiting = Bundle()
        self._held: set[str] = set()
        """Key results that are held until commit, where there are rivals."""
        self._answerable: set[str] = set()
        """Key results that take answers, as far as it is known to stay so until commit."""

    @property
    def _has_rivals(self) -> bool:
        """Whether others may write the same rows before the commit, so that they must be held."""
        # On SQLite a writing transaction holds the whole database already.
        return self._holds and self._connection.dialect.name != "sqlite"

    def _run(self, statement: Executable, **parameters: Any) -> None:  # noqa: ANN401 - a column's own
        self._count(statement, [{SEEN: self._id, **parameters}])

    def _count_of(self, statement: Executable, **parameters: Any) -> int:  # noqa: ANN401 - the same
        """Run a statement and return how many rows it wrote."""
        return self._count(statement, [{SEEN: self._id, **parameters}])

    def _all(self, statement: Executable, **parameters: Any) -> Sequence[Record]:  # noqa: ANN401 - the same
        self.write_waiting()
        return self._wire.records(statement, {SEEN: self._id, **parameters})

    def _one(self, statement: Executable, **parameters: Any) -> Record | None:  # noqa: ANN401 - the same
        found = self._all(statement, **parameters)
        if len(found) > 1:
            raise MultipleResultsFound(f"{len(found)} rows, where there is one at most")
        return found[0] if found else None

    def _together(self, looks: Looks, **parameters: Any) -> Sequence[Sequence[tuple[Any, ...]]]:  # noqa: ANN401 - the same
        """Return the rows of several looks, which share their parameters."""
        if self._connection.dialect.name == "sqlite":
            return [self._all(look, **parameters) for look in looks.looks]
        return looks.parted(self._all(looks.statement, **parameters))

    def _each(self, statement: Executable, rows: Sequence[dict[str, Any]]) -> None:
        """Run a statement with parameters of its own once for each row."""
        if rows:
            self._count(statement, [{SEEN: self._id, **row} for row in rows])

    def _insert(self, statement: Executable, rows: Sequence[dict[str, Any]]) -> int:
        """Insert rows, given by their columns; return how many were written."""
        if not rows:
            return 0
        return self._count(statement, [{OWNER: self._id, **row} for row in rows])

    def _update(self, statement: Executable, **parameters: Any) -> Write:  # noqa: ANN401 - the same
        """Return a write that `_later` takes: a statement with parameters of its own."""
        return Write(statement, [{SEEN: self._id, **parameters}])

    def _rows(self, statement: Executable, rows: Sequence[dict[str, Any]]) -> Write:
        """Return a write that `_later` takes: rows to insert, one at least, by their columns."""
        owned = [{OWNER: self._id, **row} for row in rows]
        return Write(statement, owned, tuple(rows[0]))

    def _later(self, *writes: Write) -> int:
        """Write before the next look or at the end, these together; no two touch the same rows.

        Returns how many rows the last of them has written, where nothing waits here; else 0.
        """
        if not self._bundles:
            return [self._wire.count(write.statement, write.rows) for write in writes][-1]
        if not self._waiting.takes(writes):
            self.write_waiting()
        self._waiting.add(writes)
        return 0

    def _last(self, write: Write) -> int:
        """Write this together with all that waits; return how many rows it has written itself."""
        return self._later(write) + self.write_waiting()

    def write_waiting(self) -> int:
        """Write what waits; return how many rows the last of it has written."""
        if not self._waiting.writes:
            return 0
        waiting, self._waiting = self._waiting, Bundle()
        return self._wire.count(waiting.statement, [{SEEN: self._id, **waiting.values}])

    def _count(self, statement: Executable, rows: Sequence[Values]) -> int:
        self.write_waiting()
        return self._wire.count(statement, rows)

    def _batches(self, statement: Executable, most: int) -> Iterator[Sequence[dict[str, Any]]]:
        """Read rows by their columns' names, a batch at a time: there may be millions."""
        self.write_waiting()
        streamed = statement.execution_options(yield_per=most)
        rows = self._connection.execute(streamed, {SEEN: self._id}).mappings()
        for batch in rows.partitions():
            yield [dict(row) for row in batch]
