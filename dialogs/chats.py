"""What a chat and the house must know of each other: workspaces, and who is who in them.

A *workspace* is what a chat's administrator installs Rytmi into (a Slack workspace or Enterprise
organisation, a Microsoft tenant). It speaks for one organisation, once an operator has connected
the two; whoever installs Rytmi somewhere sees nothing by that alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from dialogs.okr.model import ChannelId, Language, OrganisationId, Person, PersonId


@dataclass(frozen=True, slots=True)
class Workspace:
    """One installation of Rytmi in a chat."""

    door: str
    """``slack`` or ``teams``."""
    id: str
    """The platform's own name of it; unique behind its door."""
    organisation: OrganisationId | None = None
    """None: installed, and not connected to an organisation yet."""
    name: str = ""
    sealed: str = ""
    """The door's credentials, sealed by the door itself; empty where it keeps none here."""
    expires: datetime | None = None
    """Aware, UTC: until when the credentials are good; None: until they are revoked."""
    version: int = 0
    """Grows with each change of the credentials, and fences those who refresh them."""
    parts: tuple[str, ...] = ()
    """The workspaces of an Enterprise organisation that let Rytmi in; empty for a single one."""
    gone: datetime | None = None
    """Aware, UTC: when it was removed there; None: it is installed."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user of a chat, as far as Rytmi must know."""

    id: str
    """The platform's name of the user."""
    person: PersonId | None = None
    """Whose account it is; None: nobody of the organisation, as far as is known."""
    name: str = ""
    email: str = ""
    language: Language | None = None
    """What the user has set in the chat; a language set with Rytmi itself stands above it."""
    zone: str | None = None
    """The IANA zone that the user has set in the chat; one set at import stands above it."""
    active: bool = True
    """False: switched off in the chat. Whoever has no active account is not asked any more."""
    paired: bool = False
    """An operator has said whose account it is: an e-mail address changes nothing about it."""


class Scope(StrEnum):
    """What kind of conversation it is."""

    PERSONAL = "personal"
    """Between one user and Rytmi."""
    GROUP = "group"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where a user, or a channel, of a chat is written to, as the platform has told it.

    For platforms that must be told each time; it holds nothing that anybody has said.
    """

    name: str
    """Whose it is: an account's name, or the platform's name of a channel or a group."""
    scope: Scope
    id: str
    """The platform's name of the conversation."""
    service: str
    """The address that takes messages for it; the newest one that was seen."""
    user: str = ""
    """What the platform calls the user in it, where that is not the account's name."""
    bot: str = ""
    """What the platform calls Rytmi in it."""
    team: str = ""
    """Of a channel: the platform's name of the team that it belongs to."""
    title: str = ""
    """Of a channel or a group: what people call it, as far as is known."""
    gone: datetime | None = None
    """Aware, UTC: since when Rytmi may not write to it; None: it may."""


class Chats(Protocol):
    """Which workspaces there are; crosses organisations, for the doors and the operator alone."""

    async def workspace(self, door: str, workspace: str) -> Workspace | None:
        """Return a workspace, one that is gone as well; None where there never was one."""
        ...

    async def workspaces(self, door: str) -> Sequence[Workspace]:
        """Return all workspaces behind a door, by id, those that are gone as well."""
        ...

    async def install(self, workspace: Workspace, now: datetime) -> Workspace:
        """Note that it is installed, for the first time or anew, and return what is known now.

        Name, credentials, expiry and parts are those given; the organisation that it was connected
        with stays where none is given; it is no longer gone.
        """
        ...

    async def connect(self, door: str, workspace: str, organisation: OrganisationId) -> bool:
        """Let a workspace speak for an organisation; False where there is no such workspace.

        What was known of its accounts for another organisation is forgotten, and so are the
        addresses there; what still waits for that one's people goes where they are reached else.
        """
        ...

    async def reseal(self, workspace: Workspace, sealed: str, expires: datetime | None) -> bool:
        """Put new credentials in place of those of this version; False where they have changed."""
        ...

    async def lease(self, workspace: Workspace, owner: str, now: datetime, until: datetime) -> bool:
        """Take the right to refresh the credentials of this version; False while another has it.

        False too where they have changed meanwhile. It ends by itself, or with `reseal`.
        """
        ...

    async def set_parts(self, door: str, workspace: str, parts: Collection[str]) -> None:
        """Note which workspaces of an Enterprise organisation let Rytmi in."""
        ...

    async def remove(self, door: str, workspace: str, now: datetime) -> bool:
        """Note that it is gone; False where it was gone before, or never there.

        Its credentials, accounts and addresses are deleted, and what waits for it fails as not
        installed. What people have answered is the organisation's, and stays.
        """
        ...

    async def account(
        self, organisation: OrganisationId, door: str, workspace: str, account: str
    ) -> Account | None:
        """Return one account; None where it is not known."""
        ...

    async def accounts(
        self, organisation: OrganisationId, door: str, workspace: str
    ) -> Sequence[Account]:
        """Return the accounts that are known in a workspace, by id."""
        ...

    async def people(
        self, organisation: OrganisationId, door: str, workspace: str
    ) -> Mapping[str, PersonId]:
        """Return whose the active accounts of a workspace are, but for those that are nobody's.

        For many at once, and quick: a workspace has thousands.
        """
        ...

    async def save_accounts(
        self,
        organisation: OrganisationId,
        door: str,
        workspace: str,
        accounts: Collection[Account],
        now: datetime,
        arrived: Collection[str] | None = None,
    ) -> None:
        """Write accounts, new or changed, and reach their people there from now on.

        A person is reached at an active account. Whoever is reached in another chat stays there
        unless ``arrived`` names their account; None: it names those that are new to their people.
        Language and zone hold for those who have set none with Rytmi. A person all of whose
        accounts are switched off counts as away from today on, without an end, until one of them
        is active again.

        Nothing is written where the workspace does not speak for the organisation, or not any more:
        a roster may be read for longer than Rytmi is installed.
        """
        ...

    async def conversation(self, door: str, workspace: str, name: str) -> Conversation | None:
        """Return where a user or a channel is written to; None where that was never told."""
        ...

    async def conversations(self, door: str, workspace: str) -> Sequence[Conversation]:
        """Return all that are known in a workspace, by name, those that are gone as well."""
        ...

    async def note_conversations(
        self, door: str, workspace: str, conversations: Collection[Conversation], now: datetime
    ) -> None:
        """Write down conversations as they were told at an instant, new or changed.

        What is empty in one stays as it was known, and so does what was told after that instant.
        Nothing is written where the workspace is not installed. They are deleted with it.
        """
        ...

    async def channels(self, organisation: OrganisationId) -> Mapping[ChannelId, tuple[str, str]]:
        """Return the forums' channels that have an address: door and address."""
        ...

    async def set_channel(
        self,
        organisation: OrganisationId,
        channel: ChannelId,
        door: str,
        workspace: str,
        address: str,
    ) -> None:
        """Reach a forum's channel there from now on."""
        ...


def matched(accounts: Iterable[Account], people: Iterable[Person]) -> Sequence[Account]:
    """Return the accounts with the people they belong to, by e-mail address.

    A pairing by an operator stays. An address that two people share matches neither of them, and
    so does one that two active accounts share.
    """
    owners: dict[str, set[PersonId]] = {}
    for person in people:
        if person.email.strip():
            owners.setdefault(_folded(person.email), set()).add(person.id)
    listed = list(accounts)
    bearers: dict[str, int] = {}
    for each in listed:
        if each.active and each.email.strip():
            bearers[_folded(each.email)] = bearers.get(_folded(each.email), 0) + 1
    return [each if each.paired else _owned(each, owners, bearers) for each in listed]


def _owned(
    account: Account, owners: Mapping[str, set[PersonId]], bearers: Mapping[str, int]
) -> Account:
    address = _folded(account.email)
    found = owners.get(address, set())
    clear = len(found) == 1 and bearers.get(address, 0) <= 1
    return replace(account, person=next(iter(found)) if clear else None)


def _folded(address: str) -> str:
    return address.strip().casefold()
