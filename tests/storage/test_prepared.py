"""Statements that go straight to the driver do what SQLAlchemy would do with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Double,
    Integer,
    MetaData,
    Table,
    Text,
    Time,
    bindparam,
    create_engine,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import NullPool

from dialogs.okr.week import Week
from storage.address import read_url
from storage.columns import Counted, IsoWeek, Utc, among, among_numbers
from storage.engines import writing_engine
from storage.prepared import Sent, Wire, prepared

_METADATA = MetaData()
_THINGS = Table(
    "things",
    _METADATA,
    Column("id", Counted, primary_key=True),
    Column("name", Text, unique=True),
    Column("at", Utc),
    Column("week", IsoWeek),
    Column("day", Date),
    Column("hour", Time),
    Column("share", Double),
    Column("count", Integer),
    Column("good", Boolean),
    Column("note", Text, default="none"),
)
_ROWS: list[dict[str, Any]] = [
    {
        "name": "whole",
        "at": datetime(2026, 11, 16, 9, 30, tzinfo=timezone(timedelta(hours=2))),
        "week": Week(2026, 47),
        "day": date(2026, 11, 16),
        "hour": time(9, 5),
        "share": 1.25,
        "count": 3,
        "good": True,
    },
    {
        "name": "empty",
        "at": None,
        "week": None,
        "day": None,
        "hour": None,
        "share": None,
        "count": None,
        "good": False,
    },
]
_ADD = insert(_THINGS).inline()
_ALL = select(_THINGS).order_by(_THINGS.c.id)
_NAMED = (
    select(_THINGS.c.name, _THINGS.c.at, func.upper(_THINGS.c.name).label("loud"))
    .where(among(_THINGS.c.name, "names"), _THINGS.c.note == "none")
    .order_by(_THINGS.c.name)
)


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    engine = writing_engine(read_url(database_url))
    with engine.connect() as connection:
        transaction = connection.begin()
        _METADATA.create_all(connection)
        yield connection
        transaction.rollback()
    engine.dispose()


def test_values_go_in_and_come_out_as_by_sqlalchemy(connection: Connection) -> None:
    wire = Wire(connection)
    assert wire.count(_ADD, _ROWS) == 2
    by_itself = [tuple(row) for row in connection.execute(_ALL)]
    assert wire.records(_ALL, {}) == by_itself
    assert by_itself[0][2] == datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
    assert by_itself[0][-1] == "none"  # a column's own value, where none was given


def test_what_a_statement_says_itself_goes_in_as_what_it_is_given(connection: Connection) -> None:
    said = insert(_THINGS).values({**_ROWS[0], "name": "said"}).inline()
    wire = Wire(connection)
    assert wire.count(said, [{}]) == wire.count(_ADD, _ROWS[:1]) == 1
    (_, name, *by_itself), (_, _, *given) = wire.records(_ALL, {})
    assert name == "said"
    assert by_itself == given
    at = bindparam("at", type_=Utc())
    seen = select(_THINGS.c.id).where(_THINGS.c.at >= at, _THINGS.c.at <= at)
    assert len(wire.records(seen, {"at": _ROWS[0]["at"]})) == 2


def test_a_value_goes_by_the_name_of_its_column(connection: Connection) -> None:
    wire = Wire(connection)
    wire.count(_ADD, _ROWS)
    empty, whole = wire.records(_NAMED, {"names": ["whole", "empty", "other"]})
    assert (whole.name, whole.loud, whole.at) == ("whole", "WHOLE", whole[1])
    assert empty.at is None
    with pytest.raises(AttributeError, match="quiet"):
        _ = whole.quiet
    name, *_ = whole
    assert name == "whole"


@pytest.mark.parametrize("kind", [list, tuple, set])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_list_of_any_length_finds_what_it_names(
    connection: Connection, number: int, kind: type[list[str]]
) -> None:
    wire = Wire(connection)
    wire.count(_ADD, _ROWS)
    names = sorted(str(row["name"]) for row in _ROWS)[:number]
    for _ in range(2):
        assert [row.name for row in wire.records(_NAMED, {"names": kind(names)})] == names
    marked = update(_THINGS).where(among(_THINGS.c.name, "names")).values(note="seen")
    assert wire.count(marked, [{"names": kind(names)}]) == number
    assert wire.records(_NAMED, {"names": kind(names)}) == []


def test_a_list_of_numbers_may_have_one(connection: Connection) -> None:
    wire = Wire(connection)
    wire.count(_ADD, _ROWS)
    found = select(_THINGS.c.name).where(among_numbers(_THINGS.c.count, "counts"))
    assert wire.records(found, {"counts": [3]}) == wire.records(found, {"counts": [3, 4]})
    assert wire.records(found, {"counts": [4]}) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the other takes an array
def test_a_list_of_one_is_no_table(connection: Connection) -> None:
    said: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda *told: said.append(told[2]))
    wire = Wire(connection)
    wire.records(_NAMED, {"names": ["whole"]})
    wire.records(_NAMED, {"names": ["whole", "empty"]})
    assert ["json_each" in words for words in said] == [False, True]


def test_nothing_is_left_out_unnoticed(connection: Connection) -> None:
    one = select(_THINGS.c.id).where(_THINGS.c.name == bindparam("wanted"))
    with pytest.raises(KeyError, match="wanted"):
        Wire(connection).records(one, {})


def test_a_statement_whose_words_depend_on_its_values_is_refused(connection: Connection) -> None:
    several = select(_THINGS.c.id).where(_THINGS.c.name.in_(["a", "b"]))
    with pytest.raises(ValueError, match="among"):
        Wire(connection).records(several, {})


def test_a_statement_is_worded_once(connection: Connection) -> None:
    wire = Wire(connection)
    wire.records(_ALL, {})
    before = prepared.cache_info().misses
    for _ in range(3):
        wire.records(_ALL, {})
    assert prepared.cache_info().misses == before


def test_an_error_of_the_driver_s_comes_as_sqlalchemy_s_and_quotes_no_values(
    connection: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    wire = Wire(connection)
    wire.count(_ADD, _ROWS[:1])
    with pytest.raises(IntegrityError) as caught:
        wire.count(_ADD, [{**_ROWS[0], "note": "a secret"}])
    assert "INSERT INTO things" in str(caught.value)
    assert "a secret" not in str(caught.value)
    assert caplog.text == ""


@pytest.mark.parametrize(  # a file's connection does not break
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)
def test_a_connection_that_has_broken_is_let_go(connection: Connection, database_url: str) -> None:
    wire = Wire(connection)
    ours = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    killer = create_engine(read_url(database_url), poolclass=NullPool)
    with killer.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:ours)"), {"ours": ours})
    with pytest.raises(DBAPIError) as caught:
        wire.records(_ALL, {})
    assert caught.value.connection_invalidated
    assert connection.invalidated


def test_whoever_watches_the_statements_sees_these_too(connection: Connection) -> None:
    seen: list[tuple[str, list[Any], bool]] = []

    def look(
        _connection: Connection,
        _cursor: object,
        statement: str,
        _parameters: object,
        context: Sent,
        many: bool,
    ) -> None:
        assert context.compiled.statement is _ADD
        seen.append((statement, list(context.compiled_parameters), many))

    event.listen(Engine, "before_cursor_execute", look)
    try:
        Wire(connection).count(_ADD, _ROWS)
    finally:
        event.remove(Engine, "before_cursor_execute", look)
    ((statement, given, many),) = seen
    assert statement.startswith("INSERT INTO things")
    assert [row["name"] for row in given] == ["whole", "empty"]
    assert many
