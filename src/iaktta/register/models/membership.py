"""What gives a user access to an organisation."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.body import Body
from iaktta.register.models.owned import OwnedModel
from iaktta.register.models.user import User


def expert_ends(name: str) -> models.CheckConstraint:
    """An outside expert's role always has a last day, and so ends by itself."""
    condition = ~models.Q(role="audit_expert") | models.Q(ends_on__isnull=False)
    return models.CheckConstraint(condition=condition, name=name)


class Membership(OwnedModel):
    """A user's role in a body from one day to another; `owner` is the body that gave it."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("Samordnare")
        CONTROL_PERFORMER = "control_performer", _("Kontrollansvarig")
        HEAD_OF_ADMINISTRATION = "head_of_administration", _("Förvaltningschef")
        COMMITTEE_SECRETARY = "committee_secretary", _("Nämndsekreterare")
        COMMITTEE_MEMBER = "committee_member", _("Ledamot")
        EXECUTIVE_BOARD_READER = "executive_board_reader", _("Läsare i kommunstyrelsen")
        ELECTED_AUDITOR = "elected_auditor", _("Förtroendevald revisor")
        AUDIT_EXPERT = "audit_expert", _("Sakkunnig")
        ADMINISTRATOR = "administrator", _("Administratör")

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("användare"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships", verbose_name=_("organ"))
    role = models.CharField(_("roll"), max_length=30, choices=Role.choices)
    starts_on = models.DateField(_("från och med"), null=True, blank=True)
    ends_on = models.DateField(_("till och med"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("medlemskap"), _("medlemskap")
        constraints = [
            expert_ends("expert_ends"),
            models.UniqueConstraint(
                fields=["organisation", "user", "body", "role", "starts_on"], name="membership_once"
            ),
        ]

    @property
    def has_ended(self) -> bool:
        """Whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.body}"
