"""The line to Slack: one session for all workspaces, and the last moment before a request leaves.

`slack_sdk` sends again by itself, which nobody wants who counts and looks up messages, and logs
whole requests at the level DEBUG. Here it does neither. What carries JSON, which is nearly all that
is sent, goes straight to the session: its answer and its errors are those of the SDK.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.door import Credentials
from adapters.slack.errors import AddressError, TooLateError

PATIENCE: Final = timedelta(seconds=9)
"""How long one request may take; the postman's own patience with a parcel is a little longer."""
TO_CONNECT: Final = timedelta(seconds=5)
LARGEST: Final = 32 * 1024 * 1024
"""Bytes of an answer; a page of a long list is a hundredth of it."""
HOSTS: Final = ("slack.com", "slack-gov.com")
"""Where Slack is, and the names below them."""

_quiet: Final = logging.getLogger("adapters.slack.sdk")
_quiet.setLevel(logging.WARNING)  # at DEBUG the SDK writes tokens and people's words into the log


@dataclass(slots=True)
class Departure:
    """Whether a request may still leave, and whether it has."""

    may: Callable[[], bool]
    left: bool = False


_departure: Final[ContextVar[Departure | None]] = ContextVar("departure", default=None)


@contextmanager
def departing(may: Callable[[], bool]) -> Iterator[Departure]:
    """Ask ``may`` as the last thing before each request in here leaves, and note that it left.

    Where it says no, the request is not sent, and `TooLateError` is raised.
    """
    departure = Departure(may)
    token = _departure.set(departure)
    try:
        yield departure
    finally:
        _departure.reset(token)


async def _leaving(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    params: aiohttp.TraceRequestHeadersSentParams,
) -> None:
    """Stand between an open connection and the first byte of a request on it."""
    del session, context, params
    departure = _departure.get()
    if departure is None:
        return
    if not departure.may():
        raise TooLateError("the request was held up for too long, and was not sent")
    departure.left = True


async def _redirected(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    params: aiohttp.TraceRequestRedirectParams,
) -> None:
    """Follow nobody elsewhere: Slack does not redirect, and what is sent may be a secret."""
    del session, context
    params.response.close()
    raise aiohttp.ClientPayloadError("the answer was a redirection")


class _Answer(aiohttp.ClientResponse):
    """An answer that does not fill the memory."""

    async def read(self) -> bytes:
        if self._body is None:
            body = bytearray()
            async for chunk in self.content.iter_any():
                body += chunk
                if len(body) > LARGEST:
                    self.close()
                    raise aiohttp.ClientPayloadError("the answer has no end")
            self._body = bytes(body)
        return await super().read()


class _Client(AsyncWebClient):
    """Slack's client; an answer that is none of Slack's is an error like others of the line."""

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:  # noqa: ANN401 - passed on
        session = self.session
        try:
            if session is not None and given.keys() == {"json"}:
                answer = await self._posted(session, api_method, given["json"])
            else:
                answer = await super().api_call(api_method, **given)
        except (AttributeError, UnicodeDecodeError, RecursionError):
            # It takes every text, list and number for an object.
            raise aiohttp.ClientPayloadError("the answer was none of Slack's") from None
        if not isinstance(answer.data, dict):
            raise aiohttp.ClientPayloadError("the answer was none of Slack's")
        return answer

    async def _posted(
        self, session: aiohttp.ClientSession, api_method: str, arguments: Mapping[str, Any]
    ) -> AsyncSlackResponse:
        """Post JSON as the SDK does, without the fifth of the time that its own way there takes."""
        url = f"{self.base_url}{api_method}"
        headers = {**self.headers, "Content-Type": "application/json;charset=utf-8"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        async with session.post(url, json=arguments, headers=headers, proxy=self.proxy) as response:
            try:
                said = await response.json()
            except (aiohttp.ContentTypeError, json.JSONDecodeError):
                said = None  # a gateway's page: its status says what there is to know
        answer = AsyncSlackResponse(
            client=self,
            http_verb="POST",
            api_url=url,
            req_args={},
            data=said,
            headers=dict(response.headers),
            status_code=response.status,
        )
        answer.validate()  # type: ignore[no-untyped-call] # the SDK has not typed it
        return answer


class Wire:
    """The one session; made when it is first needed, in the loop that then runs."""

    def __init__(self, api_url: str, *, patience: timedelta = PATIENCE) -> None:
        self.api_url = api_url if api_url.endswith("/") else f"{api_url}/"
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The shared session."""
        if self._session is None or self._session.closed:
            trace = aiohttp.TraceConfig()
            trace.on_request_headers_sent.append(_leaving)
            trace.on_request_redirect.append(_redirected)
            timeout = aiohttp.ClientTimeout(
                total=self._patience.total_seconds(), sock_connect=TO_CONNECT.total_seconds()
            )
            # Without a bound of its own: a slow workspace must not take the places of the others.
            connector = aiohttp.TCPConnector(limit=0)
            self._session = aiohttp.ClientSession(
                timeout=timeout,
                connector=connector,
                # Slack's own help nobody: one session speaks for all workspaces.
                cookie_jar=aiohttp.DummyCookieJar(),
                # What is sent has been drawn, and never holds itself.
                json_serialize=json.JSONEncoder(check_circular=False).encode,
                trace_configs=[trace],
                response_class=_Answer,
            )
        return self._session

    def client(self, token: str | None = None) -> AsyncWebClient:
        """Return a client on the shared session that sends each request once."""
        client = _Client(
            token=token,
            base_url=self.api_url,
            session=self.session,
            retry_handlers=[],
            logger=_quiet,
        )
        if _is_here(self.api_url):
            client.proxy = None  # the SDK knows of no exceptions from the operator's proxy
        return client

    async def grant(self, credentials: Credentials, given: Mapping[str, str]) -> AsyncSlackResponse:
        """Change a code or a refresh token for credentials; raises what a call raises.

        The client's secret goes in the body, as OAuth allows: the SDK's own way to write the header
        is deprecated by the HTTP library under it.
        """
        ours = {"client_id": credentials.client_id, "client_secret": credentials.client_secret}
        return await self.client().api_call("oauth.v2.access", data={**ours, **given})

    def answering(self, response_url: str) -> AsyncWebhookClient:
        """Return what answers at the address that came with a command or a press; once, too.

        Raises AddressError where that is none of Slack's.
        """
        self._check(response_url)
        client = AsyncWebhookClient(
            response_url, session=self.session, retry_handlers=[], logger=_quiet
        )
        if _is_here(response_url):
            client.proxy = None
        return client

    async def upload(self, url: str, body: bytes) -> int:
        """Send a file to the address that Slack has named for it, and return the HTTP status.

        Raises AddressError where that is none of Slack's.
        """
        self._check(url)
        headers = {"Content-Type": "application/octet-stream"}
        proxy = self.client().proxy
        async with self.session.post(url, data=body, headers=headers, proxy=proxy) as response:
            return response.status

    def _check(self, url: str) -> None:
        """Raise AddressError for an address at which somebody else may listen.

        It stood in something that Slack has said; but whoever could make us believe that shall not
        reach what else this computer reaches.
        """
        if _is_here(url) and _is_here(self.api_url):
            return  # a Slack of somebody's own, for tests
        api = urlsplit(self.api_url).hostname
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            raise AddressError("an address that is none") from None
        slacks = host == api or any(host == each or host.endswith(f".{each}") for each in HOSTS)
        if not slacks or parts.scheme != "https" or parts.username or parts.password:
            raise AddressError("an address that is none of Slack's")

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()


def _is_here(url: str) -> bool:
    try:
        return (urlsplit(url).hostname or "") in {"localhost", "127.0.0.1", "::1"}
    except ValueError:
        return False
