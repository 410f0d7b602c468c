"""A roll-up counts everything below a unit once, tells problems first, and hides no failure."""

import statistics
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.okr.measure import held
from dialogs.okr.model import KeyResultId, UnitId
from dialogs.okr.rollup import PROBLEMS_FIRST, Figures, Line, below, roll_up, scope, scopes
from dialogs.okr.standing import Status


def line(
    name: str,
    unit: str = "tiimi",
    *,
    supports: str | None = None,
    status: Status = Status.ON_TRACK,
    progress: float | None = 0.5,
    confidence: float | None = 7.0,
    expected: float | None = 0.5,
) -> Line:
    return Line(
        key_result=KeyResultId(name),
        unit=UnitId(unit),
        supports=KeyResultId(supports) if supports is not None else None,
        status=status,
        progress=progress,
        expected=expected,
        confidence=confidence,
    )


def names(lines: Sequence[Line]) -> list[str]:
    return [str(each.key_result) for each in lines]


TREE: Mapping[UnitId, UnitId | None] = {
    UnitId("alue"): None,
    UnitId("toimiala"): UnitId("alue"),
    UnitId("toinen"): UnitId("alue"),
    UnitId("yksikko"): UnitId("toimiala"),
    UnitId("tiimi"): UnitId("yksikko"),
}


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("alue", {"alue", "toimiala", "toinen", "yksikko", "tiimi"}),
        ("toimiala", {"toimiala", "yksikko", "tiimi"}),
        ("toinen", {"toinen"}),
        ("tiimi", {"tiimi"}),
    ],
)
def test_below_a_unit_is_everything_under_it_and_itself(top: str, expected: set[str]) -> None:
    assert below(TREE, UnitId(top)) == expected


trees = st.lists(st.integers(0, 100), max_size=30).map(
    lambda picks: {
        UnitId(str(n)): UnitId(str(pick % n)) if n else None for n, pick in enumerate([0, *picks])
    }
)


@given(trees, st.integers(0, 30))
def test_a_unit_is_below_another_exactly_when_its_way_up_leads_there(
    parents: dict[UnitId, UnitId | None], pick: int
) -> None:
    top = UnitId(str(pick % len(parents)))
    found = below(parents, top)
    for unit in parents:
        way = [unit]
        while (parent := parents[way[-1]]) is not None:
            way.append(parent)
        assert (unit in found) == (top in way)


def test_what_hangs_on_a_key_result_from_another_branch_belongs_to_the_sum() -> None:
    lines = [
        line("own", "toimiala"),
        line("team's", "tiimi", supports="own"),
        line("from elsewhere", "toinen", supports="own"),
        line("through another", "toinen", supports="from elsewhere"),
        line("not ours", "toinen"),
    ]
    found = scope(lines, below(TREE, UnitId("toimiala")))
    assert names(found) == ["own", "team's", "from elsewhere", "through another"]


def test_key_results_that_hang_on_each_other_are_counted_once() -> None:
    lines = [line("a", supports="b"), line("b", supports="a"), line("c", supports="c")]
    assert names(scope(lines, frozenset({UnitId("tiimi")}))) == ["a", "b", "c"]


alignments = st.lists(
    st.tuples(st.integers(0, 3), st.one_of(st.none(), st.integers(0, 15))), max_size=16
).map(
    lambda rows: [
        line(f"{n:02}", f"unit-{unit}", supports=f"{hang:02}" if hang is not None else None)
        for n, (unit, hang) in enumerate(rows)
    ]
)


@given(alignments, st.sets(st.integers(0, 3)))
def test_a_line_is_in_scope_exactly_when_its_chain_of_support_reaches_a_unit(
    lines: list[Line], picked: set[int]
) -> None:
    units = frozenset(UnitId(f"unit-{number}") for number in picked)
    found = scope(lines, units)
    by_name = {each.key_result: each for each in lines}
    for each in lines:
        chain, now = [each], each
        while now.supports in by_name and by_name[now.supports] not in chain:
            now = by_name[now.supports]
            chain.append(now)
        assert (each in found) == any(link.unit in units for link in chain)
    assert names(found) == sorted(names(found))


@given(alignments, st.lists(st.integers(0, 3), min_size=4, max_size=4), st.sets(st.integers(0, 3)))
def test_the_scopes_of_many_units_are_each_unit_s_own(
    lines: list[Line], picks: list[int], asked: set[int]
) -> None:
    parents = {
        UnitId(f"unit-{n}"): UnitId(f"unit-{pick % n}") if n else None
        for n, pick in enumerate(picks)
    }
    units = [UnitId(f"unit-{number}") for number in asked]
    found = scopes(lines, parents, units)
    assert found == {unit: scope(lines, below(parents, unit)) for unit in units}


# --- the sum ------------------------------------------------------------------------------------

shares = st.one_of(st.none(), st.floats(-3, 3))
levels = st.integers(2, 20).map(lambda number: number / 2)
lines_of_all_kinds = st.lists(
    st.builds(
        lambda status, progress, confidence: (status, progress, confidence),
        st.sampled_from(Status),
        shares,
        st.one_of(st.none(), levels),
    ),
    max_size=25,
).map(
    lambda rows: [
        line(f"{n:02}", status=status, progress=share, confidence=level)
        for n, (status, share, level) in enumerate(rows)
    ]
)


@given(lines_of_all_kinds, st.integers(0, 50), st.integers(0, 50))
def test_the_figures_count_every_line_once(lines: list[Line], asked: int, answered: int) -> None:
    figures = roll_up(lines, asked=asked, answered=answered).figures
    assert figures.total == len(lines)
    for status in Status:
        counted = len([each for each in lines if each.status is status])
        assert getattr(figures, status.value) == counted
    assert (figures.asked, figures.answered) == (asked, answered)
    known = [held(each.progress) for each in lines if each.progress is not None]
    assert figures.progress == (pytest.approx(statistics.fmean(known)) if known else None)


@given(
    st.lists(
        st.tuples(st.one_of(st.none(), st.floats(-3, 3)), st.one_of(st.none(), st.floats(0, 1))),
        max_size=25,
    )
)
def test_progress_is_compared_with_what_was_expected_of_the_same_key_results(
    rows: list[tuple[float | None, float | None]],
) -> None:
    lines = [line(f"{n:02}", progress=come, expected=due) for n, (come, due) in enumerate(rows)]
    figures = roll_up(lines, asked=0, answered=0).figures
    both = [(held(come), due) for come, due in rows if come is not None and due is not None]
    if not both:
        assert (figures.paced, figures.expected) == (None, None)
        return
    assert figures.paced == pytest.approx(statistics.fmean(come for come, _ in both))
    assert figures.expected == pytest.approx(statistics.fmean(due for _, due in both))
    if len(both) == len([come for come, _ in rows if come is not None]):
        assert figures.paced == figures.progress


@given(lines_of_all_kinds)
def test_confidence_is_the_median_of_what_is_fresh(lines: list[Line]) -> None:
    fresh = [
        each.confidence
        for each in lines
        if each.confidence is not None and each.status not in {Status.STALE, Status.NEW}
    ]
    found = roll_up(lines, asked=0, answered=0).figures.confidence
    assert found == (statistics.median(fresh) if fresh else None)


@given(lines_of_all_kinds)
def test_problems_are_all_that_is_not_on_track_worst_first(lines: list[Line]) -> None:
    problems = roll_up(lines, asked=0, answered=0).problems
    expected = {each.key_result for each in lines if each.status is not Status.ON_TRACK}
    assert {each.key_result for each in problems} == expected
    assert len(problems) == len(expected)
    places = [PROBLEMS_FIRST.index(each.status) for each in problems]
    assert places == sorted(places)
    off = [each.confidence or 0 for each in problems if each.status is Status.OFF_TRACK]
    assert off == sorted(off)


@given(lines_of_all_kinds)
def test_the_sum_does_not_depend_on_the_order_of_its_lines(lines: list[Line]) -> None:
    one, other = (roll_up(each, asked=1, answered=1) for each in (lines, lines[::-1]))
    assert one.problems == other.problems
    assert one.figures.progress == pytest.approx(other.figures.progress)
    assert one.figures.confidence == other.figures.confidence


def test_an_over_achiever_does_not_hide_a_failure() -> None:
    lines = [
        line("triumph", progress=3.0, confidence=10),
        line("failure", progress=0.0, confidence=2, status=Status.OFF_TRACK),
    ]
    found = roll_up(lines, asked=2, answered=2)
    assert found.figures.progress == 0.5
    assert names(found.problems) == ["failure"]


def test_no_fresh_answer_is_a_problem_however_green_it_was() -> None:
    lines = [line("silent", status=Status.STALE, confidence=10), line("fine")]
    found = roll_up(lines, asked=2, answered=1)
    assert (found.figures.stale, found.figures.on_track) == (1, 1)
    assert names(found.problems) == ["silent"]
    assert found.figures.confidence == 7


def test_the_sum_of_nothing_is_nothing() -> None:
    found = roll_up([], asked=0, answered=0)
    assert found.figures == Figures()
    assert found.problems == ()
