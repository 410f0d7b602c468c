"""What keeps the page to this computer: host, origin and size of a request, headers of a response.

Errors::

    Refusal                 the request is not served; carries a status and the key of a sentence
    ├── NotThere            404: no such organisation, person or channel
    ├── NotJustNow          409: a document that is written anew; there was one, and will be again
    ├── NotUnderstood       400: fields are missing or malformed
    ├── NotFromHere         403: another host's name, or another site's page
    ├── TooMuch             413: the body is larger than the page ever sends
    ├── NotNow              503: the store cannot be reached; the same request may be sent again
    ├── TooBusy             503: too many rehearsals are asked for at once
    └── TooLong             504: a rehearsal takes longer than a page waits
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final
from urllib.parse import urlsplit

from aiohttp import web

from adapters.web import limits

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # "no-referrer" would make browsers send "Origin: null"
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""On every response; the pages need no inline script and no inline style."""


class Refusal(Exception):  # noqa: N818 - the tree above reads better without "Error"
    """A request that is not served; the subclass says why."""

    status: ClassVar[int]
    key: ClassVar[str]


class NotThere(Refusal):
    """There is no such organisation, person or channel."""

    status = 404
    key = "web-missing"


class NotJustNow(Refusal):
    """A published retro is being corrected; its document comes again with the correction."""

    status = 409
    key = "web-being-corrected"


class NobodyYet(Refusal):
    """No organisation has been brought in."""

    status = 404
    key = "web-no-organisation"


class NotUnderstood(Refusal):
    """Fields are missing or malformed."""

    status = 400
    key = "web-not-understood"


class NotFromHere(Refusal):
    """The request names another host or comes from another site's page."""

    status = 403
    key = "web-not-from-here"


class TooMuch(Refusal):
    """The body is larger than anything the page sends."""

    status = 413
    key = "web-too-much"


class NotNow(Refusal):
    """The store cannot do its work now; whoever sends the same again loses and doubles nothing."""

    status = 503
    key = "web-not-now"


class TooBusy(Refusal):
    """More rehearsals are asked for than may wait for their turn."""

    status = 503
    key = "web-too-busy"


class TooLong(Refusal):
    """The organisation is too large, or the span too long, to be rehearsed for a page."""

    status = 504
    key = "web-too-long"


def check_host(request: web.Request) -> None:
    """Refuse a request for any name but this computer's own.

    A page of another site can make its own name point here (DNS rebinding); then its requests
    count as same-origin for the browser, but still carry that name.
    """
    written = request.headers.get("Host", "")
    try:
        name = urlsplit(f"//{written}").hostname
    except ValueError:
        name = None
    if name not in LOOPBACK or "@" in written:
        raise NotFromHere


def check_origin(request: web.Request) -> None:
    """Refuse what another site's page sends; programs send neither header and are let in."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        raise NotFromHere
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.headers['Host']}":
        raise NotFromHere


async def read_body(request: web.Request) -> bytes:
    """Read the body, at most `limits.BODY_BYTES`; raise TooMuch beyond."""
    if (request.content_length or 0) > limits.BODY_BYTES:
        raise TooMuch
    parts: list[bytes] = []
    size = 0
    async for part in request.content.iter_any():
        size += len(part)
        if size > limits.BODY_BYTES:
            raise TooMuch
        parts.append(part)
    return b"".join(parts)
