"""The lock: only what Slack has signed, now and on these very bytes, gets in; nothing is a 500."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from urllib.parse import unquote_plus, urlencode

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier

from adapters.slack import limits
from adapters.slack.listening.lock import Lock, Unreadable
from adapters.slack.listening.payload import read_body
from storage.database import Database
from tests.adapters.slack.doorstep import (
    FORM,
    JSON,
    MONDAY,
    SECRET,
    Clock,
    Doorstep,
    doorstep,
    signed,
)
from tests.adapters.slack.loopback import Loopback

BODY = b'{"type":"url_verification","challenge":"c-1"}'


async def raw(door: Doorstep, head: bytes, body: bytes = b"") -> tuple[int, bytes]:
    """Send bytes as they are, and return the status of the answer and all that came back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", door.client.port)
    try:
        writer.write(head + b"\r\n" + body)
        await writer.drain()
        answer = await asyncio.wait_for(reader.read(4_096), 10)
    finally:
        writer.close()
    return int(answer.split(b" ", 2)[1]), answer


def request(body: bytes, *headers: tuple[str | bytes, str | bytes], kind: str = JSON) -> bytes:
    """Write the head of a request."""
    lines = [
        b"POST /slack/events HTTP/1.1",
        b"Host: rytmi",
        b"Connection: close",
        b"Content-Type: " + kind.encode(),
        b"Content-Length: %d" % len(body),
    ]
    for name, value in headers:
        lines.append(_bytes(name) + b": " + _bytes(value))
    return b"\r\n".join([*lines, b""])


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")


async def test_what_slacks_own_library_signs_gets_in(door: Doorstep) -> None:
    timestamp = str(int(MONDAY.timestamp()))
    body = urlencode({"ssl_check": "1", "text": "ääkköset ☂"})
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body)
    assert signature is not None
    headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature}
    assert (await door.post(body.encode(), FORM, headers)).status == 200


@pytest.mark.parametrize("seconds", [-301, 301, -86_400, 10**9])
async def test_a_stale_signature_is_refused(door: Doorstep, seconds: int) -> None:
    headers = signed(BODY, MONDAY + timedelta(seconds=seconds))
    assert (await door.post(BODY, JSON, headers)).status == 401


@pytest.mark.parametrize("seconds", [-300, -299, 0, 299, 300])
async def test_a_signature_of_the_last_or_next_five_minutes_is_good(
    door: Doorstep, seconds: int
) -> None:
    headers = signed(BODY, MONDAY + timedelta(seconds=seconds))
    assert (await door.post(BODY, JSON, headers)).status == 200


async def test_a_forged_signature_is_refused(door: Doorstep) -> None:
    assert (await door.post(BODY, JSON, signed(BODY, MONDAY, "another secret"))).status == 401


async def test_a_signature_of_other_bytes_is_refused(door: Doorstep) -> None:
    headers = signed(BODY, MONDAY)
    assert (await door.post(BODY + b" ", JSON, headers)).status == 401


async def test_a_signature_is_of_one_hour_and_not_of_another(door: Doorstep) -> None:
    headers = signed(BODY, MONDAY)
    headers["X-Slack-Request-Timestamp"] = str(int(MONDAY.timestamp()) + 1)
    assert (await door.post(BODY, JSON, headers)).status == 401


async def test_what_is_not_signed_is_refused(door: Doorstep) -> None:
    assert (await door.post(BODY, JSON, {})).status == 401


@pytest.mark.parametrize("name", ["X-Slack-Request-Timestamp", "X-Slack-Signature"])
async def test_a_header_that_stands_there_twice_is_refused(door: Doorstep, name: str) -> None:
    headers = [*signed(BODY, MONDAY).items()]
    twice = [*headers, (name, dict(headers)[name])]
    status, _ = await raw(door, request(BODY, *twice), BODY)
    assert status == 401


async def test_a_megabyte_is_refused_before_it_is_sent(door: Doorstep) -> None:
    head = request(b"", *signed(BODY, MONDAY).items())
    head = head.replace(b"Content-Length: 0", b"Content-Length: 1048576")
    status, _ = await raw(door, head)
    assert status == 413


async def test_a_megabyte_of_unknown_length_is_refused_while_it_comes(door: Doorstep) -> None:
    head = request(b"", *signed(BODY, MONDAY).items())
    head = head.replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    reader, writer = await asyncio.open_connection("127.0.0.1", door.client.port)
    writer.write(head + b"\r\n")
    for _ in range(limits.BODY_BYTES // 65_536 + 1):
        writer.write(b"10000\r\n" + b"x" * 65_536 + b"\r\n")
    await writer.drain()
    answer = await asyncio.wait_for(reader.read(4_096), 10)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 413")


async def test_the_largest_body_gets_in(door: Doorstep) -> None:
    padded = BODY[:-1] + b" " * (limits.BODY_BYTES - len(BODY)) + b"}"
    assert len(padded) == limits.BODY_BYTES
    assert (await door.post(padded, JSON)).status == 200
    assert (await door.post(padded + b" ", JSON)).status == 413


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "", "a/b/c"])
async def test_other_kinds_of_bodies_are_refused(door: Doorstep, kind: str) -> None:
    status, _ = await raw(door, request(BODY, *signed(BODY, MONDAY).items(), kind=kind), BODY)
    assert status == 415


async def test_packed_bodies_are_refused(door: Doorstep) -> None:
    headers = [*signed(BODY, MONDAY).items(), ("Content-Encoding", "identity")]
    status, _ = await raw(door, request(BODY, *headers), BODY)
    assert status == 415


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (JSON, b""),
        (JSON, b"{"),
        (JSON, b"[]"),
        (JSON, b"null"),
        (JSON, b'"text"'),
        (JSON, b"\xff\xfe"),
        (JSON, b"[" * 100_000),
        (JSON, b'{"a":' * 30_000 + b"1" + b"}" * 30_000),
        (FORM, b"payload=%7B"),
        (FORM, b"payload=" + b"%5B" * 60_000),
        (FORM, b"payload=%FF%FE"),
        (FORM, b"payload=\xff"),
        (FORM, b"payload=1&x=2"),
        (FORM, b"&".join(b"a%d=1" % number for number in range(2_000))),
    ],
)
async def test_what_cannot_be_read_is_refused_though_it_is_signed(
    door: Doorstep, kind: str, body: bytes
) -> None:
    assert (await door.post(body, kind)).status == 400


ESCAPES = (b"a", b"_", b"-", b"+", b" ", b"%20", b"%2B", b"%25", b"%3D", b"%c3%a4", b"%E2%98%82")
ODD_ESCAPES = (
    b"%",
    b"%%",
    b"%4",
    b"%zz",
    b"=",
    b"=41",
    b"\n",
    b"\r",
    b"\t",
    b"%0A",
    b"%FF",
    b"\xe4",
    b"\xc3\xa4",
)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(ESCAPES + ODD_ESCAPES), max_size=12).map(b"".join))
@example(b"%\n%4")
@example(b"a\rb\n%zz")
def test_a_payload_is_read_as_the_library_reads_it(written: bytes) -> None:
    body = b"payload=%7B%22said%22%3A%22" + written + b"%22%7D"
    try:
        there = json.loads(unquote_plus(body.decode("ascii"), errors="strict")[8:])
    except ValueError:
        with pytest.raises(Unreadable):
            read_body(FORM, body)
    else:
        assert read_body(FORM, body) == there


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text(), max_size=3)))
def test_whatever_a_payload_says_is_read(said: dict[str, object]) -> None:
    for written in (json.dumps(said), json.dumps(said, ensure_ascii=False)):
        raw = urlencode({"payload": written}, errors="surrogatepass").encode()
        assert read_body(FORM, raw) == said


WELL_KNOWN = ("type", "event", "team", "user", "view", "actions", "authorizations", "payload")
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(WELL_KNOWN) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)
KINDS = st.sampled_from(
    ["event_callback", "block_actions", "view_submission", "shortcut", "view_closed", "x"]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=KINDS, parts=st.dictionaries(st.sampled_from(WELL_KNOWN[1:]), ODD, max_size=5))
@example(kind="event_callback", parts={"event": {"type": "message"}})
@example(kind="event_callback", parts={"event": {"type": 5}})
@example(kind="event_callback", parts={"event": {"type": "user_change"}, "team": {"id": "T1"}})
@example(kind="block_actions", parts={"actions": [{}], "user": {"id": "U1"}})
@example(kind="view_submission", parts={"view": {"callback_id": "form"}, "user": 5})
async def test_whatever_is_signed_is_never_an_error_of_ours(
    door: Doorstep, kind: str, parts: dict[str, object]
) -> None:
    body = json.dumps({"type": kind, **parts}).encode()
    assert (await door.post(body, JSON)).status in {200, 400}
    form = urlencode({"payload": body.decode()}).encode()
    assert (await door.post(form, FORM)).status in {200, 400}


VALUES = st.binary(max_size=80).filter(lambda value: not set(value) & set(b"\r\n\x00"))
NUMBERS = st.sampled_from(
    ["١٧٩٥٤١٧٢٠٠", "1e9", "+1795417200", " 1795417200", "1795417200.0", "0x6", "-1", "٣", "9" * 400]
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    timestamp=VALUES | NUMBERS.map(str.encode) | st.none(),
    signature=VALUES | st.none(),
    others=st.lists(st.tuples(st.sampled_from(["X-Slack-Retry-Num", "Cookie", "X"]), VALUES)),
)
@example(timestamp=b"1795417200", signature="v0=ä".encode(), others=[])
@example(timestamp=b"\xff\xfe", signature=b"v0=" + b"0" * 64, others=[])
@example(timestamp=b"1795417200", signature=b"v0=" + b"\xd9\xa1" * 32, others=[])
async def test_odd_headers_are_refused_and_never_an_error(
    door: Doorstep,
    timestamp: bytes | None,
    signature: bytes | None,
    others: list[tuple[str, bytes]],
) -> None:
    good = signed(BODY, MONDAY)
    right = good["X-Slack-Request-Timestamp"].encode()  # blanks around a header are none of it
    assume(signature is not None or timestamp is None or timestamp.strip() != right)
    headers: list[tuple[str | bytes, str | bytes]] = [*others]
    if timestamp is not None:
        headers.append(("X-Slack-Request-Timestamp", timestamp))
    headers.append(
        ("X-Slack-Signature", good["X-Slack-Signature"] if signature is None else signature)
    )
    status, _ = await raw(door, request(BODY, *headers), BODY)
    # aiohttp itself answers 400 to what is no header at all.
    assert status in {400, 401}


async def test_bolts_own_headers_from_outside_change_nothing(door: Doorstep) -> None:
    fields = urlencode(door.command_fields("status")).encode()
    headers = signed(fields, MONDAY) | {
        "X-Slack-Bolt-Lazy-Only": "1",
        "X-Slack-Bolt-Lazy-Function-Name": "command",
    }
    answer = await door.post(fields, FORM, headers)
    assert answer.body["response_type"] == "ephemeral"


async def test_a_wrong_secret_is_told_to_the_operator_once_a_minute(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        await door.post(BODY, JSON, {})
    assert caplog.text.count("SLACK_SIGNING_SECRET") == 1
    door.clock.at += timedelta(minutes=1)
    await door.post(BODY, JSON, {})
    assert caplog.text.count("SLACK_SIGNING_SECRET") == 2
    assert door.parts.door.counters.requests["http", "unsigned"] == 4


def test_an_empty_secret_is_no_lock() -> None:
    with pytest.raises(ValueError, match="signing secret"):
        Lock("", Clock())


async def test_without_a_signing_secret_there_is_no_way_in_over_http(
    slack: Loopback, county: Database
) -> None:
    async with doorstep(slack, county, signing_secret="", app_token="") as here:
        assert (await here.post(BODY, JSON)).status == 404


async def test_a_secret_never_reaches_the_log(
    door: Doorstep, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    await door.command("status what-somebody-typed")
    await door.command("checkin", user_id="U404")
    assert "what-somebody-typed" not in caplog.text
    assert "xoxb-" not in caplog.text
    assert SECRET not in caplog.text


async def test_bolt_makes_no_settings_of_its_own_out_of_ours(
    slack: Loopback,
    county: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"):
        monkeypatch.setenv(name, "xoxb-from-the-environment")
    async with doorstep(slack, county) as here:
        assert here.parts.bolt.app.oauth_flow is None
        assert here.parts.bolt.app.client.token is None
        await here.command("status")
        assert len(slack.of("auth.test")) == 1, "the start asks; no request does"
