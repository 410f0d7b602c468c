"""Socket Mode: the same listeners without a public address, over a socket that we open.

Its secret is the app-level token, so that there is no lock. It keeps itself open: where it breaks,
where Slack asks for another one, and where Slack cannot be reached for hours.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import time
from collections.abc import Awaitable, Callable
from typing import Final

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.slack.listening.bolt import Bolt
from adapters.slack.wire import Wire

EVERY: Final = 10.0
"""Seconds between two looks at whether the socket is open; Slack's own advice for pings."""

_SECRET: Final = re.compile(r"(xox[a-z]|xapp)-[\w-]+|ticket=[^&\s'\"]+|(?<=://)[^\s'\"]+")

log = logging.getLogger(__name__)


class _NoSecrets(logging.Filter):
    """Keeps out of the log what an address or an error quotes: it would open our socket."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _SECRET.sub("…", record.getMessage()), ()
        record.exc_info = record.exc_text = None
        return True


_quiet: Final = logging.getLogger("adapters.slack.sdk.socket")
_quiet.setLevel(logging.WARNING)  # below it, the SDK writes what people did into the log
_quiet.addFilter(_NoSecrets())


class _Handler(AsyncSocketModeHandler):
    """Hands what comes over the socket to the same listeners, in the same way as the gate does."""

    def __init__(self, bolt: Bolt, app_token: str, wire: Wire, every: float) -> None:
        super().__init__(
            bolt.app, app_token, logger=_quiet, web_client=wire.client(), ping_interval=every
        )
        self._bolt = bolt

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        start = time.time()
        answer = await self._bolt.dispatch(req.payload)
        await send_async_response(client, req, answer, start)


class SocketMode:
    """One socket of this process; Slack takes ten from all of them together."""

    def __init__(
        self,
        bolt: Bolt,
        app_token: str,
        wire: Wire,
        *,
        every: float = EVERY,
        rest: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """``every`` is in seconds, of pings and of looks at the socket."""
        self._bolt = bolt
        self._app_token = app_token
        self._wire = wire
        self._every = every
        self._rest = rest
        self._handler: _Handler | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to connect, and return at once: Slack may be out of reach for now."""
        self._handler = _Handler(self._bolt, self._app_token, self._wire, self._every)
        loop = asyncio.get_running_loop()
        self._tasks = [
            loop.create_task(_connected(self._handler.client)),
            loop.create_task(self._watch(self._handler)),
        ]

    async def stop(self) -> None:
        """Close the socket."""
        handler, self._handler = self._handler, None
        if handler is None:
            return
        client = handler.client
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(Exception):
            await client.close()  # type: ignore[no-untyped-call]
        ending = (client.message_processor, client.current_session_monitor, client.message_receiver)
        await asyncio.gather(*(each for each in ending if each), return_exceptions=True)

    async def _watch(self, handler: _Handler) -> None:
        """Say when it opens and breaks, and have a new address asked for after it broke.

        The SDK tries the same address again and again, and each is good for half a minute.
        """
        client, was_open = handler.client, False
        while True:
            is_open = await client.is_connected()
            if is_open != was_open:
                log.log(
                    logging.INFO if is_open else logging.WARNING,
                    "Socket Mode is %s",
                    "connected" if is_open else "not connected any more",
                )
            if not is_open:
                client.wss_uri = None
            was_open = is_open
            await self._rest(self._every)


async def _connected(client: SocketModeClient) -> None:
    await client.connect()  # type: ignore[no-untyped-call]
