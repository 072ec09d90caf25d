"""Recommendations: which belong to a year and a committee, and how many of each outcome there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from iaktta.register.access import Sight
from iaktta.register.models import Addressee, Audit, Committee, Mention, Recommendation
from iaktta.register.models.audit import COUNTS
from iaktta.register.queries.joined import joined_into_outer, of_these
from iaktta.rules.counting import Counts


def recommendations(see: Sight) -> QuerySet[Recommendation]:
    """Every recommendation that stands by itself."""
    return see.of(Recommendation).filter(shown_as__isnull=True)


def recommendations_in(
    see: Sight, year: int, committee: Committee | None, audits: QuerySet[Audit]
) -> QuerySet[Recommendation]:
    """Those of the year's `audits`, and those that a follow-up of the year gave or spoke of."""
    found = recommendations(see).filter(_of_these(see, audits) | _of_no_audit(see, year))
    return found if committee is None else addressed_in(see, found, committee)


def counts_of_no_audit(see: Sight, year: int, committee: Committee | None) -> Counts:
    """How many of each outcome that a follow-up of the year gave by itself, under no audit. One query."""
    found, field = recommendations(see).filter(_of_no_audit(see, year)), "outcome"
    if committee is not None:
        found, field = with_own_status(see, addressed_in(see, found, committee), committee), "own_status"
    # They are few, and counted here: told to group them, SQLite reads every recommendation by its outcome.
    return _counts(Counter(found.order_by().values_list(field, flat=True)))


def _of_no_audit(see: Sight, year: int) -> Q:
    spoken_of = see.of(Mention).filter(
        recommendation=OuterRef("pk"), reading__is_current=True, reading__report__year=year
    )
    return Q(Q(year=year) | Exists(spoken_of), audit__isnull=True)


def addressed_in(
    see: Sight, found: QuerySet[Recommendation], committee: Committee
) -> QuerySet[Recommendation]:
    """Those of some recommendations that are addressed to the committee."""
    addressed = see.of(Addressee).filter(committee=committee)
    return found.filter(
        Q(pk__in=addressed.values("recommendation")) | Q(pk__in=addressed.values("recommendation__shown_as"))
    )


def of_audits(see: Sight, audits: QuerySet[Audit], committee: Committee | None) -> QuerySet[Recommendation]:
    """The recommendations of some audits, all of them or those addressed to one committee."""
    found = recommendations(see).filter(_of_these(see, audits))
    return (
        found
        if committee is None
        else with_own_status(see, found, committee).filter(_addressed_to(see, committee))
    )


def _of_these(see: Sight, audits: QuerySet[Audit]) -> Q:
    """Recommendations of some audits or of those joined into them; the keys are asked for once."""
    listed = see.of(Audit).annotate(listed=Coalesce("shown_as", "pk"))
    return Q(audit__in=listed.filter(listed__in=audits.order_by().values("pk")).order_by().values("pk"))


def _addressed_to(see: Sight, committee: Committee) -> Q:
    own, joined = _own(see, committee)
    return Q(Exists(own)) | Q(Exists(joined))


def counts_of(see: Sight, audits: QuerySet[Audit], committee: Committee | None) -> Counts:
    """How many of each outcome some audits have: all, or by the statuses of one committee. One query."""
    if committee is not None:
        return counts_in(see, of_audits(see, audits, committee), committee)
    found = audits.order_by().aggregate(**{f"of_{name}": Sum(name) for name in COUNTS})
    return Counts(**{name: found[f"of_{name}"] or 0 for name in COUNTS})


def counts_in(see: Sight, rows: QuerySet[Recommendation], committee: Committee | None) -> Counts:
    """How many of each outcome, by a committee's own statuses where one is given. One query."""
    field = "outcome"
    if committee is not None:
        rows, field = with_own_status(see, rows, committee), "own_status"
    # Grouped, not counted one by one: what a committee's status is costs more than to count it.
    return _counts(dict(rows.order_by().values_list(field).annotate(number=Count("pk"))))


def _counts(found: Mapping[str | None, int]) -> Counts:
    return Counts(**{name: found.get(None if name == "not_stated" else name, 0) for name in COUNTS})


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
