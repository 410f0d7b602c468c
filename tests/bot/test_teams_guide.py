"""docs/teams.md says what is so: its commands, settings and sentences are Rytmi's own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import typer.main

from adapters.teams.listening.gate import MESSAGES
from bot.cli import app
from bot.settings import names
from bot.teams.manifest import app_of, manifest
from bot.teams_settings import TEAMS
from tests.playground.ground import PORT

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "teams.md").read_text("utf-8")
PROSE = re.sub(r"^ *```.*?^ *```", "", GUIDE, flags=re.DOTALL | re.MULTILINE)
SPANS = re.findall(r"`([^`]+)`", PROSE) + [
    line.removeprefix("$ ").removeprefix(".venv/bin/")
    for line in GUIDE.splitlines()
    if line.strip().startswith("$ ")
]
OF_TEAMS = frozenset({"Something went wrong"})
"""Teams' own words."""


def test_the_settings_exist_and_each_is_named() -> None:
    named = set(re.findall(r"\b(?:MICROSOFT_APP_[A-Z_]+|TEAMS_[A-Z_]+|PUBLIC_URL)\b", GUIDE))
    assert named == {each for each in names() if each.startswith((*TEAMS, "PUBLIC_"))}


def test_the_commands_and_their_options_exist() -> None:
    root = typer.main.get_command(app)
    seen = set()
    for span in SPANS:
        words = span.split()
        if words[:1] != ["rytmi"]:
            continue
        command, rest = root, words[1:]
        path = []
        while rest and hasattr(command, "commands"):
            assert rest[0] in command.commands, span
            path.append(rest[0])
            command, rest = command.commands[rest[0]], rest[1:]
        known = {each for parameter in command.params for each in parameter.opts}
        assert {each for each in rest if each.startswith("--")} <= known, span
        seen.add(" ".join(path))
    teams = typer.main.get_command(app).commands["teams"].commands  # type: ignore[attr-defined]
    assert {f"teams {each}" for each in teams} | {"manifest teams", "doctor"} <= seen


def test_options_that_stand_alone_exist_too() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    known = {
        each
        for group in ("teams", "manifest")
        for command in commands[group].commands.values()
        for parameter in command.params
        for each in parameter.opts
    }
    alone = {span.split()[0] for span in SPANS if span.startswith("--")}
    assert alone
    assert alone <= known


def test_the_address_is_the_one_that_is_served() -> None:
    assert f"https://YOUR-ADDRESS{MESSAGES}" in GUIDE
    assert f"https://rytmi.example{MESSAGES}" in GUIDE
    assert f"http://localhost:{PORT}/" in GUIDE


def test_what_the_app_asks_for_is_what_the_manifest_asks_for() -> None:
    rows = re.findall(r"^\| `([a-zA-Z]+)` \| (.+) \|$", GUIDE, re.MULTILINE)
    made = manifest(app_of("0b5c9a1e-3f42-4d7b-9a54-6f0f6c1d2e3a", "https://rytmi.example"))
    written = (ROOT / "manifest/teams/app.yaml").read_text("utf-8")
    assert [name for name, _ in rows] == made["permissions"]
    for name, why in rows:
        assert f"- {name} # {why}\n" in written


def test_the_files_that_a_successor_is_about_exist() -> None:
    for named in re.findall(r"`((?:adapters|tests)/[\w/.]+\.py)`", GUIDE):
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


def said_by_rytmi() -> str:
    """Return every text of the sources and of the English words."""
    texts = []
    for room in ("adapters/teams", "bot"):
        for file in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.JoinedStr):
                    parts = (
                        each.value if isinstance(each, ast.Constant) else "…"
                        for each in node.values
                    )
                    texts.append("".join(map(str, parts)))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    texts.append(node.value)
    words = (file.read_text("utf-8") for file in (ROOT / "dialogs/words/en").glob("*.ftl"))
    return "\n".join((*texts, *words))


@pytest.fixture(scope="module")
def sayings() -> str:
    return said_by_rytmi()


@pytest.mark.parametrize(
    "sentence",
    [each for each in re.findall(r"“([^”]+)”", GUIDE) if each not in OF_TEAMS],
    ids=lambda each: each[:40],
)
def test_each_sentence_that_is_quoted_is_said(sayings: str, sentence: str) -> None:
    # Where a sentence has a name in it, the pieces around the name are what is said.
    plain = re.sub(r"^`[A-Z_]+`: ", "", sentence)
    for piece in re.split(r"…|/api/messages: ", plain):
        assert piece.strip(" ,") in sayings, piece
