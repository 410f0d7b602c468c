"""What Teams shows, drawn by Microsoft's own renderer and kept in artefacts/ for who would judge."""

from __future__ import annotations

import asyncio
import json
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest

from dialogs.okr.model import Language
from tests.end_to_end.chromium import PHONE
from tests.end_to_end.conftest import Visiting
from tests.teams.cards import USUAL, check_card, weight
from tests.teams.kit import node_or_skip
from tests.teams.pictures import Shot, shots
from tests.teams.window import opened

pytestmark = [pytest.mark.browser, pytest.mark.node, pytest.mark.slow]
SIZES = {"desktop": (760, 200), "phone": (PHONE[0], 200)}
"""The width of a conversation beside Teams' list of chats, and of a telephone."""
LANGUAGES = (Language.FINNISH, Language.ENGLISH)

Album = dict[Language, dict[str, Shot]]


@pytest.fixture(scope="module")
def kit() -> Path:
    return node_or_skip()


@pytest.fixture(scope="module")
def album(kit: Path, lived: Path, tmp_path_factory: pytest.TempPathFactory) -> Album:
    """Everything that is shown, made before a browser runs: it wants the loop alone."""
    made: Album = {}
    for language in LANGUAGES:
        folder = tmp_path_factory.mktemp(f"teams-{language}")
        shutil.copy(lived, folder / "rytmi.sqlite")
        found = asyncio.run(shots(f"sqlite:///{folder}/rytmi.sqlite", language))
        made[language] = {shot.name: shot for shot in found}
    return made
