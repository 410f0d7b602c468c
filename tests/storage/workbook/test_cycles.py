"""Cycles in a workbook: none beside another of its length, and goals go on forwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from dialogs.okr.model import Language, Length, ObjectiveId
from dialogs.text import Reader
from dialogs.words.draw import draw
from storage.database import Database
from storage.structure import Structure
from storage.workbook import Reading, read_workbook, write_workbook
from tests.storage.workbook.sheets import SOUND, places, write_sheets

CYCLES = "id,name,start,end\nq4,Q4,2026-10-01,2026-12-31\n"
OBJECTIVES = "id,unit,cycle,title,note,continues\nmer,salg,q4,Mer salg,,\nbred,nord,q4,Bredere,,\n"
ANEW = "mer-2,salg,{cycle},Mer salg,,{continues}\n"
OF_ANEW = "a-2,mer-2,A,yes_no,,,,,,,,,\nb-2,mer-2,B,yes_no,,,,,,,,,\n"


def read(
    folder: Path, cycles: str, *, cycle: str, continues: str = "", stored: Structure | None = None
) -> Reading:
    """Read the sound organisation with another cycle, and an objective more in one."""
    sheets: Mapping[str, str] = {
        **SOUND,
        "cycles": CYCLES + cycles,
        "objectives": OBJECTIVES + ANEW.format(cycle=cycle, continues=continues),
        "key_results": SOUND["key_results"] + OF_ANEW,
    }
    write_sheets(folder, sheets)
    return read_workbook(folder, stored)


@pytest.mark.parametrize(
    ("cycles", "refused"),
    [
        ("n,Next,2027-01-01,2027-03-31\n", False),
        ("n,Next,2026-12-31,2027-03-31\n", True),
        ("n,Next,2026-07-01,2026-10-01\n", True),
        ("n,Next,2026-10-01,2026-12-31\n", True),
        ("n,Next,2026-01-01,2026-12-31\n", False),  # a year beside its quarter
        ("n,Next,2026-12-01,2026-12-31\n", False),  # a month beside its quarter
    ],
)
def test_a_unit_has_goals_in_one_cycle_of_a_length_at_a_time(
    tmp_path: Path, cycles: str, refused: bool
) -> None:
    reading = read(tmp_path, cycles, cycle="n")
    if not refused:
        assert reading.problems == ()
        return
    key = "import-cycles-overlap"
    (place,) = places(reading)
    assert place[:1] + place[2:] == ("objectives", "cycle", key)
    for language in Language:
        sentence = draw(reading.problems[0].line, Reader(language, "Europe/Oslo"))
        assert "Salg" in sentence
        assert "Q4" in sentence
        assert "Next" in sentence


def test_other_units_cycles_are_no_concern_of_a_unit_s(tmp_path: Path) -> None:
    write_sheets(tmp_path, {**SOUND, "cycles": CYCLES + "n,Next,2026-11-01,2027-01-31\n"})
    moved = SOUND["objectives"].replace("bred,nord,q4", "bred,nord,n")
    (tmp_path / "objectives.csv").write_text(moved, encoding="utf-8")
    assert read_workbook(tmp_path).problems == ()


def test_days_that_make_stored_cycles_overlap_are_told_where_they_stand(tmp_path: Path) -> None:
    stored = read(tmp_path, "n,Next,2027-01-01,2027-03-31\n", cycle="n").structure
    assert stored is not None
    sheets = {
        name: text
        for name, text in SOUND.items()
        if name in {"organisation", "units", "people", "memberships"}
    }
    for old in tmp_path.iterdir():
        old.unlink()
    longer = "id,name,start,end\nq4,Q4,2026-10-01,2027-01-05\n"
    write_sheets(tmp_path, {**sheets, "cycles": longer})
    assert places(read_workbook(tmp_path, stored)) == [
        ("cycles", 2, "start", "import-cycles-overlap")
    ]


@pytest.mark.parametrize(
    ("continues", "cycle", "found"),
    [
        ("mer", "n", []),
        ("bred", "n", []),
        ("", "n", []),
        ("mer-2", "n", [("objectives", 4, "continues", "import-continues-later")]),
        ("bred", "q4", [("objectives", 4, "continues", "import-continues-later")]),
        ("mor", "n", [("objectives", 4, "continues", "import-unknown-id")]),
    ],
)
def test_a_goal_goes_on_with_one_of_an_earlier_cycle(
    tmp_path: Path, continues: str, cycle: str, found: list[tuple[str, int, str, str]]
) -> None:
    reading = read(tmp_path, "n,Next,2027-01-01,2027-03-31\n", cycle=cycle, continues=continues)
    assert places(reading) == found


def test_key_results_go_on_with_those_of_earlier_cycles(tmp_path: Path) -> None:
    read(tmp_path, "n,Next,2027-01-01,2027-03-31\n", cycle="n")
    header, rest = SOUND["key_results"].split("\n", 1)
    rows = [f"{row}," for row in (rest + OF_ANEW).splitlines()]
    path = tmp_path / "key_results.csv"
    for continues, column in (("kunder", None), ("b-2", "continues")):
        lines = [f"{header},continues", *rows[:-2], f"{rows[-2]}{continues}", rows[-1]]
        path.write_text("\n".join(lines), encoding="utf-8")
        reading = read_workbook(tmp_path)
        assert [place[2] for place in places(reading)] == ([column] if column else [])
        if reading.structure is not None:
            assert [one.continues for one in reading.structure.key_results][-2:] == ["kunder", None]


async def test_what_a_goal_goes_on_with_survives_an_import_without_the_column(
    database: Database, tmp_path: Path
) -> None:
    cycles = "n,Next,2027-01-01,2027-03-31\n"
    whole = read(tmp_path, cycles, cycle="n", continues="mer").structure
    assert whole is not None
    assert [(one.cycles, one.retro) for one in whole.units] == [
        (None, None),
        (Length.HALF, 8),
        (None, None),
    ]
    organisation = whole.organisation.id
    await database.save_structure(whole)
    bare = tuple(replace(one, continues=None) for one in whole.objectives)
    changes = await database.save_structure(replace(whole, objectives=bare))
    assert changes.changed == 0
    stored = await database.load_structure(organisation)
    assert stored.objectives[-1].continues == ObjectiveId("mer")
    out = tmp_path / "out.xlsx"
    write_workbook(out, stored)
    assert read_workbook(out).structure == stored
    # A sheet of the new cycle alone may name what is stored.
    (tmp_path / "objectives.csv").write_text(
        "id,unit,cycle,title,continues\nmer-2,salg,n,Mer salg,bred\n", encoding="utf-8"
    )
    (tmp_path / "key_results.csv").write_text(
        "id,objective,title,kind\na-2,mer-2,A,yes_no\nb-2,mer-2,B,yes_no\n", encoding="utf-8"
    )
    (tmp_path / "tasks.csv").unlink()
    alone = read_workbook(tmp_path, stored)
    assert alone.problems == ()
    assert alone.structure is not None
    await database.save_structure(alone.structure)
    after = await database.load_structure(organisation)
    assert [one.continues for one in after.objectives if one.id == "mer-2"] == ["bred"]
