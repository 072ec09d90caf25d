"""The committees that documents speak of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.body import Body
from iaktta.register.models.owned import OwnedModel, exactly_one


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
    starts_on = models.DateField(_("från och med"), null=True, blank=True)
    ends_on = models.DateField(_("till och med"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("nämnd"), _("nämnder")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "basic_name"], name="committee_name_once"),
            models.UniqueConstraint(fields=["organisation", "slug"], name="committee_slug_once"),
        ]
        indexes = [models.Index(fields=["organisation", "name"], name="committee_by_name")]

    def __str__(self) -> str:
        return self.name


class FormerName(OwnedModel):
    """What a committee, or an administration, was called until a day; documents then still find it."""

    committee = models.ForeignKey(
        Committee, models.CASCADE, related_name="former_names", null=True, verbose_name=_("nämnd")
    )
    body = models.ForeignKey(
        Body, models.CASCADE, related_name="former_names", null=True, verbose_name=_("organ")
    )
    name = models.TextField(_("namn"))
    basic_name = models.TextField(_("namnets grundform"))
    slug = models.SlugField(_("adressnamn"), max_length=100, blank=True)
    until = models.DateField(_("till och med"))

    class Meta:
        verbose_name, verbose_name_plural = _("tidigare namn"), _("tidigare namn")
        constraints = [
            models.CheckConstraint(condition=exactly_one("committee", "body"), name="former_name_of_one"),
            models.UniqueConstraint(
                fields=["organisation", "basic_name", "committee", "body"], name="former_name_once"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "slug"], name="former_name_by_slug")]

    def __str__(self) -> str:
        return self.name


class Succession(OwnedModel):
    """That one committee's work went over to another on a day.

    A split has several after, a merger several before.

    Neither row changes its history: what was addressed to the earlier committee still is.
    """

    before = models.ForeignKey(
        Committee, models.PROTECT, related_name="successions", verbose_name=_("tidigare nämnd")
    )
    after = models.ForeignKey(
        Committee, models.PROTECT, related_name="predecessions", verbose_name=_("ny nämnd")
    )
    on = models.DateField(_("från och med"))

    class Meta:
        verbose_name, verbose_name_plural = _("efterföljd"), _("efterföljder")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "before", "after"], name="succession_once"),
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="succeeds_another"),
        ]
