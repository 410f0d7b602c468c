"""What is stored, in a few words each: what a transcript's lines of ``stored`` are compared with.

::

    KEYRESULT             the history of a key result, as VALUE CONFIDENCE, oldest first
    phases UNIT           its cycles with their phase on the last day that somebody turned one
    goals UNIT CYCLE      what it wants then, as GOAL < what it goes on with
    retro UNIT CYCLE      how far its retro is, who facilitates it, its manner, how many wrote
    scores UNIT CYCLE     as KEYRESULT VALUE SCORE FIT
    notes UNIT CYCLE      how many of each kind, and how many of all bear a name
    themes UNIT CYCLE     as TITLE DOTS NOTES
    votes UNIT CYCLE      how many have voted, and how many dots that makes
    verdicts UNIT CYCLE   as GOAL VERDICT
    changes UNIT CYCLE    what is in force in it, as OWNER DAY STATE
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from dialogs.okr.cycle import phases
from dialogs.okr.model import CycleId, KeyResultId, UnitId
from dialogs.okr.retro import NoteKind, Retro
from dialogs.ports import Work

Reader = Callable[[Work, UnitId, CycleId], list[str]]


def stored(work: Work, what: str) -> list[str]:
    """Return what is stored under a name; raise KeyError where there is no such retro."""
    kind, *names = what.split()
    if kind == "phases":
        return _phases(work, UnitId(names[0]))
    if kind in _READERS:
        unit, cycle = names
        return _READERS[kind](work, UnitId(unit), CycleId(cycle))
    return [f"{_figure(each.value)} {each.confidence}" for each in work.history(KeyResultId(what))]


def _figure(value: float | None) -> str:
    return "-" if value is None else format(value, "g")


def _phases(work: Work, unit: UnitId) -> list[str]:
    lives = work.lives([unit])[unit]
    turned = [each.turn.at.date() for each in lives if each.turn is not None]
    on = max(turned, default=lives[0].cycle.start)
    return [f"{cycle} {phase}" for cycle, phase in phases(lives, on).items()]


def _goals(work: Work, unit: UnitId, cycle: CycleId) -> list[str]:
    aims = work.aims(unit, cycle)
    goals = [(each.id, each.continues) for each in aims.objectives]
    goals_below = [(each.id, each.continues) for each in aims.key_results]
    return [
        name if before is None else f"{name} < {before}" for name, before in (*goals, *goals_below)
    ]


def _retro(work: Work, unit: UnitId, cycle: CycleId) -> Retro:
    found = work.retro_of(unit, cycle)
    if found is None:
        raise KeyError(unit, cycle)
    return found


def _how_far(work: Work, unit: UnitId, cycle: CycleId) -> list[str]:
    retro = work.retro_of(unit, cycle)
    if retro is None:
        return []
    manner = "undecided" if retro.manner is None else retro.manner.value
    wrote = len(work.writers(retro.id)) if retro.wrote is None else retro.wrote
    return [f"{retro.stage} {retro.facilitator} {manner} {wrote}"]


def _scores(work: Work, unit: UnitId, cycle: CycleId) -> list[str]:
    retro = _retro(work, unit, cycle).id
    found = sorted(work.scores([retro]).get(retro, ()), key=lambda each: each.key_result)
    return [
        f"{each.key_result} {_figure(each.value)} {_figure(each.score)} {each.fit}"
        for each in found
    ]


def _notes(work: Work, unit: UnitId, cycle: CycleId) -> list[str]:
    notes = work.notes(_retro(work, unit, cycle).id)
    counts = [f"{kind} {sum(each.kind is kind for each in notes)}" for kind in NoteKind]
    return [*counts, f"named {sum(each.author is not None for each in notes)}"]


def _themes(work: Work, unit: UnitId, cycle: CycleId) -> list[str]:
    retro = _retro(work, unit, cycle).id
    notes = work.notes(retro)
    return [
        f"{each.title} {each.dots} {sum(note.theme == each.id for note in notes)}"
        for each in work.themes([retro]).get(retro, ())
    ]


def _votes(work: Work, unit: UnitId, cycle: CycleId) -> list[str]:
    votes = work.votes(_retro(work, unit, cycle).id)
    return [f"{len(votes)} {sum(sum(each.values()) for each in votes.values())}"]


def _verdicts(work: Work, unit: UnitId, cycle: CycleId) -> list[str]:
    carries = work.carries(_retro(work, unit, cycle).id)
    return sorted(f"{each.goal} {each.verdict}" for each in carries)


def _changes(work: Work, unit: UnitId, cycle: CycleId) -> list[str]:
    found = work.changes_in(unit, cycle)
    return [f"{each.owner} {each.check} {each.state}" for each in found]


_READERS: Final[Mapping[str, Reader]] = {
    "goals": _goals,
    "retro": _how_far,
    "scores": _scores,
    "notes": _notes,
    "themes": _themes,
    "votes": _votes,
    "verdicts": _verdicts,
    "changes": _changes,
}
