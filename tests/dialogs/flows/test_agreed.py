"""What the last retro agreed on opens the next cycle's first check-in, and none after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest

from dialogs.events import Answered, Commanded, Origin, Pressed
from dialogs.flows.agreed import agreed_blocks, agreed_words, first_asked
from dialogs.okr.confidence import opinion
from dialogs.okr.cycle import Phase
from dialogs.okr.model import Break, BreakId, Membership, PersonId, Role, UnitId
from dialogs.okr.retro import ChangeNews, ChangeState
from dialogs.okr.standing import Standing, WeekAnswer
from dialogs.okr.week import Week
from dialogs.ports import Goal, Work
from dialogs.replies import OpenForm
from dialogs.views import Action, Form
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import NEXT, ORGANISATION, company
from tests.conversations.interpreter import say_in_every_language
from tests.conversations.keys import keys
from tests.conversations.stage import World
from tests.dialogs.flows.looked_back import OWLS, change, look_back
from tests.dialogs.flows.support import english, seen

START = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)
FIRST = datetime(2027, 1, 4, 7, 0, tzinfo=UTC)
"""Monday at nine in Helsinki, the first of the new quarter."""
SECOND = datetime(2027, 1, 11, 7, 0, tzinfo=UTC)
LISTS = change("lists", "matti", date(2027, 1, 27), "One list for all")
CALLS = change("calls", "liisa", date(2027, 2, 3), "Call back the same day", 2)
W1, W2 = Week(2027, 1), Week(2027, 2)

deliveries = (f"a{n}" for n in count(1))


async def quarter(
    database: Database,
    structure: Structure | None = None,
    turned: Phase | None = Phase.ACTIVE,
) -> World:
    await database.save_structure(structure if structure is not None else company())
    await database.write(ORGANISATION, lambda work: look_back(work, LISTS, CALLS, turned=turned))
    return World(database, START)


def prompts(world: World, who: str) -> list[list[str]]:
    box = world.letters.messages.get(who, {}).values()
    return [seen(view) for view in box if "prompt-title" in seen(view)]


async def form_of(world: World, who: str) -> Form:
    origin = Origin(ORGANISATION, PersonId(who), "web", next(deliveries))
    reply = await world.engine.handle(Commanded(origin, "checkin"))
    assert isinstance(reply.act, OpenForm)
    say_in_every_language(reply.act)
    return reply.act.form


@pytest.mark.parametrize("turned", [Phase.ACTIVE, None])
async def test_it_opens_the_first_prompt_and_form_and_no_later_one(
    database: Database, turned: Phase | None
) -> None:
    world = await quarter(database, turned=turned)
    await world.live_until(FIRST)
    (first,) = prompts(world, "liisa")
    assert first[:6] == [
        "prompt-summary",
        "prompt-title",
        "agreed-title",
        "agreed-item",
        "agreed-item",
        "prompt-lead",
    ]
    form = await form_of(world, "liisa")
    assert next(keys(form.intro)) == "agreed-short"
    assert "One list for all" in english(form.intro[0])
    await world.live_until(SECOND)
    first, second = prompts(world, "liisa")
    assert "agreed-title" not in second
    assert "agreed-short" not in set(keys(await form_of(world, "liisa")))


async def test_it_is_still_there_for_a_correction_in_the_week_and_when_it_is_put_off(
    database: Database,
) -> None:
    world = await quarter(database)
    await world.live_until(FIRST)
    origin = Origin(ORGANISATION, PersonId("liisa"), "web", next(deliveries))
    later = Action("snooze", "tomorrow", (("week", str(W1)),))
    await world.engine.handle(Pressed(origin, later))
    await world.live_until(datetime(2027, 1, 5, 12, 0, tzinfo=UTC))
    assert ["agreed-title" in each for each in prompts(world, "liisa")] == [True, True]
    form = await form_of(world, "liisa")
    values = {"value:n1": "3", "confidence:n1": "7"}
    origin = Origin(ORGANISATION, PersonId("liisa"), "web", next(deliveries))
    await world.engine.handle(Answered(origin, form.session, form.version, values))
    assert "agreed-short" in set(keys(await form_of(world, "liisa")))


async def test_what_is_done_or_given_up_already_is_not_recalled(database: Database) -> None:
    world = await quarter(database)

    def done(work: Work) -> None:
        for each, state in ((LISTS, ChangeState.DONE), (CALLS, ChangeState.GIVEN_UP)):
            work.say_change(ChangeNews(each.id, state, "", each.owner, START))

    await database.write(ORGANISATION, done)
    await world.live_until(FIRST)
    (first,) = prompts(world, "liisa")
    assert "agreed-title" not in first


async def test_a_team_that_rests_in_the_first_week_reads_it_in_the_next(
    database: Database,
) -> None:
    rest = Break(BreakId("rest"), date(2027, 1, 1), date(2027, 1, 10), OWLS)
    world = await quarter(database, replace(company(), breaks=(rest,)))
    await world.live_until(datetime(2027, 1, 8, 12, 0, tzinfo=UTC))
    assert prompts(world, "liisa") == []
    await world.live_until(SECOND)
    (first,) = prompts(world, "liisa")
    assert "agreed-title" in first


async def test_who_belongs_to_two_teams_reads_of_each_under_its_name(database: Database) -> None:
    whole = company()
    whole = replace(
        whole,
        memberships=(
            *whole.memberships,
            Membership(PersonId("liisa"), UnitId("ants"), Role.LEAD),
        ),
        units=(*whole.units, replace(whole.units[2], id=UnitId("ants"), name="Ants")),
        objectives=(
            *whole.objectives,
            replace(whole.objectives[4], id="o-ants", unit=UnitId("ants")),  # type: ignore[arg-type]
        ),
        key_results=(
            *whole.key_results[:-1],
            replace(whole.key_results[-1], owner=PersonId("matti")),
            replace(whole.key_results[-1], id="ants-1", objective="o-ants"),  # type: ignore[arg-type]
        ),
    )
    await database.save_structure(whole)

    def both(work: Work) -> None:
        look_back(work, LISTS, turned=Phase.ACTIVE)
        theirs = change("walks", "liisa", date(2027, 2, 1), "Walk together", unit="ants")
        look_back(work, theirs, unit="ants", turned=Phase.ACTIVE)

    await database.write(ORGANISATION, both)
    world = World(database, START)
    await world.live_until(FIRST)
    (first,) = prompts(world, "liisa")
    assert first.count("agreed-title-unit") == 2
    assert list(keys((await form_of(world, "liisa")).intro)).count("agreed-short-unit") == 2
    # Matti belongs to the owls alone.
    (other,) = prompts(world, "matti")
    assert (other.count("agreed-title"), other.count("agreed-title-unit")) == (1, 0)


def goal(week: Week | None = None, unanswered: int = 0, turned: Phase | None = None) -> Goal:
    whole = company()
    key_result = whole.key_results[-1]
    return Goal(
        key_result=key_result,
        objective=whole.objectives[-1],
        cycle=next(each for each in whole.cycles if each.id == NEXT),
        unit=next(each for each in whole.units if each.id == OWLS),
        standing=Standing(key_result.id, asked=week, unanswered=unanswered),
        turned=turned,
    )


ANSWER = WeekAnswer(W1, 3.0, opinion([7]))


@pytest.mark.parametrize(
    ("known", "week", "first"),
    [
        ((goal(), ()), W1, True),
        ((goal(W1, 1), ()), W1, True),
        ((goal(W1), (ANSWER,)), W1, True),
        ((goal(W2, 1), (ANSWER,)), W2, False),
        ((goal(W2, 2), ()), W2, False),
        # Nobody was asked in the cycle's first week; a retro has turned the cycle, or none has.
        ((goal(), ()), W2, False),
        ((goal(turned=Phase.ACTIVE), ()), W2, True),
        ((goal(W2, 1, Phase.ACTIVE), ()), W2, True),
        ((goal(W2, 2, Phase.ACTIVE), ()), W2, False),
        # Before the cycle's first asked week there is nothing to open.
        ((goal(), ()), Week(2026, 53), False),
    ],
)
def test_the_first_asked_week_is_told_without_a_look(
    known: tuple[Goal, tuple[WeekAnswer, ...]], week: Week, *, first: bool
) -> None:
    assert bool(first_asked([known], week)) is first


def test_one_key_result_that_was_asked_before_is_enough_to_know() -> None:
    assert first_asked([(goal(W1, 1), ()), (goal(), (ANSWER,))], W2) == {}
    old, new = (goal(W2, 2, Phase.ACTIVE), ()), (goal(turned=Phase.ACTIVE), ())
    assert first_asked([old, new], W2) == {}
    assert first_asked([new, old], W2) == {}


def test_without_anything_agreed_nothing_is_said() -> None:
    assert list(agreed_blocks(())) == []
    assert list(agreed_words(())) == []
