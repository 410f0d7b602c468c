"""A forum's own calendar: its meetings, and the roll-up so many working days before each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dialogs.flow import Again, Answers, Ask, Finish, Flow, Outcome, Situation
from dialogs.flows.parts import blocks, rule_words, today
from dialogs.flows.rights import may, those_who_may
from dialogs.flows.status import MOST_BUTTONS
from dialogs.okr.cadence import BeforeMeetings
from dialogs.okr.hours import within_working_hours
from dialogs.okr.model import Forum, Language, Person
from dialogs.okr.permission import Deed
from dialogs.okr.rhythm import DIGEST_BEFORE
from dialogs.ports import Schedule, ScheduleKind, Work
from dialogs.reading import ReadingError, read_days, read_number
from dialogs.session import Session
from dialogs.text import Clock, Day, Listing, Text, Verbatim, say
from dialogs.views import (
    Action,
    Bullets,
    Button,
    Buttons,
    Form,
    Group,
    Heading,
    Note,
    NumberField,
    Paragraph,
    TextField,
    Tone,
    View,
)
from dialogs.writes import SetMeetings

NAME: Final = "meetings"
DAYS, BEFORE = "days", "before"
"""The fields of the form."""
LONGEST: Final = 2000
"""Characters of a list of dates: several years of weekly meetings."""
MOST_DAYS: Final = 120
MOST_BEFORE: Final = 15
"""Working days between digest and meeting, as the rule ``meetings N`` allows."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The forum that was asked for, and its calendar."""

    situation: Situation
    asked: str
    forum: Forum | None = None
    schedule: Schedule | None = None
    may_set: bool = False
    setters: tuple[Person, ...] = ()
    """Who may set it instead of somebody who may not."""
    candidates: tuple[Forum, ...] = ()
    """Those that could have been meant; without a name, those the person may set."""

    @property
    def on(self) -> date:
        """The person's day."""
        return today(self.situation.now, self.situation.reader)

    @property
    def coming(self) -> tuple[date, ...]:
        """The meetings from today on."""
        rule = self.schedule.rule if self.schedule is not None else None
        days = rule.meetings if isinstance(rule, BeforeMeetings) else ()
        return tuple(day for day in days if day >= self.on)

    @property
    def before(self) -> int | None:
        """Working days between digest and meeting; None: the forum follows no calendar yet."""
        rule = self.schedule.rule if self.schedule is not None else None
        return rule.before if isinstance(rule, BeforeMeetings) else None


def gather(work: Work, situation: Situation) -> Facts:
    """Find the forum by id or name, else the only one that the person may set."""
    asked = situation.arg("forum").strip()
    forums = work.forums()
    person = situation.person.id
    if asked:
        found = find_forums(forums, asked)
    else:
        found = [each for each in forums if may(work, person, each.unit, Deed.SET_MEETINGS)]
    if len(found) != 1:
        return Facts(situation, asked, candidates=tuple(found[:MOST_BUTTONS]))
    (forum,) = found
    return Facts(
        situation=situation,
        asked=asked,
        forum=forum,
        schedule=work.schedule(ScheduleKind.DIGEST, forum.id),
        may_set=may(work, person, forum.unit, Deed.SET_MEETINGS),
        setters=tuple(those_who_may(work, forum.unit, Deed.SET_MEETINGS)),
    )


def find_forums(forums: Sequence[Forum], asked: str) -> list[Forum]:
    """Return the forums of that id or name, or else those whose name holds the words."""
    wanted = asked.casefold()
    for found in (
        [forum for forum in forums if forum.id.casefold() == wanted],
        [forum for forum in forums if forum.name.casefold() == wanted],
        [forum for forum in forums if wanted in forum.name.casefold()],
    ):
        if found:
            return found
    return []


def ask(facts: Facts, session: Session) -> Form | View:
    """Open the form with the calendar as it is, or say who may change it."""
    forum, schedule = facts.forum, facts.schedule
    if forum is None or schedule is None:
        return _which(facts)
    if not facts.may_set:
        return _shown(facts, forum, schedule)
    days = TextField(
        DAYS, say("meetings-days"), LONGEST, lines=8, hint=say("meetings-days-hint"), optional=False
    )
    before = NumberField(BEFORE, say("meetings-before"), hint=say("meetings-before-hint"))
    language = facts.situation.reader.language
    given = [(DAYS, "\n".join(_written(day, language) for day in facts.coming))]
    if facts.before is None:
        given.append((BEFORE, str(DIGEST_BEFORE)))
    else:
        given.append((BEFORE, str(facts.before)))
    return Form(
        session=session.id,
        version=session.version,
        title=say("meetings-title", forum=forum.name),
        submit=say("meetings-save"),
        intro=(
            say("meetings-now", rule=_rule(schedule)),
            say("meetings-lead" if facts.before is not None else "meetings-lead-new"),
        ),
        groups=(Group(say("meetings-calendar"), None, (days, before)),),
        given=tuple(each for each in given if each[1]),
    )


def _written(day: date, language: Language) -> str:
    """Write a day as it may be typed again."""
    if language in {Language.FINNISH, Language.NORWEGIAN}:
        return f"{day.day}.{day.month}.{day.year}"
    return day.isoformat()


def _rule(schedule: Schedule) -> Text:
    return rule_words(schedule.rule, Clock(within_working_hours(schedule.at)))


def _which(facts: Facts) -> View:
    if facts.candidates:
        text = say("meetings-which")
    elif facts.asked:
        text = say("meetings-unknown", asked=facts.asked)
    else:
        text = say("meetings-none")
    buttons = tuple(
        Button(Verbatim(forum.name), Action(NAME, "form", (("forum", forum.id),)))
        for forum in facts.candidates
    )
    return View(text, blocks(Paragraph(text), Buttons(buttons) if buttons else None))


def _shown(facts: Facts, forum: Forum, schedule: Schedule) -> View:
    """Show the calendar to those who may not change it: it is no secret."""
    title = say("meetings-title", forum=forum.name)
    names = Listing(tuple(Verbatim(person.name) for person in facts.setters))
    days = tuple(say("why-day", day=Day(day)) for day in facts.coming)
    refused = say("meetings-refused", people=names) if facts.setters else say("why-change-sheet")
    return View(
        title,
        blocks(
            Heading(title),
            Paragraph(say("meetings-now", rule=_rule(schedule))),
            Bullets(days) if days else None,
            Note(refused),
        ),
    )


def take(facts: Facts, session: Session, answers: Answers) -> Outcome:
    """Take the calendar; what cannot be read is said at its field, with everything typed kept."""
    del session
    forum = facts.forum
    if forum is None or not facts.may_set:
        return Finish(ask_again(facts))
    errors: list[tuple[str, Text]] = []
    days: tuple[date, ...] = ()
    before = DIGEST_BEFORE
    try:
        days = _read_days(answers.get(DAYS, ""), facts)
    except ReadingError as error:
        errors.append((DAYS, error.sentence))
    try:
        before = _read_before(answers.get(BEFORE, ""), facts)
    except ReadingError as error:
        errors.append((BEFORE, error.sentence))
    if errors:
        return Again(tuple(errors))
    rule = rule_words(BeforeMeetings(before), _hour(facts))
    done = say("meetings-done", forum=forum.name, rule=rule)
    shown = tuple(say("why-day", day=Day(day)) for day in days)
    return Finish(
        view=View(done, blocks(Paragraph(done, Tone.GOOD), Bullets(shown))),
        writes=(SetMeetings(forum.id, days, facts.on, before),),
    )


def ask_again(facts: Facts) -> View:
    """Say why there is nothing to take any more: the forum, or the right to it, is gone."""
    if facts.forum is not None and facts.schedule is not None:
        return _shown(facts, facts.forum, facts.schedule)
    return _which(facts)


def _hour(facts: Facts) -> Clock:
    assert facts.schedule is not None  # noqa: S101 - a forum that is there has one
    return Clock(within_working_hours(facts.schedule.at))


def _read_days(text: str, facts: Facts) -> tuple[date, ...]:
    days = read_days(text, facts.situation.reader.language, facts.on)
    past = [day for day in days if day < facts.on]
    if past:
        raise ReadingError(say("meetings-past", day=Day(past[0])))
    if not days:
        raise ReadingError(say("meetings-empty"))
    if len(days) > MOST_DAYS:
        raise ReadingError(say("meetings-too-many", most=MOST_DAYS))
    return days


def _read_before(text: str, facts: Facts) -> int:
    if not text.strip():
        return facts.before if facts.before is not None else DIGEST_BEFORE
    number = read_number(text, facts.situation.reader.language, "")
    if not number.is_integer() or not 0 <= number <= MOST_BEFORE:
        raise ReadingError(say("meetings-before-wrong", most=MOST_BEFORE))
    return int(number)


def settled(facts: Facts) -> Mapping[str, str]:
    """Bind a form to the forum it was opened for."""
    return {"forum": facts.forum.id} if facts.forum is not None else {}


FLOW: Final = Flow(NAME, (Ask("form", gather, ask, take, gather, settled),))
