"""Recommendations: which belong to a year and a committee, and how many of each outcome there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from iaktta.register.access import Sight
from iaktta.register.models import Addressee, Committee, Mention, Recommendation, StatusSet
from iaktta.register.queries.audits import audits_in
from iaktta.register.queries.states import newest_of_each_speaker
from iaktta.report import Status
from iaktta.rules.counting import Counts, count_outcomes


def recommendations(see: Sight) -> QuerySet[Recommendation]:
    """Every recommendation that stands by itself."""
    return see.of(Recommendation).filter(shown_as__isnull=True)


def recommendations_in(see: Sight, year: int, committee: Committee | None) -> QuerySet[Recommendation]:
    """Those of the year's audits, and those that a follow-up of the year gave or spoke of."""
    audits = audits_in(see, year, None).values("pk")
    spoken_of = see.of(Mention).filter(
        recommendation=OuterRef("pk"), reading__is_current=True, reading__report__year=year
    )
    found = recommendations(see).filter(
        Q(audit__in=audits)
        | Q(audit__shown_as__in=audits)
        | Q(Q(year=year) | Exists(spoken_of), audit__isnull=True)
    )
    if committee is None:
        return found
    addressed = see.of(Addressee).filter(
        Q(recommendation=OuterRef("pk")) | Q(recommendation__shown_as=OuterRef("pk")), committee=committee
    )
    return found.filter(Exists(addressed))


def counts_in(see: Sight, rows: QuerySet[Recommendation], committee: Committee | None) -> Counts:
    """How many of each outcome, by a committee's own statuses where one is given. Three queries."""
    keys = set(rows.order_by().values_list("pk", flat=True))
    addressees = see.of(Addressee)
    if committee is not None:
        addressees = addressees.filter(committee=committee)
    statuses = _newest(see)
    grouped: dict[int, dict[object, list[StatusSet]]] = defaultdict(dict)
    for pk, own, shown_as, place, named in addressees.values_list(
        "pk", "recommendation", "recommendation__shown_as", "committee", "named"
    ):
        subject = shown_as or own
        if subject in keys:
            grouped[subject].setdefault(place or named, []).extend(statuses.get(pk, ()))
    return count_outcomes(_statuses(grouped[key].values()) if key in grouped else [] for key in keys)


def _newest(see: Sight) -> dict[int, list[StatusSet]]:
    found: dict[int, list[StatusSet]] = defaultdict(list)
    for status in see.of(StatusSet).only("addressee", "speaker", "status", "said_on", "set_at"):
        found[status.addressee_id].append(status)
    return found


def _statuses(said: Iterable[list[StatusSet]]) -> list[Status | None]:
    found: list[Status | None] = []
    for spoken in said:
        newest = newest_of_each_speaker(spoken)
        found.append(Status(newest[0].status) if newest and newest[0].status else None)
    return found


def sources_in(see: Sight, rows: Sequence[Recommendation]) -> dict[int, int]:
    """How many documents speak of each recommendation, by its key. One query."""
    keys = [row.pk for row in rows]
    found: dict[int, set[int]] = {key: set() for key in keys}
    mentions = see.of(Mention).filter(
        Q(recommendation__in=keys) | Q(recommendation__shown_as__in=keys), reading__is_current=True
    )
    for own, shown_as, document in mentions.values_list(
        "recommendation", "recommendation__shown_as", "reading__document"
    ):
        if document is not None and (shown_as or own) in found:
            found[shown_as or own].add(document)
    return {key: len(documents) for key, documents in found.items()}
