"""The page hands out documents: to whom the door is open, and only what there is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.web.door import BeingCorrectedError, Document
from adapters.web.render import Desk, Renderer, environment
from dialogs.okr.model import Language, OrganisationId, PersonId
from dialogs.text import Reader, Verbatim
from dialogs.views import Download, View
from dialogs.words.draw import draw
from tests.adapters.web.conftest import Page
from tests.adapters.web.house import AINO, House

BASE = f"/o/h%C3%A4me/as/{AINO}/retro"


class Shelf:
    """Holds one document, and remembers who asked for what."""

    forms: Sequence[str] = ("docx", "md")

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Language]] = []

    async def __call__(
        self, organisation: OrganisationId, retro: str, form: str, reader: Reader
    ) -> Document | None:
        self.asked.append((retro, form, reader.language))
        if retro == "anew":
            raise BeingCorrectedError
        if retro != "abc":
            return None
        return Document(f"tiimi-q4.{form}", "text/markdown", b"# Retro\n")


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
async def page(house: House, shelf: Shelf) -> AsyncIterator[Page]:
    house.door = replace(house.door, documents=shelf)
    async with TestClient(TestServer(house.app())) as client:
        yield client


async def test_a_document_comes_as_a_file_with_a_name(page: Page, shelf: Shelf) -> None:
    response = await page.get(f"{BASE}/abc.md")
    assert response.status == 200
    assert await response.read() == b"# Retro\n"
    assert response.headers["Content-Disposition"] == 'attachment; filename="tiimi-q4.md"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert shelf.asked == [("abc", "md", Language.FINNISH)]


@pytest.mark.parametrize(
    "file", ["nope.md", "abc.pdf", "abc", ".md", "a%00b.md", "%2e%2e%2fabc.md"]
)
async def test_what_there_is_not_is_not_there(page: Page, file: str) -> None:
    assert (await page.get(f"{BASE}/{file}")).status == 404


async def test_of_what_is_being_corrected_the_page_says_so(page: Page) -> None:
    """A link that worked yesterday is not said never to have been there."""
    response = await page.get(f"{BASE}/anew.md?lang=en")
    assert response.status == 409
    assert "This retro is being corrected." in await response.text()


async def test_only_people_of_the_organisation_and_this_computer_get_it(page: Page) -> None:
    assert (await page.get("/o/nowhere/as/x/retro/abc.md")).status == 404
    assert (await page.get("/o/h%C3%A4me/as/nobody/retro/abc.md")).status == 404
    elsewhere = await page.get(f"{BASE}/abc.md", headers={"Host": "elsewhere.example"})
    assert elsewhere.status == 403


def test_the_page_links_to_each_form_and_to_none_where_there_are_none() -> None:
    view = View(Verbatim("x"), (Download(Verbatim("As a <document>:"), "a/b"),))
    desk = Desk(OrganisationId("häme"), PersonId("aino"))
    reader = Reader(Language.ENGLISH, "UTC")
    drawn = str(Renderer(draw, environment(), ("docx", "md")).view(view, reader, desk))
    assert 'href="/o/h%C3%A4me/as/aino/retro/a%2Fb.docx"' in drawn
    assert "a%2Fb.md" in drawn
    assert "As a &lt;document&gt;:" in drawn
    assert str(Renderer(draw, environment()).view(view, reader, desk)).strip() == ""


async def test_a_door_without_documents_has_no_such_path(house: House) -> None:
    async with TestClient(TestServer(house.app())) as client:
        assert (await client.get(f"{BASE}/abc.md")).status == 404
