"""Where a document speaks of something."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.document import Reading
from iaktta.register.models.owned import OwnedModel, existence_field
from iaktta.register.models.stated_audit import StatedAudit, StatedRecommendation
from iaktta.register.models.stated_control import StatedControl, StatedOccasion, StatedRisk
from iaktta.register.models.stated_report import StatedReport

SUBJECT_KINDS = ("audit", "recommendation", "plan", "risk", "control", "occasion")
"""The kinds of subject; each is the name of a column in `Mention`, `Proposal` and `Annotation`."""


def _of_kind(kind: str) -> models.Q:
    columns = {f"{name}__isnull": name != kind for name in SUBJECT_KINDS}
    return models.Q(kind=kind, **columns, **{f"stated_{n}__isnull": n != kind for n in SUBJECT_KINDS})


def _any_kind() -> models.Q:
    condition = models.Q()
    for kind in SUBJECT_KINDS:
        condition |= _of_kind(kind)
    return condition


class SubjectKind(models.TextChoices):
    """The kinds of subject, for people."""

    AUDIT = "audit", _("Granskning")
    RECOMMENDATION = "recommendation", _("Rekommendation")
    PLAN = "plan", _("Plan")
    RISK = "risk", _("Risk")
    CONTROL = "control", _("Kontroll")
    OCCASION = "occasion", _("Tillfälle")


class Mention(OwnedModel):
    """A stated row and the subject it speaks of; a plan is spoken of by the head of a report.

    A mention keeps its subject when the subject is joined into another.
    """

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="mentions", verbose_name=_("läsning"))
    kind = models.CharField(_("slag"), max_length=20, choices=SubjectKind.choices)

    existence_secret = existence_field()

    stated_audit = models.OneToOneField(StatedAudit, models.CASCADE, related_name="mention", null=True)
    stated_recommendation = models.OneToOneField(
        StatedRecommendation, models.CASCADE, related_name="mention", null=True
    )
    stated_plan = models.OneToOneField(StatedReport, models.CASCADE, related_name="mention", null=True)
    stated_risk = models.OneToOneField(StatedRisk, models.CASCADE, related_name="mention", null=True)
    stated_control = models.OneToOneField(StatedControl, models.CASCADE, related_name="mention", null=True)
    stated_occasion = models.OneToOneField(StatedOccasion, models.CASCADE, related_name="mention", null=True)

    audit = models.ForeignKey("register.Audit", models.PROTECT, related_name="mentions", null=True)
    recommendation = models.ForeignKey(
        "register.Recommendation", models.PROTECT, related_name="mentions", null=True
    )
    plan = models.ForeignKey("register.Plan", models.PROTECT, related_name="mentions", null=True)
    risk = models.ForeignKey("register.Risk", models.PROTECT, related_name="mentions", null=True)
    control = models.ForeignKey("register.Control", models.PROTECT, related_name="mentions", null=True)
    occasion = models.ForeignKey("register.Occasion", models.PROTECT, related_name="mentions", null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("omnämnande"), _("omnämnanden")
        constraints = [models.CheckConstraint(condition=_any_kind(), name="mention_of_one_kind")]

    @property
    def stated(self) -> Any:
        """The stated row."""
        return getattr(self, f"stated_{self.kind}")

    @property
    def subject(self) -> Any:
        """What it speaks of."""
        return getattr(self, self.kind)
