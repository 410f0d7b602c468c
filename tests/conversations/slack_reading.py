"""Reads what Slack shows as keys: messages and modals, in the order of the engine's own views."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from tests.adapters.slack.blockkit import texts
from tests.conversations.slack_words import keys_in, sign
from tests.slack.modals import Modal
from tests.slack.places import Json, Message

CARE: Final = "⚠️ "
"""How a form's own sentence begins, and one about a field where the whole page is drawn anew."""
REPLY: Final = "reply:"
"""How the key of a message begins that answers a line; elsewhere it is shown, and no message."""
FIRST_COLUMNS: Final = {
    "fact-key-results": "tree-unit",
    "ledger-message": "ledger-when",
    "retros-state": "retros-unit",
}
"""What the first column of a table is called, by the second: in a list it goes without saying."""
_COLUMN: Final = re.compile("(?:– |· )([\ue000-\uf8ff]): ")


def is_reply(message: Message) -> bool:
    key = ((message.metadata or {}).get("event_payload") or {}).get("key", "")
    return str(key).startswith(REPLY)


def page(modal: Modal) -> int:
    """Return which page of a form is open, from 1; 0 where it has one only."""
    found = re.search(r" (\d+)/\d+$", modal.view["title"]["text"])
    return int(found.group(1)) if found else 0


def hint(block: Json) -> list[str]:
    text: str = (block.get("hint") or {}).get("text", "")
    return text.split("\n")


def given(block: Json) -> str:
    """Return what was typed where an input could not keep it and its hint says so."""
    mark = sign("field-given")
    return next((line.removeprefix(mark).strip() for line in hint(block) if mark in line), "")


def message_keys(message: Message) -> Iterator[str]:
    """Yield a message's summary, then its blocks; all of them are in its text as well."""
    summary = message.text.split("\n", 1)[0]
    yield from keys_in(summary)
    drawn = [key for block in message.blocks for key in _block_keys(block)]
    missing = set(drawn) - set(keys_in(message.text)) - set(FIRST_COLUMNS.values())
    assert not missing or message.text.endswith("…"), f"screen readers miss {missing}"
    yield from drawn


def modal_keys(modal: Modal) -> Iterator[str]:
    """Yield a modal's keys in the order of `dialogs.views.Form`: what is wrong comes last."""
    view = modal.view
    yield from keys_in(view["title"]["text"])
    yield from keys_in((view.get("submit") or {}).get("text", ""))
    wrong: list[str] = []
    for block in view["blocks"]:
        if block["type"] == "input":
            yield from keys_in(block["label"]["text"])
            yield from keys_in("".join(texts(block["element"])))
            lines = hint(block)
            yield from keys_in("".join(line for line in lines if not line.startswith(CARE)))
            wrong += [line for line in lines if line.startswith(CARE)]
        elif view.get("submit") and "".join(texts(block)).startswith(CARE):
            wrong.insert(0, "".join(texts(block)))
        else:
            yield from _block_keys(block)
    for sentence in (*modal.errors.values(), *wrong):
        yield from keys_in(sentence)


def _block_keys(block: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Yield the keys in a block, in the order in which it is read."""
    if isinstance(block, str):
        yield from keys_in(block)
    elif isinstance(block, list):
        for each in block:
            yield from _block_keys(each)
    elif isinstance(block, dict):
        names = _columns(block)
        yield from names
        for each in block.values():
            yield from _block_keys(each)


def _columns(block: Json) -> list[str]:
    """Return what the columns of a table are called that is drawn as a list, where it is one."""
    if block.get("type") != "rich_text_list":
        return []
    row = "".join(texts(block["elements"][0]))
    names = [key for found in _COLUMN.findall(row) for key in keys_in(found)]
    return [FIRST_COLUMNS[names[0]], *names] if names else []
