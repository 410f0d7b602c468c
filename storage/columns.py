"""Column types that come back alike from both databases, and the one condition they word apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    DateTime,
    Dialect,
    Integer,
    Text,
    bindparam,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.sqlite import DATETIME
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine

from dialogs.okr.week import Week

_ZONE: Final = "+00:00"
_Impl = TypeEngine[Any] | type[TypeEngine[Any]]

Counted: Final = BigInteger().with_variant(Integer, "sqlite")
"""A number the database counts up; SQLite counts plain integers only."""


class _Instant(DATETIME):
    """An instant of UTC as SQLite keeps it: written without its zone.

    SQLAlchemy's own way to and from the same text takes four times as long.
    """

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], str | None]:
        del dialect
        return _written

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], datetime | None]:
        del dialect, coltype
        return _read


def _written(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat(" ", "microseconds").removesuffix(_ZONE)


def _read(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text + _ZONE)


class Utc(TypeDecorator[datetime]):
    """An aware instant; goes in as UTC and comes out as UTC, whatever the database keeps."""

    impl: _Impl = DateTime(timezone=True)
    cache_ok: bool | None = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return _Instant()  # type: ignore[no-untyped-call]  # SQLAlchemy's own, undeclared
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant without a zone cannot be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.astimezone(UTC)


@lru_cache(maxsize=2048)
def _week(text: str) -> Week:
    return Week.read(text)


class IsoWeek(TypeDecorator[Week]):
    """A week, kept as ``2026-W47``, which sorts as weeks do."""

    impl: _Impl = Text
    cache_ok: bool | None = True

    def process_bind_param(self, value: Week | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Week | None:
        del dialect
        return None if value is None else _week(value)


class Ids(TypeDecorator[Sequence[str]]):
    """Any number of ids in one parameter: an array on PostgreSQL, JSON on SQLite."""

    impl: _Impl = Text
    cache_ok: bool | None = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else ARRAY(Text()))

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> Any:  # noqa: ANN401 - the driver's own
        ids = list(value or ())
        if dialect.name != "sqlite":
            return ids
        return f"[{','.join(map(self._written, ids))}]"

    @staticmethod
    def _written(value: Any) -> str:  # noqa: ANN401 - an id, or a number
        """Write one as JSON; a whole list by the library takes four times as long."""
        return encode_basestring_ascii(value)


class Numbers(Ids):
    """Any number of numbers in one parameter, in the same way."""

    cache_ok: bool | None = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind = Text() if dialect.name == "sqlite" else ARRAY(BigInteger())
        return dialect.type_descriptor(kind)

    @staticmethod
    def _written(value: Any) -> str:  # noqa: ANN401 - the same
        return str(value)


SINGLE: Final = "single"
"""The compiler's option that names the lists of which each has exactly one id, given as it is."""


class _Among(FunctionElement[Any]):
    """``column is one of ids``, with one parameter however many ids there are."""

    # Not Boolean: for SQLite, SQLAlchemy would write `… = 1` behind it, and no index would serve.
    type: TypeEngine[Any] = NullType()
    inherit_cache: bool | None = True
    name = "among"


@compiles(_Among, "sqlite")
def _among_on_sqlite(element: _Among, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    column, ids = (compiler.process(part, **options) for part in element.clauses)
    _, names = element.clauses
    if isinstance(names, BindParameter) and names.key in options.get(SINGLE, ()):
        return f"{column} = {ids}"  # SQLite would lay a list of one out as a table, too
    return f"{column} IN (SELECT value FROM json_each({ids}))"  # noqa: S608 - two compiled parts


@compiles(_Among, "postgresql")
def _among_on_postgresql(element: _Among, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    column, ids = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} = ANY({ids})"


def among(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Say that the column is one of the ids that the statement is given under a name."""
    ids: BindParameter[Sequence[str]] = bindparam(name, type_=Ids())
    return _Among(column, ids)


def among_numbers(column: ColumnElement[int], name: str) -> ColumnElement[bool]:
    """Say that the column is one of the numbers that the statement is given under a name."""
    numbers: BindParameter[Sequence[str]] = bindparam(name, type_=Numbers())
    return _Among(column, numbers)
