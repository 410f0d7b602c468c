"""Who is who in Slack, as an operator looks at it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.known import Known, as_object, people_with_accounts
from bot.opening import open_current, the_organisation
from bot.places import connected
from bot.slack.workspaces import DOOR, WORDS


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
            for workspace in connected(await database.chats.workspaces(DOOR), WORDS, chosen)
            for account in await database.chats.accounts(chosen.id, DOOR, workspace.id)
        ]
    finally:
        await database.close()
    known = people_with_accounts(people, accounts)
    reached = [each for each in known if each.account is not None and each.account.active]
    shown = [each for each in known if each not in reached] if unmatched else known
    if as_json:
        for each in shown:
            out.file.write(f"{json.dumps(as_object(each), ensure_ascii=False)}\n")
        return
    if shown:
        out.print(_table(shown), soft_wrap=False)
    out.print(f"{escape(chosen.name)}: {len(reached)} of {len(known)} people are reached in Slack.")
    if len(reached) < len(known):
        out.print(
            "A person is matched by the e-mail address of the sheet `people`; "
            "`rytmi slack pair PERSON USER` says it by hand."
        )


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
