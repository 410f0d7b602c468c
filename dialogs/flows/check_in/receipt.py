"""What is said after an answer: the thanks, the receipt, and the word to those who share it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dialogs.flows.check_in.asking import prompt_view
from dialogs.flows.check_in.facts import (
    Facts,
    Sharer,
    asking_keys,
    is_late,
    open_action,
    own_keys,
    prompt_key,
)
from dialogs.flows.my_week import Item, MyWeek
from dialogs.flows.parts import contradiction_words, goal_meter, today
from dialogs.okr.model import Answering, KeyResultId
from dialogs.okr.standing import Standing, standing_after
from dialogs.ports import Goal
from dialogs.posts import Post, PostKey, PostKind, ToPerson
from dialogs.text import Day, Instant, Listing, Phrase, Reader, Verbatim, say
from dialogs.views import Block, Button, Buttons, Heading, Note, Paragraph, Quote, Tone, View


def saved(mine: MyWeek, answered: int) -> View:
    """Thank in one line, in the form's place."""
    left = len(mine.open_items)
    text = say("saved-some" if left else "saved-all", count=answered, left=left)
    late = any(is_late(item) for item in mine.items)
    notes = (Note(say("saved-late", week=mine.week, day=Day(mine.week.sunday))),) if late else ()
    return View(summary=text, blocks=(Paragraph(text, Tone.GOOD), *notes))


def receipt(mine: MyWeek, on: date) -> View:
    """Show what the person said in the week, what does not fit in it, and how to correct it."""
    told = [item for item in mine.items if item.mine is not None]
    goals = [(item, as_of(item)) for item in told]
    doubts = [word for _, goal in goals for word in contradiction_words(goal)]
    corrected = any(item.mine is not None and item.mine.corrects is not None for item in told)
    last_day = min(on, mine.week.sunday)
    parts: list[Block] = [
        Heading(say(_title(mine, corrected=corrected), week=mine.week)),
        *(goal_meter(goal, last_day, label=_numbered(item)) for item, goal in goals),
        *_words(told),
        *_lateness(told),
        *(Paragraph(word, Tone.CARE) for word in doubts),
    ]
    buttons = [Button(say("button-correct"), open_action(mine.week))]
    if mine.open_items:
        parts.append(Paragraph(say("receipt-left", left=len(mine.open_items))))
        buttons.insert(0, Button(say("button-answer-rest"), open_action(mine.week), main=True))
    parts.append(Buttons(tuple(buttons)))
    return View(say("receipt-summary", week=mine.week, count=len(told)), tuple(parts))


def as_of(item: Item) -> Goal:
    """Return the key result as it stood in the item's week, whatever was answered later."""
    key_result = item.goal.key_result
    standing = standing_after(
        Standing(key_result.id),
        key_result.measure,
        item.goal.cycle,
        [each for each in item.weeks if each.week <= item.week],
        blocker="",
        help_from="",
    )
    return replace(item.goal, standing=standing)


def _words(told: Sequence[Item]) -> Iterator[Quote]:
    for item in told:
        if item.mine is not None:
            for words in (item.mine.comment, item.mine.blocker):
                if words:
                    yield Quote(words, _numbered(item))


def _lateness(told: Sequence[Item]) -> Iterator[Note]:
    """Say when it was answered, where the week it is about was over by then."""
    late = [item.answered_at for item in told if item.answered_at is not None and is_late(item)]
    if late:
        yield Note(say("receipt-late", at=Instant(max(late))))


def _title(mine: MyWeek, *, corrected: bool) -> str:
    if corrected:
        return "receipt-corrected"
    return "receipt-partial" if mine.open_items else "receipt-title"


def _numbered(item: Item) -> Phrase:
    return say("check-in-group", number=item.number, title=item.goal.key_result.title)


def receipts(facts: Facts, mine: MyWeek) -> Iterator[Post]:
    """Put the receipt where the prompt was; a reminder that was sent shrinks to a line."""
    reader = facts.situation.reader
    yield _receipt(facts, mine, reader)
    yield from _reminders_done(facts, mine, reader)


def _reminders_done(facts: Facts, mine: MyWeek, reader: Reader) -> Iterator[Post]:
    """Shrink what reminded of a week to a line, once nothing of it is open."""
    if mine.open_items:
        return
    done = say("reminder-answered", week=mine.week)
    view = View(summary=done, blocks=(Paragraph(done, Tone.QUIET),))
    for key in asking_keys(mine.week, mine.person.id)[1:]:
        if facts.mail.arrived(key):
            yield _in_place(facts, mine, reader, view, key)


def needless(facts: Facts, weeks: Sequence[MyWeek]) -> tuple[PostKey, ...]:
    """Name what asks about these weeks and need not, where nothing of them is open any more."""
    return tuple(
        key
        for mine in weeks
        if not mine.open_items
        for key in asking_keys(mine.week, mine.person.id)
        if key in facts.mail.posted
    )


def to_sharers(
    facts: Facts, sharers: Sequence[Sharer], answered: Collection[KeyResultId]
) -> Iterator[Post]:
    """Tell those who could have answered that somebody has.

    Their prompt makes way for the news where nothing is left to answer, and is asked anew without
    what is done where something is. Who has answered already keeps a receipt, brought up to date.
    """
    for sharer in sharers:
        mine = sharer.mine
        shared = [
            item
            for item in mine.items
            if item.goal.key_result.id in answered and item.duty.covered_by(facts.mine.person.id)
        ]
        if not shared:
            continue
        yield from _reminders_done(facts, mine, sharer.reader)
        prompt = prompt_key(mine.week, mine.person.id)
        if facts.mail.waits(prompt):
            # Nothing has reached them yet: what is left to ask comes at their own hour.
            continue
        if any(item.mine is not None for item in mine.items):
            yield _receipt(facts, mine, sharer.reader)
            continue
        yield _in_place(facts, mine, sharer.reader, _news(facts, mine, shared), prompt)


def _news(facts: Facts, mine: MyWeek, shared: Sequence[Item]) -> View:
    units = dict.fromkeys(item.goal.unit.name for item in shared)
    heard = say(
        "shared-answered",
        who=facts.mine.person.name,
        unit=Listing(tuple(Verbatim(name) for name in units)),
        at=Instant(facts.situation.now),
        week=mine.week,
    )
    if mine.open_items:
        return prompt_view(mine, mine.open_items[0].goal.unit, heard, later=True)
    button = Button(say("button-add-or-correct"), open_action(mine.week))
    team = all(item.goal.unit.answering is Answering.ANYONE for item in shared)
    why = say("shared-why" if team else "shared-why-instead")
    return View(heard, (Paragraph(heard), Note(why), Buttons((button,))))


def _receipt(facts: Facts, mine: MyWeek, reader: Reader) -> Post:
    prompt, first, _ = own_keys(mine.week, mine.person.id)
    view = receipt(mine, today(facts.situation.now, reader))
    original = next((key for key in (prompt, first) if key in facts.mail.posted), None)
    if original is not None:
        return _in_place(facts, mine, reader, view, original)
    return Post(
        key=first,
        kind=PostKind.RECEIPT,
        recipient=ToPerson(mine.person.id),
        reader=reader,
        view=view,
        at=facts.situation.now,
    )


def _in_place(facts: Facts, mine: MyWeek, reader: Reader, view: View, original: PostKey) -> Post:
    return Post(
        key=PostKey(f"{original}:{facts.situation.delivery}"),
        kind=PostKind.RECEIPT,
        recipient=ToPerson(mine.person.id),
        reader=reader,
        view=view,
        at=facts.situation.now,
        replaces=original,
    )
