"""How much was read from documents, for who has just sent them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from iaktta.register.access import Sight
from iaktta.register.models import (
    StatedAudit,
    StatedControl,
    StatedProblem,
    StatedRecommendation,
    StatedRisk,
)

_COUNTED: dict[str, Any] = {
    "audits": StatedAudit,
    "recommendations": StatedRecommendation,
    "risks": StatedRisk,
    "controls": StatedControl,
    "problems": StatedProblem,
}


def read_counts(see: Sight, readings: Iterable[int]) -> dict[int, dict[str, int]]:
    """By reading (its key): how many of each kind it holds; a kind that it does not hold is left out."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    keys = list(readings)
    if not keys:
        return found
    for name, model in _COUNTED.items():
        rows = see.of(model).filter(reading__in=keys).order_by().values("reading").annotate(n=Count("pk"))
        for reading, number in rows.values_list("reading", "n"):
            found[reading][name] = number
    return found
