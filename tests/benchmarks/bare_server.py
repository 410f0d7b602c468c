"""The least that aiohttp can serve, started as `rytmi serve` is: a floor for time and memory."""

from __future__ import annotations

import os

from aiohttp import web

PAGE = "<!doctype html><title>bare</title>" + "<p>A line of a page.</p>" * 200


async def healthz(_request: web.Request) -> web.Response:
    """Say that the process is up."""
    return web.Response(text="ok\n")


async def page(_request: web.Request) -> web.Response:
    """Serve a page of ordinary length."""
    return web.Response(text=PAGE, content_type="text/html")


def main() -> None:
    """Serve on the loopback port that PORT names, until told to stop."""
    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/{page:.*}", page)
    web.run_app(app, host="127.0.0.1", port=int(os.environ["PORT"]), print=None)


if __name__ == "__main__":
    main()
