"""Committees that documents name: one for each name in its basic form."""

from __future__ import annotations

from iaktta.register.models import Body, Committee, Organisation
from iaktta.rules.names import basic_name, free_slug, plain_name, slug


class Committees:
    """The committees of one organisation; a name that is new becomes a committee.

    They are the organisation's, whoever took in the document that named them first: the executive
    board holds them, so that what the auditors read hides no committee from the others.
    """

    def __init__(self, organisation: Organisation, owner: Body) -> None:
        boards = Body.objects.filter(organisation=organisation, kind=Body.Kind.EXECUTIVE_BOARD)
        self._organisation, self._owner = organisation, boards.order_by("pk").first() or owner
        known = list(Committee.objects.filter(organisation=organisation))
        self._by_name = {committee.basic_name: committee for committee in known}
        self._slugs = {committee.slug for committee in known}

    def named(self, name: str) -> Committee:
        """The committee of that name, made now if it is the first time that a document names it."""
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
        return self._by_name[form]
