"""Each moment is handed over once its hour has come, however often anybody looks or restarts."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.events import Moment
from dialogs.okr.model import OrganisationId
from dialogs.ports import Plan, Schedule
from scheduler.due import moments
from scheduler.planner import AT_ONCE, Planner, public_holidays
from tests.scheduler.support import ELSEWHERE, HOME, Claims, MemoryPlans, asking, digest, utc

MONDAY = utc("2026-11-16 07:00")
"""When a team in Helsinki is asked."""
SUNDAY = utc("2026-11-15 12:00")


def planner(plans: MemoryPlans, claims: Claims, since: datetime | None = SUNDAY) -> Planner:
    return Planner(plans, claims.fire, not_before=since)


async def test_a_moment_is_handed_over_once_its_hour_has_come() -> None:
    claims = Claims()
    one = planner(MemoryPlans(asking()), claims)
    assert await one.tick(MONDAY - timedelta(seconds=1)) == 0
    assert await one.tick(MONDAY) == 1
    assert await one.tick(MONDAY + timedelta(seconds=5)) == 0
    assert claims.handed == ["ask:tiimi-1:2026-W47"]
    assert claims.fired[HOME, "ask:tiimi-1:2026-W47"].planned == MONDAY


async def test_a_clock_that_jumps_from_moment_to_moment_lives_through_the_weeks() -> None:
    claims = Claims()
    one = planner(MemoryPlans(asking(), digest(rule="weekly fri")), claims)
    now: datetime | None = SUNDAY
    visited = []
    while now is not None and now < utc("2026-12-01 00:00"):
        await one.tick(now)
        visited.append(f"{now:%m-%d %H:%M}")
        now = one.next_after(now)
    assert claims.keys == [
        "ask:tiimi-1:2026-W47",
        "remind:tiimi-1:2026-W47",
        "digest:jory:2026-W47",
        "ask:tiimi-1:2026-W48",
        "remind:tiimi-1:2026-W48",
        "digest:jory:2026-W48",
        "ask:tiimi-1:2026-W49",
    ]
    assert visited == [
        "11-15 12:00",
        "11-16 07:00",
        "11-18 07:00",
        "11-20 06:00",
        "11-23 07:00",
        "11-25 07:00",
        "11-27 06:00",
        "11-30 07:00",
    ]


async def test_nothing_comes_next_where_nothing_recurs() -> None:
    empty = planner(MemoryPlans(), Claims())
    assert await empty.tick(MONDAY) == 0
    assert empty.next_after(MONDAY) is None


async def test_after_a_restart_what_was_done_is_handed_over_again_and_refused() -> None:
    plans, claims = MemoryPlans(asking()), Claims()
    await planner(plans, claims, None).tick(MONDAY)
    restarted = planner(plans, claims, None)
    assert await restarted.tick(MONDAY + timedelta(hours=2)) == 0
    assert claims.keys.count("ask:tiimi-1:2026-W47") == 1


async def test_after_downtime_what_is_still_useful_is_caught_up_once_in_working_hours() -> None:
    claims = Claims()
    late = planner(MemoryPlans(asking(), digest(rule="weekly mon")), claims, None)
    tuesday_night = utc("2026-11-17 22:00")
    assert await late.tick(tuesday_night) == 0
    morning = late.next_after(tuesday_night)
    assert morning == utc("2026-11-18 06:00")
    assert await late.tick(morning) == 2
    assert claims.keys == ["digest:jory:2026-W47", "ask:tiimi-1:2026-W47"]
    assert await late.tick(utc("2026-11-18 07:00")) == 1
    assert claims.keys[-1] == "remind:tiimi-1:2026-W47"


async def test_what_is_too_old_is_not_caught_up() -> None:
    claims = Claims()
    plans = MemoryPlans(digest(rule="weekly mon"), asking())
    await planner(plans, claims, None).tick(utc("2026-11-21 10:00"))
    assert claims.handed == []


async def test_a_team_that_was_set_up_on_a_wednesday_is_first_asked_on_monday() -> None:
    wednesday = utc("2026-11-18 12:00")
    plans, claims = MemoryPlans(replace(asking(), since=wednesday)), Claims()
    planner = Planner(plans, claims.fire)
    assert await planner.tick(wednesday) == 0
    assert planner.next_after(wednesday) == utc("2026-11-23 07:00")
    assert await planner.tick(utc("2026-11-23 07:00")) == 1
    assert claims.keys == ["ask:tiimi-1:2026-W48"]


async def test_a_demonstration_does_not_catch_up_the_past_it_was_given() -> None:
    claims = Claims()
    await planner(MemoryPlans(asking()), claims, MONDAY).tick(MONDAY + timedelta(hours=3))
    assert claims.handed == []


async def test_an_asking_is_committed_before_its_reminder_is_looked_at() -> None:
    log: list[str] = []

    async def slowly(moment: Moment) -> bool:
        log.append(f"begin {moment.kind}")
        await asyncio.sleep(0)
        log.append(f"end {moment.kind}")
        return True

    one = Planner(MemoryPlans(asking()), slowly)
    await one.tick(utc("2026-11-18 12:00"))
    assert log == ["begin ask", "end ask", "begin remind", "end remind"]


async def test_moments_of_many_teams_are_handed_over_side_by_side_but_not_all_at_once() -> None:
    under_way = most = 0

    async def fire(moment: Moment) -> bool:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        under_way -= 1
        return True

    teams = [asking(f"tiimi-{n}") for n in range(100)]
    one = Planner(MemoryPlans(*teams), fire, not_before=SUNDAY)
    assert await one.tick(MONDAY) == 100
    assert most == AT_ONCE


async def test_teams_that_share_their_hours_keep_their_order_over_many_hands() -> None:
    log: list[tuple[str, str]] = []

    async def slowly(moment: Moment) -> bool:
        await asyncio.sleep(0)
        log.append((moment.subject, moment.kind.value))
        return True

    teams = [asking(f"tiimi-{n}") for n in range(AT_ONCE + 10)]
    one = Planner(MemoryPlans(*teams), slowly)
    await one.tick(utc("2026-11-19 18:00"))
    morning = one.next_after(utc("2026-11-19 18:00"))
    assert morning == utc("2026-11-20 06:00")
    assert log == []
    await Planner(MemoryPlans(*teams), slowly).tick(utc("2026-11-19 12:00"))
    kinds = [kind for _, kind in log]
    assert kinds == ["ask"] * len(teams) + ["remind"] * len(teams)
    assert len(set(log)) == 2 * len(teams)


async def test_two_ticks_at_once_hand_nothing_over_twice() -> None:
    claims = Claims()
    one = planner(MemoryPlans(asking()), claims)
    assert sorted(await asyncio.gather(one.tick(MONDAY), one.tick(MONDAY))) == [0, 1]
    assert claims.handed == ["ask:tiimi-1:2026-W47"]


async def test_a_plan_is_read_again_only_when_its_number_has_changed() -> None:
    plans = MemoryPlans(asking(), asking("pilot", organisation=ELSEWHERE))
    one = planner(plans, Claims())
    for minutes in range(5):
        await one.tick(SUNDAY + timedelta(minutes=minutes))
    assert plans.reads == {HOME: 1, ELSEWHERE: 1}
    plans.change(HOME, [asking(), asking("tiimi-2")])
    await one.tick(SUNDAY + timedelta(minutes=5))
    assert plans.reads == {HOME: 2, ELSEWHERE: 1}


async def test_an_hour_moved_on_does_not_ask_again() -> None:
    plans, claims = MemoryPlans(asking()), Claims()
    one = planner(plans, claims)
    await one.tick(MONDAY)
    plans.change(HOME, [asking(hour=10)])
    assert await one.tick(MONDAY + timedelta(minutes=30)) == 0
    assert await one.tick(MONDAY + timedelta(hours=1)) == 0
    assert claims.handed == ["ask:tiimi-1:2026-W47"]


async def test_an_hour_moved_back_past_the_present_still_asks() -> None:
    plans, claims = MemoryPlans(asking(hour=11)), Claims()
    one = planner(plans, claims)
    await one.tick(MONDAY)
    plans.change(HOME, [asking(hour=8)])
    assert await one.tick(MONDAY + timedelta(seconds=5)) == 1
    assert await one.tick(MONDAY + timedelta(hours=5)) == 0


async def test_a_team_that_leaves_the_plan_is_asked_no_more() -> None:
    plans, claims = MemoryPlans(asking(), asking("tiimi-2", hour=10)), Claims()
    one = planner(plans, claims)
    await one.tick(SUNDAY)
    plans.change(HOME, [asking()])
    await one.tick(MONDAY + timedelta(hours=2))
    assert claims.keys == ["ask:tiimi-1:2026-W47"]


async def test_an_organisation_that_leaves_is_asked_no_more() -> None:
    plans, claims = MemoryPlans(asking(), asking("pilot", organisation=ELSEWHERE)), Claims()
    one = planner(plans, claims)
    await one.tick(SUNDAY)
    plans.remove(HOME)
    await one.tick(MONDAY)
    assert set(claims.fired) == {(ELSEWHERE, "ask:pilot:2026-W47")}


async def test_a_failing_moment_stops_no_other_and_is_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    claims = Claims()
    broken = True

    async def fire(moment: Moment) -> bool:
        if broken and moment.subject == "tiimi-1":
            raise OSError("the disk is full")
        return await claims.fire(moment)

    one = Planner(MemoryPlans(asking(), asking("tiimi-2")), fire, not_before=SUNDAY)
    assert await one.tick(MONDAY) == 1
    assert "ask:tiimi-1:2026-W47" in caplog.text
    assert await one.tick(MONDAY + timedelta(seconds=5)) == 0
    broken = False
    assert await one.tick(MONDAY + timedelta(seconds=10)) == 0  # the second wait is longer
    assert await one.tick(MONDAY + timedelta(seconds=35)) == 1
    assert claims.keys == ["ask:tiimi-2:2026-W47", "ask:tiimi-1:2026-W47"]


async def test_a_moment_that_fails_until_its_window_closes_is_missed_and_the_log_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tries: list[str] = []

    async def fire(moment: Moment) -> bool:
        tries.append(moment.key)
        raise OSError

    one = Planner(MemoryPlans(asking()), fire, not_before=SUNDAY)
    now = MONDAY
    while now < utc("2026-11-23 06:00"):
        await one.tick(now)
        now += timedelta(hours=1)
    during = tries.count("ask:tiimi-1:2026-W47")
    assert during > 20
    assert "moment ask:tiimi-1:2026-W47 of oma-hame is missed" in caplog.text
    await one.tick(now)
    assert tries.count("ask:tiimi-1:2026-W47") == during


async def test_a_schedule_that_cannot_be_computed_stops_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    claims = Claims()
    plans = MemoryPlans(asking("lost", zone="Europe/Atlantis"), asking())
    assert await planner(plans, claims).tick(MONDAY) == 1
    assert claims.keys == ["ask:tiimi-1:2026-W47"]
    assert "the schedule of lost" in caplog.text


class _UnreadablePlans(MemoryPlans):
    unreadable = True

    async def plan(self, organisation: OrganisationId) -> Plan:
        if self.unreadable and organisation == HOME:
            raise OSError("no answer")
        return await super().plan(organisation)


async def test_a_plan_that_cannot_be_read_is_read_at_a_later_tick() -> None:
    claims = Claims()
    plans = _UnreadablePlans(asking(), asking("pilot", organisation=ELSEWHERE))
    one = planner(plans, claims)
    assert await one.tick(MONDAY) == 1
    plans.unreadable = False
    assert await one.tick(MONDAY + timedelta(seconds=5)) == 1
    assert set(claims.fired) == {(ELSEWHERE, "ask:pilot:2026-W47"), (HOME, "ask:tiimi-1:2026-W47")}


class _SilentPlans(MemoryPlans):
    async def revisions(self) -> Mapping[OrganisationId, int]:
        raise OSError("no answer")


async def test_plans_that_do_not_answer_fail_the_tick() -> None:
    with pytest.raises(OSError, match="no answer"):
        await planner(_SilentPlans(asking()), Claims()).tick(MONDAY)


async def test_a_halted_tick_ends_after_the_moments_in_hand_and_the_rest_comes_later() -> None:
    claims = Claims()
    one: Planner

    async def fire(moment: Moment) -> bool:
        one.halt()
        return await claims.fire(moment)

    one = Planner(MemoryPlans(*(asking(f"tiimi-{n}") for n in range(100))), fire, not_before=SUNDAY)
    assert await one.tick(MONDAY) == AT_ONCE
    while await one.tick(MONDAY):
        pass
    assert len(claims.handed) == len(claims.fired) == 100


async def test_an_idle_tick_costs_next_to_nothing_however_many_teams_there_are() -> None:
    plans = MemoryPlans(*(asking(f"tiimi-{n}", hour=n % 24) for n in range(2000)))
    one = planner(plans, Claims())
    await one.tick(SUNDAY)
    begin = time.process_time()
    for _ in range(1000):
        await one.tick(SUNDAY)
    assert time.process_time() - begin < 1.0  # a thousandth of a second each


teams = st.lists(
    st.builds(
        asking,
        subject=st.sampled_from(["a", "b", "c"]),
        rule=st.sampled_from(["weekly mon", "weekly fri", "monthly mon 1,3", "dates 12-10 12-24"]),
        hour=st.integers(0, 23),
        zone=st.sampled_from(["Europe/Helsinki", "America/New_York", "Asia/Kolkata"]),
    ),
    max_size=3,
    unique_by=lambda each: each.subject,
)
forums = st.builds(
    digest,
    subject=st.sampled_from(["jory", "hallitus"]),
    rule=st.sampled_from(["weekly wed", "monthly workday 5", "dates 12-13 12-25"]),
    hour=st.integers(0, 23),
)


steps = st.lists(
    st.tuples(st.sampled_from(["first", "second", "both", "restart"]), st.integers(15, 5 * 60)),
    min_size=1,
    max_size=30,
)


@given(teams, st.lists(forums, max_size=2, unique_by=lambda each: each.subject), steps)
@settings(max_examples=80, deadline=None)
def test_any_sequence_of_ticks_restarts_and_replicas_fires_the_same_moments(
    asked: list[Schedule], told: list[Schedule], happenings: list[tuple[str, int]]
) -> None:
    schedules = [*asked, *told]
    start, end = utc("2026-12-09 00:00"), utc("2027-01-02 00:00")
    fired = asyncio.run(_live_through(schedules, happenings, start, end))
    sure = end - timedelta(days=5)  # what is planned last may still wait for its morning
    expected = {
        (moment.organisation, moment.key)
        for schedule in schedules
        for moment in moments(schedule, public_holidays(schedule), start, sure)
    }
    assert {name for name, moment in fired.items() if moment.planned <= sure} == expected


async def _live_through(
    schedules: list[Schedule], happenings: list[tuple[str, int]], start: datetime, end: datetime
) -> dict[tuple[OrganisationId, str], Moment]:
    """Repeat the happenings until the end; nobody looks for five hours at most."""
    plans, claims = MemoryPlans(*schedules), Claims()
    first, second = (planner(plans, claims, start) for _ in range(2))
    now, place = start, 0
    while now < end:
        who, minutes = happenings[place % len(happenings)]
        now, place = now + timedelta(minutes=minutes), place + 1
        if who == "restart":
            first = planner(plans, claims, start)
        if who in {"first", "both", "restart"}:
            await asyncio.gather(first.tick(now), second.tick(now) if who == "both" else _nobody())
        else:
            await second.tick(now)
    return claims.fired


async def _nobody() -> int:
    return 0


async def test_replicas_with_different_plans_of_the_same_team_ask_it_once() -> None:
    claims = Claims()
    old, new = asking(), replace(asking(), hour=10, zone="Europe/Stockholm")
    await planner(MemoryPlans(old), claims).tick(MONDAY + timedelta(hours=4))
    await planner(MemoryPlans(new), claims).tick(MONDAY + timedelta(hours=4))
    assert claims.handed == ["ask:tiimi-1:2026-W47"] * 2
    assert claims.keys == ["ask:tiimi-1:2026-W47"]
