"""Installing from a browser: the state holds for one browser, ten minutes, and once."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from aiohttp import ClientResponse, ClientSession, DummyCookieJar, web
from aiohttp.test_utils import TestServer

from adapters.slack.door import NAME
from adapters.slack.errors import SetUpError
from adapters.slack.installing import oauth
from adapters.slack.installing.oauth import COOKIE, INSTALL, OPEN_FOR, REDIRECT, OAuth
from adapters.slack.scopes import SCOPES
from dialogs.okr.model import Language
from dialogs.text import Reader, say
from dialogs.words.draw import draw
from storage.database import Database
from storage.errors import DatabaseUnavailableError
from tests.adapters.slack.ground import KEYS, Ground, ground
from tests.adapters.slack.loopback import Broken, Loopback, no
from tests.storage.support import OMA

TOKEN = "xoxb-5-freshly-installed"
CODE = "code-from-slack"
HOURS = 12


def answer(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """What Slack gives for a code."""
    return {
        "access_token": TOKEN,
        "token_type": "bot",
        "scope": ",".join(SCOPES),
        "bot_user_id": "UBOT",
        "app_id": "A1",
        "team": {"id": "T5", "name": "Oma <b>Slack</b>"},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": "U1"},
        **more,
    }


@dataclass
class Browser:
    """A browser that keeps its cookies by hand: the test server has no TLS."""

    session: ClientSession
    server: TestServer
    cookies: dict[str, str]
    language: str = "en"

    async def get(self, path: str, **query: str) -> ClientResponse:
        carried = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Accept-Language": self.language, **({"Cookie": carried} if carried else {})}
        response = await self.session.get(
            self.server.make_url(path), params=query, headers=headers, allow_redirects=False
        )
        for written in response.headers.getall("Set-Cookie", []):
            for name, morsel in SimpleCookie(written).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
        return response

    async def begin(self) -> str:
        """Begin, and return the state that Slack would send back."""
        response = await self.get(INSTALL)
        assert response.status == 302
        return parse_qs(urlsplit(response.headers["Location"]).query)["state"][0]

    async def install(self) -> ClientResponse:
        return await self.get(REDIRECT, state=await self.begin(), code=CODE)


@dataclass
class Scene:
    """A replica with the two addresses."""

    made: Ground
    server: TestServer
    session: ClientSession

    def browser(self, language: str = "en") -> Browser:
        return Browser(self.session, self.server, {}, language)


@pytest_asyncio.fixture
async def scene(slack: Loopback, sqlite: Database) -> AsyncIterator[Scene]:
    """A server that workspaces install Rytmi from."""
    slack.codes[CODE] = answer()
    slack.tokens[TOKEN] = {"team_id": "T5", "user_id": "UBOT", "bot_id": "B5"}
    async with ground(slack, sqlite) as made:
        app = web.Application()
        OAuth(made.workspaces, draw).add_routes(app)
        server = TestServer(app, host="127.0.0.1")
        async with server, ClientSession(cookie_jar=DummyCookieJar()) as session:
            yield Scene(made, server, session)


@pytest.fixture
def browser(scene: Scene) -> Browser:
    return scene.browser()


def words(key: str, language: Language = Language.ENGLISH, **args: str) -> str:
    return draw(say(key, **args), Reader(language, "UTC"))


# --- the way there --------------------------------------------------------------------------------


async def test_the_browser_is_sent_to_slack_with_the_scopes_of_the_table(browser: Browser) -> None:
    response = await browser.get(INSTALL)
    at = urlsplit(response.headers["Location"])
    asked = parse_qs(at.query)
    assert at.path == "/oauth/v2/authorize"
    assert asked["client_id"] == ["1.2"]
    assert asked["scope"][0].split(",") == list(SCOPES)
    assert asked["redirect_uri"] == ["https://rytmi.example/slack/oauth_redirect"]
    assert "user_scope" not in asked, "nothing is asked in anybody's own name"


async def test_the_cookie_is_for_this_host_and_out_of_reach_for_scripts(browser: Browser) -> None:
    response = await browser.get(INSTALL)
    [written] = response.headers.getall("Set-Cookie")
    assert written.startswith("__Host-")
    attributes = {part.strip().lower() for part in written.split(";")[1:]}
    assert {"secure", "httponly", "samesite=lax", "path=/", "max-age=600"} <= attributes
    assert not any(each.startswith("domain") for each in attributes)


async def test_the_state_says_nothing_of_the_cookie(browser: Browser) -> None:
    state = await browser.begin()
    assert browser.cookies[COOKIE] not in state


# --- the way back ---------------------------------------------------------------------------------


async def test_an_installation_is_sealed_and_says_the_one_command_that_is_left(
    scene: Scene, browser: Browser
) -> None:
    response = await browser.install()
    page = await response.text()
    assert response.status == 200
    assert "rytmi slack connect T5 --org ID" in page
    assert COOKIE not in browser.cookies
    found = await scene.made.database.chats.workspace(NAME, "T5")
    assert found is not None
    assert (found.organisation, found.expires, found.name) == (None, None, "Oma <b>Slack</b>")
    assert TOKEN not in found.sealed
    known = await scene.made.workspaces.known("T5")
    assert (known.bot_user, known.bot) == ("UBOT", "B5")
    assert (await scene.made.workspaces.client("T5")).token == TOKEN
    assert (await scene.made.workspaces.find("T5")) is not None


async def test_what_a_workspace_is_called_stays_text(browser: Browser) -> None:
    page = await (await browser.install()).text()
    assert "Oma &lt;b&gt;Slack&lt;/b&gt;" in page
    assert "<b>" not in page


async def test_the_page_is_kept_by_nobody_and_leads_nowhere(browser: Browser) -> None:
    response = await browser.install()
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


async def test_tokens_that_end_come_with_what_renews_them(scene: Scene, browser: Browser) -> None:
    scene.made.slack.codes[CODE] = answer(refresh_token="xoxe-1-refresh", expires_in=HOURS * 3600)
    await browser.install()
    found = await scene.made.database.chats.workspace(NAME, "T5")
    assert found is not None
    assert found.expires == scene.made.clock.now() + timedelta(hours=HOURS)
    assert scene.made.workspaces.vault is not None
    assert scene.made.workspaces.vault.open("T5", found.sealed)["refresh"] == "xoxe-1-refresh"


async def test_a_whole_enterprise_is_installed_under_its_own_id(
    scene: Scene, browser: Browser
) -> None:
    scene.made.slack.codes[CODE] = answer(
        team=None, enterprise={"id": "E5", "name": "Oma"}, is_enterprise_install=True
    )
    assert "rytmi slack connect E5" in await (await browser.install()).text()
    assert await scene.made.workspaces.find("E5") is not None


async def test_who_installs_again_needs_no_operator(scene: Scene, browser: Browser) -> None:
    await browser.install()
    await scene.made.database.chats.connect(NAME, "T5", OMA)
    scene.made.slack.codes[CODE] = answer()
    page = await (await browser.install()).text()
    assert words("slack-install-connected") in page
    assert "rytmi slack connect" not in page


async def test_any_replica_may_serve_the_way_back(
    scene: Scene, slack: Loopback, sqlite: Database
) -> None:
    browser = scene.browser()
    state = await browser.begin()
    async with ground(slack, sqlite) as other:
        app = web.Application()
        OAuth(other.workspaces, draw).add_routes(app)
        server = TestServer(app, host="127.0.0.1")
        async with server:
            there = Browser(scene.session, server, browser.cookies)
            response = await there.get(REDIRECT, state=state, code=CODE)
            assert response.status == 200


# --- what is not taken ----------------------------------------------------------------------------


async def refused(scene: Scene, response: ClientResponse, key: str) -> None:
    """Check that one is told in a sentence, may begin again, and that nothing was installed."""
    page = await response.text()
    assert re.sub(r"“.*", "", words(key, code="?")) in page
    assert f'href="{INSTALL}"' in page
    assert await scene.made.database.chats.workspaces(NAME) == []


async def test_another_browser_cannot_end_it(scene: Scene) -> None:
    state = await scene.browser().begin()
    response = await scene.browser().get(REDIRECT, state=state, code=CODE)
    assert response.status == 400
    await refused(scene, response, "slack-install-old")
    other = scene.browser()
    await other.begin()
    await refused(scene, await other.get(REDIRECT, state=state, code=CODE), "slack-install-old")
    assert scene.made.slack.of("oauth.v2.access") == []


async def test_a_state_holds_ten_minutes(scene: Scene, browser: Browser) -> None:
    state = await browser.begin()
    scene.made.clock.go(OPEN_FOR)
    response = await browser.get(REDIRECT, state=state, code=CODE)
    await refused(scene, response, "slack-install-old")


async def test_a_state_holds_once(scene: Scene, browser: Browser) -> None:
    state = await browser.begin()
    cookies = dict(browser.cookies)
    first = await browser.get(REDIRECT, state=state, error="access_denied")
    assert first.status == 200
    browser.cookies = cookies
    await refused(scene, await browser.get(REDIRECT, state=state, code=CODE), "slack-install-old")


@pytest.mark.parametrize("state", ["", "made up", "gAAAAAB", "x" * 4000])
async def test_a_state_that_was_never_given(scene: Scene, browser: Browser, state: str) -> None:
    await browser.begin()
    await refused(scene, await browser.get(REDIRECT, state=state, code=CODE), "slack-install-old")


async def test_a_workspaces_seal_is_no_state(scene: Scene, browser: Browser) -> None:
    await browser.begin()
    assert scene.made.workspaces.vault is not None
    until = (scene.made.clock.now() + OPEN_FOR).isoformat()
    sealed = scene.made.workspaces.vault.seal(
        "T1", {"nonce": browser.cookies[COOKIE], "until": until}
    )
    await refused(scene, await browser.get(REDIRECT, state=sealed, code=CODE), "slack-install-old")


async def test_who_stops_in_slack_is_told_that_nothing_happened(
    scene: Scene, browser: Browser
) -> None:
    response = await browser.get(REDIRECT, state=await browser.begin(), error="access_denied")
    await refused(scene, response, "slack-install-stopped")


async def test_what_slack_sends_back_is_not_drawn_as_markup(scene: Scene, browser: Browser) -> None:
    evil = "<script>alert(1)</script>"
    response = await browser.get(REDIRECT, state=await browser.begin(), error=evil)
    assert "<script>" not in await response.text()
    await refused(scene, response, "slack-install-refused")


async def test_a_code_that_slack_does_not_know(scene: Scene, browser: Browser) -> None:
    scene.made.slack.codes.clear()
    response = await browser.install()
    assert "invalid_code" in await response.text()
    await refused(scene, response, "slack-install-refused")


@pytest.mark.parametrize("method", ["oauth.v2.access", "auth.test"])
async def test_slack_does_not_answer(scene: Scene, browser: Browser, method: str) -> None:
    scene.made.slack.next(method, Broken())
    response = await browser.install()
    assert response.status == 502
    await refused(scene, response, "slack-install-silent")


@pytest.mark.parametrize(
    "given",
    [
        {"access_token": None},
        {"token_type": "user"},
        {"team": None},
        {"team": {}, "enterprise": {"id": "E1"}},
    ],
    ids=str,
)
async def test_an_answer_without_a_bots_token_or_a_home(
    scene: Scene, browser: Browser, given: dict[str, Any]
) -> None:
    scene.made.slack.codes[CODE] = answer(**given)
    await refused(scene, await browser.install(), "slack-install-refused")


async def test_a_token_that_is_refused_at_once_is_not_kept(scene: Scene, browser: Browser) -> None:
    scene.made.slack.next("auth.test", no("invalid_auth"))
    await refused(scene, await browser.install(), "slack-install-refused")


async def test_a_database_that_is_away(
    scene: Scene, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*given: object) -> None:
        raise DatabaseUnavailableError("the database restarts")

    with monkeypatch.context() as patched:
        patched.setattr(scene.made.database.chats, "install", away)
        response = await browser.install()
    assert response.status == 503
    await refused(scene, response, "slack-install-unsaved")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("fi-FI,fi;q=0.9,en;q=0.5", Language.FINNISH),
        ("de,sv-SE;q=0.8", Language.SWEDISH),
        ("nn-NO", Language.NORWEGIAN),
        ("no", Language.NORWEGIAN),
        ("tlh", Language.ENGLISH),
        ("", Language.ENGLISH),
        (";;;,,,", Language.ENGLISH),
    ],
)
async def test_the_pages_speak_the_browsers_language(
    scene: Scene, accepted: str, language: Language
) -> None:
    page = await (await scene.browser(accepted).install()).text()
    assert f'<html lang="{language.value}">' in page
    assert words("slack-install-next", language) in page


async def test_nothing_secret_is_logged(
    scene: Scene, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    scene.made.slack.codes[CODE] = answer(refresh_token="xoxe-1-refresh", expires_in=3600)
    with caplog.at_level(logging.DEBUG, logger="adapters"):
        await browser.install()
        await browser.install()
    ours = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("adapters")
    )
    assert "workspace T5 has installed Rytmi" in ours
    for secret in (TOKEN, "xoxe-1-refresh", "the-client-secret", CODE, *KEYS):
        assert secret not in ours


@pytest.mark.parametrize(
    ("missing", "setting"),
    [
        ("client_id", "SLACK_CLIENT_ID"),
        ("client_secret", "SLACK_CLIENT_SECRET"),
        ("public_url", "PUBLIC_URL"),
    ],
)
async def test_a_setting_that_is_missing_is_named(
    slack: Loopback, sqlite: Database, missing: str, setting: str
) -> None:
    unset: dict[str, Any] = {missing: ""}
    async with ground(slack, sqlite, **unset) as made:
        with pytest.raises(SetUpError) as raised:
            OAuth(made.workspaces, draw)
    assert raised.value.setting == setting


async def test_without_keys_nothing_is_installed(slack: Loopback, sqlite: Database) -> None:
    async with ground(slack, sqlite, keys=()) as made:
        with pytest.raises(SetUpError) as raised:
            OAuth(made.workspaces, draw)
    assert raised.value.setting == "SLACK_TOKEN_KEYS"


async def test_whoever_uses_up_thousands_of_states_keeps_nobody_from_installing(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has a browser of their own can come back from Slack as often as they like."""
    monkeypatch.setattr(oauth, "MOST_USED", 3)
    app = web.Application()
    OAuth(scene.made.workspaces, draw).add_routes(app)
    server = TestServer(app, host="127.0.0.1")
    async with server:
        for _ in range(5):
            other = Browser(scene.session, server, {}, "en")
            await other.get(REDIRECT, state=await other.begin(), error="access_denied")
        mine = Browser(scene.session, server, {}, "en")
        assert (await mine.install()).status == 200


async def test_an_error_that_is_no_word_of_slacks_gets_into_no_log(
    browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "adapters")
    written = "x\n2026-11-23 critical: the county is closed"
    response = await browser.get(REDIRECT, state=await browser.begin(), error=written)
    assert response.status == 400
    assert "county" not in caplog.text
    assert "county" not in await response.text()
