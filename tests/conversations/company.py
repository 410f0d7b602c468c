"""The small organisation in which the transcripts play; a Finnish one, on Helsinki's clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from dialogs.okr.cadence import read_rule
from dialogs.okr.measure import Change, KeepWithin, Milestones, YesNo
from dialogs.okr.model import (
    Answering,
    ChannelId,
    Cycle,
    CycleId,
    Forum,
    ForumId,
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
    Task,
    TaskId,
    Unit,
    UnitId,
)
from storage.structure import Structure

ORGANISATION = OrganisationId("county")
QUARTER, NEXT = CycleId("2026-q4"), CycleId("2027-q1")


def _unit(name: str, level: Level, parent: str | None, answering: Answering) -> Unit:
    return Unit(UnitId(name), name.title(), level, UnitId(parent) if parent else None, answering)


def _key_result(name: str, objective: str, measure: object, **given: str) -> KeyResult:
    assert isinstance(measure, Change | KeepWithin | Milestones | YesNo)
    return KeyResult(
        id=KeyResultId(name),
        objective=ObjectiveId(objective),
        title=f"Result {name}",
        measure=measure,
        scale=given.get("scale", ""),
        owner=PersonId(given["owner"]) if "owner" in given else None,
        supports=KeyResultId(given["supports"]) if "supports" in given else None,
    )


def _members(unit: str, **roles: Role) -> tuple[Membership, ...]:
    return tuple(Membership(PersonId(who), UnitId(unit), role) for who, role in roles.items())


def company() -> Structure:
    """Return a county, its area, and three teams that answer in three ways."""
    return Structure(
        organisation=Organisation(
            ORGANISATION, "County", Language.FINNISH, "Europe/Helsinki", "FI"
        ),
        units=(
            _unit("county", Level.ORGANISATION, None, Answering.OWNER),
            _unit("area", Level.RESULT_AREA, "county", Answering.OWNER),
            _unit("owls", Level.TEAM, "area", Answering.OWNER),
            _unit("hares", Level.TEAM, "area", Answering.EVERYONE),
            _unit("bears", Level.TEAM, "area", Answering.ANYONE),
        ),
        people=(
            Person(PersonId("chief"), "Chief"),
            Person(PersonId("head"), "Head"),
            Person(PersonId("liisa"), "Liisa"),
            Person(PersonId("matti"), "Matti", language=Language.ENGLISH),
            Person(PersonId("heidi"), "Heidi", language=Language.SWEDISH),
            Person(PersonId("harri"), "Harri"),
            Person(PersonId("henna"), "Henna", language=Language.NORWEGIAN),
            Person(PersonId("bertta"), "Bertta"),
            Person(PersonId("bengt"), "Bengt", language=Language.SWEDISH),
        ),
        memberships=(
            *_members("county", chief=Role.LEAD),
            *_members("area", head=Role.LEAD),
            *_members("owls", liisa=Role.LEAD, matti=Role.MEMBER),
            *_members("hares", heidi=Role.LEAD, harri=Role.MEMBER, henna=Role.MEMBER),
            *_members("bears", bertta=Role.LEAD, bengt=Role.MEMBER),
        ),
        forums=(
            _forum("area-meeting", "area", "#area", "monthly tue 3"),
            _forum("owls-meeting", "owls", "#owls", "weekly thu"),
        ),
        cycles=(
            Cycle(QUARTER, "Q4", date(2026, 10, 1), date(2026, 12, 31)),
            Cycle(NEXT, "Q1", date(2027, 1, 1), date(2027, 3, 31)),
        ),
        objectives=(
            Objective(ObjectiveId("o-area"), UnitId("area"), QUARTER, "Easy contact"),
            Objective(ObjectiveId("o-owls"), UnitId("owls"), QUARTER, "Fast answers"),
            Objective(ObjectiveId("o-hares"), UnitId("hares"), QUARTER, "Calm days"),
            Objective(ObjectiveId("o-bears"), UnitId("bears"), QUARTER, "Strong start"),
            Objective(ObjectiveId("o-next"), UnitId("owls"), NEXT, "Faster answers"),
        ),
        key_results=(
            _key_result("a1", "o-area", Change(40, 90), scale="%"),
            _key_result("a2", "o-area", KeepWithin(None, 14), scale="pv"),
            _key_result("o1", "o-owls", Change(0, 100), scale="kpl", supports="a1"),
            _key_result("o2", "o-owls", Change(30, 10), scale="%"),
            _key_result("o3", "o-owls", YesNo(), owner="matti"),
            _key_result("h1", "o-hares", Change(0, 10), owner="harri"),
            _key_result("h2", "o-hares", Milestones(4)),
            _key_result("b1", "o-bears", Change(0, 50)),
            _key_result("b2", "o-bears", KeepWithin(2, 4)),
            _key_result("n1", "o-next", Change(0, 10)),
            _key_result("n2", "o-next", Change(5, 1)),
        ),
        tasks=(
            Task(TaskId("list"), "Ask for the list", UnitId("owls"), done=True),
            Task(
                TaskId("call"),
                "Call the area",
                UnitId("owls"),
                PersonId("matti"),
                KeyResultId("o1"),
                date(2026, 11, 27),
            ),
        ),
    )


def crowded(below: int = 0) -> Structure:
    """Return the company with one team more, which has as much as a unit may: 5 times 5.

    ``below`` is the number of teams below that one, each with a key result of its own.
    """
    whole = company()
    numbers = range(1, 6)
    teams = [f"ants{n}" for n in range(1, below + 1)]
    return replace(
        whole,
        units=(
            *whole.units,
            _unit("ants", Level.UNIT, "county", Answering.OWNER),
            *(_unit(team, Level.TEAM, "ants", Answering.OWNER) for team in teams),
        ),
        people=(
            *whole.people,
            Person(PersonId("aino"), "Aino"),
            Person(PersonId("antti"), "Antti"),
        ),
        memberships=(*whole.memberships, *_members("ants", aino=Role.LEAD, antti=Role.MEMBER)),
        objectives=(
            *whole.objectives,
            *(_aim(f"o-ants-{n}", "ants", f"Aim {n}", n) for n in numbers),
            *(_aim(f"o-{team}", team, "Own aim", 1) for team in teams),
        ),
        key_results=(
            *whole.key_results,
            *(
                replace(_key_result(f"c{n}{m}", f"o-ants-{n}", Change(0, 100)), position=m)
                for n in numbers
                for m in numbers
            ),
            *(_key_result(f"k-{team}", f"o-{team}", Change(0, 100)) for team in teams),
        ),
    )


def _aim(name: str, unit: str, title: str, position: int) -> Objective:
    return Objective(ObjectiveId(name), UnitId(unit), QUARTER, title, position)


def _forum(name: str, unit: str, channel: str, cadence: str) -> Forum:
    return Forum(
        ForumId(name), UnitId(unit), name, ChannelId(channel), read_rule(cadence), time(8, 30)
    )
