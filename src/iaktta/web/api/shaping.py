"""Rows become what the API answers. Nothing here asks the database: queries have fetched it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from iaktta.register.models import (
    Audit,
    Committee,
    Reading,
    Recommendation,
    Response,
    StatedStatement,
    StatusSet,
)
from iaktta.register.queries.audits import ShownAudit, Source
from iaktta.register.queries.states import Addressed, AddresseeState
from iaktta.register.queries.treatments import Said, Treatment
from iaktta.report import Basis, Effect, Kind, Status, Verdict
from iaktta.rules.counting import Counts
from iaktta.web.api import shapes


def counts(found: Counts) -> shapes.CountsOut:
    names = shapes.CountsOut.model_fields
    return shapes.CountsOut(**{name: getattr(found, name) for name in names})


def audit_item(shown: ShownAudit) -> shapes.AuditItem:
    audit = shown.audit
    return shapes.AuditItem(
        id=audit.pk,
        title=audit.title or None,
        year=audit.year,
        verdict=Verdict(audit.verdict) if audit.verdict else None,
        committees=list(shown.committees),
        counts=counts(shown.counts),
    )


def audit(
    found: Audit,
    recommendations: list[shapes.RecommendationItem],
    outcomes: Counts,
    treated: Sequence[Treatment],
) -> shapes.AuditOut:
    return shapes.AuditOut(
        id=found.pk,
        title=found.title or None,
        year=found.year,
        verdict=Verdict(found.verdict) if found.verdict else None,
        joined_into=found.shown_as_id,
        counts=counts(outcomes),
        recommendations=recommendations,
        documents=[_treatment(one) for one in treated],
    )


def recommendation_item(found: Recommendation, to: Iterable[Addressed]) -> shapes.RecommendationItem:
    """`found` with its audit fetched."""
    return shapes.RecommendationItem(
        id=found.pk,
        audit=_shown_audit(found),
        number=found.number or None,
        text=found.text,
        year=found.year,
        status=_status(found.outcome),
        addressees=[
            shapes.AddressedOut(
                committee=shapes.CommitteeRef(id=one.committee, name=one.name), status=one.status
            )
            for one in to
        ],
    )


def _shown_audit(found: Recommendation) -> int | None:
    """The audit that lists show: the one that its own has been joined into, if any."""
    return (found.audit.shown_as_id or found.audit.pk) if found.audit else None


def recommendation(
    found: Recommendation,
    addressees: list[shapes.AddresseeOut],
    said: Iterable[Said],
    written: Iterable[Response],
) -> shapes.RecommendationOut:
    """`found` with its audit fetched."""
    return shapes.RecommendationOut(
        id=found.pk,
        audit=_shown_audit(found),
        number=found.number or None,
        text=found.text,
        year=found.year,
        status=_status(found.outcome),
        joined_into=found.shown_as_id,
        renews=found.renews_id,
        addressees=addressees,
        documents=[_spoken(one) for one in said],
        responses=[response(one) for one in written],
    )


def addressee(state: AddresseeState, *, may_answer: bool) -> shapes.AddresseeOut:
    return shapes.AddresseeOut(
        id=state.key,
        committee=_committee(state.committee, state.name),
        status=state.status,
        said=[
            shapes.SaidOut(
                speaker=StatusSet.Speaker(one.speaker),
                status=_status(one.status),
                effect=Effect(one.effect) if one.effect else None,
                said_on=one.said_on,
                reason=one.reason or None,
            )
            for one in state.said
        ],
        may_answer=may_answer,
    )


def response(found: Response) -> shapes.ResponseOut:
    """`found` with its addressee's committee fetched."""
    to = found.addressee
    return shapes.ResponseOut(
        id=found.pk,
        addressee=to.pk,
        committee=_committee(to.committee, to.named),
        text=found.text,
        decided_on=found.decided_on,
        paragraph=found.paragraph or None,
        registration=found.registration or None,
        is_draft=found.is_draft,
        changed_at=found.changed_at,
        sent_at=found.sent_at,
    )


def document_ref(source: Source) -> shapes.DocumentRef:
    head = source.head
    return shapes.DocumentRef(
        id=source.document.pk,
        title=source.title,
        kind=Kind(head.kind) if head else None,
        year=source.year,
        date=head.date if head else None,
    )


def document_item(source: Source) -> shapes.DocumentItem:
    head, document = source.head, source.document
    return shapes.DocumentItem(
        **document_ref(source).model_dump(),
        body=(head.body or None) if head else None,
        author=(head.author or None) if head else None,
        registration=(head.registration or None) if head else None,
        file_name=document.name,
        sha256=document.sha256,
        taken_in_at=document.taken_in_at,
    )


def committee(found: Committee) -> shapes.CommitteeOut:
    return shapes.CommitteeOut(
        id=found.pk,
        name=found.name,
        slug=found.slug,
        short=found.short or None,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
    )


def _committee(found: Committee | None, named: str) -> shapes.CommitteeRef:
    return shapes.CommitteeRef(id=found.pk if found else None, name=found.name if found else named)


def _status(code: str | None) -> Status | None:
    return Status(code) if code else None


def _spoken(said: Said) -> shapes.SpokenOut:
    stated = said.stated
    return shapes.SpokenOut(
        document=document_ref(said.source),
        number=stated.number or None,
        text=stated.text or None,
        status=_status(stated.status),
        effect=Effect(stated.effect) if stated.effect else None,
        statements=[_statement(one, said.source) for one in said.statements],
        source=_place(stated, said.source),
    )


def _treatment(treated: Treatment) -> shapes.TreatmentOut:
    stated, assessed = treated.stated, treated.assessment
    return shapes.TreatmentOut(
        document=document_ref(treated.source),
        title=stated.title or None,
        section=stated.section or None,
        purpose=stated.purpose or None,
        response_due=stated.response_due,
        verdict=Verdict(assessed.verdict) if assessed and assessed.verdict else None,
        assessment=(assessed.text or None) if assessed else None,
        decisions=[
            shapes.DecisionOut(
                committee=one.committee or None,
                date=one.date,
                paragraph=one.paragraph or None,
                registration=one.registration or None,
            )
            for one in treated.decisions
        ],
        statements=[_statement(one, treated.source) for one in treated.statements],
        source=_place(stated, treated.source),
    )


def _statement(found: StatedStatement, source: Source) -> shapes.StatementOut:
    return shapes.StatementOut(
        kind=found.kind,
        text=found.text or None,
        basis=Basis(found.basis) if found.basis else None,
        verified=found.verified,
        committees=[one.name for one in found.committees.all()],
        commitments=[
            shapes.CommitmentOut(text=one.text or None, due=one.due) for one in found.commitments.all()
        ],
        is_secret=getattr(found, "secrecy", None) is not None,
        source=_place(found, source),
    )


def _place(row: Any, source: Source) -> shapes.SourceOut | None:
    """Where a stated row stands, if it says so."""
    if row.source_start is None:
        return None
    reading: int = row.reading_id
    return shapes.SourceOut(
        document=source.document.pk,
        reading=reading,
        start=row.source_start,
        end=row.source_end,
        page=row.source_page,
        part=row.source_part or None,
        pieces=row.source_pieces,
    )


def text(document: int, reading: Reading, words: str, *, with_secrets: bool) -> shapes.TextOut:
    return shapes.TextOut(document=document, reading=reading.pk, with_secrets=with_secrets, text=words)
