"""Committees that documents name: one for each name in its basic form."""

from __future__ import annotations

from iaktta.register.models import Body, Committee, Organisation
from iaktta.rules.names import basic_name, free_slug, slug

_NAME_LENGTH = 300


class Committees:
    """The committees of one organisation as one owner knows them; a name that is new becomes a committee."""

    def __init__(self, organisation: Organisation, owner: Body) -> None:
        self._organisation, self._owner = organisation, owner
        known = list(Committee.objects.filter(organisation=organisation, owner=owner))
        self._by_name = {committee.basic_name: committee for committee in known}
        self._slugs = {committee.slug for committee in known}

    def named(self, name: str) -> Committee:
        """The committee of that name, made now if it is the first time that a document names it."""
        form = basic_name(name)[:_NAME_LENGTH]
        if form not in self._by_name:
            address = free_slug(slug(name), self._slugs)
            self._slugs.add(address)
            self._by_name[form] = Committee.objects.create(
                organisation=self._organisation,
                owner=self._owner,
                name=" ".join(name.split())[:_NAME_LENGTH],
                basic_name=form,
                slug=address,
            )
        return self._by_name[form]
