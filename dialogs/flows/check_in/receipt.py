"""What is said after an answer: the thanks, the receipt, and the word to those who share it."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.flows.check_in.facts import Facts, open_action, own_keys, prompt_key
from dialogs.flows.my_week import Item, MyWeek
from dialogs.flows.parts import contradiction_words, goal_meter, today
from dialogs.posts import Post, PostKey, PostKind, ToPerson
from dialogs.text import Instant, Phrase, say
from dialogs.views import Block, Button, Buttons, Heading, Note, Paragraph, Tone, View


def saved(mine: MyWeek, answered: list[Item]) -> View:
    """Thank in one line, in the form's place."""
    left = len(mine.open_items)
    text = say("saved-some" if left else "saved-all", count=len(answered), left=left)
    return View(summary=text, blocks=(Paragraph(text, Tone.GOOD),))


def receipt(facts: Facts, mine: MyWeek, answered: list[Item]) -> View:
    """Show what was stored, what does not fit in it, and how to correct it."""
    on = min(today(facts.situation.now, facts.situation.reader), mine.week.sunday)
    doubts = [word for item in answered for word in contradiction_words(item.goal)]
    corrected = any(
        each.corrects is not None
        for item in answered
        for each in item.said
        if each.person == mine.person.id
    )
    parts: list[Block] = [
        Heading(say(_title(mine, corrected=corrected), week=mine.week)),
        *(goal_meter(item.goal, on, label=_numbered(item)) for item in answered),
        *(Paragraph(word, Tone.CARE) for word in doubts),
    ]
    buttons = [Button(say("button-correct"), open_action(mine.week))]
    if mine.open_items:
        left = len(mine.open_items)
        parts.append(Paragraph(say("receipt-left", left=left)))
        buttons.insert(0, Button(say("button-answer-rest"), open_action(mine.week), main=True))
    parts.append(Buttons(tuple(buttons)))
    summary = say("receipt-summary", week=mine.week, count=len(answered))
    return View(summary=summary, blocks=tuple(parts))


def _title(mine: MyWeek, *, corrected: bool) -> str:
    if corrected:
        return "receipt-corrected"
    return "receipt-partial" if mine.open_items else "receipt-title"


def _numbered(item: Item) -> Phrase:
    return say("check-in-group", number=item.number, title=item.goal.key_result.title)


def receipts(facts: Facts, mine: MyWeek, answered: list[Item]) -> Iterator[Post]:
    """Put the receipt where the prompt was; a reminder that was sent shrinks to a line."""
    prompt, first, reminder = own_keys(mine)
    told = [item for item in mine.items if item.mine is not None]
    original = next((key for key in (prompt, first) if key in facts.posted), None)
    again = PostKey(f"{first}:{facts.situation.delivery}")
    yield Post(
        key=first if original is None else again,
        kind=PostKind.RECEIPT,
        recipient=ToPerson(mine.person.id),
        reader=facts.situation.reader,
        view=receipt(facts, mine, told or answered),
        at=facts.situation.now,
        replaces=original,
    )
    if reminder in facts.posted and not mine.open_items:
        done = say("reminder-answered", week=mine.week)
        yield Post(
            key=PostKey(f"{reminder}:{facts.situation.delivery}"),
            kind=PostKind.RECEIPT,
            recipient=ToPerson(mine.person.id),
            reader=facts.situation.reader,
            view=View(summary=done, blocks=(Paragraph(done, Tone.QUIET),)),
            at=facts.situation.now,
            replaces=reminder,
        )


def to_sharers(facts: Facts, answered: list[Item]) -> Iterator[Post]:
    """Tell those who could have answered that somebody has; their prompt makes way for it."""
    week = facts.mine.week
    for person, reader in facts.readers.items():
        prompt = prompt_key(week, person)
        units = dict.fromkeys(
            item.goal.unit.name
            for item in answered
            if person in item.sharers and person not in {each.person for each in item.said}
        )
        if prompt not in facts.posted or not units:
            continue
        heard = say(
            "shared-answered",
            who=facts.mine.person.name,
            unit=", ".join(units),
            at=Instant(facts.situation.now),
            week=week,
        )
        button = Button(say("button-add-or-correct"), open_action(week))
        yield Post(
            key=PostKey(f"{prompt}:{facts.situation.delivery}"),
            kind=PostKind.RECEIPT,
            recipient=ToPerson(person),
            reader=reader,
            view=View(heard, (Paragraph(heard), Note(say("shared-why")), Buttons((button,)))),
            at=facts.situation.now,
            replaces=prompt,
        )
