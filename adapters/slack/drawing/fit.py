"""The one place where texts and blocks are made to fit: shortened, split, joined, left out.

A length is counted in UTF-16 units, as the strictest of Slack's clients does: a text that fits so
fits however it is counted.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from adapters.slack import limits
from adapters.slack.drawing.bricks import Json, context

ELLIPSIS: Final = "…"
MARK: Final = "_chart"
"""Key under which a block says which chart it stands for; taken off before anything is sent."""
_OPEN, _SHUT = "\u2066\u2067\u2068", "\u2069"
_JOINING: Final = "\u200d"
_CLINGING: Final = frozenset({"Mn", "Me", "Mc", "Cf"})
_TONES: Final = range(0x1F3FB, 0x1F400)
_FLAGS: Final = range(0x1F1E6, 0x1F200)
_LOOSE: Final = " \n,;:–-·("
"""What no shortened text ends with."""
_FAIR: Final = 0.6
"""A text is cut at a space where that leaves at least this share of what would fit."""


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
    """Return the isolate that a cut leaves open; there is one at most, as `plain.shown` writes."""
    left = sum(map(text.count, _OPEN)) - text.count(_SHUT)
    return _OPEN[-1] if left > 0 else ""


def _closed(text: str, most: int) -> str:
    text = text.rstrip(_OPEN)
    if not _opened(text):
        return text
    return (text if size(text) < most else text[:-1]) + _SHUT


# --- blocks -------------------------------------------------------------------------------------


def words_in(value: object) -> int:
    """Return how many units of text a block or an element holds."""
    if isinstance(value, dict):
        own = value.get("text")
        if isinstance(own, str):
            return size(own)
        return sum(words_in(each) for each in value.values() if isinstance(each, dict | list))
    if isinstance(value, list):
        return sum(words_in(each) for each in value)
    return 0


def weight(value: object) -> int:
    """Return how many bytes something is as JSON."""
    return len(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def joined(blocks: Sequence[Json]) -> list[Json]:
    """Put neighbours of one kind into one block where the words of both fit into it."""
    found: list[Json] = []
    for block in blocks:
        both = _both(found[-1], block) if found else None
        if both is None:
            found.append(block)
        else:
            found[-1] = both
    return found


def _both(first: Json, second: Json) -> Json | None:
    if first["type"] != second["type"] or MARK in first or MARK in second:
        return None
    match first["type"]:
        case "rich_text" if words_in(first) + words_in(second) < limits.RICH_TEXT:
            return {**first, "elements": _spaced(first["elements"], second["elements"])}
        case "context" if words_in(first) + words_in(second) < limits.CONTEXT:
            (upper,), (lower,) = first["elements"], second["elements"]
            return context(f"{upper['text']}\n{lower['text']}")
        case "actions" if len(first["elements"]) + len(second["elements"]) <= limits.ACTIONS:
            return {**first, "elements": [*first["elements"], *second["elements"]]}
    return None


def _spaced(upper: Sequence[Json], lower: Sequence[Json]) -> list[Json]:
    """Put two stretches of rich text together, paragraphs with an empty line between them."""
    *above, last = upper
    first, *below = lower
    if not last["type"] == first["type"] == "rich_text_section":
        return [*upper, *lower]
    gap: Json = {"type": "text", "text": "\n\n"}
    both = {**last, "elements": [*last["elements"], gap, *first["elements"]]}
    return [*above, both, *below]


def held(blocks: Sequence[Json], most: int, heaviest: int, left_out: str) -> list[Json]:
    """Hold blocks to a number and to bytes: joined first, then left out from the end.

    Buttons stay, whatever else goes: without them nothing could be done. ``left_out`` is the
    sentence that stands where something is missing.
    """
    if len(blocks) <= most and weight(blocks) <= heaviest:
        return list(blocks)
    tight = joined(blocks)
    if len(tight) <= most and weight(tight) <= heaviest:
        return tight
    note = context(left_out)
    places, free = most - 1, heaviest - weight(note) - 2
    kept: dict[int, Json] = {}
    for want in (True, False):
        for number, block in enumerate(tight):
            if (block["type"] == "actions") is not want:
                continue
            cost = weight(block) + 2
            if len(kept) >= places or cost > free:
                break
            kept[number], free = block, free - cost
    gap = next(number for number in range(len(tight)) if number not in kept)
    before = [block for number, block in sorted(kept.items()) if number < gap]
    after = [block for number, block in sorted(kept.items()) if number > gap]
    return [*before, note, *after]


def boxed(blocks: Sequence[Json], most: int) -> list[list[Json]]:
    """Deal blocks out to as few boxes of so many as can be, in order."""
    tight = list(blocks) if len(blocks) <= most else joined(blocks)
    return [tight[start : start + most] for start in range(0, len(tight), most)]


# --- pages --------------------------------------------------------------------------------------


def paged(weights: Sequence[int], most: int) -> list[range]:
    """Share out things in order to as few pages as can be, evenly; each holds one at least.

    ``weights`` say how much of a page each takes; the answer names each page's things.
    """
    dealt = _dealt(weights, most)
    fewest = len(dealt)
    if fewest == 1:
        return dealt
    even = next(cap for cap in range(1, most + 1) if len(_dealt(weights, cap)) <= fewest)
    return _dealt(weights, even)


def _dealt(weights: Sequence[int], most: int) -> list[range]:
    pages: list[range] = []
    start = used = 0
    for number, each in enumerate(weights):
        if number > start and used + each > most:
            pages.append(range(start, number))
            start, used = number, 0
        used += each
    return [*pages, range(start, len(weights))]
