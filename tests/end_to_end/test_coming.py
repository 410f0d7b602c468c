"""What is coming, and what a move of the clock has brought, as visitors see it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.chromium import DESKTOP, PHONE
from tests.end_to_end.conftest import Visiting
from tests.end_to_end.people import ENGLISH, MEMBER, move_clock
from tests.end_to_end.service import Service
from tests.end_to_end.test_accessibility import complaints

pytestmark = pytest.mark.browser

LONG = 60_000.0
"""Milliseconds that a rehearsal may take on the slowest machine."""
SIZES = {"desktop": DESKTOP, "phone": PHONE}


def arrived(page: Page) -> Page:
    """Wait until the rehearsal is there; until then the page loads itself anew."""
    expect(page.locator(".plan-totals")).to_be_visible(timeout=LONG)
    return page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("dark", [False, True])
def test_the_plan_is_in_order_at_every_size(
    demo: Service, visiting: Visiting, size: str, *, dark: bool
) -> None:
    with visiting(size=SIZES[size], dark=dark, language="fi") as visit:
        page = arrived(visit.open(f"{demo.address}/o/oma-hame/rehearsal"))
        assert complaints(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
        for summary in page.locator(".plan summary").all()[:3]:
            summary.click()
        assert complaints(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]


def test_from_a_conversation_to_the_plan_and_back_by_keyboard(
    demo: Service, visiting: Visiting
) -> None:
    with visiting() as visit:
        page = visit.open(f"{demo.address}{ENGLISH}")
        page.get_by_role("link", name="What is coming").focus()
        page.keyboard.press("Enter")
        arrived(page)
        first = page.locator(".plan summary").first
        first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".plan details[open] .plan-rows").first).to_be_visible()
        page.get_by_label("Unit").select_option(label="Tiimi 1.1")
        page.get_by_role("button", name="Show").click()
        arrived(page)
        expect(page.locator(".plan-rows a", has_text="Marika Jokinen").first).to_be_visible()
        page.get_by_role("link", name="Back to the conversations").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Priya Raman")


def test_the_plan_comes_without_scripts_too(demo: Service, visiting: Visiting) -> None:
    with visiting(scripts=False, language="sv") as visit:
        page = arrived(visit.open(f"{demo.address}/o/oma-hame/rehearsal?span=week"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("Genrep")


def test_a_jump_tells_what_it_brought_and_leads_there(demo: Service, visiting: Visiting) -> None:
    with visiting() as visit:
        page = visit.open(f"{demo.address}{MEMBER}?lang=en")
        expect(page.locator(".harvest")).to_have_count(0)
        move_clock(page, "monday")
        told = page.locator(".harvest")
        expect(told).to_contain_text("While the clock moved:")
        expect(told).to_contain_text("questions")
        assert complaints(page) == []
        told.get_by_role("link").first.click()
        expect(page.get_by_role("article").last).to_be_visible()
        expect(page.locator(".harvest")).to_be_visible()
