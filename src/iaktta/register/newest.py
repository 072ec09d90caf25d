"""Which of the documents that speak of something is the newest."""

from __future__ import annotations

import datetime

from iaktta.register.models import Mention


def document_order(mention: Mention) -> tuple[datetime.date, int, int]:
    """By what documents say of their own day or year, else by when they came; the newest is greatest."""
    reading = mention.reading
    head = getattr(reading, "report", None)
    day = head.date if head else None
    if day is None and head is not None and head.year is not None and 1 <= head.year <= 9999:
        day = datetime.date(head.year, 12, 31)
    return day or reading.document.taken_in_at.date(), reading.document_id, mention.pk
