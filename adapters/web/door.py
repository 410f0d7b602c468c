"""What the page is given: the engine, the data it shows, the clock it may move, the words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol, runtime_checkable

from adapters.web.arrivals import Arrivals
from adapters.web.courier import Bell
from dialogs.events import Event
from dialogs.ledger import Foreseen
from dialogs.okr.model import Organisation, OrganisationId
from dialogs.ports import Store, Timeline, TimeSource
from dialogs.replies import Reply
from dialogs.text import Arg, Reader, Text, say

NAME: Final = "web"
"""The door's name, in origins, addresses and delivery keys."""

Draw = Callable[[Text, Reader], str]
"""Draws a text for a reader, as plain text and never as markup."""


@dataclass(frozen=True, slots=True)
class Target:
    """Somewhere the clock can be moved to."""

    name: str
    """Short and stable, such as ``day``; it arrives again when the button is pressed."""
    label: Text
    at: datetime
    """Aware, UTC, later than now."""


@runtime_checkable
class DemoClock(TimeSource, Protocol):
    """A clock that can be moved forward; whatever is planned on the way happens, in order."""

    @property
    def movable(self) -> bool:
        """Whether moving is allowed here."""
        ...

    def choices(self, now: datetime) -> Sequence[Target]:
        """Name the targets, seen from an instant; `adapters.web.clock.targets` computes them."""
        ...

    async def move(self, target: Target) -> None:
        """Move to the target and return when all that was planned until then has been done.

        ``now()`` may advance step by step meanwhile; open pages show it.
        """
        ...


@dataclass(frozen=True, slots=True)
class CommandHint:
    """A command as the message box offers it."""

    usage: str
    """What is typed, such as ``/okr status [unit]``; what is in brackets is left to the person."""
    help: Text


class Rehearse(Protocol):
    """Lives through a span of an organisation's time on a copy of it, and sends nothing."""

    async def __call__(
        self,
        organisation: OrganisationId,
        first: datetime,
        until: datetime,
        told: Callable[[float], None],
    ) -> Sequence[Foreseen]:
        """Return what would happen after ``first`` and not after ``until``, in order.

        Both are aware. ``told`` hears how far it has come, from 0 to 1.
        """
        ...


@dataclass(frozen=True, slots=True)
class Document:
    """A file that the page hands out."""

    name: str
    """In plain letters, with its ending."""
    content_type: str
    body: bytes


class BeingCorrectedError(Exception):
    """What was published is being corrected: it has no document until it is published again."""


class Documents(Protocol):
    """Writes published retros as documents."""

    @property
    def forms(self) -> Sequence[str]:
        """The forms that there are, as a file's name ends: ``md``, ``docx``."""
        ...

    async def __call__(
        self, organisation: OrganisationId, retro: str, form: str, reader: Reader
    ) -> Document | None:
        """Return a retro's document; None for no such form, and for what was never published.

        Raises BeingCorrectedError for one that is being corrected.
        """
        ...


@dataclass(frozen=True, slots=True)
class WebDoor:
    """Everything behind the page."""

    handle: Callable[[Event], Awaitable[Reply]]
    """The engine; a delivery's key given again brings the same reply again."""
    store: Store
    timeline: Timeline
    organisation: OrganisationId
    """The one that is shown first; any where there is none of that id."""
    organisations: Callable[[], Awaitable[Sequence[Organisation]]]
    """All that may be shown."""
    draw: Draw
    clock: DemoClock | TimeSource
    commands: Sequence[CommandHint]
    bell: Bell = field(default_factory=Bell)
    """Rings when there may be news; the courier's."""
    rehearse: Rehearse | None = None
    """None: the page offers no rehearsal."""
    documents: Documents | None = None
    """None: the page hands out no documents."""
    arrivals: Arrivals = field(default_factory=Arrivals)
    """What has come since the clock was last moved; noted by whoever is told of deliveries."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The page's own words for one reader: ``speech("web-people")``."""

    draw: Draw
    reader: Reader

    def __call__(self, key: str, /, **args: Arg) -> str:
        """Draw a sentence by key."""
        return self.draw(say(key, **args), self.reader)
