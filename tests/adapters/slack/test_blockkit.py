"""The checker refuses what Slack refuses: each slip that is known, on its own."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from tests.adapters.slack.blockkit import check_home, check_message, check_modal

Json = dict[str, Any]


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words, "emoji": False}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def line(words: str) -> Json:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}


def section(words: str) -> Json:
    return {"type": "section", "text": plain(words)}


def button(words: str = "Answer", name: str = "a:1", value: str = "{}") -> Json:
    return {"type": "button", "text": plain(words), "action_id": name, "value": value}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def select(count: int = 2, **more: object) -> Json:
    options = [{"text": plain(str(n)), "value": str(n)} for n in range(count)]
    return {"type": "static_select", "action_id": "s", "options": options, **more}


def asked(element: Json, name: str = "field") -> Json:
    return {"type": "input", "block_id": name, "label": plain("Value"), "element": element}


def number(**more: object) -> Json:
    return {"type": "number_input", "action_id": "n", "is_decimal_allowed": True, **more}


def table(rows: int = 2, columns: int = 2, words: str = "x") -> Json:
    cell = {"type": "raw_text", "text": words}
    return {"type": "table", "rows": [[cell] * columns for _ in range(rows)]}


def chart(points: int = 3, series: int = 1, title: str = "Progress", name: str = "line") -> Json:
    labels = [f"w{n}" for n in range(points)]
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {
            "type": "line",
            "axis_config": {"categories": labels},
            "series": [
                {"name": f"{name}{n}", "data": [{"label": w, "value": 1.5} for w in labels]}
                for n in range(series)
            ],
        },
    }


def container(*children: Json) -> Json:
    return {"type": "container", "title": plain("More"), "child_blocks": list(children)}


def modal(*blocks: Json, **more: object) -> Json:
    found: Json = {"type": "modal", "title": plain("Check-in"), "submit": plain("Send")}
    return {**found, "blocks": list(blocks), **more}


def message(*blocks: Json) -> Json:
    return {"text": "words", "blocks": list(blocks)}


def without(block: Json, *keys: str) -> Json:
    """Return a block without a key, which may lie deeper."""
    changed = deepcopy(block)
    inner = changed
    for key in keys[:-1]:
        inner = inner[key]
    del inner[keys[-1]]
    return changed


GOOD = [
    message({"type": "header", "text": plain("Week 47"), "level": 3}, rich(line("words"))),
    message(section("words"), {"type": "context", "elements": [plain("small")]}),
    message(actions(button(), button(name="a:2")), {"type": "divider"}),
    message(chart(), chart(points=20, series=12)),
    message(container(table()), {"type": "divider"}),
    message({"type": "image", "slack_file": {"id": "F1"}, "alt_text": "a chart"}),
    {"text": "words only"},
]


@pytest.mark.parametrize("payload", GOOD, ids=range(len(GOOD)))
def test_a_good_message_passes(payload: Json) -> None:
    assert check_message(payload) == []


def test_a_good_modal_and_a_good_home_pass() -> None:
    scale = select(initial_option={"text": plain("1"), "value": "1"})
    words = {"type": "plain_text_input", "action_id": "w", "max_length": 3_000}
    fields = (asked(number(initial_value="-4.5")), asked(scale, "b"), asked(words, "c"))
    alert = {"type": "alert", "text": plain("Look"), "level": "warning"}
    assert check_modal(modal(alert, *fields, private_metadata="{}", callback_id="form")) == []
    assert check_home({"type": "home", "blocks": [section("words"), actions(button())]}) == []


BAD_MESSAGES: dict[str, Json] = {
    "nothing at all": {},
    "blocks without a text": {"blocks": [section("x")]},
    "a text that is too long": {"text": "x" * 4_001},
    "51 blocks": message(*(section("x") for _ in range(51))),
    "an unknown block": message({"type": "nonsense"}),
    "a misspelt key": message({**section("x"), "txt": "y"}),
    "an empty section": message(section(" ")),
    "a section with nothing": message({"type": "section"}),
    "a section of 3,001": message(section("x" * 3_001)),
    "a field of 2,001": message({"type": "section", "fields": [plain("x" * 2_001)]}),
    "eleven fields": message({"type": "section", "fields": [plain("x")] * 11}),
    "a header of 151": message({"type": "header", "text": plain("x" * 151)}),
    "a header in mrkdwn": message({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}),
    "a header of level 5": message({"type": "header", "text": plain("x"), "level": 5}),
    "eleven in a context": message({"type": "context", "elements": [plain("x")] * 11}),
    "26 buttons": message(actions(*(button(name=str(n)) for n in range(26)))),
    "a button of 76": message(actions(button("x" * 76))),
    "a value of 2,001": message(actions(button(value="x" * 2_001))),
    "a button without words": message(actions(button(""))),
    "an action_id of 256": message(actions(button(name="x" * 256))),
    "one action_id twice": message(actions(button()), actions(button())),
    "one block_id twice": message(
        section("x") | {"block_id": "b"}, section("y") | {"block_id": "b"}
    ),
    "an input among buttons": message(actions(number())),
    "101 options": message(actions(select(101))),
    "no options": message(actions(select(0))),
    "an image without words": message({"type": "image", "slack_file": {"id": "F"}, "alt_text": ""}),
    "an image of nothing": message({"type": "image", "alt_text": "x"}),
    "two tables": message(table(), table()),
    "a second table in a box": message(table(), container(table())),
    "101 rows": message(table(101)),
    "21 columns": message(table(2, 21)),
    "10,001 characters": message(table(73, 20, "x" * 7)),
    "an empty cell": message(table(words="")),
    "three charts": message(chart(), chart(), chart()),
    "21 points": message(chart(points=21)),
    "13 lines": message(chart(series=13)),
    "a chart's title of 51": message(chart(title="x" * 51)),
    "a line's name of 21": message(chart(name="x" * 20)),
    "a chart in a box": message(container(chart())),
    "eleven in a box": message(container(*(section("x") for _ in range(11)))),
    "a box in a box": message(container(container(section("x")))),
    "an alert": message({"type": "alert", "text": plain("x")}),
    "empty rich text": message(rich()),
    "an empty line": message(rich({"type": "rich_text_section", "elements": []})),
    "a mention": message(
        rich({"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}]})
    ),
    "a control character": message(section("x\x07")),
    "a direction that is turned": message(rich(line("\u202ex"))),
    "an isolate that stays open": message(rich(line("\u2068x"))),
}


@pytest.mark.parametrize("payload", BAD_MESSAGES.values(), ids=BAD_MESSAGES)
def test_a_bad_message_is_refused(payload: Json) -> None:
    assert check_message(payload)


TWICE = {"text": plain("x"), "value": "1"}
BAD_MODALS: dict[str, Json] = {
    "a title of 25": modal(section("x"), title=plain("x" * 25)),
    "no title": without(modal(section("x")), "title"),
    "a submit of 25": modal(section("x"), submit=plain("x" * 25)),
    "an input and no submit": without(modal(asked(number())), "submit"),
    "101 blocks": modal(*(section("x") for _ in range(101))),
    "private metadata of 3,001": modal(section("x"), private_metadata="x" * 3_001),
    "a callback_id of 256": modal(section("x"), callback_id="x" * 256),
    "an unknown key": modal(section("x"), colour="red"),
    "too many bytes": modal(*(section("ä" * 2_900) for _ in range(50))),
    "a table": modal(table()),
    "a chart": modal(chart()),
    "a box": modal(container(section("x"))),
    "markdown": modal({"type": "markdown", "text": "x"}),
    "an alert of 201": modal({"type": "alert", "text": plain("x" * 201)}),
    "decimals not spoken of": modal(asked(without(number(), "is_decimal_allowed"))),
    "a number as a number": modal(asked(number(initial_value=4.5))),
    "a number with a comma": modal(asked(number(initial_value="4,5"))),
    "a label of 2,001": modal(asked(number()) | {"label": plain("x" * 2_001)}),
    "a hint of 2,001": modal(asked(number()) | {"hint": plain("x" * 2_001)}),
    "a placeholder of 151": modal(asked(select(placeholder=plain("x" * 151)))),
    "an option of 76": modal(asked(select(options=[{"text": plain("x" * 76), "value": "1"}]))),
    "a value of 151": modal(asked(select(options=[{"text": plain("x"), "value": "x" * 151}]))),
    "an option twice": modal(asked(select(options=[TWICE, TWICE]))),
    "a choice of none of them": modal(
        asked(select(initial_option={"text": plain("9"), "value": "9"}))
    ),
    "eleven radio buttons": modal(asked(select(11) | {"type": "radio_buttons"})),
    "a max_length of 3,001": modal(
        asked({"type": "plain_text_input", "action_id": "w", "max_length": 3_001})
    ),
    "more than max_length": modal(
        asked(
            {"type": "plain_text_input", "action_id": "w", "max_length": 3, "initial_value": "long"}
        )
    ),
    "one field twice": modal(asked(number()), asked(number())),
}


@pytest.mark.parametrize("view", BAD_MODALS.values(), ids=BAD_MODALS)
def test_a_bad_modal_is_refused(view: Json) -> None:
    assert check_modal(view)


@pytest.mark.parametrize(
    "view",
    [
        {"type": "modal", "blocks": [section("x")]},
        {"type": "home", "blocks": [section("x")], "title": plain("x")},
        {"type": "home", "blocks": [chart()]},
        {"type": "home", "blocks": [{"type": "alert", "text": plain("x")}]},
        {"type": "home", "blocks": [section("x")] * 101},
        {"type": "home", "blocks": "x"},
    ],
    ids=range(6),
)
def test_a_bad_home_is_refused(view: Json) -> None:
    assert check_home(view)
