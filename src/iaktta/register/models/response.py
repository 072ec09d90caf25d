"""What a committee answers to a recommendation."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.owned import DraftModel
from iaktta.register.models.recommendation import Addressee
from iaktta.register.models.user import User


class Response(DraftModel):
    """One committee's answer to a recommendation; a draft within the committee until it is sent.

    What is sent stays as it is; a later answer is a row of its own, and the newest sent one counts.
    """

    addressee = models.ForeignKey(
        Addressee, models.PROTECT, related_name="responses", verbose_name=_("adressat")
    )
    text = models.TextField(_("svar"))
    decided_on = models.DateField(_("beslutsdag"), null=True, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    registration = models.CharField(_("diarienummer"), max_length=60, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("skrivet av"))
    changed_at = models.DateTimeField(_("ändrat"), default=timezone.now)
    sent_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, verbose_name=_("skickat av")
    )
    sent_at = models.DateTimeField(_("skickat"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("svar"), _("svar")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_draft=True, sent_at__isnull=True, sent_by__isnull=True)
                | models.Q(is_draft=False, sent_at__isnull=False, sent_by__isnull=False),
                name="a_response_is_a_draft_or_sent_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["organisation", "owner", "addressee"],
                condition=models.Q(is_draft=True),
                name="one_draft_of_a_response",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "addressee", "-sent_at"], name="response_newest")]

    def __str__(self) -> str:
        return self.text
