"""What Slack shows, drawn from the payloads and kept in artefacts/ for whoever would judge it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dialogs.okr.model import Language
from tests.end_to_end.chromium import PHONE, tabs
from tests.patience import painters_take_their_time
from tests.slack.node import node_or_skip
from tests.slack.pictures import Shot, draw_pages, shots

pytestmark = [pytest.mark.browser, pytest.mark.node, pytest.mark.slow]
SIZES = {"desktop": (760, 200), "phone": (PHONE[0], 200)}
"""The width of a conversation beside Slack's sidebar, and of a telephone."""

Album = dict[str, list[Path]]


@pytest.fixture(scope="module")
def album(lived: Path, tmp_path_factory: pytest.TempPathFactory) -> Album:
    """A page for each thing that is shown, made before a browser runs: it wants the loop alone."""
    node = node_or_skip()
    made: Album = {}
    pages: dict[Path, Shot] = {}
    for language in (Language.FINNISH, Language.ENGLISH):
        folder = tmp_path_factory.mktemp(f"slack-{language}")
        shutil.copy(lived, folder / "rytmi.sqlite")
        with painters_take_their_time():
            found: list[Shot] = asyncio.run(shots(f"sqlite:///{folder}/rytmi.sqlite", language))
        for shot in found:
            page = folder / f"slack-{shot.name}-{language}.html"
            pages[page] = shot
            made.setdefault(shot.name, []).append(page)
    draw_pages(node, pages, tmp_path_factory.mktemp("slack") / "shots.json")
    return made


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[dict[str, Page]]:
    with tabs(browser, SIZES) as opened:
        yield opened


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
    "retro-call",
    "retro-write",
    "retro-board",
    "retro-summary",
    "retro-short",
)


@pytest.mark.parametrize("name", SHOWN)
def test_what_slack_shows(
    album: Album, windows: dict[str, Page], artefacts: Path, name: str
) -> None:
    for source in album[name]:
        for size, page in windows.items():
            page.set_content(source.read_text("utf-8"))
            wide = page.evaluate("document.documentElement.scrollWidth")
            path = artefacts / f"{source.stem}-{size}.png"
            path.unlink(missing_ok=True)
            page.screenshot(path=path, full_page=True)
            assert path.read_bytes().startswith(b"\x89PNG")
            assert wide <= SIZES[size][0], f"{name} is wider than a {size}"
