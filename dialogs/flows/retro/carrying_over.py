"""Which goals the next cycle begins with: what was kept and changed, each linked to its past."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from dialogs.okr.limits import key_results_refused, objectives_refused
from dialogs.okr.model import Cycle, CycleId, KeyResult, KeyResultId, Objective, ObjectiveId
from dialogs.okr.retro import About, Carry, Verdict, key_result_named, objective_named
from dialogs.retros import Aims, Taken
from dialogs.text import Text, say

LONGEST_ID: Final = 64
"""Characters of an id, as a sheet takes it."""
_MARK: Final = 8
FREE: Final = Taken(frozenset(), frozenset())
"""No name is taken."""


def next_id(old: str, cycle: CycleId, following: CycleId, *, apart: bool = False) -> str:
    """Name a goal's continuation: always the same, and no longer from cycle to cycle.

    What would be longer than a sheet takes is cut, and told apart by what it was cut from;
    ``apart``: by what it goes on with, where another goal has the plain name.
    """
    base, tail = old.removesuffix(f"-{cycle}"), f"-{following}"
    if apart or len(base) + len(tail) > LONGEST_ID:
        mark = hashlib.sha256((old if apart else base).encode()).hexdigest()[:_MARK]
        tail = tail[: LONGEST_ID - _MARK - 2]
        base = f"{base[: LONGEST_ID - len(tail) - _MARK - 1]}-{mark}"
    return f"{base}{tail}"


def names_for(aims: Aims, cycle: Cycle, following: Cycle) -> Taken:
    """Return all names that the goals' continuations might get."""
    ids, which = (cycle.id, following.id), (False, True)
    return Taken(
        frozenset(
            ObjectiveId(next_id(each.id, *ids, apart=apart))
            for each in aims.objectives
            for apart in which
        ),
        frozenset(
            KeyResultId(next_id(each.id, *ids, apart=apart))
            for each in aims.key_results
            for apart in which
        ),
    )


class _Names:
    """Names continuations, none like another goal."""

    def __init__(self, cycle: Cycle, following: Cycle, taken: Collection[str]) -> None:
        self._cycles = cycle.id, following.id
        self._taken = set(taken)

    def of(self, old: str) -> str:
        name = next_id(old, *self._cycles)
        if name in self._taken:
            name = next_id(old, *self._cycles, apart=True)
        self._taken.add(name)
        return name


def carried_over(
    aims: Aims,
    carries: Mapping[About, Carry],
    cycle: Cycle,
    following: Cycle,
    *,
    known: Aims,
    supported: Mapping[KeyResultId, KeyResultId],
    names: Taken = FREE,
) -> Aims:
    """Return the goals that the next cycle begins with besides those that it has already.

    ``known`` are the goals that it has; what one of them continues already is left to it.
    ``supported`` names what has taken the place of key results that others hang on. ``names`` are
    taken by other goals, of this unit or another.
    """
    for_objectives = _Names(cycle, following, names.objectives)
    for_key_results = _Names(cycle, following, names.key_results)
    taken = {each.continues: each.id for each in known.objectives if each.continues is not None}
    continued = {each.continues for each in known.key_results if each.continues is not None}
    objectives: list[Objective] = []
    key_results: list[KeyResult] = []
    for objective in aims.objectives:
        verdict = carries.get(objective_named(objective.id))
        if verdict is None or verdict.verdict is Verdict.DROP:
            continue
        new = taken.get(objective.id)
        if new is None:
            new = ObjectiveId(for_objectives.of(objective.id))
            objectives.append(
                replace(
                    objective,
                    id=new,
                    cycle=following.id,
                    title=verdict.title or objective.title,
                    continues=objective.id,
                )
            )
        for each in aims.key_results:
            own = carries.get(key_result_named(each.id))
            if each.objective != objective.id or own is None or each.id in continued:
                continue
            if own.verdict is not Verdict.DROP:
                name = KeyResultId(for_key_results.of(each.id))
                key_results.append(_continued(each, own, name, new, supported))
    return Aims(tuple(objectives), tuple(key_results))


def _continued(
    key_result: KeyResult,
    carry: Carry,
    name: KeyResultId,
    objective: ObjectiveId,
    supported: Mapping[KeyResultId, KeyResultId],
) -> KeyResult:
    above = key_result.supports
    return replace(
        key_result,
        id=name,
        objective=objective,
        title=carry.title or key_result.title,
        supports=above if above is None else supported.get(above, above),
        continues=key_result.id,
    )


def going_on(carries: Mapping[About, Carry], known: Aims) -> tuple[str, ...]:
    """Return the titles of goals that the next cycle has from this one, though they are dropped.

    A retro that is opened again may say so; what has begun is not taken away for that.
    """
    dropped = {about for about, carry in carries.items() if carry.verdict is Verdict.DROP}
    objectives = [
        each.title
        for each in known.objectives
        if each.continues is not None and objective_named(each.continues) in dropped
    ]
    key_results = [
        each.title
        for each in known.key_results
        if each.continues is not None and key_result_named(each.continues) in dropped
    ]
    return (*objectives, *key_results)


def against_the_method(known: Aims, added: Aims) -> tuple[Text, ...]:
    """Say which of the method's limits the next cycle's goals do not keep; nothing is refused."""
    objectives = [*known.objectives, *added.objectives]
    key_results = [*known.key_results, *added.key_results]
    found: list[Text] = []
    if objectives_refused(len(objectives)) is not None:
        found.append(say("publish-many-objectives", count=len(objectives)))
    for each in objectives:
        count = sum(kr.objective == each.id for kr in key_results)
        if key_results_refused(count) is not None:
            found.append(say("publish-key-results", objective=each.title, count=count))
    return tuple(found)
