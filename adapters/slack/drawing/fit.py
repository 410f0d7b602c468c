"""The one place where blocks are made to fit: joined, left out, dealt out to boxes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from adapters.slack import limits
from adapters.slack.drawing.bricks import Json, context
from dialogs.plain import size

MARK: Final = "_chart"
"""Key under which a block says which chart it stands for; taken off before anything is sent."""


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
