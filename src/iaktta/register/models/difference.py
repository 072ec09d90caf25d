"""What differs between two readings of the same document."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.document import Reading
from iaktta.register.models.mention import Mention, SubjectKind
from iaktta.register.models.owned import OwnedModel


class ReadingDifference(OwnedModel):
    """What `reading` has otherwise than `earlier`; before and after keep the gaps of secret words."""

    class Change(models.TextChoices):
        MISSING = "missing", _("Saknas i nya läsningen")
        ADDED = "added", _("Tillkommit i nya läsningen")
        CHANGED = "changed", _("Ändrat i nya läsningen")

    reading = models.ForeignKey(
        Reading, models.CASCADE, related_name="differences", verbose_name=_("ny läsning")
    )
    earlier = models.ForeignKey(Reading, models.CASCADE, related_name="+", verbose_name=_("tidigare läsning"))
    position = models.PositiveIntegerField(_("ordning"), default=0)
    change = models.CharField(_("skillnad"), max_length=10, choices=Change.choices)
    kind = models.CharField(_("slag"), max_length=20, choices=SubjectKind.choices, blank=True)
    before_mention = models.ForeignKey(
        Mention,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("i den tidigare"),
    )
    after_mention = models.ForeignKey(
        Mention, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("i den nya")
    )
    where = models.TextField(_("gäller"), blank=True)
    field = models.CharField(_("fält"), max_length=60, blank=True)
    before = models.TextField(_("före"), blank=True)
    after = models.TextField(_("efter"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("skillnad mellan läsningar"), _("skillnader mellan läsningar")
        ordering = ["position"]
