"""A form's fields as the inputs of a card, each with what was typed and what was wrong about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, assert_never

from adapters.teams import limits
from adapters.teams.drawing import bricks
from adapters.teams.drawing.bricks import ATTENTION, NONE, SMALL, Json, line, run
from adapters.teams.drawing.literal import NOTHING, literal, ours, plain_to_markdown
from dialogs.plain import clean, short, size
from dialogs.telling import SIGNS, Speech
from dialogs.text import say
from dialogs.views import ChoiceField, Field, NumberField, ScaleField, TextField, Tone

SCALES: Final = 256
"""Scales that stay drawn: each kind once for each language."""
_NUMBER: Final = re.compile(rf"-?(?=(?:\d\.?){{1,{limits.NUMBER_DIGITS}}}$)\d+(\.\d+)?")
_MINUS: Final = str.maketrans({"\u2212": "-", "\u00a0": None, "\u202f": None, " ": None, ",": "."})
_FRAME: Final = 40
"""Units that an option takes in a card besides its words and its value."""
_SHORTEST: Final = 12
"""Units of an option's words below which they say nothing any more."""


@dataclass(frozen=True, slots=True)
class Room:
    """How long things in a form may be, in units of UTF-16."""

    title: int
    label: int
    hint: int
    """0: no hints, and no lead of a group."""
    error: int
    kept: int
    """What somebody has typed."""


ROOMS: Final = (
    Room(limits.TITLE, limits.LABEL, limits.HINT, limits.HINT, limits.INPUT_TEXT),
    Room(80, 60, 0, 90, limits.INPUT_TEXT),
    Room(80, 60, 0, 90, 120),
)
"""From the usual to what is left where all that people wrote is too much for a card."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What has become of a field so far."""

    given: str
    error: str | None
    needed: bool
    """Nothing can be sent while it is empty."""


def draw_field(field: Field, kept: Kept, speech: Speech, room: Room) -> Iterator[Json]:
    """Draw an input with what was given in this very form, and under it what was wrong about it.

    Nothing else is ever filled in: a scale and a choice begin empty.
    """
    given = kept.given
    hint = "" if field.hint is None or not room.hint else short(speech(field.hint), room.hint)
    within, below = ("", hint) if size(hint) > limits.PLACEHOLDER else (hint, "")
    match field:
        case NumberField():
            element = _number(given, room.kept)
        case ScaleField():
            element = _scale(field, given, speech)
            below = hint
        case ChoiceField():
            element = _choice(field, given, speech)
            below = hint
        case TextField():
            element = _text(field, given, room.kept)
        case _:
            assert_never(field)
    if within and not below:
        element["placeholder"] = literal(within)
    if kept.needed:
        element |= {"isRequired": True, "errorMessage": speech(say(_wanting(field)))}
    label = short(speech(field.label), room.label)
    yield bricks.asked(element.pop("kind"), field.id, label, **element)
    if kept.error is not None:
        words = f"{SIGNS[Tone.CARE]}{short(kept.error, room.error)}"
        yield line(run(words, size=SMALL, colour=ATTENTION), room=NONE)
    if below:
        yield line(run(below, size=SMALL, quiet=True), room=NONE)


def _wanting(field: Field) -> str:
    """Name the sentence that a client says where a needed field is empty."""
    match field:
        case NumberField():
            return "field-needs-number"
        case TextField():
            return "field-needs-words"
        case ScaleField() | ChoiceField():
            return "field-needs-choice"
    assert_never(field)


def _number(given: str, most: int) -> Json:
    """Draw an input for numbers; what was given and is none is kept in one for words."""
    plain = given.translate(_MINUS)
    if _NUMBER.fullmatch(plain):
        number = float(plain)
        return {"kind": "Number", "value": int(number) if number.is_integer() else number}
    kept = short(clean(given).strip(), most)
    if kept:
        return {"kind": "Text", "value": kept}
    return {"kind": "Number"}


def _scale(field: ScaleField, given: str, speech: Speech) -> Json:
    """Draw a scale as a list that opens; nothing is chosen but what was chosen in this form."""
    empty = speech(say("field-choose-scale", low=field.low, high=field.high))
    ends = (short(speech(each), limits.OPTION_TEXT) for each in (field.low_label, field.high_label))
    element: Json = {
        "kind": "ChoiceSet",
        "placeholder": literal(short(empty, limits.PLACEHOLDER)),
        "choices": _steps(field.low, field.high, *ends),
    }
    if any(choice["value"] == given for choice in element["choices"]):
        element["value"] = given
    return element


@lru_cache(maxsize=SCALES)
def _steps(low: int, high: int, low_words: str, high_words: str) -> list[Json]:
    """Draw a scale's steps. All forms share them: what is drawn is written out, never changed."""
    ends = {low: low_words, high: high_words}
    return bricks.options(
        (str(step), f"{step} – {ends[step]}" if ends.get(step, "").strip() else str(step))
        for step in range(low, high + 1)
    )


def _choice(field: ChoiceField, given: str, speech: Speech) -> Json:
    """Draw a choice: open where it is short, must be made and holds words of ours alone.

    The words of an open one are read as Markdown. A list that may stay empty has a line for that:
    what was chosen could not be taken back otherwise.
    """
    options = [(option.value, speech(option.label)) for option in field.options]
    none = [("", NOTHING)] if field.optional else []
    few = 0 < len(options) <= limits.RADIO_SHOWN and not field.optional
    own = all(ours(option.label) for option in field.options)
    if few and own and all(plain_to_markdown(label) for _, label in options):
        return _chosen({"kind": "ChoiceSet", "style": "expanded", "wrap": True}, options, given)
    return _select([*none, *options], given, speech(say("field-choose")))


def _select(options: Sequence[tuple[str, str]], given: str, empty: str) -> Json:
    """Draw a list that opens."""
    placeholder = literal(short(empty, limits.PLACEHOLDER))
    element: Json = {"kind": "ChoiceSet", "placeholder": placeholder}
    return _chosen(element, options or [("", NOTHING)], given)


def _chosen(element: Json, options: Sequence[tuple[str, str]], given: str) -> Json:
    """Put in what can be chosen, and choose what the person has chosen before in this form.

    Of very many, the words are shortened first, and then the last ones are left out.
    """
    room = limits.OPTIONS_UNITS - sum(size(value) + _FRAME for value, _ in options)
    most = min(max(room // len(options), _SHORTEST), limits.OPTION_TEXT)
    shown = [(value, short(label, most)) for value, label in options]
    chosen = [pair for pair in shown if given and pair[0] == given][:1]
    left = limits.OPTIONS_UNITS - sum(map(_weight, shown))
    while left < 0:
        left += _weight(shown.pop())
    element["choices"] = bricks.options([*shown, *(pair for pair in chosen if pair not in shown)])
    if chosen:
        element["value"] = given
    return element


def _weight(option: tuple[str, str]) -> int:
    return _FRAME + sum(map(size, option))


def _text(field: TextField, given: str, most: int) -> Json:
    kept = short(clean(given), most)
    longest = min(max(field.longest, size(kept), 1), limits.INPUT_TEXT)
    element: Json = {"kind": "Text", "maxLength": longest}
    if field.lines > 1:
        element["isMultiline"] = True
    return {**element, "value": kept} if kept else element


def rows(field: Field) -> int:
    """Return how much of a page a field takes, with the words it may bring along."""
    match field:
        case TextField():
            brought = min(field.longest, limits.INPUT_TEXT)
        case ChoiceField():
            brought = min(len(field.options) * (_FRAME + _SHORTEST), limits.OPTIONS_UNITS)
        case _:
            brought = 0
    return -(-(limits.FIELD_UNITS + brought) // limits.ROW_UNITS)
