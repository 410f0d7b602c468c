"""The ground that tables stand on: names of keys, kinds of columns, and whose rows they hold."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from sqlalchemy import ForeignKeyConstraint, MetaData, Table, Text
from sqlmodel import Field, SQLModel

from storage.columns import Counted

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)
KEYED: Final = {"sqlite_with_rowid": False}
"""For tables that are looked up by their whole key: SQLite keeps the row in the key's own tree."""


class Base(SQLModel):
    """The common ground of all tables."""

    metadata: ClassVar[MetaData] = metadata
    __tablename__: ClassVar[str]  # type: ignore[mutable-override]  # ours are all plain names


def key_column(kind: Any = Text) -> Any:  # noqa: ANN401 - a field stands for its value
    """Return a column of the key."""
    return Field(primary_key=True, sa_type=kind)


def text_column(*, default: str | None = None) -> Any:  # noqa: ANN401 - the same
    """Return a column of text that is never null."""
    return Field(default=default, sa_type=Text) if default is not None else Field(sa_type=Text)


def maybe_column(kind: Any = Text) -> Any:  # noqa: ANN401 - the same
    """Return a column that may be null."""
    return Field(default=None, sa_type=kind)


def column_of(kind: Any) -> Any:  # noqa: ANN401 - the same
    """Return a column of a kind that is never null."""
    return Field(sa_type=kind)


def number_column() -> Any:  # noqa: ANN401 - the same
    """Return a key that the database counts up."""
    return Field(default=None, primary_key=True, sa_type=Counted)


def refers(column: str, table: str, to: str = "id") -> ForeignKeyConstraint:
    """Say that a column names a row of the same organisation."""
    return ForeignKeyConstraint(
        ["organisation_id", column], [f"{table}.organisation_id", f"{table}.{to}"]
    )


def owned() -> ForeignKeyConstraint:
    """Say that each row belongs to an organisation."""
    return ForeignKeyConstraint(["organisation_id"], ["organisations.id"])


def table(row: type[Base]) -> Table:
    """Return the table behind a class of rows, for statements."""
    found: Table = row.__table__  # type: ignore[attr-defined]  # SQLModel sets it, undeclared
    return found
