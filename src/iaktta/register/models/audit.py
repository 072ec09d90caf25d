"""An audit over the years."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.subject import Subject
from iaktta.register.models.words import VERDICT, choices

COUNTS = ("implemented", "partly_implemented", "not_implemented", "no_longer_relevant", "not_stated")
"""The columns that count an audit's recommendations, named as in `iaktta.rules.counting.Counts`."""


def _count() -> models.PositiveIntegerField[int, int]:
    return models.PositiveIntegerField(default=0, editable=False)


class Audit(Subject):
    """A granskning, in whichever documents it is treated; title and year as its newest document has them.

    `verdict` is that of the newest document that gives one (`register.actions.outcomes`), null for none.
    The counts are of its recommendations by outcome, as lists show it: those of audits joined into it are
    among them, and a joined audit has none (`register.actions.tallies`).
    """

    title = models.TextField(_("titel"), blank=True)
    year = models.IntegerField(_("år"), null=True, blank=True)

    # Nullable, so that SQLite adds the column without making the table anew.
    verdict = models.CharField(  # noqa: DJ001
        _("bedömning"), max_length=20, choices=choices(VERDICT), null=True, editable=False
    )

    implemented = _count()
    partly_implemented = _count()
    not_implemented = _count()
    no_longer_relevant = _count()
    not_stated = _count()

    class Meta:
        verbose_name, verbose_name_plural = _("granskning"), _("granskningar")
        indexes = [
            models.Index(fields=["organisation", "-year", "id"], name="audit_by_year"),
            models.Index(fields=["organisation", "title"], name="audit_by_title"),
        ]

    def __str__(self) -> str:
        return self.title
