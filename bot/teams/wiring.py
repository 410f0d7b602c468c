"""Puts the Teams door into the running service; loaded only where Teams is configured."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.teams.door import NAME, Draw, TeamsDoor
from adapters.teams.listening.gate import MESSAGES
from adapters.teams.mount import PATIENCE, TeamsParts, hang
from adapters.teams.people.report import Report
from bot.application import Rytmi
from bot.opening import organisations_of
from bot.settings import Settings
from bot.teams.credentials import credentials_of, said
from bot.teams.metrics import watch_teams
from bot.teams.roster import channels_missing, headline, without_app
from dialogs.chats import Workspace
from dialogs.words.draw import draw

Say = Callable[[str], None]
"""Says a line to the operator who has started the service."""
Rest = Callable[[float], Awaitable[None]]
"""Waits so many seconds."""


class TeamsChat:
    """The Teams door as the application has it."""

    def __init__(
        self,
        settings: Settings,
        say: Say,
        draw: Draw = draw,
        rest: Rest = asyncio.sleep,
        *,
        patience: float = PATIENCE,
    ) -> None:
        """``say`` hears whom each tenant speaks for, once its users have been read.

        ``draw`` writes the texts, ``rest`` waits so many seconds where Microsoft asks for it, and
        ``patience`` is the seconds after which Teams is answered, whatever is ready.
        """
        self._settings = settings
        self._say = say
        self._draw = draw
        self._patience = patience
        self._rest = rest
        self.parts: TeamsParts | None = None
        """What works behind the door, once it is mounted."""
        self._telling: set[asyncio.Task[None]] = set()

    def mount(self, app: web.Application, rytmi: Rytmi) -> None:
        with said():
            door = TeamsDoor(
                handle=rytmi.metrics.timed(rytmi.engine.handle),
                store=rytmi.database,
                chats=rytmi.database.chats,
                draw=self._draw,
                clock=rytmi.clock,
                credentials=credentials_of(self._settings),
                organisations=organisations_of(rytmi.database),
            )
            self.parts = parts = TeamsParts(door, patience=self._patience, rest=self._rest)
            hang(app, parts)
        parts.upkeep.reported = self._reporter(rytmi)
        rytmi.couriers[NAME] = parts.courier
        watch_teams(rytmi.metrics, door.counters)

    async def start(self) -> None:
        if self.parts is not None:
            with said():
                await self.parts.start()

    async def stop(self) -> None:
        if self.parts is not None:
            await self.parts.stop()
        for task in self._telling:
            task.cancel()
        await asyncio.gather(*self._telling, return_exceptions=True)

    def _reporter(self, rytmi: Rytmi) -> Callable[[Workspace, Report], None]:
        """Return what says how it stands with a tenant, and again when that is different."""
        said_last: dict[str, str] = {}

        async def tell(tenant: Workspace, report: Report) -> None:
            known = {each.id: each for each in await rytmi.database.organisations()}
            if tenant.organisation not in known:
                return
            lines = (
                headline(tenant, known[tenant.organisation], report),
                without_app(report),
                channels_missing(report),
            )
            told = "\n".join(filter(None, lines))
            if said_last.get(tenant.id) != told:
                said_last[tenant.id] = told
                self._say(told)

        def reported(tenant: Workspace, report: Report) -> None:
            task = asyncio.get_running_loop().create_task(tell(tenant, report))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

        return reported


def ways_in(settings: Settings, address: str) -> list[str]:
    """Say where Teams reaches Rytmi."""
    here = f"{address.rstrip('/')}{MESSAGES}"
    if settings.teams_development:
        warning = "Anyone at this computer can answer as anybody; `make playground` has people."
        return [f"Teams: in development at {here}. {warning}"]
    public = settings.public_url.strip().rstrip("/")
    return [f"Teams: at {public}{MESSAGES}." if public else f"Teams: at {here}."]
