"""What any activity tells of who did something and where: read from the body as it came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from adapters.teams.names import given_name, guid, identity
from adapters.teams.people.users import language, text, zone
from dialogs.chats import Conversation, Scope
from dialogs.okr.model import Language

_SCOPES: Final = MappingProxyType(
    {"personal": Scope.PERSONAL, "groupChat": Scope.GROUP, "channel": Scope.CHANNEL}
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody has done something somewhere; the signed activity vouches for it."""

    tenant: str
    user: str = ""
    """The ``aadObjectId``; empty where it was a program, or a stranger to the tenant."""
    called: str = ""
    """What Teams calls the user before this app."""
    name: str = ""
    language: Language | None = None
    zone: str | None = None
    place: Conversation | None = None
    """Where; None: nothing can be written there."""
    heard_in: str = ""
    """The conversation, without the thread; members are asked for by it."""


def sighting_of(tenant: str, body: Mapping[str, Any]) -> Sighting:
    """Read an activity of a tenant; what it does not tell is empty."""
    sender = inner(body, "from")
    client = _client(body)
    return Sighting(
        tenant=tenant,
        user=guid(sender.get("aadObjectId")),
        called=identity(sender.get("id")),
        name=given_name(sender.get("name")),
        language=language(body.get("locale")) or language(client.get("locale")),
        zone=zone(text(body.get("localTimezone"))) or zone(text(client.get("timezone"))),
        place=_place(body, sender),
        heard_in=base_of(inner(body, "conversation")),
    )


def inner(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return an object in another; empty where there is none."""
    found = body.get(name)
    return found if isinstance(found, dict) else {}


def base_of(conversation: Mapping[str, Any]) -> str:
    """Return a conversation's name, without the thread that may stand behind it."""
    return identity(conversation.get("id")).partition(";")[0]


def scope_of(body: Mapping[str, Any]) -> Scope:
    """Return in what kind of conversation something happened.

    One of a kind that is not known is a group's: what is for one person alone must not stand there.
    """
    conversation = inner(body, "conversation")
    kind = conversation.get("conversationType")
    told = _SCOPES.get(text(kind))
    if told is not None:
        return told
    if inner(inner(body, "channelData"), "team"):
        return Scope.CHANNEL
    alone = kind in (None, "") and conversation.get("isGroup") is not True
    return Scope.PERSONAL if alone else Scope.GROUP


def _place(body: Mapping[str, Any], sender: Mapping[str, Any]) -> Conversation | None:
    conversation, data = inner(body, "conversation"), inner(body, "channelData")
    found, service = base_of(conversation), text(body.get("serviceUrl"))
    scope = scope_of(body)
    name = guid(sender.get("aadObjectId")) if scope is Scope.PERSONAL else found
    if not found or not service or not name:
        return None
    return Conversation(
        name=name,
        scope=scope,
        id=found,
        service=service,
        user=identity(sender.get("id")) if scope is Scope.PERSONAL else "",
        bot=identity(inner(body, "recipient").get("id")),
        team=identity(inner(data, "team").get("id")) if scope is Scope.CHANNEL else "",
        title=given_name(conversation.get("name")) if scope is Scope.GROUP else "",
    )


def _client(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the user's client tells of itself."""
    entities = body.get("entities")
    for each in entities if isinstance(entities, list) else ():
        if isinstance(each, dict) and each.get("type") == "clientInfo":
            return each
    return {}
