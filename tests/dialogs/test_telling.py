"""Sentences in which nobody's words stand are drawn once for all who read alike."""

from __future__ import annotations

import pytest

from dialogs.okr.model import Language
from dialogs.telling import Speech
from dialogs.text import Reader, Text, Verbatim, say
from dialogs.words.draw import draw

SENTENCES = (
    say("check-in-submit"),
    say("check-in-errors", count=1),
    say("check-in-errors", count=2),
    say("field-choose-scale", low=1, high=10),
    say("check-in-group", number=1, title="Owls"),
    say("check-in-group", number=1, title="Eagles"),
    Verbatim("Owls"),
)


@pytest.mark.parametrize("language", Language)
def test_everybody_gets_the_sentence_in_their_own_language(language: Language) -> None:
    for zone in ("Europe/Helsinki", "Europe/Oslo"):
        reader = Reader(language, zone)
        for text in SENTENCES * 2:
            assert Speech(draw, reader)(text) == draw(text, reader)


def test_what_draws_otherwise_says_its_own_words() -> None:
    def loudly(text: Text, reader: Reader) -> str:
        return draw(text, reader).upper()

    reader = Reader(Language.SWEDISH, "Europe/Stockholm")
    words = Speech(draw, reader)(SENTENCES[0])
    assert Speech(loudly, reader)(SENTENCES[0]) == words.upper() != words


def test_what_could_not_be_drawn_is_tried_again() -> None:
    missing = {"check-in-submit"}

    def drawn(text: Text, reader: Reader) -> str:
        if text == say("check-in-submit") and missing:
            raise LookupError
        return draw(text, reader)

    speech = Speech(drawn, Reader(Language.ENGLISH, "UTC"))
    with pytest.raises(LookupError):
        speech(SENTENCES[0])
    missing.clear()
    assert speech(SENTENCES[0]) == draw(SENTENCES[0], speech.reader)
