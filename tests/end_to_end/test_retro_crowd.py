"""Forty members write and vote at once through the real server: nothing is lost or doubled."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, Final

import pytest
from aiohttp import ClientSession, TCPConnector
from aiohttp.test_utils import TestServer

from bot.application import application, assemble
from dialogs.okr.measure import Change
from dialogs.okr.model import (
    Cycle,
    CycleId,
    KeyResult,
    KeyResultId,
    Language,
    Level,
    Membership,
    Objective,
    ObjectiveId,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    Role,
    Unit,
    UnitId,
)
from dialogs.okr.retro import DOTS, Manner, Note, Retro, RetroId, Stage, ThemeId
from dialogs.ports import Work
from storage.database import Database
from storage.structure import Structure
from tests.conversations.stage import SetClock
from tests.conversations.web_stage import draw_keys
from tests.patience import AMPLE

HERD, TEAM, QUARTER = OrganisationId("herd"), UnitId("team"), CycleId("2026-q4")
MEMBERS: Final = 40
PEOPLE: Final = tuple(PersonId(f"member-{number:02}") for number in range(MEMBERS))
LEAD: Final = PEOPLE[0]
NEVER: Final = timedelta(hours=1)
A_MONDAY: Final = datetime(2026, 12, 28, 10, 0, tzinfo=UTC)
THEMES: Final = ("Phones", "Reports", "Rooms")
WAYS: Final = 4
"""People do four things: send once; the same thing twice at once; two forms on purpose; the same
thing three times in a row."""
_NONCE: Final = re.compile(r'name=\\?"nonce\\?" value=\\?"[^"\\]*')
Act = Callable[[int, PersonId], Coroutine[Any, Any, None]]


def herd() -> Structure:
    """Return one team of forty, led by the first of them."""
    return Structure(
        organisation=Organisation(HERD, "Herd", Language.ENGLISH, "Europe/Helsinki", "FI"),
        units=(Unit(TEAM, "Team", Level.TEAM, None),),
        people=tuple(Person(each, each.title()) for each in PEOPLE),
        memberships=tuple(
            Membership(each, TEAM, Role.LEAD if each == LEAD else Role.MEMBER) for each in PEOPLE
        ),
        cycles=(Cycle(QUARTER, "Q4", date(2026, 10, 1), date(2026, 12, 31)),),
        objectives=(Objective(ObjectiveId("aim"), TEAM, QUARTER, "Aim"),),
        key_results=(
            KeyResult(KeyResultId("result"), ObjectiveId("aim"), "Result", Change(0, 100)),
        ),
    )


class Doors:
    """The page's own door, as forty browsers use it; every answer must be one."""

    def __init__(self, client: ClientSession, address: str) -> None:
        self._client = client
        self._base = f"{address}o/{HERD}/as"
        self._nonces = count(1)
        self.retro = ""

    async def press(self, who: PersonId, step: str, **args: str) -> dict[str, Any]:
        """Press a button of the retro, under a name of its own."""
        content = {"flow": "retro", "step": step, "args": {"retro": self.retro, **args}}
        return await self._post(
            f"{who}/press", content, {"X-Request-Nonce": f"n{next(self._nonces)}"}
        )

    async def sheet(self, who: PersonId, step: str) -> tuple[str, int]:
        """Open a form; return its session and version."""
        opened = await self.press(who, step)
        assert opened["reply"] == "open_form", opened
        return opened["session"], opened["version"]

    async def send(
        self, who: PersonId, sheet: tuple[str, int], values: Mapping[str, str]
    ) -> dict[str, Any]:
        """Send a form; the same values of the same sheet are the same delivery."""
        session, version = sheet
        content = {"session": session, "version": version, "values": dict(values)}
        return await self._post(f"{who}/answer", content, {})

    async def fill(self, who: PersonId, step: str, values: Mapping[str, str]) -> str:
        """Open a form and send it once; return what is shown then."""
        return _shown(await self.send(who, await self.sheet(who, step), values))

    async def _post(self, path: str, content: object, headers: Mapping[str, str]) -> dict[str, Any]:
        async with self._client.post(
            f"{self._base}/{path}", json=content, headers={"Accept": "application/json", **headers}
        ) as response:
            assert response.status == 200, await response.text()
            answer: dict[str, Any] = await response.json()
            return answer


def _shown(answer: Mapping[str, Any]) -> str:
    """Return what was answered, without what is new in every copy of it."""
    assert answer["reply"] == "close", answer
    return _NONCE.sub("", json.dumps(answer, sort_keys=True))


async def all_at_once(act: Act, people: Sequence[PersonId] = PEOPLE) -> None:
    """Let everybody act at the same time."""
    async with asyncio.TaskGroup() as group:
        for number, each in enumerate(people):
            group.create_task(act(number, each))


@pytest.fixture
async def doors(database: Database, database_url: str) -> AsyncIterator[Doors]:
    """Serve the team on loopback, with a retro that has come to its scores."""
    await database.save_structure(herd())
    rytmi = assemble(database, SetClock(A_MONDAY), every=NEVER, not_before=A_MONDAY)
    served = application(rytmi, url=database_url, web_door=True, first=HERD, draw=draw_keys)
    async with (
        TestServer(served) as server,
        ClientSession(connector=TCPConnector(limit=2 * MEMBERS)) as client,
    ):
        made = Doors(client, str(server.make_url("/")))
        await made.press(LEAD, "start", unit=TEAM)
        made.retro = (await _retro(database)).id
        await made.press(LEAD, "go", at=Stage.FACTS, stage=Stage.SCORING)
        yield made


async def _retro(database: Database) -> Retro:
    found = await database.read(HERD, lambda work: work.retro_of(TEAM, QUARTER))
    assert found is not None
    return found


async def _notes(database: Database, doors: Doors) -> Sequence[Note]:
    return await database.read(HERD, lambda work: work.notes(RetroId(doors.retro)))


def _thoughts(who: str) -> dict[str, str]:
    """Return what somebody writes: two things that went well, one that did not, one to change."""
    return {
        "well": f"{who} liked the phones\n- {who} liked the room",
        "not_well": f"{who} missed the reports",
        "change": f"{who} wants shorter reports",
    }


def _lines(thoughts: Mapping[str, str]) -> list[str]:
    return [line.removeprefix("- ") for text in thoughts.values() for line in text.split("\n")]


@pytest.mark.parametrize("manner", list(Manner))
async def test_forty_members_write_at_once(
    doors: Doors, database: Database, manner: Manner
) -> None:
    await doors.fill(LEAD, "manner", {"manner": manner})
    expected: Counter[str] = Counter()

    async def writes(number: int, who: PersonId) -> None:
        first = _thoughts(who)
        expected.update(_lines(first))
        sheet = await doors.sheet(who, "write")
        copies = (1, 2, 1, 3)[number % WAYS]
        replies = await asyncio.gather(*(doors.send(who, sheet, first) for _ in range(copies)))
        assert len({_shown(each) for each in replies}) == 1
        assert "notes-thanks" in _shown(replies[0])
        if number % WAYS == 2:
            second = _thoughts(f"{who} again")
            expected.update(_lines(second))
            assert "notes-thanks" in await doors.fill(who, "write", second)
        if number % WAYS == 3:
            assert _shown(await doors.send(who, sheet, first)) == _shown(replies[0])

    async with asyncio.timeout(AMPLE):
        await all_at_once(writes)
    notes = await _notes(database, doors)
    assert Counter(each.text for each in notes) == expected
    assert len({each.id for each in notes}) == len(notes)
    if manner is Manner.ANONYMOUS:
        assert {each.author for each in notes} == {None}
    else:
        assert all(each.text.startswith(str(each.author)) for each in notes)
    writers = await database.read(HERD, lambda work: work.writers(RetroId(doors.retro)))
    assert writers == set(PEOPLE)


async def test_who_writes_while_writing_ends_is_heard_or_told_so(
    doors: Doors, database: Database
) -> None:
    """Whoever was thanked is among the notes; everybody else has been given their words back."""
    await doors.fill(LEAD, "manner", {"manner": Manner.ANONYMOUS})
    early, late = PEOPLE[:8], PEOPLE[8:]
    for who in early:
        await doors.fill(who, "write", {"well": f"{who} was early"})
    sheets = {who: await doors.sheet(who, "write") for who in late}
    told: dict[PersonId, str] = {}
    begun = asyncio.Event()

    async def writes(number: int, who: PersonId) -> None:
        del number
        told[who] = _shown(await doors.send(who, sheets[who], {"well": f"{who} was late"}))
        begun.set()

    async def ends() -> None:
        await begun.wait()
        await doors.press(LEAD, "reveal")

    async with asyncio.timeout(AMPLE), asyncio.TaskGroup() as group:
        group.create_task(ends())
        group.create_task(all_at_once(writes, late))
    thanked = {who for who, shown in told.items() if "notes-thanks" in shown}
    sent_back = {who for who, shown in told.items() if "notes-over" in shown}
    assert thanked | sent_back == set(late)
    assert all(f"{who} was late" in told[who] for who in sent_back)
    retro = await _retro(database)
    assert (retro.stage, retro.wrote) == (Stage.GROUPING, len(early) + len(thanked))
    texts = Counter(each.text for each in await _notes(database, doors))
    written = [*(f"{who} was early" for who in early), *(f"{who} was late" for who in thanked)]
    assert texts == Counter(written)


async def _open_vote(doors: Doors, database: Database) -> list[ThemeId]:
    """Bring the retro to its vote, with three themes that hold notes; return them."""
    await doors.fill(LEAD, "manner", {"manner": Manner.NAMED})
    for who, theme in zip(PEOPLE, (*THEMES, *THEMES), strict=False):
        await doors.fill(who, "write", {"well": f"{theme} once\n{theme} twice"})
    await doors.press(LEAD, "reveal")
    names = {f"theme{number}": name for number, name in enumerate(THEMES, start=1)}
    await doors.fill(LEAD, "group", names)
    retro = RetroId(doors.retro)
    themes = [each.id for each in (await _read(database, lambda work: work.themes([retro])))[retro]]
    sheet = await doors.press(LEAD, "sort", kind="well")
    notes = await _notes(database, doors)
    placed = {str(each.id): str(THEMES.index(each.text.split()[0]) + 1) for each in notes}
    await doors.send(LEAD, (sheet["session"], sheet["version"]), placed)
    await doors.press(LEAD, "open_vote")
    return themes


async def _read(database: Database, job: Callable[[Work], Any]) -> Any:  # noqa: ANN401 - what the job returns
    return await database.read(HERD, job)


async def test_forty_members_vote_at_once(doors: Doors, database: Database) -> None:
    themes = await _open_vote(doors, database)
    final: dict[PersonId, Counter[str]] = {}

    async def votes(number: int, who: PersonId) -> None:
        dots = [themes[(number + each) % len(themes)] for each in range(number % DOTS + 1)]
        chosen = {f"dot{place}": theme for place, theme in enumerate(dots, start=1)}
        final[who] = Counter(dots)
        # What no form of ours has: a fourth dot, and one for the whole retro.
        more = {**chosen, "dot4": themes[0], "dots": "40"}
        sheet = await doors.sheet(who, "vote")
        copies = (1, 2, 1, 3)[number % WAYS]
        replies = await asyncio.gather(*(doors.send(who, sheet, more) for _ in range(copies)))
        assert len({_shown(each) for each in replies}) == 1
        if number % WAYS == 2:
            # Somebody thinks again: all three for the last theme, instead of the first ones.
            final[who] = Counter({themes[-1]: DOTS})
            again = {f"dot{place}": themes[-1] for place in range(1, DOTS + 1)}
            assert "vote-thanks" in await doors.fill(who, "vote", again)

    async with asyncio.timeout(AMPLE):
        await all_at_once(votes)
    kept = await _read(database, lambda work: work.votes(RetroId(doors.retro)))
    assert {who: Counter(dots) for who, dots in kept.items()} == final
    assert max(sum(dots.values()) for dots in kept.values()) == DOTS
    # Counted at once by several who press: the sums stand once, and nobody's dots are known.
    counts = await asyncio.gather(*(doors.press(LEAD, "close_vote") for _ in range(4)))
    assert sum("vote-closed" in json.dumps(each) for each in counts) == 1
    sums: Counter[str] = sum(final.values(), Counter())
    retro = RetroId(doors.retro)
    found = (await _read(database, lambda work: work.themes([retro])))[retro]
    assert {each.id: each.dots for each in found} == dict(sums)
    assert not await _read(database, lambda work: work.votes(retro))


async def test_one_member_at_forty_windows_has_three_dots(doors: Doors, database: Database) -> None:
    themes = await _open_vote(doors, database)
    who = PEOPLE[1]
    sheets = [await doors.sheet(who, "vote") for _ in PEOPLE]

    async def votes(number: int, _: PersonId) -> None:
        theme = themes[number % len(themes)]
        dots = {f"dot{place}": theme for place in range(1, DOTS + 1)}
        await doors.send(who, sheets[number], dots)

    async with asyncio.timeout(AMPLE):
        await all_at_once(votes)
    kept = await _read(database, lambda work: work.votes(RetroId(doors.retro)))
    assert set(kept) == {who}
    assert list(kept[who].values()) == [DOTS]
