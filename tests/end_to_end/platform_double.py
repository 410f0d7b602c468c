"""A chat platform in a process of its own: rates, faults, and a log that is the judge.

``python -m tests.end_to_end.platform_double FACE LOG [--rate R] [--seed N] [--faults SHARE]
[--delay SECONDS]`` says its port and serves workspaces under any name. ``FACE`` is ``asked`` (it
can be asked what it has, as Slack can) or ``blind`` (it cannot, as Teams cannot). What it took
stands in the log, one JSON object a line, before anybody is answered.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from aiohttp import web


class Face(StrEnum):
    """What the platform can be asked."""

    ASKED = "asked"
    BLIND = "blind"


class Fault(StrEnum):
    """What happens to a request instead of an answer in time."""

    ERROR_BEFORE = "error before"
    ERROR_AFTER = "error after"
    RESET_BEFORE = "reset before"
    RESET_AFTER = "reset after"
    SLOW = "slow"
    TOO_SLOW = "too slow"


TAKEN: Final = frozenset({Fault.ERROR_AFTER, Fault.RESET_AFTER, Fault.SLOW, Fault.TOO_SLOW})
"""Faults of requests that the platform has taken."""
SLOW_FOR: Final = {Fault.SLOW: 0.2, Fault.TOO_SLOW: 1.0}
"""Seconds; the workers' patience lies between the two."""


@dataclass(slots=True)
class Bucket:
    """What one workspace may send: so many a second, and a second's worth at once after a rest."""

    rate: float
    left: float
    at: float

    def take(self, now: float) -> float:
        """Take one; return 0, or after how many seconds there is one."""
        self.left = min(self.rate, self.left + (now - self.at) * self.rate)
        self.at = now
        if self.left < 1:
            return (1 - self.left) / self.rate
        self.left -= 1
        return 0.0


@dataclass(slots=True)
class Platform:
    """Workspaces that exist once somebody writes to them."""

    face: Face
    log: int
    """The file to append to."""
    rate: float
    faults: float
    """The share of requests that meet a fault."""
    delay: float
    """Seconds until any answer."""
    chance: random.Random
    throttled: dict[str, float] = field(default_factory=dict)
    """Until when a workspace takes nothing."""
    messages: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """References by key, in each workspace."""
    buckets: dict[str, Bucket] = field(default_factory=dict)
    numbers: int = 0

    def write(self, what: str, **given: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Append a line to the log; one write, so that it is there whole or not at all."""
        line = {"at": time.time(), "what": what, **given}
        os.write(self.log, f"{json.dumps(line)}\n".encode())

    def wait_of(self, workspace: str) -> float:
        """Return after how many seconds a workspace takes the next; 0: now."""
        now = time.time()
        held = self.throttled.get(workspace, 0) - now
        if held > 0:
            return held
        bucket = self.buckets.setdefault(workspace, Bucket(self.rate, self.rate, now))
        return bucket.take(now)

    def fault(self) -> Fault | None:
        """Draw a fault, or none."""
        if self.chance.random() >= self.faults:
            return None
        return self.chance.choice(list(Fault))

    def take(self, workspace: str, content: dict[str, Any]) -> str:
        """Take a message, or put it in another's place; return its name."""
        self.numbers += 1
        name = content.get("replaces") or f"m{self.numbers}"
        self.messages[workspace][content["key"]] = name
        self.write(
            "arrived",
            workspace=workspace,
            key=content["key"],
            to=content["to"],
            name=name,
            replaces=content.get("replaces"),
        )
        return str(name)


PLATFORM: Final = web.AppKey("platform", Platform)


async def send(request: web.Request) -> web.StreamResponse:
    """Take a message: what a platform calls "post a message"."""
    platform, workspace = request.app[PLATFORM], request.match_info["workspace"]
    content = await request.json()
    wait = platform.wait_of(workspace)
    if wait > 0:
        platform.write("rejected", workspace=workspace, key=content["key"])
        return web.json_response({}, status=429, headers={"Retry-After": f"{wait:.3f}"})
    fault = platform.fault()
    name = platform.take(workspace, content) if fault is None or fault in TAKEN else ""
    return await _answered(request, fault, {"name": name})


async def find(request: web.Request) -> web.StreamResponse:
    """Tell what is there under a key: what a platform calls "read the history"."""
    platform, workspace = request.app[PLATFORM], request.match_info["workspace"]
    if platform.face is Face.BLIND:
        raise web.HTTPNotFound
    content = await request.json()
    fault = platform.fault()
    name = platform.messages[workspace].get(content["key"])
    return await _answered(request, fault, {"name": name})


async def _answered(
    request: web.Request, fault: Fault | None, answer: dict[str, Any]
) -> web.StreamResponse:
    match fault:
        case Fault.ERROR_BEFORE | Fault.ERROR_AFTER:
            return web.json_response({}, status=500)
        case Fault.RESET_BEFORE | Fault.RESET_AFTER:
            assert request.transport is not None
            request.transport.abort()
            return web.json_response({})
        case Fault.SLOW | Fault.TOO_SLOW:
            await asyncio.sleep(SLOW_FOR[fault])
        case None:
            await asyncio.sleep(request.app[PLATFORM].delay)
    return web.json_response(answer)


async def throttle(request: web.Request) -> web.StreamResponse:
    """Take nothing from a workspace for a while; for the one who runs the test."""
    platform, workspace = request.app[PLATFORM], request.match_info["workspace"]
    seconds = float((await request.json())["seconds"])
    platform.throttled[workspace] = time.time() + seconds
    platform.write("throttled", workspace=workspace, seconds=seconds)
    return web.json_response({})


async def serve(arguments: argparse.Namespace) -> None:
    """Serve until the process is killed."""
    log = os.open(arguments.log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o644)
    app = web.Application()
    app[PLATFORM] = Platform(
        face=Face(arguments.face),
        log=log,
        rate=arguments.rate,
        faults=arguments.faults,
        delay=arguments.delay,
        chance=random.Random(arguments.seed),
    )
    app.router.add_post("/{workspace}/send", send)
    app.router.add_post("/{workspace}/find", find)
    app.router.add_post("/{workspace}/throttle", throttle)
    runner = web.AppRunner(app, handler_cancellation=False)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("face", choices=[each.value for each in Face])
    parser.add_argument("log", type=Path)
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=float, default=0.0)
    parser.add_argument("--delay", type=float, default=0.0)
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(serve(_asked()))
