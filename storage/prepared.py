"""Statements as their driver takes them: worded once for each database, then sent straight to it.

SQLAlchemy words a statement, and knows how each value goes in and comes out. What it does besides
at each execution costs nine times what SQLite itself does for a short statement, so both are kept
here and used again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Compiled, Connection, Dialect, Executable
from sqlalchemy.types import TypeEngine

from storage.columns import SINGLE, Ids
from storage.line import line_of

_KEPT: Final = 1024
"""Statements that stay worded; there are a few hundred, and one wording for each kind of database.
"""
_FIRST: Final[dict[tuple[str, str], Dialect]] = {}
"""The dialect of the first engine of each kind, which words for all that come after it."""

Values = Mapping[str, Any]
"""Values by the names of a statement's parameters."""
_Conversion = Callable[[Any], Any]


class Record(tuple[Any, ...]):
    """A row that came out, whose values also go by the names of their columns."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a column's own
        raise AttributeError(f"the statement has no column {name!r}")


@dataclass(slots=True)
class Prepared:
    """A statement in a database's own words, and how its values go in and come out."""

    compiled: Compiled
    text: str
    names: tuple[str, ...]
    """Its parameters, in the order of their places."""
    fixed: Mapping[str, Any]
    """The driver's values of those that the statement has itself."""
    inward: tuple[tuple[str, _Conversion], ...]
    """How the others' values become the driver's, by their names, where they are not alike."""
    lists: tuple[str, ...]
    """The parameters that take any number of ids, and have other words where there is one."""
    dialect: Dialect
    columns: tuple[TypeEngine[Any], ...]
    """The types of what comes out."""
    record: type[Record]
    _outward: tuple[tuple[int, _Conversion], ...] | None = None
    """How the driver's values become ours, by column, where they are not alike. The first rows
    that come say so: PostgreSQL names the kind of each number only then."""

    def given(self, values: Values) -> list[Any]:
        """Return values as the driver takes them; raise KeyError where one is missing."""
        converted = {**self.fixed, **values}
        for name, conversion in self.inward:
            converted[name] = conversion(converted[name])
        return [converted[name] for name in self.names]

    def records(self, cursor: Any) -> list[Record]:  # noqa: ANN401 - the driver's own
        """Return all rows that a driver's cursor holds."""
        record, rows = self.record, cursor.fetchall()
        if self._outward is None:
            self._outward = self._from_driver(cursor.description)
        outward = self._outward
        if not outward:
            return list(map(record, rows))
        found = []
        for row in rows:
            values = list(row)
            for place, conversion in outward:
                values[place] = conversion(values[place])
            found.append(record(values))
        return found

    def _from_driver(
        self, description: Sequence[Sequence[Any]]
    ) -> tuple[tuple[int, _Conversion], ...]:
        found = [
            (place, kind.dialect_impl(self.dialect).result_processor(self.dialect, told[1]))
            for place, (kind, told) in enumerate(zip(self.columns, description, strict=True))
        ]
        return tuple((place, each) for place, each in found if each is not None)


@lru_cache(maxsize=_KEPT)
def prepared(
    statement: Any,  # noqa: ANN401 - any that executes
    dialect: Dialect,
    names: tuple[str, ...],
    single: tuple[str, ...] = (),
) -> Prepared:
    """Word a statement that will be given values by these names; see `SINGLE` of some of them.

    Raises:
        ValueError: its words would depend on its values, as those of ``in_`` do.
    """
    dialect = _with_places(dialect)
    compiled = statement.compile(
        dialect=dialect, column_keys=names, compile_kwargs={SINGLE: single}
    )
    if compiled.post_compile_params:
        raise ValueError(f"a list of values has no fixed words, `among` has: {compiled}")
    parameters = tuple(compiled.positiontup)
    conversions = {
        name: conversion
        for parameter, name in compiled.bind_names.items()
        if (conversion := parameter.type.dialect_impl(dialect).bind_processor(dialect))
    }
    conversions |= dict.fromkeys(single, _only)
    lists = {
        name
        for parameter, name in compiled.bind_names.items()
        if isinstance(parameter.type, Ids) and dialect.name == "sqlite"
    }
    needed = {name for parameter, name in compiled.bind_names.items() if parameter.required}
    own = {name: value for name, value in compiled.params.items() if name not in needed}
    own |= {column.key: column.default.arg for column in compiled.insert_prefetch}
    fixed = {
        name: conversions[name](value) if name in conversions else value
        for name, value in own.items()
        if name not in names
    }
    columns = tuple(statement.exported_columns)
    return Prepared(
        compiled=compiled,
        text=str(compiled),
        names=parameters,
        fixed=fixed,
        inward=tuple(
            (name, conversion)
            for name, conversion in conversions.items()
            if name in parameters and name not in fixed
        ),
        lists=tuple(lists),
        dialect=dialect,
        columns=tuple(column.type for column in columns),
        record=_record_of([column.key for column in columns]),
    )


def _is_single(ids: Collection[Any]) -> bool:
    """Say whether there is one id, and one that any driver takes as it is."""
    if len(ids) != 1:
        return False
    only = _only(ids)
    return isinstance(only, int) or (isinstance(only, str) and only.isascii())


def _only(ids: Collection[Any]) -> Any:  # noqa: ANN401 - an id, or a number
    (only,) = ids
    return only


@lru_cache
def _with_places(dialect: Dialect) -> Dialect:
    """Return a dialect whose parameters go by place: `Line` numbers them, as PostgreSQL does."""
    if dialect.positional:
        return dialect
    numbered = copy(dialect)
    numbered.paramstyle, numbered.positional = "numeric_dollar", True
    numbered.identifier_preparer = numbered.preparer(numbered)  # it doubles no percent signs now
    return numbered


def _spoken(dialect: Dialect) -> Dialect:
    """Return the one dialect that words statements for all databases of a kind.

    SQLAlchemy makes one for each engine: SQLite has two, and a rehearsal as many of its own.
    """
    return _FIRST.setdefault((dialect.name, dialect.driver), dialect)


def _record_of(names: Sequence[str]) -> type[Record]:
    """Make the class of a statement's rows; of two columns of one name, the first goes by it."""
    places = {name: place for place, name in reversed([*enumerate(names)])}
    named = {name: property(itemgetter(place)) for name, place in places.items()}
    return type("Record", (Record,), {"__slots__": (), **named})


@dataclass(frozen=True, slots=True)
class Sent:
    """What those who watch the statements are told of one, in the place of SQLAlchemy's own."""

    compiled: Compiled
    compiled_parameters: Sequence[Values]


def _way(connection: Connection) -> Callable[[], Any]:
    """Return what makes a driver's cursor."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        cursor: Callable[[], Any] = driver.cursor
        return cursor
    line = line_of(connection)
    return lambda: line


class Wire:
    """The way to the driver, for the statements of one transaction."""

    __slots__ = ("_connection", "_cursor", "_dialect", "_watched")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = _spoken(connection.dialect)
        self._cursor = _way(connection)
        watch = connection.dispatch
        self._watched = bool(watch.before_cursor_execute or watch.after_cursor_execute)

    def records(self, statement: Executable, values: Values) -> list[Record]:
        """Run a statement and return the rows that come out."""
        known = self._worded(statement, values)
        return known.records(self._send(known, [values]))

    def count(self, statement: Executable, rows: Sequence[Values]) -> int:
        """Run a statement once for each of the rows, which are alike; return how many it wrote."""
        known = self._worded(statement, rows[0], *rows[1:])
        count: int = self._send(known, rows).rowcount
        return count

    def _worded(self, statement: Executable, values: Values, *others: Values) -> Prepared:
        """Return the words of a statement for these values, and for others that are like them."""
        names = tuple(values)
        known = prepared(statement, self._dialect, names)
        if others or not known.lists:
            return known
        single = tuple(name for name in known.lists if _is_single(values[name]))
        return prepared(statement, self._dialect, names, single) if single else known

    def _send(self, known: Prepared, rows: Sequence[Values]) -> Any:  # noqa: ANN401 - the driver's cursor
        given = [known.given(row) for row in rows]
        cursor = self._cursor()
        many = len(given) > 1
        if self._watched:
            self._tell("before_cursor_execute", known, cursor, rows, given)
        try:
            if many:
                cursor.executemany(known.text, given)
            else:
                cursor.execute(known.text, given[0])
        except self._dialect.loaded_dbapi.Error as error:
            # SQLAlchemy's own way to make its error of a driver's, and to let go of connections
            # that have broken.
            self._connection._handle_dbapi_exception(error, known.text, given, cursor, None)  # noqa: SLF001
        if self._watched:
            self._tell("after_cursor_execute", known, cursor, rows, given)
        return cursor

    def _tell(
        self, event: str, known: Prepared, cursor: object, rows: Sequence[Values], given: list[Any]
    ) -> None:
        """Let those who watch SQLAlchemy's statements see ours too."""
        fixed = known.compiled.params
        sent = Sent(known.compiled, [{**fixed, **row} for row in rows])
        many = len(given) > 1
        parameters = given if many else given[0]
        for watcher in getattr(self._connection.dispatch, event):
            watcher(self._connection, cursor, known.text, parameters, sent, many)
