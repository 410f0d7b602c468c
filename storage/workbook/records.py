"""From rows to the model's dataclasses: one reader for each sheet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from typing import Final, assert_never

from dialogs.okr.confidence import HIGHEST, LOWEST
from dialogs.okr.hours import LONGEST_BREAK
from dialogs.okr.measure import Change, KeepWithin, Measure, MeasureError, Milestones, YesNo
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
from dialogs.okr.week import Week
from dialogs.text import Day, say
from storage.workbook import cells
from storage.workbook.rows import Places, RowReader
from storage.workbook.sheets import MeasureKind

_USES: Final[Mapping[MeasureKind, tuple[str, ...]]] = {
    MeasureKind.CHANGE: ("start", "target"),
    MeasureKind.KEEP_WITHIN: ("low", "high"),
    MeasureKind.MILESTONES: ("steps",),
    MeasureKind.YES_NO: (),
}
_NEEDS: Final[Mapping[MeasureKind, tuple[str, ...]]] = {
    **_USES,
    MeasureKind.KEEP_WITHIN: (),  # one of its limits is enough, and the measure knows that
}
_FIGURES: Final = ("start", "target", "low", "high", "steps")


def organisation(row: RowReader) -> Organisation:
    """Read the organisation."""
    return Organisation(
        id=OrganisationId(row.need("id", cells.read_id, "")),
        name=row.words("name"),
        language=row.need("language", cells.choice(Language), Language.ENGLISH),
        zone=row.need("zone", cells.zone, "UTC"),
        country=row.need("country", cells.country, ""),
    )


def unit(row: RowReader) -> Unit:
    """Read a unit."""
    parent = row.link("parent", "units")
    return Unit(
        id=UnitId(row.need("id", cells.read_id, "")),
        name=row.words("name"),
        level=row.need("level", cells.choice(Level), Level.TEAM),
        parent=None if parent is None else UnitId(parent),
        answering=row.may("answering", cells.choice(Answering)) or Answering.OWNER,
        ask=row.may("ask", cells.asking_rule),
        ask_at=row.may("ask_at", cells.working_hour),
        language=row.language(),
        zone=row.may("zone", cells.zone),
        holidays=row.may("holidays", cells.country),
        cycles=row.may("cycles", cells.choice(Length)),
        retro=row.may("retro", lambda cell: cells.retro_days(cell, row.context.language)),
        note=row.note(),
    )


def person(row: RowReader) -> Person:
    """Read a person."""
    return Person(
        id=PersonId(row.need("id", cells.read_id, "")),
        name=row.words("name"),
        email=row.may("email", cells.read_name) or "",
        language=row.language(),
        zone=row.may("zone", cells.zone),
        note=row.note(),
    )


def membership(row: RowReader) -> Membership:
    """Read a membership."""
    return Membership(
        person=PersonId(row.must_link("person", "people")),
        unit=UnitId(row.must_link("unit", "units")),
        role=row.need("role", cells.choice(Role), Role.MEMBER),
    )


def forum(row: RowReader) -> Forum:
    """Read a forum; one without a channel has nowhere to get its digest."""
    channel = row.may("channel", cells.read_name)
    if channel is None and "channel" in row.row.cells:
        row.refuse("channel", say("import-forum-without-channel"))
    return Forum(
        id=ForumId(row.need("id", cells.read_id, "")),
        unit=UnitId(row.must_link("unit", "units")),
        name=row.words("name"),
        channel=ChannelId(channel or ""),
        cadence=row.may("cadence", cells.rule),
        at=row.may("at", cells.working_hour),
        language=row.language(),
        note=row.note(),
    )


def meeting(row: RowReader) -> Meeting:
    """Read a meeting of a forum's own calendar."""
    return Meeting(
        forum=ForumId(row.must_link("forum", "forums")),
        day=row.need("day", cells.day, date.min),
    )


def pause(row: RowReader) -> Break:
    """Read a break of everybody or of a unit; both its days belong to it."""
    unit_id = row.link("unit", "units")
    found = Break(
        id=BreakId(row.need("id", cells.read_id, "")),
        first=row.need("first", cells.day, date.min),
        last=row.need("last", cells.day, date.max),
        unit=None if unit_id is None else UnitId(unit_id),
        note=row.note(),
    )
    if not row.sound:
        return found
    days = (found.last - found.first).days + 1
    if days < 1:
        row.refuse("last", say("import-break-backwards", first=Day(found.first)))
    elif days > LONGEST_BREAK.days:
        row.refuse("last", say("import-break-too-long", count=days, most=LONGEST_BREAK.days))
    return found


def cycle(row: RowReader) -> Cycle:
    """Read a cycle; its last day may not lie before its first."""
    found = Cycle(
        id=CycleId(row.need("id", cells.read_id, "")),
        name=row.words("name"),
        start=row.need("start", cells.day, date.min),
        end=row.need("end", cells.day, date.max),
    )
    if found.end < found.start:
        row.refuse("end", say("import-cycle-backwards", start=found.start.isoformat()))
    return found


def objectives(stored: Collection[str] = ()) -> Callable[[RowReader], Objective]:
    """Return the reader of objectives, which counts their places.

    ``stored`` are those that need not be on the sheet to be gone on with.
    """
    places = Places()

    def read(row: RowReader) -> Objective:
        continues = row.link("continues", "objectives", stored)
        unit_id, cycle_id = row.must_link("unit", "units"), row.must_link("cycle", "cycles")
        return Objective(
            id=ObjectiveId(row.need("id", cells.read_id, "")),
            unit=UnitId(unit_id),
            cycle=CycleId(cycle_id),
            title=row.words("title"),
            position=places.next(unit_id, cycle_id),
            note=row.note(),
            continues=None if continues is None else ObjectiveId(continues),
        )

    return read


def key_results(stored: Collection[str] = ()) -> Callable[[RowReader], KeyResult]:
    """Return the reader of key results, which counts their places; ``stored`` as of objectives."""
    places = Places()

    def read(row: RowReader) -> KeyResult:
        continues = row.link("continues", "key_results", stored)
        objective = row.must_link("objective", "objectives")
        owner, supports = row.link("owner", "people"), row.link("supports", "key_results")
        return KeyResult(
            id=KeyResultId(row.need("id", cells.read_id, "")),
            objective=ObjectiveId(objective),
            title=row.words("title"),
            measure=_measure(row),
            scale=row.note("scale"),
            owner=None if owner is None else PersonId(owner),
            supports=None if supports is None else KeyResultId(supports),
            position=places.next(objective),
            note=row.note(),
            continues=None if continues is None else KeyResultId(continues),
        )

    return read


def _measure(row: RowReader) -> Measure:
    """Read the measure from the columns that its kind uses; the others must be empty."""
    kind = row.must("kind", cells.choice(MeasureKind))
    if kind is None:
        return YesNo()
    for column in _FIGURES:
        if column not in _USES[kind] and row.has(column):
            row.refuse(column, say("import-measure-not-used", kind=kind))
        if column in _NEEDS[kind] and not row.has(column):
            row.refuse(column, say("import-measure-needs", kind=kind))
    try:
        return _of_kind(row, kind)
    except MeasureError as refusal:
        # A figure that could not be read has been told already.
        if row.sound:
            row.refuse(None, say(refusal.reason))
        return YesNo()


def _of_kind(row: RowReader, kind: MeasureKind) -> Measure:
    """Return the measure; raise MeasureError when its figures do not fit together."""
    match kind:
        case MeasureKind.CHANGE:
            start, target = row.number("start"), row.number("target")
            return Change(start=start or 0.0, target=target or 0.0)
        case MeasureKind.KEEP_WITHIN:
            return KeepWithin(low=row.number("low"), high=row.number("high"))
        case MeasureKind.MILESTONES:
            language = row.context.language
            steps = row.may("steps", lambda cell: cells.whole_number(cell, language))
            return Milestones(1 if steps is None else steps)
        case MeasureKind.YES_NO:
            return YesNo()
    assert_never(kind)


def task(row: RowReader) -> Task:
    """Read a task."""
    unit_id, person_id = row.link("unit", "units"), row.link("person", "people")
    key_result = row.link("key_result", "key_results")
    return Task(
        id=TaskId(row.need("id", cells.read_id, "")),
        title=row.words("title"),
        unit=None if unit_id is None else UnitId(unit_id),
        person=None if person_id is None else PersonId(person_id),
        key_result=None if key_result is None else KeyResultId(key_result),
        due=row.may("due", cells.day),
        done=row.may("done", cells.yes_no) or False,
        note=row.note(),
    )


def check_in(row: RowReader) -> CheckIn:
    """Read an answer of the record."""
    help_from, corrects = row.link("help_from", "units"), row.link("corrects", "check_ins")
    language = row.context.language
    confidence = row.need("confidence", lambda cell: cells.whole_number(cell, language), LOWEST)
    if not LOWEST <= confidence <= HIGHEST:
        row.refuse("confidence", say("reading-confidence"))
    return CheckIn(
        id=CheckInId(row.need("id", cells.read_id, "")),
        key_result=KeyResultId(row.must_link("key_result", "key_results")),
        week=row.need("week", cells.week, Week(1, 1)),
        person=PersonId(row.must_link("person", "people")),
        at=row.need("at", cells.instant, datetime.min.replace(tzinfo=UTC)),
        value=row.number("value"),
        confidence=confidence,
        unchanged=row.may("unchanged", cells.yes_no) or False,
        comment=row.note("comment"),
        blocker=row.note("blocker"),
        help_from=None if help_from is None else UnitId(help_from),
        corrects=None if corrects is None else CheckInId(corrects),
    )
