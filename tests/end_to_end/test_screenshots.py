"""What the page looks like, kept as pictures in artefacts/ for whoever wants to judge it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.chromium import DESKTOP, PHONE
from tests.end_to_end.conftest import Visiting
from tests.end_to_end.people import (
    ENGLISH,
    MANAGER,
    MEMBER,
    UNIT_CHANNEL,
    give,
    move_clock,
    newest,
    open_form,
    send,
    sheet,
    to_newest,
)
from tests.end_to_end.service import Service

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}
Keep = Callable[[Page, str], None]


@pytest.fixture
def keep(artefacts: Path) -> Keep:
    """Keep a page as it looks on a desk and on a phone."""

    def kept(page: Page, name: str) -> None:
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            to_newest(page)
            path = artefacts / f"{name}-{size}.png"
            page.screenshot(path=path)
            assert path.read_bytes().startswith(b"\x89PNG")

    return kept


@pytest.mark.parametrize(
    ("language", "person", "values"),
    [("fi", MEMBER, ("20", "5")), ("en", ENGLISH, ("91", "14.5"))],
    ids=["fi", "en"],
)
def test_asked_answering_and_thanked(
    demo: Service,
    visiting: Visiting,
    keep: Keep,
    language: str,
    person: str,
    values: tuple[str, str],
) -> None:
    with visiting(language=language) as visit:
        page = visit.open(f"{demo.address}{person}")
        keep(page, f"prompt-{language}")
        open_form(page)
        give(page, 1, values[0], 7)
        give(page, 2, values[1], 8)
        keep(page, f"form-{language}")
        send(page)
        expect(sheet(page)).to_be_hidden()
        expect(page.locator("article.told").last.locator(".meter").first).to_be_visible()
        keep(page, f"thanks-{language}")


def test_a_roll_up(demo: Service, visiting: Visiting, keep: Keep) -> None:
    for language in ("fi", "en"):
        with visiting(language=language) as visit:
            page = visit.open(f"{demo.address}{MANAGER}/{UNIT_CHANNEL}")
            if language == "fi":
                before = page.get_by_role("article").count()
                move_clock(page, "forum")
                expect(page.get_by_role("article")).to_have_count(before + 1)
            expect(newest(page).locator("figure.chart")).to_be_attached()
            keep(page, f"roll-up-{language}")


def test_a_status_in_english(demo: Service, visiting: Visiting, keep: Keep) -> None:
    with visiting() as visit:
        page = visit.open(f"{demo.address}{ENGLISH}")
        page.locator("#say").fill("/okr status")
        page.locator("#say").press("Enter")
        expect(page.locator("article.aside figure.chart")).to_be_attached()
        keep(page, "status-en")


def test_in_the_dark(demo: Service, visiting: Visiting, keep: Keep) -> None:
    with visiting(language="fi", dark=True) as visit:
        page = visit.open(f"{demo.address}{MANAGER}/{UNIT_CHANNEL}")
        keep(page, "roll-up-fi-dark")


@pytest.mark.parametrize("dark", [False, True])
def test_the_plan_of_the_coming_weeks(
    demo: Service, visiting: Visiting, artefacts: Path, *, dark: bool
) -> None:
    for size, (width, height) in SIZES.items():
        with visiting(size=(width, height), language="fi", dark=dark) as visit:
            page = visit.open(f"{demo.address}/o/oma-hame/rehearsal")
            expect(page.locator(".plan-totals")).to_be_visible(timeout=60_000)
            page.locator(".plan summary").first.click()
            path = artefacts / f"plan-fi{'-dark' if dark else ''}-{size}.png"
            page.screenshot(path=path)
            assert path.read_bytes().startswith(b"\x89PNG")
