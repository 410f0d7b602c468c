from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dialogs.okr.model import (
    ForumId,
    KeyResultId,
    Language,
    Level,
    Membership,
    OrganisationId,
    PersonId,
    Role,
    Unit,
    UnitId,
)
from storage.database import Database
from storage.errors import BrokenReferenceError, StructureError, UnknownOrganisationError
from storage.structure import Structure, Tally
from tests.storage.support import (
    ANNA,
    BEN,
    COUNTY,
    COUNTYWIDE,
    FORUM,
    NORTH,
    OLD,
    OMA,
    SECTOR,
    SOUTH,
    STAFFING,
    TODAY,
    TRAINING,
    WAITING,
    structure,
)


async def test_a_structure_comes_back_as_it_was_saved(database: Database) -> None:
    changes = await database.save_structure(structure())
    assert await database.load_structure(OMA) == structure()
    assert changes.tallies["key_results"] == Tally(added=6)
    assert (changes.added, changes.changed, changes.unchanged) == (34, 0, 0)


async def test_saving_the_same_again_changes_nothing(database: Database) -> None:
    await database.save_structure(structure())
    changes = await database.save_structure(structure())
    assert (changes.added, changes.changed, changes.unchanged) == (0, 0, 34)
    assert await database.load_structure(OMA) == structure()


async def test_what_differs_is_changed_and_the_rest_is_not(database: Database) -> None:
    before = structure()
    await database.save_structure(before)
    people = (replace(before.people[0], name="Anna-Liisa"), *before.people[1:])
    renamed = replace(before.organisation, country="SE")
    changes = await database.save_structure(replace(before, people=people, organisation=renamed))
    assert changes.tallies["people"] == Tally(changed=1, unchanged=2)
    assert changes.tallies["organisation"] == Tally(changed=1)
    assert (await database.load_structure(OMA)).people[0].name == "Anna-Liisa"


async def test_what_is_not_named_stays(database: Database) -> None:
    before = structure()
    await database.save_structure(before)
    changes = await database.save_structure(Structure(before.organisation))
    assert changes.changed == changes.added == 0
    after = await database.load_structure(OMA)
    assert set(after.key_results) == set(before.key_results)
    assert after.units == before.units


async def test_a_new_order_is_kept_and_is_no_change(database: Database) -> None:
    before = structure()
    await database.save_structure(before)
    turned = replace(before, people=before.people[::-1], forums=before.forums[::-1])
    changes = await database.save_structure(turned)
    assert changes.changed == 0
    assert (await database.load_structure(OMA)).people == before.people[::-1]
    assert [forum.id for forum in await database.read(OMA, lambda work: work.forums())] == [
        ForumId("north-meeting"),
        FORUM,
    ]


async def test_every_save_moves_the_plan_on(database: Database) -> None:
    await database.save_structure(structure())
    first = (await database.plans.revisions())[OMA]
    await database.save_structure(structure())
    assert (await database.plans.revisions())[OMA] == first + 1


async def test_a_unit_below_itself_is_refused_whole(database: Database) -> None:
    circle = (
        Unit(UnitId("a"), "A", Level.UNIT, UnitId("b")),
        Unit(UnitId("b"), "B", Level.UNIT, UnitId("a")),
    )
    with pytest.raises(StructureError, match="below themselves: a, b"):
        await database.save_structure(replace(structure(), units=circle))
    assert await database.organisations() == []


async def test_a_unit_below_an_unknown_one_is_refused(database: Database) -> None:
    lost = (Unit(UnitId("a"), "A", Level.UNIT, UnitId("nowhere")),)
    with pytest.raises(StructureError, match="'nowhere', which does not exist"):
        await database.save_structure(replace(structure(), units=lost))


async def test_key_results_that_support_each_other_are_refused(database: Database) -> None:
    whole = structure()
    circle = tuple(
        replace(key_result, supports=WAITING) if key_result.id == COUNTYWIDE else key_result
        for key_result in whole.key_results
    )
    with pytest.raises(StructureError, match="support each other: "):
        await database.save_structure(replace(whole, key_results=circle))


async def test_a_row_that_names_a_stranger_is_refused_whole(database: Database) -> None:
    whole = structure()
    stranger = replace(whole.key_results[0], owner=PersonId("nobody"))
    with pytest.raises(BrokenReferenceError):
        await database.save_structure(replace(whole, key_results=(stranger,)))
    assert await database.organisations() == []


async def test_an_unknown_organisation_is_named(database: Database) -> None:
    nobody = OrganisationId("nobody")
    with pytest.raises(UnknownOrganisationError, match="'nobody'"):
        await database.load_structure(nobody)
    with pytest.raises(UnknownOrganisationError, match="'nobody'"):
        await database.read(nobody, lambda work: work.organisation)
    with pytest.raises(UnknownOrganisationError, match="'nobody'"):
        await database.plans.plan(nobody)


async def test_language_and_zone_come_from_the_units_above(database: Database) -> None:
    await database.save_structure(structure())
    units = {unit.id: unit for unit in await database.read(OMA, lambda work: work.units())}
    assert (units[COUNTY].language, units[COUNTY].zone) == (Language.FINNISH, "Europe/Helsinki")
    assert (units[NORTH].language, units[NORTH].zone) == (Language.SWEDISH, "Europe/Helsinki")
    assert (units[SOUTH].language, units[SOUTH].zone) == (Language.SWEDISH, "Europe/Stockholm")
    assert await database.read(OMA, lambda work: work.unit(NORTH)) == units[NORTH]


async def test_a_unit_that_is_not_named_hears_of_a_change_above(database: Database) -> None:
    before = structure()
    await database.save_structure(before)
    sector = replace(before.units[1], language=Language.NORWEGIAN)
    changes = await database.save_structure(Structure(before.organisation, units=(sector,)))
    assert changes.tallies["units"] == Tally(changed=1)
    north = await database.read(OMA, lambda work: work.unit(NORTH))
    assert north is not None
    assert north.language is Language.NORWEGIAN


async def test_units_come_from_the_top_and_siblings_in_their_order(database: Database) -> None:
    whole = structure()
    upside_down = replace(whole, units=whole.units[::-1])
    await database.save_structure(upside_down)
    units = await database.read(OMA, lambda work: work.units())
    assert [unit.id for unit in units] == [COUNTY, SECTOR, NORTH, SOUTH]
    above = await database.read(OMA, lambda work: work.above(SOUTH))
    assert [unit.id for unit in above] == [SECTOR, COUNTY]
    assert above == [units[1], units[0]]
    assert await database.read(OMA, lambda work: work.above(COUNTY)) == []
    assert await database.read(OMA, lambda work: work.above(UnitId("nowhere"))) == []


async def test_people_and_their_units_are_found(database: Database) -> None:
    whole = structure()
    await database.save_structure(whole)
    anna, ben, _ = whole.people
    found = await database.read(OMA, lambda work: work.people([ANNA, BEN, PersonId("nobody")]))
    assert found == {ANNA: anna, BEN: ben}
    assert await database.read(OMA, lambda work: work.person(ANNA)) == anna
    assert await database.read(OMA, lambda work: work.person(PersonId("nobody"))) is None
    mine = await database.read(OMA, lambda work: work.units_of(ANNA))
    assert [(unit.id, membership.role.value) for unit, membership in mine] == [
        (NORTH, "lead"),
        (COUNTY, "admin"),
    ]
    members = await database.read(OMA, lambda work: work.members([NORTH, SOUTH]))
    assert members == list(whole.memberships[1:])


async def test_a_person_may_have_several_roles_in_a_unit(database: Database) -> None:
    whole = structure()
    more = (
        Membership(ANNA, NORTH, Role.MEMBER),
        Membership(ANNA, NORTH, Role.FACILITATOR),
        *whole.memberships,
    )
    await database.save_structure(replace(whole, memberships=more))
    assert (await database.load_structure(OMA)).memberships == more
    mine = await database.read(OMA, lambda work: work.units_of(ANNA))
    assert [(unit.id, membership.role) for unit, membership in mine] == [
        (NORTH, Role.LEAD),
        (COUNTY, Role.ADMIN),
    ]
    members = await database.read(OMA, lambda work: work.members([NORTH]))
    assert [one.role for one in members if one.person == ANNA] == [
        Role.MEMBER,
        Role.FACILITATOR,
        Role.LEAD,
    ]


async def test_roles_that_are_imported_take_the_place_of_those_before(database: Database) -> None:
    whole = structure()
    await database.save_structure(whole)
    both = replace(
        whole,
        memberships=(
            Membership(ANNA, NORTH, Role.FACILITATOR),
            Membership(ANNA, NORTH, Role.MEMBER),
            Membership(BEN, NORTH, Role.LEAD),
        ),
    )
    changes = await database.save_structure(both)
    assert changes.tallies["memberships"] == Tally(added=1, changed=2)
    one = replace(whole, memberships=(Membership(ANNA, NORTH, Role.MEMBER),))
    changes = await database.save_structure(one)
    assert changes.tallies["memberships"] == Tally(changed=1)
    members = (await database.load_structure(OMA)).memberships
    assert set(members) == {
        Membership(ANNA, NORTH, Role.MEMBER),
        Membership(BEN, NORTH, Role.LEAD),
        whole.memberships[0],  # Anna's role in another unit, which was not named
        whole.memberships[3],
    }


async def test_a_person_s_language_can_be_changed(database: Database) -> None:
    await database.save_structure(structure())
    await database.write(OMA, lambda work: work.set_language(BEN, Language.NORWEGIAN))
    ben = await database.read(OMA, lambda work: work.person(BEN))
    assert ben is not None
    assert ben.language is Language.NORWEGIAN


async def test_forums_are_found(database: Database) -> None:
    whole = structure()
    await database.save_structure(whole)
    assert await database.read(OMA, lambda work: work.forums()) == list(whole.forums)
    assert await database.read(OMA, lambda work: work.forum(FORUM)) == whole.forums[0]
    assert await database.read(OMA, lambda work: work.forum(ForumId("none"))) is None


async def test_goals_are_those_of_running_cycles_in_the_sheet_s_order(database: Database) -> None:
    whole = structure()
    await database.save_structure(whole)
    goals = await database.read(OMA, lambda work: work.goals([NORTH], TODAY))
    assert [goal.key_result.id for goal in goals] == [WAITING, STAFFING, TRAINING]
    first = goals[0]
    assert first.key_result == whole.key_results[0]
    assert first.objective == whole.objectives[0]
    assert first.cycle == whole.cycles[2]
    assert first.unit == await database.read(OMA, lambda work: work.unit(NORTH))
    assert first.standing.week is None


async def test_goals_are_found_by_id_and_owner(database: Database) -> None:
    await database.save_structure(structure())
    by_id = await database.read(OMA, lambda work: work.goals_by_id([OLD, WAITING]))
    assert [goal.key_result.id for goal in by_id] == [WAITING, OLD]
    owned = await database.read(OMA, lambda work: work.goals_owned(BEN, TODAY))
    assert [goal.key_result.id for goal in owned] == [TRAINING]


async def test_tasks_are_those_of_the_units(database: Database) -> None:
    whole = structure()
    await database.save_structure(whole)
    assert await database.read(OMA, lambda work: work.tasks([NORTH])) == [whole.tasks[0]]
    assert await database.read(OMA, lambda work: work.tasks([])) == []


async def test_what_is_new_begins_when_it_is_set_up_and_keeps_its_beginning(
    database: Database,
) -> None:
    first, later = datetime(2026, 11, 18, 10, tzinfo=UTC), datetime(2026, 12, 1, 10, tzinfo=UTC)
    whole = structure()
    few = replace(whole, forums=whole.forums[:1])
    await database.save_structure(few, since=first)
    again = await database.save_structure(whole, since=later)
    assert (again.added, again.changed) == (1, 0)
    plan = await database.plans.plan(OMA)
    begins = {schedule.subject: schedule.since for schedule in plan.schedules}
    assert begins == {
        COUNTY: first,
        SOUTH: first,
        NORTH: first,
        FORUM: first,
        ForumId("north-meeting"): later,
    }


async def test_thousands_of_ids_fit_into_one_question(database: Database) -> None:
    await database.save_structure(structure())
    many = [KeyResultId(f"nobody-{number}") for number in range(40_000)]
    found = await database.read(OMA, lambda work: work.goals_by_id([*many, WAITING]))
    assert [goal.key_result.id for goal in found] == [WAITING]
