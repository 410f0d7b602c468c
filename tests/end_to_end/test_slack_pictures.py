"""What Slack shows, drawn from the payloads and kept in artefacts/ for whoever would judge it."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from dialogs.okr.model import Language
from tests.end_to_end.chromium import PHONE
from tests.end_to_end.conftest import Visiting
from tests.slack.node import node_or_skip
from tests.slack.pictures import Shot, draw_page, shots

pytestmark = [pytest.mark.browser, pytest.mark.node, pytest.mark.slow]
SIZES = {"desktop": (760, 200), "phone": (PHONE[0], 200)}
"""The width of a conversation beside Slack's sidebar, and of a telephone."""

Album = dict[str, list[Path]]


@pytest.fixture(scope="module")
def album(lived: Path, tmp_path_factory: pytest.TempPathFactory) -> Album:
    """A page for each thing that is shown, made before a browser runs: it wants the loop alone."""
    node = node_or_skip()
    made: Album = {}
    for language in (Language.FINNISH, Language.ENGLISH):
        folder = tmp_path_factory.mktemp(f"slack-{language}")
        shutil.copy(lived, folder / "rytmi.sqlite")
        found: list[Shot] = asyncio.run(shots(f"sqlite:///{folder}/rytmi.sqlite", language))
        for shot in found:
            page = folder / f"slack-{shot.name}-{language}.html"
            draw_page(node, [shot], page)
            made.setdefault(shot.name, []).append(page)
    return made


SHOWN = (
    "prompt",
    "form",
    "form-wrong",
    "saved",
    "receipt",
    "help",
    "status",
    "tree",
    "why",
    "home",
    "digest",
    "digest-older",
)


@pytest.mark.parametrize("name", SHOWN)
def test_what_slack_shows(
    album: Album, visiting: Visiting, artefacts: Path, tmp_path: Path, name: str
) -> None:
    for source in album[name]:
        for size, (width, height) in SIZES.items():
            with visiting(size=(width, height)) as visit:
                page = visit.context.new_page()
                page.set_content(source.read_text("utf-8"))
                wide = page.evaluate("document.documentElement.scrollWidth")
                path = artefacts / f"{source.stem}-{size}.png"
                page.screenshot(path=path, full_page=True)
                assert path.read_bytes().startswith(b"\x89PNG")
                assert wide <= width, f"{name} is wider than a {size}"
