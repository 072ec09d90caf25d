"""What the auditors send to be checked, and what the receiver says of it.

What is sent is a copy that the receiver holds, linked to the auditors' own; nothing else of theirs can be
reached from it. Both stay within the body that holds them, since the passages are from a draft.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.body import Body
from iaktta.register.models.document import SourceDocument
from iaktta.register.models.owned import DraftModel
from iaktta.register.models.user import User


class FactCheck(DraftModel):
    """Passages of a draft report, sent to one body to be checked.

    The auditors' own row has the `document`; the receiver's copy has `copied_from` instead. In both,
    `answered_at` is when the remarks came in.
    """

    drafts_in_trail: ClassVar[bool] = True

    document = models.ForeignKey(
        SourceDocument, models.PROTECT, related_name="fact_checks", null=True, verbose_name=_("utkast")
    )
    copied_from = models.OneToOneField(
        "self", models.PROTECT, related_name="sent_copy", null=True, verbose_name=_("revisorernas original")
    )
    to = models.ForeignKey(Body, models.PROTECT, related_name="fact_checks", verbose_name=_("mottagare"))
    title = models.CharField(_("rubrik"), max_length=300)
    message = models.TextField(_("meddelande"), blank=True)
    answer_by = models.DateField(_("sista dag att svara"), null=True, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("skickad av"))
    sent_at = models.DateTimeField(_("skickad"), default=timezone.now)
    answered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, verbose_name=_("besvarad av")
    )
    answered_at = models.DateTimeField(_("besvarad"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("faktakontroll"), _("faktakontroller")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document__isnull=True) ^ models.Q(copied_from__isnull=True),
                name="fact_check_is_the_original_or_its_copy",
            )
        ]
        indexes = [models.Index(fields=["organisation", "-sent_at"], name="fact_check_newest")]

    def __str__(self) -> str:
        return self.title


class FactCheckPassage(DraftModel):
    """One passage that was sent, word for word; [start, end) is its place in the draft's plain text."""

    drafts_in_trail: ClassVar[bool] = True

    fact_check = models.ForeignKey(FactCheck, models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField(_("ordning"))
    text = models.TextField(_("text"))
    start = models.IntegerField(_("början"))
    end = models.IntegerField(_("slut"))
    copied_from = models.OneToOneField("self", models.PROTECT, related_name="sent_copy", null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("avsnitt för faktakontroll"), _("avsnitt för faktakontroll")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "fact_check", "position"], name="passage_position_once"
            )
        ]


class FactCheckRemark(DraftModel):
    """What the receiver says of a passage; a draft within the body until all remarks are sent."""

    passage = models.OneToOneField(FactCheckPassage, models.CASCADE, related_name="remark")
    text = models.TextField(_("synpunkt"), blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("skriven av"))
    copied_from = models.OneToOneField("self", models.PROTECT, related_name="sent_copy", null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("synpunkt"), _("synpunkter")
