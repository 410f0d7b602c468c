"""The second opinion: the Slack emulator from npm, and a shim that lets slack_sdk talk to it.

The emulator reads arguments from the body of a POST only, and slack_sdk puts those of reading
methods into a query; the shim folds both into one form. It writes down what was called, and can
refuse the blocks that an older Slack does not know.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import aiohttp
from aiohttp import web

from tests.patience import AMPLE
from tests.slack.places import Json
from tests.slack.platform import kinds_in

HEADERS: Final = ("Authorization", "Content-Type", "Cookie")


@dataclass(frozen=True)
class Seen:
    """One call and its answer."""

    method: str
    args: Json
    answer: Json


@dataclass
class Emulator:
    """A running emulator behind its shim."""

    url: str
    """The shim's, such as ``http://127.0.0.1:4711``."""
    behind: str
    """The emulator's own."""
    session: aiohttp.ClientSession
    seen: list[Seen] = field(default_factory=list)
    unknown_blocks: frozenset[str] = frozenset()

    def last(self, method: str) -> Seen:
        """Return the last call of a method."""
        return next(each for each in reversed(self.seen) if each.method == method)

    def count(self, method: str) -> int:
        """Return how often a method was called with success."""
        return sum(1 for each in self.seen if each.method == method and each.answer.get("ok"))

    async def call(self, token: str, method: str, **args: object) -> Json:
        """Call a method; raise AssertionError where it is answered with a no."""
        headers = {"Authorization": f"Bearer {token}"}
        written = {key: str(value) for key, value in args.items()}
        url = f"{self.behind}/api/{method}"
        async with self.session.post(url, data=written, headers=headers) as response:
            answer: Json = await response.json()
        assert answer["ok"], (method, answer)
        return answer

    async def trigger(self, token: str, user: str) -> str:
        """Return a trigger as Slack sends one along with what a user does."""
        answer = await self.call(token, "views.generateTriggerId", user_id=user)
        return str(answer["trigger_id"])


EMULATOR: Final = web.AppKey("emulator", Emulator)


@asynccontextmanager
async def running_emulator(
    node: Path, folder: Path, seed: Mapping[str, Any]
) -> AsyncIterator[Emulator]:
    """Run the emulator, with a workspace like this, and its shim."""
    (folder / "seed.json").write_text(json.dumps({"slack": seed}), encoding="utf-8")
    port = _free_port()
    behind = f"http://127.0.0.1:{port}"
    app = web.Application(client_max_size=8 * 1024 * 1024)
    app.router.add_route("*", "/{path:.*}", _pass)
    # Redirects are the browser's to follow, and the emulator's cookies belong to nobody.
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        app[EMULATOR] = Emulator("", behind, session)
        runner = web.AppRunner(app, shutdown_timeout=1.0)
        await runner.setup()
        process = None
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            app[EMULATOR].url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            process = await asyncio.create_subprocess_exec(
                "node",
                "emulator.mjs",
                str(port),
                str(folder / "seed.json"),
                app[EMULATOR].url,
                cwd=node,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
            )
            await _ready(process)
            yield app[EMULATOR]
        finally:
            if process is not None and process.returncode is None:
                process.kill()
                await process.communicate()
            await runner.cleanup()


async def _ready(process: asyncio.subprocess.Process) -> None:
    assert process.stdout is not None
    told = b""
    async with asyncio.timeout(AMPLE):
        while b"ready" not in told:
            line = await process.stdout.readline()
            assert line, f"the emulator ended: {told.decode()}"
            told += line


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


async def _pass(request: web.Request) -> web.StreamResponse:
    """Pass a request on, calls of the Web API as one form."""
    emulator = request.app[EMULATOR]
    headers = {name: request.headers[name] for name in HEADERS if name in request.headers}
    area, _, method = request.match_info["path"].partition("/")
    if area == "api":
        return await _call(emulator, request, method, headers)
    async with emulator.session.request(
        request.method,
        emulator.behind + request.path_qs,
        data=await request.read(),
        headers=headers,
        allow_redirects=False,
    ) as response:
        back = {"Location": response.headers["Location"]} if "Location" in response.headers else {}
        body, kind = await response.read(), response.content_type
        return web.Response(status=response.status, body=body, content_type=kind, headers=back)


async def _call(
    emulator: Emulator, request: web.Request, method: str, headers: dict[str, str]
) -> web.StreamResponse:
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        args |= await request.json()
    elif request.can_read_body:
        args |= dict(await request.post())
    strange = kinds_in(_read(args)) & emulator.unknown_blocks
    if strange:
        answer: Json = {"ok": False, "error": "invalid_blocks"}
    else:
        form = {key: _written(value) for key, value in args.items()}
        headers.pop("Content-Type", None)
        url = f"{emulator.behind}/api/{method}"
        async with emulator.session.post(url, data=form, headers=headers) as response:
            answer = await response.json()
    emulator.seen.append(Seen(method, _read(args), answer))
    return web.json_response(answer)


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _read(args: Json) -> Json:
    """Return the arguments with those read that are JSON in a form."""
    read = dict(args)
    for key in ("blocks", "view", "metadata", "files"):
        if isinstance(read.get(key), str):
            read[key] = json.loads(read[key])
    return read
