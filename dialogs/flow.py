"""A conversation is a table of steps: each gathers facts, then asks, tells or acts, purely."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from dialogs.events import Moment
from dialogs.okr.model import Person
from dialogs.ports import Almanac, Work
from dialogs.posts import Post, PostKey
from dialogs.session import Session
from dialogs.text import Reader, Text
from dialogs.views import Form, View
from dialogs.writes import Write

F = TypeVar("F")
"""What a step must know before it can ask, tell or act."""

Answers = Mapping[str, str]
"""Field id and what the person typed or chose, as it arrived."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Who is talking to Rytmi, when, and with which arguments."""

    now: datetime
    person: Person
    reader: Reader
    """How the person reads: their own language and zone, else those of their home."""
    home: Reader
    """How the organisation reads, for those who have said nothing else."""
    delivery: str
    """Unique key of what was delivered; new rows are named after it, so a repeat names the same."""
    args: Mapping[str, str]
    """The button's or the command's arguments: input, never trusted."""
    almanac: Almanac
    """Free days, and what comes next."""

    def arg(self, name: str) -> str:
        """Return an argument; empty when it was not given."""
        return self.args.get(name, "")


@dataclass(frozen=True, slots=True)
class Again:
    """The answers cannot be taken yet: show the form again with everything typed."""

    errors: tuple[tuple[str, Text], ...]
    notice: Text | None = None
    unfinished: bool = False
    """Nothing is wrong with what was given, it is only not enough: more may come on a later page
    of the form."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """The answers are fine; another step of the flow comes next."""

    step: str
    args: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Finish:
    """All is said: what to write, what to send, what to show."""

    view: View
    writes: tuple[Write, ...] = ()
    posts: tuple[Post, ...] = ()
    reader: Reader | None = None
    """For whom the view is drawn, where the deed itself has changed it."""
    taken: bool = True
    """Of a secret form: False says why nothing was taken; what was typed is shown once more under
    it, to be copied, and the form stays unsent."""


Outcome = Again | GoOn | Finish


@dataclass(frozen=True, slots=True)
class Ask(Generic[F]):
    """A step that opens a form and takes what comes back."""

    name: str
    gather: Callable[[Work, Situation], F]
    ask: Callable[[F, Session], Form | View]
    """A view instead of a form says why there is nothing to fill in."""
    take: Callable[[F, Session, Answers], Outcome]
    gather_to_take: Callable[[Work, Situation], F]
    """As `gather`, but holding the rows that the answer will change until it is stored."""
    settled: Callable[[F], Mapping[str, str]]
    """What the form is about from now on, however long it lies open: arguments of its session."""
    secret: bool = False
    """True: what is typed is kept nowhere but in what `take` writes; neither in the session nor in
    the reply that is kept for repeats, nor in the name under which the delivery is known. Such a
    form is taken once; it cannot come in pages, and its `take` goes on with nothing typed. What
    the form itself shows is not kept either."""


@dataclass(frozen=True, slots=True)
class Tell(Generic[F]):
    """A step that only shows something."""

    name: str
    gather: Callable[[Work, Situation], F]
    tell: Callable[[F], View]


@dataclass(frozen=True, slots=True)
class Act(Generic[F]):
    """A step that does something at one press or one typed line."""

    name: str
    gather: Callable[[Work, Situation], F]
    act: Callable[[F], Finish | GoOn]
    """Going on opens a form where one line did not say enough."""


Step = Ask[F] | Tell[F] | Act[F]


@dataclass(frozen=True, slots=True)
class Flow:
    """One conversation: its name and its steps; the first is where it begins."""

    name: str
    # Each step knows its own facts; the table holds every kind, so the type is open here alone.
    steps: tuple[Step[Any], ...]

    def __post_init__(self) -> None:
        names = [step.name for step in self.steps]
        if not names or len(set(names)) != len(names):
            message = f"flow {self.name!r} needs steps with names of their own, not {names}"
            raise ValueError(message)

    def step(self, name: str) -> Step[Any] | None:
        """Return the step of that name; None when the flow has none."""
        return next((step for step in self.steps if step.name == name), None)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A moment that has come."""

    moment: Moment
    now: datetime
    almanac: Almanac


@dataclass(frozen=True, slots=True)
class Happening(Generic[F]):
    """What the clock sets off: facts about a moment, then writes and posts."""

    gather: Callable[[Work, Occasion], F]
    compose: Callable[[F], tuple[tuple[Write, ...], tuple[Post, ...]]]
    apart: bool = False
    """True: facts are gathered in a reading transaction first, because that takes long. What they
    say may be a moment old when it is written."""


@dataclass(frozen=True, slots=True)
class Mishap:
    """A message that will never arrive."""

    key: PostKey
    now: datetime
    almanac: Almanac


@dataclass(frozen=True, slots=True)
class Aftermath(Generic[F]):
    """What follows when a message will never arrive."""

    gather: Callable[[Work, Mishap], F]
    compose: Callable[[F], tuple[tuple[Write, ...], tuple[Post, ...]]]
