"""Takes the pictures of the README: ``python -m tests.end_to_end.pictures``."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Locator, Page, expect

from tests.end_to_end.chromium import PHONE, NoBrowserError, running_chromium, visit
from tests.end_to_end.people import (
    ENGLISH,
    MANAGER,
    MEMBER,
    UNIT_CHANNEL,
    give,
    group,
    move_clock,
    newest,
    open_form,
    send,
    sheet,
    to_newest,
)
from tests.end_to_end.service import running

PICTURES: Final = Path(__file__).parents[2] / "docs" / "pictures"
LARGEST: Final = 250_000
"""Bytes of a picture; a page of text is no place for more."""
DESK: Final = (1280, 860)
REHEARSED: Final = 60_000.0
"""Milliseconds that a rehearsal may take on the slowest machine."""
TALL: Final = (1180, 1360)
"""High enough for a roll-up from its problems down to its chart."""


def take() -> None:
    """Live through the beginning of a week and take a picture wherever it is worth it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(prefix="rytmi-pictures-") as folder,
        running(Path(folder), "demo") as demo,
        running_chromium() as browser,
    ):
        _phone(browser, demo.address)
        _plan(browser, demo.address)
        _check_in(browser, demo.address)
        _roll_up(browser, demo.address)


def _phone(browser: Browser, address: str) -> None:
    with visit(browser, size=PHONE, language="en", sharp=True) as window:
        page = window.open(f"{address}{ENGLISH}")
        to_newest(page)
        _keep(page, "phone")


def _plan(browser: Browser, address: str) -> None:
    with visit(browser, size=DESK, language="fi") as window:
        page = window.open(f"{address}/o/oma-hame/rehearsal")
        expect(page.locator(".plan-totals")).to_be_visible(timeout=REHEARSED)
        _keep(page, "plan")


def _check_in(browser: Browser, address: str) -> None:
    with visit(browser, size=DESK, language="fi") as window:
        page = window.open(f"{address}{MEMBER}")
        open_form(page)
        give(page, 1, "19", 8)
        give(page, 2, "5", 9)
        group(page, 1).locator("input").first.focus()
        sheet(page).locator(".sheet-body").evaluate("body => body.scrollTo(0, 0)")
        _keep(page, "check-in")
        send(page)
        expect(sheet(page)).to_be_hidden()


def _roll_up(browser: Browser, address: str) -> None:
    with visit(browser, size=TALL, language="fi") as window:
        page = window.open(f"{address}{MANAGER}/{UNIT_CHANNEL}")
        before = page.get_by_role("article").count()
        move_clock(page, "forum")
        expect(page.get_by_role("article")).to_have_count(before + 1)
        page.reload()  # away with what only says that something is new
        expect(newest(page).locator("figure.chart")).to_be_attached()
        to_newest(page)
        _keep(page.get_by_role("main"), "roll-up")


def _keep(seen: Page | Locator, name: str) -> None:
    path = PICTURES / f"{name}.png"
    seen.screenshot(path=path)
    size = path.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{path} has {size} bytes; more than {LARGEST} are too many")
    print(f"{path} ({size // 1000} kB)")


if __name__ == "__main__":
    try:
        take()
    except NoBrowserError as missing:
        sys.exit(f"The pictures cannot be taken: {missing}")
