"""Who comes in, who lets them in, and whom nobody but the auditors lets into their own body."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from iaktta.register import access
from iaktta.register.access import Sight
from iaktta.register.actions.people import (
    AlreadyHeldError,
    ExpertWithoutEndError,
    InvitationOverError,
    LastOneError,
    NotOfThisBodyError,
    Place,
    WrongDaysError,
    accept_invitation,
    end_role,
    give_role,
    invite,
    may_invite_first_auditor,
    renew_invitation,
    withdraw_invitation,
)
from iaktta.register.models import Body, Event, Invitation, Membership, Organisation, User
from iaktta.register.queries import people
from iaktta.register.trail.chains import verify_chain
from tests.register import ground

pytestmark = pytest.mark.django_db
Role = Membership.Role
TODAY = datetime.date.today()
PASSWORD = "fyra-lugna-uttrar"


def somebody(name: str, body: Body, role: Membership.Role) -> User:
    user = User.objects.create_user(f"{name}@granvik.example", PASSWORD, name=name.capitalize())
    ground.membership(user, body, role)
    return user


def sees(user: User) -> Sight:
    return access.sight(user, "granvik")


@pytest.fixture
def schools(organisation: Organisation) -> Body:
    return ground.body(organisation, Body.Kind.COMMITTEE, "Skolnämnden")


@pytest.fixture
def auditors(organisation: Organisation) -> Body:
    return ground.body(organisation, Body.Kind.AUDITORS, "Revisorerna")


@pytest.fixture
def admin(owner: Body, schools: Body, auditors: Body) -> Sight:
    return sees(somebody("ada", owner, Role.ADMINISTRATOR))


@pytest.fixture
def auditor(owner: Body, schools: Body, auditors: Body) -> Sight:
    return sees(somebody("rut", auditors, Role.ELECTED_AUDITOR))


def asked(see: Sight, place: Place, email: str = "kim.ny@granvik.example") -> tuple[Invitation, str]:
    return invite(see, place, email=email, name="Kim Ny", days=14)


def test_somebody_is_asked_in_and_accepts_with_a_password(admin: Sight, schools: Body) -> None:
    invitation, token = asked(admin, Place(schools, Role.COMMITTEE_SECRETARY))
    assert token not in str(Invitation.objects.values()), "only the token's hash is kept"
    found = access.invitation(token)
    assert found == invitation
    given = accept_invitation(invitation, name="Kim Nyman", password=PASSWORD)
    assert given.user.email == "kim.ny@granvik.example"
    assert given.user.check_password(PASSWORD)
    assert sees(given.user).roles[0].role == Role.COMMITTEE_SECRETARY
    verbs = list(Event.objects.filter(owner=schools).order_by("number").values_list("verb", flat=True))
    assert verbs == ["invitation.sent", "membership.given"]
    assert verify_chain(schools.organisation, schools).is_whole


def test_a_link_works_once(admin: Sight, schools: Body) -> None:
    invitation, token = asked(admin, Place(schools, Role.COORDINATOR))
    accept_invitation(invitation, name="Kim", password=PASSWORD)
    assert access.invitation(token) is None
    with pytest.raises(InvitationOverError):
        accept_invitation(invitation, name="En annan", password=PASSWORD)


def test_who_has_an_account_just_gets_the_role(admin: Sight, schools: Body, owner: Body) -> None:
    bo = somebody("bo", owner, Role.EXECUTIVE_BOARD_READER)
    invitation, _ = asked(admin, Place(schools, Role.COMMITTEE_MEMBER), bo.email)
    accept_invitation(invitation, user=bo)
    assert {one.role for one in sees(bo).roles} == {Role.EXECUTIVE_BOARD_READER, Role.COMMITTEE_MEMBER}
    assert User.objects.filter(email=bo.email).count() == 1


def test_the_same_address_asked_again_gets_a_new_link_and_the_old_one_ends(
    admin: Sight, schools: Body
) -> None:
    first, old = asked(admin, Place(schools, Role.COORDINATOR))
    again, new = asked(admin, Place(schools, Role.COORDINATOR), "KIM.NY@granvik.example")
    assert first == again
    assert access.invitation(old) is None
    assert access.invitation(new) == first
    newest = renew_invitation(admin, first, days=14)
    assert access.invitation(new) is None
    assert access.invitation(newest) == first


def test_an_invitation_ends_by_itself_and_can_be_taken_back(admin: Sight, schools: Body) -> None:
    invitation, token = asked(admin, Place(schools, Role.COORDINATOR))
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    assert access.invitation(token) is None
    with pytest.raises(InvitationOverError):
        accept_invitation(invitation, name="Kim", password=PASSWORD)
    token = renew_invitation(admin, invitation, days=1)
    withdraw_invitation(admin, invitation)
    assert access.invitation(token) is None
    with pytest.raises(InvitationOverError):
        renew_invitation(admin, invitation, days=1)


@pytest.mark.parametrize("token", ["", "1", "-", "1-", "x-y", f"{'9' * 30}-y", "1-" + "ö" * 5])
def test_a_link_that_is_no_link_opens_nothing(token: str, organisation: Organisation) -> None:
    assert access.invitation(token) is None


def test_only_those_who_manage_people_let_people_in(schools: Body, owner: Body, admin: Sight) -> None:
    head = sees(somebody("karin", schools, Role.HEAD_OF_ADMINISTRATION))
    with pytest.raises(PermissionDenied):
        asked(head, Place(schools, Role.COMMITTEE_MEMBER))
    with pytest.raises(PermissionDenied):
        give_role(head, Place(schools, Role.COMMITTEE_MEMBER), head.user)
    membership = Membership.objects.get(user=head.user)
    with pytest.raises(PermissionDenied):
        end_role(head, membership, last_day=TODAY)
    assert Event.objects.count() == 0


def test_an_administrator_lets_nobody_into_the_auditors_body_but_the_very_first(
    admin: Sight, auditors: Body
) -> None:
    assert may_invite_first_auditor(admin) == auditors
    for place in (Place(auditors, Role.AUDIT_EXPERT, ends_on=TODAY), Place(auditors, Role.ADMINISTRATOR)):
        with pytest.raises(PermissionDenied):
            asked(admin, place)
    with pytest.raises(PermissionDenied):
        asked(admin, Place(auditors, Role.ELECTED_AUDITOR), admin.user.email)
    first, _ = asked(admin, Place(auditors, Role.ELECTED_AUDITOR))
    for email in ("en.till@granvik.example", first.email):
        with pytest.raises(PermissionDenied):
            asked(admin, Place(auditors, Role.ELECTED_AUDITOR), email)
    for act in (lambda: renew_invitation(admin, first, days=9), lambda: withdraw_invitation(admin, first)):
        with pytest.raises(PermissionDenied):
            act()
    assert first not in people.open_invitations(admin)
    given = accept_invitation(first, name="Kim", password=PASSWORD)
    assert given not in people.memberships(admin)
    assert given.user not in people.known(admin)
    with pytest.raises(PermissionDenied):
        give_role(admin, Place(auditors, Role.ELECTED_AUDITOR), admin.user)
    with pytest.raises(PermissionDenied):
        end_role(admin, given, last_day=TODAY)


def test_the_auditors_let_in_their_own_and_nobody_elses(
    auditor: Sight, auditors: Body, schools: Body
) -> None:
    assert may_invite_first_auditor(auditor) is None
    invitation, _ = asked(auditor, Place(auditors, Role.AUDIT_EXPERT, ends_on=TODAY))
    assert list(people.open_invitations(auditor)) == [invitation]
    with pytest.raises(PermissionDenied):
        asked(auditor, Place(schools, Role.COORDINATOR))


def test_a_role_is_held_where_it_belongs(admin: Sight, auditor: Sight, owner: Body, auditors: Body) -> None:
    with pytest.raises(NotOfThisBodyError):
        asked(admin, Place(owner, Role.ELECTED_AUDITOR))
    with pytest.raises(NotOfThisBodyError):
        asked(auditor, Place(auditors, Role.ADMINISTRATOR))


def test_an_outside_experts_role_always_ends(auditor: Sight, auditors: Body) -> None:
    with pytest.raises(ExpertWithoutEndError):
        asked(auditor, Place(auditors, Role.AUDIT_EXPERT))
    keys = {"organisation": auditors.organisation, "owner": auditors, "body": auditors}
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**keys, user=auditor.user, role=Role.AUDIT_EXPERT)
    yesterday = TODAY - datetime.timedelta(days=1)
    expert = User.objects.create_user("eva@byran.example", name="Eva")
    Membership.objects.create(**keys, user=expert, role=Role.AUDIT_EXPERT, ends_on=yesterday)
    assert not access.organisations(expert).exists(), "it ended by itself"


def test_a_person_who_is_known_gets_another_role_at_once(admin: Sight, schools: Body) -> None:
    karin = somebody("karin", schools, Role.HEAD_OF_ADMINISTRATION)
    give_role(admin, Place(schools, Role.COORDINATOR), karin)
    with pytest.raises(AlreadyHeldError):
        give_role(admin, Place(schools, Role.COORDINATOR), karin)
    stranger = User.objects.create_user("sara@sjovik.example", name="Sara")
    with pytest.raises(PermissionDenied):
        give_role(admin, Place(schools, Role.COORDINATOR), stranger)


def test_a_role_ends_on_its_last_day(admin: Sight, schools: Body) -> None:
    karin = somebody("karin", schools, Role.COORDINATOR)
    membership = Membership.objects.get(user=karin)
    end_role(admin, membership, last_day=TODAY)
    assert access.organisations(karin).exists()
    end_role(admin, membership, last_day=TODAY - datetime.timedelta(days=1))
    assert not access.organisations(karin).exists()
    with pytest.raises(WrongDaysError):
        end_role(admin, membership, last_day=TODAY)
    again = give_role(admin, Place(schools, Role.COORDINATOR), karin)
    assert access.organisations(karin).exists()
    assert again == membership, "the same role from the same day"


def test_the_last_who_can_let_others_in_stays(admin: Sight, owner: Body) -> None:
    own = Membership.objects.get(user=admin.user)
    with pytest.raises(LastOneError):
        end_role(admin, own, last_day=TODAY)
    other = somebody("olle", owner, Role.ADMINISTRATOR)
    end_role(admin, own, last_day=TODAY)
    assert other.memberships.get().ends_on is None
