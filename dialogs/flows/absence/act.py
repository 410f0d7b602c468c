"""Being away and coming back: what is written, who is asked instead, and what is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dialogs.flow import Finish
from dialogs.flows.absence.facts import NAME, Change, Deputy, near_weeks
from dialogs.flows.absence.said import absence_words, days_words
from dialogs.flows.absence.typed import DEPUTY, FIRST, LAST, MOST_NAMED, WHO
from dialogs.flows.check_in.asking import prompt_view
from dialogs.flows.check_in.facts import (
    asking_keys,
    open_action,
    own_keys,
    prompt_key,
    reader_of,
    reminder_key,
    window_of,
)
from dialogs.flows.check_in.receipt import receipt
from dialogs.flows.my_week import Item
from dialogs.flows.parts import today
from dialogs.flows.planned import planned
from dialogs.ledger import LedgerFate, Reason
from dialogs.okr.hours import later_today
from dialogs.okr.model import Absence, Person, UnitId
from dialogs.posts import Post, PostKey, PostKind, ToPerson
from dialogs.text import Listing, Phrase, Text, Verbatim, say
from dialogs.views import Action, Block, Bullets, Button, Buttons, Note, Paragraph, Tone, View
from dialogs.writes import (
    EndAbsence,
    ExcusePosts,
    OpenObligations,
    SetAbsence,
    WithdrawObligations,
    WithdrawPosts,
    Write,
)

_WORKING_WEEK: Final = timedelta(days=4)
"""From Monday to Friday."""


def act_set(change: Change) -> Finish:
    """Note the absence, take back what is asked in vain, and ask the deputy."""
    who, absence = change.who, change.absence
    if who is None or absence is None:
        return _not_done()
    writes: list[Write] = [
        SetAbsence(absence, change.situation.person.id, change.situation.now),
        *_taken_back(change, who, absence),
        *_handed_over(change),
        *_let_go(change),
    ]
    return Finish(
        view=_set_view(change, who, absence),
        writes=tuple(writes),
        posts=(*_to_deputy(change, who, absence), *_tell_freed(change, who)),
    )


def _not_done() -> Finish:
    text = say("absence-not-done")
    again = Button(say("button-away"), Action(NAME, "form"), main=True)
    return Finish(View(text, (Paragraph(text, Tone.CARE), Buttons((again,)))))


def _taken_back(change: Change, who: Person, absence: Absence) -> Iterator[Write]:
    """Withdraw what nobody who is there could answer, and what has not been sent yet."""
    for week, names in change.unattended.items():
        rest_of_week = absence.last is None or absence.last >= week.monday + _WORKING_WEEK
        if rest_of_week or absence.holds(change.today):
            yield WithdrawObligations(week, names)
    yield from _excused(change, who, absence)
    reader = reader_of(who, change.situation.home)
    unsent = tuple(
        key
        for week in near_weeks(change.week)
        for key in asking_keys(week, who.id)
        if change.mail.waits(key) and absence.holds(today(change.mail.at[key], reader))
    )
    if unsent:
        yield WithdrawPosts(unsent, LedgerFate.ABSENT, Reason.AWAY, change.situation.now)


def _excused(change: Change, who: Person, absence: Absence) -> Iterator[Write]:
    """Let nobody miss an answer because they are away: what has reached them asks no longer."""
    keys = (prompt_key(change.week, who.id), reminder_key(change.week, who.id))
    sent = tuple(key for key in keys if change.mail.arrived(key))
    if sent and absence.holds(change.today):
        yield ExcusePosts(sent)


def _inherited(change: Change) -> tuple[Item, ...]:
    """Return what the deputy is asked at once: of units whose asking hour has passed this week."""
    deputy = change.deputy
    if deputy is None or deputy.at is None:
        return ()
    return tuple(item for item in deputy.inherited if item.goal.unit.id in change.asked)


def _handed_over(change: Change) -> Iterator[Write]:
    """Open again what nobody could answer before there was a deputy."""
    found: defaultdict[UnitId, list[Item]] = defaultdict(list)
    for item in _inherited(change):
        found[item.goal.unit.id].append(item)
    for unit, items in found.items():
        names = tuple(item.goal.key_result.id for item in items)
        yield OpenObligations(unit, change.week, names, window_of(items[0]))


def _to_deputy(change: Change, who: Person, absence: Absence) -> Iterator[Post]:
    """Ask the deputy about what was asked already; their week's one prompt says so if it came."""
    deputy, new = change.deputy, _inherited(change)
    if deputy is None or deputy.at is None or not new:
        return
    person, unit = deputy.mine.person, new[0].goal.unit
    prompt, first, _ = own_keys(change.week, person.id)
    sent = next((key for key in (prompt, first) if key in change.mail.posted), None)
    if sent is None:
        later = later_today(deputy.at, ZoneInfo(deputy.reader.zone)) is not None
        yield Post(
            key=prompt,
            kind=PostKind.PROMPT,
            recipient=ToPerson(person.id),
            reader=deputy.reader,
            view=prompt_view(deputy.mine, unit, later=later),
            at=deputy.at,
            planned=planned(unit, change.week, deputy.at, window_of(new[0])),
        )
    elif absence.holds(change.today) and change.mail.arrived(sent):
        yield _in_place(change, deputy, sent, _now_stands_in(change, deputy, who))


def _now_stands_in(change: Change, deputy: Deputy, who: Person) -> View:
    if any(item.mine is not None for item in deputy.mine.items):
        return receipt(deputy.mine, change.today)
    unit = deputy.inherited[0].goal.unit
    later = later_today(change.situation.now, ZoneInfo(deputy.reader.zone)) is not None
    return prompt_view(deputy.mine, unit, say("stand-in-begins", who=who.name), later=later)


def _in_place(change: Change, deputy: Deputy, sent: PostKey, view: View) -> Post:
    return Post(
        key=PostKey(f"{sent}:{change.situation.delivery}"),
        kind=PostKind.RECEIPT,
        recipient=ToPerson(deputy.mine.person.id),
        reader=deputy.reader,
        view=view,
        at=change.situation.now,
        replaces=sent,
    )


def _is_mine(change: Change, who: Person) -> bool:
    return who.id == change.situation.person.id


def _set_view(change: Change, who: Person, absence: Absence) -> View:
    mine, days = _is_mine(change, who), days_words(absence, change.today)
    said = say("absence-set", days=days) if mine else say("absence-set-of", who=who.name, days=days)
    name = change.names.get(absence.deputy) if absence.deputy is not None else None
    blocks: list[Block] = [Paragraph(said, Tone.GOOD), Paragraph(_instead(change, name))]
    if change.ended:
        old = Listing(tuple(days_words(each, change.today) for each in change.ended))
        blocks.append(Note(say("absence-replaces", days=old)))
    back = say("absence-ends") if mine else say("absence-ends-of", who=who.name)
    open_end = say("absence-open") if mine else say("absence-open-of", who=who.name)
    blocks.append(Note(open_end if absence.last is None else back))
    blocks.append(Buttons(tuple(_buttons(change, who, absence))))
    return View(said, tuple(blocks))


def _instead(change: Change, deputy: str | None) -> Text:
    if deputy is None:
        return say("absence-nobody-instead")
    return say("absence-instead-now" if _inherited(change) else "absence-instead", deputy=deputy)


def _buttons(change: Change, who: Person, absence: Absence) -> Iterator[Button]:
    args = (
        (WHO, who.id),
        (FIRST, absence.first.isoformat()),
        (LAST, "" if absence.last is None else absence.last.isoformat()),
        (DEPUTY, absence.deputy or ""),
    )
    name = absence.deputy is None and change.can_be_deputised
    yield Button(say("button-deputy" if name else "button-change"), Action(NAME, "form", args))
    yield Button(say("button-cancel-absence"), _cancel(who, absence))


def _cancel(who: Person, absence: Absence) -> Action:
    return Action(NAME, "back", ((WHO, who.id), (FIRST, absence.first.isoformat())))


def act_back(change: Change) -> Finish:
    """End an absence, or take back one to come; without either, say what is known."""
    who = change.who
    if who is None:
        return _not_found(change)
    if not change.ended:
        return Finish(_known_view(change, who))
    kept = [each for each in change.known if each not in change.ended]
    at, me = change.situation.now, change.situation.person.id
    writes: list[Write] = [EndAbsence(who.id, change.today)]
    # Coming back ends all that is known, so what is still to come is noted again.
    writes += [SetAbsence(each, me, at) for each in kept]
    writes += _let_go(change)
    view = _back_view(change, who, kept)
    if not any(each.holds(change.today) for each in change.ended):
        days = Listing(tuple(days_words(each, change.today) for each in change.ended))
        text = say("absence-cancelled", days=days)
        view = View(text, (Paragraph(text, Tone.GOOD),))
    return Finish(view, tuple(writes), tuple(_tell_freed(change, who)))


def _not_found(change: Change) -> Finish:
    """Say whom a typed name could mean, or that it is not for this person to say."""
    typed, found = change.situation.arg("text"), change.candidates
    people = Listing(tuple(Verbatim(each.name) for each in found[:MOST_NAMED]))
    if not found:
        text = say("absence-nobody", typed=typed) if typed else say("absence-not-done")
    elif len(found) == 1:
        text = say("absence-not-yours", who=people)
    else:
        text = say("absence-several", typed=typed, people=people)
    return Finish(View(text, (Paragraph(text, Tone.CARE),)))


def _let_go(change: Change) -> Iterator[Write]:
    """Withdraw what waits for those who stood in and would ask them nothing any more."""
    waiting = tuple(
        key
        for freed in change.freed
        if not freed.mine.asked_items
        for key in asking_keys(change.week, freed.mine.person.id)
        if change.mail.waits(key)
    )
    if waiting:
        yield WithdrawPosts(waiting, LedgerFate.SUPERSEDED, Reason.BACK, change.situation.now)
    sent = tuple(
        key
        for freed in change.freed
        if not freed.mine.asked_items
        for key in asking_keys(change.week, freed.mine.person.id)
        if change.mail.arrived(key)
    )
    if sent:
        yield ExcusePosts(sent)


def _tell_freed(change: Change, who: Person) -> Iterator[Post]:
    """Let what has asked them make way, where nothing of it is left to answer."""
    back = change.absence is None
    text = say("stand-in-ends", who=who.name) if back else say("stand-in-other", who=who.name)
    view = View(text, (Paragraph(text, Tone.QUIET),))
    for freed in change.freed:
        if freed.mine.asked_items or any(item.mine is not None for item in freed.mine.items):
            continue
        for key in asking_keys(change.week, freed.mine.person.id):
            if change.mail.arrived(key):
                yield _in_place(change, freed, key, view)


def _back_view(change: Change, who: Person, kept: list[Absence]) -> View:
    mine = _is_mine(change, who)
    said = say("absence-back") if mine else say("absence-back-of", who=who.name)
    blocks: list[Block] = [Paragraph(said, Tone.GOOD)]
    if kept:
        blocks.append(Paragraph(say("absence-kept")))
        blocks.append(Bullets(tuple(_line(change, each) for each in kept)))
    if mine and change.mine is not None and change.mine.open_items:
        blocks.append(Paragraph(say("absence-back-open", week=change.week)))
        answer = Button(say("button-answer"), open_action(change.week), main=True)
        blocks.append(Buttons((answer,)))
    return View(said, tuple(blocks))


def _line(change: Change, absence: Absence) -> Phrase:
    return absence_words(absence, change.names, change.today)


def _known_view(change: Change, who: Person) -> View:
    """Say that nobody is away now, and offer to take back what is to come."""
    mine = _is_mine(change, who)
    said = say("absence-none") if mine else say("absence-none-of", who=who.name)
    blocks: list[Block] = [Paragraph(said)]
    for each in change.known:
        blocks.append(Paragraph(_line(change, each)))
        blocks.append(Buttons((Button(say("button-cancel-absence"), _cancel(who, each)),)))
    return View(said, tuple(blocks))
