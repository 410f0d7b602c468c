"""A retro is begun once, goes on and back without losing anything, and changes hands."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from dialogs.events import Origin, Pressed
from dialogs.flow import Again, Finish
from dialogs.flows.retro.running import (
    Handing,
    act_go,
    act_start,
    act_take_over,
    ask_hand,
    hand_key,
    take_hand,
)
from dialogs.flows.retro.setting import NAME, retro_id
from dialogs.flows.retro.state import Board
from dialogs.okr.cycle import Phase, Turn
from dialogs.okr.model import CycleId, PersonId, UnitId
from dialogs.okr.retro import Manner, Stage
from dialogs.ports import Work
from dialogs.posts import PostKind, ToPerson
from dialogs.replies import Show
from dialogs.session import Session, SessionId
from dialogs.views import Action, Form, View
from dialogs.writes import BeginRetro, HandRetro, ReopenWriting, SetStage
from storage.database import Database
from tests.conversations.company import ORGANISATION, company
from tests.conversations.keys import keys
from tests.conversations.stage import World
from tests.dialogs.flows.retro.given import (
    ADA,
    BEN,
    CALM,
    FAST,
    GOALS,
    NOW,
    PEOPLE,
    RETRO,
    asking,
    board,
    setting,
)
from tests.dialogs.flows.support import seen

SESSION = Session(SessionId("s"), ADA.id, "retro", "hand", (), 1, NOW)
WRITERS = frozenset({BEN.id})


def fresh(*, runs: bool = True, phase: Phase = Phase.ACTIVE) -> Board:
    return Board(setting(None, runs=runs, phase=phase), (FAST, CALM), GOALS)


def going(found: Board, to: str, at: Stage | None = None) -> Finish:
    assert found.retro is not None
    now = at if at is not None else found.retro.stage
    pressed = asking(stage=to, at=now.value)
    return act_go(replace(found, setting=replace(found.setting, situation=pressed)))


# --- beginning ------------------------------------------------------------------------------------


def test_who_begins_it_facilitates_it() -> None:
    done = act_start(fresh())
    (write,) = done.writes
    assert isinstance(write, BeginRetro)
    assert (write.retro.stage, write.retro.facilitator) == (Stage.FACTS, ADA.id)
    assert write.retro.id == retro_id(UnitId("owls"), CycleId("q4"))
    assert {"retro-lead-facts", "retro-facilitated"} <= set(seen(done.view))


def test_who_may_not_run_it_does_not_begin_it() -> None:
    done = act_start(fresh(runs=False))
    assert done.writes == ()
    assert "retro-not-yours" in seen(done.view)


def test_a_retro_that_was_begun_is_shown_and_not_begun_again() -> None:
    done = act_start(board(Stage.SCORING))
    assert done.writes == ()
    assert {"retro-begun-already", "retro-lead-scoring"} <= set(seen(done.view))


def test_a_closed_cycle_is_opened_again_first() -> None:
    done = act_start(fresh(phase=Phase.CLOSED))
    assert done.writes == ()
    assert "retro-closed" in seen(done.view)


# --- going ----------------------------------------------------------------------------------------


def test_going_writes_the_step_and_shows_its_board() -> None:
    done = going(board(), "scoring")
    assert done.writes == (SetStage(RETRO.id, Stage.SCORING),)
    assert "retro-lead-scoring" in seen(done.view)


@pytest.mark.parametrize(
    ("found", "to", "at", "key"),
    [
        (board(Stage.VOTING), "scoring", Stage.FACTS, "retro-now-at"),
        (board(Stage.FACTS), "nowhere", None, "retro-now-at"),
        (board(Stage.SCORING), "collecting", None, "retro-go-manner"),
        (board(Stage.CARRYING), "published", None, "retro-go-publish"),
        (board(Stage.FACTS, runs=False), "scoring", None, "retro-not-yours"),
        (board(Stage.PUBLISHED, phase=Phase.CLOSED), "agreeing", None, "retro-go-closed"),
    ],
)
def test_what_cannot_be_is_answered_with_a_sentence_and_the_board(
    found: Board, to: str, at: Stage | None, key: str
) -> None:
    done = going(found, to, at)
    assert done.writes == ()
    assert key in seen(done.view)


def test_going_back_to_named_notes_opens_the_writing_again() -> None:
    done = going(board(Stage.GROUPING, manner=Manner.NAMED, wrote=3), "collecting")
    assert done.writes == (ReopenWriting(RETRO.id), SetStage(RETRO.id, Stage.COLLECTING))
    still = replace(board(Stage.SCORING, manner=Manner.NAMED), writers=WRITERS)
    assert going(still, "collecting").writes == (SetStage(RETRO.id, Stage.COLLECTING),)


# --- other hands ----------------------------------------------------------------------------------


def test_who_takes_over_tells_the_one_before() -> None:
    done = act_take_over(board(Stage.SCORING, BEN))
    assert done.writes == (HandRetro(RETRO.id, BEN.id),)
    (post,) = done.posts
    assert post.recipient == ToPerson(ADA.id)
    assert {"retro-taken-over", "retro-do-board", "button-why"} <= set(keys(post.view))


def test_who_has_it_already_takes_nothing_over() -> None:
    for done in (act_take_over(board(Stage.SCORING)), act_take_over(board(Stage.PUBLISHED, BEN))):
        assert (done.writes, done.posts) == ((), ())


def test_the_new_facilitator_is_told_with_a_button_to_the_board() -> None:
    facts = Handing(board(Stage.VOTING), PEOPLE[1:3])
    form = ask_hand(facts, SESSION)
    assert isinstance(form, Form)
    done = take_hand(facts, SESSION, {"who": "cyd"})
    assert isinstance(done, Finish)
    assert done.writes == (HandRetro(RETRO.id, PersonId("cyd")),)
    (post,) = done.posts
    assert (post.recipient, post.kind) == (ToPerson(PersonId("cyd")), PostKind.RETRO)
    assert post.key == hand_key(RETRO.id, PersonId("cyd"), "t:1")
    assert post.planned is not None
    assert (post.planned.unit, post.planned.period) == ("owls", "retro-2026-12-31")
    assert {"retro-handed-to-you", "retro-stage-voting"} <= set(keys(post.view))
    assert "retro-handed" in seen(done.view)


def test_only_those_who_may_run_it_can_be_chosen() -> None:
    facts = Handing(board(Stage.VOTING), (BEN,))
    for who in ("cyd", "", "ada"):
        outcome = take_hand(facts, SESSION, {"who": who})
        assert isinstance(outcome, Again)
        assert [name for name, _ in outcome.errors] == ["who"]


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        (Handing(board(Stage.VOTING), ()), "retro-hand-nobody"),
        (Handing(board(Stage.VOTING, runs=False), (BEN,)), "retro-not-yours"),
        (Handing(fresh(), (BEN,)), "retro-do-start"),
    ],
)
def test_there_may_be_nobody_to_hand_it_to(facts: Handing, key: str) -> None:
    asked = ask_hand(facts, SESSION)
    assert isinstance(asked, View)
    assert key in seen(asked)
    outcome = take_hand(facts, SESSION, {"who": "ben"})
    assert isinstance(outcome, Finish)
    assert (outcome.writes, outcome.posts) == ((), ())


# --- through the engine ---------------------------------------------------------------------------


def pressed(who: str, step: str, delivery: str, **args: str) -> Pressed:
    origin = Origin(ORGANISATION, PersonId(who), "web", delivery)
    return Pressed(origin, Action(NAME, step, tuple(sorted(args.items()))))


async def test_two_who_begin_at_once_begin_the_same_one(database: Database) -> None:
    await database.save_structure(company())
    world = World(database, NOW)
    replies = await asyncio.gather(
        *(
            world.engine.handle(pressed(who, "start", f"{who}:{n}", unit="owls"))
            for n in range(4)
            for who in ("liisa", "head")
        )
    )
    assert all(isinstance(reply.act, Show) for reply in replies)
    found = await database.read(ORGANISATION, lambda work: work.retros_of([UnitId("owls")]))
    assert len(found) == 1
    assert found[0].facilitator in {"liisa", "head"}
    begun = [reply for reply in replies if "retro-begun-already" not in set(keys(reply.act))]
    assert len(begun) == 1


async def test_two_who_go_on_at_once_go_one_step(database: Database) -> None:
    await database.save_structure(company())
    world = World(database, NOW)
    await world.engine.handle(pressed("liisa", "start", "begin", unit="owls"))
    name = retro_id(UnitId("owls"), CycleId("2026-q4"))
    go = {"retro": name, "at": "facts", "stage": "scoring"}
    replies = await asyncio.gather(
        *(world.engine.handle(pressed(who, "go", who, **go)) for who in ("liisa", "head"))
    )
    told = [set(keys(reply.act)) for reply in replies]
    assert sum("retro-now-at" in each for each in told) == 1

    def stage(work: Work) -> Stage | None:
        retro = work.retro(name)
        return None if retro is None else retro.stage

    assert await database.read(ORGANISATION, stage) is Stage.SCORING


@pytest.mark.parametrize("step", ["start", "go", "take_over", "hand", "score"])
async def test_who_does_not_run_it_changes_nothing_by_a_forged_button(
    database: Database, step: str
) -> None:
    await database.save_structure(company())
    world = World(database, NOW)
    await world.engine.handle(pressed("liisa", "start", "begin", unit="owls"))
    name = retro_id(UnitId("owls"), CycleId("2026-q4"))
    forged = {"retro": name, "at": "facts", "stage": "scoring", "objective": "o-owls"}
    for who in ("matti", "bertta"):
        reply = await world.engine.handle(pressed(who, step, f"{who}:{step}", **forged))
        assert isinstance(reply.act, Show)
        assert {"retro-not-yours", "retro-begun-already"} & set(keys(reply.act))
    found = await database.read(ORGANISATION, lambda work: work.retro(name))
    assert found is not None
    assert (found.stage, found.facilitator) == (Stage.FACTS, "liisa")


async def test_what_was_published_is_taken_up_again_once_its_cycle_is_open(
    database: Database,
) -> None:
    await database.save_structure(company())
    world = World(database, NOW)
    await world.engine.handle(pressed("liisa", "start", "begin", unit="owls"))
    owls, cycle = UnitId("owls"), CycleId("2026-q4")
    name = retro_id(owls, cycle)

    def turned(number: int, phase: Phase) -> Turn:
        return Turn(owls, cycle, number, phase, NOW, PersonId("liisa"))

    def publish(work: Work) -> None:
        retro = work.retro(name)
        assert retro is not None
        work.publish_retro(replace(retro, stage=Stage.PUBLISHED, published=NOW))
        work.turn(turned(1, Phase.CLOSED))

    await database.write(ORGANISATION, publish)
    go = {"retro": name, "at": "published", "stage": "agreeing"}
    shut = await world.engine.handle(pressed("liisa", "go", "shut", **go))
    assert "retro-go-closed" in set(keys(shut.act))
    await database.write(ORGANISATION, lambda work: work.turn(turned(2, Phase.REVIEW)))
    opened = await world.engine.handle(pressed("liisa", "go", "opened", **go))
    assert "retro-lead-agreeing" in set(keys(opened.act))
    found = await database.read(ORGANISATION, lambda work: work.retro(name))
    assert found is not None
    assert (found.stage, found.published) == (Stage.AGREEING, NOW)
