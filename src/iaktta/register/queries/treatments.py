"""What documents say of audits and their recommendations, document by document in the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from iaktta.register.access import Sight
from iaktta.register.models import (
    Audit,
    Mention,
    Recommendation,
    StatedAssessment,
    StatedAudit,
    StatedDecision,
    StatedRecommendation,
    StatedStatement,
)
from iaktta.register.queries.audits import Source, by_time, source_of, sources_of


@dataclass(frozen=True, slots=True)
class Said:
    """A recommendation as one document states it, with what it says of it."""

    source: Source
    stated: StatedRecommendation
    statements: tuple[StatedStatement, ...]

    def of_kind(self, kind: str) -> tuple[StatedStatement, ...]:
        return tuple(one for one in self.statements if one.kind == kind)


@dataclass(frozen=True, slots=True)
class Treatment:
    """An audit as one document treats it; `said` holds its recommendations by the subject's key."""

    source: Source
    stated: StatedAudit
    statements: tuple[StatedStatement, ...]
    decisions: tuple[StatedDecision, ...]
    assessment: StatedAssessment | None
    said: dict[int, Said]

    @property
    def answered(self) -> bool:
        return any(one.kind == StatedStatement.Kind.RESPONSE for one in self.statements)

    @property
    def observed(self) -> bool:
        return any(one.kind == StatedStatement.Kind.OBSERVATION for one in self.statements)


def statements(see: Sight) -> QuerySet[StatedStatement]:
    """Responses and observations with whose they are, what they promise and whether they are secret."""
    return (
        see.of(StatedStatement)
        .select_related("secrecy")
        .prefetch_related("committees", "commitments")
        .order_by("kind", "position", "pk")
    )


def treatments(see: Sight, audit: Audit) -> list[Treatment]:
    """How each document treats the audit, oldest first. A fixed number of queries."""
    found = sources_of(see, [audit])[audit.pk]
    keys = [mention.stated_audit_id or 0 for _, mention in found]
    said = _said_under(see, keys, {mention.stated_audit_id or 0: source for source, mention in found})
    stated = (
        see.of(StatedAudit)
        .filter(pk__in=keys)
        .select_related("secrecy", "assessment")
        .prefetch_related(
            Prefetch("statements", statements(see)),
            Prefetch("decisions", see.of(StatedDecision).order_by("position")),
            "assessment__grounds",
        )
        .in_bulk()
    )
    return [
        Treatment(
            source=source,
            stated=stated[key],
            statements=tuple(stated[key].statements.all()),
            decisions=tuple(stated[key].decisions.all()),
            assessment=getattr(stated[key], "assessment", None),
            said=said[key],
        )
        for (source, _), key in zip(found, keys, strict=True)
        if key in stated
    ]


def _said_under(see: Sight, audits: Iterable[int], sources: dict[int, Source]) -> dict[int, dict[int, Said]]:
    rows = (
        see.of(StatedRecommendation)
        .filter(audit__in=list(audits))
        .select_related("secrecy", "mention__recommendation")
        .prefetch_related(Prefetch("statements", statements(see)))
        .order_by("position", "pk")
    )
    grouped: dict[int, dict[int, Said]] = defaultdict(dict)
    for row in rows:
        subject = row.mention.recommendation
        if subject is not None and row.audit_id is not None:
            key = subject.shown_as_id or subject.pk
            grouped[row.audit_id][key] = Said(sources[row.audit_id], row, tuple(row.statements.all()))
    return grouped


def said_of(see: Sight, recommendation: Recommendation) -> list[Said]:
    """What every document says of the recommendation, oldest first. A fixed number of queries."""
    mentions = list(
        see.of(Mention)
        .filter(
            Q(recommendation=recommendation) | Q(recommendation__shown_as=recommendation),
            kind="recommendation",
            reading__is_current=True,
        )
        .select_related("reading__report", "reading__document__organisation")
    )
    rows = (
        see.of(StatedRecommendation)
        .filter(pk__in=[mention.stated_recommendation_id for mention in mentions])
        .select_related("secrecy", "audit", "audit__assessment")
        .prefetch_related(
            Prefetch("statements", statements(see)), Prefetch("audit__statements", statements(see))
        )
        .in_bulk()
    )
    found = []
    for mention in mentions:
        stated = rows.get(mention.stated_recommendation_id or 0)
        if stated is not None:
            found.append(Said(source_of(mention.reading), stated, tuple(stated.statements.all())))
    return sorted(found, key=lambda one: by_time(one.source))


def new_recommendations(see: Sight, found: Sequence[Treatment]) -> list[tuple[Treatment, Recommendation]]:
    """Recommendations that the follow-ups themselves gave in the section that treats the audit. One query."""
    sections = {one.stated.reading_id: one for one in found if one.stated.section}
    rows = (
        see.of(Recommendation)
        .filter(
            mentions__stated_recommendation__is_new=True,
            mentions__reading__in=sections,
            shown_as__isnull=True,
        )
        .order_by("pk")
        .values_list("pk", "mentions__reading", "mentions__stated_recommendation__section")
    )
    wanted = {
        pk: sections[reading]
        for pk, reading, section in rows
        if section and _holds(sections[reading].stated.section, section)
    }
    subjects = see.of(Recommendation).in_bulk(list(wanted))
    return [(treatment, subjects[pk]) for pk, treatment in wanted.items()]


def _holds(section: str, sought: str) -> bool:
    outer, inner = section.strip(" ."), sought.strip(" .")
    return inner == outer or inner.startswith(f"{outer}.")
