"""What does not add up in the documents that are shown."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from iaktta.register.access import Sight
from iaktta.register.models import Committee, StatedCommittee, StatedProblem, StatedReport
from iaktta.rules.names import basic_name


def problems_of_scope(sight: Sight, year: int, committee: Committee | None) -> QuerySet[StatedProblem]:
    """The problems of current readings of a year's documents (and of those without a year).

    With a committee: of documents that name it or whose it is.
    """
    heads = sight.of(StatedReport).filter(reading=OuterRef("reading"))
    found = sight.of(StatedProblem).filter(
        Exists(heads.filter(Q(year=year) | Q(year__isnull=True))), reading__is_current=True
    )
    if committee is not None:
        named = sight.of(StatedCommittee).filter(
            reading=OuterRef("reading"), basic_name=basic_name(committee.name)
        )
        found = found.filter(Exists(named) | Exists(heads.filter(body__iexact=committee.name)))
    return found.select_related("reading__document", "reading__report")
