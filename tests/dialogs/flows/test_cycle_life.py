"""Whatever people do to cycles: one is active at most, nothing lands shut, nothing is lost."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from random import Random

import pytest

from dialogs.events import Answered, Commanded, Origin, Pressed, Said
from dialogs.okr.cycle import Life, Phase, Turn, length_of, phases, takes_answers
from dialogs.okr.model import CheckIn, Cycle, CycleId, KeyResultId, PersonId
from dialogs.ports import Work
from dialogs.replies import OpenForm, Reply
from dialogs.retros import Aims
from dialogs.views import Action, Form
from storage.database import Database
from tests.conversations.company import NEXT, ORGANISATION, QUARTER, company
from tests.conversations.keys import keys
from tests.conversations.stage import World
from tests.dialogs.flows.looked_back import OWLS
from tests.dialogs.flows.support import MONDAY

LONG = Cycle(CycleId("long"), "Long", date(2026, 12, 1), date(2027, 2, 28))
KEY_RESULTS = tuple(KeyResultId(name) for name in ("o1", "o2", "o3", "n1", "n2", "l1"))
HELSINKI = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is kept of the owls' cycles and answers."""

    lives: tuple[Life, ...]
    turns: dict[CycleId, tuple[Turn, ...]]
    said: dict[KeyResultId, tuple[CheckIn, ...]]


def see(work: Work) -> Seen:
    lives = tuple(work.lives([OWLS])[OWLS])
    return Seen(
        lives=lives,
        turns={each.cycle.id: tuple(work.turns(OWLS, each.cycle.id)) for each in lives},
        said={name: tuple(work.history(name)) for name in KEY_RESULTS},
    )


@dataclass
class People:
    """The owls' lead, who does things one after the other."""

    world: World
    form: Form | None = None

    def __post_init__(self) -> None:
        self._deliveries = count(1)

    def origin(self) -> Origin:
        return Origin(ORGANISATION, PersonId("liisa"), "web", f"life:{next(self._deliveries)}")

    async def press(self, step: str, cycle: CycleId) -> Reply:
        args = (("cycle", cycle), ("sure", "yes"), ("unit", "owls"))
        return await self.world.engine.handle(Pressed(self.origin(), Action("cycle", step, args)))

    async def turn(self, step: str, cycle: CycleId) -> Reply:
        reply = await self.press(step, cycle)
        if isinstance(reply.act, OpenForm):
            reply = await self.send(reply.act.form, reason="So it is")
        return reply

    async def open_form(self) -> None:
        reply = await self.world.engine.handle(Commanded(self.origin(), "checkin"))
        self.form = reply.act.form if isinstance(reply.act, OpenForm) else None

    async def send(self, form: Form, **values: str) -> Reply:
        sent = Answered(self.origin(), form.session, form.version, values)
        return await self.world.engine.handle(sent)

    async def answer(self) -> Reply | None:
        if self.form is None:
            return None
        names = [field.id for group in self.form.groups for field in group.fields]
        return await self.send(self.form, **dict.fromkeys(names, "7"))

    async def type_line(self) -> Reply:
        return await self.world.engine.handle(Said(self.origin(), "1: 5 7"))

    async def see(self) -> Seen:
        return await self.world.database.read(ORGANISATION, see)


async def three_cycles(database: Database) -> People:
    """Return the owls with goals in three cycles, two of which overlap with the third."""
    whole = company()
    aim = replace(whole.objectives[1], id="o-long", cycle=LONG.id)  # type: ignore[arg-type]
    measured = replace(whole.key_results[2], id="l1", objective="o-long", supports=None)  # type: ignore[arg-type]
    await database.save_structure(whole)

    def overlapping(work: Work) -> None:
        work.begin_cycle(LONG)
        work.carry_over(Aims([aim], [measured]))
        work.turn(Turn(OWLS, LONG.id, 1, Phase.PLANNING, MONDAY, PersonId("liisa")))

    await database.write(ORGANISATION, overlapping)
    return People(World(database, MONDAY))


def kept(before: Seen, after: Seen) -> None:
    """Check that everything that was there is there still, in its place."""
    for cycle, turns in before.turns.items():
        assert after.turns[cycle][: len(turns)] == turns
    for name, said in before.said.items():
        assert after.said[name][: len(said)] == said


def active(seen: Seen, day: date) -> dict[CycleId, Phase]:
    """Return the phases of a day; of each length one cycle is active at most."""
    found = phases(seen.lives, day)
    running = [each.cycle for each in seen.lives if found[each.cycle.id] is Phase.ACTIVE]
    assert len({length_of(each) for each in running}) == len(running)
    return dict(found)


STEPS = {
    Phase.PLANNING: ["open"],
    Phase.ACTIVE: ["review"],
    Phase.REVIEW: ["open", "open"],
    Phase.CLOSED: ["reopen"],
}
OF = {"o": QUARTER, "n": NEXT, "l": LONG.id}


def landed(before: Seen, after: Seen, day: date) -> int:
    """Count new answers; each of them lies in a cycle that takes answers on the day."""
    found, cycles = active(before, day), {each.cycle.id: each.cycle for each in before.lives}
    new = 0
    for name in KEY_RESULTS:
        if len(after.said[name]) > len(before.said[name]):
            cycle = OF[name[0]]
            assert takes_answers(cycles[cycle], found[cycle], day), (name, found[cycle])
            new += 1
    return new


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_lands_in_a_closed_cycle_and_nothing_is_lost(
    database: Database, seed: int
) -> None:
    random = Random(seed)
    people = await three_cycles(database)
    answered = turned = 0
    for _ in range(40):
        before = await people.see()
        day = (people.world.clock.now() + HELSINKI).date()
        match random.choice(["turn", "turn", "form", "fresh", "answer", "line", "time"]):
            case "turn":
                cycle = random.choice([QUARTER, QUARTER, QUARTER, NEXT, LONG.id])
                likely = STEPS[active(before, day)[cycle]]
                step = random.choice([*likely, *likely, *likely, *likely, "close"])
                await people.turn(step, cycle)
            case "form":
                await people.open_form()
            case "fresh":
                await people.open_form()
                await people.answer()
            case "answer":
                await people.answer()
            case "line":
                await people.type_line()
            case _:
                later = people.world.clock.now() + timedelta(days=random.choice([1, 2]))
                await people.world.live_until(later)
        after = await people.see()
        kept(before, after)
        active(after, day)
        answered += landed(before, after, day)
        turned += sum(len(after.turns[c]) - len(before.turns[c]) for c in before.turns)
    assert turned > 5, (turned, answered)
    assert answered > 2, (turned, answered)


async def test_who_answers_while_somebody_closes_is_told_what_became_of_it(
    database: Database,
) -> None:
    """Either the answer came first and is kept, or the cycle was closed and nothing is."""
    people = await three_cycles(database)
    fates: list[bool] = []
    for round_ in range(6):
        await people.open_form()
        pressed = await people.press("close", QUARTER)
        assert isinstance(pressed.act, OpenForm)
        before = await people.see()
        replies = [people.answer(), people.send(pressed.act.form, reason="Enough")]
        found = await asyncio.gather(*(reversed(replies) if round_ % 2 else replies))
        answer, closed = reversed(found) if round_ % 2 else found
        assert closed is not None
        assert "cycle-close-done" in set(keys(closed.act))
        after = await people.see()
        grown = len(after.said[KEY_RESULTS[0]]) > len(before.said[KEY_RESULTS[0]])
        assert answer is not None
        said = set(keys(answer.act))
        assert grown == bool({"saved-all", "saved-some"} & said)
        assert grown != bool({"check-in-shut", "check-in-shut-nothing"} & said)
        fates.append(grown)
        kept(before, after)
        # And what comes later does not land.
        await people.type_line()
        assert (await people.see()).said == after.said
        await people.turn("reopen", QUARTER)
        await people.turn("open", QUARTER)
    assert len(fates) == 6
