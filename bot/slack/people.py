"""Who is who in Slack, as an operator looks at it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.opening import open_current, the_organisation
from bot.slack.workspaces import DOOR, connected
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


async def show_people(
    url: str, organisation: str | None, out: Console, *, unmatched: bool, as_json: bool
) -> None:
    """Print who has which account; ``unmatched``: only those who are not reached in Slack."""
    database = await open_current(url)
    try:
        chosen = await the_organisation(database, organisation)
        people = await database.read(chosen.id, lambda work: work.everyone())
        accounts = [
            (workspace.id, account)
            for workspace in await connected(database.chats, chosen)
            for account in await database.chats.accounts(chosen.id, DOOR, workspace.id)
        ]
    finally:
        await database.close()
    known = people_with_accounts(people, accounts)
    reached = [each for each in known if each.account is not None and each.account.active]
    shown = [each for each in known if each not in reached] if unmatched else known
    if as_json:
        for each in shown:
            out.file.write(f"{json.dumps(_as_object(each), ensure_ascii=False)}\n")
        return
    if shown:
        out.print(_table(shown), soft_wrap=False)
    out.print(f"{escape(chosen.name)}: {len(reached)} of {len(known)} people are reached in Slack.")
    if len(reached) < len(known):
        out.print(
            "A person is matched by the e-mail address of the sheet `people`; "
            "`rytmi slack pair PERSON USER` says it by hand."
        )


def _as_object(known: Known) -> dict[str, str | bool | None]:
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


def _table(known: Sequence[Known]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in ("person", "name", "Slack user", "name there", "how"):
        table.add_column(title)
    for each in known:
        account = each.account
        table.add_row(
            escape(each.person.id),
            escape(each.person.name),
            "" if account is None else account.id,
            "" if account is None else escape(account.name),
            each.said,
        )
    return table
