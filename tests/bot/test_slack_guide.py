"""docs/slack.md says what is so: its commands, settings, scopes and sentences are Rytmi's own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import typer.main

from adapters.slack.installing.oauth import INSTALL
from adapters.slack.mount import EVENTS
from adapters.slack.scopes import SCOPES
from bot.cli import app
from bot.settings import names
from bot.slack.manifest import manifest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "slack.md").read_text("utf-8")
PROSE = re.sub(r"^ *```.*?^ *```", "", GUIDE, flags=re.DOTALL | re.MULTILINE)
SPANS = re.findall(r"`([^`]+)`", PROSE) + [
    line.removeprefix("$ ").removeprefix(".venv/bin/")
    for line in GUIDE.splitlines()
    if line.strip().startswith("$ ")
]
OF_SLACK = frozenset({"dispatch_failed", "operation_timeout"})
"""Slack's own words."""


def test_the_scopes_are_those_that_are_asked_for() -> None:
    rows = re.findall(r"^\| `([a-z:.]+)` \| (.+) \|$", GUIDE, re.MULTILINE)
    assert dict(rows) == dict(SCOPES)


def test_the_settings_exist() -> None:
    named = set(re.findall(r"\b(?:SLACK_[A-Z_]+|PUBLIC_URL)\b", GUIDE))
    assert named == {each for each in names() if each.startswith(("SLACK_", "PUBLIC_"))}


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
    assert {"slack pair", "slack sync", "slack reseal", "manifest slack", "doctor"} <= seen


def test_the_addresses_are_those_that_are_served() -> None:
    assert EVENTS in GUIDE
    assert f"https://rytmi.example{INSTALL}" in GUIDE
    assert manifest("https://rytmi.example", socket=False, oauth=True).count(EVENTS) == 3


def said_by_rytmi() -> str:
    """Return every text of the sources and of the English words."""
    texts = []
    for room in ("adapters/slack", "bot"):
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
    [each for each in re.findall(r"“([^”]+)”", GUIDE) if each not in OF_SLACK],
    ids=lambda each: each[:40],
)
def test_each_sentence_that_is_quoted_is_said(sayings: str, sentence: str) -> None:
    # Where a sentence has a name in it, the pieces around the name are what is said.
    plain = re.sub(r"^`[A-Z_]+`: ", "", sentence)
    for piece in re.split(r"T?…|\b1\b|/slack/events: |(?<=it holds )", plain):
        assert piece.strip(" ,") in sayings, piece
