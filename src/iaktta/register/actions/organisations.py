"""An organisation with the bodies that every register needs."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.access import Sight
from iaktta.register.events import record_event
from iaktta.register.models import Body, Organisation, User
from iaktta.register.permissions import Act
from iaktta.rules.names import basic_name, free_slug, organisation_slug, plain_name, slug


class OrganisationExistsError(IakttaError):
    """There is one with that name, or that address."""


class OrganisationNameError(IakttaError):
    """No name, or an address that others use."""


@transaction.atomic
def change_organisation(
    organisation: Organisation,
    *,
    name: str,
    kind: str,
    slug: str,
    separates_duties: bool,
    by: User,
) -> Organisation:
    """Change what an organisation is called, its kind, its part of addresses, and what it asks of people.

    Raises:
        OrganisationNameError: The name is empty, or name or address belongs to another.
    """
    found = Organisation.objects.select_for_update().get(pk=organisation.pk)
    others = list(Organisation.objects.exclude(pk=found.pk).values_list("name", "slug"))
    stated: dict[str, object] = {
        "name": plain_name(name)[:200],
        "kind": kind,
        "slug": slug,
        "separates_duties": separates_duties,
    }
    if not name.strip():
        raise OrganisationNameError(_("Ange organisationens namn."))
    if any(basic_name(other) == basic_name(name) for other, _slug in others):
        raise OrganisationNameError(_("En annan organisation har det namnet."))
    if any(taken == slug for _name, taken in others):
        raise OrganisationNameError(_("En annan organisation har det adressnamnet. Välj ett annat."))
    changes = {
        key: (getattr(found, key), value) for key, value in stated.items() if getattr(found, key) != value
    }
    if changes:
        for key, (_before, value) in changes.items():
            setattr(found, key, value)
        found.save(update_fields=list(changes))
        record_event(
            "organisation.changed", found, by=by, owner=executive_board(found, by=by), changes=changes
        )
    return found


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


@transaction.atomic
def require_second_factor(see: Sight, required: bool) -> None:
    """Ask everybody in the organisation for a second factor, or stop asking. Raises PermissionDenied."""
    see.require(Act.MANAGE_ORGANISATION)
    board = executive_board(see.organisation, by=see.user)
    found = Organisation.objects.select_for_update().get(pk=see.organisation.pk)
    if found.requires_second_factor == required:
        return
    found.requires_second_factor = required
    found.save(update_fields=["requires_second_factor"])
    changes = {"requires_second_factor": (not required, required)}
    record_event("organisation.second_factor", found, by=see.user, owner=board, changes=changes)
