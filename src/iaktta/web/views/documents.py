"""The documents that the register has read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from iaktta.register.access import Sight
from iaktta.register.models import Reading, StatedProblem
from iaktta.register.models.words import KIND, word
from iaktta.register.permissions import Act
from iaktta.register.queries.audits import Source, source_of
from iaktta.report import Kind, ProblemCode
from iaktta.web.answers import bad, joined
from iaktta.web.lists import Choice, Column, Filter, Listing, list_response
from iaktta.web.navigation import shell
from iaktta.web.scope import scope_of


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in its current reading: what does not add up in it, and what nobody could place."""

    reading: Reading
    source: Source
    wrong: int
    unread: int

    @property
    def kind(self) -> str:
        return word(Kind, self.source.head.kind) if self.source.head else ""


def _years(rows: QuerySet[Any]) -> Sequence[Choice]:
    found = rows.order_by("-report__year").values_list("report__year", flat=True).distinct()
    return [Choice(str(year), str(year), Q(report__year=year)) for year in found if year]


def _head(row: DocumentRow, name: str) -> Any:
    return getattr(row.source.head, name, None)


DOCUMENTS = Listing(
    name="dokument",
    caption=_("Inlästa dokument"),
    columns=(
        Column("titel", _("Dokument"), lambda row: row.source.title, sort=("report__title",)),
        Column("slag", _("Slag"), lambda row: row.kind, sort=("report__kind",)),
        Column("ar", _("År"), lambda row: row.source.year, sort=("report__year",)),
        Column("namnd", _("Nämnd"), lambda row: _head(row, "body"), sort=("report__body",)),
        Column("upprattad", _("Upprättad av"), lambda row: _head(row, "author"), hidden=True),
        Column("datum", _("Datum"), lambda row: _head(row, "date"), hidden=True),
        Column("diarienummer", _("Diarienummer"), lambda row: _head(row, "registration"), hidden=True),
        Column("fil", _("Fil"), lambda row: row.source.document.name, hidden=True),
        Column(
            "inlast",
            _("Inläst"),
            lambda row: timezone.localdate(row.source.document.taken_in_at),
            sort=("document__taken_in_at",),
        ),
        Column("problem", _("Stämmer inte"), lambda row: row.wrong, number=True),
        Column("oplacerat", _("Ej tolkat"), lambda row: row.unread, number=True),
    ),
    filters=(
        Filter(
            "slag",
            _("Slag"),
            tuple(Choice(kind.value, label, Q(report__kind=kind.value)) for kind, label in KIND.items()),
        ),
        Filter("ar", _("År"), _years, select=True),
    ),
    search=("report__title", "document__name", "report__body", "report__author"),
    search_label=_("Sök dokument"),
    order=("-report__year", "-report__date", "pk"),
    row_template="documents/row.html",
    count=lambda n: ngettext("%(n)s dokument", "%(n)s dokument", n),
    empty=_("Inga dokument är inlästa."),
    table_class="table fold mid",
)


def _rows(see: Sight, readings: Sequence[Reading]) -> list[DocumentRow]:
    unread = Q(code=ProblemCode.UNREAD_TEXT.value)
    problems = (
        see.of(StatedProblem)
        .filter(reading__in=[reading.pk for reading in readings])
        .order_by()
        .values("reading")
        .annotate(wrong=Count("pk", filter=~unread), left=Count("pk", filter=unread))
        .values_list("reading", "wrong", "left")
    )
    found = {reading: (wrong, left) for reading, wrong, left in problems}
    return [DocumentRow(one, source_of(one), *found.get(one.pk, (0, 0))) for one in readings]


@require_safe
def documents(request: HttpRequest, org: str) -> HttpResponse:
    """Every document, whatever its year."""
    scope = scope_of(request, org)
    found = (
        scope.see.of(Reading)
        .filter(is_current=True)
        .select_related("report", "document__organisation", "document__taken_in_by")
    )
    return list_response(
        request,
        replace(DOCUMENTS, prepare=lambda rows: _rows(scope.see, rows)),
        found,
        "documents/list.html",
        shell(
            request,
            scope,
            "documents",
            answer=_answer(scope.see),
            may_add=scope.see.may(Act.IMPORT_DOCUMENT),
        ),
    )


def _answer(see: Sight) -> SafeString:
    total = see.of(Reading).filter(is_current=True).count()
    if not total:
        return joined([_now("Inga dokument är inlästa än.")])
    problems = see.of(StatedProblem).filter(reading__is_current=True)
    found = problems.aggregate(
        all=Count("pk"), unread=Count("pk", filter=Q(code=ProblemCode.UNREAD_TEXT.value))
    )
    read = ngettext("%(n)s dokument är inläst.", "%(n)s dokument är inlästa.", total) % {"n": total}
    unread, rest = found["unread"], found["all"] - found["unread"]
    wrong = ngettext("%(n)s uppgift stämmer inte.", "%(n)s uppgifter stämmer inte.", rest) % {"n": rest}
    left = ngettext("%(n)s ställe gick inte att tolka.", "%(n)s ställen gick inte att tolka.", unread) % {
        "n": unread
    }
    return joined([read, bad(wrong) if rest else "", bad(left) if unread else ""])
