"""A Slack that counts, in a process of its own: so many messages a second from each workspace.

What it has taken, twice or turned away, it tells at the end; the messages themselves it forgets.
"""

from __future__ import annotations

import math
import os
import time
from collections import Counter
from itertools import count

from aiohttp import web

from tests.end_to_end.platform_double import Bucket


class Allowance:
    """Takes messages as fast as a workspace may send them, and answers the others with 429."""

    def __init__(self, rate: float) -> None:
        """``rate`` is in messages a second; after a rest, a second's worth may come at once."""
        self._rate = rate
        self._buckets: dict[str, Bucket] = {}
        self._stamps = count(1)
        self._taken: Counter[str] = Counter()
        self._turned_away = 0

    async def post(self, request: web.Request) -> web.Response:
        """Take a message, or say how long to wait."""
        said = await request.json()
        now, token = time.monotonic(), request.headers["Authorization"]
        bucket = self._buckets.setdefault(token, Bucket(self._rate, self._rate, now))
        wait = bucket.take(now)
        if wait > 0:
            self._turned_away += 1
            no = {"ok": False, "error": "ratelimited"}
            return web.json_response(no, status=429, headers={"Retry-After": str(math.ceil(wait))})
        self._taken[said["metadata"]["event_payload"]["key"]] += 1
        stamp = f"{next(self._stamps)}.000100"
        return web.json_response({"ok": True, "channel": said["channel"], "ts": stamp})

    async def told(self, _request: web.Request) -> web.Response:
        """Say what has come."""
        twice = sum(times - 1 for times in self._taken.values())
        told = {"taken": len(self._taken), "twice": twice, "turned away": self._turned_away}
        return web.json_response(told)


async def healthz(_request: web.Request) -> web.Response:
    """Say that the process is up."""
    return web.Response(text="ok\n")


def main() -> None:
    """Serve on the loopback port that PORT names, at the RATE that is named, until stopped."""
    allowance = Allowance(float(os.environ["RATE"]))
    app = web.Application(client_max_size=1024 * 1024)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/told", allowance.told)
    app.router.add_post("/api/chat.postMessage", allowance.post)
    web.run_app(app, host="127.0.0.1", port=int(os.environ["PORT"]), print=None, access_log=None)


if __name__ == "__main__":
    main()
