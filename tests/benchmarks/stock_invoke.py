"""The least that a bot of Microsoft's SDK can do, in a process of its own: answer with a card.

It is put together as the SDK's documentation has it, and is what the Teams door is measured
against: the same submission, the same checks of who sent it, and nothing behind them. The SDK's
adapter in its version 4.17.1 serialises the body of such an answer twice and answers 500, after all
the work is done; what it would write about that is switched off, so that it costs nothing.
"""

from __future__ import annotations

import logging
import os
from types import SimpleNamespace
from typing import Any, Final

from aiohttp import web
from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import Activity, ActivityTypes
from botframework.connector.auth import AuthenticationConstants, ChannelValidation

from tests.benchmarks.bare_bolt import healthz

CARD: Final[dict[str, Any]] = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [{"type": "TextBlock", "text": "Kiitos, vastaus on tallessa.", "wrap": True}],
}


class StockBot(ActivityHandler):  # type: ignore[misc] # the SDK ships no types
    """Says thanks to every card that is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = 0
        """Cards that have come as far as here."""

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """Answer with a card."""
        if turn_context.activity.name != "adaptiveCard/action":
            return await super().on_invoke_activity(turn_context)
        self.answered += 1
        body = {
            "statusCode": 200,
            "type": "application/vnd.microsoft.card.adaptive",
            "value": CARD,
        }
        value = InvokeResponse(status=200, body=body)
        await turn_context.send_activity(Activity(type=ActivityTypes.invoke_response, value=value))
        return value


def main() -> None:
    """Serve on the loopback port that PORT names, until told to stop."""
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    # Before anything is made of them: whoever asks, asks on this computer.
    AuthenticationConstants.TO_CHANNEL_FROM_BOT_LOGIN_URL_PREFIX = f"{os.environ['LOGIN']}/"
    ChannelValidation.open_id_metadata_endpoint = os.environ["OPENID"]
    settings = SimpleNamespace(
        APP_ID=os.environ["APP_ID"],
        APP_PASSWORD=os.environ["APP_PASSWORD"],
        APP_TYPE="SingleTenant",
        APP_TENANTID=os.environ["APP_TENANTID"],
    )
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(settings))
    bot = StockBot()

    async def messages(request: web.Request) -> web.StreamResponse:
        answer: web.StreamResponse = await adapter.process(request, bot)
        return answer

    async def told(_request: web.Request) -> web.Response:
        return web.json_response({"answered": bot.answered})

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/told", told)
    app.router.add_post("/api/messages", messages)
    web.run_app(app, host="127.0.0.1", port=int(os.environ["PORT"]), print=None, access_log=None)


if __name__ == "__main__":
    main()
