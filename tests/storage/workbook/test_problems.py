"""Each problem names sheet, row and column, and says what would be right; all come at once."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from dialogs.okr.cadence import BeforeMeetings, CycleWorkday, OnDates, Rule
from dialogs.okr.model import Language
from dialogs.text import Phrase, Reader, say
from dialogs.words.draw import draw
from storage.workbook import read_workbook
from tests.storage.workbook.sheets import SOUND, places, read_changed, write_sheets


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing changed in one sheet, and the one problem that comes of it."""

    sheet: str
    old: str
    new: str
    row: int | None
    column: str | None
    key: str


_KR = "key_results"
_ORGANISATION = "firma,Firma,en,Europe/Oslo,NO\n"
_LINE = "kunder,mer,Kunder,change,10,20.5,,,,kunder,ola,flere,"
_BAND = "ventetid,mer,Ventetid,keep_within,,,,14,,dager,,,"
_STEPS = "flere,bred,Flere,milestones,,,,,4,,,,"

SLIPS = (
    Slip("organisation", "firma,Firma", "firma,", 2, "name", "import-cell-empty"),
    Slip("organisation", "en", "dk", 2, "language", "import-bad-choice"),
    Slip("organisation", "Europe/Oslo", "Oslo", 2, "zone", "import-bad-zone"),
    Slip("organisation", "NO", "Norge", 2, "country", "import-bad-country"),
    Slip("organisation", "NO\n", "NO\nto,To,en,UTC,SE\n", None, None, "import-one-organisation"),
    Slip("organisation", _ORGANISATION, "", None, None, "import-one-organisation"),
    Slip("organisation", "country", "land", 1, "land", "import-unknown-column"),
    Slip("units", "nord,Nord,sector", "nord,Nord,region", 3, "level", "import-bad-choice"),
    Slip("units", "team,nord", "team,nrod", 4, "parent", "import-unknown-id"),
    Slip("units", "sector,firma", "sector,", 3, "parent", "import-second-top"),
    Slip("units", "organisation,,", "organisation,salg,", 2, "parent", "import-tree-circle"),
    Slip("units", "organisation,,", "sector,,", 2, "level", "import-top-not-organisation"),
    Slip("units", "team,nord", "sector,nord", 4, "level", "import-level-not-below"),
    Slip("units", "everyone", "all of us", 4, "answering", "import-bad-choice"),
    Slip("units", "weekly tue", "every tuesday", 4, "ask", "import-bad-cadence"),
    Slip("units", "9:30", "half past nine", 4, "ask_at", "import-bad-clock"),
    Slip("units", "9:30", "25:00", 4, "ask_at", "import-bad-clock"),
    Slip("units", "weekly tue", "meetings 2", 4, "ask", "import-ask-before-meetings"),
    Slip("units", "9:30", "7:59", 4, "ask_at", "import-not-in-hours"),
    Slip("units", "9:30", "17.00", 4, "ask_at", "import-not-in-hours"),
    Slip("units", ",se,", ",Sverige,", 3, "holidays", "import-bad-country"),
    Slip("units", "half,8", "half,0", 3, "retro", "import-bad-retro"),
    Slip("units", "half,8", "half,21", 3, "retro", "import-bad-retro"),
    Slip("units", "half,8", "half,7.5", 3, "retro", "import-bad-retro"),
    Slip("units", "half,8", "half,soon", 3, "retro", "import-bad-retro"),
    Slip("units", "\nsalg,", "\nnord,", 4, "id", "import-double-id"),
    Slip("people", "ola,Ola", "ola,O\x07la", 3, "name", "import-unseen-character"),
    Slip("people", "Ola,,,,", "Ola,,,,\x9b31m", 3, "note", "import-unseen-character"),
    Slip("people", "org,,", "org,norsk,", 2, "language", "import-bad-choice"),
    Slip("memberships", "ola,salg", "olav,salg", 4, "person", "import-unknown-id"),
    Slip("memberships", "member", "boss", 4, "role", "import-bad-choice"),
    Slip("memberships", "liv,nord", "liv,salg", 3, None, "import-double-membership"),
    Slip("memberships", "ola,salg,member", "ola,salg,member,x", 4, None, "import-row-too-long"),
    Slip("forums", "#salg", "", 2, "channel", "import-forum-without-channel"),
    Slip("forums", "weekly", "somtimes", 2, "cadence", "import-bad-cadence"),
    Slip("forums", "13:00", "6.30", 2, "at", "import-not-in-hours"),
    Slip("forums", "meetings 5", "meetings 16", 3, "cadence", "import-bad-cadence"),
    Slip("forums", "meetings 5", "yearly 02-29", 3, "cadence", "import-bad-cadence"),
    Slip("meetings", "\nstyre,2026", "\nstyret,2026", 2, "forum", "import-unknown-id"),
    Slip("meetings", "15.12.2026", "24.11.2026", 3, "day", "import-double-meeting"),
    Slip("meetings", "15.12.2026", "15.13.2026", 3, "day", "import-bad-day"),
    Slip("meetings", "15.12.2026", "31.12.9999", 3, "day", "import-far-day"),
    Slip("meetings", "15.12.2026", "", 3, "day", "import-cell-empty"),
    Slip("breaks", "2027-01-03", "2026-12-20", 2, "last", "import-break-backwards"),
    Slip("breaks", "2027-07-31", "2027-09-01", 3, "last", "import-break-too-long"),
    Slip("breaks", "2027-07-01", "July", 3, "first", "import-bad-day"),
    Slip("breaks", "\nsommer", "\njul", 3, "id", "import-double-id"),
    Slip("breaks", ",salg,", ",slag,", 2, "unit", "import-unknown-id"),
    Slip("cycles", "2026-12-31", "2026-09-30", 2, "end", "import-cycle-backwards"),
    Slip("cycles", "2026-12-31", "2026-02-30", 2, "end", "import-bad-day"),
    Slip("cycles", "2026-12-31", "12/31/2026", 2, "end", "import-bad-day"),
    Slip("cycles", "2026-12-31", "9999-12-31", 2, "end", "import-far-day"),
    Slip("objectives", "mer,salg", "mer,slag", 2, "unit", "import-unknown-id"),
    Slip("objectives", "salg,\n", "salg,\ntom,salg,q4,T,\n", 3, None, "limit-too-few-key-results"),
    Slip(_KR, "10,20.5", "10,10.0", 2, None, "measure-start-is-target"),
    Slip(_KR, "10,20.5", "10,", 2, "target", "import-measure-needs"),
    Slip(_KR, "10,20.5", "10,twenty", 2, "target", "reading-not-a-number"),
    Slip(_KR, "20.5,,", "20.5,3,", 2, "low", "import-measure-not-used"),
    Slip(_KR, "keep_within,,,,14", "keep_within,,,,", 3, None, "measure-band-without-limits"),
    Slip(_KR, "keep_within,,,,14", "keep_within,,,15,14", 3, None, "measure-band-upside-down"),
    Slip(_KR, "milestones,,,,,4", "milestones,,,,,0", 4, None, "measure-no-milestones"),
    Slip(_KR, "milestones,,,,,4", "milestones,,,,,2.5", 4, "steps", "import-bad-whole-number"),
    Slip(_KR, "milestones,,,,,4", "milestones,,,,,four", 4, "steps", "import-bad-whole-number"),
    Slip(_KR, "yes_no", "maybe", 5, "kind", "import-bad-choice"),
    Slip(_KR, "ola,flere", "oli,flere", 2, "owner", "import-unknown-id"),
    Slip(_KR, "ola,flere", "ola,fler", 2, "supports", "import-unknown-id"),
    Slip(_KR, "ola,flere", "ola,kunder", 2, "supports", "import-supports-itself"),
    Slip(_KR, _STEPS, f"{_STEPS[:-1]}ventetid,", 4, "supports", "import-supports-below"),
    Slip("tasks", "no,", "later,", 2, "done", "import-bad-yes-no"),
    Slip("tasks", "kunder,,", "kunder,soon,", 2, "due", "import-bad-day"),
    Slip("tasks", "ring,Ring", 'ring,"Ring', 2, None, "import-bad-quotes"),
)  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.sheet}: {slip.old} to {slip.new}")
def test_a_slip_is_told_with_its_place_and_in_every_language(
    slip: Slip, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reading = read_changed(tmp_path, slip.sheet, slip.old, slip.new)

    assert reading.structure is None
    assert (slip.sheet, slip.row, slip.column, slip.key) in places(reading)
    for language in Language:
        for problem in reading.problems:
            sentence = draw(problem.line, Reader(language, "Europe/Oslo"))
            assert slip.sheet in sentence
            assert "{" not in sentence
    assert caplog.records == []


def test_a_slip_brings_no_other_problem_in_its_train(tmp_path: Path) -> None:
    alone = [slip for slip in SLIPS if slip.key not in _WITH_MORE]
    for number, slip in enumerate(alone):
        folder = tmp_path / str(number)
        folder.mkdir()
        reading = read_changed(folder, slip.sheet, slip.old, slip.new)
        assert places(reading) == [(slip.sheet, slip.row, slip.column, slip.key)]


_WITH_MORE = frozenset(
    {
        "import-unknown-column",  # … and the right one is missing
        "import-double-id",  # … and what hangs on the other id is nowhere
        "import-level-not-below",
        "import-tree-circle",  # the level of the one on top cannot be right either
        "import-bad-quotes",  # the sheet cannot be read
        "import-top-not-organisation",  # … nor can what stands below it
    }
)


def test_what_a_forum_and_a_unit_do_not_set_is_left_to_those_above(tmp_path: Path) -> None:
    reading = read_changed(tmp_path, "forums", "weekly,13:00", ",")
    assert reading.problems == ()
    assert reading.structure is not None
    forum, board = reading.structure.forums
    assert (forum.cadence, forum.at) == (None, None)
    assert (board.cadence, board.at) == (BeforeMeetings(5), None)
    assert [unit.holidays for unit in reading.structure.units] == [None, "SE", None]
    jul, sommer = reading.structure.breaks
    assert (jul.unit, jul.first, jul.last) == ("salg", date(2026, 12, 21), date(2027, 1, 3))
    assert (sommer.unit, sommer.note) == (None, "Fellesferie")
    assert [one.day for one in reading.structure.meetings] == [
        date(2026, 11, 24),
        date(2026, 12, 15),
    ]


def test_a_forum_needs_neither_the_column_of_its_cadence_nor_that_of_its_hour(
    tmp_path: Path,
) -> None:
    forums = "id,unit,name,channel\nmote,salg,Møte,#salg\n"
    write_sheets(tmp_path, {**SOUND, "forums": forums, "meetings": "forum,day\n"})
    reading = read_workbook(tmp_path)
    assert (reading.problems, reading.warnings) == ((), ())


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("meetings 3", BeforeMeetings(3)),
        ("Meetings  0", BeforeMeetings(0)),
        ("cycle workday 5", CycleWorkday(5)),
        ("yearly 12-01", OnDates(((12, 1),))),
    ],
)
def test_the_rules_of_forums_are_read(written: str, rule: Rule, tmp_path: Path) -> None:
    reading = read_changed(tmp_path, "forums", "weekly", written)
    assert reading.structure is not None
    assert reading.structure.forums[0].cadence == rule


@pytest.mark.parametrize(
    ("last", "days"), [("2027-07-01", 1), ("2027-08-31", 62), ("31.8.2027", 62)]
)
def test_a_break_of_a_day_and_one_of_two_months_are_taken(
    last: str, days: int, tmp_path: Path
) -> None:
    reading = read_changed(tmp_path, "breaks", "2027-07-31", last)
    assert reading.structure is not None
    summer = reading.structure.breaks[1]
    assert (summer.last - summer.first).days + 1 == days


def test_a_refused_hour_names_the_hours_that_are_right(tmp_path: Path) -> None:
    (problem,) = read_changed(tmp_path, "units", "9:30", "17:00").problems
    english, finnish = (
        draw(problem.text, Reader(language, "UTC"))
        for language in (Language.ENGLISH, Language.FINNISH)
    )
    assert english.startswith("17:00 is outside working hours")
    assert english.endswith("Write a time from 08:00 to 16:59.")
    assert "8.00–16.59" in finnish


@pytest.mark.parametrize("written", ["8:00", "16:59"])
def test_the_first_and_the_last_minute_of_work_are_right(written: str, tmp_path: Path) -> None:
    assert read_changed(tmp_path, "units", "9:30", written).problems == ()


@pytest.mark.parametrize(
    "name",
    ["x" * 65, "..", ".", "a/b", "a\\b", "{nord}", "no\trd", '"no\nrd"', "no\u200brd", "a\u2028b"],
)
def test_what_cannot_be_an_id_is_refused_once_and_with_its_place(name: str, tmp_path: Path) -> None:
    people = f"id,name\nliv,Liv\n{name},Ola\n"
    write_sheets(
        tmp_path,
        {
            **{sheet: SOUND[sheet] for sheet in ("organisation", "units")},
            "people": people,
            "memberships": f"person,unit,role\nliv,nord,lead\n{name},salg,member\n",
        },
    )
    reading = read_workbook(tmp_path)
    assert places(reading) == [("people", 3, "id", "import-bad-id")]
    for language in Language:
        assert "64" in draw(reading.problems[0].line, Reader(language, "UTC"))


@pytest.mark.parametrize("name", ["x" * 64, "1.1.1", "...", "liv@example.org", "Öla Ä", "a:b", "#"])
def test_an_id_may_be_almost_anything_else(name: str, tmp_path: Path) -> None:
    people = SOUND["people"].replace("ola,", f"{name},")
    others = {
        sheet: SOUND[sheet].replace("ola,", f"{name},")
        for sheet in ("memberships", "key_results", "tasks")
    }
    write_sheets(tmp_path, {**SOUND, "people": people, **others})
    assert read_workbook(tmp_path).problems == ()


def test_what_nobody_can_see_is_named_by_its_number_and_never_printed(tmp_path: Path) -> None:
    write_sheets(tmp_path, {**SOUND, "people\x1b": SOUND["people"]})
    reading = read_changed(tmp_path, "units", "nord,Nord", "nord,No\x1brd")
    lines = [draw(one.line, Reader(Language.ENGLISH, "UTC")) for one in reading.problems]
    assert any("U+001B" in line for line in lines)
    assert any("people�" in line for line in lines)
    assert not any("\x1b" in line for line in lines)


def test_all_problems_come_at_once_in_the_order_of_the_sheets(tmp_path: Path) -> None:
    sheets = {
        **SOUND,
        "units": SOUND["units"].replace("team,nord", "tem,nrod"),
        "cycles": SOUND["cycles"].replace("2026-10-01", "yesterday"),
        "key_results": SOUND["key_results"].replace("10,20.5", "ten,").replace("ola", "oli"),
    }
    write_sheets(tmp_path, sheets)

    assert places(read_workbook(tmp_path)) == [
        ("units", 4, "level", "import-bad-choice"),
        ("units", 4, "parent", "import-unknown-id"),
        ("cycles", 2, "start", "import-bad-day"),
        ("key_results", 2, "start", "reading-not-a-number"),
        ("key_results", 2, "target", "import-measure-needs"),
        ("key_results", 2, "owner", "import-unknown-id"),
    ]


def test_the_nearest_right_word_is_offered(tmp_path: Path) -> None:
    assert _hint(tmp_path, "units", "team,nord", "team,nrod") == _meant("nord")
    assert _hint(tmp_path, "organisation", "zone", "zones") == _meant("zone")
    assert _hint(tmp_path, "organisation", "Europe/Oslo", "oslo") == _meant("Europe/Oslo")
    assert _hint(tmp_path, "organisation", "Europe/Oslo", "europe/olso") == _meant("Europe/Oslo")


def test_a_reference_to_nothing_near_says_where_to_add_it(tmp_path: Path) -> None:
    tip = _hint(tmp_path, "memberships", "ola,salg", "xyzzy,salg")
    assert tip == say("import-add-to-sheet", sheet="people")


def test_the_nearest_word_is_looked_for_only_while_somebody_would_read_it(tmp_path: Path) -> None:
    many = "".join("ola,slag,member\n" for _ in range(250))
    write_sheets(tmp_path, {**SOUND, "memberships": f"{SOUND['memberships']}{many}"})
    problems = read_workbook(tmp_path).problems
    tips = [dict(one.text.args)["hint"] for one in problems if isinstance(one.text, Phrase)]
    assert tips == [_meant("salg")] * 200 + [say("import-add-to-sheet", sheet="units")] * 50


def test_six_objectives_are_refused_with_their_number(tmp_path: Path) -> None:
    more = "".join(f"o{n},salg,q4,O,\n" for n in range(5))
    results = "".join(f"k{n}{m},o{n},K,yes_no,,,,,,,,,\n" for n in range(5) for m in "ab")
    write_sheets(
        tmp_path,
        {
            **SOUND,
            "objectives": SOUND["objectives"] + more,
            "key_results": SOUND["key_results"] + results,
        },
    )

    problems = read_workbook(tmp_path).problems

    assert [(one.row, one.text) for one in problems] == [
        (8, say("limit-too-many-objectives", count=6, most=5))
    ]


def test_six_key_results_are_refused_with_their_number(tmp_path: Path) -> None:
    more = "".join(f"k{n},mer,K,yes_no,,,,,,,,,\n" for n in range(4))
    write_sheets(tmp_path, {**SOUND, "key_results": SOUND["key_results"] + more})

    problems = read_workbook(tmp_path).problems

    assert [(one.row, one.text) for one in problems] == [
        (2, say("limit-too-many-key-results", count=6, fewest=2, most=5))
    ]


def test_key_results_that_support_each_other_are_told_as_a_circle(tmp_path: Path) -> None:
    reading = read_changed(
        tmp_path, "key_results", _BAND, "ventetid,mer,Ventetid,keep_within,,,,14,,,,ring,"
    )
    assert places(reading) == [("key_results", 3, "supports", "import-unknown-id")]

    circle = (
        SOUND["key_results"]
        .replace("ola,flere", "ola,ventetid")
        .replace(_BAND, "ventetid,mer,Ventetid,keep_within,,,,14,,,,kunder,")
    )
    write_sheets(tmp_path, {**SOUND, "key_results": circle})

    assert [(one.row, one.text) for one in read_workbook(tmp_path).problems] == [
        (2, say("import-supports-circle", path="kunder → ventetid → kunder"))
    ]


def test_a_person_may_have_two_roles_in_a_unit(tmp_path: Path) -> None:
    more = "liv,salg,lead\nliv,salg,facilitator\n"
    reading = read_changed(tmp_path, "memberships", "liv,salg,lead\n", more)
    assert (reading.problems, reading.warnings) == ((), ())


def test_a_bad_row_still_counts_for_its_objective(tmp_path: Path) -> None:
    reading = read_changed(tmp_path, "key_results", "10,20.5", "ten,20.5")
    assert [key for *_, key in places(reading)] == ["reading-not-a-number"]


@pytest.mark.parametrize("missing", ["organisation", "units", "people", "memberships"])
def test_a_sheet_that_is_needed_is_named_when_it_is_missing(missing: str, tmp_path: Path) -> None:
    write_sheets(tmp_path, {name: text for name, text in SOUND.items() if name != missing})
    assert (missing, None, None, "import-missing-sheet") in places(read_workbook(tmp_path))


def test_a_workbook_of_people_alone_is_enough_to_begin_with(tmp_path: Path) -> None:
    needed = ("organisation", "units", "people", "memberships")
    write_sheets(tmp_path, {name: SOUND[name] for name in needed})
    assert read_workbook(tmp_path).structure is not None


def test_an_unknown_sheet_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    write_sheets(tmp_path, {**SOUND, "key_result": SOUND["key_results"]})
    (problem,) = read_workbook(tmp_path).problems
    assert (problem.sheet, problem.text) == (
        "key_result",
        say("import-unknown-sheet", hint=_meant("key_results")),
    )


def test_a_column_that_is_needed_is_told_once_and_not_for_each_row(tmp_path: Path) -> None:
    write_sheets(tmp_path, {**SOUND, "memberships": "person,unit\nliv,salg\nola,salg\n"})
    assert places(read_workbook(tmp_path)) == [("memberships", 1, "role", "import-missing-column")]


def test_an_empty_sheet_is_told_its_columns(tmp_path: Path) -> None:
    write_sheets(tmp_path, {**SOUND, "memberships": ""})
    assert places(read_workbook(tmp_path)) == [("memberships", 1, None, "import-no-header")]


def test_column_order_and_spelling_of_headers_are_free(tmp_path: Path) -> None:
    write_sheets(
        tmp_path, {**SOUND, "Memberships": "Role, Unit ,PERSON\nLEAD,salg,liv\nMember,salg,ola\n"}
    )
    (tmp_path / "memberships.csv").unlink()
    reading = read_workbook(tmp_path)
    assert reading.problems == ()


def test_empty_rows_are_passed_over_and_counted(tmp_path: Path) -> None:
    reading = read_changed(tmp_path, "memberships", "liv,nord,lead\n", "\n,,\nliv,nord,boss\n")
    assert places(reading) == [("memberships", 5, "role", "import-bad-choice")]


def test_a_line_break_inside_a_cell_does_not_move_the_row_number(tmp_path: Path) -> None:
    reading = read_changed(tmp_path, "people", "liv@example.org,,,", 'liv@example.org,,,"a\nb\nc"')
    assert reading.problems == ()
    reading = read_changed(
        tmp_path,
        "people",
        "liv@example.org,,,\nola,Ola,,",
        'liv@example.org,,,"a\nb\nc"\nola,Ola,,xx',
    )
    assert places(reading) == [("people", 3, "language", "import-bad-choice")]


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("nowhere", "import-no-such-path"),
        ("empty", "import-empty-folder"),
        ("notes.txt", "import-not-a-workbook"),
        ("broken.xlsx", "import-workbook-unreadable"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_sentence(
    path: str, key: str, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 and then nothing")

    reading = read_workbook(tmp_path / path)

    assert reading.structure is None
    assert places(reading) == [("", None, None, key)]
    for language in Language:
        assert key not in draw(reading.problems[0].line, Reader(language, "UTC"))


@pytest.mark.parametrize(
    ("sheet", "old", "new", "expected"),
    [
        ("people", "ola,Ola", "ola,Ola,,,,\nper,Per", ("people", 4, "import-person-without-unit")),
        ("people", "liv@example.org", "liv(at)example", ("people", 2, "import-odd-email")),
        ("people", "ola,Ola,", "ola,Ola,LIV@example.org", ("people", 3, "import-double-email")),
        ("memberships", "nord,lead", "nord,admin", ("key_results", 4, "import-nobody-answers")),
        ("forums", "#salg,weekly", "#salg,meetings 3", ("forums", 2, "import-no-meetings")),
        ("forums", "meetings 5", "", ("meetings", 2, "import-meetings-not-followed")),
        ("forums", "meetings 5", "board", ("meetings", 2, "import-meetings-not-followed")),
    ],
)  # fmt: skip
def test_a_warning_is_told_and_does_not_stop_the_import(
    sheet: str, old: str, new: str, expected: tuple[str, int, str], tmp_path: Path
) -> None:
    reading = read_changed(tmp_path, sheet, old, new)

    assert reading.structure is not None
    told = [(one.sheet, one.row, one.text) for one in reading.warnings]
    keys = [(name, row, text.key) for name, row, text in told if isinstance(text, Phrase)]
    assert expected in keys
    for language in Language:
        assert "{" not in draw(reading.warnings[0].line, Reader(language, "UTC"))


def test_a_sound_workbook_has_neither_problems_nor_warnings(tmp_path: Path) -> None:
    write_sheets(tmp_path, SOUND)
    reading = read_workbook(tmp_path)
    assert (reading.problems, reading.warnings) == ((), ())


def test_every_sentence_of_an_import_is_there_in_every_language(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.ERROR)
    for key, args in _SENTENCES.items():
        for language in Language:
            drawn = draw(say(key, **args), Reader(language, "UTC"))
            assert drawn
            assert key not in drawn
            for value in args.values():
                assert str(value) in drawn
    assert caplog.records == []


_SENTENCES: Mapping[str, Mapping[str, str]] = {
    "import-cell-error": {"text": "#REF!"},
    "import-formula": {},
    "import-bad-encoding": {},
    "import-stray-byte": {"line": "7"},
    "import-far-right": {"most": "100"},
    "import-far-below": {"count": "1001"},
    "import-too-many-rows": {"most": "100000"},
    "import-bad-instant": {"text": "now"},
    "import-bad-week": {"text": "47"},
    "import-double-sheet": {},
    "import-double-column": {},
    "import-no-top": {},
    "import-no-units": {},
    "import-path-is-folder": {"path": "out.xlsx"},
    "import-workbook-too-large": {},
    "import-supports-circle": {"path": "a → b → a"},
    "import-other-top": {"name": "Firma", "id": "firma"},
    "import-level-not-above": {"level": "team", "below": "salg", "below_level": "unit"},
    "import-supported-from-above": {
        "other": "kunder",
        "other_level": "sector",
        "id": "flere",
        "level": "team",
    },
    "import-leaves-too-few": {"objective": "mer", "fewest": "2"},
    "import-kind-answered": {},
}
"""Those that the slips above do not bring about."""


def _meant(word: str) -> Phrase:
    return say("import-did-you-mean", nearest=word)


def _hint(folder: Path, sheet: str, old: str, new: str) -> object:
    text = read_changed(folder, sheet, old, new).problems[0].text
    assert isinstance(text, Phrase)
    return dict(text.args)["hint"]
