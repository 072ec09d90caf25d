"""What each operation of the API asks of a token: a line for every one. The walk fails for one without.

A line says which row the address names, which act it takes, what is sent, and how it answers those who may.
Everything else follows: without a token in force 401, without the row 404, those who see it but may not 403.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from iaktta.register.models import Addressee, Audit, Committee, Recommendation, SourceDocument
from iaktta.register.permissions import Act


@dataclass(frozen=True, slots=True)
class Line:
    """One operation. `lists` is the model whose rows, seen by the caller, it lists whole."""

    of: type[Model] | None = None
    lists: type[Model] | None = None
    act: Act | None = None
    gives: Collection[int] = (200,)
    sends: Mapping[str, Any] | None = None
    of_committee: bool = False
    """Whether the act is one on the committee that the row names, not on the body that holds it."""


OPERATIONS: dict[str, Line] = {
    "me": Line(),
    "list_organisations": Line(),
    "list_committees": Line(lists=Committee),
    "list_audits": Line(lists=Audit),
    "get_audit": Line(of=Audit),
    "list_recommendations": Line(lists=Recommendation),
    "get_recommendation": Line(of=Recommendation),
    # Nobody has written a draft on the walk: that there is none is what those who may are told.
    "get_draft": Line(of=Addressee, gives=(404,)),
    "keep_draft": Line(
        of=Addressee, act=Act.ANSWER, sends={"text": "Ja.", "changed_at": None}, of_committee=True
    ),
    "send_draft": Line(
        of=Addressee,
        act=Act.SEND_ANSWER,
        sends={"changed_at": "2026-05-31T12:30:00Z"},
        gives=(404,),
        of_committee=True,
    ),
    "list_documents": Line(lists=SourceDocument),
    "get_document": Line(of=SourceDocument),
    "get_document_text": Line(of=SourceDocument),
}
