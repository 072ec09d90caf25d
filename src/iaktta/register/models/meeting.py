"""When committees meet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.committee import Committee
from iaktta.register.models.owned import OwnedModel


class MeetingDay(OwnedModel):
    """A day on which a committee meets, and the last day for what it is to decide on."""

    committee = models.ForeignKey(
        Committee, models.CASCADE, related_name="meeting_days", verbose_name=_("nämnd")
    )
    day = models.DateField(_("sammanträde"))
    documents_by = models.DateField(_("sista dag för handlingar"), null=True, blank=True)
    note = models.CharField(_("anteckning"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("sammanträdesdag"), _("sammanträdesdagar")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "committee", "day"], name="meeting_day_once"),
            models.CheckConstraint(
                condition=models.Q(documents_by__isnull=True) | models.Q(documents_by__lte=models.F("day")),
                name="documents_before_the_meeting",
            ),
        ]
