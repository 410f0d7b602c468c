"""Who is away on a day, and in whose stead somebody is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from dialogs.okr.model import Absence, PersonId
from dialogs.ports import Work

Supposed = Mapping[PersonId, Absence | None]
"""What holds for some people whatever is stored: an absence about to be set, None for its end."""

AS_STORED: Final[Supposed] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is away on one day."""

    work: Work
    on: date
    supposed: Supposed

    def away(
        self, people: Collection[PersonId], stored: Mapping[PersonId, Absence] | None = None
    ) -> Mapping[PersonId, Absence]:
        """Return those of the people who are away, with their deputies and those of the latter.

        ``stored`` is who of the people themselves is away as the store has it, where that has been
        read already.
        """
        found: dict[PersonId, Absence] = {}
        known: set[PersonId] = set()
        asked = set(people)
        while asked:
            new = self._away(asked, stored if not known else None)
            found |= new
            known |= asked
            asked = {each.deputy for each in new.values() if each.deputy is not None} - known
        return found

    def behind(self, people: Collection[PersonId]) -> Mapping[PersonId, tuple[PersonId, ...]]:
        """Return in whose stead each could be asked: theirs whose deputy they are, and so on.

        Nobody who is away passes on a duty to somebody who is away too, so the answer may name
        more people than it concerns; who is really asked is for `dialogs.okr.duty` to say.
        """
        known: dict[PersonId, Sequence[PersonId]] = {}
        asked = set(people)
        while asked:
            known |= self._stand_in_for(asked)
            asked = {each for absent in known.values() for each in absent} - known.keys()
        return {person: _behind(person, known) for person in people}

    def _away(
        self, people: Collection[PersonId], stored: Mapping[PersonId, Absence] | None
    ) -> dict[PersonId, Absence]:
        if stored is None:
            stored = self.work.away(people, self.on)
        found = {person: absence for person, absence in stored.items() if person in people}
        for person, absence in self.supposed.items():
            if person in people:
                found.pop(person, None)
                if absence is not None and absence.holds(self.on):
                    found[person] = absence
        return found

    def _stand_in_for(self, people: Collection[PersonId]) -> dict[PersonId, list[PersonId]]:
        stored = self.work.stands_in_for(people, self.on)
        found = {
            person: [each for each in stored.get(person, ()) if each not in self.supposed]
            for person in people
        }
        for absent, absence in self.supposed.items():
            if absence is not None and absence.deputy in found and absence.holds(self.on):
                found[absence.deputy].append(absent)
        return found


def _behind(person: PersonId, known: Mapping[PersonId, Sequence[PersonId]]) -> tuple[PersonId, ...]:
    found: dict[PersonId, None] = {}
    looked_at = [person]
    while looked_at:
        new = [each for each in known[looked_at.pop()] if each not in found and each != person]
        found |= dict.fromkeys(new)
        looked_at += new
    return tuple(found)
