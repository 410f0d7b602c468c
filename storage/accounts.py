"""Who is who in an organisation's chats, and what follows from it for its people.

An account says where its person is reached, in which zone and language, and who is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, Final
from zoneinfo import available_timezones

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from dialogs.chats import Account
from dialogs.okr.model import ChannelId, Language, PersonId
from dialogs.posts import Cause, ToChannel, ToPerson
from storage.columns import Utc, among
from storage.mail import outbox, read_recipient, write_recipient
from storage.part import OWNER, owner
from storage.reach import reached_at
from storage.revision import Revised
from storage.tables import (
    AccountRow,
    AddressRow,
    OutboxRow,
    PersonRow,
    WorkspaceRow,
    table,
)
from storage.translation import AnyRow, organisations, people
from storage.whereabouts import Place, Traits, place_of, traits_of

GONE: Final = "the workspace has removed Rytmi"
"""What the ledger's reader is told of messages that still waited for it."""

_accounts: Final = table(AccountRow).c
_addresses: Final = table(AddressRow).c
_workspaces: Final = table(WorkspaceRow).c

_ACCOUNT: Final = (
    _accounts.account,
    _accounts.person,
    _accounts.name,
    _accounts.email,
    _accounts.language,
    _accounts.zone,
    _accounts.active,
    _accounts.paired,
)
_HERE: Final = (
    _accounts.organisation_id == owner(),
    _accounts.door == bindparam("of_door"),
    _accounts.workspace == bindparam("of_workspace"),
)
_ALL: Final = select(*_ACCOUNT).where(*_HERE).order_by(_accounts.account)
_ONE: Final = select(*_ACCOUNT).where(*_HERE, _accounts.account == bindparam("of_account"))
_SOME: Final = select(*_ACCOUNT).where(*_HERE, among(_accounts.account, "names"))
_OF_PEOPLE: Final = select(*_ACCOUNT, _accounts.door, _accounts.workspace).where(
    _accounts.organisation_id == owner(), among(_accounts.person, "of_people")
)
_WHOSE: Final = select(_accounts.account, _accounts.person).where(
    *_HERE, _accounts.active, _accounts.person.is_not(None)
)
_PEOPLE_HERE: Final = (
    select(_accounts.person).where(*_HERE, _accounts.person.is_not(None)).distinct()
)
_FORGET: Final = delete(table(AccountRow)).where(*_HERE)


def _save() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(AccountRow))
    names = ("person", "name", "email", "language", "zone", "active", "paired")
    return new.on_conflict_do_update(
        index_elements=[OWNER, "door", "workspace", "account"],
        set_={name: new.excluded[name] for name in names},
    )


_SAVE: Final = _save()


def _reach() -> Any:  # noqa: ANN401 - the same
    new = insert(table(AddressRow))
    return new.on_conflict_do_update(
        index_elements=[OWNER, "recipient"],
        set_={name: new.excluded[name] for name in ("door", "workspace", "address")},
    )


_REACH: Final = _reach()
_ADDRESSES: Final = select(
    _addresses.recipient, _addresses.door, _addresses.workspace, _addresses.address
).where(_addresses.organisation_id == owner())
_ADDRESSES_OF: Final = _ADDRESSES.where(among(_addresses.recipient, "recipients"))
_CHANNELS: Final = _ADDRESSES.where(_addresses.recipient.startswith("channel:"))
_LOSE: Final = delete(table(AddressRow)).where(
    _addresses.organisation_id == owner(), _addresses.recipient == bindparam("of_recipient")
)
_LOSE_HERE: Final = delete(table(AddressRow)).where(
    _addresses.organisation_id == owner(),
    _addresses.door == bindparam("of_door"),
    _addresses.workspace == bindparam("of_workspace"),
)
_SPEAKS: Final = (
    select(_workspaces.workspace)
    .where(
        _workspaces.door == bindparam("of_door"),
        _workspaces.workspace == bindparam("of_workspace"),
        _workspaces.organisation == owner(),
        _workspaces.gone_at.is_(None),
    )
    .with_for_update(read=True)
)
_HOLD: Final = (
    select(organisations.zone).where(organisations.id == owner()).with_for_update(key_share=True)
)
_KNOWN: Final = select(
    people.id, people.zone, people.chat_language, people.chat_zone, people.gone_since
).where(people.organisation_id == owner(), among(people.id, "of_people"))
_SET: Final = (
    update(table(PersonRow))
    .where(people.organisation_id == owner(), people.id == bindparam("of_person"))
    .values(
        chat_language=bindparam("spoken"),
        chat_zone=bindparam("there"),
        gone_since=bindparam("since"),
    )
)
_WAITING_HERE: Final = (
    outbox.organisation_id == owner(),
    outbox.door == bindparam("of_door"),
    outbox.workspace == bindparam("of_workspace"),
    outbox.done_at.is_(None),
    outbox.state == "ready",
)
"""What a postman has begun to send is left to the mark that this postman will make."""
_GIVE_UP: Final = (
    update(table(OutboxRow))
    .where(*_WAITING_HERE)
    .values(
        state="failed",
        cause=Cause.NOT_INSTALLED.value,
        reason=GONE,
        address="",
        done_at=bindparam("now", type_=Utc()),
    )
)
_MOVE_AWAY: Final = (
    update(table(OutboxRow)).where(*_WAITING_HERE).values(**reached_at(outbox.recipient))
)


class Accounts(Revised):
    """The accounts of one organisation in one transaction."""

    def one(self, door: str, workspace: str, account: str) -> Account | None:
        """Return one account; None where it is not known."""
        row = self._one(_ONE, **_at(door, workspace), of_account=account)
        return None if row is None else _account_from(row)

    def all(self, door: str, workspace: str) -> Sequence[Account]:
        """Return the accounts of a workspace, by id."""
        return [_account_from(row) for row in self._all(_ALL, **_at(door, workspace))]

    def people(self, door: str, workspace: str) -> Mapping[str, PersonId]:
        """Return whose the active accounts of a workspace are."""
        return dict(self._all(_WHOSE, **_at(door, workspace)))

    def save(
        self,
        door: str,
        workspace: str,
        accounts: Collection[Account],
        now: datetime,
        arrived: Collection[str] | None = None,
    ) -> None:
        """Write what is new or different, and what follows for the people behind it.

        ``arrived`` names those at whom their people are reached from now on, wherever they were
        reached before; None: those that have just become theirs.

        Nothing is written where the workspace does not speak for the organisation, or not any more:
        whoever reads a roster may be slower than the one who removes Rytmi.
        """
        if self._one(_SPEAKS, **_at(door, workspace)) is None:
            return
        given = {each.id: _sane(each) for each in accounts}
        known = {
            row.account: _account_from(row)
            for row in self._all(_SOME, **_at(door, workspace), names=list(given))
        }
        # In one order everywhere, so that two who do the same wait for each other only once.
        new = [given[name] for name in sorted(given) if given[name] != known.get(name)]
        self._insert(_SAVE, [_row_of(door, workspace, each) for each in new])
        moved = {
            (door, workspace, each.id)
            for each in new
            if _owner_of(known.get(each.id)) != _owner_of(each)
        }
        if arrived is not None:
            moved = {(door, workspace, name) for name in arrived if name in given}
        concerned = {each.person for each in (*given.values(), *known.values())}
        self._settle(
            {each for each in concerned if each is not None}, (door, workspace), moved, now
        )

    def forget(self, door: str, workspace: str, now: datetime | None = None) -> None:
        """Delete the accounts and addresses of a workspace, and what they said of people.

        ``now``: from its day on, those count as gone who are left with accounts that are switched
        off; None: nobody becomes gone by it.
        """
        found = [PersonId(person) for (person,) in self._all(_PEOPLE_HERE, **_at(door, workspace))]
        self._run(_FORGET, **_at(door, workspace))
        self._run(_LOSE_HERE, **_at(door, workspace))
        self._settle(found, (door, workspace), frozenset(), now)

    def give_up(self, door: str, workspace: str, now: datetime) -> None:
        """Let what waits for a workspace fail: it is not installed any more."""
        self._run(_GIVE_UP, **_at(door, workspace), now=now)

    def move_away(self, door: str, workspace: str) -> None:
        """Send what waits for a workspace where its recipients are reached now."""
        self._run(_MOVE_AWAY, **_at(door, workspace))

    def channels(self) -> Mapping[ChannelId, tuple[str, str]]:
        """Return the channels that have an address: door and address."""
        found: dict[ChannelId, tuple[str, str]] = {}
        for row in self._all(_CHANNELS):
            to = read_recipient(row.recipient)
            if isinstance(to, ToChannel):
                found[to.channel] = (row.door, row.address)
        return found

    def set_channel(self, channel: ChannelId, door: str, workspace: str, address: str) -> None:
        """Reach a channel there from now on."""
        self.reach({write_recipient(ToChannel(channel)): (door, workspace, address)})

    def _settle(
        self,
        concerned: Collection[PersonId],
        here: tuple[str, str],
        moved: Collection[Place],
        now: datetime | None,
    ) -> None:
        """Write what follows from all accounts of some people, where it is not so already."""
        if not concerned:
            return
        ((home,),) = self._all(_HOLD)
        names = sorted(concerned)
        theirs: defaultdict[PersonId, dict[Place, Account]] = defaultdict(dict)
        for row in sorted(self._all(_OF_PEOPLE, of_people=names), key=_best_first):
            account = _account_from(row[: len(_ACCOUNT)])
            theirs[PersonId(row.person)][row.door, row.workspace, row.account] = account
        reached = self._address_people(names, theirs, here, moved)
        told: list[dict[str, Any]] = []
        turned = False
        for row in self._all(_KNOWN, of_people=names):
            person = PersonId(row.id)
            before = Traits(row.chat_language, row.chat_zone, row.gone_since)
            after = traits_of(before, theirs[person], reached.get(person), (row.zone, home), now)
            if after != before:
                told.append({"of_person": person, **_written(after)})
                turned |= replace(after, language=before.language) != before
        self._each(_SET, sorted(told, key=lambda each: str(each["of_person"])))
        if turned:
            self._move_on()

    def _address_people(
        self,
        names: Sequence[PersonId],
        theirs: Mapping[PersonId, Mapping[Place, Account]],
        here: tuple[str, str],
        moved: Collection[Place],
    ) -> Mapping[PersonId, Place]:
        """Give people the addresses they are reached at; return those that are accounts."""
        recipients = {each: write_recipient(ToPerson(each)) for each in names}
        before: dict[str, Place] = {
            row.recipient: (row.door, row.workspace, row.address)
            for row in self._all(_ADDRESSES_OF, recipients=list(recipients.values()))
        }
        found: dict[PersonId, Place] = {}
        for person, recipient in recipients.items():
            place = place_of(theirs.get(person, {}), before.get(recipient), here, moved)
            if place is not None:
                found[person] = place
        new = {recipients[person]: place for person, place in found.items()}
        lost = [
            recipient
            for recipient, place in before.items()
            if recipient not in new and place[:2] == here
        ]
        self._each(_LOSE, [{"of_recipient": each} for each in sorted(lost)])
        self.reach({to: place for to, place in new.items() if before.get(to) != place})
        return found

    def reach(self, places: Mapping[str, Place]) -> None:
        """Reach recipients, as the outbox writes them, there from now on."""
        self._insert(
            _REACH,
            [
                {"recipient": to, "door": door, "workspace": workspace, "address": address}
                for to, (door, workspace, address) in sorted(places.items())
            ],
        )


def _written(traits: Traits) -> dict[str, Any]:
    return {"spoken": traits.language, "there": traits.zone, "since": traits.gone_since}


def _at(door: str, workspace: str) -> dict[str, str]:
    return {"of_door": door, "of_workspace": workspace}


def _owner_of(account: Account | None) -> tuple[PersonId | None, bool, bool] | None:
    return None if account is None else (account.person, account.active, account.paired)


def _sane(account: Account) -> Account:
    """Return an account as it can be kept: a zone that nobody knows would stop every clock."""
    return replace(
        account,
        name=_storable(account.name),
        email=_storable(account.email),
        zone=account.zone if account.zone in _zones() else None,
    )


def _storable(text: str) -> str:
    """Return what every database can hold of a text that anybody may have written."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _row_of(door: str, workspace: str, account: Account) -> dict[str, Any]:
    return {
        "door": door,
        "workspace": workspace,
        "account": account.id,
        "person": account.person,
        "name": account.name,
        "email": account.email,
        "language": None if account.language is None else account.language.value,
        "zone": account.zone,
        "active": account.active,
        "paired": account.paired,
    }


def _account_from(row: AnyRow | tuple[Any, ...]) -> Account:
    identity, person, name, email, language, zone, active, paired = row
    return Account(
        id=identity,
        person=None if person is None else PersonId(person),
        name=name,
        email=email,
        language=None if language is None else Language(language),
        zone=zone,
        active=active,
        paired=paired,
    )


def _best_first(row: AnyRow) -> tuple[bool, bool, str, str, str]:
    """What an operator has said stands above what an address says."""
    return not row.active, not row.paired, row.door, row.workspace, row.account
