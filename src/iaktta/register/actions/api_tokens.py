"""Making, using and ending the tokens by which a program acts in a person's name."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from iaktta.errors import IakttaError
from iaktta.register.events import record_event
from iaktta.register.models import ApiToken, ApiTokenUse, User
from iaktta.register.permissions import Held

BEGINNING = "iaktta_"
"""So that a secret that has strayed into a file is recognised for what it is."""
_SECRET_BYTES, _SHOWN = 32, 13


class TokenDaysError(IakttaError):
    """A last day that is past or too far off."""


def hash_of(secret: str) -> str:
    """What is kept of a secret. It is random and long, so a plain SHA-256 cannot be searched backwards."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_token(
    held: Held, *, name: str, expires_on: datetime.date, most_days: int, by: User
) -> tuple[ApiToken, str]:
    """Lend one of the user's roles to a program; gives the token and its secret, which nobody can see again.

    Args:
        held: A role that the user holds today.
        most_days: How many days ahead the last day may be at most.

    Raises:
        TokenDaysError: The last day is before today or further off than that.
    """
    today = timezone.localdate()
    if not today <= expires_on <= today + datetime.timedelta(days=most_days):
        words = ngettext(
            "Nyckeln kan gälla från i dag och högst %(n)s dag framåt.",
            "Nyckeln kan gälla från i dag och högst %(n)s dagar framåt.",
            most_days,
        )
        raise TokenDaysError(words % {"n": most_days})
    secret = BEGINNING + secrets.token_urlsafe(_SECRET_BYTES)
    token = ApiToken.objects.create(
        organisation_id=held.body.organisation_id,
        owner=held.body,
        user=by,
        role=held.role,
        name=name.strip(),
        prefix=secret[:_SHOWN],
        secret_hash=hash_of(secret),
        expires_on=expires_on,
    )
    changes = {field: (None, getattr(token, field)) for field in ("name", "prefix", "role", "expires_on")}
    record_event("api_token.made", token, by=by, changes=changes)
    return token, secret


@transaction.atomic
def end_token(token: ApiToken, *, by: User) -> ApiToken:
    """The token gives nothing any more; ending one that has ended changes nothing."""
    token = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if token.ended_at is None:
        token.ended_at = timezone.now()
        token.save(update_fields=["ended_at"])
        record_event("api_token.ended", token, by=by, changes={"ended_at": (None, token.ended_at)})
    return token


def note_use(token: ApiToken) -> None:
    """Remember that the token was used today; writes once a day."""
    today = timezone.localdate()
    if ApiTokenUse.objects.filter(token=token, last_used_on__gte=today).exists():
        return
    ApiTokenUse.objects.update_or_create(
        organisation_id=token.organisation_id,
        token=token,
        defaults={"last_used_on": today},
        create_defaults={"last_used_on": today, "owner_id": token.owner_id},
    )
