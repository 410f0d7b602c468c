"""A workbook is held against what is stored: the two must keep the method's limits as one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from storage.structure import Structure, merged
from storage.workbook import Reading, read_workbook
from tests.storage.workbook.sheets import SOUND, places, write_sheets

_KEY_RESULTS, *_LINES = SOUND["key_results"].splitlines(keepends=True)
_UNITS = SOUND["units"]


def read(folder: Path, sheets: Mapping[str, str], stored: Structure | None = None) -> Reading:
    folder.mkdir(exist_ok=True)
    write_sheets(folder, {**SOUND, **sheets})
    return read_workbook(folder, stored)


def lines(*names: str, objective: str = "mer") -> str:
    return "".join(f"{name},{objective},K,yes_no,,,,,,,,,\n" for name in names)


@pytest.fixture
def stored(tmp_path: Path) -> Structure:
    """The sound organisation, with an objective that the sound workbook does not name."""
    reading = read(
        tmp_path / "stored",
        {
            "objectives": f"{SOUND['objectives']}eldre,salg,q4,Eldre,\n",
            "key_results": SOUND["key_results"] + lines("e1", "e2", objective="eldre"),
        },
    )
    assert reading.structure is not None
    return reading.structure


def test_the_same_again_and_a_part_of_it_are_fine(stored: Structure, tmp_path: Path) -> None:
    again = read(tmp_path / "again", {}, stored)
    assert (again.problems, again.warnings) == ((), ())
    part = {
        "objectives": "id,unit,cycle,title,note\nmer,salg,q4,Mer salg,\n",
        "key_results": _KEY_RESULTS + "kunder,mer,Kunder,change,10,25,,,,kunder,ola,,\n",
        "tasks": "id,title\n",
    }
    assert places(read(tmp_path / "part", part)) == [
        ("objectives", 2, None, "limit-too-few-key-results")
    ]
    assert read(tmp_path / "part", part, stored).problems == ()


def test_key_results_beside_stored_ones_may_be_too_many(stored: Structure, tmp_path: Path) -> None:
    fresh = _KEY_RESULTS + lines("a", "b", "c") + "".join(_LINES[2:])
    four = {"key_results": fresh, "tasks": "id,title\n"}
    assert read(tmp_path / "alone", four).problems == ()
    assert places(read(tmp_path / "beside", four, stored)) == []
    five = {**four, "key_results": fresh + lines("d")}
    assert read(tmp_path / "alone", five).problems == ()
    assert places(read(tmp_path / "beside", five, stored)) == [
        ("objectives", 2, None, "limit-too-many-key-results")
    ]


def test_objectives_beside_stored_ones_may_be_too_many(stored: Structure, tmp_path: Path) -> None:
    names = ("n1", "n2", "n3", "n4")
    sheets = {
        "objectives": SOUND["objectives"] + "".join(f"{name},salg,q4,N,\n" for name in names),
        "key_results": SOUND["key_results"]
        + "".join(lines(f"{name}a", f"{name}b", objective=name) for name in names),
    }
    assert read(tmp_path / "alone", sheets).problems == ()
    assert places(read(tmp_path / "beside", sheets, stored)) == [
        ("objectives", 7, None, "limit-too-many-objectives")
    ]


def test_a_key_result_may_not_leave_an_objective_with_too_few(
    stored: Structure, tmp_path: Path
) -> None:
    sheets = {"key_results": SOUND["key_results"] + lines("e1")}
    assert places(read(tmp_path / "moved", sheets, stored)) == [
        ("key_results", 6, "objective", "import-leaves-too-few")
    ]


def test_meetings_that_are_stored_already_are_enough(stored: Structure, tmp_path: Path) -> None:
    none = {"meetings": "forum,day\n"}
    alone = read(tmp_path / "alone", none)
    assert [(one.sheet, one.row, one.column) for one in alone.warnings] == [
        ("forums", 3, "cadence")
    ]
    assert read(tmp_path / "beside", none, stored).warnings == ()


def test_a_second_top_beside_the_stored_one_is_refused(stored: Structure, tmp_path: Path) -> None:
    units = _UNITS.replace("\nfirma,", "\nny,").replace("sector,firma", "sector,ny")
    assert places(read(tmp_path / "top", {"units": units}, stored)) == [
        ("units", 2, "id", "import-other-top")
    ]


def test_a_level_holds_for_stored_units_below_too(tmp_path: Path) -> None:
    more = f"{_UNITS}lag,Lag,unit,nord,,,,,,\n"
    before = read(tmp_path / "before", {"units": more}).structure
    lower = _UNITS.replace("nord,Nord,sector", "nord,Nord,unit")
    assert places(read(tmp_path / "alone", {"units": lower})) == []
    assert places(read(tmp_path / "beside", {"units": lower}, before)) == [
        ("units", 3, "level", "import-level-not-above")
    ]


def test_what_a_stored_key_result_supports_may_not_sink_below_it(
    stored: Structure, tmp_path: Path
) -> None:
    # "flere" belongs to the sector, and a stored key result of the sector hangs on it.
    objectives = SOUND["objectives"] + "side,nord,q4,Side,\n"
    key_results = SOUND["key_results"] + (
        "s1,side,S,yes_no,,,,,,,,flere,\n" + lines("s2", objective="side")
    )
    before = read(tmp_path / "a", {"objectives": objectives, "key_results": key_results}).structure
    assert before is not None
    sunk = {"objectives": SOUND["objectives"].replace("bred,nord", "bred,salg")}
    assert read(tmp_path / "alone", sunk, stored).problems == ()
    assert places(read(tmp_path / "beside", sunk, before)) == [
        ("key_results", 4, "supports", "import-supported-from-above")
    ]


def test_stored_memberships_keep_a_warning_away(stored: Structure, tmp_path: Path) -> None:
    sheets = {"memberships": "person,unit,role\nola,salg,member\n"}
    alone = read(tmp_path / "alone", sheets)
    assert [one.sheet for one in alone.warnings] == ["people", "key_results", "key_results"]
    assert read(tmp_path / "beside", sheets, stored).warnings == ()


def test_both_together_are_what_saving_makes_of_them(stored: Structure, tmp_path: Path) -> None:
    sheets = {"memberships": "person,unit,role\nliv,salg,member\nola,nord,lead\n"}
    given = read(tmp_path / "given", sheets).structure
    assert given is not None
    whole = merged(stored, given)
    assert {(one.person, one.unit, one.role.value) for one in whole.memberships} == {
        ("liv", "salg", "member"),
        ("liv", "nord", "lead"),
        ("ola", "salg", "member"),
        ("ola", "nord", "lead"),
    }
    assert {one.id for one in whole.objectives} == {"mer", "bred", "eldre"}
