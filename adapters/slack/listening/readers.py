"""In which language the door itself speaks to somebody: as the engine did, else as the house."""

from __future__ import annotations

from typing import Final

from adapters.recent import Recent
from adapters.slack.listening.visit import Visit
from dialogs.okr.model import Language, OrganisationId
from dialogs.ports import Store, StoreUnavailableError, Work
from dialogs.text import Reader

NOBODY: Final = Reader(Language.ENGLISH, "UTC")
"""For a workspace that speaks for no organisation yet."""
PEOPLE: Final = 20_000
"""People of whom the language is held; a good hundred bytes each."""


class Readers:
    """Knows how the people read who have been here lately."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._people: Recent[tuple[str, str], Reader] = Recent(PEOPLE)
        self._houses: Recent[str, Reader] = Recent(PEOPLE)

    def note(self, visit: Visit, reader: Reader) -> None:
        """Note how the engine has just spoken to somebody."""
        self._people[visit.workspace, visit.user] = reader

    def held(self, visit: Visit) -> Reader:
        """Return how somebody reads, as far as it is known without asking anybody."""
        known = self._people.get((visit.workspace, visit.user))
        return known or self._houses.get(visit.workspace) or NOBODY

    async def of(self, visit: Visit, organisation: OrganisationId) -> Reader:
        """Return how somebody reads, or else the organisation; English where it cannot be read."""
        known = self._people.get((visit.workspace, visit.user))
        if known is not None:
            return known
        try:
            house = await self._store.read(organisation, _house)
        except StoreUnavailableError:
            return self.held(visit)
        self._houses[visit.workspace] = house
        return house


def _house(work: Work) -> Reader:
    return Reader(work.organisation.language, work.organisation.zone)
