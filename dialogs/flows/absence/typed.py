"""What somebody typed after ``/okr away``: whom it is about, from when, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dialogs.flows.absence.people import everybody, named, settable
from dialogs.flows.absence.spans import LONGEST, Span, read_span
from dialogs.okr.model import Language, Person, PersonId
from dialogs.ports import Work
from dialogs.reading import ReadingError
from dialogs.text import Listing, Text, Verbatim, say

WHO, FIRST, LAST, DEPUTY = "who", "first", "last", "deputy"
"""The form's fields."""

MOST_NAMED: Final = 5
"""People who are named where a typed name fits several."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What could be read of a line, and what is wrong with the rest."""

    who: PersonId | None
    """None: it is not certain whom it is about."""
    span: Span | None
    first: str
    last: str
    """What the form's fields hold: what was read, else the words as they were typed."""
    errors: tuple[tuple[str, Text], ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether it can be done without asking back."""
        return self.who is not None and self.span is not None and self.span.certain


def read_line(work: Work, person: Person, text: str, language: Language, today: date) -> Typed:
    """Read "maria 1.12.-5.12."; whatever cannot be read is kept for the form."""
    name, rest = _apart(text.split(), language, today)
    who, doubt = _whom(work, person, name)
    errors: list[tuple[str, Text]] = [] if doubt is None else [(WHO, doubt)]
    if not rest:
        return Typed(who, None, "", "", tuple(errors))
    try:
        span = read_span(rest, language, today)
    except ReadingError as error:
        return Typed(who, None, rest, "", (*errors, (FIRST, error.sentence)))
    last = "" if span.last is None else span.last.isoformat()
    return Typed(who, span, span.first.isoformat(), last, tuple(errors))


def _apart(words: Sequence[str], language: Language, today: date) -> tuple[str, str]:
    """Split a line into a name and days: the days begin where they can be read to the end."""
    digits = [place for place, word in enumerate(words) if any(each.isdigit() for each in word)]
    begin = digits[0] if digits else len(words)
    soonest = max(0, len(words) - LONGEST)
    for place in range(soonest, begin + 1 if digits else len(words)):
        try:
            read_span(" ".join(words[place:]), language, today)
        except ReadingError as refused:
            if refused.sentence.key == "reading-day":
                continue
        begin = place
        break
    return " ".join(words[:begin]), " ".join(words[begin:])


def _whom(work: Work, person: Person, name: str) -> tuple[PersonId | None, Text | None]:
    """Return whom a name means, or the sentence that says why nobody."""
    if not name:
        return person.id, None
    found = named(name, (person, *settable(work, person)))
    if len(found) == 1:
        return found[0].id, None
    if found:
        return None, say("absence-several", typed=name, people=_names(found))
    known = named(name, everybody(work))
    if known:
        return None, say("absence-not-yours", who=_names(known))
    return None, say("absence-nobody", typed=name)


def _names(people: Sequence[Person]) -> Listing:
    return Listing(tuple(Verbatim(each.name) for each in people[:MOST_NAMED]))
