"""The least that a Slack app can do, in a process of its own: check the signature, and acknowledge.

It is the floor that the Slack door is measured against: the same server, the same library, the same
two requests, and nothing behind them.
"""

from __future__ import annotations

import os
import re

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult


async def _authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Know every workspace, without asking Slack."""
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


def bolt(secret: str) -> AsyncApp:
    """Return a bolt app that acknowledges every command and every form."""
    app = AsyncApp(signing_secret=secret, authorize=_authorize)
    app.command(re.compile(""))(_acknowledge)
    app.view(re.compile(""))(_acknowledge)
    return app


async def healthz(_request: web.Request) -> web.Response:
    """Say that the process is up."""
    return web.Response(text="ok\n")


def main() -> None:
    """Serve on the loopback port that PORT names, until told to stop."""
    slack = bolt(os.environ["SLACK_SIGNING_SECRET"])

    async def events(request: web.Request) -> web.Response:
        asked = await to_bolt_request(request)
        return await to_aiohttp_response(await slack.async_dispatch(asked))

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_post("/slack/events", events)
    web.run_app(app, host="127.0.0.1", port=int(os.environ["PORT"]), print=None, access_log=None)


if __name__ == "__main__":
    main()
