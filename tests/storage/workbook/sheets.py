"""A small organisation as CSV text, to break one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dialogs.text import Phrase
from storage.workbook import Reading, read_workbook

SOUND: Mapping[str, str] = {
    "organisation": "id,name,language,zone,country\nfirma,Firma,en,Europe/Oslo,NO\n",
    "units": (
        "id,name,level,parent,answering,ask,ask_at,language,zone,holidays,note,cycles,retro\n"
        "firma,Firma,organisation,,,,,,,,,,\n"
        "nord,Nord,sector,firma,,,,,,se,,half,8\n"
        "salg,Salg,team,nord,everyone,weekly tue,9:30,,,,,,\n"
    ),
    "people": "id,name,email,language,zone,note\nliv,Liv,liv@example.org,,,\nola,Ola,,,,\n",
    "memberships": "person,unit,role\nliv,salg,lead\nliv,nord,lead\nola,salg,member\n",
    "forums": (
        "id,unit,name,channel,cadence,at,language,note\n"
        "mote,salg,Møte,#salg,weekly,13:00,,\n"
        "styre,nord,Styret,#styre,meetings 5,,,\n"
    ),
    "meetings": "forum,day\nstyre,2026-11-24\nstyre,15.12.2026\n",
    "breaks": (
        "id,first,last,unit,note\n"
        "jul,2026-12-21,2027-01-03,salg,\n"
        "sommer,2027-07-01,2027-07-31,,Fellesferie\n"
    ),
    "cycles": ("id,name,start,end\nq4,Q4,2026-10-01,2026-12-31\nq3,Q3,2026-07-01,2026-09-30\n"),
    "objectives": "id,unit,cycle,title,note\nmer,salg,q4,Mer salg,\nbred,nord,q4,Bredere,\n",
    "key_results": (
        "id,objective,title,kind,start,target,low,high,steps,scale,owner,supports,note\n"
        "kunder,mer,Kunder,change,10,20.5,,,,kunder,ola,flere,\n"
        "ventetid,mer,Ventetid,keep_within,,,,14,,dager,,,\n"
        "flere,bred,Flere,milestones,,,,,4,,,,\n"
        "apnet,bred,Åpnet,yes_no,,,,,,,,,\n"
    ),
    "tasks": "id,title,unit,person,key_result,due,done,note\nring,Ring,salg,ola,kunder,,no,\n",
}
"""Every sheet but the record of answers; it has neither problems nor warnings."""


def write_sheets(folder: Path, sheets: Mapping[str, str]) -> None:
    """Write the sheets as a folder of CSV files."""
    for name, text in sheets.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")


def read_changed(folder: Path, sheet: str, old: str, new: str) -> Reading:
    """Read the sound organisation with one thing changed in one of its sheets."""
    assert SOUND[sheet].count(old) == 1
    write_sheets(folder, {**SOUND, sheet: SOUND[sheet].replace(old, new)})
    return read_workbook(folder)


def places(reading: Reading) -> list[tuple[str, int | None, str | None, str]]:
    """Return each problem's place and key."""
    found = []
    for problem in reading.problems:
        assert isinstance(problem.text, Phrase)
        found.append((problem.sheet, problem.row, problem.column, problem.text.key))
    return found
