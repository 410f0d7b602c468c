"""What Teams would refuse of a card, or show otherwise than it is meant, as far as can be known.

Three opinions: Microsoft's own schema of Adaptive Cards 1.5 (strict: unknown kinds and keys,
missing ids, wrong words), the typed elements of Microsoft's SDK for Teams, node by node (they know
what Teams draws beyond the schema), and checks of our own for what neither of them sees. Each
returns sentences, none when all is well. The numbers are written down here once more, on purpose:
a slip in the adapter's own table must not hide itself.
"""

from __future__ import annotations

import inspect
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, get_args

import jsonschema_rs
from microsoft_teams import cards as typed
from pydantic import BaseModel, ValidationError
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo

from tests.verdicts import judged_once

Json = Mapping[str, Any]

HEAVIEST: Final = 80 * 1024
"""Bytes of a card in UTF-16 that Teams surely takes."""
USUAL: Final = 20 * 1024
"""What a card of the everyday weighs at most."""
MOST_ACTIONS: Final = 6
BEYOND: Final = re.compile(r"Chart\.")
"""What Teams draws and the schema of 1.5 does not know: the fallback stands for it there."""
INVISIBLE: Final = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\ud800-\udfff]")
UNBALANCED: Final = re.compile("[\u202a-\u202e]")
MACRO: Final = re.compile(r"\{\{(DATE|TIME)\(", re.IGNORECASE)
MENTION: Final = re.compile(r"<\s*/?\s*at\b", re.IGNORECASE)
MARKDOWN: Final = re.compile(
    r"\*|_|~|`|\[|\]|\\|<|&|https?:|www\.|^\s*(?:#|>|[-+•]\s|\d+[.)]\s)", re.MULTILINE
)
"""What Markdown, or HTML, makes of a text; our own words have none of it."""
READ: Final = frozenset(
    {
        "text",
        "title",
        "label",
        "placeholder",
        "errorMessage",
        "value",
        "legend",
        "x",
        "fallbackText",
    }
)
"""The keys under which texts stand that people read."""
ALONE: Final = frozenset({"msteams"})
"""Keys of a card that are Teams' own."""


def check_card(card: Json) -> list[str]:
    """Say what is wrong with a card."""
    return [*_by_schema(card), *_by_types(card), *_by_rules(card)]


def weight(value: object) -> int:
    """Return how many bytes something has as JSON in UTF-16."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return len(text.encode("utf-16-le", "surrogatepass"))


# --- Microsoft's schema ---------------------------------------------------------------------------


@cache
def _schema() -> Any:  # noqa: ANN401 - the library's own type
    written = files("adaptive_cards").joinpath("schemas/schema-1.5.json").read_text("utf-8")
    return jsonschema_rs.validator_for(json.loads(written))


def _by_schema(card: Json) -> list[str]:
    known = {key: _known(each) for key, each in card.items() if key not in ALONE}
    return [f"the schema refuses: {_short(error)}" for error in _schema().iter_errors(known)]


def _known(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Put in the place of what the schema does not know what other clients would draw there."""
    if isinstance(value, Mapping):
        if BEYOND.match(str(value.get("type", ""))):
            return _known(value.get("fallback", {}))
        return {key: _known(each) for key, each in value.items()}
    return [_known(each) for each in value] if isinstance(value, list) else value


def _short(error: Any) -> str:  # noqa: ANN401 - the library's own type
    path = "/".join(str(each) for each in error.instance_path)
    return f"{path}: {str(error.message)[:200]}"


# --- Microsoft's types ----------------------------------------------------------------------------


@cache
def _classes() -> dict[str, type[BaseModel]]:
    """Return the SDK's classes by the ``type`` that they are written with."""
    found: dict[str, type[BaseModel]] = {}
    for _, each in inspect.getmembers(typed, inspect.isclass):
        if issubclass(each, BaseModel) and "type" in each.model_fields:
            for name in get_args(each.model_fields["type"].annotation):
                found[name] = each
    return found


def _by_types(card: Json) -> list[str]:
    nodes = _nodes(card, "card")
    return [f"{path}: {problem}" for path, node in nodes for problem in _by_type(node)]


@judged_once
def _by_type(node: Json) -> list[str]:
    kind = node["type"]
    model = _classes().get(kind)
    return [f"Teams knows no {kind}"] if model is None else _by_model(node, model)


def _by_model(node: Json, model: type[BaseModel]) -> list[str]:
    names = _names(model)
    found = [f"{model.__name__} has no {key!r}" for key in node if key not in names]
    try:
        model.model_validate(node)
    except ValidationError as error:
        found += [f"{each['loc']} {each['msg']}" for each in error.errors()[:3]]
    return found


@cache
def _names(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(_written(name, field) for name, field in model.model_fields.items())


def _written(name: str, field: FieldInfo) -> str:
    return field.serialization_alias or field.alias or to_camel(name)


def _nodes(value: Any, path: str) -> Iterator[tuple[str, Json]]:  # noqa: ANN401 - any JSON
    """Yield all that has a type, with the parts that have none where the class names one."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _nodes(each, f"{path}[{number}]")
    elif isinstance(value, Mapping):
        if isinstance(value.get("type"), str):
            yield path, value
        for key, each in value.items():
            if key != "data" or str(value.get("type", "")).startswith("Chart."):
                yield from _nodes(each, f"{path}.{key}")


# --- what neither of them sees --------------------------------------------------------------------


def _by_rules(card: Json) -> list[str]:
    problems: list[str] = []
    if card.get("type") != "AdaptiveCard" or card.get("version") != "1.5":
        problems.append("no Adaptive Card of version 1.5")
    if not card.get("body"):
        problems.append("nothing in it")
    if (heavy := weight(card)) > HEAVIEST:
        problems.append(f"{heavy} bytes are more than {HEAVIEST}")
    nodes = list(_nodes(card, "card"))
    ids = Counter(node["id"] for _, node in nodes if "id" in node)
    problems += [f"two have the id {name!r}" for name, count in ids.items() if count > 1]
    for path, node in nodes:
        problems += [f"{path}: {problem}" for problem in _by_rule(node, ids)]
    kept = {f"{path}.value" for path, node in nodes if node["type"].startswith("Input.")}
    for path, text in texts(card):
        problems += [f"{path}: {problem}" for problem in _unseen(text)]
        if path not in kept:  # what somebody has typed stands in an input as it was typed
            problems += [f"{path}: {problem}" for problem in _telling(text)]
    for text in in_markdown(card):
        if found := MARKDOWN.search(text):
            problems.append(f"{found[0]!r} in a place of Markdown: {text[:60]!r}")
    return problems


def _by_rule(node: Json, ids: Counter[str]) -> list[str]:
    match node["type"]:
        case "Action.Execute":
            return _execute(node)
        case "Action.ToggleVisibility":
            wanted = node.get("targetElements") or ["nothing"]
            return [f"shows {name}, which is not there" for name in wanted if name not in ids]
        case "ActionSet" if not 0 < len(node["actions"]) <= MOST_ACTIONS:
            return [f"{len(node['actions'])} buttons in a row"]
        case "Input.Number" | "Input.Text" | "Input.ChoiceSet":
            return _input(node)
        case "RichTextBlock" if not node["inlines"]:
            return ["a paragraph without words"]
        case "TextBlock" if not node.get("wrap"):
            return ["a text that is cut at the card's edge"]
        case "TextRun" | "TextBlock" if not node.get("text", "").strip():
            return ["a text without words"]
        case kind if BEYOND.match(kind) and not isinstance(node.get("fallback"), Mapping):
            return ["nothing stands in its place where it is not known"]
        case _:
            return []


def _execute(node: Json) -> list[str]:
    older = node.get("fallback") or {}
    problems = []
    if not node.get("verb"):
        problems.append("no verb")
    if older.get("type") != "Action.Submit" or older.get("data") != node.get("data"):
        problems.append("older clients would send something else")
    if not node.get("title", "").strip():
        problems.append("a button without words")
    return problems


def _input(node: Json) -> list[str]:
    problems = []
    if not node.get("label", "").strip():
        problems.append("an input without a label")
    if node.get("isRequired") and not node.get("errorMessage", "").strip():
        problems.append("it says nothing where it is left empty")
    if node["type"] == "Input.ChoiceSet":
        values = [choice["value"] for choice in node["choices"]]
        if not values or len(set(values)) < len(values):
            problems.append("no choices, or two of one value")
        if "value" in node and node["value"] not in values:
            problems.append("it has chosen what cannot be chosen")
    if node["type"] == "Input.Text" and len(node.get("value", "")) > node.get("maxLength", 3_000):
        problems.append("more stands in it than may")
    return problems


def _unseen(text: str) -> list[str]:
    problems = []
    if found := INVISIBLE.search(text):
        problems.append(f"it holds U+{ord(found[0]):04X}")
    if found := UNBALANCED.search(text):
        problems.append(f"it turns the direction with U+{ord(found[0]):04X}")
    if sum(text.count(each) for each in "\u2066\u2067\u2068") != text.count("\u2069"):
        problems.append("it opens an isolate and does not close it")
    return problems


def _telling(text: str) -> list[str]:
    problems = []
    if found := MACRO.search(text):
        problems.append(f"it is a macro: {found[0]}")
    if found := MENTION.search(text):
        problems.append(f"it mentions: {found[0]}")
    return problems


def texts(value: Any, path: str = "card") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON
    """Yield every text that people read, with its place; a button's own data is none."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            if isinstance(each, str) and key in READ:
                yield f"{path}.{key}", each
            elif key != "data" or str(value.get("type", "")).startswith("Chart."):
                yield from texts(each, f"{path}.{key}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from texts(each, f"{path}[{number}]")


def in_markdown(card: Json) -> Iterator[str]:
    """Yield the texts of a card that a client reads as Markdown."""
    for _, node in _nodes(card, "card"):
        match node["type"]:
            case "TextBlock":
                yield node["text"]
            case "FactSet":
                for fact in node["facts"]:
                    yield fact["title"]
                    yield fact["value"]
            case "Input.ChoiceSet" if node.get("style") == "expanded":
                yield from (choice["title"] for choice in node["choices"])
            case _:
                pass
        if "errorMessage" in node:
            yield node["errorMessage"]
        if "fallbackText" in node:
            yield node["fallbackText"]


def inputs(card: Json) -> list[Json]:
    """Return a card's inputs in their order."""
    return [node for _, node in _nodes(card, "card") if node["type"].startswith("Input.")]
