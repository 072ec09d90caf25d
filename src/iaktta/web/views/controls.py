"""Controls: the list of a year, one plan with its risks and controls, and one control with its occasions."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from iaktta.register.models import Control, Plan, StatedProblem, StatedReport
from iaktta.register.queries import controls as queries
from iaktta.register.queries import secrecy
from iaktta.register.queries.controls import ShownControl
from iaktta.register.queries.plans import documents_of, plans_of_scope, risks_of_plan
from iaktta.register.queries.proposals import open_about
from iaktta.register.queries.recorded import recorded_of
from iaktta.register.queries.scales import scales_of
from iaktta.rules.matrix import risk_matrix
from iaktta.web import marks
from iaktta.web.attachments import attachments_on
from iaktta.web.lists import Choice, Column, Filter, Listing, list_response
from iaktta.web.marks import Mark
from iaktta.web.navigation import page, shell
from iaktta.web.notes import notes_on
from iaktta.web.scope import Scope, scope_at, scope_of
from iaktta.web.secrecy import secrecy_of


def _result(row: ShownControl) -> Mark:
    return marks.of_result(row.execution or None, row.deviation_level or None)


CONTROLS = Listing(
    name="kontroller",
    caption=gettext_lazy("Risker, kontroller och tillfällen"),
    columns=(
        Column(
            "risk",
            gettext_lazy("Risk"),
            lambda row: row.control.risk.text if row.control.risk else row.control.process,
            sort=("risk__text", "process"),
        ),
        Column(
            "varde",
            gettext_lazy("Värde"),
            lambda row: row.control.risk.value if row.control.risk else None,
            sort=("risk__value",),
            number=True,
        ),
        Column("kontroll", gettext_lazy("Kontrollmoment"), lambda row: row.control.text, sort=("text",)),
        Column(
            "ansvarig", gettext_lazy("Ansvarig"), lambda row: row.responsible_exported, sort=("responsible",)
        ),
        Column("tillfallen", gettext_lazy("Tillfällen"), lambda row: len(row.occasions), number=True),
        Column("resultat", gettext_lazy("Senaste resultat"), lambda row: _result(row).word, sort=("worst",)),
        Column("kommentar", gettext_lazy("Kommentar"), lambda row: row.comment, hidden=True),
        Column("atgard", gettext_lazy("Åtgärd"), lambda row: "\n".join(row.actions), sort=("has_action",)),
        Column("plan", gettext_lazy("Plan"), lambda row: str(row.control.plan or ""), hidden=True),
    ),
    filters=(
        Filter(
            "resultat",
            gettext_lazy("Resultat"),
            (
                Choice("storre", gettext_lazy("Större"), Q(worst="major"), mark="major"),
                Choice("mindre", gettext_lazy("Mindre"), Q(worst="minor"), mark="minor"),
                Choice("inga", gettext_lazy("Inga"), Q(worst="none"), mark="ok"),
                Choice("ej", gettext_lazy("Ej genomförd"), Q(worst="not_performed"), mark="skip"),
                Choice("gjord", gettext_lazy("Genomförd"), Q(worst="performed"), mark="full"),
                Choice("anges-inte", gettext_lazy("Anges inte"), Q(worst=""), mark="unsaid"),
            ),
        ),
        Filter(
            "saknar",
            gettext_lazy("Åtgärd"),
            (Choice("atgard", gettext_lazy("Åtgärd saknas"), queries.NO_ACTION),),
        ),
    ),
    search=("text", "process", "responsible", "risk__text"),
    order=("plan__committee__name", "plan_id", "pk"),
    row_template="controls/row.html",
    count=lambda n: ngettext("%(n)s kontroll", "%(n)s kontroller", n),
    empty=gettext_lazy("Ingen internkontrollplan är inläst för det här året."),
    table_class="table fold-wide plan",
)


@require_safe
def controls(request: HttpRequest, org: str, year: int, committee: str) -> HttpResponse:
    """The controls of a year and a committee, with the plans that they stand in."""
    scope = scope_at(request, org, year, committee)
    rows = queries.of_scope(scope.see, scope.year, scope.committee)
    counts = queries.counts(rows)
    areas = [Choice(name, name, Q(category=name)) for name in counts.categories]
    listing = replace(
        CONTROLS,
        filters=(*CONTROLS.filters, Filter("kategori", gettext_lazy("Område"), areas, select=True)),
        prepare=lambda found: _told(scope, found),
    )
    context = shell(
        request,
        scope,
        "controls",
        plans=list(plans_of_scope(scope.see, scope.year, scope.committee)),
        answer=_answer(counts.number, counts.without_action),
    )
    return list_response(request, listing, rows, "controls/controls.html", context)


def _told(scope: Scope, found: list[Control], whole: bool = False) -> list[ShownControl]:
    """The controls as pages show them, with their secret words for those who may see them."""
    shown = queries.shown(scope.see, found, whole=whole)
    secrecy.tell(scope.see, found, *(row for one in shown for row in one.rows))
    return shown


def _answer(number: int, missing: int) -> tuple[str, str]:
    if not number:
        return _("Ingen internkontrollplan är inläst för det här året."), ""
    count = ngettext("%(n)s kontroll.", "%(n)s kontroller.", number) % {"n": number}
    if not missing:
        return count, ""
    words = ngettext(
        "%(n)s kontroll som visade avvikelse eller inte genomfördes saknar åtgärd.",
        "%(n)s kontroller som visade avvikelse eller inte genomfördes saknar åtgärd.",
        missing,
    )
    return count, words % {"n": missing}


@require_safe
def plan(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """One plan: its documents, risks in their matrix, controls with occasions, and what does not add up."""
    scope = scope_of(request, org)
    found = scope.see.one(Plan, pk, "committee")
    documents = documents_of(scope.see, [found])[found.pk]
    risks = list(risks_of_plan(scope.see, found))
    scales = scales_of(scope.see, scope.see.of(Plan).filter(pk=found.pk))
    standing = scope.see.of(Control).filter(Q(plan=found) | Q(plan__shown_as=found), shown_as__isnull=True)
    rows = standing.select_related("risk", "plan").order_by("pk")
    current = {one.head.reading_id for one in documents}
    context = {
        "plan": found,
        "proposals": open_about(scope.see, "plan", found.pk),
        "documents": documents,
        "attachments": attachments_on(scope, "plan", found),
        "notes": notes_on(scope, "plan", found),
        "risks": risks,
        "matrix": risk_matrix(
            ((r.likelihood, r.consequence, r) for r in risks), scales[0] if scales else None
        )
        if risks
        else None,
        "controls": _told(scope, list(rows), whole=True),
        "secrecy": secrecy_of(scope, found),
        "problems": list(scope.see.of(StatedProblem).filter(reading__in=current).select_related("reading")),
        "heads": list(scope.see.of(StatedReport).filter(reading__in=current)),
    }
    return page(request, scope, "controls", "controls/plan.html", context)


@require_safe
def control(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """One control: what each document says of it, occasion by occasion."""
    scope = scope_of(request, org)
    found = scope.see.one(Control, pk, "plan__committee__body", "risk", "shown_as", "owner")
    [shown] = _told(scope, [found], whole=True)
    proposals = open_about(scope.see, "control", found.pk)
    context = {
        "shown": shown,
        "control": found,
        "result": _result(shown),
        "proposals": proposals,
        "recorded": recorded_of(scope.see, found),
        "attachments": attachments_on(scope, "control", found),
        "notes": notes_on(scope, "control", found),
    }
    return page(request, scope, "controls", "controls/control.html", context)
