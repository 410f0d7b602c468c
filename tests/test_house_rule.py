"""The walls between the rooms: kept as they stand, and each one noticed when it is broken.

The rooms are copied, one forbidden import at a time is added to the copy, and import-linter has to
name the contract that breaks. Python finds a room by its name and remembers where it was, so the
copy is looked at by one process of its own (tests/house_breaker.py).
"""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("adapters", "bot", "dialogs", "scheduler", "storage")

DOWNWARDS = "Rooms import downwards: bot, then adapters, scheduler and storage, then dialogs"
IDEAS = "Inside dialogs every idea knows only the ideas below it"
WORDS = (
    "Words are drawn at the door: nobody inside dialogs, storage or scheduler imports dialogs.words"
)
ADAPTERS = "The adapters do not know each other"
CIRCLES = "No two neighbours import each other, however deep"
STANDARD_LIBRARY = (
    "Dialogs stand on the standard library; dialogs.words alone has the localisation library"
)
OUTSIDE = "A library from outside stops at its own room"


class Violation(NamedTuple):
    """An import that must not be: who imports what, and the contract that has to say so."""

    importer: str
    imported: str
    breaks: str

    @property
    def told(self) -> str:
        return f"{self.importer} imports {self.imported}"


# A module that does not exist yet is made in the copy, so that walls can be tried before rooms are
# furnished.
VIOLATIONS = (
    # rooms
    Violation("dialogs.engine", "storage", DOWNWARDS),
    Violation("dialogs.okr.model", "bot", DOWNWARDS),
    Violation("storage", "scheduler", DOWNWARDS),
    Violation("storage", "adapters.web", DOWNWARDS),
    Violation("scheduler", "storage", DOWNWARDS),
    Violation("scheduler", "bot", DOWNWARDS),
    Violation("adapters.web", "storage", DOWNWARDS),
    Violation("adapters.web", "scheduler", DOWNWARDS),
    # ideas inside dialogs
    Violation("dialogs.okr.model", "dialogs.text", IDEAS),
    Violation("dialogs.views", "dialogs.replies", IDEAS),
    Violation("dialogs.flow", "dialogs.engine", IDEAS),
    Violation("dialogs.flows", "dialogs.engine", IDEAS),
    Violation("dialogs.words", "dialogs.views", IDEAS),
    Violation("dialogs.helpers", "dialogs.okr", IDEAS),  # an idea that the table does not know
    # words
    Violation("dialogs.flows", "dialogs.words", WORDS),
    Violation("storage", "dialogs.words", WORDS),
    Violation("scheduler", "dialogs.words", WORDS),
    # adapters
    Violation("adapters.slack", "adapters.web", ADAPTERS),
    # circles
    Violation("dialogs.okr.one", "dialogs.okr.two", CIRCLES),
    # libraries
    Violation("dialogs.ports", "sqlalchemy", STANDARD_LIBRARY),
    Violation("dialogs.okr.model", "cattrs", STANDARD_LIBRARY),
    Violation("dialogs.views", "babel.numbers", STANDARD_LIBRARY),
    Violation("dialogs.words", "jinja2", STANDARD_LIBRARY),
    Violation("bot", "sqlalchemy", OUTSIDE),
    Violation("scheduler", "sqlmodel", OUTSIDE),
    Violation("storage", "aiohttp", OUTSIDE),
    Violation("storage", "apscheduler.triggers", OUTSIDE),
    Violation("adapters.web", "structlog", OUTSIDE),
    Violation("adapters.web", "slack_sdk.web", OUTSIDE),
    Violation("adapters.slack", "botbuilder.core", OUTSIDE),
    Violation("bot", "requests", OUTSIDE),  # a library that the table does not know
)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """For each case, told as a sentence, the names of the contracts that break."""
    copy = tmp_path_factory.mktemp("house")
    for room in ROOMS:
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    cases: dict[str, list[tuple[str, str]]] = {"nothing": []}
    for violation in VIOLATIONS:
        cases[violation.told] = [(violation.importer, violation.imported)]
        if violation.breaks is CIRCLES:  # it takes two
            cases[violation.told].append((violation.imported, violation.importer))
    (copy / "cases.json").write_text(json.dumps(cases), "utf-8")
    # The rooms come from the copy, which is the working directory; this package comes from here.
    looked = subprocess.run(
        [sys.executable, "-m", "tests.house_breaker", "cases.json", "verdicts.json"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert looked.returncode == 0, looked.stderr
    found: dict[str, list[str]] = json.loads((copy / "verdicts.json").read_text("utf-8"))
    return found


def test_the_house_as_it_stands_keeps_every_contract(verdicts: dict[str, list[str]]) -> None:
    assert verdicts["nothing"] == []


@pytest.mark.parametrize("violation", VIOLATIONS, ids=lambda violation: violation.told)
def test_a_broken_wall_is_named(violation: Violation, verdicts: dict[str, list[str]]) -> None:
    assert violation.breaks in verdicts[violation.told]


def test_every_contract_is_tried() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert contracts == {violation.breaks for violation in VIOLATIONS}


def test_every_package_at_the_top_is_a_room() -> None:
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert found - {"tests", "manifest"} == set(ROOMS)
