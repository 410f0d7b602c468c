"""Each moment is handed over once its hour has come, however often anybody looks or restarts."""

import asyncio
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dialogs.events import Dropped, Moment
from dialogs.okr.hours import Span
from dialogs.okr.model import OrganisationId
from dialogs.ports import Plan
from scheduler.planner import Planner
from scheduler.waiting import AT_ONCE
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

    one = Planner(MemoryPlans(asking()), slowly, not_before=SUNDAY)
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


async def test_what_waited_for_the_same_morning_still_comes_one_after_the_other() -> None:
    log: list[str] = []

    async def slowly(moment: Moment) -> bool:
        log.append(f"begin {moment.kind}")
        await asyncio.sleep(0)
        log.append(f"end {moment.kind}")
        return True

    one = Planner(MemoryPlans(asking()), slowly, not_before=SUNDAY)
    night = utc("2026-11-18 20:00")
    await one.tick(night)
    assert log == []
    assert one.next_after(night) == utc("2026-11-19 06:00")
    await one.tick(utc("2026-11-19 06:00"))
    assert log == ["begin ask", "end ask", "begin remind", "end remind"]


async def test_a_reminder_whose_hour_comes_first_elsewhere_waits_for_its_late_asking() -> None:
    claims = Claims()
    team = replace(asking(), zones=frozenset({"Pacific/Apia"}))
    one = Planner(MemoryPlans(team), claims.fire, not_before=SUNDAY)
    tuesday_evening = utc("2026-11-17 19:55")  # in five minutes it is Wednesday, 9:00 in Apia
    await one.tick(tuesday_evening)
    assert await one.tick(utc("2026-11-17 20:05")) == 0
    assert one.next_after(utc("2026-11-17 20:05")) == utc("2026-11-18 06:00")
    await one.tick(utc("2026-11-18 06:00"))
    assert claims.handed == ["ask:tiimi-1:2026-W47", "remind:tiimi-1:2026-W47"]


async def test_teams_that_share_their_hours_keep_their_order_over_many_hands() -> None:
    log: list[tuple[str, str]] = []

    async def slowly(moment: Moment) -> bool:
        await asyncio.sleep(0)
        log.append((moment.subject, moment.kind.value))
        return True

    teams = [asking(f"tiimi-{n}") for n in range(AT_ONCE + 10)]
    for late in ("2026-11-19 12:00", "2026-11-18 20:00"):
        log.clear()
        one = Planner(MemoryPlans(*teams), slowly, not_before=SUNDAY)
        await one.tick(utc(late))
        await one.tick(utc("2026-11-19 12:00"))
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


async def test_a_moment_that_fails_until_its_window_closes_is_recorded_as_missed() -> None:
    claims, tries = Claims(), Counter[str]()

    async def fire(moment: Moment) -> bool:
        tries[moment.key] += 1
        if moment.dropped is None:
            raise OSError
        return await claims.fire(moment)

    one = Planner(MemoryPlans(asking()), fire, not_before=SUNDAY)
    now = MONDAY
    while now < utc("2026-11-23 06:00"):
        await one.tick(now)
        now += timedelta(hours=1)
    assert tries["ask:tiimi-1:2026-W47"] > 20
    assert {key: each.dropped for (_, key), each in claims.fired.items()} == {
        "ask:tiimi-1:2026-W47": Dropped.DOWNTIME,
        "remind:tiimi-1:2026-W47": Dropped.DOWNTIME,
    }
    before = tries.copy()
    await one.tick(now)
    assert tries == before


async def test_what_cannot_even_be_recorded_is_tried_until_it_can() -> None:
    claims = Claims()
    broken = True

    async def fire(moment: Moment) -> bool:
        if broken:
            raise OSError
        return await claims.fire(moment)

    one = Planner(MemoryPlans(digest(rule="weekly mon")), fire, not_before=SUNDAY)
    now = MONDAY
    while now < utc("2026-11-20 06:00"):
        await one.tick(now)
        now += timedelta(hours=1)
    broken = False
    assert await one.tick(now) == 1
    assert claims.fired[HOME, "digest:jory:2026-W47"].dropped is Dropped.DOWNTIME


async def test_what_a_rule_drops_is_handed_over_at_its_own_hour_even_at_night() -> None:
    claims = Claims()
    team = replace(asking(zone="Asia/Kolkata"), breaks=(Span(date(2026, 11, 9), None),))
    one = planner(MemoryPlans(team), claims)
    assert await one.tick(utc("2026-11-16 03:29")) == 0
    assert await one.tick(utc("2026-11-16 19:00")) == 1
    (moment,) = claims.fired.values()
    assert (moment.key, moment.dropped) == ("ask:tiimi-1:2026-W47", Dropped.NO_WORKING_DAY)


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

    plans = MemoryPlans(*(asking(f"tiimi-{n}") for n in range(100)))
    one = Planner(plans, fire, not_before=SUNDAY)
    assert await one.tick(MONDAY) == AT_ONCE
    assert plans.beats == []  # not all is done that had come
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


async def test_replicas_with_different_plans_of_the_same_team_ask_it_once() -> None:
    claims = Claims()
    old, new = asking(), replace(asking(hour=10), zone="Europe/Stockholm")
    await planner(MemoryPlans(old), claims).tick(MONDAY + timedelta(hours=4))
    await planner(MemoryPlans(new), claims).tick(MONDAY + timedelta(hours=4))
    assert claims.handed == ["ask:tiimi-1:2026-W47"] * 2
    assert claims.keys == ["ask:tiimi-1:2026-W47"]
