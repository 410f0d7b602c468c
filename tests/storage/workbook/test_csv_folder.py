"""A folder of CSV files is read as Excel and people write it, and written as Excel opens it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from dialogs.okr.measure import Change
from dialogs.okr.model import Language, PersonId
from dialogs.text import Reader
from dialogs.words.draw import draw
from storage.structure import Structure
from storage.workbook import WorkbookError, read_workbook, write_workbook
from tests.storage.workbook.sheets import SOUND, places, read_changed, write_sheets
from tests.storage.workbook.structures import SMALL

FINNISH = SOUND["people"].replace("Ola", "Öla Häme €")


def _person(folder: Path) -> str:
    reading = read_workbook(folder)
    assert reading.problems == ()
    assert reading.structure is not None
    return next(one.name for one in reading.structure.people if one.id == PersonId("ola"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_that_excel_writes_are_recognised(
    encoding: str, separator: str, tmp_path: Path
) -> None:
    write_sheets(tmp_path, SOUND)
    text = FINNISH.replace(",", separator).replace("\n", "\r\n")
    (tmp_path / "people.csv").write_bytes(text.encode(encoding))

    assert _person(tmp_path) == "Öla Häme €"


def test_the_line_with_which_excel_names_the_separator_is_no_row(tmp_path: Path) -> None:
    write_sheets(tmp_path, SOUND)
    sheet = "sep=;\r\n" + SOUND["memberships"].replace(",", ";").replace("member", "boss")
    (tmp_path / "memberships.csv").write_bytes(sheet.encode())

    assert places(read_workbook(tmp_path)) == [("memberships", 4, "role", "import-bad-choice")]


@pytest.mark.parametrize("content", [b"id,name\n\x81\xff,x\n", "id,name\nå,x\n".encode("utf-32")])
def test_an_encoding_that_nobody_can_know_is_refused(content: bytes, tmp_path: Path) -> None:
    write_sheets(tmp_path, SOUND)
    (tmp_path / "tasks.csv").write_bytes(content)

    assert places(read_workbook(tmp_path)) == [("tasks", None, None, "import-bad-encoding")]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("stray", [b"\xe4", b"\xff", b"\xed\xa0\x80"])
def test_a_stray_byte_in_utf_8_is_refused_and_not_read_as_something_else(
    stray: bytes, mark: bytes, tmp_path: Path
) -> None:
    write_sheets(tmp_path, SOUND)
    content = SOUND["tasks"].replace("Ring", "Ringø").encode() + b"ny,N" + stray + b"\n"
    (tmp_path / "tasks.csv").write_bytes(mark + content)

    reading = read_workbook(tmp_path)

    assert places(reading) == [("tasks", None, None, "import-stray-byte")]
    for language in Language:
        assert "3" in draw(reading.problems[0].text, Reader(language, "UTC"))


def test_rows_beyond_the_last_that_holds_anything_are_not_there(tmp_path: Path) -> None:
    write_sheets(tmp_path, SOUND)
    with (tmp_path / "tasks.csv").open("a", encoding="utf-8") as file:
        file.write(",,,,,,,\n" * 50_000)
    assert read_workbook(tmp_path).problems == ()


def test_a_row_far_below_the_others_is_told_with_its_number(tmp_path: Path) -> None:
    write_sheets(tmp_path, SOUND)
    with (tmp_path / "tasks.csv").open("a", encoding="utf-8") as file:
        file.write(",,,,,,,\n" * 1_001 + "sen,Sen,salg\n")
    assert places(read_workbook(tmp_path)) == [("tasks", 1_004, None, "import-far-below")]


def test_a_thousand_empty_rows_between_two_are_passed_over(tmp_path: Path) -> None:
    write_sheets(tmp_path, SOUND)
    with (tmp_path / "tasks.csv").open("a", encoding="utf-8") as file:
        file.write(",,,,,,,\n" * 1_000 + "sen,Sen,salg\n")
    reading = read_workbook(tmp_path)
    assert reading.structure is not None
    assert [task.id for task in reading.structure.tasks] == ["ring", "sen"]


def test_a_sheet_without_end_is_refused_but_the_record_of_answers_may_be_long(
    tmp_path: Path,
) -> None:
    write_sheets(tmp_path, SOUND)
    many = "".join(f"t{number},T\n" for number in range(100_000))
    (tmp_path / "tasks.csv").write_text(f"id,title\n{many}", encoding="utf-8")
    assert places(read_workbook(tmp_path)) == [("tasks", None, None, "import-too-many-rows")]

    write_sheets(tmp_path, {**SOUND, "check_ins": f"id,comment\n{many}"})
    assert places(read_workbook(tmp_path)) == [
        ("check_ins", 1, column, "import-missing-column")
        for column in ("key_result", "week", "person", "at", "confidence")
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12.5", 12.5),
        ('"12,5"', 12.5),
        ("1 200", 1200.0),
        ("1\u00a0200", 1200.0),
        ("-3", -3.0),
        ("\u22123", -3.0),
        ("85 kunder", 85.0),
        ('"1.234,5"', 1234.5),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, read: float, tmp_path: Path) -> None:
    reading = read_changed(tmp_path, "key_results", "20.5", written)
    assert reading.problems == ()
    assert reading.structure is not None
    assert reading.structure.key_results[0].measure == Change(10, read)


def test_a_number_that_can_mean_two_things_is_refused(tmp_path: Path) -> None:
    reading = read_changed(tmp_path, "key_results", "20.5", '"1,200"')
    assert places(reading) == [("key_results", 2, "target", "reading-two-ways")]


@pytest.mark.parametrize("written", ["2026-12-31", "31.12.2026", " 2026-12-31 "])
def test_days_are_read_as_a_nordic_excel_saves_them(written: str, tmp_path: Path) -> None:
    reading = read_changed(tmp_path, "cycles", "2026-12-31", written)
    assert reading.structure is not None
    assert reading.structure.cycles[0].end.isoformat() == "2026-12-31"


@pytest.mark.parametrize("written", ["9:30", "09:30", "9.30", "09.30", "9:30:00"])
def test_hours_are_read_with_a_colon_or_a_point(written: str, tmp_path: Path) -> None:
    reading = read_changed(tmp_path, "units", "9:30", written)
    assert reading.structure is not None
    assert [unit.ask_at for unit in reading.structure.units if unit.ask_at] == [time(9, 30)]


@pytest.mark.parametrize("written", ["yes", "kyllä", "JA", "TOSI", "true", "1", "x"])
def test_yes_is_read_in_every_language(written: str, tmp_path: Path) -> None:
    reading = read_changed(tmp_path, "tasks", "no,", f"{written},")
    assert reading.structure is not None
    assert reading.structure.tasks[0].done


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (Language.ENGLISH, "kunder,mer,Kunder,change,10,20.5,,,,kunder,,,,"),
        (Language.FINNISH, "kunder;mer;Kunder;change;10;20,5;;;;kunder;;;;"),
        (Language.NORWEGIAN, "kunder;mer;Kunder;change;10;20,5;;;;kunder;;;;"),
    ],
)
def test_an_export_is_written_as_the_excel_of_its_country_opens_it(
    language: Language, line: str, tmp_path: Path
) -> None:
    write_workbook(tmp_path, _in(language))

    content = (tmp_path / "key_results.csv").read_bytes()

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == line


def test_what_a_spreadsheet_would_run_is_written_behind_an_apostrophe(tmp_path: Path) -> None:
    person = replace(SMALL.people[0], name='=HYPERLINK("http://example.org")', note="+1")
    write_workbook(tmp_path, replace(SMALL, people=(person,)))

    line = (tmp_path / "people.csv").read_text("utf-8-sig").splitlines()[1]

    assert line.startswith('liv;"\'=HYPERLINK(""http://example.org"")";')
    assert line.endswith(";'+1")


def test_a_folder_is_never_left_with_half_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_workbook(tmp_path, SMALL)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    _break_the_disk(monkeypatch, after=3)

    with pytest.raises(OSError, match="no space"):
        write_workbook(tmp_path, _in(Language.ENGLISH))

    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_an_xlsx_file_is_never_left_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = tmp_path / "book.xlsx"
    write_workbook(book, SMALL)
    before = book.read_bytes()
    _break_the_disk(monkeypatch, after=0)

    with pytest.raises(OSError, match="no space"):
        write_workbook(book, _in(Language.ENGLISH))

    assert book.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["book.xlsx"]


def test_a_file_is_not_taken_for_a_folder_nor_a_folder_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "book.xlsx").mkdir()

    with pytest.raises(WorkbookError):
        write_workbook(tmp_path / "notes.txt", SMALL)
    with pytest.raises(WorkbookError):
        write_workbook(tmp_path / "book.xlsx", SMALL)

    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def _in(language: Language) -> Structure:
    return replace(SMALL, organisation=replace(SMALL.organisation, language=language))


def _break_the_disk(monkeypatch: pytest.MonkeyPatch, *, after: int) -> None:
    """Let the disk be full once so many files have been written."""
    left = [after]

    def fsync(_: int) -> None:
        if left[0] == 0:
            raise OSError("no space left on device")
        left[0] -= 1

    monkeypatch.setattr("os.fsync", fsync)
