"""Whose register it is."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.rules.persons import Shows

SHOWS = [
    (Shows.NAME.value, _("Namnet")),
    (Shows.ROLE.value, _("Rollen")),
    (Shows.NEITHER.value, _("Varken namn eller roll")),
]


def _shows(label: Any, default: Shows) -> models.CharField[str, str]:
    return models.CharField(label, max_length=10, choices=SHOWS, default=default.value)


class Organisation(models.Model):
    """A municipality, region, company or joint authority; everything in the register belongs to one."""

    in_trail: ClassVar[bool] = True

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommun")
        REGION = "region", _("Region")
        COMPANY = "company", _("Bolag")
        JOINT_AUTHORITY = "joint_authority", _("Kommunalförbund")

    slug = models.SlugField(_("adressnamn"), max_length=60, unique=True)
    name = models.CharField(_("namn"), max_length=200)
    kind = models.CharField(_("slag"), max_length=20, choices=Kind.choices, default=Kind.MUNICIPALITY)
    separates_duties = models.BooleanField(_("den som utför en kontroll godkänner den inte"), default=False)
    requires_second_factor = models.BooleanField(_("kräver tvåstegsinloggning"), default=False)

    # Whether persons whom documents name are shown by name, by role or not at all (`rules.persons`).
    names_inside = _shows(_("i registret, för den som är inloggad"), Shows.NAME)
    names_exported = _shows(_("i listor som hämtas ut"), Shows.NAME)
    names_public = _shows(_("på öppna sidor"), Shows.ROLE)

    class Meta:
        verbose_name, verbose_name_plural = _("organisation"), _("organisationer")

    def __str__(self) -> str:
        return self.name
