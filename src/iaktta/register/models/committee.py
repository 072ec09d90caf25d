"""The committees that documents speak of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.body import Body
from iaktta.register.models.owned import OwnedModel


class Committee(OwnedModel):
    """A committee (nämnd) or the executive board, with the body that holds its rows.

    `basic_name` is `iaktta.rules.names.basic_name(name)`: the same form, the same committee.
    """

    body = models.OneToOneField(
        Body, models.PROTECT, related_name="committee", verbose_name=_("organ"), null=True, blank=True
    )
    name = models.TextField(_("namn"))
    basic_name = models.TextField(_("namnets grundform"))
    slug = models.SlugField(_("adressnamn"), max_length=100)
    short = models.CharField(_("förkortning"), max_length=20, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("nämnd"), _("nämnder")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "basic_name"], name="committee_name_once"),
            models.UniqueConstraint(fields=["organisation", "slug"], name="committee_slug_once"),
        ]
        indexes = [models.Index(fields=["organisation", "name"], name="committee_by_name")]

    def __str__(self) -> str:
        return self.name
