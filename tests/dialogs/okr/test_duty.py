"""Who answers for a key result follows from its owner, the roles and the unit's own choice."""

from hypothesis import given
from hypothesis import strategies as st

from dialogs.okr.duty import duties
from dialogs.okr.measure import YesNo
from dialogs.okr.model import (
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
owners = st.one_of(st.none(), st.sampled_from([AINO, EINO, PersonId("elsewhere")]))


def owned(owner: PersonId | None) -> KeyResult:
    return KeyResult(KeyResultId("kr"), ObjectiveId("o"), "Faster", YesNo(), owner=owner)


def members(**roles: Role) -> list[Membership]:
    return [Membership(PersonId(person), TEAM, role) for person, role in roles.items()]


def test_the_owner_answers_alone() -> None:
    found = duties(Answering.OWNER, owned(AINO), members(aino=Role.MEMBER, eino=Role.LEAD))
    assert [(duty.person, duty.asks_value, duty.shared) for duty in found] == [(AINO, True, False)]


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
