"""Everything that the engine shows and sends while a transcript is played."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields as parts_of
from dataclasses import is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from dialogs.events import Event
from dialogs.ports import Fate
from dialogs.posts import Parcel
from dialogs.replies import Close, Correct, OpenForm, Reply, Show
from dialogs.text import Listing, Phrase, Text, Verbatim
from dialogs.views import Button, Chart, Download, Form, Quote, Table, View
from storage.database import Database
from tests.conversations.company import company
from tests.conversations.stage import EngineStage, Letterbox, World
from tests.conversations.transcript import play

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

TALKS: Final = sorted((Path(__file__).parents[1] / "conversations" / "talks").glob("*.talk"))
EVERY_TALK: Final = pytest.mark.parametrize(
    "talk",
    [pytest.param(talk, marks=pytest.mark.xdist_group(f"heard-{talk.stem}")) for talk in TALKS],
    ids=lambda path: path.stem,
)
"""All transcripts, each heard by one process only."""
START: Final = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
_HEARD: Final[dict[Path, list[View | Form]]] = {}


class Recorder(EngineStage):
    """Keeps every view and form that a transcript brings about."""

    def __init__(self, world: World, found: list[View | Form]) -> None:
        super().__init__(world)
        self._found = found

    async def _do(self, who: str, event: Event) -> Reply:
        reply = await super()._do(who, event)
        match reply.act:
            case Show(view) | Close(view):
                self._found.append(view)
            case OpenForm(form) | Correct(form):
                self._found.append(form)
            case _:
                pass
        return reply


class Keeping(Letterbox):
    """Keeps every view that is delivered."""

    def __init__(self, found: list[View | Form]) -> None:
        super().__init__()
        self._found = found

    async def deliver(self, parcel: Parcel) -> Fate:
        self._found.append(parcel.post.view)
        return await super().deliver(parcel)


async def heard(talk: Path, database: Database) -> list[View | Form]:
    """Play a transcript in an empty database; return all that differs of what is shown and sent.

    It is played once for all who want to draw it: what is heard does not depend on them.
    """
    if talk not in _HEARD:
        _HEARD[talk] = await _played(talk, database)
    return _HEARD[talk]


async def _played(talk: Path, database: Database) -> list[View | Form]:
    await database.save_structure(company())
    found: list[View | Form] = []
    world = World(database, START)
    world.letters = Keeping(found)
    world.postman = world.make_postman()
    await play(talk, Recorder(world, found), world.values_of)
    return list({repr(each): each for each in found}.values())


def texts_in(part: object) -> Iterator[Text]:
    """Yield the texts of blocks; of a chart only its name and what it shows."""
    match part:
        case Phrase() | Verbatim() | Listing():
            yield part
        case Chart(title, alt, _, _):
            yield from (title, alt)
        case Quote(_, source):
            yield source
        case Download():
            pass  # for pages of our own: a chat has nothing to show of it
        case Table(caption, header, rows):
            # A list of rows says of each cell what it is, but for the first: that is its name.
            yield from texts_in((caption, header[1:], rows))
        case tuple():
            for each in part:
                yield from texts_in(each)
        case _ if is_dataclass(part) and not isinstance(part, type):
            yield from _inner(part)
        case _:
            pass


def _inner(part: DataclassInstance) -> Iterator[Text]:
    for each in parts_of(part):
        yield from texts_in(getattr(part, each.name))


def buttons_in(part: object) -> Iterator[Button]:
    """Yield the buttons of a view, or of a part of it."""
    match part:
        case Button():
            yield part
        case tuple():
            for each in part:
                yield from buttons_in(each)
        case _ if is_dataclass(part) and not isinstance(part, type):
            for field in parts_of(part):
                yield from buttons_in(getattr(part, field.name))
        case _:
            pass
