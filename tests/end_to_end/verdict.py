"""Compares the double's own log with the ledger and the outbox, and says what was broken."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, select

from dialogs.ledger import LedgerFate
from storage.database import Database
from storage.tables import OutboxRow, table
from tests.end_to_end.answerers import Answerers
from tests.end_to_end.crowd import CROWD, name_of
from tests.end_to_end.platform_double import Face
from tests.end_to_end.wave import Wave

SLOT: Final = 0.25
"""Seconds; in such pieces the log is counted."""
SETTLING: Final = 2.0
"""Seconds after an outage until leases that were cut off have ended."""


@dataclass(slots=True)
class Troubles:
    """What was done to the replicas and their database."""

    kills: int = 0
    stops: int = 0
    seconds: float = 0.0
    outages: list[tuple[float, float]] = field(default_factory=list)
    """From when to when PostgreSQL was away, in seconds of the epoch."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages a second and workspace that the others took while one was throttled, and else."""

    during: float
    else_: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a storm."""

    face: Face
    troubles: Troubles
    orderly: bool
    """Whether the replicas ended as they were asked to."""
    states: Mapping[str, int]
    """Messages by what the outbox says of them."""
    fates: Mapping[str, int]
    """Prompts by what the ledger says of them."""
    prompts: int
    never: Sequence[str]
    """Marked as sent, and not in the platform's log."""
    twice: Sequence[str]
    out_of_order: Sequence[str]
    misnamed: Sequence[str]
    """Marked as sent under another name than the platform gave."""
    uncertain_arrived: int
    rejected: Mapping[str, int]
    """Calls that the platform refused for their number, by workspace."""
    rates: Rates
    acknowledged: int
    asked: int
    deliveries: int
    lost: Sequence[str]
    doubled: Sequence[str]
    strange: Sequence[str]

    def figures(self) -> Iterator[tuple[str, str]]:
        """Return what a reader wants to see, in order."""
        troubles = self.troubles
        yield "seconds", f"{troubles.seconds:.0f}"
        yield "replicas killed", f"{troubles.kills}"
        yield "replicas stopped for longer than their lease", f"{troubles.stops}"
        yield "restarts of PostgreSQL", f"{len(troubles.outages)}"
        yield "… away, seconds", f"{sum(end - begin for begin, end in troubles.outages):.1f}"
        yield "prompts", f"{self.prompts}"
        yield "in the ledger", _counted(self.fates)
        yield "in the outbox (with receipts)", _counted(self.states)
        yield "never arrived", f"{len(self.never)}"
        yield "arrived twice", f"{len(self.twice)}"
        yield "uncertain", f"{self.states.get('uncertain', 0)}"
        yield "… of these arrived", f"{self.uncertain_arrived}"
        yield "rejected for their number", _counted(self.rejected) or "0"
        yield "others' messages a second: one throttled", f"{self.rates.during:.2f}"
        yield "… before and after", f"{self.rates.else_:.2f}"
        yield "answers acknowledged", f"{self.acknowledged} of {self.asked}"
        yield "… delivered", f"{self.deliveries} times"
        yield "answers lost", f"{len(self.lost)}"
        yield "answers doubled", f"{len(self.doubled)}"

    def broken(self) -> Sequence[str]:
        """Return every promise that was not kept."""
        unfinished = {"ready", "sending"} & self.states.keys()
        found = {
            "arrived twice": self.twice,
            "marked as sent and never arrived": self.never,
            "out of order": self.out_of_order,
            "marked under another name": self.misnamed,
            "acknowledged answers lost": self.lost,
            "answers doubled": self.doubled,
            "strange replies": self.strange,
        }
        broken = [f"{what}: {', '.join(names[:5])}" for what, names in found.items() if names]
        if unfinished:
            broken.append(f"not finished: {_counted(self.states)}")
        if self.states.get("failed"):
            broken.append(f"given up: {self.states['failed']}")
        if self.face is Face.ASKED and self.states.get("uncertain"):
            broken.append(f"uncertain on a platform that can be asked: {self.states['uncertain']}")
        if sum(self.fates.values()) != self.prompts:
            broken.append(f"the ledger has {_counted(self.fates)} for {self.prompts} prompts")
        if self.acknowledged != self.asked:
            broken.append(f"{self.asked - self.acknowledged} answers were never taken")
        if not self.orderly:
            broken.append("a replica did not end in order")
        return broken


def _counted(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(numbers.items()))


@dataclass(slots=True)
class _Log:
    """The platform's own log."""

    arrived: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The names under which a key was taken as a new message."""
    replaced: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    order: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Keys by receiver, as they came."""
    rejected: Counter[str] = field(default_factory=Counter)
    times: list[tuple[float, str]] = field(default_factory=list)
    throttled: tuple[str, float, float] = ("", 0.0, 0.0)

    @classmethod
    def read(cls, path: Path) -> _Log:
        log = cls()
        for text in path.read_text("utf-8").splitlines():
            line = json.loads(text)
            match line["what"]:
                case "arrived":
                    log._note(line)
                case "rejected":
                    log.rejected[line["workspace"]] += 1
                case "throttled":
                    until = line["at"] + line["seconds"]
                    log.throttled = (line["workspace"], line["at"], until)
                case unheard:
                    raise ValueError(f"the platform's log says {unheard!r}")
        return log

    def _note(self, line: Mapping[str, Any]) -> None:
        kind = self.arrived if line["replaces"] is None else self.replaced
        kind[line["key"]].append(line["name"])
        self.times.append((line["at"], line["workspace"]))
        if line["replaces"] is None:
            self.order[line["to"]].append(line["key"])

    def rates(self, workspaces: int, outages: Sequence[tuple[float, float]]) -> Rates:
        """Compare what the others took during the throttling with as long before and after it.

        Seconds in which the database was away, or had just come back, tell nothing.
        """
        one, begun, ended = self.throttled
        half = (ended - begun) / 2
        others = Counter(int(at / SLOT) for at, workspace in self.times if workspace != one)
        spoilt = {
            slot
            for begin, end in outages
            for slot in range(int(begin / SLOT), int((end + SETTLING) / SLOT) + 1)
        }

        def rate(*spans: tuple[float, float]) -> float:
            slots = [
                slot
                for begin, end in spans
                for slot in range(int(begin / SLOT), int(end / SLOT))
                if slot not in spoilt
            ]
            taken = sum(others[slot] for slot in slots)
            return taken / (max(1, len(slots)) * SLOT * (workspaces - 1))

        return Rates(rate((begun, ended)), rate((begun - half, begun), (ended, ended + half)))


async def judge(
    database: Database,
    face: Face,
    wave: Wave,
    log_file: Path,
    people: Answerers,
    troubles: Troubles,
    *,
    orderly: bool,
) -> Outcome:
    """Compare everything."""
    log = _Log.read(log_file)
    rows = await _outbox(database)
    sent = [row for row in rows if row.state == "sent"]
    uncertain = {row.key for row in rows if row.state == "uncertain"}
    now = datetime.now(UTC)
    lines = await database.read(
        CROWD, lambda work: work.ledger(None, now - timedelta(days=1), now, now)
    )
    prompts = [line for line in lines if line.key.startswith("wave:")]
    stored = Counter(
        (check_in.person, check_in.value) for check_in in await database.check_ins(CROWD)
    )
    expected = {(name_of("person", n), value) for n, value in people.acknowledged.items()}
    return Outcome(
        face=face,
        troubles=troubles,
        orderly=orderly,
        states=Counter(row.state for row in rows),
        fates=Counter(_fate(line.fate) for line in prompts),
        prompts=wave.prompts,
        never=[row.key for row in sent if not (log.arrived[row.key] or log.replaced[row.key])],
        twice=[key for key, names in log.arrived.items() if len(names) > 1],
        out_of_order=[
            f"{to}: {keys}"
            for to, keys in log.order.items()
            if (waves := [key for key in keys if key.startswith("wave:")]) != sorted(waves)
        ],
        misnamed=[
            row.key
            for row in sent
            if row.reference not in log.arrived[row.key] + log.replaced[row.key]
        ],
        uncertain_arrived=sum(bool(log.arrived[key]) for key in uncertain),
        rejected=log.rejected,
        rates=log.rates(wave.workspaces, troubles.outages),
        acknowledged=len(people.acknowledged),
        asked=people.number,
        deliveries=people.deliveries,
        lost=[f"{who} {value}" for who, value in expected if (who, value) not in stored],
        doubled=[f"{who} {value}" for (who, value), times in stored.items() if times > 1],
        strange=people.strange,
    )


def _fate(fate: LedgerFate) -> str:
    return fate.value


async def _outbox(database: Database) -> Sequence[Any]:
    outbox = table(OutboxRow)
    statement = select(outbox.c.key, outbox.c.state, outbox.c.reference)

    def job(connection: Connection) -> Sequence[Any]:
        return connection.execute(statement).all()

    return await database.runner.read(job)
