"""The only way from a user to a row.

What a person may not know exists is not found: the same `Http404` whether it is not there or not for them.
`PermissionDenied` (403) is only for an act on something that the person can see. Who may do what stands in
`permissions`; this module asks it.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import F, FilteredRelation, Model, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from iaktta.logs import note
from iaktta.register import separation
from iaktta.register.hidden import known_to_all
from iaktta.register.models import (
    Body,
    DraftModel,
    Invitation,
    Membership,
    Organisation,
    OwnedModel,
    SecretWords,
    SourceDocument,
    User,
)
from iaktta.register.permissions import AUDITORS_ROLES, Act, Held, fits, reaches
from iaktta.register.revealing import has_gap
from iaktta.register.revealing import reveal as fill_gaps
from iaktta.register.storage import open_content

Row = TypeVar("Row", bound=OwnedModel)
Target = Body | OwnedModel
"""What an act is done to: a row, or the body whose rows it concerns."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What one user sees of one organisation, and may do there.

    `roles` are those held today, `every` the organisation's bodies by key. `bodies` (keys) are those whose
    rows the user sees, `drafts` those whose drafts too, `secrets` those whose secret words and rows too.
    """

    user: User
    organisation: Organisation
    bodies: frozenset[int]
    drafts: frozenset[int] = frozenset()
    roles: tuple[Held, ...] = ()
    every: Mapping[int, Body] | None = None
    secrets: frozenset[int] = frozenset()
    # What `of` gives for each table, never fetched itself: a page asks for a table many times.
    _rows: dict[type, QuerySet[Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def of(self, model: type[Row]) -> QuerySet[Row]:
        """The rows of a table that the user may know of."""
        if model not in self._rows:
            rows = model._default_manager.filter(organisation=self.organisation, owner__in=self.bodies)
            if issubclass(model, DraftModel):
                rows = rows.filter(Q(is_draft=False) | Q(owner__in=self.drafts))
            if not self.bodies <= self.secrets and (known := known_to_all(model)):
                rows = rows.filter(known | Q(owner__in=self.secrets) if self.secrets else known)
            self._rows[model] = rows
        found: QuerySet[Row] = self._rows[model].all()
        return found

    def one(self, model: type[Row], pk: int, *related: str, to: Act = Act.READ) -> Row:
        """One row, with its `related` rows fetched.

        Raises:
            Http404: There is none that the user may know of.
            PermissionDenied: The user sees it, but may not do `to` with it.
        """
        rows: QuerySet[Any] = self.of(model)
        found: Row | None = (rows.select_related(*related) if related else rows).filter(pk=pk).first()
        if found is None:
            raise Http404
        self.require(to, found)
        return found

    def reveal(self, *rows: Model | None) -> None:
        """Put their secret words back into rows, of whichever tables, that the user may see them of.

        One query, none where no row has a gap. The rows are to be shown, never saved.
        """
        gapped = [row for row in rows if row is not None and has_gap(row)]
        fill_gaps(row for row in gapped if row.__dict__.get("owner_id") in self.secrets)

    def knows(self, row: Any) -> bool:
        """Whether the user may know that a row is there, which another row of theirs points to."""
        return not row.existence_secret or row.owner_id in self.secrets

    def may(self, act: Act, target: Target | None = None) -> bool:
        """Whether the user may do something with a row or a body's rows; without target, with any at all."""
        if target is None:
            return any(reaches(held, act, body) for held in self.roles for body in self._bodies())
        body = self._body_of(target)
        return body is not None and any(reaches(held, act, body) for held in self.roles)

    def require(self, act: Act, target: Target | None = None) -> None:
        """Nothing where the user may do it. Raises PermissionDenied."""
        if not self.may(act, target):
            raise PermissionDenied

    def bodies_for(self, act: Act) -> list[Body]:
        """The bodies whose rows the user may do something with: the own first, then by name."""
        own = {held.body.pk for held in self.roles}
        found = [body for body in self._bodies() if any(reaches(held, act, body) for held in self.roles)]
        return sorted(found, key=lambda body: (body.pk not in own, body.name, body.pk))

    def holder(self, act: Act) -> Body:
        """The body that is to hold what the user makes: that of the user's own role.

        Raises PermissionDenied where no role lets the user do it.
        """
        own = [held.body for held in self.roles if reaches(held, act, held.body)]
        if not own:
            raise PermissionDenied
        return own[0]

    @property
    def is_auditor(self) -> bool:
        """Whether the user belongs to the auditors' own body."""
        return any(held.body.kind == Body.Kind.AUDITORS and fits(held) for held in self.roles)

    def _bodies(self) -> Iterable[Body]:
        return (self.every or {}).values()

    def _body_of(self, target: Target) -> Body | None:
        key = target.pk if isinstance(target, Body) else target.owner_id
        return (self.every or {}).get(key)


def in_force(today: Any = None) -> Q:
    """The condition on memberships that they hold today."""
    today = today or timezone.localdate()
    return Q(Q(starts_on__isnull=True) | Q(starts_on__lte=today)) & Q(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    )


def belonging() -> Q:
    """The condition on memberships that the role belongs in its body, as `permissions.fits` has it."""
    auditors = Q(body__kind=Body.Kind.AUDITORS)
    of_auditors = Q(role__in=AUDITORS_ROLES)
    return (auditors & of_auditors) | (~auditors & ~of_auditors)


def organisations(user: User) -> QuerySet[Organisation]:
    """The organisations where the user has a role today, by name."""
    separation.known_as(user)
    keys = Membership.objects.filter(in_force(), belonging(), user=user).values("organisation")
    return Organisation.objects.filter(pk__in=keys).order_by("name")


def has_been_let_in(user: User) -> bool:
    """Whether the user has, or has had, a role anywhere."""
    separation.known_as(user)
    return Membership.objects.filter(user=user).exists()


def sight(user: User, slug: str) -> Sight:
    """What the user sees of an organisation, in one query. Raises Http404 where it is nothing.

    On PostgreSQL the transaction then works with just that (`separation`).
    """
    today = timezone.localdate()
    every: dict[int, Body] = {}
    roles = []
    rows = separation.enter(user, slug, today) if separation.is_held() else _bodies(user, slug, today)
    for body, role in rows:
        every.setdefault(body.pk, body)
        if role and fits(held := Held(Membership.Role(role), every[body.pk])):
            roles.append(held)
    if not roles:
        raise Http404
    note(organisation=roles[0].body.organisation_id)
    return sight_of(user, tuple(roles), every)


def _bodies(user: User, slug: str, today: datetime.date) -> Iterator[tuple[Body, str | None]]:
    """As `separation.enter`, from a database without policies."""
    own = FilteredRelation(
        "memberships",
        condition=Q(memberships__user=user)
        & (Q(memberships__starts_on__isnull=True) | Q(memberships__starts_on__lte=today))
        & (Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=today)),
    )
    rows = (
        Body.objects.filter(organisation__slug=slug)
        .annotate(own=own, role=F("own__role"))
        .select_related("organisation")
        .order_by("pk", "own__pk")
    )
    for body in rows:
        yield body, body.role


def sight_of(user: User, roles: tuple[Held, ...], every: Mapping[int, Body]) -> Sight:
    """What these roles let a user see; `every` are the organisation's bodies by key."""

    def within(act: Act) -> frozenset[int]:
        return frozenset(pk for pk, body in every.items() if any(reaches(held, act, body) for held in roles))

    organisation = roles[0].body.organisation
    secrets = within(Act.READ_SECRETS)
    return Sight(user, organisation, within(Act.READ), within(Act.READ_DRAFTS), roles, every, secrets)


def open_file(seen: Sight, document: SourceDocument) -> BinaryIO:
    """A document's file as it was read, to be closed by the caller.

    A file with secret words has no gaps and is therefore only for those who may see them.

    Raises:
        Http404: There is none that the user may know of.
        StorageError: It cannot be had from where it lies.
    """
    known = seen.of(SourceDocument).filter(pk=document.pk).exists()
    if not known or not may_fetch(seen, document):
        raise Http404
    return open_content(document)


def file_content(seen: Sight, document: SourceDocument) -> bytes:
    """All the bytes of a document's file. Raises as `open_file`."""
    with open_file(seen, document) as file:
        return file.read()


def may_fetch(seen: Sight, document: SourceDocument) -> bool:
    """Whether the user may have the file itself, which has no gaps, if it has not been disposed of."""
    if document.storage == SourceDocument.Storage.DISPOSED:
        return False
    if seen.may(Act.READ_SECRETS, document):
        return True
    marked = document.markings.filter(removed_at__isnull=True)
    return not (marked.exists() or SecretWords.objects.filter(reading__document=document).exists())


def invitation(token: str) -> Invitation | None:
    """The invitation that a link's token opens today; the token is all that its holder needs to show.

    The transaction then works with what the body holds that the invitation is to.
    """
    organisation, _, secret = token.partition("-")
    if not (organisation.isascii() and organisation.isdigit() and len(organisation) < 19 and secret):
        return None
    with separation.whole(int(organisation)):
        found = (
            Invitation.objects.filter(
                organisation=int(organisation),
                token_hash=hashlib.sha256(token.encode()).hexdigest(),
                accepted_at=None,
                withdrawn_at=None,
                expires_at__gt=timezone.now(),
            )
            .select_related("organisation", "body", "invited_by")
            .first()
        )
    if found is not None:
        separation.stay_within(found.body)
    return found
