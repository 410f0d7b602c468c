"""From what Slack says to an event: who did what, in which workspace, and under which key.

The envelope is signed: it says which workspace and which user. What Rytmi itself has written into
buttons and forms, and what people typed, is input.

Errors::

    Unreadable          (of the lock) what is said lacks something that Slack always says
    ForeignError        (of the envelope) a button or a form of another workspace, or none of ours
    TooLongError        somebody typed more than a line may hold
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, assert_never

from adapters.slack import limits
from adapters.slack.door import NAME
from adapters.slack.drawing.render import values as read_state
from adapters.slack.envelope import ForeignError, Place, read_place, read_value
from adapters.slack.listening.lock import Unreadable
from adapters.slack.listening.payload import Body
from adapters.slack.listening.typed import clean, mentions, plain_words
from adapters.slack.listening.visit import Line, Press, Sent, Typed, Visit, Where, Wish
from dialogs.commands import COMMANDS
from dialogs.events import Answered, Commanded, Event, Origin, Pressed, Said, Turned
from dialogs.okr.model import OrganisationId, PersonId
from dialogs.views import Action

HOME: Final = Action("home", "show")
"""What the Home tab shows."""

_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,120}", re.ASCII)


class TooLongError(Exception):
    """More was typed than a line may hold."""


def read_command(body: Body) -> Visit:
    """Read a slash command."""
    trigger = _must(body, "trigger_id")
    workspace = _workspace(body, _id(body, "enterprise_id"), _id(body, "team_id"))
    return Visit(
        where=Where.COMMAND,
        workspace=workspace,
        user=_must(body, "user_id"),
        delivery=_key(workspace, "command", trigger),
        trigger=trigger,
        response_url=_text(body, "response_url"),
    )


def read_shortcut(body: Body) -> Visit:
    """Read a global shortcut; it has no place where an answer could stand."""
    workspace, user = _who(body)
    trigger = _must(body, "trigger_id")
    delivery = _key(workspace, "shortcut", trigger)
    return Visit(Where.SHORTCUT, workspace, user, delivery, trigger)


def read_press(body: Body) -> Visit:
    """Read the press of a button, in a message, in Home or in a modal."""
    workspace, user = _who(body)
    view = _inner(body, "view")
    trigger = _id(body, "trigger_id")
    pressed = trigger or f"{_id(_pressed(body), 'action_ts')}+{user}"
    places = {"home": Where.HOME, "modal": Where.MODAL}
    return Visit(
        where=places.get(_text(view, "type"), Where.MESSAGE),
        workspace=workspace,
        user=user,
        delivery=_key(workspace, "press", pressed),
        trigger=trigger,
        response_url=_text(body, "response_url"),
        view=_id(view, "id"),
        view_hash=_id(view, "hash"),
        depth=_depth(view),
    )


def read_form(body: Body) -> Visit:
    """Read a form that was sent."""
    workspace, user = _who(body)
    view = _inner(body, "view")
    name, shown = _must(view, "id"), _id(view, "hash")
    blocks = view.get("blocks")
    inputs = (
        _text(each, "block_id")
        for each in (blocks if isinstance(blocks, list) else ())
        if isinstance(each, dict) and each.get("type") == "input"
    )
    return Visit(
        where=Where.FORM,
        workspace=workspace,
        user=user,
        delivery=_key(workspace, "form", f"{name}:{shown}"),
        trigger=_id(body, "trigger_id"),
        view=name,
        view_hash=shown,
        depth=_depth(view),
        first_field=next(inputs, ""),
    )


def read_line(body: Body) -> Visit:
    """Read a line that somebody wrote to Rytmi."""
    workspace, _team = event_place(body)
    event = _inner(body, "event")
    delivery = _key(workspace, "event", _must(body, "event_id"))
    user, channel = _must(event, "user"), _must(event, "channel")
    return Visit(Where.LINE, workspace, user, delivery, channel=channel)


def read_tab(body: Body) -> Visit:
    """Read that somebody has opened the Home tab."""
    workspace, _team = event_place(body)
    event = _inner(body, "event")
    return Visit(
        where=Where.TAB,
        workspace=workspace,
        user=_must(event, "user"),
        delivery=_key(workspace, "event", _must(body, "event_id")),
        view_hash=_id(_inner(event, "view"), "hash"),
    )


def is_line(event: Mapping[str, Any]) -> bool:
    """Say whether an event is a line that a person has just written to Rytmi alone.

    Not so are messages of bots, our own among them, changed and deleted ones, and bare files.
    """
    if event.get("channel_type") != "im" or event.get("hidden") or event.get("bot_id"):
        return False
    if event.get("subtype") not in {None, "file_share"}:
        return False
    return bool(_text(event, "text").strip() and _id(event, "user"))


def event_place(body: Body) -> tuple[str, str]:
    """Return the installation to which an event was sent, and the workspace it happened in."""
    given = body.get("authorizations")
    first = given[0] if isinstance(given, list) and given else None
    told = first if isinstance(first, dict) else body
    team = _id(told, "team_id")
    return _workspace(told, _id(told, "enterprise_id"), team), team


def mentioned(visit: Visit, body: Body) -> tuple[str, ...]:
    """Return the users who are named in a line, as Slack names them; a few of them at most."""
    return mentions(_typed(visit, body)[: limits.LINE_CHARACTERS])[: limits.MENTIONS]


def wish(visit: Visit, body: Body, names: Mapping[str, str] = MappingProxyType({})) -> Wish:
    """Return what is wanted; raise ForeignError, TooLongError or Unreadable.

    ``names`` are those of people by their user ids: a mention is read as the name.
    """
    match visit.where:
        case Where.COMMAND:
            return Typed(_line(_typed(visit, body), names))
        case Where.SHORTCUT:
            name = _id(body, "callback_id")
            command = next((each for each in COMMANDS if name in {each.name, each.flow}), None)
            if command is None:
                raise ForeignError("a shortcut that names no command")
            return Typed(command.name)
        case Where.MESSAGE | Where.HOME | Where.MODAL:
            return Press(_action(visit.workspace, _pressed(body)))
        case Where.FORM:
            view = _inner(body, "view")
            return Sent(_place(visit.workspace, view), _values(view))
        case Where.LINE:
            return Line(_line(_typed(visit, body), names))
        case Where.TAB:
            return Press(HOME)
    assert_never(visit.where)


def event_of(visit: Visit, wanted: Wish, organisation: OrganisationId, person: PersonId) -> Event:
    """Return the engine's event; organisation and person are those of the envelope."""
    delivery, waits = visit.delivery, visit.where is not Where.LINE
    if isinstance(wanted, Sent):
        # What was sent belongs to the key: sent once more with a correction it is another.
        delivery = f"{delivery}:{_digest(wanted.place, wanted.values)}"
    origin = Origin(
        organisation,
        person,
        NAME,
        delivery,
        waits,
        carries=True,
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
            return made(origin, place.session, place.version, values, place.carried)
    assert_never(wanted)


def is_button(body: Body) -> bool:
    """Say whether what was pressed is a button of ours; links and fields need no answer."""
    return bool(_value(_pressed(body)))


def _typed(visit: Visit, body: Body) -> str:
    match visit.where:
        case Where.COMMAND:
            return _text(body, "text")
        case Where.LINE:
            return _text(_inner(body, "event"), "text")
        case _:
            return ""


def _line(written: str, names: Mapping[str, str]) -> str:
    if len(written) > limits.LINE_CHARACTERS:
        raise TooLongError
    return plain_words(written, names).strip()


def _action(workspace: str, pressed: Mapping[str, Any]) -> Action:
    action = read_value(workspace, _value(pressed))
    parts = (action.flow, action.step, *(part for pair in action.args for part in pair))
    if any(part != clean(part) for part in parts):
        raise ForeignError("a button's value with signs that none of ours has")
    return action


def _place(workspace: str, view: Mapping[str, Any]) -> Place:
    place = read_place(workspace, _text(view, "private_metadata"))
    if place.carried is not None:
        session = place.carried.session
        parts = (session.flow, session.step, *(part for pair in session.args for part in pair))
        if any(part != clean(part) for part in parts):
            raise ForeignError("a form whose session has signs that none of ours has")
    return place


def _values(view: Mapping[str, Any]) -> dict[str, str]:
    try:
        read = read_state(_state(view))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ForeignError("a form whose fields are none of ours") from error
    if len(read) > limits.FIELDS or any(len(name) > limits.ID_CHARACTERS for name in read):
        raise ForeignError("a form whose fields are none of ours")
    return {clean(name): clean(text[: limits.VALUE_CHARACTERS]) for name, text in read.items()}


def _digest(place: Place, values: Mapping[str, str]) -> str:
    parts = (part.encode() for pair in sorted(values.items()) for part in pair)
    sent = b"".join(b":%d:%b" % (len(part), part) for part in parts)
    return hashlib.sha256(b"%d%b" % (place.page, sent)).hexdigest()


def _pressed(body: Body) -> Mapping[str, Any]:
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, list) and actions else None
    return first if isinstance(first, dict) else {}


def _value(pressed: Mapping[str, Any]) -> str:
    return _text(pressed, "value") or _text(_inner(pressed, "selected_option"), "value")


def _state(view: Mapping[str, Any]) -> Mapping[str, Any]:
    return _inner(_inner(view, "state"), "values")


def _depth(view: Mapping[str, Any]) -> int:
    root, before = _id(view, "root_view_id"), _id(view, "previous_view_id")
    if not before or not root or root == _id(view, "id"):
        return 1
    return 2 if before == root else limits.MODAL_STACK


def _who(body: Body) -> tuple[str, str]:
    """Return installation and user of what was done with a button, a form or a shortcut."""
    view, user = _inner(body, "view"), _inner(body, "user")
    # In a channel that two organisations share, the modal knows in whose Slack it was opened.
    team = (
        _id(view, "app_installed_team_id")
        or _id(_inner(body, "team"), "id")
        or _id(user, "team_id")
    )
    return _workspace(body, _id(_inner(body, "enterprise"), "id"), team), _must(user, "id")


def _workspace(told: Mapping[str, Any], enterprise: str, team: str) -> str:
    whole = told.get("is_enterprise_install") in (True, "true")
    found = enterprise if whole else team or enterprise
    if not found:
        raise Unreadable
    return found


def _key(workspace: str, kind: str, name: str) -> str:
    return f"{NAME}:{workspace}:{kind}:{name}"


def _must(said: Mapping[str, Any], name: str) -> str:
    found = _id(said, name)
    if not found:
        raise Unreadable
    return found


def _id(said: Mapping[str, Any], name: str) -> str:
    """Return one of Slack's names; empty where there is none, or something that is no name."""
    found = said.get(name)
    return found if isinstance(found, str) and _ID.fullmatch(found) is not None else ""


def _text(said: Mapping[str, Any], name: str) -> str:
    found = said.get(name)
    return found if isinstance(found, str) else ""


def _inner(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = said.get(name)
    return found if isinstance(found, dict) else {}
