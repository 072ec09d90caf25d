"""An audit over the years."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.subject import Subject


class Audit(Subject):
    """A granskning, in whichever documents it is treated; title and year as its newest document has them."""

    title = models.TextField(_("titel"), blank=True)
    year = models.IntegerField(_("år"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("granskning"), _("granskningar")
        indexes = [
            models.Index(fields=["organisation", "-year", "id"], name="audit_by_year"),
            models.Index(fields=["organisation", "title"], name="audit_by_title"),
        ]

    def __str__(self) -> str:
        return self.title
