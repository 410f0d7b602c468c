"""Any sequence of ticks, restarts, halts, edits and silences over replicas is as one long run."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.events import Dropped, Moment
from dialogs.okr.hours import Span
from dialogs.ports import Schedule, ScheduleKind
from scheduler.due import ON_TIME, moments
from scheduler.planner import Planner
from scheduler.working_days import working_days_of
from tests.scheduler.support import HOME, Claims, Clock, MemoryPlans, asking, utc

START, END = utc("2026-12-05 00:00"), utc("2027-02-01 00:00")
"""Over Independence Day, Christmas, New Year and Epiphany."""

zones = st.sampled_from(
    [
        "Europe/Helsinki",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Atlantic/Azores",
    ]
)
RULES = {
    ScheduleKind.ASKING: ["weekly mon", "weekly fri", "dates 12-10 12-24 12-28", "monthly mon 1"],
    ScheduleKind.DIGEST: ["weekly wed", "monthly workday 5", "dates 12-13 12-25 12-26 01-06"],
    ScheduleKind.RETRO: ["dates 12-22", "quarterly workday 2"],
    ScheduleKind.OPENING: ["dates 12-23 01-05"],
    ScheduleKind.CHANGES: ["dates 12-09 12-19 12-21", "quarterly workday 4"],
}


@st.composite
def plans(draw: st.DrawFn) -> Sequence[Schedule]:
    """Draw up to four schedules; their hours leave the rest of the day for who is late."""
    found = []
    for n in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(ScheduleKind))
        pause = Span(date(2026, 12, 14), date(2026, 12, 20))
        schedule = replace(
            asking(f"s{n}", draw(st.sampled_from(RULES[kind])), zone=draw(zones)),
            kind=kind,
            at=draw(st.sampled_from([time(8), time(9), time(9, 30), time(11)])),
            zones=draw(st.sampled_from([frozenset[str](), frozenset({"Pacific/Apia"})])),
            breaks=draw(st.sampled_from([(), (pause,)])),
        )
        found.append(schedule)
    return found


@dataclass
class World:
    """Two replicas over the same plans and claims, and what they did when."""

    schedules: Sequence[Schedule]
    clock: Clock = field(default_factory=lambda: Clock(START))
    claims: Claims = field(default_factory=Claims)
    fired_at: dict[str, datetime] = field(default_factory=dict)
    halting: bool = False

    def __post_init__(self) -> None:
        self.plans = MemoryPlans(*self.schedules)
        self.plans.beats.append(START)
        self.plans.claims = self.claims
        self.first, self.second = self.planner(), self.planner()

    def planner(self) -> Planner:
        return Planner(self.plans, self.fire, not_before=START)

    async def fire(self, moment: Moment) -> bool:
        if self.halting:
            self.first.halt()
        won = await self.claims.fire(moment)
        if won:
            self.fired_at[moment.key] = self.clock.at
        return won

    async def happens(self, what: str) -> None:
        """Let one thing happen, and at least one replica look."""
        now = self.clock.at
        match what:
            case "both":
                await asyncio.gather(self.first.tick(now), self.second.tick(now))
            case "second":
                await self.second.tick(now)
            case "restart":
                self.first = self.planner()
                await self.first.tick(now)
            case "halt":
                self.halting = True
                await self.first.tick(now)
                self.halting = False
            case "edit":
                hour = 8 + (now.hour + now.day) % 4
                edited = (replace(each, at=time(hour)) for each in self.schedules)
                self.plans.change(HOME, edited)
                await self.first.tick(now)
            case _:
                await self.first.tick(now)

    def outcome(self, first: date, last: date) -> Mapping[str, Dropped | None]:
        """Return what became of the moments of a span of days."""
        return {
            each.key: each.dropped
            for each in self.claims.fired.values()
            if first <= each.day <= last
        }


def expected(schedules: Sequence[Schedule], first: date, last: date) -> dict[str, Moment]:
    """Return the moments of a span of days by the rules alone."""
    return {
        moment.key: moment
        for schedule in schedules
        for moment in moments(schedule, working_days_of(schedule), START, END)
        if first <= moment.day <= last
    }


FIRST, LAST = date(2026, 12, 7), date(2027, 1, 11)
steps = st.lists(
    st.tuples(
        st.sampled_from(["first", "second", "both", "restart", "halt", "edit"]),
        st.integers(1, 5 * 60),
    ),
    min_size=1,
    max_size=30,
)


@given(plans(), steps)
@settings(max_examples=25)
def test_any_sequence_of_ticks_restarts_and_replicas_fires_the_same_moments(
    schedules: Sequence[Schedule], happenings: list[tuple[str, int]]
) -> None:
    world = World(schedules)

    async def live() -> None:
        place = 0
        while world.clock.at.date() <= LAST + timedelta(days=3):
            what, minutes = happenings[place % len(happenings)]
            # Nobody looks for five hours at most; one step of three may be a short one.
            world.clock.move(minutes=max(minutes, 90) if place % 3 else minutes)
            place += 1
            await world.happens(what)

    asyncio.run(live())
    whole = expected(schedules, FIRST, LAST)
    assert world.outcome(FIRST, LAST) == {key: each.dropped for key, each in whole.items()}


@given(plans(), st.integers(0, 20 * 24 * 60), st.sampled_from([8, 24, 72, 240, 744]))
@settings(max_examples=60)
def test_after_any_silence_all_is_accounted_for_and_nothing_comes_at_night(
    schedules: Sequence[Schedule], minutes: int, hours: int
) -> None:
    world = World(schedules)
    silent_from = START + timedelta(minutes=minutes)
    silent_to = silent_from + timedelta(hours=hours)
    asyncio.run(_live_with_a_silence(world, silent_from, silent_to))
    whole = expected(schedules, FIRST, LAST)
    outcome = world.outcome(FIRST, LAST)
    assert outcome.keys() == whole.keys()
    in_order = sorted(whole.values(), key=lambda each: each.planned)
    free_from: dict[str, datetime] = {}
    for moment in in_order:
        dropped, fired = outcome[moment.key], world.fired_at[moment.key]
        behind = free_from.get(moment.subject, START)  # a reminder waits for its asking
        free_from[moment.subject] = max(fired, behind)
        if fired > max(moment.planned, behind):
            assert silent_from <= moment.planned < silent_to
        if moment.dropped is not None:
            assert dropped is moment.dropped
        elif dropped is Dropped.DOWNTIME:
            assert moment.planned < fired <= max(silent_to, behind)
        elif fired - moment.planned >= ON_TIME:
            schedule = next(each for each in schedules if each.subject == moment.subject)
            local = fired.astimezone(ZoneInfo(schedule.zone))
            assert working_days_of(schedule).is_working(local.date())
            assert time(8) <= local.time() < time(17)


async def _live_with_a_silence(world: World, silent_from: datetime, silent_to: datetime) -> None:
    """Look whenever something is due, but not in the silence; then go on with a new planner."""
    while world.clock.at < END:
        now = world.clock.at
        await world.first.tick(now)
        coming = min(world.first.next_after(now) or END, now + timedelta(hours=12))
        if now < silent_to and coming >= silent_from:
            coming = silent_to
            world.first = world.planner()
        world.clock.at = coming
