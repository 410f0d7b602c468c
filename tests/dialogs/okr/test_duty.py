"""Who answers for a key result follows from its owner, the roles and the unit's own choice."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dialogs.okr.duty import Duty, duties, stand_in
from dialogs.okr.measure import YesNo
from dialogs.okr.model import (
    Absence,
    Answering,
    KeyResult,
    KeyResultId,
    Membership,
    ObjectiveId,
    PersonId,
    Role,
    UnitId,
)

AINO, EINO, IRMA = PersonId("aino"), PersonId("eino"), PersonId("irma")
TEAM = UnitId("tiimi-1")

teams = st.lists(  # some of them with several roles
    st.builds(
        Membership,
        person=st.sampled_from([AINO, EINO, IRMA, PersonId("outi"), PersonId("seppo")]),
        unit=st.just(TEAM),
        role=st.sampled_from(Role),
    ),
    unique=True,
)
everybody = st.sampled_from([AINO, EINO, IRMA, PersonId("outi"), PersonId("seppo")])
absences = st.dictionaries(everybody, st.one_of(st.none(), everybody)).map(
    lambda deputies: {person: gone(person, deputy) for person, deputy in deputies.items()}
)
owners = st.one_of(st.none(), st.sampled_from([AINO, EINO, PersonId("elsewhere")]))


def gone(person: PersonId, deputy: PersonId | None = None) -> Absence:
    return Absence(person, date(2026, 11, 2), None, deputy)


def owned(owner: PersonId | None) -> KeyResult:
    return KeyResult(KeyResultId("kr"), ObjectiveId("o"), "Faster", YesNo(), owner=owner)


def members(**roles: Role) -> list[Membership]:
    return [Membership(PersonId(person), TEAM, role) for person, role in roles.items()]


def test_the_owner_answers_alone() -> None:
    found = duties(Answering.OWNER, owned(AINO), members(aino=Role.MEMBER, eino=Role.LEAD))
    assert [(duty.person, duty.asks_value) for duty in found] == [(AINO, True)]


def test_without_an_owner_the_lead_answers() -> None:
    found = duties(Answering.OWNER, owned(None), members(aino=Role.MEMBER, eino=Role.LEAD))
    assert [duty.person for duty in found] == [EINO]


def test_everyone_is_asked_for_confidence_and_the_owner_for_the_number() -> None:
    team = members(aino=Role.MEMBER, eino=Role.LEAD, irma=Role.FACILITATOR)
    found = duties(Answering.EVERYONE, owned(AINO), team)
    assert {duty.person: duty.asks_value for duty in found} == {AINO: True, EINO: False}


def test_anyone_may_answer_for_all() -> None:
    found = duties(Answering.ANYONE, owned(None), members(aino=Role.MEMBER, eino=Role.MEMBER))
    assert {duty.person for duty in found} == {AINO, EINO}
    assert all(duty.shared and duty.asks_value for duty in found)


@given(st.sampled_from(Answering), owners, teams)
def test_each_person_has_one_duty_and_the_owner_always_has_one(
    answering: Answering, owner: PersonId | None, team: list[Membership]
) -> None:
    found = duties(answering, owned(owner), team)
    people = [duty.person for duty in found]
    assert len(set(people)) == len(people)
    working = {member.person for member in team if member.role in {Role.MEMBER, Role.LEAD}}
    leads = {member.person for member in team if member.role is Role.LEAD}
    answerers = {owner} if owner is not None else leads
    assert answerers <= set(people) <= working | answerers
    if owner is not None:
        assert all(duty.asks_value for duty in found if duty.person == owner)
    if answerers:
        assert any(duty.asks_value for duty in found)
    if answering is not Answering.OWNER:
        assert set(people) == working | answerers


def asked(found: tuple[Duty, ...]) -> set[PersonId]:
    return {duty.person for duty in found if duty.asked}


def test_who_is_away_is_not_asked_and_keeps_the_right_to_answer() -> None:
    found = duties(Answering.OWNER, owned(AINO), members(eino=Role.LEAD), {AINO: gone(AINO)})
    assert [(duty.person, duty.asked) for duty in found] == [(AINO, False)]


def test_a_deputy_is_asked_instead_and_the_first_answer_counts_for_both() -> None:
    away = {AINO: gone(AINO, deputy=IRMA)}
    found = duties(Answering.OWNER, owned(AINO), members(eino=Role.LEAD), away)
    deputy = next(duty for duty in found if duty.person == IRMA)
    assert asked(found) == {IRMA}
    assert deputy.asks_value
    assert not deputy.own
    assert deputy.instead_of == (AINO,)
    assert deputy.covered_by(AINO)
    assert found[0].covered_by(IRMA)


def test_a_deputy_who_is_away_too_passes_it_on_and_a_circle_ends_in_nobody() -> None:
    away = {AINO: gone(AINO, EINO), EINO: gone(EINO, IRMA)}
    assert stand_in(AINO, away) == IRMA
    assert stand_in(AINO, away | {IRMA: gone(IRMA)}) is None
    assert stand_in(AINO, away | {IRMA: gone(IRMA, AINO)}) is None
    assert stand_in(AINO, {AINO: gone(AINO, AINO)}) is None
    assert stand_in(IRMA, away) == IRMA


def test_of_everyone_the_one_who_is_away_is_not_waited_for() -> None:
    team = members(aino=Role.MEMBER, eino=Role.LEAD, irma=Role.MEMBER)
    found = duties(Answering.EVERYONE, owned(AINO), team, {IRMA: gone(IRMA, EINO)})
    assert {duty.person: duty.asks_value for duty in found if duty.asked} == {
        AINO: True,
        EINO: False,
    }


def test_of_everyone_a_deputy_gives_the_number_and_their_own_confidence() -> None:
    team = members(aino=Role.MEMBER, eino=Role.LEAD, irma=Role.MEMBER)
    found = duties(Answering.EVERYONE, owned(AINO), team, {AINO: gone(AINO, IRMA)})
    irma = next(duty for duty in found if duty.person == IRMA)
    assert (irma.asks_value, irma.own, irma.instead_of) == (True, True, (AINO,))
    assert not irma.covered_by(EINO)
    assert not irma.covered_by(AINO)


def test_where_a_colleague_shares_the_duty_anyway_standing_in_changes_nothing() -> None:
    team = members(aino=Role.MEMBER, eino=Role.MEMBER)
    found = duties(Answering.ANYONE, owned(None), team, {AINO: gone(AINO, EINO)})
    eino = next(duty for duty in found if duty.person == EINO)
    assert (eino.own, eino.instead_of) == (True, ())


@given(st.sampled_from(Answering), owners, teams, absences)
def test_nobody_who_is_away_is_asked_and_nobody_else_loses_a_duty(
    answering: Answering,
    owner: PersonId | None,
    team: list[Membership],
    away: dict[PersonId, Absence],
) -> None:
    usual = duties(answering, owned(owner), team)
    found = duties(answering, owned(owner), team, away)
    people = [duty.person for duty in found]
    assert len(set(people)) == len(people)
    assert not asked(found) & set(away)
    assert {duty.person for duty in usual} <= set(people)
    assert asked(found) >= {duty.person for duty in usual} - set(away)
    for duty in found:
        assert set(duty.instead_of) <= set(away)
        if not duty.own:
            assert duty.instead_of
    number = {duty.person for duty in usual if duty.asks_value}
    deputies = {stand_in(person, away) for person in number & set(away)} - {None}
    assert deputies <= {duty.person for duty in found if duty.asked and duty.asks_value}
