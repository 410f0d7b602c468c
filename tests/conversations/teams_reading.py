"""Reads what Teams shows as keys: messages and forms, in the order of the engine's own views."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from tests.conversations.slack_reading import FIRST_COLUMNS
from tests.conversations.slack_words import keys_in
from tests.teams.checks import INPUTS
from tests.teams.places import Json
from tests.teams.screen import Screen

OURS: Final = "rytmi"
"""Under this name Rytmi's own data stands in a card's."""
CARE: Final = "⚠️ "
"""How the sentence about a field begins, right under it, and the form's own."""
_COLUMN: Final = re.compile("(?:^|· )([\ue000-\uf8ff]): ")
_WORDS: Final = ("title", "text", "legend", "x", "label", "placeholder", "value")
"""Where a card's words stand."""
_NO_WORDS: Final = frozenset({"data", "errorMessage", "id", "verb", "lang", "targetElements"})
"""What nobody reads, or only where the client itself complains."""


def place_of(action: Json) -> Json | None:
    """Return which page of which showing of a form a button sends; None: it sends no form."""
    ours = (action.get("data") or {}).get(OURS) or {}
    return ours if "i" in ours else None


def sender(screen: Screen) -> Json | None:
    """Return the button that sends a form; None: the card is none."""
    return next((each for each in screen.actions() if place_of(each) is not None), None)


def page(screen: Screen) -> tuple[int, int]:
    """Return which page of a form this is, from 0, and how many there are."""
    button = sender(screen)
    ours = (place_of(button) if button is not None else None) or {}
    return ours.get("p", 0), ours.get("n", 1)


def view_keys(screen: Screen) -> Iterator[str]:
    """Yield the keys of a card that is no form, in the order in which it is read."""
    yield from _keys(screen.drawn.get("body"))
    yield from _keys(screen.drawn.get("actions"))


def form_keys(screen: Screen) -> Iterator[str]:
    """Yield a form's keys in the order of `dialogs.views.Form`: what is wrong comes last."""
    button = sender(screen)
    assert button is not None
    elements = list(_flat(screen.drawn.get("body")))
    first = next(number for number, each in enumerate(elements) if not _is_wrong(each))
    yield from _keys(elements[first])
    yield from keys_in(str(button["title"]))
    for number, each in enumerate(elements):
        if number != first and not _is_wrong(each):
            yield from _keys(each)
    for each in elements:
        if _is_wrong(each):
            yield from _keys(each)


def errors(screen: Screen) -> dict[str, str]:
    """Return the sentences that stand under fields: field and key."""
    found: dict[str, str] = {}
    field = ""
    for each in _flat(screen.drawn.get("body")):
        if each["type"] in INPUTS:
            field = each["id"]
        elif field and _is_wrong(each):
            found[field] = next(_keys(each))
        else:
            field = ""
    return found


def _flat(value: Any) -> Iterator[Json]:  # noqa: ANN401 - any JSON
    """Yield what a form is made of, without the boxes around it, in order."""
    for each in value or ():
        inner = each.get("items") or each.get("columns")
        if inner and each["type"] in {"Container", "Column", "ColumnSet"}:
            yield from _flat(inner)
        elif each["type"] != "ActionSet" or not any(map(place_of, each["actions"])):
            yield each


def _is_wrong(element: Json) -> bool:
    return _words(element).startswith(CARE)


def _keys(value: Any, name: str = "") -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Yield the keys in a part of a card, in the order of the document."""
    if isinstance(value, str):
        if name in _WORDS:
            yield from keys_in(value)
    elif isinstance(value, list):
        for each in value:
            yield from _keys(each, name)
    elif isinstance(value, dict):
        yield from _columns(value)
        for key in sorted(value, key=_in_order):
            if key not in _NO_WORDS:
                yield from _keys(value[key], key)


def _columns(row: Json) -> list[str]:
    """Return what the columns of a table are called that is drawn as a list, at its first row."""
    items: list[Json] = row.get("items") or []
    if row.get("type") != "Container" or len(items) != 2:
        return []
    names = [key for found in _COLUMN.findall(_words(items[1])) for key in keys_in(found)]
    return [FIRST_COLUMNS[names[0]], *names] if names and names[0] in FIRST_COLUMNS else []


def _words(element: Json) -> str:
    """Return what stands in a paragraph."""
    return str(element.get("text") or "") + "".join(
        each if isinstance(each, str) else each.get("text", "")
        for each in element.get("inlines", ())
    )


def _in_order(key: str) -> int:
    """Put what stands above before what stands below, whatever order the document has."""
    return _WORDS.index(key) if key in _WORDS[:5] else len(_WORDS)
