"""A database of an earlier version comes through the migrations with all that is in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any, Final

import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from dialogs.chats import Account, Conversation, Scope, Workspace
from dialogs.okr.cadence import read_rule
from dialogs.okr.cycle import Phase, Turn
from dialogs.okr.model import ChannelId, CycleId, ForumId
from dialogs.okr.retro import (
    Carry,
    Change,
    ChangeId,
    ChangeNews,
    ChangeState,
    Fit,
    GoalKind,
    Manner,
    Note,
    NoteId,
    NoteKind,
    Retro,
    RetroId,
    Score,
    Stage,
    Theme,
    ThemeId,
    Verdict,
)
from dialogs.ports import ScheduleKind, Work
from dialogs.posts import ToChannel
from dialogs.session import SessionId
from storage import schema
from storage.address import read_url
from storage.database import open_database
from tests.storage.support import ANNA, NAAPURI, NORTH, NOW, OMA, WAITING, post

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


def _move(url: str, to: str, *, back: bool = False) -> None:
    config = schema.alembic_config()
    with _opened(url) as connection:
        config.attributes["connection"] = connection
        if back:
            command.downgrade(config, to)
        else:
            command.upgrade(config, to)


def _columns(connection: Connection) -> dict[str, list[str]]:
    return {
        name: [column["name"] for column in inspect(connection).get_columns(name)]
        for name in inspect(connection).get_table_names()
    }


def _counts(connection: Connection, *more: str) -> dict[str, int]:
    names = {"organisations", "units", *(name for name, _ in ROWS), *more}
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
        old = _columns(connection)
    assert sum(before.values()) == len(ROWS) + 12
    for to, back in (("0002", False), ("0001", True), ("0002", False)):
        _move(old_url, to, back=back)
        with _opened(old_url) as connection:
            assert _counts(connection) == before
            if back:
                assert _columns(connection) == old


SECOND: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "sessions",
        {"id": "s1", "person": "anna", "flow": "check_in", "step": "form", "args": "[]"}
        | {"version": 2, "expires": "2027-01-01 07:00:00.000000", "done": False},
    ),
    ("absences", {"person": "anna", "first": "2026-12-01", "last": "2026-12-24", "by": "anna"}),
    ("preferences", {"person": "anna", "reminders": False}),
    (
        "ledger",
        {"key": "lost", "kind": "prompt", "recipient": "person:anna", "unit": "north"}
        | {"period": "2026-W47", "at": AT, "zone": "Europe/Helsinki"},
    ),
)
"""What only the second version has."""


@pytest.fixture
def second_url(old_url: str) -> str:
    """The address of a database of the second version, with rows in it."""
    _move(old_url, "0002")
    with _opened(old_url) as connection:
        for name, row in SECOND:
            instant = {"at": AT} if name == "absences" else {}
            _insert(connection, name, {"organisation_id": "oma", **row, **instant})
    return old_url


async def test_a_form_that_lay_open_is_still_open(second_url: str) -> None:
    schema.upgrade(second_url)
    database = open_database(second_url)
    open_form = await database.read(OMA, lambda work: work.session(SessionId("s1")))
    assert open_form is not None
    assert (open_form.version, open_form.given, open_form.done) == (2, (), False)
    kept = replace(open_form, given=(("value", "3"), ("why", "ö")))
    await database.write(OMA, lambda work: work.save_session(kept))
    assert await database.read(OMA, lambda work: work.session(kept.id)) == kept
    await database.close()


async def test_people_are_who_and_where_they_were(second_url: str) -> None:
    schema.upgrade(second_url)
    database = open_database(second_url)
    whole = await database.load_structure(OMA)
    (anna,) = await database.read(OMA, lambda work: work.everyone())
    days = [date(2026, 11, 30), date(2026, 12, 24), date(2026, 12, 25)]
    away = await database.read(OMA, lambda work: [len(work.away([ANNA], day)) for day in days])
    quiet = await database.read(OMA, lambda work: work.without_reminders([ANNA]))
    assert whole.people == (anna,)
    assert (anna.zone, anna.language) == (None, None)
    assert away == [0, 1, 0]
    assert quiet == {ANNA}
    mail = [post("new"), post("newer", to=ToChannel(ChannelId("board")))]
    await database.write(OMA, lambda work: work.post(mail))
    (lane,) = await database.outbox.lanes(NOW, 9)
    found = (await database.outbox.claim("postman", lane, None, NOW, NOW, 9)).parcels
    assert [(each.door, each.address) for each in found] == [("web", "x"), ("web", "channel:board")]
    assert await database.chats.workspaces("slack") == []
    workspace = await database.chats.install(Workspace("slack", "T1", OMA), NOW)
    await database.chats.save_accounts(OMA, "slack", "T1", [Account("U1", ANNA)], NOW)
    assert await database.chats.accounts(OMA, "slack", "T1") == [Account("U1", ANNA)]
    assert workspace.organisation == OMA
    await database.close()


def test_to_the_third_version_and_back_loses_no_row(second_url: str) -> None:
    more = [name for name, _ in SECOND]
    with _opened(second_url) as connection:
        before, old = _counts(connection, *more), _columns(connection)
    for to, back in (("0003", False), ("0002", True), ("0003", False)):
        _move(second_url, to, back=back)
        with _opened(second_url) as connection:
            assert _counts(connection, *more) == before
            if back:
                assert _columns(connection) == old
            else:
                kept = {
                    name: [column for column in columns if column in old[name]]
                    for name, columns in _columns(connection).items()
                    if name in old
                }
                assert kept == old  # columns are added at the end, and tables beside the others


THIRD: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "workspaces",
        {"door": "slack", "workspace": "T1", "organisation": "oma", "name": "Oma", "sealed": "x"}
        | {"version": 1, "parts": "[]", "installed_at": AT},
    ),
    (
        "accounts",
        {"organisation_id": "oma", "door": "slack", "workspace": "T1", "account": "U1"}
        | {"person": "anna", "name": "Anna", "email": "", "active": True, "paired": False},
    ),
)
"""What only the third version has."""


@pytest.fixture
def third_url(second_url: str) -> str:
    """The address of a database of the third version, with rows in it."""
    _move(second_url, "0003")
    with _opened(second_url) as connection:
        for name, row in THIRD:
            _insert(connection, name, row)
    return second_url


async def test_who_was_known_in_a_chat_is_known_still(third_url: str) -> None:
    schema.upgrade(third_url)
    database = open_database(third_url)
    chats = database.chats
    assert [each.person for each in await chats.accounts(OMA, "slack", "T1")] == [ANNA]
    assert await chats.conversations("slack", "T1") == []
    told = Conversation("U1", Scope.PERSONAL, "a:1", "https://smba.example/")
    await chats.note_conversations("slack", "T1", [told], NOW)
    assert await chats.conversation("slack", "T1", "U1") == told
    await database.close()


def test_to_the_fourth_version_and_back_loses_no_row(third_url: str) -> None:
    more = [name for name, _ in (*SECOND, *THIRD)]
    with _opened(third_url) as connection:
        before, old = _counts(connection, *more), _columns(connection)
    for to, back in (("0004", False), ("0003", True), ("0004", False)):
        _move(third_url, to, back=back)
        with _opened(third_url) as connection:
            assert _counts(connection, *more) == before
            kept = {name: found for name, found in _columns(connection).items() if name in old}
            assert kept == old  # a table beside the others


FOURTH: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "conversations",
        {"door": "slack", "workspace": "T1", "name": "U1", "scope": "personal"}
        | {"conversation": "a:1", "service": "", "user": "", "bot": "", "team": "", "title": ""}
        | {"told_at": AT},
    ),
)
"""What only the fourth version has."""


@pytest.fixture
def fourth_url(third_url: str) -> str:
    """The address of a database of the fourth version, with rows in it."""
    _move(third_url, "0004")
    with _opened(third_url) as connection:
        for name, row in FOURTH:
            _insert(connection, name, row)
    return third_url


async def test_goals_of_before_are_what_they_were_and_their_cycles_may_be_turned(
    fourth_url: str,
) -> None:
    schema.upgrade(fourth_url)
    database = open_database(fourth_url)
    quarter = CycleId("q4")
    (goal,) = await database.read(OMA, lambda work: work.goals([NORTH], NOW.date()))
    assert (goal.key_result.id, goal.turned) == (WAITING, None)
    assert (goal.unit.cycles, goal.unit.retro) == (None, None)
    assert (goal.key_result.continues, goal.objective.continues) == (None, None)
    lives = await database.read(OMA, lambda work: work.lives([NORTH]))
    assert [(each.cycle.id, each.turn) for each in lives[NORTH]] == [(quarter, None)]
    closing = Turn(NORTH, quarter, 1, Phase.CLOSED, NOW, ANNA)
    await database.write(OMA, lambda work: work.turn(closing))
    assert await database.read(OMA, lambda work: work.goals([NORTH], NOW.date())) == []
    assert len(await database.check_ins(OMA)) == 1
    await database.close()


async def test_to_the_sixth_version_and_back_loses_no_row(fourth_url: str) -> None:
    more = [name for name, _ in (*SECOND, *THIRD, *FOURTH)]
    with _opened(fourth_url) as connection:
        before, old = _counts(connection, *more), _columns(connection)
    _move(fourth_url, "0006")
    await _look_back(fourth_url)
    for to, back in (("0004", True), ("0006", False), ("0004", True)):
        _move(fourth_url, to, back=back)
        with _opened(fourth_url) as connection:
            assert _counts(connection, *more) == before
            if back:
                assert _columns(connection) == old
            else:
                kept = {
                    name: [column for column in columns if column in old[name]]
                    for name, columns in _columns(connection).items()
                    if name in old
                }
                assert kept == old


async def _look_back(url: str) -> None:
    """Let a retro have a row in every table of its own."""
    database = open_database(url)
    name, theme, change = RetroId("r"), ThemeId("t"), ChangeId("c")
    retro = Retro(name, NORTH, CycleId("q4"), Stage.VOTING, ANNA, NOW)

    def job(work: Work) -> None:
        work.turn(Turn(NORTH, retro.cycle, 1, Phase.REVIEW, NOW, ANNA))
        work.begin_retro(retro)
        work.decide_manner(name, Manner.NAMED)
        work.add_notes(retro, ANNA, [Note(NoteId("n"), name, NoteKind.WELL, "well")])
        work.set_themes(name, [Theme(theme, name, "one", 1)], {NoteId("n"): theme})
        work.vote(name, ANNA, {theme: 3})
        work.score([Score(name, WAITING, 1.0, 1.0, "", Fit.GOOD, ANNA, NOW)])
        kept = Carry(name, WAITING, Verdict.KEEP, "", ANNA, NOW, kind=GoalKind.KEY_RESULT)
        work.carry([kept])
        agreed = Change(change, name, NORTH, CycleId("q1"), "do", ANNA, NOW.date(), 1)
        work.set_changes(name, [agreed])
        work.say_change(ChangeNews(change, ChangeState.DONE, "", ANNA, NOW))

    await database.write(OMA, job)
    await database.close()
