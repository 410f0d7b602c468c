"""A conversation under way: a row with a version and an expiry, so restarts lose nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NewType

from dialogs.okr.model import PersonId

SessionId = NewType("SessionId", str)

LIFETIME: Final = timedelta(days=7)
"""How long a form may lie open; later answers are shown again with everything typed kept."""


@dataclass(frozen=True, slots=True)
class Session:
    """One person in one step of one flow."""

    id: SessionId
    person: PersonId
    flow: str
    step: str
    args: tuple[tuple[str, str], ...]
    """What the step was opened with, such as the week."""
    version: int
    """Grows each time the step is shown again."""
    expires: datetime
    done: bool = False
    given: tuple[tuple[str, str], ...] = ()
    """What the pages before this one held, where the form came in several."""

    def arg(self, name: str) -> str | None:
        """Return one of the arguments; None when it was not given."""
        return dict(self.args).get(name)
