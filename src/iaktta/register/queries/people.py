"""Questions about people, asked by those who let people in, or by a person about itself."""

from __future__ import annotations

from django.db.models import QuerySet

from iaktta.register import access
from iaktta.register.access import Sight
from iaktta.register.models import Invitation, Membership, User
from iaktta.register.permissions import Act


def needs_second_factor(user: User) -> bool:
    """Whether an organisation that the user is a member of today asks its people for a second factor."""
    return access.organisations(user).filter(requires_second_factor=True).exists()


def memberships(see: Sight) -> QuerySet[Membership]:
    """Every role, of today and before, in the bodies whose people the user manages."""
    bodies = see.bodies_for(Act.MANAGE_PEOPLE)
    found = Membership.objects.filter(organisation=see.organisation, body__in=bodies)
    return found.select_related("user", "body")


def open_invitations(see: Sight) -> QuerySet[Invitation]:
    """Invitations to those bodies that nobody has accepted or withdrawn, the newest first."""
    bodies = see.bodies_for(Act.MANAGE_PEOPLE)
    found = Invitation.objects.filter(
        organisation=see.organisation, body__in=bodies, accepted_at=None, withdrawn_at=None
    )
    return found.select_related("body", "invited_by").order_by("-sent_at", "-pk")


def known(see: Sight) -> QuerySet[User]:
    """The persons who have, or have had, a role in those bodies."""
    keys = memberships(see).values("user")
    return User.objects.filter(pk__in=keys, kind=User.Kind.PERSON).order_by("name", "pk")
