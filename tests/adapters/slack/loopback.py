"""A small Web API on loopback for tests of one call at a time: it answers what it is told to.

The platform double in `tests.slack` is a whole Slack; this one is for the moments at which a line
breaks, an answer is lost, or a code comes back that nobody has ever seen.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

Json = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One call that came in."""

    method: str
    args: Json
    token: str


@dataclass(frozen=True)
class Say:
    """Answer with this, and do nothing."""

    body: Json | str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> web.Response:
        """Return it as the server gives it."""
        if isinstance(self.body, dict):
            return web.json_response(self.body, status=self.status, headers=self.headers)
        headers = {"Content-Type": "text/html", **self.headers}
        return web.Response(body=self.body.encode(), status=self.status, headers=headers)


@dataclass(frozen=True)
class Lost:
    """Do it, and break the line before the answer."""


@dataclass(frozen=True)
class Broken:
    """Break the line, and do nothing."""


@dataclass(frozen=True)
class Slow:
    """Do not answer until the caller has gone."""


Scripted = Say | Lost | Broken | Slow


def no(code: str, status: int = 200, **more: object) -> Say:
    """Say no in Slack's way."""
    return Say({"ok": False, "error": code, **more}, status)


def throttled(seconds: int) -> Say:
    """Ask for patience."""
    return Say({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(seconds)})


@dataclass
class Message:
    """A message as it is kept here."""

    channel: str
    ts: str
    text: str
    blocks: list[Json] | None
    metadata: Json | None
    bot_id: str = "B1"


@dataclass
class Loopback:
    """What there is, and what was asked."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    uploads: list[bytes] = field(default_factory=list)
    tokens: dict[str, Json] = field(default_factory=dict)
    """What ``auth.test`` says of a good token."""
    refused: dict[str, str] = field(default_factory=dict)
    """Token and the code with which it is refused."""
    messages: list[Message] = field(default_factory=list)
    users: list[Json] = field(default_factory=list)
    channels: list[Json] = field(default_factory=list)
    teams: list[Json] = field(default_factory=list)
    refreshing: dict[str, Json] = field(default_factory=dict)
    """A refresh token and what it is changed for."""
    codes: dict[str, Json] = field(default_factory=dict)
    """A code of an installation and what it is changed for."""
    on_call: Callable[[Call], None] = lambda _: None
    script: dict[str, deque[Scripted]] = field(default_factory=lambda: defaultdict(deque))
    now: float = 1_795_000_000.0

    def of(self, method: str) -> list[Call]:
        """Return the calls of a method."""
        return [call for call in self.calls if call.method == method]

    def next(self, method: str, *replies: Scripted) -> None:
        """Say what the next calls of a method come to."""
        self.script[method].extend(replies)

    # --- what the methods do by themselves --------------------------------------------------------

    def do(self, call: Call) -> Json:
        """Answer a call as Slack would."""
        if call.method != "oauth.v2.access":
            code = self.refused.get(call.token)
            if code is None and call.token not in self.tokens:
                code = "invalid_auth"
            if code is not None:
                return {"ok": False, "error": code}
        found: Json = getattr(self, "_" + call.method.replace(".", "_"))(call)
        return {"ok": "error" not in found, **found}

    def _auth_test(self, call: Call) -> Json:
        return self.tokens[call.token]

    def _auth_teams_list(self, call: Call) -> Json:
        return self._page(call, "teams", self.teams)

    def _oauth_v2_access(self, call: Call) -> Json:
        changed = (
            self.refreshing.pop(call.args.get("refresh_token", ""), None)
            if call.args.get("grant_type") == "refresh_token"
            else self.codes.pop(call.args.get("code", ""), None)
        )
        if changed is None:
            return {
                "error": "invalid_refresh_token" if "grant_type" in call.args else "invalid_code"
            }
        return changed

    def _chat_postMessage(self, call: Call) -> Json:  # noqa: N802 - Slack's name
        self.now += 1
        channel, ts = _direct(call.args["channel"]), f"{self.now:.6f}"
        args = call.args
        self.messages.append(
            Message(channel, ts, args["text"], args.get("blocks"), args.get("metadata"))
        )
        return {"channel": channel, "ts": ts}

    def _chat_update(self, call: Call) -> Json:
        for message in self.messages:
            if (message.channel, message.ts) == (call.args["channel"], call.args["ts"]):
                message.text, message.blocks = call.args["text"], call.args.get("blocks")
                message.metadata = call.args.get("metadata", message.metadata)
                return {"channel": message.channel, "ts": message.ts}
        return {"error": "message_not_found"}

    def _conversations_open(self, call: Call) -> Json:
        return {"channel": {"id": _direct(call.args["users"])}}

    def _conversations_history(self, call: Call) -> Json:
        oldest = float(call.args.get("oldest") or 0)
        found = [
            {
                "type": "message",
                "ts": message.ts,
                "text": message.text,
                "bot_id": message.bot_id,
                **(
                    {"metadata": message.metadata}
                    if message.metadata and call.args.get("include_all_metadata") == "true"
                    else {}
                ),
            }
            for message in reversed(self.messages)
            if message.channel == call.args["channel"] and float(message.ts) > oldest
        ]
        return self._page(call, "messages", found)

    def _users_list(self, call: Call) -> Json:
        team = call.args.get("team_id")
        here = [user for user in self.users if team is None or user.get("team_id") == team]
        return self._page(call, "members", here)

    def _users_info(self, call: Call) -> Json:
        for user in self.users:
            if user["id"] == call.args["user"]:
                return {"user": user}
        return {"error": "user_not_found"}

    def _conversations_list(self, call: Call) -> Json:
        team = call.args.get("team_id")
        here = [each for each in self.channels if team is None or each.get("team") == team]
        return self._page(call, "channels", here)

    def _files_getUploadURLExternal(self, call: Call) -> Json:  # noqa: N802 - Slack's name
        file = f"F{len(self.of('files.getUploadURLExternal'))}"
        return {"upload_url": f"{self.url}/upload/{file}", "file_id": file}

    def _files_completeUploadExternal(self, call: Call) -> Json:  # noqa: N802 - Slack's name
        return {"files": json.loads(call.args["files"])}

    def _view(self, call: Call) -> Json:
        view = {"id": f"V{len(self.calls)}", "hash": f"{len(self.calls)}.h", **call.args["view"]}
        return {"view": view}

    _views_open = _views_push = _views_update = _views_publish = _view

    def _page(self, call: Call, what: str, found: list[Json]) -> Json:
        start = int(call.args.get("cursor") or 0)
        end = start + int(call.args["limit"])
        cursor = str(end) if end < len(found) else ""
        return {what: found[start:end], "response_metadata": {"next_cursor": cursor}}


def _direct(address: str) -> str:
    return f"D{address[1:]}" if address.startswith("U") else address


async def _call(request: web.Request) -> Call:
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        args |= await request.json()
    else:
        args |= {name: str(value) for name, value in (await request.post()).items()}
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return Call(request.match_info["method"], args, token)


@asynccontextmanager
async def running() -> AsyncIterator[Loopback]:
    """Serve on a free port of this computer."""
    slack, gone = Loopback(), asyncio.Event()

    def cut(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def api(request: web.Request) -> web.Response:
        call = await _call(request)
        slack.calls.append(call)
        slack.on_call(call)
        planned = slack.script[call.method]
        scripted = planned.popleft() if planned else None
        match scripted:
            case Say():
                return scripted.response()
            case Broken():
                return cut(request)
            case Lost():
                slack.do(call)
                return cut(request)
            case Slow():
                await gone.wait()
                return web.Response()
            case None:
                return web.json_response(slack.do(call))

    async def upload(request: web.Request) -> web.Response:
        slack.uploads.append(await request.read())
        planned = slack.script["upload"]
        if planned:
            scripted = planned.popleft()
            assert isinstance(scripted, Say)
            return web.Response(status=scripted.status)
        return web.Response(text="OK")

    async def respond(request: web.Request) -> web.Response:
        call = Call("response_url", await request.json(), "")
        slack.calls.append(call)
        slack.on_call(call)
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_route("*", "/api/{method}", api)
    app.router.add_post("/respond/{name}", respond)
    app.router.add_post("/upload/{file}", upload)
    server = TestServer(app, host="127.0.0.1")
    async with server:
        slack.url = f"http://127.0.0.1:{server.port}"
        yield slack
        gone.set()
