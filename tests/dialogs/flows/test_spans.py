"""Days away are read as the four languages write them; what is unclear is refused in a sentence."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.flows.absence.spans import Span, near_day, read_span
from dialogs.flows.absence.typed import Typed, read_line
from dialogs.okr.model import Language, PersonId
from dialogs.ports import Work
from dialogs.reading import ReadingError
from storage.database import Database
from tests.conversations.company import ORGANISATION, company

EN, FI, SV, NB = Language.ENGLISH, Language.FINNISH, Language.SWEDISH, Language.NORWEGIAN
TODAY = date(2026, 11, 24)
"""A Tuesday."""
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 5)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (FI, "1.12.-5.12."),
        (FI, "1.–5.12."),
        (FI, "1.-5.12.2026"),
        (FI, "1.12.2026 – 5.12.2026"),
        (FI, "1.-5. joulukuuta"),
        (FI, "1. joulukuuta - 5. joulukuuta 2026"),
        (FI, "1.12.–5.12. asti"),
        (FI, "1.12.\u20125.12."),
        (FI, "1.12. ― 5.12."),
        (SV, "1 december till 5 december"),
        (SV, "1/12-5/12"),
        (SV, "fr.o.m. 1.12 t.o.m. 5.12"),
        (SV, "från och med 1 dec till och med 5 dec"),
        (NB, "1.12.-5.12."),
        (NB, "fra 1. desember til 5. desember"),
        (NB, "1. til 5. desember 2026"),
        (EN, "1-5 December"),
        (EN, "December 1-5"),
        (EN, "December 1 to December 5, 2026"),
        (EN, "from 1 Dec until 5 Dec"),
        (EN, "2026-12-01 - 2026-12-05"),
        (EN, "2026-12-01..2026-12-05"),
        (EN, "2026-12-01–2026-12-05"),
    ],
)
def test_days_from_one_to_another(language: Language, text: str) -> None:
    assert read_span(text, language, TODAY) == Span(FIRST, LAST)


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        (EN, "until 5 December", TODAY, LAST),
        (FI, "5.12. asti", TODAY, LAST),
        (FI, "5.12. saakka", TODAY, LAST),
        (SV, "till 5.12", TODAY, LAST),
        (SV, "t.o.m. 5 december", TODAY, LAST),
        (NB, "til og med 5. desember", TODAY, LAST),
        (EN, "until Friday", TODAY, date(2026, 11, 27)),
        (EN, "today", TODAY, TODAY),
        (FI, "tänään", TODAY, TODAY),
        (SV, "i dag", TODAY, TODAY),
        (NB, "i morgen", date(2026, 11, 25), date(2026, 11, 25)),
        (SV, "imorgon", date(2026, 11, 25), date(2026, 11, 25)),
        (FI, "huomenna", date(2026, 11, 25), date(2026, 11, 25)),
        (EN, "tomorrow until Friday", date(2026, 11, 25), date(2026, 11, 27)),
        (EN, "from 1 December", FIRST, None),
        (EN, "from 1 December on", FIRST, None),
        (FI, "1.12. alkaen", FIRST, None),
        (FI, "1.12.-", FIRST, None),
        (SV, "från 1 december", FIRST, None),
        (NB, "fra og med 1. desember", FIRST, None),
        (FI, "28.12.-3.1.", date(2026, 12, 28), date(2027, 1, 3)),
        (FI, "28.12.-3.1.2028", date(2027, 12, 28), date(2028, 1, 3)),
        (FI, "20.11.-30.11.", date(2026, 11, 20), date(2026, 11, 30)),
        (FI, "1.3.-5.3.", date(2027, 3, 1), date(2027, 3, 5)),
    ],
)
def test_days_with_one_end_or_over_the_turn_of_the_year(
    language: Language, text: str, first: date, last: date | None
) -> None:
    assert read_span(text, language, TODAY) == Span(first, last)


@pytest.mark.parametrize("text", ["1.12.", "1 December", "2026-12-01"])
def test_one_day_in_figures_is_asked_back_about(text: str) -> None:
    assert read_span(text, EN, TODAY) == Span(FIRST, FIRST, certain=False)


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        (FI, "5.12.-1.12.", "absence-order"),
        (FI, "1.11.-5.11.", "absence-past"),
        (FI, "until 1.11.", "absence-past"),
        (EN, "1/12-5/12", "reading-day-two-ways"),
        (EN, "next week", "reading-day"),
        (FI, "1.12.-32.12.", "reading-day"),
        (FI, "31.-5.12.", "absence-order"),
        (FI, "31.-30.11.", "reading-day"),
        (FI, "1.12.2062-5.12.2062", "reading-day-far"),
    ],
)
def test_what_cannot_be_is_refused(language: Language, text: str, key: str) -> None:
    with pytest.raises(ReadingError) as refused:
        read_span(text, language, TODAY)
    assert refused.value.sentence.key == key


@given(st.text(max_size=40), st.sampled_from(Language))
def test_anything_at_all_is_read_or_refused(text: str, language: Language) -> None:
    try:
        span = read_span(text, language, TODAY)
    except ReadingError:
        return
    assert span.last is None or span.first <= span.last
    assert span.last is None or span.last >= TODAY


@given(
    st.dates(min_value=date(2024, 3, 1), max_value=date(2030, 12, 31)), st.sampled_from(Language)
)
def test_a_day_without_its_year_is_the_nearest(around: date, language: Language) -> None:
    found = near_day("1.12.", language, around)
    assert (found.month, found.day) == (12, 1)
    assert abs((found - around).days) <= 183


@pytest.mark.parametrize("word", ["-", "to", "1.12.-", "word"])
async def test_a_line_of_thousands_of_words_is_refused_at_once(
    word: str, database: Database
) -> None:
    await database.save_structure(company())
    text, began = f"{word} " * 5_000, process_time()

    def read(work: Work) -> Typed:
        liisa = work.person(PersonId("liisa"))
        assert liisa is not None
        return read_line(work, liisa, text, EN, TODAY)

    typed = await database.read(ORGANISATION, read)
    assert typed.errors
    assert not typed.is_clear
    assert process_time() - began < 1.0
