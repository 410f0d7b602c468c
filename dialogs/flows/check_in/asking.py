"""The messages that ask: what is due, what was said last, how to answer, and why it came."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.flows.agreed import agreed_blocks
from dialogs.flows.check_in.facts import NAME, last_words, open_action, prompt_key
from dialogs.flows.my_week import Item, MyWeek
from dialogs.flows.parts import rule_words, why_button
from dialogs.okr.model import Unit
from dialogs.okr.rhythm import asking_hour, asking_rule
from dialogs.okr.week import Week
from dialogs.posts import PostKey
from dialogs.text import Clock, Listing, Phrase, Text, Verbatim, say
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Heading,
    Note,
    Paragraph,
    View,
)


def prompt_view(
    mine: MyWeek, unit: Unit, news: Text | None = None, *, key: PostKey | None = None, later: bool
) -> View:
    """Ask for the week; ``news`` says what has changed since it was asked first.

    ``key`` names the message where it is not the week's prompt; ``later`` says whether the day is
    young enough to offer "later today".
    """
    count = len(mine.open_items)
    values = any(item.duty.asks_value for item in mine.items)
    named = key if key is not None else prompt_key(mine.week, mine.person.id)
    blocks: list[Block] = [Heading(say("prompt-title", week=mine.week))]
    blocks += agreed_blocks(mine.agreed)
    if news is not None:
        blocks.append(Paragraph(news))
    blocks += [Paragraph(words) for words in stands_in(mine)]
    blocks += [
        Paragraph(say("prompt-lead" if values else "prompt-lead-confidence", count=count)),
        _list(mine),
        Buttons(tuple(_buttons(mine, values=values))),
        Note(say("prompt-typing" if values else "prompt-typing-confidence")),
        Note(_why(mine, unit)),
        Buttons((*snooze_buttons(mine.week, later=later), why_button(named))),
    ]
    return View(say("prompt-summary", week=mine.week, count=count), tuple(blocks))


def stands_in(mine: MyWeek) -> Iterator[Phrase]:
    """Name those in whose stead the person is asked."""
    absent = dict.fromkeys(each for item in mine.asked_items for each in item.duty.instead_of)
    names = [mine.names[each] for each in absent if each in mine.names]
    if names:
        yield say("prompt-stand-in", names=Listing(tuple(map(Verbatim, names))), count=len(names))


def _list(mine: MyWeek) -> Bullets:
    """List all key results in their numbers; what is answered already says so."""
    return Bullets(tuple(_bullet(item) for item in mine.items), ordered=True)


def _bullet(item: Item) -> Phrase:
    key = "prompt-item-answered" if item.covered else "prompt-item"
    return say(key, title=item.goal.key_result.title, last=last_words(item))


def _buttons(mine: MyWeek, *, values: bool) -> list[Button]:
    found = [Button(say("button-answer"), open_action(mine.week), main=True)]
    if values and any(item.value is not None for item in mine.open_items):
        no_change = Action(NAME, "no_change", (("week", str(mine.week)),))
        found.append(Button(say("button-no-change"), no_change))
    return found


def snooze_buttons(week: Week, *, later: bool) -> tuple[Button, ...]:
    """Return the buttons that put the question off."""
    args = (("week", str(week)),)
    morning = Button(say("button-tomorrow"), Action("snooze", "tomorrow", args))
    if not later:
        return (morning,)
    return (Button(say("button-later"), Action("snooze", "later", args)), morning)


def _why(mine: MyWeek, unit: Unit) -> Text:
    names = tuple(dict.fromkeys(item.goal.unit.name for item in mine.items))
    return say(
        "prompt-why",
        units=Listing(tuple(Verbatim(name) for name in names)),
        rule=rule_words(asking_rule(unit), Clock(asking_hour(unit))),
    )


def reminder_view(mine: MyWeek, key: PostKey, *, later: bool) -> View:
    """Remind in few words, without reproach."""
    text = say("reminder-lead", count=len(mine.open_items), week=mine.week)
    titles = tuple(Verbatim(item.goal.key_result.title) for item in mine.open_items)
    return View(
        summary=text,
        blocks=(
            Paragraph(text),
            *(Paragraph(words) for words in stands_in(mine)),
            Bullets(titles),
            Buttons((Button(say("button-answer"), open_action(mine.week), main=True),)),
            Note(say("reminder-why")),
            Buttons((*snooze_buttons(mine.week, later=later), why_button(key))),
        ),
    )
