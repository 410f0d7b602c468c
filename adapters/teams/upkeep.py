"""What must be done now and then without anybody asking: who is who, and who lacks the app."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from adapters.teams.codes import said
from adapters.teams.counters import Counters
from adapters.teams.door import NAME
from adapters.teams.errors import ConnectorError, SetUpError, TeamsDoorError
from adapters.teams.people.installing import Installer
from adapters.teams.people.report import Report
from adapters.teams.people.roster import Concern, Roster
from adapters.teams.tenancy.tenants import Tenants
from dialogs.chats import Workspace

EVERY: Final = timedelta(minutes=5)
"""How often one looks for tenants that are new, and for what was imported."""
ROSTER: Final = timedelta(days=1)
"""How often all users of a tenant are read; single changes come as activities, and what an import
changes, or a team that Rytmi was added to, is seen in the next round."""

Reported = Callable[[Workspace, Report], None]
"""Hears who was found in a tenant."""
Rest = Callable[[float], Awaitable[None]]
"""Waits so many seconds."""

log = logging.getLogger(__name__)


def nobody_hears(tenant: Workspace, report: Report) -> None:
    """Do nothing about a report."""


class Upkeep:
    """Runs as long as the service does."""

    def __init__(
        self,
        tenants: Tenants,
        roster: Roster,
        installer: Installer,
        counters: Counters,
        *,
        rest: Rest = asyncio.sleep,
    ) -> None:
        """``rest`` waits so many seconds."""
        self._tenants = tenants
        self._roster = roster
        self._installer = installer
        self._counters = counters
        self._rest = rest
        self._read: dict[str, tuple[datetime, Concern]] = {}
        self.reported: Reported = nobody_hears

    async def run(self) -> None:
        """Go round until cancelled; what fails is tried again in the next round."""
        while True:
            try:
                await self.round()
            except Exception as error:  # noqa: BLE001 - there is a next round, whatever slips
                log.warning("looking after the tenants was put off: %s", type(error).__name__)
            await self._rest(EVERY.total_seconds())

    async def round(self) -> None:
        """Do what is due now."""
        now = self._tenants.clock.now()
        for tenant in await self._tenants.chats.workspaces(NAME):
            served = tenant.gone is None and self._tenants.lets_in(tenant.id)
            if not served or tenant.organisation is None:
                self._read.pop(tenant.id, None)
                continue
            if self._is_read(tenant.id, await self._roster.concerns(tenant), now):
                continue
            report = await self._synced(tenant)
            self._counters.syncs["failed" if report is None else "done"] += 1
            if report is not None:
                await self._install(tenant, report)
                # Asked for anew: the reading itself has found out how channels are called.
                self._read[tenant.id] = now, await self._roster.concerns(tenant)
                self.reported(tenant, report)

    async def _synced(self, tenant: Workspace) -> Report | None:
        """Read all users; None where that failed, and the log says why."""
        try:
            return await self._roster.sync(tenant)
        except ConnectorError as error:
            log.warning("the users of %s were not read: %s", tenant.id, said(error))
        except TeamsDoorError as error:
            log.warning("the users of %s were not read: %s", tenant.id, error)
        except Exception as error:  # noqa: BLE001 - the other tenants are read all the same
            log.warning("the users of %s were not read: %s", tenant.id, type(error).__name__)
        return None

    async def _install(self, tenant: Workspace, report: Report) -> None:
        """Install Rytmi for those who lack it, where that is set up; else the report names them."""
        if not self._installer.is_set_up or not report.not_installed:
            return
        try:
            done = await self._installer.install(tenant, report.not_installed)
        except SetUpError as error:
            log.warning("Rytmi was not installed for people of %s: %s", tenant.id, error)
            return
        log.info(
            "Rytmi was installed for %d people of %s, not for %d",
            len(done.new),
            tenant.id,
            len(done.refused),
        )

    def _is_read(self, tenant_id: str, concern: Concern, now: datetime) -> bool:
        """Say whether it was read today, and nothing was imported since."""
        read = self._read.get(tenant_id)
        if read is None or read[1] != concern:
            return False
        return timedelta() <= now - read[0] < ROSTER
