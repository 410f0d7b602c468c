"""Slack's side of a benchmark: it signs what it sends, and says yes to whatever is asked of it.

It keeps the modals that were opened, so that they can be filled in and sent. How Slack really
judges a call is for `tests.slack`; here only its time is wanted, and as little of it as possible.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from aiohttp import ClientSession, web

from adapters.slack.scopes import SCOPES
from tests.benchmarks.pilot import email
from tests.slack.wires import signed

TEAM: Final = "T0BENCH"
SECRET: Final = "0123456789abcdef" * 2
TOKEN: Final = "xoxb-bench"
FORM: Final = "application/x-www-form-urlencoded"
REST: Final = {"Retry-After": "3600"}
"""What is sent on its own waits: here only the open request is measured."""
CONFIDENCE: Final = 6
"""Which of ten choices is made."""

Json = dict[str, Any]


def user(number: int) -> str:
    """Return the user of who answers for a team."""
    return f"U{number:05}"


@dataclass
class SlackSide:
    """One workspace, whose people all do the same."""

    people: int
    opened: dict[str, Json] = field(default_factory=dict)
    """The modals, by the triggers that opened them."""

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        """Serve the Web API while this lasts; its address is what comes out."""
        app = web.Application(client_max_size=8 * 1024 * 1024)
        app.router.add_post("/api/{method}", self._call)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
        finally:
            await runner.cleanup()

    async def _call(self, request: web.Request) -> web.Response:
        match request.match_info["method"]:
            case "views.open":
                asked = await request.json()
                view = {**asked["view"], "id": f"V{asked['trigger_id']}", "hash": "1.1"}
                self.opened[asked["trigger_id"]] = view
                return _yes({"view": {**view, "state": {"values": {}}}})
            case "auth.test":
                headers = {"x-oauth-scopes": ",".join(SCOPES)}
                named = {"team_id": TEAM, "user_id": "URYTMI", "bot_id": "B0RYTMI"}
                return _yes({"team": "Bench", "url": "https://bench.example", **named}, headers)
            case "users.list":
                return _yes({"members": [_member(number) for number in range(self.people)]})
            case "conversations.list":
                return _yes({"channels": []})
            case _:
                no = {"ok": False, "error": "ratelimited"}
                return web.json_response(no, status=429, headers=REST)

    def command(self, number: int) -> bytes:
        """Write the slash command of one person."""
        fields = {
            "token": "verification-token",
            "team_id": TEAM,
            "team_domain": "bench",
            "channel_id": f"D{number:05}",
            "channel_name": "directmessage",
            "user_id": user(number),
            "user_name": f"lead-{number}",
            "command": "/okr",
            "text": "checkin",
            "api_app_id": "A0RYTMI",
            "is_enterprise_install": "false",
            "response_url": "https://hooks.bench.example/commands/1",
            "trigger_id": _trigger(number),
        }
        return urlencode(fields).encode()

    def submission(self, number: int) -> bytes:
        """Write how that person fills in the modal that was opened, and sends it."""
        view = self.opened.pop(_trigger(number))
        payload: Json = {
            "type": "view_submission",
            "team": {"id": TEAM, "domain": "bench"},
            "enterprise": None,
            "is_enterprise_install": False,
            "user": {
                "id": user(number),
                "username": f"lead-{number}",
                "name": f"lead-{number}",
                "team_id": TEAM,
            },
            "api_app_id": "A0RYTMI",
            "token": "verification-token",
            "trigger_id": f"{_trigger(number)}.sent",
            "response_urls": [],
            "view": {
                **view,
                "team_id": TEAM,
                "root_view_id": view["id"],
                "app_id": "A0RYTMI",
                "bot_id": "B0RYTMI",
                "state": {"values": _filled_in(view["blocks"])},
            },
        }
        return urlencode({"payload": json.dumps(payload)}).encode()


async def send(session: ClientSession, port: int, body: bytes) -> Json:
    """Send a signed request; return what is answered, an empty body as an empty object."""
    headers = {"Content-Type": FORM, **signed(SECRET, body, int(time.time()))}
    url = f"http://127.0.0.1:{port}/slack/events"
    async with session.post(url, data=body, headers=headers) as response:
        text = await response.text()
        if not response.ok:
            raise RuntimeError(f"a request was answered with {response.status}: {text}")
    found: Json = json.loads(text) if text else {}
    return found


def _yes(said: Json, headers: dict[str, str] | None = None) -> web.Response:
    return web.json_response({"ok": True, **said}, headers=headers)


def _member(number: int) -> Json:
    return {
        "id": user(number),
        "team_id": TEAM,
        "deleted": False,
        "is_bot": False,
        "tz": "Europe/Helsinki",
        "locale": "fi-FI",
        "profile": {"real_name": f"Lead {number}", "email": email(number)},
    }


def _trigger(number: int) -> str:
    return f"{number}.9"


def _filled_in(blocks: list[Json]) -> Json:
    """Fill in every figure and every text; of the choices, the confidence alone."""
    values: Json = {}
    for block in blocks:
        if block["type"] == "input":
            element = block["element"]
            name, kind = element["action_id"], element["type"]
            values[block["block_id"]] = {name: {"type": kind, **_chosen(kind, element)}}
    return values


def _chosen(kind: str, element: Json) -> Json:
    match kind:
        case "number_input":
            return {"value": "42.5"}
        case "plain_text_input":
            return {"value": "Uusi vuorolista on käytössä, jonot lyhenevät."}
        case _:
            options = element.get("options", [])
            return {"selected_option": options[CONFIDENCE] if len(options) > CONFIDENCE else None}
