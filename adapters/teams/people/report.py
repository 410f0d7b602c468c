"""What came of matching a tenant with its organisation, for the operator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dialogs.chats import Account
from dialogs.okr.model import ChannelId, Person, PersonId


@dataclass(frozen=True, slots=True)
class Report:
    """Who was found in a tenant, who was not, and what an administrator can do something about."""

    matched: tuple[tuple[PersonId, str], ...] = ()
    """Person and user, of those who are known in Teams."""
    not_installed: tuple[tuple[PersonId, str], ...] = ()
    """Of these, those who have not got Rytmi, as far as is known: neither themselves, nor in a
    team that they are in. What is sent to them does not arrive."""
    missing: tuple[PersonId, ...] = ()
    """People of the organisation without an active user."""
    left: tuple[PersonId, ...] = ()
    """Of these, those whose user has been switched off."""
    users: int = 0
    """Active users of the tenant that Rytmi knows of."""
    unmatched: int = 0
    """Of these, those who are nobody of the organisation."""
    shared: tuple[str, ...] = ()
    """E-mail addresses that two people or two active users share, so that they match neither."""
    channels: tuple[tuple[ChannelId, str], ...] = ()
    """The forums' channels that were found, with Teams' ids."""
    not_found: tuple[ChannelId, ...] = ()
    """Channels that Rytmi does not see: misspelt, or of a team that it was not added to."""
    doubtful: tuple[ChannelId, ...] = ()
    """Names that several channels bear; the team must be named too, or the id be given."""
    unread: str = ""
    """Why the users could not be read from Microsoft Graph; empty: they were, or need not be."""


def counted(accounts: Iterable[Account], people: Iterable[Person]) -> Report:
    """Count who was matched, and who was not."""
    listed = list(people)
    there = {person.id for person in listed}
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
    return Report(
        matched=tuple(sorted(active.items())),
        missing=tuple(sorted(there - set(active))),
        left=tuple(sorted(off - set(active))),
        users=users,
        unmatched=unmatched,
        shared=_shared(bearers, listed),
    )


def _shared(bearers: Counter[str], people: Collection[Person]) -> tuple[str, ...]:
    owners = Counter(each.email.strip().casefold() for each in people if each.email.strip())
    found = {email for email, number in owners.items() if number > 1 and email in bearers}
    found |= {email for email, number in bearers.items() if number > 1 and email in owners}
    return tuple(sorted(found))
