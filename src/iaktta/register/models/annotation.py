"""What a person adds to what a document says."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.mention import SUBJECT_KINDS, Mention
from iaktta.register.models.owned import OwnedModel, exactly_one, existence_field
from iaktta.register.models.user import User


class Annotation(OwnedModel):
    """A note on what a document says (`mention`) or on a subject; the stated text itself stays as it is."""

    mention = models.ForeignKey(Mention, models.PROTECT, related_name="annotations", null=True)
    audit = models.ForeignKey("register.Audit", models.CASCADE, related_name="annotations", null=True)
    recommendation = models.ForeignKey(
        "register.Recommendation", models.CASCADE, related_name="annotations", null=True
    )
    plan = models.ForeignKey("register.Plan", models.CASCADE, related_name="annotations", null=True)
    risk = models.ForeignKey("register.Risk", models.CASCADE, related_name="annotations", null=True)
    control = models.ForeignKey("register.Control", models.CASCADE, related_name="annotations", null=True)
    occasion = models.ForeignKey("register.Occasion", models.CASCADE, related_name="annotations", null=True)
    existence_secret = existence_field()
    text = models.TextField(_("anteckning"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("skriven av"))
    written_at = models.DateTimeField(_("skriven"), default=timezone.now)

    @property
    def subject_kind(self) -> str:
        """The kind of subject that the note is on, as its page is named; empty for a note on a mention."""
        pages = (kind for kind in SUBJECT_KINDS if kind != "occasion")
        return next((kind for kind in pages if getattr(self, f"{kind}_id") is not None), "")

    @property
    def subject(self) -> Any:
        """The subject that the note is on, if any."""
        return getattr(self, self.subject_kind) if self.subject_kind else None

    class Meta:
        verbose_name, verbose_name_plural = _("anteckning"), _("anteckningar")
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("mention", *SUBJECT_KINDS), name="annotation_of_one_thing"
            )
        ]
