from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count

import pytest

from dialogs.events import Dropped, Moment
from dialogs.okr.model import KeyResultId, PersonId, UnitId
from dialogs.okr.standing import WeekSaid
from dialogs.ports import Arrival, Work
from dialogs.posts import PostKey
from dialogs.replies import Reply
from dialogs.session import Session, SessionId
from storage.database import Database, open_database
from storage.errors import ReadOnlyError, StoreClosedError
from tests.storage.support import (
    ANNA,
    COUNTY,
    NAAPURI,
    NORTH,
    NOW,
    OMA,
    SOUTH,
    TODAY,
    WAITING,
    WEEK,
    answer,
    check_in,
    moment,
    post,
    reply,
    session,
    structure,
)


@pytest.fixture(autouse=True)
async def _people(database: Database) -> None:
    await database.save_structure(structure())


class StumbleError(Exception):
    """Something went wrong inside a transaction."""


async def test_one_answer_delivered_five_times_at_once_counts_once(database: Database) -> None:
    def deliver(work: Work) -> Reply | None:
        arrived = work.arrival(ANNA, "view-1")
        if arrived.repeat:
            return arrived.reply
        before = len(work.history(WAITING))
        work.record([check_in(f"answer-{before}")])
        work.post([post(f"thanks-{before}")])
        said = reply(f"thank you, {before}")
        work.keep_reply("view-1", said, NOW)
        return said

    replies = await asyncio.gather(*(database.write(OMA, deliver) for _ in range(5)))
    assert replies == [reply("thank you, 0")] * 5
    assert await database.check_ins(OMA) == [check_in("answer-0")]
    posted = await database.read(
        OMA, lambda work: work.posted([PostKey(f"thanks-{number}") for number in range(5)])
    )
    assert posted.keys() == {"thanks-0"}


async def test_a_delivery_whose_first_try_failed_may_come_again(database: Database) -> None:
    def stumble(work: Work) -> None:
        assert not work.arrival(ANNA, "view-1").repeat
        work.record([check_in("a")])
        work.keep_reply("view-1", reply("thanks"), NOW)
        raise StumbleError

    with pytest.raises(StumbleError):
        await database.write(OMA, stumble)
    assert not (await database.read(OMA, lambda work: work.arrival(ANNA, "view-1"))).repeat
    assert await database.check_ins(OMA) == []


@pytest.mark.parametrize("who", [ANNA, PersonId("stranger")])
async def test_a_repeat_is_known_whoever_has_sent_it(database: Database, who: PersonId) -> None:
    await database.write(OMA, lambda work: work.keep_reply("view-1", reply("thanks"), NOW))
    for opened in (None, SessionId("none")):
        again = await database.write(OMA, partial(_arrival, who, "view-1", opened))
        assert (again.repeat, again.reply) == (True, reply("thanks"))
        other = await database.write(OMA, partial(_arrival, who, "view-2", opened))
        assert (other.repeat, other.reply) == (False, None)
        assert (other.person is not None, other.session) == (who == ANNA, None)


def _arrival(who: PersonId, delivery: str, session: SessionId | None, work: Work) -> Arrival:
    return work.arrival(who, delivery, session)


async def test_an_answer_arrives_with_its_session_and_everything_at_home(
    database: Database,
) -> None:
    await database.write(OMA, lambda work: work.save_session(session()))

    def job(work: Work) -> None:
        arrived = work.arrival(ANNA, "view-1", SessionId("s1"))
        assert arrived == Arrival(work.people([ANNA])[ANNA], session())
        assert work.units_of(ANNA) == homes

    homes = await database.read(OMA, lambda work: work.units_of(ANNA))
    await database.write(OMA, job)
    await database.read(OMA, job)


async def test_a_moment_comes_once(database: Database) -> None:
    tries = [database.write(OMA, lambda work: work.claim_moment(moment(), NOW)) for _ in range(8)]
    assert sorted(await asyncio.gather(*tries)) == [False] * 7 + [True]
    later = replace(moment(), planned=NOW.replace(hour=12))  # the same period at another hour
    assert not await database.write(OMA, lambda work: work.claim_moment(later, NOW))
    other = moment("ask:north:2026-W48")
    assert await database.write(OMA, lambda work: work.claim_moment(other, NOW))


def _claim(moment: Moment, work: Work) -> bool:
    return work.claim_moment(moment, NOW)


async def test_what_is_claimed_is_told_from_an_instant_on_and_to_its_own_only(
    database: Database,
) -> None:
    old = replace(moment(), key="ask:north:2026-W40", planned=NOW - timedelta(days=50))
    dropped = replace(moment(), key="ask:south:2026-W47", dropped=Dropped.DOWNTIME)
    for each in (moment(), old, dropped):
        await database.write(OMA, partial(_claim, each))
    since = NOW - timedelta(days=14)
    assert set(await database.plans.claimed(OMA, since)) == {moment().key, dropped.key}
    assert set(await database.plans.claimed(NAAPURI, since)) == set()


async def test_a_session_is_kept_and_moves_on(database: Database) -> None:
    await database.write(OMA, lambda work: work.save_session(session()))
    read = await database.read(OMA, lambda work: work.session(SessionId("s1")))
    assert read == session()
    paged = replace(session(version=2), given=(("value-1", "22,5"), ("why-1", "")))
    await database.write(OMA, lambda work: work.save_session(paged))
    assert await database.read(OMA, lambda work: work.session(SessionId("s1"))) == paged
    moved = replace(session(version=3, step="thanks"), done=True, args=())
    await database.write(OMA, lambda work: work.save_session(moved))
    assert await database.read(OMA, lambda work: work.session(SessionId("s1"))) == moved
    assert await database.read(OMA, lambda work: work.session(SessionId("none"))) is None


async def test_two_answers_to_one_showing_are_taken_one_by_one(database: Database) -> None:
    await database.write(OMA, lambda work: work.save_session(session()))

    def take(work: Work) -> bool:
        now = work.arrival(ANNA, f"view-{next(numbers)}", SessionId("s1")).session
        assert isinstance(now, Session)
        if now.version != 1:
            return False
        work.save_session(replace(now, version=2))
        return True

    numbers = count()
    taken = await asyncio.gather(*(database.write(OMA, take) for _ in range(6)))
    assert sorted(taken) == [False] * 5 + [True]


async def test_a_session_that_its_form_carries_is_written_by_one(database: Database) -> None:
    """Each sees none, and would write it with its first answer: the others begin anew."""

    def take(work: Work) -> bool:
        delivery = f"view-{next(numbers)}"
        now = work.arrival(ANNA, delivery, SessionId("s1"), carried=True).session
        if now is not None:
            assert now == replace(session(), done=True)
            return False
        work.end_session(replace(session(), carried=True))
        work.keep_reply(delivery, reply("thanks"), NOW)
        return True

    numbers = count()
    taken = await asyncio.gather(*(database.write(OMA, take) for _ in range(6)))
    assert sorted(taken) == [False] * 5 + [True]
    kept = await database.read(OMA, lambda work: work.session(SessionId("s1")))
    assert kept == replace(session(), done=True)


async def test_a_session_that_is_ended_keeps_nothing_of_its_pages(database: Database) -> None:
    paged = replace(session(), given=(("value:waiting", "42"),))
    other = replace(paged, id=SessionId("s2"))

    def write(work: Work) -> None:
        for each in (paged, other):
            work.save_session(each)
        work.end_session(paged)

    await database.write(OMA, write)
    found = await database.read(
        OMA, lambda work: [work.session(each.id) for each in (paged, other)]
    )
    assert found == [replace(paged, done=True, given=()), other]


async def test_answers_to_one_key_result_at_once_are_summed_one_by_one(database: Database) -> None:
    def one_more(work: Work) -> None:
        assert work.goals_in_week([NORTH], [], TODAY, WEEK, hold=True)
        before = work.weeks([WAITING])[WAITING]
        count = before[-1].opinion.answers if before else 0
        said = answer(1.0, *[5] * (count + 1))
        work.set_weeks([WeekSaid(WAITING, said, 0.5)])

    await asyncio.gather(*(database.write(OMA, one_more) for _ in range(20)))
    weeks = await database.read(OMA, lambda work: work.weeks([WAITING]))
    assert weeks[WAITING][0].opinion.answers == 20


async def test_locks_in_another_order_do_not_stop_each_other(database: Database) -> None:
    there, back = (COUNTY, NORTH, SOUTH), (SOUTH, NORTH, COUNTY)

    def hold(work: Work, units: Sequence[UnitId]) -> int:
        return len(work.goals_in_week(units, [], TODAY, WEEK, hold=True))

    held = await asyncio.gather(
        *(database.write(OMA, partial(hold, units=units)) for units in (there, back) * 10)
    )
    assert set(held) == {held[0]}
    assert held[0] > 1


async def test_what_one_job_raises_undoes_nothing_of_the_others(database: Database) -> None:
    gate = threading.Event()

    def hold(work: Work) -> None:
        assert work.organisation.id == OMA
        assert gate.wait(30)

    def write(number: int) -> None:
        def job(work: Work) -> int:
            work.record([check_in(f"answer-{number:02d}", week=WEEK.plus(number))])
            if number % 3 == 0:
                raise StumbleError(number)
            if number % 3 == 1:
                work.record([replace(check_in("bad"), key_result=KeyResultId("nothing"))])
            return number

        jobs.append(asyncio.ensure_future(database.write(OMA, job)))

    jobs: list[asyncio.Future[object]] = []
    held = asyncio.ensure_future(database.write(OMA, hold))
    for number in range(12):
        write(number)
    gate.set()
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    await held
    assert [outcome for outcome in outcomes if isinstance(outcome, int)] == [2, 5, 8, 11]
    assert sorted(type(outcome).__name__ for outcome in outcomes[:3]) == [
        "BrokenReferenceError",
        "StumbleError",
        "int",
    ]
    kept = {check_in.id for check_in in await database.check_ins(OMA)}
    assert kept == {"answer-02", "answer-05", "answer-08", "answer-11"}


async def test_a_reading_transaction_cannot_write(database: Database) -> None:
    with pytest.raises(ReadOnlyError):
        await database.read(OMA, lambda work: work.record([check_in("a")]))
    assert await database.check_ins(OMA) == []


async def test_closing_finishes_what_was_handed_in(database: Database, database_url: str) -> None:
    def write(number: int) -> asyncio.Future[None]:
        return asyncio.ensure_future(
            database.write(OMA, lambda work: work.record([check_in(f"a{number}")]))
        )

    jobs = [write(number) for number in range(10)]
    await asyncio.sleep(0)  # let them hand their jobs in
    await database.close()
    await asyncio.gather(*jobs)
    opened = open_database(database_url)
    assert len(await opened.check_ins(OMA)) == 10
    await opened.close()
    with pytest.raises(StoreClosedError):
        await database.write(OMA, lambda work: work.record([check_in("late")]))
    with pytest.raises(StoreClosedError):
        await database.read(OMA, lambda work: work.forums())
