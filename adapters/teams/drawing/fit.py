"""The one place where a card is made to fit: weighed, and left out from its end.

A card is weighed as Teams does: its JSON in UTF-16.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from adapters.teams.drawing.bricks import EXECUTE, NONE, SMALL, Json, line, run
from dialogs.plain import size

_COMMA = 2
"""Bytes that an element takes besides its own."""


def weight(value: object) -> int:
    """Return how many bytes something is as JSON in UTF-16."""
    return 2 * size(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def held(elements: Sequence[Json], heaviest: int, left_out: str) -> list[Json]:
    """Hold elements to so many bytes: what is too much is left out from the end.

    Rows of buttons stay, whatever else goes: without them nothing could be done. ``left_out`` is
    the sentence that stands where something is missing.
    """
    if weight(elements) <= heaviest:
        return list(elements)
    note = line(run(left_out, quiet=True, size=SMALL), room=SMALL)
    free = heaviest - weight(note) - _COMMA
    kept: dict[int, Json] = {}
    for want in (True, False):
        for number, element in enumerate(elements):
            if _pressed(element) is not want:
                continue
            cost = weight(element) + _COMMA
            if cost > free:
                break
            kept[number], free = element, free - cost
    gap = next(number for number in range(len(elements)) if number not in kept)
    before = [element for number, element in sorted(kept.items()) if number < gap]
    after = [element for number, element in sorted(kept.items()) if number > gap]
    return [*before, note, *after]


def _pressed(element: Json) -> bool:
    return element["type"] == "ActionSet" and bool(element["actions"][0]["type"] == EXECUTE)


def stacked(elements: Sequence[Json]) -> list[Json]:
    """Put elements close to one another; the first keeps the room above it."""
    first, *rest = elements
    return [first, *({**each, "spacing": NONE} for each in rest)]
