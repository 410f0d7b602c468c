"""What a retro has come to, as far as its readers may see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dialogs.okr.cycle import cycle_length, next_cycle
from dialogs.okr.model import (
    Cycle,
    KeyResult,
    KeyResultId,
    ObjectiveId,
    PersonId,
    Unit,
)
from dialogs.okr.retro import (
    About,
    Carry,
    Change,
    Manner,
    Note,
    NoteKind,
    Retro,
    Score,
    Stage,
    Theme,
    by_dots,
    may_show,
    mean_score,
)
from dialogs.okr.rollup import WeekPoint
from dialogs.okr.week import Week
from dialogs.ports import Work
from dialogs.retros import Aims

_KINDS: Final = tuple(NoteKind)
_BEFORE_REVEAL: Final = frozenset({Stage.FACTS, Stage.SCORING, Stage.COLLECTING})


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that a retro's readers may see."""

    unit: Unit
    cycle: Cycle
    following: Cycle
    """The cycle from which on the changes are in force."""
    retro: Retro
    aims: Aims
    scores: Mapping[KeyResultId, Score]
    carries: Mapping[About, Carry]
    """By the goal that is meant."""
    themes: tuple[Theme, ...] = ()
    """The one with the most dots first."""
    notes: tuple[Note, ...] = ()
    """Those that may be shown, in an order that says nothing of who wrote them."""
    changes: tuple[Change, ...] = ()
    names: Mapping[PersonId, str] | None = None
    """Of those who see to changes; of writers where notes bear names."""
    trend: tuple[WeekPoint, ...] = ()

    @property
    def mean(self) -> float | None:
        """The mean score of all key results that have one."""
        return mean_score([each.score for each in self.scores.values()])

    def name(self, person: PersonId | None) -> str:
        """Return somebody's name; empty for nobody."""
        return "" if person is None else (self.names or {}).get(person, str(person))

    def of(self, objective: ObjectiveId) -> list[KeyResult]:
        """Return the key results of an objective, in their order."""
        return [each for each in self.aims.key_results if each.objective == objective]


def gather_summary(
    work: Work, unit: Unit, cycle: Cycle, retro: Retro, on: date | None = None
) -> Summary:
    """Gather what a retro says; of notes only those that may be shown already.

    ``on`` is the day on which one is looked at that is not published: no curve runs beyond it.
    """
    aims = work.aims(unit.id, cycle.id)
    wanted = {each.id for each in aims.key_results}
    notes = tuple(shown_notes(retro, work.notes(retro.id) if _revealed(retro) else ()))
    changes = tuple(work.changes_of([retro.id]).get(retro.id, ()))
    themes = work.themes([retro.id]).get(retro.id, ())
    people = {each.owner for each in changes} | {each.author for each in notes if each.author}
    day = on if retro.published is None else retro.published.date()
    last = cycle.end if day is None else max(min(day, cycle.end), cycle.start)
    weeks = (Week.of(cycle.start), Week.of(last))
    return Summary(
        unit=unit,
        cycle=cycle,
        following=next_cycle(cycle, cycle_length(unit), work.cycles()),
        retro=retro,
        aims=aims,
        scores={
            each.key_result: each
            for each in work.scores([retro.id]).get(retro.id, ())
            if each.key_result in wanted
        },
        carries={each.about: each for each in work.carries(retro.id)},
        themes=tuple(by_dots(themes)),
        notes=notes,
        changes=changes,
        names={each.id: each.name for each in work.people(people).values()} if people else {},
        trend=tuple(work.trend(wanted, weeks)) if wanted else (),
    )


def _revealed(retro: Retro) -> bool:
    return (
        retro.wrote is not None
        and retro.manner is not None
        and retro.stage not in _BEFORE_REVEAL
        and may_show(retro.manner, retro.wrote)
    )


def shown_notes(retro: Retro, notes: Sequence[Note]) -> Iterator[Note]:
    """Yield the notes that may be shown, sorted by what they say; anonymous ones bear no name."""
    if not _revealed(retro):
        return
    for note in sorted(notes, key=lambda each: (_KINDS.index(each.kind), each.text.casefold())):
        author = note.author if retro.manner is Manner.NAMED else None
        yield Note(note.id, note.retro, note.kind, note.text, author, note.theme)
