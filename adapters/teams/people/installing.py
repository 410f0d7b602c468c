"""Installs Rytmi for people by Microsoft Graph, where an administrator has allowed it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import aiohttp

from adapters.teams.codes import said
from adapters.teams.door import TeamsDoor
from adapters.teams.errors import ConnectorError, SetUpError
from adapters.teams.graph import Graph, Installed, Rest
from adapters.teams.people.channels import Told, untold
from adapters.teams.sending.connector import Connector
from adapters.teams.tenancy.places import Places
from dialogs.chats import Conversation, Scope, Workspace
from dialogs.okr.model import PersonId

log = logging.getLogger(__name__)

AT_ONCE: Final = 10
EVERY: Final = 0.4
"""Seconds between two times so many: Graph takes 30 installations a second of an app in a tenant,
and this is 25."""


@dataclass(frozen=True, slots=True)
class Installations:
    """What came of installing Rytmi for some people."""

    new: tuple[PersonId, ...] = ()
    already: tuple[PersonId, ...] = ()
    """They had it; now they are known to have it."""
    refused: tuple[tuple[PersonId, str], ...] = ()
    """Not installed, and Microsoft's word for why."""


class Installer:
    """Installs; done twice it is the same."""

    def __init__(
        self,
        graph: Graph,
        connector: Connector,
        door: TeamsDoor,
        places: Places,
        *,
        rest: Rest = asyncio.sleep,
    ) -> None:
        """``rest`` waits so many seconds."""
        self._graph = graph
        self._connector = connector
        self._credentials = door.credentials
        self._places = places
        self._rest = rest

    @property
    def is_set_up(self) -> bool:
        """Whether an operator has said that Rytmi installs itself, and as what."""
        return self._credentials.graph and bool(self._credentials.catalog_app)

    async def install(
        self, tenant: Workspace, people: Collection[tuple[PersonId, str]], told: Told = untold
    ) -> Installations:
        """Install Rytmi for people, who are named with their users.

        Raises SetUpError where it is not set up, or no administrator has agreed to it.
        """
        if not self.is_set_up:
            raise SetUpError(
                "TEAMS_CATALOG_APP" if self._credentials.graph else "TEAMS_GRAPH",
                "Rytmi may not install itself",
                "Switch on TEAMS_GRAPH, and set TEAMS_CATALOG_APP to the id that the Teams admin "
                "center shows of Rytmi under Manage apps.",
            )
        outcomes: list[tuple[PersonId, Installed | str]] = []
        for some in _shares(sorted(people)):
            outcomes += await asyncio.gather(*(self._one(tenant.id, *each) for each in some))
            told("installations", len(outcomes))
            if len(outcomes) < len(people):
                await self._rest(EVERY)
        return Installations(
            new=tuple(who for who, what in outcomes if what is Installed.NEW),
            already=tuple(who for who, what in outcomes if what is Installed.ALREADY),
            refused=tuple((who, what) for who, what in outcomes if not isinstance(what, Installed)),
        )

    async def _one(
        self, tenant: str, person: PersonId, user: str
    ) -> tuple[PersonId, Installed | str]:
        try:
            done = await self._graph.install(tenant, user, self._credentials.catalog_app)
            if done is Installed.ALREADY:
                # Teams told about it at a time when nobody listened.
                service = await self._places.service(tenant)
                found = await self._connector.create(service, tenant, user)
                told = Conversation(user, Scope.PERSONAL, found, service)
                await self._places.note(tenant, [told])
        except ConnectorError as error:
            log.info("Rytmi was not installed for user %s: %s", user, said(error))
            return person, said(error)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.info("Rytmi was not installed for user %s: %s", user, type(error).__name__)
            return person, type(error).__name__
        return person, done


def _shares(people: Sequence[tuple[PersonId, str]]) -> Iterator[Sequence[tuple[PersonId, str]]]:
    for start in range(0, len(people), AT_ONCE):
        yield people[start : start + AT_ONCE]
