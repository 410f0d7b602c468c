"""Writes a workbook: the whole of it or nothing, never half a file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from dialogs.okr.model import CheckIn
from dialogs.text import Phrase, say
from storage.structure import Structure
from storage.workbook.cells import Written
from storage.workbook.csv_folder import write_folder
from storage.workbook.export import sheets_of
from storage.workbook.problems import Problem
from storage.workbook.read import WorkbookError
from storage.workbook.sheets import SHEETS
from storage.workbook.xlsx_file import LONGEST_CELL, write_xlsx


def write_workbook(path: Path, structure: Structure, check_ins: Sequence[CheckIn] = ()) -> None:
    """Write an .xlsx file, or a folder of CSV files for any other name, in place of what is there.

    A folder is made if it is missing; files in it that are no sheets are left alone. Raises
    WorkbookError where the path cannot be a workbook, OSError where the disk refuses.
    """
    sheets = sheets_of(structure, check_ins)
    if path.suffix.lower() == ".xlsx":
        if path.is_dir():
            raise _refused(say("import-path-is-folder", path=str(path)))
        _refuse_long_cells(sheets)
        path.parent.mkdir(parents=True, exist_ok=True)
        _put({path: write_xlsx(sheets)})
        return
    if path.is_file():
        raise _refused(say("import-not-a-workbook", path=path.name))
    files = write_folder(sheets, structure.organisation.language)
    path.mkdir(parents=True, exist_ok=True)
    _put({path / name: content for name, content in files.items()})


def _put(files: Mapping[Path, bytes]) -> None:
    """Write every file beside its place first; then move them there, each in one step."""
    waiting = {path.with_name(f".{path.name}.{os.getpid()}.part"): path for path in files}
    try:
        for part, path in waiting.items():
            with part.open("wb") as stream:
                stream.write(files[path])
                stream.flush()
                os.fsync(stream.fileno())
        for part, path in waiting.items():
            part.replace(path)
    finally:
        for part in waiting:
            with suppress(FileNotFoundError):
                part.unlink()


def _refuse_long_cells(sheets: Mapping[str, Sequence[Sequence[Written]]]) -> None:
    """Refuse texts that Excel would cut off without a word."""
    found: list[Problem] = []
    for sheet in SHEETS:
        for number, row in enumerate(sheets[sheet.name], start=2):
            for column, cell in zip(sheet.columns, row, strict=True):
                if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                    sentence = say("import-cell-too-long", most=LONGEST_CELL)
                    found.append(Problem(sheet.name, number, column.name, sentence))
    if found:
        raise WorkbookError(tuple(found))


def _refused(sentence: Phrase) -> WorkbookError:
    return WorkbookError((Problem("", None, None, sentence),))
