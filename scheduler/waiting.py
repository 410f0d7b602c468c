"""Keeps what is to come in order: which moments wait, which have come, and which came too late."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Final

from dialogs.events import Dropped, Moment
from dialogs.okr.model import OrganisationId
from scheduler.due import for_subject, key_of, release
from scheduler.lines import Line

AT_ONCE: Final = 32
"""Moments handed over side by side, so that a store can commit several together."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A moment in the queue, for those subjects that have not had it yet."""

    line: Line
    moment: Moment
    subjects: tuple[str, ...]
    failures: int = 0
    beside: bool = False
    """It was put off, or waits for another try, while its line goes on to the next moment."""

    @property
    def organisation(self) -> OrganisationId:
        """Whose it is."""
        return self.line.schedule.organisation


_Entry = tuple[datetime, int, Waiting]
"""When to look at it, its place among those of the same instant, and what it is."""


class Queue:
    """The lines of all organisations by their next moments; an idle look costs one comparison.

    What is settled, it leaves out of every hand. What came too late, it keeps apart, so that it
    holds up nothing that is still of use.
    """

    def __init__(self) -> None:
        self._heap: list[_Entry] = []
        self._late: deque[Waiting] = deque()
        self._order = count()
        self._settled: dict[OrganisationId, dict[str, datetime]] = {}

    def put(self, line: Line, moment: Moment | None) -> None:
        """Put a line in with its next moment; a line at its end is left out."""
        if moment is not None:
            self._push(moment.planned, Waiting(line, moment, line.subjects))

    def try_again(self, waiting: Waiting, at: datetime) -> None:
        """Put back what could not be done; it is looked at again at an instant."""
        self._push(at, replace(waiting, failures=waiting.failures + 1, beside=True))

    def forget(self, organisation: OrganisationId) -> None:
        """Take out what waits for an organisation; what is settled stays settled."""
        self._heap = [each for each in self._heap if each[2].organisation != organisation]
        heapq.heapify(self._heap)
        self._late = deque(each for each in self._late if each.organisation != organisation)

    def has_come(self, now: datetime) -> bool:
        """Say whether there is something to look at."""
        return bool(self._heap) and self._heap[0][0] <= now

    @property
    def too_late(self) -> Moment | None:
        """The first moment that came too late and is not recorded yet."""
        return self._late[0].moment if self._late else None

    def next_after(self, now: datetime) -> datetime | None:
        """Return when there is something to look at next; None: never again."""
        if self._late:
            return now
        if self._heap and self._heap[0][0] > now:
            return self._heap[0][0]
        return min((at for at, _, _ in self._heap if at > now), default=None)

    def oldest(self, organisation: OrganisationId) -> datetime | None:
        """Return when the oldest moment that waits for an organisation was planned."""
        waiting = (*(each for _, _, each in self._heap), *self._late)
        planned = (each.moment.planned for each in waiting if each.organisation == organisation)
        return min(planned, default=None)

    # --- what is settled ----------------------------------------------------------------------

    def knows(self, organisation: OrganisationId) -> bool:
        """Say whether it was told what is settled in an organisation."""
        return organisation in self._settled

    def settle(self, organisation: OrganisationId, keys: Collection[str], at: datetime) -> None:
        """Leave these moments, planned at an instant at the latest, out from now on."""
        self._settled.setdefault(organisation, {}).update(dict.fromkeys(keys, at))

    def forget_settled(self, before: datetime) -> None:
        """Forget settled moments that are so old that no plan brings them up again."""
        for organisation, keys in self._settled.items():
            self._settled[organisation] = {key: at for key, at in keys.items() if at >= before}

    def _is_settled(self, waiting: Waiting, subject: str) -> bool:
        return key_of(waiting.moment, subject) in self._settled.get(waiting.organisation, ())

    # --- what has come ------------------------------------------------------------------------

    def take(self, now: datetime) -> list[Waiting]:
        """Take a handful of moments that have come, each for one subject; it may be empty.

        An asking is committed before its reminder is looked at: a line goes on to its next moment
        when the last subject is in hand and the hand is full, and a hand holds no two of a line.
        """
        hand: list[Waiting] = []
        done: list[Line] = []
        named: dict[int, tuple[str, str]] = {}
        for _ in range(AT_ONCE):
            if len(hand) == AT_ONCE or not self.has_come(now):
                break
            at, order, waiting = heapq.heappop(self._heap)
            line, name = waiting.line, (waiting.moment.kind, waiting.moment.period)
            ready = self._ready(waiting, now)
            if ready is None:
                missed = replace(waiting.moment, dropped=Dropped.DOWNTIME)
                self._late.append(replace(waiting, moment=missed))
            elif ready > now:
                self._put_off(waiting, ready)
            elif named.setdefault(id(line), name) != name:
                heapq.heappush(self._heap, (at, order, waiting))
                break
            elif left := self._hand_out(waiting, hand):
                heapq.heappush(self._heap, (at, order, left))
                break
            if not waiting.beside:
                done.append(line)
        for line in done:
            self.put(line, line.following())
        return hand

    def take_late(self) -> list[Waiting]:
        """Take a handful of moments that came too late, as dropped ones."""
        hand: list[Waiting] = []
        for _ in range(AT_ONCE):
            if len(hand) == AT_ONCE or not self._late:
                break
            if left := self._hand_out(self._late.popleft(), hand):
                self._late.appendleft(left)
        return hand

    def _hand_out(self, waiting: Waiting, hand: list[Waiting]) -> Waiting | None:
        """Fill a hand with unsettled subjects; return the waiting with those left, if any."""
        room = AT_ONCE - len(hand)
        hand += self._unsettled(waiting, waiting.subjects[:room])
        left = waiting.subjects[room:]
        return replace(waiting, subjects=left) if left else None

    def _unsettled(self, waiting: Waiting, subjects: tuple[str, ...]) -> Iterator[Waiting]:
        for subject in subjects:
            if not self._is_settled(waiting, subject):
                moment = for_subject(waiting.moment, subject)
                yield replace(waiting, moment=moment, subjects=(subject,))

    def _ready(self, waiting: Waiting, now: datetime) -> datetime | None:
        """Return from when on a moment may be handed over; None when it is too late for it.

        What happens waits for what was put off before it in its line; what is dropped does not.
        """
        line = waiting.line
        ready = release(line.schedule, line.working, waiting.moment, now)
        if ready is None or waiting.moment.dropped is not None:
            return ready
        return max(ready, line.held_until or ready)

    def _put_off(self, waiting: Waiting, until: datetime) -> None:
        if left := tuple(each for each in waiting.subjects if not self._is_settled(waiting, each)):
            self._push(until, replace(waiting, subjects=left, beside=True))
            if not waiting.failures:
                waiting.line.held_until = until

    def _push(self, at: datetime, waiting: Waiting) -> None:
        heapq.heappush(self._heap, (at, next(self._order), waiting))
