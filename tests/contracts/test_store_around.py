from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest

from dialogs.chats import Account, Workspace
from dialogs.okr.cycle import Phase, Turn
from dialogs.okr.model import Absence, CycleId, KeyResultId, Role
from dialogs.okr.standing import WeekSaid
from dialogs.ports import Around, Goal, Work
from dialogs.posts import PostKey
from storage.database import Database
from tests.storage.support import (
    ANNA,
    BEN,
    CARA,
    COUNTYWIDE,
    NORTH,
    NOW,
    OMA,
    OPENING,
    SOUTH,
    STAFFING,
    TODAY,
    TRAINING,
    WAITING,
    WEEK,
    answer,
    check_in,
    post,
    structure,
)

T = TypeVar("T")
U = TypeVar("U")
DAYS = [TODAY + timedelta(days=number) for number in (0, 3, 20)]
KEYS = [PostKey("said"), PostKey("never-said")]


@pytest.fixture(autouse=True)
async def _busy_week(database: Database) -> None:
    """Everybody is away at some time, and has said something."""
    whole = structure()
    second = replace(whole.memberships[0], unit=NORTH, role=Role.FACILITATOR)
    await database.save_structure(replace(whole, memberships=(*whole.memberships, second)))

    def job(work: Work) -> None:
        for number, key_result in enumerate((WAITING, OPENING, WAITING)):
            work.record([check_in(f"answer-{number}", key_result)])
        work.record([check_in("before", week=WEEK.plus(-1))])
        said = [answer(2.5, 3, 4, week=WEEK.plus(back)) for back in (-3, 0, -1)]
        work.set_weeks([WeekSaid(WAITING, each, 0.5) for each in said])
        work.set_weeks([WeekSaid(OPENING, answer(None, 5), None)])
        work.set_absence(Absence(ANNA, DAYS[0], DAYS[1], CARA), ANNA, NOW)
        work.set_absence(Absence(ANNA, DAYS[1] + timedelta(days=1), None), ANNA, NOW)
        work.set_absence(Absence(CARA, DAYS[2], None, BEN), ANNA, NOW)
        work.post([post("said")])
        quarter = CycleId("2026-Q4")
        work.turn(Turn(NORTH, quarter, 1, Phase.PLANNING, NOW, ANNA))
        work.turn(Turn(SOUTH, quarter, 1, Phase.CLOSED, NOW, ANNA))
        work.turn(Turn(SOUTH, quarter, 2, Phase.REVIEW, NOW, ANNA))

    await database.write(OMA, job)
    gone = Account("U2", BEN, active=False)
    await database.chats.install(Workspace("slack", "T1"), NOW)
    await database.chats.connect("slack", "T1", OMA)
    await database.chats.save_accounts(OMA, "slack", "T1", [gone], NOW)


def one_by_one(work: Work, goals: Sequence[Goal], days: Sequence[date]) -> Around:
    """Ask for all of it, each by itself."""
    places = {goal.unit.id for goal in goals}
    names = [goal.key_result.id for goal in goals]
    owners = {goal.key_result.owner for goal in goals if goal.key_result.owner is not None}
    who = owners | {each.person for each in work.members(places)}
    return Around(
        members=without_empty({place: work.members([place]) for place in places}),
        above=without_empty({place: work.above(place) for place in places}),
        away=[work.away(who, day) for day in days],
        check_ins=work.check_ins(names, WEEK),
        weeks=without_empty(work.weeks(names)),
        closed=frozenset(
            goal.key_result.id for goal in goals if goal.turned in {Phase.CLOSED, Phase.PLANNING}
        ),
        posted=work.posted(KEYS),
    )


def without_empty(found: Mapping[T, Sequence[U]]) -> dict[T, Sequence[U]]:
    """Leave out those of which there is nothing."""
    return {name: each for name, each in found.items() if each}


@pytest.mark.parametrize(
    "key_results",
    [
        [],
        [WAITING],
        [OPENING],
        [STAFFING, COUNTYWIDE],
        [WAITING, TRAINING, STAFFING, OPENING, COUNTYWIDE],
    ],
)
@pytest.mark.parametrize("days", [DAYS, DAYS[:1], DAYS[2:]])
async def test_all_at_once_is_what_each_is_by_itself(
    database: Database, key_results: Collection[KeyResultId], days: Sequence[date]
) -> None:
    def job(work: Work) -> tuple[Around, Around]:
        goals = work.goals_by_id(key_results)
        return work.around(goals, WEEK, days, KEYS), one_by_one(work, goals, days)

    found, expected = await database.read(OMA, job)
    assert found == expected
    found, expected = await database.write(OMA, job)
    assert found == expected


async def test_there_is_something_of_everything(database: Database) -> None:
    def job(work: Work) -> Around:
        return work.around(work.goals_by_id([WAITING, OPENING]), WEEK, DAYS, KEYS)

    found = await database.read(OMA, job)
    assert set(found.members) == set(found.above) == {NORTH, SOUTH}
    assert [set(each) for each in found.away] == [{ANNA, BEN}, {ANNA, BEN}, {ANNA, BEN, CARA}]
    assert [each.id for each in found.check_ins] == ["answer-0", "answer-1", "answer-2"]
    assert [each.week for each in found.weeks[WAITING]] == [WEEK.plus(n) for n in (-3, -1, 0)]
    assert found.posted.keys() == {"said"}
    assert found.closed == {WAITING}
