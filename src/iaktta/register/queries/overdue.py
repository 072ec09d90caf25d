"""Occasions whose day has passed without a result: the one problem that depends on what day it is."""

from __future__ import annotations

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from iaktta.register.access import Sight
from iaktta.register.models import Committee, Mention, Occasion


def overdue(sight: Sight, year: int, committee: Committee | None, today: datetime.date) -> QuerySet[Occasion]:
    """The overdue occasions of a year's plans, longest overdue first (`occasion_overdue`)."""
    said = sight.of(Mention).filter(
        Q(occasion=OuterRef("pk")) | Q(occasion__shown_as=OuterRef("pk")), reading__is_current=True
    )
    found = sight.of(Occasion).filter(
        shown_as__isnull=True,
        control__plan__year=year,
        due__lt=today,
        execution="",
        deviation_level="",
    )
    if committee is not None:
        found = found.filter(Q(control__plan__committee=committee) | Q(committee=committee))
    without = found.exclude(Exists(said.exclude(stated_occasion__comment="")))
    return without.select_related("control__plan__committee", "control__shown_as").order_by("due", "pk")
