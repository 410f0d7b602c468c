"""Why a message came: the rule as a sentence, the next moments, and how to change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dialogs.events import MomentKind
from dialogs.flow import Flow, Situation, Tell
from dialogs.flows.check_in.facts import prompt_key, reminder_key, snooze_keys
from dialogs.flows.coming import (
    Asked,
    Next,
    Rhythm,
    asked,
    changes_rhythm,
    forum_rhythm,
    moved_from,
    opening_rhythm,
    retro_rhythm,
    week_of,
)
from dialogs.flows.parts import blocks, rule_words, today
from dialogs.okr.cadence import BeforeMeetings
from dialogs.okr.hours import within_working_hours
from dialogs.okr.model import Absence, ForumId, UnitId
from dialogs.okr.week import Week
from dialogs.ports import Work
from dialogs.posts import PostKey, PostKind
from dialogs.text import Clock, Day, Instant, Listing, Reader, Text, Verbatim, say
from dialogs.views import Block, Bullets, Heading, Note, Paragraph, View

NAME: Final = "why"
MOST_FORUMS: Final = 8
"""Forums whose roll-ups are told about; a facilitator of many has the ledger."""
MOST_MEETINGS: Final = 3
"""Meetings of a calendar that are named in advance."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One message, or everything that the person gets."""

    reader: Reader
    on: date
    kind: PostKind | None
    """What the message is; None: everything is told about."""
    asked: Asked | None = None
    forums: tuple[Rhythm, ...] = ()
    retros: tuple[Rhythm, ...] = ()
    openings: tuple[Rhythm, ...] = ()
    changes: tuple[Rhythm, ...] = ()
    moved: date | None = None
    """The free day for which the rule had planned the message."""
    put_off: bool = False
    """Whether the person asked for it to come again at this hour."""
    what: str = ""
    """Key of the sentence that says what the message is; empty: as all of its kind are."""


def gather(work: Work, situation: Situation) -> Facts:
    """Find what the message was; a key that is not the person's own is as good as none.

    The key comes from a button, and so from outside: nothing is told by it that the person could
    not ask for without it.
    """
    key = situation.arg("key")
    kind, _, rest = key.partition(":") if key.isprintable() else ("", "", "")
    match kind:
        case "prompt" | "reminder" | "snooze":
            found = _of_asking(work, situation, key)
        case "digest":
            found = _of_digest(work, situation, rest)
        case "retro" | "opening" | "changes":
            found = _of_cycle(work, situation, kind, rest)
        case "retro-summary" | "retro-short":  # it tells nothing but what everybody may read
            found = replace(_facts(situation, PostKind.RETRO), what=f"why-{kind}")
        case name if name in _OF_RETRO and rest.endswith(f":{situation.person.id}"):
            found = replace(_facts(situation, PostKind.RETRO), what=_OF_RETRO[name])
        case "notice" if rest.startswith(f"{situation.person.id}:"):
            found = _facts(situation, PostKind.NOTICE)
        case _:
            found = None
    return found if found is not None else _everything(work, situation)


def _facts(situation: Situation, kind: PostKind | None) -> Facts:
    return Facts(situation.reader, today(situation.now, situation.reader), kind)


def _of_asking(work: Work, situation: Situation, key: str) -> Facts | None:
    kind, _, rest = key.partition(":")
    week = week_of(rest.partition(":")[0])
    if week is None:
        return None
    person = situation.person.id
    prompt, put_off = prompt_key(week, person), snooze_keys(week, person)
    if key not in {prompt, reminder_key(week, person), *put_off}:
        return None
    mine = asked(work, situation)
    return replace(
        _facts(situation, PostKind.REMINDER if kind == "reminder" else PostKind.PROMPT),
        asked=mine,
        moved=_moved(work, situation, mine, week, prompt) if kind == "prompt" else None,
        put_off=key in put_off,
    )


def _moved(
    work: Work, situation: Situation, mine: Asked, week: Week, prompt: PostKey
) -> date | None:
    """Return the free day from which the week's question was moved; the first unit's counts."""
    came = work.posted([prompt]).get(prompt)
    if came is None or came.at is None:
        return None
    found = [
        moved_from(situation, each.schedule, str(week), MomentKind.ASK, came.at)
        for each in mine.units
    ]
    return next(iter(found), None)


def _of_digest(work: Work, situation: Situation, rest: str) -> Facts | None:
    name, _, period = rest.rpartition(":")
    forum = work.forum(ForumId(name))
    rhythm = None if forum is None else forum_rhythm(work, situation, forum)
    if rhythm is None:
        return None
    key = PostKey(f"digest:{rest}")
    came = work.posted([key]).get(key)
    moved = None
    if came is not None and came.at is not None:
        moved = moved_from(situation, rhythm.schedule, period, MomentKind.DIGEST, came.at)
    return replace(_facts(situation, PostKind.DIGEST), forums=(rhythm,), moved=moved)


def _of_cycle(work: Work, situation: Situation, kind: str, rest: str) -> Facts | None:
    head, found, tail = rest.rpartition(f":{situation.person.id}")
    name, _, _ = head.rpartition(":")
    unit = work.unit(UnitId(name)) if found and not tail else None
    if unit is None:
        return None
    match kind:
        case "opening":
            opening = opening_rhythm(work, situation, unit)
            facts = _facts(situation, PostKind.OPENING)
            return None if opening is None else replace(facts, openings=(opening,))
        case "changes":
            # Who sees to nothing any more may still ask why the message came.
            changes = changes_rhythm(work, situation, unit)
            facts = _facts(situation, PostKind.CHANGES)
            return replace(facts, changes=() if changes is None else (changes,))
        case _:
            retro = retro_rhythm(work, situation, unit)
            facts = _facts(situation, PostKind.RETRO)
            return None if retro is None else replace(facts, retros=(retro,))


def _everything(work: Work, situation: Situation) -> Facts:
    units = [unit for unit, _ in work.units_of(situation.person.id)]
    own = {unit.id for unit in units}
    forums = [each for each in work.forums() if each.unit in own][:MOST_FORUMS]
    found = (forum_rhythm(work, situation, forum) for forum in forums)
    retros = (retro_rhythm(work, situation, unit) for unit in units)
    openings = (opening_rhythm(work, situation, unit) for unit in units)
    changes = (changes_rhythm(work, situation, unit) for unit in units)
    return replace(
        _facts(situation, None),
        asked=asked(work, situation),
        forums=tuple(each for each in found if each is not None),
        retros=tuple(each for each in retros if each is not None and each.coming),
        openings=tuple(each for each in openings if each is not None and each.coming),
        changes=tuple(each for each in changes if each is not None and each.coming),
    )


def tell(facts: Facts) -> View:
    """Say what the message is, which rule brings it, what comes next, and how to change that."""
    if facts.kind is None:
        return _tell_everything(facts)
    title = say("why-title")
    what = facts.what or _WHAT[facts.kind]
    return View(
        summary=title,
        blocks=blocks(
            Heading(title),
            Paragraph(say(what)),
            Paragraph(say("why-put-off")) if facts.put_off else None,
            *_asked_blocks(facts.asked),
            *(block for each in facts.forums for block in _forum_blocks(facts, each)),
            *_cycle_blocks(facts),
            None if facts.moved is None else Note(say("why-moved", day=Day(facts.moved))),
            *_ways(facts),
        ),
    )


_WHAT: Final = {
    PostKind.PROMPT: "why-prompt",
    PostKind.REMINDER: "why-reminder",
    PostKind.RECEIPT: "why-prompt",
    PostKind.DIGEST: "why-digest",
    PostKind.RETRO: "why-retro",
    PostKind.OPENING: "why-opening",
    PostKind.CHANGES: "why-changes",
    PostKind.NOTICE: "why-notice",
}


_OF_RETRO: Final = {
    "retro-write": "why-retro-write",
    "retro-nudge": "why-retro-nudge",
    "retro-vote": "why-retro-vote",
    "retro-hand": "why-retro-hand",
}
"""What people get while a retro is under way, by the beginning of its key."""


def _tell_everything(facts: Facts) -> View:
    title = say("why-all-title")
    mine = facts.asked
    parts: list[Block] = [Heading(title)]
    if mine is not None and (mine.units or mine.away):
        parts += [Heading(say("why-all-asked"), 2), *_asked_blocks(mine)]
    if facts.forums:
        parts.append(Heading(say("why-all-forums"), 2))
        for each in facts.forums:
            parts += _forum_blocks(facts, each)
    cycles = tuple(_cycle_blocks(facts))
    if cycles:
        parts += [Heading(say("why-all-retros"), 2), *cycles]
    if len(parts) == 1:
        parts.append(Paragraph(say("why-nothing")))
    return View(title, (*parts, *_ways(facts)))


def _asked_blocks(mine: Asked | None) -> Iterator[Block]:
    if mine is None:
        return
    for each in mine.units:
        rule = rule_words(each.schedule.rule, _clock(each))
        yield Paragraph(say("why-asked", unit=each.unit.name, rule=rule))
    if mine.stands_in_for:
        names = Listing(tuple(Verbatim(each.name) for each in mine.stands_in_for))
        yield Paragraph(say("why-stands-in", people=names))
    if mine.away is not None:
        yield Paragraph(_away(mine.away))
    if len(mine.units) > 1:
        yield Note(say("why-together"))
    if not mine.units:
        yield Note(say("why-not-asked"))
    yield from _next(mine.coming)


def _away(absence: Absence) -> Text:
    if absence.last is None:
        return say("why-away-open")
    return say("why-away", day=Day(absence.last))


def _forum_blocks(facts: Facts, each: Rhythm) -> Iterator[Block]:
    if each.forum is None:
        return
    rule = rule_words(each.schedule.rule, _clock(each))
    yield Paragraph(say("why-forum", forum=each.forum.name, unit=each.unit.name, rule=rule))
    if each.schedule.zone != facts.reader.zone:
        yield Note(say("why-zone", zone=each.schedule.zone))
    coming = [day for day in each.meetings if day >= facts.on][:MOST_MEETINGS]
    if coming:
        yield Note(say("why-meetings", days=Listing(tuple(_day(day) for day in coming))))
    elif isinstance(each.schedule.rule, BeforeMeetings):
        yield Note(say("why-no-meetings"))
    yield from _next(each.coming)


def _cycle_blocks(facts: Facts) -> Iterator[Block]:
    """Tell of what comes with a cycle: that it ends, waits to be opened, has changes in force."""
    for each in facts.retros:
        rule = each.schedule.rule
        before = rule.before if isinstance(rule, BeforeMeetings) else 0
        yield Paragraph(say("why-retro-rule", unit=each.unit.name, before=before, at=_clock(each)))
        yield from _next(each.coming)
    for each in facts.openings:
        rule = each.schedule.rule
        before = rule.before if isinstance(rule, BeforeMeetings) else 0
        at = _clock(each)
        yield Paragraph(say("why-opening-rule", unit=each.unit.name, before=before, at=at))
        yield from _next(each.coming)
    for each in facts.changes:
        yield Paragraph(say("why-changes-rule", unit=each.unit.name, at=_clock(each)))
        yield from _next(each.coming)


def _clock(each: Rhythm) -> Clock:
    return Clock(within_working_hours(each.schedule.at))


def _next(coming: Sequence[Next]) -> Iterator[Block]:
    if not coming:
        yield Note(say("why-next-none"))
        return
    yield Paragraph(say("why-next"))
    yield Bullets(tuple(_moment(each) for each in coming))


def _moment(each: Next) -> Text:
    at = Instant(each.at)
    if each.moved_from is None:
        return say("why-moment", at=at)
    return say("why-moment-moved", at=at, day=Day(each.moved_from, with_year=False))


def _day(day: date) -> Text:
    return say("why-day", day=Day(day))


def _ways(facts: Facts) -> Iterator[Block]:
    """Say what the person can change alone, and who can change the rule."""
    yield Heading(say("why-change"), 2)
    personal = facts.asked is not None
    ways: list[Text] = [say("why-change-language")]
    if personal:
        ways += [say("why-change-reminders"), say("why-change-away")]
    ways += [
        say("why-change-meetings", forum=each.forum.name)
        for each in facts.forums
        if each.forum is not None and each.keeps_calendar
    ]
    if facts.kind is PostKind.NOTICE:
        ways.append(say("why-change-notice"))
    yield Bullets((*ways, *_deciders(facts)))


def _deciders(facts: Facts) -> Iterator[Text]:
    rhythms = [*(facts.asked.units if facts.asked is not None else ()), *facts.forums]
    of_unit = {each.unit.id: each for each in rhythms if each.carers}
    for each in [*of_unit.values()][:MOST_FORUMS]:
        names = Listing(tuple(Verbatim(person.name) for person in each.carers))
        yield say("why-change-rule", unit=each.unit.name, people=names)
    yield say("why-change-sheet")


FLOW: Final = Flow(NAME, (Tell("show", gather, tell),))
