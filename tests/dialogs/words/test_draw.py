"""Numbers, days and lists are written as each language writes them."""

import logging
from datetime import UTC, date, datetime, time

import pytest

from dialogs.okr.model import Language
from dialogs.okr.week import Week
from dialogs.text import (
    Arg,
    Clock,
    Day,
    Instant,
    Listing,
    Points,
    Quantity,
    Reader,
    Share,
    Verbatim,
    say,
)
from dialogs.words.draw import draw

EN, FI, SV, NB = Language.ENGLISH, Language.FINNISH, Language.SWEDISH, Language.NORWEGIAN
NBSP = "\u00a0"


def drawn(value: Arg, language: Language, zone: str = "Europe/Helsinki") -> str:
    return draw(say("value-number", value=value), Reader(language, zone))


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        (Quantity(1234.5, "kpl"), FI, f"1{NBSP}234,5{NBSP}kpl"),
        (Quantity(1234.5), EN, "1,234.5"),
        (Quantity(12.5, "%"), EN, "12.5%"),
        (Quantity(12.5, "%"), SV, f"12,5{NBSP}%"),
        (Quantity(-3), NB, "−3"),
        (Share(0.425), FI, f"43{NBSP}%"),
        (Share(-0.2), EN, "−20%"),
        (Share(1.35), NB, f"135{NBSP}%"),
        (Share(0.034, signed=True), FI, "+3"),
        (Share(-0.034, signed=True), SV, "−3"),
        (Share(0.001, signed=True), EN, "±0"),
        (Points(6.5), FI, "6,5"),
        (Points(7.0), EN, "7"),
        (Points(-0.5, signed=True), NB, "−0,5"),
        (Clock(time(9, 5)), FI, "9.05"),
        (Clock(time(9, 5)), EN, "09:05"),
        (Week(2026, 7), SV, "7"),
        (Day(date(2026, 4, 30), with_year=False), FI, "30. huhtikuuta"),
        (Day(date(2026, 4, 30), with_year=False), NB, "30. april"),
        (Listing((Verbatim("a"), Verbatim("b"), Verbatim("c"))), FI, "a, b ja c"),
        (Listing((Verbatim("a"), Verbatim("b"))), SV, "a och b"),
        (Listing((Verbatim("a"), Verbatim("b"))), NB, "a og b"),
    ],
)
def test_it_is_written_as_the_language_writes_it(
    value: Arg, language: Language, written: str
) -> None:
    assert drawn(value, language) == written


def test_an_instant_is_told_in_the_reader_s_own_zone() -> None:
    at = Instant(datetime(2026, 11, 16, 7, 12, tzinfo=UTC))
    assert drawn(at, FI, "Europe/Helsinki") == "ma 16.11. klo 9.12"
    assert drawn(at, EN, "America/New_York") == "Mon 16 Nov at 02:12"


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        (EN, "one key result is waiting", "2 key results are waiting"),
        (FI, "yksi avaintulos odottaa", "2 avaintulosta odottaa"),
        (SV, "ett nyckelresultat väntar", "2 nyckelresultat väntar"),
        (NB, "ett nøkkelresultat venter", "2 nøkkelresultater venter"),
    ],
)
def test_one_and_two_are_said_apart(language: Language, one: str, two: str) -> None:
    reader = Reader(language, "Europe/Helsinki")
    week = Week(2026, 47)
    assert one in draw(say("prompt-summary", week=week, count=1), reader)
    assert two in draw(say("prompt-summary", week=week, count=2), reader)


def test_what_people_write_is_never_read_as_a_message() -> None:
    nasty = "{ $value } { prompt-title } <b>"
    assert drawn(nasty, EN) == nasty


@pytest.mark.parametrize(
    "long", ["y" * 3_000, Listing(tuple(Verbatim(f"Person {n}") for n in range(500)))]
)
def test_a_sentence_is_said_however_much_stands_in_it(
    long: Arg, caplog: pytest.LogCaptureFixture
) -> None:
    said = draw(say("help-unknown", typed=long), Reader(FI, "Europe/Helsinki"))
    assert said.startswith("En tunne komentoa")
    assert "…" in said
    assert not caplog.records


def test_a_missing_sentence_is_logged_and_the_key_is_shown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        assert draw(say("no-such-key"), Reader(FI, "Europe/Helsinki")) == "no-such-key"
    assert "no-such-key" in caplog.text
