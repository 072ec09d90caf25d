"""A person's role as a list of people states it."""

from __future__ import annotations

import datetime

from django.db import transaction

from iaktta.register.actions.organisations import board_of
from iaktta.register.events import record_event
from iaktta.register.models import Body, Membership, User


@transaction.atomic
def set_role(
    email: str,
    name: str,
    body: Body,
    role: str,
    *,
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
    by: User,
) -> Membership:
    """Give a person a role in a body, or move the days of one that is held; an unknown person is made.

    A new person has no password and cannot sign in before being invited. Without a first day a role that is
    held keeps its own.
    """
    person = User.objects.filter(email=email.strip().lower()).first()
    if person is None:
        person = User.objects.create_user(email, name=name[:200])
    known = Membership.objects.select_for_update(of=("self",)).filter(user=person, body=body, role=role)
    membership = known.order_by("-starts_on", "-pk").first()
    owner = body if body.kind == Body.Kind.AUDITORS else board_of(body.organisation)
    if membership is None:
        membership = Membership.objects.create(
            organisation=body.organisation,
            owner=owner,
            user=person,
            body=body,
            role=role,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        changes = {"role": (None, role), "starts_on": (None, starts_on), "ends_on": (None, ends_on)}
        record_event("membership.given", membership, by=by, changes=changes)
        return membership
    stated = {"starts_on": starts_on or membership.starts_on, "ends_on": ends_on}
    changed = {f: (getattr(membership, f), day) for f, day in stated.items() if getattr(membership, f) != day}
    for field, (_before, day) in changed.items():
        setattr(membership, field, day)
    membership.save(update_fields=list(changed))
    record_event("membership.days_changed", membership, by=by, changes=changed)
    return membership
