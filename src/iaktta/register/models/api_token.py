"""Tokens by which a program acts in a person's name through the API."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.membership import Membership
from iaktta.register.models.owned import OwnedModel
from iaktta.register.models.user import User


class ApiToken(OwnedModel):
    """One role of one user, `role` in `owner`, lent to a program until a day.

    It gives nothing that the user does not have today: when the role ends, so does what the token gives.
    Of the secret only the SHA-256 is kept; `prefix` is its beginning, for recognising it.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="api_tokens", verbose_name=_("användare"))
    role = models.CharField(_("roll"), max_length=30, choices=Membership.Role.choices)
    name = models.CharField(_("namn"), max_length=100)
    prefix = models.CharField(_("början"), max_length=20)
    secret_hash = models.CharField(_("hemlighetens kontrollsumma"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("gjord"), default=timezone.now)
    expires_on = models.DateField(_("gäller till och med"))
    ended_at = models.DateTimeField(_("avslutad"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("API-nyckel"), _("API-nycklar")
        indexes = [models.Index(fields=["organisation", "user", "-made_at"], name="api_token_newest")]

    def __str__(self) -> str:
        return self.name


class ApiTokenUse(OwnedModel):
    """The last day that a token was used; beside it, so that using one changes no row of the trail."""

    in_trail: ClassVar[bool] = False

    token = models.OneToOneField(ApiToken, models.CASCADE, related_name="use", verbose_name=_("API-nyckel"))
    last_used_on = models.DateField(_("senast använd"))

    class Meta:
        verbose_name, verbose_name_plural = _("användning av API-nyckel"), _("användning av API-nycklar")
