"""One transaction in one organisation: the port `Work`, put together from its parts."""

from __future__ import annotations

from storage.absences import Absences
from storage.answers import Answers
from storage.goals import Goals
from storage.messages import Messages
from storage.people import People
from storage.promises import Promises
from storage.recurring import Recurring
from storage.sums import Sums


class Rows(People, Recurring, Absences, Goals, Answers, Sums, Messages, Promises):
    """A `Work` over one connection; the same statements for both databases."""
