"""What a person's home must know: their week, their key results, their unit, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dialogs.flow import Situation
from dialogs.flows.check_in.facts import prompt_key, read_mail, window_of
from dialogs.flows.coming import Asked, Rhythm, asked, forum_rhythm
from dialogs.flows.my_week import Item, MyWeek, my_week
from dialogs.flows.parts import today
from dialogs.flows.planned import asking_of
from dialogs.flows.rights import carers
from dialogs.okr.model import Absence, Forum, Person, PersonId, Unit, UnitId
from dialogs.okr.permission import MAY, Deed
from dialogs.okr.rollup import Figures, above, roll_up, scopes
from dialogs.okr.week import Week
from dialogs.okr.window import Timeliness
from dialogs.ports import Goal, Work

NAME: Final = "home"
MOST_FORUMS: Final = 4
"""Forums that are told about; the ledger and `/okr meetings` have them all."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in the tree, with how it stands and how those below it do."""

    unit: Unit
    above: tuple[Unit, ...]
    """From the top down."""
    figures: Figures
    below: tuple[tuple[Unit, Figures], ...]
    """Those right below it, the worst first."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One person's home at one instant."""

    situation: Situation
    on: date
    mine: MyWeek
    """The running week."""
    due: tuple[Item, ...]
    """What is asked in it of the person and nobody has answered yet."""
    late: MyWeek | None
    """The week before, where an answer about it is still waited for."""
    units: tuple[Unit, ...]
    """The person's own, lowest level first."""
    goals: tuple[Goal, ...]
    """Key results of these units and the person's own elsewhere, by unit."""
    place: Place | None
    """The first of the units; None: the person belongs to none."""
    carers: tuple[Person, ...]
    """Who else looks after that unit, where there is nothing to see in it yet."""
    rhythm: Asked
    cared_for: Unit | None
    """The first of the units that the person looks after; None: they look after none."""
    forums: tuple[Rhythm, ...]
    """The forums of all these."""
    reminders_on: bool
    absences: tuple[Absence, ...]
    """Those that are not over, the first one first."""
    names: Mapping[PersonId, str]
    """Of the deputies."""


def gather(work: Work, situation: Situation) -> Facts:
    """Gather the home of whoever asks; nobody else's can be asked for."""
    person, on = situation.person, today(situation.now, situation.reader)
    this = Week.of(on)
    mine = my_week(work, person, this, on)
    roles = work.units_of(person.id)
    units = tuple(unit for unit, _ in roles)
    goals = _goals(work, person, units, on)
    held = {unit.id: unit for unit, part in roles if part.role in MAY[Deed.SET_MEETINGS]}
    forums = [each for each in work.forums() if each.unit in held] if held else []
    absences = tuple(work.absences(person.id, on))
    deputies = work.people({each.deputy for each in absences if each.deputy is not None})
    return Facts(
        situation=situation,
        on=on,
        mine=mine,
        due=_due(work, situation, mine),
        late=_late(work, situation, this, on),
        units=units,
        goals=goals,
        place=_place(work, units[0], on) if units else None,
        carers=() if not units or goals else _others(carers(work, units[0].id), person),
        rhythm=asked(work, situation),
        cared_for=next(iter(held.values()), None),
        forums=tuple(_rhythms(work, situation, forums[:MOST_FORUMS])),
        reminders_on=not work.without_reminders({person.id}),
        absences=absences,
        names={each.id: each.name for each in deputies.values()},
    )


def _others(people: Sequence[Person], person: Person) -> tuple[Person, ...]:
    return tuple(each for each in people if each.id != person.id)


def _goals(work: Work, person: Person, units: Sequence[Unit], on: date) -> tuple[Goal, ...]:
    """Return the units' key results and those that the person owns elsewhere, each once."""
    order = {unit.id: place for place, unit in enumerate(units)}
    found = {goal.key_result.id: goal for goal in work.goals([*order], on)} if order else {}
    found |= {goal.key_result.id: goal for goal in work.goals_owned(person.id, on)}
    return tuple(sorted(found.values(), key=lambda goal: order.get(goal.unit.id, len(order))))


def _due(work: Work, situation: Situation, mine: MyWeek) -> tuple[Item, ...]:
    """Return what the week really asks: where it asks nothing, all that could be answered waits."""
    open_ones = mine.asked_items
    units = dict.fromkeys(item.goal.unit.id for item in open_ones)
    if not units:
        return ()
    noted = frozenset(work.asked(list(units), mine.week))
    asked_about = {
        unit for unit in units if asking_of(work, unit, mine.week, situation.almanac) is not None
    }
    return tuple(
        item
        for item in open_ones
        if item.goal.key_result.id in noted or item.goal.unit.id in asked_about
    )


def _late(work: Work, situation: Situation, this: Week, on: date) -> MyWeek | None:
    """Return the week before where the person was asked about it and may still answer, late."""
    before = this.plus(-1)
    key = prompt_key(before, situation.person.id)
    if not read_mail(work, (key,), situation.now).arrived(key):
        return None
    mine = my_week(work, situation.person, before, on)
    counts = [
        item
        for item in mine.asked_items
        if window_of(item).timeliness(situation.now) is Timeliness.LATE
    ]
    return mine if counts else None


def _place(work: Work, unit: Unit, on: date) -> Place:
    units = {each.id: each for each in work.units()}
    parents: dict[UnitId, UnitId | None] = {each.id: each.parent for each in units.values()}
    children = [each for each in units.values() if each.parent == unit.id]
    found = scopes(work.lines(unit.id, on), parents, [unit.id, *(each.id for each in children)])
    figures = {name: roll_up(lines, asked=0, answered=0).figures for name, lines in found.items()}
    below = sorted(children, key=lambda each: _need(figures[each.id]))
    return Place(
        unit=unit,
        above=tuple(units[each] for each in reversed(above(parents, unit.id))),
        figures=figures[unit.id],
        below=tuple((each, figures[each.id]) for each in below),
    )


def _need(figures: Figures) -> tuple[int, int, int]:
    """Return what puts a unit before another: the problems first."""
    return -figures.off_track, -figures.at_risk, -figures.stale


def _rhythms(work: Work, situation: Situation, forums: Sequence[Forum]) -> Iterator[Rhythm]:
    for forum in forums:
        rhythm = forum_rhythm(work, situation, forum)
        if rhythm is not None:
            yield rhythm
