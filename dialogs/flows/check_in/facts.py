"""What a check-in must know, and the names it gives to its fields and messages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from dialogs.flow import Situation
from dialogs.flows.my_week import Item, MyWeek, lands, my_week_and_around, my_weeks
from dialogs.flows.parts import measured, today
from dialogs.okr.cycle import Life, Phase
from dialogs.okr.model import KeyResultId, Person, PersonId, Unit, UnitId
from dialogs.okr.week import Week
from dialogs.okr.window import Timeliness, Window, window
from dialogs.ports import Around, Goal, Posted, Work
from dialogs.posts import PostKey
from dialogs.text import Listing, Points, Reader, Text, Verbatim, say
from dialogs.views import Action

NAME: Final = "check_in"
LONGEST: Final = 1000
"""Characters of a comment or a blocker."""

ABOUT: Final = "about"
"""The argument of a form's session that names the key results it asks about."""
MOST_ABOUT: Final = 200
"""Key results that are looked up of those: a session's arguments may come from a button."""

VALUE, CONFIDENCE, COMMENT, BLOCKER, HELP = "value", "confidence", "comment", "blocker", "help"
"""The kinds of fields; with a key result's id they name a field."""


@dataclass(frozen=True, slots=True)
class Sharer:
    """Somebody else who may answer for the same key results, and what is asked of them."""

    mine: MyWeek
    reader: Reader


@dataclass(frozen=True, slots=True)
class Mail:
    """What has been written to people, and what of it still waits for its hour."""

    posted: Mapping[PostKey, Posted]
    at: Mapping[PostKey, datetime]
    """When each arrived, or may arrive at the earliest; those that never will are not in it."""
    now: datetime

    def waits(self, key: PostKey) -> bool:
        """Say whether a message has not reached its receiver, but will."""
        return key in self.at and self.at[key] > self.now

    def arrived(self, key: PostKey) -> bool:
        """Say whether a message has reached its receiver, or is about to."""
        return key in self.at and self.at[key] <= self.now


@dataclass(frozen=True, slots=True)
class Shut:
    """A unit whose cycle people have ended or closed, and what of it was asked."""

    unit: str
    """The name."""
    key_result: KeyResultId | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the check-in must know: the person's week, who could help, and what was already sent."""

    situation: Situation
    mine: MyWeek
    closed: Week | None
    """The week that was meant, where it takes no first answers any more."""
    helpers: Mapping[UnitId, tuple[Unit, ...]]
    mail: Mail
    sharers: tuple[Sharer, ...]
    """Those who were asked this week and share a duty with the person."""
    shut: tuple[Shut, ...] = ()
    """What takes no check-ins any more, and might have been meant."""


def gather(work: Work, situation: Situation) -> Facts:
    """Gather the facts to show the form."""
    return _gather(work, situation, hold=False)


def gather_to_take(work: Work, situation: Situation) -> Facts:
    """Gather the facts to take an answer, and hold the key results until it is stored."""
    return _gather(work, situation, hold=True)


def _gather(work: Work, situation: Situation, *, hold: bool) -> Facts:
    day = today(situation.now, situation.reader)
    this = Week.of(day)
    asked = asked_week(situation.arg("week"), this)
    me = situation.person

    def look(week: Week) -> tuple[MyWeek, Around]:
        return my_week_and_around(work, me, week, day, all_keys(week, me.id), hold=hold)

    mine, around = look(asked)
    closed = None
    if asked < this and any(_is_closed(item, situation.now) for item in mine.items):
        closed, mine = asked, _still_open(mine, situation.now)
        if not mine.items:
            mine, around = look(this)
    week, units = mine.week, dict.fromkeys(item.goal.unit.id for item in mine.items)
    others = {person for item in mine.items for person in item.sharers} if hold else set()
    theirs_too = work.posted([key for each in sorted(others) for key in all_keys(week, each)])
    mail = mail_of({**around.posted, **theirs_too}, situation.now)
    told = [person for person in others if prompt_key(week, person) in mail.posted]
    theirs = my_weeks(work, work.people(told).values(), week, day)
    return Facts(
        situation=situation,
        mine=mine,
        closed=closed,
        helpers={unit: tuple(around.above.get(unit, ())) for unit in units},
        mail=mail,
        sharers=tuple(
            Sharer(mine, reader_of(mine.person, situation.home))
            for _, mine in sorted(theirs.items())
        ),
        shut=_shut(work, situation, mine, around, day),
    )


def _shut(
    work: Work, situation: Situation, mine: MyWeek, around: Around, day: date
) -> tuple[Shut, ...]:
    """Look up what is no longer asked because its cycle was ended or closed.

    Only where something has gone from the form, or there is nothing to answer.
    """
    here = {item.goal.key_result.id for item in mine.items}
    gone = {KeyResultId(name) for name in situation.arg(ABOUT).split()[:MOST_ABOUT]} - here
    found = [
        Shut(goal.unit.name, goal.key_result.id)
        for goal in (work.goals_by_id(sorted(gone)) if gone else ())
        if goal.key_result.id in around.closed
        or (goal.turned is not None and not (goal.turned is Phase.ACTIVE and lands(goal, day)))
    ]
    if not mine.items and not found:
        own = {unit.id: unit.name for unit, _ in work.units_of(situation.person.id)}
        found += [
            Shut(own[unit])
            for unit, lives in (work.lives(list(own)).items() if own else ())
            if any(_was_ended(life, day) for life in lives)
        ]
    return tuple(found)


def _was_ended(life: Life, day: date) -> bool:
    """Say whether people have ended or closed a cycle on whose days one would be asked."""
    turned = None if life.turn is None else life.turn.phase
    running = life.cycle.start <= day <= life.cycle.end
    return running and turned in {Phase.REVIEW, Phase.CLOSED}


def shut_units(shut: Sequence[Shut]) -> Text:
    """Name the units whose cycles take no check-ins any more."""
    return Listing(tuple(Verbatim(name) for name in dict.fromkeys(each.unit for each in shut)))


def _still_open(mine: MyWeek, now: datetime) -> MyWeek:
    """Keep what may still be answered: of a closed week only what the person has answered in it."""
    kept = (item for item in mine.items if item.mine is not None or not _is_closed(item, now))
    return replace(mine, items=tuple(kept))


def _is_closed(item: Item, now: datetime) -> bool:
    return window_of(item).timeliness(now) is Timeliness.CLOSED


def window_of(item: Item) -> Window:
    """Return how long an answer about a key result counts in the item's week."""
    return window(item.week, item.goal.unit.zone or "UTC")


def is_late(item: Item) -> bool:
    """Say whether the person's first answer came after the week it is about."""
    at = item.answered_at
    return at is not None and window_of(item).timeliness(at) is not Timeliness.IN_TIME


def read_mail(work: Work, keys: Collection[PostKey], now: datetime) -> Mail:
    """Look up what has become of these messages."""
    return mail_of(work.posted(keys), now)


def mail_of(posted: Mapping[PostKey, Posted], now: datetime) -> Mail:
    """Sort what has been looked up: what has arrived, and what waits."""
    at = {key: each.at for key, each in posted.items() if each.at is not None}
    return Mail(posted, at, now)


def gather_lines(work: Work, situation: Situation) -> Facts:
    """Gather the facts for typed lines: their numbers are those of the newest prompt.

    Until the new week's prompt has come, a line answers what is still open of the week before.
    """
    this = Week.of(today(situation.now, situation.reader))
    prompts = [prompt_key(week, situation.person.id) for week in (this, this.plus(-1))]
    mail = read_mail(work, prompts, situation.now)
    if [mail.arrived(key) for key in prompts] == [False, True]:
        before = replace(situation, args={**situation.args, "week": str(this.plus(-1))})
        facts = _gather(work, before, hold=True)
        if facts.mine.open_items:
            return facts
    return _gather(work, situation, hold=True)


def settled(facts: Facts) -> Mapping[str, str]:
    """Bind a form to the week it was opened for, and remember what it asks."""
    about = " ".join(item.goal.key_result.id for item in facts.mine.items)
    return {"week": str(facts.mine.week), ABOUT: about or facts.situation.arg(ABOUT)}


def asked_week(written: str, now: Week) -> Week:
    """Return the week that a button or form names; this week for none or a future one."""
    try:
        return min(Week.read(written), now)
    except ValueError:
        return now


def reader_of(person: Person, fallback: Reader) -> Reader:
    """Return how a person reads: their own language and zone, else the fallback's."""
    return Reader(person.language or fallback.language, person.zone or fallback.zone)


def prompt_key(week: Week, person: PersonId) -> PostKey:
    """Name the one prompt of a person and week."""
    return PostKey(f"prompt:{week}:{person}")


def reminder_key(week: Week, person: PersonId) -> PostKey:
    """Name the one reminder of a person and week."""
    return PostKey(f"reminder:{week}:{person}")


MOST_SNOOZES: Final = 9
"""How often a week's question can be put off."""


def snooze_keys(week: Week, person: PersonId) -> tuple[PostKey, ...]:
    """Name the messages that a person has put off to an hour of their own, in order."""
    return tuple(PostKey(f"snooze:{week}:{person}:{n}") for n in range(1, MOST_SNOOZES + 1))


def receipt_key(week: Week, person: PersonId) -> PostKey:
    """Name the first receipt of a person and week, where no prompt was sent before it."""
    return PostKey(f"receipt:{week}:{person}")


def own_keys(week: Week, person: PersonId) -> tuple[PostKey, PostKey, PostKey]:
    """Name a person's prompt, first receipt and reminder of a week."""
    return prompt_key(week, person), receipt_key(week, person), reminder_key(week, person)


def all_keys(week: Week, person: PersonId) -> tuple[PostKey, ...]:
    """Name everything that a person may get about a week."""
    return (*own_keys(week, person), *snooze_keys(week, person))


def asking_keys(week: Week, person: PersonId) -> tuple[PostKey, ...]:
    """Name everything that asks a person about a week."""
    return (prompt_key(week, person), reminder_key(week, person), *snooze_keys(week, person))


def field_id(kind: str, goal: Goal) -> str:
    """Name a field of the form: its kind and its key result."""
    return f"{kind}:{goal.key_result.id}"


def open_action(week: Week) -> Action:
    """Return what opens the form of a week."""
    return Action(NAME, "form", (("week", str(week)),))


def value_wanted(item: Item, *, no_change: bool) -> bool:
    """Say whether a value is asked: "no change" needs a value that has not changed."""
    return item.duty.asks_value and not (no_change and item.value is not None)


def last_words(item: Item) -> Text:
    """Say the last answer as text: a value and a confidence are never filled in for anyone."""
    last, key_result = item.last, item.goal.key_result
    if last is None:
        return say("last-none")
    confidence = Points(last.opinion.median)
    value = last.value if last.value is not None else item.value
    if value is None:
        return say("last-confidence", confidence=confidence, week=last.week)
    written = measured(key_result.measure, value, key_result.scale)
    return say("last-answer", value=written, confidence=confidence, week=last.week)
