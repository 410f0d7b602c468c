"""The pages as a visitor gets them: who is there, what was said, in which language."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from aiohttp.test_utils import TestClient, TestServer

from dialogs.posts import PostKey
from tests.adapters.web.conftest import Page
from tests.adapters.web.house import HAME, MONDAY, STINA, House, digest, prompt
from tests.adapters.web.markup import Document, read
from tests.shapes.gallery import MARKUP, view

AINO_PAGE = "/o/h%C3%A4me/as/aino"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BOARD_PAGE = f"{AINO_PAGE}/in/aluehallitus%2F2026"


async def opened(page: Page, path: str, **headers: str) -> Document:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    response = await page.get(path, headers=names)
    document = read(await response.text())
    assert document.problems == []
    return document


async def test_the_first_page_shows_a_team_lead_and_her_question(house: House, page: Page) -> None:
    await house.deliver(prompt())
    response = await page.get("/")
    assert response.status == 200
    assert response.url.path == "/o/häme/as/aino"
    document = read(await response.text())
    assert document.problems == []
    assert "Aino Virtanen" in document.one("h1").text
    assert "Viikko 48" in document.one("div", id="log").text
    assert document.one("div", id="log").attributes["role"] == "log"


async def test_people_stand_by_unit_in_tree_order_lead_first(page: Page) -> None:
    document = await opened(page, AINO_PAGE)
    entries = document.all("a", class_="entry")
    names = [one.attributes["data-recipient"] for one in entries]
    assert names == [
        "person:veikko",
        "person:aino",
        "person:stina",
        "channel:aluehallitus/2026",
        "channel:tiimi",
    ]
    assert [one.text for one in document.all("h3", class_="branch-name")] == [
        "Oma Häme",
        "Kotihoidon tiimi 1",
    ]
    current = [one for one in entries if "aria-current" in one.attributes]
    assert [one.attributes["data-recipient"] for one in current] == ["person:aino"]


async def test_a_channel_says_whose_it_is_and_when_it_meets(page: Page) -> None:
    document = await opened(page, BOARD_PAGE, Accept_Language="en")
    whose = "Oma Häme · on working day 10 after each quarter’s end at 12:00"
    entry = document.one("a", data_recipient="channel:aluehallitus/2026")
    assert " ".join(entry.text.split()) == "# Aluehallitus new messages"
    assert entry.attributes["title"] == whose
    assert whose in document.text


async def test_the_outline_goes_down_step_by_step(house: House, page: Page) -> None:
    await house.deliver(replace(prompt(), view=view("words")))
    document = await opened(page, AINO_PAGE)
    headings = [one for one in document.elements if one.tag in HEADINGS]
    levels = [HEADINGS.index(one.tag) for one in headings]
    assert {"h1", "h2", "h3", "h4"} == {one.tag for one in headings}
    for above, level in pairwise(levels):
        assert level <= above + 1


async def test_a_channel_is_read_only_and_shows_its_own_messages(house: House, page: Page) -> None:
    await house.deliver(prompt())
    await house.deliver(digest("The team’s week"))
    document = await opened(page, f"{AINO_PAGE}/in/tiimi")
    log = document.one("div", id="log").text
    assert "The team’s week" in log
    assert "Viikko 48" not in log
    assert document.all("textarea") == []


async def test_a_message_speaks_its_own_language_and_the_page_the_visitors(
    house: House, page: Page
) -> None:
    await house.deliver(prompt())
    document = await opened(page, AINO_PAGE, Accept_Language="nb-NO,nb;q=0.9,en;q=0.5")
    assert document.one("html").attributes["lang"] == "nb"
    assert "Personer" in document.one("h2", id="people").text
    assert document.one("div", class_="message-body").attributes["lang"] == "fi"
    assert "miten avaintulokset etenevät" in document.one("h2", class_="h-view").text


@pytest.mark.parametrize(
    ("accepts", "language"),
    [("", "fi"), ("de", "fi"), ("no", "nb"), ("sv;q=0.4, en-US;q=0.9", "en"), ("en;q=x, sv", "sv")],
)
async def test_the_page_takes_the_browsers_language(
    page: Page, accepts: str, language: str
) -> None:
    document = await opened(page, AINO_PAGE, Accept_Language=accepts)
    assert document.one("html").attributes["lang"] == language


async def test_a_chosen_language_is_remembered(page: Page) -> None:
    await opened(page, f"{AINO_PAGE}?lang=sv", Accept_Language="en")
    document = await opened(page, f"{AINO_PAGE}/in/tiimi", Accept_Language="en")
    assert document.one("html").attributes["lang"] == "sv"
    links = document.one("nav", aria_label="Sidans språk").text.split()
    assert links == ["EN", "FI", "SV", "NB"]


async def test_a_language_nobody_speaks_is_not_remembered(page: Page) -> None:
    response = await page.get(f"{AINO_PAGE}?lang=xx", headers={"Accept-Language": "en"})
    assert "Set-Cookie" not in response.headers
    assert read(await response.text()).one("html").attributes["lang"] == "en"


async def test_the_clock_bar_shows_where_and_when_we_are(page: Page) -> None:
    document = await opened(page, AINO_PAGE, Accept_Language="fi")
    bar = document.one("section", class_="clock")
    assert " ".join(bar.text.split()).startswith("maanantai 23. marraskuuta viikko 48 9.00")
    assert document.one("time", class_="face-hour").attributes["datetime"] == "2026-11-23T09:00"
    targets = [one.attributes["value"] for one in document.all("button", name="target")]
    assert targets == ["hour", "day", "monday", "forum", "quarter"]


async def test_a_clock_that_is_not_ours_has_no_buttons(house: House) -> None:
    class OnTheWall:
        def now(self) -> datetime:
            return MONDAY

    house.door = replace(house.door, clock=OnTheWall())
    async with TestClient(TestServer(house.app())) as page:
        document = await opened(page, AINO_PAGE)
        assert document.all("button", name="target") == []
        moved = await page.post("/o/h%C3%A4me/clock", data={"target": "day", "nonce": "1"})
        assert moved.status == 400


async def test_a_day_line_stands_before_each_days_first_message(house: House, page: Page) -> None:
    house.wall.put(HAME, prompt(key="1"), MONDAY)
    house.wall.put(HAME, prompt(key="2"), MONDAY + timedelta(hours=2))
    house.wall.put(HAME, prompt(key="3"), MONDAY + timedelta(days=1))
    document = await opened(page, AINO_PAGE)
    days = [one.attributes["data-day"] for one in document.all("div", class_="day")]
    assert days == ["2026-11-23", "2026-11-24"]


async def test_a_message_that_took_anothers_place_stands_alone(house: House, page: Page) -> None:
    await house.deliver(prompt(key="1"))
    await house.deliver(replace(prompt(key="2"), replaces=PostKey("1")))
    document = await opened(page, AINO_PAGE)
    (message,) = document.all("article")
    assert "replaced" in message.attributes["class"]
    fragment = await (await page.get(f"{AINO_PAGE}/messages?above=1")).json()
    replacing = read(fragment["html"]).one("article")
    assert replacing.attributes["data-replaces"] not in {"", message.attributes["data-key"]}


async def test_what_came_since_is_sent_as_a_piece_of_the_log(house: House, page: Page) -> None:
    await house.deliver(prompt(key="1"))
    await house.deliver(prompt(key="2"))
    whole = read(await (await page.get(AINO_PAGE)).text())
    place = whole.one("div", id="log").attributes["data-place"]
    assert place == "2"
    nothing = await (await page.get(f"{AINO_PAGE}/messages?above={place}")).json()
    assert (nothing["count"], nothing["place"]) == (0, 2)
    await house.deliver(prompt(STINA))
    await house.deliver(prompt(key="4"))
    news = await (await page.get(f"{AINO_PAGE}/messages?above={place}")).json()
    assert (news["count"], news["place"]) == (1, 4)
    assert "Viikko 48" in news["announce"][0]
    assert len(read(news["html"]).all("article")) == 1


async def test_the_column_knows_each_conversations_newest_place(house: House, page: Page) -> None:
    await house.deliver(prompt(STINA))
    await house.deliver(digest("x"))
    document = await opened(page, AINO_PAGE)
    entries = document.all("a", class_="entry")
    latest = {one.attributes["data-recipient"]: one.attributes["data-latest"] for one in entries}
    assert latest["person:stina"] == "1"
    assert latest["channel:tiimi"] == "2"
    assert latest["person:aino"] == "0"


async def test_hostile_words_are_words_on_the_page_too(house: House, page: Page) -> None:
    await house.deliver(replace(prompt(), view=view(MARKUP)))
    document = await opened(page, AINO_PAGE)
    assert document.all("img") == []
    assert len(document.all("script")) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/o/h%C3%A4me/as/nobody",
        "/o/h%C3%A4me/as/aino/in/nowhere",
        "/o/elsewhere/as/aino",
        "/o/nett/as/aino",
        "/o/nett",
        "/static/nothing.js",
    ],
)
async def test_who_is_not_there_gets_a_kind_answer(page: Page, path: str) -> None:
    response = await page.get(path, headers={"Accept-Language": "sv"})
    assert response.status == 404
    document = read(await response.text())
    assert document.problems == []
    assert document.one("h1").text == "Här finns ingen"


async def test_both_organisations_can_be_chosen(page: Page) -> None:
    document = await opened(page, AINO_PAGE)
    links = [
        one.attributes["href"] for one in document.all("a") if "/as/" not in one.attributes["href"]
    ]
    assert {"/o/h%C3%A4me", "/o/nett"} <= set(links)


async def test_files_may_be_kept_for_as_long_as_they_do_not_change(page: Page) -> None:
    document = await opened(page, AINO_PAGE)
    address = document.one("script").attributes["src"]
    response = await page.get(address)
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    again = await page.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status == 304
    plain = await page.get("/static/rytmi.css")
    assert plain.headers["Cache-Control"] == "no-cache"
