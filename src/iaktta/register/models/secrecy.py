"""What a document marks as secret, and the secret words themselves, apart from everything else."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.document import Reading
from iaktta.register.models.owned import OwnedModel, exactly_one
from iaktta.register.models.stated import StatedModel, day_field, text_field
from iaktta.register.models.stated_audit import StatedAudit, StatedRecommendation, StatedStatement
from iaktta.register.models.stated_control import StatedControl, StatedOccasion, StatedRisk

_ENTRIES = ("audit", "recommendation", "statement", "risk", "control", "occasion")


class StatedSecrecy(StatedModel):
    """A secrecy marking as written (OSL 5:5) on one entry; without passages it covers the whole entry."""

    audit = models.OneToOneField(StatedAudit, models.CASCADE, related_name="secrecy", null=True)
    recommendation = models.OneToOneField(
        StatedRecommendation, models.CASCADE, related_name="secrecy", null=True
    )
    statement = models.OneToOneField(StatedStatement, models.CASCADE, related_name="secrecy", null=True)
    risk = models.OneToOneField(StatedRisk, models.CASCADE, related_name="secrecy", null=True)
    control = models.OneToOneField(StatedControl, models.CASCADE, related_name="secrecy", null=True)
    occasion = models.OneToOneField(StatedOccasion, models.CASCADE, related_name="secrecy", null=True)
    provision = text_field(_("bestämmelse"))
    date = day_field(_("datum"))
    authority = text_field(_("myndighet"))

    class Meta(StatedModel.Meta):
        verbose_name, verbose_name_plural = _("sekretessmarkering"), _("sekretessmarkeringar")
        constraints = [models.CheckConstraint(condition=exactly_one(*_ENTRIES), name="secrecy_of_one_entry")]


class StatedPassage(StatedModel):
    """[start, end) in the text of one field of the marked entry, in code points of its full text."""

    secrecy = models.ForeignKey(StatedSecrecy, models.CASCADE, related_name="passages")
    field = text_field(_("fält"))
    start = models.IntegerField(_("början"))
    end = models.IntegerField(_("slut"))

    class Meta(StatedModel.Meta):
        verbose_name, verbose_name_plural = _("sekretessbelagt avsnitt"), _("sekretessbelagda avsnitt")


class SecretWords(OwnedModel):
    """Words that only those with the right may see; where they stood, the row keeps a gap.

    `table` and `row` name the row (`StatedControl` 17, `PlainText` 3, `StatedProblem` 5), `field` its column;
    `start` counts code points in the full text of that column. `reading` is the reading that the row belongs
    to, null for a row of the second layer.
    """

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="secret_words", null=True)
    table = models.CharField(_("tabell"), max_length=60)
    row = models.BigIntegerField(_("rad"))
    field = models.CharField(_("fält"), max_length=60)
    start = models.IntegerField(_("början"), default=0)
    words = models.TextField(_("ord"))

    class Meta:
        verbose_name, verbose_name_plural = _("sekretessbelagda ord"), _("sekretessbelagda ord")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "table", "row", "field", "start"], name="secret_words_once"
            )
        ]
