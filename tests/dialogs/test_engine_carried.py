"""A form that carries its own session: opening it writes nothing, and it is still taken once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from itertools import count

import pytest

from dialogs.catalog import make_engine
from dialogs.events import Answered, Commanded, Event, Origin, Pressed, Turned
from dialogs.okr.model import OrganisationId, PersonId
from dialogs.replies import Close, Correct, OpenForm, Reply
from dialogs.session import FORGOTTEN, LIFETIME, MOST_CARRIED, Session
from dialogs.text import Phrase
from dialogs.views import Action, Form, Paragraph, Quote, View
from storage.database import Database
from tests.conversations.company import ORGANISATION, company
from tests.conversations.stage import SetClock
from tests.dialogs.flows.support import ALMANAC, MONDAY

LIISA, MATTI = PersonId("liisa"), PersonId("matti")


class House:
    """An engine, and a door whose forms come back as they went out."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = SetClock(MONDAY)
        self.engine = make_engine(database, self.clock, lambda: None, ALMANAC)
        self._deliveries = count(1)

    def origin(self, delivery: str = "", who: PersonId = LIISA, *, carries: bool = True) -> Origin:
        named = delivery or f"d{next(self._deliveries)}"
        return Origin(ORGANISATION, who, "slack", named, carries=carries)

    async def form(self, event: Event | None = None) -> Form:
        reply = await self.engine.handle(event or Commanded(self.origin(), "checkin"))
        assert isinstance(reply.act, OpenForm)
        return reply.act.form

    async def sent(
        self, form: Form, values: Mapping[str, str], delivery: str = "", who: PersonId = LIISA
    ) -> Reply:
        """Send a form as its door would: with what it carried, whatever has happened since."""
        origin = self.origin(delivery, who)
        return await self.engine.handle(
            Answered(origin, form.session, form.version, values, form.carried)
        )

    async def stored(self, form: Form) -> Session | None:
        return await self.database.read(ORGANISATION, lambda work: work.session(form.session))

    async def answers(self) -> int:
        return len(await self.database.check_ins(ORGANISATION))


@pytest.fixture
async def house(database: Database) -> House:
    await database.save_structure(company())
    return House(database)


def filled(form: Form, value: str = "12") -> dict[str, str]:
    """Return a number and a confidence for everything that is asked."""
    names = [field.id for group in form.groups for field in group.fields]
    return {
        name: value if name.startswith("value:") else "7"
        for name in names
        if name.startswith(("value:", "confidence:"))
    }


def said(reply: Reply) -> list[str]:
    """Return the keys of the sentences in which a reply tells something."""
    assert isinstance(reply.act, Close)
    return [
        block.text.key
        for block in reply.act.view.blocks
        if isinstance(block, Paragraph) and isinstance(block.text, Phrase)
    ]


def typed(view: View) -> str:
    """Return what is given back of what was typed."""
    return " ".join(str(block.text) for block in view.blocks if isinstance(block, Quote))


async def test_opening_writes_nothing_and_the_answer_is_taken(house: House) -> None:
    opened = Commanded(house.origin("open"), "checkin")
    form = await house.form(opened)
    assert form.carried is not None
    assert form.carried.session.id == form.session
    assert await house.stored(form) is None
    assert (await house.form(opened)).session == form.session, "a repeat opens the same one"

    reply = await house.sent(form, filled(form), "sent")
    assert isinstance(reply.act, Close)
    taken = await house.answers()
    assert taken > 0
    session = await house.stored(form)
    assert session is not None
    assert (session.done, session.given, session.person) == (True, (), LIISA)
    assert await house.sent(form, filled(form), "sent") == reply
    again = await house.sent(form, filled(form, "13"))
    assert said(again) == ["form-done"]
    assert await house.answers() == taken


async def test_of_two_answers_at_once_one_is_taken(house: House) -> None:
    form = await house.form()
    numbers = ("11", "12", "13", "14", "15", "16")
    replies = await asyncio.gather(*(house.sent(form, filled(form, each)) for each in numbers))
    assert sum(said(reply) == ["form-done"] for reply in replies) == len(numbers) - 1
    assert await house.answers() == len([name for name in filled(form) if name[:2] == "va"])


async def test_where_a_form_may_be_altered_its_session_is_stored(house: House) -> None:
    form = await house.form(Commanded(house.origin(carries=False), "checkin"))
    assert form.carried is None
    session = await house.stored(form)
    assert session is not None
    assert not session.done


async def test_what_is_corrected_is_stored_and_what_the_form_still_carries_changes_nothing(
    house: House,
) -> None:
    form = await house.form()
    wrong = await house.sent(form, filled(form, "many"))
    assert isinstance(wrong.act, Correct)
    session = await house.stored(form)
    assert session is not None
    assert (session.done, session.version) == (False, 2)
    assert not session.carried
    right = await house.sent(form, filled(form))  # Slack leaves the form as it was opened
    assert isinstance(right.act, Close)
    assert await house.answers() > 0
    assert said(await house.sent(form, filled(form, "13"))) == ["form-done"]


async def test_a_page_that_is_turned_is_kept(house: House) -> None:
    form = await house.form()
    values = filled(form)
    first = dict(list(values.items())[:2])
    turned = Turned(house.origin(), form.session, form.version, first, form.carried)
    reply = await house.engine.handle(turned)
    assert isinstance(reply.act, OpenForm)
    assert reply.act.form.carried is None
    session = await house.stored(form)
    assert session is not None
    assert set(first.items()) <= set(session.given)


async def test_nobody_sends_what_another_has_opened(house: House) -> None:
    form = await house.form()
    reply = await house.sent(form, filled(form, "41"), who=MATTI)
    assert said(reply) == ["form-unknown"]
    assert isinstance(reply.act, Close)
    assert "41" in typed(reply.act.view)
    assert await house.answers() == 0
    assert await house.stored(form) is None


async def test_what_was_opened_in_another_organisation_is_not_taken(house: House) -> None:
    form = await house.form()
    assert form.carried is not None
    there = replace(form.carried, organisation=OrganisationId("elsewhere"))
    reply = await house.sent(replace(form, carried=there), filled(form, "41"))
    assert said(reply) == ["form-unknown"]
    assert await house.answers() == 0


async def test_after_a_week_it_is_shown_again_with_what_was_typed(house: House) -> None:
    form = await house.form()
    house.clock.at += LIFETIME
    reply = await house.sent(form, filled(form, "41"))
    assert isinstance(reply.act, Correct)
    assert "41" in dict(reply.act.form.given).values()
    assert await house.answers() == 0
    assert await house.stored(form) is not None


async def test_what_may_have_been_taken_and_forgotten_is_not_taken(house: House) -> None:
    form = await house.form()
    house.clock.at += LIFETIME + FORGOTTEN
    reply = await house.sent(form, filled(form, "41"))
    assert said(reply) == ["form-unknown"]
    assert await house.answers() == 0


async def test_a_door_through_whose_hands_it_has_passed_is_not_believed(house: House) -> None:
    form = await house.form()
    origin = house.origin(carries=False)
    event = Answered(origin, form.session, form.version, filled(form), form.carried)
    assert said(await house.engine.handle(event)) == ["form-unknown"]
    assert await house.answers() == 0


async def test_a_step_that_is_secret_takes_nothing_that_was_carried(house: House) -> None:
    form = await house.form()
    assert form.carried is not None
    session = replace(form.carried.session, flow="retro", step="write")
    there = replace(form.carried, session=session)
    reply = await house.sent(replace(form, carried=there), {"note": "41"})
    assert said(reply) == ["form-unknown"]
    assert await house.stored(form) is None


async def test_what_is_too_long_for_a_form_is_stored(house: House) -> None:
    long = Action("check_in", "form", (("note", "x" * MOST_CARRIED),))
    pressed = Pressed(house.origin("press"), long)
    form = await house.form(pressed)
    assert form.carried is None
    assert await house.stored(form) is not None
    assert await house.form(pressed) == form
    await house.sent(form, filled(form))
    assert await house.answers() > 0
