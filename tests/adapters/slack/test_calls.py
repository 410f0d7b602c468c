"""A call with JSON goes straight to the session: sent, taken and refused as by Slack's SDK."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.codes import Answer, read
from adapters.slack.wire import Wire
from tests.adapters.slack.loopback import Json, Loopback, Say, no, throttled

METHOD = "views.open"
ASKED = {"trigger_id": "1.2", "view": {"title": "Tilannepäivitys ☂", "blocks": []}}
JSON = {"Content-Type": "application/json"}

ANSWERS = {
    "yes": Say({"ok": True, "view": {"id": "V1"}}),
    "yes with a bad status": Say({"ok": True}, 500),
    "no": no("expired_trigger_id"),
    "no, with reasons": no("invalid_blocks", response_metadata={"messages": ["[ERROR] blocks"]}),
    "no, a scope is missing": no("missing_scope", needed="chat:write"),
    "not now": throttled(7),
    "a page": Say("<h1>Maintenance</h1>"),
    "a page with a bad status": Say("<h1>Bad gateway</h1>", 502),
    "a text with a bad status": Say("gone", 503, {"Content-Type": "text/plain"}),
    "half an object": Say('{"ok": tr', headers=JSON),
    "nothing": Say("", headers=JSON),
    "a null": Say("null", headers=JSON),
}


@asynccontextmanager
async def client(api_url: str) -> AsyncIterator[AsyncWebClient]:
    """Have a client of the wire for one test."""
    wire = Wire(api_url)
    try:
        yield wire.client("xoxb-1")
    finally:
        await wire.close()


async def ours(client: AsyncWebClient) -> Json | bytes | Answer:
    try:
        return (await client.api_call(METHOD, json=dict(ASKED))).data
    except SlackApiError as error:
        return read(error)


async def theirs(client: AsyncWebClient) -> Json | bytes | Answer:
    try:
        return (await AsyncWebClient.api_call(client, METHOD, json=dict(ASKED))).data
    except SlackApiError as error:
        return read(error)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
async def test_an_answer_is_taken_as_the_sdk_takes_it(slack: Loopback, answer: Say) -> None:
    slack.next(METHOD, answer, answer)
    async with client(f"{slack.url}/api/") as speaking:
        assert await ours(speaking) == await theirs(speaking)
    assert [call.args for call in slack.calls] == [ASKED, ASKED]


@asynccontextmanager
async def hearing() -> AsyncIterator[tuple[str, list[Json]]]:
    """Write down what comes, and hand out a cookie each time, as Slack does."""
    heard: list[Json] = []

    async def hear(request: web.Request) -> web.Response:
        sent = {"path": request.path, "body": await request.json(), **request.headers}
        heard.append(sent)
        response = web.json_response({"ok": True})
        response.set_cookie("b", f"browser-{len(heard)}")
        return response

    app = web.Application()
    app.router.add_post("/{way:.*}", hear)
    async with TestServer(app, host="localhost") as server:
        yield f"http://localhost:{server.port}/api/", heard


async def test_it_is_sent_as_the_sdk_sends_it() -> None:
    async with hearing() as (url, heard), client(url) as speaking:
        await ours(speaking)
        await theirs(speaking)
    first, second = heard
    assert first == second
    assert first["Authorization"] == "Bearer xoxb-1"
    assert first["body"] == ASKED


async def test_no_workspace_gets_the_cookies_of_another() -> None:
    async with hearing() as (url, heard), client(url) as speaking:
        for _ in range(2):
            await ours(speaking)
            await theirs(speaking)
    assert len(heard) == 4
    assert not any("Cookie" in sent for sent in heard)
