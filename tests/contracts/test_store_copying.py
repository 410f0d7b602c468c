from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from dialogs.events import Moment
from dialogs.okr.confidence import opinion
from dialogs.okr.cycle import Phase, Turn
from dialogs.okr.measure import progress
from dialogs.okr.model import CheckIn, CycleId, KeyResultId
from dialogs.okr.retro import Retro, RetroId, Stage
from dialogs.okr.rollup import Figures
from dialogs.okr.standing import Standing, WeekAnswer, WeekSaid, standing_after
from dialogs.okr.window import window
from dialogs.ports import Counts, PastDigest, Work
from dialogs.posts import PostKey
from storage.copying import copy_organisation, forget_from
from storage.database import Database, open_database
from storage.errors import UnknownOrganisationError
from tests.contracts import retro_walls
from tests.contracts.test_store_walls import NOBODYS, live, rows_of
from tests.storage.support import (
    ANNA,
    BEN,
    COUNTY,
    COUNTYWIDE,
    FORUM,
    NAAPURI,
    NORTH,
    NOW,
    OMA,
    SOUTH,
    STAFFING,
    WAITING,
    WEEK,
    check_in,
    moment,
    planned,
    post,
    structure,
)

LEFT_OUT = {"claims", "sessions", "deliveries", "addresses", "accounts"}
INSTANT = datetime(2026, 11, 16, 9, tzinfo=UTC)
"""The Monday of week 47."""


@pytest.fixture
def copy_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    path = tmp_path / "copy.db"
    shutil.copy(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest_asyncio.fixture
async def copy(copy_url: str) -> AsyncIterator[Database]:
    """A database of this version without rows, to copy into."""
    opened = open_database(copy_url)
    yield opened
    await opened.close()


async def test_a_copy_has_every_row_of_the_organisation_and_none_of_another(
    database: Database, database_url: str, copy: Database, copy_url: str
) -> None:
    await live(database, NAAPURI, 2)
    await live(database, OMA, 1)
    corrected = check_in("z", corrects="a")
    await database.write(OMA, lambda work: work.record([corrected]))
    before = rows_of(database_url, OMA)
    await copy_organisation(database, OMA, copy)
    copied = rows_of(copy_url, OMA)
    assert {name for name, rows in copied.items() if not rows} == LEFT_OUT
    for name, rows in before.items():
        if name not in LEFT_OUT:
            assert copied[name] == rows
    assert rows_of(database_url, OMA) == before
    assert not any(rows_of(copy_url, NAAPURI).values())
    assert not NOBODYS & copied.keys()
    assert await copy.load_structure(OMA) == await database.load_structure(OMA)
    assert await copy.check_ins(OMA) == await database.check_ins(OMA)  # in the order they came
    assert await copy.read(OMA, met) == await database.read(OMA, met)
    assert await copy.chats.workspaces("slack") == []
    assert await copy.plans.plan(OMA) == await database.plans.plan(OMA)
    # And it is an organisation like any other: what is written next finds its place.
    await copy.write(OMA, lambda work: work.record([check_in("next", corrects="z")]))
    assert (await copy.check_ins(OMA))[-1].id == "next"


def met(work: Work) -> tuple[object, ...]:
    """Who there is, where they are, and who is away."""
    return work.everyone(), work.away([each.id for each in work.everyone()], date(2030, 1, 1))


async def test_rows_beyond_one_batch_are_copied_too(database: Database, copy: Database) -> None:
    await database.save_structure(structure())
    many = [check_in(f"a-{number:04}", week=WEEK.plus(number % 40)) for number in range(2500)]
    chain = [
        replace(each, corrects=many[place].id) for place, each in enumerate(many[1:]) if place % 2
    ]
    first = [each for each in many if each.id not in {one.id for one in chain}]
    await database.write(OMA, lambda work: work.record([*first, *chain]))
    await copy_organisation(database, OMA, copy)
    assert await copy.check_ins(OMA) == [*first, *chain]


async def test_an_organisation_that_is_not_there_cannot_be_copied(
    database: Database, copy: Database
) -> None:
    with pytest.raises(UnknownOrganisationError):
        await copy_organisation(database, OMA, copy)
    assert await copy.organisations() == []


def said(work: Work, *check_ins: CheckIn) -> None:
    """Answer as the check-in does: history, week and standing."""
    work.record(check_ins)
    for each in check_ins:
        goal = work.goals_by_id([each.key_result])[0]
        of_week = {one.person: one for one in work.check_ins([each.key_result], each.week)}
        values = [one.value for one in of_week.values() if one.value is not None]
        answer = WeekAnswer(
            each.week, values[-1], opinion([one.confidence for one in of_week.values()])
        )
        older = work.weeks([each.key_result])[each.key_result]
        weeks = [*(one for one in older if one.week != each.week), answer]
        weeks.sort(key=lambda one: one.week)
        known = [one.value for one in weeks if one.value is not None]
        measure = goal.key_result.measure
        work.set_weeks([WeekSaid(each.key_result, answer, progress(measure, known))])
        after = standing_after(
            goal.standing,
            measure,
            goal.cycle,
            weeks,
            blocker=each.blocker,
            help_from=each.help_from or "",
        )
        work.set_standings([after])


def _before(work: Work) -> None:
    """What happened before the instant."""
    for weeks in (-2, -1):
        week = WEEK.plus(weeks)
        work.open_obligations(NORTH, week, [WAITING, STAFFING], window(week, "UTC"))
    early = INSTANT - timedelta(days=3)
    said(
        work,
        replace(check_in("a", week=WEEK.plus(-1), value=25.0), at=early, blocker="first"),
        replace(check_in("b", STAFFING, WEEK.plus(-2), value=13.0), at=early, blocker="second"),
    )
    work.post([post("old", at=early, planned=planned(at=early))])
    work.claim_moment(replace(moment("old"), planned=early), early)
    work.keep_digest(FORUM, "old", PastDigest(early, Figures(on_track=1)))


def _after(work: Work) -> None:
    """What happened since: asked, answered late and in time, corrected, said."""
    late = INSTANT + timedelta(hours=1)
    for weeks in (0, 1):
        week = WEEK.plus(weeks)
        work.open_obligations(NORTH, week, [WAITING, STAFFING], window(week, "UTC"))
    work.open_obligations(COUNTY, WEEK, [COUNTYWIDE], window(WEEK, "UTC"))
    said(
        work,
        replace(check_in("c", week=WEEK.plus(-1), person=BEN, value=24.0), at=late),
        replace(check_in("d", STAFFING, WEEK.plus(-1), value=99.0), at=late),
        replace(check_in("e", value=18.0), at=late),
        replace(check_in("f", value=17.0, corrects="e"), at=late),
        replace(check_in("g", COUNTYWIDE, value=1.5), at=late),
    )
    work.post([post("new", at=INSTANT, planned=planned(at=INSTANT))])
    work.post([post("thanks", at=late, replaces="old")])
    came: Moment = replace(moment("new"), planned=INSTANT)
    work.claim_moment(came, late)
    work.keep_digest(FORUM, "new", PastDigest(INSTANT, Figures(on_track=2)))


def _known(work: Work) -> dict[str, object]:
    """Everything that the clock and those who are asked can tell of what has happened."""
    names: list[KeyResultId] = [WAITING, STAFFING, COUNTYWIDE]
    weeks = (WEEK.plus(-3), WEEK.plus(2))
    return {
        "standings": [goal.standing for goal in work.goals_by_id(names)],
        "weeks": work.weeks(names),
        "history": [work.history(name) for name in names],
        "asked": [work.asked([NORTH, COUNTY], WEEK.plus(number)) for number in range(-3, 3)],
        "answered": [work.counts(NORTH, (WEEK.plus(n), WEEK.plus(n))) for n in range(-3, 3)],
        "trend": work.trend(names, weeks),
        "digest": work.past_digest(FORUM),
        "ledger": [
            line.key
            for line in work.ledger(None, NOW - timedelta(days=90), NOW + timedelta(days=90), NOW)
        ],
        "posted": frozenset(work.posted([PostKey(key) for key in ("old", "new", "thanks")])),
        "answers": work.last_answers([BEN]),
    }


async def test_a_copy_can_forget_what_has_happened_since_an_instant(
    database: Database, copy: Database
) -> None:
    await database.save_structure(structure(), since=INSTANT + timedelta(days=1))
    await database.write(OMA, _before)
    expected = await database.read(OMA, _known)
    await database.write(OMA, _after)
    whole = await database.read(OMA, _known)
    await copy_organisation(database, OMA, copy)
    assert await copy.read(OMA, _known) == whole
    assert whole != expected
    await forget_from(copy, OMA, INSTANT)
    assert await copy.read(OMA, _known) == expected
    assert await database.read(OMA, _known) == whole
    # What was asked before and answered since is open again.
    before = await copy.read(OMA, lambda work: work.counts(NORTH, (WEEK.plus(-1), WEEK.plus(-1))))
    assert before == Counts(2, 1)
    # Its moments may come again, and nothing is too old to be set up.
    new, old = replace(moment("new"), planned=INSTANT), moment("old")
    assert await copy.write(OMA, lambda work: work.claim_moment(new, NOW))
    assert not await copy.write(OMA, lambda work: work.claim_moment(old, NOW))
    plan = await copy.plans.plan(OMA)
    assert {one.since for one in plan.schedules} == {None}
    theirs = await database.plans.plan(OMA)
    assert None not in {one.since for one in theirs.schedules}


async def test_the_week_of_an_instant_is_that_of_the_organisation_s_clock(
    database: Database, copy: Database
) -> None:
    """Sunday evening in Greenwich, and Monday in Helsinki: the new week has begun."""
    await database.save_structure(structure())
    for weeks in (-1, 0):
        week = WEEK.plus(weeks)
        await database.write(
            OMA,
            lambda work, week=week: work.open_obligations(  # type: ignore[misc]  # a default binds it
                NORTH, week, [WAITING], window(week, "UTC")
            ),
        )
    await copy_organisation(database, OMA, copy)
    await forget_from(copy, OMA, datetime(2026, 11, 15, 22, 30, tzinfo=UTC))
    goals = await copy.read(OMA, lambda work: work.goals_by_id([WAITING]))
    assert goals[0].standing == Standing(WAITING, unanswered=1, asked=WEEK.plus(-1))


async def test_a_copy_forgets_how_cycles_were_turned_and_what_was_looked_back_on_since(
    database: Database, copy: Database, copy_url: str
) -> None:
    await database.save_structure(structure())
    quarter, early = CycleId("2026-Q4"), INSTANT - timedelta(days=1)
    older = Retro(RetroId("older"), NORTH, CycleId("2026-Q3"), Stage.CARRYING, ANNA, early)
    opened = Turn(NORTH, quarter, 1, Phase.ACTIVE, early, ANNA)

    def before(work: Work) -> None:
        work.turn(opened)
        work.begin_retro(older)

    def known(work: Work) -> list[object]:
        names = [RetroId(name) for name in ("older", "r-1", "r-2")]
        return [
            *(retro and replace(retro, facilitator=ANNA) for retro in map(work.retro, names)),
            work.lives([NORTH, SOUTH]),
            work.themes(names),
            work.changes_of(names),
            work.scores(names),
        ]

    await database.write(OMA, before)
    expected = await database.read(OMA, known)
    for job in retro_walls.writes(1).values():
        await database.write(OMA, job)
    published = replace(older, published=NOW)
    await database.write(OMA, lambda work: work.publish_retro(published))
    closed = replace(opened, number=2, phase=Phase.CLOSED, at=NOW)
    await database.write(OMA, lambda work: work.turn(closed))
    await copy_organisation(database, OMA, copy)
    assert await copy.read(OMA, known) == await database.read(OMA, known)
    await forget_from(copy, OMA, INSTANT)
    found = await copy.read(OMA, known)
    # The next cycle and its goals stay, as those of a sheet do.
    lives = found[3]
    assert isinstance(lives, dict)
    lives[NORTH] = [life for life in lives[NORTH] if life.cycle.id != "2027-Q1"]
    assert found == expected
    left = rows_of(copy_url, OMA)
    new = {"votes", "notes", "writers", "themes", "changes", "change_news", "scores", "carries"}
    assert [name for name in new if left[name]] == []
    assert (len(left["retros"]), len(left["turns"])) == (1, 1)
