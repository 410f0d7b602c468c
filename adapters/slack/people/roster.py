"""Who is who in a workspace: Slack's users and channels, matched to the organisation's own."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from slack_sdk.errors import SlackApiError

from adapters.slack.codes import code_of, passes, read
from adapters.slack.door import NAME
from adapters.slack.errors import GoneError, SealError
from adapters.slack.installing.rotation import Rest
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.people.channels import Channels
from adapters.slack.people.listing import Listing, Told, untold
from adapters.slack.people.users import account_of, belongs
from dialogs.chats import Account, Chats, Workspace, matched
from dialogs.okr.model import ChannelId, OrganisationId, Person, PersonId
from dialogs.ports import Store

log = logging.getLogger(__name__)

FRESH: Final = timedelta(minutes=1)
"""How long one may go by who somebody was found to be."""
MOST: Final = 20_000
"""Users that are held; each takes a few hundred bytes."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of matching a workspace with its organisation."""

    matched: tuple[tuple[PersonId, str], ...] = ()
    """Person and user id, of those who can be reached."""
    missing: tuple[PersonId, ...] = ()
    """People of the organisation without an active user."""
    left: tuple[PersonId, ...] = ()
    """Of these, those whose user has been switched off."""
    users: int = 0
    """Active users of the workspace; bots and people from elsewhere are none."""
    unmatched: int = 0
    """Of these, those who are nobody of the organisation."""
    shared: tuple[str, ...] = ()
    """E-mail addresses that two people or two active users share, so that they match neither."""
    channels: tuple[tuple[ChannelId, str], ...] = ()
    """The forums' channels that were found, with Slack's ids."""
    not_found: tuple[ChannelId, ...] = ()
    """Channels that Slack does not show: misspelt, archived, or private and without Rytmi."""
    not_joined: tuple[ChannelId, ...] = ()
    """Of those found, the ones that Rytmi must be invited to."""
    doubtful: tuple[ChannelId, ...] = ()
    """Names that several channels bear; the id must be given instead."""


Concern = frozenset[tuple[str, str]]
"""People with their addresses, and the forums' channels."""


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
    """Knows who a Slack user is."""

    def __init__(self, workspaces: Workspaces, store: Store, *, rest: Rest = asyncio.sleep) -> None:
        """Hold nothing yet; ``rest`` waits so many seconds."""
        self._workspaces = workspaces
        self._store = store
        self._listing = Listing(workspaces, rest)
        self._channels = Channels(workspaces, store, self._listing)
        # People's ids are those of their organisation: another one's must not be taken for them.
        self._known: dict[tuple[str, OrganisationId], _Known] = {}
        self._seen: dict[tuple[str, str, OrganisationId], _Seen] = {}
        """Those who are nobody, or were nobody a moment ago."""
        self._reading = asyncio.Lock()
        workspaces.on_gone(self.forget)

    async def person(self, workspace: Workspace, user: str) -> PersonId | None:
        """Return whose user it is; None: nobody of the workspace's organisation.

        A user who is not known is looked up at Slack, at most once a minute. Raises what
        `Workspaces.call` raises where Slack cannot say now: "nobody" would be untrue then.
        """
        organisation = workspace.organisation
        if organisation is None:
            return None
        known = await self._people(workspace.id, organisation)
        if user in known:
            return known[user]
        now = self._workspaces.clock.now()
        seen = self._seen.get((workspace.id, user, organisation))
        if seen is not None and seen.until > now:
            return seen.person
        account = await self._chats.account(organisation, NAME, workspace.id, user)
        if account is None or not account.active:
            account = await self._looked_up(workspace, organisation, user)
        found = account.person if account is not None and account.active else None
        if len(self._seen) >= MOST:
            self._seen.clear()
        self._seen[workspace.id, user, organisation] = _Seen(found, now + FRESH)
        return found

    async def sync(self, workspace: Workspace, told: Told = untold) -> Report:
        """Read all users and the forums' channels, and write down who is who.

        Takes its time where Slack asks for it. Raises what `Workspaces.call` raises, and ValueError
        for a workspace that speaks for no organisation.
        """
        organisation = workspace.organisation
        if organisation is None:
            raise ValueError(f"workspace {workspace.id} speaks for no organisation")
        known = await self._workspaces.known(workspace.id)
        teams = await self._listing.teams(workspace)
        fresh: dict[str, Account] = {}
        for team in teams:
            asked = {"include_locale": True, "team_id": team}
            async for user in self._listing.read(workspace.id, "users.list", "members", asked):
                account = account_of(user) if belongs(user, known, teams) else None
                if account is not None:
                    fresh[account.id] = account
                    told("users", len(fresh))
        accounts = await self._taken(workspace, organisation, fresh)
        self.forget(workspace.id)
        people = await self._store.read(organisation, lambda work: work.everyone())
        channels = await self._channels.find(workspace, organisation, teams, told)
        here = [account for account in accounts if account.id in fresh or account.paired]
        report = replace(
            _people(here, people),
            channels=channels.found,
            not_found=channels.not_found,
            not_joined=channels.not_joined,
            doubtful=channels.doubtful,
        )
        counted = self._workspaces.counters.accounts
        counted[workspace.id, "matched"] = report.users - report.unmatched
        counted[workspace.id, "unmatched"] = report.unmatched
        return report

    async def concerns(self, workspace: Workspace) -> Concern:
        """Return on what of the organisation's own a reading depends: addresses and channels.

        Another one than at the last reading means that something was imported since.
        """
        if workspace.organisation is None:
            return frozenset()
        people, forums = await self._store.read(
            workspace.organisation, lambda work: (work.everyone(), work.forums())
        )
        return frozenset((each.id, each.email) for each in people) | frozenset(
            ("", each.channel) for each in forums
        )

    async def changed(self, workspace: Workspace, user: Mapping[str, Any]) -> None:
        """Take over what an event says of one user: new, changed, or switched off.

        Most changes are of somebody's status or picture, and write nothing.
        """
        organisation = workspace.organisation
        if organisation is None:
            return
        known = await self._workspaces.known(workspace.id)
        account = account_of(user) if belongs(user, known, workspace.parts) else None
        if account is None:
            return
        before = await self._chats.account(organisation, NAME, workspace.id, account.id)
        if before is not None:
            merged = _merged(account, before)
            if merged == before:
                return
            if (merged.email, merged.active) == (before.email, before.active):
                # Nobody else is concerned: a large workspace is not read for a new zone or name.
                await self._save(workspace, organisation, [merged])
                return
        await self._taken(workspace, organisation, {account.id: account})

    async def pair(self, workspace: Workspace, person: PersonId | None, user: str) -> bool:
        """Say whose user it is, whatever the e-mail addresses; False: there is no such user.

        None: nobody says so any more, and the e-mail addresses count again.
        """
        organisation = workspace.organisation
        if organisation is None:
            return False
        account = await self._chats.account(organisation, NAME, workspace.id, user)
        if account is None:
            account = await self._looked_up(workspace, organisation, user)
        if account is None:
            return False
        paired = replace(account, person=person, paired=person is not None)
        await self._save(workspace, organisation, [paired])
        if person is None:
            await self._taken(workspace, organisation, {user: paired})
        return True

    def forget(self, workspace_id: str) -> None:
        """Forget what is held of a workspace."""
        for known in [key for key in self._known if key[0] == workspace_id]:
            del self._known[known]
        for seen in [key for key in self._seen if key[0] == workspace_id]:
            del self._seen[seen]

    # --- how --------------------------------------------------------------------------------------

    async def _people(
        self, workspace_id: str, organisation: OrganisationId
    ) -> Mapping[str, PersonId]:
        """Return who is known; read for all at once, since whole teams answer within minutes."""
        key = workspace_id, organisation
        async with self._reading:
            known = self._known.get(key)
            now = self._workspaces.clock.now()
            if known is None or known.until <= now:
                people = await self._chats.people(organisation, NAME, workspace_id)
                still = {key: each for key, each in self._known.items() if each.until > now}
                known = _Known(people, now + FRESH)
                self._known = {**still, key: known}
            return known.people

    @property
    def _chats(self) -> Chats:
        return self._workspaces.chats

    async def _looked_up(
        self, workspace: Workspace, organisation: OrganisationId, user: str
    ) -> Account | None:
        """Ask Slack about one user, and write down what it says; None: nobody of this workspace.

        Raises SlackApiError for a "no" that may be over in a moment.
        """
        try:
            asked = {"user": user, "include_locale": True}
            answer = await self._workspaces.call(workspace.id, "users.info", asked, form=True)
            known = await self._workspaces.known(workspace.id)
        except SlackApiError as error:
            log.info("user %s could not be looked up: %s", user, code_of(error))
            if passes(read(error)):
                raise
            return None
        except (GoneError, SealError) as error:
            log.info("user %s could not be looked up: %s", user, error)
            return None
        found = answer.get("user") or {}
        account = account_of(found) if belongs(found, known, workspace.parts) else None
        if account is None or account.id != user:
            return None
        taken = await self._taken(workspace, organisation, {user: account})
        return next((each for each in taken if each.id == user), None)

    async def _taken(
        self, workspace: Workspace, organisation: OrganisationId, fresh: Mapping[str, Account]
    ) -> Sequence[Account]:
        """Match what Slack says of users, write what has changed, and return all accounts."""
        stored = {
            account.id: account
            for account in await self._chats.accounts(organisation, NAME, workspace.id)
        }
        people = await self._store.read(organisation, lambda work: work.everyone())
        merged = dict(stored)
        for account in fresh.values():
            before = stored.get(account.id)
            merged[account.id] = account if before is None else _merged(account, before)
        accounts = [_remembered(account, stored) for account in matched(merged.values(), people)]
        for each in accounts:
            before = stored.get(each.id)
            if before is not None and before.person not in {None, each.person} and each.person:
                # Whoever can change an address can become somebody else by it.
                log.warning(
                    "user %s of %s was %s, and is %s by the e-mail address now",
                    each.id,
                    workspace.id,
                    before.person,
                    each.person,
                )
        await self._save(
            workspace, organisation, [each for each in accounts if each != stored.get(each.id)]
        )
        return accounts

    async def _save(
        self, workspace: Workspace, organisation: OrganisationId, changed: Collection[Account]
    ) -> None:
        if changed:
            now = self._workspaces.clock.now()
            await self._chats.save_accounts(organisation, NAME, workspace.id, changed, now)
            self._known.pop((workspace.id, organisation), None)
        for account in changed:
            self._seen.pop((workspace.id, account.id, organisation), None)


def _merged(account: Account, before: Account) -> Account:
    """Keep what an event or a switched-off user does not tell."""
    return replace(
        account,
        person=before.person,
        paired=before.paired,
        name=account.name or before.name,
        email=account.email or before.email,
        language=account.language or before.language,
        zone=account.zone or before.zone,
    )


def _remembered(account: Account, stored: Mapping[str, Account]) -> Account:
    """Remember whose account was switched off, whoever bears its address now."""
    before = stored.get(account.id)
    if account.active or account.person is not None or before is None:
        return account
    return replace(account, person=before.person)


def _people(accounts: Iterable[Account], people: Iterable[Person]) -> Report:
    """Count who was matched, and who was not."""
    there = {person.id for person in people}
    active: dict[PersonId, str] = {}
    off: set[PersonId] = set()
    users = unmatched = 0
    bearers: Counter[str] = Counter()
    for account in accounts:
        person = account.person if account.person in there else None
        users += account.active
        unmatched += account.active and person is None
        if account.active and account.email:
            bearers[account.email.strip().casefold()] += 1
        if person is not None and account.active:
            active[person] = account.id
        elif person is not None:
            off.add(person)
    owners = Counter(each.email.strip().casefold() for each in people if each.email.strip())
    wanted = set(owners)
    shared = {email for email, number in owners.items() if number > 1 and email in bearers}
    shared |= {email for email, number in bearers.items() if number > 1 and email in wanted}
    return Report(
        matched=tuple(sorted(active.items())),
        missing=tuple(sorted(there - set(active))),
        left=tuple(sorted(off - set(active))),
        users=users,
        unmatched=unmatched,
        shared=tuple(sorted(shared)),
    )
