"""What a retro says in the end: scores, themes, changes, what goes on; for posts and documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.flows.parts import aim, blocks, measured, trend_chart
from dialogs.okr.cycle import cycle_length, next_cycle
from dialogs.okr.model import (
    Cycle,
    KeyResult,
    KeyResultId,
    Objective,
    ObjectiveId,
    PersonId,
    Unit,
)
from dialogs.okr.retro import (
    About,
    Carry,
    Change,
    Fit,
    Manner,
    Note,
    NoteKind,
    Retro,
    Score,
    Stage,
    Theme,
    ThemeId,
    Verdict,
    key_result_named,
    may_show,
    mean_score,
    objective_named,
)
from dialogs.okr.rollup import WeekPoint
from dialogs.okr.week import Week
from dialogs.plain import short
from dialogs.ports import Work
from dialogs.retros import Aims
from dialogs.text import Day, Listing, Points, Text, Verbatim, say
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Chart,
    Details,
    Download,
    Fact,
    Facts,
    Heading,
    Meter,
    Paragraph,
    Quote,
    Table,
    Tone,
    View,
)
from dialogs.views import Note as SmallPrint

FEW: Final = 8
"""Up to so many key results are shown in the open and in full; more are folded away and cut."""
CUT_WHY, CUT_TITLE, CUT_NOTE, CUT_LINE = 70, 60, 90, 120
"""Characters that a message shows of each where there are many; documents have all of them."""
NOTES_OF_THEME, NOTES_SHOWN = 3, 12
"""Notes that a message shows of a theme, and of all of them."""
PAGE_OF_NOTES: Final = 25
"""Notes that are read at a time where somebody asks for all of them."""
SHORT_LINES: Final = 5
"""Lines of the short form, its title counted."""
_KINDS: Final = tuple(NoteKind)
_BEFORE_REVEAL: Final = frozenset({Stage.FACTS, Stage.SCORING, Stage.COLLECTING})


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that a retro's readers may see."""

    unit: Unit
    cycle: Cycle
    following: Cycle
    """The cycle from which on the changes are in force."""
    retro: Retro
    aims: Aims
    scores: Mapping[KeyResultId, Score]
    carries: Mapping[About, Carry]
    """By the goal that is meant."""
    themes: tuple[Theme, ...] = ()
    """The one with the most dots first."""
    notes: tuple[Note, ...] = ()
    """Those that may be shown, in an order that says nothing of who wrote them."""
    changes: tuple[Change, ...] = ()
    names: Mapping[PersonId, str] | None = None
    """Of those who see to changes; of writers where notes bear names."""
    trend: tuple[WeekPoint, ...] = ()

    @property
    def mean(self) -> float | None:
        """The mean score of all key results that have one."""
        return mean_score([each.score for each in self.scores.values()])

    def name(self, person: PersonId | None) -> str:
        """Return somebody's name; empty for nobody."""
        return "" if person is None else (self.names or {}).get(person, str(person))

    def of(self, objective: ObjectiveId) -> list[KeyResult]:
        """Return the key results of an objective, in their order."""
        return [each for each in self.aims.key_results if each.objective == objective]


def gather_summary(
    work: Work, unit: Unit, cycle: Cycle, retro: Retro, on: date | None = None
) -> Summary:
    """Gather what a retro says; of notes only those that may be shown already.

    ``on`` is the day on which one is looked at that is not published: no curve runs beyond it.
    """
    aims = work.aims(unit.id, cycle.id)
    wanted = {each.id for each in aims.key_results}
    notes = tuple(shown_notes(retro, work.notes(retro.id) if _revealed(retro) else ()))
    changes = tuple(work.changes_of([retro.id]).get(retro.id, ()))
    themes = work.themes([retro.id]).get(retro.id, ())
    people = {each.owner for each in changes} | {each.author for each in notes if each.author}
    day = on if retro.published is None else retro.published.date()
    last = cycle.end if day is None else max(min(day, cycle.end), cycle.start)
    weeks = (Week.of(cycle.start), Week.of(last))
    return Summary(
        unit=unit,
        cycle=cycle,
        following=next_cycle(cycle, cycle_length(unit), work.cycles()),
        retro=retro,
        aims=aims,
        scores={
            each.key_result: each
            for each in work.scores([retro.id]).get(retro.id, ())
            if each.key_result in wanted
        },
        carries={each.about: each for each in work.carries(retro.id)},
        themes=tuple(sorted(themes, key=lambda each: (-each.dots, each.position))),
        notes=notes,
        changes=changes,
        names={each.id: each.name for each in work.people(people).values()} if people else {},
        trend=tuple(work.trend(wanted, weeks)) if wanted else (),
    )


def _revealed(retro: Retro) -> bool:
    return (
        retro.wrote is not None
        and retro.manner is not None
        and retro.stage not in _BEFORE_REVEAL
        and may_show(retro.manner, retro.wrote)
    )


def shown_notes(retro: Retro, notes: Sequence[Note]) -> Iterator[Note]:
    """Yield the notes that may be shown, sorted by what they say; anonymous ones bear no name."""
    if not _revealed(retro):
        return
    for note in sorted(notes, key=lambda each: (_KINDS.index(each.kind), each.text.casefold())):
        author = note.author if retro.manner is Manner.NAMED else None
        yield Note(note.id, note.retro, note.kind, note.text, author, note.theme)


# --- views ----------------------------------------------------------------------------------------


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


def headline(summary: Summary) -> Text:
    """Say a retro in one line: how it went, and how much changes."""
    said = {"unit": summary.unit.name, "cycle": summary.cycle.name}
    if summary.mean is None:
        return say("summary-headline-plain", count=len(summary.changes), **said)
    score = Points(summary.mean)
    return say("summary-headline", score=score, count=len(summary.changes), **said)


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
            change=_change_line(summary, each, CUT_LINE),
        )
        for each in summary.changes
    ]
    lines: list[Text] = [_lead(summary)]
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
        Paragraph(_lead(summary)),
        *_change_blocks(summary),
        *_score_blocks(summary),
        *_theme_blocks(summary),
        *_carry_blocks(summary, cut=len(summary.aims.key_results) > FEW),
        trend_chart(summary.trend) if picture else None,
    )


def _lead(summary: Summary) -> Text:
    if summary.mean is None:
        return say("summary-lead-plain")
    return say("summary-lead", score=Points(summary.mean), count=len(summary.scores))


def _change_blocks(summary: Summary) -> Iterator[Block]:
    yield Heading(say("summary-changes", cycle=summary.following.name), 2)
    if not summary.changes:
        yield Paragraph(say("summary-nothing-changes"))
        return
    lines = tuple(_change_line(summary, each) for each in summary.changes)
    yield Bullets(lines, ordered=True)


def _change_line(summary: Summary, change: Change, most: int | None = None) -> Text:
    text = change.text if most is None else short(change.text, most)
    return say("summary-change", text=text, owner=summary.name(change.owner), day=Day(change.check))


def _score_blocks(summary: Summary) -> Iterator[Block]:
    key_results = summary.aims.key_results
    if not summary.aims.objectives and not key_results:
        return
    yield Heading(say("summary-goals"), 2)
    if summary.scores:
        yield Paragraph(_fits(summary))
    if len(key_results) <= FEW:
        yield from _goals(summary)
    else:
        yield Bullets(tuple(_objective_line(summary, each) for each in summary.aims.objectives))
        title = say("summary-key-results", count=len(key_results))
        yield Details(title, tuple(_many_goals(summary)))
    if any(each.score < 1 for each in summary.scores.values()):
        yield SmallPrint(say("summary-allowed"))


def _fits(summary: Summary) -> Text:
    """Say how the goals were set: each way with its number."""
    return say("summary-fits", fits=fit_counts([each.fit for each in summary.scores.values()]))


def fit_counts(fits: Sequence[Fit]) -> Text:
    """Count how goals were set, the most frequent judgement first."""
    counted = Counter(fits)
    order = sorted(counted, key=lambda fit: (-counted[fit], list(Fit).index(fit)))
    return Listing(tuple(say(f"summary-fit-count-{_dashed(f)}", count=counted[f]) for f in order))


def fit_words(fit: Fit) -> Text:
    """Say how one goal was set."""
    return say(f"summary-fit-{_dashed(fit)}")


def _dashed(name: Fit | NoteKind) -> str:
    return name.value.replace("_", "-")


def _objective_line(summary: Summary, objective: Objective) -> Text:
    title = short(objective.title, CUT_LINE)
    mean = objective_mean(summary, objective)
    if mean is None:
        return Verbatim(title)
    return say("summary-objective", title=title, score=Points(mean))


def objective_mean(summary: Summary, objective: Objective) -> float | None:
    """Return the mean score of an objective's key results; None where none is scored."""
    scored = (summary.scores.get(each.id) for each in summary.of(objective.id))
    return mean_score([each.score for each in scored if each is not None])


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
        caption=_final(key_result, score),
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
    title, final = short(key_result.title, CUT_TITLE), _final(key_result, score)
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


def _final(key_result: KeyResult, score: Score | None) -> Text:
    target = aim(key_result.measure, key_result.scale)
    if score is None:
        return say("summary-aim", aim=target)
    value = measured(key_result.measure, score.value, key_result.scale)
    return say("summary-final", value=value, aim=target)


# --- themes and notes -----------------------------------------------------------------------------


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
            said += [Heading(title, 3), Bullets(tuple(_note(summary, n, CUT_NOTE) for n in shown))]
    missing = len(summary.notes) - _notes_in_message(summary)
    if missing:
        said.append(SmallPrint(say("summary-more-notes", count=missing)))
    yield Details(say("summary-notes", count=len(summary.notes)), tuple(said))


def _notes_in_message(summary: Summary) -> int:
    of_themes = sum(min(NOTES_OF_THEME, len(notes)) for _, notes in notes_by_theme(summary))
    return min(NOTES_SHOWN, of_themes)


def theme_line(theme: Theme) -> Text:
    """Write a theme with its dots."""
    return say("summary-theme", theme=theme.title, count=theme.dots)


def notes_by_theme(summary: Summary) -> list[tuple[Text, list[Note]]]:
    """Return the notes under the themes that they belong to; what belongs to none comes last."""
    of_theme: dict[ThemeId | None, list[Note]] = {}
    known = {each.id for each in summary.themes}
    for note in summary.notes:
        of_theme.setdefault(note.theme if note.theme in known else None, []).append(note)
    found: list[tuple[Text, list[Note]]] = [
        (Verbatim(theme.title), of_theme[theme.id])
        for theme in summary.themes
        if theme.id in of_theme
    ]
    if None in of_theme:
        found.append((say("summary-no-theme"), of_theme[None]))
    return found


def _note(summary: Summary, note: Note, most: int | None = None) -> Text:
    text = note.text if most is None else short(note.text, most)
    line = say(f"summary-note-{_dashed(note.kind)}", text=text)
    author = summary.name(note.author)
    return say("summary-note-by", note=line, author=author) if author else line


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
        lines = tuple(_note(summary, note) for of, note in shown if of == name)
        found += [Heading(name, 2), Bullets(lines)]
    rest = len(every) - first - len(shown)
    if rest:
        args = (("first", str(first + len(shown))), ("retro", str(summary.retro.id)))
        more = Button(say("summary-next-notes", count=rest), Action("retro", "said", args))
        found.append(Buttons((more,)))
    return View(title, tuple(found))


# --- what goes on ---------------------------------------------------------------------------------


def _carry_blocks(summary: Summary, *, cut: bool) -> Iterator[Block]:
    groups = [(verdict, list(_carried(summary, verdict, cut=cut))) for verdict in Verdict]
    if not any(lines for _, lines in groups):
        return
    parts: list[Block] = []
    for verdict, lines in groups:
        if lines:
            parts += [Heading(say(f"summary-goes-{verdict.value}"), 3), Bullets(tuple(lines))]
    title = say("summary-goes-on")
    if cut:
        yield Details(title, tuple(parts))
    else:
        yield Heading(title, 2)
        yield from parts


def _carried(summary: Summary, verdict: Verdict, *, cut: bool) -> Iterator[Text]:
    """Name the goals with a verdict: objectives, and key results that theirs does not speak for.

    Where there are many, those key results stand together in one line.
    """
    many: list[Text] = []
    for objective in summary.aims.objectives:
        own = summary.carries.get(objective_named(objective.id))
        same = own is not None and own.verdict is verdict
        if own is not None and same:
            yield _carry_line(own, objective.title, cut=cut)
        for key_result in summary.of(objective.id):
            each = summary.carries.get(key_result_named(key_result.id))
            if each is None or each.verdict is not verdict:
                continue
            said = same and own is not None and (cut or each.reason == own.reason)
            if said and not each.title:
                continue
            if cut:
                many.append(_carry_name(each, key_result.title, cut=True))
            else:
                yield _carry_line(each, key_result.title, cut=False)
    if many:
        yield Listing(tuple(many))


def _carry_line(carry: Carry, title: str, *, cut: bool) -> Text:
    name = _carry_name(carry, title, cut=cut)
    reason = short(carry.reason, CUT_WHY) if cut else carry.reason
    return say("summary-because", goal=name, reason=reason) if reason else name


def _carry_name(carry: Carry, title: str, *, cut: bool) -> Text:
    was = short(title, CUT_TITLE) if cut else title
    new = short(carry.title, CUT_TITLE) if cut else carry.title
    if carry.verdict is Verdict.CHANGE and new and new != was:
        return say("summary-renamed", was=was, new=new)
    return Verbatim(was)


# --- the document ---------------------------------------------------------------------------------


def document_view(summary: Summary) -> View:
    """Show everything, for a document: nothing is cut, and nothing is folded away."""
    title = say("summary-title", unit=summary.unit.name, cycle=summary.cycle.name)
    return View(
        headline(summary),
        blocks(
            Heading(title),
            _document_facts(summary),
            Paragraph(_lead(summary)),
            *_change_blocks(summary),
            *_document_goals(summary),
            *_document_themes(summary),
            *_carry_blocks(summary, cut=False),
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
        yield Paragraph(_fits(summary))
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
    title, final = Verbatim(key_result.title), _final(key_result, score)
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
        yield Bullets(tuple(_note(summary, each) for each in notes))
