"""A retro's summary as its channel, the level above and everybody who asks read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dialogs.flows.parts import blocks, trend_chart
from dialogs.flows.retro.outcome import Summary
from dialogs.flows.retro.wording import (
    CUT_LINE,
    CUT_NOTE,
    CUT_TITLE,
    CUT_WHY,
    carry_blocks,
    change_blocks,
    change_line,
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
from dialogs.okr.retro import (
    Stage,
)
from dialogs.plain import short
from dialogs.text import Points, Text, Verbatim, say
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Details,
    Download,
    Heading,
    Meter,
    Paragraph,
    Quote,
    Tone,
    View,
)
from dialogs.views import Note as SmallPrint

FEW: Final = 8
"""Up to so many key results are shown in the open and in full; more are folded away and cut."""
NOTES_OF_THEME, NOTES_SHOWN = 3, 12
"""Notes that a message shows of a theme, and of all of them."""
PAGE_OF_NOTES: Final = 25
"""Notes that are read at a time where somebody asks for all of them."""
SHORT_LINES: Final = 5
"""Lines of the short form, its title counted."""


def summary_view(summary: Summary, *, corrected: bool = False) -> View:
    """Show a published retro as its channel reads it: what changes first, details folded away.

    ``corrected`` says so of one that takes the place of an earlier one.
    """
    title = say("summary-title", unit=summary.unit.name, cycle=summary.cycle.name)
    return View(
        headline(summary),
        blocks(
            Heading(title),
            SmallPrint(say("summary-corrected")) if corrected else None,
            *summary_blocks(summary),
            *closing_blocks(summary),
        ),
    )


def closing_blocks(summary: Summary) -> tuple[Block, ...]:
    """Offer all notes, and the document; there is none before a retro is published."""
    retro = summary.retro
    if retro.stage is not Stage.PUBLISHED:
        return ()
    args = (("retro", retro.id),)
    read = Button(say("summary-all-notes"), Action("retro", "said", args))
    return blocks(
        Buttons((read,)) if len(summary.notes) > _notes_in_message(summary) else None,
        Download(say("document-title"), retro.id),
    )


def short_view(summary: Summary, *, corrected: bool = False) -> View:
    """Tell the level above in five lines at most; a button leads to the whole."""
    key = "summary-title-corrected" if corrected else "summary-title"
    title = say(key, unit=summary.unit.name, cycle=summary.cycle.name)
    whole = Action("retro", "show", (("retro", summary.retro.id),))
    return View(
        headline(summary),
        (
            Heading(title),
            *(Paragraph(each) for each in _short_lines(summary)),
            Buttons((Button(say("summary-whole"), whole),)),
        ),
    )


def _short_lines(summary: Summary) -> list[Text]:
    changes = [
        say(
            "summary-short-change",
            cycle=summary.following.name,
            change=change_line(summary, each, CUT_LINE),
        )
        for each in summary.changes
    ]
    lines: list[Text] = [lead(summary)]
    if not changes:
        lines.append(say("summary-nothing-changes"))
    room = SHORT_LINES - 1 - len(lines) - len(changes)
    top = next((each for each in summary.themes if each.dots), None)
    if room > 0 and top is not None:
        lines.append(say("summary-top-theme", theme=top.title, count=top.dots))
    return [*lines, *changes][: SHORT_LINES - 1]


def summary_blocks(summary: Summary, *, picture: bool = True) -> tuple[Block, ...]:
    """Show what came of a cycle, within what a chat takes however much there is.

    ``picture``: with progress and confidence over the weeks.
    """
    return blocks(
        Paragraph(lead(summary)),
        *change_blocks(summary),
        *_score_blocks(summary),
        *_theme_blocks(summary),
        *carry_blocks(summary, cut=len(summary.aims.key_results) > FEW),
        trend_chart(summary.trend) if picture else None,
    )


def _score_blocks(summary: Summary) -> Iterator[Block]:
    key_results = summary.aims.key_results
    if not summary.aims.objectives and not key_results:
        return
    yield Heading(say("summary-goals"), 2)
    if summary.scores:
        yield Paragraph(fits_line(summary))
    if len(key_results) <= FEW:
        yield from _goals(summary)
    else:
        yield Bullets(tuple(_objective_line(summary, each) for each in summary.aims.objectives))
        title = say("summary-key-results", count=len(key_results))
        yield Details(title, tuple(_many_goals(summary)))
    if any(each.score < 1 for each in summary.scores.values()):
        yield SmallPrint(say("summary-allowed"))


def _objective_line(summary: Summary, objective: Objective) -> Text:
    title = short(objective.title, CUT_LINE)
    mean = objective_mean(summary, objective)
    if mean is None:
        return Verbatim(title)
    return say("summary-objective", title=title, score=Points(mean))


def _goals(summary: Summary) -> Iterator[Block]:
    for objective in summary.aims.objectives:
        yield Heading(_objective_line(summary, objective), 3)
        for key_result in summary.of(objective.id):
            yield from _goal(summary, key_result)


def _goal(summary: Summary, key_result: KeyResult) -> Iterator[Block]:
    score = summary.scores.get(key_result.id)
    title = Verbatim(key_result.title)
    yield Meter(
        label=title,
        share=None if score is None else score.score,
        expected=None,
        caption=final_words(key_result, score),
        state=say("summary-unscored") if score is None else fit_words(score.fit),
        # Falling short is allowed: it is said, and not coloured.
        tone=Tone.QUIET if score is None else Tone.PLAIN,
        written=None if score is None else say("value-points", points=Points(score.score)),
    )
    if score is not None and score.why:
        yield Quote(score.why, title)


def _many_goals(summary: Summary) -> Iterator[Block]:
    """List key results of which there are many, a line each: bars of all of them fill no card."""
    for objective in summary.aims.objectives:
        yield Heading(_objective_line(summary, objective), 3)
        found = summary.of(objective.id)
        if found:
            yield Bullets(tuple(_goal_line(summary, each) for each in found))


def _goal_line(summary: Summary, key_result: KeyResult) -> Text:
    score = summary.scores.get(key_result.id)
    title, final = short(key_result.title, CUT_TITLE), final_words(key_result, score)
    if score is None:
        return say("summary-because", goal=title, reason=say("summary-unscored"))
    line = say(
        "summary-result",
        title=title,
        score=Points(score.score),
        fit=fit_words(score.fit),
        final=final,
    )
    why = short(score.why, CUT_WHY)
    return say("summary-because", goal=line, reason=why) if why else line


def _theme_blocks(summary: Summary) -> Iterator[Block]:
    if summary.themes:
        yield Heading(say("summary-themes"), 2)
        yield Bullets(tuple(theme_line(each) for each in summary.themes))
    if not summary.notes:
        return
    said: list[Block] = []
    left = NOTES_SHOWN
    for title, notes in notes_by_theme(summary):
        shown = notes[: min(NOTES_OF_THEME, left)]
        left -= len(shown)
        if shown:
            said += [
                Heading(title, 3),
                Bullets(tuple(note_line(summary, n, CUT_NOTE) for n in shown)),
            ]
    missing = len(summary.notes) - _notes_in_message(summary)
    if missing:
        said.append(SmallPrint(say("summary-more-notes", count=missing)))
    yield Details(say("summary-notes", count=len(summary.notes)), tuple(said))


def _notes_in_message(summary: Summary) -> int:
    of_themes = sum(min(NOTES_OF_THEME, len(notes)) for _, notes in notes_by_theme(summary))
    return min(NOTES_SHOWN, of_themes)


def notes_view(summary: Summary, first: int) -> View:
    """Show all notes, a part of them at a time, from one on."""
    title = say("summary-notes-title", unit=summary.unit.name, cycle=summary.cycle.name)
    every = [(name, note) for name, notes in notes_by_theme(summary) for note in notes]
    if not every:
        nothing = say("summary-no-notes")
        return View(nothing, (Heading(title), Paragraph(nothing)))
    first = first if 0 <= first < len(every) else 0
    shown = every[first : first + PAGE_OF_NOTES]
    names = dict.fromkeys(name for name, _ in shown)
    found: list[Block] = [Heading(title)]
    for name in names:
        lines = tuple(note_line(summary, note) for of, note in shown if of == name)
        found += [Heading(name, 2), Bullets(lines)]
    rest = len(every) - first - len(shown)
    if rest:
        args = (("first", str(first + len(shown))), ("retro", str(summary.retro.id)))
        more = Button(say("summary-next-notes", count=rest), Action("retro", "said", args))
        found.append(Buttons((more,)))
    return View(title, tuple(found))
