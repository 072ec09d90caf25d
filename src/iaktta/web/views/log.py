"""The log of an organisation: every change, who made it and why."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from iaktta.register.permissions import Act
from iaktta.register.queries.history import events, told
from iaktta.web.event_words import verb_words
from iaktta.web.lists import Choice, Column, Filter, Listing, list_response
from iaktta.web.navigation import page, shell
from iaktta.web.scope import scope_of
from iaktta.web.told_events import ShownEvent


def _people(rows: QuerySet[Any]) -> Sequence[Choice]:
    found = rows.order_by("by__name", "by").values_list("by", "by__name").distinct()
    return [Choice(str(pk), name, Q(by=pk)) for pk, name in found]


def _kinds(rows: QuerySet[Any]) -> Sequence[Choice]:
    found = rows.order_by("verb").values_list("verb", flat=True).distinct()
    return sorted(
        (Choice(verb, verb_words(verb), Q(verb=verb)) for verb in found), key=lambda each: str(each.label)
    )


def _periods(rows: QuerySet[Any]) -> Sequence[Choice]:
    today = timezone.localdate()
    since = {days: _at(today - datetime.timedelta(days=days - 1)) for days in (1, 7, 30, 365)}
    return (
        Choice("idag", _("I dag"), Q(at__gte=since[1])),
        Choice("vecka", _("Senaste 7 dagarna"), Q(at__gte=since[7])),
        Choice("manad", _("Senaste 30 dagarna"), Q(at__gte=since[30])),
        Choice("ar", _("Senaste året"), Q(at__gte=since[365])),
    )


def _at(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


LOG = Listing(
    name="logg",
    caption=_("Ändringar i registret"),
    columns=(
        Column("nar", _("När"), lambda row: row.at.strftime("%Y-%m-%d %H:%M:%S"), sort=("at", "pk")),
        Column("vem", _("Vem"), lambda row: row.who, sort=("by__name",)),
        Column("vad", _("Vad"), lambda row: row.what, sort=("verb",)),
        Column("sak", _("Sak"), lambda row: row.thing, sort=("object_kind", "object_id")),
        Column("organ", _("Organ"), lambda row: row.told.event.owner.name, sort=("owner__name",)),
        Column("skal", _("Skäl"), lambda row: row.why),
        Column("andring", _("Ändring"), lambda row: row.changes, hidden=True),
        Column("nummer", _("Händelse"), lambda row: row.told.event.number, hidden=True),
    ),
    filters=(
        Filter("period", _("Period"), _periods),
        Filter("vem", _("Person"), _people, select=True),
        Filter("vad", _("Händelse"), _kinds, select=True),
    ),
    order=("-at", "-pk"),
    row_template="log/row.html",
    count=lambda n: ngettext("%(n)s händelse", "%(n)s händelser", n),
    empty=_("Inget har ändrats ännu."),
    table_class="table fold mid",
)


@require_safe
def log(request: HttpRequest, org: str) -> HttpResponse:
    """Every change that the user's role lets the user follow."""
    scope = scope_of(request, org)
    scope.see.require(Act.READ_TRAIL)
    found = events(scope.see, Act.READ_TRAIL).select_related("by", "owner")
    listing = replace(
        LOG, prepare=lambda rows: [ShownEvent(one, scope.organisation.slug) for one in told(scope.see, rows)]
    )
    return list_response(request, listing, found, "log/log.html", shell(request, scope, ""))


@require_safe
def event(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """One event, with all that it changed."""
    scope = scope_of(request, org)
    found = events(scope.see).select_related("by", "owner").filter(pk=pk).first()
    if found is None:
        raise Http404
    scope.see.require(Act.READ_TRAIL, found)
    shown = ShownEvent(told(scope.see, [found])[0], scope.organisation.slug)
    return page(request, scope, "", "log/event.html", {"shown": shown, "event": found})
