"""An organisation's structure as rows: the way back of what `translation` reads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import time
from graphlib import CycleError, TopologicalSorter
from typing import Any

from dialogs.okr.cadence import write_rule
from dialogs.okr.model import (
    Break,
    Cycle,
    Forum,
    KeyResult,
    Level,
    Meeting,
    Membership,
    Objective,
    Organisation,
    Person,
    Task,
    Unit,
    UnitId,
)
from dialogs.okr.rhythm import digest_hour, digest_rule
from storage.errors import StructureError
from storage.translation import measure_columns

Values = dict[str, Any]
"""A row by its columns, without the organisation's."""


def organisation_row(organisation: Organisation) -> Values:
    """Write an organisation."""
    return {
        "name": organisation.name,
        "language": organisation.language.value,
        "zone": organisation.zone,
        "country": organisation.country,
    }


def unit_rows(organisation: Organisation, units: Iterable[Unit]) -> list[Values]:
    """Write all units of an organisation, each after the one above it, siblings as they come.

    Raises:
        StructureError: a unit stands below itself, or below one that does not exist.
    """
    rows: list[Values] = []
    by_id = {unit.id: unit for unit in units}
    below: defaultdict[UnitId | None, list[Unit]] = defaultdict(list)
    for unit in by_id.values():
        if unit.parent is not None and unit.parent not in by_id:
            raise StructureError(
                f"unit {unit.id!r} stands below {unit.parent!r}, which does not exist"
            )
        below[unit.parent].append(unit)
    top = _Here(organisation.language.value, organisation.zone, organisation.country)
    waiting = [(unit, top) for unit in reversed(below[None])]
    while waiting:
        unit, above = waiting.pop()
        here = above.below(unit)
        rows.append(_unit_row(unit, here, position=len(rows) + 1))
        waiting += [(lower, here) for lower in reversed(below[unit.id])]
    if len(rows) < len(by_id):
        lost = sorted(set(by_id) - {row["id"] for row in rows})
        raise StructureError(f"these units stand below themselves: {', '.join(lost)}")
    return rows


@dataclass(frozen=True, slots=True)
class _Here:
    """What holds in a unit, as its columns keep it."""

    language: str
    zone: str
    holidays: str
    ask: str | None = None
    ask_at: time | None = None
    cycles: str | None = None
    retro: int | None = None

    def below(self, unit: Unit) -> _Here:
        """Return what holds in a unit that stands directly below this one."""
        return _Here(
            language=self.language if unit.language is None else unit.language.value,
            zone=unit.zone or self.zone,
            holidays=unit.holidays or self.holidays,
            ask=self.ask if unit.ask is None else write_rule(unit.ask),
            ask_at=self.ask_at if unit.ask_at is None else unit.ask_at,
            cycles=self.cycles if unit.cycles is None else unit.cycles.value,
            retro=self.retro if unit.retro is None else unit.retro,
        )


def _unit_row(unit: Unit, here: _Here, position: int) -> Values:
    return {
        "id": unit.id,
        "name": unit.name,
        "level": unit.level.value,
        "parent": unit.parent,
        "answering": unit.answering.value,
        "ask": None if unit.ask is None else write_rule(unit.ask),
        "ask_at": unit.ask_at,
        "language": None if unit.language is None else unit.language.value,
        "zone": unit.zone,
        "holidays": unit.holidays,
        "note": unit.note,
        "cycles": None if unit.cycles is None else unit.cycles.value,
        "retro": unit.retro,
        "ask_here": here.ask,
        "ask_at_here": here.ask_at,
        "language_here": here.language,
        "zone_here": here.zone,
        "holidays_here": here.holidays,
        "cycles_here": here.cycles,
        "retro_here": here.retro,
        "position": position,
    }


def person_rows(people: Sequence[Person]) -> list[Values]:
    """Write people."""
    return [
        {
            "id": person.id,
            "name": person.name,
            "email": person.email,
            "language": None if person.language is None else person.language.value,
            "zone": person.zone,
            "note": person.note,
            "position": position,
        }
        for position, person in enumerate(people, start=1)
    ]


def membership_rows(memberships: Sequence[Membership]) -> list[Values]:
    """Write memberships."""
    return [
        {
            "person": membership.person,
            "unit": membership.unit,
            "role": membership.role.value,
            "position": position,
        }
        for position, membership in enumerate(memberships, start=1)
    ]


def forum_rows(
    forums: Sequence[Forum], others: Sequence[tuple[Forum, int]], units: Sequence[Values]
) -> list[Values]:
    """Write all forums of an organisation, with the rule and the hour that hold for each.

    ``others`` are those that are stored and not given, with their positions; ``units`` are the
    rows of all units, each after the one above it.
    """
    placed = [*((forum, position) for position, forum in enumerate(forums, start=1)), *others]
    placed.sort(key=lambda pair: pair[1])
    level = {row["id"]: Level(row["level"]) for row in units}
    hour = _hours([forum for forum, _ in placed], units)
    return [
        {
            "id": forum.id,
            "unit": forum.unit,
            "name": forum.name,
            "channel": forum.channel,
            # A unit that does not exist is refused by the tables themselves.
            "cadence": write_rule(digest_rule(forum, level.get(forum.unit, Level.TEAM))),
            "at": digest_hour(replace(forum, at=forum.at or hour.get(forum.unit))),
            "cadence_set": None if forum.cadence is None else write_rule(forum.cadence),
            "at_set": forum.at,
            "language": None if forum.language is None else forum.language.value,
            "note": forum.note,
            "position": position,
        }
        for forum, position in placed
    ]


def _hours(forums: Sequence[Forum], units: Sequence[Values]) -> Mapping[str, time | None]:
    """Return for each unit the hour that the nearest forum of a unit above it names, if any."""
    named: dict[str, time] = {}
    for forum in forums:
        if forum.at is not None:
            named.setdefault(forum.unit, forum.at)
    above: dict[str, time | None] = {}
    for row in units:
        parent = row["parent"]
        above[row["id"]] = None if parent is None else named.get(parent, above[parent])
    return above


def meeting_rows(meetings: Iterable[Meeting]) -> list[Values]:
    """Write meetings, each once."""
    return [asdict(meeting) for meeting in dict.fromkeys(meetings)]


def break_rows(breaks: Sequence[Break]) -> list[Values]:
    """Write breaks."""
    return [asdict(one) | {"position": position} for position, one in enumerate(breaks, start=1)]


def cycle_rows(cycles: Sequence[Cycle]) -> list[Values]:
    """Write cycles."""
    return [
        asdict(cycle) | {"position": position} for position, cycle in enumerate(cycles, start=1)
    ]


def objective_rows(objectives: Sequence[Objective]) -> list[Values]:
    """Write objectives, counted within their unit and cycle."""
    count: Counter[tuple[str, str]] = Counter()
    rows: list[Values] = []
    for place, objective in enumerate(objectives, start=1):
        count[objective.unit, objective.cycle] += 1
        position = count[objective.unit, objective.cycle]
        rows.append(asdict(objective) | {"position": position, "place": place})
    return rows


def key_result_rows(key_results: Sequence[KeyResult]) -> list[Values]:
    """Write key results, counted within their objective, each after the one it supports.

    Raises:
        StructureError: a key result supports itself, directly or through others.
    """
    count: Counter[str] = Counter()
    rows: dict[str, Values] = {}
    for place, key_result in enumerate(key_results, start=1):
        count[key_result.objective] += 1
        position = count[key_result.objective]
        rows[key_result.id] = key_result_row(key_result) | {"position": position, "place": place}
    return _supported_first(rows)


def key_result_row(key_result: KeyResult) -> Values:
    """Write a key result but for its places."""
    return {
        "id": key_result.id,
        "objective": key_result.objective,
        "title": key_result.title,
        **asdict(measure_columns(key_result.measure)),
        "scale": key_result.scale,
        "owner": key_result.owner,
        "supports": key_result.supports,
        "note": key_result.note,
        "continues": key_result.continues,
    }


def _supported_first(rows: Mapping[str, Values]) -> list[Values]:
    order: TopologicalSorter[str] = TopologicalSorter(
        {name: {row["supports"]} & rows.keys() for name, row in rows.items()}
    )
    try:
        return [rows[name] for name in order.static_order()]
    except CycleError as error:
        circle = " → ".join(reversed(error.args[1]))
        raise StructureError(f"these key results support each other: {circle}") from error


def task_rows(tasks: Sequence[Task]) -> list[Values]:
    """Write tasks."""
    return [asdict(task) | {"position": position} for position, task in enumerate(tasks, start=1)]
