"""People who mean harm, with an account of the tenant: what they make their Teams say is input."""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from adapters.teams import limits
from adapters.teams.door import NAME, Credentials
from adapters.teams.errors import AddressError, ConnectorError
from adapters.teams.people.sightings import sighting_of
from adapters.teams.services import checked
from adapters.teams.wire import Call, Wire
from dialogs.chats import Scope
from dialogs.okr.model import PersonId
from dialogs.replies import Act, Close, Correct
from dialogs.views import Action
from storage.database import Database
from tests.adapters.teams.doorstep import (
    STATUS,
    Doorstep,
    doorstep,
    good_values,
    open_form,
    sender,
    written,
)
from tests.adapters.teams.test_connector import listening
from tests.conversations.company import ORGANISATION
from tests.teams.places import Chat, User, guid
from tests.teams.window import Window

WORDS = "what Liisa thinks of the county"


@pytest_asyncio.fixture
async def anywhere(database: Database) -> AsyncIterator[Doorstep]:
    """The whole door on either database: what one of them holds, the other may refuse."""
    async with doorstep(database) as here:
        yield here
        here.platform.all_well()


def group(door: Doorstep, *who: str) -> Chat:
    """Return a group chat of these people, with Rytmi in it."""
    users = [door.tenant.user(f"{each}@county.example").aad for each in who]
    made = door.tenant.add_group("Owls", users)
    made.has_app = True
    return made


async def people_who_answered(door: Doorstep) -> set[PersonId]:
    return {each.person for each in await door.database.check_ins(ORGANISATION)}


# --- what the others see --------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["liisa", "matti", "stranger"])
async def test_no_older_client_takes_a_form_away_from_the_others(door: Doorstep, who: str) -> None:
    """It asks for the whole message to be changed, for everybody who reads it."""
    place = group(door, "liisa", "matti", "stranger")
    liisa, other = door.window(place=place), door.window(who, place=place, older=True)
    await liisa.types("checkin")
    before = open_form(liisa).message.card
    form = open_form(other)
    other.fills(form, good_values(form))
    await other.press(sender(other, form))
    assert form.message.card == before
    assert "update" not in door.calls()
    assert len(other.messages()) == 2, "and they are answered nevertheless"
    assert await people_who_answered(door) == ({"liisa"} if who == "liisa" else set())


@pytest.mark.parametrize(("figure", "act"), [("a lot", Correct), ("7", Close)])
async def test_nobody_puts_their_own_words_in_the_place_of_a_roll_up(
    door: Doorstep, figure: str, act: type[Act]
) -> None:
    """Which message a form was sent from is said by the client."""
    liisa = door.window(place=door.channel, older=True)
    digest = door.card(door.channel, STATUS)
    before = copy.deepcopy(digest.card)
    await liisa.types("checkin")
    form = open_form(liisa)
    data = form.data(sender(liisa, form).action) | good_values(form) | {"comment:o1": WORDS}
    number = next(each["id"] for each in form.inputs() if each["type"] == "Input.Number")
    told = liisa.activities.submitted(data | {number: figure}, liisa.chat, digest)
    await liisa.delivers(told)
    assert isinstance(door.replies[-1].act, act)
    assert digest.card == before
    assert "update" not in door.calls()


async def test_nobody_sends_in_another_ones_form(door: Doorstep) -> None:
    liisa, matti = door.window(), door.window("matti")
    await liisa.types("checkin")
    form = open_form(liisa)
    data = form.data(sender(liisa, form).action) | good_values(form)
    own = door.tenant.personal(matti.user)
    card = door.card(own, STATUS)
    answer = await matti.delivers(matti.activities.executed({"verb": "x"}, data, own, card))
    assert answer.status == 200
    assert await people_who_answered(door) == set()
    await liisa.delivers(liisa.activities.executed({"verb": "x"}, data, liisa.chat, form.message))
    assert await people_who_answered(door) == {"liisa"}
    again = await matti.delivers(matti.activities.executed({"verb": "x"}, data, own, card))
    assert written(again) == written(answer), "nor is hers what they are answered"


# --- where somebody is written to -----------------------------------------------------------------


@pytest.mark.parametrize("kind", ["meeting", "sharedChannel", "PERSONAL "])
async def test_a_conversation_of_a_new_kind_is_nobodys_own(door: Doorstep, kind: str) -> None:
    """What is for one person alone would stand there before all, now and from then on."""
    liisa = door.window()
    await liisa.types("status")
    own = await door.database.chats.conversation(NAME, door.tenant.id, liisa.user.aad)
    told = liisa.activities.text("checkin", door.channel)
    told["conversation"] = {"id": "19:meeting_x@thread.v2", "conversationType": kind}
    told["channelData"] = {"tenant": {"id": door.tenant.id}}
    before = len(door.events)
    assert (await door.tell(told)).status == 200
    assert len(door.events) == before, "Rytmi was not mentioned there"
    assert own == await door.database.chats.conversation(NAME, door.tenant.id, liisa.user.aad)
    there = await door.database.chats.conversation(NAME, door.tenant.id, "19:meeting_x@thread.v2")
    assert there is not None
    assert there.scope is Scope.GROUP


ODD: tuple[object, ...] = (
    "\x00",
    "\ud800",
    "a\x00b",
    "a\ud800",
    "a b",
    "a\r\nX: y",
    "ä",
    "x" * 50_000,
    7,
    [],
    {},
)
NAMES = [
    ("from", "id"),
    ("from", "name"),
    ("from", "aadObjectId"),
    ("recipient", "id"),
    ("conversation", "id"),
    ("conversation", "name"),
    ("conversation", "conversationType"),
    ("channelData", "team"),
    ("channelData", "channel"),
]


def replaced(body: dict[str, Any], path: tuple[str, str], value: object) -> dict[str, Any]:
    made = copy.deepcopy(body)
    made[path[0]][path[1]] = value if path[0] != "channelData" else {"id": value, "name": value}
    return made


@pytest.mark.parametrize("path", NAMES, ids="-".join)
async def test_odd_names_break_nothing_and_are_not_written_down(
    anywhere: Doorstep, path: tuple[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    door, liisa = anywhere, anywhere.window()
    place = group(door, "liisa")
    bodies = [
        liisa.activities.text("status", door.chat),
        liisa.activities.installed(door.chat),
        liisa.activities.installed(place),
        liisa.activities.channel_changed(door.channel, "channelCreated"),
    ]
    for body in bodies:
        for value in ODD:
            answer = await door.tell(replaced(body, path, value))
            assert answer.status in {200, 400}, (body["type"], value)
    await door.settled()
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR], caplog.text
    assert "put off" not in caplog.text
    known = await door.database.chats.conversations(NAME, door.tenant.id)
    names = [
        part for each in known for part in (each.name, each.id, each.user, each.bot, each.team)
    ]
    assert all(each.isascii() and each.isprintable() for each in names), names
    assert all(len(each) < 1_000 for each in names)


async def test_the_names_that_people_give_hold_nothing_that_is_hidden(door: Doorstep) -> None:
    """An operator's terminal would do what they say."""
    named = "Bengt \x1b]0;x\x07\x9b31m\u202e\nroot"
    bengt = door.tenant.add_user(User(guid("bengt"), named, "bengt@county.example"))
    window = Window(door.platform, door.wire, door.tenant, bengt, group(door, "liisa"))
    assert window.place is not None
    window.place.name = named
    window.place.members.append(bengt.aad)
    await window.types("status")
    account = await door.database.chats.account(ORGANISATION, NAME, door.tenant.id, bengt.aad)
    place = await door.database.chats.conversation(NAME, door.tenant.id, window.place.id)
    assert account is not None
    assert place is not None
    assert account.name == place.title == "Bengt ]0;x31m root"


# --- who they are ---------------------------------------------------------------------------------


@pytest.mark.parametrize("graph", [False, True])
async def test_a_guest_is_nobody_until_an_operator_says_so(
    county: Database, *, graph: bool
) -> None:
    """Whoever administers another tenant says there which address somebody has."""
    async with doorstep(county, graph=graph) as door:
        door.tenant.grants.add("User.Read.All")
        name = "bengt_county.example#EXT#@county.onmicrosoft.com"
        guest = User(guid("guest"), "Bengt", "bengt@county.example", name, is_guest=True)
        window = Window(door.platform, door.wire, door.tenant, door.tenant.add_user(guest))
        await window.types("status")
        assert door.events == []
        tenant = await door.parts.tenants.known(door.tenant.id)
        await door.parts.roster.sync(tenant)
        await window.types("status")
        assert door.events == []
        own = User(guid("bengt"), "Bengt", "bengt@county.example")
        theirs = Window(door.platform, door.wire, door.tenant, door.tenant.add_user(own))
        await theirs.types("status")
        assert [each.origin.person for each in door.events] == ["bengt"], "nor in their way"
        assert await door.parts.roster.pair(tenant, PersonId("heidi"), guest.aad)
        await window.types("status")
        assert [each.origin.person for each in door.events] == ["bengt", "heidi"]


# --- how much -------------------------------------------------------------------------------------


async def test_a_name_that_is_mentioned_makes_no_line_longer_than_one_may_be(
    door: Doorstep,
) -> None:
    liisa = door.window()
    told = liisa.activities.text("see x", door.chat)
    name = "y" * (limits.LINE_CHARACTERS + 1)
    whom = {"id": "29:1", "name": name}
    told["entities"] = [{"type": "mention", "text": "x", "mentioned": whom}]
    assert (await liisa.delivers(told)).status == 200
    assert door.events == []
    assert "3 000" in written_in(liisa).replace("\u00a0", " ")


def written_in(window: Window) -> str:
    return json.dumps(window.messages()[-1].card, ensure_ascii=False)


async def test_ten_thousand_fields_and_fields_of_any_kind(door: Doorstep) -> None:
    liisa = door.window()
    await liisa.types("checkin")
    form = open_form(liisa)
    data = form.data(sender(liisa, form).action) | good_values(form)
    wrong = next(name for name in data if name.startswith("value:"))
    many = {f"x{number}": "" for number in range(10_000)}
    for sent in (data | many, data | {wrong: ["7"]}, data | {wrong: {"a": "7"}}):
        told = liisa.activities.executed({"verb": "x"}, sent, liisa.chat, form.message)
        answer = await liisa.delivers(told)
        assert answer.body["statusCode"] == 400
    for number in ("nan", "Infinity", "-inf", "1e999999999", "1_0", "0x10", "7" * 19_000):
        told = data | {wrong: number}
        sent = liisa.activities.executed({"verb": "x"}, told, liisa.chat, form.message)
        answer = await liisa.delivers(sent)
        assert answer.body["statusCode"] == 200
        assert isinstance(door.replies[-1].act, Correct), number
    assert await people_who_answered(door) == set()


async def test_another_organisations_names_in_a_button_lead_nowhere(door: Doorstep) -> None:
    liisa = door.window()
    for args in ((("unit", "north"),), (("unit", "owls' or 1=1"),), (("organisation", "oma"),)):
        door.card(door.chat, Action("status", "show", args))
        answer = await liisa.presses("show")
        assert answer.status == 200
    assert {each.origin.organisation for each in door.events} == {ORGANISATION}


# --- addresses and answers ------------------------------------------------------------------------

ADDRESSES = [
    "https://evil.example\\.botframework.com/",
    "https://evil.example\\@smba.trafficmanager.net/",
    "https://evil.example%2f.botframework.com/",
    "https://evil.example%00.botframework.com/",
    "https://evil.example\t.botframework.com/",
    "https://evil.example .botframework.com/",
    "https://evil.example;.botframework.com/",
    "https://xn--.botframework.com/",
    "https://.botframework.com/",
    "https://evil.example#.botframework.com/",
    "https://evil.example?.botframework.com/",
    "https://\u017fmba.trafficmanager.net/",
    "https://smba.trafficmanager.net./",
    "https://smba.trafficmanager.net:0443/",
    "https://smba.trafficmanager.net:/",
    "https://@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net/?",
    "https://smba.trafficmanager.net/#",
    "https://smba.trafficmanager.net/\r\nX-Evil: 1/",
    "https://smba.trafficmanager.net/ä/",
    "https://smba.trafficmanager.net/../a/",
    "https://smba.trafficmanager.net\\evil.example/",
    " https://smba.trafficmanager.net/",
    "https:smba.trafficmanager.net/",
    "//smba.trafficmanager.net/",
    f"https://smba.trafficmanager.net/{'a' * 600}/",
]


@pytest.mark.parametrize("development", [False, True])
@pytest.mark.parametrize("address", ADDRESSES, ids=ascii)
def test_an_address_that_two_may_read_in_two_ways_is_none(
    address: str, *, development: bool
) -> None:
    with pytest.raises(AddressError):
        checked(address, Credentials(app_id="x", development=development))


@pytest.mark.parametrize(
    "address",
    [
        "https://smba.trafficmanager.net/emea/5c9b3f6e-2d2a-4d3a-9a53-3d6f0a1c7b10/",
        "https://SMBA.trafficmanager.net:443/teams",
        "https://smba.infra.gcc.teams.microsoft.com/gcc",
        "https://webchat.botframework.com",
    ],
)
def test_microsofts_own_addresses_are_good(address: str) -> None:
    assert checked(address, Credentials(app_id="x")).startswith(address)


@pytest.mark.parametrize("address", ["http://localhost:56150/_connector", "http://[::1]:7/"])
def test_in_development_this_computer_is_good(address: str) -> None:
    assert checked(address, Credentials(development=True)).startswith(address)


@pytest.mark.parametrize(
    "written", ["Mon, 01 Jan 2024 00:00:00 +99999999999999999999", "9" * 5_000, "1e999"]
)
async def test_a_rest_that_no_clock_can_tell(written: str) -> None:
    async def no(request: web.Request) -> web.StreamResponse:
        return web.Response(status=429, headers={"Retry-After": written})

    wire = Wire()
    try:
        async with listening(no) as url:
            with pytest.raises(ConnectorError) as failed:
                await wire.ask(Call("x", "GET", url), "")
    finally:
        await wire.close()
    assert failed.value.retry_after in {0.0, 3600.0}


@pytest.mark.parametrize("name", ["\ud800", "a\x00b", "a b", "1\r\nX: y", "x" * 5_000, 7, [], None])
async def test_a_name_that_is_none_is_not_kept(
    door: Doorstep, name: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    connector, service = door.parts.connector, door.platform.service(door.tenant)

    async def told(*given: object) -> dict[str, object]:
        return {"id": name}

    monkeypatch.setattr(connector.wire, "ask", told)
    assert await connector.send(service, "a:1", {"type": "message"}) == ""
    with pytest.raises(ConnectorError) as failed:
        await connector.create(service, door.tenant.id, "aad")
    assert failed.value.code == "unreadable"


def test_a_sighting_names_nobody_whom_microsoft_could_not(door: Doorstep) -> None:
    body = door.window().activities.text("hi", door.chat)
    body["from"] = {"id": "29:1\n", "aadObjectId": "x\nroot: logged in", "name": "Liisa"}
    seen = sighting_of(door.tenant.id, body)
    assert (seen.user, seen.called, seen.place) == ("", "", None)
