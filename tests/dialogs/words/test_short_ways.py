"""What is written the short way reads as the libraries would write it."""

from __future__ import annotations

import re

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from dialogs.okr.model import Language
from dialogs.text import Points, Quantity, Reader, say
from dialogs.words.draw import LOCALE, WRITTEN_ALIKE, draw, words
from tests.dialogs.words.test_every_key import messages

MINUS = "\u2212"
languages = st.sampled_from(list(Language))
numbers = st.one_of(
    st.floats(-1e12, 1e12),
    st.integers(-(10**9), 10**9).map(float),
    st.integers(-(10**6), 10**6).map(lambda value: value / 2000),  # many are halves
)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("given", ["jonot {lyhenevät}", 0, 1, 2, 21, 999, 1000, -3])
def test_a_sentence_is_joined_as_the_library_resolves_it(
    language: Language, given: str | int
) -> None:
    bundle = words(language)
    told = 0
    for key, names in messages(language).items():
        args = dict.fromkeys(names, given)
        pattern = bundle.get_message(key).value
        assert pattern is not None
        resolved, errors = bundle.format_pattern(pattern, dict(args))
        if not errors:
            told += 1
            assert draw(say(key, **args), Reader(language, "UTC")) == resolved, key
    assert told > 300


@given(numbers, languages)
def test_a_number_is_written_as_the_language_does(value: float, language: Language) -> None:
    locale = LOCALE[language]
    written = format_decimal(value, "#,##0.###", locale=locale).replace("-", MINUS)
    assert draw(say("value-number", value=Quantity(value)), Reader(language, "UTC")) == written


@given(st.floats(0, 10), languages)
def test_a_confidence_is_written_as_the_language_does(value: float, language: Language) -> None:
    written = format_decimal(value, "0.#", locale=LOCALE[language])
    assert draw(say("value-number", value=Points(value)), Reader(language, "UTC")) == written


@pytest.mark.parametrize("language", list(Language))
def test_small_numbers_are_written_alike_everywhere(language: Language) -> None:
    for number in WRITTEN_ALIKE:
        assert format_decimal(number, locale=LOCALE[language]) == str(number)
        assert re.fullmatch("[0-9]+", str(number))
