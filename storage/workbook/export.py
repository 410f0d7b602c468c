"""From a structure to the rows of its sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from typing import assert_never
from zoneinfo import ZoneInfo

from dialogs.okr.cadence import write_rule
from dialogs.okr.measure import Change, KeepWithin, Measure, Milestones, YesNo
from dialogs.okr.model import CheckIn
from storage.structure import Structure
from storage.workbook.cells import Written
from storage.workbook.sheets import MeasureKind

Rows = Sequence[Sequence[Written]]


def sheets_of(structure: Structure, check_ins: Sequence[CheckIn]) -> Mapping[str, Rows]:
    """Return the rows of every sheet, each cell in the order of the sheet's columns."""
    whole = structure.organisation
    return {
        "organisation": [[whole.id, whole.name, whole.language, whole.zone, whole.country]],
        "units": _units(structure),
        "people": [
            [
                person.id,
                person.name,
                person.email or None,
                person.language,
                person.zone,
                person.note or None,
            ]
            for person in structure.people
        ],
        "memberships": [[row.person, row.unit, row.role] for row in structure.memberships],
        "forums": [
            [
                forum.id,
                forum.unit,
                forum.name,
                forum.channel,
                None if forum.cadence is None else write_rule(forum.cadence),
                _clock(forum.at),
                forum.language,
                forum.note or None,
            ]
            for forum in structure.forums
        ],
        "meetings": [[meeting.forum, meeting.day] for meeting in structure.meetings],
        "breaks": [
            [each.id, each.first, each.last, each.unit, each.note or None]
            for each in structure.breaks
        ],
        "cycles": [[cycle.id, cycle.name, cycle.start, cycle.end] for cycle in structure.cycles],
        "objectives": [
            [aim.id, aim.unit, aim.cycle, aim.title, aim.note or None, aim.continues]
            for aim in structure.objectives
        ],
        "key_results": _key_results(structure),
        "tasks": [
            [
                task.id,
                task.title,
                task.unit,
                task.person,
                task.key_result,
                task.due,
                _yes_no(yes=task.done),
                task.note or None,
            ]
            for task in structure.tasks
        ],
        "check_ins": _check_ins(check_ins, ZoneInfo(whole.zone)),
    }


def _units(structure: Structure) -> Rows:
    return [
        [
            unit.id,
            unit.name,
            unit.level,
            unit.parent,
            unit.answering,
            None if unit.ask is None else write_rule(unit.ask),
            _clock(unit.ask_at),
            unit.language,
            unit.zone,
            unit.holidays,
            unit.cycles,
            _number(unit.retro),
            unit.note or None,
        ]
        for unit in structure.units
    ]


def _key_results(structure: Structure) -> Rows:
    return [
        [
            key_result.id,
            key_result.objective,
            key_result.title,
            *_measure(key_result.measure),
            key_result.scale or None,
            key_result.owner,
            key_result.supports,
            key_result.note or None,
            key_result.continues,
        ]
        for key_result in structure.key_results
    ]


def _measure(measure: Measure) -> Sequence[Written]:
    """Return kind, start, target, low, high and steps."""
    match measure:
        case Change(start, target):
            return [MeasureKind.CHANGE, float(start), float(target), None, None, None]
        case KeepWithin(low, high):
            return [MeasureKind.KEEP_WITHIN, None, None, _number(low), _number(high), None]
        case Milestones(steps):
            return [MeasureKind.MILESTONES, None, None, None, None, float(steps)]
        case YesNo():
            return [MeasureKind.YES_NO, None, None, None, None, None]
    assert_never(measure)


def _check_ins(check_ins: Sequence[CheckIn], zone: ZoneInfo) -> Rows:
    return [
        [
            answer.id,
            answer.key_result,
            str(answer.week),
            answer.person,
            answer.at.astimezone(zone).isoformat(),
            _number(answer.value),
            float(answer.confidence),
            _yes_no(yes=answer.unchanged),
            answer.comment or None,
            answer.blocker or None,
            answer.help_from,
            answer.corrects,
        ]
        for answer in check_ins
    ]


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _clock(at: time | None) -> str | None:
    return None if at is None else f"{at:%H:%M}"


def _yes_no(*, yes: bool) -> str:
    return "yes" if yes else "no"
