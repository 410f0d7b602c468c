"""The least that a Slack app can do, in a process of its own: check the signature, and acknowledge.

It is the floor that the Slack door is measured against: the same server, the same library, the same
two requests, and nothing behind them.
"""

from __future__ import annotations

import asyncio
import os
import re
import time

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient


async def _authorize() -> AuthorizeResult:
    """Know every workspace, without asking Slack."""
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="UBOT")  # noqa: S106 - of a loopback double


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


def bolt(secret: str) -> AsyncApp:
    """Return a bolt app that acknowledges every command and every form."""
    app = AsyncApp(
        signing_secret=secret,
        client=AsyncWebClient(base_url="http://127.0.0.1:9/"),
        authorize=_authorize,
    )
    app.command(re.compile(".+"))(_acknowledge)
    app.view(re.compile(".*"))(_acknowledge)
    return app


async def processor(_request: web.Request) -> web.Response:
    """Say how many seconds of processor time this process has used, all its threads together."""
    return web.Response(text=repr(time.process_time()))


def main() -> None:
    """Serve on a loopback port of its own choice, and print it; end with the standard input."""
    slack = bolt(os.environ["SLACK_SIGNING_SECRET"])

    async def events(request: web.Request) -> web.Response:
        asked = await to_bolt_request(request)
        return await to_aiohttp_response(await slack.async_dispatch(asked))

    app = web.Application()
    app.router.add_post("/slack/events", events)
    app.router.add_get("/processor", processor)
    asyncio.run(serve(app))


async def serve(app: web.Application) -> None:
    """Serve until the standard input ends; the port is the first line of the standard output."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)  # noqa: T201 - whoever started it reads it
    await asyncio.to_thread(os.read, 0, 1)
    await runner.cleanup()


if __name__ == "__main__":
    main()
