"""The demonstration: a sample organisation with weeks of history, and a clock that can be moved."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from bot.application import Rytmi
from bot.clocks import MovableClock
from bot.held import Held
from bot.samples import SAMPLES
from dialogs.events import Answered, Commanded, Event, Origin
from dialogs.okr.measure import YesNo
from dialogs.okr.model import CheckIn, KeyResult, KeyResultId, Language, PersonId
from dialogs.ports import Almanac, Plan, ScheduleKind
from dialogs.replies import Close, OpenForm, Reply
from storage.structure import Structure
from storage.workbook import read_check_ins, read_workbook

log = logging.getLogger(__name__)

DEFAULT: Final = "oma-hame"
FIRST_DAY: Final = date(2026, 11, 16)
FIRST_HOUR: Final = time(9, 0)
"""Where the demonstration begins: a Monday, at the hour of the week's first question."""
DOOR: Final = "demo"


class DemoError(RuntimeError):
    """A sample that cannot be shown; the samples' own tests keep it from happening."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample organisation and what its people answer, in order."""

    structure: Structure
    answers: tuple[CheckIn, ...]

    @property
    def key_results(self) -> dict[KeyResultId, KeyResult]:
        """The key results by id."""
        return {each.id: each for each in self.structure.key_results}


def beginning(sample: Sample) -> datetime:
    """Return when the demonstration begins, on the sample's own wall clock."""
    zone = ZoneInfo(sample.structure.organisation.zone)
    return datetime.combine(FIRST_DAY, FIRST_HOUR, zone).astimezone(UTC)


def read_sample(name: str) -> Sample:
    """Read one of the samples; raise DemoError when it is not in order."""
    folder = SAMPLES[name]
    reading = read_workbook(folder)
    if reading.structure is None:
        raise DemoError(f"the sample {name} is not in order: {reading.problems}")
    answers = sorted(read_check_ins(folder), key=lambda each: each.at)
    return Sample(reading.structure, tuple(answers))


class Life:
    """Lets time pass in a sample organisation: moments come, messages go out, people answer.

    What people answer is written in the sample. Whoever the visitor has played answers no more by
    themselves, so that nobody is answered for behind the visitor's back.
    """

    def __init__(self, rytmi: Rytmi, clock: MovableClock, sample: Sample) -> None:
        self._rytmi = rytmi
        self._clock = clock
        self._organisation = sample.structure.organisation.id
        self._held = Held(rytmi.database, self._organisation)
        self._key_results = sample.key_results
        self._played: set[PersonId] = set()
        self._coming = [
            tuple(group)
            for _, group in groupby(sample.answers, key=lambda each: (each.at, each.person))
        ]

    async def handle(self, event: Event) -> Reply:
        """Take a visitor's event, and remember as whom it came."""
        if not isinstance(event, Commanded) or "checkin" in event.text:
            self._played.add(event.origin.person)
        return await self._rytmi.engine.handle(event)

    def skip_until(self, at: datetime) -> None:
        """Forget the answers up to an instant: they are stored already."""
        self._coming = [group for group in self._coming if group[0].at > at]

    async def live_until(
        self, until: datetime, *, told: Callable[[datetime], None] = lambda _: None
    ) -> None:
        """Let everything happen that lies between now and an instant, in its order."""
        await self._held.look(self._clock.now())
        await self._happen()
        while True:
            at = min((each for each in self._next() if each is not None), default=until)
            if at >= until:
                break
            self._clock.set(at)
            told(at)
            await self._happen()
        self._clock.set(until)
        await self._happen()

    def _next(self) -> Iterable[datetime | None]:
        now = self._clock.now()
        yield self._rytmi.planner.next_after(now)
        yield self._held.next_after(now)
        yield self._coming[0][0].at if self._coming else None

    async def _happen(self) -> None:
        now = self._clock.now()
        waiting = self._held.due(now)
        if await self._rytmi.planner.tick(now):
            await self._held.look(now)
            waiting = True
        if waiting:
            await self._rytmi.postman.drain()
        answered = False
        while self._coming and self._coming[0][0].at <= now:
            await self._answer(self._coming.pop(0))
            answered = True
        if answered:
            await self._rytmi.postman.drain()

    async def _answer(self, answers: Sequence[CheckIn]) -> None:
        """Answer through the same form as everybody: a sample that could not, would be a lie."""
        first = answers[0]
        if first.person in self._played:
            return
        origin = Origin(self._organisation, first.person, DOOR, f"{DOOR}:{first.id}")
        opened = await self._rytmi.engine.handle(Commanded(origin, "checkin"))
        if not isinstance(opened.act, OpenForm):
            log.warning("the sample's answer %s finds nothing to answer", first.id)
            return
        form = opened.act.form
        fields = {each.id for group in form.groups for each in (*group.fields, *group.more)}
        values = {
            name: written
            for answer in answers
            for name, written in self._fields(answer, opened.reader.language)
            if name in fields and written
        }
        sent = Origin(self._organisation, first.person, DOOR, f"{DOOR}:{first.id}:sent")
        reply = await self._rytmi.engine.handle(Answered(sent, form.session, form.version, values))
        if not isinstance(reply.act, Close):
            log.warning("the sample's answer %s was not taken", first.id)

    def _fields(self, answer: CheckIn, language: Language) -> Iterable[tuple[str, str]]:
        key_result = answer.key_result
        value = "" if answer.value is None or answer.unchanged else f"{answer.value:g}"
        if value and isinstance(self._key_results[key_result].measure, YesNo):
            value = "yes" if answer.value else "no"
        elif language is not Language.ENGLISH:
            value = value.replace(".", ",")
        yield f"value:{key_result}", value
        yield f"confidence:{key_result}", str(answer.confidence)
        yield f"comment:{key_result}", answer.comment
        yield f"blocker:{key_result}", answer.blocker
        yield f"help:{key_result}", answer.help_from or ""


class NextForum:
    """Knows when the next digest is planned, for the clock bar's button."""

    def __init__(self, plan: Plan, almanac: Almanac) -> None:
        self._digests = [each for each in plan.schedules if each.kind is ScheduleKind.DIGEST]
        self._almanac = almanac
        self._known: dict[int, datetime] = {}

    def __call__(self, now: datetime) -> datetime | None:
        """Return the first digest after an instant; None when no forum recurs."""
        for number, schedule in enumerate(self._digests):
            known = self._known.get(number)
            if known is None or known <= now:
                for coming in self._almanac.coming(schedule, now, 1):
                    self._known[number] = coming.planned
        return min((at for at in self._known.values() if at > now), default=None)
