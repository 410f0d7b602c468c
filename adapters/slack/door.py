"""What the Slack door is given: the engine, the house's knowledge of chats, words, credentials."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from adapters.slack.counters import Counters
from dialogs.chats import Chats
from dialogs.events import Event
from dialogs.okr.model import OrganisationId
from dialogs.ports import Store, TimeSource
from dialogs.replies import Reply
from dialogs.text import Reader, Text
from dialogs.views import Chart

NAME: Final = "slack"
"""The door's name, in origins, addresses and delivery keys."""

Draw = Callable[[Text, Reader], str]
"""Draws a text for a reader, as plain text and never as markup."""

Paint = Callable[[Chart, Reader, Draw], bytes]
"""Paints a chart as a PNG; takes a moment, so that it is called on a thread."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What an operator has set of Slack; empty where nothing is set. Never logged."""

    signing_secret: str = ""
    bot_token: str = ""
    """Of the one workspace, where there is only one; it is never stored."""
    client_id: str = ""
    client_secret: str = ""
    """With the id: workspaces install Rytmi by OAuth."""
    app_token: str = ""
    """Socket Mode is used where it is set."""
    token_keys: tuple[str, ...] = ()
    """Fernet keys, newest first: the first seals, all of them open. Needed for OAuth."""
    api_url: str = "https://slack.com/api/"
    """Where Slack's Web API is; GovSlack has another one."""
    organisation: OrganisationId | None = None
    """The one that the workspace of ``bot_token`` speaks for, where there are several."""
    public_url: str = ""
    """Where people and Slack reach this server, such as ``https://rytmi.example``."""

    def __repr__(self) -> str:
        """Say nothing of what is in it."""
        return "Credentials(…)"


@dataclass(frozen=True, slots=True)
class SlackDoor:
    """Everything behind the door."""

    handle: Callable[[Event], Awaitable[Reply]]
    """The engine; a delivery's key given again brings the same reply again."""
    store: Store
    chats: Chats
    draw: Draw
    paint: Paint
    clock: TimeSource
    credentials: Credentials
    organisations: Callable[[], Awaitable[tuple[OrganisationId, ...]]]
    """The ids of all organisations there are."""
    counters: Counters = field(default_factory=Counters)
    """Shown to a monitoring system."""
