"""New messages appear by themselves: whoever rings, whenever, and even if nobody does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientResponse

from adapters.web import limits
from adapters.web.courier import Bell, WebCourier
from dialogs.ports import Delivered
from dialogs.posts import Parcel
from tests.adapters.web.conftest import Page
from tests.adapters.web.house import HAME, MONDAY, House, digest, prompt

NEWS = "/o/h%C3%A4me/news?lang=en"
SOON = 10.0
"""Seconds after which a test gives up on what should come at once."""


class Stream:
    """Reads server-sent events one by one."""

    def __init__(self, response: ClientResponse) -> None:
        self._lines = response.content

    async def next(self, wanted: str) -> dict[str, Any]:
        """Return the next event of a name, passing over the others."""
        async with asyncio.timeout(SOON):
            name = ""
            while True:
                raw = await self._lines.readline()
                assert raw, "the stream has ended"
                line = raw.decode().rstrip("\n")
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                if line.startswith("data: ") and name == wanted:
                    content: dict[str, Any] = json.loads(line.removeprefix("data: "))
                    return content


@asynccontextmanager
async def listening(page: Page) -> AsyncIterator[Stream]:
    async with page.get(NEWS) as response:
        assert response.status == 200
        assert response.content_type == "text/event-stream"
        yield Stream(response)


async def test_a_stream_begins_with_what_there_is(house: House, page: Page) -> None:
    await house.deliver(prompt())
    async with listening(page) as stream:
        clock = await stream.next("clock")
        assert clock == {
            "day": "Monday 23 November",
            "week": "week 48",
            "hour": "09:00",
            "iso": "2026-11-23T09:00",
            "moving": False,
        }
        assert await stream.next("places") == {"person:aino": 1}


async def test_a_delivery_is_told_to_every_open_page(
    house: House, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "POLL", timedelta(hours=1))  # the bell alone must do
    async with listening(page) as one, listening(page) as two:
        await one.next("clock")
        await two.next("clock")
        await house.deliver(digest("news"))
        assert await one.next("places") == await two.next("places") == {"channel:tiimi": 1}
        await house.deliver(prompt())
        assert await one.next("places") == {"person:aino": 2}


async def test_a_delivery_that_is_noted_after_the_courier_rang_is_told_too(
    house: House, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "POLL", timedelta(milliseconds=20))
    async with listening(page) as stream:
        await stream.next("clock")
        house.door.bell.ring()
        house.wall.put(HAME, prompt(), MONDAY)  # and nobody says so
        assert await stream.next("places") == {"person:aino": 1}


async def test_a_stream_without_news_stays_alive(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "POLL", timedelta(milliseconds=5))
    monkeypatch.setattr(limits, "KEEP_ALIVE", timedelta(milliseconds=10))
    async with page.get(NEWS) as response, asyncio.timeout(SOON):
        async for line in response.content:
            if line.startswith(b":"):
                break


async def test_streams_end_when_the_application_does(house: House, page: Page) -> None:
    async with listening(page) as stream:
        await stream.next("clock")
        house.door.bell.close()
        with pytest.raises(AssertionError, match="ended"):
            await stream.next("places")


async def test_a_page_that_goes_away_is_forgotten(house: House, page: Page) -> None:
    async with listening(page) as stream:
        await stream.next("clock")
    async with listening(page) as stream:
        await stream.next("clock")
        await house.deliver(prompt())
        assert await stream.next("places") == {"person:aino": 1}


async def test_a_ring_between_looking_and_waiting_is_heard() -> None:
    bell = Bell()
    heard = bell.rung
    bell.ring()
    async with asyncio.timeout(SOON):
        await bell.wait(heard, 3600)


async def test_a_bell_wakes_all_who_wait_and_then_nobody() -> None:
    bell = Bell()
    waiting = [asyncio.create_task(bell.wait(bell.rung, 3600)) for _ in range(3)]
    await asyncio.sleep(0)
    bell.ring()
    async with asyncio.timeout(SOON):
        await asyncio.gather(*waiting)
    before = asyncio.get_running_loop().time()
    await bell.wait(bell.rung, 0.01)
    assert asyncio.get_running_loop().time() - before >= 0.009


async def test_many_deliveries_ring_once_soon_after() -> None:
    bell = Bell()
    courier = WebCourier(bell)
    post = prompt()
    for number in range(100):
        parcel = Parcel(number, HAME, "web", "", "person:aino", post, 1, None)
        assert await courier.deliver(parcel) == Delivered(f"web-{number}")
    assert bell.rung == 0
    async with asyncio.timeout(SOON):
        await bell.wait(0, 3600)
    assert bell.rung == 1


async def test_a_message_that_replaces_another_keeps_its_name() -> None:
    parcel = Parcel(9, HAME, "web", "", "person:aino", prompt(), 2, "web-4")
    assert await WebCourier(Bell()).deliver(parcel) == Delivered("web-4")
