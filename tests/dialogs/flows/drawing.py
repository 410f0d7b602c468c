"""How much of a view there is: what people read in it, and the blocks that a chat would send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from dialogs.okr.model import Language
from dialogs.text import Arg, Listing, Phrase, Reader, Verbatim
from dialogs.views import Block, Details, View
from dialogs.words.draw import draw
from tests.conversations.interpreter import texts


def lines(drawn: object, reader: Reader) -> Iterator[str]:
    """Yield each text of a view as it is read, in order."""
    if isinstance(drawn, Phrase | Listing | Verbatim):
        yield draw(drawn, reader)
    elif isinstance(drawn, str):
        yield drawn
    elif isinstance(drawn, tuple):
        for each in drawn:
            yield from lines(each, reader)
    elif is_dataclass(drawn) and not isinstance(drawn, type):
        for each in fields(drawn):
            if each.name != "action":
                yield from lines(getattr(drawn, each.name), reader)


def characters(view: View, language: Language = Language.FINNISH) -> int:
    """Return how many characters people would read; Finnish has the longest words."""
    reader = Reader(language, "Europe/Helsinki")
    return sum(len(line) for line in lines(view.blocks, reader))


def count(blocks: tuple[Block, ...]) -> int:
    """Return how many blocks there are, those that are folded away among them."""
    return sum(1 + count(each.blocks) if isinstance(each, Details) else 1 for each in blocks)


def said(drawn: object, key: str) -> Mapping[str, Arg]:
    """Return what a sentence is said with, where it stands first."""
    phrases = (each for each in texts(drawn) if isinstance(each, Phrase))
    return next(dict(each.args) for each in phrases if each.key == key)


def in_the_open(view: View) -> list[Block]:
    """Return the blocks that nobody has to unfold."""
    return [each for each in view.blocks if not isinstance(each, Details)]
