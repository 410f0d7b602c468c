"""Says everything that is said in a transcript in all four languages, and finds what cannot be."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass

from dialogs.okr.model import Language
from dialogs.text import Listing, Phrase, Reader, Verbatim
from dialogs.words.draw import draw


def texts(drawn: object) -> Iterator[Phrase | Listing]:
    """Yield every text of a view or form that needs words, whole and not in parts."""
    if isinstance(drawn, Phrase | Listing):
        yield drawn
    elif isinstance(drawn, tuple):
        for each in drawn:
            yield from texts(each)
    elif is_dataclass(drawn) and not isinstance(drawn, type | Verbatim):
        for each in fields(drawn):
            yield from texts(getattr(drawn, each.name))


def say_in_every_language(drawn: object) -> None:
    """Draw all texts for a reader of each language; raise AssertionError for an empty sentence."""
    for language in Language:
        reader = Reader(language, "Europe/Helsinki")
        for text in texts(drawn):
            sentence = draw(text, reader)
            assert sentence.strip(), f"{text} says nothing in {language}"
            assert "{" not in sentence, f"{text} is not filled in: {sentence}"


class _Strict(logging.Handler):
    """Turns what the words room would only log into a failure."""

    def emit(self, record: logging.LogRecord) -> None:
        raise AssertionError(record.getMessage())


@contextmanager
def strict_words() -> Iterator[None]:
    """Let no missing sentence and no missing argument pass while this lasts."""
    logger, handler = logging.getLogger("dialogs.words.draw"), _Strict()
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
