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

from iaktta.register.models import (
    Body,
    FileContent,
    Membership,
    Organisation,
    OwnedModel,
    SecretWords,
    SourceDocument,
    User,
)

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


_SEES_SECRETS = (Membership.Role.ELECTED_AUDITOR, Membership.Role.COORDINATOR)


def may_see_secrets(user: User, organisation: Organisation) -> bool:
    """Whether the user may see secret words: elected auditors (OSL 10:17) and coordinators do."""
    return _memberships(user).filter(organisation=organisation, role__in=_SEES_SECRETS).exists()


def file_content(seen: Sight, document: SourceDocument) -> bytes:
    """The bytes of a file as it was read.

    A file with secret words has no gaps and is therefore only for those who may see them. Raises Http404.
    """
    hides = SecretWords.objects.filter(reading__document=document).exists()
    content = seen.of(FileContent).filter(document=document).first()
    if content is None or (hides and not may_see_secrets(seen.user, seen.organisation)):
        raise Http404
    return bytes(content.content)
