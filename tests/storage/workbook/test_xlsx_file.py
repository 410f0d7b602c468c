"""An .xlsx workbook is read with Excel's own numbers and days, and written for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dialogs.okr.measure import Change
from dialogs.text import Phrase
from storage.structure import Structure
from storage.workbook import Reading, WorkbookError, read_workbook, write_workbook
from tests.storage.workbook.sheets import places
from tests.storage.workbook.structures import SMALL

Value = str | float | datetime


def _edited(folder: Path, edit: Callable[[Workbook], None]) -> Reading:
    """Export the small organisation, let a person edit it, and read it back."""
    path = folder / "book.xlsx"
    write_workbook(path, SMALL)
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return read_workbook(path)


def _set(sheet: str, cell: str, value: Value, form: str = "General") -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        book[sheet][cell] = value
        book[sheet][cell].number_format = form

    return edit


def _sound(reading: Reading) -> Structure:
    assert reading.problems == ()
    assert reading.structure is not None
    return reading.structure


def test_excels_own_days_hours_and_numbers_are_read(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["cycles"]["C2"] = datetime(2026, 9, 1)  # noqa: DTZ001 - as Excel keeps a day
        book["cycles"]["D2"] = date(2026, 12, 24)
        book["forums"]["F2"] = time(8, 15)
        book["units"]["G3"] = 0.375
        book["key_results"]["F2"] = 30
        book["people"]["A2"] = 7
        book["memberships"]["A2"] = "7"
        book["tasks"]["G2"] = True

    found = _sound(_edited(tmp_path, edit))

    assert (found.cycles[0].start, found.cycles[0].end) == (date(2026, 9, 1), date(2026, 12, 24))
    assert found.forums[0].at == time(8, 15)
    assert found.units[1].ask_at == time(9, 0)
    assert found.key_results[0].measure == Change(10, 30)
    assert found.people[0].id == found.memberships[0].person == "7"
    assert found.tasks[0].done


@pytest.mark.parametrize(("kept", "meant"), [(0.85, 85.0), (0.07, 7.0), (1.0, 100.0)])
def test_a_cell_of_per_cent_is_read_as_it_is_shown(
    kept: float, meant: float, tmp_path: Path
) -> None:
    found = _sound(_edited(tmp_path, _set("key_results", "F2", kept, "0%")))
    assert found.key_results[0].measure == Change(10, meant)


def test_a_number_typed_as_text_is_read_in_the_language_of_the_organisation(
    tmp_path: Path,
) -> None:
    found = _sound(_edited(tmp_path, _set("key_results", "F2", "1 200,5", "@")))
    assert found.key_results[0].measure == Change(10, 1200.5)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "expected"),
    [
        ("key_results", "F2", "=E2*2", ("key_results", 2, "target", "import-formula")),
        ("key_results", "F2", "#REF!", ("key_results", 2, "target", "import-cell-error")),
        ("cycles", "D2", 46022, ("cycles", 2, "end", "import-bad-day")),
        ("cycles", "D2", datetime(2026, 12, 31, 9), ("cycles", 2, "end", "import-bad-day")),  # noqa: DTZ001 - as Excel keeps it
        ("people", "H2", "stray", ("people", 2, None, "import-row-too-long")),
        ("forums", "F2", 8, ("forums", 2, "at", "import-bad-clock")),
    ],
)
def test_what_excel_holds_but_nobody_can_mean_is_refused_with_its_place(
    sheet: str, cell: str, value: Value, expected: tuple[object, ...], tmp_path: Path
) -> None:
    assert places(_edited(tmp_path, _set(sheet, cell, value))) == [expected]


@pytest.mark.parametrize("cell", ["A1048576", "XFD1048576", "XFD5000"])
def test_a_cell_at_the_end_of_the_sheet_is_told_and_takes_no_time(
    cell: str, tmp_path: Path
) -> None:
    began = process_time()
    reading = _edited(tmp_path, _set("people", cell, "x"))
    row = int(cell.lstrip("XFDA"))
    assert places(reading) == [("people", row, None, "import-far-below")]
    # It took minutes, and gigabytes, when every cell up to the last was looked at.
    assert process_time() - began < 10


@pytest.mark.parametrize("value", [" ", None])
def test_a_cell_at_the_end_of_the_sheet_with_nothing_in_it_is_no_matter(
    value: str | None, tmp_path: Path
) -> None:
    def edit(book: Workbook) -> None:
        book["people"]["XFD1048576"] = value
        book["people"]["XFD1048576"].number_format = "0.00"

    assert _sound(_edited(tmp_path, edit)) == SMALL


def test_a_format_drawn_down_the_sheet_is_no_matter(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        for row in range(3, 20_000):
            book["people"].cell(row, 2).number_format = "@"

    assert _sound(_edited(tmp_path, edit)) == SMALL


def test_a_cell_far_to_the_right_is_told_once(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["people"]["CW2"] = book["people"]["CW3"] = "x"

    # Column 101 is too far; what stands in row 3 of it makes no person.
    assert places(_edited(tmp_path, edit))[0] == ("people", 2, None, "import-far-right")


def test_a_sheet_without_end_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(path, SMALL)
    # As Excel would save them; openpyxl takes ten times as long to write them as we to refuse them.
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    many = "".join(
        f"<row>{cell.format(f't{number}')}{cell.format('T')}</row>" for number in range(100_000)
    )
    _put(path, "tasks", "</sheetData>", f"{many}</sheetData>")
    assert places(read_workbook(path)) == [("tasks", None, None, "import-too-many-rows")]


@pytest.mark.parametrize("text", ["No_x0007_rd", "No_xD83D_rd"])
def test_what_nobody_can_see_is_refused(text: str, tmp_path: Path) -> None:
    problems = places(_edited(tmp_path, _set("units", "B3", text)))
    assert problems == [("units", 3, "name", "import-unseen-character")]


def test_what_a_formula_came_to_is_read(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(path, SMALL)
    _put(path, "key_results", "<v>20.5</v>", "<f>E2*2+0.5</f><v>20.5</v>")
    assert _sound(read_workbook(path)) == SMALL


def test_a_formula_that_came_to_an_error_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(path, SMALL)
    _put(path, "key_results", 't="n"><v>20.5</v>', 't="e"><f>1/0</f><v>#DIV/0!</v>')
    assert places(read_workbook(path)) == [("key_results", 2, "target", "import-cell-error")]


def _put(path: Path, sheet: str, old: str, new: str) -> None:
    """Put something into a sheet as Excel saves it, such as a formula with what it came to."""
    number = load_workbook(path).sheetnames.index(sheet) + 1
    part = f"xl/worksheets/sheet{number}.xml"
    with ZipFile(path) as book:
        files = {name: book.read(name) for name in book.namelist()}
    text = files[part].decode()
    assert text.count(old) == 1
    files[part] = text.replace(old, new).encode()
    with ZipFile(path, "w") as book:
        for name, content in files.items():
            book.writestr(name, content)


def test_days_of_meetings_and_breaks_may_be_excels_own(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["forums"]["E2"] = "meetings 3"
        book["meetings"].append(["mote", datetime(2026, 11, 24)])  # noqa: DTZ001 - as Excel keeps a day
        book["meetings"].append(["mote", "15.12.2026"])
        book["breaks"].append(["jul", date(2026, 12, 21), "2027-01-03", "salg"])

    found = _sound(_edited(tmp_path, edit))

    assert [one.day for one in found.meetings] == [date(2026, 11, 24), date(2026, 12, 15)]
    (jul,) = found.breaks
    assert (jul.first, jul.last, jul.unit) == (date(2026, 12, 21), date(2027, 1, 3), "salg")


@given(
    damage=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1)
)
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_refused_or_read_but_never_raises(
    damage: list[tuple[float, int]],
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        write_workbook(path, SMALL)
        content = bytearray(path.read_bytes())
        for place, byte in damage:
            content[int(place * len(content))] = byte
        path.write_bytes(content)

        reading = read_workbook(path)

    assert (reading.structure is None) == bool(reading.problems)


def test_an_empty_sheet_that_excel_adds_is_no_sheet(tmp_path: Path) -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("Taul1")

    assert _sound(_edited(tmp_path, add)) == SMALL


def test_an_unknown_sheet_with_something_in_it_is_refused(tmp_path: Path) -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("Tiedot")["A1"] = "id"

    assert places(_edited(tmp_path, add)) == [("Tiedot", None, None, "import-unknown-sheet")]


def test_a_workbook_with_a_formula_elsewhere_still_reads_the_other_cells(tmp_path: Path) -> None:
    problems = places(_edited(tmp_path, _set("people", "F2", "=1+1")))
    assert problems == [("people", 2, "note", "import-formula")]


def test_the_export_is_made_for_people(tmp_path: Path) -> None:
    write_workbook(tmp_path / "book.xlsx", SMALL)
    book = load_workbook(tmp_path / "book.xlsx")

    assert book.sheetnames[:3] == ["organisation", "units", "people"]
    for sheet in book.worksheets:
        assert isinstance(sheet, Worksheet)
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.bold for cell in sheet[1])
        assert all(sheet.column_dimensions[letter].width >= 8 for letter in "ABC")
    offered = {each.formula1 for each in book["units"].data_validations.dataValidation}
    assert '"organisation,sector,result_area,unit,team"' in offered


def test_days_and_numbers_are_days_and_numbers_and_text_is_text(tmp_path: Path) -> None:
    person = replace(SMALL.people[0], name="=1+1", note="007")
    write_workbook(tmp_path / "book.xlsx", replace(SMALL, people=(person,)))
    book = load_workbook(tmp_path / "book.xlsx")

    assert book["cycles"]["C2"].is_date
    assert book["key_results"]["F2"].data_type == "n"
    assert (book["people"]["B2"].data_type, book["people"]["B2"].value) == ("s", "=1+1")
    assert book["people"]["B2"].quotePrefix
    assert (book["people"]["F2"].data_type, book["people"]["F2"].number_format) == ("s", "@")


def test_a_text_that_excel_would_cut_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    long = replace(SMALL, people=(replace(SMALL.people[0], note="x" * 32_768),))

    with pytest.raises(WorkbookError) as refusal:
        write_workbook(tmp_path / "book.xlsx", long)

    (problem,) = refusal.value.problems
    assert (problem.sheet, problem.row, problem.column) == ("people", 2, "note")
    assert isinstance(problem.text, Phrase)
    assert list(tmp_path.iterdir()) == []
