"""Who is let in at the Teams door: one table, and what the SDK would have got wrong in it."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import logging
import time
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import jwt
import pytest
import pytest_asyncio
from botbuilder.core import TurnContext
from botbuilder.schema import Activity

from adapters.teams.counters import Counters
from adapters.teams.door import Cloud, Credentials
from adapters.teams.listening.keys import AGAIN, FRESH, LARGEST, Keys
from adapters.teams.listening.lock import Lock
from adapters.teams.listening.sdk import TeamsAdapter, Vouching
from adapters.teams.listening.visit import Served
from tests.adapters.teams.microsoft import (
    APP,
    OTHER_TENANT,
    SERVICE,
    TENANT,
    Clock,
    Gateway,
    OpenId,
    activity,
    credentials_of,
    gateway,
    openid,
)
from tests.teams.keys import SigningKey, private_key


@pytest_asyncio.fixture
async def microsoft() -> AsyncIterator[OpenId]:
    async with openid() as found:
        yield found


@pytest_asyncio.fixture
async def gate(microsoft: OpenId) -> AsyncIterator[Gateway]:
    async with gateway(microsoft) as here:
        yield here


def ago(**span: float) -> int:
    return int(time.time() - timedelta(**span).total_seconds())


def unsigned(microsoft: OpenId) -> str:
    """A token that says that it needs no signature."""
    head, body, signature = microsoft.token().split(".")
    told = json.loads(base64.urlsafe_b64decode(head + "=="))
    none = base64.urlsafe_b64encode(json.dumps(told | {"alg": "none"}).encode()).decode()
    return f"{none.rstrip('=')}.{body}.{signature}"


def signed_with_the_public_key(microsoft: OpenId) -> str:
    """A token whose secret is what everybody can read: the key set's own key."""
    told = {"iss": microsoft.keys.issuer, "aud": APP, "exp": ago(hours=-1), "serviceurl": SERVICE}
    parts = [{"alg": "HS256", "kid": "key-1"}, told]
    head = b".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=") for p in parts)
    secret = json.dumps(microsoft.keys.current.published()).encode()
    mac = base64.urlsafe_b64encode(hmac.digest(secret, head, "sha256")).rstrip(b"=")
    return (head + b"." + mac).decode()


def altered(microsoft: OpenId) -> str:
    """A token of Microsoft's for another bot, with our id written in."""
    head, _, signature = microsoft.token(audience="another").split(".")
    return f"{head}.{microsoft.token().split('.')[1]}.{signature}"


def of_another_key(microsoft: OpenId) -> str:
    claims = jwt.decode(microsoft.token(), options={"verify_signature": False})
    return jwt.encode(claims, private_key("mallory"), "RS256", headers={"kid": "key-1"})


def rolled_over(microsoft: OpenId) -> str:
    microsoft.keys.roll_over("key-2")
    return microsoft.token()


def unendorsed(microsoft: OpenId, *endorsements: str) -> str:
    microsoft.keys.keys.append(SigningKey("key-9", endorsements))
    return microsoft.token(kid="key-9")


def our_own(issuer: str) -> Callable[[OpenId], str]:
    """What Rytmi itself shows when it sends something; whoever received it once may replay it."""
    return lambda microsoft: microsoft.token(
        service=None, iss=issuer, aud="https://api.botframework.com", appid=APP, ver="1.0"
    )


CASES: dict[str, tuple[Callable[[OpenId], str], dict[str, Any], int]] = {
    "a good one": (lambda m: m.token(), {}, 200),
    "four minutes old": (lambda m: m.token(exp=ago(minutes=4)), {}, 200),
    "signed with a key that has just come": (rolled_over, {}, 200),
    "no header": (lambda m: "", {}, 401),
    "another audience": (lambda m: m.token(audience="another"), {}, 401),
    "several audiences": (lambda m: m.token(aud=[APP, "another"]), {}, 401),
    "no audience": (lambda m: m.token(without=["aud"]), {}, 401),
    "another issuer": (lambda m: m.token(iss="https://sts.windows.net/x/"), {}, 401),
    "no issuer": (lambda m: m.token(without=["iss"]), {}, 401),
    "expired": (lambda m: m.token(exp=ago(minutes=6)), {}, 401),
    "not good yet": (lambda m: m.token(nbf=ago(minutes=-6)), {}, 401),
    "no expiry": (lambda m: m.token(without=["exp"]), {}, 401),
    "an expiry that is no number": (lambda m: m.token(exp="tomorrow"), {}, 401),
    "an expiry in words": (lambda m: m.token(exp=True), {}, 401),
    "no service address in it": (lambda m: m.token(service=None), {}, 401),
    "none in the activity either": (lambda m: m.token(service=None), {"serviceUrl": None}, 401),
    "no service address in the activity": (lambda m: m.token(), {"serviceUrl": None}, 401),
    "another service address": (lambda m: m.token(), {"serviceUrl": f"{SERVICE}x/"}, 401),
    "somebody else's service address": (
        lambda m: m.token(service="https://evil.example/"),
        {"serviceUrl": "https://evil.example/"},
        401,
    ),
    "unsigned": (unsigned, {}, 401),
    "signed with what everybody can read": (signed_with_the_public_key, {}, 401),
    "altered": (altered, {}, 401),
    "signed with another key of that name": (of_another_key, {}, 401),
    "signed with an unknown key": (lambda m: m.token(kid="key-404"), {}, 401),
    "signed with a key for Skype": (lambda m: unendorsed(m, "skype"), {}, 401),
    "signed with a key for nothing": (unendorsed, {}, 401),
    "from Web Chat": (lambda m: m.token(), {"channelId": "webchat"}, 401),
    "from no channel": (lambda m: m.token(), {"channelId": None}, 401),
    "garbage": (lambda m: "garbage", {}, 401),
    "three pieces of garbage": (lambda m: "a.b.c", {}, 401),
    "our own of before": (our_own("https://sts.windows.net/d6d49420-f39b-4df7-a1dc/"), {}, 401),
    "our own": (our_own(f"https://login.microsoftonline.com/{TENANT}/v2.0"), {}, 401),
    "a foreign tenant": (
        lambda m: m.token(),
        {
            "channelData": {"tenant": {"id": OTHER_TENANT}},
            "conversation": {"id": "a:1", "tenantId": OTHER_TENANT},
        },
        403,
    ),
    "one tenant and another": (
        lambda m: m.token(),
        {"channelData": {"tenant": {"id": OTHER_TENANT}}},
        403,
    ),
    "no tenant": (lambda m: m.token(), {"channelData": {}, "conversation": {"id": "a:1"}}, 403),
}


@pytest.mark.parametrize("case", CASES)
async def test_who_is_let_in(gate: Gateway, case: str, caplog: pytest.LogCaptureFixture) -> None:
    make, given, expected = CASES[case]
    assert await gate.knock() == 200  # all is well before
    asked = gate.microsoft.asked
    token = make(gate.microsoft)
    assert await gate.knock(token, **given) == expected
    assert len(gate.taken) == (2 if expected == 200 else 1), "nobody else gets past the gate"
    assert gate.microsoft.asked - asked <= 1
    refused = [word for (kind, word) in gate.counters.requests if kind == "http"]
    assert len(refused) == (expected != 200)
    assert token == "" or token not in caplog.text
    assert await gate.knock() == 200  # and after


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic {}", "bearer{}", "Bearer {} {}", "Bearer\t{}", "{}", "ä"],
)
async def test_a_header_of_another_form_is_nobodys(gate: Gateway, header: str) -> None:
    shown = header.format(*[gate.microsoft.token()] * header.count("{}"))
    raw, kind = json.dumps(activity()).encode(), {"Content-Type": "application/json"}
    status, _ = await gate.post(raw, {**kind, "Authorization": shown})
    assert (status, gate.taken) == (401, [])


async def test_an_invoke_is_answered_with_a_plain_body(gate: Gateway) -> None:
    """What the SDK answers HTTP 500 to."""
    gate.answer = Served(body={"statusCode": 200, "type": "t", "value": "Hyvää työtä"})
    raw = json.dumps(activity(type="invoke", name="adaptiveCard/action")).encode()
    headers = {
        "Authorization": f"Bearer {gate.microsoft.token()}",
        "Content-Type": "application/json",
    }
    status, text = await gate.post(raw, headers)
    assert (status, json.loads(text)) == (200, gate.answer.body)


async def test_what_comes_is_handed_on_whole(gate: Gateway) -> None:
    """What the SDK does not know, or names otherwise, is there nevertheless."""
    entity = {"type": "mention", "text": "<at>Rytmi</at>", "mentioned": {"id": "28:x"}}
    local = "2026-11-23T09:00:00+02:00"
    assert await gate.knock(entities=[entity], localTimestamp=local) == 200
    [body] = gate.taken
    assert body == activity(entities=[entity], localTimestamp=local)
    assert body["conversation"]["tenantId"] == TENANT


@pytest.mark.parametrize("name", ["password", "certificate"])
async def test_nobody_needs_a_token_of_ours_to_be_listened_to(
    microsoft: OpenId, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The SDK fetches one for each turn."""
    monkeypatch.setattr("msal.ConfidentialClientApplication.__init__", _never)
    async with gateway(microsoft, **{"password": "", name: "x"}) as here:
        for _ in range(5):
            assert await here.knock() == 200
    assert microsoft.asked == 1, "and the keys are read once"


def _never(*_: object, **__: object) -> None:
    raise AssertionError


async def test_the_sdks_own_connector_sends_nothing(microsoft: OpenId) -> None:
    credentials = credentials_of(microsoft, development=True)
    keys = Keys(credentials.cloud.openid, Clock(), Counters())
    adapter = TeamsAdapter(Vouching(credentials, keys))

    async def speak(context: TurnContext) -> None:
        await context.send_activity("hello")

    told = Activity(type="message", channel_id="msteams", service_url=SERVICE)
    with pytest.raises(NotImplementedError):
        await adapter.process_activity("", told, speak)


# --- the keys -------------------------------------------------------------------------------------


async def test_whoever_makes_up_keys_does_not_make_us_ask(gate: Gateway) -> None:
    assert await gate.knock() == 200
    for number in range(20):
        assert await gate.knock(gate.microsoft.token(kid=f"made-up-{number % 3}")) == 401
    assert gate.microsoft.asked == 2
    gate.clock.go(AGAIN)
    assert await gate.knock(gate.microsoft.token(kid="made-up-1")) == 401
    assert gate.microsoft.asked == 3


async def test_many_who_name_a_new_key_wait_for_one_reading(gate: Gateway) -> None:
    assert await gate.knock() == 200
    gate.microsoft.keys.roll_over("key-2", keep=False)
    found = await asyncio.gather(*(gate.knock() for _ in range(10)))
    assert found == [200] * 10
    assert gate.microsoft.asked == 2


async def test_a_key_that_is_gone_proves_nothing_any_more(gate: Gateway) -> None:
    old = gate.microsoft.token()
    assert await gate.knock(old) == 200
    gate.microsoft.keys.roll_over("key-2", keep=False)
    assert await gate.knock() == 200
    assert await gate.knock(old) == 401


async def test_keys_are_read_anew_each_day_and_nobody_waits(gate: Gateway) -> None:
    assert await gate.knock() == 200
    gate.clock.go(FRESH)
    assert await gate.knock() == 200
    assert gate.microsoft.asked == 1
    gate.clock.go(timedelta(seconds=1))
    gate.microsoft.status = 500
    assert await gate.knock() == 200, "the known key is good while Microsoft is out of reach"
    await gate.keys.settled()
    gate.microsoft.status = 200
    gate.clock.go(AGAIN)
    assert await gate.knock(gate.microsoft.token(nbf=1)) == 200
    await gate.keys.settled()
    assert gate.counters.keys == {"read": 2, "failed": 1}


async def test_without_keys_nobody_can_tell(
    gate: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    gate.microsoft.status = 503
    assert await gate.knock() == 503
    assert await gate.knock() == 503
    assert gate.counters.keys == {"failed": 1}
    assert "HTTP 503" in caplog.text
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]
    gate.microsoft.status = 200
    gate.clock.go(timedelta(seconds=5))
    assert await gate.knock() == 200


BROKEN: list[tuple[str, Any]] = [
    ("document", {"jwks_uri": "https://"}),
    ("document", {"jwks_uri": "file:///etc/passwd"}),
    ("document", {"jwks_uri": "http://keys.example/"}),
    ("document", {"jwks_uri": 7}),
    ("document", {"jwks_uri": "http://[bad"}),
    ("document", {"nothing": 1}),
    ("listed", {"keys": "none"}),
    ("listed", {"keys": []}),
    ("listed", {"keys": [{"kty": "EC", "kid": "key-1"}]}),
    ("listed", {"keys": [{"kty": "RSA", "kid": "key-1", "n": "!", "e": "AQAB"}]}),
    ("listed", {"keys": [{"kty": "RSA", "kid": "key-1", "n": "AQAB", "e": "AQAB"}]}),
    ("listed", {"keys": [{"kty": "RSA", "kid": "key-1"}]}),
]


@pytest.mark.parametrize(("which", "told"), BROKEN)
async def test_a_document_that_makes_no_sense_is_no_key(
    gate: Gateway, which: str, told: object
) -> None:
    setattr(gate.microsoft, which, told)
    assert await gate.knock() == 503
    assert gate.taken == []


async def test_a_document_elsewhere_or_without_an_end_is_not_read(gate: Gateway) -> None:
    for status, listed in ((302, None), (200, {"keys": [], "x": "x" * LARGEST})):
        gate.microsoft.status, gate.microsoft.listed = status, listed
        assert await gate.knock() == 503
        gate.clock.go(timedelta(seconds=5))
    assert gate.counters.keys == {"failed": 2}


async def test_one_key_that_cannot_be_read_does_not_spoil_the_others(gate: Gateway) -> None:
    good = gate.microsoft.keys.published()["keys"]
    odd = [None, {"kty": "RSA"}, {"kty": "RSA", "kid": "odd", "n": "AQAB", "e": 7}, {"kty": "EC"}]
    gate.microsoft.listed = {"keys": [*odd, *good]}
    assert await gate.knock() == 200


# --- development ----------------------------------------------------------------------------------


async def test_in_development_nobody_is_checked(microsoft: OpenId) -> None:
    async with gateway(microsoft, app_id="", tenant="", development=True) as here:
        assert await here.knock("", serviceUrl="http://localhost:56150/_connector") == 200
        assert await here.knock("garbage", channelId="emulator", channelData=None) == 200
    assert microsoft.asked == 0


def test_without_an_app_id_there_is_no_lock() -> None:
    with pytest.raises(ValueError, match="app id"):
        Lock(Credentials())


async def test_a_government_has_its_own_issuer(microsoft: OpenId) -> None:
    theirs = "https://api.botframework.us"
    cloud = Cloud(openid=f"{microsoft.url}/openid", issuer=theirs)
    async with gateway(microsoft, cloud=cloud) as here:
        assert await here.knock() == 401
        assert await here.knock(microsoft.token(iss=theirs)) == 200
