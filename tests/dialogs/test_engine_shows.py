"""What only shows something is looked up in a reading transaction and holds nobody up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from dialogs.catalog import FLOWS, HAPPENINGS, make_engine
from dialogs.commands import COMMANDS
from dialogs.engine import Engine
from dialogs.events import Commanded, Event, Origin, Pressed, Said
from dialogs.flow import Flow, Situation, Tell
from dialogs.flows import notice
from dialogs.okr.model import PersonId
from dialogs.ports import Work
from dialogs.replies import Nothing, OpenForm, Show
from dialogs.text import say
from dialogs.views import Action, View
from storage.database import Database
from tests.conversations.company import ORGANISATION
from tests.conversations.stage import SetClock
from tests.dialogs.flows.support import ALMANAC, MONDAY, facilitated

TELLS = [
    (flow.name, step.name)
    for flow in FLOWS.values()
    for step in flow.steps
    if isinstance(step, Tell)
]
WORDS = {
    command.name: isinstance(FLOWS[command.flow].step(command.step), Tell) for command in COMMANDS
}
HOSTILE = {"unit": "area", "key": "prompt:2026-W45:liisa", "typed": "x" * 3000}
"""Arguments as a button could bring them."""


def origin(delivery: str, who: str = "liisa", *, waits: bool = True) -> Origin:
    return Origin(ORGANISATION, PersonId(who), "slack", delivery, waits)


async def is_claimed(database: Database, delivery: str) -> bool:
    """Say whether a delivery has been written down."""
    liisa = PersonId("liisa")
    arrival = await database.read(ORGANISATION, lambda work: work.arrival(liisa, delivery))
    return arrival.repeat


def test_there_is_enough_to_look_at() -> None:
    assert {("status", "show"), ("ledger", "show"), ("home", "show")} <= set(TELLS)


@pytest.mark.parametrize(("flow", "step"), TELLS)
@pytest.mark.parametrize("who", ["liisa", "heidi", "chief", "bengt"])
async def test_every_step_that_tells_can_do_so_without_writing(
    database: Database, flow: str, step: str, who: str
) -> None:
    await database.save_structure(facilitated())
    engine = make_engine(database, SetClock(MONDAY), lambda: None, ALMANAC)
    for number, args in enumerate(((), tuple(HOSTILE.items()))):
        event = Pressed(origin(f"p:{number}", who), Action(flow, step, args))
        assert isinstance((await engine.handle(event)).act, Show)
        assert not await is_claimed(database, f"p:{number}")


def events(word: str) -> Iterator[tuple[str, Event]]:
    yield "c", Commanded(origin("c"), f" {word}\tarea ")
    yield "s", Said(origin("s"), f"/okr {word}")


@pytest.mark.parametrize("word", WORDS)
async def test_a_command_is_written_down_only_where_it_may_do_something(
    database: Database, word: str
) -> None:
    await database.save_structure(facilitated())
    engine = make_engine(database, SetClock(MONDAY), lambda: None, ALMANAC)
    for delivery, event in events(word):
        assert isinstance((await engine.handle(event)).act, Show | OpenForm)
        assert await is_claimed(database, delivery) is not WORDS[word]


async def test_words_that_are_no_command_only_bring_the_help(database: Database) -> None:
    await database.save_structure(facilitated())
    engine = make_engine(database, SetClock(MONDAY), lambda: None, ALMANAC)
    for delivery, text in (("a", ""), ("b", "  "), ("c", "xyzzy"), ("d", "\n")):
        assert isinstance((await engine.handle(Commanded(origin(delivery), text))).act, Show)
        assert not await is_claimed(database, delivery)


async def test_a_stranger_leaves_nothing_behind(database: Database) -> None:
    await database.save_structure(facilitated())
    engine = make_engine(database, SetClock(MONDAY), lambda: None, ALMANAC)
    reply = await engine.handle(Commanded(origin("x", "stranger"), "status"))
    assert isinstance(reply.act, Show)
    assert not await is_claimed(database, "x")


async def test_what_is_told_without_an_open_request_is_written_down_and_sent_once(
    database: Database,
) -> None:
    await database.save_structure(facilitated())
    engine = make_engine(database, SetClock(MONDAY), lambda: None, ALMANAC)
    said = Said(origin("line", waits=False), "status")
    first = await engine.handle(said)
    assert first.act == Nothing()
    assert await engine.handle(said) == first
    assert await is_claimed(database, "line")


async def test_an_answer_is_taken_while_something_long_is_being_looked_up(
    database: Database,
) -> None:
    """As while 20,000 lines of a ledger are read: nobody's answer waits for the end of it."""
    await database.save_structure(facilitated())
    begun, answered = threading.Event(), threading.Event()
    in_time: list[bool] = []

    def gather(work: Work, situation: Situation) -> None:
        assert work.person(situation.person.id) is not None
        begun.set()
        in_time.append(answered.wait(20))

    long = Flow("long", (Tell("show", gather, lambda _: View(say("help-title"), ())),))
    engine = Engine(
        database,
        SetClock(MONDAY),
        lambda: None,
        {**FLOWS, "long": long},
        HAPPENINGS,
        ALMANAC,
        notice.AFTERMATH,
    )
    looking = asyncio.create_task(engine.handle(Pressed(origin("look"), Action("long", "show"))))
    await asyncio.to_thread(begun.wait, 20)
    await engine.handle(Said(origin("answer", "matti"), "1: yes 7"))
    answered.set()
    assert isinstance((await looking).act, Show)
    assert in_time == [True]
