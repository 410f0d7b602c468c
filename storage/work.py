"""One transaction in one organisation: the port `Work`, put together from its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from dialogs.ports import Work
from storage.answers import Answers
from storage.around import Surroundings
from storage.arrivals import Arrivals
from storage.goals import Goals
from storage.messages import Messages
from storage.notes import Thoughts
from storage.recurring import Recurring
from storage.sums import Sums

T = TypeVar("T")


class Rows(Arrivals, Recurring, Goals, Answers, Sums, Messages, Surroundings, Thoughts):
    """A `Work` over one connection; the same statements for both databases."""

    def done(self, job: Callable[[Work], T]) -> T:
        """Do a whole transaction's job, and return its result."""
        # SQLite is in this process, where a statement costs little, and cannot bundle them.
        self._bundles = self._connection.dialect.name != "sqlite"
        result = job(self)
        self.write_waiting()
        return result
