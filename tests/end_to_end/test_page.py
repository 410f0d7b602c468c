"""The page by keyboard, on a phone, in four languages, side by side, and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.chromium import PHONE
from tests.end_to_end.conftest import Visiting
from tests.end_to_end.people import ENGLISH, MEMBER, group, move_clock, newest, send, sheet
from tests.end_to_end.service import Service

pytestmark = pytest.mark.browser

KEYBOARD = "/o/oma-hame/as/heli.ranta"
TYPIST = "/o/oma-hame/as/satu.vaisanen"
WITHOUT_SCRIPTS = "/o/oma-hame/as/kirsi.hyvarinen"
ON_THE_PHONE = "/o/oma-hame/as/mikko.aaltonen"
SOME_TABS = 60


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the newest message's control with these words has the focus."""
    for _ in range(SOME_TABS):
        page.keyboard.press("Tab")
        here, newest = page.evaluate(
            """() => {
              const here = document.activeElement;
              const newest = [...document.querySelectorAll("article")].pop();
              const words = (here.ariaLabel || here.textContent).trim();
              return [words, here.closest("article") === newest];
            }"""
        )
        if here == words and newest:
            return
    pytest.fail(f"no {words!r} within {SOME_TABS} tabs")


def test_the_whole_check_in_by_keyboard_alone(demo: Service, visiting: Visiting) -> None:
    with visiting(language="fi") as visit:
        page = visit.open(f"{demo.address}{KEYBOARD}")
        keys = page.keyboard
        keys.press("Tab")
        expect(page.locator(":focus")).to_have_text("Siirry keskusteluun")
        keys.press("Enter")
        tab_to(page, "Vastaa")

        keys.press("Enter")
        first = group(page, 1).get_by_role("textbox").first
        expect(first).to_be_focused()
        keys.press("Escape")
        expect(sheet(page)).to_be_hidden()
        expect(page.locator(":focus")).to_have_text("Vastaa")

        keys.press("Enter")
        expect(first).to_be_focused()
        keys.type("seitsemän")
        keys.press("Tab")
        keys.press("7")
        expect(group(page, 1).get_by_role("radio", name="7", exact=True)).to_be_checked()
        keys.press("Control+Enter")
        expect(first).to_have_attribute("aria-invalid", "true")
        expect(first).to_be_focused()

        # Leaving would lose what was written, so it is asked about first.
        keys.press("Escape")
        expect(page.locator(":focus")).to_have_attribute("data-stay", "")
        keys.press("Enter")
        expect(first).to_be_focused()
        keys.press("Control+A")
        keys.type("71")
        keys.press("Enter")
        expect(sheet(page)).to_be_hidden()
        expect(page.locator("article.told").last).to_contain_text("71 %")
        expect(page.get_by_role("textbox", name="Viesti")).to_be_focused()


def test_typed_lines_and_commands(demo: Service, visiting: Visiting) -> None:
    with visiting() as visit:
        page = visit.open(f"{demo.address}{TYPIST}")
        box = page.locator("#say")
        box.fill("1: 61 8")
        box.press("Enter")
        expect(page.locator("article.said").last).to_contain_text("1: 61 8")
        expect(page.locator("article.told").last).to_contain_text("61 asiakasta")
        expect(box).to_have_value("")
        expect(box).to_be_focused()

        # The message box offers the commands.
        box.press_sequentially("/okr he")
        offer = page.get_by_role("option", selected=True)
        expect(offer).to_contain_text("/okr help")
        box.press("Tab")
        expect(box).to_have_value("/okr help")
        box.press("Enter")
        answer = page.locator("article.aside").last
        expect(answer.get_by_role("listitem").filter(has_text="/okr checkin")).to_be_visible()

        box.fill("/okr hlep")
        box.press("Enter")
        expect(page.locator("article.aside").last).to_contain_text("/okr help")


def test_the_page_speaks_four_languages(demo: Service, visiting: Visiting) -> None:
    with visiting(language="en") as visit:
        page = visit.open(f"{demo.address}{ENGLISH}")
        seen = {page.locator(".strip-words").inner_text()}
        for tag, name in (("fi", "Suomi"), ("sv", "Svenska"), ("nb", "Norsk bokmål")):
            page.get_by_role("link", name=name, exact=True).click()
            expect(page.locator("html")).to_have_attribute("lang", tag)
            seen.add(page.locator(".strip-words").inner_text())
        assert len(seen) == 4
        # The choice is kept on other pages.
        page.goto(f"{demo.address}{MEMBER}")
        expect(page.locator("html")).to_have_attribute("lang", "nb")
        # What Rytmi says is in the language of the person it says it to.
        expect(newest(page).locator(".message-body")).to_have_attribute("lang", "fi")


def test_what_happens_elsewhere_appears_by_itself(demo: Service, visiting: Visiting) -> None:
    with visiting() as visit, visiting(language="fi") as colleague_visit:
        page = visit.open(f"{demo.address}{ENGLISH}")
        beside = visit.open(f"{demo.address}{ENGLISH}")
        colleague = colleague_visit.open(f"{demo.address}/o/oma-hame/as/antti.ruohola")
        bystander = colleague_visit.open(f"{demo.address}/o/oma-hame/as/jukka.peltonen")
        page.bring_to_front()
        page.locator("#say").fill("1: 91 9; 2: 14 9; 3: = 9")
        page.locator("#say").press("Enter")
        for window in (page, beside):
            expect(window.locator("article.told").last.get_by_role("heading")).to_contain_text(
                "Thank you"
            )
            expect(window.locator("article.told").last).to_contain_text("91%")
        expect(newest(colleague)).to_contain_text("Priya Raman")
        # In other conversations a dot says that there is something new.
        entry = bystander.locator('[data-recipient="person:priya.raman"]')
        expect(entry.locator(".unread")).to_be_visible()


def test_people_and_channels_in_a_drawer_on_a_phone(demo: Service, visiting: Visiting) -> None:
    with visiting(size=PHONE) as visit:
        page = visit.open(f"{demo.address}{ON_THE_PHONE}")
        drawer = page.locator("#side")
        opener = page.get_by_role("button", name="People and channels")
        expect(drawer).not_to_be_in_viewport()
        opener.tap()
        expect(drawer).to_be_in_viewport()
        expect(drawer.locator(":focus")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(drawer).not_to_be_in_viewport()
        expect(opener).to_be_focused()
        opener.tap()
        drawer.get_by_role("searchbox").fill("tiimi 1.1")
        drawer.get_by_role("link", name="Marika Jokinen").tap()
        expect(page).to_have_url(f"{demo.address}{MEMBER}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Marika Jokinen")
        expect(page.locator("#side")).not_to_be_in_viewport()


def test_a_form_is_answered_without_scripts(demo: Service, visiting: Visiting) -> None:
    with visiting(scripts=False, language="en") as visit:
        page = visit.open(f"{demo.address}{WITHOUT_SCRIPTS}")
        page.locator("article button.main").last.click()
        group(page, 1).get_by_role("textbox").first.fill("joo")
        group(page, 1).get_by_role("radio", name="6", exact=True).check()
        group(page, 2).get_by_role("textbox").first.fill("201")
        group(page, 2).get_by_role("radio", name="7", exact=True).check()
        send(page)
        wrong = group(page, 1).get_by_role("textbox").first
        expect(wrong).to_have_value("joo")
        expect(wrong).to_have_attribute("aria-invalid", "true")
        expect(group(page, 2).get_by_role("textbox").first).to_have_value("201")
        wrong.fill("59,5")
        send(page)
        expect(page).to_have_url(f"{demo.address}{WITHOUT_SCRIPTS}")
        page.reload()
        expect(page.locator("article.told").last).to_contain_text("59,5 %")
        expect(page.locator("article.told").last).to_contain_text("201 asiakasta")
        page.locator("#say").fill("/okr help")
        page.get_by_role("button", name="Send").click()
        expect(page.locator("article.aside").last).to_contain_text("/okr")


def test_the_clock_is_moved_in_every_open_page(demo: Service, visiting: Visiting) -> None:
    with visiting() as visit:
        page = visit.open(f"{demo.address}{MEMBER}")
        other = visit.open(f"{demo.address}{ENGLISH}")
        page.bring_to_front()
        day = page.locator("[data-face=day]").inner_text()
        move_clock(page, "day")
        for window in (page, other):
            expect(window.locator("[data-face=day]")).not_to_have_text(day)
        expect(page.get_by_role("button", name="Next Monday")).to_contain_text("09:00")
