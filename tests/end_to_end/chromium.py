"""Debian's Chromium, driven by Playwright: visits that notice what a visitor would notice."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Route,
    expect,
    sync_playwright,
)

from tests.patience import AMPLE

PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = (
    "--no-sandbox",  # a container's root has no user namespaces
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE: Final = AMPLE * 1000
"""Milliseconds that something on the page may take to come true."""
HERE: Final = "127.0.0.1"
LOCALES: Final = {"en": "en-GB", "fi": "fi-FI", "sv": "sv-SE", "nb": "nb-NO"}
DESKTOP: Final = (1280, 800)
PHONE: Final = (390, 844)


class NoBrowserError(Exception):
    """There is no Chromium on this machine."""


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Run a Chromium without a window; raise NoBrowserError where there is none."""
    wanted = os.environ.get("RYTMI_CHROMIUM")
    program = wanted or next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise NoBrowserError(f"none of {', '.join(PROGRAMS)} is installed: apt install chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=list(FLAGS), timeout=PATIENCE
        )
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """A visitor's window; what goes wrong in it is written down.

    Without slots: Playwright hangs its wrappers on whoever handles its events.
    """

    context: BrowserContext
    accidents: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    """Requests to anything but this computer; none is let through."""

    def open(self, address: str) -> Page:
        """Open a page in a tab of its own."""
        page = self.context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", self._broke)
        page.goto(address)
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.accidents.append(f"{message.type}: {message.text}")

    def _broke(self, error: Error) -> None:
        self.accidents.append(f"script: {error.message}")

    def look(self, route: Route, request: Request) -> None:
        """Let a request pass when it stays on this computer."""
        if urlsplit(request.url).hostname == HERE:
            route.fallback()
        else:
            self.strangers.append(request.url)
            route.abort()


@contextmanager
def tabs(browser: Browser, sizes: Mapping[str, tuple[int, int]]) -> Iterator[dict[str, Page]]:
    """Open a window with an empty tab in each size, to draw one thing after another in it."""
    with ExitStack() as stack:
        visits = {name: visit(browser, size=size) for name, size in sizes.items()}
        yield {
            name: stack.enter_context(opened).context.new_page() for name, opened in visits.items()
        }


@contextmanager
def visit(
    browser: Browser,
    *,
    size: tuple[int, int] = DESKTOP,
    language: str = "en",
    scripts: bool = True,
    dark: bool = False,
    sharp: bool = False,
) -> Iterator[Visit]:
    """Open a window of its own memory; at the end, nothing may have gone wrong in it."""
    phone = size[0] < 600
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=2 if sharp else 1,
        has_touch=phone,
        is_mobile=phone,
        java_script_enabled=scripts,
        locale=LOCALES[language],
        timezone_id="Europe/Helsinki",
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    opened = Visit(context)
    context.route("**/*", opened.look)
    try:
        yield opened
        assert opened.strangers == []
        assert opened.accidents == []
    finally:
        context.close()
