"""Rows into the dialogs' own dataclasses: which columns each needs, and how they become one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, assert_never

from sqlalchemy import Column, ColumnElement, Row, func

from dialogs.okr.cadence import Rule, read_rule
from dialogs.okr.confidence import Opinion
from dialogs.okr.measure import Change, KeepWithin, Measure, Milestones, YesNo
from dialogs.okr.model import (
    Absence,
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
from dialogs.okr.standing import Contradiction, Standing, WeekAnswer
from storage.prepared import Record
from storage.tables import (
    AbsenceRow,
    BreakRow,
    CheckInRow,
    CycleRow,
    ForumRow,
    KeyResultRow,
    MeetingRow,
    MembershipRow,
    ObjectiveRow,
    OrganisationRow,
    PersonRow,
    StandingRow,
    TaskRow,
    UnitRow,
    WeekRow,
    table,
)

AnyRow = Row[*tuple[Any, ...]] | Record

organisations: Final = table(OrganisationRow).c
units: Final = table(UnitRow).c
people: Final = table(PersonRow).c
memberships: Final = table(MembershipRow).c
forums: Final = table(ForumRow).c
meetings: Final = table(MeetingRow).c
breaks: Final = table(BreakRow).c
absences: Final = table(AbsenceRow).c
cycles: Final = table(CycleRow).c
objectives: Final = table(ObjectiveRow).c
key_results: Final = table(KeyResultRow).c
tasks: Final = table(TaskRow).c
check_ins: Final = table(CheckInRow).c
weeks: Final = table(WeekRow).c
standings: Final = table(StandingRow).c

Columns = tuple[Column[Any], ...]

ORGANISATION: Final[Columns] = (
    organisations.id,
    organisations.name,
    organisations.language,
    organisations.zone,
    organisations.country,
)


def organisation_from(row: AnyRow | tuple[Any, ...]) -> Organisation:
    """Make an organisation of the columns of ORGANISATION."""
    identity, name, language, zone, country = row
    return Organisation(OrganisationId(identity), name, Language(language), zone, country)


_UNIT: Final[Columns] = (
    units.id,
    units.name,
    units.level,
    units.parent,
    units.answering,
    units.note,
)
UNIT_HERE: Final[Columns] = (
    *_UNIT,
    units.ask_here,
    units.ask_at_here,
    units.language_here,
    units.zone_here,
    units.holidays_here,
    units.cycles_here,
    units.retro_here,
)
"""With what holds in the unit once the units above are asked."""
UNIT_OWN: Final[Columns] = (
    *_UNIT,
    units.ask,
    units.ask_at,
    units.language,
    units.zone,
    units.holidays,
    units.cycles,
    units.retro,
)
"""With what is set on the unit itself, if anything."""


@lru_cache(maxsize=2048)
def rule_from(text: str) -> Rule:
    """Read a rule; an organisation has thousands of units and few rules."""
    return read_rule(text)


def unit_from(row: AnyRow | tuple[Any, ...]) -> Unit:
    """Make a unit of the columns of UNIT_HERE or UNIT_OWN."""
    identity, name, level, parent, answering, note, ask, ask_at, *rest = row
    language, zone, holidays, cycles, retro = rest
    return Unit(
        id=UnitId(identity),
        name=name,
        level=Level(level),
        parent=None if parent is None else UnitId(parent),
        answering=Answering(answering),
        ask=None if ask is None else rule_from(ask),
        ask_at=ask_at,
        language=None if language is None else Language(language),
        zone=zone,
        holidays=holidays,
        note=note,
        cycles=None if cycles is None else Length(cycles),
        retro=retro,
    )


ZONE_HERE: Final[ColumnElement[str | None]] = func.coalesce(people.zone, people.chat_zone)
"""The zone in which a person is, as far as one is known."""
PERSON_HERE: Final[tuple[ColumnElement[Any], ...]] = (
    people.id,
    people.name,
    people.email,
    func.coalesce(people.language, people.chat_language).label("language"),
    ZONE_HERE.label("zone"),
    people.note,
)
"""With what they have set in their chat, where they have set nothing with Rytmi."""
PERSON_OWN: Final[Columns] = (
    people.id,
    people.name,
    people.email,
    people.language,
    people.zone,
    people.note,
)
"""With what is set with Rytmi itself, if anything."""


def person_from(row: AnyRow | tuple[Any, ...]) -> Person:
    """Make a person of the columns of PERSON_HERE or PERSON_OWN."""
    identity, name, email, language, zone, note = row
    spoken = None if language is None else Language(language)
    return Person(PersonId(identity), name, email, spoken, zone, note)


MEMBERSHIP: Final[Columns] = (memberships.person, memberships.unit, memberships.role)


def membership_from(row: AnyRow | tuple[Any, ...]) -> Membership:
    """Make a membership of the columns of MEMBERSHIP."""
    person, unit, role = row
    return Membership(PersonId(person), UnitId(unit), Role(role))


_FORUM: Final[Columns] = (
    forums.id,
    forums.unit,
    forums.name,
    forums.channel,
    forums.language,
    forums.note,
)
FORUM: Final[Columns] = (*_FORUM, forums.cadence, forums.at)
"""With the rule and the hour that hold for the forum."""
FORUM_OWN: Final[Columns] = (*_FORUM, forums.cadence_set, forums.at_set)
"""With the rule and the hour that are set on the forum itself, if any."""


def forum_from(row: AnyRow | tuple[Any, ...]) -> Forum:
    """Make a forum of the columns of FORUM or FORUM_OWN."""
    identity, unit, name, channel, language, note, cadence, at = row
    return Forum(
        id=ForumId(identity),
        unit=UnitId(unit),
        name=name,
        channel=ChannelId(channel),
        cadence=None if cadence is None else rule_from(cadence),
        at=at,
        language=None if language is None else Language(language),
        note=note,
    )


MEETING: Final[Columns] = (meetings.forum, meetings.day)


def meeting_from(row: AnyRow | tuple[Any, ...]) -> Meeting:
    """Make a meeting of the columns of MEETING."""
    forum, day = row
    return Meeting(ForumId(forum), day)


BREAK: Final[Columns] = (breaks.id, breaks.first, breaks.last, breaks.unit, breaks.note)


def break_from(row: AnyRow | tuple[Any, ...]) -> Break:
    """Make a break of the columns of BREAK."""
    identity, first, last, unit, note = row
    return Break(BreakId(identity), first, last, None if unit is None else UnitId(unit), note)


ABSENCE: Final[Columns] = (absences.person, absences.first, absences.last, absences.deputy)


def absence_from(row: AnyRow | tuple[Any, ...]) -> Absence:
    """Make an absence of the columns of ABSENCE."""
    person, first, last, deputy = row
    return Absence(PersonId(person), first, last, None if deputy is None else PersonId(deputy))


CYCLE: Final[Columns] = (cycles.id, cycles.name, cycles.start, cycles.end)


def cycle_from(row: AnyRow | tuple[Any, ...]) -> Cycle:
    """Make a cycle of the columns of CYCLE."""
    identity, name, start, end = row
    return Cycle(CycleId(identity), name, start, end)


OBJECTIVE: Final[Columns] = (
    objectives.id,
    objectives.unit,
    objectives.cycle,
    objectives.title,
    objectives.position,
    objectives.note,
    objectives.continues,
)


def objective_from(row: AnyRow | tuple[Any, ...]) -> Objective:
    """Make an objective of the columns of OBJECTIVE."""
    identity, unit, cycle, title, position, note, continues = row
    return Objective(
        id=ObjectiveId(identity),
        unit=UnitId(unit),
        cycle=CycleId(cycle),
        title=title,
        position=position,
        note=note,
        continues=None if continues is None else ObjectiveId(continues),
    )


@dataclass(frozen=True, slots=True)
class MeasureColumns:
    """A measure spread over the columns of a key result; those it has no use for are None."""

    measure: str
    start: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    steps: int | None = None


KEEP_WITHIN: Final = "keep_within"
"""How the column ``measure`` names a band; it alone has no pace."""


def measure_columns(measure: Measure) -> MeasureColumns:
    """Spread a measure over the columns of a key result."""
    match measure:
        case Change(start, target):
            return MeasureColumns("change", start=start, target=target)
        case KeepWithin(low, high):
            return MeasureColumns(KEEP_WITHIN, low=low, high=high)
        case Milestones(steps):
            return MeasureColumns("milestones", steps=steps)
        case YesNo():
            return MeasureColumns("yes_no")
    assert_never(measure)


def measure_from(
    kind: str,
    change: tuple[float | None, float | None],
    band: tuple[float | None, float | None],
    steps: int | None,
) -> Measure:
    """Make a measure of its columns; the table holds none that does not make sense."""
    start, target = change
    if kind == "change" and start is not None and target is not None:
        return Change(start, target)
    if kind == KEEP_WITHIN:
        return KeepWithin(*band)
    if kind == "milestones" and steps is not None:
        return Milestones(steps)
    if kind == "yes_no":
        return YesNo()
    raise ValueError(f"no measure can be made of {kind!r}, {change}, {band}, {steps}")


KEY_RESULT: Final[Columns] = (
    key_results.id,
    key_results.objective,
    key_results.title,
    key_results.measure,
    key_results.start,
    key_results.target,
    key_results.low,
    key_results.high,
    key_results.steps,
    key_results.scale,
    key_results.owner,
    key_results.supports,
    key_results.position,
    key_results.note,
    key_results.continues,
)


def key_result_from(row: AnyRow | tuple[Any, ...]) -> KeyResult:
    """Make a key result of the columns of KEY_RESULT."""
    identity, objective, title, kind, start, target, low, high, steps, *rest = row
    scale, owner, supports, position, note, continues = rest
    return KeyResult(
        id=KeyResultId(identity),
        objective=ObjectiveId(objective),
        title=title,
        measure=measure_from(kind, (start, target), (low, high), steps),
        scale=scale,
        owner=None if owner is None else PersonId(owner),
        supports=None if supports is None else KeyResultId(supports),
        position=position,
        note=note,
        continues=None if continues is None else KeyResultId(continues),
    )


STANDING: Final[Columns] = (
    standings.week,
    standings.value,
    standings.progress,
    standings.confidence,
    standings.low,
    standings.high,
    standings.answers,
    standings.unanswered,
    standings.asked,
    standings.contradictions,
    standings.blocker,
    standings.help_from,
)


def standing_from(key_result: KeyResultId, row: AnyRow | tuple[Any, ...]) -> Standing:
    """Make a standing of the columns of STANDING, all null where there is no row yet."""
    if row[6] is None:
        return Standing(key_result)
    week, value, progress, confidence, low, high, answers, unanswered, asked, *words = row
    contradictions, blocker, help_from = words
    return Standing(
        key_result=key_result,
        week=week,
        value=value,
        progress=progress,
        confidence=confidence,
        low=low,
        high=high,
        answers=answers,
        unanswered=unanswered,
        asked=asked,
        contradictions=tuple(map(Contradiction, contradictions.split())) if contradictions else (),
        blocker=blocker,
        help_from=help_from,
    )


TASK: Final[Columns] = (
    tasks.id,
    tasks.title,
    tasks.unit,
    tasks.person,
    tasks.key_result,
    tasks.due,
    tasks.done,
    tasks.note,
)


def task_from(row: AnyRow) -> Task:
    """Make a task of the columns of TASK."""
    identity, title, unit, person, key_result, due, done, note = row
    return Task(
        id=TaskId(identity),
        title=title,
        unit=None if unit is None else UnitId(unit),
        person=None if person is None else PersonId(person),
        key_result=None if key_result is None else KeyResultId(key_result),
        due=due,
        done=done,
        note=note,
    )


CHECK_IN: Final[Columns] = (
    check_ins.id,
    check_ins.key_result,
    check_ins.week,
    check_ins.person,
    check_ins.at,
    check_ins.value,
    check_ins.confidence,
    check_ins.unchanged,
    check_ins.comment,
    check_ins.blocker,
    check_ins.help_from,
    check_ins.corrects,
)


def check_in_from(row: AnyRow | tuple[Any, ...]) -> CheckIn:
    """Make a check-in of the columns of CHECK_IN."""
    identity, key_result, week, person, at, *said, help_from, corrects = row
    value, confidence, unchanged, comment, blocker = said
    return CheckIn(
        id=CheckInId(identity),
        key_result=KeyResultId(key_result),
        week=week,
        person=PersonId(person),
        at=at,
        value=value,
        confidence=confidence,
        unchanged=unchanged,
        comment=comment,
        blocker=blocker,
        help_from=None if help_from is None else UnitId(help_from),
        corrects=None if corrects is None else CheckInId(corrects),
    )


WEEK: Final[Columns] = (
    weeks.week,
    weeks.value,
    weeks.median,
    weeks.low,
    weeks.high,
    weeks.answers,
)


def week_from(row: AnyRow | tuple[Any, ...]) -> WeekAnswer:
    """Make a week's answer of the columns of WEEK."""
    week, value, *opinion = row
    return WeekAnswer(week, value, Opinion(*opinion))
