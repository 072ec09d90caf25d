"""A committee's internal control plan of one year, and its risks."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.committee import Committee
from iaktta.register.models.subject import Subject
from iaktta.register.models.words import TREATMENT, choices


class Plan(Subject):
    """An internkontrollplan with its follow-ups: one committee, one year. Null is not stated."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="plans", null=True, blank=True, verbose_name=_("nämnd")
    )
    year = models.IntegerField(_("år"), null=True, blank=True)
    title = models.TextField(_("titel"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("internkontrollplan"), _("internkontrollplaner")
        indexes = [models.Index(fields=["organisation", "-year", "committee"], name="plan_by_year")]

    def __str__(self) -> str:
        return self.title or f"{self.committee or ''} {self.year or ''}".strip()


class Risk(Subject):
    """A risk in a plan; levels and value as its newest document prints them."""

    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="risks", null=True, blank=True, verbose_name=_("plan")
    )
    number = models.TextField(_("nummer"), blank=True)
    text = models.TextField(_("text"))
    category = models.TextField(_("område"), blank=True)
    likelihood = models.IntegerField(_("sannolikhet"), null=True, blank=True)
    consequence = models.IntegerField(_("konsekvens"), null=True, blank=True)
    value = models.IntegerField(_("riskvärde"), null=True, blank=True)
    treatment = models.CharField(_("hantering"), max_length=20, choices=choices(TREATMENT), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("risk"), _("risker")
        indexes = [
            models.Index(fields=["organisation", "plan", "id"], name="risk_by_plan"),
            models.Index(fields=["organisation", "-value", "id"], name="risk_by_value"),
        ]

    def __str__(self) -> str:
        return self.text
