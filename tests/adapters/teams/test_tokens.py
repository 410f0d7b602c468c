"""Tokens: fetched once for many, renewed in time, and what is said where there is none."""

from __future__ import annotations

import asyncio
import base64
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from adapters.teams.counters import Counters
from adapters.teams.door import AppType, Cloud, Credentials
from adapters.teams.errors import SetUpError, UnreachedError
from adapters.teams.sending.login import Grant, MicrosoftLogin
from adapters.teams.sending.tokens import EARLY, LAST, REST, Tokens
from storage.database import Database
from tests.adapters.teams.outbound import Clock, Outbound, outbound
from tests.teams.faults import Fault, WrongError
from tests.teams.server import MACHINE

HOUR = timedelta(hours=1)
OWN = Credentials(app_id="app", password="secret", tenant="home")


@dataclass
class Counter:
    """A login that counts, and waits until it may answer."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    refuses: SetUpError | None = None
    may_answer: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.may_answer.set()

    def fetch(self, tenant: str, scope: str) -> Grant:
        self.asked.append((tenant, scope))
        assert self.may_answer.wait(10)
        if self.refuses is not None:
            raise self.refuses
        return Grant(f"token {len(self.asked)}", HOUR.total_seconds())


@dataclass
class Bunch:
    """Tokens with their login and their clock."""

    login: Counter
    clock: Clock
    counters: Counters
    tokens: Tokens


@pytest.fixture
def bunch() -> Bunch:
    login, clock, counters = Counter(), Clock(), Counters()
    return Bunch(login, clock, counters, Tokens(OWN, clock, counters, login=login))


@pytest_asyncio.fixture
async def here(sqlite: Database) -> AsyncIterator[Outbound]:
    async with outbound(sqlite) as made:
        yield made


# --- held -----------------------------------------------------------------------------------------


async def test_many_at_once_fetch_one(bunch: Bunch) -> None:
    bunch.login.may_answer.clear()
    waiting = [asyncio.create_task(bunch.tokens.connector()) for _ in range(50)]
    await asyncio.sleep(0)
    bunch.login.may_answer.set()
    assert set(await asyncio.gather(*waiting)) == {"token 1"}
    assert bunch.login.asked == [("home", "https://api.botframework.com/.default")]
    assert bunch.counters.tokens == {"fetched": 1}


async def test_it_is_held_while_it_is_good_and_renewed_behind_the_back(bunch: Bunch) -> None:
    assert await bunch.tokens.connector() == "token 1"
    bunch.clock.go(HOUR - EARLY - timedelta(seconds=1))
    assert await bunch.tokens.connector() == "token 1"
    assert len(bunch.login.asked) == 1
    bunch.clock.go(timedelta(seconds=2))
    assert await bunch.tokens.connector() == "token 1", "nobody waits for the new one"
    await bunch.tokens.close()
    assert await bunch.tokens.connector() == "token 2"


async def test_it_is_not_used_to_its_very_end(bunch: Bunch) -> None:
    await bunch.tokens.connector()
    bunch.clock.go(HOUR - LAST)
    assert await bunch.tokens.connector() == "token 2"


async def test_an_outage_costs_nothing_while_the_old_one_is_good(bunch: Bunch) -> None:
    await bunch.tokens.connector()
    bunch.login.refuses = UnreachedError("TEAMS_LOGIN_URL", "away", "wait")
    bunch.clock.go(HOUR - EARLY)
    assert await bunch.tokens.connector() == "token 1"
    await bunch.tokens.close()
    assert await bunch.tokens.connector() == "token 1"
    assert len(bunch.login.asked) == 2, "a failure is not asked for again at once"
    bunch.clock.go(EARLY - LAST)
    with pytest.raises(UnreachedError):
        await bunch.tokens.connector()
    bunch.login.refuses = None
    bunch.clock.go(REST)
    assert await bunch.tokens.connector() == "token 4"


async def test_a_failure_is_told_to_all_who_wait_and_not_asked_for_by_each(bunch: Bunch) -> None:
    bunch.login.refuses = SetUpError("MICROSOFT_APP_PASSWORD", "no", "make one")
    for _ in range(5):
        with pytest.raises(SetUpError):
            await bunch.tokens.connector()
    assert len(bunch.login.asked) == 1
    assert bunch.counters.tokens == {"failed": 1}


async def test_whoever_waits_may_leave_and_the_others_get_it(bunch: Bunch) -> None:
    bunch.login.may_answer.clear()
    hasty = asyncio.create_task(bunch.tokens.connector())
    patient = asyncio.create_task(bunch.tokens.connector())
    await asyncio.sleep(0)
    hasty.cancel()
    await asyncio.gather(hasty, return_exceptions=True)
    bunch.login.may_answer.set()
    assert await patient == "token 1"
    assert hasty.cancelled()


async def test_a_token_that_was_refused_is_forgotten_and_no_other(bunch: Bunch) -> None:
    await bunch.tokens.connector()
    bunch.tokens.forget("an older one")
    assert await bunch.tokens.connector() == "token 1"
    bunch.tokens.forget("token 1")
    assert await bunch.tokens.connector() == "token 2"


async def test_each_tenant_has_its_own_for_graph(bunch: Bunch) -> None:
    assert await bunch.tokens.graph("one") != await bunch.tokens.graph("two")
    assert bunch.login.asked == [
        ("one", "https://graph.microsoft.com/.default"),
        ("two", "https://graph.microsoft.com/.default"),
    ]


async def test_an_app_of_many_tenants_bears_the_bot_frameworks(bunch: Bunch) -> None:
    own = replace(OWN, app_type=AppType.MULTI_TENANT)
    await Tokens(own, bunch.clock, bunch.counters, login=bunch.login).connector()
    assert bunch.login.asked[0][0] == "botframework.com"


async def test_without_an_app_there_is_none_and_nobody_is_asked(bunch: Bunch) -> None:
    own = Credentials(development=True)
    assert await Tokens(own, bunch.clock, bunch.counters, login=bunch.login).connector() == ""
    assert bunch.login.asked == []


# --- at Microsoft ---------------------------------------------------------------------------------


async def test_the_secret_brings_one(here: Outbound) -> None:
    token = await here.connector.tokens.connector()
    assert here.platform.tokens[token].resource == "https://api.botframework.com"
    [call] = here.calls("token")
    assert call.tenant == here.tenant.id


async def test_a_certificate_brings_one(here: Outbound) -> None:
    pem, thumbprint, key = certificate()
    here.platform.app.secret = ""
    here.platform.app.certificates[thumbprint] = key
    own = replace(here.door.credentials, password="", certificate=pem)
    tokens = Tokens(own, here.clock, Counters())
    assert await tokens.connector() in here.platform.tokens


@pytest.mark.parametrize("part", ["CERTIFICATE", "PRIVATE KEY"])
async def test_half_a_certificate_says_what_is_missing(here: Outbound, part: str) -> None:
    pem, _, _ = certificate()
    own = replace(here.door.credentials, certificate=pem.replace(part, "SOMETHING"))
    with pytest.raises(SetUpError, match="MICROSOFT_APP_CERTIFICATE"):
        await Tokens(own, here.clock, Counters()).connector()


async def test_a_machine_of_azures_brings_one(
    here: Outbound, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{here.platform.url}/machine/token")
    monkeypatch.setenv("IDENTITY_HEADER", MACHINE)
    own = replace(here.door.credentials, password="", app_type=AppType.MANAGED_IDENTITY)
    assert await Tokens(own, here.clock, Counters()).connector() in here.platform.tokens


@pytest.mark.parametrize(
    ("change", "setting"),
    [
        ({"password": "mistyped"}, "MICROSOFT_APP_PASSWORD"),
        ({"app_id": "another"}, "MICROSOFT_APP_ID"),
        ({"tenant": "nowhere"}, "MICROSOFT_APP_TENANT_ID"),
    ],
    ids=["password", "app", "tenant"],
)
async def test_a_wrong_setting_is_named_and_no_secret_is_told(
    here: Outbound, change: dict[str, str], setting: str
) -> None:
    own = replace(here.door.credentials, **change)  # type: ignore[arg-type] # of its fields
    with pytest.raises(SetUpError) as failed:
        await Tokens(own, here.clock, Counters()).connector()
    assert failed.value.setting == setting
    assert "AADSTS" in failed.value.problem
    assert not isinstance(failed.value, UnreachedError)
    told = f"{failed.value!r} {failed.value}"
    assert "mistyped" not in told
    assert here.platform.app.secret not in told


@pytest.mark.parametrize("fault", [Fault.RESET_BEFORE, Fault.GATEWAY_BEFORE, Fault.NOT_JSON])
async def test_an_outage_is_told_from_a_wrong_setting(here: Outbound, fault: Fault) -> None:
    here.platform.trouble("token", fault)
    tokens = here.connector.tokens
    with pytest.raises(UnreachedError):
        await tokens.connector()
    here.clock.go(REST)
    assert await tokens.connector()


async def test_a_login_that_is_somewhere_else_is_not_followed(here: Outbound) -> None:
    here.platform.trouble("token", WrongError(307, "elsewhere"))
    with pytest.raises(SetUpError):
        await here.connector.tokens.connector()
    assert len(here.calls("token")) == 1


async def test_where_nobody_listens_is_an_outage() -> None:
    own = replace(OWN, cloud=Cloud(login="http://127.0.0.1:9"))
    with pytest.raises(UnreachedError):
        await asyncio.to_thread(MicrosoftLogin(own).fetch, "home", "x/.default")


def test_a_grant_says_nothing_of_itself() -> None:
    assert "very secret" not in repr(Grant("very secret", 1.0))


def certificate() -> tuple[str, str, object]:
    """Return a PEM with a key and its certificate, its thumbprint, and the public key."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "rytmi")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(17)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    written = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ) + made.public_bytes(serialization.Encoding.PEM)
    thumbprint = base64.urlsafe_b64encode(made.fingerprint(hashes.SHA256()))
    return written.decode(), thumbprint.decode(), key.public_key()
