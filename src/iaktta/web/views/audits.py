"""The auditors' audits of a year: the overview, and the counting matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from iaktta.register.models import Audit
from iaktta.register.queries import secrecy
from iaktta.register.queries.audits import ShownAudit, audits_in, shown_audits
from iaktta.register.queries.matrix import matrices
from iaktta.register.queries.recommendations import counts_of, counts_of_no_audit
from iaktta.web import marks
from iaktta.web.answers import matrix_answer, overview_answer
from iaktta.web.lists import Choice, Column, Filter, Listing, list_response
from iaktta.web.marks import Text
from iaktta.web.navigation import page, shell
from iaktta.web.scope import Scope, scope_at


@dataclass(frozen=True)
class AuditRow:
    """An audit in the list, with the marks of its recommendations."""

    shown: ShownAudit

    @property
    def audit(self) -> Audit:
        return self.shown.audit

    @cached_property
    def signs(self) -> list[marks.Mark]:
        return [marks.of_status(outcome) for outcome in self.shown.outcomes]

    @property
    def verdict(self) -> marks.Mark | None:
        return marks.VERDICT.get(self.audit.verdict or "")


def _verdict(row: AuditRow) -> Text | None:
    return row.verdict.word if row.verdict else None


AUDITS = Listing(
    name="granskningar",
    caption=_("Granskningar och hur deras rekommendationer står"),
    columns=(
        Column("granskning", _("Granskning"), lambda row: row.audit.title, sort=("title",)),
        Column("ar", _("År"), lambda row: row.audit.year, sort=("year",)),
        Column("namnder", _("Nämnder"), lambda row: ", ".join(row.shown.committees), hidden=True),
        Column("antal", _("Rekommendationer"), lambda row: row.shown.counts.total),
        Column("atgardade", _("Åtgärdade"), lambda row: row.shown.counts.implemented, number=True),
        Column("delvis", _("Delvis"), lambda row: row.shown.counts.partly_implemented, number=True),
        Column("ej", _("Ej"), lambda row: row.shown.counts.not_implemented, number=True),
        Column("anges_inte", _("Anges inte"), lambda row: row.shown.counts.not_stated, number=True),
        Column(
            "inaktuella",
            _("Inte längre aktuella"),
            lambda row: row.shown.counts.no_longer_relevant,
            hidden=True,
        ),
        Column("bedomning", _("Bedömning"), _verdict, hidden=True),
    ),
    filters=(
        Filter(
            "bedomning",
            _("Bedömning"),
            (
                Choice("foljts", _("Har följts"), Q(verdict="followed"), mark="full"),
                Choice("delvis", _("Har delvis följts"), Q(verdict="partly_followed"), mark="half"),
                Choice("inte", _("Har inte följts"), Q(verdict="not_followed"), mark="none"),
                Choice("saknas", _("Anges inte"), Q(verdict__isnull=True), mark="unsaid"),
            ),
        ),
    ),
    search=("title",),
    search_label=_("Sök granskning"),
    order=("-year", "title", "pk"),
    row_template="audits/row.html",
    count=lambda n: ngettext("%(n)s granskning", "%(n)s granskningar", n),
    empty=_("Inga granskningar är inlästa för det här urvalet."),
    table_class="table ov fold three mid",
)


@require_safe
def audits(request: HttpRequest, org: str, year: int, committee: str) -> HttpResponse:
    """The audits of a year, each with one mark a recommendation."""
    scope = scope_at(request, org, year, committee)
    found = audits_in(scope.see, year, scope.committee)
    new = counts_of_no_audit(scope.see, year, scope.committee)
    counts = counts_of(scope.see, found, scope.committee) + new
    listing = replace(
        AUDITS,
        prepare=lambda rows: _rows(scope, rows),
    )
    return list_response(
        request,
        listing,
        found,
        "audits/overview.html",
        shell(request, scope, "audits", answer=overview_answer(counts, new.total), counts=counts),
    )


def _rows(scope: Scope, rows: Sequence[Audit]) -> list[AuditRow]:
    secrecy.tell(scope.see, rows)
    return [AuditRow(one) for one in shown_audits(scope.see, rows, scope.committee)]


@require_safe
def matrix(request: HttpRequest, org: str, year: int, committee: str) -> HttpResponse:
    """The counting tables that documents print, beside the register's own count."""
    scope = scope_at(request, org, year, committee)
    found = matrices(scope.see, year, scope.committee)
    context = {"matrices": found, "answer": matrix_answer(found)}
    return page(request, scope, "audits", "audits/matrix.html", context)
