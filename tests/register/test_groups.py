"""Roles that groups at the organisation's own sign-in give, and take back."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from iaktta.register import access
from iaktta.register.actions.groups import GroupRoleError, add_group_role, apply_groups, remove_group_role
from iaktta.register.models import Body, Event, GroupGrant, Membership, Organisation, User
from iaktta.web.sign_in.groups import stated_groups
from tests.register import ground

COORDINATOR, SECRETARY = Membership.Role.COORDINATOR, Membership.Role.COMMITTEE_SECRETARY


@pytest.fixture
def committee(organisation: Organisation, owner: Body, person: User) -> Body:
    body = ground.body(organisation, Body.Kind.COMMITTEE, "Socialnämnden")
    add_group_role("IK-samordnare", owner, COORDINATOR, by=person)
    add_group_role("SN-sekreterare", body, SECRETARY, by=person)
    return body


def held(user: User) -> set[tuple[str, str]]:
    """The roles that hold today."""
    rows = Membership.objects.filter(access.in_force(), user=user)
    return {(row.role, row.body.name) for row in rows.select_related("body")}


def test_a_person_has_the_roles_of_the_groups_and_no_more_than_them(committee: Body, person: User) -> None:
    apply_groups(person, ["IK-samordnare", "Alla", "  SN-sekreterare "])
    assert held(person) == {("coordinator", "Kommunstyrelsen"), ("committee_secretary", "Socialnämnden")}
    apply_groups(person, ["IK-samordnare"])
    assert held(person) == {("coordinator", "Kommunstyrelsen")}
    apply_groups(person, [])
    assert held(person) == set()
    apply_groups(person, ["SN-sekreterare"])
    assert held(person) == {("committee_secretary", "Socialnämnden")}


def test_what_the_groups_did_stands_in_the_trail_and_the_same_again_adds_nothing(
    committee: Body, person: User
) -> None:
    apply_groups(person, ["IK-samordnare"])
    apply_groups(person, ["IK-samordnare"])
    apply_groups(person, [])
    verbs = list(Event.objects.filter(object_kind="Membership").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["membership.given_by_group", "membership.ended_by_group"]


def test_roles_that_persons_have_given_are_left_alone(committee: Body, owner: Body, person: User) -> None:
    given = ground.membership(person, owner, COORDINATOR, ends_on=datetime.date(2099, 1, 1))
    apply_groups(person, ["IK-samordnare"])
    apply_groups(person, [])
    given.refresh_from_db()
    assert given.ends_on == datetime.date(2099, 1, 1)
    assert not GroupGrant.objects.exists()


def test_a_group_that_gives_the_role_no_more_takes_it_back_at_the_next_sign_in(
    committee: Body, person: User
) -> None:
    apply_groups(person, ["SN-sekreterare"])
    remove_group_role(committee.group_roles.get(), by=person)
    assert held(person) != set()
    apply_groups(person, ["SN-sekreterare"])
    assert held(person) == set()
    ended = Membership.objects.get(user=person)
    assert ended.ends_on == timezone.localdate() - datetime.timedelta(days=1)


def test_an_administration_s_group_gives_no_role_with_the_auditors(
    organisation: Organisation, person: User
) -> None:
    auditors = ground.body(organisation, Body.Kind.AUDITORS, "Revisorerna")
    with pytest.raises(GroupRoleError):
        add_group_role("IK-samordnare", auditors, COORDINATOR, by=person)
    rule = add_group_role("Revision", auditors, Membership.Role.ELECTED_AUDITOR, by=person)
    assert rule.owner == auditors, "nobody else sees it"
    apply_groups(person, ["Revision"])
    assert Membership.objects.get().owner == auditors


@pytest.mark.parametrize(
    ("answer", "groups"),
    [
        ({"userinfo": {"groups": ["b", "a"]}, "id_token": {"groups": ["a"]}}, ["a", "b"]),
        ({"id_token": {"sub": "1"}}, []),
        ({"groups": "ensam"}, ["ensam"]),
        ({"groups": [" ", "a "]}, ["a"]),
        ({"id_token": {"_claim_names": {"groups": "src1"}}}, None),
    ],
)
def test_groups_are_read_as_providers_state_them(answer: dict[str, object], groups: list[str] | None) -> None:
    assert stated_groups(answer, "groups") == groups
