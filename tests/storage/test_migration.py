"""A database of the first version comes through the second migration with all that is in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import Any, Final

import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from dialogs.okr.cadence import read_rule
from dialogs.okr.model import ForumId
from dialogs.ports import ScheduleKind
from storage import schema
from storage.address import read_url
from storage.database import open_database
from tests.storage.support import ANNA, NAAPURI, NORTH, OMA, WAITING

AT: Final = "2026-11-18 07:00:00.000000"
GIVEN: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("people", {"id": "anna", "name": "Anna", "email": "", "note": "", "position": 1}),
    ("cycles", {"id": "q4", "name": "Q4", "start": "2026-10-01", "end": "2026-12-31"}),
    ("objectives", {"id": "care", "unit": "north", "cycle": "q4", "title": "Care"}),
    ("memberships", {"person": "anna", "unit": "north", "role": "lead", "position": 1}),
    (
        "key_results",
        {"id": "waiting", "objective": "care", "title": "Waiting", "measure": "yes_no"},
    ),
    (
        "forums",
        {"id": "board", "unit": "county", "name": "Board", "channel": "board", "note": ""}
        | {"cadence": "weekly fri", "at": "12:30:00.000000", "position": 1},
    ),
    (
        "check_ins",
        {"number": 7, "id": "a", "key_result": "waiting", "week": "2026-W47"}
        | {"person": "anna", "at": AT, "value": 1.0, "confidence": 7, "unchanged": False}
        | {"comment": "", "blocker": ""},
    ),
    ("obligations", {"key_result": "waiting", "week": "2026-W47", "unit": "north"}),
    ("obligations", {"key_result": "waiting", "week": "2026-W53", "unit": "north"}),
    (
        "outbox",
        {"id": 3, "key": "lost", "root": "lost", "kind": "prompt", "recipient": "person:anna"}
        | {"door": "web", "address": "person:anna", "reader": "{}", "view": "{}", "at": AT}
        | {"due_at": AT, "state": "failed", "attempts": 1, "reason": "gone", "done_at": AT}
        | {"doubtful": False},
    ),
    (
        "deliveries",
        {"id": 4, "recipient": "person:anna", "root": "lost", "key": "lost", "at": AT},
    ),
    ("addresses", {"recipient": "person:anna", "door": "web", "address": "x"}),
    (
        "moments",
        {"key": "ask:north:2026-W47", "kind": "ask", "subject": "north"}
        | {"period": "2026-W47", "planned": AT, "claimed_at": AT},
    ),
)
ROWS: Final = tuple((name, {"organisation_id": "oma", **row}) for name, row in GIVEN)
FILLED: Final[dict[str, dict[str, Any]]] = {
    "objectives": {"note": "", "position": 1, "place": 1},
    "key_results": {"scale": "", "note": "", "position": 1, "place": 1},
    "cycles": {"position": 1},
}
UNITS: Final = (
    ("county", "organisation", None, None, None),
    ("sector", "sector", "county", "monthly tue 2", "10:00:00.000000"),
    ("north", "team", "sector", None, None),
    ("south", "team", "sector", "weekly thu", "08:30:00.000000"),
    ("southern", "team", "south", None, None),
)


def _fill(connection: Connection) -> None:
    for organisation, country in (("oma", "FI"), ("naapuri", "SE")):
        _insert(
            connection,
            "organisations",
            {"id": organisation, "name": organisation, "language": "fi", "revision": 3}
            | {"zone": "Europe/Helsinki", "country": country},
        )
        for position, (unit, level, parent, ask, ask_at) in enumerate(UNITS, start=1):
            _insert(
                connection,
                "units",
                {"organisation_id": organisation, "id": unit, "name": unit, "level": level}
                | {"parent": parent, "answering": "owner", "ask": ask, "ask_at": ask_at}
                | {"note": "", "language_here": "fi", "zone_here": "Europe/Helsinki"}
                | {"position": position},
            )
    for name, row in ROWS:
        _insert(connection, name, {**row, **FILLED.get(name, {})})


def _insert(connection: Connection, name: str, row: dict[str, Any]) -> None:
    columns = ", ".join(f'"{column}"' for column in row)
    values = ", ".join(f":{column}" for column in row)
    written = f'INSERT INTO "{name}" ({columns}) VALUES ({values})'  # noqa: S608 - names of ours
    connection.execute(text(written), row)


@contextmanager
def _opened(url: str) -> Iterator[Connection]:
    engine = create_engine(read_url(url), poolclass=NullPool)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA foreign_keys = ON"))
        yield connection


def _move(url: str, to: str) -> None:
    config = schema.alembic_config()
    with _opened(url) as connection:
        config.attributes["connection"] = connection
        if to == "0002":
            command.upgrade(config, to)
        else:
            command.downgrade(config, to)


def _counts(connection: Connection) -> dict[str, int]:
    names = {"organisations", "units", *(name for name, _ in ROWS)}
    return {
        name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()  # noqa: S608 - ours
        for name in names
    }


@pytest.fixture
def old_url(empty_url: str) -> str:
    """The address of a database of the first version, with rows in it."""
    config = schema.alembic_config()
    with _opened(empty_url) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        _fill(connection)
    return empty_url


async def test_what_was_set_up_holds_as_before(old_url: str) -> None:
    schema.upgrade(old_url)
    database = open_database(old_url)
    units = await database.read(OMA, lambda work: {unit.id: unit for unit in work.units()})
    plan = await database.plans.plan(OMA)
    whole = await database.load_structure(OMA)
    theirs = await database.read(NAAPURI, lambda work: work.unit(NORTH))
    await database.close()
    ask = {name: (unit.ask, unit.ask_at) for name, unit in units.items()}
    monthly, weekly = read_rule("monthly tue 2"), read_rule("weekly thu")
    assert ask == {
        "county": (None, None),
        "sector": (monthly, time(10)),
        "north": (monthly, time(10)),
        "south": (weekly, time(8, 30)),
        "southern": (weekly, time(8, 30)),
    }
    assert {unit.holidays for unit in units.values()} == {"FI"}
    assert theirs is not None
    assert theirs.holidays == "SE"
    assert {unit.holidays for unit in whole.units} == {None}
    asking, digest, _ = plan.schedules
    assert (asking.kind, asking.subject, asking.rule) == (ScheduleKind.ASKING, NORTH, monthly)
    assert (digest.subject, digest.at) == (ForumId("board"), time(12, 30))
    assert whole.forums[0].cadence == read_rule("weekly fri")
    assert whole.forums[0].at == time(12, 30)


async def test_what_was_answered_and_sent_stays(old_url: str) -> None:
    schema.upgrade(old_url)
    database = open_database(old_url)
    (said,) = await database.check_ins(OMA)
    untold = await database.outbox.untold(10)
    last = await database.read(OMA, lambda work: work.last_answers([ANNA]))
    await database.write(OMA, lambda work: work.record([]))
    await database.close()
    assert said.key_result == WAITING
    assert last == {ANNA: datetime(2026, 11, 18, 7, tzinfo=UTC)}
    assert untold == []  # a failure that lies behind is nobody's concern any more
    with _opened(old_url) as connection:
        windows = connection.execute(
            text("SELECT week, due_at, closes_at FROM obligations ORDER BY week")
        ).all()
        assert [(week, str(due)[:19], str(closes)[:19]) for week, due, closes in windows] == [
            ("2026-W47", "2026-11-23 00:00:00", "2026-11-30 00:00:00"),
            ("2026-W53", "2027-01-04 00:00:00", "2027-01-11 00:00:00"),
        ]
        moment = connection.execute(text("SELECT dropped, planned FROM moments")).one()
        assert (moment.dropped, str(moment.planned)[:19]) == (None, AT[:19])


def test_there_and_back_again_loses_no_row(old_url: str) -> None:
    with _opened(old_url) as connection:
        before = _counts(connection)
        old = {
            name: [column["name"] for column in inspect(connection).get_columns(name)]
            for name in inspect(connection).get_table_names()
        }
    assert sum(before.values()) == len(ROWS) + 12
    for to in ("0002", "0001", "0002"):
        _move(old_url, to)
        with _opened(old_url) as connection:
            assert _counts(connection) == before
            if to == "0001":
                assert old == {
                    name: [column["name"] for column in inspect(connection).get_columns(name)]
                    for name in inspect(connection).get_table_names()
                }
