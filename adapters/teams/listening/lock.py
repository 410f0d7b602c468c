"""The door's lock: what does not bear a token that Microsoft may have given gets no further.

It stands in front of the SDK, which takes more tokens than Microsoft's and answers odd ones with an
error of its own. What is read of a token here is not proved yet: `sdk` does that, and asks for the
signing keys only where there is something to prove.

Errors::

    Shut                    the request is turned away; carries a status and a word for the log
    ├── TooLarge            413: the body is larger than anything Teams sends
    ├── Unsigned            401: no token, a forged or an old one, or one for somebody else
    ├── Foreign             403: a tenant that is not let in
    ├── TooSlow             408: the body does not arrive
    ├── Unreadable          415: packed, or of a kind that Teams does not send; 400: garbled
    └── Unproved            503: Microsoft's signing keys cannot be read; Teams sends it again
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web

from adapters.recent import Recent
from adapters.teams import limits
from adapters.teams.door import Credentials
from adapters.teams.errors import AddressError
from adapters.teams.services import checked

Body = dict[str, Any]
Claims = Mapping[str, Any]

ARRIVES_WITHIN: Final = 5.0
"""Seconds that a body may take; Teams itself gives up after ten or fifteen."""
JSON: Final = "application/json"
CHANNEL: Final = "msteams"
"""Microsoft's name of Teams among the channels of its bot service. Others sign with the same keys,
and in some of them, such as Web Chat, whoever writes says himself who he is."""

_BEARER: Final = re.compile(r"Bearer ([\w-]+\.([\w-]+)\.[\w-]+)", re.ASCII)
_LONGEST: Final = 8_000
"""Characters of a token; Microsoft's have about a thousand."""


class Shut(Exception):  # noqa: N818 - the tree above reads better without "Error"
    """A request that is turned away."""

    def __init__(self, status: int, word: str) -> None:
        super().__init__(word)
        self.status = status
        self.word = word


class TooLarge(Shut):
    """The body is larger than anything Teams sends."""

    def __init__(self) -> None:
        super().__init__(413, "too_large")


class Unsigned(Shut):
    """Nobody vouches for it, or nobody whom we believe; ``why`` is a word for the counters."""

    def __init__(self, why: str = "unsigned") -> None:
        super().__init__(401, why)


class Foreign(Shut):
    """It comes from a tenant that is not let in."""

    def __init__(self) -> None:
        super().__init__(403, "foreign_tenant")


class TooSlow(Shut):
    """The body does not arrive."""

    def __init__(self) -> None:
        super().__init__(408, "too_slow")


class Unreadable(Shut):
    """What is in it is nothing that Teams sends."""

    def __init__(self, status: int = 400) -> None:
        super().__init__(status, "unreadable")


class Unproved(Shut):
    """Nobody can tell, because Microsoft's signing keys cannot be read."""

    def __init__(self) -> None:
        super().__init__(503, "no_keys")


@dataclass(frozen=True, slots=True)
class Knock:
    """A request that may be let in, once its token is proved."""

    token: str
    """Empty in development alone."""
    body: Body


class Lock:
    """Looks at what comes before anything else does."""

    def __init__(self, credentials: Credentials) -> None:
        """Raise ValueError without an app id: nobody could be told from anybody."""
        if not credentials.app_id and not credentials.development:
            raise ValueError("a lock needs an app id")
        self._credentials = credentials
        self.checks = not credentials.development
        """Whether anybody is checked."""
        self._services: Recent[str, None] = Recent(1_000)
        """Service addresses that were found to be Microsoft's; there are few, and each is long."""

    async def open(self, request: web.Request) -> Knock:
        """Return a request that Microsoft may have sent; raise Shut for every other one."""
        if request.content_length is not None and request.content_length > limits.BODY_BYTES:
            raise TooLarge
        token = self._token(request) if self.checks else ""
        if "Content-Encoding" in request.headers or request.content_type != JSON:
            raise Unreadable(415)
        raw = await _read(request)
        try:
            body = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise Unreadable from error
        if not isinstance(body, dict) or not isinstance(body.get("type"), str):
            raise Unreadable
        return Knock(token, body)

    def admit(self, body: Body) -> None:
        """Look, once the token is proved, at what it says nothing about; raise Shut.

        A tenant must be let in, and the service address must be one of Microsoft's.
        """
        if not self.checks:
            return
        found = _tenants(body)
        if len(found) != 1 or not found <= self._credentials.allowed:
            raise Foreign
        service = str(body.get("serviceUrl"))
        if service in self._services:
            return
        try:
            checked(service, self._credentials)
        except AddressError:
            raise Unsigned("service_address") from None
        self._services[service] = None

    def _token(self, request: web.Request) -> str:
        written = request.headers.getall("Authorization", [])
        found = _BEARER.fullmatch(written[0]) if len(written) == 1 else None
        if found is None or len(found[1]) > _LONGEST:
            raise Unsigned
        claims = _said(found[2])
        # Our own tokens for what goes out, and all that Microsoft gives to anybody else, name
        # another issuer; the SDK would take some of them.
        if claims.get("iss") != self._credentials.cloud.issuer:
            raise Unsigned("issuer")
        if "exp" not in claims or not claims.get("serviceurl"):
            raise Unsigned("claims")
        return found[1]


def _said(part: str) -> Claims:
    """Return what a token says of itself, unproved."""
    try:
        claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError) as error:
        raise Unsigned from error
    if not isinstance(claims, dict):
        raise Unsigned
    return claims


def _tenants(body: Body) -> set[str]:
    """Return the tenants that an activity names; Teams' own always name one, twice perhaps."""
    told, conversation = body.get("channelData"), body.get("conversation")
    tenant = told.get("tenant") if isinstance(told, dict) else None
    named = (
        tenant.get("id") if isinstance(tenant, dict) else None,
        conversation.get("tenantId") if isinstance(conversation, dict) else None,
    )
    return {each for each in named if isinstance(each, str) and each}


async def _read(request: web.Request) -> bytes:
    """Read a body to its end, and not a byte further than a body of ours may go."""
    if request.content.is_eof() and not request.content.total_bytes:
        return b""
    read = bytearray()
    try:
        async with asyncio.timeout(ARRIVES_WITHIN):
            async for chunk in request.content.iter_any():
                read += chunk
                if len(read) > limits.BODY_BYTES:
                    raise TooLarge
    except TimeoutError as error:
        raise TooSlow from error
    except (web.PayloadAccessError, ValueError) as error:
        raise Unreadable from error
    return bytes(read)
