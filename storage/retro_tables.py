"""The tables of cycles and retros; they belong to the others, in `storage.tables`."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    UniqueConstraint,
)

from storage.base import (
    KEYED,
    Base,
    column_of,
    key_column,
    maybe_column,
    metadata,
    number_column,
    refers,
    text_column,
)
from storage.columns import Utc

__all__ = ["metadata"]


def _of_retro(table: str, column: str) -> ForeignKeyConstraint:
    """Say that a column names a row of the same retro."""
    return ForeignKeyConstraint(
        ["organisation_id", "retro", column],
        [f"{table}.organisation_id", f"{table}.retro", f"{table}.id"],
    )


class TurnRow(Base, table=True):
    """Somebody has turned a unit's cycle into another phase; never changed, only followed."""

    __tablename__ = "turns"
    __table_args__ = (
        refers("unit", "units"),
        refers("cycle", "cycles"),
        refers("by", "people"),
        KEYED,
    )
    organisation_id: str = key_column()
    unit: str = key_column()
    cycle: str = key_column()
    number: int = key_column(Integer)
    phase: str = text_column()
    at: datetime = column_of(Utc)
    by: str = text_column()
    reason: str = text_column()


class RetroRow(Base, table=True):
    """A look back. ``wrote`` is null while people may write; ``manner`` until it is decided."""

    __tablename__ = "retros"
    __table_args__ = (
        UniqueConstraint("organisation_id", "unit", "cycle"),
        refers("unit", "units"),
        refers("cycle", "cycles"),
        refers("facilitator", "people"),
    )
    organisation_id: str = key_column()
    id: str = key_column()
    unit: str = text_column()
    cycle: str = text_column()
    stage: str = text_column()
    facilitator: str = text_column()
    started: datetime = column_of(Utc)
    manner: str | None = maybe_column()
    wrote: int | None = maybe_column(Integer)
    reminded: bool = column_of(Boolean)
    published: datetime | None = maybe_column(Utc)


class ScoreRow(Base, table=True):
    """What came of a key result; never changed, and the last one holds."""

    __tablename__ = "scores"
    __table_args__ = (
        refers("retro", "retros"),
        refers("key_result", "key_results"),
        refers("by", "people"),
        CheckConstraint("score BETWEEN 0 AND 1", name="score"),
        Index(None, "organisation_id", "retro"),
    )
    number: int | None = number_column()
    organisation_id: str = text_column()
    retro: str = text_column()
    key_result: str = text_column()
    value: float | None = maybe_column(Double)
    score: float = column_of(Double)
    why: str = text_column()
    fit: str = text_column()
    by: str = text_column()
    at: datetime = column_of(Utc)


class CarryRow(Base, table=True):
    """What becomes of a goal; never changed, and the last one holds.

    ``goal`` is the id of an objective or of a key result, as ``kind`` says.
    """

    __tablename__ = "carries"
    __table_args__ = (
        refers("retro", "retros"),
        refers("by", "people"),
        Index(None, "organisation_id", "retro"),
    )
    number: int | None = number_column()
    organisation_id: str = text_column()
    retro: str = text_column()
    goal: str = text_column()
    kind: str = text_column()
    verdict: str = text_column()
    reason: str = text_column()
    by: str = text_column()
    at: datetime = column_of(Utc)
    title: str = text_column()


class ThemeRow(Base, table=True):
    """Notes that are about the same."""

    __tablename__ = "themes"
    __table_args__ = (refers("retro", "retros"), KEYED)
    organisation_id: str = key_column()
    retro: str = key_column()
    id: str = key_column()
    title: str = text_column()
    position: int = column_of(Integer)
    dots: int = column_of(Integer)


class NoteRow(Base, table=True):
    """One thought; it has no time, and in an anonymous retro no author.

    Its id is random, and so is its place in the table. In an anonymous retro both change with
    every note that is added.
    """

    __tablename__ = "notes"
    __table_args__ = (
        refers("retro", "retros"),
        refers("author", "people"),
        _of_retro("themes", "theme"),
        KEYED,
    )
    organisation_id: str = key_column()
    retro: str = key_column()
    id: str = key_column()
    kind: str = text_column()
    text: str = text_column()
    author: str | None = maybe_column()
    theme: str | None = maybe_column()


class WriterRow(Base, table=True):
    """Somebody has written for a retro; nothing says when, or what."""

    __tablename__ = "writers"
    __table_args__ = (refers("retro", "retros"), refers("person", "people"), KEYED)
    organisation_id: str = key_column()
    retro: str = key_column()
    person: str = key_column()


class VoteRow(Base, table=True):
    """The dots that a member gives a theme, until they are counted."""

    __tablename__ = "votes"
    __table_args__ = (
        refers("retro", "retros"),
        refers("person", "people"),
        _of_retro("themes", "theme"),
        CheckConstraint("dots BETWEEN 1 AND 3", name="dots"),
        KEYED,
    )
    organisation_id: str = key_column()
    retro: str = key_column()
    person: str = key_column()
    theme: str = key_column()
    dots: int = column_of(Integer)


class ChangeRow(Base, table=True):
    """What a team agreed to do otherwise.

    ``cycle`` may be one that is not begun yet. ``agreed`` is false where the retro was opened again
    and says otherwise now: the row is kept for what was said of it.
    """

    __tablename__ = "changes"
    __table_args__ = (
        refers("retro", "retros"),
        refers("unit", "units"),
        refers("owner", "people"),
        Index(None, "organisation_id", "retro"),
        Index(None, "organisation_id", "unit", "cycle"),
    )
    organisation_id: str = key_column()
    id: str = key_column()
    retro: str = text_column()
    unit: str = text_column()
    cycle: str = text_column()
    text: str = text_column()
    owner: str = text_column()
    first_check: date = column_of(Date)
    position: int = column_of(Integer)
    agreed: bool = column_of(Boolean)


class NewsRow(Base, table=True):
    """How an agreed change goes, as somebody has said; never changed, only followed."""

    __tablename__ = "change_news"
    __table_args__ = (
        refers("change", "changes"),
        refers("by", "people"),
        Index(None, "organisation_id", "change"),
    )
    number: int | None = number_column()
    organisation_id: str = text_column()
    change: str = text_column()
    state: str = text_column()
    comment: str = text_column()
    by: str = text_column()
    at: datetime = column_of(Utc)
