"""From a request's bytes to what Slack says in it, read once; bolt gets it read.

bolt's own reading takes a command whose text has the word "payload" in it for an empty one.
"""

from __future__ import annotations

import json
from binascii import a2b_qp
from typing import Any, Final
from urllib.parse import parse_qsl, unquote_plus

from adapters.slack import limits
from adapters.slack.listening.lock import FORM, Unreadable

Body = dict[str, Any]

_PAYLOAD: Final = b"payload="
_ESCAPED: Final = (b"=", b"\n", b"\r")
"""What a form never holds as it is, and a text that is printed quoted holds as something else."""
_QUOTED: Final = bytes.maketrans(b"+%", b" =")
"""From a form's signs to those of a text that is printed quoted."""


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
    """Undo a form's escapes; raise ValueError where they are none of UTF-8.

    A form's JSON is escaped at every second sign, and the library's own way makes a piece of each.
    An e-mail that is printed quoted has the same escapes but for their sign, and is read in one go.
    """
    if written.isascii() and not any(sign in written for sign in _ESCAPED):
        read = a2b_qp(written.translate(_QUOTED))
        # Every escape has become one byte: there was no sign of percent that is none.
        if len(written) - len(read) == 2 * written.count(b"%"):
            return read.decode()
    return unquote_plus(written.decode("ascii"), errors="strict")
