"""What Teams shows, drawn by Microsoft's own renderer, which has nothing to complain about.

The pictures are kept in artefacts/ for whoever would judge them.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from adapters.teams.drawing.render import Renderer
from dialogs.okr.model import Language
from dialogs.text import Reader
from dialogs.words.draw import draw
from tests.end_to_end.chromium import PHONE, tabs
from tests.shapes import gallery, nasty
from tests.teams.cards import USUAL, check_card, in_markdown, inputs, weight
from tests.teams.drawn import Canvas
from tests.teams.kit import node_or_skip
from tests.teams.pictures import TENANT, Shot, shots

pytestmark = [pytest.mark.browser, pytest.mark.node, pytest.mark.slow]
SIZES = {"desktop": (760, 200), "phone": (PHONE[0], 200)}
"""The width of a conversation beside Teams' list of chats, and of a telephone."""
SHOWN = (
    *(
        "prompt",
        "form",
        "form-five",
        "form-wrong",
        "saved",
        "receipt",
        "help",
        "status",
        "tree",
        "why",
    ),
    *("ledger", "away", "digest", "digest-county"),
    *("retro-call", "retro-write", "retro-board", "retro-summary", "retro-short"),
)
HEAVY = {"tree", "digest-county", "retro-summary"}
"""What is large by its nature: a whole county's units, its roll-up, and what came of a quarter."""
UNFOLDED = {"form", "ledger", "digest", "retro-summary"}
"""What is looked at with all that is folded away in it as well."""
RENDERER = Renderer(draw)
READER = Reader(Language.FINNISH, "Europe/Helsinki")

Album = dict[tuple[Language, str], Shot]


@pytest.fixture(scope="module")
def kit() -> Path:
    return node_or_skip()


@pytest.fixture(scope="module")
def album(lived: Path, tmp_path_factory: pytest.TempPathFactory) -> Album:
    """Everything that is shown, made before a browser runs: it wants the loop alone."""
    made: Album = {}
    for language in (Language.FINNISH, Language.ENGLISH):
        folder = tmp_path_factory.mktemp(f"teams-{language}")
        shutil.copy(lived, folder / "rytmi.sqlite")
        found = asyncio.run(shots(f"sqlite:///{folder}/rytmi.sqlite", language))
        made |= {(language, shot.name): shot for shot in found}
    return made


@pytest.fixture(scope="module")
def easels(kit: Path, browser: Browser) -> Iterator[dict[str, Canvas]]:
    """A page of each size for all that is drawn: the renderer is loaded into it once."""
    with tabs(browser, SIZES) as opened:
        yield {size: Canvas(page, kit) for size, page in opened.items()}


@pytest.fixture
def canvas(easels: dict[str, Canvas]) -> Canvas:
    """A page on which nothing is drawn yet."""
    easel = easels["desktop"]
    easel.clear()
    return easel


@pytest.mark.parametrize("name", SHOWN)
def test_what_teams_shows(
    album: Album, easels: dict[str, Canvas], artefacts: Path, name: str
) -> None:
    for language in (Language.FINNISH, Language.ENGLISH):
        shot = album[language, name]
        assert check_card(shot.card) == []
        assert weight(shot.card) <= (2 if name in HEAVY else 1) * USUAL
        for size, canvas in easels.items():
            width = SIZES[size][0]
            canvas.clear()
            assert canvas.draw(shot.card, shot.time).warnings == []
            _keep(canvas, artefacts / f"teams-{name}-{language.value}-{size}.png", width)
            if name in UNFOLDED:
                canvas.unfold()
                opened = f"teams-{name}-open-{language.value}-{size}.png"
                _keep(canvas, artefacts / opened, width)


def _keep(canvas: Canvas, path: Path, width: int) -> None:
    path.unlink(missing_ok=True)
    canvas.page.screenshot(path=path, full_page=True)
    assert path.read_bytes().startswith(b"\x89PNG")
    wide = canvas.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{path.stem} is wider than its window"


@pytest.mark.parametrize("words", nasty.NASTY, ids=lambda words: ascii(words[:24]))
def test_the_renderer_takes_all_there_is_and_reads_nobodys_words_as_markdown(
    canvas: Canvas, words: str
) -> None:
    mark = "Zxq"  # in no word of ours
    given = [(f"must:{name}", words) for name in ("number", "line", "words")]
    view, form = gallery.view(mark + words[:1_500]), gallery.form(mark + words, given=given)
    cards = [RENDERER.message(view, READER, TENANT).card]
    cards += [RENDERER.form(form, READER, TENANT, page) for page in range(RENDERER.pages(form))]
    for card in cards:
        drawn = canvas.draw(card)
        assert drawn.warnings == []
        assert [text for text in drawn.markdown if mark in text] == []
        assert set(drawn.markdown) <= set(in_markdown(card))


def test_what_is_typed_is_sent_with_what_the_button_carries(canvas: Canvas) -> None:
    form = gallery.form("Odotusaika")
    card = RENDERER.form(form, READER, TENANT, 0)
    canvas.draw(card)
    page = canvas.page
    names = [each["id"] for each in inputs(card)]
    page.locator("input[type=number]").first.fill("14.5")
    page.locator("select").first.select_option("7")
    page.get_by_role("button").last.click()
    (sent,) = page.evaluate("lastCard.seen.sent")
    assert (sent["type"], sent["verb"]) == ("Action.Execute", card["actions"][0]["verb"])
    own = card["actions"][0]["data"]
    assert {key: sent["data"][key] for key in own} == own
    assert (sent["data"][names[0]], sent["data"]["must:scale"]) == ("14.5", "7")
    assert set(sent["data"]) <= {*own, *names}


def test_what_is_needed_is_asked_for_before_anything_is_sent(canvas: Canvas) -> None:
    form = gallery.form("Odotusaika")
    alone = type(form)(
        form.session, form.version, form.title, form.submit, form.intro, form.groups[:1]
    )
    canvas.draw(RENDERER.form(alone, READER, TENANT, 0))
    canvas.page.get_by_role("button").last.click()
    assert canvas.page.evaluate("lastCard.seen.sent") == []
    assert canvas.page.get_by_text("Kirjoita tähän luku.").first.is_visible()
    assert "Kirjoita tähän luku." in canvas.page.evaluate("lastCard.seen.markdown")


def test_what_is_folded_away_opens_and_is_sent_either_way(canvas: Canvas) -> None:
    view = gallery.view("Odotusaika")
    canvas.draw(RENDERER.message(view, READER, TENANT).card)
    folded = canvas.page.locator("#rytmi-details-1")
    assert not folded.is_visible()
    canvas.page.get_by_role("button", name="Odotusaika", exact=True).last.click()
    assert folded.is_visible()
