"""A database that cannot be reached ends in a kind sentence, and in no accident."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import pytest
from aiohttp.test_utils import TestClient, TestServer

from dialogs.events import Event
from dialogs.okr.model import Organisation, OrganisationId
from dialogs.ports import StoreUnavailableError, Work
from dialogs.replies import Reply
from tests.adapters.web.conftest import Page
from tests.adapters.web.house import ORGANISATION, House
from tests.adapters.web.markup import read

T = TypeVar("T")
AINO_PAGE = "/o/h%C3%A4me/as/aino"
JSON = {"Accept": "application/json"}


class Outage:
    """Stands before the house's database, and can take it away."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.on = False

    def check(self) -> None:
        if self.on:
            raise StoreUnavailableError("the database cannot be reached")

    async def organisations(self) -> Sequence[Organisation]:
        self.check()
        return self.house.organisations

    async def read(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        self.check()
        return await self.house.door.store.read(organisation, job)

    async def glance(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        return await self.read(organisation, job)

    async def write(self, organisation: OrganisationId, job: Callable[[Work], T]) -> T:
        raise AssertionError("the page writes nothing")

    async def handle(self, event: Event) -> Reply:
        self.check()
        return await self.house.handle(event)


@pytest.fixture
def outage(house: House) -> Outage:
    return Outage(house)


@pytest.fixture
async def shaky(house: House, outage: Outage) -> AsyncIterator[Page]:
    """A page whose database can go away."""
    whole = house.door
    house.door = replace(
        whole, store=outage, handle=outage.handle, organisations=outage.organisations
    )
    app = house.app()
    house.door = whole  # the outage itself reads what is behind it
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_a_page_asks_for_patience_in_the_visitors_language(
    shaky: Page, outage: Outage
) -> None:
    outage.on = True
    response = await shaky.get(AINO_PAGE, headers={"Accept-Language": "sv"})
    assert response.status == 503
    assert response.headers["Retry-After"] == "5"
    document = read(await response.text())
    assert document.problems == []
    assert document.one("h1").text == "Ett ögonblick"
    assert "databas" in document.text
    assert AINO_PAGE in [one.attributes["href"] for one in document.all("a", class_="button main")]


async def test_who_names_no_language_gets_the_organisations(shaky: Page, outage: Outage) -> None:
    assert (await shaky.get(AINO_PAGE)).status == 200
    outage.on = True
    answer = await shaky.post(f"{AINO_PAGE}/say", data={"text": "hei"}, headers=JSON)
    assert answer.status == 503
    said = await answer.json()
    assert said["reply"] == "refused"
    assert "tietokantaansa" in said["errors"][""]


async def test_the_same_line_is_taken_once_the_database_is_back(
    house: House, shaky: Page, outage: Outage
) -> None:
    line = {"text": "/okr status", "nonce": "the same"}
    assert (await shaky.get(AINO_PAGE)).status == 200
    outage.on = True
    assert (await shaky.post(f"{AINO_PAGE}/say", data=line, headers=JSON)).status == 503
    outage.on = False
    assert (await shaky.post(f"{AINO_PAGE}/say", data=line, headers=JSON)).status == 200
    assert len(house.events) == 1


async def test_a_stream_of_news_ends_and_can_be_opened_again(
    house: House, shaky: Page, outage: Outage
) -> None:
    async with shaky.get("/o/h%C3%A4me/news") as news, asyncio.timeout(10):
        while b"event: clock" not in await news.content.readline():
            pass
    outage.on = True
    assert (await shaky.get("/o/h%C3%A4me/news")).status == 503
    outage.on = False
    async with shaky.get("/o/h%C3%A4me/news") as news:
        assert news.status == 200
    assert house.organisations[0] == ORGANISATION
