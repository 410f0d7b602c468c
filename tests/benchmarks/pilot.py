"""Many teams that are alike, each in the middle of answering: the same week, copied from one team.

One team lives through its week by way of the engine; what that has written is copied for all the
others, so that nothing here knows what a week consists of. The rows of one whole answer are the
template of the bare commit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Engine, insert, select

from adapters.web.inbound import answered, read_fields
from dialogs.catalog import make_engine
from dialogs.events import Answered, Moment, MomentKind, Origin, Pressed
from dialogs.okr.measure import Change
from dialogs.okr.model import (
    Cycle,
    CycleId,
    KeyResult,
    KeyResultId,
    Language,
    Level,
    Membership,
    Objective,
    ObjectiveId,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    Role,
    Unit,
    UnitId,
)
from dialogs.okr.week import Week
from dialogs.replies import Close, OpenForm
from dialogs.views import Action
from scheduler.almanac import HolidayAlmanac
from storage.address import read_url
from storage.database import Database, open_database
from storage.engines import writing_engine
from storage.structure import Structure
from storage.tables import (
    Base,
    CheckInRow,
    ClaimRow,
    ObligationRow,
    OutboxRow,
    SessionRow,
    StandingRow,
    WeekRow,
    table,
)
from tests.benchmarks.workplace import keep_house

ORGANISATION: Final = OrganisationId("bench")
NOW: Final = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
QUARTER: Final = timedelta(weeks=13)
HISTORY: Final = 6
"""Weeks that each key result was answered before: the middle of a quarter."""
WRITTEN: Final[tuple[type[Base], ...]] = (
    ClaimRow,
    SessionRow,
    CheckInRow,
    ObligationRow,
    WeekRow,
    StandingRow,
    OutboxRow,
)
"""The tables that an answer writes to."""
ASKED_FROM, BARE_FROM = 1, 2
"""Odd teams were asked and answer; even ones know of nothing and get an answer's bare rows."""
_COUNTED: Final = {"number", "id"}
"""Columns that the database counts up, where they are whole numbers."""

Rows = Mapping[type[Base], Sequence[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class StandingClock:
    """A clock that stands still: every answer of a run falls on the same morning."""

    at: datetime = NOW

    def now(self) -> datetime:
        """Return the one instant."""
        return self.at


@dataclass(frozen=True, slots=True)
class Pilot:
    """A database full of teams that are about to answer, and how to name what each one sends."""

    answer: Rows
    """What one whole answer has written, for the team numbered 0."""
    names: Sequence[str]
    """What differs from team to team in these rows."""

    def event(self, number: int) -> Answered:
        """Read the request of a team's lead as the web door does."""
        return answered(ORGANISATION, lead(number), _fields(number))

    def rows_of(self, number: int) -> Rows:
        """Return the rows of an answer, for another team."""
        return {row: list(_renamed(rows, self._others(number))) for row, rows in self._items()}

    def _items(self) -> Iterator[tuple[type[Base], Sequence[dict[str, Any]]]]:
        return iter(self.answer.items())

    def _others(self, number: int) -> Mapping[str, str]:
        return _other_names(self.names, number)


def _token(number: int) -> str:
    return f"n{number:05}"


def lead(number: int) -> PersonId:
    """Return who answers for a team."""
    return PersonId(f"lead-{_token(number)}")


def email(number: int) -> str:
    """Return the address of who answers for a team."""
    return f"{lead(number)}@example.org"


def _session(number: int) -> str:
    return hashlib.sha256(f"session {number}".encode()).hexdigest()[:32]


def _fields(number: int) -> Mapping[str, str]:
    """Fill in the form: a value, a confidence and two comments, sent as JSON."""
    values = {
        f"value:{_token(number)}-1": "42,5",
        f"confidence:{_token(number)}-1": "7",
        f"comment:{_token(number)}-1": "Uusi vuorolista on käytössä, jonot lyhenevät.",
        f"value:{_token(number)}-2": "21",
        f"confidence:{_token(number)}-2": "4",
        f"blocker:{_token(number)}-2": "Kaksi sijaista puuttuu.",
    }
    body = json.dumps({"session": _session(number), "version": "1", "seen": "0", "values": values})
    return read_fields("application/json", body.encode())


def structure(teams: int, week: Week) -> Structure:
    """Return a county of so many teams, in the middle of a quarter, each with two key results."""
    begun = week.plus(-HISTORY).monday
    top, cycle = UnitId("county"), CycleId("quarter")
    numbers = range(teams)
    units = [UnitId(f"team-{_token(number)}") for number in numbers]
    aims = [ObjectiveId(f"aim-{_token(number)}") for number in numbers]
    return Structure(
        organisation=Organisation(
            ORGANISATION, "County", Language.FINNISH, "Europe/Helsinki", "FI"
        ),
        units=(
            Unit(top, "County", Level.ORGANISATION, None),
            *(Unit(unit, f"Team {unit}", Level.TEAM, top) for unit in units),
        ),
        people=tuple(Person(lead(number), f"Lead {number}", email(number)) for number in numbers),
        memberships=tuple(
            Membership(lead(number), unit, Role.LEAD) for number, unit in enumerate(units)
        ),
        cycles=(Cycle(cycle, "Quarter", begun, begun + QUARTER),),
        objectives=tuple(
            Objective(aim, unit, cycle, "Shorter queues")
            for aim, unit in zip(aims, units, strict=True)
        ),
        key_results=tuple(
            KeyResult(KeyResultId(f"{_token(number)}-{nth}"), aim, f"Result {nth}", measure, scale)
            for number, aim in enumerate(aims)
            for nth, measure, scale in ((1, Change(0, 100), "%"), (2, Change(30, 10), "days"))
        ),
    )


async def prepare(url: str, teams: int, now: datetime = NOW) -> Pilot:
    """Fill a migrated database with teams; those of odd numbers have a form open.

    Whoever goes by the clock has nothing to do here for a day.
    """
    week = Week.of(now.date())
    database = open_database(url)
    engine = writing_engine(read_url(url))
    try:
        await database.save_structure(structure(teams, week), since=now + timedelta(days=1))
        with engine.begin() as connection:
            _answer_earlier_weeks(connection, teams, week)
        await _live(database, engine, now)
        before = _read(engine)
        session = str(before[SessionRow][0]["id"])
        event = await _take(database, session, now)
        after = _read(engine)
        _copy(engine, before, [_token(0), session], range(ASKED_FROM, teams, 2))
        keep_house(url)
    finally:
        await database.close()
        engine.dispose()
    answer = {row: [each for each in after[row] if each not in before[row]] for row in WRITTEN}
    return Pilot(answer, (_token(0), session, event.origin.delivery))


async def _live(database: Database, engine: Engine, now: datetime) -> None:
    """Let the first team be asked, be told so, and open its form."""
    rytmi = make_engine(database, StandingClock(now), lambda: None, HolidayAlmanac())
    unit, week = f"team-{_token(0)}", Week.of(now.date())
    key = f"ask:{unit}:{week}"
    await rytmi.moment(Moment(ORGANISATION, key, MomentKind.ASK, unit, str(week), now, now.date()))
    with engine.begin() as connection:
        outbox = table(OutboxRow)
        connection.execute(
            outbox.update().values(state="sent", done_at=now, attempts=1, reference="m1")
        )
    opening = Action("check_in", "form", (("week", str(week)),))
    reply = await rytmi.handle(
        Pressed(Origin(ORGANISATION, lead(0), "web", "web:opening"), opening)
    )
    if not isinstance(reply.act, OpenForm):
        raise TypeError(f"the pilot's form did not open: {reply.act}")


async def _take(database: Database, session: str, now: datetime) -> Answered:
    """Let the first team answer."""
    rytmi = make_engine(database, StandingClock(now), lambda: None, HolidayAlmanac())
    fields = {**_fields(0), "session": session}
    event = answered(ORGANISATION, lead(0), fields)
    reply = await rytmi.handle(event)
    if not isinstance(reply.act, Close):
        raise TypeError(f"the pilot's answer was not taken: {reply.act}")
    return event


def _answer_earlier_weeks(connection: Connection, teams: int, week: Week) -> None:
    rows = [
        {
            "organisation_id": ORGANISATION,
            "key_result": f"{_token(number)}-{nth}",
            "week": week.plus(back - HISTORY),
            "value": 20.0 + back,
            "median": 5.0 + back % 3,
            "low": 5,
            "high": 5,
            "answers": 1,
            "progress": 0.2 + back / 100,
        }
        for number in range(teams)
        for nth in (1, 2)
        for back in range(HISTORY)
    ]
    connection.execute(insert(table(WeekRow)), rows)


def _read(engine: Engine) -> Rows:
    """Read what is in the tables that an answer writes to."""
    with engine.connect() as connection:
        return {
            row: [dict(each) for each in connection.execute(select(table(row))).mappings()]
            for row in WRITTEN
        }


def _copy(engine: Engine, rows: Rows, names: Sequence[str], numbers: range) -> None:
    """Copy the first team's rows for others; answered weeks are there already."""
    with engine.begin() as connection:
        for row in (ObligationRow, StandingRow, OutboxRow, SessionRow):
            copies = [
                copy
                for number in numbers
                for copy in _renamed(rows[row], _other_names(names, number))
            ]
            connection.execute(insert(table(row)), copies)


def _other_names(names: Sequence[str], number: int) -> Mapping[str, str]:
    token, session, *deliveries = names
    others = {
        delivery: f"web:{hashlib.sha256(f'{delivery} {number}'.encode()).hexdigest()}"
        for delivery in deliveries
    }
    return {token: _token(number), session: _session(number), **others}


def _renamed(
    rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for row in rows:
        copy = {}
        for column, value in row.items():
            if column in _COUNTED and isinstance(value, int):
                continue
            copy[column] = _replaced(value, names) if isinstance(value, str) else value
        yield copy


def _replaced(text: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        text = text.replace(old, new)
    return text
