"""The line to Microsoft: one session, and the last moment before a request leaves.

No message is posted twice from here, nobody's redirection is followed (what is sent bears a token),
and an answer does not fill the memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import SimpleNamespace
from typing import Any, Final
from urllib.request import getproxies, proxy_bypass

import aiohttp
from yarl import URL

from adapters.teams.codes import word_of
from adapters.teams.errors import ConnectorError, TooLateError
from adapters.teams.services import is_here

PATIENCE: Final = timedelta(seconds=9)
"""How long one request may take; the postman's own patience with a parcel is a little longer."""
TO_CONNECT: Final = timedelta(seconds=5)
LARGEST: Final = 32 * 1024 * 1024
"""Bytes of an answer; a page of a long list is a hundredth of it."""
LONGEST_REST: Final = 60 * 60.0
"""Seconds for which Microsoft is believed that it wants rest; it asks for a few."""
NAMES_KEPT: Final = 60
"""Seconds that the address of a host is held."""

Json = dict[str, Any]

_FINE: Final = range(200, 300)


def at_any_time() -> bool:
    """Say that a request may leave whenever it does."""
    return True


@dataclass(slots=True)
class Departure:
    """Whether a request may still leave, and whether it has.

    ``may`` is asked as the last thing before the request's first byte; where it says no, the
    request is not sent, and `TooLateError` is raised.
    """

    may: Callable[[], bool] = at_any_time
    left: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A request, as it leaves."""

    what: str
    """What is asked, for those who count; names nobody."""
    method: str
    url: str
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


async def _leaving(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    params: aiohttp.TraceRequestHeadersSentParams,
) -> None:
    """Stand between an open connection and the first byte of a request on it."""
    del session, params
    departure: Departure | None = context.trace_request_ctx
    if departure is None:
        return
    if not departure.may():
        raise TooLateError("the request was held up for too long, and was not sent")
    departure.left = True


class Wire:
    """The one session; made when it is first needed, in the loop that then runs."""

    def __init__(self, *, patience: timedelta = PATIENCE) -> None:
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[tuple[str, str], str | None] = {}

    @property
    def session(self) -> aiohttp.ClientSession:
        """The shared session."""
        if self._session is None or self._session.closed:
            trace = aiohttp.TraceConfig()
            trace.on_request_headers_sent.append(_leaving)
            timeout = aiohttp.ClientTimeout(
                total=self._patience.total_seconds(), sock_connect=TO_CONNECT.total_seconds()
            )
            # Without a bound of its own: a slow tenant must not take the places of the others.
            connector = aiohttp.TCPConnector(limit=0, ttl_dns_cache=NAMES_KEPT)
            self._session = aiohttp.ClientSession(
                timeout=timeout, connector=connector, trace_configs=[trace]
            )
        return self._session

    async def ask(self, call: Call, token: str, departure: Departure | None = None) -> Json:
        """Make a call and return the object that is answered; empty for an empty answer.

        A POST is made once. Others, which may be made twice, the library makes once more where a
        connection that was held open turns out to be closed.

        Raises ConnectorError for any other status than a good one, and for an answer that is no
        object; TooLateError where it may not leave any more; aiohttp's errors, TimeoutError and
        OSError where nothing was answered.
        """
        url = URL(call.url, encoded=True)
        headers = dict(call.headers)
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None
        if call.body is not None:
            data = json.dumps(call.body, ensure_ascii=False, separators=(",", ":")).encode()
            headers["Content-Type"] = "application/json; charset=utf-8"
        async with self.session.request(
            call.method,
            url,
            data=data,
            headers=headers,
            allow_redirects=False,
            proxy=self._proxy(url),
            trace_request_ctx=departure,
        ) as response:
            return _told(response, await _body(response))

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()

    def _proxy(self, url: URL) -> str | None:
        """Return the operator's proxy for an address (HTTPS_PROXY, NO_PROXY); None: there is none.

        Where it has to be asked for each one, it is remembered: the settings do not change.
        """
        host = url.host or ""
        key = url.scheme, host
        if key not in self._proxies:
            direct = is_here(host) or proxy_bypass(host)
            self._proxies[key] = None if direct else getproxies().get(url.scheme)
        return self._proxies[key]


async def _body(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > LARGEST:
            response.close()
            raise aiohttp.ClientPayloadError("the answer has no end")
    return bytes(body)


def _told(response: aiohttp.ClientResponse, body: bytes) -> Json:
    """Return what was answered; raise ConnectorError where it is a no."""
    try:
        found = json.loads(body) if body.strip() else {}
    except (ValueError, RecursionError):
        found = None
    if response.status not in _FINE:
        rest = _seconds(response.headers.get("Retry-After", ""))
        raise ConnectorError(response.status, word_of(found), rest)
    if not isinstance(found, dict):
        raise ConnectorError(response.status, "unreadable")
    return found


def _seconds(written: str) -> float:
    """Read a Retry-After, in seconds or as a date; 0: there is none."""
    try:
        seconds = float(written)
    except ValueError:
        seconds = _until(written)
    return min(seconds, LONGEST_REST) if seconds > 0 else 0.0


def _until(written: str) -> float:
    try:
        instant = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return 0.0
    if instant.utcoffset() is None:
        return 0.0
    # A date by the server's clock, which only this computer's own can be held against.
    return (instant - datetime.now(UTC)).total_seconds()
