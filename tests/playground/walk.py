"""Walks through the playground with Chromium: question, answer, thanks, roll-up; takes pictures.

The clock is moved, so that a week passes in a minute; everything else is as `rytmi serve` has it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from aiohttp import web
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import FloatRect, Locator, Page, Route, ViewportSize, expect

from bot.application import application, assemble
from bot.clocks import MovableClock
from bot.demo import Life, beginning, read_sample
from bot.settings import Settings
from bot.teams.line import line_of
from bot.teams.wiring import TeamsChat
from dialogs.events import Commanded, Origin
from dialogs.okr.model import PersonId
from storage.database import open_database
from storage.schema import upgrade
from tests.end_to_end.chromium import running_chromium
from tests.npm import ROOT
from tests.playground.company import CASTS, write
from tests.playground.ground import KIT, PORT, running

SAMPLE: Final = "oma-hame"
PICTURES: Final = ROOT / "artefacts" / "playground"
README: Final = ROOT / "docs" / "pictures" / "teams.png"
SIZE: Final[ViewportSize] = {"width": 1280, "height": 1000}
CUT: Final[FloatRect] = {"x": 0, "y": 0, "width": 880, "height": 910}
"""What the README shows of it: where the chats are, and one of them."""
PATIENCE: Final = 30_000.0
"""Milliseconds that anything in the playground may take."""
A_MOMENT: Final = 1_500.0
"""Milliseconds in which the page draws what has come."""
ROLL_UP: Final = timedelta(days=1)
"""After the beginning: the team's own meeting is on the next morning."""

PERSONAL: Final = "Personal Chat"
CHANNEL: Final = CASTS[SAMPLE].channel

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stage:
    """Rytmi on a thread of its own, with a clock that is moved."""

    loop: asyncio.AbstractEventLoop
    life: Life
    clock: MovableClock
    settings: Settings
    address: str

    def do(self, what: Coroutine[Any, Any, T]) -> T:
        """Let something be done there, and wait for it."""
        return asyncio.run_coroutine_threadsafe(what, self.loop).result(PATIENCE / 1000)

    def live_until(self, at: datetime) -> None:
        """Let everything happen up to an instant."""
        self.do(self.life.live_until(at))

    def reads(self) -> None:
        """Read people and channels, as the service does every few minutes."""

        async def read() -> None:
            database = open_database(self.settings.database_url)
            line = line_of(database, self.settings)
            try:
                for tenant in await database.chats.workspaces("teams"):
                    await line.roster.sync(tenant)
            finally:
                await line.connector.close()
                await database.close()

        self.do(read())


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    """Run Rytmi as it is half an hour before the week's first question."""
    ready: list[Stage] = []
    failed: list[BaseException] = []
    up, over = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def run() -> None:
        try:
            stage, runner = await _begun(loop, folder)
        except BaseException as error:
            failed.append(error)
            raise
        finally:
            up.set()
        ready.append(stage)
        await over.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    up.wait()
    # The stage is there a moment after the thread says that it is up, or never.
    while not ready and not failed:
        thread.join(0.05)
    try:
        if failed:
            raise failed[0]
        yield ready[0]
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(30)
        loop.close()


async def _begun(loop: asyncio.AbstractEventLoop, folder: Path) -> tuple[Stage, web.AppRunner]:
    sample = read_sample(SAMPLE)
    organisation = sample.structure.organisation
    settings = Settings(
        web_door=False,
        teams_development=True,
        database_url=f"sqlite:///{folder}/walk.sqlite",
    )
    upgrade(settings.database_url)
    database = open_database(settings.database_url)
    first = min(each.at for each in sample.answers).astimezone(ZoneInfo(organisation.zone))
    monday = first.date() - timedelta(days=first.weekday())
    clock = MovableClock(datetime.combine(monday, datetime.min.time(), first.tzinfo))
    await database.save_structure(sample.structure)
    rytmi = assemble(database, clock, not_before=clock.now())
    life = Life(rytmi, clock, sample)
    # Whoever is played answers no more by themselves.
    played = PersonId(CASTS[SAMPLE].people[0])
    await life.live_until(beginning(sample) - timedelta(minutes=30))
    await life.handle(Commanded(Origin(organisation.id, played, "web", "walk"), "checkin"))
    chat = TeamsChat(settings, lambda said: print(said, flush=True))
    app = application(rytmi, url=settings.database_url, web_door=False, chats=(chat,))
    runner = web.AppRunner(app, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
    return Stage(loop, life, clock, settings, address), runner


def walk() -> None:
    """Walk through it; write the pictures into artefacts/playground, and that of the README."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    folder = KIT.place / "walk"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("walk.sqlite*"):
        old.unlink()
    write(SAMPLE, folder)
    monday = beginning(read_sample(SAMPLE))
    with (
        staged(folder) as stage,
        running(folder, stage.address, browser=False, sample=SAMPLE),
        running_chromium() as browser,
    ):
        page = browser.new_page(viewport=SIZE, locale="fi-FI")
        page.set_default_timeout(PATIENCE)
        page.route("**/*", _only_here)
        Walk(page, stage).go(monday)


def _only_here(route: Route) -> None:
    """The playground's page asks for fonts of Microsoft's; nothing else than this computer."""
    if route.request.url.startswith(f"http://localhost:{PORT}"):
        route.continue_()
    else:
        route.abort()


class Walk:
    """One person's way."""

    def __init__(self, page: Page, stage: Stage) -> None:
        self._page = page
        self._stage = stage

    def go(self, monday: datetime) -> None:
        """From the installation to the roll-up."""
        self._arrive()
        self._open(CHANNEL)
        self._stage.reads()
        self._open(PERSONAL)
        self._page.get_by_text("Näin voin auttaa").last.wait_for()
        self._picture("1-installed")
        # The playground always tells English of whoever installs an app.
        self._type("kieli fi")
        self._page.get_by_text("Tästä lähtien käytän", exact=False).last.wait_for()
        self._stage.live_until(monday + timedelta(seconds=5))
        self._press("Vastaa").wait_for()
        self._picture("2-question")
        self._press("Vastaa").click()
        self._press("Lähetä").wait_for()
        self._number(0, "19")
        self._choose(0, "8")
        self._number(1, "5")
        self._picture("3-form")
        self._page.screenshot(path=README, clip=CUT)
        self._press("Lähetä").click()
        self._page.get_by_text("Valitse luottavaisuusarvo", exact=False).last.wait_for()
        self._picture("4-corrected")
        self._choose(1, "9")
        self._press("Lähetä").click()
        self._page.get_by_text("Kiitos", exact=False).last.wait_for()
        self._picture("5-thanks")
        self._stage.live_until(monday + ROLL_UP)
        self._open(CHANNEL)
        self._picture("6-roll-up")
        self._mention()
        self._type(" tilanne")
        # The roll-up above has the same title.
        expect(self._page.get_by_text("Tiimi 1.1: tilanne viikolla 47")).to_have_count(2)
        self._picture("7-status")

    def _arrive(self) -> None:
        for _ in range(60):
            try:
                self._page.goto(f"http://localhost:{PORT}/")
                break
            except PlaywrightError:  # it is not up yet
                self._page.wait_for_timeout(500)
        self._page.get_by_role("treeitem", name=PERSONAL).wait_for()
        # The log at the side is for those who mend something.
        self._page.get_by_role("button").last.click()

    def _open(self, place: str) -> None:
        self._page.get_by_role("treeitem", name=place).last.click()
        self._page.wait_for_timeout(A_MOMENT)

    def _type(self, line: str) -> None:
        self._box().click()
        self._box().press_sequentially(line)
        expect(self._box()).to_contain_text(line.strip())
        self._page.get_by_role("button", name="Send Message").click()

    def _number(self, which: int, value: str) -> None:
        self._page.get_by_role("spinbutton").nth(which).fill(value)

    def _choose(self, which: int, value: str) -> None:
        self._page.get_by_role("combobox").nth(which).click()
        self._page.get_by_role("option", name=value, exact=True).click()

    def _mention(self) -> None:
        self._box().click()
        self._box().press_sequentially("@Ryt")
        self._page.wait_for_timeout(A_MOMENT)
        self._page.get_by_text("Rytmi", exact=True).last.click()

    def _press(self, label: str) -> Locator:
        return self._page.get_by_role("button", name=label, exact=True).last

    def _box(self) -> Locator:
        return self._page.locator('[contenteditable="true"][role="textbox"]').last

    def _picture(self, name: str) -> None:
        self._page.wait_for_timeout(A_MOMENT)
        self._page.screenshot(path=PICTURES / f"{name}.png")
