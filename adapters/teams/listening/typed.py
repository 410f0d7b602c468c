"""What somebody typed, of which Teams has made mentions, signs of HTML and spaces of its own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

_UNSTORABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control signs but for tab and line break, and halves of characters: no database takes all."""
_AT: Final = re.compile(r"<at(?:\s[^<>]{0,100})?>([^<>]{0,300})</at>", re.IGNORECASE)
"""How a mention stands in a text; the SDK knows the first form of it alone."""
_BREAK: Final = re.compile(r"<br\s?/?>|</(?:p|div|li|tr|h[1-6]|blockquote|pre)>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,1000})?/?>")
_MARKED: Final = frozenset({"xml", "html"})
"""Formats of a text in which a tag is one, and none that somebody has typed."""
_MENTIONS: Final = 50
"""Mentions in a line that are looked at."""


def plain_words(body: Mapping[str, Any], bot: str) -> str:
    """Return what was typed: without the mentions of ``bot``, the others as people's names."""
    text = body.get("text")
    if not isinstance(text, str):
        return ""
    for piece, who, name in _mentions(body):
        # Once for each mention: the same words may stand there without being one.
        text = text.replace(piece, " " if who == bot else name, 1)
    if "<" in text:
        text = _AT.sub(r"\1", text)
        if body.get("textFormat") in _MARKED:
            text = _TAG.sub("", _BREAK.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    return clean(text.replace("\u00a0", " ")).strip()


def names(body: Mapping[str, Any], bot: str) -> bool:
    """Say whether a line mentions Rytmi."""
    return any(who == bot for _, who, _ in _mentions(body))


def clean(written: str) -> str:
    """Take out what no database can store, and nothing else."""
    return _UNSTORABLE.sub("", written).replace("\r\n", "\n").replace("\r", "\n")


def _mentions(body: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the mentions of a line: how each stands in it, whom it means, and their name."""
    entities = body.get("entities")
    for each in (entities if isinstance(entities, list) else ())[:_MENTIONS]:
        if not isinstance(each, dict) or str(each.get("type")).lower() != "mention":
            continue
        piece, whom = each.get("text"), each.get("mentioned")
        if not isinstance(piece, str) or not piece or not isinstance(whom, dict):
            continue
        within = _AT.fullmatch(piece.strip())
        name = whom.get("name")
        yield piece, str(whom.get("id")), within[1] if within else str(name or "")
