"""How an absence is said: its days, and who is asked instead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dialogs.okr.model import Absence, PersonId
from dialogs.text import Day, Phrase, say


def days_words(absence: Absence, today: date) -> Phrase:
    """Say the days: one, several, or from one on; "until" where the first is past."""
    first, last = absence.first, absence.last
    if last is None:
        return say("days-open", first=Day(first))
    if first == last:
        return say("days-one", first=Day(first))
    if first < today:
        return say("days-until", last=Day(last))
    return say("days-span", first=Day(first), last=Day(last))


def overlap(one: Absence, other: Absence) -> bool:
    """Say whether two absences have a day in common."""
    before = one.last is not None and one.last < other.first
    return not before and not (other.last is not None and other.last < one.first)


def absence_words(absence: Absence, names: Mapping[PersonId, str], today: date) -> Phrase:
    """Say an absence in one line, with its deputy where there is one."""
    days = days_words(absence, today)
    deputy = names.get(absence.deputy) if absence.deputy is not None else None
    if deputy is None:
        return say("absence-line", days=days)
    return say("absence-line-deputy", days=days, deputy=deputy)
