"""What a user can choose between: the committees and years of an organisation."""

from __future__ import annotations

from iaktta.register.access import Sight
from iaktta.register.models import Audit, Committee, FormerName, Plan, StatedReport


def committees(see: Sight) -> tuple[Committee, ...]:
    """The organisation's committees, by name. One query."""
    return tuple(see.of(Committee).order_by("name", "pk"))


def committee_formerly_at(see: Sight, slug: str) -> Committee | None:
    """The committee whose address this was before it got another name. One query."""
    former = see.of(FormerName).filter(slug=slug, committee__in=see.of(Committee)).order_by("-until")
    found = former.select_related("committee").first()
    return found.committee if found else None


def years(see: Sight) -> tuple[int, ...]:
    """Years that something is about, newest first: documents, plans, audits. One query."""
    found = (
        see.of(StatedReport)
        .filter(year__isnull=False)
        .order_by()
        .values_list("year")
        .union(
            see.of(Audit).filter(year__isnull=False).order_by().values_list("year"),
            see.of(Plan).filter(year__isnull=False).order_by().values_list("year"),
        )
    )
    return tuple(sorted((year for (year,) in found if year), reverse=True))
