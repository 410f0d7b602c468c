"""A conversation under way: a row with a version and an expiry, so restarts lose nothing.

Where a platform gives back with a form what the form carried, unaltered, the row is written with
the first thing that is sent: opening a form then writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NewType

from dialogs.okr.model import OrganisationId, PersonId

SessionId = NewType("SessionId", str)

LIFETIME: Final = timedelta(days=7)
"""How long a form may lie open; later answers are shown again with everything typed kept."""

FORGOTTEN: Final = timedelta(days=30)
"""How long an expired session is remembered; no platform repeats a delivery after more than a few
hours."""
MOST_CARRIED: Final = 2_000
"""Characters that the arguments of a session may take in a form that carries it, as JSON writes
them; the chat that has the least room takes 3,000 for all that goes along."""
_WIDE: Final = re.compile(r'[\x00-\x1f"\\&<>]')
"""What JSON writes with up to six characters; a chat may do something of its own with the last."""


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
    carried: bool = False
    """Whether there is no row of it yet."""

    @property
    def is_light(self) -> bool:
        """Whether a form can carry it; what a person typed with a command may be long."""
        parts = [part for pair in self.args for part in pair]
        wide = sum(len(_WIDE.findall(part)) for part in parts)
        return sum(map(len, parts)) + 5 * wide + 3 * len(parts) <= MOST_CARRIED

    def arg(self, name: str) -> str | None:
        """Return one of the arguments; None when it was not given."""
        return dict(self.args).get(name)


@dataclass(frozen=True, slots=True)
class Carried:
    """A session that its form carries, because there is no row of it yet."""

    organisation: OrganisationId
    """Whose it is. A workspace may come to speak for another before the form is sent."""
    session: Session
