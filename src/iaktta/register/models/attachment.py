"""Files that persons attach to what the register holds."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.document import SourceDocument
from iaktta.register.models.mention import SUBJECT_KINDS
from iaktta.register.models.owned import OwnedModel, exactly_one
from iaktta.register.models.user import User
from iaktta.rules.files import FileKind

KINDS = {
    FileKind.TEXT.value: _("Text"),
    FileKind.CSV.value: "CSV",
    FileKind.PDF.value: "PDF",
    FileKind.DOCX.value: "Word",
    FileKind.XLSX.value: "Excel",
    FileKind.ODT.value: "OpenDocument",
    FileKind.ODS.value: "OpenDocument",
    FileKind.PNG.value: "PNG",
    FileKind.JPEG.value: "JPEG",
}
"""What the kinds of files are called by people."""


class Attachment(OwnedModel):
    """A bilaga to one subject: a protocol, a photo, an extract. `kind` is what the file was judged to be.

    One that is removed keeps its row; its file is disposed of later, by a decision.
    """

    audit = models.ForeignKey("register.Audit", models.PROTECT, related_name="attachments", null=True)
    recommendation = models.ForeignKey(
        "register.Recommendation", models.PROTECT, related_name="attachments", null=True
    )
    plan = models.ForeignKey("register.Plan", models.PROTECT, related_name="attachments", null=True)
    risk = models.ForeignKey("register.Risk", models.PROTECT, related_name="attachments", null=True)
    control = models.ForeignKey("register.Control", models.PROTECT, related_name="attachments", null=True)
    occasion = models.ForeignKey("register.Occasion", models.PROTECT, related_name="attachments", null=True)

    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    size = models.PositiveBigIntegerField(_("storlek i byte"))
    storage = models.CharField(_("förvaring"), max_length=20, choices=SourceDocument.Storage.choices)
    kind = models.CharField(_("slag"), max_length=10, choices=list(KINDS.items()))
    name = models.CharField(_("filnamn"), max_length=200)
    title = models.CharField(_("titel"), max_length=200)
    note = models.TextField(_("anteckning"), blank=True)
    made_on = models.DateField(_("handlingens datum"), null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("bifogad av"))
    added_at = models.DateTimeField(_("bifogad"), default=timezone.now)
    removed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("borttagen av")
    )
    removed_at = models.DateTimeField(_("borttagen"), null=True, blank=True)
    removed_because = models.TextField(_("skäl"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("bilaga"), _("bilagor")
        constraints = [
            models.CheckConstraint(condition=exactly_one(*SUBJECT_KINDS), name="attached_to_one_thing"),
            models.CheckConstraint(
                condition=models.Q(removed_by__isnull=True, removed_at__isnull=True, removed_because="")
                | models.Q(removed_by__isnull=False, removed_at__isnull=False)
                & ~models.Q(removed_because=""),
                name="removed_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "sha256"], name="attachment_of_file")]

    def __str__(self) -> str:
        return self.title

    @property
    def about_kind(self) -> str:
        """Which of `SUBJECT_KINDS` it is attached to."""
        return next(kind for kind in SUBJECT_KINDS if getattr(self, f"{kind}_id") is not None)

    @property
    def about(self) -> Any:
        """What it is attached to."""
        return getattr(self, self.about_kind)
