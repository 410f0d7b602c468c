"""Reads and plays a transcript: who does what, who hears what, by key.

One line a happening; what is indented belongs to the line above::

    at 2026-11-16 09:00             time passes (Helsinki) and what is planned comes
    liisa types /okr help           a command, or a plain line
    liisa presses button-answer     the last visible button of that label (or: presses first …)
    liisa fills                     the open form, with FIELD = VALUE indented below
    liisa turns                     one page of a form that has several, with fields as above
    again                           the last delivery once more
    rytmi restarts                  the service stops and starts; what people see and type stays
    matti is lost not_installed     the platform refuses what goes to them (or to #channel) for this
    liisa hears KEY KEY …           the newest message of a conversation holds these keys
    #owls hears KEY …               a channel's
    liisa has heard KEY KEY …       one of the messages of a conversation holds these keys
    liisa has 2 messages            as many as the conversation shows
    liisa sees KEY … / not KEY …    what was shown in reply holds these keys, or none of them
    liisa is asked FIELD …          the fields of the open form, all of them but the optional ones
    liisa is told FIELD: KEY        an error at a field
    liisa keeps FIELD = VALUE       what was typed is still there
    liisa has no form               nothing is open
    stored KEYRESULT: 45 7 | 50 8   the history, value and confidence, oldest first
    stored WHAT UNIT CYCLE: … | …   what a retro or a cycle holds, as `stored.py` writes it
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tests.conversations.stage import Stage

ZONE: Final = ZoneInfo("Europe/Helsinki")
_OPTIONAL: Final = ("comment:", "blocker:", "help:")
Stored = Callable[[str], Awaitable[list[str]]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a transcript with what is indented below it."""

    number: int
    text: str
    below: tuple[str, ...]


def read(path: Path) -> list[Line]:
    """Read a transcript; blank lines and comments are left out."""
    found: list[Line] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not raw.strip() or raw.lstrip().startswith("//"):
            continue
        if raw.startswith(" "):
            last = found.pop()
            found.append(Line(last.number, last.text, (*last.below, raw.strip())))
        else:
            found.append(Line(number, raw.strip(), ()))
    return found


async def play(path: Path, stage: Stage, stored: Stored) -> None:
    """Play a transcript on a stage; raise AssertionError with the line that does not come true."""
    for line in read(path):
        try:
            await _play_line(line, stage, stored)
        except (AssertionError, KeyError) as error:
            error.add_note(f"{path.name}, line {line.number}: {line.text}")
            raise


async def _play_line(line: Line, stage: Stage, stored: Stored) -> None:
    who, _, rest = line.text.partition(" ")
    verb, _, said = rest.partition(" ")
    match (who, verb):
        case ("at", _):
            local = datetime.strptime(rest, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
            await stage.at(local)
        case ("again", ""):
            await stage.again()
        case ("rytmi", "restarts"):
            await stage.restarts()
        case ("stored", _):
            name, _, kept = rest.partition(":")
            expected = [part.strip() for part in kept.split("|")] if kept.strip() else []
            found = await stored(name)
            assert found == expected, found
        case (_, "is") if said.startswith("lost "):
            await stage.loses(who, said.removeprefix("lost "))
        case (_, "types"):
            await stage.types(who, "\n".join([said, *line.below]))
        case (_, "presses"):
            await stage.presses(who, said)
        case (_, "fills"):
            await stage.fills(who, _given(line))
        case (_, "turns"):
            await stage.turns(who, _given(line))
        case (_, "hears"):
            messages = await stage.heard(who)
            assert messages, f"{who} has heard nothing"
            _holds(messages[-1], said.split())
        case _:
            await _look(who, rest, stage)


def _given(line: Line) -> dict[str, str]:
    pairs = (each.partition("=") for each in line.below)
    return {name.strip(): value.strip() for name, _, value in pairs}


async def _look(who: str, rest: str, stage: Stage) -> None:
    words = rest.split()
    match words:
        case ["has", "no", "form"]:
            assert stage.fields(who) == []
        case ["has", "heard", *names]:
            messages = await stage.heard(who)
            assert any(not _missing(each, names) for each in messages), messages
        case ["has", number, "messages" | "message"]:
            assert len(await stage.heard(who)) == int(number)
        case ["sees", "not", *names]:
            assert not set(names) & set(stage.seen(who))
        case ["sees", *names]:
            _holds(stage.seen(who), names)
        case ["is", "asked", *names]:
            wanted = [name for name in stage.fields(who) if not name.startswith(_OPTIONAL)]
            assert wanted == names
        case ["is", "told", *_]:
            name, _, key = rest.removeprefix("is told ").rpartition(":")
            assert stage.errors(who).get(name) == key.strip(), stage.errors(who)
        case ["keeps", *_]:
            name, _, value = rest.removeprefix("keeps ").partition("=")
            assert stage.kept(who).get(name.strip()) == value.strip(), stage.kept(who)
        case _:
            message = f"a transcript has no such line: {who} {rest}"
            raise ValueError(message)


def _holds(found: object, wanted: list[str]) -> None:
    """Check that the keys occur in this order, others between them or not."""
    assert isinstance(found, list)
    missing = _missing(found, wanted)
    assert not missing, f"{missing} not found in this order in {found}"


def _missing(found: Sequence[str], wanted: Sequence[str]) -> list[str]:
    rest = iter(found)
    return [name for name in wanted if not any(name == each for each in rest)]
