"""A person's Slack window: modals in their stack, what is typed into them, what only they see."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from tests.slack.faults import WrongError
from tests.slack.places import Json, Message

DEEPEST: Final = 3
"""Modals one over another."""
_WHOLE: Final = re.compile(r"-?\d+")
_DECIMAL: Final = re.compile(r"-?\d+([.,]\d+)?")
_SELECTS: Final = frozenset({"static_select", "radio_buttons"})


class RefusedError(Exception):
    """The person's own Slack does not let them do this."""


@dataclass
class Modal:
    """An open modal and what stands in its inputs."""

    id: str
    view: Json
    root: str
    previous: str | None
    hash: str = ""
    typed: dict[tuple[str, str], Any] = field(default_factory=dict)
    """What each input holds, by block and action; texts, and options as objects."""
    errors: dict[str, str] = field(default_factory=dict)
    """The sentences that stand beside inputs, by block."""

    def __post_init__(self) -> None:
        """Take what the inputs begin with."""
        self.hash = self.hash or _hash()
        self._begin({})

    def _begin(self, before: dict[tuple[str, str], Any]) -> None:
        self.typed = {}
        for block, element in self.inputs():
            place = block["block_id"], element["action_id"]
            kept = before.get(place)
            self.typed[place] = kept if kept is not None else initial(element)

    def inputs(self) -> Iterator[tuple[Json, Json]]:
        """Yield each block that can be filled in, with its element."""
        for block in self.view.get("blocks", ()):
            if block["type"] == "input":
                yield block, block["element"]

    def change(self, view: Json) -> None:
        """Put another view in this one's place.

        An input with the same block and action keeps what was typed, as Slack's clients do.
        """
        before, self.view, self.hash, self.errors = self.typed, view, _hash(), {}
        self._begin(before)

    def types_into(self, block: Json, value: str) -> None:
        """Type or choose; raise RefusedError where the input takes no such thing."""
        element = block["element"]
        place = block["block_id"], element["action_id"]
        self.typed[place] = _taken(element, value)

    def forces_into(self, block: Json, value: str) -> None:
        """Let a client that checks nothing put something into a text input."""
        element = block["element"]
        if element["type"] in _SELECTS:
            raise RefusedError(f"{element['type']} has no option {value!r}")
        self.typed[block["block_id"], element["action_id"]] = value

    def missing(self) -> list[str]:
        """Return the blocks that Slack wants filled in before it sends anything."""
        return [
            block["block_id"]
            for block, element in self.inputs()
            if not block.get("optional", False)
            and not self.typed[block["block_id"], element["action_id"]]
        ]

    def shown(self, workspace: str) -> Json:
        """Return the view object as an app gets it."""
        return {
            **self.view,
            "id": self.id,
            "team_id": workspace,
            "hash": self.hash,
            "state": {"values": self.state()},
            "root_view_id": self.root,
            "previous_view_id": self.previous,
            "app_id": "A0RYTMI",
            "bot_id": "B0RYTMI",
            "app_installed_team_id": workspace,
            "private_metadata": self.view.get("private_metadata", ""),
            "callback_id": self.view.get("callback_id", ""),
            "clear_on_close": self.view.get("clear_on_close", False),
            "notify_on_close": self.view.get("notify_on_close", False),
            "close": self.view.get("close"),
            "submit": self.view.get("submit"),
            "external_id": self.view.get("external_id", ""),
        }

    def state(self) -> Json:
        """Return ``state.values``: by block and action, as each kind of element reports itself."""
        told: Json = {}
        for block, element in self.inputs():
            typed = self.typed[block["block_id"], element["action_id"]]
            kind = element["type"]
            told.setdefault(block["block_id"], {})[element["action_id"]] = _reported(kind, typed)
        return told


@dataclass
class Screen:
    """What one user sees beside the messages of a conversation."""

    modals: list[Modal] = field(default_factory=list)
    """The last one lies on top."""
    told: list[Message] = field(default_factory=list)
    """Ephemeral messages, oldest first."""

    @property
    def top(self) -> Modal | None:
        """The modal that can be used."""
        return self.modals[-1] if self.modals else None

    def push(self, modal: Modal) -> None:
        """Lay a modal over the others; raise WrongError where three lie there."""
        if len(self.modals) >= DEEPEST:
            raise WrongError("push_limit_reached")
        self.modals.append(modal)


def initial(element: Json) -> Any:  # noqa: ANN401 - each kind of element has its own
    """Return what an input begins with; empty where it begins with nothing."""
    if element["type"] in _SELECTS:
        return element.get("initial_option")
    if element["type"] == "checkboxes":
        return element.get("initial_options") or []
    if element["type"] == "datepicker":
        return element.get("initial_date") or ""
    return element.get("initial_value") or ""


def options_of(element: Json) -> list[Json]:
    """Return what can be chosen, in order."""
    groups = element.get("option_groups")
    if groups:
        return [option for group in groups for option in group["options"]]
    options: list[Json] = element.get("options", [])
    return options


def _taken(element: Json, value: str) -> Any:  # noqa: ANN401 - each kind of element has its own
    kind = element["type"]
    if kind in _SELECTS:
        if not value:
            return None
        chosen = [each for each in options_of(element) if each["value"] == value]
        if not chosen:
            raise RefusedError(f"there is no option {value!r}")
        return chosen[0]
    if kind == "number_input":
        number = _DECIMAL if element["is_decimal_allowed"] else _WHOLE
        if value and not number.fullmatch(value):
            raise RefusedError(f"{value!r} cannot be typed into a number")
        return value.replace(",", ".")
    if len(value) > element.get("max_length", 3000):
        raise RefusedError(f"{len(value)} characters do not fit")
    if "\n" in value and not element.get("multiline", False):
        raise RefusedError("there is only one line")
    return value


def _reported(kind: str, typed: Any) -> Json:  # noqa: ANN401 - the same
    if kind in _SELECTS:
        chosen = typed and {"text": typed["text"], "value": typed["value"]}
        return {"type": kind, "selected_option": chosen or None}
    if kind == "checkboxes":
        return {"type": kind, "selected_options": typed}
    if kind == "datepicker":
        return {"type": kind, "selected_date": typed or None}
    return {"type": kind, "value": typed or None}


def _hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
