"""How many recommendations of each outcome an audit has, kept with it so that lists need not count them.

Derived from the recommendations alone, and derived anew whenever an outcome may have changed or audits or
recommendations are joined or parted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q

from iaktta.register.models import Audit, Recommendation
from iaktta.register.models.audit import COUNTS


def refresh_tallies(audits: Iterable[int]) -> None:
    """Count anew for these audits and all that are joined with them."""
    wanted = set(audits)
    pairs = Audit.objects.filter(pk__in=wanted).values_list("pk", "shown_as")
    shown = {shown_as or pk for pk, shown_as in pairs} | wanted
    rows = list(Audit.objects.filter(Q(pk__in=shown) | Q(shown_as__in=shown)))
    listed = {row.pk: row.shown_as_id or row.pk for row in rows}
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    # A count would tell of what only some may know of; who may know of the audit may know of its own.
    known = Q(existence_secret=False) | Q(audit__existence_secret=True)
    found = Recommendation.objects.filter(known, audit__in=list(listed), shown_as__isnull=True).order_by()
    for audit, outcome, number in found.values_list("audit", "outcome").annotate(Count("pk")):
        counted[listed[audit or 0]][outcome or "not_stated"] += number
    for row in rows:
        for name in COUNTS:
            setattr(row, name, counted[row.pk][name])
    Audit.objects.bulk_update(rows, COUNTS, batch_size=200)
