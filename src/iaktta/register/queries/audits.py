"""Audits: which belong to a year and a committee, and each with its recommendations' outcomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from iaktta.register.access import Sight
from iaktta.register.models import (
    Addressee,
    Audit,
    Committee,
    Mention,
    Reading,
    Recommendation,
    SourceDocument,
    StatedAssessment,
    StatedCommittee,
    StatedReport,
    StatusSet,
)
from iaktta.register.queries.states import RecommendationState, counted, states_of
from iaktta.report import Status
from iaktta.rules.counting import Counts

CLOSED = (Status.IMPLEMENTED, Status.NO_LONGER_RELEVANT)


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


@dataclass(frozen=True, slots=True)
class ShownAudit:
    """An audit as a list shows it; `verdict` is the newest document's, empty where none is given."""

    audit: Audit
    committees: tuple[str, ...]
    states: tuple[RecommendationState, ...]
    verdict: str
    sources: tuple[Source, ...]

    @property
    def counts(self) -> Counts:
        return counted(self.states)

    @property
    def newest(self) -> Source | None:
        return self.sources[-1] if self.sources else None


def source_of(reading: Reading) -> Source:
    """A reading as a source; its `report` and `document` are fetched with it."""
    return Source(reading.document, getattr(reading, "report", None))


def audits(see: Sight) -> QuerySet[Audit]:
    """Every audit that stands by itself."""
    return see.of(Audit).filter(shown_as__isnull=True)


def audits_in(see: Sight, year: int, committee: Committee | None) -> QuerySet[Audit]:
    """The audits of a year: given or followed up in it, or given earlier and not closed by then."""
    followed = see.of(Mention).filter(
        Q(audit=OuterRef("pk")) | Q(audit__shown_as=OuterRef("pk")),
        reading__is_current=True,
        reading__report__year=year,
    )
    found = audits(see).filter(
        Q(year=year) | Exists(followed) | Q(Q(year__lt=year) | Q(year__isnull=True), Exists(_open_at(see)))
    )
    return found.filter(_concerns(see, committee)) if committee else found


def with_verdict(rows: QuerySet[Audit], see: Sight) -> QuerySet[Audit]:
    """The audits with `verdict`: that of the newest document that gives one, else null."""
    newest = (
        see.of(StatedAssessment)
        .filter(
            Q(audit__mention__audit=OuterRef("pk")) | Q(audit__mention__audit__shown_as=OuterRef("pk")),
            reading__is_current=True,
        )
        .exclude(verdict="")
        .order_by("-reading__report__date", "-reading__report__year", "-pk")
        .values("verdict")[:1]
    )
    return rows.annotate(verdict=Subquery(newest))


def _open_at(see: Sight) -> QuerySet[Addressee]:
    closed = see.of(StatusSet).filter(addressee=OuterRef("pk"), status__in=CLOSED)
    return see.of(Addressee).filter(
        Q(recommendation__audit=OuterRef("pk")) | Q(recommendation__audit__shown_as=OuterRef("pk")),
        ~Exists(closed),
    )


def _concerns(see: Sight, committee: Committee) -> Q:
    """Audits that name the committee as audited, or address a recommendation to it."""
    addressed = see.of(Addressee).filter(
        Q(recommendation__audit=OuterRef("pk")) | Q(recommendation__audit__shown_as=OuterRef("pk")),
        committee=committee,
    )
    audited = see.of(StatedCommittee).filter(
        Q(audit__mention__audit=OuterRef("pk")) | Q(audit__mention__audit__shown_as=OuterRef("pk")),
        basic_name=committee.basic_name,
    )
    return Q(Exists(addressed)) | Q(Exists(audited))


def recommendations_of(see: Sight, found: Sequence[Audit]) -> dict[int, list[Recommendation]]:
    """The recommendations of each audit, by the audit's key, in the order they came. One query."""
    keys = [audit.pk for audit in found]
    rows = (
        see.of(Recommendation)
        .filter(Q(audit__in=keys) | Q(audit__shown_as__in=keys), shown_as__isnull=True)
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
        .filter(Q(audit__in=keys) | Q(audit__shown_as__in=keys), kind="audit", reading__is_current=True)
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
    """The audits as a list shows them, in their order. Six queries."""
    recommendations = recommendations_of(see, found)
    every = [one for audit in found for one in recommendations[audit.pk]]
    states = {state.recommendation.pk: state.of(committee) for state in states_of(see, every)}
    if committee is not None:
        states = {key: state for key, state in states.items() if state.addressees}
    sources = sources_of(see, found)
    stated = [mention.stated_audit_id for rows in sources.values() for _, mention in rows]
    verdicts = dict(
        see.of(StatedAssessment).filter(audit__in=stated).exclude(verdict="").values_list("audit", "verdict")
    )
    auditees: dict[int, list[str]] = defaultdict(list)
    for key, name in see.of(StatedCommittee).filter(audit__in=stated).values_list("audit", "name"):
        auditees[key].append(name)
    return [
        _shown(
            audit,
            [states[one.pk] for one in recommendations[audit.pk]],
            sources[audit.pk],
            verdicts,
            auditees,
        )
        for audit in found
    ]


def _shown(
    audit: Audit,
    states: Sequence[RecommendationState],
    sources: Sequence[tuple[Source, Mention]],
    verdicts: dict[int, str],
    auditees: dict[int, list[str]],
) -> ShownAudit:
    keys = [mention.stated_audit_id for _, mention in sources if mention.stated_audit_id]
    named = dict.fromkeys(name for key in keys for name in auditees[key])
    return ShownAudit(
        audit=audit,
        committees=tuple(named),
        states=tuple(states),
        verdict=next((verdicts[key] for key in reversed(keys) if key in verdicts), ""),
        sources=tuple(source for source, _ in sources),
    )
