"""The same thing delivered many times at once: one deed, the same answer, on both databases."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import urlencode

import pytest_asyncio

from dialogs.okr.model import KeyResultId
from dialogs.posts import Lane
from dialogs.views import Action
from storage.database import Database
from tests.adapters.slack.doorstep import JSON, Answer, Doorstep, doorstep, inputs
from tests.adapters.slack.loopback import Call, Json, Loopback, no
from tests.conversations.company import ORGANISATION
from tests.patience import AMPLE

TIMES = 20


@pytest_asyncio.fixture
async def busy(slack: Loopback, database: Database) -> AsyncIterator[Doorstep]:
    """The whole door, on one database and then on the other; with time enough for a slow one."""
    async with doorstep(slack, database, patience=AMPLE) as here:
        yield here


async def at_once(door: Doorstep, raw: bytes, kind: str | None = None) -> list[Answer]:
    """Deliver the same bytes many times at once."""
    given = (raw,) if kind is None else (raw, kind)
    answers = await asyncio.gather(*(door.post(*given) for _ in range(TIMES)))
    await door.settled()
    return list(answers)


def payload(what: Json) -> bytes:
    return urlencode({"payload": json.dumps(what)}).encode()


def once(slack: Loopback) -> None:
    """Let each trigger open one modal, as Slack does."""
    used: set[str] = set()

    def look(call: Call) -> None:
        trigger = call.args.get("trigger_id")
        if trigger in used:
            slack.next(call.method, no("exchanged_trigger_id"))
        elif trigger:
            used.add(trigger)

    slack.on_call = look


def alike(answers: list[Answer]) -> Answer:
    """Return the one answer that all of them are."""
    assert {each.status for each in answers} == {200}
    assert len({each.text for each in answers}) == 1
    return answers[0]


async def answered(door: Doorstep) -> int:
    history = await door.database.read(ORGANISATION, lambda work: work.history(KeyResultId("o1")))
    return len(history)


async def opened(door: Doorstep) -> Json:
    await door.command("checkin")
    view: Json = door.slack.of("views.open")[0].args["view"]
    return view


async def test_a_form(busy: Doorstep) -> None:
    modal = await opened(busy)
    values = {name: "7" for name in inputs(modal) if name.startswith(("value:", "confidence:"))}
    sent = payload(busy.submission(modal, values))
    answer = alike(await at_once(busy, sent))
    assert answer.body["response_action"] == "update"
    assert await answered(busy) == 1


async def test_a_form_with_errors(busy: Doorstep) -> None:
    modal = await opened(busy)
    values = {name: "7" for name in inputs(modal) if name.startswith("value:")}
    answer = alike(await at_once(busy, payload(busy.submission(modal, values))))
    assert answer.body["response_action"] in {"errors", "update"}
    assert await answered(busy) == 0


async def test_a_command_that_opens_a_form(busy: Doorstep) -> None:
    once(busy.slack)
    fields = urlencode(busy.command_fields("checkin")).encode()
    answer = alike(await at_once(busy, fields))
    assert answer.text == ""
    assert len(busy.slack.of("response_url")) == 0, "a used trigger is no trouble"
    shown = {json.dumps(call.args["view"]) for call in busy.slack.of("views.open")}
    assert len(shown) == 1, "the same form of the same session"


async def test_a_command_that_does_something(busy: Doorstep) -> None:
    fields = urlencode(busy.command_fields("reminders off")).encode()
    alike(await at_once(busy, fields))


async def test_a_press(busy: Doorstep) -> None:
    once(busy.slack)
    pressed = busy.press(Action("check_in", "form"))
    alike(await at_once(busy, payload(pressed)))
    assert len({json.dumps(call.args["view"]) for call in busy.slack.of("views.open")}) == 1


async def test_a_line(busy: Doorstep) -> None:
    told = json.dumps(busy.envelope(busy.line("status"))).encode()
    alike(await at_once(busy, told, JSON))
    ends = busy.clock.at + timedelta(minutes=1)
    lane = Lane("slack", "T1")
    claimed = await busy.database.outbox.claim("me", lane, None, busy.clock.at, ends, TIMES)
    assert len(claimed.parcels) == 1
    assert len(busy.slack.of("chat.postMessage")) == 0


async def test_an_opened_home(busy: Doorstep) -> None:
    event = {"type": "app_home_opened", "user": "U1LIISA", "channel": "D1", "tab": "home"}
    alike(await at_once(busy, json.dumps(busy.envelope(event)).encode(), JSON))
    assert len({json.dumps(call.args["view"]) for call in busy.slack.of("views.publish")}) == 1


async def test_the_end_of_an_installation(busy: Doorstep) -> None:
    for event in (
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"bot": ["U"]}},
    ):
        told = json.dumps(busy.envelope(event)).encode()
        alike(await at_once(busy, told, JSON))
    (found,) = await busy.database.chats.workspaces("slack")
    assert found.gone is not None
