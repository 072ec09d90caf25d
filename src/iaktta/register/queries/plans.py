"""Plans, their risks and the documents that they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from iaktta.register.access import Sight
from iaktta.register.models import Committee, Mention, Plan, Risk, SourceDocument, StatedProblem, StatedReport
from iaktta.register.queries.joined import of_these


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """One document of a plan: its plan, or a follow-up of it."""

    document: SourceDocument
    head: StatedReport
    problems: int


def plans_of_scope(sight: Sight, year: int, committee: Committee | None) -> QuerySet[Plan]:
    """The plans of a year, of one committee or of all."""
    found = sight.of(Plan).filter(shown_as__isnull=True, year=year)
    if committee is not None:
        found = found.filter(committee=committee)
    return found.select_related("committee").order_by("committee__name", "id")


def risks_of_scope(sight: Sight, year: int, committee: Committee | None) -> QuerySet[Risk]:
    """The risks of a year's plans, of one committee or of all."""
    found = sight.of(Risk).filter(shown_as__isnull=True, plan__year=year)
    if committee is not None:
        found = found.filter(plan__committee=committee)
    return found.select_related("plan__committee")


def risks_of_plan(sight: Sight, plan: Plan) -> QuerySet[Risk]:
    """The risks of one plan, those of plans joined into it included."""
    return sight.of(Risk).filter(Q(plan=plan) | Q(plan__shown_as=plan), shown_as__isnull=True).order_by("id")


def documents_of(sight: Sight, plans: Iterable[Plan]) -> dict[int, list[PlanDocument]]:
    """Plan's key -> its documents, oldest first; three queries."""
    keys = [plan.pk for plan in plans]
    mentions = list(
        sight.of(Mention)
        .filter(of_these(sight, Plan, keys), reading__is_current=True)
        .select_related("plan", "stated_plan", "reading__document")
        .order_by("reading_id")
    )
    readings = [mention.reading_id for mention in mentions]
    wrong = list(sight.of(StatedProblem).filter(reading__in=readings).values_list("reading_id", flat=True))
    found: dict[int, list[PlanDocument]] = {key: [] for key in keys}
    for mention in mentions:
        assert mention.plan is not None  # filtered on it
        assert mention.stated_plan is not None
        one = PlanDocument(mention.reading.document, mention.stated_plan, wrong.count(mention.reading_id))
        # A joined plan that is looked at by itself keeps its own documents.
        key = mention.plan.pk if mention.plan.pk in found else mention.plan.shown_as_id
        found[key or mention.plan.pk].append(one)
    for documents in found.values():
        documents.sort(key=lambda one: (one.head.kind != "control_plan", one.document.pk))
    return found
