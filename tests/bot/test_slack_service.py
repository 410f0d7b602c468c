"""`rytmi serve` and `rytmi doctor` with Slack: what they say, refuse, show and leave alone."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.bot.slack_firm import APP_TOKEN, TOKEN, Firm
from tests.end_to_end.service import Service, running
from tests.patience import AMPLE
from tests.slack.places import SCOPES, User

SECRET = "0123456789abcdef0123456789abcdef"
LOADED = """
import sys, bot.cli, bot.doors, bot.stage, bot.doctor, bot.rehearsal_report
of_slack = ("slack", "adapters.slack", "matplotlib", "cryptography")
print(*(name for name in sys.modules if name.startswith(of_slack)))
"""


def told_in_time(service: Service, wanted: str) -> str:
    """Return the log once a line is in it; asks for the health meanwhile, and gives up at last."""
    end = time.monotonic() + AMPLE
    while time.monotonic() < end:
        written = service.log.read_text("utf-8")
        if wanted in written:
            return written
        service.get("/healthz")
    raise AssertionError(service.log.read_text("utf-8"))


def unsigned(service: Service) -> int:
    connection = HTTPConnection(urlsplit(service.address).netloc, timeout=AMPLE)
    try:
        connection.request("POST", "/slack/events", b"{}", {"Content-Type": "application/json"})
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_start_says_how_slack_reaches_it_and_who_is_matched(firm: Firm) -> None:
    given = {**firm.terminal.settings, "SLACK_SIGNING_SECRET": SECRET}
    with running(firm.terminal.folder, "serve", **given) as server:
        said = told_in_time(server, "people matched")
        assert "Slack: by Socket Mode; no public address is needed." in said
        assert f"Slack: by HTTP at {server.address}/slack/events." in said
        assert "Workspace T0FIRM (Nettbutikk AS) is connected with Nettbutikk: 3 of 5" in said
        assert "`rytmi slack people --unmatched` shows the rest" in said
        assert "built-in page" not in said
        assert server.get("/")[0] == 404
        assert unsigned(server) == 401
        _, figures = server.get("/metrics")
        assert 'rytmi_slack_calls_total{method="users.list",outcome="ok"} 1.0' in figures
        assert 'rytmi_slack_users{state="matched"} 3.0' in figures
        assert 'rytmi_slack_rosters_total{outcome="done"} 1.0' in figures
        assert 'rytmi_slack_requests_total{kind="http",outcome="unsigned"} 1.0' in figures
        for hidden in (TOKEN, APP_TOKEN, SECRET, "Jonas", "jonas.bakke"):
            assert hidden not in said + figures


def test_channels_that_nothing_can_be_posted_to_are_told(firm: Firm) -> None:
    firm.workspace.channels["C0PILOT"].members.clear()
    with running(firm.terminal.folder, "serve", **firm.terminal.settings) as server:
        said = told_in_time(server, "channels of forums")
        assert "Rytmi cannot post to 1 of 1 channels of forums yet; `rytmi slack sync`" in said


@pytest.mark.parametrize(
    ("error", "given", "name", "remedy"),
    [
        ("invalid_auth", {}, "SLACK_BOT_TOKEN", "OAuth & Permissions"),
        ("", {"SLACK_ORGANISATION": "other"}, "SLACK_ORGANISATION", "nettbutikk"),
        ("", {"SLACK_API_URL": "http://127.0.0.1:1/api/"}, "SLACK_API_URL", "HTTPS_PROXY"),
    ],
    ids=["a refused token", "no such organisation", "no Slack there"],
)
def test_what_slack_says_no_to_ends_the_start_with_one_sentence(
    firm: Firm, error: str, given: dict[str, str], name: str, remedy: str
) -> None:
    if error:
        firm.platform.trouble("auth.test", error, times=9)
    told = firm.terminal.refused("serve", "--port", "0", **given)
    assert name in told
    assert remedy in told
    assert "Rytmi answers at" not in told


def test_people_in_slack_are_not_left_to_a_service_without_slack(firm: Firm) -> None:
    firm.terminal.fine("slack", "sync")
    bare = replace(firm.terminal, settings={})
    told = bare.refused("serve", "--port", "0")
    assert "T0FIRM" in told
    assert "no credentials of Slack are set" in told
    assert "`rytmi slack remove T0FIRM`" in told
    with closing(sqlite3.connect(firm.terminal.folder / "rytmi.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM accounts").fetchone() == (4,)


def test_the_demonstration_does_not_start_beside_slack(firm: Firm) -> None:
    told = firm.terminal.refused("demo", "--port", "0")
    assert "SLACK_BOT_TOKEN" in told
    assert "in a folder without them" in told


def test_nothing_of_slack_is_loaded_where_it_is_not_configured() -> None:
    """Start and memory of the page and the demonstration stay what they were."""
    looked = subprocess.run(
        [
            sys.executable,
            "-c",
            LOADED,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert looked.stdout == "\n"


def test_without_any_door_the_start_says_so(sample_database: Path) -> None:
    with running(sample_database.parent, "serve", WEB_DOOR="off") as server:
        assert "No door is open" in server.log.read_text("utf-8")


# --- the doctor ---------------------------------------------------------------------------------


def test_the_doctor_finds_a_fresh_set_up_fine_and_says_what_is_next(firm: Firm) -> None:
    report = firm.terminal.fine("doctor")
    assert "ok   Slack: one workspace (SLACK_BOT_TOKEN), by Socket Mode" in report
    assert "ok   Slack Socket Mode: Slack opens a socket" in report
    assert "ok   Slack token: good, of the workspace Nettbutikk AS" in report
    assert "none yet; the first `rytmi serve` connects it" in report


def test_the_doctor_counts_people_and_names_channels_that_are_not_found(firm: Firm) -> None:
    firm.workspace.channels["C0PILOT"].name = "another"
    firm.terminal.fine("slack", "sync")
    report = firm.terminal.fine("doctor")
    assert "Nettbutikk AS speaks for Nettbutikk: 3 of 5 people matched" in report
    assert "Slack channels of Nettbutikk: not found: #pilotteam" in report
    assert "/invite @Rytmi" in report


def test_the_doctor_does_not_fail_because_slack_asks_for_a_rest(firm: Firm) -> None:
    firm.terminal.fine("doctor")
    report = firm.terminal.fine("doctor")
    assert "ok   Slack Socket Mode: Slack asks for a rest" in report


@pytest.mark.parametrize(
    ("method", "error", "what", "remedy"),
    [
        ("auth.test", "invalid_auth", "FAIL Slack token: Slack refuses the token", "Copy it anew"),
        ("auth.test", "account_inactive", "FAIL Slack token: Slack refuses the token", "Copy it"),
        (
            "apps.connections.open",
            "not_allowed_token_type",
            "FAIL Slack Socket Mode",
            "connections:write",
        ),
    ],
)
def test_the_doctor_says_how_to_mend_what_slack_refuses(
    firm: Firm, method: str, error: str, what: str, remedy: str
) -> None:
    firm.terminal.fine("slack", "sync")
    firm.platform.trouble(method, error, times=9)
    done = firm.terminal.run("doctor")
    assert done.status == 1
    assert what in done.out
    assert remedy.casefold() in done.out.casefold()
    # Looking is no reason to forget anybody.
    assert "connected" in firm.terminal.fine("slack", "workspaces")


def test_the_doctor_names_missing_scopes(firm: Firm) -> None:
    token = firm.platform.tokens[TOKEN]
    token.scopes = SCOPES - {"users:read.email"}
    done = firm.terminal.run("doctor")
    assert done.status == 1
    assert "scopes are missing: users:read.email" in done.out
    assert "`rytmi manifest slack`" in done.out


def test_the_doctor_gives_up_on_a_slack_that_cannot_be_reached(firm: Firm) -> None:
    done = firm.terminal.run("doctor", SLACK_API_URL="http://127.0.0.1:1/api/")
    assert done.status == 1
    assert "FAIL Slack token: Slack does not answer" in done.out
    assert "SLACK_API_URL" in done.out


def test_the_doctor_and_a_wrong_setting_of_slack(firm: Firm) -> None:
    done = firm.terminal.run("doctor", SLACK_BOT_TOKEN="xoxp-hush")
    assert done.status == 1
    assert "FAIL Settings: SLACK_BOT_TOKEN" in done.out
    assert "hush" not in done.out


def test_somebody_who_joins_slack_is_matched_by_the_next_reading(firm: Firm) -> None:
    firm.workspace.add_user(User("U0TOM", "Tom", "tom.archer@example.org"))
    assert "4 of 5 people matched" in firm.terminal.fine("slack", "sync")
