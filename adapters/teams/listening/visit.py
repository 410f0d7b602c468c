"""What somebody did in Teams: where, who, and what they want by it; read, and not yet trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from adapters.teams.envelope import Place
from dialogs.chats import Scope
from dialogs.okr.model import Language
from dialogs.views import Action


class Where(StrEnum):
    """What was done; how one can answer follows from it."""

    LINE = "message"
    """A line was written to Rytmi alone; nobody waits for the answer."""
    MENTION = "mention"
    """A line that names Rytmi was written in a channel or a group."""
    PRESS = "press"
    """A button of a card."""
    FORM = "form"
    """A card with fields was sent."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One thing that was done; the signed activity vouches for all of it."""

    where: Where
    workspace: str
    """The tenant."""
    user: str
    """The user's ``aadObjectId``."""
    delivery: str
    """The same when Teams delivers it again."""
    activity: str
    """The one delivery that this is."""
    scope: Scope
    conversation: str
    """Where it was done; of a channel's thread, the thread."""
    service: str
    """The address that takes messages for it."""
    bot: str = ""
    """What Teams calls Rytmi there."""
    language: Language | None = None
    """The one of the user's Teams; None: none that Rytmi speaks."""
    message: str = ""
    """The message with the card; empty for a line."""
    invoked: bool = False
    """Teams waits for a card in the open request. An older client does not: there a press comes as
    a message, and the card is changed from outside."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A command, without its slash and its first word."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A plain line."""

    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """A button."""

    action: Action


@dataclass(frozen=True, slots=True)
class Sent:
    """A page of a form."""

    place: Place
    values: Mapping[str, str]


Wish = Typed | Line | Press | Sent


@dataclass(frozen=True, slots=True)
class Served:
    """What Teams is answered."""

    status: int = HTTPStatus.OK
    body: dict[str, Any] | None = None
    """Of an invoke; None: nothing is to be said."""
