"""The clock goes where its buttons say, once for each press, one press at a time."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.web.clock import targets
from tests.adapters.web.conftest import Page
from tests.adapters.web.house import MONDAY, STINA, House, digest, prompt, receipt
from tests.adapters.web.markup import read

HELSINKI = ZoneInfo("Europe/Helsinki")
AS_AINO = "/o/h%C3%A4me/as/aino"
CLOCK = "/o/h%C3%A4me/clock"
JSON = {"Accept": "application/json"}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


def goes(now: str, name: str) -> str:
    found = {one.name: one.at for one in targets(at(now).astimezone(UTC), HELSINKI, None)}
    assert found[name].tzinfo is UTC
    return found[name].astimezone(HELSINKI).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(
    ("now", "name", "then"),
    [
        ("2026-11-23T09:00", "hour", "2026-11-23T10:00"),
        ("2026-11-23T09:00", "day", "2026-11-24T09:00"),
        ("2026-11-23T08:59", "monday", "2026-11-23T09:00"),
        ("2026-11-23T09:00", "monday", "2026-11-30T09:00"),
        ("2026-11-29T23:00", "monday", "2026-11-30T09:00"),
        ("2026-11-23T09:00", "quarter", "2026-12-31T16:00"),
        ("2026-12-31T16:00", "quarter", "2027-03-31T16:00"),
        ("2026-01-01T00:00", "quarter", "2026-03-31T16:00"),
        ("2026-06-30T15:59", "quarter", "2026-06-30T16:00"),
        # Clocks go forward on 29 March 2026 and back on 25 October 2026.
        ("2026-03-28T12:00", "day", "2026-03-29T12:00"),
        ("2026-03-28T03:30", "day", "2026-03-29T04:00"),
        ("2026-10-24T12:00", "day", "2026-10-25T12:00"),
        ("2026-10-23T12:00", "monday", "2026-10-26T09:00"),
    ],
)
def test_a_button_leads_to_the_hour_it_names(now: str, name: str, then: str) -> None:
    assert goes(now, name) == then


def test_the_next_forum_is_offered_when_one_is_planned() -> None:
    def names(forum: datetime | None) -> list[str]:
        return [one.name for one in targets(MONDAY, HELSINKI, forum)]

    assert "forum" not in names(None)
    assert "forum" not in names(MONDAY)
    assert names(at("2026-12-01T13:00")) == ["hour", "day", "monday", "forum", "quarter"]


async def test_moving_answers_with_the_new_bar(house: House, page: Page) -> None:
    fields = {"target": "monday", "nonce": "1", "here": "/o/h%C3%A4me/as/aino/in/tiimi"}
    response = await page.post(CLOCK, data=fields, headers=JSON)
    content = await response.json()
    assert (response.status, content["reply"]) == (200, "moved")
    assert content["now"] == "2026-11-30T07:00:00+00:00"
    assert 'datetime="2026-11-30T09:00"' in content["html"]
    assert 'value="/o/h%C3%A4me/as/aino/in/tiimi"' in content["html"]


async def shown(page: Page) -> str:
    """Return what Aino's page says of the last move of the clock."""
    document = read(await (await page.get(AS_AINO)).text())
    return " ".join(" ".join(one.text.split()) for one in document.all("p", class_="harvest"))


async def test_a_move_tells_what_it_has_brought_and_leads_there(house: House, page: Page) -> None:
    async def arrive() -> None:
        await house.deliver(prompt(key="1"))
        await house.deliver(prompt(STINA, key="2"))
        await house.deliver(receipt())
        await house.deliver(digest("The team’s week"))

    house.clock.on_the_way = arrive
    await house.deliver(prompt(key="0"))
    assert (
        read(await (await page.get(f"{AS_AINO}?lang=en")).text()).all("p", class_="harvest") == []
    )
    moved = await page.post(
        CLOCK, data={"target": "day", "nonce": "1", "here": AS_AINO}, headers=JSON
    )
    content = await moved.json()
    told = read(content["harvest"])
    assert "2 questions and one roll-up." in " ".join(told.text.split())
    links = [one.attributes["href"] for one in told.all("a")]
    assert links == [f"{AS_AINO}/in/tiimi", "/o/h%C3%A4me/as/stina", AS_AINO]

    # What comes once the clock stands is no longer the move's; the page keeps telling for a while.
    await house.deliver(prompt(key="3"))
    document = read(await (await page.get(AS_AINO)).text())
    assert "2 questions and one roll-up." in " ".join(
        document.one("p", class_="harvest").text.split()
    )
    house.clock.on_the_way = None
    await page.post(CLOCK, data={"target": "hour", "nonce": "2"}, headers=JSON)
    assert "nothing was sent" in await shown(page)


async def test_what_a_move_brought_is_told_for_a_while_only(house: House, page: Page) -> None:
    await page.post(CLOCK, data={"target": "hour", "nonce": "1"}, headers=JSON)
    assert await shown(page) != ""
    house.clock.pass_by(timedelta(minutes=6))
    assert await shown(page) == ""


async def test_the_same_press_delivered_twice_moves_once(house: House, page: Page) -> None:
    for _ in range(3):
        await page.post(CLOCK, data={"target": "day", "nonce": "same"}, headers=JSON)
    assert house.clock.moves == ["day"]
    await page.post(CLOCK, data={"target": "day", "nonce": "other"}, headers=JSON)
    assert house.clock.moves == ["day", "day"]


async def test_a_second_move_is_refused_while_the_first_is_on_its_way(
    house: House, page: Page
) -> None:
    house.clock.gate.clear()
    fields = {"target": "day", "nonce": "1"}
    first = asyncio.create_task(page.post(CLOCK, data=fields, headers=JSON))
    async with page.get("/o/h%C3%A4me/news?lang=en") as news, asyncio.timeout(10):
        while b'"moving": true' not in await news.content.readline():
            pass
        bar = await (await page.get(CLOCK, headers=JSON)).json()
        assert "clock moving" in bar["html"]
        second = await page.post(CLOCK, data=fields | {"nonce": "2"}, headers=JSON)
        assert (second.status, (await second.json())["reply"]) == (409, "busy")
        house.clock.gate.set()
        while b'"moving": false' not in await news.content.readline():
            pass
    assert (await (await first).json())["reply"] == "moved"
    assert house.clock.moves == ["day"]


async def test_a_move_that_failed_can_be_asked_for_again(house: House, page: Page) -> None:
    def fail(_now: datetime) -> None:
        raise RuntimeError("the disk is full")

    house.clock.on_move = fail
    fields = {"target": "day", "nonce": "1"}
    assert (await page.post(CLOCK, data=fields, headers=JSON)).status == 500
    house.clock.on_move = lambda _now: None
    assert (await page.post(CLOCK, data=fields, headers=JSON)).status == 200
    assert house.clock.moves == ["day", "day"]


@pytest.mark.parametrize("target", ["", "yesterday", "9999-12-31"])
async def test_the_clock_goes_nowhere_else(house: House, page: Page, target: str) -> None:
    response = await page.post(CLOCK, data={"target": target, "nonce": "1"}, headers=JSON)
    assert response.status == 400
    assert house.clock.moves == []


@pytest.mark.parametrize(
    ("here", "then"),
    [
        ("/o/h%C3%A4me/as/stina", "/o/häme/as/stina"),
        ("https://evil.example/", "/o/häme/as/aino"),
        ("//evil.example/o/h%C3%A4me/", "/o/häme/as/aino"),
        ("/o/h%C3%A4me/\r\nSet-Cookie: x", "/o/häme/as/aino"),
    ],
)
async def test_without_a_script_a_move_leads_back_to_the_page(
    page: Page, here: str, then: str
) -> None:
    fields = {"target": "hour", "nonce": "1", "here": here}
    response = await page.post(CLOCK, data=fields)
    assert response.status == 200
    assert response.url.path == then
