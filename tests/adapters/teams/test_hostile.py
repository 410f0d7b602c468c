"""Requests that nobody at Microsoft sends: each is turned away quietly, and nothing follows it."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import timedelta
from typing import Any

import pytest

from adapters.teams import limits
from adapters.teams.listening import lock
from adapters.teams.listening.keys import Keys
from dialogs.events import Event
from tests.adapters.teams.doorstep import STATUS, Doorstep, good_values, open_form, sender
from tests.teams.places import guid
from tests.teams.wires import Answer

JSON = "application/json"


def bearer(door: Doorstep, **given: object) -> dict[str, str]:
    service = door.platform.service(door.tenant)
    app, keys = door.platform.app.id, door.platform.keys
    token = keys.token(app, service, **given)  # type: ignore[arg-type] # claims
    return {"Authorization": f"Bearer {token}"}


def line(door: Doorstep, text: str = "checkin") -> dict[str, Any]:
    return door.window().activities.text(text, door.chat)


async def post(door: Doorstep, raw: bytes, kind: str = JSON, **headers: str) -> Answer:
    return await door.wire.post(raw, {**bearer(door), **headers}, kind)


def untouched(door: Doorstep) -> bool:
    """Tell whether nothing reached the engine, and nothing was asked of Microsoft."""
    return not door.events and not door.calls() and not door.platform.tokens


# --- who is not let in ----------------------------------------------------------------------------


async def test_nothing_goes_out_to_whoever_is_not_let_in(door: Doorstep) -> None:
    """Whatever they say: neither an answer to where they point, nor a token of ours."""
    evil = "https://evil.example/"
    ours = door.platform.issue("https://api.botframework.com", "botframework.com").value
    door.platform.tokens.clear()
    keys, app = door.platform.keys, door.platform.app.id
    cases: list[tuple[str, dict[str, Any], int]] = [
        ("", {}, 401),
        (ours, {}, 401),
        (ours, {"serviceUrl": evil}, 401),
        (keys.token(app, evil), {"serviceUrl": evil}, 401),
        (
            keys.token(app, "http://169.254.169.254/"),
            {"serviceUrl": "http://169.254.169.254/"},
            401,
        ),
        (keys.token(app, None), {}, 401),
        (keys.token("another", door.platform.service(door.tenant)), {}, 401),
        (
            keys.token(app, door.platform.service(door.tenant)),
            {"conversation": {"id": "a:1", "tenantId": guid("elsewhere")}},
            403,
        ),
    ]
    for token, given, status in cases:
        body = json.dumps(line(door) | given).encode()
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        assert (await door.wire.post(body, headers)).status == status
    await door.settled()
    assert untouched(door)


async def test_somebody_who_makes_up_who_they_are_in_web_chat(door: Doorstep) -> None:
    """Microsoft signs what comes from there too; who it comes from is said by whoever writes it."""
    answer = await post(door, json.dumps(line(door) | {"channelId": "webchat"}).encode())
    assert answer.status == 401
    assert untouched(door)


# --- bodies ---------------------------------------------------------------------------------------

GARBAGE = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"text"',
    b"7",
    b"\xff\xfe\x00",
    b'{"type": null}',
    b'{"type": 7}',
    b'{"no": "type"}',
    b'{"type": "message", "text": "\xff"}',
    b'{"a":' * 20_000,
    b"[" * 100_000,
    b'{"type": "message", "value": ' + b"9" * 5_000 + b"}",
]


@pytest.mark.parametrize("raw", GARBAGE)
async def test_what_is_no_activity(door: Doorstep, raw: bytes) -> None:
    answer = await post(door, raw)
    assert answer.status == 400
    assert untouched(door)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "text/json", "multipart/form-data"]
)
async def test_a_body_of_another_kind(door: Doorstep, kind: str) -> None:
    assert (await post(door, json.dumps(line(door)).encode(), kind)).status == 415
    assert untouched(door)


async def test_a_packed_body_is_not_unpacked(door: Doorstep) -> None:
    answer = await post(door, b"\x1f\x8b", **{"Content-Encoding": "gzip"})
    assert answer.status in {400, 415}
    assert untouched(door)


async def test_a_body_has_an_end(door: Doorstep) -> None:
    small = json.dumps(line(door) | {"x": ""}).encode()
    room = limits.BODY_BYTES - len(small)
    fits = json.dumps(line(door, "status") | {"x": "x" * room}).encode()
    assert len(fits) <= limits.BODY_BYTES
    assert (await post(door, fits)).status == 200
    before = len(door.events)
    answer = await post(door, json.dumps(line(door) | {"x": "x" * (room + 100)}).encode())
    assert answer.status == 413
    assert len(door.events) == before


async def raw_request(door: Doorstep, head: dict[str, str], *body: bytes) -> bytes:
    """Send bytes by hand, and return what comes back."""
    host, port = door.wire.url.split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    lines = ["POST /api/messages HTTP/1.1", "Host: rytmi"]
    lines += [f"{name}: {value}" for name, value in head.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    for each in body:
        writer.write(each)
    await writer.drain()
    answer = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return answer


async def test_a_body_without_an_end_is_left(door: Doorstep) -> None:
    head = {**bearer(door), "Content-Type": JSON, "Transfer-Encoding": "chunked"}
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    answer = await raw_request(door, head, *[chunk] * 5)
    assert b" 413 " in answer
    assert untouched(door)


async def test_a_body_that_does_not_come_is_not_waited_for(
    door: Doorstep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "ARRIVES_WITHIN", 0.05)
    head = {**bearer(door), "Content-Type": JSON, "Content-Length": "500"}
    answer = await raw_request(door, head, b'{"type":')
    assert b" 408 " in answer
    assert untouched(door)


async def test_a_body_is_not_read_of_whoever_shows_no_token(door: Doorstep) -> None:
    head = {"Content-Type": JSON, "Content-Length": "200000"}
    answer = await raw_request(door, head, b'{"type":')
    assert b" 401 " in answer


async def test_who_hangs_up_in_the_middle_is_no_error(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    host, port = door.wire.url.split("/")[2].split(":")
    head = {**bearer(door), "Content-Type": JSON, "Content-Length": "5000"}
    lines = ["POST /api/messages HTTP/1.1", "Host: rytmi"]
    lines += [f"{name}: {value}" for name, value in head.items()]
    for _ in range(5):
        _, writer = await asyncio.open_connection(host, int(port))
        writer.write("\r\n".join([*lines, "", '{"a":']).encode())
        await writer.drain()
        await asyncio.sleep(0)
        writer.transport.abort()
    assert (await post(door, json.dumps(line(door, "status")).encode())).status == 200
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]


async def test_who_does_not_wait_leaves_the_deed_done(door: Doorstep) -> None:
    liisa = door.window()
    await liisa.types("checkin")
    form = open_form(liisa)
    liisa.fills(form, good_values(form))
    reached, go = asyncio.Event(), asyncio.Event()

    async def hold(_: Event) -> None:
        reached.set()
        await go.wait()

    door.ahead.append(hold)
    hanging = asyncio.create_task(liisa.press(sender(liisa, form)))
    await reached.wait()
    hanging.cancel()
    await asyncio.gather(hanging, return_exceptions=True)
    go.set()
    await door.settled()
    door.ahead.clear()
    stored = await door.database.check_ins(door.events[0].origin.organisation)
    assert stored
    answer = await liisa.press(sender(liisa, form))
    assert answer.body["statusCode"] == 200
    assert await door.database.check_ins(door.events[0].origin.organisation) == stored


# --- odd activities with a good token -------------------------------------------------------------


def spoilt(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a body with each of its parts replaced by something odd."""
    odd: tuple[object, ...] = (None, 7, "x", [], {}, [{}], {"id": 7}, "\u0000", "\ud800", True)
    return [body | {name: value} for name in body for value in odd if name != "type"]


async def test_odd_activities_are_never_an_error_of_ours(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    liisa = door.window()
    card = door.card(door.chat, STATUS)
    data = card.card["actions"][0]["data"] if card.card else {}
    bodies = [
        line(door),
        liisa.activities.executed({"verb": "x"}, data, liisa.chat, card),
        liisa.activities.submitted(data, liisa.chat, card),
        liisa.activities.installed(liisa.chat),
        liisa.activities.channel_changed(door.channel, "channelCreated"),
    ]
    seen = set()
    for body in bodies:
        for each in spoilt(body):
            answer = await post(door, json.dumps(each).encode())
            seen.add(answer.status)
            assert answer.status in {200, 400, 401}, each
    assert seen == {200, 400, 401}
    await door.settled()
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR], caplog.text


async def test_odd_cards_are_never_an_error_of_ours(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    liisa = door.window()
    card = door.card(door.chat, STATUS)
    ours = {"w": door.tenant.id, "f": "status", "s": "show", "a": {}}
    form = {"w": door.tenant.id, "i": "s", "v": 1, "p": 0, "n": 1, "b": ["c"], "d": ["v"]}
    odd: tuple[object, ...] = (None, 7, -1, 1e30, "x", [], {}, [{}], "\u0000", "\ud800", True)
    for inside in (ours, form):
        for name in inside:
            for value in odd:
                data = {"rytmi": inside | {name: value}, "v": "1.234"}
                told = liisa.activities.executed({"verb": "x"}, data, liisa.chat, card)
                answer = await post(door, json.dumps(told).encode())
                assert answer.status == 200, data
                assert answer.body["statusCode"] in {200, 400}, data
    await door.settled()
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR], caplog.text


# --- the log --------------------------------------------------------------------------------------


async def test_nothing_secret_and_nobodys_words_get_into_the_log(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="adapters")
    words = "the words of Liisa"
    liisa = door.window()
    await liisa.types("checkin")
    form = open_form(liisa)
    values = good_values(form) | {
        each["id"]: words for each in form.inputs() if each["id"].startswith("comment:")
    }
    liisa.fills(form, values)
    await liisa.press(sender(liisa, form))
    await liisa.types(words)
    door.undrawable.add("teams-answered")
    door.card(door.chat, STATUS)
    await liisa.presses("show")
    await post(door, f'{{"type": "{words}"'.encode())
    shown = bearer(door, exp=1)["Authorization"]
    await door.wire.post(b"{}", {"Authorization": shown})
    await door.settled()
    log = caplog.text + "".join(str(each.__dict__) for each in caplog.records)
    ours = list(door.platform.tokens)
    for secret in (words, shown[-40:], door.platform.app.secret, *ours):
        assert secret not in log, secret


async def test_whoever_is_turned_away_is_logged_once_a_minute(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(5):
        await door.wire.post(b"{}", {})
    assert caplog.text.count("was turned away") == 1
    assert "look at MICROSOFT_APP_ID" in caplog.text
    assert door.parts.door.counters.requests["http", "unsigned"] == 5


async def test_what_an_operator_can_do_about_it_is_said(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    elsewhere = line(door) | {"conversation": {"id": "a:1", "tenantId": guid("elsewhere")}}
    assert (await post(door, json.dumps(elsewhere).encode())).status == 403
    assert "put its id into TEAMS_TENANTS" in caplog.text
    door.clock.go(timedelta(minutes=1))
    assert (await post(door, b"{")).status == 400
    assert "unreadable. It is nothing that Teams sends" in caplog.text


def test_what_credentials_say_of_themselves(door: Doorstep) -> None:
    assert door.platform.app.secret not in repr(door.parts.door.credentials)
    assert isinstance(door.parts.keys, Keys)
