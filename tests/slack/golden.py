"""Payloads as Rytmi sends them to Slack: all that the transcripts show, and what is hardest.

Two that differ in their words alone are one to Slack: of these the longest speaks for all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from adapters.slack.drawing.render import Json, Renderer, Style
from dialogs.okr.model import Language
from dialogs.text import Reader
from dialogs.views import Form, View
from dialogs.words.draw import draw
from storage.database import open_database
from storage.schema import upgrade
from tests.shapes import gallery
from tests.shapes.heard import TALKS, heard
from tests.shapes.nasty import NASTY

WORKSPACE: Final = "T0123"
SHAPING: Final = frozenset({"type", "style", "level", "emoji", "is_decimal_allowed", "multiline"})
"""What is no word of anybody's, and makes a payload another one to Slack."""
HARD: Final = 4
"""How many of the nasty words every block and every field is drawn with."""


@dataclass(frozen=True, slots=True)
class Golden:
    """One payload."""

    name: str
    kind: str
    """What it is to Slack: ``blocks`` of a message, or a ``view``."""
    payload: str
    """As JSON."""


async def of_transcripts() -> list[View | Form]:
    """Return what the engine shows and sends while all transcripts are played."""
    found: list[View | Form] = []
    for talk in TALKS:
        with TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'talk.sqlite'}"
            upgrade(url)
            database = open_database(url)
            try:
                found += await heard(talk, database)
            finally:
                await database.close()
    return found


def hardest() -> list[View | Form]:
    """Return views of every block and forms of every field, with words that nobody writes."""
    words = ("Kaikki lohkot", *NASTY[:HARD])
    return [made for each in words for made in (gallery.view(each), gallery.form(each))]


def drawn(shown: list[View | Form]) -> list[Golden]:
    """Draw each on every surface where it is shown, in two languages; return one of each shape."""
    longest: dict[str, Golden] = {}
    readers = [Reader(each, "Europe/Helsinki") for each in (Language.ENGLISH, Language.FINNISH)]
    renderer = Renderer(draw)
    for number, each in enumerate(shown):
        for reader in readers:
            for name, kind, payload in _surfaces(renderer, each, reader):
                made = Golden(f"{number:04d}-{reader.language.value}-{name}", kind, _json(payload))
                shape = f"{kind} {_json(_shape(payload))}"
                held = longest.get(shape)
                if held is None or len(held.payload) < len(made.payload):
                    longest[shape] = made
    return list(longest.values())


def _shape(payload: Any, key: str = "") -> Any:  # noqa: ANN401 - what JSON can hold
    """Return a payload without the words in it; a list of like things is as long as one of them."""
    if isinstance(payload, dict):
        return {name: _shape(value, name) for name, value in sorted(payload.items())}
    if isinstance(payload, list):
        shapes = [_shape(each) for each in payload]
        return [each for at, each in enumerate(shapes) if at == 0 or each != shapes[at - 1]]
    return payload if key in SHAPING else type(payload).__name__


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _surfaces(
    renderer: Renderer, shown: View | Form, reader: Reader
) -> Iterator[tuple[str, str, Json | list[Json]]]:
    if isinstance(shown, Form):
        for page in range(renderer.pages(shown)):
            yield f"form-{page}", "view", renderer.form(shown, reader, WORKSPACE, page)
        return
    for style in (Style.RICH, Style.CLASSIC):
        blocks = renderer.message(shown, reader, WORKSPACE, style).with_pictures()
        if blocks:
            yield f"message-{style.value}", "blocks", blocks
    yield "modal", "view", renderer.showing(shown, reader, WORKSPACE)
    yield "home", "view", renderer.home(shown, reader, WORKSPACE)
