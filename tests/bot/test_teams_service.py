"""`rytmi serve` and `rytmi doctor` with Teams: what they say, refuse, show and leave alone."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.bot.slack_firm import Firm
from tests.bot.teams_firm import FirmInTeams
from tests.bot.test_slack_service import told_in_time
from tests.end_to_end.service import Service, running
from tests.patience import AMPLE
from tests.teams.graph import grant
from tests.teams.places import guid

LOADED = """
import sys, bot.cli, bot.doors, bot.stage, bot.doctor, bot.rehearsal_report
of_teams = ("botbuilder", "botframework", "msal", "jwt", "adapters.teams", "cryptography")
print(*(name for name in sys.modules if name.startswith(of_teams)))
"""
NOWHERE = "http://127.0.0.1:1"


def unsigned(service: Service) -> int:
    connection = HTTPConnection(urlsplit(service.address).netloc, timeout=AMPLE)
    try:
        headers = {"Content-Type": "application/json"}
        connection.request("POST", "/api/messages", json.dumps({"type": "message"}), headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_start_says_how_teams_reaches_it_and_who_is_matched(teams_firm: FirmInTeams) -> None:
    firm = teams_firm
    grant(firm.platform)
    given = {**firm.terminal.settings, "TEAMS_GRAPH": "on"}
    with running(firm.terminal.folder, "serve", **given) as server:
        said = told_in_time(server, "people matched")
        assert f"Teams: at {server.address}/api/messages." in said
        assert f"Tenant {firm.tenant.id} is connected with Nettbutikk: 3 of 5" in said
        assert "`rytmi teams people --unmatched` shows the rest" in said
        assert "3 people have not got the Rytmi app in Teams" in said
        assert "Setup policies" in said
        assert "Rytmi cannot post to 1 of 1 channels" in said
        assert "built-in page" not in said
        assert server.get("/")[0] == 404
        assert unsigned(server) == 401
        _, figures = server.get("/metrics")
        assert 'rytmi_teams_calls_total{call="graph_users",outcome="ok"} 1.0' in figures
        assert 'rytmi_teams_users{state="matched"} 3.0' in figures
        assert 'rytmi_teams_users{state="installed"} 0.0' in figures
        assert 'rytmi_teams_rosters_total{outcome="done"} 1.0' in figures
        assert 'rytmi_teams_tokens_total{outcome="fetched"}' in figures
        assert 'rytmi_teams_keys_total{outcome="read"} 1.0' in figures
        assert 'kind="http"' in figures
        for hidden in (firm.platform.app.secret, "Jonas", "jonas.bakke"):
            assert hidden not in said + figures


def test_a_team_that_gets_rytmi_brings_its_people_and_channels(teams_firm: FirmInTeams) -> None:
    firm = teams_firm
    with running(firm.terminal.folder, "serve", **firm.terminal.settings) as server:
        assert "0 of 5 people matched" in told_in_time(server, "people matched")
        firm.installs(server.address)
    told = firm.terminal.fine("teams", "sync")
    assert "3 of 5 people matched, 3 of them with the app" in told
    assert "1 of 1 channels of forums found" in told
    listed = firm.terminal.fine("teams", "people")
    assert "3 of 5 people are matched in Teams" in listed


@pytest.mark.parametrize(
    ("error", "given", "name", "remedy"),
    [
        (True, {}, "MICROSOFT_APP_PASSWORD", "Certificates & secrets"),
        (False, {"TEAMS_ORGANISATION": "other"}, "TEAMS_ORGANISATION", "nettbutikk"),
        (False, {"TEAMS_LOGIN_URL": NOWHERE}, "TEAMS_LOGIN_URL", "HTTPS_PROXY"),
        (False, {"MICROSOFT_APP_ID": guid("another")}, "MICROSOFT_APP_ID", "overview"),
    ],
    ids=["a wrong secret", "no such organisation", "no Microsoft there", "no such app"],
)
def test_what_microsoft_says_no_to_ends_the_start_with_one_sentence(
    teams_firm: FirmInTeams, error: bool, given: dict[str, str], name: str, remedy: str
) -> None:
    if error:
        teams_firm.platform.app.secret = "another~secret"
    told = teams_firm.terminal.refused("serve", "--port", "0", **given)
    assert name in told
    assert remedy in told
    assert "Rytmi answers at" not in told


def test_an_outage_of_microsoft_s_does_not_stop_those_who_were_served(
    teams_firm: FirmInTeams,
) -> None:
    firm = teams_firm
    firm.terminal.fine("teams", "sync")
    given = {**firm.terminal.settings, "TEAMS_LOGIN_URL": NOWHERE}
    with running(firm.terminal.folder, "serve", **given) as server:
        assert "messages to Teams wait" in told_in_time(server, "messages to Teams wait")
        assert unsigned(server) == 401


def test_people_in_teams_are_not_left_to_a_service_without_teams(teams_firm: FirmInTeams) -> None:
    firm = teams_firm
    grant(firm.platform)
    firm.terminal.fine("teams", "sync", TEAMS_GRAPH="on")
    bare = replace(firm.terminal, settings={})
    told = bare.refused("serve", "--port", "0")
    assert firm.tenant.id in told
    assert "no credentials of Teams are set" in told
    assert f"`rytmi teams remove {firm.tenant.id}`" in told
    with closing(sqlite3.connect(firm.terminal.folder / "rytmi.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM accounts").fetchone() == (4,)


def test_both_chats_are_served_by_one_process(firm: Firm, teams_firm: FirmInTeams) -> None:
    given = {**firm.terminal.settings, **teams_firm.terminal.settings}
    with running(firm.terminal.folder, "serve", **given) as server:
        said = told_in_time(server, "Workspace T0FIRM")
        said = told_in_time(server, "Tenant ")
        assert "Slack: by Socket Mode" in said
        assert "Teams: at " in said
        assert unsigned(server) == 401
        _, figures = server.get("/metrics")
        assert "rytmi_slack_users" in figures
        assert "rytmi_teams_users" in figures


def test_in_development_the_start_says_who_can_come_in(sample_database: Path) -> None:
    given = {"TEAMS_DEVELOPMENT": "on", "DATABASE_URL": "sqlite:///development.sqlite"}
    for arguments in (("migrate",), ("import", "--sample", "nettbutikk")):
        subprocess.run(
            [Path(sys.executable).with_name("rytmi"), *arguments],
            cwd=sample_database.parent,
            env={"PATH": "/usr/bin:/bin", **given},
            check=True,
            capture_output=True,
        )
    with running(sample_database.parent, "serve", **given) as server:
        said = told_in_time(server, "in development")
        assert "Anyone at this computer can answer as anybody" in said
        assert unsigned(server) != 401


def test_the_demonstration_does_not_start_beside_teams(teams_firm: FirmInTeams) -> None:
    told = teams_firm.terminal.refused("demo", "--port", "0")
    assert "MICROSOFT_APP_ID" in told
    assert "in a folder without them" in told


def test_nothing_of_teams_is_loaded_where_it_is_not_configured() -> None:
    """Start and memory of the page and the demonstration stay what they were."""
    looked = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert looked.stdout == "\n"


# --- the doctor ---------------------------------------------------------------------------------


def test_the_doctor_finds_a_fresh_set_up_fine_and_says_what_is_next(
    teams_firm: FirmInTeams,
) -> None:
    report = teams_firm.terminal.fine("doctor")
    app = teams_firm.platform.app.id
    assert f"ok   Teams: app {app} (SingleTenant), by a client secret, for 1 tenant" in report
    assert "ok   Teams token: Microsoft gives one" in report
    assert "ok   Teams signing keys: read" in report
    assert "PUBLIC_URL is not set" in report
    assert "none yet; the first `rytmi serve` connects it" in report


def test_the_doctor_knocks_at_the_public_address(teams_firm: FirmInTeams) -> None:
    firm = teams_firm
    with running(firm.terminal.folder, "serve", **firm.terminal.settings) as server:
        report = firm.terminal.fine("doctor", PUBLIC_URL=server.address)
        assert f"{server.address}/api/messages leads to Rytmi" in report
    # Somebody else answers there, or nobody does.
    report = firm.terminal.fine("doctor", PUBLIC_URL=firm.platform.url)
    assert "answers 404, and Rytmi would answer 401" in report
    assert "path /api/messages" in report
    report = firm.terminal.fine("doctor", PUBLIC_URL=NOWHERE)
    assert f"nothing answers at {NOWHERE}/api/messages" in report


def test_the_doctor_counts_people_and_says_what_an_administrator_does(
    teams_firm: FirmInTeams,
) -> None:
    firm = teams_firm
    grant(firm.platform)
    firm.terminal.fine("teams", "sync", TEAMS_GRAPH="on")
    report = firm.terminal.fine("doctor", TEAMS_GRAPH="on")
    assert "speaks for Nettbutikk: 3 of 5 people matched" in report
    assert "3 of the matched people have not got it for themselves" in report
    assert "Setup policies" in report
    assert "Teams channels of Nettbutikk: not found: #pilotteam" in report
    assert "ok   Teams and Microsoft Graph: the users may be read" in report


def test_the_doctor_names_a_tenant_from_which_nothing_is_taken(teams_firm: FirmInTeams) -> None:
    firm = teams_firm
    firm.terminal.fine("teams", "sync")
    other = guid("other")
    firm.platform.add_tenant(replace(firm.tenant, id=other, users={}, teams=[], chats={}))
    firm.platform.app.tenant = ""
    report = firm.terminal.fine("doctor", MICROSOFT_APP_TENANT_ID=other)
    assert "nothing is taken from it: it is in no setting any more" in report
    assert f"`rytmi teams remove {firm.tenant.id}`" in report


@pytest.mark.parametrize(
    ("given", "what", "remedy"),
    [
        ({"TEAMS_LOGIN_URL": NOWHERE}, "FAIL Teams token: TEAMS_LOGIN_URL", "HTTPS_PROXY"),
        (
            {"TEAMS_OPENID_URL": f"{NOWHERE}/keys"},
            "FAIL Teams signing keys: they cannot be read",
            "HTTPS_PROXY",
        ),
        ({"TEAMS_GRAPH": "on"}, "FAIL Teams and Microsoft Graph", "User.Read.All"),
        ({"MICROSOFT_APP_PASSWORD": "other~hush"}, "FAIL Teams token", "Certificates & secrets"),
        ({"MICROSOFT_APP_ID": "hush"}, "FAIL Settings: MICROSOFT_APP_ID", "Overview"),
    ],
)
def test_the_doctor_says_how_to_mend_what_microsoft_refuses(
    teams_firm: FirmInTeams, given: dict[str, str], what: str, remedy: str
) -> None:
    teams_firm.terminal.fine("teams", "sync")
    done = teams_firm.terminal.run("doctor", **given)
    assert done.status == 1
    assert what in done.out
    assert remedy in done.out
    assert "hush" not in done.out
    # Looking is no reason to forget anybody.
    assert "connected" in teams_firm.terminal.fine("teams", "tenants")
