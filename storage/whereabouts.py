"""What a person's accounts say of them: where they are reached and are, and whether at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dialogs.chats import Account

Place = tuple[str, str, str]
"""A door, a workspace, and the name of a user or a channel there."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What a person's accounts say of them."""

    language: str | None = None
    zone: str | None = None
    gone_since: date | None = None


def place_of(
    theirs: Mapping[Place, Account],
    before: Place | None,
    here: tuple[str, str],
    moved: Collection[Place],
) -> Place | None:
    """Return at which of their accounts, best first, a person is reached; None: at none of them.

    Where an operator has paired some, it is one of these. One that has just become theirs comes
    before the one they were reached at; what is at another door stays until then.
    """
    active = [place for place, account in theirs.items() if account.active]
    paired = [place for place in active if theirs[place].paired]
    usable = paired or active
    new = [place for place in usable if place in moved]
    if new:
        return new[0]
    if before is not None and before[:2] != here:
        return before if before in active else None
    if before is not None and before in usable:
        return before
    return usable[0] if usable else None


def traits_of(
    before: Traits,
    theirs: Mapping[Place, Account],
    reached_at: Place | None,
    zones: tuple[str | None, str],
    now: datetime | None,
) -> Traits:
    """Return what a person's accounts, best first, say of them; nothing where there is none.

    ``zones`` are the one that the person has set with Rytmi, and the organisation's own.
    """
    best = next(iter(theirs.values()), None)
    if best is None:
        return Traits()
    speaks = best if reached_at is None else theirs[reached_at]
    gone = before.gone_since
    if any(account.active for account in theirs.values()):
        gone = None
    elif gone is None and now is not None:
        own, home = zones
        gone = now.astimezone(ZoneInfo(own or speaks.zone or home)).date()
    return Traits(
        language=None if speaks.language is None else speaks.language.value,
        zone=speaks.zone,
        gone_since=gone,
    )
