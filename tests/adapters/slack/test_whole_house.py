"""A house as large as it may be, whose people write the nastiest words: Slack takes all of it.

One person leads five units, each with five objectives of five key results; titles, names, comments
and obstacles are words that break things. Every view and form that comes of it is drawn wherever
it can stand.
"""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from adapters.slack import limits
from adapters.slack.drawing.fit import weight
from adapters.slack.drawing.render import Renderer
from dialogs.words.draw import draw
from storage.database import open_database
from tests.adapters.slack.test_gallery import (
    ENGLISH,
    READERS,
    SURFACES,
    WORKSPACE,
    pages,
    problems_of_form,
)
from tests.shapes.heard import buttons_in
from tests.shapes.house import LEADS, Lived, lived


@pytest.fixture(scope="module")
def full_house(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """The house after its two weeks, which take their time; nothing here changes what it showed."""
    path = tmp_path_factory.mktemp("house") / "rytmi.db"
    shutil.copy(migrated_sqlite, path)

    async def live() -> Lived:
        database = open_database(f"sqlite:///{path}")
        try:
            return await lived(database)
        finally:
            await database.close()

    return asyncio.run(live())


def test_slack_takes_all_of_it(full_house: Lived) -> None:
    assert len(full_house.check_in.groups) == LEADS * 25
    for number, form in enumerate(full_house.forms):
        reader = list(READERS.values())[number % len(READERS)]
        assert problems_of_form(form, reader) == []
    assert any("digest-problems" in key for key in full_house.views), "no roll-up came"
    for number, view in enumerate(full_house.views.values()):
        reader = list(READERS.values())[number % len(READERS)]
        assert [problem for surface in SURFACES for problem in surface(view, reader)] == []


def test_a_form_of_five_units_is_some_pages_and_says_so(full_house: Lived) -> None:
    form = full_house.check_in
    drawn = pages(form, ENGLISH)
    assert len(drawn) > 1
    assert all(len(page["blocks"]) <= limits.VIEW_BLOCKS for page in drawn)
    titles = [page["title"]["text"] for page in drawn]
    assert [title.rsplit(" ", 1)[1] for title in titles] == [
        f"{number}/{len(drawn)}" for number in range(1, len(drawn) + 1)
    ]


def test_home_and_roll_ups_keep_their_buttons(full_house: Lived) -> None:
    renderer = Renderer(draw)
    for view in full_house.views.values():
        for drawn in (
            renderer.home(view, ENGLISH, WORKSPACE)["blocks"],
            renderer.reply(view, ENGLISH, WORKSPACE).with_pictures(),
        ):
            elements = [
                element
                for block in drawn
                if block["type"] == "actions"
                for element in block["elements"]
            ]
            assert len(elements) == sum(1 for _ in buttons_in(view))
            assert weight(drawn) < limits.VIEW_BYTES
