"""The agreed changes as everyone may see them: who sees to each, and what has been said of it."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.flows.changes.facts import (
    NAME,
    SAYABLE,
    STATE,
    Found,
    InForce,
    change_action,
    state_words,
)
from dialogs.flows.parts import blocks
from dialogs.flows.status import MOST_BUTTONS
from dialogs.okr.retro import STILL_OPEN, Change, ChangeNews
from dialogs.text import Day, Instant, Text, Verbatim, say
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Details,
    Heading,
    Note,
    Paragraph,
    View,
)


def tell(found: Found) -> View:
    """Show what a unit has agreed on: of its newest cycle in the open, older ones folded away."""
    if found.unit is None:
        return _which(found)
    title = say("changes-title", unit=found.unit.name)
    if not found.groups:
        how = Note(say("changes-how"))
        return View(title, (Heading(title), Paragraph(say("changes-none")), how))
    newest, *older = found.groups
    parts: list[Block] = [Heading(title), *_group(found, newest)]
    for group in older:
        folded = say("changes-earlier", cycle=group.cycle.name, count=len(group.changes))
        parts.append(Details(folded, tuple(_group(found, group))))
    return View(title, tuple(parts))


def _group(found: Found, group: InForce) -> Iterator[Block]:
    yield Paragraph(say("changes-from", cycle=group.cycle.name, day=Day(group.cycle.start)))
    for change in group.changes:
        yield from _change(found, change)


def _change(found: Found, change: Change) -> Iterator[Block]:
    yield Heading(Verbatim(change.text), 3)
    owner = found.names.get(change.owner, change.owner)
    yield Paragraph(
        say("change-line", state=state_words(change.state), owner=owner, day=Day(change.check))
    )
    told = found.history.get(change.id, ())
    if told:
        lines = tuple(_news(found, each) for each in reversed(told))
        yield Details(say("change-history", count=len(lines)), (Bullets(lines),))
    if found.may_say(change):
        yield Buttons(say_buttons(change))


def _news(found: Found, news: ChangeNews) -> Text:
    said: dict[str, Text | Instant | str] = {
        "state": state_words(news.state),
        "who": found.names.get(news.by, news.by),
        "at": Instant(news.at),
    }
    if not news.comment:
        return say("change-news", **said)
    return say("change-news-comment", **said, comment=news.comment)


def say_buttons(change: Change) -> tuple[Button, ...]:
    """Return the buttons that say how a change goes; what it is already is not among them."""
    open_yet = change.state in STILL_OPEN
    said = tuple(
        Button(
            say(f"button-change-{each.value.replace('_', '-')}"),
            change_action("say", change, **{STATE: each.value}),
        )
        for each in SAYABLE
        if open_yet and each is not change.state
    )
    return (*said, Button(say("button-change-tell"), change_action("tell", change)))


def _which(found: Found) -> View:
    if found.candidates:
        text = say("status-which", asked=found.asked)
    elif found.asked:
        text = say("status-unknown", asked=found.asked)
    else:
        text = say("changes-no-unit")
    row = tuple(
        Button(Verbatim(unit.name), Action(NAME, "show", (("unit", unit.id),)))
        for unit in found.candidates[:MOST_BUTTONS]
    )
    return View(text, blocks(Paragraph(text), Buttons(row) if row else None))
