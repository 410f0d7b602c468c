"""The one bolt application: what Slack says, already read and already vouched for, to its listener.

bolt's own checks are off, because the lock in front of it has made them on the raw bytes, and the
socket of Socket Mode is opened with a secret. It asks Slack nothing (`Vouched`). Our listeners are
one middleware, and bolt waits for it: an answer is only given once all is committed.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.counters import Counters
from adapters.slack.listening.desk import Desk, Served
from adapters.slack.listening.inbound import (
    is_button,
    is_line,
    read_command,
    read_form,
    read_line,
    read_press,
    read_shortcut,
    read_tab,
)
from adapters.slack.listening.lock import Shut
from adapters.slack.listening.news import News
from adapters.slack.listening.payload import Body

BAD_REQUEST: Final = 400

log = logging.getLogger(__name__)
_quiet: Final = logging.getLogger("adapters.slack.sdk.bolt")
_quiet.setLevel(logging.ERROR)  # below it, bolt writes what people did into the log


class Vouched(AsyncAuthorize):
    """Takes the envelope's word for where a request comes from: it is signed."""

    def __init__(self) -> None:
        """Need nothing; bolt's own has no types."""

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult:
        del context, user_id, actor_enterprise_id, actor_team_id, actor_user_id
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)


class Bolt(AsyncMiddleware):
    """bolt with our few, general listeners, and the middleware that they are.

    Listeners that bolt is told of one by one are tried in turn, with everything gathered that one
    of them may want: more work than all else that it does, and ours want what Slack says alone.
    """

    def __init__(self, desk: Desk, news: News, counters: Counters, api_url: str) -> None:
        self._desk = desk
        self._news = news
        self._counters = counters
        client = AsyncWebClient(base_url=api_url, retry_handlers=[], logger=_quiet)
        with _own_settings():
            self.app: Final = AsyncApp(
                name="rytmi",
                logger=_quiet,
                client=client,
                authorize=Vouched(),
                before_authorize=self,
                raise_error_for_unhandled_request=True,
                request_verification_enabled=False,
                ignoring_self_events_enabled=False,  # `is_line` does, without knowing our own name
                attaching_function_token_enabled=False,
            )
        self.app.error(self.slipped)

    async def dispatch(self, body: Body) -> BoltResponse:
        """Answer what Slack says; it is known to come from there."""
        try:
            request = AsyncBoltRequest(body=body, mode="socket_mode")
            return await self.app.async_dispatch(request)
        except Exception as error:  # noqa: BLE001 - bolt takes every part for what it should be
            return await self.slipped(error)

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - bolt names it
    ) -> BoltResponse:
        """Hand a request to who listens to its kind; bolt goes on with what is none of ours."""
        del resp
        match req.body:
            case {"type": "view_submission", "view": {"callback_id": str()}}:
                return await self.form(req.body)
            case {"command": str()}:
                return await self.command(req.body)
            case {"type": "block_actions", "actions": _}:
                return await self.press(req.body)
            case {"type": "event_callback", "event": {"type": str()}}:
                return await self.event(req.body)
            case {"type": "shortcut" | "message_action", "callback_id": str()}:
                return await self.shortcut(req.body)
            case _:
                return await next()

    async def form(self, body: Body) -> BoltResponse:
        """Take a form."""
        return _response(await self._desk.take(read_form(body), body))

    async def command(self, body: Body) -> BoltResponse:
        """Take a slash command."""
        return _response(await self._desk.take(read_command(body), body))

    async def shortcut(self, body: Body) -> BoltResponse:
        """Take a global shortcut."""
        return _response(await self._desk.take(read_shortcut(body), body))

    async def press(self, body: Body) -> BoltResponse:
        """Take a press of a button; of links and of fields Slack tells too."""
        if not is_button(body):
            self._counters.requests["press", "ignored"] += 1
            return BoltResponse(status=200)
        return _response(await self._desk.take(read_press(body), body))

    async def event(self, body: Body) -> BoltResponse:
        """Take an event."""
        event: dict[str, Any] = body["event"]
        kind = event.get("type")
        if kind == "app_home_opened" and event.get("tab") == "home":
            return _response(await self._desk.take(read_tab(body), body))
        if kind == "message":
            if is_line(event):
                return _response(await self._desk.take(read_line(body), body))
            self._counters.requests["line", "ignored"] += 1
            return BoltResponse(status=200)
        return _response(await self._news.take(str(kind), body))

    async def slipped(self, error: Exception) -> BoltResponse:
        """Answer what nobody listens to, and what is nothing that Slack says."""
        if isinstance(error, BoltUnhandledRequestError):
            self._counters.requests["other", "ignored"] += 1
            return BoltResponse(status=200)
        status = error.status if isinstance(error, Shut) else BAD_REQUEST
        self._counters.requests["other", "unreadable"] += 1
        log.warning("something from Slack was not understood: %s", type(error).__name__)
        return BoltResponse(status=status)


def _response(served: Served) -> BoltResponse:
    return BoltResponse(status=served.status, body=served.body or "")


@contextmanager
def _own_settings() -> Iterator[None]:
    """Keep bolt from making settings of its own out of ours in the environment.

    It would open an installation store in the home directory, which nobody asked for.
    """
    ours = {name: value for name, value in os.environ.items() if name.startswith("SLACK_")}
    for name in ours:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(ours)
