"""Nobody finds out who wrote an anonymous note: not by what is stored, logged, exported, nor when.

Teams write through the real web door, over HTTP. Then somebody reads everything there is; see
`tests.end_to_end.onlooker`. The same onlooker finds every author where notes bear names, and where
only their order gives them away: so this test can fail.
"""

from __future__ import annotations

import io
import json
import logging
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from rich.console import Console

from adapters.web.inbound import answered
from bot.application import application, assemble
from bot.documents.retro import MARKDOWN
from bot.documents.retro import written as document_of
from bot.exchange import take_out
from bot.logs import set_up_logs
from bot.settings import LogFormat, LogLevel
from dialogs.flows.retro.outcome import Summary, gather_summary
from dialogs.flows.retro.setting import retro_id
from dialogs.okr.measure import Change
from dialogs.okr.model import (
    KeyResult,
    KeyResultId,
    Language,
    Level,
    Membership,
    Objective,
    ObjectiveId,
    PersonId,
    Role,
    Unit,
    UnitId,
)
from dialogs.ports import Work
from dialogs.text import Reader
from storage import schema
from storage.copying import copy_organisation
from storage.database import Database, open_database
from storage.structure import Structure
from tests.conversations.company import ORGANISATION, QUARTER, company
from tests.conversations.stage import World
from tests.end_to_end.onlooker import (
    SURE,
    Evidence,
    Written,
    by_length,
    by_order,
    by_transaction,
    named_together,
    order_in,
    read_database,
    surprise,
)

NEVER = timedelta(hours=1)
"""The heart beats once at the start; time is moved by hand."""
TEAMS = 14
MEMBERS = ("liisa", "matti", "heidi", "harri", "henna")
START = datetime(2026, 12, 28, 8, 0, tzinfo=UTC)
READER = Reader(Language.ENGLISH, "Europe/Helsinki")
WORDS = ["phones", "reports", "coffee", "shifts", "training", "rooms", "waiting", "help", "lists"]


def teams() -> Structure:
    """Return the company with many teams of the same five people, each with a goal of its own."""
    whole = company()
    units = [UnitId(f"team{number}") for number in range(TEAMS)]
    return replace(
        whole,
        units=(
            *whole.units,
            *(Unit(name, name.title(), Level.TEAM, UnitId("area")) for name in units),
        ),
        memberships=(
            *whole.memberships,
            *(
                Membership(PersonId(who), name, Role.LEAD if who == "liisa" else Role.MEMBER)
                for name in units
                for who in MEMBERS
            ),
        ),
        objectives=(
            *whole.objectives,
            *(Objective(ObjectiveId(f"o-{name}"), name, QUARTER, "Aim") for name in units),
        ),
        key_results=(
            *whole.key_results,
            *(
                KeyResult(
                    KeyResultId(f"k-{name}"), ObjectiveId(f"o-{name}"), "Result", Change(0, 10)
                )
                for name in units
            ),
        ),
    )


@dataclass
class Office:
    """The running server, as people's browsers use it."""

    world: World
    client: TestClient[Any, Any]
    url: str
    dice: Random
    names: list[str] = field(default_factory=list)
    """How the deliveries with notes were named, as the door names them."""

    async def press(self, who: str, step: str, **args: str) -> dict[str, Any]:
        fields = {"flow": "retro", "step": step, "seen": "0"}
        return await self._post(
            who, "press", fields | {f"a.{name}": value for name, value in args.items()}
        )

    async def answer(self, who: str, form: dict[str, Any], **values: str) -> dict[str, Any]:
        fields = {"session": form["session"], "version": str(form["version"]), "seen": "0"}
        fields |= {f"f.{name}": value for name, value in values.items()}
        if "well" in values:
            self.names.append(answered(ORGANISATION, PersonId(who), fields).origin.delivery)
        return await self._post(who, "answer", fields)

    async def _post(self, who: str, verb: str, fields: dict[str, str]) -> dict[str, Any]:
        path, headers = f"/o/{ORGANISATION}/as/{who}/{verb}", {"Accept": "application/json"}
        async with self.client.post(path, data=fields, headers=headers) as response:
            assert response.status == 200, await response.text()
            read: dict[str, Any] = await response.json()
        await self.world.postman.drain()
        self.world.clock.at += timedelta(seconds=self.dice.randint(5, 400))
        return read

    async def page(self, path: str) -> str:
        async with self.client.get(path) as response:
            return await response.text()

    async def write(self, unit: str, manner: str) -> Written:
        """Let a team write: in some order, some of them twice, each as much as they like."""
        retro = retro_id(UnitId(unit), QUARTER)
        await self.press("liisa", "start", unit=unit)
        form = await self.press("liisa", "manner", retro=retro)
        assert (await self.answer("liisa", form, manner=manner))["reply"] == "close"
        order = [*MEMBERS, *self.dice.sample(MEMBERS, 2)]
        self.dice.shuffle(order)
        authors: dict[str, str] = {}
        turns: list[tuple[str, int]] = []
        for who in order:
            thoughts = [self._thought(who) for _ in range(self.dice.randint(1, 4))]
            await self._write(who, retro, thoughts)
            authors |= {each.split()[0]: who for each in thoughts}
            turns.append((who, len(thoughts)))
        return Written(retro, authors, turns)

    def _thought(self, who: str) -> str:
        """Return a thought; some people are wordier than others."""
        length = self.dice.randint(1, 4) + 5 * MEMBERS.index(who)
        return " ".join([f"q{secrets.token_hex(6)}", *self.dice.choices(WORDS, k=length)])

    async def _write(self, who: str, retro: str, thoughts: list[str]) -> None:
        """Write; first with a mistake now and then, so that the form is shown again."""
        kinds = [self.dice.choice(("well", "not_well", "change")) for _ in thoughts]
        fields = {
            kind: "\n".join(t for t, each in zip(thoughts, kinds, strict=True) if each == kind)
            for kind in ("well", "not_well", "change")
        }
        form = await self.press(who, "write", retro=retro)
        if self.dice.random() < 0.3:
            form = await self.answer(who, form, **fields | {"well": "long " * 80})
            assert form["reply"] == "correct"
        thanks = await self.answer(who, form, **fields)
        assert thanks["reply"] == "close", thanks
        assert not [thought for thought in thoughts if thought in json.dumps(thanks)]


@pytest.fixture(autouse=True)
def log() -> Iterator[io.StringIO]:
    """The service's own log, as talkative as it can be set."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    heard = io.StringIO()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sys.stderr", heard)
        set_up_logs(LogFormat.JSON, LogLevel.DEBUG)
    yield heard
    root.handlers[:], root.level = handlers, level


@asynccontextmanager
async def _office(database: Database, url: str) -> AsyncIterator[Office]:
    await database.save_structure(teams())
    world = World(database, START)
    rytmi = assemble(database, world.clock, every=NEVER, not_before=START)
    world.planner, world.postman = rytmi.planner, rytmi.postman
    served = application(rytmi, url=url, web_door=True, first=ORGANISATION)
    async with TestClient(TestServer(served)) as client:
        yield Office(world, client, url, Random(7))


async def _look(office: Office, written: list[Written], log: io.StringIO, tmp: Path) -> Evidence:
    """Read everything: tables, files, logs, figures, pages, exports, and a rehearsal's copy."""
    words = [word for each in written for word in each.authors]
    found = read_database(office.url, MEMBERS, words)
    for number, line in enumerate(log.getvalue().splitlines()):
        found.texts[f"line {number} of the log"] = line
    found.orders["the log"] = order_in(log.getvalue(), words)
    found.texts["the figures"] = await office.page("/metrics")
    for who in MEMBERS:
        found.texts[f"page of {who}"] = await office.page(f"/o/{ORGANISATION}/as/{who}")
    out = tmp / secrets.token_hex(4)
    await take_out(office.url, out, str(ORGANISATION), Console(file=io.StringIO()))
    for sheet in sorted(out.iterdir()):
        lines = sheet.read_text(encoding="utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines):
            found.texts[f"line {number} of {sheet.name}"] = line
    await _look_at_copy(office, found, words, tmp)
    for each in written:
        summary = await office.world.database.read(ORGANISATION, _summary_of(each.retro))
        text = (await document_of(summary, MARKDOWN, READER)).body.decode()
        for number, line in enumerate(text.splitlines()):
            found.texts[f"line {number} of the export of {each.retro}"] = line
        order = order_in(text, [*each.authors])
        if order:
            found.orders.setdefault("the exports", [])
            found.orders["the exports"] = [*found.orders["the exports"], *order]
    return found


async def _look_at_copy(office: Office, found: Evidence, words: list[str], tmp: Path) -> None:
    url = f"sqlite:///{tmp / secrets.token_hex(4)}.db"
    schema.upgrade(url)
    copy = open_database(url)
    await copy_organisation(office.world.database, ORGANISATION, copy)
    await copy.close()
    copied = read_database(url, MEMBERS, words)
    found.rows += [(f"{where} of a copy", row) for where, row in copied.rows]
    found.orders |= {f"{where} of a copy": order for where, order in copied.orders.items()}


def _summary_of(retro: str) -> Any:  # noqa: ANN401 - a job for the store
    def job(work: Work) -> Summary:
        known = next(
            each
            for unit in work.units()
            if (each := work.retro_of(unit.id, QUARTER)) is not None and each.id == retro
        )
        unit = work.unit(known.unit)
        assert unit is not None
        cycle = next(each for each in work.cycles() if each.id == QUARTER)
        return gather_summary(work, unit, cycle, known)

    return job


def _surprises(found: Evidence, written: list[Written]) -> dict[str, float]:
    """Return what each way to guess comes to, in standard deviations above blind guessing."""
    sums: dict[str, float] = {}
    for where, order in found.orders.items():
        for backwards in (False, True):
            guesses = [(by_order(order, each, backwards=backwards), each) for each in written]
            sums[f"{where}{', backwards' * backwards}"] = surprise(guesses)
    sizes = {who: sum(len(row) for _, row in found.rows if who in row) for who in MEMBERS}
    for name, signed in (("much", 1), ("little", -1)):
        turned = {who: signed * size for who, size in sizes.items()}
        order = [word for each in written for word in each.authors]
        guesses = [(by_length(order, each, turned), each) for each in written]
        sums[f"of whom {name} is stored"] = surprise(guesses)
    for table, people in found.transactions.items():
        for of_notes, notes in found.transactions.items():
            guesses = [(by_transaction(notes, people, each), each) for each in written]
            sums[f"transactions of {of_notes} beside {table}"] = surprise(guesses)
    return sums


def _hashes(words: list[str]) -> list[str]:
    return [sha256(word.encode()).hexdigest() for word in words]


async def test_the_authors_of_anonymous_notes_are_not_found(
    database: Database, database_url: str, log: io.StringIO, tmp_path: Path
) -> None:
    async with _office(database, database_url) as office:
        written = [await office.write(f"team{number}", "anonymous") for number in range(TEAMS)]
        hidden = await _look(office, written, log, tmp_path)
        _assert_nobody_is_found(hidden, office, written)
        assert "the exports" not in hidden.orders
        for each in written:
            assert (await office.press("liisa", "reveal", retro=each.retro))["reply"] == "show"
        shown = await _look(office, written, log, tmp_path)
        _assert_nobody_is_found(shown, office, written)
        assert "the exports" in shown.orders
        # Who has written is forgotten with the end of writing: all forms look alike.
        assert _rows_of(hidden, "writers")
        assert not _rows_of(shown, "writers")
        forms = [row for row in _rows_of(shown, "sessions") if "'write'" in row]
        assert len(forms) >= len(written) * len(MEMBERS)
        assert len({row[-12:] for row in forms}) == 1
        assert "form:" in "".join(_rows_of(hidden, "claims"))
        assert "form:" not in "".join(_rows_of(shown, "claims"))


def _rows_of(found: Evidence, table: str) -> list[str]:
    return [row for where, row in found.rows if where == f"a row of {table}"]


def _assert_nobody_is_found(found: Evidence, office: Office, written: list[Written]) -> None:
    words = [word for each in written for word in each.authors]
    own = {f"page of {who}": who for who in MEMBERS}
    assert len(_rows_of(found, "notes")) == len(words)
    assert named_together(found, MEMBERS, words, own) == []
    everything = "\n".join(text for _, text in found.everything())
    assert [name for name in office.names if name in everything] == []
    assert [each for each in _hashes(words) if each in everything] == []
    sums = _surprises(found, written)
    assert len(sums) >= 10
    assert {where: sure for where, sure in sums.items() if sure > SURE} == {}


async def test_what_comes_too_late_is_given_back_once_and_the_page_forgets_it(
    database: Database, database_url: str
) -> None:
    async with _office(database, database_url) as office:
        written = await office.write("team0", "anonymous")
        late = [await office.press("matti", "write", retro=written.retro) for _ in range(2)]
        await office.press("liisa", "reveal", retro=written.retro)
        reply = await office.answer("matti", late[0], well="q0late")
        assert "q0late" in reply["html"]
        # Without a script the whole page is the answer, and says it as well.
        fields = {"session": late[1]["session"], "version": "1", "seen": "0", "f.well": "q1late"}
        path = f"/o/{ORGANISATION}/as/matti"
        async with office.client.post(f"{path}/answer", data=fields) as response:
            assert "q1late" in await response.text()
        page = await office.page(path)
        rows = read_database(office.url, MEMBERS, []).rows
        for word in ("q0late", "q1late"):
            assert word not in page
            assert not [row for _, row in rows if word in row]


async def test_the_onlooker_finds_every_author_of_a_named_note(
    database: Database, database_url: str, log: io.StringIO, tmp_path: Path
) -> None:
    async with _office(database, database_url) as office:
        written = [await office.write("team0", "named")]
        found = await _look(office, written, log, tmp_path)
        words = [*written[0].authors]
        together = named_together(found, MEMBERS, words, {})
        assert together.count("a row of notes") == len(words)


def test_the_onlooker_sees_through_an_order_a_size_and_a_transaction() -> None:
    dice = Random(3)
    written = []
    for number in range(TEAMS):
        turns = [(who, dice.randint(1, 4)) for who in dice.sample(MEMBERS, 5)]
        dealt = [who for who, count in turns for _ in range(count)]
        authors = {
            f"q{number}x{place}" + "y" * MEMBERS.index(who): who for place, who in enumerate(dealt)
        }
        written.append(Written(f"r{number}", authors, turns))
    order = [word for each in written for word in each.authors]
    guesses = [(by_order(order, each, backwards=False), each) for each in written]
    assert surprise(guesses) > 2 * SURE
    sizes = {who: place for place, who in enumerate(MEMBERS)}
    assert surprise([(by_length(order, each, sizes), each) for each in written]) > SURE
    when = {who: 10 * place for place, who in enumerate(MEMBERS)}
    notes = {word: when[who] + 1 for each in written for word, who in each.authors.items()}
    guesses = [(by_transaction(notes, when, each), each) for each in written]
    assert surprise(guesses) > 2 * SURE
    # What is right for the last writer of each alone is seen as well.
    last = [
        (dict.fromkeys([*each.authors][-each.turns[-1][1] :], each.turns[-1][0]), each)
        for each in written
    ]
    assert surprise(last) > SURE
