"""Facts come first: what was agreed, how far each key result came, and what stood in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from adapters.slack.drawing.render import Renderer as Slack
from adapters.teams.drawing.render import Renderer as Teams
from dialogs.flows.retro import facts as module
from dialogs.flows.retro.facts import Facts, key_result_chart, tell
from dialogs.flows.retro.past import (
    MOST_POINTS,
    Obstacle,
    Past,
    curve,
    cycle_weeks,
    obstacles,
    thinned,
)
from dialogs.okr.confidence import opinion
from dialogs.okr.measure import KeepWithin
from dialogs.okr.model import (
    CheckIn,
    CheckInId,
    Cycle,
    CycleId,
    KeyResultId,
    Language,
    PersonId,
    UnitId,
)
from dialogs.okr.retro import (
    Change,
    ChangeId,
    ChangeNews,
    ChangeState,
    Retro,
    RetroId,
    Stage,
)
from dialogs.okr.standing import Contradiction, Standing, WeekAnswer, WeekSaid
from dialogs.okr.week import Week
from dialogs.okr.window import window
from dialogs.ports import Work
from dialogs.text import Reader, Text, say
from dialogs.views import Bullets, Chart, Meter, Note, Tone, View
from dialogs.words.draw import draw
from storage.database import Database
from tests.conversations.company import ORGANISATION, crowded
from tests.conversations.keys import buttons, keys
from tests.dialogs.flows import drawing
from tests.dialogs.flows.retro.given import BEN, CALM, CYCLE, GOALS, NOW, board, change, goal
from tests.dialogs.flows.support import english, seen, situation
from tests.dialogs.flows.test_bounds import assert_bounded

FIRST = Week(2026, 41)
WORDS = "odotusaika " * 90
"""990 characters, as long as an obstacle may be."""


def week(number: int, value: float | None, confidence: int = 7) -> WeekAnswer:
    return WeekAnswer(Week(2026, number), value, opinion([confidence]))


def said(number: int, who: str, blocker: str = "", helper: str | None = None) -> CheckIn:
    return CheckIn(
        CheckInId(f"{number}:{who}:{blocker}"),
        KeyResultId("a"),
        Week(2026, number),
        PersonId(who),
        NOW,
        1.0,
        5,
        blocker=blocker,
        help_from=None if helper is None else UnitId(helper),
    )


def past(asked: int = 4, answered: tuple[int, ...] = (41, 43), **more: object) -> Past:
    found = Past(
        goal=GOALS[0],
        weeks=tuple(week(each, each - 40.0) for each in answered),
        asked=frozenset(FIRST.plus(each) for each in range(asked)),
        obstacles=(),
    )
    return replace(found, **more)  # type: ignore[arg-type] # fields of their own kinds


def shown(*pasts: Past, stage: Stage = Stage.FACTS, **more: object) -> View:
    return tell(Facts(board(stage), pasts, {}, {}, **more))  # type: ignore[arg-type]


# --- curves ---------------------------------------------------------------------------------------


def test_a_missing_answer_moves_no_line() -> None:
    points = curve(GOALS[0], [week(41, 10.0), week(44, 40.0, 3)])
    assert [(each.week.number, each.progress, each.confidence) for each in points] == [
        (41, 0.1, 7.0),
        (42, 0.1, 7.0),
        (43, 0.1, 7.0),
        (44, 0.4, 3.0),
    ]


def test_a_band_counts_the_weeks_inside_so_far() -> None:
    band = goal("w", CALM, KeepWithin(None, 14))
    points = curve(band, [week(41, 10.0), week(42, 20.0), week(43, 30.0), week(44, 10.0)])
    assert [each.progress for each in points] == [1.0, 0.5, pytest.approx(1 / 3), 0.5]


def test_a_long_curve_keeps_its_last_week_and_is_thinned_evenly() -> None:
    points = curve(GOALS[0], [week(number, number) for number in range(1, 53)])
    kept = thinned(points)
    assert len(kept) <= MOST_POINTS
    assert kept[-1] == points[-1]
    steps = {after.week.since(before.week) for before, after in pairwise(kept)}
    assert steps == {3}
    assert thinned(points[:MOST_POINTS]) == points[:MOST_POINTS]


def test_each_key_result_has_a_picture_with_progress_and_confidence() -> None:
    picture = key_result_chart(past())
    assert isinstance(picture, Chart)
    assert len(picture.series) == len(("progress", "confidence"))
    assert english(picture.title) == "Result a: by week"
    assert key_result_chart(past(answered=(41,))) is None


def test_a_cycle_s_weeks_end_with_today() -> None:
    assert cycle_weeks(CYCLE, Week(2026, 42)) == (Week(2026, 40), Week(2026, 41), Week(2026, 42))
    assert cycle_weeks(CYCLE, Week(2027, 10))[-1] == Week(2026, 53)
    assert cycle_weeks(CYCLE, Week(2026, 1)) == ()


# --- weeks, obstacles, doubts ---------------------------------------------------------------------


def test_weeks_without_an_answer_are_said_as_figures_and_not_coloured() -> None:
    assert past().missed == (Week(2026, 42), Week(2026, 44))
    view = shown(past())
    assert "No answer in 2 of 4 weeks: 42 and 44." in [english(each) for each in _notes(view)]
    assert "retro-facts-silent" not in seen(shown(past(asked=1, answered=(41,))))


def _notes(view: View) -> list[Text]:
    return [each.text for each in view.blocks if isinstance(each, Note)]


def test_falling_short_is_said_and_not_coloured() -> None:
    over = replace(GOALS[0], cycle=replace(CYCLE, end=date(2026, 12, 20)))
    view = shown(past(goal=over))
    (meter,) = [each for each in view.blocks if isinstance(each, Meter)]
    assert meter.tone is Tone.PLAIN
    assert {"outcome-short", "retro-facts-allowed"} <= set(seen(view))


def test_the_same_obstacle_in_several_weeks_counts_once_and_names_nobody() -> None:
    history = [
        said(41, "ben", "No list"),
        said(42, "ben", " No  list"),
        said(43, "cyd", "", "area"),
        said(44, "ben"),
    ]
    found = obstacles(history, {UnitId("area"): "Area"})
    assert found == (
        Obstacle(KeyResultId("a"), Week(2026, 43), Week(2026, 43), "", "Area"),
        Obstacle(KeyResultId("a"), Week(2026, 41), Week(2026, 42), "No list", ""),
    )
    read = [english(each) for each in _bullets(shown(past(obstacles=found)))]
    assert read == ["Week 43: help asked of Area", "Weeks 41–42: “No list”"]


def _bullets(view: View) -> list[Text]:
    return [item for each in view.blocks if isinstance(each, Bullets) for item in each.items]


def test_a_corrected_obstacle_counts_as_it_was_corrected() -> None:
    history = [said(41, "ben", "No list"), said(41, "ben", "List came late")]
    assert [each.text for each in obstacles(history, {})] == ["List came late"]


def test_what_does_not_fit_is_worth_talking_about() -> None:
    standing = replace(GOALS[0].standing, contradictions=(Contradiction.UNCHANGED,))
    view = shown(past(goal=replace(GOALS[0], standing=standing)))
    assert {"digest-doubts", "contradiction-unchanged"} <= set(seen(view))


# --- what was agreed last time --------------------------------------------------------------------


def before(*changes: Change, news: Mapping[ChangeId, tuple[ChangeNews, ...]]) -> View:
    found = replace(board(), before=changes)
    return tell(Facts(found, (past(),), news, {BEN.id: BEN.name}))


def test_what_was_agreed_last_time_stands_first_with_what_was_said_of_it() -> None:
    agreed = replace(change(), state=ChangeState.UNDER_WAY)
    words = ChangeNews(agreed.id, ChangeState.UNDER_WAY, "We began on time", BEN.id, NOW)
    silent = replace(words, comment="")
    view = before(agreed, news={agreed.id: (words, silent)})
    order = seen(view)
    assert order.index("retro-facts-change") < order.index("retro-facts-goals")
    read = [english(each) for each in _bullets(view)]
    assert read[0].startswith("We meet on Mondays – Ben: ")
    assert read[1].endswith("We began on time")
    assert len(read) == len((agreed, words))


def test_where_nothing_was_agreed_that_is_said() -> None:
    assert "retro-facts-no-before" in seen(shown(past()))


# --- ways -----------------------------------------------------------------------------------------


def test_who_runs_it_goes_on_from_the_facts() -> None:
    (main,) = [each for each in buttons(shown(past())) if each.main]
    assert (main.action.step, dict(main.action.args)["stage"]) == ("go", "scoring")
    assert [each for each in buttons(shown(past(), stage=Stage.SCORING)) if each.main] == []


def test_a_unit_without_key_results_has_nothing_to_show() -> None:
    assert "retro-facts-none" in seen(shown())


# --- as large as can be, through the store --------------------------------------------------------

YEAR = Cycle(CycleId("year"), "2026", date(2026, 1, 1), date(2026, 12, 31))


async def a_full_year(database: Database) -> None:
    """Five objectives with five key results each, asked for 52 weeks and full of obstacles."""
    whole = crowded()
    ants = {each.id for each in whole.objectives if each.unit == "ants"}
    objectives = tuple(
        replace(each, cycle=YEAR.id, title=f"{each.title} {'sujuvampi arki ' * 5}"[:80])
        if each.id in ants
        else each
        for each in whole.objectives
    )
    key_results = tuple(
        replace(each, title=f"{each.title} {'lyhyempi jonotusaika ' * 5}"[:80])
        if each.objective in ants
        else each
        for each in whole.key_results
    )
    await database.save_structure(
        replace(whole, cycles=(*whole.cycles, YEAR), objectives=objectives, key_results=key_results)
    )
    names = [each.id for each in key_results if each.objective in ants]
    weeks = [Week(2026, number) for number in range(1, 53)]

    def write(work: Work) -> None:
        for place, each in enumerate(weeks):
            work.open_obligations(UnitId("ants"), each, names, window(each, "Europe/Helsinki"))
            if place % 3:
                work.record([_answer(name, each, place) for name in names])
        work.set_weeks(
            [
                WeekSaid(
                    name, WeekAnswer(each, float(place), opinion([place % 10 + 1])), place / 60
                )
                for name in names
                for place, each in enumerate(weeks)
                if place % 3
            ]
        )
        work.set_standings(
            [
                Standing(
                    name,
                    weeks[-1],
                    50.0,
                    0.5,
                    2.0,
                    1,
                    9,
                    3,
                    asked=weeks[-1],
                    contradictions=tuple(Contradiction),
                    blocker=WORDS,
                )
                for name in names
            ]
        )
        _agree(work)

    await database.write(ORGANISATION, write)


def _answer(name: KeyResultId, of: Week, place: int) -> CheckIn:
    at = NOW - timedelta(weeks=52 - place)
    words = f"{place // 4} {WORDS}"[:990]
    return CheckIn(
        CheckInId(f"{of}:{name}"),
        name,
        of,
        PersonId("aino"),
        at,
        float(place),
        place % 10 + 1,
        blocker=words if place % 2 else "",
        help_from=UnitId("county") if place % 5 == 0 else None,
    )


def _agree(work: Work) -> None:
    """Let the year before end in as much as a retro may agree on, at full length."""
    past_year = Cycle(CycleId("2025"), "2025", date(2025, 1, 1), date(2025, 12, 31))
    work.begin_cycle(past_year)
    retro = Retro(RetroId("old"), UnitId("ants"), past_year.id, Stage.FACTS, PersonId("aino"), NOW)
    work.begin_retro(retro)
    changes = [
        Change(
            ChangeId(f"old-{number}"),
            retro.id,
            UnitId("ants"),
            YEAR.id,
            ("odotusaika " * 30)[:300],
            PersonId("aino"),
            date(2026, 2, 1),
            number,
        )
        for number in range(1, 4)
    ]
    work.set_changes(retro.id, changes)
    work.publish_retro(replace(retro, stage=Stage.PUBLISHED, published=NOW))
    for each in changes:
        for number in range(6):
            at = NOW - timedelta(days=number)
            state = ChangeState.UNDER_WAY
            work.say_change(ChangeNews(each.id, state, WORDS[:500], PersonId("aino"), at))


async def of_the_year(database: Database, **args: str) -> Facts:
    def look(work: Work) -> Facts:
        return module.gather(work, situation(work, "aino", NOW, **args))

    return await database.read(ORGANISATION, look)


@pytest.mark.parametrize("objective", ["", "o-ants-3"])
async def test_the_facts_of_a_full_year_fit_into_a_chat(database: Database, objective: str) -> None:
    await a_full_year(database)
    found = await of_the_year(database, unit="ants", objective=objective)
    assert len(found.pasts) == len("12345") ** 2
    view = tell(found)
    assert_bounded(view)
    reader = Reader(Language.FINNISH, "Europe/Helsinki")
    left_out = draw(say("left-out"), reader)
    for drawn in (Slack(draw).reply(view, reader, "T1"), Teams(draw).showing(view, reader, "t")):
        assert left_out not in str(drawn)


async def test_the_weeks_that_asked_are_counted_in_the_year(database: Database) -> None:
    await a_full_year(database)
    found = await of_the_year(database, unit="ants")
    one = found.pasts[0]
    # The week that runs has been asked, and may still be answered: it is no week missed.
    assert Week.of(NOW.date()) not in one.asked
    assert (len(one.asked), len(one.missed)) == (51, 17)
    assert {"retro-facts-change", "retro-facts-news"} <= set(keys(tell(found)))
    assert "retro-facts-weeks" not in set(keys(tell(found)))
    fewer = replace(found, pasts=found.pasts[:10])
    assert "retro-facts-weeks" in set(keys(tell(fewer)))
    closer = await of_the_year(database, unit="ants", objective="o-ants-3")
    assert drawing.said(tell(closer), "retro-facts-silent")["count"] == len(one.missed)
    assert drawing.said(tell(found), "retro-facts-answered-value") == {
        "answered": 25 * 34,
        "asked": 25 * 51,
    }
