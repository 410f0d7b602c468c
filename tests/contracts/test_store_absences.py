from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from dialogs.okr.model import Absence, PersonId
from storage.database import Database
from storage.errors import BrokenReferenceError
from tests.storage.support import ANNA, BEN, CARA, NOW, OMA, structure

EVER = date(2000, 1, 1)


@pytest.fixture(autouse=True)
async def _people(database: Database) -> None:
    await database.save_structure(structure())


def day(number: int) -> date:
    """A day of December."""
    return date(2026, 12, number)


def absence(
    first: int, last: int | None, *, person: PersonId = BEN, deputy: PersonId | None = None
) -> Absence:
    return Absence(person, day(first), None if last is None else day(last), deputy)


async def leave(database: Database, *absences: Absence) -> None:
    for each in absences:
        await database.write(OMA, lambda work, each=each: work.set_absence(each, ANNA, NOW))  # type: ignore[misc]  # a default binds it


async def noted(database: Database, since: date = EVER) -> Sequence[Absence]:
    return await database.read(OMA, lambda work: work.absences(BEN, since))


async def away(database: Database, on: date) -> set[PersonId]:
    found = await database.read(OMA, lambda work: work.away([ANNA, BEN, CARA], on))
    assert all(each.holds(on) for each in found.values())
    return set(found)


async def test_both_ends_of_an_absence_belong_to_it(database: Database) -> None:
    await leave(database, absence(7, 9), absence(9, None, person=CARA))
    assert [await away(database, day(number)) for number in (6, 7, 9, 10, 31)] == [
        set(),
        {BEN},
        {BEN, CARA},
        {CARA},
        {CARA},
    ]
    assert await database.read(OMA, lambda work: work.away([ANNA], day(8))) == {}
    assert await database.read(OMA, lambda work: work.away([], day(8))) == {}


async def test_a_new_absence_takes_the_place_of_all_that_it_touches(database: Database) -> None:
    early, late = absence(1, 2), absence(28, 29)
    first, second = absence(5, 8), absence(12, None)
    await leave(database, early, first, second)
    await leave(database, absence(8, 12, deputy=CARA))
    assert await noted(database) == [early, absence(8, 12, deputy=CARA)]
    await leave(database, absence(20, None))
    await leave(database, late)  # and one that never ended ends with what is said anew
    assert await noted(database) == [early, absence(8, 12, deputy=CARA), late]
    await leave(database, replace(early, deputy=ANNA))
    assert (await noted(database))[0].deputy == ANNA


async def test_the_absence_of_one_is_not_that_of_another(database: Database) -> None:
    await leave(database, absence(1, 9, person=CARA), absence(1, 9))
    await database.write(OMA, lambda work: work.end_absence(BEN, day(1)))
    assert await away(database, day(1)) == {CARA}


async def test_who_is_back_is_not_away_and_what_was_to_come_is_forgotten(
    database: Database,
) -> None:
    past, running, coming = absence(1, 3), absence(6, 20), absence(24, None)
    await leave(database, past, running, coming)
    await database.write(OMA, lambda work: work.end_absence(BEN, day(10)))
    assert await noted(database) == [past, absence(6, 9)]
    await database.write(OMA, lambda work: work.end_absence(BEN, day(6)))
    assert await noted(database) == [past]  # back before the first day: nothing is left of it
    await database.write(OMA, lambda work: work.end_absence(BEN, day(10)))
    assert await noted(database) == [past]  # and nothing that is over grows longer


async def test_absences_are_those_that_have_not_ended(database: Database) -> None:
    await leave(database, absence(1, 3), absence(6, 9), absence(12, None))
    assert await noted(database, day(9)) == [absence(6, 9), absence(12, None)]
    assert await noted(database, day(10)) == [absence(12, None)]


async def test_a_deputy_stands_in_while_the_other_is_away(database: Database) -> None:
    await leave(
        database,
        absence(1, 9, deputy=ANNA),
        absence(20, 25, deputy=ANNA),
        absence(5, None, person=CARA, deputy=ANNA),
    )

    async def stands_in(number: int) -> Sequence[PersonId]:
        found = await database.read(OMA, lambda work: work.stands_in_for([ANNA, BEN], day(number)))
        assert found.keys() == {ANNA}
        return found[ANNA]

    assert [await stands_in(number) for number in (1, 5, 10, 22)] == [
        [BEN],
        [BEN, CARA],
        [CARA],
        [BEN, CARA],
    ]
    assert await database.read(OMA, lambda work: work.stands_in_for([BEN], day(5))) == {}


async def test_a_deputy_must_exist(database: Database) -> None:
    with pytest.raises(BrokenReferenceError):
        await leave(database, absence(1, 2, deputy=PersonId("nobody")))
    assert await noted(database) == []


async def test_two_who_set_the_same_days_at_once_leave_one_absence(database: Database) -> None:
    await asyncio.gather(
        *(leave(database, absence(number, number + 10)) for number in range(1, 11)),
        *(leave(database, absence(11, 11 + number)) for number in range(1, 11)),
    )
    kept = list(await noted(database))
    for before, after in pairwise(kept):
        assert before.last is not None
        assert before.last < after.first
    assert await away(database, day(11)) == {BEN}


async def test_reminders_are_wanted_until_somebody_switches_them_off(database: Database) -> None:
    async def without() -> frozenset[PersonId]:
        return await database.read(OMA, lambda work: work.without_reminders([ANNA, BEN, CARA]))

    assert await without() == frozenset()
    for _ in range(2):
        await database.write(OMA, lambda work: work.set_reminders(BEN, wanted=False))
        assert await without() == {BEN}
    await database.write(OMA, lambda work: work.set_reminders(BEN, wanted=True))
    assert await without() == frozenset()
    assert await database.read(OMA, lambda work: work.without_reminders([])) == frozenset()
