"""What somebody did in Slack: where, who, and what they want by it; read, and not yet trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from adapters.slack.envelope import Place
from dialogs.views import Action


class Where(StrEnum):
    """Where it was done; how one can answer follows from it."""

    COMMAND = "command"
    SHORTCUT = "shortcut"
    MESSAGE = "press"
    """A button of a message."""
    HOME = "home_press"
    """A button of the Home tab."""
    MODAL = "modal_press"
    """A button of a modal."""
    FORM = "form"
    """A form was sent."""
    LINE = "line"
    """A line was written to Rytmi; nobody waits for the answer."""
    TAB = "home"
    """The Home tab was opened; nobody waits for the answer."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One thing that was done; the signed envelope vouches for all of it."""

    where: Where
    workspace: str
    """The installation: ``T…``, or ``E…`` where a whole organisation has installed Rytmi."""
    user: str
    delivery: str
    """The same when Slack delivers it again."""
    trigger: str = ""
    """What opens one modal, within three seconds."""
    response_url: str = ""
    view: str = ""
    view_hash: str = ""
    depth: int = 1
    """How many modals lie on one another; Slack takes three."""
    first_field: str = ""
    """The first field of the form that was sent: a sentence about all of it stands there."""
    channel: str = ""
    """Where a line was written."""


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
