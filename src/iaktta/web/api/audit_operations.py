"""Audits (granskningar) and recommendations (rekommendationer), to read."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeVar

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from iaktta.register.access import Sight
from iaktta.register.models import Audit, Committee, OwnedModel, Recommendation
from iaktta.register.queries.audits import recommendations_of, shown_audits
from iaktta.register.queries.filtered import audits_where, recommendations_where
from iaktta.register.queries.responses import answers_to
from iaktta.register.queries.states import addressed, states_of
from iaktta.register.queries.treatments import said_of, treatments
from iaktta.report import Status
from iaktta.rules.counting import count_outcomes
from iaktta.web.api import shapes, shaping
from iaktta.web.api.callers import caller_of
from iaktta.web.api.input_errors import NO_SUCH, Fault
from iaktta.web.api.paging import Listed, Paged, page_of
from iaktta.web.api.problems import INVALID, ProblemError

router = Router(tags=["Audits and recommendations"])
Row = TypeVar("Row", bound=OwnedModel)


class StatusFilter(StrEnum):
    """A status, or that none is stated."""

    IMPLEMENTED = Status.IMPLEMENTED.value
    PARTLY_IMPLEMENTED = Status.PARTLY_IMPLEMENTED.value
    NOT_IMPLEMENTED = Status.NOT_IMPLEMENTED.value
    NO_LONGER_RELEVANT = Status.NO_LONGER_RELEVANT.value
    NOT_STATED = "not_stated"


class AuditFilters(Schema):
    """Which audits."""

    year: shapes.Year | None = Field(None, description="The year that the audit was given.")
    committee: shapes.Key | None = Field(None, description="A committee that it concerns.")
    q: shapes.Words | None = Field(None, description="Words that all stand in its title.")


class RecommendationFilters(Schema):
    """Which recommendations."""

    audit: shapes.Key | None = Field(None, description="Those of one audit.")
    committee: shapes.Key | None = Field(None, description="Those addressed to a committee.")
    status: StatusFilter | None = Field(
        None, description="Those with a status; with a committee, the committee's own."
    )
    year: shapes.Year | None = Field(None, description="The year that the recommendation was given.")


@router.get(
    "/audits",
    response=Listed[shapes.AuditItem],
    operation_id="list_audits",
    url_name="audits",
    summary="Audits (granskningar)",
)
def audits(
    request: HttpRequest, filters: Annotated[AuditFilters, Query()], paging: Paged
) -> Listed[shapes.AuditItem]:
    """Audits with how many of their recommendations have each status."""
    see = caller_of(request).see
    committee = _named(see, Committee, filters.committee, "committee")
    rows = audits_where(see, year=filters.year, committee=committee, words=filters.q or "")
    found, after = page_of(rows, paging)
    return Listed(
        items=[shaping.audit_item(one) for one in shown_audits(see, found, None)], next_cursor=after
    )


@router.get(
    "/audits/{int:audit_id}",
    response=shapes.AuditOut,
    operation_id="get_audit",
    url_name="audit",
    summary="One audit (granskning)",
)
def audit(request: HttpRequest, audit_id: int) -> shapes.AuditOut:
    """Its recommendations, and how each document treats it: purpose, decisions, assessment, statements."""
    see = caller_of(request).see
    found = see.one(Audit, audit_id)
    rows = recommendations_of(see, [found])[found.pk]
    to = addressed(see, [row.pk for row in rows])
    items = [shaping.recommendation_item(row, to[row.pk]) for row in rows]
    outcomes = count_outcomes([item.status] for item in items)
    return shaping.audit(found, items, outcomes, treatments(see, found))


@router.get(
    "/recommendations",
    response=Listed[shapes.RecommendationItem],
    operation_id="list_recommendations",
    url_name="recommendations",
    summary="Recommendations (rekommendationer)",
)
def recommendations(
    request: HttpRequest, filters: Annotated[RecommendationFilters, Query()], paging: Paged
) -> Listed[shapes.RecommendationItem]:
    """Recommendations with whom they are addressed to and the status that counts."""
    see = caller_of(request).see
    asked = filters.status
    rows = recommendations_where(
        see,
        audit=_named(see, Audit, filters.audit, "audit"),
        committee=_named(see, Committee, filters.committee, "committee"),
        status=Status(asked.value) if asked and asked.value != "not_stated" else None,
        is_stated=asked is None or asked.value != "not_stated",
        year=filters.year,
    )
    found, after = page_of(rows, paging)
    to = addressed(see, [row.pk for row in found])
    return Listed(items=[shaping.recommendation_item(row, to[row.pk]) for row in found], next_cursor=after)


@router.get(
    "/recommendations/{int:recommendation_id}",
    response=shapes.RecommendationOut,
    operation_id="get_recommendation",
    url_name="recommendation",
    summary="One recommendation (rekommendation)",
)
def recommendation(request: HttpRequest, recommendation_id: int) -> shapes.RecommendationOut:
    """Each addressee's state by whoever has said something, what every document says, and the answers."""
    see = caller_of(request).see
    found = see.one(Recommendation, recommendation_id, "audit")
    state = states_of(see, [found])[0]
    answers = answers_to(see, found)
    answerable = {one.committee_id for one in answers.answerable}
    addressees = [
        shaping.addressee(one, may_answer=one.committee is not None and one.committee.pk in answerable)
        for one in state.addressees
    ]
    return shaping.recommendation(found, addressees, said_of(see, found), answers.written)


def _named(see: Sight, model: type[Row], key: int | None, parameter: str) -> Row | None:
    """The row that a filter names. Raises ProblemError where there is none that the caller may know of."""
    if key is None:
        return None
    found = see.of(model).filter(pk=key).first()
    if found is None:
        raise ProblemError(INVALID, errors=[Fault("query", (parameter,), str(NO_SUCH))])
    return found
