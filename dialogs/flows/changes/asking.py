"""What a check day sets off: those who see to agreed changes are asked how they go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from dialogs.flow import Happening, Occasion
from dialogs.flows.calling import Calls, call_each, called, day_of
from dialogs.flows.changes.facts import (
    NAME,
    RECENT_CYCLES,
    InForce,
    in_force,
    state_words,
)
from dialogs.flows.changes.show import say_buttons
from dialogs.flows.parts import why_button
from dialogs.okr.cycle import midpoint
from dialogs.okr.model import PersonId, Unit, UnitId
from dialogs.okr.retro import STILL_OPEN, Change
from dialogs.ports import ScheduleKind, Work
from dialogs.posts import Post, PostKey, PostKind
from dialogs.text import Day, Verbatim, say
from dialogs.views import Action, Block, Button, Buttons, Heading, Note, Paragraph, View
from dialogs.writes import Write


def gather(work: Work, occasion: Occasion) -> Calls[Change]:
    """Gather whose changes are due on the day: those to be checked then, at mid-cycle all.

    What nobody was asked about on its check day, because its owner was away or Rytmi did not run,
    is asked about at the next.
    """
    moment = occasion.moment
    unit = work.unit(UnitId(moment.subject))
    schedule = work.schedule(ScheduleKind.CHANGES, moment.subject)
    day = day_of(moment)
    if unit is None or schedule is None:
        return Calls(occasion, unit, day)
    groups = tuple(in_force(work, unit, RECENT_CYCLES))
    changes = due(groups, day, _asked(work, unit.id, groups))
    people = work.people({each.owner for each in changes}) if changes else {}
    away = work.away(list(people), moment.day) if people else {}
    language = unit.language or work.organisation.language
    owners = (
        called(
            occasion,
            schedule,
            person,
            language,
            (change for change in changes if change.owner == person.id),
            away=person.id in away,
        )
        for person in sorted(people.values(), key=lambda each: (each.name.casefold(), each.id))
    )
    return Calls(occasion, unit, day, tuple(owners))


def due(
    groups: Iterable[InForce], day: date, asked: frozenset[tuple[date, PersonId]]
) -> list[Change]:
    """Return the changes that are asked about on a day.

    ``asked`` are the days on which each owner was asked.
    """
    return [
        change
        for group in groups
        for change in group.changes
        if change.state in STILL_OPEN and _is_due(change, midpoint(group.cycle), day, asked)
    ]


def _is_due(
    change: Change, middle: date, day: date, asked: frozenset[tuple[date, PersonId]]
) -> bool:
    if day in {change.check, middle}:
        return True
    past = [each for each in (change.check, middle) if each < day]
    return bool(past) and not any(
        owner == change.owner and each >= max(past) for each, owner in asked
    )


def _asked(work: Work, unit: UnitId, groups: Sequence[InForce]) -> frozenset[tuple[date, PersonId]]:
    """Return on which check days and mid-cycles owners have really been asked."""
    changes = [each for group in groups for each in group.changes]
    days = {each.check for each in changes} | {midpoint(group.cycle) for group in groups}
    keys = {
        changes_key(unit, f"meeting-{day}", owner): (day, owner)
        for owner in {each.owner for each in changes}
        for day in days
    }
    return frozenset(keys[key] for key in work.posted(list(keys))) if keys else frozenset()


def compose(calls: Calls[Change]) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Ask each owner in one message, and note who is away."""
    unit = calls.unit
    if unit is None:
        return (), ()
    return call_each(
        calls,
        PostKind.CHANGES,
        changes_key,
        lambda owner, key: _view(unit, owner.about, key),
    )


def changes_key(unit: UnitId, period: str, person: PersonId) -> PostKey:
    """Name the one question to a person about a unit's changes on a check day."""
    return PostKey(f"changes:{unit}:{period}:{person}")


def _view(unit: Unit, changes: Sequence[Change], key: PostKey) -> View:
    title = say("changes-ask-title", unit=unit.name, count=len(changes))
    show = Button(say("button-changes"), Action(NAME, "show", (("unit", unit.id),)))
    return View(
        summary=title,
        blocks=(
            Heading(title),
            Paragraph(say("changes-ask-lead", count=len(changes))),
            *(block for each in changes for block in _change_blocks(each)),
            Note(say("changes-ask-why")),
            Buttons((show, why_button(key))),
        ),
    )


def _change_blocks(change: Change) -> Iterator[Block]:
    yield Heading(Verbatim(change.text), 3)
    said = say("change-now", state=state_words(change.state), day=Day(change.check))
    yield Paragraph(
        say("change-now-comment", now=said, comment=change.comment) if change.comment else said
    )
    yield Buttons(say_buttons(change))


CHANGES: Final = Happening(gather, compose)
