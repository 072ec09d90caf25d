"""Committees that documents name: one for each name in its basic form."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.actions.organisations import executive_board
from iaktta.register.events import record_event
from iaktta.register.models import Body, Committee, FormerName, Organisation, User
from iaktta.rules.names import basic_name, free_slug, plain_name, slug


class Committees:
    """The committees of one organisation; a name that is new becomes a committee.

    They are the organisation's, whoever takes in the document that names them first: the executive board
    holds them. Only what the auditors alone have read of stays with them, until somebody else names it too:
    that they have a document about it is nobody else's knowledge.
    """

    def __init__(self, organisation: Organisation, owner: Body) -> None:
        self._organisation = organisation
        self._owner = owner if owner.kind == Body.Kind.AUDITORS else _board(organisation, owner)
        known = list(Committee.objects.filter(organisation=organisation).select_related("owner"))
        by_key = {committee.pk: committee for committee in known}
        former = FormerName.objects.filter(organisation=organisation, committee__isnull=False)
        names = former.order_by("until").values_list("basic_name", "committee_id", "slug")
        self._by_name = {name: by_key[key] for name, key, _slug in names if key}
        self._by_name |= {committee.basic_name: committee for committee in known}
        self._slugs = {committee.slug for committee in known} | {slug for _name, _key, slug in names}

    def named(self, name: str) -> Committee:
        """The committee of that name, made now if it is the first time that a document names it.

        A name that a committee had before is still its name.
        """
        form = basic_name(name)
        if form not in self._by_name:
            shown = plain_name(name)
            address = free_slug(slug(shown), self._slugs)
            self._slugs.add(address)
            self._by_name[form] = Committee.objects.create(
                organisation=self._organisation,
                owner=self._owner,
                name=shown,
                basic_name=form,
                slug=address,
            )
        found = self._by_name[form]
        if found.owner.kind == Body.Kind.AUDITORS and self._owner.kind != Body.Kind.AUDITORS:
            found.owner = self._owner
            found.save(update_fields=["owner"])
        return found


def _board(organisation: Organisation, otherwise: Body) -> Body:
    boards = Body.objects.filter(organisation=organisation, kind=Body.Kind.EXECUTIVE_BOARD)
    return boards.order_by("pk").first() or otherwise


class CommitteeExistsError(IakttaError):
    """There is one with that name."""


@transaction.atomic
def add_committee(organisation: Organisation, name: str, *, short: str = "", by: User) -> Committee:
    """A committee, with a body of its own that holds what it makes; one that documents named gets its body.

    Raises:
        CommitteeExistsError: It has been added already, or nothing is left of the name.
    """
    shown = plain_name(name)[:200]
    if not basic_name(shown):
        raise CommitteeExistsError(_("Ange nämndens namn."))
    committee = Committees(organisation, executive_board(organisation, by=by)).named(shown)
    if committee.body is not None:
        raise CommitteeExistsError(_("%(name)s finns redan.") % {"name": committee.name})
    before = committee.short
    committee.body = _body(organisation, committee.name)
    committee.short = short.strip()[:20]
    committee.save(update_fields=["body", "short"])
    changes = {"name": (None, committee.name), "short": (before or None, committee.short)}
    record_event("committee.added", committee, by=by, changes=changes)
    return committee


@transaction.atomic
def abbreviate_committee(committee: Committee, short: str, *, by: User) -> Committee:
    """Change the abbreviation that documents and lists use."""
    found = Committee.objects.select_for_update(of=("self",)).get(pk=committee.pk)
    before, found.short = found.short, short.strip()[:20]
    if before != found.short:
        found.save(update_fields=["short"])
        record_event("committee.abbreviated", found, by=by, changes={"short": (before, found.short)})
    return found


def _body(organisation: Organisation, name: str) -> Body:
    """The body of a committee; the executive board has its own already."""
    board = Body.objects.filter(organisation=organisation, kind=Body.Kind.EXECUTIVE_BOARD)
    for body in board:
        if basic_name(body.name) == basic_name(name):
            return body
    return Body.objects.get_or_create(organisation=organisation, kind=Body.Kind.COMMITTEE, name=name)[0]
