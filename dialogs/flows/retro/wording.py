"""How the parts of a retro are put into words, for messages and documents alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dialogs.flows.parts import aim, measured
from dialogs.flows.retro.outcome import Summary
from dialogs.okr.model import (
    KeyResult,
    Objective,
)
from dialogs.okr.retro import (
    Carry,
    Change,
    Fit,
    Note,
    NoteKind,
    Score,
    Theme,
    ThemeId,
    Verdict,
    key_result_named,
    mean_score,
    objective_named,
)
from dialogs.plain import short
from dialogs.text import Day, Listing, Points, Text, Verbatim, say
from dialogs.views import (
    Block,
    Bullets,
    Details,
    Heading,
    Paragraph,
)

CUT_WHY, CUT_TITLE, CUT_NOTE, CUT_LINE = 70, 60, 90, 120
"""Characters that a message shows of each where there are many; documents have all of them."""


def headline(summary: Summary) -> Text:
    """Say a retro in one line: how it went, and how much changes."""
    said = {"unit": summary.unit.name, "cycle": summary.cycle.name}
    if summary.mean is None:
        return say("summary-headline-plain", count=len(summary.changes), **said)
    score = Points(summary.mean)
    return say("summary-headline", score=score, count=len(summary.changes), **said)


def lead(summary: Summary) -> Text:
    """Say how it went, in a sentence."""
    if summary.mean is None:
        return say("summary-lead-plain")
    return say("summary-lead", score=Points(summary.mean), count=len(summary.scores))


def change_blocks(summary: Summary) -> Iterator[Block]:
    """List what changes, with who sees to it."""
    yield Heading(say("summary-changes", cycle=summary.following.name), 2)
    if not summary.changes:
        yield Paragraph(say("summary-nothing-changes"))
        return
    lines = tuple(change_line(summary, each) for each in summary.changes)
    yield Bullets(lines, ordered=True)


def change_line(summary: Summary, change: Change, most: int | None = None) -> Text:
    """Write a change with its owner and its first day; ``most``: characters of its words."""
    text = change.text if most is None else short(change.text, most)
    return say("summary-change", text=text, owner=summary.name(change.owner), day=Day(change.check))


def fits_line(summary: Summary) -> Text:
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


def objective_mean(summary: Summary, objective: Objective) -> float | None:
    """Return the mean score of an objective's key results; None where none is scored."""
    scored = (summary.scores.get(each.id) for each in summary.of(objective.id))
    return mean_score([each.score for each in scored if each is not None])


def final_words(key_result: KeyResult, score: Score | None) -> Text:
    """Write the final value beside the target."""
    target = aim(key_result.measure, key_result.scale)
    if score is None:
        return say("summary-aim", aim=target)
    value = measured(key_result.measure, score.value, key_result.scale)
    return say("summary-final", value=value, aim=target)


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


def note_line(summary: Summary, note: Note, most: int | None = None) -> Text:
    """Write a note, with its author where notes bear names; ``most``: characters of its words."""
    text = note.text if most is None else short(note.text, most)
    line = say(f"summary-note-{_dashed(note.kind)}", text=text)
    author = summary.name(note.author)
    return say("summary-note-by", note=line, author=author) if author else line


def carry_blocks(summary: Summary, *, cut: bool) -> Iterator[Block]:
    """Say what becomes of the goals; ``cut``: there are many, and a message has no room for all."""
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
