"""docs/teams.md says what is so: its commands, settings and sentences are Rytmi's own."""

from __future__ import annotations

import re

import pytest

from adapters.teams.listening.gate import MESSAGES
from bot.settings import names
from bot.teams.manifest import app_of, manifest
from bot.teams_settings import TEAMS
from tests.bot.guides import Guide, group
from tests.npm import ROOT
from tests.playground.ground import PORT

GUIDE = Guide("teams")
OF_TEAMS = frozenset({"Something went wrong"})
"""Teams' own words."""


def test_the_settings_exist_and_each_is_named() -> None:
    named = set(re.findall(r"\b(?:MICROSOFT_APP_[A-Z_]+|TEAMS_[A-Z_]+|PUBLIC_URL)\b", GUIDE.text))
    assert named == {each for each in names() if each.startswith((*TEAMS, "PUBLIC_"))}


def test_the_commands_and_their_options_exist() -> None:
    needed = {f"teams {each}" for each in group("teams")} | {"manifest teams", "doctor"}
    assert needed <= GUIDE.commands()


def test_options_that_stand_alone_exist_too() -> None:
    known = {
        each
        for command in (*group("teams").values(), *group("manifest").values())
        for parameter in command.params
        for each in parameter.opts
    }
    alone = {span.split()[0] for span in GUIDE.spans if span.startswith("--")}
    assert alone
    assert alone <= known


def test_the_address_is_the_one_that_is_served() -> None:
    assert f"https://YOUR-ADDRESS{MESSAGES}" in GUIDE.text
    assert f"https://rytmi.example{MESSAGES}" in GUIDE.text
    assert f"http://localhost:{PORT}/" in GUIDE.text


def test_what_the_app_asks_for_is_what_the_manifest_asks_for() -> None:
    rows = re.findall(r"^\| `([a-zA-Z]+)` \| (.+) \|$", GUIDE.text, re.MULTILINE)
    made = manifest(app_of("0b5c9a1e-3f42-4d7b-9a54-6f0f6c1d2e3a", "https://rytmi.example"))
    written = (ROOT / "manifest/teams/app.yaml").read_text("utf-8")
    assert [name for name, _ in rows] == made["permissions"]
    for name, why in rows:
        assert f"- {name} # {why}\n" in written


def test_the_files_that_a_successor_is_about_exist() -> None:
    for named in re.findall(r"`((?:adapters|tests)/[\w/.]+\.py)`", GUIDE.text):
        assert (ROOT / named).is_file(), named
    sdk = (ROOT / "adapters/teams/listening/sdk.py").read_text("utf-8")
    assert "class TeamsAdapter" in sdk
    assert "def serve(" in sdk
    importing = [
        file.name
        for file in (ROOT / "adapters").rglob("*.py")
        if re.search(r"^from bot(builder|framework)\b", file.read_text("utf-8"), re.MULTILINE)
    ]
    assert importing == ["sdk.py"]


@pytest.mark.parametrize(
    "sentence", [each for each in GUIDE.quotes if each not in OF_TEAMS], ids=lambda each: each[:40]
)
def test_each_sentence_that_is_quoted_is_said(sentence: str) -> None:
    GUIDE.check_said(sentence, r"…|/api/messages: ")
