"""What a team changes from the next cycle on: three changes at most, each with owner and date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Final

from dialogs.flow import Again, Answers, Ask, Finish, Outcome
from dialogs.flows.absence.people import MOST_LISTED, named
from dialogs.flows.parts import blocks
from dialogs.flows.retro.ending import (
    Ending,
    board_button,
    carry_action,
    gather_ending,
    gather_ending_held,
    hindered,
    undecided,
)
from dialogs.flows.retro.outcome import Summary
from dialogs.flows.retro.setting import settled
from dialogs.flows.retro.wording import theme_line
from dialogs.okr.model import Cycle, Language, Person, PersonId
from dialogs.okr.retro import (
    LONGEST_CHANGE,
    MOST_CHANGES,
    Change,
    ChangeId,
    ChangeState,
    Stage,
)
from dialogs.reading import ReadingError, read_day
from dialogs.session import Session
from dialogs.text import Day, Listing, Text, Verbatim, say
from dialogs.views import (
    Bullets,
    Button,
    Buttons,
    ChoiceField,
    Field,
    Form,
    Group,
    Heading,
    Note,
    Option,
    Paragraph,
    TextField,
    View,
)
from dialogs.writes import AgreeChanges, SetStage, Write

NONE: Final = "none"
"""The field in which a team says that it changes nothing."""
STAGES: Final = frozenset({Stage.AGREEING, Stage.CARRYING})
USUAL_CHECK: Final = timedelta(days=14)
"""How far into the next cycle a change is first looked at unless people say otherwise."""
_LONGEST_DAY: Final = 60
_AGREED: Final = "agreed"
"""The argument of a form that tells what had been agreed when it was shown."""
_ALIKE: Final = 0.6
"""From which share of letters in common on a change is taken to be reworded only."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a change may first be looked at; both belong to it."""

    first: date
    last: date
    usual: date


def check_span(following: Cycle, on: date) -> Span:
    """Return when changes of the next cycle may first be looked at: in it, and not in the past."""
    first = max(following.start, on)
    last = max(following.end, first + USUAL_CHECK)
    return Span(first, last, min(first + USUAL_CHECK, last))


def read_check(text: str, language: Language, on: date, span: Span) -> date:
    """Read a first check day; raise ReadingError for one that is not in the next cycle.

    A day without its year is meant in the next cycle, though one of that name may come sooner.
    """
    day = read_day(text, language, on)
    if not span.first <= day <= span.last and any(each.isdigit() for each in text):
        day = read_day(text, language, span.first)
    if not span.first <= day <= span.last:
        raise ReadingError(say("agree-check-outside", first=Day(span.first), last=Day(span.last)))
    return day


def people_of(ending: Ending) -> tuple[Person, ...]:
    """Return who can see to a change: the unit's members, else those who may run its retro."""
    return ending.setting.members or ending.setting.runners


def ask(ending: Ending, session: Session) -> Form | View:
    """Open the form with the themes above it and the changes as they are."""
    refused = hindered(ending, STAGES)
    if refused is not None:
        return refused
    _, summary = ending.on_hand()
    span = check_span(summary.following, ending.setting.on)
    groups = tuple(
        Group(say("agree-change", number=number), None, tuple(_fields(ending, number, span)))
        for number in range(1, MOST_CHANGES + 1)
    )
    nothing = ChoiceField(
        NONE,
        say("agree-none"),
        (Option(NONE, say("agree-none-yes")),),
        hint=say("agree-none-hint"),
        optional=True,
    )
    return Form(
        session=session.id,
        version=session.version,
        title=say("agree-title", unit=summary.unit.name),
        submit=say("agree-submit"),
        intro=(
            say("agree-lead", cycle=summary.following.name, most=MOST_CHANGES),
            *_themes(summary),
        ),
        groups=(*groups, Group(say("agree-nothing"), None, (nothing,))),
        given=tuple(_given(summary, ending.situation.reader.language)),
    )


def _themes(summary: Summary) -> Iterator[Text]:
    if summary.themes:
        yield say("agree-themes")
        yield from (theme_line(each) for each in summary.themes)


def _fields(ending: Ending, number: int, span: Span) -> Iterator[Field]:
    hint = say("agree-text-hint") if number == 1 else None
    yield TextField(f"text{number}", say("agree-text"), LONGEST_CHANGE, lines=3, hint=hint)
    name, label, people = f"owner{number}", say("agree-owner"), _listed(ending)
    if len(people) > MOST_LISTED:
        yield TextField(name, label, _LONGEST_DAY, hint=say("absence-name-hint"))
    elif people:
        options = tuple(Option(each.id, Verbatim(each.name)) for each in people)
        yield ChoiceField(name, label, options, optional=True)
    usual = say("agree-check-hint", day=Day(span.usual))
    yield TextField(f"check{number}", say("agree-check"), _LONGEST_DAY, hint=usual)


def _listed(ending: Ending) -> tuple[Person, ...]:
    """Return the members, and whoever has taken a change and is none any more."""
    members = people_of(ending)
    known = {each.id for each in members}
    _, summary = ending.on_hand()
    left = {each.owner for each in summary.changes} - known
    others = (Person(each, summary.name(each)) for each in sorted(left))
    return (*members, *others)


def _given(summary: Summary, language: Language) -> Iterator[tuple[str, str]]:
    for change in summary.changes:
        number = change.position
        if 1 <= number <= MOST_CHANGES:
            yield f"text{number}", change.text
            yield f"owner{number}", str(change.owner)
            yield f"check{number}", _written(change.check, language)


def _written(day: date, language: Language) -> str:
    """Write a day as it may be typed again."""
    if language in {Language.FINNISH, Language.NORWEGIAN}:
        return f"{day.day}.{day.month}.{day.year}"
    return day.isoformat()


def take(ending: Ending, session: Session, answers: Answers) -> Outcome:
    """Take the changes; what cannot be read is said at its field, with everything typed kept."""
    refused = hindered(ending, STAGES)
    if refused is not None:
        return Finish(refused)
    retro, summary = ending.on_hand()
    meanwhile = _agreed_meanwhile(summary, session)
    if meanwhile is not None:
        return Again((), meanwhile)
    errors: list[tuple[str, Text]] = []
    numbers = range(1, MOST_CHANGES + 1)
    changes = tuple(
        change
        for number in numbers
        if (change := _change(ending, number, answers, errors)) is not None
    )
    if errors:
        return Again(tuple(errors))
    nothing = answers.get(NONE, "").strip() == NONE
    if not changes and not nothing:
        # The word that nothing changes stands at the form's end, which may be on another page.
        return Again((("text1", say("agree-empty")),), unfinished=True)
    if changes and nothing:
        return Again(((NONE, say("agree-both")),))
    writes: tuple[Write, ...] = (AgreeChanges(retro.id, changes),)
    if retro.stage is Stage.AGREEING:
        writes = (*writes, SetStage(retro.id, Stage.CARRYING))
    return Finish(_done(ending, summary, changes), writes)


def _agreed_meanwhile(summary: Summary, session: Session) -> Text | None:
    """Say what another form has agreed on since this one was shown; None: nothing.

    It would be put in the place of that, without a word.
    """
    if dict(session.args).get(_AGREED, fingerprint(summary)) == fingerprint(summary):
        return None
    texts = Listing(tuple(Verbatim(each.text) for each in summary.changes))
    return say("agree-meanwhile", count=len(summary.changes), changes=texts)


def fingerprint(summary: Summary) -> str:
    """Return what tells one set of agreed changes from another."""
    agreed = [(each.position, each.text, each.owner, str(each.check)) for each in summary.changes]
    return hashlib.sha256(repr(agreed).encode()).hexdigest()[:16]


def _change(
    ending: Ending, number: int, answers: Answers, errors: list[tuple[str, Text]]
) -> Change | None:
    """Read one of the changes; None where it is left empty or cannot be taken."""
    retro, summary = ending.on_hand()
    names = text, owner, check = f"text{number}", f"owner{number}", f"check{number}"
    typed = {name: answers.get(name, "").strip() for name in names}
    if not any(typed.values()):
        return None
    span = check_span(summary.following, ending.setting.on)
    before = len(errors)
    if not typed[text]:
        errors.append((text, say("agree-text-missing")))
    elif len(typed[text]) > LONGEST_CHANGE:
        errors.append((text, say("agree-text-long", most=LONGEST_CHANGE)))
    who = _owner(typed[owner], _listed(ending))
    if who is None:
        errors.append((owner, say("choice-unknown" if typed[owner] else "agree-owner-missing")))
    day = span.usual
    try:
        if typed[check]:
            language = ending.situation.reader.language
            day = read_check(typed[check], language, ending.setting.on, span)
    except ReadingError as error:
        errors.append((check, error.sentence))
    if who is None or len(errors) > before:
        return None
    return Change(
        id=_id(summary, number, typed[text]),
        retro=retro.id,
        unit=retro.unit,
        cycle=summary.following.id,
        text=typed[text],
        owner=who,
        check=day,
        position=number,
    )


def _id(summary: Summary, number: int, text: str) -> ChangeId:
    """Name a change after its place; what was said of one that it takes the place of stays there.

    What is only worded anew is the same change, and so is one of which nothing was said yet.
    """
    known = next((each for each in summary.changes if each.position == number), None)
    if known is None and summary.retro.published is None:
        return ChangeId(f"{summary.retro.id}-{number}")
    if known is not None and (known.state is ChangeState.AGREED or _is_reworded(known.text, text)):
        return known.id
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    return ChangeId(f"{summary.retro.id}-{number}-{mark}")


def _is_reworded(before: str, now: str) -> bool:
    return SequenceMatcher(None, before.casefold(), now.casefold()).ratio() >= _ALIKE


def _owner(typed: str, people: tuple[Person, ...]) -> PersonId | None:
    if typed in {str(each.id) for each in people}:
        return PersonId(typed)
    found = named(typed, people) if typed else ()
    return found[0].id if len(found) == 1 else None


def _done(ending: Ending, summary: Summary, changes: tuple[Change, ...]) -> View:
    retro, _ = ending.on_hand()
    names = {each.id: each.name for each in _listed(ending)}
    lines = tuple(
        say("summary-change", text=each.text, owner=names[each.owner], day=Day(each.check))
        for each in changes
    )
    title = say("agree-done", count=len(changes), cycle=summary.following.name)
    following = tuple(
        Button(say("retro-do-carry", objective=each.title), carry_action(retro, each), main=True)
        for each in undecided(summary)[:1]
    )
    return View(
        title,
        blocks(
            Heading(title),
            Bullets(lines, ordered=True) if lines else Paragraph(say("summary-nothing-changes")),
            Note(say("agree-asked")) if lines else None,
            Buttons((*following, board_button(retro))),
        ),
    )


def settled_ending(ending: Ending) -> dict[str, str]:
    """Bind a form to the retro that it was opened for, and to what is agreed there as yet."""
    bound = dict(settled(ending.setting))
    return bound if ending.summary is None else {**bound, _AGREED: fingerprint(ending.summary)}


AGREE: Final = Ask("agree", gather_ending, ask, take, gather_ending_held, settled_ending)
