"""Looks that are always made together: one statement of them all, and its rows told apart again.

Of a short statement most of the cost is asking it: on PostgreSQL ten times that of its rows. SQLite
is in this process, and answers each by itself faster than all in one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Executable,
    Integer,
    Select,
    cast,
    literal_column,
    null,
    union_all,
)
from sqlalchemy.types import TypeEngine

from storage.prepared import Record

_Look = Select[*tuple[Any, ...]]
_Kinds = list[TypeEngine[Any]]


class Looks:
    """Several looks as one statement; its first column says which of them a row belongs to.

    Their rows lie over each other, a text upon a text and an instant upon an instant, so that all
    together they are hardly wider than the widest of them. They come in no order.
    """

    def __init__(self, *looks: _Look) -> None:
        self.looks: Final = looks
        """Each by itself."""
        kinds: _Kinds = []
        laid = [_laid(look, kinds) for look in looks]
        self.statement: Final[Executable] = union_all(
            *(
                _spread(look, number, places, kinds)
                for number, (look, places) in enumerate(zip(looks, laid, strict=True))
            )
        )
        self._own = [_picking([place + 1 for place in places]) for places in laid]

    def parted(self, rows: Sequence[Record]) -> list[list[tuple[Any, ...]]]:
        """Return the rows of each look, with its own columns."""
        found: list[list[tuple[Any, ...]]] = [[] for _ in self._own]
        own = self._own
        for row in rows:
            number = row[0]
            found[number].append(own[number](row))
        return found


def _picking(places: Sequence[int]) -> Callable[[Record], tuple[Any, ...]]:
    if len(places) > 1:
        return itemgetter(*places)
    (only,) = places
    return lambda row: (row[only],)


def _laid(look: _Look, kinds: _Kinds) -> list[int]:
    """Find a place for each column among those of its kind; add those that are missing."""
    places: list[int] = []
    for column in look.exported_columns:
        kind = repr(column.type)
        alike = (place for place, known in enumerate(kinds) if repr(known) == kind)
        free = next((place for place in alike if place not in places), len(kinds))
        if free == len(kinds):
            kinds.append(column.type)
        places.append(free)
    return places


def _spread(look: _Look, number: int, places: Sequence[int], kinds: _Kinds) -> _Look:
    columns = dict(zip(places, look.exported_columns, strict=True))
    spread: list[ColumnElement[Any]] = [
        columns.get(place, _NULL if number else cast(null(), kind))
        for place, kind in enumerate(kinds)
    ]
    return look.with_only_columns(literal_column(str(number), Integer), *spread)


_NULL: Final[ColumnElement[Any]] = literal_column("NULL")
"""In the first look it says its kind, or PostgreSQL would take two of them for texts."""
