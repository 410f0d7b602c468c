"""The door's lock: what is not signed by Slack, now and on these very bytes, gets no further.

It stands in front of bolt, which would read a body before it knows who sent it, and answers odd
headers with an error of its own. Nothing here reads what a body says.

Errors::

    Shut                    the request is turned away; carries a status and a word for the log
    ├── TooLarge            413: the body is larger than anything Slack sends
    ├── Unsigned            401: no signature, a forged one, or one of another hour
    ├── TooSlow             408: the body does not arrive
    └── Unreadable          415: packed, or of a kind that Slack does not send; 400: garbled
"""

from __future__ import annotations

import asyncio
import hmac
import re
from typing import Final

from aiohttp import web

from adapters.slack import limits
from dialogs.ports import TimeSource

TIMESTAMP: Final = "X-Slack-Request-Timestamp"
SIGNATURE: Final = "X-Slack-Signature"
SKEW: Final = 5 * 60
"""Seconds that a timestamp may lie before or after our own clock."""
ARRIVES_WITHIN: Final = 5.0
"""Seconds that a body may take; Slack itself gives up after three."""
FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,11}", re.ASCII)
_SIGNED: Final = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


class Shut(Exception):  # noqa: N818 - the tree above reads better without "Error"
    """A request that is turned away."""

    def __init__(self, status: int, word: str) -> None:
        super().__init__(word)
        self.status = status
        self.word = word


class TooLarge(Shut):
    """The body is larger than anything Slack sends."""

    def __init__(self) -> None:
        super().__init__(413, "too_large")


class Unsigned(Shut):
    """Nobody has signed it, somebody else has, or at another hour."""

    def __init__(self) -> None:
        super().__init__(401, "unsigned")


class TooSlow(Shut):
    """The body does not arrive."""

    def __init__(self) -> None:
        super().__init__(408, "too_slow")


class Unreadable(Shut):
    """What is in it is nothing that Slack sends."""

    def __init__(self, status: int = 400) -> None:
        super().__init__(status, "unreadable")


class Lock:
    """Opens for requests that are signed with an app's signing secret."""

    def __init__(self, secret: str, clock: TimeSource) -> None:
        """Raise ValueError for an empty secret: anybody could sign with it."""
        if not secret:
            raise ValueError("a lock needs a signing secret")
        self._secret = secret.encode()
        self._clock = clock

    async def open(self, request: web.Request) -> bytes:
        """Return the body of a request that Slack has signed; raise Shut for every other one."""
        if request.content_length is not None and request.content_length > limits.BODY_BYTES:
            raise TooLarge
        timestamp = _only(request, TIMESTAMP, _NUMBER)
        signature = _only(request, SIGNATURE, _SIGNED)
        if abs(self._clock.now().timestamp() - int(timestamp)) > SKEW:
            raise Unsigned
        if "Content-Encoding" in request.headers or request.content_type not in {FORM, JSON}:
            raise Unreadable(415)
        body = await _read(request)
        if not hmac.compare_digest(self._sign(timestamp, body), signature):
            raise Unsigned
        return body

    def _sign(self, timestamp: str, body: bytes) -> str:
        signed = b"v0:%b:%b" % (timestamp.encode(), body)
        return f"v0={hmac.digest(self._secret, signed, 'sha256').hex()}"


def _only(request: web.Request, name: str, form: re.Pattern[str]) -> str:
    """Return a header that must be there once, in this form."""
    written = request.headers.getall(name, [])
    if len(written) != 1 or form.fullmatch(written[0]) is None:
        raise Unsigned
    return written[0]


async def _read(request: web.Request) -> bytes:
    """Read a body to its end, and not a byte further than a body of ours may go."""
    content, read = request.content, bytearray()
    try:
        if content.is_eof():  # it came in one piece with its headers, as most do
            read += content.read_nowait()
        else:
            async with asyncio.timeout(ARRIVES_WITHIN):
                async for chunk in content.iter_any():
                    read += chunk
                    if len(read) > limits.BODY_BYTES:
                        break
    except TimeoutError as error:
        raise TooSlow from error
    except (web.PayloadAccessError, ValueError) as error:
        raise Unreadable from error
    if len(read) > limits.BODY_BYTES:
        raise TooLarge
    return bytes(read)
