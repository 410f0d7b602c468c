"""Who answers for what: from ownership, roles and the unit's own choice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dialogs.okr.model import Answering, KeyResult, Membership, PersonId, Role


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's part in answering for one key result."""

    person: PersonId
    asks_value: bool
    """False: only the person's confidence is wanted."""
    shared: bool
    """True: the first answer of any member counts for all."""


def duties(
    answering: Answering, key_result: KeyResult, members: Sequence[Membership]
) -> tuple[Duty, ...]:
    """Return who answers for a key result, given the memberships of its unit, each person once.

    The owner answers, else the unit's leads, any of whom answers for the others; empty when the
    unit has neither, which the import warns about. "Everyone" adds each member's confidence;
    "anyone" shares the duty.
    """
    leads = _in_role(members, {Role.LEAD})
    team = _in_role(members, {Role.MEMBER, Role.LEAD})
    answerers = [key_result.owner] if key_result.owner is not None else leads
    match answering:
        case Answering.OWNER:
            together = len(answerers) > 1
            return tuple(Duty(person, asks_value=True, shared=together) for person in answerers)
        case Answering.EVERYONE:
            everyone = dict.fromkeys([*answerers, *team])
            return tuple(
                Duty(person, asks_value=person in answerers, shared=False) for person in everyone
            )
        case Answering.ANYONE:
            everyone = dict.fromkeys([*answerers, *team])
            return tuple(Duty(person, asks_value=True, shared=True) for person in everyone)


def _in_role(members: Iterable[Membership], roles: set[Role]) -> list[PersonId]:
    return [membership.person for membership in members if membership.role in roles]
