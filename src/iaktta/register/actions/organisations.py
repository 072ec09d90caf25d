"""An organisation with the bodies that every register needs."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.events import record_event
from iaktta.register.models import Body, Organisation, User
from iaktta.rules.names import basic_name, free_slug, organisation_slug, plain_name, slug


class OrganisationExistsError(IakttaError):
    """There is one with that name, or that address."""


@transaction.atomic
def add_organisation(name: str, *, by: User, address: str = "") -> Organisation:
    """A new organisation with its executive board and its auditors; `address` is its part of web addresses.

    Raises:
        OrganisationExistsError: The name or the address is taken.
    """
    known = list(Organisation.objects.select_for_update())
    taken = {organisation.slug for organisation in known}
    if address in taken or basic_name(name) in {basic_name(organisation.name) for organisation in known}:
        raise OrganisationExistsError(
            _("Organisationen %(name)s finns redan. Välj ett annat namn.") % {"name": address or name}
        )
    chosen = slug(address) if address else free_slug(organisation_slug(name), taken)
    organisation = Organisation.objects.create(slug=chosen, name=plain_name(name)[:200])
    board = Body.objects.create(
        organisation=organisation, kind=Body.Kind.EXECUTIVE_BOARD, name="Kommunstyrelsen"
    )
    Body.objects.create(organisation=organisation, kind=Body.Kind.AUDITORS, name="Revisorerna")
    record_event(
        "organisation.added", organisation, by=by, owner=board, changes={"name": (None, organisation.name)}
    )
    return organisation


@transaction.atomic
def executive_board(organisation: Organisation, *, by: User) -> Body:
    """The organisation's executive board, added where it has none."""
    boards = Body.objects.filter(organisation=organisation, kind=Body.Kind.EXECUTIVE_BOARD)
    board = boards.order_by("pk").first()
    if board is None:
        board = Body.objects.create(
            organisation=organisation, kind=Body.Kind.EXECUTIVE_BOARD, name="Kommunstyrelsen"
        )
        record_event("body.added", board, by=by, owner=board, changes={"name": (None, board.name)})
    return board
