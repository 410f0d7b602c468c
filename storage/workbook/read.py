"""Reads a workbook whole: a sound structure, or every problem at once and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from dialogs.okr.model import CheckIn, Language, Organisation, OrganisationId
from dialogs.text import say
from storage.errors import StorageError
from storage.structure import Structure, merged
from storage.workbook import records
from storage.workbook.calendars import check_meetings, warn_of_calendars
from storage.workbook.cells import choice, is_empty, read_name
from storage.workbook.characters import visible
from storage.workbook.checks import (
    Aims,
    check_limits,
    check_memberships,
    check_supports,
    check_tree,
    warn_of_people,
    warn_of_unanswered,
)
from storage.workbook.csv_folder import SUFFIX, read_folder
from storage.workbook.cycles import check_cycles
from storage.workbook.grid import Grid, RawSheet, arrange
from storage.workbook.problems import CellError, Problem, Problems
from storage.workbook.rows import Context, Entry, Ids, T, entries
from storage.workbook.sheets import BY_NAME
from storage.workbook.together import check_together
from storage.workbook.xlsx_file import read_xlsx

XLSX_SUFFIXES: Final = (".xlsx", ".xlsm")
Source = Path | Traversable
"""Where a workbook lies: on disk, or inside the installed package."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a workbook."""

    structure: Structure | None
    """None: there are problems, and nothing may be imported."""
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    """What a person should look at, though it can be imported."""
    organisation: OrganisationId | None = None
    """Whose workbook it is; None where its sheet does not say."""
    rows: Ids = field(default_factory=dict)
    """For each sheet with ids, the row of each."""


class WorkbookError(StorageError):
    """A workbook that cannot be read or written; ``problems`` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


def read_workbook(path: Source, stored: Structure | None = None) -> Reading:
    """Read a folder of CSV files or one .xlsx file; nothing is raised for what people get wrong.

    ``stored`` is what the organisation has already and keeps: the method's limits, the tree and
    the alignment are looked at in the two together.
    """
    problems = Problems()
    grids = _load(path, problems)
    structure, ids = _structure(grids, problems, stored)
    whose = None if structure is None else structure.organisation.id
    whole = structure
    if structure is not None and stored is not None:
        whole = merged(stored, structure)
        if not problems:
            check_together(whole, ids, problems)
    if whole is not None and not problems:
        check_cycles(whole, ids, problems)
    warnings = Problems()
    record = grids.get("check_ins")
    if record is not None and record.rows:
        sentence = say("import-check-ins-left", count=len(record.rows))
        warnings.add("check_ins", None, None, sentence)
    if problems or structure is None or whole is None:
        return Reading(None, problems.in_order(), warnings.in_order(), whose, ids)
    warn_of_calendars(structure, whole, ids, grids.get("meetings"), warnings)
    warn_of_unanswered(whole, ids, warnings)
    warn_of_people(whole, ids, warnings)
    return Reading(structure, (), warnings.in_order(), whose, ids)


def read_check_ins(path: Source) -> tuple[CheckIn, ...]:
    """Read the record of answers, which an import leaves alone: a demonstration replays it.

    Raises WorkbookError when the workbook, or the record in it, has problems.
    """
    problems = Problems()
    grids = _load(path, problems)
    _, ids = _structure(grids, problems)
    ids = {**ids, **_ids({name: grids[name] for name in ("check_ins",) if name in grids}, problems)}
    context = Context(problems, ids, _language(grids))
    found = entries(context, grids.get("check_ins"), records.check_in)
    if problems:
        raise WorkbookError(problems.in_order())
    return tuple(entry.value for entry in found)


def _load(path: Source, problems: Problems) -> Mapping[str, Grid]:
    """Return the sheets of a file or a folder; a path that is neither is a problem."""
    raw: tuple[RawSheet, ...] | None
    if path.is_dir():
        raw = read_folder(path, problems)
        if not raw and not problems:
            problems.add("", None, None, say("import-empty-folder", example=f"units{SUFFIX}"))
            return {}
    elif not path.is_file():
        problems.add("", None, None, say("import-no-such-path", path=visible(str(path))))
        return {}
    elif path.name.lower().endswith(XLSX_SUFFIXES):
        raw = read_xlsx(path.read_bytes(), problems)
        if raw is None:
            return {}
    else:
        problems.add("", None, None, say("import-not-a-workbook", path=visible(path.name)))
        return {}
    return arrange(raw, problems)


def _structure(
    grids: Mapping[str, Grid], problems: Problems, stored: Structure | None = None
) -> tuple[Structure | None, Ids]:
    """Return the structure of the sound rows, and where each id stands; None without its head."""
    ids = _ids({name: grid for name, grid in grids.items() if name != "check_ins"}, problems)
    context = Context(problems, ids, _language(grids))
    head = _organisation(context, grids)
    units = entries(context, grids.get("units"), records.unit)
    people = entries(context, grids.get("people"), records.person)
    members = entries(context, grids.get("memberships"), records.membership)
    forums = entries(context, grids.get("forums"), records.forum)
    meetings = entries(context, grids.get("meetings"), records.meeting)
    breaks = entries(context, grids.get("breaks"), records.pause)
    cycles = entries(context, grids.get("cycles"), records.cycle)
    known = _known(stored)
    objectives = entries(context, grids.get("objectives"), records.objectives(known[0]))
    key_results = entries(context, grids.get("key_results"), records.key_results(known[1]))
    tasks = entries(context, grids.get("tasks"), records.task)
    if "units" in grids:
        check_tree(grids["units"], units, problems)
    check_memberships(members, problems)
    check_meetings(meetings, problems)
    check_supports(Aims(units, objectives, key_results), problems)
    check_limits(grids, problems, stored)
    if head is None:
        return None, ids
    structure = Structure(
        organisation=head,
        units=_values(units),
        people=_values(people),
        memberships=_values(members),
        forums=_values(forums),
        meetings=_values(meetings),
        breaks=_values(breaks),
        cycles=_values(cycles),
        objectives=_values(objectives),
        key_results=_values(key_results),
        tasks=_values(tasks),
    )
    return structure, ids


def _known(stored: Structure | None) -> tuple[Collection[str], Collection[str]]:
    """Return the objectives and the key results that are stored."""
    if stored is None:
        return (), ()
    return {each.id for each in stored.objectives}, {each.id for each in stored.key_results}


def _values(found: tuple[Entry[T], ...]) -> tuple[T, ...]:
    return tuple(entry.value for entry in found)


def _organisation(context: Context, grids: Mapping[str, Grid]) -> Organisation | None:
    """Return the organisation; its sheet has exactly one row."""
    grid = grids.get("organisation")
    if grid is None or not grid.columns:
        return None
    if len(grid.rows) != 1:
        sentence = say("import-one-organisation", count=len(grid.rows))
        context.problems.add("organisation", None, None, sentence)
    found = entries(context, grid, records.organisation)
    return found[0].value if found else None


def _ids(grids: Mapping[str, Grid], problems: Problems) -> Ids:
    """Return for each sheet with ids the row of each; note an id that stands there twice."""
    found: dict[str, dict[str, int]] = {}
    for name, grid in grids.items():
        if BY_NAME[name].columns[0].name != "id":
            continue
        rows = found[name] = {}
        for row in grid.rows:
            cell = row.cells.get("id")
            if is_empty(cell):
                continue
            try:
                text = read_name(cell)
            except CellError:
                continue  # told where the row is read
            if text in rows:
                problems.add(name, row.number, "id", say("import-double-id", first=str(rows[text])))
            rows.setdefault(text, row.number)
    return found


def _language(grids: Mapping[str, Grid]) -> Language:
    """Return the language that decides what a comma in a number means."""
    grid = grids.get("organisation")
    try:
        cell = grid.rows[0].cells.get("language") if grid is not None and grid.rows else None
        return choice(Language)(cell)
    except CellError:
        return Language.ENGLISH
