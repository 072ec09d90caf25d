"""Recommendations: the list of a year, and one recommendation over the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from iaktta.register.access import Sight
from iaktta.register.models import Audit, Recommendation, StatusSet
from iaktta.register.queries import secrecy
from iaktta.register.queries.audits import audits_in, open_proposals
from iaktta.register.queries.proposals import open_about
from iaktta.register.queries.recommendations import recommendations_in, sources_in, with_own_status
from iaktta.register.queries.responses import answers_to
from iaktta.register.queries.states import Addressed, RecommendationState, addressed, states_of
from iaktta.register.queries.treatments import Said, said_of
from iaktta.report import Status
from iaktta.rules.counting import Counts
from iaktta.web import marks
from iaktta.web.answers import recommendation_answer, recommendations_answer
from iaktta.web.attachments import attachments_on
from iaktta.web.lists import Choice, Column, Filter, Listing, list_response
from iaktta.web.marks import Text
from iaktta.web.navigation import page, shell
from iaktta.web.notes import notes_on
from iaktta.web.scope import scope_at, scope_of
from iaktta.web.secrecy import secrecy_of
from iaktta.web.views.audit import CommitteeRow, committee_rows

MOST_IN_DROP_DOWN = 100


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A recommendation in the list; `documents` is how many documents speak of it.

    `status` is the chosen committee's where one is chosen.
    """

    recommendation: Recommendation
    status: str | None
    addressed: Sequence[Addressed]
    documents: int
    proposed: bool

    @property
    def mark(self) -> marks.Mark:
        return marks.of_status(self.status)

    @property
    def committees(self) -> str:
        return ", ".join(one.name for one in self.addressed)


def _audit(row: RecommendationRow) -> Text:
    audit = row.recommendation.audit
    return audit.title if audit else _("Ny i uppföljningen")


def _status(field: str) -> Filter:
    """The chips of status, asked of one column or annotation."""
    return Filter(
        "status",
        _("Status"),
        (
            Choice("atgardade", _("Åtgärdade"), Q(**{field: "implemented"}), mark="full"),
            Choice("delvis", _("Delvis"), Q(**{field: "partly_implemented"}), mark="half"),
            Choice("ej", _("Ej"), Q(**{field: "not_implemented"}), mark="none"),
            Choice("inaktuella", _("Inaktuella"), Q(**{field: "no_longer_relevant"}), mark="gone"),
            Choice("anges-inte", _("Anges inte"), Q(**{f"{field}__isnull": True}), mark="unsaid"),
        ),
    )


def _totals(field: str) -> dict[str, Q]:
    of = {status.value: Q(**{field: status.value}) for status in Status}
    return {**of, "not_stated": Q(**{f"{field}__isnull": True})}


RECOMMENDATIONS = Listing(
    name="rekommendationer",
    caption=_("Rekommendationer med adressater och status"),
    columns=(
        Column("nummer", _("Nr"), lambda row: row.recommendation.number, sort=("number",)),
        Column("text", _("Rekommendation"), lambda row: row.recommendation.text, sort=("text",)),
        Column("granskning", _("Granskning"), _audit, sort=("audit__title",)),
        Column("ar", _("År"), lambda row: row.recommendation.year, sort=("year",)),
        Column("namnder", _("Adressater"), lambda row: row.committees),
        Column("status", _("Status"), lambda row: row.mark.word),
        Column("dokument", _("Dokument"), lambda row: row.documents, number=True),
    ),
    filters=(
        Filter(
            "slag",
            _("Slag"),
            (
                Choice("granskning", _("I en granskning"), Q(audit__isnull=False)),
                Choice("ny", _("Nya i uppföljning"), Q(audit__isnull=True)),
            ),
        ),
    ),
    search=("text", "audit__title"),
    search_label=_("Sök rekommendation"),
    order=("-year", "audit__title", "pk"),
    row_template="recommendations/row.html",
    count=lambda n: ngettext("%(n)s rekommendation", "%(n)s rekommendationer", n),
    empty=_("Inga rekommendationer är inlästa för det här urvalet."),
    table_class="table fold recs",
)


@require_safe
def recommendations(request: HttpRequest, org: str, year: int, committee: str) -> HttpResponse:
    """The recommendations of a year."""
    scope = scope_at(request, org, year, committee)
    audits = audits_in(scope.see, year, None)
    found = recommendations_in(scope.see, year, scope.committee, audits)
    field = "outcome"
    if scope.committee is not None:
        found, field = with_own_status(scope.see, found, scope.committee), "own_status"
    listing = replace(
        RECOMMENDATIONS,
        filters=(
            _status(field),
            *RECOMMENDATIONS.filters,
            *_by_audit(audits),
        ),
        totals=_totals(field),
        prepare=lambda rows: _rows(scope.see, rows, field),
    )
    return list_response(
        request,
        listing,
        found.select_related("audit"),
        "recommendations/list.html",
        shell(request, scope, "audits"),
        answer=lambda totals: recommendations_answer(Counts(**totals)),
    )


def _by_audit(audits: QuerySet[Audit]) -> list[Filter]:
    """A drop-down of the audits, where they are few enough for one; among many the search is better."""
    rows = audits.order_by("title", "pk").values_list("pk", "title", "year")[: MOST_IN_DROP_DOWN + 1]
    if len(rows) > MOST_IN_DROP_DOWN:
        return []
    choices = [
        Choice(str(pk), f"{title} {given or ''}".strip(), Q(audit=pk) | Q(audit__shown_as=pk))
        for pk, title, given in rows
    ]
    return [Filter("granskning", _("Granskning"), choices, select=True)]


def _rows(see: Sight, rows: Sequence[Recommendation], field: str) -> list[RecommendationRow]:
    keys = [row.pk for row in rows]
    secrecy.tell(see, rows)
    documents, to = sources_in(see, rows), addressed(see, keys)
    proposed = open_proposals(see, "recommendation", keys)
    return [
        RecommendationRow(row, getattr(row, field), to[row.pk], documents[row.pk], row.pk in proposed)
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one document says of the recommendation, and what was said of its state in it."""

    said: Said
    rows: tuple[CommitteeRow, ...]
    mark: marks.Mark | None
    words_differ: bool


@require_safe
def recommendation(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """One recommendation: every document that speaks of it, in the order of time."""
    scope = scope_of(request, org)
    found = scope.see.one(Recommendation, pk, "audit", "audit__shown_as", "shown_as", "renews")
    said = said_of(scope.see, found)
    secrecy.tell(scope.see, [found])
    scope.see.reveal(*(row for one in said for row in (one.stated, one.stated.audit, *one.statements)))
    state = states_of(scope.see, [found])[0]
    context = {
        "recommendation": found,
        "audit": _shown(found.audit),
        "joined_into": found.shown_as,
        "state": state,
        "secrecy": secrecy_of(scope, found),
        "answer": recommendation_answer(state, said),
        "chapters": [_chapter(found, state, one) for one in said],
        "set_by_people": _set_by_people(state),
        "proposals": open_about(scope.see, "recommendation", found.pk),
        "attachments": attachments_on(scope, "recommendation", found),
        "notes": notes_on(scope, "recommendation", found),
        "answers": answers_to(scope.see, found),
        "renewed_by": list(scope.see.of(Recommendation).filter(renews=found)),
    }
    return page(request, scope, "audits", "recommendations/recommendation.html", context)


def _shown(audit: Audit | None) -> Audit | None:
    shown_as = audit.shown_as if audit else None
    return shown_as if isinstance(shown_as, Audit) else audit


def _chapter(found: Recommendation, state: RecommendationState, said: Said) -> Chapter:
    rows = [row for row in committee_rows(state, [said]) if not row.is_empty]
    mark = marks.STATUS.get(said.stated.status)
    return Chapter(
        said, tuple(rows), mark, " ".join(said.stated.text.split()) != " ".join(found.text.split())
    )


def _set_by_people(state: RecommendationState) -> list[tuple[str, StatusSet, marks.Mark]]:
    return [
        (one.name, said, marks.of_status(said.status))
        for one in state.addressees
        for said in one.said
        if said.speaker != StatusSet.Speaker.DOCUMENT
    ]
