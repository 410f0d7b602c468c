"""A card as one client shows it: what it knows of it, what is typed into it, what is sent."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from tests.teams.checks import INPUTS, parts
from tests.teams.places import Json, Message

EXECUTE: Final = "Action.Execute"
SUBMIT: Final = "Action.Submit"
OLDER: Final = frozenset({EXECUTE})
"""What a client does not know that is older than Action.Execute."""
_NUMBER: Final = re.compile(r"-?(\d+([.,]\d*)?|[.,]\d+)")


class RefusedError(Exception):
    """The person's own Teams does not let them do this."""


def shown(card: Json, unknown: frozenset[str] = frozenset()) -> Json:
    """Return a card as a client draws it that does not know these: what falls back, has."""
    drawn: Json = _drawn(copy.deepcopy(card), unknown)
    return drawn


def _drawn(value: Any, unknown: frozenset[str]) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, list):
        return [each for one in value if (each := _drawn(one, unknown)) is not None]
    if not isinstance(value, dict):
        return value
    if value.get("type") in unknown:
        instead = value.get("fallback")
        return _drawn(instead, unknown) if isinstance(instead, dict) else None
    return {
        key: each if key == "data" else _drawn(each, unknown)
        for key, each in value.items()
        if key != "fallback"
    }


@dataclass
class Screen:
    """A card before somebody's eyes, and what stands in its inputs."""

    message: Message
    card: Json
    """As it came."""
    unknown: frozenset[str] = frozenset()
    typed: dict[str, str] = field(default_factory=dict)
    """What the inputs hold, by id."""
    complaints: dict[str, str] = field(default_factory=dict)
    """What the client itself says beside inputs, by id."""

    def __post_init__(self) -> None:
        """Take what the inputs begin with."""
        self.drawn = shown(self.card, self.unknown)
        for each in self.inputs():
            self.typed.setdefault(each["id"], initial(each))

    def inputs(self) -> Iterator[Json]:
        """Yield what can be filled in."""
        for each in parts(self.drawn):
            if each["type"] in INPUTS:
                yield each

    def input(self, name: str) -> Json:
        """Return an input; raise RefusedError where there is none of that name."""
        names = []
        for each in self.inputs():
            if each["id"] == name:
                return each
            names.append(each["id"])
        raise RefusedError(f"the card has no input {name!r}, but: {names}")

    def actions(self) -> Iterator[Json]:
        """Yield what can be pressed, those at the card's foot last."""
        for each in parts(self.drawn):
            if each["type"] in {EXECUTE, SUBMIT} and each.get("isEnabled", True):
                yield each

    def types_into(self, name: str, value: str) -> None:
        """Type or choose; raise RefusedError where the input takes no such thing."""
        self.typed[name] = taken(self.input(name), value)

    def forces_into(self, name: str, value: str) -> None:
        """Let a client that checks nothing put something into an input that is written in."""
        if self.input(name)["type"] in {"Input.ChoiceSet", "Input.Toggle"}:
            raise RefusedError(f"{name} has no option {value!r}")
        self.typed[name] = value

    def missing(self) -> list[str]:
        """Return the inputs with which Teams sends nothing, and note what it says there."""
        self.complaints = {
            each["id"]: str(each.get("errorMessage", ""))
            for each in self.inputs()
            if not _passes(each, self.typed[each["id"]])
        }
        return list(self.complaints)

    def data(self, action: Json) -> Json:
        """Return what a press sends: the action's data, and the inputs as strings.

        An optional input that was left empty is not among them, as was measured.
        """
        told = copy.deepcopy(action.get("data") or {})
        if action.get("associatedInputs") == "none":
            return told
        for each in self.inputs():
            value = self.typed[each["id"]]
            if value or each["type"] == "Input.Toggle":
                told[each["id"]] = value
        return told


def initial(element: Json) -> str:
    """Return what an input begins with."""
    value = element.get("value", "")
    if element["type"] == "Input.Toggle" and value == "":
        return str(element.get("valueOff", "false"))
    return f"{value:g}" if isinstance(value, float) else str(value)


def options_of(element: Json) -> list[Json]:
    """Return what can be chosen, in order."""
    options: list[Json] = element.get("choices", [])
    return options


def taken(element: Json, value: str) -> str:
    """Return what stands in an input where somebody types or chooses this."""
    kind = element["type"]
    if not value:
        return ""
    if kind == "Input.ChoiceSet":
        known = {str(each["value"]) for each in options_of(element)}
        chosen = value.split(",") if element.get("isMultiSelect") else [value]
        if not known.issuperset(chosen):
            raise RefusedError(f"there is no option {value!r}")
        return value
    if kind == "Input.Number":
        if not _NUMBER.fullmatch(value):
            raise RefusedError(f"{value!r} cannot be typed into a number")
        return value.replace(",", ".")
    if kind == "Input.Date":
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise RefusedError(f"{value!r} is no day of the calendar") from None
    if kind == "Input.Toggle" and value not in {
        str(element.get("valueOn", "true")),
        str(element.get("valueOff", "false")),
    }:
        raise RefusedError(f"{value!r} is neither on nor off")
    most = element.get("maxLength")
    if kind == "Input.Text" and most and len(value) > most:
        raise RefusedError(f"{len(value)} characters do not fit")
    if "\n" in value and not element.get("isMultiline", False):
        raise RefusedError("there is only one line")
    return value


def _passes(element: Json, value: str) -> bool:
    """Say whether Teams sends this; it looks at what is needed, at ends and at patterns."""
    if not value:
        return not element.get("isRequired", False)
    if element["type"] == "Input.Number":
        number = float(value) if _NUMBER.fullmatch(value) else None
        low, high = element.get("min"), element.get("max")
        return number is not None and (
            (low is None or number >= low) and (high is None or number <= high)
        )
    pattern = element.get("regex")
    return not pattern or re.search(pattern, value) is not None
