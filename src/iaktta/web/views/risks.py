"""Risks: the matrix with its list, and one risk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from iaktta.register.models import Control, Mention, Plan, Risk
from iaktta.register.queries import secrecy
from iaktta.register.queries.controls import shown
from iaktta.register.queries.plans import plans_of_scope, risks_of_scope
from iaktta.register.queries.proposals import open_about
from iaktta.register.queries.scales import scales_of
from iaktta.report import Scale
from iaktta.rules.matrix import risk_matrix, shade_of
from iaktta.rules.risk import band_of
from iaktta.web.attachments import attachments_on
from iaktta.web.lists import Choice, Column, Filter, Listing, list_response
from iaktta.web.lists.page import all_rows
from iaktta.web.navigation import page, shell
from iaktta.web.notes import notes_on
from iaktta.web.scope import Scope, scope_at, scope_of
from iaktta.web.secrecy import secrecy_of

MOST_BESIDE = 7


def _plan(row: Risk) -> str:
    return str(row.plan.committee or row.plan) if row.plan else ""


RISKS = Listing(
    name="risker",
    caption=gettext_lazy("Risker"),
    columns=(
        Column("varde", gettext_lazy("Riskvärde"), lambda row: row.value, sort=("value",), number=True),
        Column("nummer", gettext_lazy("Nummer"), lambda row: row.number, sort=("number",)),
        Column("risk", gettext_lazy("Risk"), lambda row: row.text, sort=("text",)),
        Column("omrade", gettext_lazy("Område"), lambda row: row.category, sort=("category",)),
        Column("sannolikhet", gettext_lazy("Sannolikhet"), lambda row: row.likelihood, sort=("likelihood",)),
        Column("konsekvens", gettext_lazy("Konsekvens"), lambda row: row.consequence, sort=("consequence",)),
        Column("hantering", gettext_lazy("Hantering"), lambda row: row.get_treatment_display()),
        Column("plan", gettext_lazy("Plan"), _plan, sort=("plan__committee__name",)),
    ),
    search=("text", "number"),
    order=("-value", "number", "pk"),
    row_template="risks/row.html",
    count=lambda n: ngettext("%(n)s risk", "%(n)s risker", n),
    empty=gettext_lazy("Inga risker är inlästa för det här året."),
    table_class="table fold-wide",
)


@require_safe
def risks(request: HttpRequest, org: str, year: int, committee: str) -> HttpResponse:
    """The risks of a year and a committee: matrix and list show the same choice."""
    scope = scope_at(request, org, year, committee)
    rows = risks_of_scope(scope.see, scope.year, scope.committee)
    everything = list(rows.values_list("category", "value"))
    names = sorted({category for category, _value in everything if category})
    areas = [Choice(name, name, Q(category=name)) for name in names]
    listing = replace(
        RISKS,
        filters=(Filter("omrade", gettext_lazy("Område"), areas),),
        prepare=lambda found: _told(scope, found),
    )
    scales = scales_of(scope.see, plans_of_scope(scope.see, scope.year, scope.committee))
    scale = scales[0] if len(scales) == 1 else None
    chosen = all_rows(listing, rows.select_related(None), request.GET)
    matrix = risk_matrix(((one.likelihood, one.consequence, one) for one in chosen), scale)
    context = shell(
        request,
        scope,
        "risks",
        matrix=matrix,
        scale=scale,
        several_scales=len(scales) > 1,
        several_plans=len({one.plan_id for one in chosen}) > 1,
        highest=_highest(rows, chosen),
        bands_unknown=bool(scale and scale.bands and all(band.lowest is None for band in scale.bands)),
        bands=_bands(scale),
        answer=_answer([value for _category, value in everything], scale),
    )
    return list_response(request, listing, rows, "risks/risks.html", context)


def _told(scope: Scope, found: list[Risk]) -> list[Risk]:
    secrecy.tell(scope.see, found)
    return found


def _highest(rows: QuerySet[Risk], chosen: Iterable[Risk]) -> list[Risk]:
    """The chosen risks with the highest values; beside the matrix there is room for a few."""
    valued = sorted((one for one in chosen if one.value is not None), key=lambda one: -(one.value or 0))
    keys = [one.pk for one in valued[:MOST_BESIDE]]
    found = rows.in_bulk(keys)
    return [found[key] for key in keys]


def _bands(scale: Scale | None) -> list[tuple[str, int | None, str]]:
    """Label, ground and limits of each band, for the legend."""
    return [
        (band.label, shade_of(band.highest, scale) if band.highest is not None else None, _limits(band))
        for band in (scale.bands if scale else ())
    ]


def _limits(band: Any) -> str:
    return f"{band.lowest}–{band.highest}" if band.lowest is not None and band.highest is not None else ""


def _answer(values: Sequence[int | None], scale: Scale | None) -> tuple[str, str]:
    """How many risks, and in bold how many stand in the highest band, or have the highest value."""
    count = ngettext("%(n)s risk", "%(n)s risker", len(values)) % {"n": len(values)}
    if not values:
        return _("Inga risker är inlästa för det här året."), ""
    highest = scale.bands[0].label if scale and scale.bands and scale.bands[0].lowest is not None else None
    if highest is None:
        top = max((value for value in values if value is not None), default=None)
        return f"{count}.", _("Högsta riskvärdet är %(value)s.") % {"value": top} if top else ""
    number = sum(value is not None and band_of(value, scale) == highest for value in values)
    words = _("%(n)s på nivån %(band)s.") % {"n": number, "band": highest.lower()}
    return f"{count}, {_('varav')}", words


@require_safe
def risk(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """One risk: how it is valued in each document, and the controls that answer it."""
    scope = scope_of(request, org)
    found = scope.see.one(Risk, pk, "plan__committee", "shown_as")
    secrecy.tell(scope.see, [found])
    mentions = (
        scope.see.of(Mention)
        .filter(Q(risk=found) | Q(risk__shown_as=found), reading__is_current=True)
        .select_related("stated_risk", "reading__document__organisation", "reading__report")
        .order_by("reading_id")
    )
    controls = scope.see.of(Control).filter(Q(risk=found) | Q(risk__shown_as=found), shown_as__isnull=True)
    context = {
        "risk": found,
        "secrecy": secrecy_of(scope, found),
        "proposals": open_about(scope.see, "risk", found.pk),
        "mentions": list(mentions),
        "attachments": attachments_on(scope, "risk", found),
        "notes": notes_on(scope, "risk", found),
        "controls": shown(scope.see, list(controls.order_by("pk"))),
        **_on_scale(scope, found),
    }
    return page(request, scope, "risks", "risks/risk.html", context)


def _on_scale(scope: Scope, found: Risk) -> dict[str, Any]:
    scales = scales_of(scope.see, scope.see.of(Plan).filter(risks=found))
    scale = scales[0] if len(scales) == 1 else None
    labels = {level.value: level.label for level in (scale.likelihood if scale else ())}
    consequences = {level.value: level.label for level in (scale.consequence if scale else ())}
    return {
        "likelihood_label": labels.get(found.likelihood or 0, ""),
        "consequence_label": consequences.get(found.consequence or 0, ""),
        "band": band_of(found.value, scale) if found.value is not None else None,
        "shade": shade_of(found.value, scale) if found.value is not None else None,
    }
