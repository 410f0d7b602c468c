"""The page for everybody: landmarks, names, contrast, sizes; in light and dark, large and small."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.chromium import DESKTOP, PHONE
from tests.end_to_end.conftest import Visiting
from tests.end_to_end.people import (
    ENGLISH,
    MANAGER,
    NORWEGIAN,
    SWEDISH,
    TEAM_CHANNEL,
    give,
    newest,
    open_form,
    send,
    sheet,
)
from tests.end_to_end.service import Service

pytestmark = pytest.mark.browser
LOOK = (Path(__file__).parent / "look.js").read_text("utf-8")
LOOKS = pytest.mark.parametrize(
    ("size", "dark"), [(DESKTOP, False), (PHONE, True)], ids=["desktop-light", "phone-dark"]
)
PLACES = {
    "a person": ENGLISH,
    "a channel with roll-ups": f"{MANAGER}/{TEAM_CHANNEL}",
    "nowhere": "/o/nobody/as/nobody",
}


def complaints(page: Page) -> list[str]:
    found: list[str] = page.evaluate(LOOK)
    return found


@LOOKS
def test_every_place_is_in_order(
    demo: Service, visiting: Visiting, size: tuple[int, int], dark: bool
) -> None:
    with visiting(size=size, dark=dark) as visit:
        for name, path in PLACES.items():
            page = visit.open(f"{demo.address}{path}")
            assert complaints(page) == [], name
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], name
        visit.accidents.clear()  # the browser reports that there is nothing at nobody's address


@LOOKS
def test_a_form_with_an_error_is_in_order(
    demo: Service, visiting: Visiting, size: tuple[int, int], dark: bool
) -> None:
    with visiting(size=size, dark=dark) as visit:
        page = visit.open(f"{demo.address}{NORWEGIAN}")
        open_form(page)
        assert complaints(page) == []
        give(page, 1, "mange", 4)
        send(page)
        expect(sheet(page).get_by_role("alert")).to_be_visible()
        assert complaints(page) == []
        box = sheet(page).bounding_box()
        assert box is not None
        assert box["width"] <= size[0]
        assert box["height"] <= size[1]


def test_each_message_says_in_which_language_it_is(demo: Service, visiting: Visiting) -> None:
    with visiting(language="en") as visit:
        page = visit.open(f"{demo.address}{SWEDISH}")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(newest(page).locator(".message-body")).to_have_attribute("lang", "sv")
        open_form(page)
        expect(sheet(page).locator("form")).to_have_attribute("lang", "sv")
