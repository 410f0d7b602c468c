"""Who has which account in a chat, and by what the two belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dialogs.chats import Account
from dialogs.okr.model import Person

PAIRED: Final = "paired by hand"
BY_EMAIL: Final = "by e-mail address"


@dataclass(frozen=True, slots=True)
class Known:
    """A person, and the account at which they are reached, if any."""

    person: Person
    account: Account | None
    workspace: str

    @property
    def said(self) -> str:
        """How the two belong together, or what is missing."""
        if self.account is None:
            return (
                "no account" if self.person.email.strip() else "no account, and no e-mail address"
            )
        if not self.account.active:
            return "account switched off: not asked"
        return PAIRED if self.account.paired else BY_EMAIL


def people_with_accounts(
    people: Sequence[Person], accounts: Sequence[tuple[str, Account]]
) -> list[Known]:
    """Return everybody with their account, in the order of the people; an active one goes first."""
    best: dict[str, tuple[str, Account]] = {}
    for workspace, account in accounts:
        if account.person is None:
            continue
        held = best.get(account.person)
        if held is None or _worth(account) > _worth(held[1]):
            best[account.person] = (workspace, account)
    nobody: tuple[str, Account | None] = ("", None)
    known = []
    for each in people:
        workspace, found = best.get(each.id, nobody)
        known.append(Known(each, found, workspace))
    return known


def _worth(account: Account) -> tuple[bool, bool]:
    return account.active, account.paired


def as_object(known: Known) -> dict[str, str | bool | None]:
    """Return it as one line of JSON holds it."""
    account = known.account
    return {
        "person": known.person.id,
        "name": known.person.name,
        "email": known.person.email or None,
        "workspace": known.workspace or None,
        "user": None if account is None else account.id,
        "user_name": None if account is None else account.name,
        "active": account is not None and account.active,
        "paired": account is not None and account.paired,
    }
