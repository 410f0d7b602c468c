"""What people wrote stays what they wrote: which texts are ours alone, and what no client may read.

Teams reads Markdown in a TextBlock, in facts, and in choices that stand open; there only texts of
our own stand (`ours`). Everywhere else a text is taken as it is, but for two things that a client
may look for in any text: the macros of dates and hours, and the mark of a mention.
"""

from __future__ import annotations

import re
from typing import Final

from dialogs.text import Listing, Phrase, Quantity, Text, Verbatim

NOTHING: Final = "–"
"""Stands where Teams insists on a text and there is none."""
_MACRO: Final = re.compile(r"\{\{(?=\s*(?:DATE|TIME)\s*\()", re.IGNORECASE)
_BROKEN: Final = "{\u2060{"
"""Two braces with a mark between them that nobody sees."""
_MENTION: Final = re.compile(r"<(?=/?\s*at\b)", re.IGNORECASE)
_TAG: Final = re.compile(r"<(?=[A-Za-z/!?])")
_BRACKET: Final = "\u2039"
"""Looks like the bracket with which a mention begins."""
_MARKDOWN: Final = re.compile(
    r"[*_~`#<>\[\]\\&|{}]|^\s*(?:[-+•]|\d+[.)])\s|://|www\.", re.MULTILINE
)


def literal(words: str) -> str:
    """Return a text in which no client finds a date to write out, or somebody to mention."""
    if not words.strip():
        return NOTHING
    if "{{" in words:
        words = _MACRO.sub(_BROKEN, words)
    return _MENTION.sub(_BRACKET, words) if "<" in words else words


def bare(words: str) -> str:
    """Return a literal text in one line for a notification: a telephone's own, with rules unknown.

    What looks like a tag is none any more.
    """
    return _TAG.sub(_BRACKET, literal(" ".join(words.split())))


def ours(text: Text) -> bool:
    """Say whether a text holds nothing that anybody wrote: no name, no unit of measure."""
    match text:
        case Verbatim():
            return False
        case Listing(items):
            return all(map(ours, items))
        case Phrase(_, args):
            return all(_is_ours(arg) for _, arg in args)


def plain_to_markdown(words: str) -> bool:
    """Say whether a text is the same text to whoever reads it as Markdown."""
    return not _MARKDOWN.search(words)


def _is_ours(arg: object) -> bool:
    match arg:
        case str():
            return False
        case Quantity(_, scale):
            return scale in {"", "%"}
        case Phrase() | Verbatim() | Listing():
            return ours(arg)
        case _:
            return True
