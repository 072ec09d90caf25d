"""The first day of an installation: an organisation, and somebody who may go on from there."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from iaktta.errors import IakttaError
from iaktta.jobs.importing import account_of
from iaktta.register.actions.organisations import add_organisation, executive_board
from iaktta.register.actions.people import Place, invite_first
from iaktta.register.models import Invitation, Membership, Organisation


class NoAddressError(IakttaError):
    message = "Det där är ingen e-postadress. Skriv till exempel --admin ada.ek@granvik.example."


@dataclass(frozen=True, slots=True)
class Begun:
    """What was made: the organisation, and the invitation of its administrator with the token of its link."""

    organisation: Organisation
    invitation: Invitation
    token: str


@transaction.atomic
def begin(name: str, *, admin: str, admin_name: str = "", address: str = "", days: int = 14) -> Begun:
    """A new organisation, and an invitation to its first administrator, who may then let others in.

    Args:
        admin: The administrator's e-mail address.
        address: The organisation's part of web addresses.
        days: How many days the link of the invitation works.

    Raises:
        IakttaError: The name or the address is taken, or `admin` is no e-mail address.
    """
    try:
        validate_email(admin.strip())
    except ValidationError:
        raise NoAddressError from None
    by = account_of(None)
    organisation = add_organisation(name, by=by, address=address)
    place = Place(executive_board(organisation, by=by), Membership.Role.ADMINISTRATOR)
    shown = admin_name.strip() or admin.strip().partition("@")[0]
    invitation, token = invite_first(place, email=admin, name=shown, by=by, days=days)
    return Begun(organisation, invitation, token)
