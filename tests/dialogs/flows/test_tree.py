"""A unit's row of `/okr tree` says what `/okr status` of the unit says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dialogs.flow import Situation
from dialogs.flows.status import gather_tree, tell_tree
from dialogs.flows.summing import Reach, gather_sum
from dialogs.okr.model import KeyResultId, Language, PersonId
from dialogs.okr.standing import Standing
from dialogs.okr.week import Week
from dialogs.ports import Work
from dialogs.text import Reader
from scheduler.almanac import HolidayAlmanac
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, company
from tests.conversations.keys import keys

NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)
WEEK = Week(2026, 47)


def aligned() -> Structure:
    """The company, where a key result of the bears hangs on one of the owls."""
    whole = company()
    key_results = tuple(
        replace(each, supports=KeyResultId("o1")) if each.id == "b1" else each
        for each in whole.key_results
    )
    return replace(whole, key_results=key_results)


def stood(name: str, progress: float, confidence: float) -> Standing:
    return Standing(KeyResultId(name), WEEK, 1.0, progress, confidence, 5, 5, 1, asked=WEEK)


def situation(work: Work, now: datetime) -> Situation:
    reader = Reader(Language.FINNISH, "Europe/Helsinki")
    person = work.person(PersonId("liisa"))
    assert person is not None
    return Situation(now, person, reader, reader, "t:1", {}, HolidayAlmanac())


@pytest.mark.parametrize(
    ("now", "of_owls", "of_hares"),
    [
        (NOW, 4, 2),  # three of their own, and one that hangs on them
        (datetime(2027, 2, 15, 10, tzinfo=UTC), 2, 2),  # only the owls have gone on
        (datetime(2027, 5, 3, 10, tzinfo=UTC), 2, 0),  # nothing runs: the last cycle is the owls'
    ],
)
async def test_the_tree_agrees_with_each_unit_s_status(
    database: Database, now: datetime, of_owls: int, of_hares: int
) -> None:
    await database.save_structure(aligned())
    standings = [
        stood("a2", 0.5, 9.0),
        stood("o1", 0.1, 2.0),
        stood("h1", 0.6, 6.0),
        stood("b1", 0.9, 8.0),
        stood("b2", 0.75, 7.0),
    ]
    await database.write(ORGANISATION, lambda work: work.set_standings(standings))

    def look(work: Work) -> None:
        facts = gather_tree(work, situation(work, now))
        assert [unit.id for _, unit, _ in facts.rows] == [unit.id for unit in work.units()]
        for _, unit, figures in facts.rows:
            own = gather_sum(work, unit, Reach.of_status(facts.on)).roll_up.figures
            assert figures == replace(own, asked=0, answered=0), unit.id
        totals = {str(unit.id): figures.total for _, unit, figures in facts.rows}
        assert (totals["owls"], totals["hares"]) == (of_owls, of_hares)
        assert (facts.kept is None) == (now == NOW)
        assert ("tree-kept" in set(keys(tell_tree(facts)))) == (now != NOW)

    await database.read(ORGANISATION, look)
