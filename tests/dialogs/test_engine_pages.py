"""A form that comes in pages: each is kept, nothing typed is lost, and the end takes all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import count

from dialogs.catalog import make_engine
from dialogs.engine import Engine
from dialogs.events import Answered, Commanded, Origin, Turned
from dialogs.okr.model import KeyResultId, PersonId
from dialogs.replies import Close, Correct, OpenForm, Reply
from dialogs.session import LIFETIME, Session
from dialogs.views import Form
from storage.database import Database
from tests.conversations.company import ORGANISATION, crowded
from tests.conversations.keys import keys
from tests.conversations.stage import SetClock
from tests.dialogs.flows.support import ALMANAC, MONDAY

FIRST, SECOND, THIRD = ("c11", "c12"), ("c13", "c14"), ("c15", "c21")
"""Three pages, as a door might cut them; the key results after them are left alone."""


class Talker:
    """Somebody who fills in a form page by page."""

    def __init__(self, database: Database, who: str = "aino") -> None:
        self.database = database
        self.clock = SetClock(MONDAY)
        self.engine: Engine = make_engine(database, self.clock, lambda: None, ALMANAC)
        self.who = who
        self._deliveries = count(1)

    def origin(self) -> Origin:
        delivery = f"{self.who}:{next(self._deliveries)}"
        return Origin(ORGANISATION, PersonId(self.who), "slack", delivery)

    async def opens(self) -> Form:
        return form_of(await self.engine.handle(Commanded(self.origin(), "checkin")))

    async def turns(self, form: Form, page: Mapping[str, str]) -> Reply:
        return await self.engine.handle(Turned(self.origin(), form.session, form.version, page))

    async def sends(self, form: Form, page: Mapping[str, str]) -> Reply:
        return await self.engine.handle(Answered(self.origin(), form.session, form.version, page))

    async def session(self, form: Form) -> Session:
        found = await self.database.read(ORGANISATION, lambda work: work.session(form.session))
        assert found is not None
        return found

    async def stored(self, key_result: str) -> list[tuple[float | None, int, str]]:
        history = await self.database.read(
            ORGANISATION, lambda work: work.history(KeyResultId(key_result))
        )
        return [(each.value, each.confidence, each.comment) for each in history]


def form_of(reply: Reply) -> Form:
    assert isinstance(reply.act, OpenForm | Correct), reply.act
    return reply.act.form


def notice(reply: Reply) -> str:
    """Return the key of the sentence about the whole form."""
    return next(keys(form_of(reply).notice), "")


def page(names: tuple[str, ...], **given: str) -> dict[str, str]:
    """Return all fields of a page as a door sends them: ``c11="45 7 comment"``, the rest empty."""
    sent: dict[str, str] = {}
    for name in names:
        value, confidence, comment = (*given.get(name, "").split(maxsplit=2), "", "", "")[:3]
        sent |= {
            f"value:{name}": value,
            f"confidence:{name}": confidence,
            f"comment:{name}": comment,
            f"blocker:{name}": "",
            f"help:{name}": "",
        }
    return sent


async def talker(database: Database) -> Talker:
    await database.save_structure(crowded())
    return Talker(database)


async def test_each_page_is_kept_and_the_last_one_stores_them_all(database: Database) -> None:
    aino = await talker(database)
    form = await aino.opens()
    first = await aino.turns(form, page(FIRST, c11="45 7 slow", c12="3 4"))
    assert isinstance(first.act, OpenForm)
    assert dict(first.act.form.given)["value:c11"] == "45"
    second = await aino.turns(first.act.form, page(SECOND, c14="8 9"))
    assert isinstance(second.act, OpenForm)
    assert dict(second.act.form.given)["comment:c11"] == "slow"
    assert [first.act.form.version, second.act.form.version] == [2, 3]
    assert await aino.stored("c11") == []
    last = await aino.sends(second.act.form, page(THIRD, c21="1 2"))
    assert isinstance(last.act, Close)
    assert "saved-some" in set(keys(last.act))
    assert [await aino.stored(name) for name in ("c11", "c12", "c13", "c14", "c21")] == [
        [(45.0, 7, "slow")],
        [(3.0, 4, "")],
        [],
        [(8.0, 9, "")],
        [(1.0, 2, "")],
    ]


async def test_a_page_may_be_left_empty(database: Database) -> None:
    aino = await talker(database)
    first = await aino.turns(await aino.opens(), page(FIRST))
    assert isinstance(first.act, OpenForm)
    assert (first.act.form.errors, first.act.form.notice) == ((), None)
    last = await aino.sends(first.act.form, page(SECOND, c13="5 5"))
    assert isinstance(last.act, Close)
    assert await aino.stored("c13") == [(5.0, 5, "")]


async def test_a_form_left_empty_on_every_page_is_not_taken(database: Database) -> None:
    aino = await talker(database)
    first = form_of(await aino.turns(await aino.opens(), page(FIRST)))
    last = await aino.sends(first, page(SECOND))
    assert isinstance(last.act, Correct)
    assert notice(last) == "check-in-empty"


async def test_what_is_wrong_on_a_page_is_said_on_that_page(database: Database) -> None:
    aino = await talker(database)
    form = await aino.opens()
    wrong = await aino.turns(form, page(FIRST, c11="many 7", c12="3 4"))
    assert isinstance(wrong.act, Correct)
    assert [name for name, _ in wrong.act.form.errors] == ["value:c11"]
    assert wrong.act.form.notice is None
    assert dict(wrong.act.form.given)["value:c11"] == "many"
    right = await aino.turns(wrong.act.form, page(FIRST, c11="5 7", c12="3 4"))
    assert isinstance(right.act, OpenForm)
    assert right.act.form.errors == ()


async def test_an_error_of_an_earlier_page_is_said_there_when_the_last_one_comes(
    database: Database,
) -> None:
    aino = await talker(database)
    first = form_of(await aino.turns(await aino.opens(), page(FIRST, c11="5 7")))
    await aino.turns(first, page(FIRST, c11="many 7"))  # as from a second window
    last = await aino.sends(first, page(SECOND, c13="6 6"))
    assert isinstance(last.act, Correct)
    assert [name for name, _ in last.act.form.errors] == ["value:c11"]
    given = dict(last.act.form.given)
    assert (given["value:c11"], given["value:c13"]) == ("many", "6")
    mended = form_of(await aino.turns(last.act.form, page(FIRST, c11="5 7")))
    assert dict(mended.given)["value:c13"] == "6"
    done = await aino.sends(mended, page(SECOND, c13="6 6"))
    assert isinstance(done.act, Close)
    assert await aino.stored("c11") == [(5.0, 7, "")]


async def test_what_is_cleared_when_a_page_is_sent_again_stays_cleared(database: Database) -> None:
    aino = await talker(database)
    form = await aino.opens()
    first = form_of(await aino.turns(form, page(FIRST, c11="45 7 slow")))
    again = form_of(await aino.turns(first, page(FIRST, c12="3 4")))
    assert dict(again.given)["value:c11"] == ""
    await aino.sends(again, page(SECOND))
    assert [await aino.stored(name) for name in FIRST] == [[], [(3.0, 4, "")]]


async def test_a_correction_keeps_what_was_said_on_pages_still_to_come(database: Database) -> None:
    aino = await talker(database)
    first = form_of(await aino.turns(await aino.opens(), page(FIRST, c11="45 7 slow")))
    await aino.sends(first, page(SECOND, c13="6 6 waiting"))
    corrected = form_of(await aino.turns(await aino.opens(), page(FIRST, c11="46 8 slow")))
    # The second page is still to come: what it will show is what was said.
    assert dict(corrected.given)["comment:c13"] == "waiting"
    done = await aino.sends(corrected, {**page(SECOND), "comment:c13": "waiting"})
    assert isinstance(done.act, Close)
    assert await aino.stored("c11") == [(45.0, 7, "slow"), (46.0, 8, "slow")]
    assert await aino.stored("c13") == [(6.0, 6, "waiting")]


async def test_the_same_page_twice_gets_the_same_reply(database: Database) -> None:
    aino = await talker(database)
    form = await aino.opens()
    event = Turned(aino.origin(), form.session, form.version, page(FIRST, c11="45 7"))
    first = await aino.engine.handle(event)
    assert await aino.engine.handle(event) == first
    assert (await aino.session(form)).version == 2


async def test_a_form_that_expires_between_two_pages_keeps_them(database: Database) -> None:
    aino = await talker(database)
    first = form_of(await aino.turns(await aino.opens(), page(FIRST, c11="45 7")))
    aino.clock.at += LIFETIME
    late = await aino.turns(first, page(SECOND, c13="6 6"))
    assert isinstance(late.act, Correct)
    assert notice(late) == "form-old"
    given = dict(late.act.form.given)
    assert (given["value:c11"], given["value:c13"]) == ("45", "6")
    # It is alive again. The week it was opened for is over by now, and still takes late answers.
    assert (await aino.session(first)).expires == aino.clock.at + LIFETIME
    turned = await aino.turns(late.act.form, page(SECOND, c13="6 6"))
    assert isinstance(turned.act, OpenForm)
    await aino.sends(turned.act.form, page(THIRD))
    assert [await aino.stored(name) for name in ("c11", "c13")] == [
        [(45.0, 7, "")],
        [(6.0, 6, "")],
    ]


async def test_a_first_page_that_comes_too_late_is_kept_as_well(database: Database) -> None:
    aino = await talker(database)
    form = await aino.opens()
    aino.clock.at += LIFETIME
    late = form_of(await aino.turns(form, page(FIRST, c11="45 7")))
    await aino.sends(late, page(SECOND, c13="6 6"))
    assert await aino.stored("c11") == [(45.0, 7, "")]


async def test_the_week_may_close_between_two_pages_and_is_said_once(database: Database) -> None:
    aino = await talker(database)
    form = await aino.opens()
    aino.clock.at += timedelta(days=6, hours=20)
    first = form_of(await aino.turns(form, page(FIRST, c11="45 7")))
    aino.clock.at += timedelta(days=6, hours=20)
    moved = await aino.turns(first, page(SECOND, c13="6 6"))
    assert isinstance(moved.act, Correct)
    assert notice(moved) == "check-in-closed"
    turned = await aino.turns(moved.act.form, page(SECOND, c13="6 6"))
    assert isinstance(turned.act, OpenForm)
    done = await aino.sends(turned.act.form, page(THIRD))
    assert isinstance(done.act, Close)
    history = await aino.database.read(ORGANISATION, lambda work: work.history(KeyResultId("c11")))
    assert [str(each.week) for each in history] == ["2026-W47"]


async def test_what_was_typed_for_a_key_result_that_is_gone_is_said_once(
    database: Database,
) -> None:
    aino = await talker(database)
    first = form_of(await aino.turns(await aino.opens(), page(FIRST, c11="45 7", c12="3 4")))
    given_away = tuple(
        replace(each, owner=PersonId("liisa")) if each.id == "c11" else each
        for each in crowded().key_results
    )
    await database.save_structure(replace(crowded(), key_results=given_away))
    told = await aino.turns(first, page(SECOND, c13="6 6"))
    assert isinstance(told.act, Correct)
    assert notice(told) == "check-in-moved"
    assert "value:c11" not in dict(told.act.form.given)
    turned = await aino.turns(told.act.form, page(SECOND, c13="6 6"))
    assert isinstance(turned.act, OpenForm)
    done = await aino.sends(turned.act.form, page(THIRD))
    assert isinstance(done.act, Close)
    assert [await aino.stored(name) for name in ("c11", "c12", "c13")] == [
        [],
        [(3.0, 4, "")],
        [(6.0, 6, "")],
    ]


async def test_a_key_result_that_is_new_between_two_pages_can_be_answered(
    database: Database,
) -> None:
    aino = await talker(database)
    first = form_of(await aino.turns(await aino.opens(), page(FIRST, c11="45 7")))
    more = tuple(
        replace(each, owner=PersonId("aino")) if each.id == "o1" else each
        for each in crowded().key_results
    )
    await database.save_structure(replace(crowded(), key_results=more))
    second = form_of(await aino.turns(first, page(SECOND)))
    assert "value:o1" not in dict(first.given) | dict(second.given)
    assert "value:o1" in {field.id for group in second.groups for field in group.fields}
    await aino.sends(second, page(("o1",), o1="12 3"))
    assert [await aino.stored(name) for name in ("c11", "o1")] == [
        [(45.0, 7, "")],
        [(12.0, 3, "")],
    ]


async def test_nobody_turns_the_pages_of_another_s_form(database: Database) -> None:
    aino = await talker(database)
    first = form_of(await aino.turns(await aino.opens(), page(FIRST, c11="45 7")))
    thief = Talker(database, "antti")
    stolen = await thief.turns(first, page(SECOND, c13="6 6"))
    assert isinstance(stolen.act, Close)
    shown = set(keys(stolen.act))
    assert "form-unknown" in shown
    assert "45" not in str(stolen.act)
    assert dict((await aino.session(first)).given) == page(FIRST, c11="45 7")


async def test_a_form_that_was_sent_keeps_nothing_and_takes_no_more_pages(
    database: Database,
) -> None:
    aino = await talker(database)
    first = form_of(await aino.turns(await aino.opens(), page(FIRST, c11="45 7 a secret")))
    await aino.sends(first, page(SECOND))
    session = await aino.session(first)
    assert (session.done, session.given) == (True, ())
    for reply in (await aino.turns(first, page(FIRST)), await aino.sends(first, page(SECOND))):
        assert isinstance(reply.act, Close)
        assert "form-done" in set(keys(reply.act))
    assert len(await aino.stored("c11")) == 1


async def test_fields_that_no_form_has_are_not_kept(database: Database) -> None:
    aino = await talker(database)
    form = await aino.opens()
    await aino.turns(form, {**page(FIRST, c11="45 7"), "made:up": ""})
    assert dict((await aino.session(form)).given) == page(FIRST, c11="45 7")
