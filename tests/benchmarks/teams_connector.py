"""Microsoft's side of a wave of messages, in a process of its own: the double, and what came to it.

It takes a while for each call. Whether it keeps to Teams' rates, and so turns messages away, is
said when it is started.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import AsyncIterator
from typing import Final

from aiohttp import web

from tests.benchmarks.bare_bolt import healthz
from tests.benchmarks.mail import lane_of, person
from tests.benchmarks.teams_side import WallClock
from tests.teams.faults import Allowance
from tests.teams.places import PERSONAL, Tenant, User
from tests.teams.platform import Platform
from tests.teams.server import serving

TAKES: Final = 0.1
"""Seconds that each call takes."""


def tenants(people: int, number: int) -> list[Tenant]:
    """Return so many tenants with the people of the mail spread evenly over them."""
    made = [Tenant(lane_of(each).workspace, "Bench") for each in range(number)]
    for each in range(people):
        user = User(person(each).person, f"Person {each}", has_app=True)
        made[each % number].add_user(user)
        made[each % number].personal(user)
    return made


def told(platform: Platform) -> dict[str, int | str]:
    """Say what has come: everybody is written to once."""
    personal = [
        chat
        for tenant in platform.tenants.values()
        for chat in tenant.chats.values()
        if chat.scope == PERSONAL
    ]
    counts = [len(chat.messages) for chat in personal]
    wrong = Counter(call.status for call in platform.calls if call.error)
    turned_away = wrong.pop(429, 0)
    return {
        "url": platform.url,
        "taken": sum(1 for each in counts if each),
        "twice": sum(each - 1 for each in counts if each),
        "turned away": turned_away,
        "refused": sum(wrong.values()),
    }


def main() -> None:
    """Serve what has come on the loopback port that PORT names, and the double on another one."""
    platform = Platform(WallClock(), Allowance(strict=os.environ["STRICT"] == "yes"))
    platform.looks, platform.delay = False, TAKES
    for each in tenants(int(os.environ["PEOPLE"]), int(os.environ["TENANTS"])):
        platform.add_tenant(each)

    async def double(_app: web.Application) -> AsyncIterator[None]:
        async with serving(platform):
            yield

    async def tell(_request: web.Request) -> web.Response:
        return web.json_response(told(platform))

    app = web.Application()
    app.cleanup_ctx.append(double)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/told", tell)
    web.run_app(app, host="127.0.0.1", port=int(os.environ["PORT"]), print=None, access_log=None)


if __name__ == "__main__":
    main()
