"""A house as large as it may be, whose people write the nastiest words, lived in for two weeks.

One person leads five units, each with five objectives of five key results; titles, names, comments
and obstacles are words that break things.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import cycle
from typing import Final

from dialogs.okr.cadence import read_rule
from dialogs.okr.measure import Change, KeepWithin, Measure, Milestones, YesNo
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
    Person,
    PersonId,
    Role,
    Task,
    TaskId,
    Unit,
    UnitId,
)
from dialogs.plain import clean
from dialogs.views import ChoiceField, Field, Form, NumberField, ScaleField, TextField, View
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION
from tests.conversations.stage import World
from tests.shapes import nasty
from tests.shapes.heard import Keeping, Recorder

SUNDAY: Final = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
MONDAY: Final = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
WEDNESDAY: Final = datetime(2026, 11, 4, 12, 0, tzinfo=UTC)
NEXT_WEEK: Final = datetime(2026, 11, 11, 12, 0, tzinfo=UTC)
TITLE: Final = 300
"""Characters of a title; the organisation's sheet has room for many more, and nobody reads them."""
QUARTER: Final = CycleId("2026-q4")
LEADS: Final = 5
MOST_TIMES: Final = 3_000
MEASURES: Final[tuple[Measure, ...]] = (
    Change(0, 100),
    Change(30, 10),
    KeepWithin(None, 14),
    Milestones(4),
    YesNo(),
)
LOOKS: Final = (
    "home",
    "status",
    "tree",
    "why",
    "help",
    "ledger",
    "meetings",
    "language",
    "away",
    "reminders",
    "status team",
    "back nobody",
    "teleport",
)


def written(words: str, most: int) -> str:
    """Return words as an import lets them in: no signs that no sheet can hold, and not empty."""
    kept = "".join(char for char in words if char.isprintable() or char in "\u200d\u202e\u2067")
    return kept[:most].strip() or "Nimetön"


def words_of_people() -> Iterator[str]:
    """Yield hostile words without end; none with a brace, which the stage takes for our own."""
    return cycle(each for each in nasty.NASTY if "{" not in each)


def house() -> Structure:
    """Return an area with five teams that one person leads, each with as much as it may have."""
    words = words_of_people()
    teams = [UnitId(f"team-{number}") for number in range(LEADS)]
    objectives, key_results = [], []
    for unit in teams:
        for place in range(1, 6):
            objective = ObjectiveId(f"o-{unit}-{place}")
            title = written(next(words), TITLE)
            objectives.append(Objective(objective, unit, QUARTER, title, place))
            for number, measure in enumerate(MEASURES, start=1):
                name = KeyResultId(f"{objective}-{number}")
                title, scale = written(next(words), TITLE), written(next(words), 12)
                key_results.append(
                    KeyResult(name, objective, title, measure, scale=scale, position=number)
                )
    return Structure(
        organisation=Organisation(
            ORGANISATION, "<!channel> Häme & *Söner*", Language.FINNISH, "Europe/Helsinki", "FI"
        ),
        units=(
            Unit(UnitId("area"), "\u202eArea <@U1>", Level.ORGANISATION, None, Answering.OWNER),
            *(
                Unit(each, f"Team {written(next(words), 60)}", Level.TEAM, UnitId("area"))
                for each in teams
            ),
        ),
        people=(
            Person(PersonId("chief"), "שלום <!here>", language=Language.ENGLISH),
            Person(PersonId("lead"), written(nasty.SCRIPTS[0], 60)),
        ),
        memberships=(
            Membership(PersonId("chief"), UnitId("area"), Role.LEAD),
            *(Membership(PersonId("lead"), each, Role.LEAD) for each in teams),
        ),
        forums=tuple(
            Forum(
                ForumId(f"forum-{each}"),
                each,
                written(next(words), 80),
                ChannelId(f"#{each}"),
                read_rule("weekly tue"),
                time(8, 30),
            )
            for each in (UnitId("area"), *teams)
        ),
        cycles=(Cycle(QUARTER, "Q4", date(2026, 10, 1), date(2026, 12, 31)),),
        objectives=tuple(objectives),
        key_results=tuple(key_results),
        tasks=tuple(
            Task(TaskId(f"task-{number}"), written(next(words), TITLE), teams[0])
            for number in range(30)
        ),
    )


def filled(form: Form, words: Iterator[str]) -> dict[str, str]:
    """Fill in everything: all is off track, and much is said about it."""
    fields = (field for group in form.groups for field in (*group.fields, *group.more))
    return {field.id: _filled(field, next(words)) for field in fields}


def _filled(field: Field, words: str) -> str:
    match field:
        case NumberField():
            return "1"
        case ScaleField():
            return "2"
        case ChoiceField():
            return field.options[-1].value
        case TextField():
            return _at_length(words, field.longest)


def _at_length(words: str, most: int) -> str:
    """Say the same again until there is no room; of some words nothing is left when cleaned."""
    times = 1
    while len(said := clean(words * times)) < most and times < MOST_TIMES:
        times *= 2
    return said[:most]


@dataclass
class Lived:
    """What was shown and sent."""

    found: list[View | Form]
    stage: Recorder

    @property
    def forms(self) -> list[Form]:
        return [each for each in self.found if isinstance(each, Form)]

    @property
    def check_in(self) -> Form:
        """The form for all key results."""
        return max(self.forms, key=lambda form: len(form.groups))

    @property
    def views(self) -> Mapping[str, View]:
        return {repr(each): each for each in self.found if isinstance(each, View)}


async def lived(database: Database) -> Lived:
    """Let the house be asked, answer at length, look at everything, and get its roll-ups."""
    await database.save_structure(house())
    found: list[View | Form] = []
    world = World(database, SUNDAY)
    world.letters = Keeping(found)
    world.postman = world.make_postman()
    stage, words = Recorder(world, found), words_of_people()
    await stage.at(MONDAY)
    for command in LOOKS:
        await stage.types("lead", f"/okr {command}")
    await stage.types("lead", "/okr checkin")
    form = next(each for each in reversed(found) if isinstance(each, Form))
    spoilt = {name: "many" if name.startswith("value") else value for name, value in form.given}
    await stage.fills("lead", spoilt)
    await stage.fills("lead", filled(form, words))
    await stage.at(WEDNESDAY)
    for command in LOOKS:
        await stage.types("lead", f"/okr {command}")
        await stage.types("chief", f"/okr {command}")
    await stage.types("chief", f"/okr status {'<!channel> ' * 200}")
    await stage.types("chief", "/okr away " + "x" * 2_900)
    await stage.at(NEXT_WEEK)
    return Lived(found, stage)
