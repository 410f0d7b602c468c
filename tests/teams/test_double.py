"""The double itself: it says no where Microsoft does, and yes only where Microsoft would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import jwt
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from jwt.algorithms import RSAAlgorithm

from tests.teams.activities import Activities, install, install_in
from tests.teams.faults import Fault, WrongError
from tests.teams.graph import INSTALL, grant
from tests.teams.places import ADAPTIVE, Chat, Tenant, User, guid, people_of
from tests.teams.platform import BOT_FRAMEWORK, Platform
from tests.teams.screen import RefusedError, Screen
from tests.teams.server import serving
from tests.teams.window import TOLD, WRONG, Window
from tests.teams.wires import HttpWire, tell

NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
Json = dict[str, Any]


class Watch:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Teams:
    """A platform with one tenant, and how an app reaches it."""

    platform: Platform
    watch: Watch
    tenant: Tenant
    session: aiohttp.ClientSession
    token: str

    async def ask(
        self, method: str, path: str, body: Json | None = None, token: str | None = None
    ) -> tuple[int, Any]:
        """Make a call of the connector, or of what else there is at its address."""
        shown = self.token if token is None else token
        url = path if path.startswith("http") else self.platform.service(self.tenant) + path
        headers = {"Authorization": f"Bearer {shown}"} if shown else {}
        async with self.session.request(method, url, json=body, headers=headers) as answer:
            kind = answer.content_type
            return answer.status, await answer.json() if "json" in kind else await answer.text()

    async def refused(self, method: str, path: str, body: Json | None = None) -> tuple[int, str]:
        """Make a call that Microsoft refuses, and return its status and word."""
        status, told = await self.ask(method, path, body)
        return status, told["error"]["code"]

    def user(self, name: str) -> User:
        return self.tenant.user(name)

    def personal(self, name: str) -> Chat:
        """Return somebody's conversation with the app, which they have."""
        self.user(name).has_app = True
        return self.tenant.personal(self.user(name))

    def opening(self, name: str) -> Json:
        """Return what opens a conversation with somebody."""
        return {
            "isGroup": False,
            "bot": {"id": self.platform.app.bot},
            "members": [{"id": self.user(name).aad}],
            "tenantId": self.tenant.id,
            "channelData": {"tenant": {"id": self.tenant.id}},
        }


@pytest.fixture
async def teams() -> AsyncIterator[Teams]:
    watch = Watch()
    platform = Platform(watch)
    tenant = platform.add_tenant(Tenant(guid("county"), "County"))
    people_of(tenant, ["aino", "veikko"])
    token = platform.issue(BOT_FRAMEWORK, tenant.id).value
    async with serving(platform), aiohttp.ClientSession() as session:
        yield Teams(platform, watch, tenant, session, token)


def card(*body: Json, actions: tuple[Json, ...] = ()) -> Json:
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [{"type": "TextBlock", "text": "Check in", "wrap": True}, *body],
        **({"actions": list(actions)} if actions else {}),
    }


def message(content: Json, summary: str = "Check in") -> Json:
    attachment = {"contentType": ADAPTIVE, "content": content}
    return {"type": "message", "summary": summary, "attachments": [attachment]}


def execute(title: str, **data: object) -> Json:
    return {
        "type": "Action.Execute",
        "title": title,
        "verb": "check_in.open",
        "data": data,
        "fallback": {"type": "Action.Submit", "title": title, "data": data},
    }


VALUE: Json = {"type": "Input.Number", "id": "value", "label": "Value", "min": 0}
MOOD: Json = {
    "type": "Input.ChoiceSet",
    "id": "mood",
    "label": "Mood",
    "isRequired": True,
    "errorMessage": "How is it?",
    "choices": [{"title": each, "value": each} for each in ("good", "bad")],
}
NOTE: Json = {"type": "Input.Text", "id": "note", "label": "Note", "maxLength": 5}


# ---------------------------------------------------------------------------------- who may ask


async def test_a_token_is_given_to_who_knows_the_secret(teams: Teams) -> None:
    url = f"{teams.platform.url}/{teams.tenant.id}/oauth2/v2.0/token"
    sent = {
        "grant_type": "client_credentials",
        "client_id": teams.platform.app.id,
        "client_secret": teams.platform.app.secret,
        "scope": f"{BOT_FRAMEWORK}/.default",
    }

    async def asked(**more: str) -> tuple[int, Json]:
        async with teams.session.post(url, data={**sent, **more}) as answer:
            return answer.status, await answer.json()

    status, told = await asked()
    assert (status, told["token_type"], told["expires_in"]) == (200, "Bearer", 3599)
    path = f"v3/conversations/{teams.personal('aino').id}/members"
    assert (await teams.ask("GET", path, token=told["access_token"]))[0] == 200
    for more, word in (
        ({"client_secret": "guessed"}, "invalid_client"),
        ({"client_id": "another"}, "unauthorized_client"),
        ({"scope": BOT_FRAMEWORK}, "invalid_scope"),
    ):
        status, told = await asked(**more)
        assert (status in {400, 401}, told["error"]) == (True, word)


async def test_a_token_that_is_missing_old_revoked_or_for_something_else_is_refused(
    teams: Teams,
) -> None:
    path = f"v3/conversations/{teams.personal('aino').id}/members"
    assert (await teams.ask("GET", path, token=""))[0] == 401
    other = teams.platform.issue("https://graph.microsoft.com", teams.tenant.id).value
    assert (await teams.ask("GET", path, token=other))[0] == 401
    teams.watch.move(minutes=59)
    assert (await teams.ask("GET", path))[0] == 200
    teams.watch.move(minutes=2)
    assert (await teams.ask("GET", path))[0] == 401
    teams.token = teams.platform.issue(BOT_FRAMEWORK, teams.tenant.id).value
    teams.platform.revoke()
    assert (await teams.ask("GET", path))[0] == 401
    assert {each.error for each in teams.platform.calls if each.status == 401} == {
        "Unauthorized",
        "BotNotRegistered",
    }


async def test_its_signing_keys_are_published_and_roll_over(teams: Teams) -> None:
    async def published() -> dict[str, Json]:
        url = f"{teams.platform.url}/v1/.well-known/openidconfiguration"
        async with teams.session.get(url) as answer:
            told = await answer.json()
        async with teams.session.get(told["jwks_uri"]) as answer:
            return {each["kid"]: each for each in (await answer.json())["keys"]}

    def proves(token: str, keys: dict[str, Json]) -> Json:
        key = keys[jwt.get_unverified_header(token)["kid"]]
        public: Any = RSAAlgorithm.from_jwk(key)
        return jwt.decode(token, public, algorithms=["RS256"], audience=teams.platform.app.id)

    first = teams.platform.keys.token(teams.platform.app.id, "https://x/")
    keys = await published()
    assert keys["key-1"]["endorsements"][0] == "msteams"
    assert proves(first, keys)["serviceurl"] == "https://x/"
    teams.platform.keys.roll_over("key-2")
    second = teams.platform.keys.token(teams.platform.app.id, "https://x/", exp=0, without=["nbf"])
    keys = await published()
    assert list(keys) == ["key-2", "key-1"]
    with pytest.raises(jwt.ExpiredSignatureError):
        proves(second, keys)
    assert proves(first, keys)["iss"] == "https://api.botframework.com"


# --------------------------------------------------------------------------------- conversations


async def test_a_conversation_opens_with_those_alone_who_have_the_app(teams: Teams) -> None:
    opening = teams.opening("aino")
    roster = (403, "BotNotInConversationRoster")
    assert await teams.refused("POST", "v3/conversations", opening) == roster
    teams.user("aino").has_app = True
    status, told = await teams.ask("POST", "v3/conversations", opening)
    assert (status, told["id"]) == (201, teams.personal("aino").id)
    assert (await teams.ask("POST", "v3/conversations", opening))[1] == told
    teams.user("aino").blocked = True
    blocked = (403, "ConversationBlockedByUser")
    assert await teams.refused("POST", "v3/conversations", opening) == blocked
    foreign = opening | {"tenantId": guid("nobody")}
    assert (await teams.refused("POST", "v3/conversations", foreign))[0] == 400
    # A team that has the app is enough.
    team = teams.tenant.add_team("Owls")
    install_in(teams.platform, teams.tenant, team, teams.user("aino"))
    assert (await teams.ask("POST", "v3/conversations", teams.opening("veikko")))[0] == 201


async def test_an_address_of_another_tenant_is_refused(teams: Teams) -> None:
    other = teams.platform.add_tenant(Tenant(guid("firm"), "Firm"))
    name = teams.personal("aino").id
    away = f"{teams.platform.service(other)}v3/conversations/{name}/members"
    assert await teams.refused("GET", away) == (403, "InvalidBotApiHost")
    anywhere = f"{teams.platform.url}/teams/v3/conversations/{name}/members"
    assert (await teams.ask("GET", anywhere))[0] == 200


async def test_a_message_is_written_changed_and_taken_away(teams: Teams) -> None:
    chat = teams.personal("aino")
    path = f"v3/conversations/{chat.id}/activities"
    status, told = await teams.ask("POST", path, message(card()))
    assert status == 201
    written = chat.messages[0]
    assert (written.id, written.summary) == (told["id"], "Check in")
    written.replaced[teams.user("aino").aad] = card()
    changed = message(card(NOTE))
    assert (await teams.ask("PUT", f"{path}/{written.id}", changed))[0] == 200
    assert (written.card, written.changed, written.replaced) == (card(NOTE), 1, {})
    assert (await teams.ask("DELETE", f"{path}/{written.id}"))[0] == 200
    gone = (404, "ActivityNotFoundInConversation")
    assert await teams.refused("PUT", f"{path}/{written.id}", changed) == gone
    nowhere = f"v3/conversations/{guid('x')}/activities"
    assert await teams.refused("POST", nowhere, changed) == (404, "ConversationNotFound")


async def test_what_teams_would_not_show_well_is_noted(teams: Teams) -> None:
    chat = teams.personal("aino")
    path = f"v3/conversations/{chat.id}/activities"
    with teams.platform.expecting_refusals() as refused:
        await teams.ask("POST", path, message(card(), summary=""))
        await teams.ask("POST", path, message(card(NOTE, NOTE)))
        await teams.ask("POST", path, message(card() | {"version": "1.6"}))
        await teams.ask("POST", path, message(card(actions=({**execute("Go"), "fallback": {}},))))
        assert [each.problems[-1].rpartition(": ")[2] for each in refused] == [
            "nothing is said in the notification",
            "two have the id 'note'",
            "no Adaptive Card of version 1.5",
            "older clients would send something else",
        ]
    teams.platform.all_well()
    split = await teams.ask("POST", path, message(card()) | {"text": "and words beside it"})
    assert split == (201, {})
    assert len(chat.messages) == 6
    huge = message(card({"type": "TextBlock", "text": "ä" * 60_000, "wrap": True}))
    assert await teams.refused("POST", path, huge) == (413, "MessageSizeTooBig")
    heavy = message(card({"type": "TextBlock", "text": "ä" * 45_000, "wrap": True}))
    with teams.platform.expecting_refusals() as refused:
        assert (await teams.ask("POST", path, heavy))[0] == 201
        assert "are more than 81920" in refused[0].problems[0]
    assert teams.platform.heaviest > 120_000


async def test_members_and_channels_are_told_in_pages_and_without_the_general_name(
    teams: Teams,
) -> None:
    people_of(teams.tenant, [f"user{number}" for number in range(5)])
    team = teams.tenant.add_team("Owls", ["plans"])
    tells_channels = f"v3/teams/{team.id}/conversations"
    assert (await teams.ask("GET", tells_channels))[0] == 403
    team.has_app = True
    _, told = await teams.ask("GET", tells_channels)
    assert [each.get("name") for each in told["conversations"]] == [None, "plans"]
    plans = told["conversations"][1]["id"]
    path, found = f"v3/conversations/{plans}/pagedmembers?pageSize=3", []
    token = ""
    while True:
        _, page = await teams.ask("GET", f"{path}&continuationToken={token}")
        found += page["members"]
        token = page.get("continuationToken", "")
        if not token:
            break
    assert len(found) == 7
    _, everybody = await teams.ask("GET", f"v3/conversations/{plans}/members")
    assert everybody == found
    one = (await teams.ask("GET", f"v3/conversations/{plans}/members/{teams.user('aino').aad}"))[1]
    assert (one["email"], one["tenantId"]) == ("aino@county.example", teams.tenant.id)
    assert (await teams.ask("GET", f"v3/teams/{team.id}"))[1]["name"] == "Owls"


async def test_a_thread_of_a_channel_is_an_address_of_its_own(teams: Teams) -> None:
    team = teams.tenant.add_team("Owls")
    team.has_app = True
    path = f"v3/conversations/{team.id}/activities"
    _, first = await teams.ask("POST", path, message(card()))
    thread = f"v3/conversations/{team.id};messageid={first['id']}/activities"
    await teams.ask("POST", thread, message(card()))
    assert [each.thread for each in team.channels[0].messages] == ["", first["id"]]


# ----------------------------------------------------------------------------- what goes wrong


async def test_a_conversation_takes_so_many_messages_and_says_when_again(teams: Teams) -> None:
    path = f"v3/conversations/{teams.personal('aino').id}/activities"
    statuses = [(await teams.ask("POST", path, message(card())))[0] for _ in range(8)]
    assert statuses == [201] * 7 + [429]
    assert teams.platform.calls[-1].error == "TooManyRequests"
    other = f"v3/conversations/{teams.personal('veikko').id}/activities"
    assert (await teams.ask("POST", other, message(card())))[0] == 201
    teams.watch.move(seconds=1)
    # Eight in two seconds: one more, and then a rest.
    statuses = [(await teams.ask("POST", path, message(card())))[0] for _ in range(2)]
    assert statuses == [201, 429]
    teams.platform.throttle(teams.tenant.id, 40)
    async with teams.session.post(
        teams.platform.service(teams.tenant) + other,
        json=message(card()),
        headers={"Authorization": f"Bearer {teams.token}"},
    ) as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (429, "40")


async def test_a_tenant_takes_fifty_calls_a_second(teams: Teams) -> None:
    people_of(teams.tenant, [f"user{number}" for number in range(51)])
    paths = [
        f"v3/conversations/{teams.personal(f'user{number}').id}/activities" for number in range(51)
    ]
    statuses = [(await teams.ask("POST", path, message(card())))[0] for path in paths]
    assert statuses == [201] * 50 + [429]


async def test_a_lost_answer_is_a_message_that_arrived(teams: Teams) -> None:
    chat = teams.personal("aino")
    path = f"v3/conversations/{chat.id}/activities"
    told = teams.platform.trouble
    told("post", Fault.GATEWAY_AFTER)
    assert (await teams.ask("POST", path, message(card())))[0] == 502
    assert len(chat.messages) == 1
    told("post", Fault.GATEWAY_BEFORE, times=2, after=1)
    told("post", WrongError(412, "PreconditionFailed"), after=1)
    statuses = [(await teams.ask("POST", path, message(card())))[0] for _ in range(5)]
    assert statuses == [201, 502, 502, 412, 201]
    assert len(chat.messages) == 3
    told("post", Fault.RESET_AFTER)
    with pytest.raises(aiohttp.ClientError):
        await teams.ask("POST", path, message(card()))
    assert len(chat.messages) == 4
    told("post", WrongError(403, "MessageWritesBlocked"))
    _, refused = await teams.ask("POST", path, message(card()))
    assert refused["errorCode"] == 209
    assert '"subCode": "MessageWritesBlocked"' in refused["message"]


async def test_a_slow_call_is_done_before_or_after_it_is_let_go(teams: Teams) -> None:
    chat = teams.personal("aino")
    path = f"v3/conversations/{chat.id}/activities"
    teams.platform.trouble("post", Fault.SLOW_AFTER)
    waiting = asyncio.ensure_future(teams.ask("POST", path, message(card())))
    await teams.platform.held.wait()
    assert len(chat.messages) == 1
    assert not waiting.done()
    teams.platform.release()
    assert (await waiting)[0] == 504


# --------------------------------------------------------------------------------------- Graph


async def test_graph_tells_users_in_pages_to_who_may_know(teams: Teams) -> None:
    graph = f"{teams.platform.url}/v1.0"
    teams.token = teams.platform.issue(teams.platform.url, teams.tenant.id).value
    denied = (403, "Authorization_RequestDenied")
    assert await teams.refused("GET", f"{graph}/users") == denied
    grant(teams.platform)
    teams.platform.page = 2
    people_of(teams.tenant, ["matti"])
    teams.user("matti").enabled = False
    url, found = f"{graph}/users?$select=id,mail,accountEnabled&$top=999", []
    while url:
        _, page = await teams.ask("GET", url)
        found += page["value"]
        url = page.get("@odata.nextLink", "")
    assert [each["mail"] for each in found] == [
        "aino@county.example",
        "veikko@county.example",
        "matti@county.example",
    ]
    assert [each["accountEnabled"] for each in found] == [True, True, False]
    assert set(found[0]) == {"id", "mail", "accountEnabled"}


async def test_graph_installs_the_app_and_teams_tells_it(teams: Teams) -> None:
    graph = f"{teams.platform.url}/v1.0"
    teams.token = teams.platform.issue(teams.platform.url, teams.tenant.id).value
    grant(teams.platform, INSTALL)
    teams.tenant.catalog["catalog-1"] = teams.platform.app.id
    aino = teams.user("aino")
    apps = f"{graph}/users/{aino.aad}/teamwork/installedApps"
    wanted = f"{apps}?$expand=teamsApp&$filter=teamsApp/externalId eq '{teams.platform.app.id}'"
    assert (await teams.ask("GET", wanted))[1] == {"value": []}
    binding = {"teamsApp@odata.bind": f"{graph}/appCatalogs/teamsApps/catalog-1"}
    assert (await teams.ask("POST", apps, binding))[0] == 201
    assert await teams.refused("POST", apps, binding) == (409, "Conflict")
    (found,) = (await teams.ask("GET", wanted))[1]["value"]
    _, told = await teams.ask("GET", f"{apps}/{found['id']}/chat")
    assert told["id"] == teams.tenant.personal(aino).id
    (happening,) = teams.platform.coming
    assert (happening.activity["type"], happening.activity["action"]) == (
        "installationUpdate",
        "add",
    )
    missing = {"teamsApp@odata.bind": f"{graph}/appCatalogs/teamsApps/catalog-2"}
    veikko = apps.replace(aino.aad, teams.user("veikko").aad)
    assert await teams.refused("POST", veikko, missing) == (404, "NotFound")


# ------------------------------------------------------------------------- a person at a window


class Bot:
    """Somebody else's app: it keeps what it hears, and answers as it is told."""

    def __init__(self) -> None:
        self.heard: list[Json] = []
        self.answer: Json = {}
        self.status = 200
        self.tokens: list[str] = []

    async def messages(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        self.tokens.append(request.headers["Authorization"].removeprefix("Bearer "))
        return web.json_response(self.answer, status=self.status)


@dataclass
class Table:
    """Aino at her window, a bot, and the conversation of the two."""

    window: Window
    bot: Bot
    teams: Teams

    async def writes(self, content: Json) -> Screen:
        """Let the bot write a card; return it as Aino sees it."""
        path = f"v3/conversations/{self.window.chat.id}/activities"
        assert (await self.teams.ask("POST", path, message(content)))[0] == 201
        return self.window.cards()[-1]


@pytest.fixture
async def table(teams: Teams) -> AsyncIterator[Table]:
    bot, app = Bot(), web.Application()
    app.router.add_post("/api/messages", bot.messages)
    teams.personal("aino")
    async with TestServer(app) as server:
        wire = HttpWire(teams.platform, teams.session, str(server.make_url("")))
        window = Window(teams.platform, wire, teams.tenant, teams.user("aino"))
        yield Table(window, bot, teams)


async def test_a_line_comes_with_who_where_and_a_token_for_its_address(table: Table) -> None:
    window, bot = table.window, table.bot
    await window.types("1: 45 7")
    heard = bot.heard[0]
    assert (heard["type"], heard["text"], heard["channelId"]) == ("message", "1: 45 7", "msteams")
    assert heard["from"]["aadObjectId"] == window.user.aad
    assert heard["conversation"]["conversationType"] == "personal"
    assert heard["channelData"]["tenant"]["id"] == window.tenant.id
    claims = jwt.decode(bot.tokens[0], options={"verify_signature": False})
    assert (
        claims["serviceurl"] == heard["serviceUrl"] == table.teams.platform.service(window.tenant)
    )


async def test_elsewhere_the_app_hears_what_mentions_it_alone(table: Table) -> None:
    window, bot = table.window, table.bot
    team = window.tenant.add_team("Owls", ["plans"])
    window.goes_to(team.channel("plans"))
    await window.says("we said status yesterday")
    await window.types("status owls", thread="1700000000000")
    (heard,) = bot.heard
    assert heard["text"] == "<at>Rytmi</at> status owls"
    assert heard["entities"][0]["mentioned"]["id"] == heard["recipient"]["id"]
    assert heard["conversation"]["id"].endswith("@thread.tacv2;messageid=1700000000000")
    assert heard["channelData"]["team"]["id"] == team.id
    window.goes_to(window.tenant.add_group("Trio", list(window.tenant.users)))
    await window.types("help")
    assert bot.heard[-1]["conversation"]["conversationType"] == "groupChat"


async def test_what_happens_without_a_window_is_told_too(table: Table) -> None:
    window, bot = table.window, table.bot
    team = window.tenant.add_team("Owls", ["plans"])
    install(table.teams.platform, window.tenant, window.tenant.user("veikko"))
    install_in(table.teams.platform, window.tenant, team, window.user)
    assert await tell(table.teams.platform, window.wire) == 3
    assert [each["type"] for each in bot.heard] == [
        "installationUpdate",
        "installationUpdate",
        "conversationUpdate",
    ]
    assert bot.heard[1]["channelData"]["settings"]["selectedChannel"]["id"] == team.id
    told = Activities(table.teams.platform, window.tenant, window.user)
    await window.delivers(told.channel_changed(team.channel("plans"), "channelRenamed"))
    assert bot.heard[-1]["channelData"]["channel"]["name"] == "plans"
    assert window.accidents == []


async def test_a_form_is_filled_in_as_teams_lets_people(table: Table) -> None:
    window, bot = table.window, table.bot
    form = await table.writes(card(VALUE, MOOD, NOTE, actions=(execute("Send", form="f1"),)))
    with pytest.raises(RefusedError, match="cannot be typed"):
        form.types_into("value", "lots")
    with pytest.raises(RefusedError, match="no option"):
        form.types_into("mood", "awful")
    with pytest.raises(RefusedError, match="do not fit"):
        form.types_into("note", "too long")
    with pytest.raises(RefusedError, match="no input"):
        form.types_into("colour", "red")
    with pytest.raises(RefusedError, match="fill in"):
        await window.presses("Send")
    assert form.complaints == {"mood": "How is it?"}
    window.fills(form, {"value": "-1", "mood": "good"})
    with pytest.raises(RefusedError, match="value"):
        await window.presses("Send")
    bot.answer = {"statusCode": 200, "type": ADAPTIVE, "value": card()}
    window.fills(form, {"value": "41,5"})
    await window.presses("Send")
    value = bot.heard[0]["value"]
    assert bot.heard[0]["name"] == "adaptiveCard/action"
    assert value["action"]["verb"] == "check_in.open"
    # Strings, and what was left empty is not there.
    assert value["action"]["data"] == {"form": "f1", "value": "41.5", "mood": "good"}
    assert [each.card for each in window.cards()] == [card()]
    # The card was replaced for her alone, until the message is changed.
    assert window.messages()[0].card_for(table.teams.user("veikko").aad) == form.card
    assert window.accidents == []


async def test_an_older_client_submits_and_knows_no_charts(table: Table) -> None:
    window, bot = table.window, table.bot
    window.older = True
    table.teams.platform.unknown = frozenset({"Chart.Line"})
    instead = {"type": "TextBlock", "text": "from 3 to 7", "wrap": True}
    chart = {"type": "Chart.Line", "data": [], "fallback": instead}
    form = await table.writes(card(NOTE, chart, actions=(execute("Send", form="f1"),)))
    assert form.drawn["body"][-1] == instead
    window.fills(form, {"note": "hey"})
    await window.presses("Send")
    (heard,) = bot.heard
    assert (heard["type"], heard["value"]) == ("message", {"form": "f1", "note": "hey"})
    assert "text" not in heard
    assert heard["replyToId"] == window.messages()[0].id


async def test_what_a_press_is_answered_with_is_shown_or_noted(table: Table) -> None:
    window, bot = table.window, table.bot
    await table.writes(card(actions=(execute("Later"),)))
    bot.answer = {"statusCode": 200, "type": TOLD, "value": "Done"}
    await window.presses("Later")
    bot.answer = {"statusCode": 400, "type": WRONG, "value": {"code": "400", "message": "Old"}}
    await window.presses("Later")
    assert (window.told, window.wrongs, window.accidents) == (["Done"], ["Old"], [])
    bot.answer = {"statusCode": 200, "type": "something", "value": 1}
    await window.presses("Later")
    bot.status = 500
    await window.presses("Later")
    assert [each.split(":")[0] for each in window.accidents] == [
        "an answer that Teams does not understand",
        "the app answered 500",
    ]


async def test_teams_delivers_again_under_the_same_name_and_under_another(table: Table) -> None:
    window, bot = table.window, table.bot
    await table.writes(card(actions=(execute("Later"),)))
    bot.answer = {"statusCode": 200, "type": TOLD, "value": "Done"}
    await window.presses("Later")
    await window.delivers_again()
    await window.delivers_anew()
    first, second, third = bot.heard
    assert first == second
    assert first["id"] != third["id"]
    assert first["value"] == third["value"]
