"""Days are read as people write them; what is no day, or could be two, is refused kindly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.okr.model import Language
from dialogs.reading import FARTHEST, ReadingError, read_day, read_days

MONDAY = date(2026, 11, 16)
THAT = date(2026, 11, 24)
ENGLISH, FINNISH, SWEDISH, NORWEGIAN = (
    Language.ENGLISH,
    Language.FINNISH,
    Language.SWEDISH,
    Language.NORWEGIAN,
)


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("24.11.", FINNISH),
        ("24.11", FINNISH),
        (" ti 24.11.2026 ", FINNISH),
        ("tiistai 24. marraskuuta", FINNISH),
        ("24. marraskuuta 2026", FINNISH),
        ("24.11.26", FINNISH),
        ("24 November 2026", ENGLISH),
        ("November 24", ENGLISH),
        ("Nov 24th", ENGLISH),
        ("24th of November", ENGLISH),
        ("Tuesday 24 Nov", ENGLISH),
        ("24/11/2026", ENGLISH),
        ("11/24/2026", ENGLISH),
        ("2026-11-24", SWEDISH),
        ("den 24 november", SWEDISH),
        ("tisdag 24 november 2026", SWEDISH),
        ("24. nov. 2026", NORWEGIAN),
        ("tirsdag 24. november", NORWEGIAN),
    ],
)
def test_a_day_may_be_written_in_any_usual_way(written: str, language: Language) -> None:
    assert read_day(written, language, MONDAY) == THAT


@pytest.mark.parametrize(
    ("written", "ahead"),
    [
        ("today", 0),
        ("Tänään", 0),
        ("maanantai", 0),
        ("tomorrow", 1),
        ("huomenna", 1),
        ("i morgon", 1),
        ("i morgen", 1),
        ("Friday", 4),
        ("pe", 4),
        ("perjantaina", 4),
        ("fredag", 4),
        ("søndag", 6),
        ("lördag", 5),
    ],
)
def test_a_day_may_be_named_as_people_speak_of_it(written: str, ahead: int) -> None:
    assert read_day(written, ENGLISH, MONDAY) == MONDAY + timedelta(days=ahead)


def test_a_day_without_a_year_is_the_next_one_that_comes() -> None:
    assert read_day("16.11.", FINNISH, MONDAY) == MONDAY
    assert read_day("15.11.", FINNISH, MONDAY) == date(2027, 11, 15)
    assert read_day("29.2.", FINNISH, MONDAY) == date(2028, 2, 29)


@pytest.mark.parametrize("written", ["", "soon", "31.2.", "32.1.", "0.1.", "1.13.", "24", "24 mmm"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(ReadingError) as refused:
        read_day(written, ENGLISH, MONDAY)
    assert refused.value.sentence.key == "reading-day"


def test_a_date_that_two_people_read_in_two_ways_is_refused_in_english_alone() -> None:
    with pytest.raises(ReadingError) as refused:
        read_day("3/4/2027", ENGLISH, MONDAY)
    assert refused.value.sentence.key == "reading-day-two-ways"
    assert read_day("3/4/2027", FINNISH, MONDAY) == date(2027, 4, 3)
    assert read_day("4/4/2027", ENGLISH, MONDAY) == date(2027, 4, 4)


def test_a_date_years_away_is_taken_for_a_slip() -> None:
    with pytest.raises(ReadingError) as refused:
        read_day(f"24.11.{MONDAY.year + FARTHEST + 1}", FINNISH, MONDAY)
    assert refused.value.sentence.key == "reading-day-far"


@pytest.mark.parametrize(
    "written",
    [
        "24.11., 8.12. ja 12.1.2027",
        "12.1.2027\n24.11.\n\n8.12.\n",
        "24.11. 8.12. 12.1.",
        "24 Nov; 8 Dec; 12 Jan",
        "November 24, 2026, December 8, 2026 and January 12, 2027",
        "2026-11-24,2026-12-08,2027-01-12,2026-11-24",
    ],
)
def test_days_may_stand_in_lines_or_between_commas(written: str) -> None:
    found = read_days(written, ENGLISH, MONDAY)
    assert found == (THAT, date(2026, 12, 8), date(2027, 1, 12))


def test_one_wrong_day_among_many_is_named() -> None:
    with pytest.raises(ReadingError) as refused:
        read_days("24.11., 31.11., 1.12.", FINNISH, MONDAY)
    assert ("text", "31.11.") in refused.value.sentence.args
    assert read_days(" \n, ", FINNISH, MONDAY) == ()


@given(
    st.dates(date(2026, 1, 1), date(2031, 12, 31)),
    st.sampled_from(list(Language)),
    st.sampled_from(["{0.day}.{0.month}.{0.year}", "{0:%Y-%m-%d}", "{0.day}. {0.month}. {0.year}"]),
)
def test_what_is_written_out_is_read_back(day: date, language: Language, form: str) -> None:
    assert read_day(form.format(day), language, MONDAY) == day


@given(st.text(max_size=40), st.sampled_from(list(Language)))
def test_no_text_is_met_with_anything_but_a_day_or_a_kind_word(
    text: str, language: Language
) -> None:
    said = ""
    found: tuple[date, ...] = ()
    try:
        found = read_days(text, language, MONDAY)
    except ReadingError as refused:
        said = refused.sentence.key
    assert said in {"", "reading-day", "reading-day-two-ways", "reading-day-far"}
    assert list(found) == sorted(set(found))
