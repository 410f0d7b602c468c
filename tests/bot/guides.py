"""Reads a guide of docs/ as its reader does: its commands, its options, what it quotes."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import Any

import typer

from bot.cli import app
from tests.npm import ROOT


class Guide:
    """A page of docs/ about one chat, and what Rytmi really has and says."""

    def __init__(self, chat: str) -> None:
        self.chat = chat
        self.text = (ROOT / "docs" / f"{chat}.md").read_text("utf-8")
        prose = re.sub(r"^ *```.*?^ *```", "", self.text, flags=re.DOTALL | re.MULTILINE)
        self.spans: list[str] = re.findall(r"`([^`]+)`", prose) + [
            line.removeprefix("$ ").removeprefix(".venv/bin/")
            for line in self.text.splitlines()
            if line.strip().startswith("$ ")
        ]
        """What stands as code, and what is typed."""
        self.quotes: list[str] = re.findall(r"“([^”]+)”", self.text)

    def commands(self) -> set[str]:
        """Return the commands that it names; fail where one or its options do not exist."""
        seen = set()
        for span in self.spans:
            words = span.split()
            if words[:1] != ["rytmi"]:
                continue
            command: Any = typer.main.get_command(app)
            rest, path = words[1:], list[str]()
            while rest and hasattr(command, "commands"):
                assert rest[0] in command.commands, span
                path.append(rest[0])
                command, rest = command.commands[rest[0]], rest[1:]
            known = {each for parameter in command.params for each in parameter.opts}
            assert {each for each in rest if each.startswith("--")} <= known, span
            seen.add(" ".join(path))
        return seen

    @cached_property
    def said_by_rytmi(self) -> str:
        """Every text of the sources and of the English words."""
        texts = []
        for room in (f"adapters/{self.chat}", "bot"):
            for file in (ROOT / room).rglob("*.py"):
                texts.extend(_texts(file.read_text("utf-8")))
        words = (file.read_text("utf-8") for file in (ROOT / "dialogs/words/en").glob("*.ftl"))
        return "\n".join((*texts, *words))

    def check_said(self, sentence: str, breaks: str) -> None:
        """Fail where Rytmi does not say it.

        ``breaks``: where a name stands in it; the pieces around are what is said.
        """
        plain = re.sub(r"^`[A-Z_]+`: ", "", sentence)
        for piece in re.split(breaks, plain):
            assert piece.strip(" ,") in self.said_by_rytmi, piece


def group(name: str) -> dict[str, Any]:
    """Return the commands of a group of ``rytmi``, by name."""
    whole: Any = typer.main.get_command(app)
    found: dict[str, Any] = whole.commands[name].commands
    return found


def _texts(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            parts = (each.value if isinstance(each, ast.Constant) else "…" for each in node.values)
            found.append("".join(map(str, parts)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
    return found
