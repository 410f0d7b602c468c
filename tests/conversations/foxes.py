"""A team of five with an area above it: large enough to write without names, small to play."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Final

from dialogs.okr.cadence import read_rule
from dialogs.okr.measure import Change, KeepWithin, Measure, Milestones, YesNo
from dialogs.okr.model import (
    ChannelId,
    Cycle,
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
    Person,
    PersonId,
    Role,
    Unit,
    UnitId,
)
from storage.structure import Structure
from tests.conversations.company import NEXT, ORGANISATION, QUARTER

FOXES: Final = UnitId("foxes")
LATE: Final = datetime(2026, 12, 6, 12, 0, tzinfo=UTC)
"""A Sunday, three weeks and a half before the quarter's last day."""
_UNITS: Final = (
    ("county", Level.ORGANISATION, None),
    ("area", Level.RESULT_AREA, "county"),
    ("foxes", Level.TEAM, "area"),
)
_PEOPLE: Final = (
    ("chief", "county", Role.LEAD, Language.FINNISH),
    ("head", "area", Role.LEAD, Language.SWEDISH),
    ("fanni", "foxes", Role.LEAD, Language.FINNISH),
    ("fabian", "foxes", Role.FACILITATOR, Language.ENGLISH),
    ("frida", "foxes", Role.MEMBER, Language.SWEDISH),
    ("felix", "foxes", Role.MEMBER, Language.NORWEGIAN),
    ("fatima", "foxes", Role.MEMBER, Language.ENGLISH),
)
_KEY_RESULTS: Final[tuple[tuple[str, str, Measure, str, str], ...]] = (
    ("f1", "o-help", Change(0, 100), "kpl", "frida"),
    ("f2", "o-help", KeepWithin(None, 14), "pv", "felix"),
    ("f3", "o-den", Milestones(4), "", "fatima"),
    ("f4", "o-den", YesNo(), "", "fatima"),
)


def foxes() -> Structure:
    """Return a county with one area, which meets, and one team in it, which meets as well."""
    return Structure(
        organisation=Organisation(
            ORGANISATION, "County", Language.FINNISH, "Europe/Helsinki", "FI"
        ),
        units=tuple(
            Unit(UnitId(name), name.title(), level, None if above is None else UnitId(above))
            for name, level, above in _UNITS
        ),
        people=tuple(
            Person(PersonId(name), name.title(), language=language)
            for name, _, _, language in _PEOPLE
        ),
        memberships=tuple(
            Membership(PersonId(name), UnitId(unit), role) for name, unit, role, _ in _PEOPLE
        ),
        forums=(_forum("area", "monthly tue 3"), _forum("foxes", "weekly thu")),
        cycles=(
            Cycle(QUARTER, "Q4", date(2026, 10, 1), date(2026, 12, 31)),
            Cycle(NEXT, "Q1", date(2027, 1, 1), date(2027, 3, 31)),
        ),
        objectives=(
            Objective(ObjectiveId("o-help"), FOXES, QUARTER, "Quick help", 1),
            Objective(ObjectiveId("o-den"), FOXES, QUARTER, "A calm den", 2),
        ),
        key_results=tuple(
            KeyResult(
                id=KeyResultId(name),
                objective=ObjectiveId(objective),
                title=f"Result {name}",
                measure=measure,
                scale=scale,
                owner=PersonId(owner),
                position=number,
            )
            for number, (name, objective, measure, scale, owner) in enumerate(_KEY_RESULTS, 1)
        ),
    )


def _forum(unit: str, cadence: str) -> Forum:
    channel = ChannelId(f"#{unit}")
    rule = read_rule(cadence)
    return Forum(ForumId(f"{unit}-meeting"), UnitId(unit), unit, channel, rule, time(8, 30))
