"""The organisation's scale for risk values: set once for a year, and then again as a new version."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.actions.organisations import executive_board
from iaktta.register.events import record_event
from iaktta.register.models import Organisation, Scale, ScaleBand, ScaleLevel, User
from iaktta.report import Band, Level
from iaktta.report import Scale as Stated

MOST_LEVELS = 10
"""Levels on one axis; nobody tells more apart."""


class ScaleError(IakttaError):
    """What is said of the scale does not hold together."""


@transaction.atomic
def set_scale(
    organisation: Organisation, stated: Stated, *, from_year: int, rows: str = Scale.Axis.LIKELIHOOD, by: User
) -> Scale:
    """The scale from a year on, as a new version.

    Args:
        stated: Levels of both axes counted from 1, and bands of risk values, or none.
        rows: The axis that is drawn as rows of the matrix.

    Raises:
        ScaleError: Levels are too few, too many or unnamed; bands overlap or lie outside.
    """
    check_scale(stated)
    board = executive_board(organisation, by=by)
    # Two who set it at once get a version each.
    earlier = Scale.objects.select_for_update().filter(organisation=organisation, from_year=from_year)
    version = max((scale.version for scale in earlier), default=0) + 1
    keys = {"organisation": organisation, "owner": board}
    scale = Scale.objects.create(**keys, from_year=from_year, version=version, rows=rows)
    for axis, levels in (
        (Scale.Axis.LIKELIHOOD, stated.likelihood),
        (Scale.Axis.CONSEQUENCE, stated.consequence),
    ):
        ScaleLevel.objects.bulk_create(
            ScaleLevel(
                **keys, scale=scale, axis=axis, value=it.value, label=it.label, definition=it.definition or ""
            )
            for it in levels
        )
    ScaleBand.objects.bulk_create(
        ScaleBand(**keys, scale=scale, label=it.label, lowest=it.lowest or 0, highest=it.highest or 0)
        for it in stated.bands
    )
    record_event(
        "scale.set",
        scale,
        by=by,
        changes={
            "from_year": (None, from_year),
            "version": (None, version),
            "rows": (None, rows),
            "likelihood": (None, _listed(stated.likelihood)),
            "consequence": (None, _listed(stated.consequence)),
            "bands": (None, "; ".join(f"{it.lowest}-{it.highest} {it.label}" for it in stated.bands)),
        },
    )
    return scale


def _listed(levels: Sequence[Level]) -> str:
    return "; ".join(
        f"{it.value} {it.label}: {it.definition}" if it.definition else f"{it.value} {it.label}"
        for it in levels
    )


def check_scale(stated: Stated) -> None:
    """Nothing where the scale holds together. Raises ScaleError."""
    for levels in (stated.likelihood, stated.consequence):
        if not 2 <= len(levels) <= MOST_LEVELS:
            raise ScaleError(
                _("En skala har mellan 2 och %(most)s nivåer på varje axel.") % {"most": MOST_LEVELS}
            )
        if [level.value for level in levels] != list(range(1, len(levels) + 1)):
            raise ScaleError(_("Nivåerna på en axel räknas från 1 utan luckor."))
        if not all(level.label.strip() for level in levels):
            raise ScaleError(_("Ge varje nivå en benämning."))
    _check_bands(stated.bands, len(stated.likelihood) * len(stated.consequence))


def _check_bands(bands: Sequence[Band], highest_value: int) -> None:
    reached = 0
    for band in sorted(bands, key=lambda band: band.lowest or 0):
        if band.lowest is None or band.highest is None or not band.label.strip():
            raise ScaleError(_("Ange benämning, lägsta och högsta riskvärde för varje risknivå."))
        if not reached < band.lowest <= band.highest:
            raise ScaleError(
                _("Risknivån %(name)s ska börja över den förra och sluta lägst där den börjar.")
                % {"name": band.label}
            )
        reached = band.highest
    if reached > highest_value:
        raise ScaleError(
            _("Det högsta riskvärdet på skalan är %(highest)s, så ingen risknivå kan sluta högre.")
            % {"highest": highest_value}
        )
