"""The page in a real browser: what its script adds, by keyboard, by touch, and over a bad line."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, Route, async_playwright, expect

from adapters.web.courier import Bell
from dialogs.okr.model import Person, PersonId
from tests.adapters.web.house import STINA, House, digest, prompt, receipt, told

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AINO_PAGE = "/o/h%C3%A4me/as/aino"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        if os.environ.get("RYTMI_REQUIRE_ALL") == "1":
            pytest.fail("there is no Chromium here")
        pytest.skip("there is no Chromium here")
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def server(house: House) -> AsyncIterator[TestServer]:
    started = TestServer(house.app())
    async with started:
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def desk(browser: Browser, house: House, server: TestServer) -> AsyncIterator[Page]:
    """Aino's page on a desk, with Monday's question; whatever the console complains of, fails."""
    await house.deliver(prompt())
    page = await browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    await page.goto(str(server.make_url(AINO_PAGE)))
    yield page
    await page.close()
    # A lost line and a refused request are the browser's to report, and some tests' to bring about.
    expected = ("ERR_INTERNET_DISCONNECTED", "status of 503")
    assert [one for one in complaints if not any(part in one for part in expected)] == []


async def test_a_member_answers_corrects_and_is_thanked(house: House, desk: Page) -> None:
    await desk.get_by_role("button", name="Vastaa").click()
    dialog = desk.get_by_role("dialog", name="Check-in, week 48")
    number = dialog.get_by_role("textbox").first
    await expect(number).to_be_focused()
    await number.fill("a lot")
    await dialog.locator("summary").click()
    await dialog.locator("textarea").fill("half a thought")
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("2 answers need another look")
    await expect(number).to_be_focused()
    await expect(number).to_have_value("a lot")
    await expect(number).to_have_attribute("aria-invalid", "true")
    await expect(dialog.locator("textarea")).to_have_value("half a thought")
    await number.fill("12,5")
    await desk.keyboard.press("Tab")
    await desk.keyboard.press("7")
    await expect(dialog.get_by_role("radio", name="7", exact=True)).to_be_checked()
    await desk.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()
    await expect(desk.get_by_role("log")).to_contain_text("Thanks!")
    await expect(desk.get_by_role("button", name="Vastaa")).to_be_focused()
    assert house.stored == [
        {"value:kr-1": "12,5", "confidence:kr-1": "7", "comment:kr-1": "half a thought"}
    ]


async def test_nothing_typed_is_lost_by_one_press_of_escape(desk: Page) -> None:
    await desk.get_by_role("button", name="Vastaa").click()
    dialog = desk.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    await desk.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await desk.get_by_role("button", name="Vastaa").click()
    await expect(dialog).to_be_visible()
    await dialog.get_by_role("textbox").first.fill("12")
    await desk.keyboard.press("Escape")
    await expect(dialog.get_by_role("button", name="Keep filling in")).to_be_focused()
    await desk.keyboard.press("Enter")
    await expect(dialog.get_by_role("textbox").first).to_have_value("12")
    await desk.keyboard.press("Escape")
    await dialog.get_by_role("button", name="Leave").click()
    await expect(dialog).to_be_hidden()


async def test_messages_appear_by_themselves_and_others_leave_a_dot(
    house: House, desk: Page
) -> None:
    await house.deliver(prompt(key="ask:2"))
    await expect(desk.get_by_role("article")).to_have_count(2)
    await house.deliver(prompt(STINA))
    await expect(desk.get_by_role("link", name="Stina Åberg Member new messages")).to_be_visible()
    await house.deliver(digest("The week"))
    await desk.get_by_role("link", name="Tiimipalaveri").click()
    await expect(desk.get_by_role("log")).to_contain_text("The week")
    await expect(desk.locator('a[data-recipient="channel:tiimi"] .unread')).to_be_hidden()
    await expect(desk.locator('a[data-recipient="person:stina"] .unread')).to_be_visible()


async def test_what_came_while_the_line_was_down_appears_when_it_is_back(
    house: House, desk: Page
) -> None:
    await desk.context.set_offline(True)
    await house.deliver(prompt(key="ask:2"))
    await desk.context.set_offline(False)
    await expect(desk.get_by_role("article")).to_have_count(2, timeout=15_000)


async def test_a_message_whose_fetching_failed_once_appears_all_the_same(
    house: House, desk: Page
) -> None:
    failures = 0

    async def fail_once(route: Route) -> None:
        nonlocal failures
        failures += 1
        if failures == 1:
            await route.fulfill(status=503, body="")
        else:
            await route.continue_()

    await desk.route("**/messages?above=*", fail_once)
    await house.deliver(prompt(key="ask:2"))
    await expect(desk.get_by_role("article")).to_have_count(2, timeout=15_000)
    assert failures >= 2


async def test_a_stream_that_the_server_ended_is_opened_again(house: House, desk: Page) -> None:
    bell: Bell = house.door.bell
    bell.close()
    bell.closed = False
    await house.deliver(prompt(key="ask:2"))
    await expect(desk.get_by_role("article")).to_have_count(2, timeout=15_000)


async def test_a_request_that_did_not_get_through_is_tried_again_as_the_same(
    house: House, desk: Page
) -> None:
    await desk.context.set_offline(True)
    box = desk.get_by_role("textbox", name="Message to Rytmi")
    await box.fill("1: 45 7")
    await box.press("Enter")
    retry = desk.get_by_role("button", name="Try again")
    await expect(retry).to_be_visible()
    await expect(box).to_have_value("1: 45 7")
    await desk.context.set_offline(False)
    await retry.click()
    await expect(desk.get_by_role("log")).to_contain_text("heard: 1: 45 7")
    await expect(box).to_have_value("")
    assert len(house.events) == 1


async def test_commands_are_offered_and_completed(house: House, desk: Page) -> None:
    box = desk.get_by_role("textbox", name="Message to Rytmi")
    await box.press_sequentially("/")
    options = desk.get_by_role("option")
    await expect(options).to_have_count(2)
    await desk.keyboard.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await desk.keyboard.press("Tab")
    await expect(box).to_have_value("/okr status ")
    await box.press_sequentially("Kotihoito")
    await desk.keyboard.press("Enter")
    await expect(desk.get_by_role("log")).to_contain_text("command: status Kotihoito")


async def test_the_clock_moves_and_brings_what_was_planned(house: House, desk: Page) -> None:
    house.clock.on_move = lambda now: house.wall.put(
        house.door.organisation, prompt(key=f"ask:{now}"), now
    )
    house.clock.gate.clear()
    await desk.get_by_role("button", name="Next Monday").click()
    await expect(desk.locator(".clock")).to_have_class("clock moving")
    await expect(desk.get_by_text("The clock is moving …")).to_be_attached()
    house.clock.gate.set()
    await expect(desk.locator(".face")).to_contain_text("Monday 30 November")
    await expect(desk.locator(".clock")).to_have_class("clock")
    await expect(desk.get_by_role("article")).to_have_count(2)
    await expect(desk.get_by_role("button", name="Next Monday")).to_be_focused()


async def test_what_a_move_brings_is_shown_at_once(house: House, desk: Page) -> None:
    for place in range(9):
        await house.deliver(prompt(key=f"old:{place}"))
    await expect(desk.get_by_role("article")).to_have_count(10)
    await desk.locator("[data-scroll]").evaluate("scroll => scroll.scrollTo(0, 0)")

    def bring(now: datetime) -> None:
        for key in ("first", "second"):
            post = replace(prompt(key=key), view=told(f"the {key}"))
            house.wall.put(house.door.organisation, post, now)

    house.clock.on_move = bring
    await desk.get_by_role("button", name="Next Monday").click()
    await expect(desk.get_by_text("the first")).to_be_in_viewport(ratio=1)
    await expect(desk.get_by_role("button", name="New messages")).to_be_hidden()


async def test_whoever_reads_further_up_is_told_and_not_moved(house: House, desk: Page) -> None:
    for place in range(9):
        await house.deliver(prompt(key=f"old:{place}"))
    await expect(desk.get_by_role("article")).to_have_count(10)
    scroll = desk.locator("[data-scroll]")
    await scroll.evaluate("scroll => scroll.scrollTo(0, 0)")
    await house.deliver(replace(prompt(key="new"), view=told("the news")))
    pill = desk.get_by_role("button", name="New messages")
    await expect(pill).to_be_visible()
    assert await scroll.evaluate("scroll => scroll.scrollTop") == 0
    # It stands below what is read, not upon it.
    reading, standing = await scroll.bounding_box(), await pill.bounding_box()
    assert reading is not None
    assert standing is not None
    assert standing["y"] >= reading["y"] + reading["height"]
    await pill.click()
    await expect(desk.get_by_text("the news")).to_be_in_viewport(ratio=1)
    await expect(pill).to_be_hidden()


async def test_thanks_are_seen_once_and_told_at_once(house: House, desk: Page) -> None:
    await desk.get_by_role("button", name="Vastaa").click()
    dialog = desk.get_by_role("dialog")
    await dialog.get_by_role("textbox").first.fill("12,5")
    await dialog.get_by_role("radio", name="7", exact=True).check(force=True)
    await dialog.get_by_role("button", name="Send").click()
    await expect(desk.locator("[data-status]")).to_have_text("Thanks!")
    log = desk.get_by_role("log")
    await expect(log).to_contain_text("Thanks!")  # no receipt has come: nothing is withheld
    await house.deliver(receipt())
    await expect(log).to_contain_text("Week 48 is answered")
    await expect(log).not_to_contain_text("Thanks!")
    await expect(desk.get_by_role("article")).to_have_count(1)


async def test_a_long_column_shows_people_or_channels_and_finds_both(
    browser: Browser, house: House
) -> None:
    crowd = [Person(PersonId(f"p{n}"), f"Person {n}") for n in range(30)]
    many = House(newcomers=crowd)
    async with TestServer(many.app()) as started:
        page = await browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 800})
        await page.goto(str(started.make_url(AINO_PAGE)))
        people, channels = (page.get_by_role("tab", name=name) for name in ("People", "Channels"))
        channel = page.get_by_role("link", name="Tiimipalaveri")
        await expect(people).to_have_attribute("aria-selected", "true")
        await expect(channels).to_be_in_viewport(ratio=1)
        await expect(channel).to_be_hidden()
        await people.press("ArrowRight")
        await expect(channels).to_be_focused()
        await expect(channel).to_be_visible()
        await expect(page.get_by_role("link", name="Person 29")).to_be_hidden()
        await page.get_by_role("searchbox").fill("person 29")
        await expect(page.get_by_role("link", name="Person 29")).to_be_visible()
        await expect(channel).to_be_hidden()
        await page.get_by_role("searchbox").fill("")
        await many.deliver(prompt(STINA))
        await expect(people.locator(".unread")).to_be_visible()
        await channel.click()
        await expect(page.get_by_role("heading", level=1)).to_contain_text("Tiimipalaveri")
        await expect(channels).to_have_attribute("aria-selected", "true")
        await page.close()


async def test_a_tall_window_is_used_whole(desk: Page) -> None:
    await desk.set_viewport_size({"width": 1280, "height": 1400})
    parts = [await desk.locator(part).bounding_box() for part in (".app", ".side", "main")]
    assert [part and part["y"] + part["height"] for part in parts] == [1400] * 3
    # The newest message stands above the message box, not far from it under the page's head.
    message = await desk.get_by_role("article").last.bounding_box()
    box = await desk.locator(".say").bounding_box()
    assert message is not None
    assert box is not None
    assert box["y"] - message["y"] - message["height"] < 40


async def test_the_keyboard_comes_to_the_message_box_at_once(desk: Page) -> None:
    await desk.keyboard.press("Tab")
    await desk.keyboard.press("Tab")
    await expect(desk.get_by_role("link", name="Skip to the message box")).to_be_focused()
    await desk.keyboard.press("Enter")
    await expect(desk.get_by_role("textbox", name="Message to Rytmi")).to_be_focused()


@pytest.mark.parametrize("width", [360, 390])
async def test_a_phone_has_the_column_in_a_drawer_and_never_scrolls_sideways(
    browser: Browser, house: House, server: TestServer, width: int
) -> None:
    await house.deliver(prompt())
    context = await browser.new_context(
        viewport={"width": width, "height": 740},
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    )
    page = await context.new_page()
    await page.goto(str(server.make_url(f"{AINO_PAGE}?lang=en")))
    menu = page.get_by_role("button", name="People and channels")
    stina = page.get_by_role("link", name="Stina Åberg")
    await expect(stina).to_be_hidden()
    await menu.tap()
    await expect(stina).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(stina).to_be_hidden()
    await expect(menu).to_be_focused()
    await page.get_by_role("button", name="Vastaa").tap()
    await expect(page.get_by_role("dialog")).to_be_visible()
    box = await page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, width, 740)
    main = await page.locator(".scroll").bounding_box()
    assert main is not None
    assert main["y"] < 160  # little stands between the page's edge and the conversation
    step = await page.locator(".step").first.bounding_box()
    assert step is not None
    assert min(step["width"], step["height"]) >= 44
    assert await page.evaluate("document.documentElement.scrollWidth") == width
    await context.close()


async def test_without_a_script_the_page_answers_all_the_same(
    browser: Browser, house: House, server: TestServer
) -> None:
    await house.deliver(prompt())
    context = await browser.new_context(java_script_enabled=False, locale="en-GB")
    page = await context.new_page()
    await page.goto(str(server.make_url(AINO_PAGE)))
    await page.get_by_role("button", name="Vastaa").click()
    await page.locator('[name="f.value:kr-1"]').fill("x")
    await page.get_by_role("button", name="Send").last.click()
    await page.locator('[name="f.value:kr-1"]').fill("12")
    await page.locator(".step").nth(6).click()
    await page.get_by_role("button", name="Send").last.click()
    await expect(page.get_by_role("log")).to_contain_text("Thanks!")
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.locator(".face")).to_contain_text("Tuesday 24 November")
    await context.close()
