"""The organisation's own scale for risk values, as opposed to the scales that documents print."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.owned import OwnedModel


class Scale(OwnedModel):
    """The scale from a year on, until the next; within a year the highest version counts.

    Nothing of it is changed once it stands: a changed scale is a new version, so that a risk that was
    assessed on an earlier one can still be read as it was meant.
    """

    class Axis(models.TextChoices):
        LIKELIHOOD = "likelihood", _("Sannolikhet")
        CONSEQUENCE = "consequence", _("Konsekvens")

    from_year = models.PositiveSmallIntegerField(_("från och med år"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    rows = models.CharField(_("på raderna"), max_length=20, choices=Axis.choices, default=Axis.LIKELIHOOD)

    class Meta:
        verbose_name, verbose_name_plural = _("skala"), _("skalor")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "from_year", "version"], name="scale_version_once"
            )
        ]


class ScaleLevel(OwnedModel):
    """One step of one axis, counted from 1."""

    scale = models.ForeignKey(Scale, models.CASCADE, related_name="levels", verbose_name=_("skala"))
    axis = models.CharField(_("axel"), max_length=20, choices=Scale.Axis.choices)
    value = models.PositiveSmallIntegerField(_("nivå"))
    label = models.CharField(_("benämning"), max_length=80)
    definition = models.TextField(_("förklaring"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("nivå på skalan"), _("nivåer på skalan")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "scale", "axis", "value"], name="scale_level_once"
            )
        ]


class ScaleBand(OwnedModel):
    """Risk values that are called the same; a scale may have none, and then none is guessed (R10)."""

    scale = models.ForeignKey(Scale, models.CASCADE, related_name="bands", verbose_name=_("skala"))
    label = models.CharField(_("benämning"), max_length=80)
    lowest = models.PositiveSmallIntegerField(_("lägsta riskvärde"))
    highest = models.PositiveSmallIntegerField(_("högsta riskvärde"))

    class Meta:
        verbose_name, verbose_name_plural = _("risknivå på skalan"), _("risknivåer på skalan")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "scale", "lowest"], name="scale_band_once"),
            models.CheckConstraint(
                condition=models.Q(lowest__lte=models.F("highest")), name="scale_band_goes_up"
            ),
        ]
