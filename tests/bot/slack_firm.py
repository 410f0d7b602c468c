"""A small firm in Slack: the double with a workspace of its people, and a terminal beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bot.terminal import Present, Terminal, beside
from tests.slack.places import Channel, User, Workspace
from tests.slack.platform import Platform
from tests.slack.server import serving

TOKEN = "xoxb-1-firm"
APP_TOKEN = "xapp-1-firm"


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
    with beside(serving(platform)):
        terminal = Terminal(folder, monkeypatch, capsys, settings_for(platform))
        yield Firm(platform, workspace, terminal)
