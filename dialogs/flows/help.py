"""What one can do here, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dialogs.commands import COMMANDS, SLASH, Command, Topic, find, nearest
from dialogs.flow import Flow, Situation, Tell
from dialogs.ports import Work
from dialogs.text import Text, Verbatim, say
from dialogs.views import Action, Block, Bullets, Button, Buttons, Heading, Note, Paragraph, View

NAME: Final = "help"


@dataclass(frozen=True, slots=True)
class Facts:
    """What was typed that is no command; empty where help was asked for."""

    typed: str
    meant: Command | None


def gather(work: Work, situation: Situation) -> Facts:
    """Find the nearest command to what was typed."""
    del work
    typed = situation.arg("typed").strip()
    word = typed.split(maxsplit=1)[0] if typed else ""
    return Facts(typed, nearest(word) if word and find(word) is None else None)


def tell(facts: Facts) -> View:
    """Show the commands; first of all the one that was probably meant."""
    title = say("help-title")
    head: tuple[Block, ...] = (Heading(title), Paragraph(say("help-lead")))
    summary: Text = title
    if facts.typed:
        summary = say("help-unknown", typed=facts.typed)
        head = (Paragraph(summary),)
        if facts.meant is not None:
            command = f"{SLASH} {facts.meant.name}"
            press = Button(Verbatim(command), Action(facts.meant.flow, facts.meant.step), main=True)
            head = (Paragraph(summary), Paragraph(say("help-meant")), Buttons((press,)))
    listed = tuple(block for topic in Topic for block in _listed(topic))
    return View(summary, (*head, *listed, Note(say("prompt-typing")), Note(say("help-open"))))


def _listed(topic: Topic) -> Iterator[Block]:
    """List the commands of a topic, one a line: a table would be too wide for a phone."""
    found = [each for each in COMMANDS if each.topic is topic]
    if found:
        yield Heading(say(f"help-topic-{topic.value}"), 2)
        yield Bullets(
            tuple(say("help-line", command=usage(each), does=say(each.help)) for each in found)
        )


def usage(command: Command) -> Text:
    """Write a command as it is typed, its argument in brackets."""
    written = f"{SLASH} {command.name}"
    if command.usage is None:
        return Verbatim(written)
    return say("help-usage", command=written, argument=say(command.usage))


FLOW: Final = Flow(NAME, (Tell("show", gather, tell),))
