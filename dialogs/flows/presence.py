"""Who is away on a day, and in whose stead somebody is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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

    def away(self, people: Collection[PersonId]) -> Mapping[PersonId, Absence]:
        """Return those of the people who are away, with their deputies and those of the latter."""
        found: dict[PersonId, Absence] = {}
        known: set[PersonId] = set()
        asked = set(people)
        while asked:
            new = self._away(asked)
            found |= new
            known |= asked
            asked = {each.deputy for each in new.values() if each.deputy is not None} - known
        return found

    def behind(self, person: PersonId) -> tuple[PersonId, ...]:
        """Return in whose stead a person could be asked: theirs whose deputy they are, and so on.

        Nobody who is away passes on a duty to somebody who is away too, so the answer may name
        more people than it concerns; who is really asked is for `dialogs.okr.duty` to say.
        """
        found: dict[PersonId, None] = {}
        looked_at = [person]
        while looked_at:
            new = [each for each in self._stands_in_for(looked_at.pop()) if each not in found]
            found |= dict.fromkeys(each for each in new if each != person)
            looked_at += [each for each in new if each != person]
        return tuple(found)

    def _away(self, people: Collection[PersonId]) -> dict[PersonId, Absence]:
        found = dict(self.work.away(people, self.on))
        for person, absence in self.supposed.items():
            if person in people:
                found.pop(person, None)
                if absence is not None and absence.holds(self.on):
                    found[person] = absence
        return found

    def _stands_in_for(self, person: PersonId) -> list[PersonId]:
        stored = self.work.stands_in_for(person, self.on)
        found = [each for each in stored if each not in self.supposed]
        found += [
            absent
            for absent, absence in self.supposed.items()
            if absence is not None and absence.deputy == person and absence.holds(self.on)
        ]
        return found
