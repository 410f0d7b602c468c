"""Who is who in Teams, and who has the app, as an operator looks at it."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.known import Known, as_object, people_with_accounts
from bot.opening import open_current, the_organisation
from bot.places import connected
from bot.teams.tenants import DOOR, WORDS
from dialogs.chats import Account, Chats, Scope, Workspace
from dialogs.okr.model import Organisation, Person


class Only(Enum):
    """Who of all people is shown."""

    NOTHING = auto()
    """Everybody: nothing is left out."""
    UNMATCHED = auto()
    """Those without an account that is switched on."""
    WITHOUT_APP = auto()
    """Those who have an account, and not the app."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A person, their account in Teams, and whether they have Rytmi's app."""

    known: Known
    installed: bool

    @property
    def matched(self) -> bool:
        """Whether there is an account at which the person may be reached."""
        return self.known.account is not None and self.known.account.active

    def is_shown(self, only: Only) -> bool:
        """Say whether the person is among those who are asked for."""
        match only:
            case Only.NOTHING:
                return True
            case Only.UNMATCHED:
                return not self.matched
            case Only.WITHOUT_APP:
                return self.matched and not self.installed


async def listed(
    chats: Chats,
    organisation: Organisation,
    people: Sequence[Person],
    places: Collection[Workspace],
) -> list[Listed]:
    """Return everybody with their account in these tenants, in the order of the people."""
    accounts: list[tuple[str, Account]] = []
    installed: set[tuple[str, str]] = set()
    for place in places:
        accounts += [
            (place.id, each) for each in await chats.accounts(organisation.id, DOOR, place.id)
        ]
        installed |= {
            (place.id, each.name)
            for each in await chats.conversations(DOOR, place.id)
            if each.scope is Scope.PERSONAL and each.gone is None
        }
    return [
        Listed(each, each.account is not None and (each.workspace, each.account.id) in installed)
        for each in people_with_accounts(people, accounts)
    ]


async def show_people(
    url: str, organisation: str | None, out: Console, *, only: Only, as_json: bool
) -> None:
    """Print who has which account, and who has the app."""
    database = await open_current(url)
    try:
        chosen = await the_organisation(database, organisation)
        people = await database.read(chosen.id, lambda work: work.everyone())
        places = connected(await database.chats.workspaces(DOOR), WORDS, chosen)
        everyone = await listed(database.chats, chosen, people, places)
    finally:
        await database.close()
    shown = [each for each in everyone if each.is_shown(only)]
    if as_json:
        for each in shown:
            line = {**as_object(each.known), "installed": each.installed}
            out.file.write(f"{json.dumps(line, ensure_ascii=False)}\n")
        return
    if shown:
        out.print(_table(shown), soft_wrap=False)
    matched = sum(each.matched for each in everyone)
    reached = sum(each.matched and each.installed for each in everyone)
    out.print(
        f"{escape(chosen.name)}: {matched} of {len(everyone)} people are matched in Teams, and "
        f"{reached} of them have the app."
    )
    if matched < len(everyone):
        out.print(
            "A person is matched by the e-mail address of the sheet `people`; "
            "`rytmi teams pair PERSON USER` says it by hand."
        )
    if reached < matched:
        out.print(
            "An administrator gives the app to everybody with an app setup policy; docs/teams.md "
            "says where."
        )


def _table(shown: Sequence[Listed]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in ("person", "name", "Teams user", "name there", "how", "app"):
        table.add_column(title)
    for each in shown:
        account = each.known.account
        table.add_row(
            escape(each.known.person.id),
            escape(each.known.person.name),
            "" if account is None else account.id,
            "" if account is None else escape(account.name),
            each.known.said,
            "yes" if each.installed else "" if account is None else "no",
        )
    return table
