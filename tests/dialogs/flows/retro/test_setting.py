"""Which cycle a retro is about, and whose retro somebody means who names none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dialogs.flows.retro.setting import Setting, gather_setting, retro_id
from dialogs.okr.cycle import Phase
from dialogs.okr.model import (
    Cycle,
    CycleId,
    Membership,
    Objective,
    ObjectiveId,
    PersonId,
    Role,
    UnitId,
)
from dialogs.okr.retro import Retro, Stage
from dialogs.ports import Work
from storage.database import Database
from tests.conversations.company import ORGANISATION, company
from tests.dialogs.flows.support import MONDAY, neighbour, situation

OWLS = UnitId("owls")
Q2 = Cycle(CycleId("2026-q2"), "Q2", date(2026, 4, 1), date(2026, 6, 30))
Q3 = Cycle(CycleId("2026-q3"), "Q3", date(2026, 7, 1), date(2026, 9, 30))
YEAR = Cycle(CycleId("2026"), "2026", date(2026, 1, 1), date(2026, 12, 31))


async def settled(
    database: Database, *cycles: Cycle, begun: tuple[tuple[str, Stage], ...] = ()
) -> None:
    """Give the owls earlier cycles with an objective each, and retros of some."""
    whole = company()
    aims = tuple(
        Objective(ObjectiveId(f"o-{each.id}"), OWLS, each.id, f"Aim of {each.name}")
        for each in cycles
    )
    await database.save_structure(
        replace(whole, cycles=(*whole.cycles, *cycles), objectives=(*whole.objectives, *aims))
    )

    def begin(work: Work) -> None:
        for cycle, stage in begun:
            retro = Retro(
                retro_id(OWLS, CycleId(cycle)),
                OWLS,
                CycleId(cycle),
                Stage.FACTS,
                PersonId("liisa"),
                MONDAY,
            )
            work.begin_retro(retro)
            if stage is Stage.PUBLISHED:
                work.publish_retro(replace(retro, stage=stage, published=MONDAY))

    await database.write(ORGANISATION, begin)


async def found(
    database: Database, on: tuple[int, int, int], who: str = "liisa", **args: str
) -> Setting:
    now = datetime(*on, 9, tzinfo=UTC)

    def look(work: Work) -> Setting:
        return gather_setting(work, situation(work, who, now, **args))

    return await database.read(ORGANISATION, look)


@pytest.mark.parametrize(
    ("cycles", "begun", "on", "cycle"),
    [
        ((), (), (2026, 11, 2), "2026-q4"),
        ((Q2, Q3), (), (2026, 10, 5), "2026-q3"),
        ((Q2, Q3), (), (2026, 12, 22), "2026-q4"),
        ((Q2, Q3), (("2026-q3", Stage.PUBLISHED),), (2026, 10, 5), "2026-q3"),
        ((Q2, Q3), (("2026-q2", Stage.FACTS),), (2026, 12, 22), "2026-q2"),
        ((Q3,), (("2026-q3", Stage.PUBLISHED),), (2026, 12, 22), "2026-q4"),
        ((Q3,), (("2026-q4", Stage.PUBLISHED),), (2027, 1, 5), "2026-q4"),
        ((YEAR,), (("2026-q4", Stage.PUBLISHED),), (2027, 1, 5), "2026"),
        ((YEAR,), (), (2027, 1, 5), "2026-q4"),
        ((), (), (2027, 3, 20), "2027-q1"),
    ],
)
async def test_the_cycle_that_people_mean(
    database: Database,
    cycles: tuple[Cycle, ...],
    begun: tuple[tuple[str, Stage], ...],
    on: tuple[int, int, int],
    cycle: str,
) -> None:
    await settled(database, *cycles, begun=begun)
    setting = await found(database, on)
    assert setting.cycle is not None
    assert setting.cycle.id == cycle
    assert (setting.retro is not None) == (cycle in {each for each, _ in begun})


async def test_who_belongs_to_several_units_means_the_one_that_looks_back(
    database: Database,
) -> None:
    await settled(database, begun=(("2026-q4", Stage.FACTS),))
    whole = company()
    both = (
        Membership(PersonId("harri"), OWLS, Role.MEMBER),
        *(each for each in whole.memberships),
    )
    await database.save_structure(replace(whole, memberships=both))
    setting = await found(database, (2026, 12, 22), "harri")
    assert setting.unit is not None
    assert setting.unit.id == "owls"
    assert setting.belongs
    assert not setting.runs


async def test_roles_decide_who_runs_it_in_the_unit_and_from_above(database: Database) -> None:
    await settled(database)
    for who, runs in (("liisa", True), ("head", True), ("chief", True), ("matti", False)):
        setting = await found(database, (2026, 12, 22), who, unit="owls")
        assert setting.runs is runs, who
        assert setting.phase is Phase.ACTIVE
    setting = await found(database, (2026, 12, 22), unit="owls")
    assert [each.id for each in setting.members] == ["liisa", "matti"]
    assert [each.id for each in setting.runners] == ["liisa"]


async def test_another_organisation_s_retro_is_none(database: Database) -> None:
    await settled(database, begun=(("2026-q4", Stage.FACTS),))
    other = neighbour()
    await database.save_structure(other)

    def look(work: Work) -> Setting:
        named = retro_id(OWLS, CycleId("2026-q4"))
        return gather_setting(work, situation(work, "liisa", MONDAY, retro=named))

    setting = await database.read(other.organisation.id, look)
    assert (setting.unit, setting.retro, setting.runs) == (None, None, False)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
async def test_a_cycle_has_one_phase_whoever_looks_from_wherever(
    database: Database, zone: str
) -> None:
    whole = company()
    people = tuple(replace(each, zone=zone) for each in whole.people)
    await database.save_structure(replace(whole, people=people))
    late, early = (datetime(2026, 12, 31, hour, 30, tzinfo=UTC) for hour in (21, 22))

    def look(work: Work) -> list[Phase | None]:
        return [gather_setting(work, situation(work, "liisa", at)).phase for at in (late, early)]

    # In Helsinki, where the unit is, the new year begins between the two.
    assert await database.read(ORGANISATION, look) == [Phase.ACTIVE, Phase.REVIEW]
