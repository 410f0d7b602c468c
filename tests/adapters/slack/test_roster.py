"""Who is who: users matched by e-mail or by hand, their zone and language, and forums' channels."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from slack_sdk.errors import SlackApiError

from adapters.slack.door import NAME
from adapters.slack.people.roster import Report
from dialogs.chats import Account, Workspace
from dialogs.okr.model import ChannelId, Language, Person, PersonId
from storage.database import Database
from tests.adapters.slack.ground import Clock, Ground, ground, populated
from tests.adapters.slack.loopback import Broken, Loopback, no, throttled
from tests.storage.support import ANNA, BEN, CARA, OMA, structure

ROOM, NORTH_ROOM = ChannelId("board-room"), ChannelId("north")


def user(number: int, email: str = "", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """A user as Slack tells of them."""
    return {
        "id": f"U{number}",
        "team_id": "T1",
        "deleted": False,
        "is_bot": False,
        "tz": "Europe/Helsinki",
        "locale": "fi-FI",
        "profile": {"real_name": f"User {number}", "email": email},
        **more,
    }


@pytest_asyncio.fixture
async def here(slack: Loopback, sqlite: Database) -> AsyncIterator[Ground]:
    """A replica with one workspace, Anna with the address of the import, the others with theirs."""
    given = {ANNA: "anna@example.org", BEN: "Ben@Example.org", CARA: "cara@example.org"}
    plain = structure()
    people = tuple(Person(each.id, each.name, given[each.id]) for each in plain.people)
    await sqlite.save_structure(replace(plain, people=people))
    async with ground(slack, sqlite) as made:
        await made.installed()
        yield made


async def place(made: Ground, name: str = "T1") -> Workspace:
    found = await made.workspaces.find(name)
    assert found is not None
    return found


async def sync(made: Ground, name: str = "T1") -> Report:
    return await made.roster.sync(await place(made, name))


async def accounts(made: Ground, name: str = "T1") -> dict[str, Account]:
    return {each.id: each for each in await made.database.chats.accounts(OMA, NAME, name)}


async def who(made: Ground, name: str) -> PersonId | None:
    return await made.roster.person(await place(made), name)


# --- by e-mail ------------------------------------------------------------------------------------


async def test_people_are_matched_by_e_mail_whatever_its_letters(here: Ground) -> None:
    here.slack.users = [
        user(1, "ANNA@example.org"),
        user(2, "ben@example.org", tz="Europe/Stockholm", locale="sv-SE"),
        user(3, "somebody@example.org"),
    ]
    report = await sync(here)
    assert report.matched == ((ANNA, "U1"), (BEN, "U2"))
    assert report.missing == (CARA,)
    assert (report.users, report.unmatched, report.left, report.shared) == (3, 1, (), ())
    found = await accounts(here)
    assert (found["U2"].language, found["U2"].zone) == (Language.SWEDISH, "Europe/Stockholm")
    assert found["U2"].name == "User 2"
    assert await who(here, "U1") == ANNA
    assert await who(here, "U3") is None


async def test_a_large_workspace_is_read_page_by_page_and_patiently(here: Ground) -> None:
    here.slack.users = [user(number, f"u{number}@example.org") for number in range(450)]
    here.slack.next("users.list", throttled(17), throttled(3))
    told: list[tuple[str, int]] = []
    report = await here.roster.sync(await place(here), lambda *what: told.append(what))
    assert report.users == 450
    assert here.rests.seconds == [17, 3]
    assert len(here.slack.of("users.list")) == 2 + 3
    assert {call.args["limit"] for call in here.slack.of("users.list")} == {"200"}
    assert told[-1] == ("users", 450)


async def test_the_same_again_writes_nothing(here: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    here.slack.users = [user(1, "anna@example.org")]
    first = await sync(here)
    written: list[object] = []
    save = here.database.chats.save_accounts

    async def counted(*given: Any) -> None:  # noqa: ANN401 - passed on as it comes
        written.append(given)
        await save(*given)

    monkeypatch.setattr(here.database.chats, "save_accounts", counted)
    assert await sync(here) == first
    assert written == []


async def test_bots_and_people_from_elsewhere_are_nobody(here: Ground) -> None:
    here.slack.users = [
        user(1, "anna@example.org", is_bot=True),
        user(2, "ben@example.org", is_stranger=True),
        user(3, "cara@example.org", team_id="T666"),
        {**user(4, "anna@example.org"), "id": "USLACKBOT"},
    ]
    report = await sync(here)
    assert report.matched == ()
    assert report.users == 0
    for number in range(1, 4):
        assert await who(here, f"U{number}") is None
    assert await accounts(here) == {}


async def test_a_guest_of_this_workspace_may_be_one_of_the_people(here: Ground) -> None:
    here.slack.users = [user(1, "anna@example.org", is_restricted=True)]
    assert (await sync(here)).matched == ((ANNA, "U1"),)


async def test_an_address_that_two_users_share_is_told_and_matches_neither(here: Ground) -> None:
    here.slack.users = [user(1, "anna@example.org"), user(2, "Anna@example.org")]
    report = await sync(here)
    assert report.matched == ()
    assert report.shared == ("anna@example.org",)


async def test_what_slack_says_oddly_is_left_to_others(here: Ground) -> None:
    here.slack.users = [
        user(1, "anna@example.org", tz="Mars/Olympus", locale="tlh-KX"),
        user(2, "ben@example.org", tz=None, locale=None, profile=None),
        user(3, "cara@example.org", tz="../../etc/passwd", locale="nn-NO"),
        {"deleted": False},
    ]
    await sync(here)
    found = await accounts(here)
    assert (found["U1"].language, found["U1"].zone) == (None, None)
    assert (found["U2"].email, found["U2"].name) == ("", "")
    assert (found["U3"].language, found["U3"].zone) == (Language.NORWEGIAN, None)


# --- those who leave ------------------------------------------------------------------------------


async def test_who_is_switched_off_is_told_and_keeps_their_person(here: Ground) -> None:
    here.slack.users = [user(1, "anna@example.org"), user(2, "ben@example.org")]
    await sync(here)
    here.slack.users[1] = user(2, "", deleted=True)
    report = await sync(here)
    assert report.left == (BEN,)
    assert report.missing == (BEN, CARA)
    found = await accounts(here)
    assert (found["U2"].active, found["U2"].person) == (False, BEN)


async def test_an_event_switches_off_and_on_again(here: Ground) -> None:
    here.slack.users = [user(1, "anna@example.org")]
    await sync(here)
    workspace = await place(here)
    await here.roster.changed(workspace, user(1, "", deleted=True))
    assert not (await accounts(here))["U1"].active
    await here.roster.changed(workspace, user(1, "anna@example.org"))
    assert (await accounts(here))["U1"].active
    assert await who(here, "U1") == ANNA


# --- events and first words -----------------------------------------------------------------------


async def test_who_joins_is_known_at_once(here: Ground) -> None:
    await here.roster.changed(await place(here), user(7, "ben@example.org"))
    assert await who(here, "U7") == BEN
    assert here.slack.of("users.info") == []


async def test_a_new_status_writes_nothing_and_a_new_zone_does(here: Ground) -> None:
    here.slack.users = [user(1, "anna@example.org")]
    await sync(here)
    workspace = await place(here)
    without = {key: value for key, value in user(1, "anna@example.org").items() if key != "locale"}
    await here.roster.changed(workspace, {**without, "status_text": "lunch"})
    assert (await accounts(here))["U1"].language is Language.FINNISH
    await here.roster.changed(workspace, {**without, "tz": "Europe/Oslo"})
    found = (await accounts(here))["U1"]
    assert (found.zone, found.language, found.person) == (
        "Europe/Oslo",
        Language.FINNISH,
        ANNA,
    )


async def test_an_unknown_user_who_writes_is_looked_up_once_a_minute(here: Ground) -> None:
    here.slack.users = [user(1, "anna@example.org")]
    assert await who(here, "U1") == ANNA
    assert await who(here, "U1") == ANNA
    assert await who(here, "U9") is None
    assert await who(here, "U9") is None
    assert [call.args["user"] for call in here.slack.of("users.info")] == ["U1", "U9"]
    here.slack.users.append(user(9, "ben@example.org"))
    here.clock.go(timedelta(minutes=1))
    assert await who(here, "U9") == BEN


async def test_whole_teams_that_come_at_once_are_looked_up_together(
    here: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.slack.users = [user(1, "anna@example.org"), user(2, "ben@example.org")]
    await sync(here)
    read: list[object] = []
    people, account = here.database.chats.people, here.database.chats.account

    async def all_counted(*given: Any) -> Mapping[str, PersonId]:  # noqa: ANN401 - passed on
        read.append(given)
        return await people(*given)

    async def one_counted(*given: Any) -> Account | None:  # noqa: ANN401 - the same
        read.append(given)
        return await account(*given)

    monkeypatch.setattr(here.database.chats, "people", all_counted)
    monkeypatch.setattr(here.database.chats, "account", one_counted)
    names = ["U1", "U2", "U1", "U2"]
    assert await asyncio.gather(*(who(here, name) for name in names)) == [ANNA, BEN, ANNA, BEN]
    assert len(read) == 1
    here.clock.go(timedelta(minutes=1))
    assert await who(here, "U2") == BEN
    assert len(read) == 2


async def test_a_broken_line_is_not_remembered_as_nobody(here: Ground) -> None:
    here.slack.users = [user(1, "anna@example.org")]
    here.slack.next("users.info", Broken(), throttled(30))
    with pytest.raises(aiohttp.ClientError):
        await who(here, "U1")
    with pytest.raises(SlackApiError, match="ratelimited"):
        await who(here, "U1")
    assert await who(here, "U1") == ANNA


async def test_a_no_of_slack_s_is_nobody_and_no_error(
    here: Ground, caplog: pytest.LogCaptureFixture
) -> None:
    here.slack.next("users.info", no("user_not_visible"))
    with caplog.at_level(logging.INFO):
        assert await who(here, "U1") is None
    assert "user_not_visible" in caplog.text


async def test_a_workspace_that_speaks_for_nobody_knows_nobody(here: Ground) -> None:
    await here.installed("T2", organisation=None, token="xoxb-two")
    workspace = await place(here, "T2")
    assert await here.roster.person(workspace, "U1") is None
    await here.roster.changed(workspace, user(1, "anna@example.org"))
    with pytest.raises(ValueError, match="T2"):
        await here.roster.sync(workspace)


# --- by hand --------------------------------------------------------------------------------------


async def test_an_operator_says_whose_user_it_is_and_that_stays(here: Ground) -> None:
    here.slack.users = [user(1, "anna@example.org"), user(2, "private@example.org")]
    assert await here.roster.pair(await place(here), BEN, "U2")
    assert await who(here, "U2") == BEN
    report = await sync(here)
    assert report.matched == ((ANNA, "U1"), (BEN, "U2"))
    assert (await accounts(here))["U2"].paired


async def test_a_pairing_is_taken_back(here: Ground) -> None:
    here.slack.users = [user(1, "anna@example.org")]
    workspace = await place(here)
    assert await here.roster.pair(workspace, BEN, "U1")
    assert await here.roster.pair(workspace, None, "U1")
    assert await who(here, "U1") == ANNA
    assert not (await accounts(here))["U1"].paired


async def test_a_user_who_is_not_there_cannot_be_paired(here: Ground) -> None:
    assert not await here.roster.pair(await place(here), BEN, "U404")


# --- channels -------------------------------------------------------------------------------------


async def test_forums_channels_are_found_by_name_or_id(slack: Loopback, database: Database) -> None:
    await populated(database)
    async with ground(slack, database) as here:
        await here.installed()
        slack.channels = [
            {"id": "C000BOARD1", "name": "Board-Room", "is_member": True},
            {"id": "C0000NORTH", "name": "north", "is_member": False},
            {"id": "C000OTHER1", "name": "other", "is_member": True},
        ]
        report = await sync(here)
        assert report.channels == ((ROOM, "C000BOARD1"), (NORTH_ROOM, "C0000NORTH"))
        assert report.not_joined == (NORTH_ROOM,)
        assert report.not_found == report.doubtful == ()
        kept = await database.chats.channels(OMA)
        assert kept == {ROOM: (NAME, "C000BOARD1"), NORTH_ROOM: (NAME, "C0000NORTH")}


async def test_a_channel_that_slack_does_not_show_is_told(here: Ground) -> None:
    here.slack.channels = [{"id": "C000BOARD1", "name": "board-room", "is_member": True}]
    report = await sync(here)
    assert report.not_found == (NORTH_ROOM,)
    asked = here.slack.of("conversations.list")[0].args
    assert asked["types"] == "public_channel,private_channel"
    assert asked["exclude_archived"] == "true"


async def test_a_channel_given_by_its_id_is_taken_as_it_is(here: Ground) -> None:
    await here.database.chats.set_channel(OMA, ROOM, NAME, "T1", "C_OLD")
    here.slack.channels = [{"id": "C000BOARD1", "name": "board-room", "is_member": True}]
    await sync(here)
    assert (await here.database.chats.channels(OMA))[ROOM] == (NAME, "C000BOARD1")


async def test_a_forum_that_meets_in_another_chat_stays_there(here: Ground) -> None:
    await here.database.chats.set_channel(OMA, ROOM, "teams", "tenant", "19:room")
    here.slack.channels = [{"id": "C000BOARD1", "name": "board-room", "is_member": True}]
    await sync(here)
    assert (await here.database.chats.channels(OMA))[ROOM] == ("teams", "19:room")


# --- a whole enterprise ---------------------------------------------------------------------------


async def test_an_enterprise_is_read_workspace_by_workspace(
    slack: Loopback, sqlite: Database
) -> None:
    async with ground(slack, sqlite, Clock()) as here:
        await here.installed("E1")
        slack.teams = [{"id": "T1"}, {"id": "T2"}]
        slack.users = [
            user(1, "anna@example.org", team_id="T1"),
            user(2, "else@example.org", team_id="T2"),
            user(3, "stranger@example.org", team_id="T3"),
        ]
        slack.channels = [
            {"id": "C0000NORTH", "name": "north", "is_member": True, "team": "T1"},
            {"id": "C0000SOUTH", "name": "north", "is_member": True, "team": "T2"},
            {"id": "C000BOARD1", "name": "board-room", "is_member": True, "team": "T2"},
        ]
        report = await sync(here, "E1")
        assert report.matched == ((ANNA, "U1"),)
        assert report.users == 2
        assert report.doubtful == (NORTH_ROOM,)
        assert report.channels == ((ROOM, "C000BOARD1"),)
        assert {call.args["team_id"] for call in slack.of("users.list")} == {"T1", "T2"}
        assert (await place(here, "E1")).parts == ("T1", "T2")
        found = await place(here, "E1")
        assert await here.roster.person(found, "U3") is None
        enterprise = {"enterprise_id": "E1"}
        slack.users.append(user(4, "anna2@example.org", team_id="T77", enterprise_user=enterprise))
        assert await here.roster.person(found, "U4") is None
        assert "U4" in await accounts(here, "E1")


async def test_who_becomes_somebody_else_by_another_address_is_noted(
    here: Ground, caplog: pytest.LogCaptureFixture
) -> None:
    """Slack has whoever changes an address confirm the new one; it is theirs, and is noted."""
    here.slack.users = [user(1, "anna@example.org")]
    await sync(here)
    await here.roster.changed(await place(here), user(1, "ben@example.org"))
    assert await who(here, "U1") == BEN
    assert "user U1 of T1 was anna, and is ben" in caplog.text
    assert "example.org" not in caplog.text
