"""What somebody who performed a control recorded of an occasion, and who approved it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.control import Occasion
from iaktta.register.models.owned import OwnedModel
from iaktta.register.models.user import User
from iaktta.register.models.words import DEVIATION_LEVEL, EXECUTION, choices


class Result(OwnedModel):
    """The result of one occasion as recorded here; a corrected one is a row of its own, the newest counts.

    Whether it was carried out and what it showed are two fields: "carried out, level not stated" can be said.
    """

    occasion = models.ForeignKey(
        Occasion, models.PROTECT, related_name="results", verbose_name=_("tillfälle")
    )
    execution = models.CharField(_("genomförande"), max_length=20, choices=choices(EXECUTION))
    deviation_level = models.CharField(
        _("avvikelse"), max_length=10, choices=choices(DEVIATION_LEVEL), blank=True
    )
    comment = models.TextField(_("kommentar"), blank=True)
    performed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("utförd av"))
    performed_at = models.DateTimeField(_("registrerad"), default=timezone.now)
    approved_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, verbose_name=_("godkänd av")
    )
    approved_at = models.DateTimeField(_("godkänd"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("resultat"), _("resultat")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True, approved_at__isnull=True)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approved_by_somebody",
            )
        ]
        indexes = [models.Index(fields=["organisation", "occasion", "-performed_at"], name="result_newest")]
