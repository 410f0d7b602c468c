"""What follows when messages will never arrive: those who can mend it are told, once a day.

One message tells somebody of all that failed on a day: where a whole workspace has removed Rytmi,
they get one list and not two hundred notices. What fails later on the same day is added to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dialogs.flow import Aftermath, Mishap
from dialogs.flows.circle import Circle, Lost, Told
from dialogs.flows.ledger import kind_words, show_action
from dialogs.flows.parts import blocks, why_button
from dialogs.okr.hours import LONGEST_BREAK
from dialogs.okr.model import PersonId, Unit
from dialogs.okr.week import Week
from dialogs.ports import Failure, Work
from dialogs.posts import Cause, Planned, Post, PostKey, PostKind, ToChannel, ToPerson
from dialogs.text import Text, say
from dialogs.views import (
    Block,
    Bullets,
    Button,
    Buttons,
    Details,
    Heading,
    Note,
    Paragraph,
    Tone,
    View,
)
from dialogs.writes import FailuresTold, Write

MOST_TOGETHER: Final = 500
"""Failures that are looked into at once; more of them follow at once, and are added."""
MOST_NAMED: Final = 8
"""Receivers that stand in the open under one remedy; more of them are folded away."""
MOST_FOLDED: Final = 30
"""Those that are folded away; of the rest only the number is told."""


@dataclass(frozen=True, slots=True)
class Notice:
    """All that one person is told on one day."""

    told: Told
    lost: tuple[Lost, ...]
    """Oldest first; what is on the list already stays on it."""
    unit: Unit
    """The nearest unit that all of it lies in or below."""
    key: PostKey
    replaces: PostKey | None
    """The day's notice so far; None: there is none yet."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The messages that failed, and who is told; nobody, where nobody must know (any more)."""

    keys: tuple[PostKey, ...]
    notices: tuple[Notice, ...] = ()


def gather(work: Work, mishap: Mishap) -> Facts:
    """Find out whom failures concern: the one that was named, and all that nobody knows of yet.

    Of a notice that fails nobody is told again, and neither of what an earlier notice has told.
    """
    failures = work.untold(MOST_TOGETHER)
    keys = tuple(each.key for each in failures)
    circle = Circle(work, mishap)
    news = defaultdict[tuple[PersonId, date], list[Lost]](list)
    told: dict[tuple[PersonId, date], Told] = {}
    for lost in circle.lost(each for each in failures if not each.known):
        for each in circle.told(lost, mishap.now):
            news[each.person.id, each.day].append(lost)
            told.setdefault((each.person.id, each.day), each)
    known = _so_far(circle, told)
    return Facts(
        keys,
        tuple(_notice(circle, told[each], known.get(each, ()), news[each]) for each in news),
    )


def _so_far(
    circle: Circle, told: Mapping[tuple[PersonId, date], Told]
) -> Mapping[tuple[PersonId, date], Sequence[Lost]]:
    """Return what those who have had a notice for their day already were told in it."""
    had = {key for key, each in told.items() if circle.chain(each)[1] is not None}
    found = defaultdict[tuple[PersonId, date], list[Lost]](list)
    if had:
        for lost in circle.lost(circle.work.told(circle.mishap.now - LONGEST_BREAK)):
            for each in circle.told(lost, lost.failure.at):
                if (each.person.id, each.day) in had:
                    found[each.person.id, each.day].append(lost)
    return found


def _notice(circle: Circle, told: Told, known: Sequence[Lost], new: Sequence[Lost]) -> Notice:
    lost = {(each.failure.recipient, each.failure.cause): each for each in (*known, *new)}
    key, replaces = circle.chain(told)
    listed = tuple(lost.values())
    return Notice(told, listed, circle.common({each.unit.id for each in listed}), key, replaces)


def compose(facts: Facts) -> tuple[tuple[Write, ...], tuple[Post, ...]]:
    """Tell each of them what happened and what to do, and note that the failures are known."""
    writes = (FailuresTold(facts.keys),) if facts.keys else ()
    return writes, tuple(_post(each) for each in facts.notices)


def _post(notice: Notice) -> Post:
    told = notice.told
    return Post(
        key=notice.key,
        kind=PostKind.NOTICE,
        recipient=ToPerson(told.person.id),
        reader=told.reader,
        view=_view(notice),
        at=told.at,
        replaces=notice.replaces,
        planned=Planned(notice.unit.id, str(Week.of(told.day)), told.at),
    )


def _view(notice: Notice) -> View:
    if len(notice.lost) == 1:
        return _of_one(notice, notice.lost[0])
    title = say("notice-many-title", count=len(notice.lost))
    remedies = defaultdict[str, list[Lost]](list)
    for each in notice.lost:
        remedies[_remedy(each.failure)].append(each)
    listed = (block for key, lost in remedies.items() for block in _listed(key, lost))
    return View(
        title,
        (Heading(title), *listed, Paragraph(say("notice-many-once")), _buttons(notice)),
    )


def _of_one(notice: Notice, lost: Lost) -> View:
    title = say(
        "notice-title",
        receiver=lost.receiver,
        kind=kind_words(lost.failure.kind),
        unit=lost.unit.name,
    )
    forum = lost.forum.name if lost.forum is not None else lost.receiver
    remedy = say(f"notice-{_remedy(lost.failure)}", receiver=lost.receiver, forum=forum)
    return View(
        summary=title,
        blocks=(
            Heading(title),
            Paragraph(remedy, Tone.CARE),
            Paragraph(say("notice-once")),
            _buttons(notice),
        ),
    )


def _listed(remedy: str, lost: Sequence[Lost]) -> Iterator[Block]:
    """Say what to do, and about whom."""
    yield Paragraph(say(f"remedy-{remedy}"), Tone.CARE)
    names: list[Text] = [
        say("notice-one", receiver=each.receiver, unit=each.unit.name)
        for each in lost[: MOST_NAMED + MOST_FOLDED]
    ]
    yield Bullets(tuple(names[:MOST_NAMED]))
    rest = names[MOST_NAMED:]
    if rest:
        left = len(lost) - len(names)
        note = Note(say("ledger-left-out", count=left)) if left else None
        title = say("ledger-more", count=len(lost) - MOST_NAMED)
        yield Details(title, blocks(Bullets(tuple(rest)), note))


def _buttons(notice: Notice) -> Buttons:
    ledger = Button(say("button-ledger"), show_action(notice.unit.id))
    return Buttons((ledger, why_button(notice.key)))


def _remedy(failure: Failure) -> str:
    """Name what to do; a cause that a channel or a person cannot have falls to the general word."""
    match failure.recipient:
        case ToPerson():
            return _FOR_PERSON.get(failure.cause, "refused")
        case ToChannel():
            return _FOR_CHANNEL.get(failure.cause, "refused")


_FOR_PERSON: Final = {
    Cause.NOT_INSTALLED: "not-installed",
    Cause.NO_SUCH_PERSON: "no-such-person",
    Cause.GIVEN_UP: "given-up",
}
_FOR_CHANNEL: Final = {
    Cause.CHANNEL_GONE: "channel-gone",
    Cause.NOT_INVITED: "not-invited",
    Cause.NOT_INSTALLED: "not-invited",
    Cause.GIVEN_UP: "given-up",
}

AFTERMATH: Final = Aftermath(gather, compose)
