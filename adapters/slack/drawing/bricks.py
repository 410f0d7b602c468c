"""The blocks and elements of Block Kit that Rytmi uses, each as Slack wants it written.

Nothing here is mrkdwn: every text is ``plain_text``, or a text element of ``rich_text``. Texts that
come in are clean and short enough already (`dialogs.plain`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

Json = dict[str, Any]

_MENTION: Final = re.compile(r"<(?=[!@#]|[a-zA-Z]+:)")
_BRACKET: Final = "\u2039"
"""Looks like the bracket with which mentions and links begin."""
NOTHING: Final = "–"
"""Stands where Slack insists on a text and there is none."""


def plain(words: str) -> Json:
    """Write a text object; shortcodes such as ``:smile:`` stay what was typed.

    Slack takes it literally. Should a client not, ``<!channel>`` and its like are none any more.
    """
    text = words if words.strip() else NOTHING
    if "<" in text:
        text = _MENTION.sub(_BRACKET, text)
    return {"type": "plain_text", "text": text, "emoji": False}


def run(words: str, *, bold: bool = False, italic: bool = False) -> Json:
    """Write a stretch of rich text."""
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    element: Json = {"type": "text", "text": words or NOTHING}
    return {**element, "style": style} if style else element


def line(*runs: Json) -> Json:
    """Write a paragraph of rich text."""
    return {"type": "rich_text_section", "elements": list(runs)}


def stack(*rows: Sequence[Json]) -> Json:
    """Write rows under one another as one paragraph: two paragraphs may come in one line."""
    runs: list[Json] = []
    for row in rows:
        runs += [*([run("\n")] if runs else ()), *row]
    return line(*runs)


def quoted(*runs: Json) -> Json:
    """Write a paragraph of rich text with a bar beside it."""
    return {"type": "rich_text_quote", "elements": list(runs)}


def listed(items: Sequence[Json], *, ordered: bool = False, before: int = 0, deep: int = 0) -> Json:
    """Write a list of lines; ``before`` is how many numbers came already, ``deep`` its level."""
    element: Json = {
        "type": "rich_text_list",
        "style": "ordered" if ordered else "bullet",
        "indent": deep,
        "elements": list(items),
    }
    return {**element, "offset": before} if ordered and before else element


def rich(*elements: Json) -> Json:
    """Write a rich_text block."""
    return {"type": "rich_text", "elements": list(elements)}


def header(words: str, level: int | None = None) -> Json:
    """Write a header; ``level`` is from 2026 and stays away where None."""
    block: Json = {"type": "header", "text": plain(words)}
    return block if level is None else {**block, "level": level}


def divider() -> Json:
    """Write a line between what is above and what is below."""
    return {"type": "divider"}


def context(words: str) -> Json:
    """Write small print."""
    return {"type": "context", "elements": [plain(words)]}


def actions(elements: Iterable[Json]) -> Json:
    """Write a row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def button(words: str, name: str, value: str, *, main: bool) -> Json:
    """Write a button."""
    element = {"type": "button", "action_id": name, "text": plain(words), "value": value}
    return {**element, "style": "primary"} if main else element


def picture(file: str, title: str, alt: str) -> Json:
    """Write an image that has been uploaded to Slack."""
    return {
        "type": "image",
        "slack_file": {"id": file},
        "title": plain(title),
        "alt_text": alt if alt.strip() else NOTHING,
    }


def container(title: str, blocks: Iterable[Json]) -> Json:
    """Write a box that is folded at first; from 2026, in messages and Home only."""
    return {
        "type": "container",
        "title": plain(title),
        "is_collapsible": True,
        "default_collapsed": True,
        "child_blocks": list(blocks),
    }


def table(rows: Iterable[Sequence[Json]], settings: Sequence[Json]) -> Json:
    """Write a table of rich cells; the first row is its header."""
    cells = [[rich(line(cell)) for cell in row] for row in rows]
    return {"type": "table", "rows": cells, "column_settings": list(settings)}


def lines_chart(
    title: str, labels: Sequence[str], series: Iterable[tuple[str, Sequence[float]]]
) -> Json:
    """Write a line chart that Slack draws; from 2026, in messages only.

    A line that is alone has its area filled: then the axis begins at zero, and half a point of
    confidence does not look like a cliff.
    """
    listed = list(series)
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {
            "type": "area" if len(listed) == 1 else "line",
            "series": [
                {
                    "name": name,
                    "data": [
                        {"label": label, "value": value}
                        for label, value in zip(labels, numbers, strict=True)
                    ],
                }
                for name, numbers in listed
            ],
            "axis_config": {"categories": list(labels)},
        },
    }


def asked(
    name: str, label: str, element: Json, *, hint: str | None = None, optional: bool = False
) -> Json:
    """Write an input block; its id is the field's, and so is that of the element in it."""
    block: Json = {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {**element, "action_id": name},
        "optional": optional,
    }
    return block if hint is None else {**block, "hint": plain(hint)}
