"""The auditors' own rows, and everybody else's: what stands on one side is never laid beside the other."""

from __future__ import annotations

from django.db.models import QuerySet

from iaktta.register.models import Body


def same_side(owner: Body) -> QuerySet[Body]:
    """The bodies whose rows may be joined with an owner's: the auditors' own, or all but theirs.

    Joining across would show the one side what the other has not sent.
    """
    bodies = Body.objects.filter(organisation=owner.organisation_id)
    if owner.kind == Body.Kind.AUDITORS:
        return bodies.filter(pk=owner.pk)
    return bodies.exclude(kind=Body.Kind.AUDITORS)
