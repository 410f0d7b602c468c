"""How the command line shows a rehearsal: tables by week and day, or one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.table import Table

from bot.errors import OperatorError
from bot.opening import open_current, the_organisation, units_below
from bot.rehearsal import LONGEST, day_begins, now_of, rehearse, week_of
from dialogs.flows.ledger import fate_words, kind_words, reason_words
from dialogs.ledger import Foreseen, totals
from dialogs.okr.model import Language, Organisation
from dialogs.ports import TimeSource
from dialogs.posts import PostKind, Recipient, ToChannel, ToPerson
from dialogs.text import Clock, Day, Reader, Text, say
from dialogs.words.draw import draw

_KINDS: Final = tuple(PostKind)
UNIT_WIDTH: Final = 32
"""Columns of a unit's name on the terminal; a longer one goes on in the next line."""
_INSTANT: Final = timedelta(microseconds=1)
USUAL: Final = timedelta(days=14)
"""How many days are shown after the first where nothing else is asked for."""


async def show_rehearsal(  # noqa: PLR0913 - the options of a command
    url: str,
    first: date | None,
    last: date | None,
    clock: TimeSource,
    *,
    organisation: str | None,
    unit: str | None,
    language: Language,
    as_json: bool,
    out: Console,
    err: Console,
) -> None:
    """Rehearse the days from ``first`` to ``last`` and print what would happen.

    None: from today on, and for a fortnight.

    Raises OperatorError for days out of order or too many of them, and for no such organisation
    or unit.
    """
    database = await open_current(url)
    try:
        chosen = await the_organisation(database, organisation)
        units = await units_below(database, chosen, unit)
        now = now_of(clock, await database.plans.last_beat())
        first = first or now.astimezone(ZoneInfo(chosen.zone)).date()
        last = last or first + USUAL
        _check(first, last)
        begin = day_begins(first, chosen.zone)
        end = day_begins(last + timedelta(days=1), chosen.zone) - _INSTANT
        with _progress(err) as told:
            lines = await rehearse(database, chosen.id, begin, end, told, now=now)
    finally:
        await database.close()
    shown = [line for line in lines if units is None or line.unit in units]
    reader = Reader(language, chosen.zone)
    if as_json:
        for line in shown:
            out.file.write(f"{json.dumps(as_object(line, reader), ensure_ascii=False)}\n")
        return
    _print(out, shown, chosen, (first, last), reader)


def _check(first: date, last: date) -> None:
    if last < first:
        raise OperatorError(
            f"--to {last} lies before --from {first}", "Give the earlier day to --from."
        )
    if last - first > LONGEST:
        raise OperatorError(
            f"from {first} to {last} are {(last - first).days + 1} days",
            f"Rehearse {LONGEST.days} days at a time at most.",
        )


def as_object(line: Foreseen, reader: Reader) -> dict[str, str | None]:
    """Return a line as the JSON form has it; what does not apply is left out."""
    why = draw(line.why, reader)
    given: dict[str, str | None] = {
        "at": line.at.isoformat(timespec="seconds"),
        "kind": line.kind.value,
        "to": _to(line.recipient),
        "name": line.name,
        "unit": line.unit,
        "key": line.key,
        "why": f"{line.rule}: {why}" if line.rule else why,
    }
    if line.moved_from is not None:
        given["moved_from"] = line.moved_from.isoformat()
    if line.fate is not None:
        given["fate"] = line.fate.value
    if line.reason is not None:
        given["reason"] = line.reason.value
    return given


def _to(recipient: Recipient | None) -> str | None:
    match recipient:
        case ToPerson(person):
            return person
        case ToChannel(channel):
            return channel
        case None:
            return None


class _progress:  # noqa: N801 - used as a function that opens a block
    """A bar on a terminal, and nothing anywhere else."""

    def __init__(self, console: Console) -> None:
        self._bar = Progress(
            TextColumn("Rehearsing"),
            BarColumn(),
            TaskProgressColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> Callable[[float], None]:
        self._bar.start()
        task = self._bar.add_task("", total=1.0)
        return lambda share: self._bar.update(task, completed=share)

    def __exit__(self, *raised: object) -> None:
        self._bar.stop()


# --- for people ---------------------------------------------------------------------------------


def _print(
    out: Console,
    lines: Sequence[Foreseen],
    organisation: Organisation,
    span: tuple[date, date],
    reader: Reader,
) -> None:
    days = draw(say("rehearsal-days", first=Day(span[0]), last=Day(span[1])), reader)
    title = draw(say("rehearsal-title"), reader)
    out.print(f"[bold]{escape(organisation.name)} · {title} · {days}[/]", soft_wrap=False)
    out.print(draw(say("rehearsal-lead"), reader), style="dim", soft_wrap=False)
    out.print(draw(say("rehearsal-nobody-answers"), reader), style="dim", soft_wrap=False)
    for week, of_week in groupby(sorted(lines, key=_place), key=week_of):
        between = say(
            "rehearsal-days",
            first=Day(week.monday, with_year=False),
            last=Day(week.sunday, with_year=False),
        )
        name = draw(say("web-week", number=week.number), reader)
        out.print()
        out.rule(f"[bold]{_capital(name)} · {draw(between, reader)}[/]", align="left")
        for day, of_day in groupby(of_week, key=lambda line: line.at.date()):
            out.print(f"[bold]{_capital(draw(_weekday(day), reader))}[/]")
            out.print(_table(list(of_day), reader), soft_wrap=False)
    if not lines:
        out.print(draw(say("rehearsal-nothing"), reader))
    out.print()
    out.print(_totals(lines, reader), soft_wrap=False)
    _print_whys(out, lines, reader)


def _print_whys(out: Console, lines: Sequence[Foreseen], reader: Reader) -> None:
    """Print each rule once, in the order in which the kinds stand."""
    ordered = sorted(lines, key=lambda line: (_KINDS.index(line.kind), line.unit_name))
    whys = dict.fromkeys(draw(line.why, reader) for line in ordered)
    if whys:
        out.print(f"\n[bold]{escape(draw(say('rehearsal-whys'), reader))}[/]")
    for why in whys:
        out.print(Padding(escape(why), (0, 0, 0, 2)), soft_wrap=False)


def _place(line: Foreseen) -> tuple[datetime, int, str, str, str, str]:
    """Order by the hour on the receiver's own wall: a day is a day wherever somebody lives."""
    hour, kind = line.at.replace(tzinfo=None), _KINDS.index(line.kind)
    return hour, kind, line.unit_name, line.fate or "", line.reason or "", line.name


def _weekday(day: date) -> Text:
    name = say(f"web-weekday-{day.weekday()}")
    return say("web-day", weekday=name, day=Day(day, with_year=False))


def _capital(written: str) -> str:
    return f"{written[:1].upper()}{written[1:]}"


def _table(lines: Sequence[Foreseen], reader: Reader) -> Table:
    """Draw one day: what comes at which hour, and below it the units and who gets it."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True, min_width=6)
    table.add_column(width=UNIT_WIDTH)
    table.add_column(ratio=1)
    above: tuple[str, str] = ("", "")
    for _, alike in groupby(lines, key=_row_of):
        those = list(alike)
        first = those[0]
        said = [escape(", ".join(dict.fromkeys(line.name for line in those if line.name)))]
        if marks := "; ".join(_marks(first, reader)):
            said.append(f"[yellow]({escape(marks)})[/]")
        hour = draw(say("web-hour", at=Clock(first.at.time().replace(microsecond=0))), reader)
        head = hour, draw(kind_words(first.kind), reader)
        if head != above:
            table.add_row(*head, "")
        table.add_row(
            "",
            escape(first.unit_name),
            " ".join(each for each in said if each),
            style="dim" if first.fate is not None else "",
        )
        above = head
    return table


def _row_of(line: Foreseen) -> tuple[object, ...]:
    return line.at, line.kind, line.unit, line.fate, line.reason, line.moved_from


def _marks(line: Foreseen, reader: Reader) -> Sequence[str]:
    found = []
    if line.moved_from is not None:
        found.append(draw(say("rehearsal-moved", day=_weekday(line.moved_from)), reader))
    if line.fate is not None:
        found.append(draw(fate_words(line.fate), reader))
    if line.reason is not None:
        found.append(draw(reason_words(line.reason), reader))
    return found


def _totals(lines: Collection[Foreseen], reader: Reader) -> Table:
    sums = totals(lines)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for key, count in (
        ("rehearsal-total-messages", sums.messages),
        ("rehearsal-total-most", sums.most),
        ("rehearsal-total-moved", sums.moved),
        ("rehearsal-total-left-out", sums.left_out),
    ):
        table.add_row(draw(say(key), reader), str(count))
    return table
