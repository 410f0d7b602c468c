"""Keys in place of words, each as one sign: a title of 24 characters then cuts none of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dialogs.text import Arg, Listing, Phrase, Reader, Text, Verbatim

FIRST: Final = 0xE000
"""The first of the signs that Unicode leaves to everybody's own use."""
MOST: Final = 6400
DOORS_OWN: Final = ("slack-", "teams-")
"""How the keys begin that a door says in words of its own."""
SAID_FOR: Final = {
    "slack-person-unknown": "person-unknown",
    "teams-person-unknown": "person-unknown",
}
"""What a door says in words of its own, before the engine hears of it."""

_signs: dict[str, str] = {}
_keys: dict[str, str] = {}


def sign(key: str) -> str:
    """Return the sign that stands for a key, always the same one."""
    if key not in _signs:
        assert len(_signs) < MOST
        made = chr(FIRST + len(_signs))
        _signs[key], _keys[made] = made, key
    return _signs[key]


def draw_keys(text: Text, reader: Reader) -> str:
    """Write a text's keys where its words would stand, and its figures as they are.

    Figures stay because Slack wants the points of a chart to have names of their own.
    """
    match text:
        case Verbatim(words):
            return words
        case Listing(items):
            return "".join(draw_keys(item, reader) for item in items)
        case Phrase(key, args):
            return sign(key) + "".join(_argument(arg, reader) for _, arg in args)


def _argument(arg: Arg, reader: Reader) -> str:
    if isinstance(arg, Phrase | Listing | Verbatim):
        return draw_keys(arg, reader)
    return f"{arg} " if isinstance(arg, str | int) else f"{getattr(arg, 'value', arg)} "


def keys_in(drawn: str) -> Iterator[str]:
    """Yield the keys in what was drawn, but for those of the door's own words."""
    for char in drawn:
        key = _keys.get(char, DOORS_OWN[0])
        if key in SAID_FOR:
            yield SAID_FOR[key]
        elif not key.startswith(DOORS_OWN):
            yield key
