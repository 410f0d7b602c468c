"""The form: who, from when, until when, who is asked instead; and never why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dialogs.flow import Again, Answers, GoOn, Outcome
from dialogs.flows.absence.facts import Asking
from dialogs.flows.absence.people import MOST_LISTED, named
from dialogs.flows.absence.said import absence_words
from dialogs.flows.absence.spans import check_order, near_day
from dialogs.flows.absence.typed import DEPUTY, FIRST, LAST, WHO
from dialogs.okr.model import Person, PersonId
from dialogs.reading import ReadingError
from dialogs.session import Session
from dialogs.text import Text, Verbatim, say
from dialogs.views import ChoiceField, Field, Form, Group, Option, TextField

LONGEST: Final = 60
"""Characters of a typed day or name."""


def settled(facts: Asking) -> Mapping[str, str]:
    """A form about somebody's absence is about nothing that could change under it."""
    del facts
    return {}


def act_on_line(facts: Asking) -> GoOn:
    """Do what was typed where it is clear; else open the form with all of it."""
    typed = facts.typed
    if typed.is_clear and typed.who is not None:
        return GoOn("set", ((WHO, typed.who), (FIRST, typed.first), (LAST, typed.last)))
    return GoOn("form", (("text", facts.situation.arg("text")),))


def ask(facts: Asking, session: Session) -> Form:
    """Show what was typed, what is wrong with it, and which absences are known."""
    typed = facts.typed
    given = {
        WHO: (typed.who or "") if facts.others else "",
        FIRST: typed.first,
        LAST: typed.last,
        DEPUTY: facts.situation.arg(DEPUTY),
    }
    fields = tuple(_fields(facts))
    shown = {field.id for field in fields}
    return Form(
        session=session.id,
        version=session.version,
        title=say("absence-title"),
        submit=say("absence-submit"),
        intro=(say("absence-intro"), *_upcoming(facts)),
        groups=(Group(say("absence-group"), None, fields),),
        given=tuple((name, value) for name, value in given.items() if value and name in shown),
        errors=tuple((name, text) for name, text in typed.errors if name in shown),
        notice=_notice(facts, shown),
    )


def _upcoming(facts: Asking) -> Iterator[Text]:
    for each in facts.upcoming:
        yield absence_words(each, facts.names, facts.today)


def _notice(facts: Asking, shown: set[str]) -> Text | None:
    """Say that nothing has been done yet; what belongs to no field is said here too."""
    loose = [text for name, text in facts.typed.errors if name not in shown]
    if loose:
        return say("absence-yours", error=loose[0])
    return say("absence-check") if facts.situation.arg("text") else None


def _fields(facts: Asking) -> Iterator[Field]:
    me = facts.situation.person
    if facts.others:
        label = say("absence-who")
        yield _people(WHO, label, (me, *facts.others), optional=False)
    yield TextField(FIRST, say("absence-first"), LONGEST, hint=say("absence-first-hint"))
    yield TextField(LAST, say("absence-last"), LONGEST, hint=say("absence-last-hint"))
    if facts.deputies:
        yield _people(DEPUTY, say("absence-deputy"), facts.deputies, optional=True)


def _people(name: str, label: Text, people: Sequence[Person], *, optional: bool) -> Field:
    """Offer people to choose from; of too many for a list the name is typed."""
    hint = say("absence-deputy-hint") if name == DEPUTY else None
    if len(people) > MOST_LISTED:
        return TextField(name, label, LONGEST, hint=say("absence-name-hint"), optional=optional)
    options = tuple(Option(each.id, Verbatim(each.name)) for each in people)
    return ChoiceField(name, label, options, hint, optional=optional)


def take(facts: Asking, session: Session, answers: Answers) -> Outcome:
    """Read the form; refuse with a sentence at each field, or go on to what follows from it."""
    del session
    errors: list[tuple[str, Text]] = []
    me = facts.situation.person
    who = _chosen(WHO, (me, *facts.others), answers, errors) if facts.others else me.id
    deputy = _chosen(DEPUTY, facts.deputies, answers, errors)
    if who is None and facts.others and not errors:
        errors.append((WHO, say("choice-unknown")))
    if deputy is not None and deputy == who:
        errors.append((DEPUTY, say("absence-own-deputy")))
    days = _days(facts, answers, errors)
    if errors or who is None:
        return Again(tuple(errors))
    first, last = days
    args = ((WHO, who), (FIRST, first), (LAST, last), (DEPUTY, deputy or ""))
    return GoOn("set", args)


def _chosen(
    name: str, people: Sequence[Person], answers: Answers, errors: list[tuple[str, Text]]
) -> PersonId | None:
    """Return whom a field names, by id or as typed; note an error where that is nobody."""
    value = answers.get(name, "").strip()
    if not value:
        return None
    if value in {each.id for each in people}:
        return PersonId(value)
    found = named(value, people)
    if len(found) == 1:
        return found[0].id
    errors.append((name, say("choice-unknown")))
    return None


def _days(facts: Asking, answers: Answers, errors: list[tuple[str, Text]]) -> tuple[str, str]:
    """Return both days as ISO dates, the last one empty where it is open."""
    language, around = facts.situation.reader.language, facts.today
    first, last = facts.today, None
    typed = {name: answers.get(name, "").strip() for name in (FIRST, LAST)}
    try:
        if typed[FIRST]:
            first = near_day(typed[FIRST], language, around)
    except ReadingError as error:
        errors.append((FIRST, error.sentence))
    try:
        if typed[LAST]:
            last = near_day(typed[LAST], language, max(first, around))
        check_order(first, last, facts.today)
    except ReadingError as error:
        errors.append((LAST, error.sentence))
    return first.isoformat(), "" if last is None else last.isoformat()
