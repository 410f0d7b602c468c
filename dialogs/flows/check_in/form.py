"""The form: every key result due, last values as text, nothing chosen beforehand."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.flows.agreed import agreed_words
from dialogs.flows.check_in.facts import (
    BLOCKER,
    COMMENT,
    CONFIDENCE,
    HELP,
    LONGEST,
    VALUE,
    Facts,
    field_id,
    last_words,
    prompt_key,
    shut_units,
    value_wanted,
    window_of,
)
from dialogs.flows.my_week import Item
from dialogs.flows.parts import aim, today
from dialogs.okr.confidence import HIGHEST, LOWEST
from dialogs.okr.measure import Milestones, YesNo
from dialogs.okr.model import Answering, Unit
from dialogs.okr.week import Week
from dialogs.okr.window import LATE_WEEKS, Timeliness
from dialogs.ports import Goal
from dialogs.session import Session
from dialogs.text import Day, Instant, Text, Verbatim, say
from dialogs.views import (
    ChoiceField,
    Field,
    Form,
    Group,
    Note,
    NumberField,
    Option,
    Paragraph,
    ScaleField,
    TextField,
    Tone,
    View,
)


def ask(facts: Facts, session: Session) -> Form | View:
    """Show every key result due, with its last value as text and nothing chosen."""
    return _form(facts, session, no_change=False)


def ask_confidence(facts: Facts, session: Session) -> Form | View:
    """Show the form of "no change": only the confidence is asked, and it is asked anew."""
    return _form(facts, session, no_change=True)


def _form(facts: Facts, session: Session, *, no_change: bool) -> Form | View:
    mine = facts.mine
    if not mine.items and facts.shut:
        shut = say("check-in-shut-nothing", units=shut_units(facts.shut))
        return View(shut, (Paragraph(shut, Tone.CARE), Note(say("check-in-shut-why"))))
    if not mine.items:
        return View(
            summary=say("check-in-nothing"),
            blocks=(Paragraph(say("check-in-nothing")), Note(say(_why_nothing(facts)))),
        )
    intro: list[Text] = [say("check-in-intro-no-change" if no_change else "check-in-intro")]
    intro[:0] = [*agreed_words(mine.agreed), *_timing(facts)]
    return Form(
        session=session.id,
        version=session.version,
        title=say("check-in-title", week=mine.week),
        submit=say("check-in-submit"),
        intro=tuple(intro),
        groups=tuple(_group(facts, item, no_change=no_change) for item in mine.items),
        given=tuple(pair for item in mine.items for pair in _own_words(item)),
    )


def _why_nothing(facts: Facts) -> str:
    """Say why somebody who was asked has nothing to answer: those who were away are back."""
    mine, day = facts.mine, today(facts.situation.now, facts.situation.reader)
    was_asked = prompt_key(mine.week, mine.person.id) in facts.mail.posted
    running = was_asked and mine.week == Week.of(day)
    return "check-in-nothing-now" if running else "check-in-nothing-why"


def _timing(facts: Facts) -> Iterator[Text]:
    """Say how an answer counts, where its week is over."""
    mine, closed = facts.mine, facts.closed
    if closed is not None and closed != mine.week:
        yield say("check-in-closed", week=closed, now=mine.week)
    elif closed is not None:
        yield say("check-in-corrections", week=closed)
    elif mine.open_items:
        ends = window_of(mine.open_items[0])
        if ends.timeliness(facts.situation.now) is Timeliness.LATE:
            last = mine.week.plus(LATE_WEEKS).sunday
            yield say("check-in-late", week=mine.week, day=Day(last))


def _own_words(item: Item) -> Iterator[tuple[str, str]]:
    """Give back the words that a correction would lose; figures are never filled in."""
    if item.mine is None:
        return
    texts = ((COMMENT, item.mine.comment), (BLOCKER, item.mine.blocker))
    for kind, words in (*texts, (HELP, item.mine.help_from or "")):
        if words:
            yield field_id(kind, item.goal), words


def _group(facts: Facts, item: Item, *, no_change: bool) -> Group:
    goal = item.goal
    fields: tuple[Field, ...] = (_confidence_field(goal),)
    if value_wanted(item, no_change=no_change):
        fields = (_value_field(item), *fields)
    return Group(
        title=say("check-in-group", number=item.number, title=goal.key_result.title),
        lead=_lead(facts, item),
        fields=fields,
        more_title=say("check-in-more"),
        more=tuple(_more_fields(goal, facts.helpers[goal.unit.id])),
    )


def _lead(facts: Facts, item: Item) -> Text:
    goal = item.goal
    target = aim(goal.key_result.measure, goal.key_result.scale)
    other = next((each for each in reversed(item.said) if each.person != item.duty.person), None)
    if item.mine is None and item.covered and other is not None:
        team = goal.unit.answering is Answering.ANYONE
        return say(
            "check-in-lead-answered" if team else "check-in-lead-instead",
            last=last_words(item),
            aim=target,
            who=facts.mine.names.get(other.person, ""),
            at=Instant(other.at),
        )
    return say("check-in-lead", last=last_words(item), aim=target)


def _value_field(item: Item) -> Field:
    goal = item.goal
    name = field_id(VALUE, goal)
    known = item.value is not None
    hint = say("value-hint-unchanged") if known else None
    scale = goal.key_result.scale
    match goal.key_result.measure:
        case YesNo():
            options = (Option("yes", say("value-yes")), Option("no", say("value-no")))
            return ChoiceField(name, say("value-label-yes-no"), options, hint, optional=known)
        case Milestones(steps):
            label = say("value-label-milestones", steps=steps)
            return NumberField(name, label, hint, optional=known)
        case _:
            label = say("value-label-scale", scale=scale) if scale else say("value-label")
            return NumberField(name, label, hint, optional=known)


def _confidence_field(goal: Goal) -> ScaleField:
    return ScaleField(
        id=field_id(CONFIDENCE, goal),
        label=say("confidence-label"),
        low=LOWEST,
        high=HIGHEST,
        low_label=say("confidence-low"),
        high_label=say("confidence-high"),
    )


def _more_fields(goal: Goal, helpers: tuple[Unit, ...]) -> Iterator[Field]:
    yield TextField(field_id(COMMENT, goal), say("comment-label"), LONGEST, lines=2)
    yield TextField(field_id(BLOCKER, goal), say("blocker-label"), LONGEST, lines=2)
    if helpers:
        options = tuple(Option(unit.id, Verbatim(unit.name)) for unit in helpers)
        yield ChoiceField(
            field_id(HELP, goal), say("help-label"), options, say("help-hint"), optional=True
        )
