"""Puts the Slack door into the running service; loaded only where Slack is configured."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import web

from adapters.pictures.paint import paint
from adapters.slack.door import NAME, Draw, SlackDoor
from adapters.slack.installing.rotation import Rest
from adapters.slack.listening.desk import PATIENCE
from adapters.slack.mount import SlackParts, hang
from adapters.slack.people.roster import Report
from bot.application import Rytmi
from bot.opening import organisations_of
from bot.settings import Settings
from bot.slack.credentials import credentials_of, said
from bot.slack.metrics import watch_slack
from bot.slack.roster import channels_missing, headline
from dialogs.chats import Workspace
from dialogs.words.draw import draw

Say = Callable[[str], None]
"""Says a line to the operator who has started the service."""


class SlackChat:
    """The Slack door as the application has it."""

    def __init__(
        self,
        settings: Settings,
        say: Say,
        draw: Draw = draw,
        rest: Rest = asyncio.sleep,
        *,
        patience: float = PATIENCE,
    ) -> None:
        """``say`` hears whom each workspace speaks for, once its users have been read.

        ``draw`` writes the texts, ``rest`` waits so many seconds where a conversation needs it, and
        ``patience`` is the seconds after which Slack is answered, whatever is ready.
        """
        self._settings = settings
        self._say = say
        self._draw = draw
        self._patience = patience
        self._rest = rest
        self._parts: SlackParts | None = None
        self._telling: set[asyncio.Task[None]] = set()

    def mount(self, app: web.Application, rytmi: Rytmi) -> None:
        door = SlackDoor(
            handle=rytmi.metrics.timed(rytmi.engine.handle),
            store=rytmi.database,
            chats=rytmi.database.chats,
            draw=self._draw,
            paint=paint,
            clock=rytmi.clock,
            credentials=credentials_of(self._settings),
            organisations=organisations_of(rytmi.database),
        )
        with said():
            self._parts = parts = SlackParts(door, patience=self._patience, rest=self._rest)
            hang(app, parts)
        parts.upkeep.reported = self._reporter(rytmi)
        rytmi.couriers[NAME] = parts.courier
        watch_slack(rytmi.metrics, door.counters)

    async def start(self) -> None:
        if self._parts is not None:
            with said():
                await self._parts.start()

    async def stop(self) -> None:
        if self._parts is not None:
            await self._parts.stop()
        for task in self._telling:
            task.cancel()
        await asyncio.gather(*self._telling, return_exceptions=True)

    def _reporter(self, rytmi: Rytmi) -> Callable[[Workspace, Report], None]:
        """Return what says how it stands with a workspace, and again when that is different."""
        said_last: dict[str, str] = {}

        async def tell(workspace: Workspace, report: Report) -> None:
            known = {each.id: each for each in await rytmi.database.organisations()}
            if workspace.organisation not in known:
                return
            lines = (
                headline(workspace, known[workspace.organisation], report),
                channels_missing(report),
            )
            told = "\n".join(filter(None, lines))
            if said_last.get(workspace.id) != told:
                said_last[workspace.id] = told
                self._say(told)

        def reported(workspace: Workspace, report: Report) -> None:
            task = asyncio.get_running_loop().create_task(tell(workspace, report))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

        return reported


def ways_in(settings: Settings, address: str) -> list[str]:
    """Say how Slack reaches Rytmi, and what an operator does next."""
    credentials = credentials_of(settings)
    lines = []
    if credentials.app_token:
        lines.append("Slack: by Socket Mode; no public address is needed.")
    if credentials.signing_secret:
        public = credentials.public_url or address.rstrip("/")
        lines.append(f"Slack: by HTTP at {public}/slack/events.")
    if credentials.client_id:
        lines.append(
            f"Install Rytmi at {credentials.public_url}/slack/install, then run `rytmi slack "
            "connect WORKSPACE --org ID`."
        )
    return lines
