"""Audits, recommendations and documents by what a program asks for, each condition by itself."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from iaktta.register.access import Sight
from iaktta.register.models import Audit, Committee, Reading, Recommendation
from iaktta.register.queries.audits import audits, concerns
from iaktta.register.queries.recommendations import addressed_in, of_audits, recommendations, with_own_status
from iaktta.report import Kind, Status


def audits_where(see: Sight, *, year: int | None, committee: Committee | None, words: str) -> QuerySet[Audit]:
    """Audits given in a year, that concern a committee, with each of the words in their title."""
    found = audits(see)
    if year is not None:
        found = found.filter(year=year)
    if committee is not None:
        found = found.filter(concerns(see, committee))
    for word in words.split():
        found = found.filter(title__icontains=word)
    return found


def recommendations_where(
    see: Sight,
    *,
    audit: Audit | None,
    committee: Committee | None,
    status: Status | None,
    is_stated: bool = True,
    year: int | None,
) -> QuerySet[Recommendation]:
    """Recommendations of an audit, addressed to a committee, with a status, given in a year.

    With a committee the status is the committee's own. `is_stated` false asks for those without a status.
    """
    found = recommendations(see)
    if audit is not None:
        found = of_audits(see, audits(see).filter(pk=audit.shown_as_id or audit.pk), None)
    if year is not None:
        found = found.filter(year=year)
    column = "outcome"
    if committee is not None:
        found, column = with_own_status(see, addressed_in(see, found, committee), committee), "own_status"
    if status is not None or not is_stated:
        found = found.filter(Q(**{column: status.value}) if status else Q(**{f"{column}__isnull": True}))
    return found.select_related("audit")


def readings_where(see: Sight, *, year: int | None, kind: Kind | None) -> QuerySet[Reading]:
    """The current readings, of documents of a year and kind."""
    found = see.of(Reading).filter(is_current=True).select_related("report", "document")
    if year is not None:
        found = found.filter(report__year=year)
    return found.filter(report__kind=kind.value) if kind is not None else found
