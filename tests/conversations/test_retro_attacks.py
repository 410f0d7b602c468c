"""Buttons that nobody was shown, old forms, people at once, sheets that change: a retro holds."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from dialogs.okr.measure import Change
from dialogs.okr.model import KeyResult, KeyResultId, Objective, ObjectiveId, UnitId
from dialogs.okr.retro import ChangeState, Stage
from dialogs.ports import Work
from dialogs.replies import Close, Correct
from storage.address import read_url
from storage.database import Database
from storage.engines import sqlstate
from storage.tables import metadata
from tests.conversations.company import NEXT, ORGANISATION, QUARTER
from tests.conversations.hands import GOAL, LEAD, RESULTS, RETRO, UNIT, Hands, hives, seen

DEADLOCK = "40P01"
OUTSIDER = "bertta"
"""She leads another team beside this one."""


async def hands_of(database: Database, members: int = 5) -> Hands:
    await database.save_structure(hives(members))
    return Hands(database)


async def revealed(hands: Hands, manner: str = "anonymous") -> None:
    """Let four members write of coffee and of reports, and show it."""
    await hands.collect(manner)
    for number in range(4):
        await hands.fill(f"m{number}", "write", well=f"Coffee {number}", change=f"Reports {number}")
    await hands.press(LEAD, "reveal")


# --- rights ---------------------------------------------------------------------------------------


async def test_notes_are_for_the_members_until_the_retro_is_published(database: Database) -> None:
    hands = await hands_of(database)
    await revealed(hands)
    for who, reads in (("m4", True), (LEAD, True), ("head", True), (OUTSIDER, False)):
        shown = await hands.press(who, "notes")
        assert ("Coffee 1" in repr(shown)) is reads, who
        board = await hands.press(who, "show")
        assert ("notes-see" in seen(board.act)) is reads, who
    await hands.go(LEAD, "grouping", "carrying")
    await hands.score_all()
    await hands.carry_all()
    assert "retro-do-scores" not in seen((await hands.press(OUTSIDER, "show")).act)
    assert "It grew." not in repr(await hands.press(OUTSIDER, "scores"))
    assert "It grew." in repr(await hands.press("m4", "scores"))
    await hands.press(LEAD, "publish")
    assert "Coffee 1" in repr(await hands.press(OUTSIDER, "notes"))
    assert "It grew." in repr(await hands.press(OUTSIDER, "scores"))


@pytest.mark.parametrize("first", ["9" * 5000, "-1", "x", "²", ""])
async def test_a_place_among_the_notes_that_nobody_could_mean_is_the_first(
    first: str, database: Database
) -> None:
    hands = await hands_of(database)
    await revealed(hands)
    shown = await hands.press(LEAD, "said", first=first)
    assert "Coffee 1" in repr(shown)


# --- dots -----------------------------------------------------------------------------------------


async def test_dots_are_counted_or_given_again_and_never_left_with_their_names(
    database: Database,
) -> None:
    hands = await hands_of(database)
    await revealed(hands)
    await hands.fill(LEAD, "group", theme1="Coffee", theme2="Reports")
    await hands.press(LEAD, "open_vote")
    await hands.fill("m1", "vote", dot1=f"{RETRO}-1")
    for back in ("grouping", "scoring", "facts"):
        await hands.go(LEAD, "voting", back)
        for to in ("agreeing", "carrying"):
            refused = await hands.go(LEAD, back, to)
            assert "retro-go-count" in seen(refused.act)
        await hands.go(LEAD, back, "voting")
        assert (await hands.retro()).stage is Stage.VOTING
    await hands.press(LEAD, "close_vote")
    themes, votes = await database.read(
        ORGANISATION, lambda work: (work.themes([RETRO])[RETRO], work.votes(RETRO))
    )
    assert ([each.dots for each in themes], votes) == ([1, 0], {})


# --- at once --------------------------------------------------------------------------------------


@pytest.fixture
def deadlocks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What PostgreSQL had to break off because two waited for each other."""
    met: list[str] = []

    def noted(error: DBAPIError) -> str:
        state = sqlstate(error)
        if state == DEADLOCK:
            met.append(state)
        return state

    monkeypatch.setattr("storage.postgresql.sqlstate", noted)
    return met


async def test_many_who_write_and_vote_while_it_ends_do_not_wait_for_each_other(
    database: Database, deadlocks: list[str]
) -> None:
    hands = await hands_of(database, 16)
    await hands.collect("anonymous")
    for number in range(4):
        await hands.fill(f"m{number}", "write", well=f"Coffee {number}", change=f"Reports {number}")
    for step, end, values in (
        ("write", "reveal", {"well": "More"}),
        ("vote", "close_vote", {"dot1": f"{RETRO}-1"}),
    ):
        forms = [await hands.open(f"m{number}", step) for number in range(16)]
        jobs = [hands.send(f"m{n}", form, values) for n, form in enumerate(forms)]
        await asyncio.gather(*jobs[:8], hands.press(LEAD, end), *jobs[8:])
        if step == "write":
            await hands.fill(LEAD, "group", theme1="Coffee", theme2="Reports")
            await hands.press(LEAD, "open_vote")
    assert deadlocks == []
    assert (await hands.retro()).stage is Stage.AGREEING


async def test_who_agrees_beside_another_sees_first_what_that_one_has_agreed(
    database: Database,
) -> None:
    hands = await hands_of(database)
    await hands.press(LEAD, "start", unit=UNIT)
    await hands.go(LEAD, "facts", "agreeing")
    mine, others = await hands.open(LEAD, "agree"), await hands.open("head", "agree")
    await hands.send(LEAD, mine, {"text1": "Shorter reports", "owner1": "m1"})
    reply = await hands.send("head", others, {"text1": "More coffee", "owner1": "m2"})
    assert isinstance(reply.act, Correct)
    assert "agree-meanwhile" in seen(reply.act)
    assert dict(reply.act.form.given)["text1"] == "More coffee"
    texts = await database.read(
        ORGANISATION, lambda work: [each.text for each in work.changes_of([RETRO])[RETRO]]
    )
    assert texts == ["Shorter reports"]
    again = await hands.send("head", reply.act.form, {})
    assert isinstance(again.act, Close)


# --- after it was opened again --------------------------------------------------------------------


async def test_a_form_that_comes_a_second_time_after_writing_was_reopened_adds_nothing(
    database: Database,
) -> None:
    hands = await hands_of(database)
    await hands.collect("named")
    await hands.fill("m1", "write", well="Once")
    sent = hands.last
    assert sent is not None
    await hands.press(LEAD, "reveal")
    await hands.press(LEAD, "reopen")
    await hands.world.engine.handle(sent)
    notes = await database.read(ORGANISATION, lambda work: work.notes(RETRO))
    assert [each.text for each in notes] == ["Once"]


async def _published_with(hands: Hands, change: str) -> None:
    await hands.press(LEAD, "start", unit=UNIT)
    await hands.go(LEAD, "facts", "agreeing")
    await hands.fill(LEAD, "agree", text1=change, owner1="m1")
    await hands.score_all()
    await hands.carry_all()
    await hands.press(LEAD, "publish")


async def _reopened(hands: Hands) -> None:
    form = await hands.open(LEAD, "reopen", flow="cycle", unit=UNIT, cycle=QUARTER)
    await hands.send(LEAD, form, {"reason": "A mistake"})


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Reports are short", ChangeState.DONE),
        ("Reports are shorter", ChangeState.DONE),
        ("We buy a coffee machine", ChangeState.AGREED),
    ],
)
async def test_another_change_in_the_place_of_one_that_is_done_is_not_done(
    text: str, state: ChangeState, database: Database
) -> None:
    hands = await hands_of(database)
    await _published_with(hands, "Reports are short")
    await hands.press("m1", "say", flow="changes", change=f"{RETRO}-1", state="done")
    await _reopened(hands)
    await hands.fill(LEAD, "agree", text1=text)
    (change,) = await database.read(ORGANISATION, lambda work: work.changes_of([RETRO])[RETRO])
    assert (change.text, change.state) == (text, state)
    await hands.press(LEAD, "publish")
    history = await database.read(ORGANISATION, lambda work: work.change_history(change.id))
    assert len(history) == (state is ChangeState.DONE)


async def test_what_goes_on_already_and_is_dropped_afterwards_is_said_to_stay(
    database: Database,
) -> None:
    hands = await hands_of(database)
    await _published_with(hands, "Reports are short")
    await _reopened(hands)
    await hands.carry_all("drop")
    assert "publish-goes-on" in seen((await hands.press(LEAD, "preview")).act)
    assert "publish-goes-on" in seen((await hands.press(LEAD, "publish")).act)


# --- sheets ---------------------------------------------------------------------------------------


async def test_a_retro_stays_where_it_is_when_its_goals_are_given_to_another_unit(
    database: Database,
) -> None:
    hands = await hands_of(database)
    await hands.collect("named")
    await hands.fill("m1", "write", well="Coffee")
    whole = hives()
    moved = (replace(o, unit=UnitId("bears")) if o.id == GOAL else o for o in whole.objectives)
    await database.save_structure(replace(whole, objectives=tuple(moved)))
    assert "retro-lead-collecting-named" in seen((await hands.press(LEAD, "show")).act)
    await hands.press(LEAD, "reveal")
    assert "Coffee" in repr(await hands.press(LEAD, "notes"))


@pytest.mark.parametrize("unit", ["bears", "hives"])
async def test_a_goal_that_goes_on_never_takes_the_name_of_another(
    unit: str, database: Database
) -> None:
    whole = hives()
    names = {GOAL: f"{GOAL}-{NEXT}", **{name: f"{name}-{NEXT}" for name in RESULTS}}
    other = Objective(ObjectiveId(names[GOAL]), UnitId(unit), NEXT, "Quite another aim")
    measured = (
        KeyResult(KeyResultId(name), other.id, "Quite another", Change(0, 1))
        for name in ("another", names[RESULTS[0]])
    )
    await database.save_structure(
        replace(
            whole,
            objectives=(*whole.objectives, other),
            key_results=(*whole.key_results, *measured),
        )
    )
    hands = Hands(database)
    await hands.until_ready()
    await hands.press(LEAD, "publish")

    def look(work: Work) -> tuple[list[tuple[str, str | None]], list[str | None], list[str]]:
        aims, others = work.aims(UNIT, NEXT), work.aims(UnitId(unit), NEXT)
        return (
            [(each.title, each.continues) for each in aims.objectives],
            [each.continues for each in aims.key_results if each.continues],
            [each.id for each in others.key_results if each.objective == other.id],
        )

    objectives, results, theirs = await database.read(ORGANISATION, look)
    assert ("More honey", GOAL) in objectives
    assert results == [*RESULTS]
    assert sorted(theirs) == sorted(["another", names[RESULTS[0]]])


async def test_two_goals_with_one_name_but_for_the_cycle_both_go_on(database: Database) -> None:
    whole = hives()
    twin = KeyResult(
        KeyResultId(f"{RESULTS[0]}-{QUARTER}"), ObjectiveId(GOAL), "Twin", Change(0, 5)
    )
    await database.save_structure(replace(whole, key_results=(*whole.key_results, twin)))
    hands = Hands(database)
    await hands.press(LEAD, "start", unit=UNIT)
    await hands.go(LEAD, "facts", "carrying")
    said = {"value": "5", "score": "0,5", "why": "It grew.", "fit": "good"}
    names = (*RESULTS, twin.id)
    values = {f"{kind}:{name}": one for name in names for kind, one in said.items()}
    await hands.send(LEAD, await hands.open(LEAD, "score", objective=GOAL), values)
    values = {"verdict": "keep", **{f"verdict:{name}": "keep" for name in names}}
    await hands.send(LEAD, await hands.open(LEAD, "carry", objective=GOAL), values)
    await hands.press(LEAD, "publish")
    aims = await database.read(ORGANISATION, lambda work: work.aims(UNIT, NEXT))
    assert sorted(str(each.continues) for each in aims.key_results) == sorted(names)


async def test_a_unit_without_members_agrees_among_those_who_run_its_retro(
    database: Database,
) -> None:
    whole = hives()
    others = tuple(each for each in whole.memberships if each.unit != UNIT)
    await database.save_structure(replace(whole, memberships=others))
    hands = Hands(database)
    await hands.press("head", "start", unit=UNIT)
    await hands.go("head", "facts", "agreeing")
    reply = await hands.fill("head", "agree", text1="We look for people", owner1="head")
    assert "agree-done" in seen(reply.act)


# --- words ----------------------------------------------------------------------------------------


async def test_what_nobody_can_see_is_no_note_and_no_theme(database: Database) -> None:
    hands = await hands_of(database)
    await hands.collect("named")
    unseen = "\u200b\u2060\ufeff"
    form = await hands.open("m1", "write")
    reply = await hands.send("m1", form, {"well": f"{unseen}\n- {unseen}"})
    assert "notes-empty" in seen(reply.act)
    assert isinstance(reply.act, Correct)
    await hands.send("m1", reply.act.form, {"well": f"Coffee\n{unseen}\n👩‍👩‍👧"})
    await hands.press(LEAD, "reveal")
    notes = await database.read(ORGANISATION, lambda work: work.notes(RETRO))
    assert sorted(each.text for each in notes) == ["Coffee", "👩‍👩‍👧"]
    reply = await hands.fill(LEAD, "group", theme1=unseen, theme2="")
    assert "notes-theme-none" in seen(reply.act)


async def test_more_notes_than_a_message_holds_can_be_read_a_part_at_a_time(
    database: Database,
) -> None:
    hands = await hands_of(database)
    await hands.collect("named")
    for number in range(4):
        lines = "\n".join(f"Coffee {number} {line}" for line in range(9))
        await hands.fill(f"m{number}", "write", well=lines)
        if number < 2:
            await hands.press(LEAD, "reveal")
            few = seen((await hands.press("m1", "notes")).act)
            assert "summary-all-notes" not in few
            await hands.press(LEAD, "reopen")
    await hands.press(LEAD, "reveal")
    assert "summary-all-notes" in seen((await hands.press("m1", "notes")).act)
    assert "Coffee 1 1" in repr(await hands.press("m1", "said"))


# --- who wrote ------------------------------------------------------------------------------------


async def test_whom_the_reminder_reached_is_forgotten_with_who_has_written(
    database: Database, database_url: str
) -> None:
    hands = await hands_of(database)
    await hands.collect("anonymous")
    for number in range(4):
        await hands.fill(f"m{number}", "write", well=f"Coffee {number}")
    await hands.press(LEAD, "remind")
    await hands.world.postman.drain()
    assert "retro-nudge" in _everything(database_url)
    assert "retro-nudge" in repr(hands.world.letters.messages["m4"])
    await hands.press(LEAD, "reveal")
    assert "retro-nudge" not in _everything(database_url)
    await hands.world.postman.drain()
    counters = hands.world.postman.counters
    assert (counters.failed, counters.uncertain, counters.errors) == (0, 0, 0)


def _everything(url: str) -> str:
    engine = create_engine(read_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        return "\n".join(
            repr(row)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
        )
