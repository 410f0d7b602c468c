"""Who is who in a tenant: Teams' users and channels, matched to the organisation's own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from adapters.recent import Recent
from adapters.teams.codes import BROKEN, BUSY, CROSSED, said
from adapters.teams.door import NAME, TeamsDoor
from adapters.teams.errors import AddressError, ConnectorError, SetUpError, UnreachedError
from adapters.teams.graph import Graph, Rest
from adapters.teams.people.channels import Channels, Told, untold
from adapters.teams.people.matching import Matching
from adapters.teams.people.reading import Reading
from adapters.teams.people.report import Report, counted
from adapters.teams.people.sightings import Sighting
from adapters.teams.people.users import Candidate
from adapters.teams.sending.connector import UNREADABLE, Connector
from adapters.teams.tenancy.places import Places
from adapters.teams.tenancy.tenants import Tenants
from dialogs.chats import Account, Chats, Conversation, Scope, Workspace
from dialogs.okr.model import OrganisationId, PersonId

log = logging.getLogger(__name__)

FRESH: Final = timedelta(minutes=1)
"""How long one may go by who somebody was found to be."""
MOST: Final = 20_000
"""Users that are held; each takes a few hundred bytes."""

Concern = frozenset[tuple[str, str]]
"""People with their addresses, the forums' channels, and the channels that Rytmi sees."""


@dataclass(frozen=True, slots=True)
class _Seen:
    person: PersonId | None
    until: datetime


@dataclass(frozen=True, slots=True)
class _Known:
    people: Mapping[str, PersonId]
    """By their users."""
    until: datetime


class Roster:
    """Knows who a user is, by their ``aadObjectId``."""

    def __init__(
        self,
        connector: Connector,
        door: TeamsDoor,
        tenants: Tenants,
        places: Places,
        *,
        rest: Rest = asyncio.sleep,
    ) -> None:
        """Hold nothing yet; ``rest`` waits so many seconds."""
        self._connector = connector
        self._counters = door.counters
        self._store = door.store
        self._tenants = tenants
        self._places = places
        self._channels = Channels(connector, tenants, places, door.store)
        self.graph = Graph(door, connector.wire, connector.tokens, rest=rest)
        reads_graph = door.credentials.graph
        self._users = Reading(connector, places, self.graph if reads_graph else None)
        self._matching = Matching(tenants, places, door.store, self._saved)
        # People's ids are those of their organisation: another one's must not be taken for them.
        self._known: dict[tuple[str, OrganisationId], _Known] = {}
        self._seen: dict[tuple[str, str, OrganisationId], _Seen] = {}
        """Those who are nobody, or were nobody a moment ago."""
        self._sighted: Recent[tuple[str, str], Sighting] = Recent(MOST)
        self._reading = asyncio.Lock()
        tenants.on_gone(self.forget)

    # --- one at a time ----------------------------------------------------------------------------

    async def seen(self, sighting: Sighting) -> None:
        """Take over what an activity tells: where its sender is written to, language and zone.

        To be called before `person`, which asks about whoever is new where they were seen.
        """
        came = False
        if sighting.place is not None:
            came = await self._has_come(sighting.tenant, sighting.place)
            await self._places.note(sighting.tenant, [sighting.place])
        key = sighting.tenant, sighting.user
        before = self._sighted.get(key)
        if not sighting.user or (before == sighting and not came):
            return
        self._sighted[key] = sighting
        if before is not None and _traits(before) == _traits(sighting) and not came:
            return
        tenant = await self._tenants.find(sighting.tenant)
        if tenant is None or tenant.organisation is None:
            return
        account = await self._chats.account(tenant.organisation, NAME, tenant.id, sighting.user)
        if account is not None and (came or _told(account, sighting) != account):
            told, arrived = _told(account, sighting), [account.id] if came else []
            await self._matching.save(tenant, tenant.organisation, [told], arrived)

    async def person(self, tenant_id: str, user: str) -> PersonId | None:
        """Return whose user it is; None: nobody of the tenant's organisation.

        A user who is not known is looked up at Microsoft, at most once a minute. Raises
        ConnectorError, UnreachedError and aiohttp's errors, TimeoutError and OSError where
        Microsoft cannot say now: "nobody" would be untrue then.
        """
        tenant = await self._tenants.find(tenant_id)
        if tenant is None or tenant.organisation is None or not user:
            return None
        organisation = tenant.organisation
        known = await self._people(tenant.id, organisation)
        if user in known:
            return known[user]
        now = self._tenants.clock.now()
        seen = self._seen.get((tenant.id, user, organisation))
        if seen is not None and seen.until > now:
            return seen.person
        account = await self._chats.account(organisation, NAME, tenant.id, user)
        if account is None or not account.active or account.person is None:
            account = await self._looked_up(tenant, organisation, user) or account
        found = account.person if account is not None and account.active else None
        if len(self._seen) >= MOST:
            self._seen.clear()
        self._seen[tenant.id, user, organisation] = _Seen(found, now + FRESH)
        return found

    async def pair(self, tenant: Workspace, person: PersonId | None, user: str) -> bool:
        """Say whose user it is, whatever the e-mail addresses; False: there is no such user.

        None: nobody says so any more, and the e-mail addresses count again.
        """
        organisation = tenant.organisation
        if organisation is None:
            return False
        account = await self._chats.account(organisation, NAME, tenant.id, user)
        if account is None:
            account = await self._looked_up(tenant, organisation, user)
        if account is None:
            return False
        paired = replace(account, person=person, paired=person is not None)
        await self._matching.save(tenant, organisation, [paired])
        if person is None:
            await self._matching.take(tenant, organisation, [Candidate(paired, (paired.email,))])
        return True

    # --- all of them ------------------------------------------------------------------------------

    async def sync(self, tenant: Workspace, told: Told = untold) -> Report:
        """Read all users that can be read and the forums' channels; write down who is who.

        From Microsoft Graph, where that is switched on, these are all users of the tenant; else the
        members of the teams that Rytmi was added to, and whoever has it. Takes its time where
        Microsoft asks for it. Raises what `Connector` raises, and ValueError for a tenant that
        speaks for no organisation.
        """
        organisation = tenant.organisation
        if organisation is None:
            raise ValueError(f"tenant {tenant.id} speaks for no organisation")
        await self._tenants.known(tenant.id)
        there = await self._channels.read(tenant.id, told)
        in_teams = await self._users.of_teams(tenant.id, there, told)
        unread = await self._read(tenant, organisation, in_teams, told)
        self.forget(tenant.id)
        accounts = await self._chats.accounts(organisation, NAME, tenant.id)
        people = await self._store.read(organisation, lambda work: work.everyone())
        channels = await self._channels.find(tenant, organisation, there)
        report = replace(
            counted(accounts, people),
            channels=channels.found,
            not_found=channels.not_found,
            doubtful=channels.doubtful,
            unread=unread,
        )
        reached = await self._places.with_app(tenant.id) | set(in_teams)
        report = replace(
            report, not_installed=tuple(each for each in report.matched if each[1] not in reached)
        )
        self._count(tenant.id, report)
        return report

    async def concerns(self, tenant: Workspace) -> Concern:
        """Return on what a reading depends: addresses, forums' channels, and Teams' channels.

        Another one than at the last reading means that something was imported since, or that Rytmi
        was added to a team.
        """
        if tenant.organisation is None:
            return frozenset()
        people, forums = await self._store.read(
            tenant.organisation, lambda work: (work.everyone(), work.forums())
        )
        places = await self._places.all_of(tenant.id)
        return (
            frozenset((each.id, each.email) for each in people)
            | frozenset(("", each.channel) for each in forums)
            | frozenset(
                (each.name, each.title)
                for each in places
                if each.scope is not Scope.PERSONAL and each.gone is None
            )
        )

    def forget(self, tenant: str) -> None:
        """Forget what is held of a tenant."""
        for known in [key for key in self._known if key[0] == tenant]:
            del self._known[known]
        for seen in [key for key in self._seen if key[0] == tenant]:
            del self._seen[seen]

    # --- how --------------------------------------------------------------------------------------

    async def _has_come(self, tenant: str, place: Conversation) -> bool:
        """Say whether somebody has got Rytmi for themselves who had not got it as far as known."""
        if place.scope is not Scope.PERSONAL or place.gone is not None:
            return False
        before = await self._places.find(tenant, place.name)
        return before is None or before.gone is not None or not before.id

    @property
    def _chats(self) -> Chats:
        return self._tenants.chats

    async def _people(self, tenant: str, organisation: OrganisationId) -> Mapping[str, PersonId]:
        """Return who is known; read for all at once, since whole teams answer within minutes."""
        key = tenant, organisation
        async with self._reading:
            known = self._known.get(key)
            now = self._tenants.clock.now()
            if known is None or known.until <= now:
                people = await self._chats.people(organisation, NAME, tenant)
                still = {key: each for key, each in self._known.items() if each.until > now}
                known = _Known(people, now + FRESH)
                self._known = {**still, key: known}
            return known.people

    async def _looked_up(
        self, tenant: Workspace, organisation: OrganisationId, user: str
    ) -> Account | None:
        """Ask Microsoft about one user, and write it down; None: nobody of this tenant.

        Raises ConnectorError for a "no" that may be over in a moment, and UnreachedError.
        """
        try:
            found = await self._users.one(tenant.id, user, self._sighted.get((tenant.id, user)))
        except ConnectorError as error:
            log.info("user %s could not be looked up: %s", user, said(error))
            passing = error.status in {BUSY, CROSSED} or error.status >= BROKEN
            if passing or error.code == UNREADABLE:
                raise
            return None
        except UnreachedError:
            raise
        except (AddressError, SetUpError) as error:
            log.info("user %s could not be looked up: %s", user, error)
            return None
        if found is None or found.account.id != user:
            return None
        sighting = self._sighted.get((tenant.id, user))
        if sighting is not None:
            found = replace(found, account=_told(found.account, sighting))
        taken = await self._matching.take(tenant, organisation, [found])
        return next((each for each in taken if each.id == user), None)

    async def _read(
        self,
        tenant: Workspace,
        organisation: OrganisationId,
        in_teams: Mapping[str, Candidate],
        told: Told,
    ) -> str:
        """Read users and write down who is who; return why Graph could not be read, or nothing."""
        unread = ""
        try:
            listed = await self._users.of_graph(tenant.id, told)
        except SetUpError as error:
            log.warning("the users of %s are not read from Graph: %s", tenant.id, error)
            listed, unread = None, str(error)
        if listed is not None:
            both = {**in_teams, **listed}
            await self._matching.take(
                tenant, organisation, both.values(), all_there_are=bool(listed)
            )
        else:
            met = await self._met(tenant, organisation, in_teams)
            await self._matching.take(tenant, organisation, [*in_teams.values(), *met])
        return unread

    async def _met(
        self, tenant: Workspace, organisation: OrganisationId, listed: Collection[str]
    ) -> Sequence[Candidate]:
        """Ask about those who have Rytmi and of whom nothing else is known."""
        known = {each.id for each in await self._chats.accounts(organisation, NAME, tenant.id)}
        with_app = await self._places.with_app(tenant.id)
        found: list[Candidate] = []
        for user in sorted(with_app - known - set(listed)):
            try:
                candidate = await self._users.one(tenant.id, user, None)
            except ConnectorError as error:
                log.info("user %s could not be looked up: %s", user, said(error))
                continue
            if candidate is not None:
                found.append(candidate)
        return found

    def _saved(
        self, tenant: Workspace, organisation: OrganisationId, changed: Collection[Account]
    ) -> None:
        """Forget what was held of accounts that are others now."""
        self._known.pop((tenant.id, organisation), None)
        for account in changed:
            self._seen.pop((tenant.id, account.id, organisation), None)

    def _count(self, tenant: str, report: Report) -> None:
        numbers = self._counters.accounts
        numbers[tenant, "matched"] = len(report.matched)
        numbers[tenant, "unmatched"] = report.unmatched
        numbers[tenant, "installed"] = len(report.matched) - len(report.not_installed)


def _traits(sighting: Sighting) -> tuple[object, ...]:
    return sighting.name, sighting.language, sighting.zone


def _told(account: Account, sighting: Sighting) -> Account:
    """Return an account with what its user's own client tells."""
    return replace(
        account,
        name=account.name or sighting.name,
        language=sighting.language or account.language,
        zone=sighting.zone or account.zone,
    )
