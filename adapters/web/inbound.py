"""From a request's fields to an event; nothing in them is trusted.

Whoever opens the page may act as anyone (it is a demonstration), but only as somebody who exists,
in an organisation that exists: the caller looks that up before it builds an event.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from adapters.web import limits
from adapters.web.door import NAME
from adapters.web.guard import NotUnderstood
from dialogs.events import Answered, Commanded, Origin, Pressed, Said
from dialogs.okr.model import OrganisationId, PersonId
from dialogs.session import SessionId
from dialogs.views import Action

COMMAND: Final = "/okr"
VALUE: Final = "f."
"""Before the id of a form's field."""
ARGUMENT: Final = "a."
"""Before the name of a button's argument."""


def read_fields(content_type: str, body: bytes) -> dict[str, str]:
    """Read a form, or a JSON object of strings; raise NotUnderstood for anything else.

    In JSON, ``values`` and ``args`` may be objects of their own instead of prefixed names.
    """
    try:
        text = body.decode("utf-8")
        if content_type == "application/json":
            pairs = _flatten(json.loads(text))
        elif content_type == "application/x-www-form-urlencoded":
            pairs = dict(
                parse_qsl(
                    text, keep_blank_values=True, max_num_fields=limits.FIELDS, errors="strict"
                )
            )
        else:
            raise NotUnderstood
    except (ValueError, RecursionError) as error:
        raise NotUnderstood from error
    if len(pairs) > limits.FIELDS:
        raise NotUnderstood
    for name, value in pairs.items():
        if len(name) > limits.ID_CHARACTERS or len(value) > limits.VALUE_CHARACTERS:
            raise NotUnderstood
        if "\x00" in name or "\x00" in value:
            raise NotUnderstood
    return pairs


def _flatten(read: object) -> dict[str, str]:
    if not isinstance(read, dict):
        raise NotUnderstood
    pairs: dict[str, str] = {}
    for name, value in read.items():
        if name in {"values", "args"} and isinstance(value, dict):
            prefix = VALUE if name == "values" else ARGUMENT
            pairs.update({f"{prefix}{inner}": _written(one) for inner, one in value.items()})
        else:
            pairs[name] = _written(value)
    return pairs


def _written(value: object) -> str:
    match value:
        case bool() | None:
            raise NotUnderstood
        case str():
            # A lone surrogate can be written in JSON and can be stored nowhere.
            value.encode("utf-8")
            return value
        case int() | float():
            return str(value)
        case _:
            raise NotUnderstood


def said(
    organisation: OrganisationId, person: PersonId, fields: Mapping[str, str], nonce: str | None
) -> Commanded | Said:
    """Make the event of a typed line: a command when it begins with ``/okr``."""
    text = _line(fields)
    origin = _origin(organisation, person, ("say", _nonce(fields, nonce), text))
    head, *rest = text.split(maxsplit=1)
    if head.lower() == COMMAND:
        return Commanded(origin, rest[0] if rest else "")
    return Said(origin, text)


def pressed(
    organisation: OrganisationId, person: PersonId, fields: Mapping[str, str], nonce: str | None
) -> Pressed:
    """Make the event of a pressed button."""
    action = Action(
        flow=_id(fields, "flow"),
        step=_id(fields, "step"),
        args=tuple(_under(ARGUMENT, fields).items()),
    )
    written = (action.flow, action.step, *(part for pair in action.args for part in pair))
    return Pressed(
        _origin(organisation, person, ("press", _nonce(fields, nonce), *written)), action
    )


def answered(organisation: OrganisationId, person: PersonId, fields: Mapping[str, str]) -> Answered:
    """Make the event of a form; the same values for the same showing are the same delivery."""
    session = _id(fields, "session")
    version = fields.get("version", "")
    if not _is_count(version):
        raise NotUnderstood
    values = _under(VALUE, fields)
    written = [part for pair in sorted(values.items()) for part in pair]
    origin = _origin(organisation, person, ("answer", session, version, *written))
    return Answered(origin, SessionId(session), int(version), values)


def line_typed(fields: Mapping[str, str]) -> str:
    """Return the typed line as the conversation shows it."""
    return _line(fields)


def seen(fields: Mapping[str, str]) -> int | None:
    """Return the newest place the page had shown; None when the client is not a page."""
    written = fields.get("seen", "")
    return int(written) if _is_count(written) else None


def _is_count(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) <= limits.DIGITS


def _line(fields: Mapping[str, str]) -> str:
    text = fields.get("text", "").replace("\r\n", "\n").strip()
    if not text or len(text) > limits.MESSAGE_CHARACTERS:
        raise NotUnderstood
    return text


def _id(fields: Mapping[str, str], name: str) -> str:
    value = fields.get(name, "")
    if not value or len(value) > limits.ID_CHARACTERS:
        raise NotUnderstood
    return value


def _under(prefix: str, fields: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(prefix): value.replace("\r\n", "\n")
        for name, value in fields.items()
        if name.startswith(prefix) and name != prefix
    }


def _nonce(fields: Mapping[str, str], header: str | None) -> str:
    nonce = header or fields.get("nonce") or secrets.token_urlsafe(16)
    if len(nonce) > limits.NONCE_CHARACTERS or not nonce.isascii():
        raise NotUnderstood
    return nonce


def _origin(organisation: OrganisationId, person: PersonId, parts: tuple[str, ...]) -> Origin:
    """Name the delivery by what it consists of; parts are kept apart by their lengths."""
    digest = hashlib.sha256()
    for part in (organisation, person, *parts):
        raw = part.encode("utf-8")
        digest.update(f"{len(raw)}:".encode())
        digest.update(raw)
    return Origin(organisation, person, NAME, f"{NAME}:{digest.hexdigest()}")
