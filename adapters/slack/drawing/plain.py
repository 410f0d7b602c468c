"""People's words as Slack may show them: nothing hidden, nothing that pings or links.

Blocks take literal text only (``plain_text``, and text elements of ``rich_text``): there, cleaning
is enough. A message's top-level ``text`` is read as mrkdwn: there, words are made `harmless` too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

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
_SHORTCODE: Final = re.compile(r"(?<!\d):(?=[\w+'-]+:)")
_UNDERLINE: Final = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LOOKALIKE: Final = str.maketrans({"*": "\u2217", "~": "\u223c", "`": "\u02cb"})
_RATIO, _LOW_LINE = "\u2236", "\uff3f"
"""What looks like a colon and an underline, and is neither."""
_AT: Final = re.compile(r"@(?=channel\b|here\b|everyone\b)", re.IGNORECASE)
_LINK: Final = re.compile(r"(?<=[A-Za-z])://")
_NO_BREAK: Final = "\u2060"


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


def harmless(text: str) -> str:
    """Return a shown text for mrkdwn: it pings nobody, links nothing, formats nothing."""
    words = _SHORTCODE.sub(_RATIO, text)
    words = _UNDERLINE.sub(_LOW_LINE, words).translate(_LOOKALIKE)
    words = _AT.sub(f"@{_NO_BREAK}", words)
    words = _LINK.sub(f":{_NO_BREAK}//", words)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


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
