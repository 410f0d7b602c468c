"""Writes whose outcome nobody waits for, so that PostgreSQL can be sent them in one statement.

In one statement none of them sees what another has written, so they must not touch the same rows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    JSON,
    Executable,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
)

from storage.owner import OWNER, owner
from storage.prepared import Values

_KEPT: Final = 128
"""Bundles that stay worded; there are few."""
_Statement = Any
"""An `Insert` or an `Update`, of whichever dialect."""
_Shape = tuple[_Statement, tuple[str, ...]]


def _plain(value: Any) -> str:  # noqa: ANN401 - what JSON has no word for: a day, a week, an instant
    """Write a value as PostgreSQL reads it from JSON."""
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(f"an instant without a zone cannot be stored: {value!r}")
    return str(value)


_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode


@dataclass(frozen=True, slots=True)
class Write:
    """A write, and what it is given."""

    statement: _Statement
    rows: Sequence[Values]
    """Rows of the table, or one of the parameters that the statement names itself."""
    columns: tuple[str, ...] = ()
    """Those of the rows but the organisation's; none where the statement names its parameters
    itself."""

    @property
    def table(self) -> Table:
        """The table that it writes to."""
        found: Table = self.statement.table
        return found

    @property
    def shape(self) -> _Shape:
        """What its words depend on."""
        return self.statement, self.columns

    def values(self) -> Values:
        """Return what it is given, by the names of the parameters in a bundle."""
        if not self.columns:
            return self.rows[0]
        return {_name(self.table): _ENCODE(self.rows)}


@dataclass(slots=True)
class Bundle:
    """Writes that wait to be sent together, each table's at one time."""

    writes: list[Write] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    """What all of them are given; they share the names of their parameters."""

    def takes(self, writes: Sequence[Write]) -> bool:
        """Say whether these may be sent with the others: they neither meet nor contradict them."""
        tables = {write.table for write in writes}
        return not any(write.table in tables for write in self.writes) and all(
            self.values.get(name, value) == value
            for write in writes
            if not write.columns  # rows go by their table's name
            for name, value in write.values().items()
        )

    def add(self, writes: Sequence[Write]) -> None:
        """Put these to the others."""
        self.writes += writes
        for write in writes:
            self.values |= write.values()

    @property
    def statement(self) -> Executable:
        """All of them as one statement; what it counts is the last one's rows."""
        return _bundled(tuple(write.shape for write in self.writes))


@lru_cache(maxsize=_KEPT)
def _bundled(shapes: Sequence[_Shape]) -> Executable:
    *first, last = (_worded(*shape) for shape in shapes)
    whole: Executable = last.add_cte(
        *(each.cte(f"write_{number}") for number, each in enumerate(first))
    )
    return whole


def _worded(statement: _Statement, columns: Sequence[str]) -> _Statement:
    """Let an insert take its rows as JSON: one parameter, and the same words for any number."""
    if not columns:
        return statement
    table: Table = statement.table
    rows = (
        func.json_to_recordset(cast(bindparam(_name(table), type_=Text()), JSON()))
        .table_valued(*(column(name, table.c[name].type) for name in columns))
        .render_derived("given", with_types=True)
    )
    chosen: Select[*tuple[Any, ...]] = select(owner(), literal_column("given.*")).select_from(rows)
    return statement.from_select([OWNER, *columns], chosen)


def _name(table: Table) -> str:
    return f"{table.name}_rows"
