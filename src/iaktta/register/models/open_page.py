"""Pages of an organisation's own that everybody may read."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.owned import OwnedModel
from iaktta.register.models.user import User


class OpenPage(OwnedModel):
    """One version of a page; the newest is shown, the earlier ones stay."""

    class Kind(models.TextChoices):
        ACCESSIBILITY = "accessibility", _("Tillgänglighet")
        PERSONAL_DATA = "personal_data", _("Personuppgifter")

    kind = models.CharField(_("sida"), max_length=20, choices=Kind.choices)
    version = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("text"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("skriven av"))
    written_at = models.DateTimeField(_("skriven"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("öppen sida"), _("öppna sidor")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "version"], name="open_page_version_once")
        ]
