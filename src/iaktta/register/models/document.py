"""The files that were read, and each reading of them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.owned import OwnedModel, existence_field
from iaktta.register.models.user import User


class SourceDocument(OwnedModel):
    """A file, known by the SHA-256 of its bytes; where they lie, `storage` says."""

    class Storage(models.TextChoices):
        DATABASE = "database", _("I databasen")
        FOLDER = "folder", _("I en mapp")
        OBJECT_STORE = "object_store", _("I ett objektlager")
        DISPOSED = "disposed", _("Gallrad")

    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    name = models.CharField(_("filnamn"), max_length=300)
    media_type = models.CharField(_("filtyp"), max_length=120)
    size = models.PositiveBigIntegerField(_("storlek i byte"))
    storage = models.CharField(
        _("förvaring"), max_length=20, choices=Storage.choices, default=Storage.DATABASE
    )
    taken_in_at = models.DateTimeField(_("inläst"), default=timezone.now)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, related_name="sent_copies", null=True, verbose_name=_("skickad från")
    )
    existence_secret = existence_field()
    taken_in_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("inläst av"))

    class Meta:
        verbose_name, verbose_name_plural = _("dokument"), _("dokument")
        constraints = [
            # The owner is part of it: that the auditors hold a file is nobody else's knowledge.
            models.UniqueConstraint(fields=["organisation", "owner", "sha256"], name="document_once")
        ]
        indexes = [models.Index(fields=["organisation", "-taken_in_at"], name="document_newest")]

    def __str__(self) -> str:
        return self.name


class FileContent(OwnedModel):
    """The bytes of a document that lies in the database; apart, so that no list carries them along."""

    document = models.OneToOneField(SourceDocument, models.CASCADE, related_name="content")
    content = models.BinaryField(_("innehåll"))

    class Meta:
        verbose_name, verbose_name_plural = _("filinnehåll"), _("filinnehåll")


class Reading(OwnedModel):
    """What one version of the reader found in a document; the newest is shown, older ones stay readable."""

    document = models.ForeignKey(
        SourceDocument, models.CASCADE, related_name="readings", verbose_name=_("dokument")
    )
    reader = models.CharField(_("läsarens version"), max_length=200)
    read_at = models.DateTimeField(_("läst"), default=timezone.now)
    is_current = models.BooleanField(_("gällande läsning"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("läsning"), _("läsningar")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "document"],
                condition=models.Q(is_current=True),
                name="one_current_reading",
            ),
            models.UniqueConstraint(fields=["organisation", "document", "reader"], name="reading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.reader})"


class PlainText(OwnedModel):
    """The plain text that a reading's offsets count in, in code points; secret places are blocked out."""

    reading = models.OneToOneField(Reading, models.CASCADE, related_name="plain_text")
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("läst text"), _("lästa texter")
