"""The check against Slack itself, tried out on loopback: it asks as Slack wants to be asked."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from tests.adapters.slack.blockkit import check_home, check_message, check_modal
from tests.slack.golden import Golden, drawn, hardest
from tests.slack.live_check import METHOD, NoAnswerError, check, chosen

FINE = Golden("fine", "blocks", '[{"type":"divider"}]')
WRONG = Golden("wrong", "blocks", '[{"type":"nonsense"}]')


@dataclass
class Slack:
    """Answers as the method's page says."""

    busy: int = 0
    unknown: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""

    async def answer(self, request: web.Request) -> web.Response:
        form = await request.post()
        assert "Authorization" not in request.headers
        if self.busy:
            self.busy -= 1
            return web.json_response({"ok": False}, status=429, headers={"Retry-After": "7"})
        if self.unknown:
            return web.json_response({"ok": False, "error": "unknown_method"})
        ((kind, payload),) = form.items()
        self.asked.append((kind, str(payload)))
        errors = [{"pointer": "/blocks/0", "code": "unknown_block", "message": "no such block"}]
        return web.json_response(
            {"ok": True, "errors": errors if "nonsense" in str(payload) else []}
        )


@asynccontextmanager
async def serving(slack: Slack) -> AsyncIterator[Slack]:
    app = web.Application()
    app.router.add_post(f"/api/{METHOD}", slack.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.address = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    yield slack
    await runner.cleanup()


@dataclass
class Rests:
    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


async def test_what_slack_would_not_take_is_told_with_its_reason() -> None:
    told: list[str] = []
    rests = Rests()
    async with serving(Slack()) as slack:
        refused = await check([FINE, WRONG, FINE], slack.address, told.append, rests)
    assert [each.golden.name for each in refused] == ["wrong"]
    assert told == ["wrong: /blocks/0 unknown_block no such block"]
    assert slack.asked[0] == ("blocks", FINE.payload)
    assert rests.seconds == [1.0, 1.0, 1.0], "one request a second"


async def test_a_rest_that_slack_asks_for_is_taken() -> None:
    rests = Rests()
    async with serving(Slack(busy=1)) as slack:
        assert await check([FINE], slack.address, print, rests) == []
    assert rests.seconds == [7.0, 1.0]


async def test_a_slack_that_cannot_tell_is_not_taken_for_a_yes() -> None:
    async with serving(Slack(unknown=True)) as slack:
        with pytest.raises(NoAnswerError, match="unknown_method"):
            await check([FINE], slack.address, print, Rests())
    with pytest.raises(NoAnswerError, match="does not answer"):
        await check([FINE], slack.address, print, Rests())


def test_the_hardest_payloads_are_of_every_kind_and_whole() -> None:
    goldens = drawn(hardest())
    surfaces = {each.name.split("-", 2)[2] for each in goldens}
    assert surfaces >= {"message-rich", "message-classic", "modal", "home", "form-0"}
    for each in goldens:
        payload: Any = json.loads(each.payload)
        if each.kind == "blocks":
            assert check_message({"text": "…", "blocks": payload}) == []
        else:
            assert (check_home if payload["type"] == "home" else check_modal)(payload) == []


def test_a_choice_is_always_the_same_and_never_too_large() -> None:
    goldens = [Golden(str(number), "view", "{}") for number in range(50)]
    assert chosen(goldens, 50) == goldens
    assert len(chosen(goldens, 7)) == 7
    assert chosen(goldens, 7) == chosen(goldens, 7)
