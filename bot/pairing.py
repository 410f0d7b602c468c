"""Saying by hand whose account it is, where e-mail addresses do not; in whatever chat it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rich.console import Console
from rich.markup import escape

from bot.errors import OperatorError
from bot.opening import the_organisation
from bot.places import Words, connected
from dialogs.chats import Account, Workspace
from dialogs.okr.model import Organisation, PersonId
from storage.database import Database


class Pairs(Protocol):
    """What knows the users of a chat."""

    async def pair(self, workspace: Workspace, person: PersonId | None, user: str, /) -> bool:
        """Say whose user it is; None: by the e-mail address again. False: there is no such user."""
        ...


class Line(Protocol):
    """The line to a chat that a command has."""

    @property
    def database(self) -> Database:
        """The database."""
        ...

    @property
    def roster(self) -> Pairs:
        """Who is who there."""
        ...

    async def settle(self) -> None:
        """Connect what is set."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose account, in which organisation, and where; None where it need not be said."""

    user: str
    """The account's id, or its e-mail address."""
    organisation: str | None
    place: str | None


async def pair(line: Line, words: Words, person: str, asked: Asked, out: Console) -> None:
    """Say whose account it is, above what e-mail addresses say.

    Raises OperatorError for no such person, account or place.
    """
    chosen = await the_organisation(line.database, asked.organisation)
    people = await line.database.read(chosen.id, lambda work: work.everyone())
    found = next((each for each in people if person in {each.id, each.email}), None)
    if found is None:
        raise OperatorError(
            f"{chosen.name} has no person {person!r}",
            f"Name one by the id of the sheet `people`; `{words.command} people` lists them.",
        )
    place, account = await _paired(line, words, chosen, asked, found.id)
    out.print(
        f"{escape(found.name)} is reached as {account.id} ({escape(account.name)}) in {place.id} "
        "from now on."
    )
    if not account.active:
        out.print(
            f"[yellow]This account is switched off in {words.chat}: nobody is asked there.[/]"
        )


async def unpair(line: Line, words: Words, asked: Asked, out: Console) -> None:
    """Let e-mail addresses decide again whose account it is."""
    chosen = await the_organisation(line.database, asked.organisation)
    _, account = await _paired(line, words, chosen, asked, None)
    people = await line.database.read(chosen.id, lambda work: work.everyone())
    owner = next((each.name for each in people if each.id == account.person), None)
    whose = "nobody’s" if owner is None else f"{owner}’s, by e-mail address"
    out.print(f"{account.id} ({escape(account.name)}) is {escape(whose)}.")


async def _paired(
    line: Line, words: Words, organisation: Organisation, asked: Asked, person: PersonId | None
) -> tuple[Workspace, Account]:
    """Pair the account that is meant, or let it loose; return where it is, and what it is now."""
    chats = line.database.chats
    places = await _connected(line, words, organisation, asked.place)
    known = [
        (place, each)
        for place in places
        for each in await chats.accounts(organisation.id, words.door, place.id)
        if _is_meant(each, asked.user)
    ]
    if len(known) > 1:
        listed = ", ".join(f"{account.id} in {place.id}" for place, account in known)
        raise OperatorError(
            f"{asked.user!r} may be one of several accounts: {listed}",
            f"Name it by its id, and its {words.place} with --{words.place}.",
        )
    if not known:
        await line.settle()
    candidates = [(place, account.id) for place, account in known] or [
        (place, asked.user) for place in places
    ]
    for place, name in candidates:
        if await line.roster.pair(place, person, name):
            account = await chats.account(organisation.id, words.door, place.id, name)
            if account is not None:
                return place, account
    raise OperatorError(
        f"no account {asked.user!r} is known in {', '.join(each.id for each in places)}",
        f"Name it by its id ({words.id_is}), or run `{words.command} sync` and name it by its "
        "e-mail address.",
    )


async def _connected(
    line: Line, words: Words, organisation: Organisation, wanted: str | None
) -> Sequence[Workspace]:
    return connected(await line.database.chats.workspaces(words.door), words, organisation, wanted)


def _is_meant(account: Account, user: str) -> bool:
    return account.id == user or (
        bool(account.email) and account.email.casefold() == user.casefold()
    )
