"""A cycle is opened when nothing stands in its way; whoever turns it says why, and it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.flow import Again, Ask, Finish, Situation
from dialogs.flows.cycle import FLOW
from dialogs.flows.cycle.facts import Found, Stand, gather
from dialogs.flows.cycle.opening import act
from dialogs.flows.cycle.show import buttons as row_of
from dialogs.flows.cycle.show import tell
from dialogs.flows.cycle.turning import Turning
from dialogs.okr.cycle import MAY_FOLLOW, Life, Phase, Turn, phases
from dialogs.okr.measure import Change
from dialogs.okr.model import (
    CheckIn,
    CheckInId,
    Cycle,
    CycleId,
    KeyResult,
    KeyResultId,
    Language,
    Objective,
    ObjectiveId,
    PersonId,
)
from dialogs.okr.retro import Fit, RetroId, Score, Stage
from dialogs.okr.week import Week
from dialogs.okr.window import window
from dialogs.ports import Work
from dialogs.retros import Aims
from dialogs.session import Session, SessionId
from dialogs.text import Reader
from dialogs.views import Form, View
from dialogs.writes import SetStage, TurnCycle, WithdrawObligations, write_down
from storage.database import Database
from tests.conversations.company import NEXT, ORGANISATION, QUARTER, company
from tests.conversations.interpreter import say_in_every_language
from tests.conversations.keys import buttons, keys
from tests.dialogs.flows.looked_back import OWLS, look_back, turn
from tests.dialogs.flows.support import ALMANAC, MONDAY, situation

DECEMBER = datetime(2026, 12, 20, 10, 0, tzinfo=UTC)
FEBRUARY = datetime(2027, 2, 1, 10, 0, tzinfo=UTC)
LONG = Cycle(CycleId("long"), "Long", date(2026, 12, 1), date(2027, 2, 28))


def session() -> Session:
    return Session(SessionId("s"), PersonId("liisa"), "cycle", "close", (), 1, FEBRUARY)


def step(name: str) -> Ask[Turning]:
    found = FLOW.step(name)
    assert isinstance(found, Ask)
    return found


def actions(view: View) -> list[tuple[str, str, str]]:
    return [
        (each.action.flow, each.action.step, dict(each.action.args).get("cycle", ""))
        for each in buttons(view)
    ]


async def opened(
    database: Database, who: str, now: datetime, cycle: CycleId | None = NEXT
) -> Finish:
    """Press the button that opens a cycle, and let happen what follows."""

    def press(work: Work) -> Finish:
        named = {} if cycle is None else {"cycle": cycle}
        finish = act(gather(work, situation(work, who, now, unit="owls", **named)))
        for write in finish.writes:
            write_down(work, write)
        return finish

    finish = await database.write(ORGANISATION, press)
    say_in_every_language(finish.view)
    return finish


async def test_a_cycle_that_a_retro_began_waits_until_somebody_opens_it(
    database: Database,
) -> None:
    await database.save_structure(company())
    await database.write(ORGANISATION, look_back)
    before = await database.read(ORGANISATION, lambda work: work.goals([OWLS], date(2027, 1, 5)))
    assert before == []
    finish = await opened(database, "liisa", DECEMBER, None)
    assert {"cycle-opened-from", "cycle-goals", "cycle-lacks-few"} & set(keys(finish.view)) == {
        "cycle-opened-from",
        "cycle-goals",
    }
    (write,) = finish.writes
    assert isinstance(write, TurnCycle)
    assert (write.turn.phase, write.turn.number, write.turn.cycle) == (Phase.ACTIVE, 2, NEXT)
    goals = await database.read(ORGANISATION, lambda work: work.goals([OWLS], date(2027, 1, 5)))
    assert [goal.key_result.id for goal in goals] == ["n1", "n2"]
    again = await opened(database, "liisa", DECEMBER)
    assert (again.writes, "cycle-open-waits" in set(keys(again.view))) == ((), True)
    running = await opened(database, "liisa", FEBRUARY)
    assert (running.writes, "cycle-open-already" in set(keys(running.view))) == ((), True)


async def test_who_only_answers_is_told_who_opens_it(database: Database) -> None:
    await database.save_structure(company())
    await database.write(ORGANISATION, look_back)
    finish = await opened(database, "matti", DECEMBER)
    assert finish.writes == ()
    assert "cycle-refused" in set(keys(finish.view))


async def test_what_runs_in_the_same_days_is_closed_first(database: Database) -> None:
    whole = company()
    await database.save_structure(replace(whole, cycles=(*whole.cycles, LONG)))

    def seed(work: Work) -> None:
        look_back(work)
        turn(work, LONG.id, Phase.ACTIVE)

    await database.write(ORGANISATION, seed)
    finish = await opened(database, "liisa", DECEMBER)
    assert finish.writes == ()
    assert {"cycle-open-rival", "button-cycle-close-other"} <= set(keys(finish.view))
    assert actions(finish.view)[0] == ("cycle", "close", LONG.id)
    await database.write(ORGANISATION, lambda work: turn(work, LONG.id, Phase.CLOSED))
    assert (await opened(database, "liisa", DECEMBER)).writes != ()


async def test_without_a_key_result_it_says_how_goals_come(database: Database) -> None:
    whole = company()
    kept = tuple(each for each in whole.key_results if each.objective != "o-next")
    await database.save_structure(replace(whole, key_results=kept))
    await database.write(ORGANISATION, look_back)
    finish = await opened(database, "liisa", DECEMBER)
    assert finish.writes == ()
    assert {"cycle-open-no-goals", "cycle-lacks-bare", "cycle-goals-how"} <= set(keys(finish.view))


@pytest.mark.parametrize(
    ("phase", "now", "key"),
    [
        (Phase.CLOSED, DECEMBER, "cycle-open-closed"),
        (Phase.PLANNING, datetime(2027, 4, 5, 9, tzinfo=UTC), "cycle-open-over"),
        (Phase.REVIEW, datetime(2027, 4, 5, 9, tzinfo=UTC), "cycle-open-over"),
    ],
)
async def test_what_cannot_be_opened_says_why_and_stays(
    database: Database, phase: Phase, now: datetime, key: str
) -> None:
    await database.save_structure(company())
    await database.write(ORGANISATION, lambda work: look_back(work, turned=phase))
    finish = await opened(database, "liisa", now)
    assert finish.writes == ()
    assert key in set(keys(finish.view))


def turning(work: Work, name: str, now: datetime, **args: str) -> Turning:
    return step(name).gather_to_take(work, situation(work, "liisa", now, unit="owls", **args))


async def test_closing_offers_the_retro_first_and_says_whose_last_value_is_missing(
    database: Database,
) -> None:
    await database.save_structure(company())

    def answered(work: Work) -> None:
        week = Week.of(MONDAY.date())
        work.record(
            [CheckIn(CheckInId("1"), KeyResultId("o1"), week, PersonId("liisa"), MONDAY, 40, 7)]
        )
        look_back(work, publish=False, turned=None)
        score = Score(
            RetroId("retro-owls"),
            KeyResultId("o2"),
            20,
            0.5,
            "Half",
            Fit.GOOD,
            PersonId("liisa"),
            MONDAY,
        )
        work.score([score])

    await database.write(ORGANISATION, answered)
    first = await database.read(ORGANISATION, lambda work: turning(work, "close", FEBRUARY))
    assert first.stand is not None
    assert first.stand.cycle.id == QUARTER
    offered = step("close").ask(first, session())
    assert isinstance(offered, View)
    assert actions(offered) == [("retro", "show", ""), ("cycle", "close", QUARTER)]
    sure = await database.read(
        ORGANISATION, lambda work: turning(work, "close", FEBRUARY, cycle=QUARTER, sure="yes")
    )
    form = step("close").ask(sure, session())
    assert isinstance(form, Form)
    say_in_every_language(form)
    # o1 was never folded into a standing here, o2 is scored, o3 was never answered.
    assert [goal.key_result.id for goal in sure.found.missing] == ["o1", "o3"]


async def test_closing_takes_back_what_is_asked_in_vain(database: Database) -> None:
    await database.save_structure(company())
    week = Week.of(MONDAY.date())

    def ask(work: Work) -> None:
        goals = [goal.key_result.id for goal in work.goals([OWLS], MONDAY.date())]
        work.open_obligations(OWLS, week, goals, window(week, "Europe/Helsinki"))

    await database.write(ORGANISATION, ask)
    facts = await database.read(
        ORGANISATION, lambda work: turning(work, "close", MONDAY, sure="yes")
    )
    outcome = step("close").take(facts, session(), {"reason": "The team was split"})
    assert isinstance(outcome, Finish)
    turned, withdrawn = outcome.writes
    assert isinstance(turned, TurnCycle)
    assert (turned.turn.phase, turned.turn.reason) == (Phase.CLOSED, "The team was split")
    assert withdrawn == WithdrawObligations(
        week, (KeyResultId("o1"), KeyResultId("o2"), KeyResultId("o3"))
    )


async def test_reopening_opens_a_published_retro_for_corrections(database: Database) -> None:
    await database.save_structure(company())

    def published(work: Work) -> None:
        look_back(work)
        turn(work, QUARTER, Phase.CLOSED)

    await database.write(ORGANISATION, published)
    facts = await database.read(ORGANISATION, lambda work: turning(work, "reopen", FEBRUARY))
    form = step("reopen").ask(facts, session())
    assert isinstance(form, Form)
    assert "cycle-reopen-retro" in set(keys(form))
    again = step("reopen").take(facts, session(), {"reason": "x" * 501})
    assert isinstance(again, Again)
    outcome = step("reopen").take(facts, session(), {"reason": "A score was wrong"})
    assert isinstance(outcome, Finish)
    assert outcome.writes[1:] == (SetStage(RetroId("retro-owls"), Stage.CARRYING),)
    say_in_every_language(outcome.view)


async def test_goals_that_go_on_name_what_they_go_on_with(database: Database) -> None:
    whole = company()
    await database.save_structure(whole)

    def carried(work: Work) -> None:
        goal = Objective(
            ObjectiveId("o-owls-q1"),
            OWLS,
            NEXT,
            "Fastest answers",
            continues=ObjectiveId("o-owls"),
        )
        same = replace(goal, id=ObjectiveId("o-same"), title="Fast answers")
        measured = KeyResult(KeyResultId("k1"), goal.id, "Answers", Change(0, 1))
        work.carry_over(Aims([goal, same], [measured]))

    await database.write(ORGANISATION, carried)
    found = await database.read(
        ORGANISATION, lambda work: gather(work, situation(work, "harri", MONDAY, unit="owls"))
    )
    view = tell(found)
    say_in_every_language(view)
    assert {"cycle-goal-continues-as", "cycle-goal-continues-from"} <= set(keys(view))


async def test_a_unit_without_a_cycle_says_how_goals_come(database: Database) -> None:
    await database.save_structure(replace(company(), objectives=(), key_results=(), tasks=()))
    found = await database.read(
        ORGANISATION, lambda work: gather(work, situation(work, "liisa", MONDAY))
    )
    view = tell(found)
    assert {"cycle-none", "cycle-goals-how"} <= set(keys(view))


@given(st.none() | st.sampled_from(Phase), st.booleans())
def test_a_button_never_asks_for_what_may_not_follow(
    turned: Phase | None,
    may: bool,
) -> None:
    """Whatever people have made of a cycle, what is offered leads on by the table."""
    whole = company()
    last = None if turned is None else Turn(OWLS, QUARTER, 1, turned, MONDAY, PersonId("liisa"))
    life = Life(whole.cycles[0], last)
    stand = Stand(life, phases([life], MONDAY.date())[QUARTER])
    unit = next(each for each in whole.units if each.id == "owls")
    reader = Reader(Language.ENGLISH, "Europe/Helsinki")
    asks = Situation(MONDAY, whole.people[2], reader, reader, "t:1", {}, ALMANAC)
    row = list(row_of(Found(asks, "", unit, may_turn=may), unit, stand))
    leads = {
        "open": Phase.ACTIVE,
        "review": Phase.REVIEW,
        "close": Phase.CLOSED,
        "reopen": Phase.REVIEW,
    }
    offered = [each.action.step for each in row if each.action.flow == "cycle"]
    assert {leads[each] for each in offered} <= MAY_FOLLOW[stand.phase]
    assert bool(offered) is may
    assert sum(each.main for each in row) <= 1
