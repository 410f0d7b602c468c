"""What a workbook brings held against what is stored: both must make sense as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.okr.model import KeyResult, KeyResultId, Objective, Unit
from dialogs.text import say
from storage.structure import Structure
from storage.workbook.checks import DEPTH
from storage.workbook.problems import Problems
from storage.workbook.rows import Ids


def check_together(whole: Structure, rows: Ids, problems: Problems) -> None:
    """Note what does not fit between the rows of a workbook and those that are only stored.

    ``whole`` is both as one; what lies within the workbook alone has been looked at before. No
    circle can come of the two: the rows of a workbook name rows of the same workbook only.
    """
    _check_tree(whole, rows, problems)
    _check_supports(whole, rows, problems)


def _check_tree(whole: Structure, rows: Ids, problems: Problems) -> None:
    given = rows.get("units", {})
    by_id = {unit.id: unit for unit in whole.units}
    tops = [unit for unit in whole.units if unit.parent is None]
    for top in tops:
        for other in tops:
            if top.id in given and other.id not in given:
                sentence = say("import-other-top", name=other.name, id=other.id)
                problems.add("units", given[top.id], "id", sentence)
    for unit in whole.units:
        above = by_id.get(unit.parent) if unit.parent is not None else None
        if unit.id in given or above is None or above.id not in given:
            continue
        if DEPTH[above.level] >= DEPTH[unit.level]:
            sentence = say(
                "import-level-not-above",
                level=above.level,
                below=unit.id,
                below_level=unit.level,
            )
            problems.add("units", given[above.id], "level", sentence)


@dataclass(frozen=True, slots=True)
class _Hung:
    """A key result with where it belongs."""

    key_result: KeyResult
    objective: Objective
    unit: Unit

    def places(self) -> Iterator[tuple[str, str, str]]:
        """Yield the cells that decide on its level: sheet, id and column."""
        yield "key_results", self.key_result.id, "supports"
        yield "objectives", self.objective.id, "unit"
        yield "units", self.unit.id, "level"


def _check_supports(whole: Structure, rows: Ids, problems: Problems) -> None:
    units = {unit.id: unit for unit in whole.units}
    objectives = {objective.id: objective for objective in whole.objectives}
    hung: dict[KeyResultId, _Hung] = {}
    for each in whole.key_results:
        home = objectives[each.objective]
        hung[each.id] = _Hung(each, home, units[home.unit])
    given = rows.get("key_results", {})
    for lower in hung.values():
        upper = None if lower.key_result.supports is None else hung[lower.key_result.supports]
        if upper is None or DEPTH[upper.unit.level] <= DEPTH[lower.unit.level]:
            continue
        if lower.key_result.id in given and upper.key_result.id in given:
            continue
        sentence = say(
            "import-supported-from-above",
            other=lower.key_result.id,
            other_level=lower.unit.level,
            id=upper.key_result.id,
            level=upper.unit.level,
        )
        for sheet, name, column in (*upper.places(), *lower.places()):
            if name in rows.get(sheet, {}):
                problems.add(sheet, rows[sheet][name], column, sentence)
                break
