"""How far an organisation has come with what it needs before it can work."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from iaktta.register.access import Sight
from iaktta.register.models import Body, Committee, MeetingDay, Membership, OpenPage, Scale, SourceDocument
from iaktta.register.queries.scale import scale_of


@dataclass(frozen=True, slots=True)
class FirstDay:
    """What there is, counted; the auditors' people are nobody's business but theirs and are not counted."""

    committees: int
    scale: Scale | None
    people: int
    meeting_days: int
    documents: int
    pages: dict[str, str]
    """The newest text of each open page that somebody has written, by kind."""


def first_day(see: Sight) -> FirstDay:
    """How far the organisation has come, as the user may know it."""
    today = timezone.localdate()
    organisation = see.organisation
    held = Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today), organisation=organisation
    ).exclude(body__kind=Body.Kind.AUDITORS)
    pages = OpenPage.objects.filter(organisation=organisation).order_by("version")
    return FirstDay(
        committees=see.of(Committee).filter(body__isnull=False).count(),
        scale=scale_of(organisation, today.year),
        people=held.aggregate(n=Count("user", distinct=True))["n"],
        meeting_days=see.of(MeetingDay).filter(day__gte=today).count(),
        documents=see.of(SourceDocument).count(),
        pages={page.kind: page.text for page in pages},
    )
