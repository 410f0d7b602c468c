"""What Slack would refuse of a message, a modal or a Home tab, as far as it is known from outside.

Three opinions: slack_sdk's models (lengths and counts), a JSON Schema made of Slack's own
TypeScript types where one is handed in (unknown kinds, wrong keys), and checks of our own for what
neither of them sees. Each returns sentences, none when all is well. The numbers are written down
here once more, on purpose: a slip in the adapter's own table must not hide itself.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any, Final, Protocol

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tests.verdicts import judged_once

Json = Mapping[str, Any]

MESSAGE, MODAL, HOME = "message", "modal", "home"

EVERYWHERE: Final = frozenset({MESSAGE, MODAL, HOME})
SURFACES: Final[Mapping[str, frozenset[str]]] = {
    "actions": EVERYWHERE,
    "alert": frozenset({MODAL}),
    "card": EVERYWHERE,
    "carousel": frozenset({MESSAGE, HOME}),
    "container": frozenset({MESSAGE, HOME}),
    "context": EVERYWHERE,
    "context_actions": frozenset({MESSAGE}),
    "data_table": frozenset({MESSAGE, HOME}),
    "data_visualization": frozenset({MESSAGE}),
    "divider": EVERYWHERE,
    "header": EVERYWHERE,
    "image": EVERYWHERE,
    "input": EVERYWHERE,
    "markdown": frozenset({MESSAGE}),
    "rich_text": EVERYWHERE,
    "section": EVERYWHERE,
    "table": frozenset({MESSAGE, HOME}),
    "video": EVERYWHERE,
}
"""Where each kind of block may stand."""

IN_CONTAINER: Final = frozenset(
    {
        "actions",
        "context",
        "divider",
        "file",
        "header",
        "image",
        "input",
        "rich_text",
        "section",
        "table",
        "video",
    }
)
"""What a container may hold."""

KEYS: Final[Mapping[str, frozenset[str]]] = {
    "header": frozenset({"text", "level"}),
    "context": frozenset({"elements"}),
    "data_visualization": frozenset({"title", "chart"}),
    "divider": frozenset(),
    "rich_text": frozenset({"elements"}),
    "section": frozenset({"text", "fields", "accessory", "expand"}),
    "table": frozenset({"rows", "column_settings"}),
}
"""The keys of the kinds whose misspelt ones slack_sdk's models pass over."""

MODEL_KNOWS_NOT: Final = frozenset({"data_visualization", "data_table"})
SCHEMA_KNOWS_NOT: Final = frozenset({"data_visualization"})
SCHEMA_KNOWS_NO_KEY: Final[Mapping[str, frozenset[str]]] = {
    "header": frozenset({"level"}),
    "rich_text_list": frozenset({"offset"}),
}

BLOCKS: Final = {MESSAGE: 50, MODAL: 100, HOME: 100}
VIEW_BYTES: Final = 250_000
MESSAGE_BYTES: Final = 120_000
TEXT: Final = 4_000
LONGEST_TEXT: Final = 3_000
"""Any text object that names no smaller number."""

READ: Final = frozenset({"text", "alt_text", "title", "name", "label", "initial_value"})
"""The keys under which texts stand that people read."""
INPUTS: Final = frozenset(
    {
        "channels_select",
        "checkboxes",
        "conversations_select",
        "datepicker",
        "datetimepicker",
        "email_text_input",
        "file_input",
        "multi_static_select",
        "multi_users_select",
        "number_input",
        "plain_text_input",
        "radio_buttons",
        "rich_text_input",
        "static_select",
        "timepicker",
        "url_text_input",
        "users_select",
    }
)
PRESSED: Final = frozenset(
    {
        "button",
        "checkboxes",
        "datepicker",
        "datetimepicker",
        "overflow",
        "radio_buttons",
        "static_select",
        "timepicker",
        "users_select",
        "workflow_button",
    }
)
RICH: Final = frozenset(
    {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
)
INVISIBLE: Final = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\ud800-\udfff]")
UNBALANCED: Final = re.compile("[\u202a-\u202e]")


class Schema(Protocol):
    """A compiled JSON Schema, such as jsonschema_rs's validators."""

    def iter_errors(self, instance: Any) -> Iterator[Any]:  # noqa: ANN401 - any JSON
        """Give back what does not fit."""
        ...


def check_message(payload: Json, schema: Schema | None = None) -> list[str]:
    """Say what is wrong with what ``chat.postMessage`` or a response address is given."""
    problems: list[str] = []
    text, blocks = payload.get("text"), payload.get("blocks")
    if not text and not blocks:
        problems.append("no_text: neither text nor blocks")
    if text is not None:
        if not isinstance(text, str):
            return [*problems, "text is no string"]
        if len(text) > TEXT:
            problems.append(f"msg_too_long: text of {len(text)} characters")
        problems += _raw(text, "text")
    if blocks and not str(text or "").strip():
        problems.append("a message with blocks has no text for screen readers")
    if blocks is None:
        return problems
    if not isinstance(blocks, Sequence) or isinstance(blocks, str | bytes):
        return [*problems, "blocks are no list"]
    size = len(json.dumps(blocks, ensure_ascii=False).encode("utf-8", "replace"))
    if size > MESSAGE_BYTES:
        problems.append(f"the blocks have {size} bytes")
    return [*problems, *check_blocks(blocks, MESSAGE), *_by_schema(blocks, schema)]


def check_modal(view: Json, schema: Schema | None = None) -> list[str]:
    """Say what is wrong with a modal as ``views.open`` or a response action is given it."""
    problems = _check_view(view, MODAL)
    for key in ("title", "submit", "close"):
        part = view.get(key)
        if part is None:
            continue
        problems += _text(part, key, longest=24, kinds=("plain_text",))
    if not isinstance(view.get("title"), Mapping):
        problems.append("a modal needs a title")
    blocks = [each for each in view.get("blocks", ()) if isinstance(each, Mapping)]
    if any(each.get("type") == "input" for each in blocks) and view.get("submit") is None:
        problems.append("a modal with an input block needs submit")
    return [*problems, *_by_schema(view, schema)]


def check_home(view: Json, schema: Schema | None = None) -> list[str]:
    """Say what is wrong with a Home tab as ``views.publish`` is given it."""
    problems = _check_view(view, HOME)
    problems += [f"Home has no {key}" for key in ("title", "submit", "close") if key in view]
    return [*problems, *_by_schema(view, schema)]


def _check_view(view: Json, kind: str) -> list[str]:
    problems: list[str] = []
    if view.get("type") != kind:
        problems.append(f"type is {view.get('type')!r} and not {kind!r}")
    known = {
        "type",
        "blocks",
        "private_metadata",
        "callback_id",
        "external_id",
        *(("title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled"))[
            : None if kind == MODAL else 0
        ],
    }
    problems += [f"a view has no key {key!r}" for key in view if key not in known]
    for key, most in (("private_metadata", 3_000), ("callback_id", 255), ("external_id", 255)):
        value = view.get(key)
        if value is not None and (not isinstance(value, str) or len(value) > most):
            problems.append(f"{key} is no text of at most {most} characters")
    size = len(json.dumps(view, ensure_ascii=False).encode("utf-8", "replace"))
    if size > VIEW_BYTES:
        problems.append(f"view_too_large: {size} bytes")
    blocks = view.get("blocks")
    if not isinstance(blocks, Sequence) or isinstance(blocks, str | bytes):
        return [*problems, "blocks are no list"]
    problems += check_blocks(blocks, kind)
    if not any(block.get("type") in MODEL_KNOWS_NOT for block in blocks):
        problems += _by_model(lambda: View(**view).to_dict(), "view")
    return problems


def check_blocks(blocks: Sequence[Any], surface: str) -> list[str]:
    """Say what is wrong with a list of blocks on a surface."""
    problems: list[str] = []
    if len(blocks) > BLOCKS[surface]:
        problems.append(f"{len(blocks)} blocks on a {surface}")
    everything = list(_all(blocks))
    for place, block in everything:
        if not isinstance(block, Mapping):
            problems.append(f"{place} is no object")
            continue
        problems += [f"{place}: {problem}" for problem in _block(block, surface)]
    problems += _counts([block for _, block in everything])
    return problems


def _all(blocks: Sequence[Any], above: str = "blocks") -> Iterator[tuple[str, Any]]:
    """Give back all blocks with those inside containers."""
    for number, block in enumerate(blocks):
        place = f"{above}[{number}]"
        yield place, block
        if isinstance(block, Mapping) and block.get("type") == "container":
            yield from _all(block.get("child_blocks") or (), f"{place}.child_blocks")


def _counts(everything: Sequence[Any]) -> list[str]:
    """Check what is counted over a whole message or view."""
    problems: list[str] = []
    blocks = [block for block in everything if isinstance(block, Mapping)]
    ids = Counter(block["block_id"] for block in blocks if block.get("block_id") is not None)
    problems += [f"duplicate block_id {name!r}" for name, count in ids.items() if count > 1]
    actions = Counter(
        element["action_id"]
        for block in blocks
        if block.get("type") == "actions"
        for element in block.get("elements", ())
        if element.get("action_id") is not None
    )
    problems += [f"duplicate action_id {name!r}" for name, count in actions.items() if count > 1]
    kinds = Counter(block.get("type") for block in blocks)
    if kinds["table"] + kinds["data_table"] > 1:
        problems.append("only_one_table_allowed: more than one table")
    if kinds["data_visualization"] > 2:
        problems.append(f"{kinds['data_visualization']} charts; two are taken")
    cells = sum(
        len(text)
        for block in blocks
        if block.get("type") == "table"
        for row in block.get("rows", ())
        for cell in row
        for text in texts(cell)
    )
    if cells > 10_000:
        problems.append(f"tables hold {cells} characters")
    return problems


def _block(block: Json, surface: str) -> list[str]:
    kind = str(block.get("type"))
    if kind not in SURFACES:
        return [f"unknown block {kind!r}"]
    problems = _in_itself(block)
    if surface not in SURFACES[kind]:
        problems.append(f"{kind} cannot stand on a {surface}")
    return problems


@judged_once
def _in_itself(block: Json) -> list[str]:
    kind = str(block["type"])
    problems: list[str] = []
    if kind in KEYS:
        extra = set(block) - KEYS[kind] - {"type", "block_id"}
        problems += [f"{kind} has no key {key!r}" for key in sorted(extra)]
    identity = block.get("block_id")
    if identity is not None and not 0 < len(identity) <= 255:
        problems.append(f"block_id of {len(identity)} characters")
    for text in texts(block):
        problems += _raw(text, kind)
    if kind not in MODEL_KNOWS_NOT:
        problems += _by_model(lambda: _parsed(block), kind)
    check = _CHECKS.get(kind)
    return problems if check is None else [*problems, *check(block)]


def _parsed(block: Json) -> object:
    found = Block.parse(dict(block))
    if found is None:
        raise SlackObjectFormationError(f"slack_sdk does not know {block.get('type')!r}")
    return found.to_dict()


def _by_model(build: Any, what: str) -> list[str]:  # noqa: ANN401 - a thunk
    try:
        build()
    except (SlackObjectFormationError, TypeError, KeyError, AttributeError, ValueError) as error:
        return [f"slack_sdk refuses the {what}: {error}"]
    return []


def _by_schema(value: Any, schema: Schema | None) -> list[str]:  # noqa: ANN401 - any JSON
    if schema is None:
        return []
    return [f"Slack's types refuse: {_short(error)}" for error in schema.iter_errors(_known(value))]


def _known(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Leave out what the types do not name, and Slack's documents and slack_sdk's models do."""
    if isinstance(value, Mapping):
        newer = SCHEMA_KNOWS_NO_KEY.get(str(value.get("type")), frozenset())
        return {key: _known(each) for key, each in value.items() if key not in newer}
    if isinstance(value, list | tuple):
        return [
            _known(each)
            for each in value
            if not (isinstance(each, Mapping) and each.get("type") in SCHEMA_KNOWS_NOT)
        ]
    return value


def _short(error: Any) -> str:  # noqa: ANN401 - the validator's own type
    path = "/".join(str(each) for each in getattr(error, "instance_path", ()))
    return f"{path}: {str(getattr(error, 'message', error))[:200]}"


# --- texts ------------------------------------------------------------------------------------


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Give back everything that is read in a block: what stands under ``text``, titles, alt texts.

    Cells of tables and elements of rich text come one by one.
    """
    if isinstance(value, Mapping):
        for key, each in value.items():
            if isinstance(each, str) and key in READ:
                yield each
            if isinstance(each, Mapping | list | tuple):
                yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            if isinstance(each, Mapping | list | tuple):
                yield from texts(each)


def _raw(text: str, where: str) -> list[str]:
    problems = []
    if found := INVISIBLE.search(text):
        problems.append(f"{where} holds U+{ord(found[0]):04X}")
    if found := UNBALANCED.search(text):
        problems.append(f"{where} turns the direction with U+{ord(found[0]):04X}")
    if sum(text.count(each) for each in "\u2066\u2067\u2068") != text.count("\u2069"):
        problems.append(f"{where} opens an isolate and does not close it")
    return problems


def _text(
    value: Any,  # noqa: ANN401 - any JSON
    where: str,
    *,
    longest: int = LONGEST_TEXT,
    kinds: Sequence[str] = ("plain_text", "mrkdwn"),
) -> list[str]:
    """Check a text object."""
    if not isinstance(value, Mapping):
        return [f"{where} is no text object"]
    problems: list[str] = []
    if value.get("type") not in kinds:
        problems.append(f"{where} is {value.get('type')!r}")
    extra = set(value) - {"type", "text", "emoji", "verbatim"}
    problems += [f"{where} has no key {key!r}" for key in sorted(extra)]
    if value.get("type") == "mrkdwn" and "emoji" in value:
        problems.append(f"{where} is mrkdwn with emoji")
    words = value.get("text")
    if not isinstance(words, str) or not words.strip():
        problems.append(f"{where} is empty")
    elif len(words) > longest:
        problems.append(f"{where} has {len(words)} characters, more than {longest}")
    return problems


# --- each kind ----------------------------------------------------------------------------------


def _header(block: Json) -> list[str]:
    problems = _text(block.get("text"), "the header", longest=150, kinds=("plain_text",))
    level = block.get("level")
    if level is not None and level not in {1, 2, 3, 4}:
        problems.append(f"a header of level {level!r}")
    return problems


def _section(block: Json) -> list[str]:
    problems: list[str] = []
    text, fields = block.get("text"), block.get("fields")
    if text is None and not fields:
        problems.append("a section needs text or fields")
    if text is not None:
        problems += _text(text, "the section")
    if fields is not None and not 0 < len(fields) <= 10:
        problems.append(f"a section of {len(fields)} fields")
    for number, field in enumerate(fields or ()):
        problems += _text(field, f"fields[{number}]", longest=2_000)
    return problems


def _context(block: Json) -> list[str]:
    elements = block.get("elements") or ()
    problems = [] if 0 < len(elements) <= 10 else [f"a context of {len(elements)} elements"]
    for number, element in enumerate(elements):
        if element.get("type") != "image":
            problems += _text(element, f"elements[{number}]")
    return problems


def _actions(block: Json) -> list[str]:
    elements = block.get("elements") or ()
    problems = [] if 0 < len(elements) <= 25 else [f"an actions block of {len(elements)}"]
    for number, element in enumerate(elements):
        where = f"elements[{number}]"
        if element.get("type") not in PRESSED:
            problems.append(f"{where} is {element.get('type')!r}, which no actions block takes")
        problems += _element(element, where)
    return problems


def _input(block: Json) -> list[str]:
    problems = _text(block.get("label"), "the label", longest=2_000, kinds=("plain_text",))
    if block.get("hint") is not None:
        problems += _text(block["hint"], "the hint", longest=2_000, kinds=("plain_text",))
    element = block.get("element") or {}
    if element.get("type") not in INPUTS:
        problems.append(f"an input of {element.get('type')!r}")
    return [*problems, *_element(element, "the element")]


def _element(element: Json, where: str) -> list[str]:
    problems: list[str] = []
    identity = element.get("action_id")
    if not isinstance(identity, str) or not 0 < len(identity) <= 255:
        problems.append(f"{where} has no action_id of at most 255 characters")
    if element.get("placeholder") is not None:
        holder = element["placeholder"]
        problems += _text(holder, f"{where}.placeholder", longest=150, kinds=("plain_text",))
    match element.get("type"):
        case "button":
            problems += _button(element, where)
        case "number_input":
            problems += _number(element, where)
        case "plain_text_input":
            problems += _words(element, where)
        case "static_select" | "radio_buttons" | "checkboxes" | "overflow" as kind:
            problems += _options(
                element, where, {"static_select": 100, "overflow": 5}.get(kind, 10)
            )
        case _:
            pass
    return problems


def _button(element: Json, where: str) -> list[str]:
    problems = _text(element.get("text"), f"{where}.text", longest=75, kinds=("plain_text",))
    if len(element.get("value") or "") > 2_000:
        problems.append(f"{where}.value is too long")
    if element.get("style") not in {None, "primary", "danger"}:
        problems.append(f"{where}.style is {element.get('style')!r}")
    return problems


def _number(element: Json, where: str) -> list[str]:
    problems: list[str] = []
    if not isinstance(element.get("is_decimal_allowed"), bool):
        problems.append(f"{where} says not whether decimals are allowed")
    for key in ("initial_value", "min_value", "max_value"):
        value = element.get(key)
        if value is None:
            continue
        if not isinstance(value, str) or not re.fullmatch(r"-?\d+(\.\d+)?", value):
            problems.append(f"{where}.{key} is no number as text: {value!r}")
    return problems


def _words(element: Json, where: str) -> list[str]:
    problems: list[str] = []
    longest = element.get("max_length")
    if longest is not None and not 1 <= longest <= 3_000:
        problems.append(f"{where}.max_length is {longest}")
    if len(element.get("initial_value") or "") > (longest or 3_000):
        problems.append(f"{where}.initial_value is longer than max_length")
    return problems


def _options(element: Json, where: str, most: int) -> list[str]:
    problems: list[str] = []
    groups = element.get("option_groups")
    lists = [element.get("options") or ()]
    if groups is not None:
        if "options" in element or not 0 < len(groups) <= 100:
            problems.append(f"{where} has options and groups of them, or too many")
        lists = [group.get("options") or () for group in groups]
        for number, group in enumerate(groups):
            name = f"{where}.option_groups[{number}]"
            problems += _text(group.get("label"), name, longest=75, kinds=("plain_text",))
    for options in lists:
        if not 0 < len(options) <= most:
            problems.append(f"{where} has {len(options)} options")
    everything = [option for options in lists for option in options]
    for number, option in enumerate(everything):
        problems += _option(option, f"{where}.options[{number}]")
    counted = Counter(option.get("value") for option in everything)
    problems += [f"{where}: value {v!r} twice" for v, count in counted.items() if count > 1]
    first = element.get("initial_option")
    if first is not None and first not in everything:
        problems.append(f"{where}.initial_option is none of its options")
    if any(each not in everything for each in element.get("initial_options") or ()):
        problems.append(f"{where}.initial_options are none of its options")
    return problems


def _option(option: Json, where: str) -> list[str]:
    problems = _text(option.get("text"), where, longest=75)
    value = option.get("value")
    if not isinstance(value, str) or not 0 < len(value) <= 150:
        problems.append(f"{where}.value is no text of 1 to 150 characters")
    if option.get("description") is not None:
        problems += _text(option["description"], f"{where}.description", longest=75)
    return problems


def _image(block: Json) -> list[str]:
    problems: list[str] = []
    alt = block.get("alt_text")
    if not isinstance(alt, str) or not 0 < len(alt) <= 2_000:
        problems.append("an image needs alt_text of 1 to 2,000 characters")
    if (block.get("image_url") is None) == (block.get("slack_file") is None):
        problems.append("an image needs image_url or slack_file, and not both")
    file = block.get("slack_file")
    if file is not None and not (set(file) & {"id", "url"}):
        problems.append("a slack_file needs id or url")
    if block.get("title") is not None:
        problems += _text(block["title"], "the title", longest=2_000, kinds=("plain_text",))
    return problems


def _alert(block: Json) -> list[str]:
    return _text(block.get("text"), "the alert", longest=200)


def _container(block: Json) -> list[str]:
    problems: list[str] = []
    children = block.get("child_blocks") or ()
    if not 0 < len(children) <= 10:
        problems.append(f"a container of {len(children)}")
    kinds = [child.get("type") for child in children]
    problems += [f"a container takes no {kind!r}" for kind in kinds if kind not in IN_CONTAINER]
    if "rich_text_title" not in block:
        problems += _text(block.get("title"), "the title", longest=150, kinds=("plain_text",))
    if block.get("default_collapsed") and not block.get("is_collapsible"):
        problems.append("default_collapsed needs is_collapsible")
    return problems


def _rich_text(block: Json) -> list[str]:
    elements = block.get("elements") or ()
    problems = [] if elements else ["rich_text without elements"]
    total = sum(len(text) for text in texts(block))
    if total > LONGEST_TEXT:
        problems.append(f"rich_text of {total} characters")
    for number, element in enumerate(elements):
        problems += _rich(element, f"elements[{number}]")
    return problems


def _rich(element: Json, where: str) -> list[str]:
    kind = element.get("type")
    if kind not in RICH:
        return [f"{where} is {kind!r}"]
    parts = element.get("elements") or ()
    problems = [] if parts else [f"{where} is empty"]
    for number, part in enumerate(parts):
        place = f"{where}.elements[{number}]"
        if kind == "rich_text_list":
            if part.get("type") != "rich_text_section":
                problems.append(f"{place} is {part.get('type')!r} in a list")
            problems += _rich(part, place)
            continue
        if part.get("type") != "text":
            problems.append(f"{place} is {part.get('type')!r}: we write texts only")
        if not isinstance(part.get("text"), str) or not part["text"]:
            problems.append(f"{place} is empty")
        styles = set(part.get("style") or ()) - {"bold", "italic", "strike", "code"}
        problems += [f"{place} has no style {style!r}" for style in sorted(styles)]
    if kind == "rich_text_list" and element.get("style") not in {"bullet", "ordered"}:
        problems.append(f"{where} is a list of style {element.get('style')!r}")
    return problems


def _table(block: Json) -> list[str]:
    rows = block.get("rows") or ()
    problems = [] if 0 < len(rows) <= 100 else [f"a table of {len(rows)} rows"]
    widths = {len(row) for row in rows}
    if len(widths) > 1 or not widths <= set(range(1, 21)):
        problems.append(f"a table of rows of {sorted(widths)} cells")
    if len(block.get("column_settings") or ()) > 20:
        problems.append("a table of too many column settings")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            where = f"rows[{number}][{place}]"
            if cell.get("type") == "rich_text":
                problems += [f"{where}: {each}" for each in _rich_text(cell)]
            elif cell.get("type") != "raw_text" or not cell.get("text"):
                problems.append(f"{where} is empty, or no cell")
    return problems


def _chart(block: Json) -> list[str]:
    problems: list[str] = []
    title = block.get("title")
    if not isinstance(title, str) or not 0 < len(title) <= 50:
        problems.append("a chart's title is no text of 1 to 50 characters")
    chart = block.get("chart") or {}
    if chart.get("type") not in {"line", "bar", "area"}:
        return [*problems, f"a chart of type {chart.get('type')!r}"]
    axis = chart.get("axis_config") or {}
    labels = axis.get("categories") or ()
    if not 0 < len(labels) <= 20 or len(set(labels)) < len(labels):
        problems.append(f"a chart of {len(labels)} categories, or of some twice")
    problems += [f"label {label!r}" for label in labels if not 0 < len(label) <= 20]
    for key in ("x_label", "y_label"):
        if key in axis and not 0 < len(axis[key]) <= 50:
            problems.append(f"{key} is no text of 1 to 50 characters")
    series = chart.get("series") or ()
    names = [each.get("name") for each in series]
    if not 0 < len(series) <= 12 or len(set(names)) < len(names):
        problems.append(f"a chart of {len(series)} series, or of two of one name")
    problems += [f"a line named {name!r}" for name in names if not name or len(name) > 20]
    for each in series:
        points = each.get("data") or ()
        if [point.get("label") for point in points] != list(labels):
            problems.append(f"the points of {each.get('name')!r} are not those of the axis")
        if any(not _is_number(point.get("value")) for point in points):
            problems.append(f"a point of {each.get('name')!r} is no number")
    return problems


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


_CHECKS: Final = {
    "actions": _actions,
    "alert": _alert,
    "container": _container,
    "context": _context,
    "data_visualization": _chart,
    "header": _header,
    "image": _image,
    "input": _input,
    "rich_text": _rich_text,
    "section": _section,
    "table": _table,
}
