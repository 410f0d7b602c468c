"""Several workspaces by OAuth, as an operator looks after them: connecting, keys, the start."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from adapters.slack.installing.vault import Vault, new_key
from dialogs.chats import Workspace
from storage.database import open_database
from tests.bot.slack_firm import Firm
from tests.bot.terminal import Terminal
from tests.bot.test_slack_service import told_in_time
from tests.end_to_end.service import running
from tests.patience import AMPLE

OLD, NEW = new_key(), new_key()
SEALED_TOKEN = "xoxb-2-installed"


def settings(firm: Firm, keys: str) -> dict[str, str]:
    return {
        "SLACK_CLIENT_ID": "111.222",
        "SLACK_CLIENT_SECRET": "a-client-secret",
        "SLACK_SIGNING_SECRET": "a-signing-secret",
        "SLACK_TOKEN_KEYS": keys,
        "SLACK_API_URL": f"{firm.platform.url}/api/",
        "PUBLIC_URL": "https://rytmi.example",
    }


@pytest.fixture
def terminal(firm: Firm) -> Terminal:
    """A terminal where the firm has installed Rytmi by OAuth, sealed with the old key."""
    firm.platform.issue("T0FIRM", SEALED_TOKEN)
    sealed = Vault([OLD]).seal("T0FIRM", {"token": SEALED_TOKEN, "bot_user": "U0BOT0FIRM"})

    async def install() -> None:
        database = open_database(f"sqlite:///{firm.terminal.folder / 'rytmi.sqlite'}")
        installed = Workspace("slack", "T0FIRM", name="Nettbutikk AS", sealed=sealed)
        await database.chats.install(installed, datetime.now(UTC))
        await database.close()

    asyncio.run(install())
    return replace(firm.terminal, settings=settings(firm, OLD))


def sealed_in(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "rytmi.sqlite")) as connection:
        found: str = connection.execute("SELECT sealed FROM workspaces").fetchone()[0]
        return found


def test_a_workspace_speaks_for_nobody_until_it_is_connected(terminal: Terminal) -> None:
    listed = terminal.fine("slack", "workspaces")
    assert "installed, not connected" in listed
    assert "`rytmi slack connect T0FIRM --org ID`" in listed
    assert "no workspace is connected" in terminal.refused("slack", "sync")
    report = terminal.fine("doctor")
    assert "installed, and speaks for no organisation" in report
    assert "`rytmi slack connect T0FIRM --org ID`" in report

    told = terminal.fine("slack", "connect", "T0FIRM", "--org", "nettbutikk")
    assert "T0FIRM (Nettbutikk AS) speaks for Nettbutikk from now on" in told
    assert "3 of 5 people matched" in told
    assert "connected" in terminal.fine("slack", "workspaces")
    assert "ok   Slack workspace T0FIRM: good" in terminal.fine("doctor")


def test_a_key_is_changed_without_anything_being_lost(terminal: Terminal) -> None:
    terminal.fine("slack", "connect", "T0FIRM", "--org", "nettbutikk")
    both = replace(terminal, settings={**terminal.settings, "SLACK_TOKEN_KEYS": f"{NEW},{OLD}"})
    assert "`rytmi slack reseal`" in both.fine("doctor")
    told = both.fine("slack", "reseal")
    assert "The tokens of 1 workspace are sealed with the first of 2 keys" in told
    assert Vault([NEW]).open("T0FIRM", sealed_in(terminal.folder))["token"] == SEALED_TOKEN
    after = replace(terminal, settings={**terminal.settings, "SLACK_TOKEN_KEYS": NEW})
    assert "3 of 5 people matched" in after.fine("slack", "sync")


def test_a_key_that_was_taken_out_too_early_is_asked_back(terminal: Terminal) -> None:
    terminal.fine("slack", "connect", "T0FIRM", "--org", "nettbutikk")
    early = replace(terminal, settings={**terminal.settings, "SLACK_TOKEN_KEYS": NEW})
    for command in (("slack", "reseal"), ("slack", "sync")):
        told = early.refused(*command)
        assert "T0FIRM" in told
        assert "SLACK_TOKEN_KEYS" in told
    done = early.run("doctor")
    assert done.status == 1
    assert "none of the 1 keys opens what is kept for T0FIRM" in done.out
    assert "at the end of SLACK_TOKEN_KEYS" in done.out


def test_a_start_says_where_it_is_installed_from(terminal: Terminal) -> None:
    with running(terminal.folder, "serve", **terminal.settings) as server:
        said = told_in_time(server, "Install Rytmi at")
        assert "Slack: by HTTP at https://rytmi.example/slack/events." in said
        assert "Install Rytmi at https://rytmi.example/slack/install" in said
        assert "`rytmi slack connect WORKSPACE --org ID`" in said
        connection = HTTPConnection(urlsplit(server.address).netloc, timeout=AMPLE)
        connection.request("GET", "/slack/install")
        answer = connection.getresponse()
        assert answer.status == 302
        assert "/oauth/v2/authorize" in (answer.getheader("Location") or "")
        connection.close()
        for hidden in ("a-client-secret", "a-signing-secret", OLD, SEALED_TOKEN):
            assert hidden not in server.log.read_text("utf-8")
