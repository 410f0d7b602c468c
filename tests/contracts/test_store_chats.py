"""Workspaces, accounts and addresses: who is reached where, and what an uninstall leaves behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Final

import pytest
import pytest_asyncio
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from dialogs.chats import Account, Workspace, matched
from dialogs.ledger import LedgerFate
from dialogs.okr.model import Absence, ChannelId, Language, OrganisationId, Person, PersonId
from dialogs.ports import Delivered, Later, Mark, ScheduleKind
from dialogs.posts import Cause, Lane, Parcel, PostKey, Recipient, ToChannel, ToPerson
from storage.address import read_url
from storage.database import Database, open_database
from storage.errors import BrokenReferenceError
from storage.part import OWNER
from storage.tables import metadata
from tests.storage.support import (
    ANNA,
    BEN,
    CARA,
    NAAPURI,
    NORTH,
    NOW,
    OMA,
    SOUTH,
    TODAY,
    planned,
    post,
    structure,
)

SLACK: Final = "slack"
ROOM: Final = ChannelId("board-room")
HOME: Final = Workspace(SLACK, "T1", OMA, "Oma", "sealed", NOW + timedelta(hours=12))
NUMBERS: Final = count()
LATER: Final = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
async def _organisations(database: Database) -> None:
    for organisation in (OMA, NAAPURI):
        await database.save_structure(structure(organisation))


@pytest_asyncio.fixture
async def other(database: Database, database_url: str) -> AsyncIterator[Database]:
    """The same database, opened by another replica."""
    opened = open_database(database_url)
    yield opened
    await opened.close()


def user(number: int, person: PersonId | None = None, *, active: bool = True) -> Account:
    return Account(f"U{number}", person, f"user {number}", f"u{number}@example.org", active=active)


async def save(
    database: Database,
    *accounts: Account,
    now: datetime = NOW,
    workspace: str = "T1",
    organisation: OrganisationId = OMA,
) -> None:
    await database.chats.save_accounts(organisation, SLACK, workspace, accounts, now)


async def known(database: Database, workspace: str = "T1") -> Sequence[Account]:
    return await database.chats.accounts(OMA, SLACK, workspace)


async def person(database: Database, who: PersonId = BEN) -> Person:
    found = await database.read(OMA, lambda work: work.person(who))
    assert found is not None
    return found


async def away(database: Database, on: date = TODAY) -> set[PersonId]:
    found = await database.read(OMA, lambda work: work.away([ANNA, BEN, CARA], on))
    return set(found)


async def reached(
    database: Database, recipient: Recipient, organisation: OrganisationId = OMA
) -> tuple[str, str, str]:
    """Post something, and say where it goes."""
    key = f"letter {next(NUMBERS)}"
    await database.write(organisation, lambda work: work.post([post(key, to=recipient)]))
    (parcel,) = [each for each in await waiting(database) if each.post.key == key]
    assert await database.outbox.mark([Mark(parcel, Delivered(key), NOW)], "postman") == [True]
    return parcel.door, parcel.workspace, parcel.address


async def waiting(database: Database) -> list[Parcel]:
    found: list[Parcel] = []
    for lane in await database.outbox.lanes(NOW, 10):
        claimed = await database.outbox.claim(
            "postman", lane, None, NOW, NOW + timedelta(minutes=1), 99
        )
        found += claimed.parcels
    return found


async def revision(database: Database) -> int:
    return (await database.plans.revisions())[OMA]


def rows(url: str, name: str) -> list[str]:
    """Every row of a table of both organisations."""
    engine = create_engine(read_url(url), poolclass=NullPool)
    found = metadata.tables[name]
    with engine.connect() as connection:
        return [
            repr(row)
            for organisation in (OMA, NAAPURI)
            for row in connection.execute(select(found).where(found.c[OWNER] == organisation))
        ]


# --- workspaces ---------------------------------------------------------------------------------


async def test_what_is_installed_is_known(database: Database) -> None:
    chats = database.chats
    assert await chats.workspace(SLACK, "T1") is None
    assert await chats.workspaces(SLACK) == []
    bare = Workspace(SLACK, "T2", parts=("T8", "T9"))
    assert await chats.install(HOME, NOW) == replace(HOME, version=1)
    assert await chats.install(bare, NOW) == replace(bare, version=1)
    assert await chats.workspace(SLACK, "T2") == replace(bare, version=1)
    assert [each.id for each in await chats.workspaces(SLACK)] == ["T1", "T2"]
    assert await chats.workspaces("teams") == []


async def test_a_new_install_keeps_the_organisation(database: Database) -> None:
    chats = database.chats
    await chats.install(replace(HOME, organisation=None), NOW)
    assert await chats.connect(SLACK, "T1", OMA)
    await chats.remove(SLACK, "T1", LATER)
    anew = replace(HOME, organisation=None, name="Renamed", sealed="new", expires=None)
    after = await chats.install(replace(anew, parts=("T3",)), LATER)
    assert (after.organisation, after.name, after.sealed) == (OMA, "Renamed", "new")
    assert (after.expires, after.parts, after.gone) == (None, ("T3",), None)
    assert after.version > 1
    assert await chats.workspace(SLACK, "T1") == after


async def test_an_install_fences_those_who_refresh_the_former_one(database: Database) -> None:
    chats = database.chats
    first = await chats.install(HOME, NOW)
    assert await chats.lease(first, "a", NOW, LATER)
    second = await chats.install(replace(HOME, sealed="new"), NOW)
    assert not await chats.reseal(first, "old refreshed", None)
    assert not await chats.lease(first, "a", NOW, LATER)
    assert await chats.lease(second, "b", NOW, LATER)  # the former lease went with its credentials
    found = await chats.workspace(SLACK, "T1")
    assert found is not None
    assert found.sealed == "new"


async def test_a_workspace_that_is_not_there_cannot_be_connected(database: Database) -> None:
    assert not await database.chats.connect(SLACK, "T404", OMA)
    await database.chats.install(replace(HOME, organisation=None), NOW)
    with pytest.raises(BrokenReferenceError):
        await database.chats.connect(SLACK, "T1", OrganisationId("nobody"))
    found = await database.chats.workspace(SLACK, "T1")
    assert found is not None
    assert found.organisation is None


async def test_credentials_are_changed_by_those_who_know_them_only(database: Database) -> None:
    chats = database.chats
    before = await chats.install(HOME, NOW)
    assert await chats.reseal(before, "second", LATER)
    after = await chats.workspace(SLACK, "T1")
    assert after == replace(before, sealed="second", expires=LATER, version=before.version + 1)
    assert not await chats.reseal(before, "third", None)
    assert await chats.workspace(SLACK, "T1") == after


async def test_one_refreshes_at_a_time(database: Database, other: Database) -> None:
    first = await database.chats.install(HOME, NOW)
    owners = [(each, f"replica {number}") for number, each in enumerate((database, other) * 4)]
    got = await asyncio.gather(
        *(each.chats.lease(first, owner, NOW, LATER) for each, owner in owners)
    )
    assert sorted(got) == [False] * 7 + [True]
    (mine, owner), (another, _) = [owners[got.index(True)], owners[got.index(False)]]
    assert await mine.chats.lease(first, owner, NOW, LATER)  # one's own may be taken again
    assert not await another.chats.lease(first, "late", LATER - timedelta(seconds=1), LATER)
    assert await another.chats.lease(first, "late", LATER, LATER + timedelta(minutes=1))
    assert await another.chats.reseal(first, "fresh", None)
    assert not await mine.chats.reseal(first, "overtaken", None)
    second = await mine.chats.workspace(SLACK, "T1")
    assert second is not None
    assert second.sealed == "fresh"
    assert await mine.chats.lease(second, owner, LATER, LATER)  # and the lease ended with it


async def test_of_two_that_refresh_at_once_one_is_fenced(
    database: Database, other: Database
) -> None:
    first = await database.chats.install(HOME, NOW)
    kept = await asyncio.gather(
        *(each.chats.reseal(first, f"by {n}", None) for n, each in enumerate((database, other) * 3))
    )
    assert sorted(kept) == [False] * 5 + [True]
    found = await other.chats.workspace(SLACK, "T1")
    assert found is not None
    assert found.sealed == f"by {kept.index(True)}"


async def test_the_parts_of_an_enterprise_organisation_are_noted(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    await database.chats.set_parts(SLACK, "T1", {"T7", "T5"})
    found = await database.chats.workspace(SLACK, "T1")
    assert found is not None
    assert (found.parts, found.version) == (("T5", "T7"), 1)


# --- who is who ---------------------------------------------------------------------------------


async def test_people_are_reached_at_their_active_account(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    await save(database, user(2, BEN), user(1, ANNA), user(3))
    assert await known(database) == [user(1, ANNA), user(2, BEN), user(3)]
    assert await database.chats.account(OMA, SLACK, "T1", "U2") == user(2, BEN)
    assert await database.chats.account(OMA, SLACK, "T1", "U9") is None
    assert await database.chats.account(NAAPURI, SLACK, "T1", "U2") is None
    assert await database.chats.people(OMA, SLACK, "T1") == {"U1": ANNA, "U2": BEN}
    assert await database.chats.people(OMA, SLACK, "T2") == {}
    assert await database.chats.people(NAAPURI, SLACK, "T1") == {}
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T1", "U2")
    await save(database, user(2, BEN, active=False), user(4, BEN))
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T1", "U4")
    assert await database.chats.people(OMA, SLACK, "T1") == {"U1": ANNA, "U4": BEN}
    assert await away(database) == set()


async def test_whoever_is_reached_in_another_chat_stays_there_until_they_arrive(
    database: Database,
) -> None:
    chats = database.chats
    await chats.install(HOME, NOW)
    await chats.install(Workspace("teams", "tenant", OMA), NOW)
    await save(database, user(1, ANNA))
    listed = [Account("aad-anna", ANNA), Account("aad-ben", BEN)]
    await chats.save_accounts(OMA, "teams", "tenant", listed, NOW, arrived=[])
    assert await reached(database, ToPerson(ANNA)) == (SLACK, "T1", "U1")
    assert await reached(database, ToPerson(BEN)) == ("teams", "tenant", "aad-ben")
    await chats.save_accounts(OMA, "teams", "tenant", listed, NOW, arrived=["aad-anna"])
    assert await reached(database, ToPerson(ANNA)) == ("teams", "tenant", "aad-anna")
    await chats.save_accounts(OMA, "teams", "tenant", listed, NOW, arrived=[])
    await save(database, user(1, ANNA))
    assert await reached(database, ToPerson(ANNA)) == ("teams", "tenant", "aad-anna")
    await chats.remove("teams", "tenant", NOW)
    assert await reached(database, ToPerson(ANNA)) == (SLACK, "T1", "U1")


async def test_an_email_address_that_moves_takes_its_person_along(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    everyone = await database.read(OMA, lambda work: work.everyone())
    first = replace(user(1), email="Anna@Example.org ")
    await save(database, *matched([first, user(2)], everyone))
    assert await reached(database, ToPerson(ANNA)) == (SLACK, "T1", "U1")
    moved = [replace(first, email="former@example.org"), replace(user(2), email="anna@example.org")]
    await save(database, *matched(moved, everyone))
    assert await reached(database, ToPerson(ANNA)) == (SLACK, "T1", "U2")
    assert [each.person for each in await known(database)] == [None, ANNA]


async def test_an_account_that_is_nobodys_any_more_is_not_written_to(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    zone, language = "Europe/Oslo", Language.NORWEGIAN
    await save(database, replace(user(1, BEN), zone=zone, language=language))
    assert ((await person(database)).zone, (await person(database)).language) == (zone, language)
    await save(database, user(1))
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T1", "")
    assert (await person(database)).zone is None
    assert (await person(database)).language is None
    assert await away(database) == set()


async def test_an_operators_word_stands_above_an_address(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    await save(database, replace(user(5, BEN), paired=True))
    await save(database, user(1, BEN))
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T1", "U5")
    await save(database, replace(user(6, BEN), paired=True))
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T1", "U6")
    await save(database, replace(user(5, BEN), paired=True))  # said before: nothing changes
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T1", "U6")


async def test_a_roster_moves_nobody_who_was_given_another_address_since(
    database: Database,
) -> None:
    await database.chats.install(HOME, NOW)
    await save(database, user(1, BEN))
    await database.set_address(OMA, ToPerson(BEN), "web", "ben")
    await save(database, user(1, BEN))
    assert await reached(database, ToPerson(BEN)) == ("web", "", "ben")
    await save(database, user(1, BEN, active=False))
    await save(database, user(1, BEN))
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T1", "U1")


async def test_of_two_workspaces_the_other_one_remains(database: Database) -> None:
    chats = database.chats
    await chats.install(HOME, NOW)
    await chats.install(replace(HOME, id="T2"), NOW)
    await save(database, replace(user(1, BEN), zone="Europe/Oslo"))
    await save(database, replace(user(2, BEN), zone="Europe/Paris"), workspace="T2")
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T2", "U2")
    assert (await person(database)).zone == "Europe/Paris"
    await chats.remove(SLACK, "T2", LATER)
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T1", "U1")
    assert (await person(database)).zone == "Europe/Oslo"
    await save(database, user(1, BEN, active=False), now=LATER)
    assert await away(database, TODAY) == {BEN}


async def test_a_long_roster_is_saved_whole(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    crowd = [user(number) for number in range(1000, 2300)]
    await save(database, *crowd, user(9, BEN))
    await save(database, replace(user(9), active=False), *crowd, user(1700, BEN), now=LATER)
    assert len(await known(database)) == len(crowd) + 1
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T1", "U1700")
    assert await away(database) == set()


async def test_accounts_belong_to_people_who_exist(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    with pytest.raises(BrokenReferenceError):
        await save(database, user(1, PersonId("nobody")))
    assert await known(database) == []


async def test_what_a_user_has_typed_can_always_be_kept(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    odd = replace(user(1, BEN), name="a\0b\ud83d", email="\0", zone="Mars/Olympus")
    await save(database, odd)
    assert await known(database) == [replace(odd, name="ab?", email="", zone=None)]
    assert (await person(database)).zone is None


async def test_a_roster_that_comes_too_late_writes_nothing(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    await save(database, user(1, BEN), organisation=NAAPURI)  # it does not speak for them
    await save(database, user(1, BEN), workspace="T404")
    await database.chats.remove(SLACK, "T1", LATER)
    await save(database, user(1, BEN), now=LATER)
    assert await known(database) == []
    assert await database.chats.accounts(NAAPURI, SLACK, "T1") == []
    assert await reached(database, ToPerson(BEN), NAAPURI) == ("web", "", "person:ben")


# --- zone, language, and who is gone ------------------------------------------------------------


async def test_what_is_set_with_rytmi_stands_above_the_chat(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    both = [
        replace(each, zone="America/New_York", language=Language.SWEDISH)
        for each in (user(1, ANNA), user(2, BEN))
    ]
    await save(database, *both)
    anna, ben = await person(database, ANNA), await person(database, BEN)
    assert (anna.zone, anna.language) == ("Europe/Oslo", Language.ENGLISH)
    assert (ben.zone, ben.language) == ("America/New_York", Language.SWEDISH)
    found = await database.read(OMA, lambda work: work.people([ANNA, BEN]))
    assert found == {ANNA: anna, BEN: ben}
    assert await database.read(OMA, lambda work: work.everyone()) == [
        anna,
        ben,
        await person(database, CARA),
    ]
    await database.write(OMA, lambda work: work.set_language(BEN, Language.FINNISH))
    assert (await person(database)).language is Language.FINNISH


async def test_a_chats_zone_counts_in_the_rhythm(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    before = await revision(database)
    await save(database, replace(user(2, BEN), zone="Asia/Tokyo"))
    assert await revision(database) > before
    schedule = await database.read(OMA, lambda work: work.schedule(ScheduleKind.ASKING, NORTH))
    assert schedule is not None
    assert schedule.zones == {"Europe/Oslo", "Asia/Tokyo"}
    plan = await database.plans.plan(OMA)
    assert [each for each in plan.schedules if each.kind is ScheduleKind.ASKING][-1] == schedule
    before = await revision(database)
    await save(database, replace(user(2, BEN), zone="Asia/Tokyo", language=Language.SWEDISH))
    assert await revision(database) == before  # a language changes no plan
    await save(database, replace(user(2, BEN), zone="Asia/Tokyo", active=False))
    assert await revision(database) > before
    schedule = await database.read(OMA, lambda work: work.schedule(ScheduleKind.ASKING, NORTH))
    assert schedule is not None
    assert schedule.zones == {"Europe/Oslo"}  # who is gone is not asked


async def test_an_import_neither_shows_nor_touches_what_a_chat_says(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    away_east = replace(user(2, BEN), zone="Asia/Tokyo", language=Language.SWEDISH)
    await save(database, away_east, user(3, CARA, active=False))
    assert await database.load_structure(OMA) == structure()
    unchanged = await database.compare_structure(structure())
    assert (unchanged.added, unchanged.changed) == (0, 0)
    renamed = replace(structure().people[1], name="Benjamin")
    people = (structure().people[0], renamed, structure().people[2])
    await database.save_structure(replace(structure(), people=people))
    ben = await person(database)
    assert (ben.name, ben.zone, ben.language) == ("Benjamin", "Asia/Tokyo", Language.SWEDISH)
    assert await away(database) == {CARA}


async def test_whoever_is_switched_off_is_away_until_they_are_back(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    await save(database, user(2, BEN), user(4, BEN, active=False))
    assert await away(database) == set()
    await save(database, user(2, BEN, active=False))
    await save(database, user(2, BEN, active=False), now=NOW + timedelta(days=5))
    gone = Absence(BEN, TODAY, None)
    found = await database.read(OMA, lambda work: work.away([ANNA, BEN], TODAY))
    assert found == {BEN: gone}
    assert await away(database, TODAY - timedelta(days=1)) == set()
    assert await away(database, TODAY + timedelta(days=999)) == {BEN}
    assert await database.read(OMA, lambda work: work.absences(BEN, TODAY)) == [gone]
    assert await database.read(OMA, lambda work: work.absences(ANNA, TODAY)) == []
    await save(database, user(4, BEN))
    assert await away(database, TODAY + timedelta(days=999)) == set()
    assert await database.read(OMA, lambda work: work.absences(BEN, TODAY)) == []


async def test_the_day_is_that_of_where_the_person_is(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    night = datetime(2026, 11, 18, 22, 30, tzinfo=UTC)  # tomorrow in Helsinki
    west = replace(user(2, BEN), zone="America/New_York")
    await save(database, west, user(3, CARA))
    await save(database, replace(west, active=False), user(3, CARA, active=False), now=night)
    assert await away(database, TODAY) == {BEN}
    assert await away(database, TODAY + timedelta(days=1)) == {BEN, CARA}


async def test_who_is_gone_still_has_their_deputy(database: Database) -> None:
    await database.chats.install(HOME, NOW)
    days = [TODAY + timedelta(days=number) for number in range(30)]
    for said in (Absence(BEN, days[2], days[4], CARA), Absence(BEN, days[9], days[10], ANNA)):
        await database.write(OMA, lambda work, said=said: work.set_absence(said, ANNA, NOW))  # type: ignore[misc]  # a default binds it
    await save(database, user(2, BEN, active=False), now=NOW + timedelta(days=3))
    found = await database.read(
        OMA, lambda work: [work.away([BEN], each).get(BEN) for each in days]
    )
    assert [each and each.deputy for each in found[:12]] == [
        *(None, None, CARA, CARA, CARA, None),
        *(None, None, None, ANNA, ANNA, None),
    ]
    assert found[1] is None
    assert found[2] == Absence(BEN, days[2], days[4], CARA)  # not gone yet
    assert [each and each.last for each in found[3:]] == [None] * 27
    assert await database.read(OMA, lambda work: work.absences(BEN, TODAY)) == [
        Absence(BEN, days[2], days[4], CARA),
        Absence(BEN, days[5], days[8]),
        Absence(BEN, days[9], days[10], ANNA),
        Absence(BEN, days[11], None),
    ]
    ever = Absence(BEN, days[1], None, CARA)
    await database.write(OMA, lambda work: work.set_absence(ever, ANNA, NOW))
    assert await database.read(OMA, lambda work: work.absences(BEN, TODAY)) == [ever]


# --- where to -----------------------------------------------------------------------------------


async def test_without_a_chat_everything_goes_to_the_page(database: Database) -> None:
    await database.chats.install(replace(HOME, organisation=NAAPURI), NOW)
    await database.chats.install(replace(HOME, id="T2", organisation=None), NOW)
    assert await reached(database, ToPerson(BEN)) == ("web", "", "person:ben")
    assert await reached(database, ToChannel(ROOM)) == ("web", "", "channel:board-room")


async def test_without_an_address_it_goes_to_the_newest_workspace(database: Database) -> None:
    chats = database.chats
    for number, identity in enumerate(("T3", "T1", "T2")):
        await chats.install(replace(HOME, id=identity), NOW + timedelta(hours=number))
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T2", "")
    assert await reached(database, ToChannel(ROOM)) == (SLACK, "T2", "")
    await chats.install(replace(HOME, id="T1"), NOW + timedelta(hours=9))  # not new by that
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T2", "")
    await chats.remove(SLACK, "T2", LATER)
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T1", "")
    for identity in ("T1", "T3"):
        await chats.remove(SLACK, identity, LATER)
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T2", "")
    await chats.install(replace(HOME, id="T3"), NOW + timedelta(days=1))
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T3", "")


async def test_channels_have_addresses_of_their_own(database: Database) -> None:
    chats = database.chats
    await chats.install(HOME, NOW)
    await save(database, user(2, BEN))
    assert await chats.channels(OMA) == {}
    await chats.set_channel(OMA, ROOM, SLACK, "T1", "C1")
    await chats.set_channel(OMA, ROOM, SLACK, "T1", "C2")
    assert await chats.channels(OMA) == {ROOM: (SLACK, "C2")}
    assert await chats.channels(NAAPURI) == {}
    assert await reached(database, ToChannel(ROOM)) == (SLACK, "T1", "C2")


async def test_a_message_takes_the_place_of_one_at_the_same_address_only(
    database: Database,
) -> None:
    async def sent(key: str, replaces: str | None = None) -> str | None:
        await database.write(
            OMA, lambda work: work.post([post(key, to=ToPerson(BEN), replaces=replaces)])
        )
        (parcel,) = await waiting(database)
        await database.outbox.mark([Mark(parcel, Delivered(f"ts {key}"), NOW)], "postman")
        return parcel.replaces_reference

    assert await sent("prompt") is None
    assert await sent("thanks", "prompt") == "ts prompt"
    await database.chats.install(HOME, NOW)
    await save(database, user(2, BEN))
    assert await sent("corrected", "thanks") is None
    assert await sent("again", "corrected") == "ts corrected"
    await save(database, user(2), user(3, BEN))
    assert await sent("elsewhere", "again") is None


# --- what an end leaves behind ------------------------------------------------------------------


async def filled(database: Database) -> None:
    """A workspace with people, channels and mail."""
    await database.chats.install(HOME, NOW)
    await save(
        database,
        replace(user(2, BEN), zone="Asia/Tokyo", language=Language.SWEDISH),
        user(3, CARA, active=False),
        user(4),
    )
    await database.chats.set_channel(OMA, ROOM, SLACK, "T1", "C1")
    mail = [
        post("under way", to=ToPerson(BEN), planned=planned()),
        post("due", to=ToChannel(ROOM), planned=planned(SOUTH)),
        post("tomorrow", to=ToPerson(ANNA), at=NOW + timedelta(days=1), planned=planned()),
    ]
    await database.write(OMA, lambda work: work.post(mail))


async def fates(database: Database) -> dict[PostKey, tuple[LedgerFate, Cause | None]]:
    span = (NOW - timedelta(days=1), NOW + timedelta(days=9))
    lines = await database.read(OMA, lambda work: work.ledger(None, *span, LATER))
    return {line.key: (line.fate, line.cause) for line in lines}


async def test_a_workspace_that_is_gone_leaves_nothing_behind(
    database: Database, database_url: str
) -> None:
    await filled(database)
    before = await revision(database)
    lane = Lane(SLACK, "T1")
    (sending,) = (
        await database.outbox.claim("postman", lane, None, NOW, NOW + timedelta(minutes=1), 1)
    ).parcels
    assert sending.post.key == "under way"
    assert await database.chats.remove(SLACK, "T1", LATER)
    found = await database.chats.workspace(SLACK, "T1")
    assert found is not None
    assert (found.organisation, found.gone, found.sealed) == (OMA, LATER, "")
    assert (found.expires, found.parts) == (None, ())
    assert rows(database_url, "accounts") == rows(database_url, "addresses") == []
    assert not any("U2" in row or "u2@" in row for row in rows(database_url, "people"))
    ben = await person(database)
    assert (ben.zone, ben.language) == (None, None)
    assert await away(database, TODAY + timedelta(days=9)) == set()
    assert await revision(database) > before
    lost = (LedgerFate.NOT_INSTALLED, Cause.NOT_INSTALLED)
    assert await fates(database) == {
        "under way": (LedgerFate.PLANNED, None),
        "due": lost,
        "tomorrow": lost,
    }
    assert [key for _, key in await database.outbox.untold(9)] == ["due", "tomorrow"]
    # Its postman's own mark is what counts, whichever it is.
    assert await database.outbox.mark([Mark(sending, Later(0, "busy"), LATER)], "postman") == [True]


async def test_an_end_that_is_told_twice_is_one_end(database: Database, other: Database) -> None:
    assert not await database.chats.remove(SLACK, "T1", NOW)  # it never was there
    await filled(database)
    ended = await asyncio.gather(
        *(each.chats.remove(SLACK, "T1", NOW) for each in (database, other) * 3)
    )
    assert sorted(ended) == [False] * 5 + [True]
    before = await revision(database)
    assert not await database.chats.remove(SLACK, "T1", LATER)
    found = await database.chats.workspace(SLACK, "T1")
    assert found is not None
    assert found.gone == NOW
    assert await revision(database) == before


async def test_an_end_that_comes_first_stops_a_refresh_under_way(database: Database) -> None:
    installed = await database.chats.install(HOME, NOW)
    assert await database.chats.lease(installed, "a", NOW, LATER)
    assert await database.chats.remove(SLACK, "T1", NOW)
    assert not await database.chats.reseal(installed, "a token nobody wants", None)
    gone = await database.chats.workspace(SLACK, "T1")
    assert gone is not None
    assert gone.sealed == ""
    assert not await database.chats.lease(gone, "b", LATER, LATER)
    assert not await database.chats.reseal(gone, "nor this", None)


async def test_a_workspace_of_nobody_can_go_too(database: Database) -> None:
    await database.chats.install(replace(HOME, organisation=None), NOW)
    assert await database.chats.remove(SLACK, "T1", NOW)
    assert not await database.chats.remove(SLACK, "T1", NOW)


async def test_what_is_installed_again_begins_anew(database: Database) -> None:
    await filled(database)
    await database.chats.remove(SLACK, "T1", NOW)
    await database.chats.install(replace(HOME, organisation=None), LATER)
    assert await known(database) == []
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T1", "")
    await save(database, user(2, BEN), now=LATER)
    assert await reached(database, ToPerson(BEN)) == (SLACK, "T1", "U2")
    assert (await fates(database))[PostKey("due")][0] is LedgerFate.NOT_INSTALLED


async def test_another_organisation_finds_nothing_of_the_former_one(
    database: Database, database_url: str
) -> None:
    await filled(database)
    assert await database.chats.connect(SLACK, "T1", OMA)  # the same again forgets nothing
    assert len(await known(database)) == 3
    assert await database.chats.connect(SLACK, "T1", NAAPURI)
    assert await known(database) == []
    assert await database.chats.accounts(NAAPURI, SLACK, "T1") == []
    assert rows(database_url, "addresses") == []
    assert (await person(database)).zone is None
    assert await away(database, TODAY + timedelta(days=9)) == set()
    # What waits for people of the former one does not follow them into a neighbour's chat.
    parcels = {each.post.key: each for each in await waiting(database)}
    assert {key: (each.door, each.address) for key, each in parcels.items()} == {
        "under way": ("web", "person:ben"),
        "due": ("web", "channel:board-room"),
    }
    assert await reached(database, ToPerson(BEN), NAAPURI) == (SLACK, "T1", "")
    assert await reached(database, ToPerson(ANNA)) == ("web", "", "person:anna")


async def test_an_install_for_another_organisation_forgets_as_well(database: Database) -> None:
    await filled(database)
    await database.chats.install(replace(HOME, organisation=NAAPURI), LATER)
    assert await known(database) == []
    assert (await person(database)).zone is None


async def test_rosters_and_ends_at_once_leave_one_state_or_the_other(
    database: Database, other: Database, database_url: str
) -> None:
    await filled(database)
    roster = [user(number, BEN if number == 2 else None) for number in range(2, 40)]
    imported = structure()
    await asyncio.gather(
        *(save(each, *roster, now=LATER) for each in (database, other) * 4),
        database.save_structure(imported),
        other.save_structure(imported),
        database.chats.remove(SLACK, "T1", LATER),
    )
    assert rows(database_url, "accounts") == rows(database_url, "addresses") == []
    assert await away(database, TODAY + timedelta(days=9)) == set()
