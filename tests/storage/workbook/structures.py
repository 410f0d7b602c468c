"""Organisations of every shape that a workbook can hold, for Hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from unicodedata import category
from zoneinfo import available_timezones

from hypothesis import strategies as st

from dialogs.okr.cadence import EXAMPLES, PRESETS, BeforeMeetings, Rule, read_rule
from dialogs.okr.cycle import length_of
from dialogs.okr.hours import FIRST_DAY, LAST_DAY
from dialogs.okr.measure import Change, KeepWithin, Measure, Milestones, YesNo
from dialogs.okr.model import (
    Answering,
    Break,
    BreakId,
    ChannelId,
    CheckIn,
    CheckInId,
    Cycle,
    CycleId,
    Forum,
    ForumId,
    KeyResult,
    KeyResultId,
    Language,
    Length,
    Level,
    Meeting,
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
from dialogs.okr.rhythm import FEWEST_RETRO_BEFORE, MOST_RETRO_BEFORE
from dialogs.okr.week import Week
from storage.structure import Structure
from storage.workbook.countries import COUNTRIES

NASTY = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+358 40 123",
    "-5",
    "- a list",
    "@home",
    "'quoted'",
    "'=quoted",
    "''",
    "'",
    "007",
    "1e5",
    "12,5",
    "TRUE",
    "#REF!",
    "2026-10-01",
    "9:00",
    " in front",
    "behind ",
    "\tindented",
    'she said "yes"',
    '"',
    "a;b,c\td",
    "one\ntwo",
    "one\r\ntwo",
    "\rone",
    "\n",
    "tavoite 🎯 ääkköset ÅØÆ",
    "_x0041_",
    "_x005F_x0041_",
    "\u2028\ufeff\uffff",
    "sep=;",
)

words = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12),
)
"""What people may write: everything but what nobody can see."""

names = words.filter(lambda text: text.strip() != "")
ids = names.map(str.strip).filter(
    lambda text: (
        not set(text) & set("/\\{}")
        and text not in {".", ".."}
        and not any(category(char) in {"Cc", "Cf", "Zl", "Zp"} for char in text)
    )
)
zones = st.sampled_from(sorted(available_timezones()))
languages = st.sampled_from(Language)
clocks = st.times(time(8), time(16, 59)).map(lambda at: at.replace(second=0, microsecond=0))
countries = st.sampled_from(sorted(COUNTRIES))
numbers = st.one_of(
    st.integers(-10_000, 10_000).map(float),
    st.floats(-1e15, 1e15, allow_nan=False),
    st.sampled_from((0.1, 1.234, 12.5, 1_200.0, 1 / 3, 999_999_999_999_999.0, 5e-324, -0.125)),
)
rules: st.SearchStrategy[Rule] = st.sampled_from([*PRESETS, *EXAMPLES]).map(read_rule)
asking_rules = rules.filter(lambda rule: not isinstance(rule, BeforeMeetings))


def _unique(most: int, fewest: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(ids, unique=True, min_size=fewest, max_size=most)


def _one_of(found: Sequence[str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(found) if found else st.none()


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    """A measure of any kind whose figures fit together."""
    kind = draw(st.integers(0, 3))
    if kind == 0:
        start, target = draw(st.tuples(numbers, numbers).filter(lambda pair: pair[0] != pair[1]))
        return Change(start, target)
    if kind == 1:
        low, high = sorted(draw(st.tuples(numbers, numbers)))
        keeps = draw(st.sampled_from(((low, high), (None, high), (low, None))))
        return KeepWithin(*keeps)
    return Milestones(draw(st.integers(1, 1_000))) if kind == 2 else YesNo()


@st.composite
def units(draw: st.DrawFn) -> tuple[Unit, ...]:
    """A tree that leads down from the organisation."""
    found: list[Unit] = []
    levels = list(Level)
    for name in draw(_unique(5, fewest=1)):
        above = [unit for unit in found if unit.level is not Level.TEAM]
        parent = draw(st.sampled_from(above)) if found else None
        below = levels[levels.index(parent.level) + 1 :] if parent else levels[:1]
        found.append(
            Unit(
                id=UnitId(name),
                name=draw(names),
                level=draw(st.sampled_from(below)),
                parent=parent.id if parent else None,
                answering=draw(st.sampled_from(Answering)),
                ask=draw(st.none() | asking_rules),
                ask_at=draw(st.none() | clocks),
                language=draw(st.none() | languages),
                zone=draw(st.none() | zones),
                holidays=draw(st.none() | countries),
                note=draw(words),
                cycles=draw(st.none() | st.sampled_from(Length)),
                retro=draw(st.none() | st.integers(FEWEST_RETRO_BEFORE, MOST_RETRO_BEFORE)),
            )
        )
    return tuple(found)


@st.composite
def people(draw: st.DrawFn) -> tuple[Person, ...]:
    """Some people."""
    return tuple(
        Person(
            id=PersonId(name),
            name=draw(names),
            email=draw(st.sampled_from(("", "liisa@example.org", "+a@example.org"))),
            language=draw(st.none() | languages),
            zone=draw(st.none() | zones),
            note=draw(words),
        )
        for name in draw(_unique(4))
    )


@st.composite
def aims(
    draw: st.DrawFn, tree: Sequence[Unit], cycles: Sequence[Cycle], crew: Sequence[Person]
) -> tuple[tuple[Objective, ...], tuple[KeyResult, ...]]:
    """Objectives within the method's limits, aligned upwards or sideways."""
    objectives: list[Objective] = []
    key_results: list[KeyResult] = []
    depth = {unit.id: list(Level).index(unit.level) for unit in tree}
    homes: dict[KeyResultId, UnitId] = {}
    fresh = iter(draw(_unique(10, fewest=10)))
    for name in draw(_unique(2)) if cycles else ():
        unit, cycle = draw(st.sampled_from(tree)), draw(st.sampled_from(cycles))
        if _overlaps(unit, cycle, objectives, cycles):
            continue
        earlier = [one for one in objectives if _starts(one, cycles) < cycle.start]
        continues = draw(_one_of([one.id for one in earlier]))
        together = [one for one in objectives if (one.unit, one.cycle) == (unit.id, cycle.id)]
        objectives.append(
            Objective(
                id=ObjectiveId(name),
                unit=unit.id,
                cycle=cycle.id,
                title=draw(names),
                position=len(together) + 1,
                note=draw(words),
                continues=ObjectiveId(continues) if continues else None,
            )
        )
        for place in range(1, draw(st.integers(2, 5)) + 1):
            above = [one for one, home in homes.items() if depth[home] <= depth[unit.id]]
            supports = draw(_one_of(above))
            owner = draw(_one_of([person.id for person in crew]))
            key_result = KeyResult(
                id=KeyResultId(next(fresh)),
                objective=ObjectiveId(name),
                title=draw(names),
                measure=draw(measures()),
                scale=draw(st.sampled_from(("", "%", "vrk", "kpl/kk", "=x", "1", "-", " m "))),
                owner=PersonId(owner) if owner else None,
                supports=KeyResultId(supports) if supports else None,
                position=place,
                note=draw(words),
            )
            homes[key_result.id] = unit.id
            key_results.append(key_result)
    return tuple(objectives), tuple(key_results)


def _starts(aim: Objective, cycles: Sequence[Cycle]) -> date:
    return next(cycle.start for cycle in cycles if cycle.id == aim.cycle)


def _overlaps(
    unit: Unit, cycle: Cycle, objectives: Sequence[Objective], cycles: Sequence[Cycle]
) -> bool:
    """Say whether a unit has goals already in another cycle of this length and in these days."""
    lived = {one.cycle for one in objectives if one.unit == unit.id} - {cycle.id}
    return any(
        length_of(other) is length_of(cycle)
        and max(other.start, cycle.start) <= min(other.end, cycle.end)
        for other in cycles
        if other.id in lived
    )


class Sample(NamedTuple):
    """A structure and the answers that were given in it."""

    structure: Structure
    check_ins: tuple[CheckIn, ...]


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    """A whole organisation with its answers."""
    tree, crew = draw(units()), draw(people())
    cycles = tuple(
        Cycle(CycleId(name), draw(names), *sorted(draw(st.tuples(_days, _days))))
        for name in draw(_unique(2))
    )
    objectives, key_results = draw(aims(tree, cycles, crew))
    roles = draw(
        st.lists(
            st.tuples(st.sampled_from(crew), st.sampled_from(tree), st.sampled_from(Role)),
            unique=True,
        )
        if crew
        else st.just([])
    )
    forums = tuple(draw(_forum(name, tree)) for name in draw(_unique(2)))
    structure = Structure(
        organisation=Organisation(
            OrganisationId(draw(ids)),
            draw(names),
            draw(languages),
            draw(zones),
            draw(countries),
        ),
        units=tree,
        people=crew,
        memberships=tuple(Membership(person.id, unit.id, role) for person, unit, role in roles),
        forums=forums,
        meetings=tuple(draw(_meetings(forums))),
        breaks=tuple(draw(_break(name, tree)) for name in draw(_unique(2))),
        cycles=cycles,
        objectives=objectives,
        key_results=key_results,
        tasks=tuple(draw(_task(name, tree, crew, key_results)) for name in draw(_unique(2))),
    )
    return Sample(structure, draw(_answers(key_results, crew, tree)))


_days = st.dates(FIRST_DAY, LAST_DAY)


@st.composite
def _forum(draw: st.DrawFn, name: str, tree: Sequence[Unit]) -> Forum:
    return Forum(
        id=ForumId(name),
        unit=draw(st.sampled_from(tree)).id,
        name=draw(names),
        channel=ChannelId(draw(ids)),
        cadence=draw(st.none() | rules),
        at=draw(st.none() | clocks),
        language=draw(st.none() | languages),
        note=draw(words),
    )


def _meetings(forums: Sequence[Forum]) -> st.SearchStrategy[list[Meeting]]:
    if not forums:
        return st.just([])
    names = st.sampled_from([forum.id for forum in forums])
    return st.lists(st.builds(Meeting, names, _days), unique=True, max_size=4)


@st.composite
def _break(draw: st.DrawFn, name: str, tree: Sequence[Unit]) -> Break:
    first = draw(_days)
    unit = draw(_one_of([one.id for one in tree]))
    return Break(
        id=BreakId(name),
        first=first,
        last=min(first + timedelta(days=draw(st.integers(0, 61))), LAST_DAY),
        unit=UnitId(unit) if unit else None,
        note=draw(words),
    )


@st.composite
def _task(
    draw: st.DrawFn,
    name: str,
    tree: Sequence[Unit],
    crew: Sequence[Person],
    key_results: Sequence[KeyResult],
) -> Task:
    unit = draw(_one_of([one.id for one in tree]))
    person = draw(_one_of([one.id for one in crew]))
    key_result = draw(_one_of([one.id for one in key_results]))
    return Task(
        id=TaskId(name),
        title=draw(names),
        unit=UnitId(unit) if unit else None,
        person=PersonId(person) if person else None,
        key_result=KeyResultId(key_result) if key_result else None,
        due=draw(st.none() | _days),
        done=draw(st.booleans()),
        note=draw(words),
    )


@st.composite
def _answers(
    draw: st.DrawFn,
    key_results: Sequence[KeyResult],
    crew: Sequence[Person],
    tree: Sequence[Unit],
) -> tuple[CheckIn, ...]:
    found: list[CheckIn] = []
    for name in draw(_unique(3)) if key_results and crew else ():
        help_from = draw(_one_of([unit.id for unit in tree]))
        corrects = draw(_one_of([answer.id for answer in found]))
        found.append(
            CheckIn(
                id=CheckInId(name),
                key_result=draw(st.sampled_from(key_results)).id,
                week=Week.of(draw(_days)),
                person=draw(st.sampled_from(crew)).id,
                at=datetime.combine(draw(_days), draw(st.times()), UTC),
                value=draw(st.none() | numbers),
                confidence=draw(st.integers(1, 10)),
                unchanged=draw(st.booleans()),
                comment=draw(words),
                blocker=draw(words),
                help_from=UnitId(help_from) if help_from else None,
                corrects=CheckInId(corrects) if corrects else None,
            )
        )
    return tuple(found)


SMALL = Structure(
    organisation=Organisation(
        OrganisationId("firma"), "Firma", Language.NORWEGIAN, "Europe/Oslo", "NO"
    ),
    units=(
        Unit(UnitId("firma"), "Firma", Level.ORGANISATION, None),
        Unit(UnitId("salg"), "Salg", Level.TEAM, UnitId("firma"), ask_at=time(9, 30)),
    ),
    people=(Person(PersonId("liv"), "Liv", "liv@example.org"),),
    memberships=(Membership(PersonId("liv"), UnitId("salg"), Role.LEAD),),
    forums=(
        Forum(
            ForumId("mote"),
            UnitId("salg"),
            "Møte",
            ChannelId("#salg"),
            read_rule("weekly"),
            time(13),
        ),
    ),
    cycles=(Cycle(CycleId("q4"), "Q4", date(2026, 10, 1), date(2026, 12, 31)),),
    objectives=(Objective(ObjectiveId("mer"), UnitId("salg"), CycleId("q4"), "Mer salg"),),
    key_results=(
        KeyResult(KeyResultId("kunder"), ObjectiveId("mer"), "Kunder", Change(10, 20.5), "kunder"),
        KeyResult(
            KeyResultId("ventetid"),
            ObjectiveId("mer"),
            "Ventetid",
            KeepWithin(None, 14),
            "dager",
            position=2,
        ),
    ),
    tasks=(Task(TaskId("ring"), "Ring", UnitId("salg"), due=date(2026, 11, 20)),),
)
"""One small organisation, to break one thing at a time."""
