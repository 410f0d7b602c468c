"""What is not sent leaves a line that says why; nobody is counted for what they could not do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from dialogs.events import Commanded, Event, Origin, Pressed, Said
from dialogs.flows.check_in.facts import MOST_SNOOZES
from dialogs.ledger import LedgerFate, Reason
from dialogs.okr.cadence import read_rule
from dialogs.okr.measure import Change
from dialogs.okr.model import (
    Answering,
    KeyResult,
    KeyResultId,
    Level,
    Membership,
    Objective,
    ObjectiveId,
    PersonId,
    Role,
    Unit,
    UnitId,
)
from dialogs.okr.week import Week
from dialogs.ports import Counts, Work
from dialogs.posts import Cause, PostKind, ToPerson
from dialogs.replies import Reply, Show
from dialogs.text import Instant, Phrase
from dialogs.views import Action
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, QUARTER, company
from tests.conversations.keys import keys
from tests.conversations.stage import World

START = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
OWLS, BEARS, FOXES = UnitId("owls"), UnitId("bears"), UnitId("foxes")
W45 = Week(2026, 45)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """Return a wall-clock hour in Helsinki in the winter of 2026."""
    return datetime(2026, month, day, hour - 2, minute, tzinfo=UTC)


class Play:
    """A world in which people do things at set times."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.world = World(database, START)
        self._deliveries = count(1)

    async def begin(self, structure: Structure) -> None:
        """Save the structure."""
        await self.database.save_structure(structure)

    async def until(self, instant: datetime) -> None:
        """Let time pass."""
        await self.world.live_until(instant)

    async def down_until(self, instant: datetime) -> None:
        """Let time pass while nothing runs."""
        self.world.clock.at = instant
        await self.world.live_until(instant)

    def _origin(self, who: str) -> Origin:
        return Origin(ORGANISATION, PersonId(who), "web", f"d{next(self._deliveries)}")

    async def types(self, who: str, text: str) -> Reply:
        """Type a command or a line."""
        line = text.removeprefix("/okr")
        origin = self._origin(who)
        return await self._do(Commanded(origin, line) if line != text else Said(origin, text))

    async def presses(self, person: str, flow: str, step: str, /, **args: str) -> Reply:
        """Press a button with these arguments."""
        action = Action(flow, step, tuple(args.items()))
        return await self._do(Pressed(self._origin(person), action))

    async def _do(self, event: Event) -> Reply:
        reply = await self.world.engine.handle(event)
        await self.world.deliver()
        return reply

    async def fates(
        self, who: str, kind: PostKind
    ) -> list[tuple[str, str, LedgerFate, Reason | None]]:
        """Return unit, period, fate and reason of each line about a person, oldest first."""
        now = self.world.clock.at
        lines = await self.database.read(
            ORGANISATION,
            lambda work: work.ledger(None, START, now + timedelta(days=30), now),
        )
        return [
            (line.unit, line.period, line.fate, line.reason)
            for line in lines
            if line.recipient == ToPerson(PersonId(who)) and line.kind is kind
        ]

    async def counts(self, unit: UnitId, week: Week) -> Counts:
        """Return answers asked for and given in a week."""
        return await self.database.read(ORGANISATION, lambda work: work.counts(unit, (week, week)))


@pytest.fixture
async def play(database: Database) -> Play:
    """The small county, on a Sunday."""
    found = Play(database)
    await found.begin(company())
    return found


def with_friday_team() -> Structure:
    """Return the county with one more team, which is asked on Fridays; Liisa leads it too."""
    structure, objective = company(), ObjectiveId("o-foxes")
    friday = read_rule("weekly fri")
    foxes = Unit(FOXES, "Foxes", Level.TEAM, UnitId("area"), Answering.OWNER, friday)
    result = KeyResult(KeyResultId("f1"), objective, "Result f1", Change(0, 10))
    lead = Membership(PersonId("liisa"), FOXES, Role.LEAD)
    return replace(
        structure,
        units=(*structure.units, foxes),
        memberships=(*structure.memberships, lead),
        objectives=(*structure.objectives, Objective(objective, FOXES, QUARTER, "Sly")),
        key_results=(*structure.key_results, result),
    )


async def test_who_is_away_has_a_line_and_is_not_counted(play: Play) -> None:
    await play.types("liisa", "/okr away until 6.11.")
    await play.until(at(4, 12))
    absent = (OWLS, "2026-W45", LedgerFate.ABSENT, Reason.AWAY)
    assert await play.fates("liisa", PostKind.PROMPT) == [absent]
    # Only Matti's own key result was asked about.
    assert await play.counts(OWLS, W45) == Counts(asked=1, answered=0)
    # Of the bears anyone answers, so both of theirs were.
    assert await play.counts(BEARS, W45) == Counts(asked=2, answered=0)


async def test_what_was_asked_is_taken_back_when_nobody_is_left_to_answer(play: Play) -> None:
    await play.until(at(2, 10))
    assert await play.counts(OWLS, W45) == Counts(asked=3, answered=0)
    await play.types("liisa", "1: 45 7")
    await play.types("head", "/okr away liisa until 6.11.")
    # The answered one stays, and so does Matti's; the open one is nobody's now.
    assert await play.counts(OWLS, W45) == Counts(asked=2, answered=1)
    await play.presses(
        "head", "absence", "set", who="liisa", first="2026-11-02", last="2026-11-06", deputy="matti"
    )
    assert await play.counts(OWLS, W45) == Counts(asked=3, answered=1)


async def test_nobody_misses_an_answer_because_they_went_away(play: Play) -> None:
    await play.until(at(2, 10))
    await play.types("head", "/okr away liisa until 6.11.")
    await play.until(at(17, 10))
    first = (await play.fates("liisa", PostKind.PROMPT))[0]
    assert first == (OWLS, "2026-W45", LedgerFate.SENT, None)
    assert (await play.fates("matti", PostKind.PROMPT))[0][2] is LedgerFate.MISSED


async def test_a_colleague_who_may_answer_keeps_the_question_open(play: Play) -> None:
    await play.until(at(2, 10))
    await play.types("bertta", "/okr away until 6.11.")
    assert await play.counts(BEARS, W45) == Counts(asked=2, answered=0)


async def test_a_few_days_later_in_the_week_take_nothing_back(play: Play) -> None:
    await play.until(at(2, 10))
    await play.types("liisa", "/okr away 4.11.-5.11.")
    assert await play.counts(OWLS, W45) == Counts(asked=3, answered=0)
    await play.until(at(4, 12))
    away = (OWLS, "2026-W45", LedgerFate.ABSENT, Reason.AWAY)
    assert await play.fates("liisa", PostKind.REMINDER) == [away]


async def test_an_answered_prompt_says_so_in_the_ledger_and_a_late_one_too(play: Play) -> None:
    await play.until(at(2, 10))
    await play.types("liisa", "1: 45 7; 2: 25 7")
    await play.until(at(10, 10))
    await play.presses("matti", "check_in", "form", week="2026-W45")
    assert (await play.fates("liisa", PostKind.PROMPT))[0][2] is LedgerFate.ANSWERED
    assert (await play.fates("matti", PostKind.PROMPT))[0][2] is LedgerFate.SENT
    await play.until(at(17, 10))
    assert (await play.fates("matti", PostKind.PROMPT))[0][2] is LedgerFate.MISSED


@pytest.mark.parametrize(
    ("who", "deed", "reason"),
    [
        ("liisa", "/okr reminders off", Reason.REMINDERS_OFF),
        ("liisa", "1: 45 7", Reason.ACTIVE_LATELY),
    ],
)
async def test_a_reminder_that_is_not_wanted_or_not_needed_has_its_reason(
    play: Play, who: str, deed: str, reason: Reason
) -> None:
    await play.until(at(2, 10))
    await play.types(who, deed)
    await play.until(at(4, 12))
    line = (OWLS, "2026-W45", LedgerFate.SUPERSEDED, reason)
    assert await play.fates(who, PostKind.REMINDER) == [line]


async def test_a_question_put_off_is_the_one_reminder(play: Play) -> None:
    await play.until(at(2, 10))
    await play.presses("liisa", "snooze", "later", week="2026-W45")
    await play.until(at(4, 12))
    assert await play.fates("liisa", PostKind.REMINDER) == [
        (OWLS, "2026-W45", LedgerFate.SENT, None),
        (OWLS, "2026-W45", LedgerFate.SUPERSEDED, Reason.SNOOZED),
    ]


async def test_who_answers_early_is_not_asked_and_the_ledger_knows_why(play: Play) -> None:
    await play.until(at(2, 8))
    await play.types("liisa", "1: 45 7; 2: 25 7")
    await play.until(at(2, 10))
    line = (OWLS, "2026-W45", LedgerFate.SUPERSEDED, Reason.ANSWERED_BEFORE)
    assert await play.fates("liisa", PostKind.PROMPT) == [line]


async def test_a_prompt_that_came_late_leaves_a_working_day_before_its_reminder(play: Play) -> None:
    await play.until(START + timedelta(minutes=1))
    # Nothing runs from Sunday until Wednesday, the day of the reminder.
    await play.down_until(at(4, 8, 30))
    await play.until(at(4, 12))
    assert [line[2] for line in await play.fates("liisa", PostKind.PROMPT)] == [LedgerFate.SENT]
    line = (OWLS, "2026-W45", LedgerFate.SUPERSEDED, Reason.ASKED_LATELY)
    assert await play.fates("liisa", PostKind.REMINDER) == [line]


async def test_no_reminder_follows_a_prompt_that_never_arrived(play: Play) -> None:
    await play.world.lose("liisa", Cause.NOT_INSTALLED)
    await play.until(at(4, 12))
    line = (OWLS, "2026-W45", LedgerFate.SUPERSEDED, Reason.NEVER_ASKED)
    assert await play.fates("liisa", PostKind.REMINDER) == [line]


async def test_two_teams_ask_once_a_week(database: Database) -> None:
    play = Play(database)
    await play.begin(with_friday_team())
    await play.until(at(6, 12))
    assert await play.fates("liisa", PostKind.PROMPT) == [
        (OWLS, "2026-W45", LedgerFate.SENT, None),
        (FOXES, "2026-W45", LedgerFate.SUPERSEDED, Reason.ASKED_ALREADY),
    ]
    assert await play.counts(FOXES, W45) == Counts(asked=1, answered=0)
    # Reminded on Wednesday by the first, so not again on Tuesday by the second.
    await play.until(at(10, 12))
    assert [line[2:] for line in await play.fates("liisa", PostKind.REMINDER)] == [
        (LedgerFate.SENT, None),
        (LedgerFate.SUPERSEDED, Reason.ASKED_ALREADY),
    ]


async def test_a_holiday_does_not_bring_two_questions_in_one_week(database: Database) -> None:
    play = Play(database)
    await play.begin(with_friday_team())
    # Christmas Day is a Friday: the foxes' question moves to Monday, when the owls ask anyway.
    await play.until(at(21, 8, month=12))
    await play.types("liisa", "/okr away until 24.12.")
    await play.until(at(30, 12, month=12))
    found = await play.fates("liisa", PostKind.PROMPT)
    assert [line for line in found if line[1] in {"2026-W52", "2026-W53"}] == [
        (OWLS, "2026-W52", LedgerFate.ABSENT, Reason.AWAY),
        (FOXES, "2026-W52", LedgerFate.SKIPPED, Reason.MERGED),
        (OWLS, "2026-W53", LedgerFate.SENT, None),
    ]
    assert await play.counts(FOXES, Week(2026, 52)) == Counts(asked=0, answered=0)


async def test_who_is_back_by_themselves_gets_the_question_that_is_still_open(play: Play) -> None:
    await play.presses(
        "liisa",
        "absence",
        "set",
        who="liisa",
        first="2026-11-01",
        last="2026-11-03",
        deputy="matti",
    )
    await play.until(at(4, 12))
    found = await play.fates("liisa", PostKind.PROMPT)
    assert found == [
        (OWLS, "2026-W45", LedgerFate.ABSENT, Reason.AWAY),
        (OWLS, "2026-W45", LedgerFate.SENT, None),
    ]


async def test_a_button_of_somebody_elses_making_does_nothing(play: Play) -> None:
    for args in (
        {"who": "bertta", "first": "2026-11-02", "last": ""},
        {"who": "nobody", "first": "2026-11-02", "last": ""},
        {"who": "matti", "first": "yesterday", "last": ""},
        {"who": "matti", "first": "2026-11-09", "last": "2026-11-02"},
    ):
        await play.presses("matti", "absence", "set", **args)
    await play.presses("matti", "absence", "back", who="bertta")

    def away(work: Work) -> int:
        people = map(PersonId, ("matti", "bertta", "nobody"))
        return sum(len(work.absences(each, date(2026, 1, 1))) for each in people)

    assert await play.database.read(ORGANISATION, away) == 0


def said(reply: Reply) -> str:
    """Return the key of what a reply says in one line."""
    assert isinstance(reply.act, Show)
    return next(keys(reply.act.view.summary))


async def test_what_is_answered_or_over_is_not_put_off(play: Play) -> None:
    await play.until(at(2, 10))
    await play.types("liisa", "1: 45 7; 2: 25 7")
    answered = await play.presses("liisa", "snooze", "tomorrow", week="2026-W45")
    assert said(answered) == "snooze-answered"
    await play.until(at(9, 10))
    over = await play.presses("matti", "snooze", "later", week="2026-W45")
    assert said(over) == "snooze-old"
    assert await play.fates("liisa", PostKind.REMINDER) == []


async def test_the_next_morning_is_a_working_day_at_nine_where_the_person_is(
    database: Database,
) -> None:
    play = Play(database)
    structure = company()
    people = [replace(each, zone="America/New_York") for each in structure.people]
    await play.begin(replace(structure, people=tuple(people)))
    # On Monday at four in New York.
    await play.until(at(7, 23, month=12))
    reply = await play.presses("liisa", "snooze", "tomorrow", week="2026-W50")
    assert isinstance(reply.act, Show)
    assert isinstance(reply.act.view.summary, Phrase)
    nine = datetime(2026, 12, 8, 9, tzinfo=ZoneInfo("America/New_York"))
    assert dict(reply.act.view.summary.args)["at"] == Instant(nine.astimezone(UTC))
    assert said(await play.presses("liisa", "snooze", "later", week="2026-W50")) == "snooze-already"


async def test_a_question_is_not_put_off_for_ever(play: Play) -> None:
    await play.until(at(2, 9))
    for n in range(MOST_SNOOZES):
        hours = timedelta(hours=3 * (n % 3))
        await play.until(at(2 + n // 3, 9) + hours)
        step = "tomorrow" if n % 3 == 2 else "later"  # the third time it is three o'clock
        assert said(await play.presses("liisa", "snooze", step, week="2026-W45")) == "snooze-set"
    await play.until(at(5, 10))
    assert said(await play.presses("liisa", "snooze", "later", week="2026-W45")) == "snooze-no-more"
