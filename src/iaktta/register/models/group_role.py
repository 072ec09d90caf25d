"""Which role in which body a group at the organisation's own identity provider gives."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.body import Body
from iaktta.register.models.membership import Membership
from iaktta.register.models.owned import OwnedModel


class GroupRole(OwnedModel):
    """A group whose members have a role in a body. The auditors' body holds what concerns its own."""

    group = models.CharField(_("grupp"), max_length=200)
    body = models.ForeignKey(Body, models.PROTECT, related_name="group_roles", verbose_name=_("organ"))
    role = models.CharField(_("roll"), max_length=30, choices=Membership.Role.choices)

    class Meta:
        verbose_name, verbose_name_plural = _("grupp med roll"), _("grupper med roll")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "group", "body", "role"], name="group_role_once")
        ]


class GroupGrant(OwnedModel):
    """That a membership was given by a group: it ends when the person is no longer in any that gives it."""

    membership = models.OneToOneField(
        Membership, models.CASCADE, related_name="group_grant", verbose_name=_("medlemskap")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("roll genom grupp"), _("roller genom grupp")
