"""How a home looks: what is to be done first, then how things stand, then what one may set.

It is read in one glance and drawn on a small page, so each part is short by itself and its rest
stands behind a button.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dialogs.flows.absence.said import days_words
from dialogs.flows.check_in.asking import stands_in
from dialogs.flows.check_in.facts import open_action
from dialogs.flows.digest import status_action
from dialogs.flows.home.facts import Facts, Place
from dialogs.flows.ledger import show_action
from dialogs.flows.parts import counts_sentence, goal_meter, rule_words
from dialogs.flows.settings import OWN_NAMES
from dialogs.flows.status import MOST_BUTTONS, unit_buttons
from dialogs.okr.hours import within_working_hours
from dialogs.okr.model import Unit
from dialogs.okr.rollup import Figures
from dialogs.okr.window import LATE_WEEKS
from dialogs.ports import Goal
from dialogs.text import Clock, Day, Instant, Listing, Phrase, Points, Text, Verbatim, say
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Fact,
    Heading,
    Note,
    Paragraph,
    Tone,
    View,
)
from dialogs.views import Facts as Figured

MOST_METERS: Final = 25
"""Key results that are shown: all that one unit may have. The rest stands in the units' status."""
MOST_OF_SEVERAL: Final = 20
"""The same where they are of several units: each then says which."""
MOST_BELOW: Final = 10
"""Units below one's own that are shown, the worst first; the tree has them all."""
MOST_COMING: Final = 5
"""Messages to come that are told in advance."""
MOST_ABSENCES: Final = 3
"""Absences that are named; more can be seen and cancelled with `/okr back`."""


def tell(facts: Facts) -> View:
    """Show somebody their home."""
    title = say("home-title", week=facts.mine.week)
    count = len(facts.due)
    summary = say("prompt-summary", week=facts.mine.week, count=count) if count else title
    return View(
        summary,
        (
            Heading(title),
            *_away(facts),
            *_week(facts),
            *_late(facts),
            *_key_results(facts),
            *_tree(facts.place),
            *_forums(facts),
            *_coming(facts),
            *_settings(facts),
            Buttons(
                (
                    Button(say("home-why"), Action("why", "show")),
                    Button(say("home-help"), Action("help", "show")),
                )
            ),
            Note(say("help-open")),
        ),
    )


def _away(facts: Facts) -> Iterator[Block]:
    """Say that nothing is asked, and of whom instead; whoever is back early says so here."""
    away = facts.rhythm.away
    if away is None:
        return
    deputy = facts.names.get(away.deputy) if away.deputy is not None else None
    days = days_words(away, facts.on)
    said = say("home-away", days=days)
    if deputy is not None:
        said = say("home-away-deputy", days=days, deputy=deputy)
    yield Paragraph(said)
    yield Buttons((Button(say("home-back"), Action("absence", "back")),))


def _week(facts: Facts) -> Iterator[Block]:
    """Say what is to be answered, or that nothing is."""
    mine, due = facts.mine, facts.due
    if not mine.items:
        yield from _nothing(facts)
        return
    if due:
        yield Paragraph(say("home-open", count=len(due)))
        yield from (Paragraph(words) for words in stands_in(mine))
    elif mine.asked_items:
        yield Paragraph(say("home-not-asked"))
    elif mine.open_items:
        yield Paragraph(say("home-free"))
    else:
        yield Paragraph(say("home-done", week=mine.week), Tone.GOOD)
    yield from _so_far(facts)
    yield Buttons(tuple(_answers(facts)))


def _so_far(facts: Facts) -> Iterator[Block]:
    """Say what has been answered of what the week asks, and until when the rest is in time."""
    mine = facts.mine
    answered = len(mine.items) - len(mine.open_items)
    if not facts.due and not answered:
        return
    given = say("home-answered-value", answered=answered, all=len(mine.items))
    until = Fact(say("home-until"), say("home-day", day=Day(mine.week.sunday)))
    yield Figured((Fact(say("home-answered"), given), *((until,) if facts.due else ())))


def _answers(facts: Facts) -> Iterator[Button]:
    mine, due = facts.mine, facts.due
    opened = open_action(mine.week)
    if not mine.open_items:
        yield Button(say("button-add-or-correct"), opened)
        return
    yield Button(say("button-answer"), opened, main=bool(due))
    if due and any(item.duty.asks_value and item.value is not None for item in due):
        args = (("week", str(mine.week)),)
        yield Button(say("button-no-change"), Action("check_in", "no_change", args))


def _nothing(facts: Facts) -> Iterator[Block]:
    """Say why there is nothing to answer: a first look at an empty page should not end there."""
    if facts.place is None:
        yield Paragraph(say("home-no-unit"))
        yield Note(say("help-lead"))
        yield Buttons((_tree_button(),))
        return
    unit = facts.place.unit.name
    if facts.goals:
        yield Paragraph(say("home-not-yours"))
        yield Note(say("check-in-nothing-why"))
        return
    yield Paragraph(say("home-empty", unit=unit))
    if facts.carers:
        names = Listing(tuple(Verbatim(person.name) for person in facts.carers))
        yield Note(say("home-carers", unit=unit, people=names))
    yield Note(say("help-lead"))


def _late(facts: Facts) -> Iterator[Block]:
    if facts.late is None:
        return
    week, count = facts.late.week, len(facts.late.asked_items)
    last = Day(week.plus(LATE_WEEKS).sunday)
    yield Paragraph(say("home-late", week=week, count=count, day=last))
    yield Buttons((Button(say("home-answer-late", week=week), open_action(week)),))


def _key_results(facts: Facts) -> Iterator[Block]:
    """Show the key results under their objectives, unit by unit."""
    if not facts.goals:
        return
    yield Heading(say("home-key-results"), 2)
    several = len({goal.unit.id for goal in facts.goals}) > 1
    most = MOST_OF_SEVERAL if several else MOST_METERS
    shown = facts.goals[:most]
    objective = None
    for goal in shown:
        if goal.objective.id != objective:
            objective = goal.objective.id
            yield Heading(_under(goal, several=several), 3)
        yield goal_meter(goal, facts.on)
    left = facts.goals[most:]
    if left:
        units = {goal.unit.id: goal.unit for goal in left}
        yield Note(say("home-more-key-results", count=len(left)))
        yield Buttons(unit_buttons([*units.values()][:MOST_BUTTONS]))


def _under(goal: Goal, *, several: bool) -> Text:
    title = goal.objective.title
    if not several:
        return Verbatim(title)
    return say("home-objective", title=title, unit=goal.unit.name)


def _tree(place: Place | None) -> Iterator[Block]:
    """Show where the unit stands: those above it in a line, how it does, and those below it."""
    if place is None:
        return
    yield Heading(say("home-unit", unit=place.unit.name), 2)
    if place.above:
        way = " → ".join(unit.name for unit in (*place.above, place.unit))
        yield Note(Verbatim(way))
    yield Paragraph(_line(place.unit, place.figures))
    shown = place.below[:MOST_BELOW]
    if shown:
        yield Bullets(tuple(_line(unit, figures) for unit, figures in shown))
    left = len(place.below) - len(shown)
    if left:
        yield Note(say("home-more-units", count=left))
    own = Button(say("home-status"), status_action(place.unit))
    near = (*(unit for unit, _ in shown), *reversed(place.above))
    yield Buttons((own, _tree_button(), *unit_buttons(near[:MOST_BUTTONS])))


def _line(unit: Unit, figures: Figures) -> Phrase:
    counts = counts_sentence(figures)
    if figures.confidence is None:
        return say("home-line", unit=unit.name, counts=counts)
    confidence = Points(figures.confidence)
    return say("home-line-confidence", unit=unit.name, counts=counts, confidence=confidence)


def _tree_button() -> Button:
    return Button(say("home-tree"), Action("status", "tree"))


def _forums(facts: Facts) -> Iterator[Block]:
    """Show those who look after a unit when its roll-up comes, and where they see to it."""
    if facts.cared_for is None:
        return
    yield Heading(say("home-forums"), 2)
    buttons: list[Button] = []
    for each in facts.forums:
        if each.forum is None:
            continue
        rule = rule_words(each.schedule.rule, Clock(within_working_hours(each.schedule.at)))
        yield Paragraph(say("why-forum", forum=each.forum.name, unit=each.unit.name, rule=rule))
        label = say("home-meetings", forum=each.forum.name)
        buttons.append(Button(label, Action("meetings", "form", (("forum", each.forum.id),))))
    ledger = Button(say("button-ledger"), show_action(facts.cared_for.id))
    yield Buttons((*buttons, ledger))


def _coming(facts: Facts) -> Iterator[Block]:
    """Say what comes next of itself."""
    found: list[tuple[Instant, Text]] = [
        (Instant(each.at), say("home-coming-question", at=Instant(each.at)))
        for each in facts.rhythm.coming
    ]
    found += [
        (Instant(each.at), say("home-coming-roll-up", at=Instant(each.at), forum=rhythm.forum.name))
        for rhythm in facts.forums
        for each in rhythm.coming[:1]
        if rhythm.forum is not None
    ]
    if found:
        found.sort(key=lambda pair: pair[0].at)
        yield Heading(say("home-coming"), 2)
        yield Bullets(tuple(text for _, text in found[:MOST_COMING]))


def _settings(facts: Facts) -> Iterator[Block]:
    """Show what the person has set, with a button beside each."""
    yield Heading(say("home-settings"), 2)
    language = Verbatim(OWN_NAMES[facts.situation.reader.language])
    reminders = say("home-reminders-on" if facts.reminders_on else "home-reminders-off")
    yield Figured(
        (
            Fact(say("home-language"), language),
            Fact(say("home-reminders"), reminders),
            Fact(say("home-absence"), _absences(facts)),
        )
    )
    wanted = (("wanted", "off" if facts.reminders_on else "on"),)
    switch = "button-reminders-off" if facts.reminders_on else "button-reminders-on"
    yield Buttons(
        (
            Button(say("home-give-days"), Action("absence", "form")),
            Button(say(switch), Action("settings", "reminders", wanted)),
            Button(say("home-change-language"), Action("settings", "language")),
        )
    )


def _absences(facts: Facts) -> Text:
    """Name the absences to come in one line; a later one can be taken back by its dates."""
    if not facts.absences:
        return say("home-no-absence")
    shown = tuple(days_words(each, facts.on) for each in facts.absences[:MOST_ABSENCES])
    return Listing(shown)
