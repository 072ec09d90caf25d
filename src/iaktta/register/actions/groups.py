"""Roles that groups at the organisation's own identity provider give."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.actions.organisations import executive_board
from iaktta.register.events import record_event
from iaktta.register.models import Body, GroupGrant, GroupRole, Membership, User
from iaktta.register.permissions import Held, fits


class GroupRoleError(IakttaError):
    """A group that cannot give a role."""


@transaction.atomic
def add_group_role(group: str, body: Body, role: str, *, by: User) -> GroupRole:
    """Let the members of a group have a role in a body from their next sign-in on.

    What concerns the auditors' body is held by it: nobody else sees it, and only who may give roles there may
    call this for it.

    Raises:
        GroupRoleError: No name, a role that does not belong in the body, or there is one already.
    """
    if not group.strip():
        raise GroupRoleError(_("Ange gruppens namn som det står hos inloggningstjänsten."))
    if not fits(Held(Membership.Role(role), body)):
        raise GroupRoleError(_("Rollen hör inte hemma i det organet."))
    keys = {"organisation": body.organisation, "group": group.strip(), "body": body, "role": role}
    if GroupRole.objects.filter(**keys).exists():
        raise GroupRoleError(_("Gruppen ger redan den rollen."))
    made = GroupRole.objects.create(**keys, owner=_holder(body, by))
    changes = {"group": (None, made.group), "body": (None, body.name), "role": (None, role)}
    record_event("group_role.added", made, by=by, changes=changes)
    return made


@transaction.atomic
def remove_group_role(group_role: GroupRole, *, by: User) -> None:
    """The group gives the role no more; those who have it through the group lose it at their next sign-in."""
    changes = {
        "group": (group_role.group, None),
        "body": (group_role.body.name, None),
        "role": (group_role.role, None),
    }
    key = group_role.pk
    group_role.delete()
    group_role.pk = key
    record_event("group_role.removed", group_role, by=by, changes=changes)


def _holder(body: Body, by: User) -> Body:
    return body if body.kind == Body.Kind.AUDITORS else executive_board(body.organisation, by=by)


@transaction.atomic
def apply_groups(user: User, groups: Iterable[str]) -> None:
    """Give a user who signs in the roles of these groups, and end those that no group gives any more.

    Call it at each sign-in through the identity provider, with all the groups that it states; roles that
    persons have given are left alone.
    """
    stated = {group.strip() for group in groups}
    given = {
        (rule.body_id, rule.role): rule
        for rule in GroupRole.objects.filter(group__in=stated).select_related("body", "organisation")
    }
    by_group = Membership.objects.filter(user=user, group_grant__isnull=False, ends_on__isnull=True)
    locked = by_group.select_for_update(of=("self",)).select_related("body", "owner")
    there = {(one.body_id, one.role): one for one in locked}
    for key in there.keys() - given.keys():
        _end(there[key])
    for key in given.keys() - there.keys():
        _give(user, given[key])


def _end(membership: Membership) -> None:
    # A membership holds to the end of its last day, and this one is over now.
    membership.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    membership.save(update_fields=["ends_on"])
    changes = {"ends_on": (None, membership.ends_on)}
    record_event("membership.ended_by_group", membership, by=membership.user, changes=changes)


def _give(user: User, rule: GroupRole) -> None:
    today = timezone.localdate()
    known = Membership.objects.filter(user=user, body=rule.body, role=rule.role)
    if any(one.ends_on is None or one.ends_on >= today for one in known):
        return  # somebody has given it already, perhaps until a day: the group does not prolong that
    membership, _made = Membership.objects.update_or_create(
        organisation=rule.organisation,
        user=user,
        body=rule.body,
        role=rule.role,
        starts_on=today,
        defaults={"owner": rule.owner, "ends_on": None},
    )
    GroupGrant.objects.get_or_create(
        membership=membership, defaults={"organisation": rule.organisation, "owner": rule.owner}
    )
    changes = {"role": (None, rule.role), "body": (None, rule.body.name), "group": (None, rule.group)}
    record_event("membership.given_by_group", membership, by=user, changes=changes)
