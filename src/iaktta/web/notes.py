"""Notes that persons write on the page of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from iaktta.register.models import Annotation
from iaktta.register.permissions import Act
from iaktta.web.scope import Scope


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes on a thing that the user sees, oldest first; takes their place in `notes/notes.html`."""

    kind: str
    pk: int
    written: list[Annotation]
    may_write: bool
    is_auditors: bool


def notes_on(scope: Scope, kind: str, row: Any) -> Notes:
    """The notes on a subject: `kind` is one of `SUBJECT_KINDS`."""
    written = scope.see.of(Annotation).filter(**{kind: row}).select_related("written_by", "owner")
    notes = list(written.order_by("written_at", "pk"))
    scope.see.reveal(*notes)
    return Notes(
        kind,
        row.pk,
        notes,
        scope.see.may(Act.ANNOTATE, row),
        scope.see.is_auditor,
    )
