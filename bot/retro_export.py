"""Writing a published retro to a file, or to the terminal: Markdown, or a .docx for Word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

from adapters.web.door import Document
from bot.documents.retro import MARKDOWN, WORD, written
from bot.errors import OperatorError
from bot.opening import open_current, the_organisation
from dialogs.flows.retro.outcome import Summary, gather_summary
from dialogs.flows.status import find_unit
from dialogs.okr.model import Language, Organisation, Unit
from dialogs.okr.retro import Stage
from dialogs.ports import Work
from dialogs.text import Reader

FORMS: Final[Mapping[str, str]] = {".md": MARKDOWN, ".markdown": MARKDOWN, ".docx": WORD}
MOST_NAMED: Final = 5
"""Units or cycles that are named where none of them was meant for certain."""


async def export_retro(
    url: str,
    unit: str,
    *,
    cycle: str | None,
    to: Path | None,
    language: Language | None,
    organisation: str | None,
    out: Console,
) -> None:
    """Write the retro of a unit's cycle, or the one that was published last.

    Without a file, Markdown goes to the terminal. Raises OperatorError for no such unit, for no
    such retro, and for a file that cannot be written.
    """
    form = _form(to)
    database = await open_current(url)
    try:
        chosen = await the_organisation(database, organisation)
        summary = await database.read(chosen.id, lambda work: _chosen(work, unit, cycle))
    finally:
        await database.close()
    document = await written(summary, form, _reader(chosen, summary.unit, language))
    if to is None:
        out.file.write(document.body.decode())
        return
    _save(to, document)
    out.print(Text(f"{summary.unit.name}, {summary.cycle.name}: written to {to}."))


def _form(to: Path | None) -> str:
    if to is None:
        return MARKDOWN
    form = FORMS.get(to.suffix.casefold())
    if form is None:
        raise OperatorError(
            f"--to {to}: Rytmi writes no {to.suffix or 'files without an ending'}",
            "Name a file that ends with .md or .docx.",
        )
    return form


def _save(to: Path, document: Document) -> None:
    try:
        to.write_bytes(document.body)
    except OSError as error:
        raise OperatorError(
            f"--to {to}: {error.strerror or error}", "Name a file in a folder that can be written."
        ) from None


def _reader(organisation: Organisation, unit: Unit, language: Language | None) -> Reader:
    spoken = language or unit.language or organisation.language
    return Reader(spoken, unit.zone or organisation.zone)


def _chosen(work: Work, named: str, cycle: str | None) -> Summary:
    """Find the retro; raise OperatorError that says which there are."""
    unit, candidates = find_unit(work.units(), named)
    if unit is None:
        names = [f"{each.name} ({each.id})" for each in candidates[:MOST_NAMED]]
        remedy = f"Perhaps: {', '.join(names)}." if names else "`rytmi export` lists all units."
        what = "several units are called" if len(candidates) > 1 else "there is no unit"
        raise OperatorError(f"{what} {named!r}", remedy)
    retros = [each for each in work.retros_of([unit.id]) if each.published is not None]
    cycles = {each.id: each for each in work.cycles()}
    if cycle is None:
        retro = max(retros, key=lambda each: cycles[each.cycle].end, default=None)
    else:
        wanted = (each for each in retros if cycle in {each.cycle, cycles[each.cycle].name})
        retro = next(wanted, None)
    if retro is None:
        raise _nothing(unit, cycle, [cycles[each.cycle].name for each in retros])
    if retro.stage is not Stage.PUBLISHED:
        raise OperatorError(
            f"{unit.name} is correcting its retro of {cycles[retro.cycle].name}",
            "It can be exported once it is published again.",
        )
    return gather_summary(work, unit, cycles[retro.cycle], retro)


def _nothing(unit: Unit, cycle: str | None, published: list[str]) -> OperatorError:
    if cycle is not None and published:
        names = ", ".join(published[:MOST_NAMED])
        return OperatorError(
            f"{unit.name} has published no retro of {cycle!r}", f"Published: {names}."
        )
    return OperatorError(
        f"{unit.name} has published no retro",
        f"It can be exported once it is published: `/okr retro {unit.id}` shows how far it is.",
    )
