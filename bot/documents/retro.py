"""A published retro as a document, for the page that hands it out and for the command line."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from adapters.pictures.paint import paint
from adapters.web.door import BeingCorrectedError, Document
from bot.documents.markdown import write_markdown
from dialogs.flows.retro.document import document_view
from dialogs.flows.retro.outcome import Summary, gather_summary
from dialogs.okr.model import OrganisationId
from dialogs.okr.retro import RetroId, Stage
from dialogs.ports import Store, Work
from dialogs.text import Reader
from dialogs.views import Chart, View
from dialogs.words.draw import draw

MARKDOWN, WORD = "md", "docx"
TYPES: Final[Mapping[str, str]] = {
    MARKDOWN: "text/markdown",
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_UNFIT: Final = re.compile(r"[^\w-]+")


def _picture(chart: Chart, reader: Reader) -> bytes:
    return paint(chart, reader, draw)


def _markdown(view: View, reader: Reader, written: datetime) -> bytes:
    del written
    return write_markdown(view, reader)


def _word(view: View, reader: Reader, written: datetime) -> bytes:
    from bot.documents.word import write_word  # noqa: PLC0415 - reads python-docx: for a moment

    return write_word(view, reader, _picture, written)


_WRITERS: Final[Mapping[str, Callable[[View, Reader, datetime], bytes]]] = {
    MARKDOWN: _markdown,
    WORD: _word,
}


class RetroDocuments:
    """Writes published retros as documents, beside the loop: a picture takes a moment."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that there are, as a file's name ends."""
        return (WORD, MARKDOWN)

    async def __call__(
        self, organisation: OrganisationId, retro: str, form: str, reader: Reader
    ) -> Document | None:
        """Return a retro's document; None for no such form, and for what was never published.

        Raises BeingCorrectedError for one that is being corrected.
        """
        if form not in _WRITERS:
            return None
        summary = await self._store.read(organisation, lambda work: published(work, retro))
        return None if summary is None else await written(summary, form, reader)


def published(work: Work, retro: str) -> Summary | None:
    """Gather a retro that everybody may read; None where there is none of that id.

    Raises BeingCorrectedError where what was published is being corrected.
    """
    found = work.retro(RetroId(retro))
    if found is None or found.published is None:
        return None
    if found.stage is not Stage.PUBLISHED:
        raise BeingCorrectedError
    unit = work.unit(found.unit)
    cycle = next((each for each in work.cycles() if each.id == found.cycle), None)
    return None if unit is None or cycle is None else gather_summary(work, unit, cycle, found)


async def written(summary: Summary, form: str, reader: Reader) -> Document:
    """Write a retro in a form; raise KeyError for one that there is not."""
    view, at = document_view(summary), summary.retro.published or summary.retro.started
    body = await asyncio.to_thread(_WRITERS[form], view, reader, at)
    return Document(f"{file_name(summary)}.{form}", TYPES[form], body)


def file_name(summary: Summary) -> str:
    """Name a retro's file after its unit and cycle, in letters that every system takes."""
    words = f"{summary.unit.name} {summary.cycle.name}".casefold()
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return _UNFIT.sub("-", plain).strip("-") or "retro"
