"""Who can hold a row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.organisation import Organisation


class Body(models.Model):
    """A committee, the executive board, the auditors ...: what owns rows and has members.

    The auditors are a body of their own, outside the administration that they audit. `parent` is the
    committee that an administration works for.
    """

    in_trail: ClassVar[bool] = True

    class Kind(models.TextChoices):
        COUNCIL = "council", _("Fullmäktige")
        EXECUTIVE_BOARD = "executive_board", _("Kommunstyrelse")
        COMMITTEE = "committee", _("Nämnd")
        ADMINISTRATION = "administration", _("Förvaltning")
        AUDITORS = "auditors", _("Revisorer")

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="bodies", verbose_name=_("organisation")
    )
    kind = models.CharField(_("slag"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("namn"), max_length=200)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="under", null=True, blank=True, verbose_name=_("arbetar för")
    )
    starts_on = models.DateField(_("från och med"), null=True, blank=True)
    ends_on = models.DateField(_("till och med"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("organ"), _("organ")
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "name"], name="body_once")]

    def __str__(self) -> str:
        return self.name
