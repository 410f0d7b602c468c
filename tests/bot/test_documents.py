"""A retro as a document: everything is in it, people's words stay words, and Word can read it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest

from adapters.pictures.paint import paint
from bot.documents.markdown import escaped, write_markdown
from bot.documents.retro import MARKDOWN, WORD, file_name, written
from bot.documents.word import write_word
from dialogs.flows.retro.document import document_view
from dialogs.okr.model import Language
from dialogs.okr.retro import Manner
from dialogs.text import Reader, Verbatim
from dialogs.views import Bullets, Details, Heading, Meter, Note, Paragraph, Quote, Tone, View
from dialogs.words.draw import draw
from tests.dialogs.flows.retro.ended import change, largest, note, retro_at, summed, themes
from tests.dialogs.flows.retro.given import BEN, NOW
from tests.shapes.gallery import blocks as every_block
from tests.shapes.nasty import NASTY

ENGLISH = Reader(Language.ENGLISH, "Europe/Helsinki")
LANGUAGES = pytest.mark.parametrize("language", Language)
WORDS = pytest.mark.parametrize("words", NASTY, ids=lambda words: ascii(words[:24]))


def no_picture(*_: object) -> bytes:
    raise AssertionError("this document has no chart")


async def word_of(summary: object, language: Language = Language.ENGLISH) -> docx.document.Document:
    document = await written(summary, WORD, Reader(language, "UTC"))  # type: ignore[arg-type] # what each test hands over fits
    return docx.Document(io.BytesIO(document.body))


def words_of(document: docx.document.Document) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("# no title", "\\# no title"),
        ("1. no list", "1\\. no list"),
        ("- nor this", "\\- nor this"),
        ("*star* _line_ `code` [a](b) <b> a|b ~x~", None),
        ("https://example.org www.example.org", "https\\://example.org www\\.example.org"),
        ("two\nlines", "two lines"),
        ("3.5 points, e.g. a-b", "3\\.5 points, e.g. a-b"),
    ],
)
def test_what_people_wrote_is_no_markup(words: str, kept: str | None) -> None:
    if kept is not None:
        assert escaped(words) == kept
        return
    for sign in "*_`[]<>|~":
        assert f"\\{sign}" in escaped(words)
        assert sign not in escaped(words).replace(f"\\{sign}", "")


@WORDS
@pytest.mark.parametrize("form", [MARKDOWN, WORD])
async def test_whatever_people_write_can_be_written_down(words: str, form: str) -> None:
    whole = summed(changes=(change(text=words),), notes=(note(words),), themes=themes(1))
    document = await written(
        replace(whole, retro=retro_at(whole.retro.stage, Manner.NAMED, 1)), form, ENGLISH
    )
    if form == MARKDOWN:
        body = document.body.decode()
        # A line that somebody broke begins nothing of its own.
        assert sum(line.startswith("#") for line in body.splitlines()) == body.count("\n#") + 1
    else:
        assert docx.Document(io.BytesIO(document.body)).paragraphs


def test_markdown_reads_as_it_should() -> None:
    view = document_view(summed(changes=(change(),), trend=()))
    lines = write_markdown(view, ENGLISH).decode().splitlines()
    assert lines[0] == "# Owls: retro of Q4"
    assert "1. We meet on Mondays – Ben, first look on 18 Jan 2027" in lines
    assert "| Key result | Final value | Score | How it was set | Why |" in lines
    assert (
        "| Result a | 70\u00a0kpl · target 0 → 100\u00a0kpl | 0.7 | set well | It grew. |" in lines
    )
    assert lines[-1]


@LANGUAGES
@pytest.mark.parametrize("manner", Manner)
async def test_a_word_document_holds_everything_and_a_picture(
    language: Language, manner: Manner
) -> None:
    whole = largest(manner)
    document = await word_of(whole, language)
    text = words_of(document)
    for words in (*(n.text for n in whole.notes), *(c.text for c in whole.changes)):
        assert words in text
    assert all(each.why in text for each in whole.scores.values())
    assert len(document.tables) == len(whole.aims.objectives)
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr")  # noqa: SLF001 - no other way to its alternative text
    assert ("Ben" in text.replace("– Ben,", "")) is (manner is Manner.NAMED)
    assert document.core_properties.author == "Rytmi"


async def test_an_anonymous_document_holds_no_author_even_in_its_hidden_parts() -> None:
    whole = replace(largest(), changes=(), names={BEN.id: "Benjamin-Author"})
    document = await written(whole, WORD, ENGLISH)
    with zipfile.ZipFile(io.BytesIO(document.body)) as parts:
        for name in parts.namelist():
            assert b"Benjamin-Author" not in parts.read(name), name


@LANGUAGES
async def test_a_word_document_names_its_language_and_its_headings(language: Language) -> None:
    document = await written(summed(trend=()), WORD, Reader(language, "UTC"))
    with zipfile.ZipFile(io.BytesIO(document.body)) as parts:
        tags = {"en": "en-GB", "fi": "fi-FI", "sv": "sv-SE", "nb": "nb-NO"}
        assert f'w:val="{tags[language.value]}"'.encode() in parts.read("word/styles.xml")
    read = docx.Document(io.BytesIO(document.body))
    assert read.paragraphs[0].style is not None
    assert read.paragraphs[0].style.name == "Heading 1"


def test_a_second_numbered_list_begins_with_one_again() -> None:
    two = View(
        Verbatim("x"),
        (
            Bullets((Verbatim("a"), Verbatim("b")), ordered=True),
            Paragraph(Verbatim("between")),
            Bullets((Verbatim("c"),), ordered=True),
        ),
    )
    document = docx.Document(io.BytesIO(write_word(two, ENGLISH, no_picture, NOW)))
    first, _, _, other = document.paragraphs
    xml = [each._p.xml for each in (first, other)]  # noqa: SLF001 - no other way to their lists
    assert "w:numId" not in xml[0]  # as its style counts
    number = int(re.findall(r'w:numId w:val="(\d+)"', xml[1])[0])
    numbering = document.part.numbering_part.element
    override = numbering.num_having_numId(number).lvlOverride_lst[0]
    assert override.startOverride.val == 1


def test_every_kind_of_block_can_be_written() -> None:
    view = View(Verbatim("x"), every_block("some words"))
    assert b"some words" in write_markdown(view, ENGLISH)
    png = b"\x89PNG\r\n\x1a\n"

    def picture(chart: object, reader: Reader) -> bytes:
        found = paint(chart, reader, draw)  # type: ignore[arg-type] # what each test hands over fits
        assert found.startswith(png)
        return found

    body = write_word(view, ENGLISH, picture, NOW)
    assert "some words" in words_of(docx.Document(io.BytesIO(body)))


def test_a_quote_bears_its_source_and_a_bar_its_figures() -> None:
    meter = Meter(
        Verbatim("Calls"), 0.4, 0.5, Verbatim("45 of 100"), Verbatim("at risk"), Tone.CARE
    )
    view = View(
        Verbatim("x"),
        (
            Heading(Verbatim("T")),
            meter,
            Quote("So it was", Verbatim("Calls")),
            Details(Verbatim("More"), (Note(Verbatim("small")),)),
        ),
    )
    text = write_markdown(view, ENGLISH).decode()
    assert "**Calls:** at risk · 40% · expected by now 50% · 45 of 100" in text
    assert "> So it was  \n> — Calls" in text
    assert "### More\n\n*small*" in text


def test_a_file_is_named_in_letters_that_every_system_takes() -> None:
    whole = summed()
    named = replace(whole, unit=replace(whole.unit, name="Häme / Kotihoito: 1…"))
    assert file_name(named) == "hame-kotihoito-1-q4"
    assert file_name(replace(named, unit=replace(whole.unit, name="部門"))) == "q4"
