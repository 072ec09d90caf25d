"""What has been recorded here of a control's occasions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from iaktta.register.access import Sight
from iaktta.register.models import Body, Control, Occasion, Result
from iaktta.register.permissions import Act


@dataclass(frozen=True, slots=True)
class Recorded:
    """One occasion with its results, newest first, and what the user may do with it."""

    occasion: Occasion
    results: list[Result]
    may_record: bool
    may_approve: bool


def recorded_of(see: Sight, control: Control) -> list[Recorded]:
    """The occasions of a control that have results, or that the user may record one of."""
    body = performing_body(control)
    records, approves = see.may(Act.PERFORM_CONTROL, body), see.may(Act.APPROVE_CONTROL, body)
    occasions = list(see.of(Occasion).filter(control=control, shown_as__isnull=True).order_by("due", "pk"))
    found = see.of(Result).filter(occasion__in=occasions).select_related("performed_by", "approved_by")
    results: dict[int, list[Result]] = defaultdict(list)
    for result in found.order_by("-performed_at", "-pk"):
        results[result.occasion_id].append(result)
    return [
        Recorded(one, results[one.pk], records, approves) for one in occasions if records or results[one.pk]
    ]


def performing_body(control: Control) -> Body:
    """The body whose people perform a control: its committee's, else the one that holds it."""
    committee = control.plan.committee if control.plan else None
    return committee.body if committee and committee.body else control.owner
