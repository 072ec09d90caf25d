"""An audit over the years."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.subject import Subject
from iaktta.register.models.words import VERDICT, choices


class Audit(Subject):
    """A granskning, in whichever documents it is treated; title and year as its newest document has them.

    `verdict` is that of the newest document that gives one (`register.actions.outcomes`), null for none.
    """

    title = models.TextField(_("titel"), blank=True)
    year = models.IntegerField(_("år"), null=True, blank=True)

    # Nullable, so that SQLite adds the column without making the table anew.
    verdict = models.CharField(  # noqa: DJ001
        _("bedömning"), max_length=20, choices=choices(VERDICT), null=True, editable=False
    )

    class Meta:
        verbose_name, verbose_name_plural = _("granskning"), _("granskningar")
        indexes = [
            models.Index(fields=["organisation", "-year", "id"], name="audit_by_year"),
            models.Index(fields=["organisation", "title"], name="audit_by_title"),
        ]

    def __str__(self) -> str:
        return self.title
