from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from dialogs.okr.model import CycleId, ObjectiveId, Person, PersonId, UnitId
from dialogs.okr.retro import (
    DOTS,
    Carry,
    Change,
    ChangeId,
    ChangeNews,
    ChangeState,
    Fit,
    GoalKind,
    Manner,
    Note,
    NoteId,
    NoteKind,
    Retro,
    RetroId,
    Score,
    Stage,
    Theme,
    ThemeId,
    Verdict,
)
from dialogs.ports import Work
from dialogs.replies import Nothing, Reply
from dialogs.session import Session, SessionId
from storage.address import read_url
from storage.database import Database
from storage.errors import BrokenReferenceError, PassedStageError, TakenMeanwhileError
from storage.part import OWNER
from storage.tables import metadata
from tests.storage.support import (
    ANNA,
    BEN,
    CARA,
    COUNTY,
    NORTH,
    NOW,
    OMA,
    READER,
    SOUTH,
    STAFFING,
    WAITING,
    structure,
)

QUARTER, NEXT, PAST = map(CycleId, ("2026-Q4", "2027-Q1", "2026-Q3"))
CREW = [PersonId(f"p-{number:02}") for number in range(40)]
FIRST = Retro(RetroId("r-north"), NORTH, QUARTER, Stage.FACTS, ANNA, NOW)
SECOND = Retro(RetroId("r-south"), SOUTH, QUARTER, Stage.FACTS, CARA, NOW + timedelta(hours=1))
OLDER = Retro(RetroId("r-past"), NORTH, PAST, Stage.FACTS, BEN, NOW - timedelta(days=90))
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
async def _quarter(database: Database) -> None:
    whole = structure()
    crew = tuple(Person(name, name.upper()) for name in CREW)
    await database.save_structure(replace(whole, people=(*whole.people, *crew)))

    def begin(work: Work) -> None:
        for retro in (FIRST, SECOND, OLDER):
            work.begin_retro(retro)

    await database.write(OMA, begin)


async def now_of(database: Database, retro: RetroId = FIRST.id) -> Retro:
    found = await database.read(OMA, lambda work: work.retro(retro))
    assert found is not None
    return found


def note(words: str, kind: NoteKind = NoteKind.WELL) -> Note:
    return Note(NoteId(f"named-after-{words}"), FIRST.id, kind, words)


async def collecting(database: Database, manner: Manner) -> None:
    def job(work: Work) -> None:
        work.decide_manner(FIRST.id, manner)
        work.set_stage(FIRST.id, Stage.COLLECTING)

    await database.write(OMA, job)


async def write_notes(database: Database, writer: PersonId, *words: str) -> None:
    notes = [note(each) for each in words]
    await database.write(OMA, lambda work: work.add_notes(FIRST, writer, notes))


async def end(database: Database, wrote: int) -> None:
    await database.write(OMA, lambda work: work.end_writing(FIRST, wrote))


def texts(notes: Sequence[Note]) -> list[str]:
    return sorted(each.text for each in notes)


# --- how far it has come -------------------------------------------------------------------------


async def test_a_retro_is_found_by_its_name_and_by_its_unit(database: Database) -> None:
    def job(work: Work) -> tuple[object, ...]:
        return (
            work.retro(FIRST.id),
            work.retro(FIRST.id, hold=True),
            work.retro(RetroId("nobody's")),
            work.retro_of(NORTH, PAST),
            work.retro_of(COUNTY, QUARTER),
            work.retros_of([NORTH, SOUTH, COUNTY]),
            work.retros_of([]),
        )

    found = await database.write(OMA, job)
    assert found == (FIRST, FIRST, None, OLDER, None, [SECOND, FIRST, OLDER], [])


async def test_it_goes_on_and_back_and_changes_hands(database: Database) -> None:
    def job(work: Work) -> None:
        work.set_stage(FIRST.id, Stage.AGREEING)
        work.set_stage(FIRST.id, Stage.VOTING)
        work.hand_retro(FIRST.id, BEN)
        work.mark_reminded(FIRST.id)
        work.decide_manner(FIRST.id, Manner.NAMED)

    await database.write(OMA, job)
    expected = replace(
        FIRST, stage=Stage.VOTING, facilitator=BEN, reminded=True, manner=Manner.NAMED
    )
    assert await now_of(database) == expected
    published = replace(expected, published=LATER)
    await database.write(OMA, lambda work: work.publish_retro(published))
    assert await now_of(database) == replace(published, stage=Stage.PUBLISHED)
    assert await now_of(database, SECOND.id) == SECOND


async def test_a_unit_has_one_retro_of_a_cycle_however_many_begin_it(database: Database) -> None:
    names = [RetroId(f"r-{number}") for number in range(9)]

    async def begin(name: RetroId) -> RetroId:
        def job(work: Work) -> RetroId:
            known = work.retro_of(SOUTH, PAST)
            if known is None:
                work.begin_retro(replace(FIRST, id=name, unit=SOUTH, cycle=PAST))
                return name
            return known.id

        return await database.write(OMA, job)

    found = await asyncio.gather(*(begin(name) for name in names))
    assert len(set(found)) == 1
    with pytest.raises(TakenMeanwhileError):
        await database.write(OMA, lambda work: work.begin_retro(FIRST))


async def test_whether_notes_bear_names_is_decided_once(database: Database) -> None:
    await database.write(OMA, lambda work: work.decide_manner(FIRST.id, Manner.ANONYMOUS))
    await database.write(OMA, lambda work: work.decide_manner(FIRST.id, Manner.ANONYMOUS))
    with pytest.raises(PassedStageError):
        await database.write(OMA, lambda work: work.decide_manner(FIRST.id, Manner.NAMED))
    assert (await now_of(database)).manner is Manner.ANONYMOUS


# --- scores and verdicts -------------------------------------------------------------------------


def score(value: float | None, *, of: RetroId = FIRST.id, points: float = 0.7) -> Score:
    return Score(of, WAITING, value, points, "why", Fit.DEPENDED, ANNA, NOW)


async def test_the_last_score_holds_and_none_is_lost(database: Database, database_url: str) -> None:
    other = replace(score(None, points=0.0), key_result=STAFFING, fit=Fit.GOOD)
    await database.write(OMA, lambda work: work.score([score(1.0), other]))
    await database.write(OMA, lambda work: work.score([score(2.0, points=1.0)]))
    await database.write(OMA, lambda work: work.score([score(9.0, of=OLDER.id)]))
    found = await database.read(OMA, lambda work: work.scores([FIRST.id, OLDER.id, SECOND.id]))
    assert found == {
        FIRST.id: [score(2.0, points=1.0), other],
        OLDER.id: [score(9.0, of=OLDER.id)],
        SECOND.id: [],
    }
    assert len(rows(database_url, "scores")) == 4
    with pytest.raises(BrokenReferenceError):
        await database.write(OMA, lambda work: work.score([score(1.0, points=1.1)]))


async def test_the_last_verdict_holds_and_none_is_lost(
    database: Database, database_url: str
) -> None:
    keep = Carry(FIRST.id, WAITING, Verdict.KEEP, "not done", ANNA, NOW, kind=GoalKind.KEY_RESULT)
    # An objective may bear the id of a key result.
    change = Carry(
        FIRST.id,
        ObjectiveId(WAITING),
        Verdict.CHANGE,
        "wrong",
        ANNA,
        NOW,
        "Anew",
        kind=GoalKind.OBJECTIVE,
    )
    drop = replace(keep, verdict=Verdict.DROP, reason="after all", at=LATER, by=BEN)
    await database.write(OMA, lambda work: work.carry([keep, change]))
    await database.write(OMA, lambda work: work.carry([drop]))
    assert await database.read(OMA, lambda work: work.carries(FIRST.id)) == [drop, change]
    assert await database.read(OMA, lambda work: work.carries(SECOND.id)) == []
    assert len(rows(database_url, "carries")) == 3


# --- notes ---------------------------------------------------------------------------------------


async def test_named_notes_keep_their_authors(database: Database) -> None:
    await collecting(database, Manner.NAMED)
    await write_notes(database, ANNA, "the queue", "the rota")
    await write_notes(database, BEN, "the phones")
    await write_notes(database, ANNA, "the weather")
    found = await database.read(OMA, lambda work: work.notes(FIRST.id))
    assert {each.text: each.author for each in found} == {
        "the queue": ANNA,
        "the rota": ANNA,
        "the phones": BEN,
        "the weather": ANNA,
    }
    await end(database, 2)
    assert await database.read(OMA, lambda work: work.writers(FIRST.id)) == {ANNA, BEN}
    assert (await now_of(database)).wrote == 2
    await database.write(OMA, lambda work: work.reopen_writing(FIRST.id))
    await write_notes(database, CARA, "one more")
    await end(database, 3)
    assert len(await database.read(OMA, lambda work: work.notes(FIRST.id))) == 5


async def test_anonymous_notes_bear_nothing_of_their_writers(
    database: Database, database_url: str
) -> None:
    await collecting(database, Manner.ANONYMOUS)
    before: set[NoteId] = set()
    for number, writer in enumerate((ANNA, BEN, CARA, CREW[0]), start=1):
        await write_notes(database, writer, f"first of {number}", f"second of {number}")
        found = await database.read(OMA, lambda work: work.notes(FIRST.id))
        names = {each.id for each in found}
        assert len(found) == 2 * number
        assert {each.author for each in found} == {None}
        assert not names & before  # all of them are laid down anew
        assert not any(name.startswith("named-after") for name in names)
        before = names
    writers = await database.read(OMA, lambda work: work.writers(FIRST.id))
    assert writers == {ANNA, BEN, CARA, CREW[0]}
    await end(database, 4)
    assert await database.read(OMA, lambda work: work.writers(FIRST.id)) == frozenset()
    assert (await now_of(database)).wrote == 4
    assert rows(database_url, "writers") == []
    assert {row.author for row in rows(database_url, "notes")} == {None}
    with pytest.raises(PassedStageError):
        await write_notes(database, BEN, "too late")
    with pytest.raises(PassedStageError):
        await database.write(OMA, lambda work: work.reopen_writing(FIRST.id))
    assert len(await database.read(OMA, lambda work: work.notes(FIRST.id))) == 8


async def test_the_order_of_anonymous_notes_is_not_that_in_which_they_came(
    database: Database, database_url: str
) -> None:
    await collecting(database, Manner.ANONYMOUS)
    came = [f"{number:02}" for number in range(20)]
    for writer, words in zip(CREW, came, strict=False):
        await write_notes(database, writer, words)
    shown = [each.text for each in await database.read(OMA, lambda work: work.notes(FIRST.id))]
    laid = [row.text for row in rows(database_url, "notes", ordered=False)]
    for order in (shown, laid):
        assert sorted(order) == came
        assert order != came  # by chance once in 20! times
        assert order != came[::-1]


async def test_what_too_few_have_written_anonymously_is_deleted(
    database: Database, database_url: str
) -> None:
    await collecting(database, Manner.ANONYMOUS)
    for writer in (ANNA, BEN, CARA):
        await write_notes(database, writer, f"by {writer}")
    await end(database, 3)
    assert rows(database_url, "notes") == rows(database_url, "writers") == []
    await database.write(OMA, lambda work: work.reopen_writing(FIRST.id))
    await write_notes(database, ANNA, "again")
    await database.write(OMA, lambda work: work.drop_notes(FIRST.id))
    assert rows(database_url, "notes") == []
    assert await database.read(OMA, lambda work: work.writers(FIRST.id)) == {ANNA}


async def test_writing_ends_only_with_those_who_were_counted(database: Database) -> None:
    await collecting(database, Manner.ANONYMOUS)
    await write_notes(database, ANNA, "here")
    with pytest.raises(PassedStageError):
        await end(database, 0)
    await end(database, 1)
    with pytest.raises(PassedStageError):
        await end(database, 0)


async def test_nobody_writes_before_the_manner_is_decided(database: Database) -> None:
    with pytest.raises(PassedStageError):
        await write_notes(database, ANNA, "early")
    assert await database.read(OMA, lambda work: work.notes(FIRST.id)) == []


async def test_no_session_and_no_claim_says_who_has_sent_a_form(
    database: Database, database_url: str
) -> None:
    await collecting(database, Manner.ANONYMOUS)

    def send(work: Work, step: str, retro: RetroId) -> None:
        name = SessionId(f"{step}-{retro}")
        args = (("retro", str(retro)),)
        opened = Session(name, BEN, "retro", step, args, 1, LATER)
        work.save_session(opened)
        work.end_session(opened)
        work.keep_reply(f"form:{name}", Reply(READER, Nothing()), NOW)

    places = [(step, one.id) for step in ("write", "vote") for one in (FIRST, SECOND)]
    for step, retro in places:
        await database.write(OMA, lambda work, s=step, r=retro: send(work, s, r))  # type: ignore[misc] # a lambda with a default
    await end(database, 0)
    assert done(database_url) == ["vote-r-north", "vote-r-south", "write-r-south"]
    await database.write(OMA, lambda work: work.set_stage(FIRST.id, Stage.VOTING))
    await database.write(OMA, lambda work: work.count_votes(FIRST.id))
    assert done(database_url) == ["vote-r-south", "write-r-south"]


def done(url: str) -> list[str]:
    """The forms that count as sent, by their sessions as by their claims."""
    sessions = sorted(row.id for row in rows(url, "sessions") if row.done)
    claims = sorted(row.delivery.removeprefix("form:") for row in rows(url, "claims"))
    assert sessions == claims
    return sessions


# --- themes and dots -----------------------------------------------------------------------------

A, B, C = map(ThemeId, ("a", "b", "c"))


def theme(name: ThemeId, position: int = 1, title: str = "") -> Theme:
    return Theme(name, FIRST.id, title or f"theme {name}", position)


async def voting(database: Database, *themes: Theme) -> None:
    def job(work: Work) -> None:
        work.set_themes(FIRST.id, themes, {})
        work.set_stage(FIRST.id, Stage.VOTING)

    await database.write(OMA, job)


async def test_notes_are_put_into_themes_and_into_others(database: Database) -> None:
    await collecting(database, Manner.NAMED)
    await write_notes(database, ANNA, "one", "two", "three")
    notes = {each.text: each.id for each in await database.read(OMA, lambda w: w.notes(FIRST.id))}

    async def grouped(themes: Sequence[Theme], of: dict[str, ThemeId]) -> dict[str, ThemeId | None]:
        by_note = {notes[words]: to for words, to in of.items()}
        await database.write(OMA, lambda work: work.set_themes(FIRST.id, themes, by_note))
        found = await database.read(OMA, lambda work: work.notes(FIRST.id))
        return {each.text: each.theme for each in found}

    both = [theme(A, 2), theme(B, 1)]
    expected = {"one": A, "two": B, "three": None}
    assert await grouped(both, {"one": A, "two": B}) == expected
    found = await database.read(OMA, lambda work: work.themes([FIRST.id, SECOND.id]))
    assert found == {FIRST.id: [theme(B, 1), theme(A, 2)], SECOND.id: []}
    assert await grouped([theme(B, 1, "Renamed"), theme(C, 2)], {"three": B, "one": C}) == {
        "one": C,
        "two": None,
        "three": B,
    }
    found = await database.read(OMA, lambda work: work.themes([FIRST.id]))
    assert [each.title for each in found[FIRST.id]] == ["Renamed", "theme c"]


async def test_a_vote_takes_the_place_of_the_one_before(database: Database) -> None:
    await voting(database, theme(A), theme(B, 2))
    await database.write(OMA, lambda work: work.vote(FIRST.id, ANNA, {A: 3}))
    await database.write(OMA, lambda work: work.vote(FIRST.id, BEN, {A: 1, B: 2}))
    await database.write(OMA, lambda work: work.vote(FIRST.id, ANNA, {B: 1, A: 0}))
    await database.write(OMA, lambda work: work.vote(FIRST.id, CARA, {}))
    found = await database.read(OMA, lambda work: work.votes(FIRST.id))
    assert found == {ANNA: {B: 1}, BEN: {A: 1, B: 2}}


async def test_nobody_has_more_than_three_dots(database: Database) -> None:
    await voting(database, theme(A), theme(B, 2))
    for dots in ({A: 4}, {A: 2, B: 2}, {A: -1}, {C: 1}):
        with pytest.raises(BrokenReferenceError):
            await database.write(OMA, lambda work, d=dots: work.vote(FIRST.id, ANNA, d))  # type: ignore[misc] # a lambda with a default
    assert await database.read(OMA, lambda work: work.votes(FIRST.id)) == {}


async def test_dots_are_counted_and_whose_they_were_is_forgotten(
    database: Database, database_url: str
) -> None:
    await voting(database, theme(A), theme(B, 2), theme(C, 3))
    await database.write(OMA, lambda work: work.vote(FIRST.id, ANNA, {A: 2, B: 1}))
    await database.write(OMA, lambda work: work.vote(FIRST.id, BEN, {A: 1, C: 1}))
    await voting(database, theme(A), theme(B, 2))  # and those for what is no theme any more
    await database.write(OMA, lambda work: work.count_votes(FIRST.id))
    await database.write(OMA, lambda work: work.set_stage(FIRST.id, Stage.AGREEING))
    found = await database.read(OMA, lambda work: work.themes([FIRST.id]))
    assert {each.id: each.dots for each in found[FIRST.id]} == {A: 3, B: 1}
    assert rows(database_url, "votes") == []
    with pytest.raises(PassedStageError):
        await database.write(OMA, lambda work: work.vote(FIRST.id, CARA, {A: 1}))
    await database.write(OMA, lambda work: work.set_themes(FIRST.id, [theme(A, 1, "Anew")], {}))
    (left,) = (await database.read(OMA, lambda work: work.themes([FIRST.id])))[FIRST.id]
    assert (left.title, left.dots) == ("Anew", 3)


# --- changes -------------------------------------------------------------------------------------


def change(name: str, position: int = 1, *, cycle: CycleId = NEXT, unit: UnitId = NORTH) -> Change:
    check = date(2027, 1, 20)
    return Change(ChangeId(name), FIRST.id, unit, cycle, f"do {name}", BEN, check, position)


async def test_changes_are_in_force_once_they_are_published(database: Database) -> None:
    agreed = [change("two", 2), change("one", 1)]
    await database.write(OMA, lambda work: work.set_changes(FIRST.id, agreed))

    async def in_force() -> Sequence[Change]:
        return await database.read(OMA, lambda work: work.changes_in(NORTH, NEXT))

    assert await in_force() == []
    found = await database.read(OMA, lambda work: work.changes_of([FIRST.id, SECOND.id]))
    assert found == {FIRST.id: agreed[::-1], SECOND.id: []}
    published = replace(FIRST, published=LATER)
    await database.write(OMA, lambda work: work.publish_retro(published))
    assert await in_force() == agreed[::-1]
    await database.write(OMA, lambda work: work.set_stage(FIRST.id, Stage.AGREEING))
    assert await in_force() == agreed[::-1]  # a correction under way changes nothing yet
    assert await database.read(OMA, lambda work: work.changes_in(NORTH, QUARTER)) == []
    assert await database.read(OMA, lambda work: work.changes_in(SOUTH, NEXT)) == []


async def test_what_is_said_of_a_change_is_added_and_the_last_word_holds(
    database: Database,
) -> None:
    await database.write(OMA, lambda work: work.set_changes(FIRST.id, [change("one")]))
    news = [
        ChangeNews(ChangeId("one"), ChangeState.UNDER_WAY, "begun", BEN, NOW),
        ChangeNews(ChangeId("one"), ChangeState.DONE, "", ANNA, LATER),
    ]
    for each in news:
        await database.write(OMA, lambda work, n=each: work.say_change(n))  # type: ignore[misc] # a lambda with a default
    found = await database.read(OMA, lambda work: work.change(ChangeId("one")))
    assert found == replace(change("one"), state=ChangeState.DONE)
    assert await database.read(OMA, lambda work: work.change_history(ChangeId("one"))) == news
    assert await database.read(OMA, lambda work: work.change(ChangeId("other"))) is None
    with pytest.raises(BrokenReferenceError):
        await database.write(
            OMA, lambda work: work.say_change(replace(news[0], change=ChangeId("other")))
        )


async def test_agreeing_anew_keeps_what_was_said(database: Database, database_url: str) -> None:
    first = [change("one"), change("two", 2), change("three", 3)]
    await database.write(OMA, lambda work: work.set_changes(FIRST.id, first))
    said = ChangeNews(ChangeId("one"), ChangeState.UNDER_WAY, "begun", BEN, NOW)
    other = replace(said, change=ChangeId("two"))
    for each in (said, other):
        await database.write(OMA, lambda work, n=each: work.say_change(n))  # type: ignore[misc] # a lambda with a default
    anew = [replace(change("one", 2), text="otherwise"), change("four", 1)]
    await database.write(OMA, lambda work: work.set_changes(FIRST.id, anew))
    found = (await database.read(OMA, lambda work: work.changes_of([FIRST.id])))[FIRST.id]
    assert [(each.text, each.state) for each in found] == [
        ("do four", ChangeState.AGREED),
        ("otherwise", ChangeState.UNDER_WAY),
    ]
    assert await database.read(OMA, lambda work: work.change_history(ChangeId("two"))) == [other]
    kept = {row.id: row.agreed for row in rows(database_url, "changes")}
    assert kept == {"one": True, "two": False, "four": True}


# --- many at once --------------------------------------------------------------------------------


@pytest.mark.parametrize("manner", list(Manner))
async def test_forty_write_at_once_and_nothing_is_lost_or_doubled(
    database: Database, manner: Manner
) -> None:
    await collecting(database, manner)

    async def write(writer: PersonId) -> None:
        notes = [
            replace(note(f"{writer} {number}"), id=NoteId(f"{writer}-{number}"))
            for number in range(3)
        ]

        def job(work: Work) -> None:
            work.add_notes(FIRST, writer, notes)
            work.keep_reply(f"form:{writer}", Reply(READER, Nothing()), NOW)

        await database.write(OMA, job)

    await asyncio.gather(*(write(writer) for writer in CREW))
    found = await database.read(OMA, lambda work: work.notes(FIRST.id))
    assert texts(found) == sorted(f"{writer} {number}" for writer in CREW for number in range(3))
    assert await database.read(OMA, lambda work: work.writers(FIRST.id)) == frozenset(CREW)
    await end(database, len(CREW))


async def test_forty_vote_at_once_and_each_has_three_dots(database: Database) -> None:
    await voting(database, theme(A), theme(B, 2), theme(C, 3))

    async def vote(person: PersonId, dots: dict[ThemeId, int]) -> None:
        await database.write(OMA, lambda work: work.vote(FIRST.id, person, dots))

    ways = ({A: 3}, {A: 1, B: 2}, {B: 1, C: 1}, {C: 2, A: 1})
    await asyncio.gather(*(vote(person, way) for person in CREW for way in ways))
    found = await database.read(OMA, lambda work: work.votes(FIRST.id))
    assert found.keys() == set(CREW)
    assert all(dots in ways and sum(dots.values()) <= DOTS for dots in found.values())
    sums = sum((Counter(dots) for dots in found.values()), Counter[ThemeId]())
    await database.write(OMA, lambda work: work.count_votes(FIRST.id))
    counted = (await database.read(OMA, lambda work: work.themes([FIRST.id])))[FIRST.id]
    assert {each.id: each.dots for each in counted} == {name: sums[name] for name in (A, B, C)}


async def test_who_comes_while_writing_ends_is_counted_or_told(database: Database) -> None:
    """Each note that is kept is one of a writer who was counted."""
    await collecting(database, Manner.ANONYMOUS)
    for writer in CREW[:5]:
        await write_notes(database, writer, writer)

    async def write(writer: PersonId) -> bool:
        try:
            await write_notes(database, writer, writer)
        except PassedStageError:
            return False
        return True

    async def stop() -> int:
        def job(work: Work) -> int:
            count = len(work.writers(FIRST.id))
            work.end_writing(FIRST, count)
            return count

        while True:
            try:
                return await database.write(OMA, job)
            except PassedStageError:
                continue

    *kept, wrote = await asyncio.gather(*(write(writer) for writer in CREW[5:]), stop())
    found = await database.read(OMA, lambda work: work.notes(FIRST.id))
    assert len(found) == wrote == 5 + sum(kept)
    assert (await now_of(database)).wrote == wrote


def rows(url: str, name: str, *, ordered: bool = True) -> Sequence[Any]:
    """All of our rows of a table, in the order of the key, or as they lie there."""
    found = metadata.tables[name]
    look = select(found).where(found.c[OWNER] == OMA)
    engine = create_engine(read_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        return connection.execute(look.order_by(*found.primary_key) if ordered else look).all()
