"""The ground of the second layer: what documents are about, and what lives over the years."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.owned import OwnedModel, existence_field

NO_GROUND = "–"
"""The ground of a marking that states none."""


class Subject(OwnedModel):
    """An audit, a recommendation, a control ...: one row for each that an import found.

    When a person confirms that two are the same, the one is joined into the other: it stays with its
    mentions, so that parting them restores exactly what was. `joined_into` is what the person confirmed,
    `shown_as` the end of the chain of joinings; both are null where the subject stands by itself, and only
    such subjects are listed.
    """

    joined_into = models.ForeignKey(
        "self", models.PROTECT, related_name="joined", null=True, blank=True, verbose_name=_("ihopförd med")
    )
    shown_as = models.ForeignKey(
        "self", models.PROTECT, related_name="shown_here", null=True, blank=True, verbose_name=_("visas som")
    )
    came_at = models.DateTimeField(_("upplagd"), default=timezone.now)
    existence_secret = existence_field()
    # Provision, date and authority of the marking that holds, or NO_GROUND; empty where none does.
    secrecy_ground = models.TextField(_("grund för sekretess"), blank=True, default="", editable=False)

    class Meta:
        abstract = True
