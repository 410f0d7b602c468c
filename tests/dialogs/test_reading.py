"""Numbers and lines are read as people write them, or refused with a sentence; never guessed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.okr.measure import Change, KeepWithin, Milestones, YesNo
from dialogs.okr.model import Language
from dialogs.reading import (
    MOST,
    ReadingError,
    looks_like_lines,
    read_confidence,
    read_lines,
    read_number,
    read_value,
)

EVERY_LANGUAGE = list(Language)
NORDIC = [Language.FINNISH, Language.SWEDISH, Language.NORWEGIAN]


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("45", 45.0),
        (" 45 ", 45.0),
        ("12,5", 12.5),
        ("1.2", 1.2),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("1 200", 1200.0),
        ("1\u00a0200", 1200.0),
        ("1\u202f200,50", 1200.5),
        ("1'200", 1200.0),
        ("1.200,5", 1200.5),
        ("1,200.5", 1200.5),
        ("1.234.567", 1234567.0),
        ("1 234 567,89", 1234567.89),
        ("-3", -3.0),
        ("\u22123", -3.0),
        ("–3", -3.0),
        ("+7", 7.0),
        ("-0", 0.0),
        ("1200,125", 1200.125),
    ],
)
def test_a_number_is_read_as_it_is_written(written: str, value: float, language: Language) -> None:
    assert read_number(written, language, "") == value


@pytest.mark.parametrize("language", NORDIC)
def test_the_language_s_own_decimal_mark_is_believed(language: Language) -> None:
    assert read_number("12,125", language, "") == 12.125
    assert read_number("12.125", Language.ENGLISH, "") == 12.125


@pytest.mark.parametrize(
    ("written", "language"),
    [("1.200", language) for language in NORDIC] + [("1,200", Language.ENGLISH)],
)
def test_a_number_that_can_be_read_in_two_ways_is_refused_with_both(
    written: str, language: Language
) -> None:
    with pytest.raises(ReadingError) as refused:
        read_number(written, language, "")
    said = dict(refused.value.sentence.args)
    assert refused.value.sentence.key == "reading-two-ways"
    assert said["whole"] == "1200"
    assert read_number(str(said["decimal"]), language, "") == 1.2


@pytest.mark.parametrize(
    "written",
    ["", " ", "many", "1,2,3", "12 34", "1.20.300", "1..5", "5,", "--5", "1e5", "inf", "nan"],
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ReadingError):
        read_number(written, Language.FINNISH, "")


def test_a_scale_is_taken_where_it_is_the_key_result_s_own() -> None:
    assert read_number("85 %", Language.FINNISH, "%") == 85
    assert read_number("85%", Language.ENGLISH, "%") == 85
    assert read_number("14 PV.", Language.FINNISH, "pv") == 14
    with pytest.raises(ReadingError, match="reading-other-scale"):
        read_number("85 %", Language.FINNISH, "kpl")
    with pytest.raises(ReadingError, match="reading-plain-number"):
        read_number("85 %", Language.FINNISH, "")


def test_a_number_beyond_all_sense_is_refused() -> None:
    with pytest.raises(ReadingError, match="reading-too-large"):
        read_number("9" * 400, Language.ENGLISH, "")


@given(st.text(max_size=40), st.sampled_from(EVERY_LANGUAGE), st.sampled_from(["", "%", "kpl"]))
def test_whatever_is_typed_is_read_or_refused(text: str, language: Language, scale: str) -> None:
    try:
        value = read_number(text, language, scale)
    except ReadingError:
        return
    assert math.isfinite(value)
    assert abs(value) <= MOST


@given(
    st.integers(min_value=-(10**9), max_value=10**9),
    st.integers(min_value=0, max_value=99),
    st.sampled_from(EVERY_LANGUAGE),
)
def test_what_a_language_writes_it_reads_again(
    whole: int, hundredths: int, language: Language
) -> None:
    mark = "." if language is Language.ENGLISH else ","
    grouped = f"{whole:,}".replace(",", "\u00a0")
    assert read_number(f"{grouped}{mark}{hundredths:02d}", language, "") == float(
        f"{whole}.{hundredths:02d}"
    )


def test_a_value_is_read_by_its_measure() -> None:
    read = Language.NORWEGIAN
    assert read_value("12,5", Change(0, 20), read, "") == 12.5
    assert read_value("3", KeepWithin(2, 4), read, "") == 3
    assert read_value("2", Milestones(4), read, "") == 2
    for refused in ("5", "-1", "1,5"):
        with pytest.raises(ReadingError, match="reading-milestones"):
            read_value(refused, Milestones(4), read, "")


@pytest.mark.parametrize("word", ["yes", "Kyllä", "JA", "joo", "1"])
def test_yes_is_understood_in_every_language(word: str) -> None:
    assert read_value(word, YesNo(), Language.ENGLISH, "") == 1


@pytest.mark.parametrize("word", ["no", "Ei", "nej", "NEI", "0"])
def test_no_is_understood_in_every_language(word: str) -> None:
    assert read_value(word, YesNo(), Language.ENGLISH, "") == 0


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(ReadingError, match="reading-yes-no"):
        read_value("perhaps", YesNo(), Language.ENGLISH, "")


def test_confidence_is_a_whole_number_from_one_to_ten() -> None:
    assert [read_confidence(str(number)) for number in range(1, 11)] == list(range(1, 11))
    for refused in ("0", "11", "7,5", "-1", "", "ten", "٣", "1e1"):
        with pytest.raises(ReadingError, match="reading-confidence"):
            read_confidence(refused)


@pytest.mark.parametrize(
    ("typed", "value", "confidence", "comment"),
    [
        ("1: 45 7", "45", "7", ""),
        ("1:45 7", "45", "7", ""),
        ("1: 1 200 7", "1 200", "7", ""),
        ("1: 12,5 10 waiting for data", "12,5", "10", "waiting for data"),
        ("1: 85 % 7", "85 %", "7", ""),
        ("1: = 7", "", "7", ""),
        ("1: kyllä 6", "kyllä", "6", ""),
        ("1: -3 2", "-3", "2", ""),
        ("1: 45", "45", "", ""),
    ],
)
def test_a_line_is_split_and_not_judged(
    typed: str, value: str, confidence: str, comment: str
) -> None:
    (line,) = read_lines(typed)
    assert (line.number, line.value, line.confidence, line.comment) == (
        1,
        value,
        confidence,
        comment,
    )


def test_several_lines_may_stand_on_one_or_below_each_other() -> None:
    lines = read_lines("1: 45 7; 2: = 8\n\n 12: 3 4 well ")
    assert [(line.number, line.value, line.confidence) for line in lines] == [
        (1, "45", "7"),
        (2, "", "8"),
        (12, "3", "4"),
    ]
    assert lines[2].comment == "well"


def test_a_line_without_its_form_is_refused_with_what_was_written() -> None:
    with pytest.raises(ReadingError) as refused:
        read_lines("1: 45 7; and two is fine")
    assert dict(refused.value.sentence.args)["text"] == "and two is fine"


@pytest.mark.parametrize("typed", ["1: 4 7 2: 3 6", "1: 45 7; 1: 54 3"])
def test_what_would_be_lost_on_a_line_is_refused(typed: str) -> None:
    with pytest.raises(ReadingError, match="reading-line"):
        read_lines(typed)


@given(st.text(max_size=60))
def test_any_line_is_split_or_refused(text: str) -> None:
    looks_like_lines(text)
    try:
        lines = read_lines(text)
    except ReadingError:
        return
    assert all(line.number >= 0 for line in lines)
