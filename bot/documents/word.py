"""A view as a .docx document: real headings, lists and tables, and charts as pictures.

Whoever needs it imports it then: python-docx takes a moment.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, assert_never

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from dialogs.telling import Speech
from dialogs.text import Reader, Text, Verbatim
from dialogs.views import (
    Block,
    Bullets,
    Buttons,
    Chart,
    Details,
    Download,
    Facts,
    Heading,
    Meter,
    Note,
    Paragraph,
    Quote,
    Table,
    View,
)
from dialogs.words.draw import LOCALE, draw

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph as WordParagraph

Picture = Callable[[Chart, Reader], bytes]
"""Paints a chart as a PNG."""

AUTHOR: Final = "Rytmi"
_LEVELS: Final = 4
_PAGE, _MARGIN, _TALL = 21.0, 2.0, 29.7
"""Centimetres: A4 upright."""
_TEXT: Final = 10.5
"""Points."""
_WIDE: Final = 120
"""Characters beyond which a longer cell gets its column no more room."""
_LETTER, _EDGES, _LONGEST_WORD = 0.22, 0.5, 14
"""Centimetres of a bold letter and of a cell's edges; letters of a word that is kept whole."""


def write_word(view: View, reader: Reader, picture: Picture, written: datetime) -> bytes:
    """Write a view as a .docx; ``written`` is the day that it bears, aware."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(_PAGE), Cm(_TALL)
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin = section.bottom_margin = Cm(_MARGIN)
    document.styles["Normal"].font.size = Pt(_TEXT)
    speech = Speech(draw, reader)
    _speak(document, LOCALE[reader.language].replace("_", "-"))
    about = document.core_properties
    about.title, about.author, about.comments = speech(view.summary)[:255], AUTHOR, ""
    about.created = about.modified = written.replace(tzinfo=None)
    _Writer(document, speech, picture).blocks(view.blocks)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _speak(document: Document, language: str) -> None:
    """Name the language, so that a reader aloud and a spelling checker know it."""
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)


class _Writer:
    """Puts blocks into a document, one under the other."""

    def __init__(self, document: Document, speech: Speech, picture: Picture) -> None:
        self._document, self._say, self._picture = document, speech, picture
        self._lists = 0

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Write blocks in order."""
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text, level):
                self._document.add_heading(self._say(text), min(max(level, 1), _LEVELS))
            case Paragraph(text):
                self._document.add_paragraph(self._say(text))
            case Note(text):
                self._document.add_paragraph().add_run(self._say(text)).italic = True
            case Quote(text, source):
                self._quote(text, source)
            case Bullets(items, ordered):
                self._bullets(items, ordered=ordered)
            case Facts(items):
                for fact in items:
                    self._fact(fact.label, fact.value)
            case Meter():
                self._meter(block)
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case Details(title, inner):
                self._document.add_heading(self._say(title), 3)
                self.blocks(inner)
            case Buttons() | Download():
                return
            case _:
                assert_never(block)

    def _quote(self, text: str, source: Text) -> None:
        said = self._document.add_paragraph(style="Quote")
        said.add_run(self._say(Verbatim(text)))
        said.add_run(f" — {self._say(source)}").italic = False

    def _bullets(self, items: Sequence[Text], *, ordered: bool) -> None:
        style = "List Number" if ordered else "List Bullet"
        found = [self._document.add_paragraph(self._say(item), style=style) for item in items]
        if ordered:
            self._lists += 1
            if self._lists > 1:
                _begin_anew(self._document, found)

    def _fact(self, label: Text, value: Text) -> None:
        line = self._document.add_paragraph()
        line.paragraph_format.space_after = 0
        line.add_run(f"{self._say(label)}: ").bold = True
        line.add_run(self._say(value))

    def _meter(self, meter: Meter) -> None:
        parts = (self._say(meter.state), self._say.share(meter), self._say.expected(meter))
        said = " · ".join(part for part in (*parts, self._say(meter.caption)) if part)
        line = self._document.add_paragraph()
        line.add_run(f"{self._say(meter.label)}: ").bold = True
        line.add_run(said)

    def _table(self, table: Table) -> None:
        header = [self._say(cell) for cell in table.header]
        rows = [[self._say(cell) for cell in row] for row in table.rows]
        drawn = self._document.add_table(rows=1, cols=len(header), style="Light Grid Accent 1")
        drawn.autofit = False
        for cell, words in zip(drawn.rows[0].cells, header, strict=True):
            cell.text = words
        _repeat_header(drawn)
        for row in rows:
            for cell, words in zip(drawn.add_row().cells, row, strict=True):
                cell.text = words
        _set_widths(drawn, _widths([header, *rows]))
        self._document.add_paragraph().paragraph_format.space_after = 0

    def _chart(self, chart: Chart) -> None:
        png = self._picture(chart, self._say.reader)
        width = Cm(_PAGE - 2 * _MARGIN)
        shape = self._document.add_picture(io.BytesIO(png), width=width)
        about = shape._inline.docPr  # noqa: SLF001 - python-docx has no other way to its alternative text
        about.set("title", self._say(chart.title))
        about.set("descr", self._say(chart.alt))
        self._document.add_paragraph(self._say(chart.alt))


def _begin_anew(document: Document, items: Sequence[WordParagraph]) -> None:
    """Let a numbered list begin with 1: Word would go on counting from the list before."""
    numbering = document.part.numbering_part.element
    properties = document.styles["List Number"].element.pPr
    before = properties.numPr.numId.val
    abstract = numbering.num_having_numId(before).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    for item in items:
        own = item._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx has no other way to numbers
        own.get_or_add_ilvl().val = 0
        own.get_or_add_numId().val = number.numId


def _repeat_header(table: WordTable) -> None:
    """Let a table's header stand on each page that it goes on to."""
    properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way to it
    properties.append(OxmlElement("w:tblHeader"))


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Share the page's width out, in centimetres: no word is broken, the rest goes by length."""
    columns = list(zip(*rows, strict=True))
    words = [
        max((len(word) for cell in column for word in cell.split()), default=1)
        for column in columns
    ]
    narrow = [min(each, _LONGEST_WORD) * _LETTER + _EDGES for each in words]
    wanted = [
        max(max(map(len, column)) - word, 1) for column, word in zip(columns, words, strict=True)
    ]
    shares = [min(each, _WIDE) for each in wanted]
    room = max(_PAGE - 2 * _MARGIN - sum(narrow), 0)
    return [least + room * each / sum(shares) for least, each in zip(narrow, shares, strict=True)]


def _set_widths(table: WordTable, widths: Sequence[float]) -> None:
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
