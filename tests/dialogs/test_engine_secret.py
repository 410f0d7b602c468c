"""What is typed into a secret form is kept nowhere but in what its step writes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from dialogs.catalog import FLOWS, make_engine
from dialogs.engine import Engine
from dialogs.events import Answered, Origin, Pressed, Turned
from dialogs.flow import Again, Answers, Ask, Finish, Flow, Outcome, Situation
from dialogs.okr.model import Language, PersonId
from dialogs.ports import Work
from dialogs.replies import Close, Correct, Nothing, OpenForm, Reply, Show
from dialogs.session import Session, SessionId
from dialogs.text import say
from dialogs.views import Action, Form, Group, Paragraph, Quote, TextField, View
from dialogs.writes import SetLanguage
from storage.address import read_url
from storage.database import Database
from storage.tables import metadata
from tests.conversations.company import ORGANISATION, company
from tests.conversations.stage import SetClock
from tests.dialogs.flows.support import ALMANAC, MONDAY

TYPED = "Kettua ei saa kertoa"
DONE = View(say("language-set"), (Paragraph(say("language-set")),))
OVER = View(say("form-done"), (Paragraph(say("form-done")),))


def _gather(work: Work, situation: Situation) -> tuple[PersonId, str]:
    person = work.person(situation.person.id)
    assert person is not None
    return person.id, person.language.value if person.language is not None else ""


def _ask(facts: tuple[PersonId, str], session: Session) -> Form | View:
    if facts[1] == "nb":
        return OVER
    field = TextField("words", say("line-typed"), 300)
    title = say("form-open")
    groups = (Group(title, None, (field,)),)
    return Form(session.id, session.version, title, title, (), groups)


def _take(facts: tuple[PersonId, str], session: Session, answers: Answers) -> Outcome:
    """Count in the person's language how often it was taken: Swedish once, English twice."""
    del session
    if facts[1] == "nb":
        return Finish(OVER, taken=False)
    if not answers.get("words", "").endswith("!"):
        return Again((("words", say("choice-unknown")),))
    language = Language.ENGLISH if facts[1] == "sv" else Language.SWEDISH
    return Finish(DONE, (SetLanguage(facts[0], language),))


def _settled(facts: tuple[PersonId, str]) -> Mapping[str, str]:
    del facts
    return {"about": "something"}


def _flow(name: str, *, secret: bool) -> Flow:
    return Flow(name, (Ask("form", _gather, _ask, _take, _gather, _settled, secret=secret),))


FLOWS_HERE = MappingProxyType(
    {**FLOWS, "whisper": _flow("whisper", secret=True), "shout": _flow("shout", secret=False)}
)


class House:
    """An engine with a secret form, and everything that lies in its database."""

    def __init__(self, database: Database, url: str) -> None:
        self.database = database
        self.url = url
        self.clock = SetClock(MONDAY)
        made = make_engine(database, self.clock, lambda: None, ALMANAC)
        self.engine: Engine = replace(made, flows=FLOWS_HERE)

    async def opened(self, flow: str = "whisper", delivery: str = "open") -> Form:
        event = Pressed(_origin(delivery), Action(flow, "form"))
        reply = await self.engine.handle(event)
        assert isinstance(reply.act, OpenForm)
        return reply.act.form

    async def sent(self, form: Form, typed: str, *, waits: bool = True) -> Reply:
        """Send the form, named as the doors do: after what was typed."""
        origin = _origin(f"sent:{_digest(typed)}", waits=waits)
        return await self.engine.handle(
            Answered(origin, form.session, form.version, {"words": typed})
        )

    async def language(self) -> str:
        liisa = PersonId("liisa")
        person = await self.database.read(ORGANISATION, lambda work: work.person(liisa))
        assert person is not None
        return person.language.value if person.language is not None else ""

    def everything(self) -> str:
        """Return all rows of all tables; on SQLite the bytes of the files as well."""
        engine = create_engine(read_url(self.url), poolclass=NullPool)
        with engine.connect() as connection:
            rows = [
                repr(row)
                for table in metadata.sorted_tables
                for row in connection.execute(select(table))
            ]
        path = read_url(self.url).database
        if self.url.startswith("sqlite") and path is not None:
            files = [Path(path), Path(f"{path}-wal")]
            rows += [
                each.read_bytes().decode("utf-8", "replace") for each in files if each.exists()
            ]
        return "\n".join(rows)


def _origin(delivery: str, who: str = "liisa", *, waits: bool = True) -> Origin:
    return Origin(ORGANISATION, PersonId(who), "web", delivery, waits)


def _digest(typed: str) -> str:
    return hashlib.sha256(typed.encode()).hexdigest()


@pytest.fixture
async def house(database: Database, database_url: str) -> House:
    await database.save_structure(company())
    return House(database, database_url)


async def test_an_open_form_keeps_what_was_typed_and_this_test_would_see_it(house: House) -> None:
    form = await house.opened("shout")
    await house.sent(form, TYPED)
    assert TYPED in house.everything()
    assert _digest(TYPED) in house.everything()


async def test_a_corrected_form_gives_all_back_and_keeps_nothing(house: House) -> None:
    form = await house.opened()
    reply = await house.sent(form, TYPED)
    assert isinstance(reply.act, Correct)
    assert dict(reply.act.form.given) == {"words": TYPED}
    assert reply.secret
    left = house.everything()
    assert TYPED not in left
    assert _digest(TYPED) not in left


async def test_the_same_again_gets_the_same_errors_and_what_was_typed(house: House) -> None:
    form = await house.opened()
    first = await house.sent(form, TYPED)
    assert await house.sent(form, TYPED) == first
    assert isinstance(first.act, Correct)
    assert first.act.form.version == form.version + 1


async def test_what_was_taken_is_taken_once_and_thanked_for_again(house: House) -> None:
    form = await house.opened()
    first = await house.sent(form, f"{TYPED}!")
    assert first.act == Close(DONE)
    assert await house.sent(form, f"{TYPED}!") == first
    assert await house.sent(form, "Something else!") == first
    assert await house.language() == "sv"
    left = house.everything()
    assert TYPED not in left
    assert _digest(f"{TYPED}!") not in left


async def test_an_opened_form_is_opened_again_by_a_repeat_until_it_was_sent(house: House) -> None:
    form = await house.opened()
    assert await house.opened() == form
    await house.sent(form, f"{TYPED}!")
    press = Pressed(_origin("open"), Action("whisper", "form"))
    again = await house.engine.handle(press)
    assert isinstance(again.act, Show)
    assert again.act.view.summary == say("form-sent")
    await house.sent(await house.opened(delivery="another"), f"{TYPED}!")
    assert await house.language() == "en"


async def test_where_it_comes_too_late_the_words_are_given_back_and_not_kept(house: House) -> None:
    form = await house.opened()
    liisa = PersonId("liisa")
    await house.database.write(
        ORGANISATION, lambda work: work.set_language(liisa, Language.NORWEGIAN)
    )
    for typed in (f"{TYPED}!", TYPED):
        reply = await house.sent(form, typed)
        assert isinstance(reply.act, Close)
        assert reply.act.view.blocks[-1] == Quote(typed, say("line-typed"))
        assert await house.sent(form, typed) == reply
    assert TYPED not in house.everything()


async def test_a_form_that_lay_open_for_long_is_taken(house: House) -> None:
    form = await house.opened()
    house.clock.at += timedelta(days=8)
    assert (await house.sent(form, f"{TYPED}!")).act == Close(DONE)


async def test_a_form_that_nobody_knows_gives_the_words_back_and_keeps_none(house: House) -> None:
    form = replace(await house.opened(), session=SessionId("gone"))
    reply = await house.sent(form, TYPED)
    assert isinstance(reply.act, Close)
    assert Quote(TYPED, say("line-typed")) in reply.act.view.blocks
    assert await house.sent(form, TYPED) == reply
    assert TYPED not in house.everything()
    assert _digest(TYPED) not in house.everything()


async def test_where_nobody_waits_nothing_typed_goes_out(house: House) -> None:
    form = replace(await house.opened(), session=SessionId("gone"))
    reply = await house.sent(form, TYPED, waits=False)
    assert reply.act == Nothing()
    left = house.everything()
    assert "form-unknown" in left
    assert TYPED not in left
    assert _digest(TYPED) not in left


async def test_a_page_of_it_is_shown_again_and_kept_nowhere(house: House) -> None:
    form = await house.opened()
    event = Turned(_origin("page"), form.session, form.version, {"words": TYPED})
    reply = await house.engine.handle(event)
    assert isinstance(reply.act, Correct)
    assert TYPED not in house.everything()


async def test_somebody_elses_form_is_not_taken_nor_its_thanks_told(house: House) -> None:
    form = await house.opened()
    await house.sent(form, f"{TYPED}!")
    event = Answered(_origin("stolen", "matti"), form.session, form.version, {"words": "mine!"})
    reply = await house.engine.handle(event)
    assert isinstance(reply.act, Close)
    assert reply.act.view.summary == say("form-unknown")


async def test_a_secret_form_never_carries_its_session(house: House) -> None:
    """Its row would be there only once it was sent, and so would say who has."""
    carried = {}
    for flow in ("whisper", "shout"):
        origin = replace(_origin(f"open:{flow}"), carries=True)
        reply = await house.engine.handle(Pressed(origin, Action(flow, "form")))
        assert isinstance(reply.act, OpenForm)
        carried[flow] = reply.act.form.carried is not None
    assert carried == {"whisper": False, "shout": True}
