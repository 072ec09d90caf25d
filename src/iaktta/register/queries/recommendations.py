"""Recommendations: which belong to a year and a committee, and how many of each outcome there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When

from iaktta.register.access import Sight
from iaktta.register.models import Addressee, Audit, Committee, Mention, Recommendation
from iaktta.register.queries.joined import joined_into_outer, of_these
from iaktta.report import Status
from iaktta.rules.counting import Counts


def recommendations(see: Sight) -> QuerySet[Recommendation]:
    """Every recommendation that stands by itself."""
    return see.of(Recommendation).filter(shown_as__isnull=True)


def recommendations_in(
    see: Sight, year: int, committee: Committee | None, audits: Iterable[int]
) -> QuerySet[Recommendation]:
    """Those of the year's `audits` (keys), and those that a follow-up of the year gave or spoke of.

    The keys are fetched first: nested in every count of a list they cost more than the list itself.
    """
    keys = list(audits)
    spoken_of = see.of(Mention).filter(
        recommendation=OuterRef("pk"), reading__is_current=True, reading__report__year=year
    )
    found = recommendations(see).filter(
        of_these(see, Audit, keys) | Q(Q(year=year) | Exists(spoken_of), audit__isnull=True)
    )
    if committee is None:
        return found
    addressed = see.of(Addressee).filter(committee=committee)
    return found.filter(
        Q(pk__in=addressed.values("recommendation")) | Q(pk__in=addressed.values("recommendation__shown_as"))
    )


def of_audits(see: Sight, audits: QuerySet[Audit], committee: Committee | None) -> QuerySet[Recommendation]:
    """The recommendations of some audits, all of them or those addressed to one committee."""
    keys = audits.order_by().values("pk")
    found = recommendations(see).filter(Q(audit__in=keys) | Q(audit__shown_as__in=keys))
    return (
        found
        if committee is None
        else with_own_status(see, found, committee).filter(_addressed_to(see, committee))
    )


def _addressed_to(see: Sight, committee: Committee) -> Q:
    own, joined = _own(see, committee)
    return Q(Exists(own)) | Q(Exists(joined))


def counts_in(see: Sight, rows: QuerySet[Recommendation], committee: Committee | None) -> Counts:
    """How many of each outcome, by a committee's own statuses where one is given. One query."""
    field = "outcome"
    if committee is not None:
        rows, field = with_own_status(see, rows, committee), "own_status"
    of = {status.value: Count("pk", filter=Q(**{field: status.value})) for status in Status}
    return Counts(
        **rows.order_by().aggregate(**of, not_stated=Count("pk", filter=Q(**{f"{field}__isnull": True})))
    )


def with_own_status(
    see: Sight, rows: QuerySet[Recommendation], committee: Committee
) -> QuerySet[Recommendation]:
    """The recommendations with `own_status`: what counts for one committee, null where nothing is said."""
    own, joined = _own(see, committee)
    first = (Subquery(one.values("status")[:1]) for one in (own, joined))
    return rows.annotate(own_status=Case(When(Exists(own), then=next(first)), default=next(first)))


def _own(see: Sight, committee: Committee) -> tuple[QuerySet[Addressee], QuerySet[Addressee]]:
    """What is addressed to the committee by an outer query's recommendation, and by those joined into it.

    Two questions, each answered from an index: with an "or" within one, a database reads every row each time.
    """
    rows = see.of(Addressee).filter(committee=committee)
    joined = rows.filter(recommendation__in=joined_into_outer(Recommendation))
    return rows.filter(recommendation=OuterRef("pk")), joined


def sources_in(see: Sight, rows: Sequence[Recommendation]) -> dict[int, int]:
    """How many documents speak of each recommendation, by its key. One query."""
    keys = [row.pk for row in rows]
    found: dict[int, set[int]] = {key: set() for key in keys}
    mentions = see.of(Mention).filter(of_these(see, Recommendation, keys), reading__is_current=True)
    for own, shown_as, document in mentions.values_list(
        "recommendation", "recommendation__shown_as", "reading__document"
    ):
        if document is not None and (shown_as or own) in found:
            found[shown_as or own].add(document)
    return {key: len(documents) for key, documents in found.items()}
