"""What is looked up is looked up once: for all people of a team, and for all its key results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine as SqlEngine

from dialogs.catalog import make_engine
from dialogs.engine import Engine
from dialogs.events import Answered, Commanded, Moment, MomentKind, Origin
from dialogs.okr.measure import Change
from dialogs.okr.model import (
    Answering,
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
from dialogs.ports import Delivered, Mark
from dialogs.posts import Lane
from dialogs.replies import Close, OpenForm
from scheduler.almanac import HolidayAlmanac
from storage.database import Database
from storage.structure import Structure

NOW: Final = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
TOP, TEAM = UnitId("top"), UnitId("team")


class _Still:
    def now(self) -> datetime:
        return NOW


def team(organisation: OrganisationId, people: int, key_results: int) -> Structure:
    """A team of so many people, all of whom answer for so many key results."""
    members = [PersonId(f"person-{number:02}") for number in range(people)]
    cycle, aim = CycleId("q4"), ObjectiveId("aim")
    return Structure(
        organisation=Organisation(organisation, "Oma", Language.FINNISH, "Europe/Helsinki", "FI"),
        units=(
            Unit(TOP, "Top", Level.ORGANISATION, None),
            Unit(TEAM, "Team", Level.TEAM, TOP, answering=Answering.EVERYONE),
        ),
        people=tuple(Person(each, each) for each in members),
        memberships=tuple(
            Membership(each, TEAM, Role.LEAD if number == 0 else Role.MEMBER)
            for number, each in enumerate(members)
        ),
        cycles=(Cycle(cycle, "Q4", date(2026, 10, 1), date(2026, 12, 31)),),
        objectives=(Objective(aim, TEAM, cycle, "Shorter queues"),),
        key_results=tuple(
            KeyResult(KeyResultId(f"kr-{number:02}"), aim, "Days", Change(30, 10), "d")
            for number in range(key_results)
        ),
    )


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Count the statements by their first word; BEGIN stands for a transaction's two."""
    words: Counter[str] = Counter()

    def note(*of: object) -> None:
        words[str(of[2]).split()[0]] += 1

    def note_begin(*_: object) -> None:
        words["BEGIN"] += 1

    event.listen(SqlEngine, "before_cursor_execute", note)
    event.listen(SqlEngine, "begin", note_begin)
    yield words
    event.remove(SqlEngine, "before_cursor_execute", note)
    event.remove(SqlEngine, "begin", note_begin)


async def deliver(database: Database) -> None:
    """Let all that waits arrive."""
    end = NOW + timedelta(minutes=1)
    claimed = await database.outbox.claim("postman", Lane("web", ""), None, NOW, end, 9)
    marks = [Mark(parcel, Delivered("1"), NOW) for parcel in claimed.parcels]
    assert marks
    await database.outbox.mark(marks, "postman")


@pytest.fixture
def engine(database: Database) -> Engine:
    return make_engine(database, _Still(), lambda: None, HolidayAlmanac())


def moment(organisation: OrganisationId, kind: MomentKind) -> Moment:
    key = f"{kind}:team:2026-W47"
    return Moment(organisation, key, kind, TEAM, "2026-W47", NOW, NOW.date())


@pytest.mark.parametrize("kind", [MomentKind.ASK, MomentKind.REMIND])
async def test_a_team_is_asked_after_as_many_looks_however_many_people_it_has(
    database: Database, engine: Engine, kind: MomentKind
) -> None:
    looks = {}
    for people in (2, 9):
        organisation = OrganisationId(f"team-of-{people}")
        await database.save_structure(team(organisation, people, 3))
        if kind is MomentKind.REMIND:
            assert await engine.moment(moment(organisation, MomentKind.ASK))
        with counted() as words:
            assert await engine.moment(moment(organisation, kind))
        looks[people] = words["SELECT"]
    assert looks[2] == looks[9]


async def test_a_form_is_opened_and_taken_after_as_many_looks_however_long_it_is(
    database: Database, database_url: str, engine: Engine
) -> None:
    lead = PersonId("person-00")
    looks: dict[int, tuple[Counter[str], Counter[str]]] = {}
    for key_results in (1, 5):
        organisation = OrganisationId(f"team-with-{key_results}")
        await database.save_structure(team(organisation, 1, key_results))
        await engine.moment(moment(organisation, MomentKind.ASK))
        await deliver(database)
        with counted() as opening:
            opened = await engine.handle(
                Commanded(Origin(organisation, lead, "web", "open"), "checkin")
            )
        assert isinstance(opened.act, OpenForm)
        groups = opened.act.form.groups
        assert len(groups) == key_results
        values = {field.id: "7" for group in groups for field in group.fields}
        session = opened.act.form.session
        with counted() as taking:
            taken = await engine.handle(
                Answered(Origin(organisation, lead, "web", "take"), session, 1, values)
            )
        assert isinstance(taken.act, Close)
        assert len(await database.check_ins(organisation)) == key_results
        looks[key_results] = opening, taking
    assert looks[1] == looks[5]
    # Each costs a tenth of a millisecond and more: whoever adds one has a reason.
    opening, taking = looks[1]
    assert opening["BEGIN"] == taking["BEGIN"] == 1
    if database_url.startswith("sqlite"):
        assert (opening.total(), taking.total()) == (10, 17)
    else:
        assert (opening.total(), taking.total()) == (5, 7)
