"""After downtime everything is accounted for: caught up once by day, or recorded as missed."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dialogs.events import Dropped, Moment
from dialogs.okr.hours import Span
from dialogs.okr.model import OrganisationId
from dialogs.ports import Plan
from scheduler.planner import LATE_AT_ONCE, LONGEST_LOOK_BACK, Planner
from scheduler.waiting import AT_ONCE
from tests.scheduler.support import ELSEWHERE, HOME, Claims, MemoryPlans, asking, digest, utc

MONDAY = utc("2026-11-16 07:00")
"""When a team in Helsinki is asked: nine o'clock."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def happened(claims: Claims) -> list[str]:
    """Return the keys of what went out."""
    return [each.key for each in claims.fired.values() if each.dropped is None]


def missed(claims: Claims) -> list[str]:
    """Return the keys of what is recorded as missed."""
    return [each.key for each in claims.fired.values() if each.dropped is Dropped.DOWNTIME]


async def test_what_is_still_useful_is_caught_up_once_in_working_hours() -> None:
    claims, plans = Claims(), MemoryPlans(asking(), digest(rule="weekly mon"))
    plans.beats.append(MONDAY - 2 * HOUR)
    late = Planner(plans, claims.fire)
    tuesday_night = utc("2026-11-17 22:00")
    assert await late.tick(tuesday_night) == 0
    morning = late.next_after(tuesday_night)
    assert morning == utc("2026-11-18 06:00")
    assert await late.tick(morning) == 2
    assert claims.keys == ["digest:jory:2026-W47", "ask:tiimi-1:2026-W47"]
    assert await late.tick(utc("2026-11-18 07:00")) == 1
    assert happened(claims)[-1] == "remind:tiimi-1:2026-W47"
    assert missed(claims) == []


async def test_what_is_stale_is_recorded_as_missed_at_once_and_once() -> None:
    claims, plans = Claims(), MemoryPlans(digest(rule="weekly mon"), asking())
    plans.beats.append(MONDAY - 2 * HOUR)
    saturday = utc("2026-11-21 10:00")
    assert await Planner(plans, claims.fire).tick(saturday) == 3
    assert missed(claims) == [
        "digest:jory:2026-W47",
        "ask:tiimi-1:2026-W47",
        "remind:tiimi-1:2026-W47",
    ]
    assert happened(claims) == []
    assert await Planner(plans, claims.fire).tick(saturday + MINUTE) == 0


async def test_a_month_of_silence_is_accounted_for_and_only_this_week_goes_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    nobody = Span(date(2026, 11, 23), date(2026, 11, 29))
    claims = Claims()
    plans = MemoryPlans(replace(asking(), breaks=(nobody,)), digest(rule="weekly fri"))
    plans.beats.append(utc("2026-11-18 12:00"))
    night = utc("2026-12-17 01:00")
    planner = Planner(plans, claims.fire)
    await planner.tick(night)
    assert happened(claims) == []
    # Askings and reminders of weeks 47, 49 and 50, digests of 46 (still open on that Wednesday)
    # to 50; in week 48 nobody worked.
    assert Counter(each.dropped for each in claims.fired.values()) == {
        Dropped.DOWNTIME: 11,
        Dropped.NO_WORKING_DAY: 1,
    }
    assert caplog.text.count("recorded as missed") == 1
    await planner.tick(utc("2026-12-17 06:00"))
    assert happened(claims) == ["ask:tiimi-1:2026-W51", "remind:tiimi-1:2026-W51"]
    # From the day it fell silent on, nothing lacks.
    weeks = [f"2026-W{n}" for n in range(48, 52)]
    assert {f"ask:tiimi-1:{week}" for week in weeks} <= set(claims.keys)
    assert {f"digest:jory:2026-W{n}" for n in range(47, 51)} <= set(claims.keys)


async def test_a_restart_brings_up_nothing_that_an_earlier_run_has_seen_to() -> None:
    claims, plans = Claims(), MemoryPlans(asking(), digest(rule="weekly mon"))
    first = Planner(plans, claims.fire, not_before=MONDAY - DAY)
    now = MONDAY - HOUR
    while now < utc("2026-12-05 12:00"):
        await first.tick(now)
        now += 10 * MINUTE
    assert len(happened(claims)) == 9
    claims.handed.clear()
    assert await Planner(plans, claims.fire).tick(now + MINUTE) == 0
    assert claims.handed == []


async def test_a_first_start_accounts_for_what_was_planned_since_the_set_up() -> None:
    claims = Claims()
    plans = MemoryPlans(replace(digest(rule="weekly mon"), since=utc("2026-11-12 12:00")))
    await Planner(plans, claims.fire).tick(utc("2026-11-21 10:00"))
    assert missed(claims) == ["digest:jory:2026-W47"]


async def test_of_a_silence_of_months_the_log_says_what_is_out_of_sight(
    caplog: pytest.LogCaptureFixture,
) -> None:
    claims, plans = Claims(), MemoryPlans(asking(), digest(rule="weekly mon"))
    plans.beats.append(MONDAY - 300 * DAY)
    await Planner(plans, claims.fire).tick(MONDAY)
    planned = [each.planned for each in claims.fired.values()]
    assert min(planned) > MONDAY - LONGEST_LOOK_BACK
    assert len(missed(claims)) == 3 * 13
    assert caplog.text.count("no planner has run since 2026-01-20") == 1


async def test_a_clock_that_went_back_is_no_downtime() -> None:
    claims, plans = Claims(), MemoryPlans(asking())
    plans.beats.append(MONDAY + DAY)
    assert await Planner(plans, claims.fire).tick(MONDAY) == 1
    assert claims.keys == ["ask:tiimi-1:2026-W47"]


async def test_what_waited_for_a_morning_that_never_came_is_recorded() -> None:
    claims, plans = Claims(), MemoryPlans(digest(rule="weekly mon"))
    plans.beats.append(MONDAY - DAY)
    evening = Planner(plans, claims.fire)
    assert await evening.tick(utc("2026-11-16 18:00")) == 0  # too late for this day
    assert plans.beats[-1] == utc("2026-11-16 18:00")
    assert await Planner(plans, claims.fire).tick(utc("2026-11-21 10:00")) == 1
    assert missed(claims) == ["digest:jory:2026-W47"]


async def test_what_is_of_use_comes_first_and_a_heap_of_stale_moments_holds_up_no_beat() -> None:
    claims = Claims()
    teams = [asking(f"tiimi-{n}") for n in range(LATE_AT_ONCE)]
    plans = MemoryPlans(*teams, digest(rule="weekly mon"))
    plans.beats.append(utc("2026-11-02 12:00"))
    planner, now = Planner(plans, claims.fire), MONDAY - HOUR
    assert await planner.tick(now) == 1 + LATE_AT_ONCE
    assert claims.handed[0] == "digest:jory:2026-W47"
    assert plans.beats == [utc("2026-11-02 12:00")]
    assert planner.next_after(now) == now
    ticks = 1
    while planner.next_after(now) == now:
        assert await planner.tick(now) <= LATE_AT_ONCE
        ticks += 1
    assert ticks == 5
    # Two weeks of the digest, and of each team's askings and reminders.
    assert len(missed(claims)) == len(claims.handed) - 1 == 2 + 4 * LATE_AT_ONCE
    assert plans.beats[-1] == now


async def test_a_halt_leaves_stale_moments_for_the_next_tick() -> None:
    claims = Claims()
    planner: Planner

    async def fire(moment: Moment) -> bool:
        planner.halt()
        return await claims.fire(moment)

    plans = MemoryPlans(*(digest(f"jory-{n}", "weekly mon") for n in range(AT_ONCE * 2)))
    plans.beats.append(MONDAY - DAY)
    planner = Planner(plans, fire)
    saturday = utc("2026-11-21 10:00")
    assert await planner.tick(saturday) == AT_ONCE
    assert plans.beats == [MONDAY - DAY]
    assert await planner.tick(saturday) == AT_ONCE
    await planner.tick(saturday)
    assert plans.beats[-1] == saturday


# --- signs of life ------------------------------------------------------------------------------


async def test_a_planner_notes_once_a_minute_that_it_is_alive() -> None:
    plans = MemoryPlans(asking())
    planner = Planner(plans, Claims().fire)
    for seconds in range(0, 180, 5):
        await planner.tick(MONDAY + timedelta(seconds=seconds))
    assert plans.beats == [MONDAY, MONDAY + MINUTE, MONDAY + 2 * MINUTE]


async def test_once_a_day_a_planner_has_the_store_tidied() -> None:
    plans = MemoryPlans(asking())
    planner = Planner(plans, Claims().fire)
    for hours in range(50):
        await planner.tick(MONDAY + hours * HOUR)
    assert plans.tidied == [MONDAY, MONDAY + DAY, MONDAY + 2 * DAY]


class _ReadOnlyPlans(MemoryPlans):
    async def note_beat(self, now: datetime) -> None:
        raise OSError("the disk is full")

    async def tidy(self, now: datetime) -> None:
        raise OSError("the disk is full")


async def test_house_keeping_that_fails_fails_no_tick(caplog: pytest.LogCaptureFixture) -> None:
    planner = Planner(_ReadOnlyPlans(asking()), Claims().fire, not_before=MONDAY - DAY)
    assert await planner.tick(MONDAY) == 1
    assert "cannot be noted" in caplog.text
    assert "cannot be cleared away" in caplog.text


class _HalfReadable(MemoryPlans):
    unreadable: OrganisationId | None = HOME

    async def plan(self, organisation: OrganisationId) -> Plan:
        if organisation == self.unreadable:
            raise OSError("no answer")
        return await super().plan(organisation)


async def test_no_life_is_noted_over_a_plan_that_was_never_read() -> None:
    claims = Claims()
    plans = _HalfReadable(digest(rule="weekly mon"), asking("pilot", organisation=ELSEWHERE))
    plans.beats.append(MONDAY - DAY)
    planner = Planner(plans, claims.fire)
    now = MONDAY - 2 * HOUR
    while now < utc("2026-11-21 10:00"):
        await planner.tick(now)
        now += HOUR
    assert plans.beats == [MONDAY - DAY]
    plans.unreadable = None
    await planner.tick(now)
    assert missed(claims) == ["digest:jory:2026-W47"]
    assert plans.beats[-1] == now


async def test_an_edit_that_cannot_be_read_leaves_the_old_plan_and_the_signs_of_life() -> None:
    claims = Claims()
    plans = _HalfReadable(asking())
    plans.unreadable = None
    planner = Planner(plans, claims.fire, not_before=MONDAY - DAY)
    await planner.tick(MONDAY - HOUR)
    plans.unreadable = HOME
    plans.change(HOME, [asking(hour=10)])
    assert await planner.tick(MONDAY) == 1
    assert plans.beats == [MONDAY - HOUR, MONDAY]


async def test_an_edit_while_something_waits_for_the_morning_does_not_lose_it() -> None:
    claims, plans = Claims(), MemoryPlans(digest(rule="weekly mon"))
    planner = Planner(plans, claims.fire, not_before=MONDAY - DAY)
    assert await planner.tick(utc("2026-11-16 18:00")) == 0
    plans.change(HOME, [digest(rule="weekly mon", hour=10)])
    assert await planner.tick(utc("2026-11-16 18:01")) == 0
    assert await planner.tick(utc("2026-11-17 06:00")) == 1
    assert happened(claims) == ["digest:jory:2026-W47"]


async def test_an_edit_while_something_fails_does_not_lose_it() -> None:
    claims = Claims()
    broken = True

    async def fire(moment: Moment) -> bool:
        if broken:
            raise OSError
        return await claims.fire(moment)

    plans = MemoryPlans(digest(rule="weekly mon"))
    planner = Planner(plans, fire, not_before=MONDAY - DAY)
    now = MONDAY
    while now < utc("2026-11-20 12:00"):  # its window closes on Thursday
        await planner.tick(now)
        now += HOUR
    plans.change(HOME, [digest(rule="weekly mon", hour=10)])
    broken = False
    await planner.tick(now)
    assert missed(claims) == ["digest:jory:2026-W47"]


async def test_an_hour_edited_into_the_past_still_says_why_nothing_came() -> None:
    claims = Claims()
    pause = (Span(date(2026, 11, 16), None),)
    plans = MemoryPlans(replace(asking(hour=15), breaks=pause))
    planner = Planner(plans, claims.fire, not_before=MONDAY - DAY)
    noon = utc("2026-11-16 10:00")
    assert await planner.tick(noon) == 0
    plans.change(HOME, [replace(asking(hour=9), breaks=pause)])
    assert await planner.tick(noon + MINUTE) == 1
    (moment,) = claims.fired.values()
    assert moment.dropped is Dropped.NO_WORKING_DAY


async def test_what_is_stale_is_recorded_while_something_of_use_waits_for_the_morning() -> None:
    claims, plans = Claims(), MemoryPlans(asking())
    plans.beats.append(MONDAY - HOUR)
    thursday_evening = utc("2026-11-19 15:00")  # its reminder was of use until Thursday
    planner = Planner(plans, claims.fire)
    assert await planner.tick(thursday_evening) == 1
    assert missed(claims) == ["remind:tiimi-1:2026-W47"]
    assert planner.next_after(thursday_evening) == utc("2026-11-20 06:00")
    assert await planner.tick(utc("2026-11-20 06:00")) == 1
    assert happened(claims) == ["ask:tiimi-1:2026-W47"]


async def test_a_restart_in_the_evening_keeps_nobody_elsewhere_waiting() -> None:
    claims = Claims()
    plans = MemoryPlans(replace(asking(), zones=frozenset({"Asia/Kolkata"})))
    plans.claims = claims
    first = Planner(plans, claims.fire, not_before=MONDAY - DAY)
    await first.tick(utc("2026-11-16 03:30"))
    assert happened(claims) == ["ask:tiimi-1:2026-W47"]
    night = Planner(plans, claims.fire)
    await night.tick(utc("2026-11-17 20:00"))
    assert night.next_after(utc("2026-11-17 20:00")) == utc("2026-11-18 03:30")  # 9:00 in Kolkata
    assert await night.tick(utc("2026-11-18 03:30")) == 1
    assert claims.handed == ["ask:tiimi-1:2026-W47", "remind:tiimi-1:2026-W47"]


async def test_a_restart_reads_what_is_claimed_instead_of_trying_it_again() -> None:
    claims, plans = Claims(), MemoryPlans(*(asking(f"tiimi-{n}") for n in range(100)))
    plans.claims = claims
    await Planner(plans, claims.fire, not_before=MONDAY - DAY).tick(MONDAY)
    assert len(claims.handed) == 100
    assert await Planner(plans, claims.fire).tick(MONDAY + HOUR) == 0
    assert len(claims.handed) == 100
