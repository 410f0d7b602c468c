"""What became of the messages of a unit and all below it, for those who answer for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.events import MomentKind
from dialogs.flow import Flow, Situation, Tell
from dialogs.flows.parts import blocks, today
from dialogs.flows.rights import may, those_who_may
from dialogs.flows.status import MOST_BUTTONS, find_unit
from dialogs.ledger import LedgerFate, LedgerLine, Reason
from dialogs.okr.cadence import instant
from dialogs.okr.cycle import Phase
from dialogs.okr.model import Person, Unit, UnitId
from dialogs.okr.permission import Deed
from dialogs.okr.rollup import below
from dialogs.ports import Schedule, ScheduleKind, Work
from dialogs.posts import Cause, PostKind
from dialogs.text import Clock, Day, Instant, Listing, Reader, Text, Verbatim, say
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Details,
    Fact,
    Facts,
    Heading,
    Note,
    Paragraph,
    Table,
    Tone,
    View,
)

NAME: Final = "ledger"
BACK: Final = timedelta(weeks=2)
AHEAD: Final = timedelta(weeks=1)
MOST_LINES: Final = 20
"""Messages that are listed, the newest; the operator's ledger has them all."""
MOST_OF_A_KIND: Final = 3
"""Messages that stand in the open under one problem; more of them are folded away."""
MOST_TOLD: Final = 30
"""Messages that are told of under all problems together; of the rest only the number is."""
MOST_NAMES: Final = 3
"""Receivers that are named where several got the same message at the same hour."""
MOST_COMING: Final = 12
"""Moments to come that are listed."""
MOST_SUBJECTS: Final = 40
"""Units and forums whose moments to come are looked up; of more, the unit's own alone."""

_PROBLEMS: Final = (
    LedgerFate.NOT_INSTALLED,
    LedgerFate.FAILED,
    LedgerFate.UNCERTAIN,
    LedgerFate.MISSED,
)
"""Fates that need somebody, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A moment that no message has been written for yet."""

    at: datetime
    kind: PostKind
    name: str
    """The unit's or the forum's."""


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """The unit that was asked for, and what became of its messages."""

    asked: str
    reader: Reader
    unit: Unit | None = None
    candidates: tuple[Unit, ...] = ()
    """Those that could have been meant."""
    may_read: bool = False
    readers: tuple[Person, ...] = ()
    """Who may read it instead of somebody who may not."""
    lines: tuple[LedgerLine, ...] = ()
    """Oldest first."""
    coming: tuple[Coming, ...] = ()


def gather(work: Work, situation: Situation) -> LedgerFacts:
    """Find the unit by id or name, else the first for which the person answers; gather its lines.

    Whoever may not read it gets no line of it.
    """
    asked = situation.arg("unit").strip()
    units = work.units()
    person = situation.person.id
    if asked:
        unit, candidates = find_unit(units, asked)
    else:
        own = [unit for unit, _ in work.units_of(person)]
        allowed = (unit for unit in own if may(work, person, unit.id, Deed.READ_LEDGER))
        unit, candidates = next(allowed, next(iter(own), None)), ()
    if unit is None:
        return LedgerFacts(asked, situation.reader, candidates=candidates)
    if not may(work, person, unit.id, Deed.READ_LEDGER):
        readers = those_who_may(work, unit.id, Deed.READ_LEDGER)
        return LedgerFacts(asked, situation.reader, unit, readers=tuple(readers))
    inside = below({each.id: each.parent for each in units}, unit.id)
    now = situation.now
    return LedgerFacts(
        asked=asked,
        reader=situation.reader,
        unit=unit,
        may_read=True,
        lines=tuple(work.ledger(inside, _first(situation), now + AHEAD, now)),
        coming=_coming(work, situation, unit, [each for each in units if each.id in inside]),
    )


def _first(situation: Situation) -> datetime:
    """Return the beginning of the first day that is shown, where the reader is."""
    day = today(situation.now, situation.reader) - BACK
    return instant(day, time(0), ZoneInfo(situation.reader.zone))


def _coming(
    work: Work, situation: Situation, unit: Unit, inside: Sequence[Unit]
) -> tuple[Coming, ...]:
    """Return the moments of the coming week; of a large part of the tree, only the unit's own."""
    shown = inside if len(inside) <= MOST_SUBJECTS else [unit]
    places = {each.id for each in shown}
    subjects: list[tuple[ScheduleKind, str, str]] = []
    subjects += [(ScheduleKind.ASKING, each.id, each.name) for each in shown]
    subjects += [(ScheduleKind.RETRO, each.id, each.name) for each in shown]
    subjects += _of_cycles(work, shown)
    subjects += [
        (ScheduleKind.DIGEST, forum.id, forum.name)
        for forum in work.forums()
        if forum.unit in places
    ]
    found = [
        coming
        for kind, subject, name in subjects
        if (schedule := work.schedule(kind, subject)) is not None
        for coming in _of(situation, schedule, name)
    ]
    return tuple(sorted(found, key=lambda each: (each.at, each.name)))


def _of_cycles(work: Work, shown: Sequence[Unit]) -> Iterator[tuple[ScheduleKind, str, str]]:
    """Yield what people have set up by looking back; most units have none of it."""
    lives = work.lives([each.id for each in shown])
    looked_back = {each.unit for each in work.retros_of([each.id for each in shown])}
    for unit in shown:
        turned = {each.turn.phase for each in lives[unit.id] if each.turn is not None}
        if Phase.PLANNING in turned:
            yield ScheduleKind.OPENING, unit.id, unit.name
        if unit.id in looked_back:
            yield ScheduleKind.CHANGES, unit.id, unit.name


def _of(situation: Situation, schedule: Schedule, name: str) -> Iterator[Coming]:
    until = situation.now + AHEAD
    for each in situation.almanac.coming(schedule, situation.now, _MOST_IN_A_WEEK):
        if each.planned <= until:
            yield Coming(each.planned, _KIND[each.kind], name)


_MOST_IN_A_WEEK: Final = 7
_KIND: Final[Mapping[MomentKind, PostKind]] = {
    MomentKind.ASK: PostKind.PROMPT,
    MomentKind.REMIND: PostKind.REMINDER,
    MomentKind.DIGEST: PostKind.DIGEST,
    MomentKind.RETRO: PostKind.RETRO,
    MomentKind.OPENING: PostKind.OPENING,
    MomentKind.CHANGES: PostKind.CHANGES,
}


def tell(facts: LedgerFacts) -> View:
    """Show the ledger: what it comes to, then what needs somebody, then all the rest, folded."""
    if facts.unit is None:
        return _which(facts)
    title = say("ledger-title", unit=facts.unit.name)
    if not facts.may_read:
        return View(title, (Heading(title), Paragraph(_refusal(facts)), Note(say("help-open"))))
    counted = Counter(line.fate for line in facts.lines)
    summary = tuple(
        Fact(fate_words(fate), say("ledger-count", count=counted[fate]))
        for fate in LedgerFate
        if counted[fate]
    )
    return View(
        summary=title,
        blocks=blocks(
            Heading(title),
            Note(say("ledger-span")),
            Facts(summary) if summary else Paragraph(say("ledger-nothing")),
            *_problem_blocks(facts),
            _coming_block(facts),
            _rest(facts),
        ),
    )


def _which(facts: LedgerFacts) -> View:
    key = "status-which" if facts.candidates else "status-unknown"
    text = say(key, asked=facts.asked) if facts.asked else say("ledger-no-unit")
    buttons = tuple(
        Button(Verbatim(unit.name), show_action(unit.id))
        for unit in facts.candidates[:MOST_BUTTONS]
    )
    return View(text, blocks(Paragraph(text), Buttons(buttons) if buttons else None))


def show_action(unit: UnitId) -> Action:
    """Return what shows a unit's ledger."""
    return Action(NAME, "show", (("unit", unit),))


def _refusal(facts: LedgerFacts) -> Text:
    unit = facts.unit.name if facts.unit is not None else ""
    if not facts.readers:
        return say("ledger-refused-nobody", unit=unit)
    return say("ledger-refused", unit=unit, people=_some(list(map(_named, facts.readers))))


def _named(person: Person) -> Text:
    return Verbatim(person.name)


def _some(names: Sequence[Text]) -> Text:
    """List names; of many only the first ones, and how many there are more."""
    shown = tuple(names[:MOST_NAMES])
    left = len(names) - len(shown)
    if left <= 1:
        return Listing(tuple(names))
    return Listing((*shown, say("ledger-others", count=left)))


def _problem_blocks(facts: LedgerFacts) -> Iterator[Block]:
    found = _problems(facts.lines)
    if not found:
        if facts.lines:
            yield Paragraph(say("ledger-no-problems"), Tone.GOOD)
        return
    yield Heading(say("ledger-problems"), 2)
    kinds = defaultdict[tuple[LedgerFate, str], list[LedgerLine]](list)
    for line in reversed(found):
        kinds[line.fate, remedy_key(line)].append(line)
    most = max(MOST_OF_A_KIND, MOST_TOLD // len(kinds))
    for fate, remedy in sorted(kinds, key=lambda kind: _PROBLEMS.index(kind[0])):
        yield Heading(fate_words(fate), 3)
        yield Paragraph(say(remedy), Tone.CARE)
        together = _together(kinds[fate, remedy])
        shown = [_bullet(facts, each) for each in together[:most]]
        yield Bullets(tuple(shown[:MOST_OF_A_KIND]))
        yield from _folded(shown[MOST_OF_A_KIND:], len(together) - MOST_OF_A_KIND)


def _folded(shown: Sequence[Text], count: int) -> Iterator[Block]:
    """Fold away what a problem has more of; beyond that say only how much it is."""
    left = count - len(shown)
    note = Note(say("ledger-left-out", count=left)) if left > 0 else None
    if shown:
        title = say("ledger-more", count=count)
        yield Details(title, blocks(Bullets(tuple(shown)), note))
    elif note is not None:
        yield note


def _problems(lines: Sequence[LedgerLine]) -> list[LedgerLine]:
    """Return what needs somebody; of a missed question, its missed reminder says nothing new."""
    missed = {
        (line.recipient, line.period)
        for line in lines
        if line.fate is LedgerFate.MISSED and line.kind is PostKind.PROMPT
    }
    return [
        line
        for line in lines
        if line.fate in _PROBLEMS
        and not (
            line.kind is PostKind.REMINDER
            and line.fate is LedgerFate.MISSED
            and (line.recipient, line.period) in missed
        )
    ]


def _together(lines: Sequence[LedgerLine]) -> list[list[LedgerLine]]:
    """Put those together that went to several people of a unit at the same hour."""
    found: defaultdict[tuple[datetime, PostKind, UnitId], list[LedgerLine]] = defaultdict(list)
    for line in lines:
        found[line.at, line.kind, line.unit].append(line)
    return list(found.values())


def remedy_key(line: LedgerLine) -> str:
    """Name the sentence that says what to do about a message that did not do its work."""
    if line.fate is LedgerFate.MISSED:
        return "remedy-downtime" if line.reason is Reason.DOWNTIME else "remedy-missed"
    if line.fate is LedgerFate.UNCERTAIN:
        return "remedy-uncertain"
    if line.fate is LedgerFate.NOT_INSTALLED:
        return "remedy-not-installed"
    return f"remedy-{(line.cause or Cause.REFUSED).value.replace('_', '-')}"


def _bullet(facts: LedgerFacts, lines: Sequence[LedgerLine]) -> Text:
    line = lines[0]
    names = [_who(each) for each in sorted(lines, key=lambda each: each.name)]
    return say(
        "ledger-bullet",
        who=_some(names),
        kind=kind_words(line.kind),
        unit=line.unit_name,
        at=_at(facts, line),
    )


def _who(line: LedgerLine) -> Text:
    return Verbatim(line.name) if line.name else say("ledger-all-of", unit=line.unit_name)


def _at(facts: LedgerFacts, line: LedgerLine) -> Text:
    """Write the hour for the reader, and for the receiver where theirs is another one."""
    here, there = ZoneInfo(facts.reader.zone), ZoneInfo(line.zone)
    at = Instant(line.at)
    if line.at.astimezone(here).replace(tzinfo=None) == line.at.astimezone(there).replace(
        tzinfo=None
    ):
        return say("ledger-at", at=at)
    return say("ledger-at-there", at=at, there=Clock(line.at.astimezone(there).time()))


def _coming_block(facts: LedgerFacts) -> Block | None:
    if not facts.coming:
        return None
    shown = facts.coming[:MOST_COMING]
    rows: list[Text] = [
        say("ledger-coming-line", at=Instant(each.at), kind=kind_words(each.kind), name=each.name)
        for each in shown
    ]
    if len(facts.coming) > len(shown):
        rows.append(say("ledger-left-out", count=len(facts.coming) - len(shown)))
    return Details(say("ledger-coming", count=len(facts.coming)), (Bullets(tuple(rows)),))


def _rest(facts: LedgerFacts) -> Block | None:
    """List all messages, problems among them, the newest first."""
    if not facts.lines:
        return None
    newest = tuple(reversed(facts.lines))
    title = say("ledger-all", count=len(newest))
    header = (say("ledger-when"), say("ledger-message"), say("ledger-fate"))
    table = Table(
        say("ledger-order"), header, tuple(_row(facts, line) for line in newest[:MOST_LINES])
    )
    left = len(newest) - MOST_LINES
    note = Note(say("ledger-rest", count=left)) if left > 0 else None
    return Details(title, blocks(table, note))


def _row(facts: LedgerFacts, line: LedgerLine) -> tuple[Text, ...]:
    message = say("ledger-line", who=_who(line), kind=kind_words(line.kind), unit=line.unit_name)
    return _at(facts, line), message, _told(line)


def _told(line: LedgerLine) -> Text:
    fate = fate_words(line.fate)
    told: Text = fate
    if line.reason is not None:
        told = say("ledger-because", fate=fate, reason=reason_words(line.reason))
    elif line.cause is not None:
        told = say("ledger-because", fate=fate, reason=cause_words(line.cause))
    if line.moved_from is not None:
        told = say("ledger-moved", told=told, day=Day(line.moved_from, with_year=False))
    return told


def fate_words(fate: LedgerFate) -> Text:
    """Name a fate."""
    return say(f"fate-{fate.value.replace('_', '-')}")


def reason_words(reason: Reason) -> Text:
    """Say why a message was not sent."""
    return say(f"reason-{reason.value.replace('_', '-')}")


def cause_words(cause: Cause) -> Text:
    """Say why a message will never arrive."""
    return say(f"cause-{cause.value.replace('_', '-')}")


def kind_words(kind: PostKind) -> Text:
    """Name a kind of message."""
    return say(f"kind-{kind.value}")


FLOW: Final = Flow(NAME, (Tell("show", gather, tell),))
