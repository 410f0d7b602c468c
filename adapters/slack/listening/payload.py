"""From a request's bytes to what Slack says in it, read once; bolt gets it read.

bolt's own reading takes a command whose text has the word "payload" in it for an empty one.
"""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import parse_qsl, unquote_plus

from adapters.slack import limits
from adapters.slack.listening.lock import FORM, Unreadable

Body = dict[str, Any]

_PAYLOAD: Final = b"payload="
_ESCAPED: Final = tuple((f"%{ord(each):02X}".encode(), each.encode()) for each in '"{}:,[]')
"""Of a form's JSON these are most of what is escaped. An escape begins with a sign that is escaped
itself, so that each can be taken for what it is; a pass for each is quicker than one for all."""


def read_body(content_type: str, raw: bytes) -> Body:
    """Return what is said; raise Unreadable where it is nothing that Slack says.

    Commands come as a form, interactions as JSON in a form's one field, events as JSON.
    """
    try:
        if content_type != FORM:
            said = json.loads(raw)
        elif raw.startswith(_PAYLOAD) and b"&" not in raw:
            said = json.loads(_unescaped(raw[len(_PAYLOAD) :]))
        else:
            fields = parse_qsl(
                raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=limits.FIELDS
            )
            said = dict(fields)
            if "payload" in said and "command" not in said:
                said = json.loads(said["payload"])
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    if not isinstance(said, dict):
        raise Unreadable
    return said


def _unescaped(written: bytes) -> str:
    for escape, sign in _ESCAPED:
        written = written.replace(escape, sign)
    return unquote_plus(written.decode("ascii"), errors="strict")
