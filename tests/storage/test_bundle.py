"""Looks and writes that go together do what each does by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Date,
    Double,
    MetaData,
    Table,
    Text,
    bindparam,
    func,
    insert,
    null,
    select,
    update,
)

from dialogs.okr.week import Week
from storage.address import read_url
from storage.bundle import Bundle, Write
from storage.columns import IsoWeek, Utc
from storage.engines import writing_engine
from storage.looks import Looks
from storage.owner import OWNER, SEEN, owner
from storage.prepared import Wire

_METADATA = MetaData()
_THINGS = Table(
    "bundled_things",
    _METADATA,
    Column(OWNER, Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("at", Utc),
    Column("week", IsoWeek),
    Column("day", Date),
    Column("share", Double),
)
_OTHERS = Table("bundled_others", _METADATA, Column(OWNER, Text), Column("note", Text))
_ADD = insert(_THINGS)
_NOTE = insert(_OTHERS).values(organisation_id=owner(), note=bindparam("noted"))
_RENAME = (
    update(_THINGS)
    .where(_THINGS.c[OWNER] == owner(), _THINGS.c.name == bindparam("old"))
    .values(name=bindparam("new"))
)
_FULL: dict[str, Any] = {
    "name": '\u00e4 \u20ac "quoted" \\ %s :name',
    "at": datetime(2026, 11, 16, 9, 30, 0, 123456, tzinfo=UTC),
    "week": Week(2026, 47),
    "day": date(2026, 11, 16),
    "share": 0.1 + 0.2,
}
_EMPTY: dict[str, Any] = {"name": "empty", "at": None, "week": None, "day": None, "share": None}


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    engine = writing_engine(read_url(database_url))
    with engine.connect() as connection:
        transaction = connection.begin()
        _METADATA.create_all(connection)
        yield connection
        transaction.rollback()
    engine.dispose()


def added(*rows: dict[str, Any]) -> Write:
    """Rows to insert, as a part of a transaction puts them."""
    return Write(_ADD, [{OWNER: "oma", **row} for row in rows], tuple(rows[0]))


def noted(note: str) -> Write:
    return Write(_NOTE, [{SEEN: "oma", "noted": note}])


def renamed(old: str, new: str) -> Write:
    return Write(_RENAME, [{SEEN: "oma", "old": old, "new": new}])


def things(connection: Connection) -> list[tuple[Any, ...]]:
    return sorted(
        (tuple(row) for row in connection.execute(select(_THINGS))), key=lambda row: row[1]
    )


@pytest.mark.parametrize(  # to SQLite each is sent by itself
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)
def test_a_bundle_writes_what_its_writes_would_one_by_one(connection: Connection) -> None:
    wire, bundle = Wire(connection), Bundle()
    bundle.add([noted("hello")])
    bundle.add([added(_FULL, _EMPTY)])
    assert wire.count(bundle.statement, [{SEEN: "oma", **bundle.values}]) == 2
    together = things(connection)
    connection.execute(_THINGS.delete())
    wire.count(_ADD, added(_FULL, _EMPTY).rows)
    assert things(connection) == together
    assert connection.execute(select(func.count()).select_from(_OTHERS)).scalar_one() == 1


def test_a_bundle_takes_nothing_that_meets_or_contradicts_what_is_in_it() -> None:
    bundle = Bundle()
    bundle.add([renamed("a", "b")])
    assert not bundle.takes([added(_FULL)])  # the same table
    assert bundle.takes([noted("hello")])
    bundle.add([noted("hello")])
    other = insert(Table("elsewhere", MetaData(), Column("note", Text))).values(
        note=bindparam("noted")
    )
    assert bundle.takes([Write(other, [{SEEN: "oma", "noted": "hello"}])])
    assert not bundle.takes([Write(other, [{SEEN: "oma", "noted": "bye"}])])


def test_an_instant_without_a_zone_is_refused_in_a_bundle_too() -> None:
    bundle = Bundle()
    with pytest.raises(ValueError, match="without a zone"):
        bundle.add([added({**_FULL, "at": datetime(2026, 11, 16, 9, 30)})])  # noqa: DTZ001 - that is the point


def test_the_words_of_a_bundle_are_the_same_for_any_number_of_rows() -> None:
    one, two = Bundle(), Bundle()
    one.add([added(_FULL)])
    two.add([added(_FULL, _EMPTY)])
    assert one.statement is two.statement


def test_looks_lie_over_each_other_and_come_apart_again(connection: Connection) -> None:
    wire = Wire(connection)
    wire.count(_ADD, added(_FULL, _EMPTY).rows)
    wire.count(_NOTE, noted("hello").rows)
    mine = _THINGS.c[OWNER] == owner()
    parts = (
        select(_OTHERS.c.note).where(_OTHERS.c[OWNER] == owner()),
        select(_THINGS.c.share, _THINGS.c.week, _THINGS.c.name, _THINGS.c.at).where(mine),
        select(_THINGS.c.day, null().cast(Text)).where(mine, _THINGS.c.name == "nowhere"),
        select(_THINGS.c.name, _THINGS.c.day, _THINGS.c.name.label("again")).where(mine),
    )
    looks = Looks(*parts)
    rows = wire.records(looks.statement, {SEEN: "oma"})
    alone = [[tuple(row) for row in wire.records(part, {SEEN: "oma"})] for part in parts]
    assert [sorted(found, key=repr) for found in looks.parted(rows)] == [
        sorted(found, key=repr) for found in alone
    ]
    assert len(alone[1]) == 2
    # Which look it is; two texts, a number, a week, an instant and a day.
    assert {len(row) for row in rows} == {7}
