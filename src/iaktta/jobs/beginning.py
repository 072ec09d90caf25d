"""The first day of an installation: an organisation, and somebody who may go on from there."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from iaktta.errors import IakttaError
from iaktta.jobs.importing import account_of
from iaktta.register.actions.organisations import add_organisation, board_of
from iaktta.register.events import record_event
from iaktta.register.models import Membership, Organisation, User


class NoAddressError(IakttaError):
    message = "Det där är ingen e-postadress. Skriv till exempel --admin ada.ek@granvik.example."


@dataclass(frozen=True, slots=True)
class Begun:
    """What was made, and how its first administrator signs in; no password for one who had an account."""

    organisation: Organisation
    administrator: User
    password: str


@transaction.atomic
def begin(name: str, *, admin: str, admin_name: str = "", address: str = "") -> Begun:
    """A new organisation and its first administrator, who may then let others in.

    Args:
        admin: The administrator's e-mail address; a known account is used, else one is made.
        address: The organisation's part of web addresses.

    Raises:
        IakttaError: The name or the address is taken, or `admin` is no e-mail address.
    """
    try:
        validate_email(admin.strip())
    except ValidationError:
        raise NoAddressError from None
    by = account_of(None)
    organisation = add_organisation(name, by=by, address=address)
    person = User.objects.filter(email=admin.strip().lower()).first()
    password = ""
    if person is None:
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        person = User.objects.create_user(admin, password, name=admin_name.strip() or admin.partition("@")[0])
    board, role = board_of(organisation), Membership.Role.ADMINISTRATOR
    membership = Membership.objects.create(
        organisation=organisation, owner=board, body=board, user=person, role=role
    )
    record_event("membership.given", membership, by=by, changes={"role": (None, role)})
    return Begun(organisation, person, password)
