"""When messages that wait for their receiver's own hour go out, for whoever steps through time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from dialogs.ledger import LedgerFate
from dialogs.okr.model import OrganisationId
from dialogs.ports import Posted, Store, Work
from dialogs.posts import PostKey

AT_MOST: Final = timedelta(days=14)
"""No message waits longer for an hour of its receiver's."""


class Held:
    """Knows the hours for which messages of an organisation are held."""

    def __init__(self, store: Store, organisation: OrganisationId) -> None:
        self._store = store
        self._organisation = organisation
        self._hours: set[datetime] = set()

    async def look(self, now: datetime) -> None:
        """Look for what has been written and waits; to be called when something was written."""

        def job(work: Work) -> Mapping[PostKey, Posted]:
            # What is late, or goes far around the world, was planned for an hour that is over.
            lines = work.ledger(None, now - AT_MOST, now + AT_MOST, now)
            return work.posted([line.key for line in lines if line.fate is LedgerFate.HELD])

        found = await self._store.read(self._organisation, job)
        waiting = (each.at for each in found.values() if each.at is not None)
        self._hours |= {at for at in waiting if at > now}

    def due(self, now: datetime) -> bool:
        """Say whether one of the hours has come."""
        return any(at <= now for at in self._hours)

    def next_after(self, now: datetime) -> datetime | None:
        """Return the first of the hours after an instant; None when nothing waits."""
        self._hours = {at for at in self._hours if at > now}
        return min(self._hours, default=None)
