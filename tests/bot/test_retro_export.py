"""An operator writes a retro to a file: what comes out, and what is said where nothing can."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import docx
import pytest
from rich.console import Console
from typer.testing import CliRunner

from adapters.web.door import BeingCorrectedError
from bot.cli import app
from bot.documents.retro import RetroDocuments
from bot.errors import OperatorError
from bot.retro_export import export_retro
from dialogs.okr.model import KeyResultId, Language, PersonId, UnitId
from dialogs.okr.retro import (
    Change,
    ChangeId,
    Fit,
    Manner,
    Note,
    NoteId,
    NoteKind,
    Retro,
    RetroId,
    Score,
    Stage,
)
from dialogs.ports import Work
from dialogs.text import Reader
from storage.database import Database
from tests.conversations.company import NEXT, ORGANISATION, QUARTER, company

NOW = datetime(2026, 12, 22, 8, tzinfo=UTC)
LIISA = PersonId("liisa")
RETRO = Retro(RetroId("r"), UnitId("owls"), QUARTER, Stage.PUBLISHED, LIISA, NOW, Manner.NAMED, 1)


async def stored(database: Database, *, published: bool = True) -> None:
    await database.save_structure(company())
    begun = replace(RETRO, stage=Stage.COLLECTING, wrote=None)
    score = Score(RETRO.id, KeyResultId("o1"), 45.0, 0.4, "Data | late", Fit.DEPENDED, LIISA, NOW)
    change = Change(
        ChangeId("r-1"), RETRO.id, RETRO.unit, NEXT, "We meet", LIISA, date(2027, 1, 18), 1
    )

    def write(work: Work) -> None:
        work.begin_retro(begun)
        work.add_notes(begun, LIISA, (Note(NoteId("n"), RETRO.id, NoteKind.WELL, "Queue", LIISA),))
        work.end_writing(begun, 1)
        work.score((score,))
        work.set_changes(RETRO.id, (change,))
        if published:
            work.publish_retro(replace(RETRO, published=NOW))

    await database.write(ORGANISATION, write)


async def exported(url: str, unit: str = "owls", **given: object) -> str:
    out = StringIO()
    options: dict[str, object] = {
        "cycle": None,
        "to": None,
        "language": None,
        "organisation": None,
        **given,
    }
    await export_retro(url, unit, out=Console(file=out, width=200), **options)  # type: ignore[arg-type] # options of their own kinds
    return out.getvalue()


async def test_markdown_goes_to_the_terminal_in_the_units_language(
    database: Database, database_url: str
) -> None:
    await stored(database)
    text = await exported(database_url)
    assert text.startswith("# Owls: jakson Q4 arviointi\n")
    assert "Data \\| late" in text
    assert "Onnistui: Queue (Liisa)" in text


async def test_a_file_is_written_in_the_language_that_is_asked_for(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await stored(database)
    for name, language in (("a.md", Language.SWEDISH), ("b.docx", Language.ENGLISH)):
        said = await exported(database_url, to=tmp_path / name, language=language, cycle="Q4")
        assert "Owls, Q4: written to" in said
    assert (tmp_path / "a.md").read_text("utf-8").startswith("# Owls: utvärdering av Q4\n")
    document = docx.Document(io.BytesIO((tmp_path / "b.docx").read_bytes()))
    assert document.paragraphs[0].text == "Owls: retro of Q4"


@pytest.mark.parametrize(
    ("unit", "given", "problem", "remedy"),
    [
        ("nowhere", {}, "there is no unit 'nowhere'", "`rytmi export` lists all units."),
        ("owl", {"cycle": "q9"}, "Owls has published no retro of 'q9'", "Published: Q4."),
        ("hares", {}, "Hares has published no retro", "`/okr retro hares`"),
        ("owls", {"to": Path("x.pdf")}, "writes no .pdf", "ends with .md or .docx"),
        ("owls", {"to": Path("/nope/x.md")}, "--to /nope/x.md", "a folder that can be written"),
        ("owls", {"organisation": "other"}, "there is no organisation 'other'", "county"),
    ],
)
async def test_what_cannot_be_written_is_said_with_its_remedy(
    database: Database,
    database_url: str,
    unit: str,
    given: dict[str, object],
    problem: str,
    remedy: str,
) -> None:
    await stored(database)
    with pytest.raises(OperatorError) as caught:
        await exported(database_url, unit, **given)
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy


async def test_what_is_not_published_is_not_written(database: Database, database_url: str) -> None:
    await stored(database, published=False)
    with pytest.raises(OperatorError, match="published no retro"):
        await exported(database_url)


async def test_what_is_being_corrected_says_so_and_comes_back(
    database: Database, database_url: str
) -> None:
    """Somebody has the link already: it is not said never to have been published."""
    await stored(database)
    documents = RetroDocuments(database)
    reader = Reader(Language.ENGLISH, "UTC")
    await database.write(ORGANISATION, lambda work: work.set_stage(RETRO.id, Stage.CARRYING))
    with pytest.raises(BeingCorrectedError):
        await documents(ORGANISATION, RETRO.id, "md", reader)
    with pytest.raises(OperatorError, match="is correcting its retro of Q4"):
        await exported(database_url)
    again = replace(RETRO, published=NOW)
    await database.write(ORGANISATION, lambda work: work.publish_retro(again))
    assert await documents(ORGANISATION, RETRO.id, "md", reader) is not None


def test_the_command_explains_itself() -> None:
    said = CliRunner().invoke(app, ["retro", "export", "--help"], env={"COLUMNS": "200"}).output
    for option in ("--cycle", "--to", "--language", "--org"):
        assert option in said
