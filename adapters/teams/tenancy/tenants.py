"""The tenants that Rytmi serves: whom each speaks for, and whether it is let in at all."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from adapters.teams.door import NAME, TeamsDoor
from adapters.teams.errors import GoneError
from dialogs.chats import Workspace

log = logging.getLogger(__name__)

FRESH: Final = timedelta(seconds=15)
"""How long one may go by what was read of a tenant; another replica may change it."""
UNKNOWN: Final = timedelta(seconds=2)
"""How long one may go by not having found it: it may just be registered."""
MOST: Final = 1_000
"""Tenants that are held."""

Forget = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Held:
    tenant: Workspace | None
    """None: it was not there, or is gone."""
    read_at: datetime


class Tenants:
    """Finds a tenant by its id; to the rest of the house it is a workspace."""

    def __init__(self, door: TeamsDoor) -> None:
        """Read nothing yet."""
        self.chats = door.chats
        self.clock = door.clock
        self.credentials = door.credentials
        self._organisations = door.organisations
        self._held: dict[str, _Held] = {}
        self._hooks: list[Forget] = []

    def lets_in(self, tenant: str) -> bool:
        """Say whether anything is taken from a tenant: it is one of those that are set.

        In development, where none is set, all are.
        """
        allowed = self.credentials.allowed
        return tenant in allowed or (self.credentials.development and not allowed)

    async def find(self, tenant: str) -> Workspace | None:
        """Return a tenant that is registered; None where it never was, or is gone.

        Its organisation is None as long as no operator has connected it with one.
        """
        held, now = self._held.get(tenant), self.clock.now()
        if held is not None:
            fresh = FRESH if held.tenant is not None else UNKNOWN
            if timedelta() <= now - held.read_at < fresh:
                return held.tenant
        found = await self.chats.workspace(NAME, tenant)
        if found is not None and found.gone is not None:
            found = None
        if len(self._held) >= MOST:
            self._held.clear()
        self._held[tenant] = _Held(found, now)
        return found

    async def known(self, tenant: str) -> Workspace:
        """Return a tenant; raise GoneError where it is not there."""
        found = await self.find(tenant)
        if found is None:
            raise GoneError(tenant, "it is not registered, or was removed")
        return found

    async def met(self, tenant: str) -> Workspace | None:
        """Return a tenant from which something has come, and register one that is let in.

        None: it is not let in. In development it speaks for the only organisation at once: somebody
        tries Rytmi out on their own computer.
        """
        if not self.lets_in(tenant):
            return None
        found = await self.find(tenant)
        if found is None:
            found = await self.register(tenant)
        if found.organisation is None and self.credentials.development:
            there = await self._organisations()
            if len(there) == 1:
                await self.chats.connect(NAME, tenant, there[0])
                self.forget(tenant)
        return await self.find(tenant)

    async def register(self, tenant: str, name: str = "") -> Workspace:
        """Note that Rytmi serves a tenant, and return what is known of it."""
        found = await self.chats.install(Workspace(NAME, tenant, name=name), self.clock.now())
        self.forget(tenant)
        log.info("tenant %s is registered", tenant)
        return found

    async def gone(self, tenant: str, why: str) -> None:
        """Forget a tenant that Rytmi does not serve any more; once more does nothing."""
        removed = await self.chats.remove(NAME, tenant, self.clock.now())
        self.forget(tenant)
        for forget in self._hooks:
            forget(tenant)
        if removed:
            log.warning("tenant %s is not served any more: %s", tenant, why)

    def on_gone(self, forget: Forget) -> None:
        """Have somebody else forget too what they hold of a tenant that is gone."""
        self._hooks.append(forget)

    def forget(self, tenant: str) -> None:
        """Read a tenant again when it is asked for next."""
        self._held.pop(tenant, None)
