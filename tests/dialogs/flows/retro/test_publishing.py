"""Publishing: who is told, what becomes of both cycles, and that a correction loses nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.events import Commanded, Event, Origin, Pressed
from dialogs.flows.retro.setting import retro_id
from dialogs.flows.summing import Reach, gather_sum
from dialogs.ledger import LedgerFate
from dialogs.okr.cycle import Phase, Turn, phases
from dialogs.okr.hours import in_working_hours
from dialogs.okr.model import (
    Absence,
    CycleId,
    KeyResultId,
    ObjectiveId,
    PersonId,
    UnitId,
)
from dialogs.okr.retro import (
    Carry,
    Change,
    ChangeId,
    Fit,
    GoalKind,
    Manner,
    Note,
    NoteId,
    NoteKind,
    Retro,
    Score,
    Stage,
    Verdict,
)
from dialogs.okr.week import Week
from dialogs.ports import Work
from dialogs.posts import PostKind
from dialogs.replies import Show
from dialogs.views import Action, View
from storage.database import Database
from tests.conversations.company import NEXT, ORGANISATION, QUARTER, company
from tests.conversations.keys import buttons, keys
from tests.conversations.stage import World

NOW = datetime(2026, 12, 22, 8, tzinfo=UTC)
"""Ten o'clock in Helsinki, on a Tuesday."""
OWLS, HARES = UnitId("owls"), UnitId("hares")
LEADS = {OWLS: PersonId("liisa"), HARES: PersonId("heidi")}
GOALS: Mapping[UnitId, tuple[str, ...]] = {
    OWLS: ("o-owls", "o1", "o2", "o3"),
    HARES: ("o-hares", "h1", "h2"),
}


def retro_in(unit: UnitId) -> Retro:
    return Retro(
        retro_id(unit, QUARTER), unit, QUARTER, Stage.CARRYING, LEADS[unit], NOW, Manner.NAMED, 1
    )


def decided(unit: UnitId, **verdicts: Verdict) -> tuple[Carry, ...]:
    retro = retro_in(unit)
    return tuple(
        Carry(
            retro.id,
            ObjectiveId(goal),
            verdicts.get(goal.replace("-", "_"), Verdict.KEEP),
            "Because.",
            LEADS[unit],
            NOW,
            kind=GoalKind.OBJECTIVE if goal.startswith("o-") else GoalKind.KEY_RESULT,
        )
        for goal in GOALS[unit]
    )


async def ready(database: Database, unit: UnitId = OWLS, **verdicts: Verdict) -> World:
    """A retro in which everything is said but the last word."""
    await database.save_structure(company())
    retro = retro_in(unit)
    scores = tuple(
        Score(retro.id, KeyResultId(each), 1.0, 0.5, "So it was.", Fit.GOOD, LEADS[unit], NOW)
        for each in GOALS[unit][1:]
    )
    change = Change(
        ChangeId(f"{retro.id}-1"),
        retro.id,
        unit,
        NEXT,
        "We meet on Mondays",
        LEADS[unit],
        date(2027, 1, 18),
        1,
    )
    note = Note(NoteId("n1"), retro.id, NoteKind.WELL, "The new queue", LEADS[unit])

    def write(work: Work) -> None:
        begun = replace(retro, stage=Stage.COLLECTING, wrote=None)
        work.begin_retro(begun)
        work.add_notes(begun, LEADS[unit], (note,))
        work.end_writing(begun, 1)
        work.set_stage(retro.id, Stage.CARRYING)
        work.score(scores)
        work.set_changes(retro.id, (change,))
        work.carry(decided(unit, **verdicts))

    await database.write(ORGANISATION, write)
    return World(database, NOW)


_DELIVERIES = iter(range(1_000_000))


async def presses(world: World, who: str, step: str, unit: UnitId = OWLS) -> View:
    action = Action("retro", step, (("retro", retro_id(unit, QUARTER)),))
    return await _shown(world, Pressed(_origin(who), action))


async def types(world: World, who: str, text: str) -> View:
    return await _shown(world, Commanded(_origin(who), text))


def _origin(who: str) -> Origin:
    return Origin(ORGANISATION, PersonId(who), "web", f"d:{next(_DELIVERIES)}")


async def _shown(world: World, event: Event) -> View:
    reply = await world.engine.handle(event)
    await world.deliver()
    assert isinstance(reply.act, Show)
    return reply.act.view


async def phases_of(world: World, unit: UnitId = OWLS) -> dict[str, Phase]:
    lives = await world.database.read(ORGANISATION, lambda work: work.lives([unit])[unit])
    found = phases(lives, world.clock.at.date())
    return {str(cycle): phase for cycle, phase in found.items()}


async def turns_of(world: World, cycle: CycleId, unit: UnitId = OWLS) -> Sequence[Turn]:
    return await world.database.read(ORGANISATION, lambda work: work.turns(unit, cycle))


def heard(world: World, who: str) -> list[list[str]]:
    return [list(keys(view)) for view in world.letters.messages.get(who, {}).values()]


async def test_the_unit_and_the_level_above_are_told(database: Database) -> None:
    world = await ready(database)
    view = await presses(world, "liisa", "publish")
    assert "publish-done" in set(keys(view))
    (whole,) = heard(world, "#owls")
    (short,) = heard(world, "#area")
    assert {"summary-title", "summary-changes", "summary-goals", "summary-notes"} <= set(whole)
    assert "summary-whole" in short
    assert "summary-goals" not in short
    assert heard(world, "matti") == []


async def test_the_cycle_is_closed_and_the_next_one_waits_for_somebody(database: Database) -> None:
    world = await ready(database, o2=Verdict.DROP)
    await presses(world, "liisa", "publish")
    assert await phases_of(world) == {QUARTER: Phase.CLOSED, NEXT: Phase.PLANNING}
    (closed,) = await turns_of(world, QUARTER)
    (begun,) = await turns_of(world, NEXT)
    assert (closed.phase, closed.by, begun.phase) == (Phase.CLOSED, "liisa", Phase.PLANNING)
    aims = await database.read(ORGANISATION, lambda work: work.aims(OWLS, NEXT))
    continued = {each.id: each.continues for each in aims.key_results if each.continues}
    assert continued == {"o1-2027-q1": "o1", "o3-2027-q1": "o3"}
    # What the sheet had for the next cycle is still there.
    assert {each.id for each in aims.key_results} >= {"n1", "n2"}
    # And so is everything of the past.
    before = await database.read(ORGANISATION, lambda work: work.aims(OWLS, QUARTER))
    assert {each.id for each in before.key_results} == {"o1", "o2", "o3"}


async def test_members_of_a_unit_without_a_forum_are_told_in_person_but_not_while_away(
    database: Database,
) -> None:
    world = await ready(database, HARES)
    away = Absence(PersonId("harri"), date(2026, 12, 21), date(2026, 12, 31))
    await database.write(ORGANISATION, lambda work: work.set_absence(away, away.person, NOW))
    await presses(world, "heidi", "publish", HARES)
    told = {who: len(heard(world, who)) for who in ("heidi", "harri", "henna", "#area")}
    assert told == {"heidi": 1, "harri": 0, "henna": 1, "#area": 1}
    until = NOW + timedelta(minutes=1)
    lines = await database.read(
        ORGANISATION, lambda work: work.ledger([HARES], NOW - timedelta(1), until, until)
    )
    assert {(line.name, line.fate.value) for line in lines} >= {("Harri", "absent")}


async def test_who_is_told_in_person_is_told_in_working_hours(database: Database) -> None:
    world = await ready(database, HARES)
    world.clock.at = datetime(2026, 12, 22, 19, tzinfo=UTC)
    await presses(world, "heidi", "publish", HARES)
    assert heard(world, "henna") == []
    morning = datetime(2026, 12, 23, 10, tzinfo=UTC)
    lines = await database.read(
        ORGANISATION, lambda work: work.ledger([HARES], NOW, morning, world.clock.at)
    )
    hours = {line.name: line.at for line in lines if line.kind is PostKind.RETRO}
    assert in_working_hours(hours["Henna"].astimezone(ZoneInfo("Europe/Helsinki")).time())
    await world.live_until(morning)
    assert "summary-title" in set(heard(world, "henna")[-1])


@pytest.mark.parametrize(
    ("who", "where", "key"), [("matti", "#owls", "summary"), ("bertta", "#area", "short")]
)
async def test_what_is_published_says_why_it_came(
    database: Database, who: str, where: str, key: str
) -> None:
    world = await ready(database)
    await presses(world, "liisa", "publish")
    view = [*world.letters.messages[where].values()][-1]
    why = next(each for each in buttons(view) if each.action.flow == "why")
    assert f"why-retro-{key}" in set(keys(await _shown(world, Pressed(_origin(who), why.action))))


async def test_publishing_twice_is_publishing_once(database: Database) -> None:
    world = await ready(database)
    await presses(world, "liisa", "publish")
    view = await presses(world, "liisa", "publish")
    assert "ending-elsewhere" in set(keys(view))
    assert len(heard(world, "#owls")) == 1
    assert len(await turns_of(world, QUARTER)) == 1


@pytest.mark.parametrize(("who", "key"), [("matti", "ending-refused"), ("chief", "publish-done")])
async def test_only_those_who_may_run_it_publish(database: Database, who: str, key: str) -> None:
    world = await ready(database)
    assert key in set(keys(await presses(world, who, "publish")))
    assert bool(heard(world, "#owls")) is (key == "publish-done")


async def test_what_is_missing_is_said_and_nothing_is_published(database: Database) -> None:
    world = await ready(database)
    retro = retro_in(HARES)
    await database.write(ORGANISATION, lambda work: work.begin_retro(retro))
    view = await presses(world, "heidi", "publish", HARES)
    assert {"publish-not-yet", "publish-unscored", "publish-undecided"} <= set(keys(view))
    assert heard(world, "heidi") == []
    assert (await phases_of(world, HARES))[QUARTER] is Phase.ACTIVE
    stage = await database.read(ORGANISATION, lambda work: work.retro(retro.id))
    assert stage is not None
    assert stage.stage is Stage.CARRYING


async def test_a_correction_takes_the_place_of_the_summary_and_adds_what_is_kept_now(
    database: Database,
) -> None:
    world = await ready(database, o2=Verdict.DROP)
    await presses(world, "liisa", "publish")
    retro = retro_in(OWLS)
    world.clock.at += timedelta(days=1)
    reopened = Turn(OWLS, QUARTER, 2, Phase.REVIEW, world.clock.at, LEADS[OWLS], "A slip")

    def reopen(work: Work) -> None:
        work.turn(reopened)
        work.set_stage(retro.id, Stage.CARRYING)
        work.carry(decided(OWLS, o3=Verdict.DROP))

    await database.write(ORGANISATION, reopen)
    await presses(world, "liisa", "publish")
    (whole,), (short,) = heard(world, "#owls"), heard(world, "#area")
    assert "summary-corrected" in whole
    assert "summary-title-corrected" in short
    assert [each.phase for each in await turns_of(world, QUARTER)] == [
        Phase.CLOSED,
        Phase.REVIEW,
        Phase.CLOSED,
    ]
    # The next cycle was begun once; what was begun there stays, and what is kept now is added.
    assert len(await turns_of(world, NEXT)) == 1
    aims = await database.read(ORGANISATION, lambda work: work.aims(OWLS, NEXT))
    assert {each.continues for each in aims.key_results} == {None, "o1", "o2", "o3"}


async def test_nobody_misses_an_answer_that_is_not_taken_any_more(database: Database) -> None:
    """Who was asked on Monday and had not answered is let go; who is asked elsewhere is not."""
    structure = company()
    owned = tuple(
        replace(each, owner=PersonId("matti")) if each.id == "h2" else each
        for each in structure.key_results
    )
    await ready(database)
    await database.save_structure(replace(structure, key_results=owned))
    world = World(database, datetime(2026, 12, 21, 5, tzinfo=UTC))
    await world.live_until(NOW)
    await presses(world, "liisa", "publish")
    await world.live_until(datetime(2027, 1, 25, 10, tzinfo=UTC))
    asked = (OWLS, HARES)

    def look(work: Work) -> dict[str, LedgerFate]:
        since, until = NOW - timedelta(days=3), NOW + timedelta(days=3)
        return {
            line.name: line.fate
            for line in work.ledger(asked, since, until, world.clock.at)
            # One person has one prompt, whatever number of units asks.
            if line.kind is PostKind.PROMPT and line.fate is not LedgerFate.SUPERSEDED
        }

    fates = await database.read(ORGANISATION, look)
    assert fates["Liisa"] is LedgerFate.SENT
    assert fates["Matti"] is fates["Harri"] is LedgerFate.MISSED
    left = await database.read(ORGANISATION, lambda work: work.asked(asked, Week.of(NOW.date())))
    assert set(left) == {"h1", "h2"}


async def test_a_unit_that_has_closed_its_cycle_is_not_called_silent(database: Database) -> None:
    await ready(database)
    world = World(database, datetime(2026, 12, 6, 12, tzinfo=UTC))
    await world.live_until(NOW)
    silent = await named_as_silent(world)
    assert {"owls", "hares"} <= silent
    await presses(world, "liisa", "publish")
    assert await named_as_silent(world) == silent - {"owls"}


async def named_as_silent(world: World) -> set[str]:
    def look(work: Work) -> set[str]:
        area = work.unit(UnitId("area"))
        assert area is not None
        reach = Reach.of_status(NOW.date())
        return {each.unit for each in gather_sum(work, area, reach).silent}

    return await world.database.read(ORGANISATION, look)


async def test_a_late_retro_stops_nobody_from_being_asked(database: Database) -> None:
    """Where the next cycle runs by its dates already, it runs on."""
    world = await ready(database)
    world.clock.at = datetime(2027, 1, 12, 8, tzinfo=UTC)
    view = await presses(world, "liisa", "publish")
    assert "publish-runs" in set(keys(view))
    assert await phases_of(world) == {QUARTER: Phase.CLOSED, NEXT: Phase.ACTIVE}
    assert await turns_of(world, NEXT) == []


async def test_where_the_next_cycle_has_begun_whoever_publishes_can_open_it_at_once(
    database: Database,
) -> None:
    """So late nobody is called to do so, and the team would be asked nothing for a quarter."""
    world = await ready(database, HARES)
    world.clock.at = datetime(2027, 1, 12, 8, tzinfo=UTC)
    view = await presses(world, "heidi", "publish", HARES)
    assert "publish-open-now" in set(keys(view))
    first = next(each for each in buttons(view) if each.main)
    await _shown(world, Pressed(_origin("heidi"), first.action))
    assert (await phases_of(world, HARES))[NEXT] is Phase.ACTIVE


async def test_the_preview_shows_what_publishing_then_does(database: Database) -> None:
    world = await ready(database)
    before = set(keys(await presses(world, "liisa", "preview")))
    assert {"publish-told", "publish-told-above", "publish-closes", "publish-begins"} <= before
    assert "publish-do" in before
    assert heard(world, "#owls") == []
    assert "ending-refused" in set(keys(await presses(world, "matti", "preview")))


async def test_everybody_reads_all_notes_of_what_is_published_and_only_members_before(
    database: Database,
) -> None:
    world = await ready(database)
    assert "retro-not-published" in set(keys(await presses(world, "bertta", "said")))
    assert "summary-note-well" in set(keys(await presses(world, "matti", "said")))
    await presses(world, "liisa", "publish")
    assert "summary-note-well" in set(keys(await presses(world, "bertta", "said")))


async def test_the_roll_up_of_a_level_has_scores_and_changes_of_what_is_published(
    database: Database,
) -> None:
    world = await ready(database)
    before = set(keys(await types(world, "chief", "retros county")))
    assert "retros-score" not in before
    await presses(world, "liisa", "publish")
    after = list(keys(await types(world, "chief", "retros county")))
    for key in ("retros-score", "retros-fits", "retros-changes", "retros-counted"):
        assert key in after, key
    assert "summary-note-well" not in after
