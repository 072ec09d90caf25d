"""Whose word counts where several have spoken of the same state."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from iaktta.register.models import StatusSet

SPEAKERS = (StatusSet.Speaker.AUDITORS, StatusSet.Speaker.DOCUMENT, StatusSet.Speaker.ADMINISTRATION)
"""First the one who audits, last the one who is audited."""


def in_force(rows: QuerySet[StatusSet]) -> QuerySet[StatusSet]:
    """Without what only an earlier reading of a document stated; with the documents that state the rest."""
    return rows.filter(Q(mention__isnull=True) | Q(mention__reading__is_current=True)).select_related(
        "set_by", "mention__reading__report"
    )


def newest_of_each_speaker(said: Iterable[StatusSet]) -> tuple[StatusSet, ...]:
    """The newest statement of each speaker, the speaker whose word counts first."""
    newest: dict[str, StatusSet] = {}
    for status in sorted(said, key=_when):
        newest[status.speaker] = status
    return tuple(newest[speaker] for speaker in SPEAKERS if speaker in newest)


def _when(status: StatusSet) -> tuple[datetime.date, datetime.datetime, int]:
    """By the day it was said, else by the document's year, else by when it was entered."""
    head = getattr(status.mention.reading, "report", None) if status.mention else None
    day = status.said_on
    if day is None and head is not None and head.year is not None and 1 <= head.year <= 9999:
        day = datetime.date(head.year, 12, 31)
    return day or status.set_at.date(), status.set_at, status.pk or 0
