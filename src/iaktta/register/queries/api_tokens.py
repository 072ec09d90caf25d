"""Tokens of the API: whose a secret is, and which a person has."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from iaktta.register import access, separation
from iaktta.register.access import Sight
from iaktta.register.actions.api_tokens import hash_of
from iaktta.register.models import ApiToken, Membership, User


def token_with(secret: str) -> ApiToken | None:
    """The token that has this secret and is in force today, with its user; else None.

    Found by the digest, so that the time it takes says nothing about any secret: whoever guesses cannot
    choose the digest that the database compares.
    """
    digest = hash_of(secret)
    separation.shown(digest)
    found = ApiToken.objects.filter(secret_hash=digest, ended_at=None).select_related("user").first()
    if found is None or found.expires_on < timezone.localdate() or not found.user.is_active:
        return None
    return found


def sight_by(token: ApiToken) -> Sight | None:
    """What the token lets a program see: its one role, if the user still holds it today; else None."""
    separation.known_as(token.user)
    try:
        whole = access.sight(token.user, token.organisation.slug)
    except Http404:
        return None
    held = tuple(one for one in whole.roles if one.role == token.role and one.body.pk == token.owner_id)
    return access.sight_of(token.user, held[:1], whole.every or {}) if held else None


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """The person's tokens in every organisation, the newest first, those that have ended too."""
    separation.known_as(user)
    found = ApiToken.objects.filter(user=user).select_related("organisation", "owner", "use")
    return found.order_by("-made_at", "-pk")


def lendable(user: User) -> QuerySet[Membership]:
    """The roles that a person holds today, in every organisation, and may lend to a program."""
    separation.known_as(user)
    found = Membership.objects.filter(access.in_force(), access.belonging(), user=user)
    return found.select_related("organisation", "body").order_by(
        "organisation__name", "body__name", "role", "pk"
    )
