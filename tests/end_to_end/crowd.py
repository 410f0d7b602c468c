"""A synthetic organisation of a thousand people, each of whom answers for one key result."""

from __future__ import annotations

from datetime import date, time
from typing import Final

from dialogs.okr.cadence import read_rule
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
from storage.structure import Structure

CROWD: Final = OrganisationId("crowd")
TEAMS: Final = 50
OBJECTIVES: Final = 4
KEY_RESULTS: Final = 5
PEOPLE: Final = TEAMS * OBJECTIVES * KEY_RESULTS


def name_of(kind: str, number: int) -> str:
    """Return the id of the kind's so-manieth, from 0."""
    return f"{kind}-{number:04}"


def crowd(today: date) -> Structure:
    """Return teams whose cycle is this year; they are asked when they come, not by the clock."""
    year = CycleId(str(today.year))
    never = read_rule(f"term 4 {today.year + 3}-06-01")
    units = [
        Unit(UnitId("all"), "All", Level.ORGANISATION, None, ask=never, ask_at=time(9)),
        *(
            Unit(
                UnitId(name_of("team", team)), f"Team {team}", Level.TEAM, UnitId("all"), ask=never
            )
            for team in range(TEAMS)
        ),
    ]
    numbers = range(PEOPLE)
    return Structure(
        organisation=Organisation(CROWD, "Crowd", Language.ENGLISH, "Europe/Helsinki", "FI"),
        units=tuple(units),
        people=tuple(Person(PersonId(name_of("person", n)), f"Person {n}") for n in numbers),
        memberships=tuple(
            Membership(PersonId(name_of("person", n)), _team_of(n), Role.MEMBER) for n in numbers
        ),
        cycles=(Cycle(year, "This year", date(today.year, 1, 1), date(today.year, 12, 31)),),
        objectives=tuple(
            Objective(
                ObjectiveId(name_of("objective", number)),
                UnitId(name_of("team", number // OBJECTIVES)),
                year,
                f"Objective {number}",
            )
            for number in range(TEAMS * OBJECTIVES)
        ),
        key_results=tuple(
            KeyResult(
                KeyResultId(name_of("result", n)),
                ObjectiveId(name_of("objective", n // KEY_RESULTS)),
                f"Result {n}",
                Change(0, 2 * PEOPLE),
                owner=PersonId(name_of("person", n)),
            )
            for n in numbers
        ),
    )


def _team_of(number: int) -> UnitId:
    return UnitId(name_of("team", number // (OBJECTIVES * KEY_RESULTS)))
