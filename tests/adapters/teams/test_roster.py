"""Who is who: users matched by e-mail or by hand, their zone and language, and forums' channels."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from adapters.teams.door import NAME
from adapters.teams.errors import ConnectorError
from adapters.teams.people.report import Report
from adapters.teams.people.sightings import sighting_of
from dialogs.chats import Account, Scope, Workspace
from dialogs.okr.model import ChannelId, Language, Person, PersonId
from dialogs.ports import Delivered, Mark
from storage.database import Database
from tests.adapters.teams.outbound import Outbound, outbound
from tests.storage.support import ANNA, BEN, CARA, FORUM, NAAPURI, OMA, post, structure
from tests.teams.activities import Activities
from tests.teams.faults import Fault, WrongError
from tests.teams.places import User

ROOM, NORTH_ROOM = ChannelId("board-room"), ChannelId("north")


@pytest_asyncio.fixture
async def here(sqlite: Database) -> AsyncIterator[Outbound]:
    """A replica with one tenant; all three people have an address."""
    await addressed(sqlite)
    async with outbound(sqlite) as made:
        await made.registered()
        yield made


async def addressed(database: Database, **channels: str) -> None:
    """Import the organisation with addresses, and forums with these channels."""
    given = {ANNA: "anna@example.org", BEN: "Ben@Example.org", CARA: "cara@example.org"}
    plain = structure()
    await database.save_structure(
        replace(
            plain,
            people=tuple(Person(each.id, each.name, given[each.id]) for each in plain.people),
            forums=tuple(
                replace(each, channel=ChannelId(channels.get(each.id, each.channel)))
                for each in plain.forums
            ),
        )
    )


async def sync(made: Outbound) -> Report:
    tenant = await made.tenants.find(made.tenant.id)
    assert tenant is not None
    return await made.roster.sync(tenant)


async def accounts(made: Outbound) -> dict[str, Account]:
    listed = await made.database.chats.accounts(OMA, NAME, made.tenant.id)
    return {each.id: each for each in listed}


async def who(made: Outbound, user: User) -> PersonId | None:
    return await made.roster.person(made.tenant.id, user.aad)


# --- by their first words -------------------------------------------------------------------------


async def test_whoever_writes_is_known_by_their_e_mail_address(here: Outbound) -> None:
    anna = here.user("anna", locale="sv-FI", zone="Europe/Stockholm")
    await here.seen(anna)
    assert await who(here, anna) == ANNA
    found = (await accounts(here))[anna.aad]
    assert (found.person, found.language, found.zone) == (
        ANNA,
        Language.SWEDISH,
        "Europe/Stockholm",
    )
    assert found.name == "Anna"


async def test_the_name_with_which_they_sign_in_is_an_address_too(here: Outbound) -> None:
    anna = here.user("anna", email="anna.a@mail.example", principal="ANNA@example.org")
    await here.seen(anna)
    assert await who(here, anna) == ANNA


async def test_somebody_else_is_nobody_and_is_looked_up_once_a_minute(here: Outbound) -> None:
    dora = here.user("dora")
    await here.seen(dora)
    assert await who(here, dora) is None
    assert await who(here, dora) is None
    assert len(here.calls("member")) == 1
    here.clock.go(timedelta(minutes=1))
    assert await who(here, dora) is None
    assert len(here.calls("member")) == 2


async def test_who_is_known_is_not_looked_up(here: Outbound) -> None:
    anna = here.user("anna")
    await here.account(anna)
    await here.seen(anna)
    assert await who(here, anna) == ANNA
    assert here.calls("member") == []


async def test_many_first_words_at_once_are_few_readings(here: Outbound) -> None:
    users = [here.user(name) for name in ("anna", "ben", "cara")]
    for user, person in zip(users, (ANNA, BEN, CARA), strict=True):
        await here.account(user, person)
    found = await asyncio.gather(*(who(here, user) for user in users * 20))
    assert found == [ANNA, BEN, CARA] * 20


async def test_a_stranger_to_the_tenant_is_nobody(here: Outbound) -> None:
    anna = here.user("anna")
    told = here.told(anna)
    told["from"] = {"id": "29:stranger", "name": "Anna"}
    await here.roster.seen(sighting_of(here.tenant.id, told))
    assert await here.roster.person(here.tenant.id, "") is None
    assert await accounts(here) == {}


async def test_a_user_of_another_tenant_is_not_matched_by_their_address(
    here: Outbound, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = here.user("anna")
    as_member = User.as_member
    monkeypatch.setattr(
        User, "as_member", lambda user, tenant: as_member(user, tenant) | {"tenantId": "another"}
    )
    await here.seen(anna)
    assert await who(here, anna) is None
    assert await accounts(here) == {}


async def test_where_microsoft_cannot_be_asked_nobody_is_called_a_stranger(here: Outbound) -> None:
    anna = here.user("anna")
    await here.seen(anna)
    here.platform.trouble("member", Fault.RESET_BEFORE, times=2)
    with pytest.raises(aiohttp.ClientError):
        await who(here, anna)
    here.platform.trouble("member", WrongError(503, "ServiceUnavailable"))
    with pytest.raises(ConnectorError):
        await who(here, anna)
    assert await who(here, anna) == ANNA, "an outage is not held for a minute"


async def test_a_refusal_is_no_person(here: Outbound) -> None:
    anna = here.user("anna")
    await here.seen(anna)
    here.platform.trouble("member", WrongError(404, "MemberNotFoundInConversation"))
    assert await who(here, anna) is None


async def test_a_tenant_without_an_organisation_has_no_people(here: Outbound) -> None:
    anna = here.user("anna")
    assert await here.roster.person("elsewhere", anna.aad) is None


# --- what activities tell -------------------------------------------------------------------------


async def test_language_and_zone_follow_the_client(here: Outbound) -> None:
    anna = here.user("anna")
    await here.account(anna)
    await here.seen(anna)
    found = (await accounts(here))[anna.aad]
    assert (found.language, found.zone) == (Language.FINNISH, "Europe/Helsinki")
    anna.locale, anna.zone = "nb-NO", "Europe/Oslo"
    await here.seen(anna)
    found = (await accounts(here))[anna.aad]
    assert (found.language, found.zone, found.person) == (Language.NORWEGIAN, "Europe/Oslo", ANNA)


async def test_the_same_again_asks_and_writes_nothing(
    here: Outbound, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = here.user("anna")
    await here.account(anna)
    await here.seen(anna)
    chats, asked = here.database.chats, []
    for name in ("account", "save_accounts", "conversation", "note_conversations"):

        async def note(*given: object, name: str = name) -> None:
            asked.append(name)

        monkeypatch.setattr(chats, name, note)
    await here.seen(anna)
    assert asked == []


@pytest.mark.parametrize(
    "change",
    [
        {"locale": "tlh-KX", "localTimezone": "Mars/Olympus", "entities": []},
        {"locale": None, "localTimezone": 7, "entities": "x"},
        {"locale": "", "localTimezone": "../../etc/passwd", "entities": [None, {"type": 1}]},
    ],
)
async def test_what_a_client_says_oddly_is_left_to_others(
    here: Outbound, change: dict[str, Any]
) -> None:
    anna = here.user("anna")
    await here.account(anna)
    await here.roster.seen(sighting_of(here.tenant.id, here.told(anna) | change))
    found = (await accounts(here))[anna.aad]
    assert (found.language, found.zone) == (None, None)


@pytest.mark.parametrize("name", ["from", "conversation", "channelData", "recipient", "serviceUrl"])
@pytest.mark.parametrize("value", [None, "x", 7, [], {"id": 7}])
def test_an_activity_without_its_parts_tells_little_and_breaks_nothing(
    here: Outbound, name: str, value: object
) -> None:
    body = here.told(here.user("anna")) | {name: value}
    told = sighting_of(here.tenant.id, body)
    assert told.tenant == here.tenant.id
    del body[name]
    assert sighting_of(here.tenant.id, body).place is None or name in {"recipient", "channelData"}


async def test_a_personal_conversation_is_written_down(here: Outbound) -> None:
    anna = here.user("anna")
    await here.seen(anna)
    place = await here.place(anna.aad)
    assert place is not None
    assert place.scope is Scope.PERSONAL
    assert (place.id, place.user) == (here.tenant.personal(anna).id, anna.id)
    assert place.bot == here.platform.app.bot
    assert place.service == here.platform.service(here.tenant)


async def test_a_thread_is_its_channel(here: Outbound) -> None:
    anna = here.user("anna")
    room = here.team("County", "Board").channel("Board")
    told = Activities(here.platform, here.tenant, anna).text("hi", room, thread="17")
    await here.roster.seen(sighting_of(here.tenant.id, told))
    place = await here.place(room.id)
    assert place is not None
    assert (place.scope, place.id) == (Scope.CHANNEL, room.id)
    assert place.team == room.team.id if room.team is not None else False


async def test_a_group_is_known_by_its_name(here: Outbound) -> None:
    anna = here.user("anna")
    group = here.tenant.add_group("Huddle", [anna.aad])
    await here.seen(anna, group)
    place = await here.place(group.id)
    assert place is not None
    assert (place.scope, place.title, place.team) == (Scope.GROUP, "Huddle", "")


# --- all of them ----------------------------------------------------------------------------------


async def test_the_members_of_the_teams_are_known_before_they_say_a_word(here: Outbound) -> None:
    anna, ben = here.user("anna", has_app=False), here.user("ben", has_app=False)
    dora = here.user("dora")
    here.platform.page = 2
    await here.seen(dora, here.team("County", "Board").channel("Board"))
    report = await sync(here)
    assert report.matched == ((ANNA, anna.aad), (BEN, ben.aad))
    assert report.missing == (CARA,)
    assert (report.users, report.unmatched, report.shared) == (3, 1, ())
    assert report.not_installed == (), "who is in a team with Rytmi is reached"
    counted = here.door.counters.accounts
    assert counted == {
        (here.tenant.id, "matched"): 2,
        (here.tenant.id, "unmatched"): 1,
        (here.tenant.id, "installed"): 2,
    }


async def test_whoever_has_the_app_is_asked_about(here: Outbound) -> None:
    anna = here.user("anna")
    await here.seen(anna)
    assert (await sync(here)).matched == ((ANNA, anna.aad),)


async def test_who_has_removed_the_app_is_told_to_the_operator(here: Outbound) -> None:
    anna = here.user("anna")
    await here.seen(anna)
    await sync(here)
    place = await here.place(anna.aad)
    assert place is not None
    await here.places.lost(here.tenant.id, anna.aad, place)
    assert (await sync(here)).not_installed == ((ANNA, anna.aad),)


async def test_an_address_that_two_users_share_matches_neither(here: Outbound) -> None:
    for name in ("one", "two"):
        await here.seen(here.user(name, email="anna@example.org"))
    report = await sync(here)
    assert report.matched == ()
    assert report.shared == ("anna@example.org",)


async def test_a_team_that_has_shut_rytmi_out_is_left_out(here: Outbound) -> None:
    anna = here.user("anna")
    board = here.team("County", "Board")
    await here.seen(anna, board.channel("Board"))
    await sync(here)
    board.has_app = False
    await sync(here)
    place = await here.place(board.channel("Board").id)
    assert place is not None
    assert place.gone == here.clock.at


async def test_an_outage_is_told_and_changes_nothing(here: Outbound) -> None:
    anna = here.user("anna")
    await here.seen(anna, here.team("County").channels[0])
    await sync(here)
    here.platform.trouble("paged", WrongError(503, "ServiceUnavailable"))
    with pytest.raises(Exception, match="503"):
        await sync(here)
    assert (await accounts(here))[anna.aad].active


async def test_a_tenant_that_speaks_for_nobody_is_not_read(here: Outbound) -> None:
    tenant = await here.tenants.find(here.tenant.id)
    assert tenant is not None
    with pytest.raises(ValueError, match="no organisation"):
        await here.roster.sync(replace(tenant, organisation=None))


# --- by hand --------------------------------------------------------------------------------------


async def test_an_operator_says_who_is_who(here: Outbound) -> None:
    tenant = await here.tenants.known(here.tenant.id)
    dora = here.user("dora")
    await here.seen(dora)
    assert await who(here, dora) is None
    assert await here.roster.pair(tenant, CARA, dora.aad)
    assert await who(here, dora) == CARA
    await sync(here)
    assert (await accounts(here))[dora.aad].paired
    assert await here.roster.pair(tenant, None, dora.aad)
    assert await who(here, dora) is None
    assert not await here.roster.pair(tenant, CARA, "nobody")


async def test_an_address_that_makes_a_user_another_person_is_logged(
    here: Outbound, caplog: pytest.LogCaptureFixture
) -> None:
    anna = here.user("anna")
    await here.seen(anna, here.team("County").channels[0])
    await sync(here)
    anna.email = "ben@example.org"
    with caplog.at_level(logging.WARNING):
        await sync(here)
    assert (await accounts(here))[anna.aad].person == BEN
    assert f"was {ANNA}, and is {BEN}" in caplog.text


async def test_another_organisations_people_are_not_taken_for_these(here: Outbound) -> None:
    anna = here.user("anna")
    await here.seen(anna)
    assert await who(here, anna) == ANNA
    await here.database.save_structure(structure(NAAPURI))
    await here.database.chats.connect(NAME, here.tenant.id, NAAPURI)
    here.tenants.forget(here.tenant.id)
    here.platform.trouble("member", WrongError(404, "MemberNotFoundInConversation"))
    assert await who(here, anna) is None


# --- channels -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "channel"),
    [
        ("Board", "Board"),
        ("#board", "Board"),
        ("County / Board", "Board"),
        ("county/board", "Board"),
        ("County / General", ""),
        ("County", ""),
        ("id", "Board"),
        ("link", "Board"),
    ],
)
async def test_a_forums_channel_is_found_by_what_people_call_it(
    here: Outbound, written: str, channel: str
) -> None:
    team = here.team("County", "Board", "Other")
    wanted = team.channel(channel)
    quoted = wanted.id.replace(":", "%3A").replace("@", "%40")
    given = {
        "id": wanted.id,
        "link": f"https://teams.microsoft.com/l/channel/{quoted}/Board?groupId=1&tenantId=2",
    }
    await addressed(here.database, **{FORUM: given.get(written, written)})
    await here.seen(here.user("anna"), team.channels[0])
    report = await sync(here)
    [(found, where)] = report.channels
    assert where == wanted.id
    addresses = await here.database.chats.channels(OMA)
    assert addresses[found] == (NAME, wanted.id)
    assert NORTH_ROOM in report.not_found


async def test_a_name_that_two_channels_bear_is_doubtful_until_the_team_is_named(
    here: Outbound,
) -> None:
    await addressed(here.database, **{FORUM: "Board"})
    anna = here.user("anna")
    for name in ("County", "Hospital"):
        await here.seen(anna, here.team(name, "Board").channels[0])
    report = await sync(here)
    assert (report.channels, report.doubtful) == ((), (ChannelId("Board"),))
    await addressed(here.database, **{FORUM: "Hospital / Board"})
    report = await sync(here)
    assert report.doubtful == ()
    assert report.channels[0][1] == here.tenant.teams[1].channel("Board").id


async def test_a_group_can_be_a_forums_channel(here: Outbound) -> None:
    await addressed(here.database, **{FORUM: "Huddle"})
    anna = here.user("anna")
    group = here.tenant.add_group("Huddle", [anna.aad])
    await here.seen(anna, group)
    assert (await sync(here)).channels == ((ChannelId("Huddle"), group.id),)


async def test_a_group_with_a_channels_name_gets_nothing_that_is_meant_for_the_channel(
    here: Outbound,
) -> None:
    await addressed(here.database, **{FORUM: "Board"})
    anna = here.user("anna")
    group = here.tenant.add_group("Board", [anna.aad])
    await here.seen(anna, group)
    board = here.team("County", "Board").channels[0]
    await here.seen(anna, board)
    report = await sync(here)
    assert report.doubtful == ()
    assert report.channels == ((ChannelId("Board"), here.tenant.teams[0].channel("Board").id),)
    assert report.channels[0][1] != group.id


async def test_what_a_channel_is_called_anew_is_found(here: Outbound) -> None:
    await addressed(here.database, **{FORUM: "Board"})
    anna, team = here.user("anna"), here.team("County", "Something")
    await here.seen(anna, team.channels[0])
    assert (await sync(here)).not_found == (ChannelId("Board"), NORTH_ROOM)
    team.channel("Something").name = "Board"
    assert (await sync(here)).channels[0][1] == team.channel("Board").id


async def test_a_channel_that_was_deleted_is_no_address(here: Outbound) -> None:
    anna, team = here.user("anna"), here.team("County", "Board")
    await here.seen(anna, team.channels[0])
    await sync(here)
    gone = team.channels.pop()
    await sync(here)
    place = await here.place(gone.id)
    assert place is not None
    assert place.gone is not None


async def test_a_channel_that_is_reached_in_slack_is_left_there(here: Outbound) -> None:
    await addressed(here.database, **{FORUM: "Board"})
    await here.database.chats.set_channel(OMA, ChannelId("Board"), "slack", "T1", "C1")
    await here.seen(here.user("anna"), here.team("County", "Board").channels[0])
    report = await sync(here)
    assert report.channels == ()
    assert (await here.database.chats.channels(OMA))[ChannelId("Board")] == ("slack", "C1")


# --- one person, two chats ------------------------------------------------------------------------


async def reached(made: Outbound, key: str) -> tuple[str, str]:
    """Post something to Anna, and say where it goes."""
    await made.database.write(OMA, lambda work: work.post([post(key)]))
    for lane in await made.database.outbox.lanes(made.clock.at, 9):
        claimed = await made.database.outbox.claim(
            "postman", lane, None, made.clock.at, made.clock.at + timedelta(minutes=1), 9
        )
        for parcel in claimed.parcels:
            if parcel.post.key == key:
                done = Mark(parcel, Delivered(key), made.clock.at)
                assert await made.database.outbox.mark([done], "postman") == [True]
                return parcel.door, parcel.address
    raise AssertionError(key)


async def in_slack_too(made: Outbound) -> None:
    chats = made.database.chats
    await chats.install(Workspace("slack", "T1", OMA), made.clock.at)
    await chats.save_accounts(OMA, "slack", "T1", [Account("U1", ANNA)], made.clock.at)


async def test_who_is_reached_in_slack_stays_there_until_they_have_rytmi_in_teams(
    here: Outbound,
) -> None:
    await in_slack_too(here)
    anna = here.user("anna", has_app=False)
    await here.seen(here.user("dora"), here.team("County").channels[0])
    report = await sync(here)
    assert report.matched == ((ANNA, anna.aad),)
    assert await reached(here, "one") == ("slack", "U1")
    await here.seen(anna)
    assert await reached(here, "two") == ("teams", anna.aad)
    await sync(here)
    await here.seen(anna)
    assert await reached(here, "three") == ("teams", anna.aad)


async def test_who_is_reached_nowhere_else_is_asked_in_teams_so_that_the_ledger_says_what_lacks(
    here: Outbound,
) -> None:
    anna = here.user("anna", has_app=False)
    await here.seen(here.user("dora"), here.team("County").channels[0])
    await sync(here)
    assert await reached(here, "one") == ("teams", anna.aad)


async def test_the_first_words_in_teams_move_a_person_there(here: Outbound) -> None:
    await in_slack_too(here)
    anna = here.user("anna")
    await here.seen(anna)
    assert await who(here, anna) == ANNA
    assert await reached(here, "one") == ("teams", anna.aad)
