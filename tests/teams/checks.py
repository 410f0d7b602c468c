"""Looks at an activity as Teams does: how heavy it is, which card it carries, and what is in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from tests.teams.places import ADAPTIVE, Json

LARGEST: Final = 100 * 1024
"""Bytes in UTF-16 of an activity that Teams takes."""
INPUTS: Final = frozenset(
    {"Input.Text", "Input.Number", "Input.ChoiceSet", "Input.Date", "Input.Time", "Input.Toggle"}
)


def weight(activity: Json) -> int:
    """Return how many bytes an activity has, as Teams counts them."""
    return len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le", "surrogatepass"))


def card_of(activity: Json) -> Json | None:
    """Return the card that an activity carries; None where it has none."""
    for each in activity.get("attachments") or ():
        if each.get("contentType") == ADAPTIVE:
            content: Json = each["content"]
            return content
    return None


def parts(value: Any, *, fallbacks: bool = False) -> Iterator[Json]:  # noqa: ANN401 - any JSON
    """Yield everything in a card that has a type, outer first, in the order of the document.

    ``fallbacks``: what stands in the place of things that a client does not know, too. A button's
    own data is none of the card's.
    """
    if isinstance(value, list):
        for each in value:
            yield from parts(each, fallbacks=fallbacks)
    elif isinstance(value, dict):
        if isinstance(value.get("type"), str):
            yield value
        for key, each in value.items():
            if key != "data" and (fallbacks or key != "fallback"):
                yield from parts(each, fallbacks=fallbacks)
