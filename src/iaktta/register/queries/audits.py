"""Audits: which belong to a year and a committee, and each with its recommendations' outcomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from iaktta.register.access import Sight
from iaktta.register.models import (
    Addressee,
    Audit,
    Committee,
    Mention,
    Proposal,
    Reading,
    Recommendation,
    SourceDocument,
    StatedCommittee,
    StatedReport,
)
from iaktta.register.queries.joined import joined_into_outer, of_these
from iaktta.register.queries.states import Addressed, addressed
from iaktta.report import Status
from iaktta.rules.counting import Counts, count_outcomes

OPEN = Q(partly_implemented__gt=0) | Q(not_implemented__gt=0) | Q(not_stated__gt=0)
"""Audits with recommendations neither implemented nor out of date, by what counts of all that was said."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document in its current reading, as a source is named."""

    document: SourceDocument
    head: StatedReport | None

    @property
    def year(self) -> int | None:
        """The document's year, else that of its date."""
        if self.head is None:
            return None
        return self.head.year or (self.head.date.year if self.head.date else None)

    @property
    def title(self) -> str:
        return (self.head.title if self.head else "") or self.document.name


@dataclass(frozen=True)
class ShownAudit:
    """An audit as a list shows it.

    `outcomes` has one for each recommendation in the order they came, for the chosen committee where one is
    chosen; `proposed` says that it may be the same as another and that nobody has settled it.
    """

    audit: Audit
    committees: tuple[str, ...]
    outcomes: tuple[Status | None, ...]
    proposed: bool

    @cached_property
    def counts(self) -> Counts:
        return count_outcomes([outcome] for outcome in self.outcomes)


def source_of(reading: Reading) -> Source:
    """A reading as a source; its `report` and `document` are fetched with it."""
    return Source(reading.document, getattr(reading, "report", None))


def audits(see: Sight) -> QuerySet[Audit]:
    """Every audit that stands by itself."""
    return see.of(Audit).filter(shown_as__isnull=True)


def audits_in(see: Sight, year: int, committee: Committee | None) -> QuerySet[Audit]:
    """The audits of a year: given or followed up in it, or given earlier and not closed by then."""
    followed = see.of(Mention).filter(kind="audit", reading__is_current=True, reading__report__year=year)
    earlier = Q(Q(year__lt=year) | Q(year__isnull=True), OPEN)
    # Columns of the audit's own first: only where they say no is another table asked.
    found = audits(see).filter(Q(year=year) | earlier | _one_of(followed, "audit"))
    return found.filter(concerns(see, committee)) if committee else found


def _one_of(rows: QuerySet[Any], audit: str) -> Q:
    """Audits that one of the rows points to by `audit`, itself or by one that is joined into it.

    Two questions, each answered from an index: with an "or" within one, a database reads every row each time.
    """
    own, joined = (
        rows.filter(**{audit: OuterRef("pk")}),
        rows.filter(**{f"{audit}__in": joined_into_outer(Audit)}),
    )
    return Q(Exists(own)) | Q(Exists(joined))


def concerns(see: Sight, committee: Committee) -> Q:
    """Audits that name the committee as audited, or address a recommendation to it."""
    addressed = see.of(Addressee).filter(committee=committee)
    audited = see.of(StatedCommittee).filter(basic_name=committee.basic_name, audit__isnull=False)
    return _in(addressed, "recommendation__audit") | _in(audited, "audit__mention__audit")


def _in(rows: QuerySet[Any], audit: str) -> Q:
    """As `_one_of`, where the rows are few and no index leads to them: found once, as sets."""
    return Q(pk__in=rows.values(audit)) | Q(pk__in=rows.values(f"{audit}__shown_as"))


def recommendations_of(see: Sight, found: Sequence[Audit]) -> dict[int, list[Recommendation]]:
    """The recommendations of each audit, by the audit's key, in the order they came. One query."""
    keys = [audit.pk for audit in found]
    rows = (
        see.of(Recommendation)
        .filter(of_these(see, Audit, keys), shown_as__isnull=True)
        .select_related("audit")
        .order_by("pk")
    )
    grouped: dict[int, list[Recommendation]] = defaultdict(list)
    for row in rows:
        if row.audit is not None:
            grouped[row.audit.shown_as_id or row.audit.pk].append(row)
    return grouped


def sources_of(see: Sight, found: Sequence[Audit]) -> dict[int, list[tuple[Source, Mention]]]:
    """The documents that treat each audit, oldest first, with the mention in each. One query."""
    keys = [audit.pk for audit in found]
    mentions = list(
        see.of(Mention)
        .filter(of_these(see, Audit, keys), kind="audit", reading__is_current=True)
        .select_related("audit", "stated_audit", "reading__report", "reading__document__organisation")
    )
    grouped: dict[int, list[tuple[Source, Mention]]] = defaultdict(list)
    for mention in mentions:
        source = source_of(mention.reading)
        if mention.audit is not None:
            grouped[mention.audit.shown_as_id or mention.audit.pk].append((source, mention))
    for rows in grouped.values():
        rows.sort(key=lambda row: by_time(row[0]))
    return grouped


def by_time(source: Source) -> tuple[str, int]:
    """Documents in the order of time: by date, else year, else the order they were taken in."""
    date = source.head.date if source.head else None
    return date.isoformat() if date else f"{source.year or 9999}-12-31", source.document.pk


def shown_audits(see: Sight, found: Sequence[Audit], committee: Committee | None) -> list[ShownAudit]:
    """The audits as a list shows them, in their order. Three queries."""
    outcomes = _outcomes_of(see, [audit.pk for audit in found])
    to = addressed(see, [key for several in outcomes.values() for key in several])
    proposed = open_proposals(see, "audit", [audit.pk for audit in found])
    return [
        ShownAudit(
            audit=audit,
            committees=tuple(
                dict.fromkeys(one.name for key in outcomes[audit.pk] for one in to[key] if one.name)
            ),
            outcomes=tuple(_outcomes(outcomes[audit.pk], to, committee)),
            proposed=audit.pk in proposed,
        )
        for audit in found
    ]


def _outcomes_of(see: Sight, audits: Sequence[int]) -> dict[int, dict[int, Status | None]]:
    """By audit: its recommendations' keys in the order they came, each with what counts. One query."""
    rows = see.of(Recommendation).filter(of_these(see, Audit, audits), shown_as__isnull=True)
    found: dict[int, dict[int, Status | None]] = {key: {} for key in audits}
    said = rows.order_by().values_list("pk", "outcome", "audit", "audit__shown_as")
    # Sorted here: told to sort by key, SQLite reads every recommendation in that order.
    for pk, outcome, audit, shown_as in sorted(said, key=itemgetter(0)):
        found[shown_as or audit or 0][pk] = Status(outcome) if outcome else None
    return found


def _outcomes(
    rows: Mapping[int, Status | None], to: Mapping[int, Sequence[Addressed]], committee: Committee | None
) -> Iterator[Status | None]:
    for key, outcome in rows.items():
        if committee is None:
            yield outcome
        else:
            yield from (one.status for one in to[key] if one.committee == committee.pk)


def open_proposals(see: Sight, kind: str, keys: Sequence[int]) -> set[int]:
    """Which of these subjects may be the same as another, still to be settled. One query."""
    first, second = f"first_{kind}", f"second_{kind}"
    rows = see.of(Proposal).filter(
        Q(**{f"{first}__in": keys}) | Q(**{f"{second}__in": keys}), state=Proposal.State.OPEN
    )
    return {key for pair in rows.values_list(first, second) for key in pair if key is not None}
