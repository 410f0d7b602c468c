"""A small firm in Slack: the double with a workspace of its people, and a terminal beside it."""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import names
from bot.terminal import err, out
from tests.slack.places import Channel, User, Workspace
from tests.slack.platform import Platform
from tests.slack.server import serving

TOKEN = "xoxb-1-firm"
APP_TOKEN = "xapp-1-firm"
WIDE = 200


class Present:
    """The clock of the wall: the commands go by it too."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class Ended:
    """What a command has printed, and its status."""

    status: int
    out: str
    err: str


@dataclass
class Terminal:
    """Runs commands in this process, in a folder with these settings."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    settings: Mapping[str, str]

    def run(self, *arguments: str, **given: str) -> Ended:
        """Run a command to its end."""
        with self.monkeypatch.context() as here:
            here.chdir(self.folder)
            here.setattr(sys, "argv", ["rytmi", *arguments])
            here.setattr(sys, "stdin", io.StringIO())
            here.setattr(out, "width", WIDE)
            here.setattr(err, "width", WIDE)
            for name in [each for each in os.environ if each in names()]:
                here.delenv(name)
            for name, value in {**self.settings, **given}.items():
                here.setenv(name, value)
            try:
                main()
            except SystemExit as left:
                status = left.code if isinstance(left.code, int) else 0
            else:
                status = 0
        printed = self.capsys.readouterr()
        return Ended(status, printed.out, printed.err)

    def fine(self, *arguments: str, **given: str) -> str:
        """Run a command that must go well, and return what it prints."""
        done = self.run(*arguments, **given)
        assert done.status == 0, done
        return done.out

    def refused(self, *arguments: str, **given: str) -> str:
        """Run a command that must be refused, and return its complaint; it tells no secret."""
        done = self.run(*arguments, **given)
        assert done.status == 2, done
        for hidden in self.settings.values():
            assert hidden.startswith("http") or hidden not in done.out + done.err
        return done.err


@dataclass
class Firm:
    """The Slack of a firm, and the terminal of those who run Rytmi for it."""

    platform: Platform
    workspace: Workspace
    terminal: Terminal


def firm_of(platform: Platform) -> Workspace:
    """Let the sample firm work in Slack; three of its five people have their address there."""
    workspace = platform.add_workspace(Workspace("T0FIRM", "Nettbutikk AS"))
    for user, name, email in (
        ("U0MARIT", "Marit", "Marit.Nygard@example.org"),
        ("U0JONAS", "Jonas", "jonas.bakke@example.org"),
        ("U0AMALIE", "Amalie", "amalie.holm@example.org"),
        ("U0SINDRE", "Sindre", "sindre@elsewhere.example"),
    ):
        workspace.add_user(User(user, name, email, tz="Europe/Oslo", locale="nb-NO"))
    workspace.add_channel(Channel("C0PILOT", "pilotteam", members={workspace.bot_user}))
    platform.issue(workspace.id, TOKEN)
    platform.issue_app_token(APP_TOKEN)
    return workspace


def settings_for(platform: Platform) -> dict[str, str]:
    """Return the settings with which Rytmi reaches the firm's Slack."""
    return {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{platform.url}/api/",
    }


@contextmanager
def beside(platform: Platform) -> Iterator[None]:
    """Serve the double on a thread of its own, while a command has this one."""
    ready, loop = threading.Event(), asyncio.new_event_loop()
    over = asyncio.Event()

    async def serve() -> None:
        async with serving(platform):
            ready.set()
            await over.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    try:
        assert ready.wait(30)
        yield
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(30)
        loop.close()


@contextmanager
def firm_in_slack(
    database: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Firm]:
    """Give the firm's operator a copy of a database and the double to speak with."""
    shutil.copy(database, folder / "rytmi.sqlite")
    platform = Platform(Present())
    workspace = firm_of(platform)
    with beside(platform):
        terminal = Terminal(folder, monkeypatch, capsys, settings_for(platform))
        yield Firm(platform, workspace, terminal)
