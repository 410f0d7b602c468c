"""What Rytmi writes into buttons and forms and reads back from them: input, and never trusted.

A button's value and a form's private metadata come back with what was done. They say what was
pressed and which showing of which form was sent; who did it, and in which workspace, is said by the
signed envelope alone. The workspace is written in nevertheless, so that one from elsewhere is
noticed.

Slack keeps the private metadata itself and hands them back, signed; the client never has them. So
they may hold a form's session until there is a row of it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeGuard

from adapters.slack import limits
from dialogs.okr.model import OrganisationId, PersonId
from dialogs.session import Carried, Session, SessionId
from dialogs.views import Action

_ID: Final = re.compile(r"[A-Z0-9]{1,40}", re.ASCII)
"""How Slack names workspaces; what looks otherwise is not repeated in a log."""

_MOST: Final = 1_000_000
"""The largest version or page that is believed."""
_WRITE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ESCAPED: Final = str.maketrans({"&": "\\u0026", "<": "\\u003c", ">": "\\u003e"})
_LAST: Final = 253_402_300_799
"""The last second that a date can name, from 1970 on."""


class ForeignError(Exception):
    """A value names another workspace than the envelope does, or is none of ours."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which page of which showing of a form was sent."""

    workspace: str
    session: SessionId
    version: int
    page: int = 0
    """From 0; a form that fits has one page."""
    pages: int = 1
    carried: Carried | None = None
    """The session itself, where there was no row of it when the form was shown."""


def write_value(workspace: str, action: Action) -> str:
    """Write a button's value; raise ValueError where it is longer than Slack takes."""
    data = {"w": workspace, "f": action.flow, "s": action.step, "a": dict(action.args)}
    written = _WRITE(data)
    if len(written) > limits.BUTTON_VALUE:
        raise ValueError(
            f"the button of {action.flow}.{action.step} carries {len(written)} characters"
        )
    return written


def read_value(workspace: str, written: str) -> Action:
    """Read a button's value; raise ForeignError for another workspace's, and for none at all."""
    data = _object(written)
    _check(workspace, data)
    args = data.get("a", {})
    flow, step = data.get("f"), data.get("s")
    if not isinstance(flow, str) or not isinstance(step, str) or not isinstance(args, dict):
        raise ForeignError("a button's value that names no step")
    if not all(isinstance(value, str) for value in args.values()):
        raise ForeignError("a button's value whose arguments are no text")
    return Action(flow, step, tuple(args.items()))


def write_place(place: Place) -> str:
    """Write a form's private metadata; raise ValueError where they are longer than Slack takes."""
    data: dict[str, object] = {"w": place.workspace, "s": place.session, "v": place.version}
    if place.pages > 1:
        data |= {"p": place.page, "n": place.pages}
    if place.carried is not None:
        data["c"] = _written(place.carried)
    # Slack escapes these three in what people write; here there are none for it to find.
    written = _WRITE(data).translate(_ESCAPED)
    if len(written) > limits.PRIVATE_METADATA:
        raise ValueError(f"a form's private metadata of {len(written)} characters")
    return written


def read_place(workspace: str, written: str) -> Place:
    """Read a form's private metadata; raise ForeignError as `read_value` does."""
    data = _object(written)
    _check(workspace, data)
    session, version = data.get("s"), data.get("v")
    page, pages = data.get("p", 0), data.get("n", 1)
    if not isinstance(session, str) or not (_counts(version) and _counts(page) and _counts(pages)):
        raise ForeignError("private metadata that names no form")
    name = SessionId(session)
    carried = None if "c" not in data else _carried(name, data["c"])
    return Place(workspace, name, version, page, pages, carried)


def _written(carried: Carried) -> list[object]:
    session = carried.session
    expires = int(session.expires.timestamp())
    about = [session.person, session.flow, session.step, session.version, expires]
    return [carried.organisation, *about, dict(session.args)]


def _carried(name: SessionId, written: object) -> Carried:
    match written:
        case [
            str(organisation),
            str(person),
            str(flow),
            str(step),
            version,
            int(expires),
            dict(args),
        ] if (
            _counts(version)
            and 0 <= expires <= _LAST
            and all(isinstance(value, str) for value in args.values())
        ):
            session = Session(
                id=name,
                person=PersonId(person),
                flow=flow,
                step=step,
                args=tuple(args.items()),
                version=version,
                expires=datetime.fromtimestamp(expires, UTC),
                carried=True,
            )
            return Carried(OrganisationId(organisation), session)
    raise ForeignError("private metadata with a session that is none of ours")


def _counts(number: object) -> TypeGuard[int]:
    return type(number) is int and 0 <= number <= _MOST


def _object(written: str) -> dict[str, Any]:
    try:
        data = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise ForeignError("a value that is none of ours") from error
    if not isinstance(data, dict):
        raise ForeignError("a value that is none of ours")
    return data


def _check(workspace: str, data: dict[str, Any]) -> None:
    told = data.get("w")
    if told != workspace:
        named = told if isinstance(told, str) and _ID.fullmatch(told) else "none of ours"
        raise ForeignError(f"a value of workspace {named} came from {workspace}")
