"""A cycle's life: what it is on a day, what comes after it, what still lands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.okr.cycle import (
    LENGTHS,
    MAY_FOLLOW,
    MONTHS,
    Life,
    Phase,
    Turn,
    cycle_length,
    cycle_name,
    length_of,
    midpoint,
    next_cycle,
    phases,
    rivals,
    takes_answers,
)
from dialogs.okr.model import Cycle, CycleId, Length, Level, PersonId, Unit, UnitId
from dialogs.okr.standing import LAST_WORD

UNIT = UnitId("owls")
LEAD = PersonId("liisa")
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
LENGTH = st.sampled_from(Length)


def cycle(name: str, start: date, end: date) -> Cycle:
    return Cycle(CycleId(name), name, start, end)


def turn(of: Cycle, phase: Phase, at: datetime, number: int = 1) -> Turn:
    return Turn(UNIT, of.id, number, phase, at, LEAD)


Q4 = cycle("q4", date(2026, 10, 1), date(2026, 12, 31))
Q1 = cycle("q1", date(2027, 1, 1), date(2027, 3, 31))
YEAR = cycle("year", date(2026, 1, 1), date(2026, 12, 31))
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@st.composite
def lives(draw: st.DrawFn) -> list[Life]:
    """Some cycles of a unit, one on top of the other, turned or not."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
        end = start + timedelta(days=draw(st.integers(0, 400)))
        each = cycle(f"c{number}", start, end)
        phase = draw(st.none() | st.sampled_from(Phase))
        at = NOON + timedelta(minutes=draw(st.integers(-9, 9)))
        found.append(Life(each, None if phase is None else turn(each, phase, at)))
    return found


@given(lives(), st.dates(date(2025, 12, 1), date(2029, 3, 1)))
def test_at_every_instant_one_cycle_of_a_length_is_active_at_most(
    some: list[Life], today: date
) -> None:
    found = phases(some, today)
    active = [length_of(each.cycle) for each in some if found[each.cycle.id] is Phase.ACTIVE]
    assert len(active) == len(set(active))
    assert set(found) == {each.cycle.id for each in some}


@given(lives(), st.dates(date(2025, 12, 1), date(2029, 3, 1)))
def test_what_runs_stays_active_for_its_length_whatever_lies_beside_it(
    some: list[Life], today: date
) -> None:
    """Where several run one of them is active: never none."""
    alone = {each.cycle.id: phases([each], today)[each.cycle.id] for each in some}
    together = phases(some, today)
    wanted = {length_of(each.cycle) for each in some if alone[each.cycle.id] is Phase.ACTIVE}
    active = {length_of(each.cycle) for each in some if together[each.cycle.id] is Phase.ACTIVE}
    assert active == wanted
    assert all(
        phase is alone[name] or (alone[name], phase) == (Phase.ACTIVE, Phase.REVIEW)
        for name, phase in together.items()
    )


@given(lives(), st.dates(date(2025, 12, 1), date(2029, 3, 1)), st.randoms())
def test_the_order_in_which_cycles_are_read_decides_nothing(
    some: list[Life], today: date, random: Random
) -> None:
    mixed = list(some)
    random.shuffle(mixed)
    assert phases(mixed, today) == phases(some, today)


@given(lives(), st.dates(date(2025, 12, 1), date(2029, 3, 1)))
def test_only_what_runs_and_its_last_word_take_answers(some: list[Life], today: date) -> None:
    found = phases(some, today)
    for each in some:
        phase = found[each.cycle.id]
        takes = takes_answers(each.cycle, phase, today)
        if phase in {Phase.CLOSED, Phase.PLANNING}:
            assert not takes
        if takes:
            assert each.cycle.start <= today <= each.cycle.end + LAST_WORD or (
                each.turn is not None and each.turn.phase is Phase.REVIEW
            )


@given(lives(), st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(0, 5))
def test_what_has_no_rival_runs_once_it_is_opened(
    some: list[Life], today: date, place: int
) -> None:
    if not some:
        return
    life = some[place % len(some)]
    if life.cycle.end < today or rivals(life, some, today):
        return
    opened = replace(life, turn=turn(life.cycle, Phase.ACTIVE, NOON + timedelta(days=9)))
    others = [opened if each is life else each for each in some]
    for day in (max(today, life.cycle.start), life.cycle.end):
        found = phases(others, day)
        assert found[life.cycle.id] is Phase.ACTIVE
        same = [each for each in others if length_of(each.cycle) is length_of(life.cycle)]
        assert [each for each in same if found[each.cycle.id] is Phase.ACTIVE] == [opened]


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (date(2026, 9, 30), Phase.PLANNING),
        (date(2026, 10, 1), Phase.ACTIVE),
        (date(2026, 12, 31), Phase.ACTIVE),
        (date(2027, 1, 1), Phase.REVIEW),
    ],
)
def test_dates_alone_open_what_came_in_a_sheet_and_never_close_it(day: date, phase: Phase) -> None:
    assert phases([Life(Q4)], day) == {Q4.id: phase}


@pytest.mark.parametrize("phase", [Phase.PLANNING, Phase.REVIEW, Phase.CLOSED])
def test_what_people_have_made_of_a_cycle_holds_on_all_its_days(phase: Phase) -> None:
    life = Life(Q4, turn(Q4, phase, NOON))
    for day in (Q4.start - timedelta(days=9), Q4.start, Q4.end, Q4.end + timedelta(days=99)):
        assert phases([life], day) == {Q4.id: phase}


def test_what_is_opened_before_its_first_day_waits_for_it() -> None:
    life = Life(Q1, turn(Q1, Phase.ACTIVE, NOON))
    assert phases([life], date(2026, 12, 31)) == {Q1.id: Phase.PLANNING}
    assert phases([life], Q1.start) == {Q1.id: Phase.ACTIVE}
    assert phases([life], Q1.end + timedelta(days=1)) == {Q1.id: Phase.REVIEW}


def test_of_two_that_overlap_the_one_opened_last_counts_and_else_the_one_begun_last() -> None:
    other = cycle("late", date(2026, 11, 1), date(2027, 1, 31))
    day = date(2026, 11, 20)
    assert phases([Life(Q4), Life(other)], day) == {Q4.id: Phase.REVIEW, other.id: Phase.ACTIVE}
    opened = Life(Q4, turn(Q4, Phase.ACTIVE, NOON))
    assert phases([opened, Life(other)], day) == {Q4.id: Phase.ACTIVE, other.id: Phase.REVIEW}
    later = Life(other, turn(other, Phase.ACTIVE, NOON + timedelta(microseconds=1)))
    assert phases([opened, later], day) == {Q4.id: Phase.REVIEW, other.id: Phase.ACTIVE}


def test_a_year_and_a_quarter_run_side_by_side() -> None:
    found = phases([Life(YEAR), Life(Q4)], date(2026, 11, 2))
    assert set(found.values()) == {Phase.ACTIVE}


def test_only_what_shares_days_and_length_stands_in_the_way() -> None:
    waiting = Life(Q1, turn(Q1, Phase.PLANNING, NOON))
    overlapping = cycle("long", date(2026, 12, 1), date(2027, 2, 28))
    some = [Life(YEAR), Life(Q4), waiting]
    assert rivals(waiting, some, date(2026, 12, 20)) == []
    assert rivals(waiting, [*some, Life(overlapping)], date(2026, 12, 20)) == [Life(overlapping)]
    assert rivals(waiting, [*some, Life(overlapping)], date(2027, 3, 1)) == []
    for phase in (Phase.PLANNING, Phase.REVIEW, Phase.CLOSED):
        gone = Life(overlapping, turn(overlapping, phase, NOON))
        assert rivals(waiting, [*some, gone], date(2026, 12, 20)) == []


@pytest.mark.parametrize(
    ("phase", "day", "takes"),
    [
        (Phase.ACTIVE, date(2026, 12, 31), True),
        (Phase.REVIEW, date(2027, 1, 14), True),
        (Phase.REVIEW, date(2027, 1, 15), False),
        (Phase.REVIEW, date(2026, 12, 1), True),
        (Phase.CLOSED, date(2026, 12, 1), False),
        (Phase.CLOSED, date(2027, 1, 1), False),
        (Phase.PLANNING, date(2026, 12, 1), False),
    ],
)
def test_a_last_word_is_taken_for_two_weeks_and_never_once_it_is_closed(
    phase: Phase, day: date, *, takes: bool
) -> None:
    assert takes_answers(Q4, phase, day) is takes


def test_nothing_leads_back_from_closed_but_through_review() -> None:
    assert set(MAY_FOLLOW) == set(Phase)
    assert MAY_FOLLOW[Phase.CLOSED] == {Phase.REVIEW}
    assert all(phase not in after for phase, after in MAY_FOLLOW.items())


@given(DAYS, LENGTH)
def test_the_next_cycles_follow_one_another_without_a_gap(day: date, length: Length) -> None:
    known = [Cycle(CycleId("first"), "first", day - timedelta(days=30), day)]
    for _ in range(16):
        known.append(next_cycle(known[-1], length, known))
    assert len({each.id for each in known}) == len(known)
    for before, after in pairwise(known):
        assert after.start == before.end + timedelta(days=1)
        assert after.end >= after.start
        assert length_of(after) is length


@given(DAYS, LENGTH)
def test_asking_for_the_next_cycle_twice_finds_the_same_one(day: date, length: Length) -> None:
    before = Cycle(CycleId("first"), "first", day - timedelta(days=30), day)
    after = next_cycle(before, length, [before])
    assert next_cycle(before, length, [before, after]) is after


@pytest.mark.parametrize(
    ("end", "length", "name", "last"),
    [
        (date(2026, 12, 31), Length.QUARTER, "2027-Q1", date(2027, 3, 31)),
        (date(2026, 12, 31), Length.TERTIAL, "2027-T1", date(2027, 4, 30)),
        (date(2026, 6, 30), Length.HALF, "2026-H2", date(2026, 12, 31)),
        (date(2026, 12, 31), Length.YEAR, "2027", date(2027, 12, 31)),
        (date(2027, 1, 31), Length.MONTH, "2027-02", date(2027, 2, 28)),
        (date(2028, 1, 31), Length.MONTH, "2028-02", date(2028, 2, 29)),
        # From 31 August half a year leads to a day that February does not have.
        (date(2026, 8, 30), Length.HALF, "2026-H2", date(2027, 2, 27)),
        (date(2028, 2, 28), Length.YEAR, "2028", date(2029, 2, 27)),
        # Cycles of whole weeks: the 53 weeks of 2026 end on 3 January, and week 1 of 2025 begins
        # in December.
        (date(2027, 1, 3), Length.QUARTER, "2027-Q1", date(2027, 4, 3)),
        (date(2024, 12, 29), Length.QUARTER, "2025-Q1", date(2025, 3, 29)),
        (date(2024, 12, 29), Length.YEAR, "2025", date(2025, 12, 29)),
    ],
)
def test_a_new_cycle_ends_with_a_whole_month_and_is_named_after_its_part_of_the_year(
    end: date, length: Length, name: str, last: date
) -> None:
    before = cycle("before", end - timedelta(days=60), end)
    assert next_cycle(before, length, []) == Cycle(
        CycleId(name), name, end + timedelta(days=1), last
    )


def test_a_cycle_that_is_known_comes_next_and_one_far_ahead_does_not() -> None:
    summer = cycle("summer", date(2027, 7, 1), date(2027, 9, 30))
    assert next_cycle(Q4, Length.QUARTER, [summer, Q1, Q4, YEAR]) is Q1
    assert next_cycle(Q4, Length.QUARTER, [summer, Q4]).start == date(2027, 1, 1)
    assert next_cycle(Q4, Length.YEAR, [summer, Q1, Q4]).end == date(2027, 12, 31)


def test_a_new_cycle_takes_no_other_one_s_name() -> None:
    other = cycle("2027-q1", date(2020, 1, 1), date(2020, 12, 31))
    assert next_cycle(Q4, Length.QUARTER, [Q4, other]).id == "2027-Q1-2"


@pytest.mark.parametrize("length", Length)
def test_a_cycle_of_whole_months_is_of_the_length_it_was_made_with(length: Length) -> None:
    for month in range(1, 13):
        before = cycle("before", date(2026, 1, 1), date(2026, month, 1) - timedelta(days=1))
        assert length_of(next_cycle(before, length, [])) is length


def test_twelve_months_have_names_of_their_own() -> None:
    for length, months in MONTHS.items():
        starts = [date(2027, month, 1) for month in range(1, 13, months)]
        assert len({cycle_name(start, length) for start in starts}) == len(starts)


def test_a_unit_s_own_length_comes_before_that_of_its_level() -> None:
    team = Unit(UNIT, "Owls", Level.TEAM, None)
    assert cycle_length(team) is Length.QUARTER
    assert cycle_length(replace(team, cycles=Length.TERTIAL)) is Length.TERTIAL
    assert set(LENGTHS) == set(Level)


@given(DAYS, st.integers(0, 400))
def test_the_midpoint_lies_inside(day: date, days: int) -> None:
    each = cycle("any", day, day + timedelta(days=days))
    assert each.start <= midpoint(each) <= each.end
    assert abs((midpoint(each) - each.start) - (each.end - midpoint(each))) <= timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "next_name"),
    [
        ("Q4 2026", "Q1 2027"),
        ("q4/2026", "q1/2027"),
        ("2026 Q4", "2027 Q1"),
        ("2026-Q4", "2027-Q1"),
        ("T3 2026", "2027-Q1"),
        ("Autumn", "2027-Q1"),
    ],
)
def test_a_new_cycle_is_named_as_people_name_theirs(name: str, next_name: str) -> None:
    fourth = Cycle(CycleId("c4"), name, date(2026, 10, 1), date(2026, 12, 31))
    assert next_cycle(fourth, Length.QUARTER, [fourth]).name == next_name


def test_a_new_cycle_takes_no_other_cycles_name() -> None:
    fourth = Cycle(CycleId("c4"), "Q4 2026", date(2026, 10, 1), date(2026, 12, 31))
    other = Cycle(CycleId("x"), "Q1 2027", date(2028, 1, 1), date(2028, 12, 31))
    assert next_cycle(fourth, Length.QUARTER, [fourth, other]).name == "2027-Q1"
