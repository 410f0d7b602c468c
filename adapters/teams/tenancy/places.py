"""Where one writes to in a tenant: what activities have told, held and written down."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from adapters.teams.door import NAME
from adapters.teams.tenancy.tenants import Tenants
from dialogs.chats import Conversation, Scope

FRESH: Final = timedelta(minutes=2)
"""How long one may go by what was read of a tenant; another replica may have heard more."""


@dataclass(slots=True)
class _Known:
    places: dict[str, Conversation]
    """By the names of accounts, channels and groups."""
    until: datetime


class Places:
    """Knows the conversations of each tenant; read for all at once, since thousands are asked."""

    def __init__(self, tenants: Tenants) -> None:
        """Read nothing yet."""
        self._chats = tenants.chats
        self._clock = tenants.clock
        self._first = tenants.credentials.cloud.service
        self._known: dict[str, _Known] = {}
        self._reading = asyncio.Lock()
        tenants.on_gone(self.forget)

    async def find(self, tenant: str, name: str) -> Conversation | None:
        """Return where somebody, or a channel, is written to; None: nobody has told that yet.

        One that is gone is read anew, as it may have come back elsewhere.
        """
        known = await self._all(tenant)
        found = known.get(name)
        if found is None or found.gone is not None:
            found = await self.read(tenant, name)
        return found

    async def read(self, tenant: str, name: str) -> Conversation | None:
        """Return the same as it is written down now."""
        found = await self._chats.conversation(NAME, tenant, name)
        known = self._known.get(tenant)
        if known is not None and found is not None:
            known.places[name] = found
        return found

    async def service(self, tenant: str) -> str:
        """Return an address that takes messages for a tenant; the first one where none was told."""
        known = (await self._all(tenant)).values()
        return next((each.service for each in known if each.service), self._first)

    async def with_app(self, tenant: str) -> frozenset[str]:
        """Return who has Rytmi for themselves, as far as has been told."""
        return frozenset(
            each.name
            for each in (await self._all(tenant)).values()
            if each.scope is Scope.PERSONAL and each.gone is None and each.id
        )

    async def all_of(self, tenant: str) -> Sequence[Conversation]:
        """Return all that are known in a tenant, as they are written down now."""
        self.forget(tenant)
        return list((await self._all(tenant)).values())

    async def note(
        self, tenant: str, told: Collection[Conversation], at: datetime | None = None
    ) -> None:
        """Take over what was told of conversations, where it is news.

        ``at``: when it was told, aware, UTC; None: now.
        """
        known = await self._all(tenant)
        news = [each for each in told if _told_anew(known.get(each.name), each)]
        if not news:
            return
        await self._chats.note_conversations(NAME, tenant, news, at or self._clock.now())
        for each in news:
            before = known.get(each.name)
            known[each.name] = each if before is None else _merged(before, each)

    async def lost(self, tenant: str, name: str, told: Conversation) -> None:
        """Note that one may not write there any more, until something comes from there."""
        known = await self._all(tenant)
        before = known.get(name, told)
        await self.note(tenant, [replace(before, gone=self._clock.now())])

    def forget(self, tenant: str) -> None:
        """Forget what is held of a tenant."""
        self._known.pop(tenant, None)

    async def _all(self, tenant: str) -> dict[str, Conversation]:
        known = self._known.get(tenant)
        if known is not None and known.until > self._clock.now():
            return known.places
        async with self._reading:
            known, now = self._known.get(tenant), self._clock.now()
            if known is None or known.until <= now:
                found = await self._chats.conversations(NAME, tenant)
                known = _Known({each.name: each for each in found}, now + FRESH)
                still = {key: each for key, each in self._known.items() if each.until > now}
                self._known = {**still, tenant: known}
            return known.places


def _told_anew(before: Conversation | None, told: Conversation) -> bool:
    return before is None or _merged(before, told) != before


def _merged(before: Conversation, told: Conversation) -> Conversation:
    """Keep what is not told anew."""
    return Conversation(
        name=told.name,
        scope=told.scope,
        id=told.id or before.id,
        service=told.service or before.service,
        user=told.user or before.user,
        bot=told.bot or before.bot,
        team=told.team or before.team,
        title=told.title or before.title,
        gone=told.gone,
    )
