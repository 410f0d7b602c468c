"""Matches what Microsoft says of users to the organisation's people, and writes down the news."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from adapters.teams.door import NAME
from adapters.teams.people.users import Candidate
from adapters.teams.tenancy.places import Places
from adapters.teams.tenancy.tenants import Tenants
from dialogs.chats import Account, Workspace, matched
from dialogs.okr.model import OrganisationId
from dialogs.ports import Store

log = logging.getLogger(__name__)

Saved = Callable[[Workspace, OrganisationId, Collection[Account]], None]
"""Hears which accounts were written."""


class Matching:
    """Writes accounts."""

    def __init__(self, tenants: Tenants, places: Places, store: Store, saved: Saved) -> None:
        self._chats = tenants.chats
        self._places = places
        self._clock = tenants.clock
        self._store = store
        self._saved = saved

    async def take(
        self,
        tenant: Workspace,
        organisation: OrganisationId,
        fresh: Collection[Candidate],
        *,
        all_there_are: bool = False,
    ) -> Sequence[Account]:
        """Match what Microsoft says of users, write what has changed, and return all accounts.

        ``all_there_are``: who is not among them is not in the tenant any more.
        """
        stored = {
            account.id: account
            for account in await self._chats.accounts(organisation, NAME, tenant.id)
        }
        people = await self._store.read(organisation, lambda work: work.everyone())
        wanted = {each.email.strip().casefold() for each in people} - {""}
        listed = {each.account.id: each.known_as(wanted) for each in fresh}
        merged = dict(stored)
        for name, account in listed.items():
            before = stored.get(name)
            merged[name] = account if before is None else _merged(account, before)
        if all_there_are:
            for name in stored.keys() - listed.keys():
                merged[name] = replace(merged[name], active=False)
        accounts = [_remembered(account, stored) for account in matched(merged.values(), people)]
        for each in accounts:
            _warn_of_another(each, stored.get(each.id), tenant.id)
        changed = [each for each in accounts if each != stored.get(each.id)]
        # A list of users says who there is. Whoever is reached in another chat is not asked here
        # before they have Rytmi here.
        with_app = await self._places.with_app(tenant.id) if changed else frozenset()
        arrived = [each.id for each in changed if _is_new(each, stored) and each.id in with_app]
        await self.save(tenant, organisation, changed, arrived)
        return accounts

    async def save(
        self,
        tenant: Workspace,
        organisation: OrganisationId,
        changed: Collection[Account],
        arrived: Collection[str] | None = None,
    ) -> None:
        """Write accounts as they are; ``arrived`` as `Chats.save_accounts` has it."""
        if changed:
            now = self._clock.now()
            await self._chats.save_accounts(organisation, NAME, tenant.id, changed, now, arrived)
            self._saved(tenant, organisation, changed)


def _is_new(account: Account, stored: Mapping[str, Account]) -> bool:
    """Say whether it has just become its person's, or is switched on again."""
    before = stored.get(account.id)
    return before is None or (before.person, before.active) != (account.person, account.active)


def _merged(account: Account, before: Account) -> Account:
    """Keep what a list of users does not tell; what their own client has told stands above it."""
    return replace(
        account,
        person=before.person,
        paired=before.paired,
        name=account.name or before.name,
        email=account.email or before.email,
        language=before.language or account.language,
        zone=account.zone or before.zone,
    )


def _remembered(account: Account, stored: Mapping[str, Account]) -> Account:
    """Remember whose account was switched off, whoever bears its address now."""
    before = stored.get(account.id)
    if account.active or account.person is not None or before is None:
        return account
    return replace(account, person=before.person)


def _warn_of_another(account: Account, before: Account | None, tenant: str) -> None:
    """Log that a user is somebody else now: whoever can change an address can become another."""
    if before is None or account.person is None or before.person in {None, account.person}:
        return
    log.warning(
        "user %s of %s was %s, and is %s by the e-mail address now",
        account.id,
        tenant,
        before.person,
        account.person,
    )
