"""A team looks back in the browser, with pictures in artefacts/ for whoever wants to judge it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from dialogs.okr.model import Language
from dialogs.okr.retro import NoteKind
from tests.end_to_end.chromium import DESKTOP, PHONE
from tests.end_to_end.conftest import Visiting
from tests.end_to_end.people import sheet, to_newest
from tests.end_to_end.service import PATIENCE, Service
from tests.end_to_end.test_accessibility import complaints
from tests.shapes.looking_back import TALES, Tale

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZES: Final = {"desktop": DESKTOP, "phone": PHONE}
HOUSE: Final = "/o/oma-hame/as"
Keep = Callable[[Page, str], None]


@pytest.fixture
def keep(artefacts: Path) -> Keep:
    """Keep a page as it looks on a desk and on a phone, where it must be in order for everybody."""

    def kept(page: Page, name: str) -> None:
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            to_newest(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is wider than a {size}"
            assert complaints(page) == [], name
            path = artefacts / f"retro-{name}-{size}.png"
            page.screenshot(path=path)
            assert path.read_bytes().startswith(b"\x89PNG")
            _kept_whole(page, artefacts / f"retro-{name}-{size}-whole.png")
        page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})

    return kept


def _kept_whole(page: Page, path: Path) -> None:
    """Keep the newest message, or the open form, from its beginning to its end."""
    size = page.viewport_size
    assert size is not None
    if sheet(page).count():
        seen: Page | Locator = page
        high = sheet(page).locator(".sheet-body").evaluate("body => body.scrollHeight")
    else:
        seen = page.get_by_role("article").last
        high = seen.evaluate("message => message.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(high + 300, size["height"])})
    to_newest(page)
    seen.screenshot(path=path)
    page.set_viewport_size(size)


class Others:
    """The other members, each at a page of their own that nobody looks at."""

    def __init__(self, address: str, retro: str) -> None:
        self._host = urlsplit(address).netloc
        self._retro = retro
        self._numbers = count(1)

    def fill(self, who: str, step: str, values: Mapping[str, str]) -> None:
        """Open a form of the retro and send it."""
        content = {"flow": "retro", "step": step, "args": {"retro": self._retro}}
        form = self._post(f"{who}/press", content)
        assert form["reply"] == "open_form", form
        sent = {"session": form["session"], "version": form["version"], "values": dict(values)}
        assert self._post(f"{who}/answer", sent)["reply"] == "close"

    def _post(self, path: str, content: object) -> dict[str, Any]:
        connection = HTTPConnection(self._host, timeout=PATIENCE)
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "X-Request-Nonce": f"others-{next(self._numbers)}",
        }
        try:
            connection.request("POST", f"{HOUSE}/{path}", json.dumps(content), headers)
            read: dict[str, Any] = json.loads(connection.getresponse().read())
            return read
        finally:
            connection.close()


def say(page: Page, words: str) -> None:
    """Write a line, and wait for what answers it."""
    before = page.get_by_role("article").count()
    page.locator("#say").fill(words)
    page.locator("#say").press("Enter")
    expect(page.get_by_role("article")).not_to_have_count(before)


def button(page: Page, step: str, **args: str) -> Locator:
    """Return the last button that does a step of the retro, with these arguments."""
    wanted = {"flow": "retro", "step": step, **{f"a.{name}": each for name, each in args.items()}}
    having = "".join(f':has(input[name="{k}"][value="{v}"])' for k, v in wanted.items())
    return page.locator(f"form.press{having} button").last


def press(page: Page, step: str, **args: str) -> None:
    """Press it, and wait until the server has answered."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        button(page, step, **args).click()


def opens(page: Page, step: str, **args: str) -> None:
    """Press a button that opens a form."""
    press(page, step, **args)
    sheet(page).wait_for()


def put(page: Page, values: Mapping[str, str]) -> None:
    """Fill in fields of the open form, whatever kind they are of."""
    for name, value in values.items():
        field = sheet(page).locator(f'[name="f.{name}"]')
        kind = field.first.evaluate("field => field.type")
        if kind == "radio":
            sheet(page).locator(f'[name="f.{name}"][value="{value}"]').check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)


def choices(page: Page, name: str) -> list[str]:
    """Return what can be chosen in a field of the open form."""
    field = sheet(page).locator(f'input[name="f.{name}"], [name="f.{name}"] option')
    found: list[str] = field.evaluate_all("all => all.map(each => each.value)")
    return [each for each in found if each]


def sends(page: Page, values: Mapping[str, str]) -> None:
    """Fill in the form and send it; it must be taken."""
    put(page, values)
    sheet(page).locator("footer button.main:visible").click()
    expect(sheet(page)).to_be_hidden()


@pytest.mark.parametrize("language", [Language.FINNISH, Language.ENGLISH], ids=str)
def test_a_team_looks_back(
    demo: Service, visiting: Visiting, keep: Keep, language: Language
) -> None:
    tale = TALES[language]
    with visiting(language=language.value) as visit:
        page = visit.open(f"{demo.address}{HOUSE}/{tale.lead}")
        if language is not Language.FINNISH:
            say(page, f"/okr language {language.value}")
        retro = _begins(page, keep, tale)
        _scores(page, keep, tale)
        others = Others(demo.address, retro)
        _writes(page, keep, tale, others)
        _groups(page, keep, tale)
        _votes(page, keep, tale, others)
        _agrees_and_decides(page, keep, tale)
        _publishes(page, keep, tale)
        channel = visit.open(f"{demo.address}{HOUSE}/{tale.lead}/in/%23{tale.unit}")
        expect(channel.get_by_role("article").last).to_contain_text(tale.changes[0][0])
        keep(channel, f"channel-{language.value}")


def _begins(page: Page, keep: Keep, tale: Tale) -> str:
    say(page, f"/okr retro {tale.unit}")
    keep(page, f"invitation-{tale.language.value}")
    press(page, "start")
    # The invitation has a button of this step too, which names no retro yet.
    named = 'form.press:has(input[name="step"][value="facts"]) input[name="a.retro"]'
    retro = page.locator(named).last.get_attribute("value") or ""
    keep(page, f"board-{tale.language.value}")
    press(page, "facts", retro=retro)
    expect(page.get_by_role("article").last.locator("figure.chart").first).to_be_attached()
    keep(page, f"facts-{tale.language.value}")
    press(page, "go", stage="scoring")
    return retro


def _scores(page: Page, keep: Keep, tale: Tale) -> None:
    opens(page, "score")
    put(page, tale.score_values())
    sheet(page).locator(".sheet-body").evaluate("body => body.scrollTo(0, 0)")
    keep(page, f"scoring-{tale.language.value}")
    sends(page, {})


def _writes(page: Page, keep: Keep, tale: Tale, others: Others) -> None:
    opens(page, "manner")
    keep(page, f"manner-{tale.language.value}")
    sends(page, {"manner": "anonymous"})
    opens(page, "write")
    put(page, tale.notes_of(0))
    keep(page, f"writing-{tale.language.value}")
    sends(page, {})
    for number, who in enumerate(tale.others, start=1):
        others.fill(who, "write", tale.notes_of(number))
    say(page, f"/okr retro {tale.unit}")
    keep(page, f"collecting-{tale.language.value}")


def _groups(page: Page, keep: Keep, tale: Tale) -> None:
    press(page, "reveal")
    press(page, "notes")
    keep(page, f"notes-{tale.language.value}")
    opens(page, "group")
    keep(page, f"themes-{tale.language.value}")
    names = {f"theme{number}": name for number, name in enumerate(tale.themes, start=1)}
    sends(page, {f"theme{number}": "" for number in range(1, 9)} | names)
    for kind in NoteKind:
        opens(page, "sort", kind=kind.value)
        places = {}
        for field in sheet(page).locator(".group .field").all():
            name = field.locator("[name]").first.get_attribute("name") or ""
            label = field.locator("legend, label").first.inner_text()
            places[name.removeprefix("f.")] = tale.theme_of(label)
        put(page, places)
        if kind is NoteKind.NOT_WELL:
            keep(page, f"moving-{tale.language.value}")
        sends(page, {})
    press(page, "notes")
    keep(page, f"grouped-{tale.language.value}")


def _votes(page: Page, keep: Keep, tale: Tale, others: Others) -> None:
    press(page, "open_vote")
    opens(page, "vote")
    themes = choices(page, "dot1")
    put(page, {"dot1": themes[0], "dot2": themes[0], "dot3": themes[1]})
    keep(page, f"voting-{tale.language.value}")
    sends(page, {})
    for number, who in enumerate(tale.others):
        others.fill(who, "vote", {"dot1": themes[1], "dot2": themes[number % len(themes)]})
    press(page, "show")
    press(page, "close_vote")
    keep(page, f"counted-{tale.language.value}")


def _agrees_and_decides(page: Page, keep: Keep, tale: Tale) -> None:
    opens(page, "agree")
    put(page, tale.change_values())
    sheet(page).locator(".sheet-body").evaluate("body => body.scrollTo(0, 0)")
    keep(page, f"changes-{tale.language.value}")
    sends(page, {})
    opens(page, "carry")
    put(page, tale.verdict_values())
    sheet(page).locator(".sheet-body").evaluate("body => body.scrollTo(0, 0)")
    keep(page, f"carrying-{tale.language.value}")
    sends(page, {})


def _publishes(page: Page, keep: Keep, tale: Tale) -> None:
    press(page, "show")
    keep(page, f"board-late-{tale.language.value}")
    press(page, "preview")
    keep(page, f"preview-{tale.language.value}")
    press(page, "publish")
    keep(page, f"published-{tale.language.value}")
    say(page, f"/okr retro {tale.unit}")
    expect(page.get_by_role("article").last).to_contain_text(tale.changes[0][0])
    keep(page, f"summary-{tale.language.value}")
