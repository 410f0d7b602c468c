"""`rytmi slack …` as an operator meets it, against a Slack on loopback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.slack_firm import Firm
from tests.end_to_end.service import rytmi
from tests.slack.places import User


def test_the_first_reading_connects_the_workspace_and_says_who_is_missing(firm: Firm) -> None:
    told = firm.terminal.fine("slack", "sync")
    assert "Workspace T0FIRM (Nettbutikk AS) is connected with Nettbutikk" in told
    assert "3 of 5 people matched" in told
    assert "sindre.lie" in told
    assert "no user with this address" in told
    assert "1 of 1 channels of forums found" in told
    listed = firm.terminal.fine("slack", "workspaces")
    assert "T0FIRM" in listed
    assert "SLACK_BOT_TOKEN" in listed
    assert "connected" in listed


def test_who_is_not_matched_is_paired_by_hand_and_set_loose_again(firm: Firm) -> None:
    firm.terminal.fine("slack", "sync")
    missing = firm.terminal.fine("slack", "people", "--unmatched", "--json")
    assert [json.loads(line)["person"] for line in missing.splitlines()] == [
        "sindre.lie",
        "tom.archer",
    ]

    told = firm.terminal.fine("slack", "pair", "sindre.lie", "U0SINDRE")
    assert "Sindre Lie is reached as U0SINDRE (Sindre)" in told
    everyone = firm.terminal.fine("slack", "people")
    assert "4 of 5 people are reached in Slack" in everyone
    assert "paired by hand" in everyone
    # Slack's own word about the address changes nothing about it.
    assert "4 of 5 people matched" in firm.terminal.fine("slack", "sync")

    assert "U0SINDRE (Sindre) is nobody’s" in firm.terminal.fine("slack", "unpair", "U0SINDRE")
    assert "3 of 5 people are reached" in firm.terminal.fine("slack", "people")


def test_an_account_may_be_named_by_its_address_and_need_not_be_known_yet(
    firm: Firm,
) -> None:
    firm.terminal.fine("slack", "sync")
    told = firm.terminal.fine("slack", "pair", "sindre.lie", "SINDRE@elsewhere.example")
    assert "U0SINDRE" in told
    firm.workspace.add_user(User("U0NEW", "Ny", "ny@x.example"))
    assert "U0NEW" in firm.terminal.fine("slack", "pair", "sindre.lie", "U0NEW")


@pytest.mark.parametrize(
    ("given", "problem", "remedy"),
    [
        (("pair", "nobody", "U0SINDRE"), "no person 'nobody'", "sheet `people`"),
        (("pair", "sindre.lie", "U0GHOST"), "no account 'U0GHOST'", "Copy member ID"),
        (("pair", "sindre.lie", "U0SINDRE", "--workspace", "T9"), "'T9'", "slack workspaces"),
        (("connect", "T9", "--org", "nettbutikk"), "'T9'", "There are: T0FIRM"),
        (("connect", "T0FIRM", "--org", "nettbutik"), "'nettbutik'", "nettbutikk"),
        (("remove", "T9", "--yes"), "'T9'", "There are: T0FIRM"),
        (("sync", "--workspace", "T9"), "'T9'", "There are: T0FIRM"),
        (("reseal",), "SLACK_TOKEN_KEYS", "`rytmi slack key`"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_what_is_not_there_is_named_with_the_remedy(
    firm: Firm, given: tuple[str, ...], problem: str, remedy: str
) -> None:
    firm.terminal.fine("slack", "sync")
    told = firm.terminal.refused("slack", *given)
    assert problem in told
    assert remedy in told


def test_what_is_wrong_with_people_and_channels_is_told(firm: Firm) -> None:
    firm.workspace.users["U0JONAS"].email = "amalie.holm@example.org"
    firm.workspace.channels["C0PILOT"].members.clear()
    told = firm.terminal.fine("slack", "sync")
    assert "1 of 5 people matched" in told
    assert "two share this address" in told
    assert "/invite @Rytmi" in told
    firm.workspace.channels["C0PILOT"].name = "another"
    assert "0 of 1 channels" in firm.terminal.fine("slack", "sync")


def test_a_removed_workspace_is_forgotten_and_can_come_back(firm: Firm) -> None:
    firm.terminal.fine("slack", "sync")
    told = firm.terminal.fine("slack", "remove", "T0FIRM", "--yes")
    assert "credentials, accounts and addresses are deleted" in told
    assert "SLACK_BOT_TOKEN" in told
    assert "removed" in firm.terminal.fine("slack", "workspaces")
    assert "was removed before" in firm.terminal.fine("slack", "remove", "T0FIRM", "--yes")
    assert "no workspace of Slack speaks" in firm.terminal.refused("slack", "people")
    assert "3 of 5 people matched" in firm.terminal.fine("slack", "sync")


def test_without_an_agreement_nothing_is_removed(firm: Firm) -> None:
    firm.terminal.fine("slack", "sync")
    done = firm.terminal.run("slack", "remove", "T0FIRM")
    assert done.status == 1
    assert "connected" in firm.terminal.fine("slack", "workspaces")


@pytest.mark.parametrize(
    ("method", "error", "problem", "remedy"),
    [
        ("auth.test", "invalid_auth", "SLACK_BOT_TOKEN", "OAuth & Permissions"),
        ("users.list", "missing_scope", "scope", "`rytmi manifest slack`"),
        ("users.list", "internal_error", "internal_error", "docs.slack.dev"),
    ],
)
def test_what_slack_refuses_is_one_sentence(
    firm: Firm, method: str, error: str, problem: str, remedy: str
) -> None:
    firm.platform.trouble(method, error, times=99)
    told = firm.terminal.refused("slack", "sync")
    assert problem in told
    assert remedy in told


def test_a_slack_that_does_not_answer_is_one_sentence(firm: Firm) -> None:
    told = firm.terminal.refused("slack", "sync", SLACK_API_URL="http://127.0.0.1:1/api/")
    assert "SLACK_API_URL" in told
    assert "cannot be reached" in told


def test_without_settings_of_slack_the_guide_is_named(sample_database: Path) -> None:
    refused = rytmi(sample_database.parent, "slack", "sync")
    assert refused.returncode == 2
    assert "no credentials of Slack" in refused.stderr
    assert "docs/slack.md" in refused.stderr
    listed = rytmi(sample_database.parent, "slack", "workspaces")
    assert listed.returncode == 0
    assert "not installed in any workspace" in listed.stdout


def test_a_new_key_is_alone_on_standard_output(tmp_path: Path) -> None:
    keys = [rytmi(tmp_path, "slack", "key") for _ in range(2)]
    for made in keys:
        assert made.returncode == 0
        assert len(made.stdout) == 44 + 1
        assert "SLACK_TOKEN_KEYS" in made.stderr
        assert "apart from the database" in made.stderr
    assert keys[0].stdout != keys[1].stdout
