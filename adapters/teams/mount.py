"""The Teams door: hangs its address into the aiohttp application, and keeps the rest running.

::

    POST /api/messages            what Microsoft delivers: lines, buttons, forms, installations

What is not served is 401 (no token of Microsoft's for Rytmi, now and from there), 403 (a tenant
that is not let in), 413 (too large), 408 (does not arrive), 415 and 400 (nothing that Teams sends),
503 (Microsoft's signing keys cannot be read, or what was told cannot be taken now).
"""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import web

from adapters.teams.door import TeamsDoor
from adapters.teams.drawing.render import Renderer
from adapters.teams.drawing.slashless import slashless
from adapters.teams.listening.answers import Answers
from adapters.teams.listening.desk import PATIENCE, Desk
from adapters.teams.listening.gate import MESSAGES, Gate
from adapters.teams.listening.hall import Hall
from adapters.teams.listening.keys import Keys
from adapters.teams.listening.lock import Lock
from adapters.teams.listening.mouth import Mouth, Rest
from adapters.teams.listening.news import News
from adapters.teams.listening.sdk import TeamsAdapter, Vouching
from adapters.teams.people.installing import Installer
from adapters.teams.people.roster import Roster
from adapters.teams.sending.connector import Connector
from adapters.teams.sending.courier import TeamsCourier
from adapters.teams.tenancy.beginning import begin
from adapters.teams.tenancy.places import Places
from adapters.teams.tenancy.tenants import Tenants
from adapters.teams.upkeep import Upkeep
from adapters.turns import Turns

__all__ = ["PATIENCE", "TeamsParts", "hang", "mount"]

LAST_TURNS: Final = 3.0
"""Seconds that what is under way may take when the service ends."""


class TeamsParts:
    """What works together behind the door; nothing runs before `start`."""

    def __init__(
        self, door: TeamsDoor, *, patience: float = PATIENCE, rest: Rest = asyncio.sleep
    ) -> None:
        """``patience``: seconds after which Teams is answered, whatever is ready.

        ``rest`` waits so many seconds where Microsoft, or a conversation, needs it. Raises
        ValueError without an app id, but in development.
        """
        self.door = door
        self.connector = Connector(door)
        self.tenants = Tenants(door)
        self.places = Places(self.tenants)
        self.roster = Roster(self.connector, door, self.tenants, self.places, rest=rest)
        draw = slashless(door.draw)
        renderer = Renderer(draw)
        self.courier = TeamsCourier(self.connector, renderer, self.tenants, self.places, rest=rest)
        self.turns = Turns()
        self.keys = Keys(door.credentials.cloud.openid, door.clock, door.counters)
        self.desk = Desk(
            door,
            self.tenants,
            self.roster,
            Answers(renderer, draw),
            Mouth(self.connector, rest=rest),
            turns=self.turns,
            patience=patience,
        )
        news = News(
            door, self.tenants, self.places, self.roster, turns=self.turns, patience=patience
        )
        self.gate = Gate(
            Lock(door.credentials),
            TeamsAdapter(Vouching(door.credentials, self.keys)),
            Hall(self.desk, news).take,
            door.counters,
            door.clock,
        )
        self.installer = Installer(self.roster.graph, self.connector, door, self.places, rest=rest)
        self.upkeep = Upkeep(self.tenants, self.roster, self.installer, door.counters)
        self._running: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Register the tenants that are set, connect the first one, then look after all of them.

        Raises SetUpError where a setting is wrong. Where Microsoft cannot be reached, and somebody
        was served before, it goes on and tries again.
        """
        if not self.door.credentials.development:
            self.keys.prepare()
        later = await begin(self.tenants, self.door.organisations, self.connector.tokens.connector)
        loop = asyncio.get_running_loop()
        self._running = [loop.create_task(self.upkeep.run())]
        if later is not None:
            self._running.append(loop.create_task(later))

    async def stop(self) -> None:
        """Bring to an end what is under way, and let go of Microsoft."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self.turns.end(LAST_TURNS)
        await self.keys.close()
        await self.connector.close()


def mount(app: web.Application, door: TeamsDoor, *, patience: float = PATIENCE) -> TeamsParts:
    """Put the parts together and add their address; the caller starts and stops them."""
    parts = TeamsParts(door, patience=patience)
    hang(app, parts)
    return parts


def hang(app: web.Application, parts: TeamsParts) -> None:
    """Add the door's address."""
    app.router.add_post(MESSAGES, parts.gate.messages)
