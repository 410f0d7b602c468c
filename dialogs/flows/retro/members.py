"""What members are sent in a retro: when it may reach each of them, and who is away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs.flows.check_in.facts import reader_of
from dialogs.flows.retro.moves import stage_words
from dialogs.flows.retro.setting import NAME, Setting, retro_action
from dialogs.ledger import LedgerEntry, LedgerFate, Reason
from dialogs.okr.cadence import WorkingDays
from dialogs.okr.hours import next_working_instant
from dialogs.okr.model import Cycle, Person, PersonId, Unit
from dialogs.okr.retro import Retro, RetroId
from dialogs.ports import ScheduleKind, Work
from dialogs.posts import Planned, Post, PostKey, PostKind, ToPerson
from dialogs.text import Reader, Text, say
from dialogs.views import Action, Button, Buttons, Paragraph, Tone, View
from dialogs.writes import NoteLedger

KeyOf = Callable[[RetroId, PersonId], PostKey]


@dataclass(frozen=True, slots=True)
class Receiver:
    """A member, and when a message may reach them."""

    person: Person
    reader: Reader
    at: datetime
    """Aware, UTC: now in their working hours, else when the next ones begin."""
    away: bool


def gather_receivers(work: Work, setting: Setting) -> tuple[Receiver, ...]:
    """Gather the members of the unit with their hours."""
    unit = setting.unit
    if unit is None:
        return ()
    organisation = work.organisation
    home = Reader(unit.language or organisation.language, unit.zone or organisation.zone)
    schedule = work.schedule(ScheduleKind.ASKING, unit.id)
    working = None if schedule is None else setting.situation.almanac.working_days(schedule)
    readers = {each.id: reader_of(each, home) for each in setting.members}
    hours = {each: _hour(setting.situation.now, readers[each], working) for each in readers}
    days = {each: at.astimezone(ZoneInfo(readers[each].zone)).date() for each, at in hours.items()}
    away = {day: work.away(list(readers), day) for day in set(days.values())}
    return tuple(
        Receiver(each, readers[each.id], hours[each.id], each.id in away[days[each.id]])
        for each in setting.members
    )


def _hour(now: datetime, reader: Reader, working: WorkingDays | None) -> datetime:
    if working is None:
        return now
    return next_working_instant(now, ZoneInfo(reader.zone), working) or now


def period_of(cycle: Cycle) -> str:
    """Name what a retro's messages are about, for the ledger."""
    return f"retro-{cycle.end.isoformat()}"


def messages(
    retro: Retro,
    unit: Unit,
    cycle: Cycle,
    receivers: Collection[Receiver],
    key_of: KeyOf,
    view_of: Callable[[PostKey], View],
) -> tuple[Post, ...]:
    """Return a message to each who is there; the ledger knows of them."""
    return tuple(
        Post(
            key=key_of(retro.id, each.person.id),
            kind=PostKind.RETRO,
            recipient=ToPerson(each.person.id),
            reader=each.reader,
            view=view_of(key_of(retro.id, each.person.id)),
            at=each.at,
            planned=Planned(unit.id, period_of(cycle), each.at),
        )
        for each in receivers
        if not each.away
    )


def absences(
    retro: Retro, unit: Unit, cycle: Cycle, receivers: Collection[Receiver], key_of: KeyOf
) -> Iterator[NoteLedger]:
    """Note who is sent nothing because they are away."""
    entries = tuple(
        LedgerEntry(
            key=key_of(retro.id, each.person.id),
            kind=PostKind.RETRO,
            recipient=ToPerson(each.person.id),
            unit=unit.id,
            period=period_of(cycle),
            at=each.at,
            fate=LedgerFate.ABSENT,
            reason=Reason.AWAY,
            zone=each.reader.zone,
        )
        for each in receivers
        if each.away
    )
    if entries:
        yield NoteLedger(entries)


# --- what is said where something cannot be done -------------------------------------------------


def told(text: Text, *buttons: Button, tone: Tone = Tone.CARE, more: Sequence[Text] = ()) -> View:
    """Say a sentence, and what can be done next."""
    parts = (Paragraph(text, tone), *(Paragraph(each) for each in more))
    return View(text, (*parts, Buttons(buttons)) if buttons else parts)


def board_button(setting: Setting, *, main: bool = False) -> Button:
    """Return what shows where the retro is."""
    retro, unit = setting.retro, setting.unit
    if retro is not None:
        action = retro_action("show", retro)
    else:
        action = Action(NAME, "show", (("unit", unit.id),) if unit is not None else ())
    return Button(say("notes-to-board"), action, main)


def gone(setting: Setting) -> View | None:
    """Say that there is no such retro; None where there is one."""
    if setting.retro is not None and setting.unit is not None and setting.cycle is not None:
        return None
    return told(say("notes-no-retro"), board_button(setting))


def not_yours(setting: Setting) -> View | None:
    """Say who runs the retro, to somebody who does not; None to those who may."""
    if setting.runs:
        return None
    return told(say("notes-not-yours"), board_button(setting))


def not_a_member(setting: Setting) -> View | None:
    """Say that members alone write and vote; None to them."""
    if setting.belongs or setting.unit is None:
        return None
    return told(say("notes-not-a-member", unit=setting.unit.name), board_button(setting))


def elsewhere(setting: Setting) -> View:
    """Say to somebody who pressed an old button where the retro is now."""
    assert setting.retro is not None  # noqa: S101 - `gone` was asked first
    step = stage_words(setting.retro.stage)
    return told(say("notes-elsewhere", step=step), board_button(setting))
