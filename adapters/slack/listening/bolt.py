"""The one bolt application: what Slack says, already read and already vouched for, to its listener.

bolt's own checks are off, because the lock in front of it has made them on the raw bytes, and the
socket of Socket Mode is opened with a secret. It asks Slack nothing (`Vouched`), and it waits for a
listener before it answers: a listener's answer is only given once all is committed.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
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

ANY: Final = re.compile("")
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


class Bolt:
    """bolt with our few, general listeners."""

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
                process_before_response=True,
                raise_error_for_unhandled_request=True,
                request_verification_enabled=False,
                ignoring_self_events_enabled=False,  # `is_line` does, without knowing our own name
                attaching_function_token_enabled=False,
                attaching_conversation_kwargs_enabled=False,
            )
        # In the order of how often they come: each is tried in turn.
        self.app.view(ANY)(self.form)
        self.app.command(ANY)(self.command)
        self.app.action(ANY)(self.press)
        self.app.event(ANY)(self.event)
        self.app.shortcut(ANY)(self.shortcut)
        self.app.error(self.slipped)

    async def dispatch(self, body: Body) -> BoltResponse:
        """Answer what Slack says; it is known to come from there."""
        try:
            request = AsyncBoltRequest(body=body, mode="socket_mode")
            return await self.app.async_dispatch(request)
        except Exception as error:  # noqa: BLE001 - bolt takes every part for what it should be
            return await self.slipped(error)

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
