"""`rytmi teams …` as an operator meets it, against a Microsoft on loopback."""

from __future__ import annotations

import json
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.bot.teams_firm import CATALOG_APP, FirmInTeams
from tests.end_to_end.service import rytmi
from tests.teams.faults import WrongError
from tests.teams.graph import INSTALL, READ_USERS, grant
from tests.teams.places import User, guid

GRAPH = {"TEAMS_GRAPH": "on"}
INSTALLING = GRAPH | {"TEAMS_CATALOG_APP": CATALOG_APP}


@pytest.fixture
def graph_firm(teams_firm: FirmInTeams) -> FirmInTeams:
    """The firm, whose administrator lets Rytmi read the users."""
    grant(teams_firm.platform, READ_USERS, INSTALL)
    return teams_firm


def test_the_first_reading_connects_the_tenant_and_says_who_is_missing(
    graph_firm: FirmInTeams,
) -> None:
    firm = graph_firm
    told = firm.terminal.fine("teams", "sync", **GRAPH)
    assert f"Tenant {firm.tenant.id} is connected with Nettbutikk: 3 of 5 people matched" in told
    assert "0 of them with the app" in told
    assert "sindre.lie" in told
    assert "no user with this address" in told
    assert "Without the app" in told
    assert firm.user("Jonas").aad in told
    assert "Setup policies" in told
    assert "0 of 1 channels of forums found" in told
    assert "has its team not got Rytmi?" in told
    listed = firm.terminal.fine("teams", "tenants")
    assert firm.tenant.id in listed
    assert "Nettbutikk" in listed
    assert "connected" in listed


def test_without_graph_nobody_is_known_before_they_meet_rytmi(teams_firm: FirmInTeams) -> None:
    told = teams_firm.terminal.fine("teams", "sync")
    assert "0 of 5 people matched" in told
    assert "no user with this address has met Rytmi yet" in told
    assert teams_firm.platform.count("users") == 0


def test_a_graph_that_was_not_granted_is_said_with_the_permission(teams_firm: FirmInTeams) -> None:
    told = teams_firm.terminal.fine("teams", "sync", **GRAPH)
    assert "not read from Microsoft Graph" in told
    assert "User.Read.All" in told


def test_who_is_not_matched_is_paired_by_hand_and_set_loose_again(graph_firm: FirmInTeams) -> None:
    firm, sindre = graph_firm, graph_firm.user("Sindre").aad
    firm.terminal.fine("teams", "sync", **GRAPH)
    missing = firm.terminal.fine("teams", "people", "--unmatched", "--json")
    assert [json.loads(line)["person"] for line in missing.splitlines()] == [
        "sindre.lie",
        "tom.archer",
    ]

    told = firm.terminal.fine("teams", "pair", "sindre.lie", sindre, **GRAPH)
    assert f"Sindre Lie is reached as {sindre} (Sindre)" in told
    everyone = firm.terminal.fine("teams", "people")
    assert "4 of 5 people are matched in Teams" in everyone
    assert "paired by hand" in everyone
    # Microsoft's own word about the address changes nothing about it.
    assert "4 of 5 people matched" in firm.terminal.fine("teams", "sync", **GRAPH)

    assert f"{sindre} (Sindre) is nobody’s" in firm.terminal.fine("teams", "unpair", sindre)
    assert "3 of 5 people are matched" in firm.terminal.fine("teams", "people")


def test_an_account_may_be_named_by_its_address_and_need_not_be_known_yet(
    graph_firm: FirmInTeams,
) -> None:
    firm = graph_firm
    firm.terminal.fine("teams", "sync", **GRAPH)
    told = firm.terminal.fine("teams", "pair", "sindre.lie", "SINDRE@elsewhere.example", **GRAPH)
    assert firm.user("Sindre").aad in told
    new = firm.tenant.add_user(User(guid("new"), "Ny", "ny@x.example"))
    assert new.aad in firm.terminal.fine("teams", "pair", "sindre.lie", new.aad, **GRAPH)


@pytest.mark.parametrize(
    ("given", "problem", "remedy"),
    [
        (("pair", "nobody", "x"), "no person 'nobody'", "sheet `people`"),
        (("pair", "sindre.lie", "ghost"), "no account 'ghost'", "Object ID"),
        (("pair", "sindre.lie", "x", "--tenant", "t9"), "'t9'", "teams tenants"),
        (("connect", "t9", "--org", "nettbutikk"), "'t9'", "There are: "),
        (("connect", "{tenant}", "--org", "nettbutik"), "'nettbutik'", "nettbutikk"),
        (("remove", "t9", "--yes"), "'t9'", "There are: "),
        (("sync", "--tenant", "t9"), "'t9'", "There are: "),
        (("install",), "TEAMS_CATALOG_APP", "setup policy"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_what_is_not_there_is_named_with_the_remedy(
    graph_firm: FirmInTeams, given: tuple[str, ...], problem: str, remedy: str
) -> None:
    graph_firm.terminal.fine("teams", "sync", **GRAPH)
    arguments = (each.format(tenant=graph_firm.tenant.id) for each in given)
    told = graph_firm.terminal.refused("teams", *arguments, **GRAPH)
    assert problem in told
    assert remedy in told


def test_what_is_wrong_with_addresses_is_told(graph_firm: FirmInTeams) -> None:
    graph_firm.user("Jonas").email = "amalie.holm@example.org"
    told = graph_firm.terminal.fine("teams", "sync", **GRAPH)
    assert "1 of 5 people matched" in told
    assert "two share this address" in told


def test_a_removed_tenant_is_forgotten_and_can_come_back(graph_firm: FirmInTeams) -> None:
    firm = graph_firm
    firm.terminal.fine("teams", "sync", **GRAPH)
    told = firm.terminal.fine("teams", "remove", firm.tenant.id.upper(), "--yes")
    assert "accounts, conversations and addresses are deleted" in told
    assert "MICROSOFT_APP_TENANT_ID" in told
    assert "removed" in firm.terminal.fine("teams", "tenants")
    again = firm.terminal.fine("teams", "remove", firm.tenant.id, "--yes")
    assert "was removed before" in again
    assert "no tenant of Teams speaks" in firm.terminal.refused("teams", "people")
    assert "3 of 5 people matched" in firm.terminal.fine("teams", "sync", **GRAPH)


def test_without_an_agreement_nothing_is_removed(graph_firm: FirmInTeams) -> None:
    graph_firm.terminal.fine("teams", "sync")
    done = graph_firm.terminal.run("teams", "remove", graph_firm.tenant.id)
    assert done.status == 1
    assert "connected" in graph_firm.terminal.fine("teams", "tenants")


def test_the_app_is_given_to_those_who_lack_it(graph_firm: FirmInTeams) -> None:
    firm = graph_firm
    firm.user("Marit").has_app = True
    would = firm.terminal.fine("teams", "install", "--dry-run", **INSTALLING)
    assert "would be installed for 3 people" in would
    assert firm.platform.count("install") == 0
    told = firm.terminal.fine("teams", "install", **INSTALLING)
    # Marit has had it since before Rytmi was told.
    assert "installed for 2 people; 1 had it already" in told
    assert all(firm.user(name).has_app for name in ("Jonas", "Amalie", "Marit"))
    assert not firm.user("Sindre").has_app
    lacking = firm.terminal.fine("teams", "people", "--without-app", "--json")
    # Of the two that are new, Teams tells the server once it runs.
    assert [json.loads(line)["person"] for line in lacking.splitlines()] == [
        "jonas.bakke",
        "amalie.holm",
    ]


def test_for_whom_the_app_cannot_be_installed_is_said(graph_firm: FirmInTeams) -> None:
    guest = graph_firm.user("Jonas")
    guest.is_guest = True
    graph_firm.terminal.fine("teams", "sync", **GRAPH)
    graph_firm.terminal.fine("teams", "pair", "jonas.bakke", guest.aad, **GRAPH)
    told = graph_firm.terminal.fine("teams", "install", **INSTALLING)
    assert "Not installed for jonas.bakke: Teams says 403 Forbidden" in told


@pytest.mark.parametrize(
    ("operation", "error", "given", "problem", "remedy"),
    [
        (
            "token",
            WrongError(401, "AADSTS7000215", "AADSTS7000215: no"),
            GRAPH,
            "PASSWORD",
            "value",
        ),
        ("users", WrongError(HTTPStatus.BAD_REQUEST, "Odd"), GRAPH, "400 Odd", "docs/teams.md"),
    ],
)
def test_what_microsoft_refuses_is_one_sentence(
    graph_firm: FirmInTeams,
    operation: str,
    error: WrongError,
    given: dict[str, str],
    problem: str,
    remedy: str,
) -> None:
    graph_firm.platform.trouble(operation, error, times=99)
    done = graph_firm.terminal.run("teams", "sync", **given)
    assert problem in done.out + done.err
    assert remedy in done.out + done.err
    assert "Traceback" not in done.err


def test_without_settings_of_teams_the_guide_is_named(sample_database: Path) -> None:
    refused = rytmi(sample_database.parent, "teams", "sync")
    assert refused.returncode == 2
    assert "no credentials of Teams" in refused.stderr
    assert "docs/teams.md" in refused.stderr
    listed = rytmi(sample_database.parent, "teams", "tenants")
    assert listed.returncode == 0
    assert "not installed in any tenant" in listed.stdout
