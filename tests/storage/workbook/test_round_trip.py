"""Export then import changes nothing, whatever people have written."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from dialogs.okr.model import CheckIn, CheckInId, PersonId
from dialogs.okr.week import Week
from dialogs.text import say
from storage.workbook import read_check_ins, read_workbook, write_workbook
from tests.storage.workbook.structures import SMALL, Sample, samples

FORMATS = ("folder", "book.xlsx")


@pytest.mark.parametrize("name", FORMATS)
@given(sample=samples())
@settings(max_examples=40, deadline=None)
def test_what_was_exported_comes_back_unchanged(name: str, sample: Sample) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_workbook(path, sample.structure, sample.check_ins)

        reading = read_workbook(path)

        assert reading.problems == ()
        assert reading.structure == sample.structure
        assert read_check_ins(path) == sample.check_ins


@given(sample=samples())
@settings(max_examples=25, deadline=None)
def test_a_second_export_writes_the_same_bytes(sample: Sample) -> None:
    with TemporaryDirectory() as folder:
        first, second = Path(folder) / "first", Path(folder) / "second"
        write_workbook(first, sample.structure, sample.check_ins)
        structure = read_workbook(first).structure
        assert structure is not None
        write_workbook(second, structure, read_check_ins(first))

        assert _bytes(first) == _bytes(second)


@pytest.mark.parametrize("name", FORMATS)
def test_the_record_of_answers_is_left_alone_and_says_so(name: str, tmp_path: Path) -> None:
    sample = _with_answers()
    write_workbook(tmp_path / name, sample.structure, sample.check_ins)

    warnings = read_workbook(tmp_path / name).warnings

    assert [(one.sheet, one.row, one.text) for one in warnings if one.sheet == "check_ins"] == [
        ("check_ins", None, say("import-check-ins-left", count=len(sample.check_ins)))
    ]


def test_an_export_over_an_export_takes_its_place(tmp_path: Path) -> None:
    sample = _with_answers()
    write_workbook(tmp_path, sample.structure, sample.check_ins)
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")

    write_workbook(tmp_path, SMALL)

    assert read_workbook(tmp_path).structure == SMALL
    assert read_check_ins(tmp_path) == ()
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def _with_answers() -> Sample:
    answer = CheckIn(
        id=CheckInId("svar-1"),
        key_result=SMALL.key_results[0].id,
        week=Week(2026, 47),
        person=PersonId("liv"),
        at=datetime(2026, 11, 16, 8, 5, tzinfo=UTC),
        value=12.5,
        confidence=7,
    )
    return Sample(SMALL, (answer,))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}
