"""People's words as a chat may show them: nothing hidden, and cut where a person would cut them.

What comes out is plain text. A door that has places where text is read as markup does more to it.

A length is counted in UTF-16 units, as the strictest of the chats' clients does: a text that fits
so fits however it is counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

ELLIPSIS: Final = "…"
_LATIN: Final = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205e\u2190-\u25ff]*"
)
"""Nothing in it needs a look: most of what is drawn, which must cost next to nothing."""
_LINES: Final = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_TAB: Final = re.compile("\t")
_JOINERS: Final = "\u200c\u200d"
"""What joins emoji, and what Persian and the scripts of India need between letters."""
_FIRST_STRONG, _POP = "\u2068", "\u2069"
_TAGS: Final = range(0xE0020, 0xE0080)
"""What spells out the flag of a region after a black flag."""
_BLACK_FLAG: Final = "\U0001f3f4"
_KEYCAP: Final = "\u20e3"
_SELECTORS: Final = "\ufe0e\ufe0f"
_MOST_MARKS: Final = 6
"""Marks on one letter; Vietnamese has two, Hebrew with its accents four."""
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_OPEN, _SHUT = "\u2066\u2067\u2068", "\u2069"
_JOINING: Final = "\u200d"
_CLINGING: Final = frozenset({"Mn", "Me", "Mc", "Cf"})
_TONES: Final = range(0x1F3FB, 0x1F400)
_FLAGS: Final = range(0x1F1E6, 0x1F200)
_LOOSE: Final = " \n,;:–-·("
"""What no shortened text ends with."""
_FAIR: Final = 0.6
"""A text is cut at a space where that leaves at least this share of what would fit."""


def clean(text: str) -> str:
    """Return a text without what cannot be seen; lines, emoji and scripts stay as they are."""
    return text if _LATIN.fullmatch(text) else _cleaned(text)


def _cleaned(text: str) -> str:
    lines = _TAB.sub(" ", _LINES.sub("\n", text))
    return "".join(_held(_seen(lines)))


def shown(text: str) -> str:
    """Return a clean text in which words from right to left cannot turn what stands around them."""
    if _LATIN.fullmatch(text):
        return text
    words = _cleaned(text)
    if words.isascii() or not _has_right_to_left(words):
        return words
    return "\n".join(_isolated(line) for line in words.split("\n"))


def _seen(text: str) -> Iterator[str]:
    """Leave out what has no shape of its own, but for what shapes its neighbours."""
    before = ""
    for number, char in enumerate(text):
        after = text[number + 1 : number + 2]
        kept = _kept(char, before, after)
        if kept:
            yield kept
            before = kept


def _kept(char: str, before: str, after: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Cs":
        return "\ufffd"
    if char == "\n" or kind not in {"Cc", "Cf", "Cn", "Co"}:
        return char
    if char in _JOINERS:
        return char if _shapes(before) and _shapes(after) else ""
    if ord(char) in _TAGS and before and (before == _BLACK_FLAG or ord(before) in _TAGS):
        return char
    return char if kind in {"Cn", "Co"} and not _noncharacter(char) else ""


def _shapes(char: str) -> bool:
    """Say whether a joiner beside this character can mean something."""
    if not char or char.isascii():
        return False
    return char in _SELECTORS or char == _KEYCAP or unicodedata.category(char) in _SHAPED


_SHAPED: Final = frozenset({"So", "Sk", "Lo", "Mn", "Mc"})


def _noncharacter(char: str) -> bool:
    return ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF  # noqa: PLR2004


def _held(chars: Iterator[str]) -> Iterator[str]:
    """Hold a tower of marks on one letter to what a script can need."""
    marks = 0
    for char in chars:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if marks <= _MOST_MARKS:
            yield char


def _has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def _isolated(line: str) -> str:
    """Put each run of right-to-left words between isolates; what follows it stays in place."""
    pieces: list[str] = []
    run = ""
    tail = ""
    for char in line:
        direction = unicodedata.bidirectional(char)
        if direction in _RIGHT_TO_LEFT:
            run, tail = run + tail + char, ""
        elif not run:
            pieces.append(char)
        elif direction == "L":
            pieces += (_FIRST_STRONG, run, _POP, tail, char)
            run = tail = ""
        elif direction == "NSM" and not tail:
            run += char
        else:
            tail += char
    if run:
        pieces += (_FIRST_STRONG, run, _POP, tail)
    return "".join(pieces)


# --- how long, and cut where -------------------------------------------------------------------


def size(text: str) -> int:
    """Return a text's length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def short(text: str, most: int) -> str:
    """Shorten a text to at most so many units, at a word's end, with a sign that it goes on."""
    if 2 * len(text) <= most or size(text) <= most:  # a character takes two units at most
        return text
    head, _ = _parted(text, most - 1 - _spare(text))
    return _closed(head.rstrip(_LOOSE)[: most - 1], most - 1) + ELLIPSIS


def pieces(text: str, most: int) -> Iterator[str]:
    """Split a text into parts of at most so many units, at lines' and words' ends."""
    rest = text
    while size(rest) > most:
        head, rest = _parted(rest, most - _spare(rest))
        opened = _opened(head)
        yield _closed(head, most)
        rest = opened + rest.lstrip(" \n") if opened else rest.lstrip(" \n")
    if rest.strip():
        yield rest


def _spare(text: str) -> int:
    """Return the room that closing an isolate may need."""
    return int(any(sign in text for sign in _OPEN))


def _parted(text: str, most: int) -> tuple[str, str]:
    """Cut a text so that the first part has at most so many units; there is always a first part."""
    end = max(_units(text, most), 1)
    for sign in ("\n", " "):
        found = text.rfind(sign, int(end * _FAIR), end + 1)
        if found > 0:
            return text[:found], text[found:]
    end = _between_letters(text, end)
    return text[:end], text[end:]


def _units(text: str, most: int) -> int:
    """Return how many characters of a text fit into so many units."""
    if text.isascii():
        return most
    used = 0
    for number, char in enumerate(text):
        used += 1 if char <= "\uffff" else 2
        if used > most:
            return number
    return len(text)


def _between_letters(text: str, end: int) -> int:
    """Step back from the inside of an emoji or an accented letter."""
    for place in range(end, max(end - 40, 0), -1):
        if not _clings(text, place):
            return place
    return max(end, 1)


def _clings(text: str, place: int) -> bool:
    after, before = text[place : place + 1], text[place - 1]
    if not after:
        return False
    if before == _JOINING or unicodedata.category(after) in _CLINGING or ord(after) in _TONES:
        return True
    return ord(after) in _FLAGS and ord(before) in _FLAGS and _odd_flags(text, place)


def _odd_flags(text: str, place: int) -> bool:
    count = 0
    while place - count > 0 and ord(text[place - count - 1]) in _FLAGS:
        count += 1
    return count % 2 == 1


def _opened(text: str) -> str:
    """Return the isolate that a cut leaves open; there is one at most, as `shown` writes."""
    left = sum(map(text.count, _OPEN)) - text.count(_SHUT)
    return _OPEN[-1] if left > 0 else ""


def _closed(text: str, most: int) -> str:
    text = text.rstrip(_OPEN)
    if not _opened(text):
        return text
    return (text if size(text) < most else text[:-1]) + _SHUT
