"""The double itself: it says no where Slack does, and yes only where Slack would."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.faults import Allowance, Fault
from tests.slack.keyboard import Keyboard
from tests.slack.modals import RefusedError
from tests.slack.places import Channel, User, Workspace, people_of
from tests.slack.platform import Platform
from tests.slack.server import serving
from tests.slack.sockets import Sockets
from tests.slack.wires import Answer, SocketWire

NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HELLO = {"type": "section", "text": {"type": "plain_text", "text": "Hello"}}


class Watch:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Slack:
    """A platform with one workspace, and how an app reaches it."""

    platform: Platform
    watch: Watch
    workspace: Workspace
    client: AsyncWebClient
    sockets: Sockets

    def client_with(self, token: str) -> AsyncWebClient:
        return AsyncWebClient(
            token=token, base_url=f"{self.platform.url}/api/", session=self.client.session
        )


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    watch = Watch()
    platform = Platform(watch)
    workspace = platform.add_workspace(Workspace("T1", "Oma"))
    people_of(workspace, ["aino", "veikko"])
    workspace.add_channel(Channel("C1", "tiimi", members={workspace.bot_user}))
    token = platform.issue("T1", "xoxb-1")
    async with serving(platform) as sockets, aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            token=token.value, base_url=f"{platform.url}/api/", session=session, retry_handlers=[]
        )
        yield Slack(platform, watch, workspace, client, sockets)


def modal(**more: object) -> dict[str, Any]:
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Check in"},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": [
            {
                "type": "input",
                "block_id": "value",
                "label": {"type": "plain_text", "text": "Value"},
                "element": {
                    "type": "number_input",
                    "action_id": "value",
                    "is_decimal_allowed": True,
                },
            },
            {
                "type": "input",
                "block_id": "mood",
                "optional": True,
                "label": {"type": "plain_text", "text": "Mood"},
                "element": {
                    "type": "static_select",
                    "action_id": "mood",
                    "options": [
                        {"text": {"type": "plain_text", "text": each}, "value": each}
                        for each in ("good", "bad")
                    ],
                },
            },
        ],
    } | more


async def error_of(call: Awaitable[object]) -> str:
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


async def test_it_tells_who_is_there_a_page_at_a_time(slack: Slack) -> None:
    for number in range(5):
        slack.workspace.add_user(User(f"U{number}", f"User {number}", deleted=number == 3))
    found = []
    cursor = ""
    while True:
        told = await slack.client.users_list(limit=3, cursor=cursor, include_locale=True)
        found += told["members"]
        cursor = told["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert len(found) == 7
    assert found[0]["tz"] == "Europe/Helsinki"
    assert found[0]["locale"] == "fi-FI"
    assert "tz" not in found[5]
    assert slack.platform.count("users.list") == 3


async def test_an_address_is_told_to_those_who_may_know_it(slack: Slack) -> None:
    one = await slack.client.users_lookupByEmail(email="AINO@county.example")
    assert one["user"]["profile"]["email"] == "aino@county.example"
    narrow = slack.client_with(slack.platform.issue("T1", scopes=["users:read"]).value)
    assert "email" not in (await narrow.users_info(user="U0AINO"))["user"]["profile"]
    assert await error_of(narrow.chat_postMessage(channel="C1", text="x")) == "missing_scope"


async def test_tokens_that_are_unknown_revoked_or_old_are_refused(slack: Slack) -> None:
    assert await error_of(slack.client_with("xoxb-2").auth_test()) == "invalid_auth"
    slack.platform.tokens["xoxb-1"].expires = NOON
    assert await error_of(slack.client.auth_test()) == "token_expired"
    slack.platform.revoke("T1")
    assert await error_of(slack.client.auth_test()) == "account_inactive"


async def test_blocks_that_slack_would_not_take_are_refused(slack: Slack) -> None:
    with slack.platform.expecting_refusals() as refused:
        many = slack.client.chat_postMessage(channel="C1", text="x", blocks=[HELLO] * 51)
        assert await error_of(many) == "invalid_blocks"
        assert len(refused) == 1
    slack.platform.unknown_blocks = frozenset({"section"})
    old = slack.client.chat_postMessage(channel="C1", text="x", blocks=[HELLO])
    assert await error_of(old) == "invalid_blocks"
    slack.platform.all_well()


async def test_a_channel_takes_one_message_a_second(slack: Slack) -> None:
    await slack.client.chat_postMessage(channel="C1", text="one")
    with pytest.raises(SlackApiError) as refused:
        await slack.client.chat_postMessage(channel="C1", text="two")
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "1"
    await slack.client.chat_postMessage(channel="U0AINO", text="another channel")
    slack.watch.move(seconds=1)
    await slack.client.chat_postMessage(channel="C1", text="two")


async def test_a_method_takes_as_much_a_minute_as_its_tier(slack: Slack) -> None:
    for _ in range(20):
        await slack.client.users_list()
    assert await error_of(slack.client.users_list()) == "ratelimited"
    await slack.client.users_info(user="U0AINO")
    slack.watch.move(seconds=61)
    await slack.client.users_list()


async def test_a_lost_answer_is_a_message_that_arrived(slack: Slack) -> None:
    slack.platform.trouble("chat.postMessage", Fault.RESET_AFTER)
    with pytest.raises(aiohttp.ClientError):
        await slack.client.chat_postMessage(
            channel="U0AINO",
            text="here",
            metadata={"event_type": "rytmi", "event_payload": {"key": "1"}},
        )
    history = await slack.client.conversations_history(channel="D0AINO", include_all_metadata=True)
    assert history["messages"][0]["metadata"]["event_payload"] == {"key": "1"}
    slack.platform.trouble("chat.postMessage", Fault.ERROR_BEFORE, times=2, after=1)
    slack.platform.allowance.strict = False
    statuses = []
    for _ in range(4):
        try:
            statuses.append(
                (await slack.client.chat_postMessage(channel="C1", text="x")).status_code
            )
        except SlackApiError as error:
            statuses.append(error.response.status_code)
    assert statuses == [200, 500, 500, 200]


async def test_a_trigger_opens_one_modal_within_three_seconds(slack: Slack) -> None:
    trigger = slack.platform.trigger(slack.workspace, "U0AINO")
    await slack.client.views_open(trigger_id=trigger, view=modal())
    again = slack.client.views_open(trigger_id=trigger, view=modal())
    assert await error_of(again) == "exchanged_trigger_id"
    late = slack.platform.trigger(slack.workspace, "U0AINO")
    slack.watch.move(seconds=3.1)
    late_one = slack.client.views_open(trigger_id=late, view=modal())
    assert await error_of(late_one) == "expired_trigger_id"


async def test_three_modals_lie_over_one_another_and_no_more(slack: Slack) -> None:
    opening = slack.platform.trigger(slack.workspace, "U0AINO")
    opened = await slack.client.views_open(trigger_id=opening, view=modal())
    outside = slack.platform.trigger(slack.workspace, "U0AINO")
    pushed = slack.client.views_push(trigger_id=outside, view=modal())
    assert await error_of(pushed) == "not_found"
    for _ in range(2):
        inside = slack.platform.trigger(slack.workspace, "U0AINO", in_modal=True)
        await slack.client.views_push(trigger_id=inside, view=modal())
    inside = slack.platform.trigger(slack.workspace, "U0AINO", in_modal=True)
    fourth = slack.client.views_push(trigger_id=inside, view=modal())
    assert await error_of(fourth) == "push_limit_reached"
    first = opened["view"]
    await slack.client.views_update(view_id=first["id"], hash=first["hash"], view=modal())
    stale = slack.client.views_update(view_id=first["id"], hash=first["hash"], view=modal())
    assert await error_of(stale) == "hash_conflict"


async def test_a_response_address_is_good_for_five_answers_and_half_an_hour(slack: Slack) -> None:
    aino = Keyboard(slack.platform, SocketWire(slack.sockets), slack.workspace, "U0AINO")
    url = slack.platform.response_url(slack.workspace, "U0AINO", "D0AINO")
    async with aiohttp.ClientSession() as session:
        statuses = []
        for _ in range(6):
            async with session.post(url, json={"text": "seen"}) as response:
                statuses.append(response.status)
        assert statuses == [200] * 5 + [404]
        assert [each.text for each in aino.screen.told] == ["seen"] * 5
        late = slack.platform.response_url(slack.workspace, "U0AINO", "D0AINO")
        slack.watch.move(minutes=31)
        async with session.post(late, json={"text": "seen"}) as response:
            assert response.status == 404


async def test_a_file_comes_in_three_steps(slack: Slack) -> None:
    sent = await slack.client.files_upload_v2(
        content=b"\x89PNG", filename="chart.png", title="Chart", alt_txt="A line", channel="C1"
    )
    assert sent["files"][0]["id"] in slack.platform.uploads
    assert slack.workspace.channels["C1"].messages[0].files[0]["alt_txt"] == "A line"


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk's own way
async def test_a_refresh_token_is_good_once(slack: Slack) -> None:
    slack.platform.client.rotates = True
    first = slack.platform.issue("T1", "xoxb-old")
    slack.platform.refreshing["xoxe-1-a"] = "T1"
    bare = slack.client_with("")
    known = {"client_id": "111.222", "client_secret": "client-secret"}
    fresh = await bare.oauth_v2_access(
        **known, grant_type="refresh_token", refresh_token="xoxe-1-a"
    )
    assert fresh["expires_in"] == 12 * 3600
    again = bare.oauth_v2_access(**known, grant_type="refresh_token", refresh_token="xoxe-1-a")
    assert await error_of(again) == "invalid_refresh_token"
    assert first.revoked == ""
    await slack.client_with(fresh["access_token"]).auth_test()


async def test_one_token_is_good_in_all_workspaces_of_an_organisation() -> None:
    platform = Platform(Watch(), Allowance(strict=False))
    for name in ("T1", "T2"):
        people_of(platform.add_workspace(Workspace(name, name, enterprise="E1")), [f"aino{name}"])
    platform.add_workspace(Workspace("T3", "Other"))
    wide = platform.issue("E1")
    async with serving(platform), aiohttp.ClientSession() as session:
        client = AsyncWebClient(wide.value, base_url=f"{platform.url}/api/", session=session)
        assert (await client.auth_test())["is_enterprise_install"] is True
        assert await error_of(client.users_list()) == "missing_argument"
        second = await client.users_list(team_id="T2")
        assert [each["id"] for each in second["members"]] == ["U0AINOT2"]
        assert await error_of(client.users_list(team_id="T3")) == "team_access_not_granted"
        platform.workspaces["T1"].granted = False
        posted = client.chat_postMessage(channel="U0AINOT1", text="x")
        assert await error_of(posted) == "channel_not_found"


def errors_of(somebody: Keyboard) -> dict[str, str]:
    assert somebody.modal is not None
    return somebody.modal.errors


class Refusing:
    """An app that takes nothing."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, int]] = []

    async def event(self, envelope: dict[str, Any], retry: int = 0, reason: str = "") -> Answer:
        self.heard.append((envelope["event_id"], retry))
        return Answer(500)

    async def command(self, fields: dict[str, Any]) -> Answer:
        return Answer(500)

    async def interaction(self, payload: dict[str, Any]) -> Answer:
        return Answer(500)


async def test_an_event_that_is_not_taken_comes_three_times_more(slack: Slack) -> None:
    wire = Refusing()
    aino = Keyboard(slack.platform, wire, slack.workspace, "U0AINO")
    await aino.writes("hello")
    assert [retry for _, retry in wire.heard] == [0, 1]
    for minutes in (1, 5, 60):
        slack.watch.move(minutes=minutes)
        await aino.retry_due()
    assert [retry for _, retry in wire.heard] == [0, 1, 2, 3]
    assert len({name for name, _ in wire.heard}) == 1


async def test_a_person_works_with_a_bolt_app_by_socket(slack: Slack) -> None:
    """Somebody else's app, and the whole way: command, modal, errors, update, button, Home."""
    app = AsyncApp(client=slack.client, signing_secret="x")

    @app.command("/okr")
    async def command(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        if body["text"] == "help":
            await ack(text="Help yourself")
            return
        await client.views_open(trigger_id=body["trigger_id"], view=modal(callback_id="form"))
        await ack()

    @app.view("form")
    async def sent(ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient) -> None:
        value = view["state"]["values"]["value"]["value"]["value"]
        if float(value) > 10:
            await ack(response_action="errors", errors={"value": "too much"})
            return
        await client.chat_postMessage(
            channel="U0AINO",
            text="Thanks",
            blocks=[
                {
                    "type": "actions",
                    "elements": [
                        {
                            "type": "button",
                            "action_id": "more",
                            "text": {"type": "plain_text", "text": "More"},
                        }
                    ],
                }
            ],
        )
        await ack()

    @app.action("more")
    async def more(ack: AsyncAck, respond: AsyncRespond) -> None:
        await respond(text="There is no more", replace_original=False)
        await ack()

    @app.event("app_home_opened")
    async def home(event: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [HELLO]})

    @app.event(re.compile(".+"))
    async def anything() -> None:
        pass

    handler = AsyncSocketModeHandler(app, slack.platform.issue_app_token().value)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        await slack.sockets.arrived.wait()
        aino = Keyboard(slack.platform, SocketWire(slack.sockets), slack.workspace, "U0AINO")
        await aino.types("help")
        assert [each.text for each in aino.screen.told] == ["Help yourself"]
        await aino.types("checkin")
        with pytest.raises(RefusedError, match="cannot be typed"):
            aino.types_into("value", "ten")
        with pytest.raises(RefusedError, match="no option"):
            aino.types_into("mood", "awful")
        with pytest.raises(RefusedError, match="fill in"):
            await aino.submits({"mood": "good"})
        await aino.submits({"value": "41.5"})
        assert errors_of(aino) == {"value": "too much"}
        await aino.submits({"value": "4,5"})
        assert not aino.screen.modals
        await aino.presses("More")
        assert aino.screen.told[-1].text == "There is no more"
        with pytest.raises(RefusedError, match="More"):
            await aino.presses("Less")
        await aino.opens_home()
        assert aino.accidents == []
        slack.platform.all_well()
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
