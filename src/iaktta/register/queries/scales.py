"""The risk scale that a plan's documents print."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from iaktta.register.access import Sight
from iaktta.register.models import Mention, Plan, StatedBand, StatedLevel
from iaktta.report import Band, Level, Scale


def scales_of(sight: Sight, plans: QuerySet[Plan]) -> list[Scale]:
    """The different scales that the plans' current documents print, newest first; two queries."""
    keys = plans.order_by().values("pk")
    mentions = sight.of(Mention).filter(
        Q(plan__in=keys) | Q(plan__shown_as__in=keys), reading__is_current=True
    )
    levels = list(sight.of(StatedLevel).filter(reading__in=mentions.values("reading")))
    bands = list(sight.of(StatedBand).filter(reading__in=mentions.values("reading")))
    readings = sorted({level.reading_id for level in levels}, reverse=True)
    found = (_scale(reading, levels, bands) for reading in readings)
    return list({scale.likelihood + scale.consequence: scale for scale in found if scale.likelihood}.values())


def _scale(reading: int, levels: list[StatedLevel], bands: list[StatedBand]) -> Scale:
    return Scale(
        _axis(reading, StatedLevel.Axis.LIKELIHOOD, levels),
        _axis(reading, StatedLevel.Axis.CONSEQUENCE, levels),
        tuple(Band(b.label, b.lowest, b.highest) for b in bands if b.reading_id == reading and b.label),
    )


def _axis(reading: int, axis: str, levels: list[StatedLevel]) -> tuple[Level, ...]:
    return tuple(
        Level(level.value, level.label, level.definition or None)
        for level in levels
        if (level.reading_id, level.axis) == (reading, axis) and level.label
    )
