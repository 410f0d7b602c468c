"""What somebody typed, of which Slack has made its own notation of links, mentions and signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_UNSTORABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control signs but for tab and line break, and halves of characters: no database takes all."""
_ANGLED: Final = re.compile(r"<((?:[@#!]|https?:|mailto:|tel:)[^<>]*)>")
"""How Slack writes mentions and links."""
_MENTION: Final = re.compile(r"<@([UW][A-Z0-9]{1,30})(?:\|[^<>]*)?>", re.ASCII)


def plain_words(written: str, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return what was typed, of which Slack has made its own notation of links and mentions."""
    if "<" in written:
        written = _ANGLED.sub(lambda found: _linked(found[1], names), written)
    if "&" in written:
        written = written.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return clean(written)


def clean(written: str) -> str:
    """Take out what no database can store, and nothing else."""
    if written.isprintable():
        return written
    return _UNSTORABLE.sub("", written).replace("\r\n", "\n").replace("\r", "\n")


def mentions(written: str) -> tuple[str, ...]:
    """Return the users who are named in a line, as Slack names them, each once."""
    return tuple(dict.fromkeys(_MENTION.findall(written)))


def _linked(inner: str, names: Mapping[str, str]) -> str:
    target, bar, label = inner.partition("|")
    sign = target[:1]
    if sign == "@" and target[1:] in names:
        return names[target[1:]]
    if sign in {"@", "#", "!"}:
        named = label.lstrip("@#") if bar else target[1:]
        return label if target.startswith("!date") else f"{'@' if sign == '!' else sign}{named}"
    return label if bar and label else target.removeprefix("mailto:").removeprefix("tel:")
