"""Those of the sample Oma Häme who are played in the browser, and what one does on their page."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Locator, Page

MEMBER: Final = "/o/oma-hame/as/marika.jokinen"
"""Leads Tiimi 1.1, answers for two of its key results, reads Finnish."""
MANAGER: Final = "/o/oma-hame/as/leena.ahonen"
"""Leads the unit above it, reads Finnish."""
ENGLISH: Final = "/o/oma-hame/as/priya.raman"
"""A member of a team of three key results, for which anybody may answer; reads English."""
SWEDISH: Final = "/o/oma-hame/as/lars.nystrom"
NORWEGIAN: Final = "/o/oma-hame/as/ingrid.solbakken"
UNIT_CHANNEL: Final = "in/%23yksikko-tyollistyminen"
TEAM_CHANNEL: Final = "in/%23tiimi-1-1"


def to_newest(page: Page) -> None:
    """Scroll the newest message to where its reading begins."""
    newest(page).evaluate("message => message.scrollIntoView({ block: 'start' })")


def newest(page: Page) -> Locator:
    """Return the newest message of the conversation."""
    return page.get_by_role("article").last


def sheet(page: Page) -> Locator:
    """Return the form that lies over the page."""
    return page.get_by_role("dialog")


def group(page: Page, number: int) -> Locator:
    """Return the form's part for a key result, counted from 1."""
    return sheet(page).locator("fieldset.group").nth(number - 1)


def give(page: Page, number: int, value: str | None, confidence: int) -> None:
    """Fill in a key result's number and confidence."""
    part = group(page, number)
    if value is not None:
        part.get_by_role("textbox").first.fill(value)
    part.get_by_role("radio", name=str(confidence), exact=True).check()


def open_form(page: Page) -> None:
    """Press the main button of the newest message: *Answer*."""
    newest(page).locator("button.main").click()
    sheet(page).wait_for()


def send(page: Page) -> None:
    """Press the form's main button: *Send*."""
    sheet(page).locator("footer button.main:visible").click()


def move_clock(page: Page, target: str) -> None:
    """Press a button of the clock bar, and wait until the clock stands again."""
    page.locator(f"button.move[value={target}]").click()
    page.locator("[data-clock]:not(.moving)").wait_for()
