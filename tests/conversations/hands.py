"""Hands that press any button of a retro, also those that nobody shows them, and fill any form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Final

from dialogs.events import Answered, Event, Origin, Pressed
from dialogs.flows.retro.setting import retro_id
from dialogs.okr.measure import Change
from dialogs.okr.model import (
    Answering,
    KeyResult,
    KeyResultId,
    Level,
    Membership,
    Objective,
    ObjectiveId,
    Person,
    PersonId,
    Role,
    Unit,
    UnitId,
)
from dialogs.okr.retro import Retro
from dialogs.replies import Close, Correct, OpenForm, Reply, Show
from dialogs.views import Action, Form
from storage.database import Database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, QUARTER, company
from tests.conversations.keys import keys
from tests.conversations.stage import World

START: Final = datetime(2026, 12, 28, 8, 0, tzinfo=UTC)
UNIT: Final = UnitId("hives")
LEAD: Final = "beata"
GOAL: Final = "o-hives"
RESULTS: Final = ("v1", "v2")
RETRO: Final = retro_id(UNIT, QUARTER)


def hives(members: int = 5) -> Structure:
    """Return the company with one team more: a lead, members ``m0``…, an objective of its own."""
    whole = company()
    names = [f"m{number}" for number in range(members)]
    roles = {LEAD: Role.LEAD, **dict.fromkeys(names, Role.MEMBER)}
    return replace(
        whole,
        units=(
            *whole.units,
            Unit(UNIT, "Hives", Level.TEAM, UnitId("area"), Answering.OWNER),
        ),
        people=(*whole.people, *(Person(PersonId(name), name.title()) for name in roles)),
        memberships=(
            *whole.memberships,
            *(Membership(PersonId(name), UNIT, role) for name, role in roles.items()),
        ),
        objectives=(*whole.objectives, Objective(ObjectiveId(GOAL), UNIT, QUARTER, "More honey")),
        key_results=(
            *whole.key_results,
            *(
                KeyResult(KeyResultId(name), ObjectiveId(GOAL), name, Change(0, 10))
                for name in RESULTS
            ),
        ),
    )


class Hands:
    """Does what people do in the retro of one team; each deed is a delivery of its own."""

    def __init__(self, database: Database) -> None:
        self.world = World(database, START)
        self.last: Event | None = None
        """What was done last, to be delivered again."""
        self._deliveries = count(1)

    def _origin(self, who: str) -> Origin:
        return Origin(ORGANISATION, PersonId(who), "web", f"h:{next(self._deliveries)}", True)

    async def _do(self, event: Event) -> Reply:
        self.last = event
        return await self.world.engine.handle(event)

    async def press(self, who: str, step: str, *, flow: str = "retro", **args: str) -> Reply:
        """Press a button, whether or not somebody sees it."""
        named = args if flow != "retro" or "unit" in args else {"retro": RETRO, **args}
        action = Action(flow, step, tuple(sorted(named.items())))
        return await self._do(Pressed(self._origin(who), action))

    async def open(self, who: str, step: str, *, flow: str = "retro", **args: str) -> Form:
        """Press a button that opens a form."""
        act = (await self.press(who, step, flow=flow, **args)).act
        assert isinstance(act, OpenForm), seen(act)
        return act.form

    async def send(self, who: str, form: Form, values: Mapping[str, str]) -> Reply:
        """Send a form with what was in it, and these values."""
        sent = {**dict(form.given), **values}
        return await self._do(Answered(self._origin(who), form.session, form.version, sent))

    async def fill(self, who: str, step: str, **values: str) -> Reply:
        """Open a form of the retro and send it."""
        return await self.send(who, await self.open(who, step), values)

    async def go(self, who: str, at: str, to: str) -> Reply:
        """Press a button that leads from a step to another."""
        return await self.press(who, "go", at=at, stage=to)

    async def collect(self, manner: str) -> None:
        """Begin, and let people write."""
        await self.press(LEAD, "start", unit=UNIT)
        await self.fill(LEAD, "manner", manner=manner)

    async def score_all(self) -> None:
        """Score the team's key results."""
        form = await self.open(LEAD, "score", objective=GOAL)
        said = {"value": "5", "score": "0,5", "why": "It grew.", "fit": "good"}
        values = {f"{kind}:{name}": one for name in RESULTS for kind, one in said.items()}
        assert isinstance((await self.send(LEAD, form, values)).act, Close)

    async def carry_all(self, verdict: str = "keep") -> None:
        """Say of the objective and its key results what becomes of them."""
        form = await self.open(LEAD, "carry", objective=GOAL)
        tails = ("", *(f":{name}" for name in RESULTS))
        values = {f"verdict{tail}": verdict for tail in tails}
        values |= {f"reason{tail}": "So we said." for tail in tails}
        assert isinstance((await self.send(LEAD, form, values)).act, Close)

    async def until_ready(self) -> None:
        """Go to where the retro, which nobody has written for, can be published."""
        await self.press(LEAD, "start", unit=UNIT)
        await self.go(LEAD, "facts", "carrying")
        await self.score_all()
        await self.carry_all()

    async def retro(self) -> Retro:
        """Return the retro as it is stored."""
        found = await self.world.database.read(ORGANISATION, lambda work: work.retro(RETRO))
        assert found is not None
        return found


def seen(act: object) -> list[str]:
    """Return the keys of what a reply shows."""
    match act:
        case Show(view) | Close(view):
            return list(keys(view))
        case OpenForm(form) | Correct(form):
            return list(keys(form))
        case _:
            return []
