"""The only way from a user to a row.

What a person may not know exists is not found: the same `Http404` whether it is not there or not for them.
Roles within a body come with their own table; until then every member of an organisation sees what its bodies
hold, and what the auditors hold only the auditors see.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from iaktta.register.models import Body, Membership, Organisation, OwnedModel, User

Row = TypeVar("Row", bound=OwnedModel)


@dataclass(frozen=True, slots=True)
class Sight:
    """What one user sees of one organisation: rows that one of `bodies` (keys) holds."""

    user: User
    organisation: Organisation
    bodies: frozenset[int]

    def of(self, model: type[Row]) -> QuerySet[Row]:
        """The rows of a table that the user may know of."""
        rows: QuerySet[Row] = model._default_manager.filter(
            organisation=self.organisation, owner__in=self.bodies
        )
        return rows

    def one(self, model: type[Row], pk: int, *related: str) -> Row:
        """One row, with its `related` rows fetched. Raises Http404."""
        rows: QuerySet[Any] = self.of(model)
        found: Row | None = (rows.select_related(*related) if related else rows).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


def _memberships(user: User) -> QuerySet[Membership]:
    today = timezone.localdate()
    return Membership.objects.filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=today),
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        user=user,
    )


def organisations(user: User) -> QuerySet[Organisation]:
    """The organisations that the user is a member of today, by name."""
    keys = _memberships(user).values("organisation")
    return Organisation.objects.filter(pk__in=keys).order_by("name")


def sight(user: User, slug: str) -> Sight:
    """What the user sees of an organisation, in one query. Raises Http404 where that is nothing."""
    own = Exists(_memberships(user).filter(body=OuterRef("pk")))
    bodies = list(
        Body.objects.filter(organisation__slug=slug).annotate(own=own).select_related("organisation")
    )
    if not any(body.own for body in bodies):
        raise Http404
    seen = frozenset(body.pk for body in bodies if body.own or body.kind != Body.Kind.AUDITORS)
    return Sight(user, bodies[0].organisation, seen)
