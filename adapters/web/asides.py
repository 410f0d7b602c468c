"""What a conversation shows besides delivered messages: lines typed here, replies to one person.

A chat platform keeps a person's own lines and forgets private replies on reload. The page keeps
both for as long as the process runs, bounded, so that a visitor who looks around as somebody else
finds the conversation as it was left.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass
from datetime import datetime

from adapters.web import limits
from dialogs.text import Reader
from dialogs.views import Paragraph, Tone, View


@dataclass(frozen=True, slots=True)
class Typed:
    """A line that was typed into the message box."""

    text: str


@dataclass(frozen=True, slots=True)
class Whispered:
    """A reply that only the person sees."""

    view: View
    reader: Reader

    @property
    def thanks(self) -> bool:
        """Whether it says no more than that all is well: a receipt that comes says it better."""
        match self.view.blocks:
            case (Paragraph(_, Tone.GOOD),):
                return True
            case _:
                return False


@dataclass(frozen=True, slots=True)
class Aside:
    """One of them, with where it stands among the delivered messages."""

    delivery: str
    """The delivery it belongs to; a repeat adds nothing."""
    after: int
    """The place of the newest message the page had shown."""
    at: datetime
    """Aware, UTC, by Rytmi's clock."""
    content: Typed | Whispered


class Asides:
    """The asides of each conversation (its path), the newest of them."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, deque[Aside]] = OrderedDict()

    def add(self, conversation: str, aside: Aside) -> None:
        """Keep an aside, unless it is known; the oldest make room."""
        kept = self._kept.setdefault(conversation, deque(maxlen=limits.ASIDES_KEPT))
        self._kept.move_to_end(conversation)
        known = any(
            one.delivery == aside.delivery and type(one.content) is type(aside.content)
            for one in kept
        )
        if not known:
            kept.append(aside)
        while len(self._kept) > limits.CONVERSATIONS_KEPT:
            self._kept.popitem(last=False)

    def of(self, conversation: str) -> tuple[Aside, ...]:
        """Return a conversation's asides, oldest first."""
        return tuple(self._kept.get(conversation, ()))
