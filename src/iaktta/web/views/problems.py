"""Problems: what does not add up in the documents of a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from iaktta.register.models import StatedProblem
from iaktta.register.queries.overdue import overdue
from iaktta.register.queries.problems import problems_of_scope
from iaktta.report import ProblemCode
from iaktta.web.lists import Choice, Column, Filter, Listing, list_response
from iaktta.web.navigation import shell
from iaktta.web.scope import Scope, scope_at


def _codes(rows: QuerySet[Any]) -> Sequence[Choice]:
    words = dict(StatedProblem._meta.get_field("code").flatchoices)
    codes = sorted(rows.order_by().values_list("code", flat=True).distinct())
    return [Choice(code, words.get(code, code), Q(code=code)) for code in codes]


def _documents(rows: QuerySet[Any]) -> Sequence[Choice]:
    found = rows.order_by().values_list("reading__document_id", "reading__document__name").distinct()
    return [Choice(str(pk), name, Q(reading__document=pk)) for pk, name in sorted(found, key=lambda o: o[1])]


PROBLEMS = Listing(
    name="problem",
    caption=gettext_lazy("Det som inte stämmer"),
    columns=(
        Column("problem", gettext_lazy("Problem"), lambda row: row.get_code_display(), sort=("code",)),
        Column(
            "meddelande", gettext_lazy("Det här stämmer inte"), lambda row: row.message, sort=("message",)
        ),
        Column("galler", gettext_lazy("Gäller"), lambda row: row.where, sort=("where",)),
        Column(
            "dokument",
            gettext_lazy("Dokument"),
            lambda row: row.reading.document.name,
            sort=("reading__document__name",),
        ),
    ),
    filters=(
        Filter("problem", gettext_lazy("Problem"), _codes, select=True),
        Filter("dokument", gettext_lazy("Dokument"), _documents, select=True),
    ),
    search=("message", "where"),
    order=("reading__document__name", "position", "pk"),
    row_template="problems/row.html",
    count=lambda n: ngettext("%(n)s problem", "%(n)s problem", n),
    empty=gettext_lazy("Allt stämmer i det som är inläst för det här året."),
    table_class="table fold",
)


@require_safe
def problems(request: HttpRequest, org: str, year: int, committee: str) -> HttpResponse:
    """The list for a year and a committee."""
    scope = scope_at(request, org, year, committee)
    rows = problems_of_scope(scope.see, scope.year, scope.committee)
    unread = Q(code=ProblemCode.UNREAD_TEXT)
    found = rows.order_by().aggregate(
        wrong=Count("pk", filter=~unread),
        unread=Count("pk", filter=unread),
        documents=Count("reading__document", filter=~unread, distinct=True),
    )
    today = timezone.localdate()
    late = [
        (one, (today - one.due).days) for one in overdue(scope.see, year, scope.committee, today) if one.due
    ]
    context = shell(request, scope, "problems", answer=_answer(**found), late=late)
    listing = replace(PROBLEMS, prepare=lambda found: _told(scope, found))
    return list_response(request, listing, rows, "problems/problems.html", context)


def _told(scope: Scope, found: list[StatedProblem]) -> list[StatedProblem]:
    scope.see.reveal(*found)
    return found


def _answer(wrong: int, unread: int, documents: int) -> tuple[str, str]:
    """How much does not add up (in bold), and how much text nobody could place."""
    if not wrong and not unread:
        return "", _("Allt stämmer i det som är inläst för det här året.")
    words = ngettext("%(n)s sak stämmer inte", "%(n)s saker stämmer inte", wrong) % {"n": wrong}
    where = ngettext("i %(n)s dokument.", "i %(n)s dokument.", documents) % {"n": documents}
    left = ngettext(
        "%(n)s stycke text kunde inte placeras.", "%(n)s stycken text kunde inte placeras.", unread
    ) % {"n": unread}
    return (f"{words} {where}" if wrong else ""), (left if unread else "")
