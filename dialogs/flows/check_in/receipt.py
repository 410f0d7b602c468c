"""What is said after an answer: the thanks, the receipt, and the word to those who share it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dialogs.flows.check_in.asking import prompt_view
from dialogs.flows.check_in.facts import Facts, Sharer, open_action, own_keys
from dialogs.flows.my_week import Item, MyWeek
from dialogs.flows.parts import contradiction_words, goal_meter, today
from dialogs.okr.model import KeyResultId
from dialogs.okr.standing import Standing, standing_after
from dialogs.ports import Goal
from dialogs.posts import Post, PostKey, PostKind, ToPerson
from dialogs.text import Instant, Listing, Phrase, Reader, Verbatim, say
from dialogs.views import Block, Button, Buttons, Heading, Note, Paragraph, Quote, Tone, View


def saved(mine: MyWeek, answered: int) -> View:
    """Thank in one line, in the form's place."""
    left = len(mine.open_items)
    text = say("saved-some" if left else "saved-all", count=answered, left=left)
    return View(summary=text, blocks=(Paragraph(text, Tone.GOOD),))


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


def _title(mine: MyWeek, *, corrected: bool) -> str:
    if corrected:
        return "receipt-corrected"
    return "receipt-partial" if mine.open_items else "receipt-title"


def _numbered(item: Item) -> Phrase:
    return say("check-in-group", number=item.number, title=item.goal.key_result.title)


def receipts(facts: Facts, mine: MyWeek) -> Iterator[Post]:
    """Put the receipt where the prompt was; a reminder that was sent shrinks to a line."""
    situation = facts.situation
    yield _receipt(facts, mine, situation.reader)
    _, _, reminder = own_keys(mine.week, mine.person.id)
    if reminder in facts.posted and not mine.open_items:
        done = say("reminder-answered", week=mine.week)
        view = View(summary=done, blocks=(Paragraph(done, Tone.QUIET),))
        yield _in_place(facts, mine, situation.reader, view, original=reminder)


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
            item for item in mine.items if item.goal.key_result.id in answered and item.duty.shared
        ]
        if not shared:
            continue
        if any(item.mine is not None for item in mine.items):
            yield _receipt(facts, mine, sharer.reader)
            continue
        prompt, _, _ = own_keys(mine.week, mine.person.id)
        yield _in_place(facts, mine, sharer.reader, _news(facts, mine, shared), original=prompt)


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
        return prompt_view(mine, mine.open_items[0].goal.unit, heard)
    button = Button(say("button-add-or-correct"), open_action(mine.week))
    return View(heard, (Paragraph(heard), Note(say("shared-why")), Buttons((button,))))


def _receipt(facts: Facts, mine: MyWeek, reader: Reader) -> Post:
    prompt, first, _ = own_keys(mine.week, mine.person.id)
    view = receipt(mine, today(facts.situation.now, reader))
    original = next((key for key in (prompt, first) if key in facts.posted), None)
    if original is not None:
        return _in_place(facts, mine, reader, view, original=original)
    return Post(
        key=first,
        kind=PostKind.RECEIPT,
        recipient=ToPerson(mine.person.id),
        reader=reader,
        view=view,
        at=facts.situation.now,
    )


def _in_place(facts: Facts, mine: MyWeek, reader: Reader, view: View, *, original: PostKey) -> Post:
    return Post(
        key=PostKey(f"{original}:{facts.situation.delivery}"),
        kind=PostKind.RECEIPT,
        recipient=ToPerson(mine.person.id),
        reader=reader,
        view=view,
        at=facts.situation.now,
        replaces=original,
    )
