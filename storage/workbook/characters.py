"""Which characters a cell may hold: what nobody can see or write is no text of anybody."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Control characters but for the tabulator and the ends of lines, and halves of a pair of UTF-16.

LONGEST_ID: Final = 64
"""Characters of an id: it stands in keys, in addresses and in file names."""
_NOT_IN_IDS: Final = frozenset("/\\{}")
_NOT_SEEN_IN_IDS: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def unseen(text: str) -> str | None:
    """Return the first character that no text may hold, as ``U+0007``; None: there is none."""
    found = _UNSEEN.search(text)
    return None if found is None else f"U+{ord(found[0]):04X}"


def visible(text: str) -> str:
    """Return the text with a mark in place of what no text may hold, so that it can be shown."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def may_be_id(text: str) -> bool:
    """Say whether a text without spaces around it can be an id."""
    return (
        0 < len(text) <= LONGEST_ID
        and text not in {".", ".."}
        and not any(
            char in _NOT_IN_IDS or unicodedata.category(char) in _NOT_SEEN_IN_IDS for char in text
        )
    )
