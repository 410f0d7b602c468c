"""The connector: where calls go, what they bear, and what becomes of answers that are none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web

from adapters.teams import wire as wires
from adapters.teams.errors import AddressError, ConnectorError, TooLateError
from adapters.teams.services import checked
from adapters.teams.wire import Call, Departure, Wire
from storage.database import Database
from tests.adapters.teams.outbound import Outbound, outbound
from tests.teams.faults import Fault, WrongError
from tests.teams.places import User

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LINE = {"type": "message", "text": "ääkköset 🙂"}
ROSTER = '{"error": {"code": "BotNotInConversationRoster", "message": "x"}}'
BLOCKED = '{"errorCode": 209, "message": "{\\"subCode\\": \\"MessageWritesBlocked\\"}"}'


@pytest_asyncio.fixture
async def here(sqlite: Database) -> AsyncIterator[Outbound]:
    async with outbound(sqlite) as made:
        await made.registered()
        yield made


@pytest.fixture
def anna(here: Outbound) -> User:
    return here.user("anna")


@asynccontextmanager
async def listening(handler: Handler) -> AsyncIterator[str]:
    """Let somebody listen on loopback who is not Microsoft."""
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", handler)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


async def refused(answer: Handler) -> ConnectorError:
    """Ask somebody who says no, and return what was understood."""
    wire = Wire()
    try:
        async with listening(answer) as url:
            with pytest.raises(ConnectorError) as failed:
                await wire.ask(Call("x", "GET", url), "")
    finally:
        await wire.close()
    return failed.value


# --- the calls ------------------------------------------------------------------------------------


async def test_a_message_is_sent_changed_and_taken_away(here: Outbound, anna: User) -> None:
    service = here.platform.service(here.tenant)
    chat = await here.connector.create(service, here.tenant.id, anna.aad)
    assert chat == here.tenant.personal(anna).id
    assert await here.connector.create(service, here.tenant.id, anna.aad) == chat
    name = await here.connector.send(service, chat, LINE)
    [message] = here.messages(anna)
    assert (message.id, message.text) == (name, LINE["text"])
    await here.connector.update(service, chat, name, {"type": "message", "text": "b"})
    assert message.text == "b"
    await here.connector.delete(service, chat, name)
    assert message.deleted
    counted = here.door.counters.calls
    assert {key: counted[key] for key in counted if key[1] == "ok"} == {
        ("create", "ok"): 2,
        ("send", "ok"): 1,
        ("update", "ok"): 1,
        ("delete", "ok"): 1,
    }


async def test_members_come_page_by_page(here: Outbound) -> None:
    for number in range(7):
        here.user(f"u{number}")
    here.platform.page = 3
    team = here.team("County", "Board")
    service = here.platform.service(here.tenant)
    found = [each async for each in here.connector.members(service, team.id)]
    assert [each["email"] for each in found] == [f"u{number}@example.org" for number in range(7)]
    assert len(here.calls("paged")) == 3


async def test_one_member_is_found_by_either_name(here: Outbound, anna: User) -> None:
    service, chat = here.platform.service(here.tenant), here.tenant.personal(anna).id
    for name in (anna.aad, anna.id):
        told = await here.connector.member(service, chat, name)
        assert (told["aadObjectId"], told["email"]) == (anna.aad, anna.email)


async def test_a_team_tells_its_name_and_channels(here: Outbound) -> None:
    team = here.team("County", "Board")
    service = here.platform.service(here.tenant)
    assert (await here.connector.team(service, team.id))["name"] == "County"
    told = await here.connector.channels(service, team.id)
    assert [each.get("name") for each in told] == [None, "Board"]


async def test_it_speaks_as_the_app(here: Outbound, anna: User) -> None:
    await here.connector.create(here.platform.service(here.tenant), here.tenant.id, anna.aad)
    [call] = here.calls("create")
    assert call.app == here.platform.app.id
    assert call.body["bot"] == {"id": here.platform.app.bot}


# --- where to -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "service",
    [
        "https://attacker.example/",
        "https://botframework.com.attacker.example/",
        "https://smba.trafficmanager.net@attacker.example/",
        "http://smba.trafficmanager.net/teams/",
        "https://smba.trafficmanager.net:8443/teams/",
        "https://10.0.0.1/",
        "http://127.0.0.1:1/",
        "",
    ],
)
async def test_no_address_but_microsofts_ever_gets_a_token(here: Outbound, service: str) -> None:
    with pytest.raises(AddressError):
        await here.connector.send(service, "a:1", LINE)
    assert here.platform.calls == []


@pytest.mark.parametrize("name", ["", ".", "..", "x" * 5000])
async def test_no_name_leads_out_of_the_path(here: Outbound, name: str) -> None:
    with pytest.raises(AddressError):
        await here.connector.send(here.platform.service(here.tenant), name, LINE)
    assert here.platform.calls == []


async def test_a_name_may_hold_any_sign(here: Outbound) -> None:
    odd = "19:ä/../b?c#d%2f;messageid=1@thread.tacv2"
    with pytest.raises(ConnectorError) as failed:
        await here.connector.send(here.platform.service(here.tenant), odd, LINE)
    assert failed.value.code == "ConversationNotFound"
    [call] = here.calls("post")
    assert call.conversation == odd


async def test_nobody_is_followed_elsewhere_with_the_token(here: Outbound) -> None:
    asked: list[str] = []

    async def moved(request: web.Request) -> web.StreamResponse:
        asked.append(request.headers.get("Authorization", ""))
        return web.Response(status=307, headers={"Location": here.platform.url})

    async with listening(moved) as url:
        for method in ("POST", "PUT", "GET"):
            with pytest.raises(ConnectorError) as failed:
                await here.connector.wire.ask(Call("x", method, url, {}), "a-token")
            assert failed.value.status == 307
    assert asked == ["Bearer a-token"] * 3
    assert here.platform.calls == []


async def test_the_service_address_is_checked_as_it_is_used(here: Outbound) -> None:
    own = here.door.credentials
    assert checked("https://smba.trafficmanager.net/emea", own).endswith("/emea/")
    elsewhere = replace(own, cloud=replace(own.cloud, service="https://smba.trafficmanager.net/"))
    with pytest.raises(AddressError):
        checked(here.platform.service(here.tenant), elsewhere)


# --- the last moment ------------------------------------------------------------------------------


async def test_a_call_that_may_not_leave_any_more_does_not(here: Outbound, anna: User) -> None:
    service, chat = here.platform.service(here.tenant), here.tenant.personal(anna).id
    late = Departure(lambda: False)
    with pytest.raises(TooLateError):
        await here.connector.send(service, chat, LINE, late)
    assert not late.left
    in_time = Departure(lambda: True)
    await here.connector.send(service, chat, LINE, in_time)
    assert in_time.left
    assert len(here.messages(anna)) == 1


async def test_what_was_refused_for_its_token_alone_is_asked_once_more(
    here: Outbound, anna: User
) -> None:
    service, chat = here.platform.service(here.tenant), here.tenant.personal(anna).id
    await here.connector.send(service, chat, LINE)
    here.platform.revoke()
    await here.connector.send(service, chat, LINE)
    assert [call.status for call in here.calls("post")] == [201, 401, 201]
    here.platform.trouble("post", WrongError(401, "BotNotRegistered"), times=9)
    with pytest.raises(ConnectorError) as failed:
        await here.connector.send(service, chat, LINE)
    assert (failed.value.status, failed.value.code) == (401, "BotNotRegistered")
    assert len(here.calls("post")) == 5, "once more, and not for ever"


# --- answers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (ROSTER, "BotNotInConversationRoster"),
        (BLOCKED, "MessageWritesBlocked"),
        ('{"errorCode": 209, "message": "blocked"}', "209"),
        ('{"error": "invalid_request"}', "invalid_request"),
        ('{"error": {"code": "bad\\nline <script>"}}', ""),
        ('{"error": {"code": 7}}', ""),
        ("[1, 2]", ""),
        ("<html>no</html>", ""),
        ("[" * 100_000, ""),
        ("", ""),
    ],
    ids=lambda given: given[:20],
)
async def test_an_error_is_told_by_its_word(body: str, word: str) -> None:
    async def no(request: web.Request) -> web.StreamResponse:
        return web.Response(status=403, text=body)

    error = await refused(no)
    assert (error.status, error.code) == (403, word)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("17", 17),
        ("0.5", 0.5),
        ("-3", 0),
        ("soon", 0),
        ("nan", 0),
        ("1e9", 3600),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 2055 07:28:00 GMT", 3600),
        ("", 0),
    ],
)
async def test_how_long_to_wait_is_read_with_care(written: str, seconds: float) -> None:
    async def busy(request: web.Request) -> web.StreamResponse:
        return web.Response(status=429, headers={"Retry-After": written})

    assert (await refused(busy)).retry_after == seconds


async def test_a_date_is_how_long_to_wait_too() -> None:
    async def busy(request: web.Request) -> web.StreamResponse:
        until = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
        return web.Response(status=503, headers={"Retry-After": until})

    assert 80 < (await refused(busy)).retry_after <= 90


async def test_an_answer_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wires, "LARGEST", 1024)
    broken = asyncio.Event()

    async def endless(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        try:
            while True:
                await answer.write(b"[" * 512)
        except ConnectionError:
            broken.set()
        return answer

    wire = Wire()
    async with listening(endless) as url:
        with pytest.raises(aiohttp.ClientPayloadError):
            await wire.ask(Call("x", "GET", url), "")
        await asyncio.wait_for(broken.wait(), 5)
    await wire.close()


@pytest.mark.parametrize("body", ["<html>", "[1]", '"text"', "null"])
async def test_a_yes_that_nobody_can_read_is_none(here: Outbound, body: str) -> None:
    async def odd(request: web.Request) -> web.StreamResponse:
        return web.Response(text=body)

    async with listening(odd) as url:
        with pytest.raises(ConnectorError) as failed:
            await here.connector.wire.ask(Call("x", "POST", url, {}), "")
    assert (failed.value.status, failed.value.code) == (200, "unreadable")


async def test_a_change_needs_no_answer_that_can_be_read(here: Outbound, anna: User) -> None:
    service, chat = here.platform.service(here.tenant), here.tenant.personal(anna).id
    name = await here.connector.send(service, chat, LINE)
    here.platform.trouble("update", Fault.NOT_JSON)
    await here.connector.update(service, chat, name, LINE)
    assert here.door.counters.calls["update", "unreadable"] == 1


async def test_the_operators_proxy_is_asked_and_not_for_this_computer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    async def proxy(request: web.Request) -> web.StreamResponse:
        asked.append(str(request.url.host))
        return web.json_response({"via": "proxy"})

    wire = Wire()
    async with listening(proxy) as url:
        monkeypatch.setenv("http_proxy", url)
        there = Call("x", "GET", "http://outside.example/v3")
        assert await wire.ask(there, "") == {"via": "proxy"}
        assert await wire.ask(Call("x", "GET", url), "") == {"via": "proxy"}
    await wire.close()
    assert asked == ["outside.example", "127.0.0.1"]
