"""The elements and actions of Adaptive Cards that Rytmi uses, each as Teams wants it written.

Texts that come in are clean (`dialogs.plain`) and short enough already; here they become literal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from adapters.teams import limits
from adapters.teams.drawing.literal import literal

Json = dict[str, Any]

NONE, SMALL, DEFAULT, MEDIUM, LARGE = "None", "Small", "Default", "Medium", "Large"
"""Room above an element, and sizes of text."""
GOOD, WARNING, ATTENTION = "Good", "Warning", "Attention"
"""Colours of text; each client has its own for them, light and dark."""
EXECUTE: Final = "Action.Execute"


def run(
    words: str,
    *,
    bold: bool = False,
    quiet: bool = False,
    size: str | None = None,
    colour: str | None = None,
) -> Json:
    """Write a stretch of text; nothing in it is Markdown."""
    element: Json = {"type": "TextRun", "text": literal(words)}
    if size is not None:
        element["size"] = size
    if bold:
        element["weight"] = "Bolder"
    if quiet:
        element["isSubtle"] = True
    if colour is not None:
        element["color"] = colour
    return element


def line(*runs: Json, room: str | None = None) -> Json:
    """Write a paragraph; ``room`` is what is left free above it."""
    return _spaced({"type": "RichTextBlock", "inlines": list(runs)}, room)


def title(words: str, size: str | None, room: str | None = None) -> Json:
    """Write a title of our own words: screen readers leap from one to the next."""
    element: Json = {"type": "TextBlock", "text": words, "weight": "Bolder", "wrap": True}
    if size is not None:
        element["size"] = size
    return _spaced({**element, "style": "heading"}, room)


def facts(pairs: Iterable[tuple[str, str]]) -> Json:
    """Write figures of our own words, each beside its label."""
    return {
        "type": "FactSet",
        "facts": [{"title": label, "value": value} for label, value in pairs],
    }


def box(
    items: Sequence[Json],
    *,
    style: str | None = None,
    room: str | None = None,
    name: str | None = None,
    hidden: bool = False,
    ruled: bool = False,
) -> Json:
    """Put elements together; ``ruled`` has a line above it."""
    element: Json = {"type": "Container", "items": list(items)}
    if style is not None:
        element["style"] = style
    if name is not None:
        element["id"] = name
    if hidden:
        element["isVisible"] = False
    if ruled:
        element["separator"] = True
    return _spaced(element, room)


def indented(items: Sequence[Json], pixels: int, room: str | None = None) -> Json:
    """Put elements so far from the card's edge; they stay there where a line is broken."""
    spacer: Json = {"type": "Column", "width": f"{pixels}px"}
    rest: Json = {"type": "Column", "width": "stretch", "items": list(items), "spacing": NONE}
    return _spaced({"type": "ColumnSet", "columns": [spacer, rest]}, room)


def beside(sign: str, words: str, room: str | None = None) -> Json:
    """Write a paragraph beside its sign; broken lines stay beside it."""
    narrow: Json = {"type": "Column", "width": "auto", "items": [line(run(sign))]}
    rest: Json = {"type": "Column", "width": "stretch", "items": [line(run(words))]}
    rest["spacing"] = SMALL
    return _spaced({"type": "ColumnSet", "columns": [narrow, rest]}, room)


def table(rows: Iterable[Sequence[Json]], widths: Sequence[int]) -> Json:
    """Write a table of paragraphs; the first row is its header."""
    return {
        "type": "Table",
        "showGridLines": False,
        "columns": [{"width": each} for each in widths],
        "rows": [
            {
                "type": "TableRow",
                "cells": [{"type": "TableCell", "items": [cell]} for cell in row],
            }
            for row in rows
        ],
    }


def lines_chart(
    name: str,
    series: Iterable[tuple[str, Sequence[tuple[str, float]]]],
    ends: tuple[float, float],
    fallback: Json,
) -> Json:
    """Write a line chart that Teams draws; where it cannot, ``fallback`` stands in its place."""
    return {
        "type": "Chart.Line",
        "title": literal(name),
        "yMin": ends[0],
        "yMax": ends[1],
        "data": [
            {
                "legend": literal(legend),
                "values": [{"x": literal(label), "y": value} for label, value in points],
            }
            for legend, points in series
        ],
        "fallback": fallback,
    }


def actions(elements: Iterable[Json], room: str | None = None) -> Json:
    """Write a row of buttons."""
    return _spaced({"type": "ActionSet", "actions": list(elements)}, room)


def button(words: str, verb: str, data: Json, *, main: bool) -> Json:
    """Write a button; a client that does not know Action.Execute sends the same data."""
    name = literal(words)
    style: Json = {"style": "positive"} if main else {}
    older: Json = {"type": "Action.Submit", "title": name, "data": data, **style}
    return {**older, "type": EXECUTE, "verb": verb, "fallback": older}


def opener(words: str, targets: Sequence[str]) -> Json:
    """Write a button that shows what is folded away, and folds it again."""
    return {
        "type": "Action.ToggleVisibility",
        "title": literal(words),
        "targetElements": list(targets),
    }


def card(
    language: str, body: Sequence[Json], buttons: Sequence[Json] = (), *, wide: bool = False
) -> Json:
    """Write a card; a ``wide`` one takes all the room that a conversation has."""
    element: Json = {"type": "AdaptiveCard", "version": limits.VERSION, "lang": language}
    if wide:
        element["msteams"] = {"width": "full"}
    element["body"] = list(body)
    if buttons:
        element["actions"] = list(buttons)
    return element


def asked(kind: str, name: str, label: str, **more: object) -> Json:
    """Write an input; its id is the field's."""
    return {"type": f"Input.{kind}", "id": name, "label": literal(label), **more}


def options(pairs: Iterable[tuple[str, str]]) -> list[Json]:
    """Write what can be chosen: values and what is shown of them."""
    return [{"title": literal(label), "value": value or " "} for value, label in pairs]


def _spaced(element: Json, room: str | None) -> Json:
    if room is not None:
        element["spacing"] = room
    return element
