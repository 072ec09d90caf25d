"""Who has been asked in, and to what."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from iaktta.register.models.body import Body
from iaktta.register.models.membership import Membership, expert_ends
from iaktta.register.models.owned import OwnedModel
from iaktta.register.models.user import User


class Invitation(OwnedModel):
    """A role offered to an e-mail address by the body that it is in (`owner`).

    The letter holds a link for one use; here only the SHA-256 of its token is kept. A new letter has a new
    token, and the old link no longer works.
    """

    email = models.EmailField(_("e-postadress"), max_length=254)
    name = models.CharField(_("namn"), max_length=200)
    body = models.ForeignKey(Body, models.PROTECT, related_name="invitations", verbose_name=_("organ"))
    role = models.CharField(_("roll"), max_length=30, choices=Membership.Role.choices)
    starts_on = models.DateField(_("från och med"), null=True, blank=True)
    ends_on = models.DateField(_("till och med"), null=True, blank=True)
    token_hash = models.CharField(_("länkens kontrollsumma"), max_length=64)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("inbjuden av"))
    sent_at = models.DateTimeField(_("skickad"))
    expires_at = models.DateTimeField(_("gäller till"))
    accepted_at = models.DateTimeField(_("mottagen"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("mottagen av")
    )
    withdrawn_at = models.DateTimeField(_("återtagen"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("inbjudan"), _("inbjudningar")
        constraints = [
            expert_ends("invited_expert_ends"),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
            models.UniqueConstraint(fields=["organisation", "token_hash"], name="invitation_link_once"),
            models.UniqueConstraint(
                fields=["organisation", "email", "body", "role"],
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.get_role_display()}, {self.body}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted, or renewed where its time is out."""
        return self.accepted_at is None and self.withdrawn_at is None
