"""Whose register it is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


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

    class Meta:
        verbose_name, verbose_name_plural = _("organisation"), _("organisationer")

    def __str__(self) -> str:
        return self.name
