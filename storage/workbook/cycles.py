"""What a workbook says of cycles: none beside another of its length, and goals go on forwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from dialogs.okr.cycle import length_of
from dialogs.okr.model import Cycle, CycleId, Objective, ObjectiveId, Unit
from dialogs.text import say
from storage.structure import Structure
from storage.workbook.problems import Problems
from storage.workbook.rows import Ids


def check_cycles(whole: Structure, rows: Ids, problems: Problems) -> None:
    """Note units with goals in two cycles that overlap, and goals that go on with later ones.

    ``whole`` is what the workbook brings together with what is stored.
    """
    cycles = {cycle.id: cycle for cycle in whole.cycles}
    _check_overlaps(whole, cycles, rows, problems)
    _check_continued(whole, cycles, rows, problems)


def _check_overlaps(
    whole: Structure, cycles: Mapping[CycleId, Cycle], rows: Ids, problems: Problems
) -> None:
    units = {unit.id: unit for unit in whole.units}
    aims: defaultdict[Unit, defaultdict[CycleId, list[Objective]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for aim in whole.objectives:
        aims[units[aim.unit]][aim.cycle].append(aim)
    for unit, by_cycle in aims.items():
        lived = sorted((cycles[name] for name in by_cycle), key=lambda each: (each.start, each.id))
        for first, second in combinations(lived, 2):
            if second.start > first.end or length_of(first) is not length_of(second):
                continue
            both = (second.id, first.id)
            mend = (aim.id for name in both for aim in by_cycle[name])
            sentence = say(
                "import-cycles-overlap", unit=unit.name, first=first.name, second=second.name
            )
            for sheet, name, column in _cells(mend, both):
                if name in rows.get(sheet, {}):
                    problems.add(sheet, rows[sheet][name], column, sentence)
                    break


def _cells(
    aims: Iterable[ObjectiveId], cycles: Iterable[CycleId]
) -> Iterator[tuple[str, str, str]]:
    """Yield the cells that decide on when goals hold: sheet, id and column."""
    for aim in aims:
        yield "objectives", aim, "cycle"
    for cycle in cycles:
        yield "cycles", cycle, "start"


def _check_continued(
    whole: Structure, cycles: Mapping[CycleId, Cycle], rows: Ids, problems: Problems
) -> None:
    """Note goals that go on with one of their own cycle or a later one.

    Without these, none goes on with itself, and none in a circle.
    """
    of_aim = {aim.id: cycles[aim.cycle] for aim in whole.objectives}
    of_key_result = {each.id: of_aim[each.objective] for each in whole.key_results}
    for aim in whole.objectives:
        if aim.continues is not None:
            both = of_aim[aim.id], of_aim[aim.continues]
            _check_order("objectives", aim.id, both, rows, problems)
    for each in whole.key_results:
        if each.continues is not None:
            both = of_key_result[each.id], of_key_result[each.continues]
            _check_order("key_results", each.id, both, rows, problems)


def _check_order(
    sheet: str, name: str, both: tuple[Cycle, Cycle], rows: Ids, problems: Problems
) -> None:
    own, before = both
    if before.start >= own.start and name in rows.get(sheet, {}):
        sentence = say("import-continues-later", own=own.name, other=before.name)
        problems.add(sheet, rows[sheet][name], "continues", sentence)
