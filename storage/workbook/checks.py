"""What no single row can know: the tree, what supports what, the limits, who would answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from dialogs.okr.duty import duties
from dialogs.okr.limits import (
    FEWEST_KEY_RESULTS,
    MOST_KEY_RESULTS,
    MOST_OBJECTIVES,
    key_results_refused,
    objectives_refused,
)
from dialogs.okr.model import KeyResult, KeyResultId, Level, Membership, Objective, Unit, UnitId
from dialogs.text import say
from storage.structure import Structure
from storage.workbook.cells import is_empty, read_text
from storage.workbook.grid import Grid
from storage.workbook.problems import CellError, Problems
from storage.workbook.rows import Entry

Id = TypeVar("Id", bound=str)

DEPTH: Final[Mapping[Level, int]] = {level: depth for depth, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Aims:
    """The sound rows of what people want, and of the units that want it."""

    units: Sequence[Entry[Unit]]
    objectives: Sequence[Entry[Objective]]
    key_results: Sequence[Entry[KeyResult]]


def check_tree(grid: Grid, units: Sequence[Entry[Unit]], problems: Problems) -> None:
    """Note what keeps the units from being one tree that leads down from the organisation."""
    by_id = {entry.value.id: entry for entry in units}
    circle = _circle({entry.value.id: entry.value.parent for entry in units})
    if circle:
        path = " → ".join([*circle, circle[0]])
        problems.add("units", by_id[circle[0]].row, "parent", say("import-tree-circle", path=path))
    tops = [row.number for row in grid.rows if is_empty(row.cells.get("parent"))]
    if not grid.rows and grid.columns:
        problems.add("units", None, None, say("import-no-units"))
    elif not tops and not circle and len(units) == len(grid.rows):
        problems.add("units", None, "parent", say("import-no-top"))
    for number in tops[1:]:
        problems.add("units", number, "parent", say("import-second-top", first=str(tops[0])))
    for entry in units:
        _check_level(entry, by_id, problems, first_top=tops[:1] == [entry.row])


def _check_level(
    entry: Entry[Unit],
    by_id: Mapping[UnitId, Entry[Unit]],
    problems: Problems,
    *,
    first_top: bool,
) -> None:
    unit = entry.value
    if unit.parent is None:
        if first_top and unit.level is not Level.ORGANISATION:
            sentence = say("import-top-not-organisation", level=unit.level)
            problems.add("units", entry.row, "level", sentence)
        return
    above = by_id.get(unit.parent)
    if above is not None and DEPTH[above.value.level] >= DEPTH[unit.level]:
        sentence = say(
            "import-level-not-below",
            level=unit.level,
            parent=above.value.id,
            parent_level=above.value.level,
        )
        problems.add("units", entry.row, "level", sentence)


def _circle(above: Mapping[UnitId, UnitId | None]) -> tuple[UnitId, ...]:
    """Return the first circle, from its first id in the sheet on; empty if there is none."""
    return next(_circles(above), ())


def _circles(above: Mapping[Id, Id | None]) -> Iterator[tuple[Id, ...]]:
    """Yield each circle once."""
    settled: set[Id] = set()
    for start in above:
        path: dict[Id, None] = {}
        one: Id | None = start
        while one is not None and one in above and one not in settled and one not in path:
            path[one] = None
            one = above[one]
        if one is not None and one in path:
            whole = list(path)
            yield tuple(whole[whole.index(one) :])
        settled |= path.keys()


def check_supports(aims: Aims, problems: Problems) -> None:
    """Note key results that hang on themselves, in a circle, or on a level below their own."""
    units = {entry.value.id: entry.value for entry in aims.units}
    homes = {entry.value.id: units.get(entry.value.unit) for entry in aims.objectives}
    by_id = {entry.value.id: entry for entry in aims.key_results}
    for entry in aims.key_results:
        supports = entry.value.supports
        supported = None if supports is None else by_id.get(supports)
        if supported is None:
            continue
        if supported is entry:
            problems.add("key_results", entry.row, "supports", say("import-supports-itself"))
            continue
        home, other = homes.get(entry.value.objective), homes.get(supported.value.objective)
        if home is not None and other is not None and DEPTH[other.level] > DEPTH[home.level]:
            sentence = say(
                "import-supports-below",
                level=home.level,
                other=supported.value.id,
                other_level=other.level,
            )
            problems.add("key_results", entry.row, "supports", sentence)
    for circle in _circles({name: entry.value.supports for name, entry in by_id.items()}):
        if len(circle) > 1:
            path = " → ".join([*circle, circle[0]])
            row = by_id[circle[0]].row
            problems.add("key_results", row, "supports", say("import-supports-circle", path=path))


def check_limits(
    grids: Mapping[str, Grid], problems: Problems, stored: Structure | None = None
) -> None:
    """Note too many objectives, too few or too many key results.

    All rows count, those with other problems too: who mends a cell should not learn of it later.
    What is stored and not named in the workbook counts as well, since it stays.
    """
    objectives, key_results = (
        {name for _, (name,) in filled(grids.get(sheet), "id")}
        for sheet in ("objectives", "key_results")
    )
    counts = Counter(one for _, (one,) in filled(grids.get("key_results"), "objective"))
    stay: Counter[tuple[str, ...]] = Counter()
    if stored is not None:
        counts.update(one.objective for one in stored.key_results if one.id not in key_results)
        stay.update((one.unit, one.cycle) for one in stored.objectives if one.id not in objectives)
        _check_left(grids, stored, counts, problems)
    for number, (objective,) in filled(grids.get("objectives"), "id"):
        refused = key_results_refused(counts[objective])
        if refused is not None:
            sentence = say(
                refused,
                count=counts[objective],
                fewest=FEWEST_KEY_RESULTS,
                most=MOST_KEY_RESULTS,
            )
            problems.add("objectives", number, None, sentence)
    together: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, place in filled(grids.get("objectives"), "unit", "cycle"):
        together[place].append(number)
    for place, rows in together.items():
        count = stay[place] + len(rows)
        refused = objectives_refused(count)
        if refused is not None:
            sentence = say(refused, count=count, most=MOST_OBJECTIVES)
            first_too_many = max(0, MOST_OBJECTIVES - stay[place])
            problems.add("objectives", rows[first_too_many], None, sentence)


def _check_left(
    grids: Mapping[str, Grid], stored: Structure, counts: Mapping[str, int], problems: Problems
) -> None:
    """Note key results that leave an objective with too few, where the workbook lacks that one."""
    named = {one for _, (one,) in filled(grids.get("objectives"), "id")}
    before = {one.id: one.objective for one in stored.key_results}
    for number, (name, objective) in filled(grids.get("key_results"), "id", "objective"):
        home = before.get(KeyResultId(name))
        if home is None or home == objective or home in named:
            continue
        if counts.get(home, 0) < FEWEST_KEY_RESULTS:
            sentence = say("import-leaves-too-few", objective=home, fewest=FEWEST_KEY_RESULTS)
            problems.add("key_results", number, "objective", sentence)


def filled(grid: Grid | None, *columns: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield row and text of each row in which all these cells are filled."""
    for row in grid.rows if grid is not None else ():
        try:
            found = tuple(read_text(row.cells.get(column)).strip() for column in columns)
        except CellError:
            continue  # told where the row was read
        if all(found):
            yield row.number, found


def check_memberships(members: Iterable[Entry[Membership]], problems: Problems) -> None:
    """Note a second row for the same person, unit and role."""
    first: dict[tuple[str, str, str], int] = {}
    for entry in members:
        place = (entry.value.person, entry.value.unit, entry.value.role)
        if place in first:
            sentence = say("import-double-membership", first=str(first[place]))
            problems.add("memberships", entry.row, None, sentence)
        first.setdefault(place, entry.row)


def warn_of_unanswered(
    structure: Structure, rows: Mapping[str, Mapping[str, int]], warnings: Problems
) -> None:
    """Warn of key results in the workbook that nobody would be asked about."""
    units = {unit.id: unit for unit in structure.units}
    homes = {objective.id: units[objective.unit] for objective in structure.objectives}
    members: defaultdict[UnitId, list[Membership]] = defaultdict(list)
    for membership in structure.memberships:
        members[membership.unit].append(membership)
    for key_result in structure.key_results:
        row = rows.get("key_results", {}).get(key_result.id)
        home = homes[key_result.objective]
        if row is not None and not duties(home.answering, key_result, members[home.id]):
            sentence = say("import-nobody-answers", unit=home.name)
            warnings.add("key_results", row, "owner", sentence)


def warn_of_people(
    structure: Structure, rows: Mapping[str, Mapping[str, int]], warnings: Problems
) -> None:
    """Warn of people without a unit, and of addresses by which no platform would find them."""
    placed = {membership.person for membership in structure.memberships}
    addresses: dict[str, int] = {}
    for person in structure.people:
        row = rows["people"].get(person.id)
        if row is None:
            continue
        if person.id not in placed:
            warnings.add("people", row, None, say("import-person-without-unit", name=person.name))
        address = person.email.casefold()
        if not address:
            continue
        name, _, domain = address.rpartition("@")
        if not name or "." not in domain:
            warnings.add("people", row, "email", say("import-odd-email", text=person.email))
        elif address in addresses:
            first = str(addresses[address])
            warnings.add("people", row, "email", say("import-double-email", first=first))
        addresses.setdefault(address, row)
