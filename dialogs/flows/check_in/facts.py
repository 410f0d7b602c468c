"""What a check-in must know, and the names it gives to its fields and messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from dialogs.flow import Situation
from dialogs.flows.my_week import Item, MyWeek, my_week
from dialogs.flows.parts import measured, today
from dialogs.okr.model import Person, PersonId, Unit, UnitId
from dialogs.okr.week import Week
from dialogs.ports import Goal, Work
from dialogs.posts import PostKey
from dialogs.text import Points, Reader, Text, say
from dialogs.views import Action

NAME: Final = "check_in"
LONGEST: Final = 1000
"""Characters of a comment or a blocker."""

VALUE, CONFIDENCE, COMMENT, BLOCKER, HELP = "value", "confidence", "comment", "blocker", "help"
"""The kinds of fields; with a key result's id they name a field."""


@dataclass(frozen=True, slots=True)
class Sharer:
    """Somebody else who may answer for the same key results, and what is asked of them."""

    mine: MyWeek
    reader: Reader


@dataclass(frozen=True, slots=True)
class Facts:
    """What the check-in must know: the person's week, who could help, and what was already sent."""

    situation: Situation
    mine: MyWeek
    helpers: Mapping[UnitId, tuple[Unit, ...]]
    posted: frozenset[PostKey]
    sharers: tuple[Sharer, ...]
    """Those who were asked this week and share a duty with the person."""


def gather(work: Work, situation: Situation) -> Facts:
    """Gather the facts to show the form."""
    return _gather(work, situation, hold=False)


def gather_to_take(work: Work, situation: Situation) -> Facts:
    """Gather the facts to take an answer, and hold the key results until it is stored."""
    return _gather(work, situation, hold=True)


def _gather(work: Work, situation: Situation, *, hold: bool) -> Facts:
    day = today(situation.now, situation.reader)
    week = asked_week(situation.arg("week"), Week.of(day))
    mine = my_week(work, situation.person, week, day, hold=hold)
    units = dict.fromkeys(item.goal.unit.id for item in mine.items)
    others = {person for item in mine.items for person in item.sharers} if hold else set()
    known = [*own_keys(week, mine.person.id), *(prompt_key(week, person) for person in others)]
    posted = work.posted(known)
    asked = [person for person in others if prompt_key(week, person) in posted]
    return Facts(
        situation=situation,
        mine=mine,
        helpers={unit: tuple(work.above(unit)) for unit in units},
        posted=posted,
        sharers=tuple(
            Sharer(my_week(work, person, week, day), reader_of(person, situation.home))
            for _, person in sorted(work.people(asked).items())
        ),
    )


def gather_lines(work: Work, situation: Situation) -> Facts:
    """Gather the facts for typed lines: their numbers are those of the newest prompt.

    Until the new week's prompt has come, a line answers what is still open of the week before.
    """
    this = Week.of(today(situation.now, situation.reader))
    prompts = [prompt_key(week, situation.person.id) for week in (this, this.plus(-1))]
    if [key in work.posted(prompts) for key in prompts] == [False, True]:
        before = replace(situation, args={**situation.args, "week": str(this.plus(-1))})
        facts = _gather(work, before, hold=True)
        if facts.mine.open_items:
            return facts
    return _gather(work, situation, hold=True)


def settled(facts: Facts) -> Mapping[str, str]:
    """Bind a form to the week it was opened for."""
    return {"week": str(facts.mine.week)}


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


def receipt_key(week: Week, person: PersonId) -> PostKey:
    """Name the first receipt of a person and week, where no prompt was sent before it."""
    return PostKey(f"receipt:{week}:{person}")


def own_keys(week: Week, person: PersonId) -> tuple[PostKey, PostKey, PostKey]:
    """Name a person's prompt, first receipt and reminder of a week."""
    return prompt_key(week, person), receipt_key(week, person), reminder_key(week, person)


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
