"""The scale that an organisation uses in a year."""

from __future__ import annotations

from iaktta.register.models import Organisation, Scale
from iaktta.report import Band, Level
from iaktta.report import Scale as Stated


def scale_of(organisation: Organisation, year: int) -> Scale | None:
    """The scale that holds in a year: the newest version of the latest year that is not after it."""
    known = Scale.objects.filter(organisation=organisation, from_year__lte=year)
    return known.prefetch_related("levels", "bands").order_by("-from_year", "-version").first()


def stated(scale: Scale) -> Stated:
    """The scale as documents state theirs: levels from 1, bands highest first as they are printed."""
    levels = sorted(scale.levels.all(), key=lambda level: level.value)
    bands = sorted(scale.bands.all(), key=lambda band: -band.lowest)

    def axis(name: str) -> tuple[Level, ...]:
        return tuple(Level(it.value, it.label, it.definition or None) for it in levels if it.axis == name)

    return Stated(
        axis(Scale.Axis.LIKELIHOOD),
        axis(Scale.Axis.CONSEQUENCE),
        tuple(Band(band.label, band.lowest, band.highest) for band in bands),
    )
