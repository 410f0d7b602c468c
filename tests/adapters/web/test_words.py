"""The page's own words: all there, in every language, with the same gaps to fill, none too many."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot
from adapters import web
from adapters.web.arrivals import COUNTED
from adapters.web.rehearsal import SPANS
from dialogs import words
from dialogs.okr.model import Language, Role

ROOM = Path(web.__file__).parent
WORDS = Path(words.__file__).parent
WRITTEN = {
    f"web-{name}-{value}"
    for name, values in (
        ("weekday", range(7)),
        ("role", [role.value for role in Role]),
        ("clock", ["hour", "day", "monday", "forum", "quarter"]),
        ("harvest", [kind.value for kind in COUNTED]),
    )
    for value in values
}
"""Keys that are put together from a prefix and a value."""


def used() -> set[str]:
    text = "".join(path.read_text() for path in [*ROOM.rglob("*.py"), *ROOM.rglob("*.html")])
    keys = set(re.findall(r"""["'](web-[a-z-]*[a-z])["']""", text))
    refusals = set(re.findall(r'key = "(web-[a-z-]+)"', text))
    return keys | WRITTEN | {f"{key}-title" for key in refusals}


def rehearsed() -> set[str]:
    """Return the keys of the rehearsal: the page's, and those of the command line and its lines."""
    rooms = [*ROOM.rglob("*.py"), *ROOM.rglob("*.html"), *Path(bot.__file__).parent.rglob("*.py")]
    text = "".join(path.read_text() for path in rooms)
    written = {f"rehearsal-span-{name}" for name in SPANS}
    return set(re.findall(r"""["'](rehearsal-[a-z-]*[a-z])["']""", text)) | written


def told(language: Language, sheet: str = "web") -> dict[str, frozenset[str]]:
    text = (WORDS / language.value / f"{sheet}.ftl").read_text()
    entries = re.split(rf"^(?={sheet}-)", text, flags=re.MULTILINE)[1:]
    pairs = {entry.partition(" =")[0]: entry for entry in entries}
    return {key: frozenset(re.findall(r"\$(\w+)", entry)) for key, entry in pairs.items()}


@pytest.mark.parametrize("language", Language)
def test_every_word_of_the_page_is_there_and_none_is_left_over(language: Language) -> None:
    assert set(told(language)) == used() - {"web-"}
    assert set(told(language, "rehearsal")) == rehearsed()


@pytest.mark.parametrize("sheet", ["web", "rehearsal"])
@pytest.mark.parametrize("language", Language)
def test_every_language_fills_the_same_gaps(language: Language, sheet: str) -> None:
    assert told(language, sheet) == told(Language.ENGLISH, sheet)
