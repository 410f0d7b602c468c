"""A retro as a document: nothing is cut, and nothing is folded away."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from dialogs.flows.parts import blocks, trend_chart
from dialogs.flows.retro.outcome import Summary
from dialogs.flows.retro.wording import (
    carry_blocks,
    change_blocks,
    final_words,
    fit_words,
    fits_line,
    headline,
    lead,
    note_line,
    notes_by_theme,
    objective_mean,
    theme_line,
)
from dialogs.okr.model import (
    KeyResult,
    Objective,
)
from dialogs.text import Day, Points, Text, Verbatim, say
from dialogs.views import (
    Block,
    Bullets,
    Chart,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Table,
    View,
)
from dialogs.views import Note as SmallPrint


def document_view(summary: Summary) -> View:
    """Show everything, for a document: nothing is cut, and nothing is folded away."""
    title = say("summary-title", unit=summary.unit.name, cycle=summary.cycle.name)
    return View(
        headline(summary),
        blocks(
            Heading(title),
            _document_facts(summary),
            Paragraph(lead(summary)),
            *change_blocks(summary),
            *_document_goals(summary),
            *_document_themes(summary),
            *carry_blocks(summary, cut=False),
        ),
    )


def _document_facts(summary: Summary) -> Facts:
    retro, cycle = summary.retro, summary.cycle
    span = say("document-span", first=Day(cycle.start), last=Day(cycle.end))
    items = [
        Fact(say("document-unit"), Verbatim(summary.unit.name)),
        Fact(say("document-cycle"), say("document-of", name=cycle.name, span=span)),
    ]
    if retro.published is not None:
        zone = ZoneInfo(summary.unit.zone or "UTC")
        day = say("document-day", day=Day(retro.published.astimezone(zone).date()))
        items.append(Fact(say("document-published"), day))
    if retro.wrote is not None and retro.manner is not None:
        wrote = say(f"document-wrote-{retro.manner.value}", count=retro.wrote)
        items.append(Fact(say("document-wrote"), wrote))
    return Facts(tuple(items))


def _document_goals(summary: Summary) -> Iterator[Block]:
    if not summary.aims.objectives:
        return
    yield Heading(say("summary-goals"), 2)
    if summary.scores:
        yield Paragraph(fits_line(summary))
    header = tuple(say(f"document-{name}") for name in ("goal", "final", "score", "fit", "why"))
    for objective in summary.aims.objectives:
        title = _whole_objective(summary, objective)
        yield Heading(title, 3)
        found = tuple(_document_row(summary, each) for each in summary.of(objective.id))
        if found:
            yield Table(title, header, found)
    yield SmallPrint(say("summary-allowed"))
    chart: Chart | None = trend_chart(summary.trend)
    if chart is not None:
        yield chart


def _whole_objective(summary: Summary, objective: Objective) -> Text:
    mean = objective_mean(summary, objective)
    if mean is None:
        return Verbatim(objective.title)
    return say("summary-objective", title=objective.title, score=Points(mean))


def _document_row(summary: Summary, key_result: KeyResult) -> tuple[Text, ...]:
    score = summary.scores.get(key_result.id)
    title, final = Verbatim(key_result.title), final_words(key_result, score)
    if score is None:
        return title, final, say("summary-unscored"), Verbatim(""), Verbatim("")
    figure = say("value-points", points=Points(score.score))
    return title, final, figure, fit_words(score.fit), Verbatim(score.why)


def _document_themes(summary: Summary) -> Iterator[Block]:
    if summary.themes:
        yield Heading(say("summary-themes"), 2)
        yield Bullets(tuple(theme_line(each) for each in summary.themes))
    if not summary.notes:
        return
    yield Heading(say("summary-notes", count=len(summary.notes)), 2)
    for title, notes in notes_by_theme(summary):
        yield Heading(title, 3)
        yield Bullets(tuple(note_line(summary, each) for each in notes))
