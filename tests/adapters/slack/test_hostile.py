"""Answers that are none of Slack's, addresses that are none either, and what no log may hold."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.errors import SlackApiError

from adapters.slack import wire as wires
from adapters.slack.codes import read
from adapters.slack.errors import AddressError
from adapters.slack.upkeep import Upkeep
from adapters.slack.wire import Wire
from dialogs.ports import Delivered, Later, Unknown
from dialogs.views import Action
from storage.database import Database
from tests.adapters.slack.doorstep import SECRET, TOKEN, Doorstep, inputs, signed
from tests.adapters.slack.ground import BOT, KEYS, Ground, ground, parcel
from tests.adapters.slack.loopback import Broken, Loopback, Say, no

GARBAGE = {
    "a page": Say("<h1>Maintenance</h1>"),
    "a page with a bad status": Say("<h1>Bad gateway</h1>", 502),
    "text": Say("ok", headers={"Content-Type": "text/plain"}),
    "a list": Say("[1, 2]", headers={"Content-Type": "application/json"}),
    "an empty list": Say("[]", headers={"Content-Type": "application/json"}),
    "a text in JSON": Say('"ok"', headers={"Content-Type": "application/json"}),
    "half an object": Say('{"ok": tr', headers={"Content-Type": "application/json"}),
    "nothing": Say("", headers={"Content-Type": "application/json"}),
    "a nest": Say("[" * 100_000, headers={"Content-Type": "application/json"}),
    "a null": Say("null", headers={"Content-Type": "application/json"}),
    "an analysis": Say('{"ok": true}', headers={"Content-Type": "application/gzip"}),
    "an error without a word": Say({"ok": False}),
    "an error that is no word": Say({"ok": False, "error": {"a": 1}}),
    "explanations of another kind": Say({"ok": False, "error": "x", "response_metadata": "y"}),
}
"""What a proxy, a broken gateway or nobody at all answers with."""


@pytest_asyncio.fixture
async def here(slack: Loopback, sqlite: Database) -> AsyncIterator[Ground]:
    async with ground(slack, sqlite) as made:
        yield made


@pytest.fixture(params=list(GARBAGE.values()), ids=list(GARBAGE))
def garbage(request: pytest.FixtureRequest) -> Say:
    found: Say = request.param
    return found


# --- answers that are none of Slack's -------------------------------------------------------------


async def test_garbage_is_no_delivery_and_never_an_accident(here: Ground, garbage: Say) -> None:
    await here.installed()
    here.slack.next("chat.postMessage", garbage)
    fate = await here.courier.deliver(parcel())
    assert not isinstance(fate, Delivered)


async def test_garbage_with_a_good_status_may_be_a_message_that_arrived(here: Ground) -> None:
    await here.installed()
    for name in ("a page", "text", "a list", "half an object", "nothing"):
        here.slack.next("chat.postMessage", GARBAGE[name])
        fate = await here.courier.deliver(parcel())
        assert isinstance(fate, Unknown), name


async def test_garbage_does_not_end_the_care_for_the_workspaces(here: Ground, garbage: Say) -> None:
    """A task that dies of it would leave all tokens to end and nobody new to be known."""
    await here.installed()
    rounds: list[float] = []

    async def rest(seconds: float) -> None:
        rounds.append(seconds)
        if len(rounds) == 2:
            raise asyncio.CancelledError
        here.slack.script.clear()

    upkeep = Upkeep(here.workspaces, here.roster, here.clock, rest=rest)
    here.slack.next("users.list", garbage)
    with pytest.raises(asyncio.CancelledError):
        await upkeep.run()
    assert len(here.slack.of("users.list")) == 2, "and the next round reads again"


async def test_garbage_where_a_form_should_open_is_told(door: Doorstep, garbage: Say) -> None:
    door.slack.next("views.open", garbage)
    answer = await door.command("checkin")
    assert answer.status == 200
    await door.settled()


async def test_garbage_for_a_new_token_keeps_the_old_one(here: Ground, garbage: Say) -> None:
    await here.installed(refresh="xoxe-1", hours=1)
    here.slack.next("oauth.v2.access", garbage)
    assert isinstance(await here.courier.deliver(parcel()), Delivered)
    await here.workspaces.settled()
    found = await here.workspaces.find("T1")
    assert found is not None


@pytest.mark.parametrize("method", ["users.info"])
async def test_garbage_about_a_user_is_nobody(door: Doorstep, method: str, garbage: Say) -> None:
    door.slack.next(method, garbage)
    answer = await door.command("status", user_id="U7NEW")
    assert answer.status == 200
    assert door.events == []


# --- how long to wait -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("30", 30),
        ("-5", 0),
        ("nan", 0),
        ("inf", 3600),
        ("1e300", 3600),
        ("9" * 400, 3600),
        ("soon", 0),
        ("", 0),
        ("Wed, 21 Oct 2026 07:28:00 GMT", 0),
    ],
)
async def test_slack_asks_for_odd_rests(here: Ground, written: str, seconds: float) -> None:
    await here.installed()
    said = Say({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": written})
    here.slack.next("chat.postMessage", said)
    fate = await here.courier.deliver(parcel())
    assert isinstance(fate, Later)
    assert fate.seconds == (seconds or 5), "five where none are named"
    here.clock.go(timedelta(hours=2))
    here.slack.next("users.list", said)
    workspace = await here.workspaces.find("T1")
    assert workspace is not None
    if seconds > 120:
        with pytest.raises(SlackApiError) as raised:
            await here.roster.sync(workspace)
        assert read(raised.value).throttled
        assert here.rests.seconds == [], "other workspaces do not wait for this one"
    else:
        await here.roster.sync(workspace)
        assert here.rests.seconds == [seconds or 30]


# --- elsewhere ------------------------------------------------------------------------------------


@asynccontextmanager
async def elsewhere() -> AsyncIterator[tuple[str, list[str]]]:
    """Serve at another address, and write down what comes."""
    heard: list[str] = []

    async def hear(request: web.Request) -> web.Response:
        heard.append(await request.text() + str(dict(request.headers)))
        return web.json_response({"ok": True})

    app = web.Application()
    app.router.add_route("*", "/{way:.*}", hear)
    async with TestServer(app, host="127.0.0.1") as server:
        yield f"http://127.0.0.1:{server.port}", heard


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_nobody_is_followed_elsewhere(here: Ground, status: int) -> None:
    await here.installed(refresh="xoxe-1", hours=1)
    async with elsewhere() as (url, heard):
        away = Say("", status, {"Location": f"{url}/collect"})
        here.slack.next("oauth.v2.access", away)
        here.slack.next("chat.postMessage", away)
        fate = await here.courier.deliver(parcel())
        assert not isinstance(fate, Delivered)
        await here.workspaces.settled()
    assert heard == []


SLACKS = (
    "https://hooks.slack.com/commands/T1/1/abc",
    "https://files.slack.com/upload/v1/abc",
    "https://hooks.slack-gov.com/actions/T1/1/abc",
)
OTHERS = (
    "http://hooks.slack.com/commands/T1/1/abc",
    "https://slack.com.evil.example/x",
    "https://evilslack.com/x",
    "https://hooks.slack.com@evil.example/x",
    "https://user:pass@hooks.slack.com/x",
    "https://hooks.slack.com\\@evil.example/x",
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.1:8080/metrics",
    "http://localhost/x",
    "https://[::1]/x",
    "https://[bad",
    "file:///etc/passwd",
    "ftp://slack.com/x",
    "//slack.com/x",
    "https:///x",
    "gopher://slack.com",
)


@pytest.mark.parametrize("url", SLACKS)
async def test_slacks_own_addresses_are_good(url: str) -> None:
    wire = Wire("https://slack.com/api/")
    assert wire.answering(url).url == url
    await wire.close()


@pytest.mark.parametrize("url", OTHERS)
async def test_nothing_is_sent_to_an_address_that_is_none_of_slacks(url: str) -> None:
    wire = Wire("https://slack.com/api")
    with pytest.raises(AddressError):
        wire.answering(url)
    with pytest.raises(AddressError):
        await wire.upload(url, b"picture")
    await wire.close()


async def test_an_answer_is_not_sent_to_whoever_a_payload_names(door: Doorstep) -> None:
    for url in ("http://169.254.169.254/latest", "https://evil.example/x"):
        pressed = door.press(Action("status", "show", (("unit", "owls"),)), response_url=url)
        assert (await door.interaction(pressed)).status == 200
    await door.settled()


async def test_an_answer_without_an_end_is_left(
    here: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wires, "LARGEST", 10_000)
    await here.installed()
    here.slack.next("chat.postMessage", Say({"ok": True, "more": "x" * 100_000}))
    assert isinstance(await here.courier.deliver(parcel()), Unknown)
    assert isinstance(await here.courier.deliver(parcel()), Delivered)


async def test_the_address_may_be_given_without_its_last_stroke(slack: Loopback) -> None:
    wire = Wire(f"{slack.url}/api")
    slack.tokens["xoxb-1"] = {"team_id": "T1"}
    assert (await wire.client("xoxb-1").auth_test())["team_id"] == "T1"
    await wire.close()


# --- who sends and goes ---------------------------------------------------------------------------


async def test_who_hangs_up_in_the_middle_leaves_the_deed_done(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    """Slack does not wait for ever; what has begun is brought to its end."""
    await door.command("checkin")
    modal = door.slack.of("views.open")[0].args["view"]
    values = {n: "7" for n in inputs(modal) if n.startswith(("value:", "confidence:"))}
    sent = urlencode({"payload": json.dumps(door.submission(modal, values))}).encode()
    reached, go = asyncio.Event(), asyncio.Event()

    async def hold(_: object) -> None:
        reached.set()
        await go.wait()

    door.ahead.append(hold)
    hanging = asyncio.create_task(door.post(sent))
    await reached.wait()
    hanging.cancel()
    await asyncio.gather(hanging, return_exceptions=True)
    go.set()
    await door.settled()
    door.ahead.clear()
    again = await door.post(sent)
    assert again.body["response_action"] == "update"
    assert len(await door.database.check_ins(door.events[0].origin.organisation)) == len(values) / 2
    assert "Error" not in caplog.text


@pytest.mark.parametrize("length", [5_000, 200_000])
async def test_who_hangs_up_in_the_middle_of_a_body_is_no_error(
    door: Doorstep, caplog: pytest.LogCaptureFixture, length: int
) -> None:
    head = {**signed(b"", door.clock.at), "Content-Type": "application/json"}
    lines = [
        "POST /slack/events HTTP/1.1",
        "Host: rytmi",
        f"Content-Length: {length}",
        *(f"{name}: {value}" for name, value in head.items()),
    ]
    for _ in range(5):
        _, writer = await asyncio.open_connection("127.0.0.1", door.client.port)
        writer.write("\r\n".join([*lines, "", '{"a":']).encode())
        await writer.drain()
        await asyncio.sleep(0)
        writer.transport.abort()
    assert (await door.command("status")).status == 200
    await door.settled()
    assert "Error handling request" not in caplog.text
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]


# --- the log --------------------------------------------------------------------------------------


async def test_nothing_secret_and_nobodys_words_get_into_the_log(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    words = "the words of Liisa"
    door.slack.next("views.open", no("invalid_arguments"))
    await door.command("checkin")
    await door.command("checkin")
    modal = door.slack.of("views.open")[1].args["view"]
    values = {n: "7" for n in inputs(modal) if n.startswith(("value:", "confidence:"))}
    values |= {n: words for n in inputs(modal) if n.startswith(("comment:", "blocker:"))}
    await door.interaction(door.submission(modal, values))
    wrong = {n: words if n.startswith("value:") else given for n, given in values.items()}
    await door.interaction(door.submission(modal, wrong, id="V2"))
    await door.command(words)
    await door.tell(door.line(words))
    await door.tell(door.line(f"o1 12 7 {words}"))
    door.undrawable.add("status-title")
    await door.command("status")

    async def slip(_: object) -> None:
        raise RuntimeError(words)

    door.ahead.append(slip)
    await door.command(words)
    await door.interaction(door.press(Action("status", "show", (("unit", words),))))
    await door.post(urlencode({"payload": f'{{"type": "{words}"'}).encode())
    await door.settled()
    log = caplog.text + "".join(str(each.__dict__) for each in caplog.records)
    for secret in (words, TOKEN, SECRET, "/respond/", "xoxb-", door.slack.url + "/respond"):
        assert secret not in log, secret


async def test_lost_keys_are_said_and_delete_nothing(
    slack: Loopback, sqlite: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with ground(slack, sqlite) as before:
        await before.installed()
    async with ground(slack, sqlite, keys=(KEYS[0][:-2] + "A=",)) as made:
        fate = await made.courier.deliver(parcel())
        assert isinstance(fate, Later)
        await Upkeep(made.workspaces, made.roster, made.clock).round()
        assert "SLACK_TOKEN_KEYS" in caplog.text
        assert BOT not in caplog.text
    async with ground(slack, sqlite) as after:
        assert isinstance(await after.courier.deliver(parcel()), Delivered)


async def test_the_door_opens_while_slack_is_out_of_reach(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    door.slack.next("auth.test", Broken())
    await door.parts.start()
    assert "cannot be reached" in caplog.text
    answer = await door.command("status")
    assert answer.body["response_type"] == "ephemeral"
