"""What any activity tells of who did something and where: read from the body as it came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from adapters.teams.people.users import language, text, zone
from dialogs.chats import Conversation, Scope
from dialogs.okr.model import Language

_SCOPES: Final = MappingProxyType(
    {"personal": Scope.PERSONAL, "groupChat": Scope.GROUP, "channel": Scope.CHANNEL}
)
_LONGEST: Final = 200
"""Characters of a name that are kept."""


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
        user=text(sender.get("aadObjectId")),
        called=text(sender.get("id")),
        name=text(sender.get("name"))[:_LONGEST],
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
    return text(conversation.get("id")).partition(";")[0]


def _place(body: Mapping[str, Any], sender: Mapping[str, Any]) -> Conversation | None:
    conversation, data = inner(body, "conversation"), inner(body, "channelData")
    found, service = base_of(conversation), text(body.get("serviceUrl"))
    scope = _scope(conversation, data)
    name = text(sender.get("aadObjectId")) if scope is Scope.PERSONAL else found
    if not found or not service or not name:
        return None
    return Conversation(
        name=name,
        scope=scope,
        id=found,
        service=service,
        user=text(sender.get("id")) if scope is Scope.PERSONAL else "",
        bot=text(inner(body, "recipient").get("id")),
        team=text(inner(data, "team").get("id")) if scope is Scope.CHANNEL else "",
        title=text(conversation.get("name"))[:_LONGEST] if scope is Scope.GROUP else "",
    )


def _scope(conversation: Mapping[str, Any], data: Mapping[str, Any]) -> Scope:
    told = _SCOPES.get(text(conversation.get("conversationType")))
    if told is not None:
        return told
    if inner(data, "team"):
        return Scope.CHANNEL
    return Scope.GROUP if conversation.get("isGroup") is True else Scope.PERSONAL


def _client(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the user's client tells of itself."""
    entities = body.get("entities")
    for each in entities if isinstance(entities, list) else ():
        if isinstance(each, dict) and each.get("type") == "clientInfo":
            return each
    return {}
