"""A control over the years, and its occasions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.committee import Committee
from iaktta.register.models.plan import Plan, Risk
from iaktta.register.models.subject import Subject
from iaktta.register.models.words import DEVIATION_LEVEL, EXECUTION, choices


class Control(Subject):
    """A kontrollmoment in a plan, with the risk that it answers where the document ties them together.

    `worst` (a deviation level, else how it was carried out, else empty) and `has_action` follow from the
    control, its occasions and what current documents say (`register.actions.results`).
    """

    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="controls", null=True, blank=True, verbose_name=_("plan")
    )
    risk = models.ForeignKey(
        Risk, models.PROTECT, related_name="controls", null=True, blank=True, verbose_name=_("risk")
    )
    number = models.TextField(_("nummer"), blank=True)
    text = models.TextField(_("kontrollmoment"))
    category = models.TextField(_("område"), blank=True)
    process = models.TextField(_("rutin eller process"), blank=True)
    responsible = models.TextField(_("ansvarig"), blank=True)
    execution = models.CharField(_("genomförande"), max_length=20, choices=choices(EXECUTION), blank=True)
    deviation_level = models.CharField(
        _("avvikelse"), max_length=10, choices=choices(DEVIATION_LEVEL), blank=True
    )
    secret = models.BooleanField(_("sekretess"), default=False)
    worst = models.CharField(_("sämsta resultat"), max_length=20, blank=True, default="", editable=False)
    has_action = models.BooleanField(_("har åtgärd"), default=False, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("kontroll"), _("kontroller")
        indexes = [models.Index(fields=["organisation", "plan", "id"], name="control_by_plan")]

    def __str__(self) -> str:
        return self.text


class Occasion(Subject):
    """One occasion of a control, with its result as the newest document states it."""

    control = models.ForeignKey(Control, models.CASCADE, related_name="occasions", verbose_name=_("kontroll"))
    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="occasions", null=True, blank=True, verbose_name=_("nämnd")
    )
    name = models.TextField(_("benämning"), blank=True)
    due = models.DateField(_("slutdatum"), null=True, blank=True)
    execution = models.CharField(_("genomförande"), max_length=20, choices=choices(EXECUTION), blank=True)
    deviation_level = models.CharField(
        _("avvikelse"), max_length=10, choices=choices(DEVIATION_LEVEL), blank=True
    )

    class Meta:
        verbose_name, verbose_name_plural = _("tillfälle"), _("tillfällen")
        indexes = [
            models.Index(fields=["organisation", "due", "id"], name="occasion_by_due"),
            models.Index(fields=["organisation", "control", "id"], name="occasion_by_control"),
        ]

    def __str__(self) -> str:
        return self.name
