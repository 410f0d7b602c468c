"""What must be done now and then without anybody asking: who is who, and tokens that end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from slack_sdk.errors import SlackApiError

from adapters.slack.codes import code_of
from adapters.slack.door import NAME
from adapters.slack.installing.rotation import Rest
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.people.roster import Concern, Report, Roster
from dialogs.chats import Workspace
from dialogs.ports import TimeSource

EVERY: Final = timedelta(minutes=5)
"""How often one looks for workspaces that are new, and for tokens that soon end."""
ROSTER: Final = timedelta(days=1)
"""How often all users of a workspace are read; single changes come as events, and what an import
changes is seen in the next round."""

Reported = Callable[[Workspace, Report], None]
"""Hears who was found in a workspace."""

log = logging.getLogger(__name__)


def nobody_hears(workspace: Workspace, report: Report) -> None:
    """Do nothing about a report."""


class Upkeep:
    """Runs as long as the service does."""

    def __init__(
        self,
        workspaces: Workspaces,
        roster: Roster,
        clock: TimeSource,
        *,
        rest: Rest = asyncio.sleep,
    ) -> None:
        """``rest`` waits so many seconds."""
        self._workspaces = workspaces
        self._roster = roster
        self._clock = clock
        self._rest = rest
        self._read: dict[str, tuple[datetime, Concern]] = {}
        self.reported: Reported = nobody_hears

    async def run(self) -> None:
        """Go round until cancelled; what fails is tried again in the next round."""
        while True:
            try:
                await self.round()
            except Exception as error:  # noqa: BLE001 - there is a next round, whatever slips
                log.warning("looking after the workspaces was put off: %s", type(error).__name__)
            await self._rest(EVERY.total_seconds())

    async def round(self) -> None:
        """Do what is due now."""
        await self._workspaces.freshen()
        now = self._clock.now()
        for workspace in await self._workspaces.chats.workspaces(NAME):
            if workspace.gone is not None or workspace.organisation is None:
                self._read.pop(workspace.id, None)
                continue
            concern = await self._roster.concerns(workspace)
            if self._is_read(workspace.id, concern, now):
                continue
            report = await self._synced(workspace)
            self._workspaces.counters.syncs["failed" if report is None else "done"] += 1
            if report is not None:
                self._read[workspace.id] = now, concern
                self.reported(workspace, report)

    async def _synced(self, workspace: Workspace) -> Report | None:
        """Read all users; None where that failed, and the log says why."""
        try:
            return await self._roster.sync(workspace)
        except SlackApiError as error:
            log.warning("the users of %s were not read: %s", workspace.id, code_of(error))
        except Exception as error:  # noqa: BLE001 - the other workspaces are read all the same
            log.warning("the users of %s were not read: %s", workspace.id, type(error).__name__)
        return None

    def _is_read(self, workspace_id: str, concern: Concern, now: datetime) -> bool:
        """Say whether it was read today, and nothing was imported since."""
        read = self._read.get(workspace_id)
        if read is None or read[1] != concern:
            return False
        return timedelta() <= now - read[0] < ROSTER
