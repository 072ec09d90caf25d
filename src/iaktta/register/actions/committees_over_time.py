"""Committees and administrations are renamed, split and merged; what they were stays as it was."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.events import record_event
from iaktta.register.models import Body, Committee, FormerName, Succession, User
from iaktta.rules.names import basic_name, free_slug, plain_name, slug

_DAY = datetime.timedelta(days=1)


class NameTakenError(IakttaError):
    """Another one of the organisation's has the name."""


class SuccessionError(IakttaError):
    """The two cannot follow each other."""


@transaction.atomic
def rename_committee(committee: Committee, name: str, *, on: datetime.date, by: User) -> Committee:
    """A committee has another name from a day on; documents that use the earlier one still find it.

    Its address follows the name, and the earlier address leads to it.

    Raises:
        NameTakenError: Another committee has or had that name, or nothing is left of it.
    """
    committee = Committee.objects.select_for_update(of=("self",)).select_related("body").get(pk=committee.pk)
    shown, form = plain_name(name)[:200], basic_name(name)
    if not form:
        raise NameTakenError(_("Ange nämndens namn."))
    if form == committee.basic_name:
        return committee
    others = Committee.objects.filter(organisation=committee.organisation).exclude(pk=committee.pk)
    former = FormerName.objects.filter(organisation=committee.organisation).exclude(committee=committee)
    if others.filter(basic_name=form).exists() or former.filter(basic_name=form).exists():
        raise NameTakenError(_("En annan nämnd heter eller har hetat %(name)s.") % {"name": shown})
    before, address = committee.name, committee.slug
    FormerName.objects.create(
        organisation=committee.organisation,
        owner=committee.owner,
        committee=committee,
        name=before,
        basic_name=committee.basic_name,
        slug=address,
        until=on - _DAY,
    )
    taken = {*others.values_list("slug", flat=True), *former.values_list("slug", flat=True), address}
    committee.name, committee.basic_name, committee.slug = shown, form, free_slug(slug(shown), taken)
    committee.save(update_fields=["name", "basic_name", "slug"])
    if committee.body is not None:
        committee.body.name = shown
        committee.body.save(update_fields=["name"])
    record_event("committee.renamed", committee, by=by, changes={"name": (before, shown), "on": (None, on)})
    return committee


@transaction.atomic
def let_succeed(
    before: Sequence[Committee], after: Sequence[Committee], *, on: datetime.date, by: User
) -> None:
    """From a day on the work of some committees is that of others: one into several, or several into one.

    What was addressed to the earlier ones still is; both lead to each other.

    Raises:
        SuccessionError: Nothing before or after, the same on both sides, or what is before has ended.
    """
    if not before or not after:
        raise SuccessionError(_("Välj minst en nämnd som upphör och minst en som tar över."))
    if {one.pk for one in before} & {one.pk for one in after}:
        raise SuccessionError(_("En nämnd kan inte både upphöra och ta över efter sig själv."))
    for one in before:
        if one.ends_on is not None:
            words = _("%(name)s har redan upphört %(day)s.")
            raise SuccessionError(words % {"name": one.name, "day": one.ends_on.isoformat()})
    names = ", ".join(one.name for one in after)
    for one in after:
        if one.starts_on is None:
            one.starts_on = on
            one.save(update_fields=["starts_on"])
    for one in before:
        one.ends_on = on - _DAY
        one.save(update_fields=["ends_on"])
        Succession.objects.bulk_create(
            Succession(organisation=one.organisation, owner=one.owner, before=one, after=other, on=on)
            for other in after
        )
        changes = {"ends_on": (None, one.ends_on), "after": (None, names)}
        record_event("committee.succeeded", one, by=by, changes=changes)


@transaction.atomic
def add_administration(name: str, works_for: Body, *, by: User) -> Body:
    """An administration that works for a committee.

    Raises:
        NameTakenError: There is one with that name, or nothing is left of it.
    """
    shown = plain_name(name)[:200]
    if not basic_name(shown):
        raise NameTakenError(_("Ange förvaltningens namn."))
    organisation, kind = works_for.organisation, Body.Kind.ADMINISTRATION
    if Body.objects.filter(organisation=organisation, kind=kind, name=shown).exists():
        raise NameTakenError(_("%(name)s finns redan.") % {"name": shown})
    made = Body.objects.create(organisation=organisation, kind=kind, name=shown, parent=works_for)
    record_event(
        "body.added",
        made,
        by=by,
        owner=made,
        changes={"name": (None, shown), "parent": (None, works_for.name)},
    )
    return made


@transaction.atomic
def move_administration(
    administration: Body, works_for: Body, *, name: str, on: datetime.date, by: User
) -> Body:
    """An administration is renamed, or works for another committee from a day on.

    Raises:
        NameTakenError: Another has the name, or nothing is left of it.
    """
    administration = Body.objects.select_for_update(of=("self",)).get(pk=administration.pk)
    shown = plain_name(name)[:200]
    kind = Body.Kind.ADMINISTRATION
    same = Body.objects.filter(organisation=administration.organisation, kind=kind, name=shown)
    if not basic_name(shown) or same.exclude(pk=administration.pk).exists():
        raise NameTakenError(_("%(name)s finns redan.") % {"name": shown} if shown else _("Ange ett namn."))
    before, parent = administration.name, administration.parent
    if (before, parent) == (shown, works_for):
        return administration
    if before != shown:
        FormerName.objects.create(
            organisation=administration.organisation,
            owner=administration,
            body=administration,
            name=before,
            basic_name=basic_name(before),
            until=on - _DAY,
        )
    administration.name, administration.parent = shown, works_for
    administration.save(update_fields=["name", "parent"])
    changes = {
        "name": (before, shown),
        "parent": (parent.name if parent else None, works_for.name),
        "on": (None, on),
    }
    record_event("body.moved", administration, by=by, owner=administration, changes=changes)
    return administration
