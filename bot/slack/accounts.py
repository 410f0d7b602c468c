"""Saying by hand whose account it is, where e-mail addresses do not."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from bot.errors import OperatorError
from bot.opening import the_organisation
from bot.settings import Settings
from bot.slack.line import Line, opened
from bot.slack.workspaces import DOOR, connected
from dialogs.chats import Account, Workspace
from dialogs.okr.model import Organisation, PersonId


async def pair(
    settings: Settings,
    person: str,
    user: str,
    *,
    organisation: str | None,
    workspace: str | None,
    out: Console,
) -> None:
    """Say whose account it is, above what e-mail addresses say.

    ``user`` is the account's id, or its e-mail address. Raises OperatorError for no such person,
    account or workspace.
    """
    async with opened(settings) as line:
        chosen = await the_organisation(line.database, organisation)
        people = await line.database.read(chosen.id, lambda work: work.everyone())
        found = next((each for each in people if person in {each.id, each.email}), None)
        if found is None:
            raise OperatorError(
                f"{chosen.name} has no person {person!r}",
                "Name one by the id of the sheet `people`; `rytmi slack people` lists them.",
            )
        place, account = await _paired(line, chosen, user, workspace, found.id)
    out.print(
        f"{escape(found.name)} is reached as {account.id} ({escape(account.name)}) in {place.id} "
        "from now on."
    )
    if not account.active:
        out.print("[yellow]This account is switched off in Slack: nobody is asked there.[/]")


async def unpair(
    settings: Settings,
    user: str,
    *,
    organisation: str | None,
    workspace: str | None,
    out: Console,
) -> None:
    """Let e-mail addresses decide again whose account it is."""
    async with opened(settings) as line:
        chosen = await the_organisation(line.database, organisation)
        _, account = await _paired(line, chosen, user, workspace, None)
        people = await line.database.read(chosen.id, lambda work: work.everyone())
    owner = next((each.name for each in people if each.id == account.person), None)
    whose = "nobody’s" if owner is None else f"{owner}’s, by e-mail address"
    out.print(f"{account.id} ({escape(account.name)}) is {escape(whose)}.")


async def _paired(
    line: Line,
    organisation: Organisation,
    user: str,
    wanted: str | None,
    person: PersonId | None,
) -> tuple[Workspace, Account]:
    """Pair the account that is meant, or let it loose; return where it is, and what it is now."""
    chats = line.database.chats
    places = await connected(chats, organisation, wanted)
    known = [
        (place, each)
        for place in places
        for each in await chats.accounts(organisation.id, DOOR, place.id)
        if _is_meant(each, user)
    ]
    if len(known) > 1:
        listed = ", ".join(f"{account.id} in {place.id}" for place, account in known)
        raise OperatorError(
            f"{user!r} may be one of several accounts: {listed}",
            "Name it by its id, and its workspace with --workspace.",
        )
    if not known:
        await line.settle()
    candidates = [(place, account.id) for place, account in known] or [
        (place, user) for place in places
    ]
    for place, name in candidates:
        if await line.roster.pair(place, person, name):
            account = await chats.account(organisation.id, DOOR, place.id, name)
            if account is not None:
                return place, account
    raise OperatorError(
        f"no account {user!r} is known in {', '.join(each.id for each in places)}",
        "Name it by its id (in Slack: the profile, ⋮, Copy member ID), or run `rytmi slack sync` "
        "and name it by its e-mail address.",
    )


def _is_meant(account: Account, user: str) -> bool:
    return account.id == user or (
        bool(account.email) and account.email.casefold() == user.casefold()
    )
