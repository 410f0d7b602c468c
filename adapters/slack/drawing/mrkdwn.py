"""A message's top-level text, the one place that Slack reads as mrkdwn: nothing pings or links.

Blocks take literal text only (``plain_text``, and text elements of ``rich_text``): there, what
`dialogs.plain` has cleaned is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from adapters.slack import limits
from dialogs.plain import ELLIPSIS, size

_SHORTCODE: Final = re.compile(r"(?<!\d):(?=[\w+'-]+:)")
_UNDERLINE: Final = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LOOKALIKE: Final = str.maketrans({"*": "\u2217", "~": "\u223c", "`": "\u02cb"})
_RATIO, _LOW_LINE = "\u2236", "\uff3f"
"""What looks like a colon and an underline, and is neither."""
_AT: Final = re.compile(r"@(?=channel\b|here\b|everyone\b)", re.IGNORECASE)
_LINK: Final = re.compile(r"(?<=[A-Za-z])://")
_NO_BREAK: Final = "\u2060"
_OPEN, _SHUT = "\u2068", "\u2069"
"""Around words that are written from right to left; see `dialogs.plain.shown`."""


def harmless(text: str) -> str:
    """Return a shown text for mrkdwn: it pings nobody, links nothing, formats nothing."""
    words = _SHORTCODE.sub(_RATIO, text)
    words = _UNDERLINE.sub(_LOW_LINE, words).translate(_LOOKALIKE)
    words = _AT.sub(f"@{_NO_BREAK}", words)
    words = _LINK.sub(f":{_NO_BREAK}//", words)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def written(text: str) -> str:
    """Return lines as a message's ``text``: harmless in mrkdwn, and within its length."""
    safe = harmless(text[: limits.MESSAGE_TEXT + 1])
    if size(safe) <= limits.MESSAGE_TEXT:
        return safe
    kept: list[str] = []
    room = limits.MESSAGE_TEXT - 2
    for char in _atoms(safe):
        room -= size(char)
        if room < 0:
            break
        kept.append(char)
    cut = "".join(kept).rstrip(f" \n{_OPEN}")
    closing = _SHUT if cut.count(_OPEN) > cut.count(_SHUT) else ""
    return cut + closing + ELLIPSIS


def _atoms(safe: str) -> Iterator[str]:
    """Give back characters, and what stands for an escaped one as a whole."""
    place = 0
    while place < len(safe):
        end = safe.index(";", place) + 1 if safe[place] == "&" else place + 1
        yield safe[place:end]
        place = end
