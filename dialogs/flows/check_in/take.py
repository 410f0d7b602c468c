"""Taking an answer: read it, refuse it kindly or fold it into week and standing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dialogs.flow import Again, Answers, Finish, Outcome
from dialogs.flows.check_in.facts import (
    BLOCKER,
    COMMENT,
    CONFIDENCE,
    HELP,
    LONGEST,
    VALUE,
    Facts,
    field_id,
    reminder_key,
    shut_units,
    value_wanted,
)
from dialogs.flows.check_in.receipt import needless, receipts, saved, to_sharers
from dialogs.flows.my_week import Item, newest, with_answers
from dialogs.ledger import LedgerFate, Reason
from dialogs.okr.confidence import opinion
from dialogs.okr.measure import KeepWithin, progress
from dialogs.okr.model import CheckIn, CheckInId, UnitId
from dialogs.okr.standing import Standing, WeekAnswer, WeekSaid, standing_after
from dialogs.okr.week import Week
from dialogs.reading import ReadingError, read_confidence, read_value
from dialogs.session import Session
from dialogs.text import Text, say
from dialogs.writes import RecordAnswers, SettlePosts, WithdrawPosts, Write


@dataclass(frozen=True, slots=True)
class _Given:
    """What one person gave for one key result, read and found good."""

    item: Item
    value: float | None
    confidence: int
    unchanged: bool
    comment: str
    blocker: str
    help_from: UnitId | None


def take(facts: Facts, session: Session, answers: Answers) -> Outcome:
    """Read the whole form; refuse with a sentence at each field, or store what was given."""
    return _too_late(facts, session, answers) or read_and_finish(facts, answers, no_change=False)


def take_confidence(facts: Facts, session: Session, answers: Answers) -> Outcome:
    """Read the form of "no change"."""
    return _too_late(facts, session, answers) or read_and_finish(facts, answers, no_change=True)


def _too_late(facts: Facts, session: Session, answers: Answers) -> Again | None:
    """Turn a form whose week has closed meanwhile into the present week's, and say so.

    The session is bound to the present week from then on, so that the next answer is taken.
    """
    closed = facts.closed
    if closed is None or session.arg("week") != str(closed) or closed == facts.mine.week:
        return None
    moved = _moved(facts, answers)
    key = "check-in-closed-typed" if moved else "check-in-closed"
    return Again((), say(key, week=closed, now=facts.mine.week, typed=moved))


def read_and_finish(facts: Facts, answers: Answers, *, no_change: bool) -> Again | Finish:
    """Take what was given for the week's key results; the shared end of form and typed line."""
    moved = _moved(facts, answers)
    if moved and _names_shut(facts, answers):
        units = shut_units(facts.shut)
        return Again((), say("check-in-shut", units=units, typed=moved))
    if moved:
        late = facts.closed is not None
        return Again((), say("check-in-closed-rest" if late else "check-in-moved", typed=moved))
    given: list[_Given] = []
    errors: list[tuple[str, Text]] = []
    for item in facts.mine.items:
        found = _read_item(facts, item, answers, no_change=no_change)
        if isinstance(found, _Given):
            given.append(found)
        else:
            errors += found
    if errors:
        return Again(tuple(errors), say("check-in-errors", count=len(errors)))
    if not given:
        return Again((), say("check-in-empty"), unfinished=True)
    return _finish(facts, given)


def _moved(facts: Facts, answers: Answers) -> str:
    """Return what was typed for key results that are no longer this person's; empty if nothing."""
    fields = {
        field_id(kind, item.goal)
        for item in facts.mine.items
        for kind in (VALUE, CONFIDENCE, COMMENT, BLOCKER, HELP)
    }
    typed = (value.strip() for name, value in sorted(answers.items()) if name not in fields)
    return "; ".join(value for value in typed if value)


def _names_shut(facts: Facts, answers: Answers) -> bool:
    """Say whether something was typed for a cycle that takes no check-ins any more."""
    shut = {each.key_result for each in facts.shut}
    return any(name.partition(":")[2] in shut for name, value in answers.items() if value.strip())


def _read_item(
    facts: Facts, item: Item, answers: Answers, *, no_change: bool
) -> _Given | list[tuple[str, Text]]:
    """Read one key result's fields; an empty list of errors means nothing was given for it."""
    goal = item.goal
    typed = {
        kind: answers.get(field_id(kind, goal), "").strip()
        for kind in (VALUE, CONFIDENCE, COMMENT, BLOCKER, HELP)
    }
    if not _touched(item, typed):
        return []
    errors: list[tuple[str, Text]] = []
    value, confidence = item.value if item.duty.asks_value else None, 0
    wanted = value_wanted(item, no_change=no_change)
    unchanged = item.duty.asks_value and not (wanted and typed[VALUE])
    if wanted and typed[VALUE]:
        try:
            value = read_value(
                typed[VALUE],
                goal.key_result.measure,
                facts.situation.reader.language,
                goal.key_result.scale,
            )
        except ReadingError as error:
            errors.append((field_id(VALUE, goal), error.sentence))
    elif wanted and value is None:
        errors.append((field_id(VALUE, goal), say("value-needed")))
    try:
        confidence = read_confidence(typed[CONFIDENCE])
    except ReadingError as error:
        missing = say("confidence-needed")
        errors.append(
            (field_id(CONFIDENCE, goal), error.sentence if typed[CONFIDENCE] else missing)
        )
    errors += [
        (field_id(kind, goal), say("text-too-long", most=LONGEST))
        for kind in (COMMENT, BLOCKER)
        if len(typed[kind]) > LONGEST
    ]
    helper = next((u.id for u in facts.helpers[goal.unit.id] if u.id == typed[HELP]), None)
    if typed[HELP] and helper is None:
        errors.append((field_id(HELP, goal), say("choice-unknown")))
    if errors:
        return errors
    return _Given(
        item, value, confidence, unchanged, typed[COMMENT], typed[BLOCKER], help_from=helper
    )


def _touched(item: Item, typed: Mapping[str, str]) -> bool:
    """Say whether anything was given: a person's own words, given back to them, are not."""
    if typed[VALUE] or typed[CONFIDENCE]:
        return True
    mine = item.mine
    kept = (mine.comment, mine.blocker, mine.help_from or "") if mine is not None else ("", "", "")
    return (typed[COMMENT], typed[BLOCKER], typed[HELP]) != kept


def _finish(facts: Facts, given: list[_Given]) -> Finish:
    check_ins = tuple(_check_in(facts, each) for each in given)
    stored = [
        _store(each.item, check_in, facts.mine.week)
        for each, check_in in zip(given, check_ins, strict=True)
    ]
    weeks = {each.standing.key_result: each.weeks for each in stored}
    mine = with_answers(facts.mine, check_ins, weeks)
    sharers = tuple(
        replace(each, mine=with_answers(each.mine, check_ins, weeks)) for each in facts.sharers
    )
    writes: list[Write] = [
        RecordAnswers(
            check_ins=check_ins,
            weeks=tuple(said for each in stored for said in each.written),
            standings=tuple(each.standing for each in stored),
        )
    ]
    settled = needless(facts, [mine, *(each.mine for each in sharers)])
    if settled:
        unsent = tuple(key for key in settled if not facts.mail.posted[key].done)
        writes.append(SettlePosts(settled, unsent, facts.situation.now))
    reminder = reminder_key(mine.week, mine.person.id)
    if reminder not in settled and facts.mail.waits(reminder):
        lately = (LedgerFate.SUPERSEDED, Reason.ACTIVE_LATELY)
        writes.append(WithdrawPosts((reminder,), *lately, facts.situation.now))
    return Finish(
        view=saved(mine, len(given)),
        writes=tuple(writes),
        posts=(*receipts(facts, mine), *to_sharers(facts, sharers, weeks.keys())),
    )


def _check_in(facts: Facts, given: _Given) -> CheckIn:
    """Make the row; its id is named after the delivery, so a repeat cannot make a second one."""
    key_result = given.item.goal.key_result.id
    before = given.item.mine
    return CheckIn(
        id=CheckInId(f"{facts.situation.delivery}:{key_result}"),
        key_result=key_result,
        week=facts.mine.week,
        person=facts.mine.person.id,
        at=facts.situation.now,
        value=given.value,
        confidence=given.confidence,
        unchanged=given.unchanged,
        comment=given.comment,
        blocker=given.blocker,
        help_from=given.help_from,
        corrects=before.id if before is not None else None,
    )


@dataclass(frozen=True, slots=True)
class _Stored:
    """What follows from one check-in."""

    weeks: tuple[WeekAnswer, ...]
    """All answered weeks of the key result, as they are now."""
    written: tuple[WeekSaid, ...]
    """Those of them that have changed."""
    standing: Standing


def _store(item: Item, check_in: CheckIn, week: Week) -> _Stored:
    """Fold a check-in into its week, and the weeks into the standing."""
    said = newest([*item.said, check_in])[check_in.key_result]
    values = [each.value for each in said if each.value is not None]
    before = next((each for each in item.weeks if each.week == week), None)
    answer = WeekAnswer(
        week=week,
        value=values[-1] if values else (before.value if before is not None else None),
        opinion=opinion([each.confidence for each in said]),
    )
    weeks = sorted(
        [*(each for each in item.weeks if each.week != week), answer], key=lambda each: each.week
    )
    measure = item.goal.key_result.measure
    written = []
    for place, each in enumerate(weeks):
        # A band's progress is a share of all weeks so far, so a corrected week moves later ones.
        if each.week == week or (each.week > week and isinstance(measure, KeepWithin)):
            known = [one.value for one in weeks[: place + 1] if one.value is not None]
            written.append(WeekSaid(check_in.key_result, each, progress(measure, known)))
    newest_week = weeks[-1].week == week
    standing = item.goal.standing
    after = standing_after(
        standing,
        measure,
        item.goal.cycle,
        weeks,
        blocker=_newest_word(said, "blocker") if newest_week else standing.blocker,
        help_from=_newest_word(said, "help_from") if newest_week else standing.help_from,
    )
    return _Stored(tuple(weeks), tuple(written), after)


def _newest_word(said: tuple[CheckIn, ...], name: str) -> str:
    words = [getattr(each, name) or "" for each in said]
    return next((word for word in reversed(words) if word), "")
