"""What the auditors hold by themselves: their documents, their notes, what they have sent."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from iaktta.register.access import Sight
from iaktta.register.models import Annotation, Body, FactCheck, FactCheckRemark, SourceDocument


@dataclass(frozen=True, slots=True)
class Room:
    """The auditors' own, newest first; a document carries `is_sent`, a fact-check `passage_count`."""

    documents: list[SourceDocument]
    fact_checks: list[FactCheck]
    notes: list[Annotation]


def room(see: Sight, most: int = 50) -> Room:
    """Everything that the auditors' body holds and the user sees; at most `most` of each kind."""
    own = [held.body for held in see.roles if held.body.kind == Body.Kind.AUDITORS]
    copies = SourceDocument.objects.filter(copied_from=OuterRef("pk"))
    documents = see.of(SourceDocument).filter(owner__in=own).annotate(is_sent=Exists(copies))
    return Room(
        list(documents.order_by("-taken_in_at", "-pk").select_related("taken_in_by")[:most]),
        list(fact_checks(see).filter(owner__in=own)[:most]),
        list(
            see.of(Annotation)
            .filter(owner__in=own)
            .select_related("written_by", "audit", "recommendation", "risk", "control", "plan")
            .order_by("-written_at", "-pk")[:most]
        ),
    )


def fact_checks(see: Sight) -> QuerySet[FactCheck]:
    """The fact-checks that the user's bodies have sent or received, newest first."""
    found = see.of(FactCheck).select_related("to", "sent_by", "answered_by")
    return found.annotate(passage_count=Count("passages")).order_by("-sent_at", "-pk")


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage that was sent, and what was said of it."""

    pk: int
    text: str
    remark: str


def passages_of(see: Sight, fact_check: FactCheck) -> list[Passage]:
    """The passages with the remarks that the user may see: the own drafts, and those that were sent."""
    remarks = {
        remark.passage_id: remark.text
        for remark in see.of(FactCheckRemark).filter(passage__fact_check=fact_check)
    }
    return [Passage(one.pk, one.text, remarks.get(one.pk, "")) for one in fact_check.passages.all()]


def waiting_fact_checks(see: Sight) -> QuerySet[FactCheck]:
    """Those received that nobody has answered."""
    return see.of(FactCheck).filter(copied_from__isnull=False, answered_at__isnull=True)
