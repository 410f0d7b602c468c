"""What can be read of a tenant's users: of its teams' members, of one user, and from Graph."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Final

from adapters.teams.codes import FORBIDDEN, NOT_THERE, said
from adapters.teams.errors import ConnectorError
from adapters.teams.graph import Graph
from adapters.teams.people.channels import Told
from adapters.teams.people.sightings import Sighting
from adapters.teams.people.users import SELECTED, Candidate, from_graph, from_member
from adapters.teams.sending.connector import Connector
from adapters.teams.tenancy.places import Places
from dialogs.chats import Conversation

log = logging.getLogger(__name__)

_CLOSED: Final = frozenset({FORBIDDEN, NOT_THERE})
"""A team, or a conversation, that does not know Rytmi any more."""


class Reading:
    """Asks Microsoft about users."""

    def __init__(self, connector: Connector, places: Places, graph: Graph | None) -> None:
        """``graph``: None where no administrator lets Rytmi use it."""
        self._connector = connector
        self._places = places
        self._graph = graph

    async def one(self, tenant: str, user: str, sighting: Sighting | None) -> Candidate | None:
        """Return what Microsoft says of a user; None: nobody of the tenant, or nobody can say.

        It is asked where the user was seen last, else where they are written to, else at Graph.
        Raises what `Connector` raises.
        """
        place = await self._places.find(tenant, user)
        if sighting is not None and sighting.place is not None and sighting.heard_in:
            where = sighting.place.service, sighting.heard_in, sighting.called or user
        elif place is not None and place.id and place.gone is None:
            where = place.service, place.id, place.user or user
        elif self._graph is not None:
            return from_graph(await self._graph.user(tenant, user, SELECTED))
        else:
            return None
        return from_member(await self._connector.member(*where), tenant)

    async def of_teams(
        self, tenant: str, there: Iterable[Conversation], told: Told
    ) -> dict[str, Candidate]:
        """Read the members of the teams that Rytmi was added to, by their ids."""
        found: dict[str, Candidate] = {}
        teams = {each.team: each.service for each in there if each.team}
        for team, service in sorted(teams.items()):
            try:
                async for member in self._connector.members(service, team):
                    candidate = from_member(member, tenant)
                    if candidate is not None:
                        found[candidate.account.id] = candidate
                        told("users", len(found))
            except ConnectorError as error:
                if error.status not in _CLOSED:
                    raise
                log.info("the members of a team of %s were not read: %s", tenant, said(error))
        return found

    async def of_graph(self, tenant: str, told: Told) -> dict[str, Candidate] | None:
        """Read all users of the tenant, by their ids; None where nobody lets Rytmi use Graph."""
        if self._graph is None:
            return None
        found: dict[str, Candidate] = {}
        async for user in self._graph.users(tenant, SELECTED):
            candidate = from_graph(user)
            if candidate is not None:
                found[candidate.account.id] = candidate
                told("users", len(found))
        return found
