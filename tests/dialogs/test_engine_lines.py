"""A line written where nobody waits in an open request is answered by a message, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dialogs.engine import LONGEST_KEPT
from dialogs.events import Origin, Pressed, Said
from dialogs.okr.model import PersonId
from dialogs.replies import Nothing, OpenForm, Reply, Show
from dialogs.views import View
from storage.database import Database
from tests.conversations.company import ORGANISATION, company
from tests.conversations.keys import buttons, keys
from tests.conversations.stage import World
from tests.dialogs.flows.support import MONDAY

NIGHT = datetime(2026, 11, 7, 22, 30, tzinfo=UTC)
"""After midnight on a Sunday in Helsinki."""


def line(delivery: str, text: str, who: str = "liisa") -> Said:
    return Said(Origin(ORGANISATION, PersonId(who), "slack", delivery, waits=False), text)


async def world_at(database: Database, now: datetime = MONDAY) -> World:
    await database.save_structure(company())
    return World(database, now)


async def writes(world: World, said: Said) -> Reply:
    reply = await world.engine.handle(said)
    await world.deliver()
    return reply


def messages(world: World, who: str = "liisa") -> list[View]:
    """Return what answers a person's lines."""
    return world.letters.replies.get(who, [])


async def test_a_typed_answer_is_stored_and_thanked_for_in_a_message(database: Database) -> None:
    world = await world_at(database)
    reply = await writes(world, line("one", "1: 45 7"))
    assert reply.act == Nothing()
    assert await world.values_of("o1") == ["45 7"]
    receipts = world.letters.messages["liisa"]
    assert [next(keys(view)) for view in receipts.values()] == ["receipt-summary"]
    assert [next(keys(view)) for view in messages(world)] == ["saved-some"]
    assert await writes(world, line("one", "1: 45 7")) == reply
    assert (len(receipts), len(messages(world))) == (1, 1)
    assert await world.values_of("o1") == ["45 7"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("status", "digest-summary"),
        ("/okr tilanne", "digest-summary"),
        ("hello", "help-unknown"),
        ("", "help-title"),
        ("1: many", "line-refused"),
        ("language klingon", "language-unknown"),
        ("away tomorrow", "absence-set"),
    ],
)
async def test_whatever_would_be_shown_comes_as_a_message(
    database: Database, text: str, key: str
) -> None:
    world = await world_at(database)
    await writes(world, line("one", text))
    (shown,) = messages(world)
    assert next(keys(shown.summary)) == key


async def test_a_form_is_offered_by_a_button_that_opens_it(database: Database) -> None:
    world = await world_at(database)
    reply = await writes(world, line("one", "checkin"))
    assert reply.act == Nothing()
    (offer,) = messages(world)
    assert "form-waits" in set(keys(offer))
    (press,) = buttons(offer)
    origin = Origin(ORGANISATION, PersonId("liisa"), "slack", "two")
    opened = await world.engine.handle(Pressed(origin, press.action))
    assert isinstance(opened.act, OpenForm)
    assert "value:o1" in {field.id for group in opened.act.form.groups for field in group.fields}


async def test_where_a_door_can_put_up_a_form_by_itself_it_gets_it_at_once(
    database: Database,
) -> None:
    world = await world_at(database)
    origin = Origin(ORGANISATION, PersonId("liisa"), "teams", "one", waits=False, opens=True)
    reply = await writes(world, Said(origin, "checkin"))
    assert isinstance(reply.act, OpenForm)
    assert messages(world) == []
    assert await writes(world, Said(origin, "checkin")) == reply
    await writes(world, Said(replace(origin, delivery="two"), "status"))
    assert [next(keys(view.summary)) for view in messages(world)] == ["digest-summary"]


async def test_a_line_that_needs_a_form_takes_its_words_along(database: Database) -> None:
    world = await world_at(database)
    await writes(world, line("one", "away from 31.11."))
    (offer,) = messages(world)
    (press,) = buttons(offer)
    origin = Origin(ORGANISATION, PersonId("liisa"), "slack", "two")
    opened = await world.engine.handle(Pressed(origin, press.action))
    assert isinstance(opened.act, OpenForm)
    assert "31.11." in str(opened.act.form)


async def test_a_button_carries_no_endless_line(database: Database) -> None:
    world = await world_at(database)
    await writes(world, line("one", f"away {'x' * 4000}"))
    (offer,) = messages(world)
    (press,) = buttons(offer)
    assert [len(value) for _, value in press.action.args] == [LONGEST_KEPT]


async def test_an_answer_to_a_line_waits_for_no_working_hours(database: Database) -> None:
    world = await world_at(database, NIGHT)
    await writes(world, line("one", "help"))
    assert len(messages(world)) == 1


async def test_a_stranger_gets_no_message(database: Database) -> None:
    world = await world_at(database)
    reply = await writes(world, line("one", "status", "stranger"))
    assert isinstance(reply.act, Show)
    assert "person-unknown" in set(keys(reply.act))
    assert (world.letters.messages, world.letters.replies) == ({}, {})
