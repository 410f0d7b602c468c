"""The ledger for operators: every message that was planned, with its fate and the reason."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.errors import OperatorError
from bot.opening import open_current, the_organisation, units_below
from bot.rehearsal import day_begins, now_of
from dialogs.ledger import LedgerFate, LedgerLine, Reason
from dialogs.ports import TimeSource
from dialogs.posts import Cause, ToChannel, ToPerson

USUAL: Final = timedelta(days=14)
"""How far back it looks unless it is told."""

_INSTANT: Final = timedelta(microseconds=1)
_COLOUR: Final = {
    LedgerFate.FAILED: "red",
    LedgerFate.NOT_INSTALLED: "red",
    LedgerFate.UNCERTAIN: "yellow",
    LedgerFate.MISSED: "yellow",
    LedgerFate.LATE: "yellow",
    LedgerFate.ANSWERED: "green",
}


async def show_ledger(  # noqa: PLR0913 - the options of a command
    url: str,
    first: date | None,
    last: date | None,
    clock: TimeSource,
    *,
    organisation: str | None,
    unit: str | None,
    fates: Collection[LedgerFate],
    as_json: bool,
    out: Console,
) -> None:
    """Print the messages planned from one day to another, both included, and their fates now.

    Raises OperatorError for days out of order, and for no such organisation or unit.
    """
    database = await open_current(url)
    try:
        chosen = await the_organisation(database, organisation)
        units = await units_below(database, chosen, unit)
        now = now_of(clock, await database.plans.last_beat())
        today = now.astimezone(ZoneInfo(chosen.zone)).date()
        until = last or max(today, first or today)
        since = first or until - USUAL
        if until < since:
            raise OperatorError(
                f"--to {until} lies before --from {since}", "Give the earlier day to --from."
            )
        begin = day_begins(since, chosen.zone)
        end = day_begins(until + timedelta(days=1), chosen.zone) - _INSTANT
        lines = await database.read(chosen.id, lambda work: work.ledger(units, begin, end, now))
    finally:
        await database.close()
    shown = [line for line in lines if not fates or line.fate in fates]
    if as_json:
        for line in shown:
            out.file.write(f"{json.dumps(as_object(line), ensure_ascii=False)}\n")
        return
    out.print(f"[bold]{escape(chosen.name)} · ledger · {since} – {until}[/]")
    _print(out, shown)


def as_object(line: LedgerLine) -> dict[str, str | None]:
    """Return a line as the JSON form has it; what does not apply is null."""
    zone = ZoneInfo(line.zone)
    return {
        "at": line.at.astimezone(zone).isoformat(timespec="seconds"),
        "kind": line.kind.value,
        "to": _to(line),
        "name": line.name,
        "unit": line.unit,
        "period": line.period,
        "key": line.key,
        "fate": line.fate.value,
        "reason": None if line.reason is None else line.reason.value,
        "cause": None if line.cause is None else line.cause.value,
        "told": line.told or None,
        "moved_from": None if line.moved_from is None else line.moved_from.isoformat(),
        "fated_at": (
            None
            if line.fated_at is None
            else line.fated_at.astimezone(zone).isoformat(timespec="seconds")
        ),
    }


def _to(line: LedgerLine) -> str | None:
    match line.recipient:
        case ToPerson(person):
            return person
        case ToChannel(channel):
            return channel
        case None:
            return None


def _print(out: Console, lines: Sequence[LedgerLine]) -> None:
    for day, of_day in groupby(lines, key=_day):
        out.print(f"[bold]{day:%a} {day}[/]")
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True, min_width=5)
        table.add_column(no_wrap=True, min_width=8)
        table.add_column(no_wrap=True, min_width=9)
        table.add_column(max_width=24)
        table.add_column(ratio=1)
        for line in of_day:
            local = line.at.astimezone(ZoneInfo(line.zone))
            fate = _plain(line.fate)
            colour = _COLOUR.get(line.fate)
            table.add_row(
                f"{local:%H:%M}",
                line.kind.value,
                fate if colour is None else f"[{colour}]{fate}[/]",
                escape(line.name or line.unit_name),
                escape(_why(line)),
            )
        out.print(table, soft_wrap=False)
    if not lines:
        out.print("Nothing was planned in this time.")
        return
    out.print()
    counted = Counter(line.fate for line in lines)
    sums = (f"{counted[each]} {_plain(each)}" for each in LedgerFate if counted[each])
    out.print(f"[bold]{len(lines)} messages:[/] {', '.join(sums)}", soft_wrap=False)


def _day(line: LedgerLine) -> date:
    return line.at.astimezone(ZoneInfo(line.zone)).date()


def _plain(value: LedgerFate | Reason | Cause) -> str:
    return value.value.replace("_", " ")


def _why(line: LedgerLine) -> str:
    """Say why, as far as it is known: our reason, the cause, the platform's own words."""
    parts = [
        None if line.reason is None else _plain(line.reason),
        None if line.cause is None else _plain(line.cause),
        line.told or None,
        None if line.moved_from is None else f"moved from {line.moved_from}",
    ]
    return f"{line.unit_name}: {'; '.join(each for each in parts if each)}".rstrip(": ")
