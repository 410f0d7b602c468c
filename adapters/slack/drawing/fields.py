"""A form's fields as Block Kit's inputs, and what the inputs held as a form's values again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, assert_never

from adapters.slack import limits
from adapters.slack.drawing import bricks
from adapters.slack.drawing.bricks import Json
from dialogs.plain import clean, short, size
from dialogs.telling import SIGNS, Speech
from dialogs.text import say
from dialogs.views import ChoiceField, Field, NumberField, ScaleField, TextField, Tone

SCALES: Final = 256
"""Scales that stay drawn: each kind once for each language."""
_NUMBER: Final = re.compile(r"-?\d{1,30}(\.\d{1,30})?")
_MINUS: Final = str.maketrans({"\u2212": "-", "\u00a0": None, "\u202f": None, " ": None, ",": "."})


def draw_field(field: Field, given: str, error: str | None, speech: Speech) -> Json:
    """Draw an input with what was given in this very form, and with what was wrong about it.

    Nothing else is ever filled in: a scale and a choice begin empty.
    """
    match field:
        case NumberField():
            element = _number(given)
        case ScaleField():
            ends = speech(field.low_label), speech(field.high_label)
            steps = _steps(field.low, field.high, *ends)
            element = _select(steps, given, _scale_words(field, speech))
        case ChoiceField():
            element = _choice(field, given, speech)
        case TextField():
            element = _text(field, given)
        case _:
            assert_never(field)
    kept = None if "initial_value" in element or not isinstance(field, NumberField) else given
    return bricks.asked(
        field.id,
        short(speech(field.label), limits.LABEL),
        element,
        hint=_hint(field, kept, error, speech),
        optional=field.optional,
    )


def values(state: Mapping[str, Any]) -> dict[str, str]:
    """Read a modal's state (``view["state"]["values"]``): field ids and what was given, as text.

    What was left empty or not chosen comes as "". Anything that is no state of ours is passed over.
    """
    found: dict[str, str] = {}
    for name, elements in state.items():
        if not isinstance(elements, dict):
            continue
        for element in elements.values():
            if isinstance(element, dict):
                found[str(name)] = _value(element)[: limits.VALUE_CHARACTERS]
    return found


def _value(element: Mapping[str, Any]) -> str:
    chosen = element.get("selected_option")
    value = chosen.get("value") if isinstance(chosen, dict) else element.get("value")
    return value if isinstance(value, str) else ""


def _number(given: str) -> Json:
    """Draw a number input; what was given as people write numbers is put as Slack writes them."""
    element: Json = {"type": "number_input", "is_decimal_allowed": True}
    plain = given.translate(_MINUS)
    if _NUMBER.fullmatch(plain):
        element["initial_value"] = plain
    return element


def _scale_words(field: ScaleField, speech: Speech) -> str:
    return speech(say("field-choose-scale", low=field.low, high=field.high))


@lru_cache(maxsize=SCALES)
def _steps(low: int, high: int, low_words: str, high_words: str) -> list[Json]:
    """Draw a scale's steps. All forms share them: what is drawn is copied, and never changed."""
    ends = {low: low_words, high: high_words}
    return _options(
        [
            (str(step), f"{step} – {ends[step]}" if ends.get(step, "").strip() else str(step))
            for step in range(low, high + 1)
        ]
    )


def _choice(field: ChoiceField, given: str, speech: Speech) -> Json:
    """Draw a choice: open where it is short and must be made, else as a list that opens.

    Radio buttons cannot be taken back once one is pressed, so what may stay empty is a list.
    """
    options = [(option.value, speech(option.label)) for option in field.options]
    if len(options) > limits.RADIO_SHOWN or field.optional or not options:
        return _select(_options(options), given, speech(say("field-choose")))
    return _chosen({"type": "radio_buttons", "options": _options(options)}, given)


def _select(options: list[Json], given: str, empty: str) -> Json:
    """Draw a list that opens; one that is too long for Slack comes in parts, each with its ends."""
    drawn = options or _options([("", "")])
    element: Json = {
        "type": "static_select",
        "placeholder": bricks.plain(short(empty, limits.PLACEHOLDER)),
    }
    if len(drawn) <= limits.OPTIONS:
        return _chosen({**element, "options": drawn}, given)
    starts = range(0, min(len(drawn), limits.OPTIONS**2), limits.OPTIONS)
    parts = [drawn[start : start + limits.OPTIONS] for start in starts]
    groups = [{"label": bricks.plain(_ends(part)), "options": part} for part in parts]
    return _chosen({**element, "option_groups": groups}, given)


def _ends(options: Sequence[Json]) -> str:
    first, last = (short(options[n]["text"]["text"], limits.OPTION_TEXT // 2 - 2) for n in (0, -1))
    return f"{first} – {last}"


def _options(options: Sequence[tuple[str, str]]) -> list[Json]:
    return [
        {"text": bricks.plain(short(label, limits.OPTION_TEXT)), "value": value or " "}
        for value, label in options
    ]


def _chosen(element: Json, given: str) -> Json:
    """Choose what the person has chosen before in this form, and nothing else."""
    if not given:
        return element
    lists = [group["options"] for group in element.get("option_groups", ())]
    options = [option for each in lists or [element["options"]] for option in each]
    first = next((option for option in options if option["value"] == given), None)
    return element if first is None else {**element, "initial_option": first}


def _text(field: TextField, given: str) -> Json:
    kept = clean(given)
    longest = min(max(field.longest, size(kept), 1), limits.INPUT_TEXT)
    element: Json = {
        "type": "plain_text_input",
        "multiline": field.lines > 1,
        "max_length": longest,
    }
    return {**element, "initial_value": short(kept, longest)} if kept else element


def _hint(field: Field, kept: str | None, error: str | None, speech: Speech) -> str | None:
    """Say what was wrong beside the field, what could not be kept in it, and its own hint."""
    parts = [
        f"{SIGNS[Tone.CARE]}{error}" if error else "",
        speech(say("field-given", value=short(clean(kept), 200))) if kept else "",
        speech(field.hint) if field.hint is not None else "",
    ]
    said = "\n".join(part for part in parts if part.strip())
    return short(said, limits.LABEL) if said else None
