"""From what Teams says to an event: who did what, in which tenant, and under which key.

The activity is signed: it says which tenant and which user. What Rytmi itself has written into
cards, and what people typed, is input. All of it is read from the body as it came.

Errors::

    Unreadable          (of the lock) what is said lacks something that Teams always says
    ForeignError        (of the envelope) a card of another tenant, or none of ours
    TooLongError        somebody typed more than a line may hold
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Final, assert_never

from adapters.teams import envelope, limits
from adapters.teams.door import NAME
from adapters.teams.envelope import KEY, ForeignError, Place
from adapters.teams.listening import typed
from adapters.teams.listening.lock import Body, Unreadable
from adapters.teams.listening.visit import Line, Press, Sent, Typed, Visit, Where, Wish
from adapters.teams.names import guid, identity
from adapters.teams.people.sightings import inner, scope_of
from adapters.teams.people.users import language
from dialogs.chats import Scope
from dialogs.events import Answered, Commanded, Event, Origin, Pressed, Said, Turned
from dialogs.okr.model import OrganisationId, PersonId
from dialogs.views import Action

EXECUTE: Final = "adaptiveCard/action"
"""The name of an invoke by which a card's button is told."""

_OKR: Final = re.compile(r"/?okr(?:\s+|$)", re.IGNORECASE)
_THREE: Final = re.compile(r"-?[0-9]{1,3}\.[0-9]{3}", re.ASCII)


class TooLongError(Exception):
    """More was typed than a line may hold."""


def read(body: Body) -> Visit | None:
    """Read what a person did; None: nothing that anybody wants an answer to.

    Not so are bare pictures, lines that do not mention Rytmi where others talk, and whatever other
    programs write.
    """
    match body["type"]:
        case "invoke" if body.get("name") == EXECUTE:
            return _pressed(body, invoked=True)
        case "message" if isinstance(body.get("value"), dict) and not _text(body, "text").strip():
            return _pressed(body, invoked=False)
        case "message" if _text(body, "text").strip():
            return _line(body)
        case _:
            return None


def tenant_of(body: Body) -> str:
    """Return the tenant in which something happened; raise Unreadable without one."""
    told = _id(inner(inner(body, "channelData"), "tenant"), "id")
    found = told or _id(inner(body, "conversation"), "tenantId")
    if not guid(found):  # tenants are named as users are
        raise Unreadable
    return found


def user_of(account: Mapping[str, Any]) -> str:
    """Return a user's name throughout Microsoft; empty for programs and for strangers to it."""
    return guid(account.get("aadObjectId"))


def wish(visit: Visit, body: Body) -> Wish:
    """Return what is wanted; raise ForeignError or TooLongError."""
    match visit.where:
        case Where.LINE | Where.MENTION:
            return _said(body, visit.bot)
        case Where.PRESS | Where.FORM:
            data = _data(body)
            found = envelope.read(visit.workspace, data)
            if isinstance(found, Place):
                return Sent(_cleaned(found), _values(data, found))
            return Press(_own(found))
    assert_never(visit.where)


def event_of(visit: Visit, wanted: Wish, organisation: OrganisationId, person: PersonId) -> Event:
    """Return the engine's event; organisation and person are those of the signed activity.

    In a personal chat what a line or a press shows is a message of its own, so that it does not
    take the place of the card with the buttons; a form is put up there all the same.
    """
    alone = visit.scope is Scope.PERSONAL and visit.where is not Where.FORM
    origin = Origin(
        organisation,
        person,
        NAME,
        visit.delivery,
        waits=not alone,
        opens=True,
        workspace=visit.workspace,
        account=visit.user,
    )
    match wanted:
        case Typed(text):
            return Commanded(origin, text)
        case Line(text):
            return Said(origin, text)
        case Press(action):
            return Pressed(origin, action)
        case Sent(place, values):
            made = Answered if place.page >= place.pages - 1 else Turned
            return made(origin, place.session, place.version, values)
    assert_never(wanted)


# --- how ------------------------------------------------------------------------------------------


def _line(body: Body) -> Visit | None:
    visit = _visit(body, Where.LINE)
    if visit is None or visit.scope is Scope.PERSONAL:
        return visit
    return _visit(body, Where.MENTION) if typed.names(body, visit.bot) else None


def _pressed(body: Body, *, invoked: bool) -> Visit | None:
    data = _data(body)
    ours = data.get(KEY)
    form = isinstance(ours, dict) and "i" in ours
    return _visit(body, Where.FORM if form else Where.PRESS, invoked=invoked)


def _visit(body: Body, where: Where, *, invoked: bool = False) -> Visit | None:
    conversation, user = inner(body, "conversation"), user_of(inner(body, "from"))
    if not user:
        return None
    tenant = tenant_of(body)
    return Visit(
        where=where,
        workspace=tenant,
        user=user,
        delivery=_delivery(body, where, tenant, user),
        activity=_must(body, "id"),
        scope=scope_of(body),
        conversation=_must(conversation, "id"),
        service=_must(body, "serviceUrl"),
        bot=_id(inner(body, "recipient"), "id"),
        language=language(body.get("locale")),
        message=_id(body, "replyToId"),
        invoked=invoked,
    )


def _delivery(body: Body, where: Where, tenant: str, user: str) -> str:
    """Name a delivery.

    The user is part of it: Teams names messages by the millisecond, in each conversation anew. What
    was sent with a form belongs to its name, and the activity does not: Teams delivers one
    submission under several activities, and sent once more with a correction it is another.
    """
    if where is Where.FORM:
        return f"{NAME}:{tenant}:form:{user}:{_showing(_data(body))}"
    kind = "press" if where is Where.PRESS else "message"
    return f"{NAME}:{tenant}:{kind}:{user}:{_must(body, 'id')}"


def _showing(data: Mapping[str, Any]) -> str:
    """Name a showing of a form and what was sent with it."""
    ours = data[KEY]
    name = ":".join(_ID_PART.sub("", str(ours.get(each, 0)))[:64] for each in ("i", "v", "p"))
    return f"{name}:{_digest(data)}"


_ID_PART: Final = re.compile(r"[^A-Za-z0-9_-]", re.ASCII)


def _digest(data: Mapping[str, Any]) -> str:
    try:
        written = json.dumps(data, sort_keys=True, separators=(",", ":"))
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    return hashlib.sha256(written.encode()).hexdigest()


def _data(body: Body) -> Mapping[str, Any]:
    """Return a card's data: what stood in the button, and the card's fields."""
    value = inner(body, "value")
    return inner(inner(value, "action"), "data") if body["type"] == "invoke" else value


def _said(body: Body, bot: str) -> Typed | Line:
    if len(_text(body, "text")) > limits.LINE_CHARACTERS:
        raise TooLongError
    words = typed.plain_words(body, bot)
    if len(words) > limits.LINE_CHARACTERS:  # the names that are mentioned stand in it by now
        raise TooLongError
    command = _OKR.match(words)
    return Typed(words[command.end() :]) if command else Line(words)


def _own(action: Action) -> Action:
    parts = (action.flow, action.step, *(part for pair in action.args for part in pair))
    if any(part != typed.clean(part) for part in parts):
        raise ForeignError("a button's data with signs that none of ours has")
    return action


def _cleaned(place: Place) -> Place:
    if place.session != typed.clean(place.session):
        raise ForeignError("a form whose name has signs that none of ours has")
    return place


def _values(data: Mapping[str, Any], place: Place) -> dict[str, str]:
    """Return the fields of a form; what a client leaves out because it is empty, is empty."""
    sent = {name: value for name, value in data.items() if name not in _NO_FIELDS}
    if len(sent) > limits.FIELDS or not all(map(_is_value, sent.values())):
        raise ForeignError("a form whose fields are none of ours")
    values = {typed.clean(name): _value(value) for name, value in sent.items()}
    for name in place.numbers:
        if _THREE.fullmatch(values.get(name, "")):
            # With a fourth digit nobody takes the point for one that parts thousands.
            values[name] += "0"
    return {**dict.fromkeys(place.blanks, ""), **values}


_NO_FIELDS: Final = frozenset({KEY, "msteams"})


def _is_value(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def _value(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return str(value or "").lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return typed.clean(str(value)[: limits.VALUE_CHARACTERS]).strip()


def _must(said: Mapping[str, Any], name: str) -> str:
    found = _id(said, name)
    if not found:
        raise Unreadable
    return found


def _id(said: Mapping[str, Any], name: str) -> str:
    """Return one of Microsoft's names; empty where there is none, or something that is no name."""
    return identity(said.get(name))


def _text(said: Mapping[str, Any], name: str) -> str:
    found = said.get(name)
    return found if isinstance(found, str) else ""
