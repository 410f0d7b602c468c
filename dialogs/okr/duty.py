"""Who answers for what: from ownership, roles, the unit's own choice, and who is away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from dialogs.okr.model import Absence, Answering, KeyResult, Membership, PersonId, Role


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's part in answering for one key result."""

    person: PersonId
    asks_value: bool
    """False: only the person's confidence is wanted."""
    shared: bool
    """True: the first answer of anyone counts for all."""
    asked: bool = True
    """False: the person may answer of their own accord, but is neither asked nor counted."""
    instead_of: tuple[PersonId, ...] = ()
    """Whose place the person takes in this; empty where that changes nothing."""
    own: bool = True
    """False: the person is asked only because somebody is away."""

    def covered_by(self, person: PersonId) -> bool:
        """Say whether another's answer leaves nothing to ask of this person."""
        return self.shared or (not self.own and person in self.instead_of)


NOBODY_AWAY: Final[Mapping[PersonId, Absence]] = MappingProxyType({})


def duties(
    answering: Answering,
    key_result: KeyResult,
    members: Sequence[Membership],
    away: Mapping[PersonId, Absence] = NOBODY_AWAY,
) -> tuple[Duty, ...]:
    """Return who answers for a key result, given the memberships of its unit, each person once.

    The owner answers, else the unit's leads, any of whom answers for the others; empty when the
    unit has neither, which the import warns about. "Everyone" adds each member's confidence;
    "anyone" shares the duty.

    Whoever is away keeps the right and is not asked: their deputy is, where one is named. Where
    everyone answers, only those who give the number are stood in for: a member's confidence is
    their own, and is not waited for.
    """
    found = _all_there(answering, key_result, members)
    return _with_stand_ins(answering, found, away) if away else found


def stand_in(person: PersonId, away: Mapping[PersonId, Absence]) -> PersonId | None:
    """Return who is asked in an absent person's stead; None: nobody is.

    A deputy who is away too passes it on to their own; a circle of deputies ends in nobody.
    """
    passed: set[PersonId] = set()
    asked: PersonId | None = person
    while asked is not None and asked in away:
        if asked in passed:
            return None
        passed.add(asked)
        asked = away[asked].deputy
    return asked


def is_anyone_there(found: Sequence[Duty]) -> bool:
    """Say whether anybody can be asked; of what nobody answers for, silence has to be seen."""
    return not found or any(each.asked for each in found)


def _all_there(
    answering: Answering, key_result: KeyResult, members: Sequence[Membership]
) -> tuple[Duty, ...]:
    leads = _in_role(members, {Role.LEAD})
    team = _in_role(members, {Role.MEMBER, Role.LEAD})
    answerers = [key_result.owner] if key_result.owner is not None else leads
    if answering is Answering.OWNER:
        return tuple(Duty(person, asks_value=True, shared=True) for person in answerers)
    shared = answering is Answering.ANYONE
    everyone = dict.fromkeys([*answerers, *team])
    return tuple(
        Duty(person, asks_value=shared or person in answerers, shared=shared) for person in everyone
    )


def _with_stand_ins(
    answering: Answering, found: tuple[Duty, ...], away: Mapping[PersonId, Absence]
) -> tuple[Duty, ...]:
    by_person = {each.person: replace(each, asked=each.person not in away) for each in found}
    for duty in found:
        deputy = stand_in(duty.person, away)
        if duty.person not in away or deputy is None or not duty.asks_value:
            continue
        own = by_person.get(deputy)
        if own is None:
            shared = answering is not Answering.EVERYONE
            own = Duty(deputy, asks_value=True, shared=shared, own=False)
        elif own.own and own.asks_value:
            continue
        instead = (*own.instead_of, duty.person)
        by_person[deputy] = replace(own, asks_value=True, instead_of=instead)
    return tuple(by_person.values())


def _in_role(members: Iterable[Membership], roles: set[Role]) -> list[PersonId]:
    return [membership.person for membership in members if membership.role in roles]
