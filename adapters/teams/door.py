"""What the Teams door is given: the engine, the house's knowledge of chats, words, credentials."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from adapters.teams.counters import Counters
from dialogs.chats import Chats
from dialogs.events import Event
from dialogs.okr.model import OrganisationId
from dialogs.ports import Store, TimeSource
from dialogs.replies import Reply
from dialogs.text import Reader, Text

NAME: Final = "teams"
"""The door's name, in origins, addresses and delivery keys."""

Draw = Callable[[Text, Reader], str]
"""Draws a text for a reader, as plain text and never as markup."""


class AppType(StrEnum):
    """What kind of registration Rytmi has with Microsoft; the values are those of the setting."""

    SINGLE_TENANT = "SingleTenant"
    MANAGED_IDENTITY = "UserAssignedMSI"
    MULTI_TENANT = "MultiTenant"
    """Microsoft makes no new ones since July 2025; the existing ones go on."""


@dataclass(frozen=True, slots=True)
class Cloud:
    """Where Microsoft's services are: the public cloud, or a government's."""

    login: str = "https://login.microsoftonline.com"
    """Tokens for what Rytmi sends come from here."""
    openid: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    """Names the keys with which Microsoft signs what it sends."""
    issuer: str = "https://api.botframework.com"
    """Who must have issued a token that comes in."""
    scope: str = "https://api.botframework.com/.default"
    """What Rytmi's own tokens are good for."""
    service: str = "https://smba.trafficmanager.net/teams/"
    """Where the first message of a tenant goes of which no activity has come yet."""
    graph: str = "https://graph.microsoft.com"
    hosts: tuple[str, ...] = (
        "smba.trafficmanager.net",
        "botframework.com",
        "teams.microsoft.com",
        "smba.infra.gcc.teams.microsoft.com",
    )
    """Where a service address may lie: at one of these hosts, or below it."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What an operator has set of Teams; empty where nothing is set. Never logged."""

    app_id: str = ""
    """The Microsoft app (client) id; empty only in development, where nobody is checked."""
    password: str = ""
    certificate: str = ""
    """PEM: a private key and its certificate, in place of the password."""
    app_type: AppType = AppType.SINGLE_TENANT
    tenant: str = ""
    """The tenant in which the app is registered."""
    tenants: tuple[str, ...] = ()
    """From which tenants activities are taken; empty: from ``tenant`` alone."""
    organisation: OrganisationId | None = None
    """The one that ``tenant`` speaks for, where there are several."""
    graph: bool = False
    """Whether people are read from Microsoft Graph, and Rytmi may be installed for them."""
    catalog_app: str = ""
    """The id of Rytmi in the organisation's app catalogue; needed to install it for people."""
    public_url: str = ""
    """Where Microsoft reaches this server, such as ``https://rytmi.example``."""
    cloud: Cloud = field(default_factory=Cloud)
    development: bool = False
    """Nobody's signature is checked and service addresses may be on this computer: for Microsoft's
    playground, and only where the server listens on this computer alone."""

    @property
    def allowed(self) -> frozenset[str]:
        """The tenants that are let in."""
        return frozenset(each for each in (self.tenant, *self.tenants) if each)

    def __repr__(self) -> str:
        """Say nothing of what is in it."""
        return "Credentials(…)"


@dataclass(frozen=True, slots=True)
class TeamsDoor:
    """Everything behind the door."""

    handle: Callable[[Event], Awaitable[Reply]]
    """The engine; a delivery's key given again brings the same reply again."""
    store: Store
    chats: Chats
    draw: Draw
    clock: TimeSource
    credentials: Credentials
    organisations: Callable[[], Awaitable[tuple[OrganisationId, ...]]]
    """The ids of all organisations there are."""
    counters: Counters = field(default_factory=Counters)
    """Shown to a monitoring system."""
