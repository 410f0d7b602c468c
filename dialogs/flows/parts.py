"""How a key result, a status and a set of figures are put into words and blocks, in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, assert_never
from zoneinfo import ZoneInfo

from dialogs.okr.cadence import (
    BeforeMeetings,
    CycleWorkday,
    MonthlyWeekday,
    MonthlyWorkday,
    OnDates,
    QuarterlyWorkday,
    Rule,
    Term,
    Weekly,
)
from dialogs.okr.measure import Change, KeepWithin, Measure, Milestones, YesNo
from dialogs.okr.model import Unit
from dialogs.okr.rollup import Figures, WeekPoint
from dialogs.okr.standing import Contradiction, Status, expected, status
from dialogs.okr.week import Week
from dialogs.ports import Goal
from dialogs.posts import PostKey
from dialogs.text import (
    Clock,
    Day,
    Listing,
    Phrase,
    Points,
    Quantity,
    Reader,
    Share,
    Text,
    Verbatim,
    say,
)
from dialogs.views import Action, Block, Button, Chart, Fact, Facts, Meter, Series, Tone

TONE: Final[Mapping[Status, Tone]] = {
    Status.OFF_TRACK: Tone.BAD,
    Status.AT_RISK: Tone.CARE,
    Status.ON_TRACK: Tone.GOOD,
    Status.STALE: Tone.QUIET,
    Status.NEW: Tone.QUIET,
}


def today(now: datetime, reader: Reader) -> date:
    """Return the calendar day where the reader is."""
    return now.astimezone(ZoneInfo(reader.zone)).date()


def day_of(unit: Unit, now: datetime) -> date:
    """Return the calendar day in a unit: its cycle has one phase, whoever looks from wherever.

    The unit is resolved up the tree.
    """
    return now.astimezone(ZoneInfo(unit.zone or "UTC")).date()


def measured(measure: Measure, value: float | None, scale: str) -> Text:
    """Write a value as its measure means it: a number, done steps, done or not."""
    if value is None:
        return say("value-none")
    match measure:
        case Change() | KeepWithin():
            return say("value-number", value=Quantity(value, scale))
        case Milestones(steps):
            return say("value-milestones", done=Quantity(value), steps=steps)
        case YesNo():
            return say("value-done" if value >= 1 else "value-not-done")
    assert_never(measure)


def stands(goal: Goal) -> Text:
    """Write where a key result stands: its value, and for a band whether it is inside.

    The progress of a band is no way to a target but the share of the answered weeks spent inside,
    so it is said in words.
    """
    measure, standing = goal.key_result.measure, goal.standing
    value = measured(measure, standing.value, goal.key_result.scale)
    if not isinstance(measure, KeepWithin) or standing.value is None or standing.progress is None:
        return value
    inside = measure.holds(standing.value)
    return say(
        "value-inside" if inside else "value-outside", value=value, share=Share(standing.progress)
    )


def aim(measure: Measure, scale: str) -> Text:
    """Write what the key result wants to reach."""
    match measure:
        case Change(start, target):
            return say("aim-change", start=Quantity(start), target=Quantity(target, scale))
        case KeepWithin(low, high):
            if low is None and high is not None:
                return say("aim-at-most", high=Quantity(high, scale))
            if high is None and low is not None:
                return say("aim-at-least", low=Quantity(low, scale))
            return say(
                "aim-within", low=Quantity(low or 0.0, scale), high=Quantity(high or 0.0, scale)
            )
        case Milestones(steps):
            return say("aim-milestones", steps=steps)
        case YesNo():
            return say("aim-yes")
    assert_never(measure)


def state(name: Status) -> Text:
    """Name a status."""
    return say(f"status-{name.value.replace('_', '-')}")


def goal_meter(goal: Goal, on: date, *, label: Text | None = None) -> Meter:
    """Draw one key result: how far it is, how far one would expect, and what the team believes."""
    standing, measure = goal.standing, goal.key_result.measure
    word, tone = _state(goal, on)
    return Meter(
        label=label if label is not None else Verbatim(goal.key_result.title),
        share=standing.progress,
        expected=expected(measure, goal.cycle, on),
        caption=_caption(goal),
        state=word,
        tone=tone,
        written=_band_word(goal),
    )


def _state(goal: Goal, on: date) -> tuple[Text, Tone]:
    """Say how a key result is doing, and what came of it once its cycle has ended."""
    if on <= goal.cycle.end:
        name = status(goal.standing, Week.of(on))
        return state(name), TONE[name]
    progress = goal.standing.progress
    if progress is None:
        return say("outcome-unanswered"), Tone.QUIET
    if progress >= 1:
        return say("outcome-reached"), Tone.GOOD
    # Falling short is allowed: it is said, and not coloured.
    band = isinstance(goal.key_result.measure, KeepWithin)
    return say("outcome-band" if band else "outcome-short"), Tone.PLAIN


def _band_word(goal: Goal) -> Text | None:
    """Say in a word whether a band is held; a percentage would read like progress."""
    measure, value = goal.key_result.measure, goal.standing.value
    if not isinstance(measure, KeepWithin) or value is None:
        return None
    return say("band-inside" if measure.holds(value) else "band-outside")


def _caption(goal: Goal) -> Text:
    standing, key_result = goal.standing, goal.key_result
    target = aim(key_result.measure, key_result.scale)
    if standing.week is None or standing.confidence is None:
        return say("meter-unanswered", aim=target)
    said: dict[str, Text] = {
        "value": stands(goal),
        "aim": target,
    }
    opinion = standing.opinion
    if opinion is not None and opinion.answers > 1:
        return say(
            "meter-spread",
            **said,
            confidence=Points(opinion.median),
            low=opinion.low,
            high=opinion.high,
            answers=opinion.answers,
            week=standing.week,
        )
    return say("meter-answered", **said, confidence=Points(standing.confidence), week=standing.week)


def counts_sentence(figures: Figures) -> Text:
    """Say the counts by status in one line; what does not occur is left out."""
    counted = (
        ("counts-off-track", figures.off_track),
        ("counts-at-risk", figures.at_risk),
        ("counts-on-track", figures.on_track),
        ("counts-stale", figures.stale),
        ("counts-new", figures.new),
    )
    items = tuple(say(key, count=count) for key, count in counted if count)
    return Listing(items) if items else say("counts-nothing")


def figure_facts(figures: Figures, before: Figures | None) -> Facts:
    """Put the figures side by side, each with its change since the last digest if there was one."""
    items = [Fact(say("fact-key-results"), counts_sentence(figures))]
    if figures.progress is not None:
        items.append(Fact(say("fact-progress"), _progress(figures, before)))
    if figures.confidence is not None:
        items.append(Fact(say("fact-confidence"), _confidence(figures.confidence, before)))
    if figures.asked:
        given = say("fact-answers-value", answered=figures.answered, asked=figures.asked)
        label = say("fact-answers" if before is not None else "fact-answers-recent")
        items.append(Fact(label, given))
    return Facts(tuple(items))


def _progress(figures: Figures, before: Figures | None) -> Text:
    now: Text = say("value-share", share=Share(figures.progress or 0.0))
    if before is not None and before.progress is not None:
        gain = Share((figures.progress or 0.0) - before.progress, signed=True)
        now = say("value-share-change", share=Share(figures.progress or 0.0), change=gain)
    if figures.expected is None or figures.paced is None:
        return now
    due = Share(figures.expected)
    if figures.paced == figures.progress:
        return say("fact-progress-value", now=now, expected=due)
    return say("fact-progress-paced", now=now, paced=Share(figures.paced), expected=due)


def _confidence(now: float, before: Figures | None) -> Text:
    if before is None or before.confidence is None:
        return say("value-points", points=Points(now))
    change = Points(now - before.confidence, signed=True)
    return say("value-points-change", points=Points(now), change=change)


def trend_chart(points: Sequence[WeekPoint]) -> Chart | None:
    """Draw progress and confidence over the weeks; None while one week or none is known."""
    known = [point for point in points if point.progress is not None]
    if len(known) < 2:  # noqa: PLR2004 - one point is no line
        return None
    first, last = known[0], known[-1]
    progress = tuple(None if p.progress is None else p.progress * 100 for p in points)
    confidence = tuple(point.confidence for point in points)
    return Chart(
        title=say("chart-title"),
        alt=_trend_words(first, last),
        labels=tuple(say("chart-week", week=point.week) for point in points),
        series=(
            Series(
                name=say("chart-progress"),
                values=progress,
                written=tuple(
                    say("value-none")
                    if point.progress is None
                    else say("value-share", share=Share(point.progress))
                    for point in points
                ),
                low=0.0,
                high=100.0,
                low_written=say("value-share", share=Share(0.0)),
                high_written=say("value-share", share=Share(1.0)),
            ),
            Series(
                name=say("chart-confidence"),
                values=confidence,
                written=tuple(
                    say("value-none")
                    if value is None
                    else say("value-points", points=Points(value))
                    for value in confidence
                ),
                low=1.0,
                high=10.0,
                low_written=say("value-points", points=Points(1)),
                high_written=say("value-points", points=Points(10)),
            ),
        ),
    )


def _trend_words(first: WeekPoint, last: WeekPoint) -> Phrase:
    """Tell a chart to those who do not see it."""
    progress = {"first": Share(first.progress or 0.0), "last": Share(last.progress or 0.0)}
    if last.confidence is None:
        return say("chart-alt-progress", first_week=first.week, last_week=last.week, **progress)
    return say(
        "chart-alt",
        first_week=first.week,
        last_week=last.week,
        confidence=Points(last.confidence),
        **progress,
    )


_CONTRADICTION: Final[Mapping[Contradiction, str]] = {
    Contradiction.CONFIDENT_NOT_MOVING: "contradiction-confident-not-moving",
    Contradiction.MOVING_NOT_CONFIDENT: "contradiction-moving-not-confident",
    Contradiction.UNCHANGED: "contradiction-unchanged",
}


def contradiction_words(goal: Goal) -> tuple[Phrase, ...]:
    """Say what does not fit in a key result; the team hears it first."""
    title = goal.key_result.title
    found = [say(_CONTRADICTION[name], title=title) for name in goal.standing.contradictions]
    opinion = goal.standing.opinion
    if opinion is not None and opinion.wide:
        spread = {"low": opinion.low, "high": opinion.high}
        found.append(say("contradiction-spread", title=title, **spread))
    return tuple(found)


def rule_words(rule: Rule, at: Clock) -> Phrase:
    """Say a rule as a sentence's part: "on the first Tuesday of each month at 9.00"."""
    match rule:
        case Weekly(weekday):
            return say("rule-weekly", weekday=say(f"every-{weekday}"), at=at)
        case MonthlyWeekday(nths, weekday):
            places = Listing(tuple(say(f"nth-{nth}") for nth in nths))
            return say("rule-monthly", nths=places, weekday=say(f"of-month-{weekday}"), at=at)
        case MonthlyWorkday(nth):
            return say("rule-workday", nth=nth, at=at)
        case QuarterlyWorkday(nth):
            return say("rule-quarterly", nth=nth, at=at)
        case CycleWorkday(nth):
            return say("rule-cycle", nth=nth, at=at)
        case BeforeMeetings(before):
            return say("rule-meetings", before=before, at=at)
        case OnDates(days):
            dates = tuple(
                say("rule-date", day=Day(date(2023, *pair), with_year=False)) for pair in days
            )
            return say("rule-dates", dates=Listing(dates), at=at)
        case Term(years, first):
            return say("rule-term", years=years, day=Day(first), at=at)
    assert_never(rule)


def why_button(key: PostKey) -> Button:
    """Return what each message carries: it asks why the message came."""
    return Button(say("button-why"), Action("why", "show", (("key", key),)))


def blocks(*items: Block | None) -> tuple[Block, ...]:
    """Return the blocks that are there."""
    return tuple(item for item in items if item is not None)
