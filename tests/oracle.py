"""Who may know and do what, told a second time: from the memberships as they stand, without `access`.

Plain on purpose. The walk of the routes and the search for leaks compare the program with it.
"""

from __future__ import annotations

import datetime

from django.utils import timezone

from iaktta.register.models import Body, Membership, User
from iaktta.register.permissions import TABLE, Act, Reach

Role, Kind = Membership.Role, Body.Kind

OF_THE_AUDITORS = {Role.ELECTED_AUDITOR, Role.AUDIT_EXPERT}
READ_DRAFTS = {
    Role.COORDINATOR,
    Role.HEAD_OF_ADMINISTRATION,
    Role.COMMITTEE_SECRETARY,
    Role.COMMITTEE_MEMBER,
} | OF_THE_AUDITORS


def memberships(user: User, today: datetime.date | None = None) -> list[Membership]:
    """Those in force today whose role belongs in its body."""
    today = today or timezone.localdate()
    return [
        one
        for one in Membership.objects.filter(user=user).select_related("body")
        if (one.starts_on is None or one.starts_on <= today)
        and (one.ends_on is None or one.ends_on >= today)
        and (one.role in OF_THE_AUDITORS) == (one.body.kind == Kind.AUDITORS)
    ]


def is_let_in(user: User, organisation: int) -> bool:
    """Whether the organisation is there for the user at all."""
    return any(one.organisation_id == organisation for one in memberships(user))


def is_auditor(user: User, organisation: int) -> bool:
    """Whether the user has a role of the auditors' in the organisation."""
    return any(
        one.organisation_id == organisation and one.role in OF_THE_AUDITORS for one in memberships(user)
    )


def knows_of(user: User, owner: Body, *, draft: bool = False) -> bool:
    """Whether the user may know that a row of this body is there."""
    return any(_knows(one, owner, draft) for one in memberships(user))


def _knows(one: Membership, owner: Body, draft: bool) -> bool:
    if one.organisation_id != owner.organisation_id:
        return False
    if owner.kind == Kind.AUDITORS and one.body_id != owner.pk:
        return False
    return not draft or (one.role in READ_DRAFTS and _is_at_home(one, owner))


def _is_at_home(one: Membership, owner: Body) -> bool:
    """In the body itself, or in the administration that works for it."""
    works_for = one.body.kind == Kind.ADMINISTRATION and one.body.parent_id == owner.pk
    return one.body_id == owner.pk or works_for


def knows_secrets(user: User, owner: Body) -> bool:
    """Whether the user may see the secret words of this body's rows."""
    return any(_knows_secrets(one, owner) for one in memberships(user) if _knows(one, owner, draft=False))


def _knows_secrets(one: Membership, owner: Body) -> bool:
    if one.role == Role.ELECTED_AUDITOR:
        return True
    if one.role == Role.COORDINATOR and one.body.kind == Kind.EXECUTIVE_BOARD:
        return owner.kind in (Kind.EXECUTIVE_BOARD, Kind.COMMITTEE, Kind.ADMINISTRATION)
    if one.role == Role.COORDINATOR and owner.parent_id == one.body_id:
        return True
    at_home = {Role.COORDINATOR, Role.HEAD_OF_ADMINISTRATION, Role.COMMITTEE_SECRETARY}
    return one.role in at_home and _is_at_home(one, owner)


def may(user: User, act: Act, owner: Body) -> bool:
    """Whether the table lets the user do something with what this body holds."""
    return any(_may(one, act, owner) for one in memberships(user) if _knows(one, owner, draft=False))


def _may(one: Membership, act: Act, owner: Body) -> bool:
    cell = TABLE[act][Role(one.role)]
    if cell == Reach.NO:
        return False
    if _is_at_home(one, owner) or cell == Reach.ALL:
        return True
    under_the_board = one.body.kind == Kind.EXECUTIVE_BOARD and owner.kind in (
        Kind.COMMITTEE,
        Kind.ADMINISTRATION,
    )
    return cell == Reach.UNDER and (under_the_board or owner.parent_id == one.body_id)
