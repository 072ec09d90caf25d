"""What one reading of a document says, entry by entry with its places, for the document page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from iaktta.register.access import Sight
from iaktta.register.models import (
    Reading,
    StatedAssessment,
    StatedAudit,
    StatedControl,
    StatedDecision,
    StatedOccasion,
    StatedRecommendation,
    StatedRisk,
    StatedStatement,
    StatedSummaryRow,
)
from iaktta.register.revealing import reveal

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a reading.

    `kind`: "audit", "recommendation", "new_recommendation", "response", "observation", "decision",
    "assessment", "summary_row", "risk", "control" or "occasion". `level` is its depth: 0 stands by itself,
    1 under an audit or a control, 2 under a recommendation. `ranges` are the places of its own text and
    `fields` those of its other fields, [start, end) in the plain text. `subject` is what it speaks of in the
    register, kind and key.
    """

    number: int
    kind: str
    text: str
    level: int
    row: Any
    ranges: Ranges
    fields: dict[str, Ranges] = field(default_factory=dict)
    subject: tuple[str, int] | None = None


def entries_of(sight: Sight, reading: Reading, *, with_secrets: bool = False) -> list[Entry]:
    """All entries of a reading in the order of the document's parts, numbered from 1; eleven queries.

    With secrets: secret words stand in their gaps, one more query for each kind of entry.
    """
    found = [*_audits(sight, reading), *_rest(sight, reading)]
    if with_secrets:
        for model in {type(row) for _, _, row in found}:
            reveal(row for _, _, row in found if type(row) is model)
    return [_entry(number, *entry) for number, entry in enumerate(found, 1)]


_Found = tuple[str, int, Any]
_OWN_TEXT = {"audit": "title", "decision": "committee", "summary_row": "audit", "occasion": "name"}


def _entry(number: int, kind: str, level: int, row: Any) -> Entry:
    text = getattr(row, _OWN_TEXT.get(kind, "text"))
    return Entry(number, kind, text, level, row, _ranges(row), _field_ranges(row), _subject(row))


def _ranges(row: Any) -> Ranges:
    if row.source_start is None:
        return ()
    pieces = tuple((int(start), int(end)) for start, end in row.source_pieces)
    return pieces or ((row.source_start, row.source_end),)


def _field_ranges(row: Any) -> dict[str, Ranges]:
    places: dict[str, list[dict[str, Any]]] = getattr(row, "places", {})
    return {
        name: tuple(
            (int(start), int(end))
            for span in spans
            for start, end in span.get("pieces") or ((span["start"], span["end"]),)
        )
        for name, spans in places.items()
    }


def _subject(row: Any) -> tuple[str, int] | None:
    mention = getattr(row, "mention", None)
    if mention is None:
        return None
    subject = mention.subject
    return mention.kind, subject.shown_as_id or subject.pk


def _grouped(rows: Iterable[Any], column: str) -> dict[int | None, list[Any]]:
    groups: dict[int | None, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    return groups


def _audits(sight: Sight, reading: Reading) -> Iterator[_Found]:
    audits = sight.of(StatedAudit).filter(reading=reading).select_related("mention__audit")
    recommendations = sight.of(StatedRecommendation).filter(reading=reading, is_new=False)
    by_audit = _grouped(recommendations.select_related("mention__recommendation"), "audit_id")
    statements = list(sight.of(StatedStatement).filter(reading=reading))
    on_audit, on_recommendation = _grouped(statements, "audit_id"), _grouped(statements, "recommendation_id")
    decisions = _grouped(sight.of(StatedDecision).filter(reading=reading), "audit_id")
    assessments = {row.audit_id: row for row in sight.of(StatedAssessment).filter(reading=reading)}
    for decision in decisions[None]:
        yield "decision", 0, decision
    for audit in audits:
        yield "audit", 0, audit
        for decision in decisions[audit.pk]:
            yield "decision", 1, decision
        for statement in on_audit[audit.pk]:
            yield statement.kind, 1, statement
        for recommendation in by_audit[audit.pk]:
            yield "recommendation", 1, recommendation
            for statement in on_recommendation[recommendation.pk]:
                yield statement.kind, 2, statement
        if audit.pk in assessments:
            yield "assessment", 1, assessments[audit.pk]


def _rest(sight: Sight, reading: Reading) -> Iterator[_Found]:
    new = sight.of(StatedRecommendation).filter(reading=reading, is_new=True)
    for recommendation in new.select_related("mention__recommendation"):
        yield "new_recommendation", 0, recommendation
    for row in sight.of(StatedSummaryRow).filter(reading=reading):
        yield "summary_row", 0, row
    for risk in sight.of(StatedRisk).filter(reading=reading).select_related("mention__risk"):
        yield "risk", 0, risk
    occasions = sight.of(StatedOccasion).filter(reading=reading).select_related("mention__occasion")
    by_control = _grouped(occasions, "control_id")
    for control in sight.of(StatedControl).filter(reading=reading).select_related("mention__control"):
        yield "control", 0, control
        for occasion in by_control[control.pk]:
            yield "occasion", 1, occasion
